"""The year matrix, on Qingdao's five-year totals as of December 2025 and on plans still running."""

import math
import re
from dataclasses import replace

import pandas as pd
import pytest

from components.charts.surface import drawn_width
from components.charts.year_matrix import draw_matrix
from components.language.words import speak
from components.look.canvas import NARROW, WIDE
from components.look.theme import PALETTES
from components.model.judgement import Figure, Judgement, Verdict
from components.model.matrix_chart import Cell, MatrixChart, MatrixRow
from tests.plotted import plotted

NAN = math.nan
YEARS = [2021, 2022, 2023, 2024, 2025]
LINES = {
    "title": "10 项五年累计指标：1 项已实现，2 项只有部分年份，7 项没有年度结果",
    "subtitle": "青岛市 · 截至 2025 年 12 月（序时进度 100%）· 竖线＝每年所需（五年目标的五分之一）",
    "sources": "来源：青岛市“十四五”人社规划专栏2；斜纹＝当年只有部分月份，合计为下限（≥）。",
}
# name, unit, target, yearly need, completion, total, status; None for what is not known
INDICATORS = (
    ("城镇新增就业", "万人", "175", 35, 105.7, "≥184.93", "exceeded", "超额完成"),
    ("政策扶持创业", "万人", "15", 3, 98.7, "≥14.81", "not_assessed", "暂不评价"),
    ("创业带动就业", "万人 §", "30", 6, 43.8, "≥13.13", "not_assessed", "暂不评价"),
    ("补贴性职业技能培训", "万人次", "50", 10, None, None, "not_assessed", "暂不评价"),
    ("　其中 农民工", "万人次", "10", 2, None, None, "not_assessed", "暂不评价"),
    ("新增高级职称", "万人", "4", 0.8, None, None, "not_assessed", "暂不评价"),
    ("新增专技职业资格证书", "万人", "7.5", 1.5, None, None, "not_assessed", "暂不评价"),
    ("博士后招收", "人", "2,500", 500, None, None, "not_assessed", "暂不评价"),
    ("职业资格或等级证书", "万人", "15", 3, None, None, "not_assessed", "暂不评价"),
    ("　其中 高级工以上", "万人", "5", 1, None, None, "not_assessed", "暂不评价"),
)
# months covered where not the whole year
RESULTS = {
    "城镇新增就业": ((38.13, ""), (36.37, "1—11月"), (36.52, "1—11月"), (36.61, "1—11月"), (37.3, "")),
    "政策扶持创业": ((3.38, "1—6月"), (3.08, "1—11月"), (4.33, "1—11月"), (4.02, "1—11月"), None),
    "创业带动就业": (None, (6.96, "1—11月"), (6.17, "1—11月"), None, None),
}


def qingdao_rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": name,
            "target_text": target,
            "judgement": Judgement(
                verdict=Verdict(status, words, completion is not None),
                year_from=2021,
                year_to=2025,
                months=60,
                unit=unit,
                done=None if done is None else Figure(float(done.lstrip("≥").replace(",", "")), done, "ge"),
                need=Figure(need, f"{need:g}"),
                completion=None if completion is None else Figure(completion, f"≥{completion}%", "ge"),
            ),
        }
        for name, unit, target, need, completion, done, status, words in INDICATORS
    )


def changed(rows: pd.DataFrame, row: int, **figures) -> pd.DataFrame:
    """The rows with another judgement of one."""
    judgements = list(rows["judgement"])
    judgements[row] = replace(judgements[row], **figures)
    return rows.assign(judgement=judgements)


def qingdao_cells() -> pd.DataFrame:
    rows = []
    for name, *_ in INDICATORS:
        for place, year in enumerate(YEARS):
            result = RESULTS.get(name, (None,) * 5)[place]
            value, part = result or (NAN, "")
            rows.append(
                {
                    "name": name,
                    "year": year,
                    "value": value,
                    "value_text": f"{value:g}" if result else "",
                    "state": "missing" if result is None else "part" if part else "full",
                    "part_text": part,
                    "fact_id": f"{name} {year}" if result else None,
                }
            )
    return pd.DataFrame(rows)


def charted(rows: pd.DataFrame, cells: pd.DataFrame) -> MatrixChart:
    by_name = dict(list(cells.groupby("name")))
    return MatrixChart(
        LINES["title"],
        (LINES["subtitle"],),
        (LINES["sources"],),
        "region_0",
        tuple(YEARS),
        tuple(
            MatrixRow(
                row.name,
                row.target_text,
                row.judgement,
                tuple(
                    Cell(
                        cell.year,
                        cell.state,
                        None if math.isnan(cell.value) else cell.value,
                        cell.value_text,
                        cell.part_text,
                        cell.fact_id or "",
                    )
                    for cell in by_name.get(row.name, cells[:0]).itertuples()
                ),
            )
            for row in rows.itertuples()
        ),
    )


def drawn(rows=None, cells=None, canvas=WIDE):
    rows = qingdao_rows() if rows is None else rows
    cells = qingdao_cells() if cells is None else cells
    return plotted(draw_matrix(charted(rows, cells), canvas))


