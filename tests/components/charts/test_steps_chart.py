"""The step chart: where its marks stand, what it leaves out, and that it changes nothing but itself."""

import pandas as pd
import pytest

from components.charts.steps import FACTS, NUMBER_COLUMNS, steps, steps_narrow
from components.language.words import say
from components.look.theme import PALETTES
from tests.plotted import plotted

LIGHT = PALETTES["light"]
PERIOD = {
    "period": "“十四五”",
    "before": "“十三五”",
    "base_year": "2020",
    "target_year": "2025",
    "earlier_base_year": "2015",
}
TEXTS = {"title": "标题在此", "subtitle": "副标题在此", "sources": "来源：某规划"}
NAN = float("nan")
ROW = {
    "name": "新增就业", "tag": "五年累计 万人", "unit_name": "万人", "measure": "period_total", "sense": 1,
    "earlier_base": NAN, "earlier_target": 150.0, "base_printed": NAN, "base_used": 200.0,
    "base_used_comparator": "eq", "target_on_basis": 175.0, "base_on_basis": 200.0,
    "is_base_differing": False, "break_certainty": "",
    "has_caution": False, "change_text": "−12.5%", "earlier_base_raw": "—", "earlier_target_raw": "[150]",
    "actual_raw": "[200]", "base_printed_raw": "—", "base_used_raw": "[200]", "target_raw": "[175]",
}  # fmt: skip
RATE = ROW | {
    "name": "登记失业率", "unit_name": "%", "measure": "rate", "sense": -1, "earlier_base": 3.0,
    "earlier_base_raw": "3", "earlier_target": 4.0, "earlier_target_raw": "<4", "base_used": 4.0,
    "actual_raw": "<4", "base_used_raw": "<4", "base_used_comparator": "lt", "target_raw": "<4.5",
    "target_on_basis": 4.5, "base_on_basis": 4.0,
    "change_text": "放宽 0.5",
}  # fmt: skip


def rows(*changed: dict) -> pd.DataFrame:
    facts = {column: f"fact of {column}" for column in FACTS.values()}
    return pd.DataFrame([ROW | facts | change for change in changed])


def drawn(frame: pd.DataFrame, form=steps, palette=LIGHT):
    return plotted(form(frame, palette, palette.region(0), words=PERIOD, **TEXTS))


def marks(figure, word: str) -> list[tuple[float, float]]:
    """(x, y) of the marks that bear this word."""
    return [
        (x, y)
        for trace in figure.data
        if trace.name == say(f"mark.{word}", **PERIOD)
        for x, y in zip(trace.x, trace.y, strict=True)
    ]


def lines(figure, name: str) -> list[tuple[float, float]]:
    """(start, end) of each stretch of the lines so named."""
    return [
        (trace.x[i], trace.x[i + 1])
        for trace in figure.data
        if trace.name == name and trace.mode == "lines"
        for i in range(0, len(trace.x), 3)
    ]


def texts(figure) -> str:
    return "\n".join([figure.layout.title.text, figure.layout.title.subtitle.text, *(
        note.text for note in figure.layout.annotations
    )])  # fmt: skip


@pytest.fixture(params=[steps, steps_narrow], ids=["wide", "narrow"])
def form(request):
    return request.param


def test_the_frame_is_left_as_it_came(form):
    frame = rows({}, RATE)
    before = frame.copy(deep=True)
    drawn(frame, form)
    pd.testing.assert_frame_equal(frame, before)


def test_title_subtitle_and_source_are_inside_the_figure(form):
    figure = drawn(rows({}), form)
    assert figure.layout.title.text == "<b>标题在此</b>"
    assert figure.layout.title.subtitle.text == "副标题在此"
    assert "来源：某规划" in [note.text for note in figure.layout.annotations]


def test_totals_stand_at_their_part_of_the_result(form):
    figure = drawn(
        rows({"earlier_base": 100.0, "base_printed": 150.0, "is_base_differing": True, "base_printed_raw": "[150]"}),
        form,
    )
    assert marks(figure, "actual") == [(100, 0)]
    assert marks(figure, "target") == [(87.5, 0)]
    assert marks(figure, "earlier_target") == [(75, 0)]
    assert marks(figure, "earlier_base") == [(50, 0)]
    assert marks(figure, "base_differing") == [(75, 0)]
    assert lines(figure, "before") == [(50, 100)]
    assert lines(figure, "after") == [(100, 87.5)]


