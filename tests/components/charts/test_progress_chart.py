"""Running totals and levels, on the real figures of both cities and on plans still running."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from components.charts.drawing import text_width, wrapped
from components.charts.labels import Labels
from components.charts.times import draw_times
from components.language.words import speak
from components.look.canvas import NARROW, WIDE, Canvas
from components.look.theme import PALETTES
from components.model.judgement import Figure, Judgement, Verdict
from components.model.plot import Plot
from components.views.chart_of_progress import level_chart, total_chart
from tests.plotted import plotted

NAN = math.nan
LIGHT, DARK = PALETTES["light"], PALETTES["dark"]
QINGDAO = LIGHT.region(0)
WORDS = {"title": "标题", "subtitle": ("说明",), "sources": ("来源",)}


def running_total(years, targets, judged: Judgement, canvas: Canvas = WIDE):
    """The figure of a total on a canvas, in the colour of the first city."""
    return plotted(draw_times(total_chart(years, targets, judged, "region_0", WORDS), canvas))


def levels(points, targets, judged: Judgement, canvas: Canvas = WIDE):
    return plotted(draw_times(level_chart(points, targets, judged, "region_0", WORDS), canvas))


YEAR_COLUMNS = ("year", "value", "value_text", "through_month", "state", "part_text", "reliability")
TARGET_COLUMNS = ("kind", "value", "value_text", "comparator", "year_from", "year_to", "label")
POINT_COLUMNS = ("year", "month", "value", "value_text", "comparator", "reliability", "is_used", "label")

PLAN = ("plan", 175, "175", "eq", 2021, 2025, "五年目标")
PHASE = ("phase", 105, "105", "eq", 2021, 2023, "三年行动计划")
ANNUAL = ("annual", 35, "35", "eq", 2022, 2022, "年度目标")
# city-wide new jobs of Qingdao with their running totals
JOBS = (
    (2021, 38.13, "38.13", 12, "full", "", "C", 38.13, "38.13", True),
    (2022, 36.37, "36.37", 11, "part", "1—11月", "B", 74.50, "74.50", True),
    (2023, 36.52, "36.52", 11, "part", "1—11月", "A", 111.02, "≥111.02", False),
    (2024, 36.61, "36.61", 11, "part", "1—11月", "A", 147.63, "≥147.63", False),
    (2025, 37.3, "37.3", 12, "full", "", "C", 184.93, "≥184.93", False),
)
ROWS = [("累计完成", "≥184.93"), ("÷ 五年目标", "175"), ("＝ 完成率", "≥105.7%"), ("差值", "≥+5.7 个百分点")]


def years(*rows, **printed) -> pd.DataFrame:
    """The years; printed: what is printed of a total, by its column."""
    frame = pd.DataFrame(list(rows), columns=[*YEAR_COLUMNS, "running", "running_text", "is_exact"])
    nothing = {"printed_beside": NAN, "printed_text": "", "printed_through_month": NAN, "is_printed_exact": False}
    facts = {"fact_id": [f"result of {year}" for year in frame["year"]], "printed_fact_id": "printed total"}
    return frame.assign(**nothing | facts | printed)


def without(year: int, state: str = "missing") -> tuple:
    return (year, NAN, "", 12, state, "", "", NAN, "", False)


def targets(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=TARGET_COLUMNS)
    return frame.assign(target_fact_id=[f"{kind} target" for kind in frame["kind"]])


def points(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=POINT_COLUMNS)
    return frame.assign(fact_id=[f"result of {year}" for year in frame["year"]])


def judgement(**more) -> Judgement:
    return replace(
        Judgement(
            verdict=Verdict("exceeded", "超额完成", True),
            year_from=2021,
            year_to=2025,
            months=60,
            unit="万人",
            intent="raise",
            reason="缺的三个 12 月只会使它更高。",
            arithmetic=tuple(ROWS),
            need=Figure(35, "35"),
        ),
        **more,
    )


def jobs():
    return running_total(years(*JOBS), targets(PLAN, PHASE, ANNUAL), judgement())


MIDWAY = {"months": 35, "projected": Figure(190.3, "≥190.3", "ge"), "required": Figure(30.7, "≤30.7", "le")}
UNKNOWN = Verdict("not_assessed", "暂不评价", False)
INSURED = points(
    (2022, 9, 278.54, "278.54", "eq", "B", True, "9 月末"),
    (2024, 12, 291.51, "291.51", "eq", "A", True, ""),
)
INSURED_TARGET = targets(("plan", 278, "278", "eq", 2025, 2025, "2025 年目标"))
RATE = points(
    (2021, 12, 2.74, "2.74", "eq", "A", True, ""),
    (2022, 12, 3.02, "3.02", "eq", "A", True, ""),
    (2022, 12, 3.2, "3.2", "eq", "C", False, ""),
    (2024, 12, 3.4, "<3.4", "lt", "C", True, ""),
    (2025, 12, 3.1, "3.1", "eq", "A", True, ""),
)
CEILING = targets(("plan", 4.5, "<4.5", "lt", 2025, 2025, "2025 年目标"))
FLOOR = targets(("plan", 2, ">2", "gt", 2025, 2025, "2025 年目标"))


def trace(figure, name: str):
    """The trace of a name, or None."""
    return next((trace for trace in figure.data if trace.name == name), None)


def places(figure, name: str) -> list[tuple]:
    return list(zip(trace(figure, name).x, trace(figure, name).y, strict=True))


def texts(figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def says(figure, words: str) -> bool:
    return any(words in text for text in texts(figure))


def shapes(figure, **wanted) -> list:
    return [s for s in figure.layout.shapes if all(getattr(s, key) == value for key, value in wanted.items())]


def test_a_point_stands_at_its_own_month():
    figure = jobs()
    assert places(figure, "exact") == [(12, 38.13), (23, 74.50)]
    assert places(figure, "bound") == [(35, 111.02), (47, 147.63), (60, 184.93)]


def test_the_line_is_solid_while_every_month_is_known_and_dotted_for_a_lower_bound():
    figure = jobs()
    lift = (None, None)
    assert places(figure, "exact line") == [(0, 0), (12, 38.13), lift, (12, 38.13), (23, 74.50), lift]
    assert places(figure, "bound line")[:2] == [(23, 74.50), (35, 111.02)]
    assert trace(figure, "exact line").line.dash is None
    assert trace(figure, "bound line").line.dash == "3px,3px"
    assert trace(figure, "exact").marker.color == QINGDAO
    assert trace(figure, "bound").marker.color == LIGHT.ground


def test_targets_stand_at_the_end_of_their_span_and_the_even_pace_leads_to_the_plans():
    figure = jobs()
    assert places(figure, "target") == [(60, 175)]
    assert places(figure, "phase") == [(36, 105)]
    assert places(figure, "annual") == [(18, 35)]
    assert places(figure, "pace") == [(0, 0), (60, 175)]
    assert says(figure, "五年目标 175")
    assert says(figure, "三年行动计划 105")


def test_a_phase_that_begins_later_is_not_set_against_the_running_total():
    later = ("phase", 70, "70", "eq", 2022, 2023, "两年计划")
    figure = running_total(years(*JOBS), targets(PLAN, later), judgement())
    assert trace(figure, "phase") is None
    assert not says(figure, "两年计划")


def test_another_document_that_repeats_the_plans_target_is_not_drawn_twice():
    same = ("phase", 175, "175", "eq", 2021, 2025, "就业规划")
    higher = ("phase", 180, "180", "eq", 2021, 2025, "另一规划")
    figure = running_total(years(*JOBS), targets(PLAN, same, higher), judgement())
    assert places(figure, "phase") == [(60, 180)]
    assert not says(figure, "就业规划")


def test_part_years_are_hatched_and_full_years_filled():
    figure = jobs()
    assert list(trace(figure, "full").x) == [6, 54]
    assert trace(figure, "full").marker.pattern.shape is None
    assert list(trace(figure, "part").y) == [36.37, 36.52, 36.61]
    assert trace(figure, "part").marker.pattern.shape == "/"
    assert says(figure, "<b>36.37</b> <span style='font-size:12px;color:#55606C'>1—11月</span>")


def test_second_hand_values_say_so():
    assert sum("转引" in text for text in texts(jobs())) == 2
    narrow = running_total(years(*JOBS), targets(PLAN), judgement(), NARROW)
    assert sum("全年*" in text for text in texts(narrow)) == 2


def test_the_verdict_has_its_word_rows_and_reason():
    figure = jobs()
    for words in ("<b>超额完成</b>", *(part for row in ROWS for part in row), "缺的三个 12 月"):
        assert says(figure, words)
    assert shapes(figure, fillcolor=LIGHT.reached)


def test_both_forms_place_the_verdict_alike():
    def column(figure):
        return [
            (a.text, a.xshift, a.yshift)
            for a in figure.layout.annotations
            if a.xref == "paper" and a.x == 1 and a.y == 1
        ]

    stock = levels(INSURED, INSURED_TARGET, judgement(base=Figure(262.61, "262.61")))
    assert column(stock) == column(jobs())
    assert len(column(stock)) == 2 + 2 * len(ROWS)
    assert stock.layout.margin.r == jobs().layout.margin.r == 330


def test_a_long_row_of_the_arithmetic_takes_two_lines():
    rows = [("Time elapsed (35/60 months), counted to the latest figure", "58.3%")]
    figure = running_total(years(*JOBS), targets(PLAN), judgement(arithmetic=rows))
    assert says(figure, "months),<br>counted")


def test_no_line_is_drawn_once_a_whole_year_is_missing():
    lone = (2022, 4.5, "4.5", 12, "full", "", "A", NAN, "≥4.5", False)
    frame = years(without(2021), lone, *(without(year) for year in (2023, 2024, 2025)))
    sentence = "4 年未收录，不画累计线；已知合计 ≥4.5"
    plan = targets(("plan", 22, "22", "eq", 2021, 2025, "五年目标"))
    figure = running_total(frame, plan, judgement(need=Figure(4.4, "4.4"), lacking=sentence))
    assert {trace.name for trace in figure.data} == {"pace", "target", "full", "need"}
    assert [shape.x0 for shape in shapes(figure, fillcolor=LIGHT.band)] == [0, 24, 36, 48]
    assert says(figure, sentence)


def test_a_printed_total_stands_at_its_month_and_no_line_leads_to_it():
    printed = {"printed_beside": [NAN] * 4 + [190.0], "printed_text": [""] * 4 + ["≥190"]}
    frame = years(JOBS[0], *(without(year) for year in range(2022, 2026)), **printed, printed_through_month=12)
    figure = running_total(frame, targets(PLAN), judgement())
    assert places(figure, "bound") == [(60, 190)]
    assert trace(figure, "bound line") is None
    assert says(figure, "≥190")


def test_a_long_verdict_stands_in_two_lines_its_addition_under_the_word():
    long = Verdict("exceeded", "超额完成", True, addition="（2022年已达到，据转引数，按2024年末数）")
    figure = running_total(years(*JOBS), targets(PLAN), judgement(verdict=long))
    (line,) = [text for text in texts(figure) if "超额完成" in text]
    assert line.startswith("<b>超额完成<br>（2022年")


def test_after_a_gap_a_point_is_not_joined_to_what_came_before():
    frame = years(JOBS[0], without(2022), JOBS[2], *(without(year) for year in (2024, 2025)))
    figure = running_total(frame, targets(PLAN), judgement())
    assert trace(figure, "bound line") is None
    assert places(figure, "exact line") == [(0, 0), (12, 38.13), (None, None)]


def test_a_missing_year_is_a_dotted_box_as_high_as_the_yearly_need():
    frame = years(*JOBS[:3], without(2024), without(2025, "future"))
    figure = running_total(frame, targets(PLAN), judgement())
    (box,) = shapes(figure, yref="y2", type="rect")
    assert (box.x0, box.x1, box.y0, box.y1) == (38.4, 45.6, 0, 35)
    assert texts(figure).count("未收录") == 1
    assert texts(figure).count("未到") == 1


def test_without_any_figure_the_target_stands_alone_with_the_sentence():
    sentence = "这项指标还没有年度结果。"
    none = judgement(verdict=UNKNOWN, lacking=sentence)
    every = years(*(without(year) for year in range(2021, 2026)))
    for frame in (every, every.iloc[:0]):
        figure = running_total(frame, targets(PLAN), none)
        assert {trace.name for trace in figure.data} == {"pace", "target", "need"}
        assert says(figure, sentence)
        assert list(figure.layout.xaxis2.ticktext) == ["2021", "2022", "2023", "2024", "2025"]


def test_before_the_end_there_are_the_as_of_line_the_projection_and_what_is_required():
    frame = years(*JOBS[:3], without(2024, "future"), without(2025, "future"))
    figure = running_total(frame, targets(PLAN), judgement(**MIDWAY))
    assert len(shapes(figure, x0=35, x1=35)) == 1
    assert says(figure, "截至 2023 年 11 月")
    assert places(figure, "projected") == [(35, 111.02), (60, 190.3)]
    assert places(figure, "required") == [(35, 111.02), (60, 175)]
    assert says(figure, "照此 ≥190.3")
    assert says(figure, "还需每年 ≤30.7")
    assert figure.layout.yaxis.range[1] > 190.3


def test_at_the_end_there_is_no_as_of_line():
    figure = jobs()
    assert not says(figure, "截至")
    assert trace(figure, "projected") is None


@pytest.mark.parametrize("canvas", [WIDE, NARROW])
def test_the_numbers_of_results_have_a_shade_of_their_hue_that_can_be_read(canvas):
    chart = total_chart(years(*JOBS), targets(PLAN), judgement(), "region_6", WORDS)
    figure = plotted(draw_times(chart, canvas))
    colours = {note.font.color for note in figure.layout.annotations}
    assert LIGHT.region_words[6] in colours
    assert LIGHT.region(6) not in colours


@pytest.mark.parametrize("month", [1, 4, 59])
def test_the_name_of_the_as_of_line_never_runs_into_the_heading_or_out_of_the_panel(month):
    frame = years(*(without(year, "future") for year in range(2021, 2026)))
    figure = running_total(frame, targets(PLAN), judgement(months=month))
    (name,) = [a for a in figure.layout.annotations if "截至" in a.text]
    middle = month / 60 * (1280 - figure.layout.margin.l - 330) + name.xshift
    half = text_width(name.text, 13) / 2
    assert middle - half > 13 * len("累计（万人）") - figure.layout.margin.l
    assert middle + half < 1280 - 286 - figure.layout.margin.l


def test_a_number_that_the_need_would_strike_through_goes_into_its_bar():
    close = (2021, 30.0, "30.0", 12, "full", "", "A", 30.0, "30.0", True)
    frame = years(close, *(without(year) for year in range(2022, 2026)))
    figure = running_total(frame, targets(PLAN), judgement())
    (number,) = [a for a in figure.layout.annotations if a.yref == "y2" and "30.0" in a.text]
    assert (number.y, number.yanchor) == (30.0, "top")
    assert (number.font.color, number.bgcolor) == (LIGHT.ink, LIGHT.ground)


def test_the_last_number_of_a_total_that_just_misses_its_target_stands_under_its_mark_and_not_on_the_target():
    totals = enumerate((2.6, 5.3, 8.1, 11.1, 14.2), 2021)
    rows = [(year, 2.8, "2.8", 12, "full", "", "A", total, str(total), True) for year, total in totals]
    plan = targets(("plan", 15, "15", "eq", 2021, 2025, "五年目标"))
    for canvas in (WIDE, NARROW):
        figure = running_total(years(*rows), plan, judgement(need=Figure(3, "3")), canvas)
        (number,) = [a for a in figure.layout.annotations if a.text == "<b>14.2</b>"]
        assert number.yshift < 0


def test_a_label_takes_the_first_spot_that_covers_nothing():
    labels = Labels(Plot(), LIGHT, 100, 100, (0, 100), (0, 100))
    labels.keep_off_line([(0, 50), (100, 50)])
    spots = [(50, 50, 0, 0, "center"), (50, 50, 0, 20, "center")]
    assert labels.put("175", 14, LIGHT.ink, spots)
    assert labels.figure.annotations[-1]["yshift"] == 20
    assert not labels.put("175", 14, LIGHT.ink, spots, is_optional=True)


def test_on_a_phone_the_verdict_stands_over_and_the_arithmetic_under_the_panels():
    figure = running_total(years(*JOBS), targets(PLAN, PHASE), judgement(), NARROW)
    (status,) = [a for a in figure.layout.annotations if "超额完成" in a.text]
    assert status.y == 1
    assert status.yshift > 0
    rows = [a for a in figure.layout.annotations if a.text in {label for label, _ in ROWS}]
    assert [a.y for a in rows] == [0] * len(ROWS)
    assert -figure.layout.margin.b < min(a.yshift for a in rows) < max(a.yshift for a in rows) < 0
    assert figure.layout.margin.l + figure.layout.margin.r < 60


def test_a_stock_is_set_against_the_line_from_its_base_and_not_joined_over_a_missing_year():
    base = judgement(base=Figure(262.61, "262.61"), need=None)
    figure = levels(INSURED, INSURED_TARGET, base)
    assert places(figure, "pace") == [(0, 262.61), (60, 278)]
    assert places(figure, "base") == [(0, 262.61)]
    assert places(figure, "exact") == [(21, 278.54), (48, 291.51)]
    assert trace(figure, "exact line") is None
    assert texts(figure).count("未收录") == 3
    assert says(figure, "2020 年 262.61")
    assert not shapes(figure, fillcolor=LIGHT.band)


def test_without_a_base_no_pace_is_drawn():
    figure = levels(INSURED, INSURED_TARGET, judgement())
    assert trace(figure, "pace") is None
    assert places(figure, "target") == [(60, 278)]


def test_neighbouring_years_are_joined_dotted_where_one_is_a_bound():
    figure = levels(RATE, CEILING, judgement(intent="hold_ceiling"))
    assert places(figure, "exact line") == [(12, 2.74), (24, 3.02), (None, None)]
    assert places(figure, "bound line") == [(48, 3.4), (60, 3.1), (None, None)]
    assert places(figure, "bound") == [(48, 3.4)]
    assert trace(figure, "bound").marker.color == LIGHT.ground
    assert places(figure, "unused") == [(24, 3.2)]


@pytest.mark.parametrize(
    ("intent", "target", "is_above"), [("hold_ceiling", CEILING, False), ("hold_floor", FLOOR, True)]
)
def test_the_side_that_meets_a_limit_is_shaded(intent, target, is_above):
    figure = levels(RATE, target, judgement(intent=intent))
    (side,) = shapes(figure, fillcolor=LIGHT.band, xref="x")
    limit = target["value"].iloc[0]
    low, high = figure.layout.yaxis.range
    assert (side.y0, side.y1) == ((limit, high) if is_above else (low, limit))
    assert low <= 2
    assert trace(figure, "target") is None
    assert says(figure, "符合目标的一侧")


def test_the_mean_of_the_years_is_a_tick_after_them():
    with_mean = judgement(intent="hold_ceiling", mean=Figure(3.07, "3.07"))
    figure = levels(RATE, CEILING, with_mean)
    assert all(x > 60 and y == 3.07 for x, y in places(figure, "mean"))
    assert figure.layout.xaxis.ticktext[-1] == "平均"
    without_mean = levels(RATE, CEILING, judgement(intent="hold_ceiling"))
    assert trace(without_mean, "mean") is None
    assert without_mean.layout.xaxis.range == (0, 60)


def test_a_level_without_results_shows_target_base_and_sentence():
    none = judgement(intent="hold_floor", base=Figure(2.4, "2.4"), verdict=UNKNOWN, lacking="还没有年度结果。")
    figure = levels(points(), FLOOR, none)
    assert {trace.name for trace in figure.data} == {"base"}
    assert says(figure, "还没有年度结果。")
    assert texts(figure).count("未收录") == 5


def test_years_to_come_are_not_called_missing():
    early = points((2021, 12, 265.0, "265", "eq", "A", True, ""))
    figure = levels(early, INSURED_TARGET, judgement(**MIDWAY))
    assert texts(figure).count("未收录") == 1
    assert texts(figure).count("未到") == 2


@pytest.mark.parametrize("draw", [running_total, levels])
@pytest.mark.parametrize("form", ["wide", "narrow", "stage"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_frames_are_left_as_they_came_and_every_colour_is_the_palettes(draw, form, look):
    frame = years(*JOBS) if draw is running_total else INSURED
    wanted = targets(PLAN, PHASE, ANNUAL) if draw is running_total else INSURED_TARGET
    palette = PALETTES[look]
    judged = judgement(base=Figure(262.61, "262.61"))
    before = frame.copy(), wanted.copy(), replace(judged)
    figure = draw(frame, wanted, judged, Canvas(form, look))
    pd.testing.assert_frame_equal(frame, before[0])
    pd.testing.assert_frame_equal(wanted, before[1])
    assert judged == before[2]
    used = {a.font.color for a in figure.layout.annotations} | {s.line.color for s in figure.layout.shapes}
    used |= {trace.line.color for trace in figure.data if trace.type == "scatter"}
    known = {value for value in vars(palette).values() if isinstance(value, str)} | {palette.region(0), None}
    assert used <= known
    # the stage has its own title and sources
    assert figure.layout.title.text == ("<b></b>" if form == "stage" else "<b>标题</b>")
    assert says(figure, "来源") is (form != "stage")


def test_a_chart_as_a_value_names_its_tones_and_every_result_and_target_its_fact():
    printed = {"printed_beside": [NAN] * 4 + [190.0], "printed_text": [""] * 4 + ["≥190"]}
    total = years(*JOBS, **printed, printed_through_month=12)
    stock = judgement(base=Figure(262.61, "262.61", fact_id="base"), mean=Figure(280, "280"))
    reference = targets(("reference", 290, "", "eq", 2025, 2025, "全省 290")).assign(colour="reference_0")
    for chart in (
        total_chart(total, targets(PLAN, PHASE, ANNUAL), judgement(**MIDWAY), "region_0", WORDS),
        level_chart(INSURED, pd.concat([INSURED_TARGET, reference]), stock, "region_0", WORDS),
    ):
        panels = [panel for panel in (chart.course, chart.years) if panel]
        marks = [mark for panel in panels for mark in panel.marks]
        tones = {mark.tone for mark in marks} | {line.tone for panel in panels for line in panel.lines}
        assert tones <= {"region_0", "reference_0", "ink", "mid", "pace"}
        # a mean is worked from several facts
        assert [mark for mark in marks if not mark.fact_id and mark.kind != "mean"] == []


def test_in_english_no_chinese_word_of_the_chart_is_left():
    speak("en")
    try:
        frame = years(*JOBS[:1], without(2022), *(without(year, "future") for year in (2023, 2024, 2025)))
        plan = targets(("plan", 175, "175", "eq", 2021, 2025, "Target"))
        words = judgement(
            **{**MIDWAY, "months": 24},
            arithmetic=(),
            reason="",
            verdict=Verdict("behind", "Behind", True),
            unit="10k",
        )
        drawn = [
            running_total(frame, plan, words),
            running_total(frame, plan, words, NARROW),
            levels(RATE, plan, replace(words, mean=Figure(3, "3"))),
        ]
    finally:
        speak("zh")
    for figure in drawn:
        said = [text for text in texts(figure) if text != "来源"]
        assert not [text for text in said if any("一" <= char <= "鿿" for char in text)]
    assert says(drawn[0], "as of 2022-12")


def test_a_sign_stays_with_its_number_when_a_line_is_broken():
    broken = wrapped("已知合计 ≥14.81 万人", 80, 15)
    assert "≥14.81" in broken
    assert "<br>" in broken