def words_of(figure) -> list[str]:
    return [text for trace in figure.data if trace.type == "scatter" for text in trace.text]


def place_of(figure, word: str) -> tuple[float, float]:
    return next(
        (x, y)
        for trace in figure.data
        if trace.type == "scatter"
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
        if word in text
    )


def bars(figure, is_hatched: bool, thickness: float) -> list[tuple[float, float, float]]:
    """Start, length and height on the sheet of the bars of one form."""
    return [
        (base, length, y)
        for trace in figure.data
        if trace.type == "bar" and bool(trace.marker.pattern.shape) == is_hatched
        for base, length, y, width in zip(trace.base, trace.x, trace.y, trace.width, strict=True)
        if width == thickness
    ]


def running() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same plan in November 2023: two years are still to come."""
    rows = qingdao_rows()
    rows = rows.assign(judgement=[replace(one, time=Figure(58.3, "58.3%")) for one in rows["judgement"]])
    completion, done = Figure(63.4, "≥63.4%", "ge"), Figure(111.02, "≥111.02", "ge")
    rows = changed(rows, 0, completion=completion, done=done, verdict=Verdict("ahead", "超额完成", True))
    cells = qingdao_cells()
    cells.loc[cells["year"] > 2023, ["value", "value_text", "state"]] = [NAN, "", "future"]
    return rows, cells


def test_a_whole_year_is_solid_and_a_part_year_hatched():
    figure = drawn()
    assert len(bars(figure, False, 11)) == 2
    assert len(bars(figure, True, 11)) == 9


def test_the_length_of_a_year_is_its_value_over_the_yearly_need():
    lengths = {round(length, 6) for _, length, _ in bars(drawn(), False, 11)}
    assert max(lengths) / min(lengths) == pytest.approx(38.13 / 37.3)
    start, length, y = bars(drawn(), False, 11)[0]
    ticks = [
        shape.x0
        for shape in drawn().layout.shapes
        if shape.type == "line" and shape.x0 == shape.x1 and shape.y0 < y < shape.y1 and shape.y1 - shape.y0 < 20
    ]
    assert (ticks[0] - start) / length == pytest.approx(35 / 38.13)


def test_a_year_far_beyond_its_need_stays_inside_its_cell():
    cells = qingdao_cells()
    cells.loc[0, "value"] = 140.0
    start, length, _ = next(bar for bar in bars(drawn(cells=cells), False, 11))
    second = place_of(drawn(cells=cells), "2022")[0]
    assert start + length < second


def test_completion_runs_toward_a_line_at_a_hundred():
    figure = drawn()
    line = next(shape for shape in figure.layout.shapes if shape.line.dash == "5px,4px")
    (start, reached, _), (_, near, _), (_, far, _) = bars(figure, True, 18)
    for length, percent in ((reached, 105.7), (near, 98.7), (far, 43.8)):
        assert length / (line.x0 - start) == pytest.approx(percent / 100)


def test_an_exact_completion_is_solid_and_a_lower_bound_hatched():
    rows = qingdao_rows()
    rows = changed(rows, 1, completion=Figure(98.7, "98.7%"))
    figure = drawn(rows)
    assert len(bars(figure, True, 18)) == 2
    assert len(bars(figure, False, 18)) == 1


def test_an_indicator_without_figures_is_one_low_row_with_its_yearly_need():
    figure = drawn()
    assert words_of(figure).count("缺 2021—2025　每年所需 2") == 1
    assert sum("每年所需" in word for word in words_of(figure)) == 7
    known = place_of(figure, "政策扶持创业")[1] - place_of(figure, "城镇新增就业")[1]
    empty = place_of(figure, "博士后招收")[1] - place_of(figure, "新增专技职业资格证书")[1]
    assert (known, empty) == pytest.approx((46, 34))


def test_a_missing_year_is_a_dotted_box_and_no_bar():
    figure = drawn()
    assert words_of(figure).count("缺") == 4
    boxes = [shape for shape in figure.layout.shapes if shape.type == "rect" and 28 < shape.y1 - shape.y0 < 31]
    assert len(boxes) == 4
    assert {shape.line.dash for shape in boxes} == {"1.5px,3px"}


def test_years_to_come_are_not_called_missing():
    figure = drawn(*running())
    words = words_of(figure)
    assert words.count("未到") == 2 * len(INDICATORS)
    assert "缺 2021—2023　每年所需 2" in words
    assert not any("2025　" in word for word in words)


def test_the_pace_stands_beside_the_line_while_the_plan_runs_and_is_gone_after_it():
    palette = PALETTES["light"]

    def pace(figure):
        return [shape for shape in figure.layout.shapes if shape.type == "line" and shape.line.color == palette.pace]

    figure = drawn(*running())
    line = next(shape for shape in figure.layout.shapes if shape.line.dash == "5px,4px")
    start = bars(figure, True, 18)[0][0]
    assert len(pace(figure)) == len(INDICATORS)
    assert (pace(figure)[0].x0 - start) / (line.x0 - start) == pytest.approx(0.583)
    assert "序时 58.3%" in words_of(figure)
    assert pace(drawn()) == []
    assert not any("序时" in word for word in words_of(drawn()))


def test_figures_totals_and_verdicts_are_printed_as_they_came():
    words = "\n".join(words_of(drawn()))
    for text in ("36.37", "1—11月", "≥105.7%", "≥184.93", "2,500", "超额完成", "暂不评价", "万人 §"):
        assert text in words
    assert "无法判断" not in words
    assert "nan" not in words.lower()


@pytest.mark.parametrize("canvas", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_cautions_a_verdict_stands_under_its_word(canvas):
    caution = "据转引数，待核实"
    doubtful = Verdict("exceeded", "超额完成", True, addition=f"（2024年已达到，{caution}）", caution=caution)
    rows = changed(qingdao_rows(), 0, verdict=doubtful)
    figure = drawn(rows, canvas=canvas)
    (across, word), (same, caution) = place_of(figure, "<b>超额完成</b>"), place_of(figure, "据转引数，待核实")
    assert across == same
    assert 14 < caution - word < 18


def test_completion_far_beyond_a_hundred_keeps_the_line_and_its_label():
    rows = changed(qingdao_rows(), 0, completion=Figure(282.8, "≥282.8%", "ge"))
    figure = drawn(rows)
    line = next(shape for shape in figure.layout.shapes if shape.line.dash == "5px,4px")
    longest = max(start + length for start, length, _ in bars(figure, True, 18))
    assert line.x0 < longest < place_of(figure, "≥282.8%")[0]
    assert "100%" in words_of(figure)


def test_a_year_without_a_row_of_its_own_is_missing():
    cells = qingdao_cells()
    cells = cells[cells["state"] != "missing"]
    assert words_of(drawn(cells=cells)).count("缺") == 4
    assert "缺 2021—2025　每年所需 2" in words_of(drawn(cells=cells))


def test_a_known_total_without_years_keeps_its_completion():
    known = {"completion": Figure(118.0, "118.0%"), "done": Figure(2950, "2,950")}
    rows = changed(qingdao_rows(), 7, **known, verdict=Verdict("exceeded", "超额完成", True))
    figure = drawn(rows)
    assert len(bars(figure, False, 18)) == 1
    assert "<b>2,950</b>" in words_of(figure)


@pytest.mark.parametrize("canvas", [WIDE, NARROW], ids=["wide", "narrow"])
def test_dark_has_its_own_colours(canvas):
    figure = drawn(canvas=replace(canvas, look="dark"))
    colours = {trace.textfont.color for trace in figure.data if trace.type == "scatter"}
    assert PALETTES["dark"].ink in colours
    assert PALETTES["light"].ink not in colours
    assert figure.layout.template.layout.paper_bgcolor == PALETTES["dark"].ground


@pytest.mark.parametrize("plan", ["35", "≥35", "≥1,035.55"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_year_with_its_plan_ends_before_the_next_one_begins(plan, language):
    speak(language)
    chart = charted(qingdao_rows().assign(name="Jobs generated through entrepreneurship"), qingdao_cells())
    row = chart.rows[0]
    given = [(38.13, ""), (36.37, "Jan–Nov"), (36.52, "Jan–Nov"), (36.61, ""), (1237.3, "")]
    cells = (
        Cell(year, "full", value, f"{value:,}", part, "", 35.0, plan)
        for year, (value, part) in zip(YEARS, given, strict=True)
    )
    figure = plotted(draw_matrix(replace(chart, rows=(replace(row, cells=tuple(cells)),)), WIDE))
    row_y = place_of(figure, "1,237.3")[1]
    placed = [
        (x, re.sub("<[^>]*>", "", text), size)
        for trace in figure.data
        if trace.type == "scatter"
        for x, y, text, size in zip(trace.x, trace.y, trace.text, trace.textfont.size, strict=True)
        if abs(y - row_y) < 3 and 250 < x < 900
    ]
    ends = [(x + drawn_width(text.replace(" Jan–Nov", ""), size), text) for x, text, size in sorted(placed)]
    starts = [x for x, *_ in sorted(placed)][1:]
    assert len(placed) >= 5
    assert [text for (end, text), start in zip(ends, starts, strict=False) if end > start] == []


def test_english_speaks_english():
    speak("en")
    words = words_of(drawn())
    assert {"completed", "verdict", "lacks"} <= set(words)
    assert any(word.startswith("lacks 2021–2025") for word in words)


def test_a_phone_gets_name_bar_and_verdict_without_years():
    figure = drawn(canvas=NARROW)
    words = words_of(figure)
    assert sum("城镇新增就业" in word for word in words) == 1
    assert "<b>≥105.7%</b>" in words
    assert words.count("暂不评价") == 9
    assert not any("2021" in word or "36.37" in word for word in words)
    assert len(bars(figure, True, 14)) == 3
    assert max(start + length for start, length, _ in bars(figure, True, 14)) < 358