def test_rates_stand_at_their_distance_in_points_and_ceilings_turn_their_sign(form):
    floor = {"sense": 1, "base_used": 90.0, "base_used_comparator": "eq", "target_on_basis": 92.0}
    floor |= {"earlier_base": NAN, "earlier_target": 85.0}
    figure = drawn(rows(RATE, RATE | floor), form)
    assert marks(figure, "target") == [(-0.5, 0), (2, 1)]  # a looser ceiling asks less: left
    assert marks(figure, "earlier_target") == [(0, 0), (-5, 1)]
    assert marks(figure, "earlier_base") == [(1, 0)]  # 3 under 4 was stricter
    assert marks(figure, "actual_bound") == [(0, 0)]
    assert marks(figure, "actual") == [(0, 1)]


def test_every_row_has_one_result_and_one_target(form):
    figure = drawn(rows({}, {"name": "二"}, {"name": "三"}, RATE, RATE | {"name": "五"}), form)
    assert len(marks(figure, "actual") + marks(figure, "actual_bound")) == len(marks(figure, "target")) == 5
    assert sorted(y for _, y in marks(figure, "target")) == [0, 0, 1, 1, 2]  # each panel counts from its top


def test_a_ring_stands_only_where_the_printed_base_differs(form):
    agreeing = drawn(rows({"base_printed": 200.0, "base_printed_raw": "[200]"}), form)
    assert marks(agreeing, "base_differing") == []
    assert say("mark.base_differing", **PERIOD) not in texts(agreeing)
    assert say("mark.base_differing_short", **PERIOD) not in texts(agreeing)
    differing = drawn(rows({}, {"base_printed": 100.0, "is_base_differing": True, "base_printed_raw": "[100]"}), form)
    assert marks(differing, "base_differing") == [(50, 1)]
    ring = next(trace for trace in differing.data if trace.name == say("mark.base_differing", **PERIOD))
    assert (ring.marker.symbol, ring.marker.color) == ("circle-open", LIGHT.caution)


def test_no_line_runs_across_a_recorded_break(form):
    figure = drawn(rows({"break_certainty": "recorded", "earlier_base": 100.0}), form)
    assert [trace.name for trace in figure.data if trace.mode == "lines"] == []
    assert marks(figure, "target") == [(87.5, 0)]  # the marks themselves stay


def test_a_suspected_break_is_dotted(form):
    figure = drawn(rows({"break_certainty": "suspected"}, {"name": "二"}), form)
    assert lines(figure, "after_suspected") == lines(figure, "after") == [(100, 87.5)]
    dashes = {trace.name: trace.line.dash for trace in figure.data if trace.mode == "lines"}
    assert dashes == {"after": "solid", "after_suspected": "dot"}


def test_a_bound_is_an_open_mark_an_exact_result_a_filled_one(form):
    figure = drawn(rows({}, {"base_used_comparator": "ge"}), form)
    colours = {trace.name: trace.marker.color for trace in figure.data if trace.mode == "markers"}
    assert colours[say("mark.actual", **PERIOD)] == LIGHT.region(0)
    assert colours[say("mark.actual_bound", **PERIOD)] == LIGHT.ground


def test_totals_share_100_and_rates_0_on_one_vertical_line(form):
    figure = drawn(rows({"target_on_basis": 500.0}, RATE), form)

    def share(axis, at: float) -> float:
        low, high = axis.range
        return (at - low) / (high - low)

    assert share(figure.layout.xaxis, 100) == pytest.approx(share(figure.layout.xaxis2, 0))
    for axis, panel in ((figure.layout.xaxis, "x"), (figure.layout.xaxis2, "x2")):
        shown = [x for trace in figure.data if trace.xaxis == panel for x in trace.x if x is not None]
        assert axis.range[0] < min(shown) <= max(shown) < axis.range[1]


@pytest.mark.parametrize("only", [{}, RATE], ids=["totals", "rates"])
def test_one_kind_alone_has_one_panel_of_the_whole_height(only, form):
    figure = drawn(rows(only, only | {"name": "二"}), form)
    assert {trace.xaxis for trace in figure.data} <= {"x", None}
    assert tuple(figure.layout.yaxis.domain) == (0, 1)
    words = texts(figure)
    assert (say("steps.totals", **PERIOD) in words, say("steps.rates", **PERIOD) in words) == (
        only is not RATE,
        only is RATE,
    )


def test_a_total_beside_one_year_stands_by_the_year(form):
    # 50 in five years beside 9 in one: 10 a year is 111.1, not 555.6
    figure = drawn(rows({"base_used": 9.0, "base_on_basis": 9.0, "target_on_basis": 10.0, "earlier_target": NAN}), form)
    assert marks(figure, "target") == [(pytest.approx(100 * 10 / 9), 0)]


def test_the_reference_line_lies_between_grid_and_marks(form):
    # plotly draws shapes of the layer above over the marks
    figure = drawn(rows({}, RATE), form)
    reference = {(shape.xref, shape.x0) for shape in figure.layout.shapes if shape.layer == "between"}
    assert reference == {("x", 100), ("x2", 0)}


def test_the_wide_form_prints_six_numbers_a_row_as_they_stand_in_the_plan():
    figure = drawn(rows({}, RATE | {"has_caution": True}))
    words = [note.text for note in figure.layout.annotations]
    for column, _ in NUMBER_COLUMNS:
        assert say(f"column.{column}", **PERIOD) in words
    assert words.count("[150]") == words.count("[200]") == words.count("[175]") == 1
    assert "<b>−12.5%</b>" in words
    assert "<b>放宽 0.5 ‡</b>" in words  # the caution's sign, on the chart itself


def test_a_differing_base_is_marked_in_the_numbers_too():
    figure = drawn(rows({"base_printed": 100.0, "is_base_differing": True, "base_printed_raw": "[100]"}))
    cell = next(note for note in figure.layout.annotations if "[100]" in note.text)
    assert (cell.text, cell.font.color) == ("<b>[100] ≠</b>", LIGHT.caution)


def test_the_narrow_form_has_name_and_change_over_each_strip_and_no_number_columns():
    figure = drawn(rows({}, RATE | {"has_caution": True}), steps_narrow)
    words = [note.text for note in figure.layout.annotations]
    assert "[200] → [175]  <b>−12.5%</b>" in words
    assert "<4 → <4.5  <b>放宽 0.5 ‡</b>" in words
    assert sum(text.startswith("新增就业") for text in words) == 1
    assert say("column.base_printed_raw", **PERIOD) not in words


def test_a_row_more_makes_the_figure_higher_by_a_row():
    heights = [drawn(rows(*[{}] * count)).layout.height for count in (3, 4, 5)]
    assert heights[1] - heights[0] == heights[2] - heights[1] == 32


def test_dark_and_light_differ_in_colour_alone(form):
    light, dark = (drawn(rows({}, RATE), form, PALETTES[look]) for look in ("light", "dark"))
    assert dark.layout.template.layout.paper_bgcolor == PALETTES["dark"].ground
    assert PALETTES["dark"].region(0) in {trace.marker.color for trace in dark.data}
    written = dark.to_json().upper()
    only_light = {PALETTES["light"].ink, PALETTES["light"].region(0), PALETTES["light"].ground, PALETTES["light"].mid}
    assert [colour for colour in only_light if colour.upper() in written] == []
    assert texts(dark).replace(PALETTES["dark"].mid, "") == texts(light).replace(PALETTES["light"].mid, "")
    assert [list(trace.x) for trace in dark.data] == [list(trace.x) for trace in light.data]


def test_colour_is_never_the_only_signal():
    figure = drawn(rows({"earlier_base": 100.0, "base_printed": 100.0, "is_base_differing": True}, RATE))
    forms = {
        trace.name: (trace.marker.symbol, trace.marker.size, trace.marker.color == LIGHT.ground)
        for trace in figure.data
        if trace.mode == "markers"
    }
    assert len(set(forms.values())) == len(forms) == 6


def test_hovering_says_name_figure_and_unit():
    figure = drawn(rows({}))
    target = next(trace for trace in figure.data if trace.name == say("mark.target", **PERIOD))
    assert list(target.hovertext) == ["<b>新增就业</b><br>2025 目标 [175] 万人"]
