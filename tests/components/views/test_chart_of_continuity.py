"""The step chart as a value: where its marks stand, what it leaves out, and that the rows stay as they came."""

import pandas as pd
import pytest

from components.language.words import say
from components.model.chart import RowChart, Run, said_of
from components.views.chart_of_continuity import FIGURES, MARKS, step_chart

PERIOD = {
    "period": "“十四五”",
    "before": "“十三五”",
    "base_year": "2020",
    "target_year": "2025",
    "earlier_base_year": "2015",
}
TEXTS = {"title": "标题在此", "subtitle": "副标题在此", "sources": ["来源：某规划"]}
NAN = float("nan")
ROW = {
    "name": "新增就业", "tag": "五年累计 万人", "unit_name": "万人", "measure": "period_total", "sense": 1,
    "direction": "up", "asked_more": -12.5,
    "earlier_base": NAN, "earlier_target": 150.0, "base_printed": NAN, "base_used": 200.0,
    "base_used_comparator": "eq", "target_on_basis": 175.0, "base_on_basis": 200.0,
    "is_base_differing": False, "break_certainty": "",
    "has_caution": False, "change_text": "−12.5%", "earlier_base_raw": "—", "earlier_target_raw": "[150]",
    "actual_raw": "[200]", "base_printed_raw": "—", "base_used_raw": "[200]", "target_raw": "[175]",
}  # fmt: skip
RATE = ROW | {
    "name": "登记失业率", "unit_name": "%", "measure": "rate", "sense": -1, "direction": "down",
    "asked_more": -0.5, "earlier_base": 3.0,
    "earlier_base_raw": "3", "earlier_target": 4.0, "earlier_target_raw": "<4", "base_used": 4.0,
    "actual_raw": "<4", "base_used_raw": "<4", "base_used_comparator": "lt", "target_raw": "<4.5",
    "target_on_basis": 4.5, "base_on_basis": 4.0,
    "change_text": "放宽 0.5",
}  # fmt: skip


def rows(*changed: dict) -> pd.DataFrame:
    facts = {column: f"fact of {column}" for _, _, column in MARKS.values()}
    return pd.DataFrame([ROW | facts | change for change in changed])


def charted(frame: pd.DataFrame) -> RowChart:
    return step_chart(frame, "region_0", PERIOD, **TEXTS)


def marks(chart: RowChart, word: str) -> list[tuple[float, int]]:
    """(place on the axis, row in its panel) of the marks that bear this word."""
    return [
        (mark.at, place)
        for panel in chart.panels
        for place, row in enumerate(panel.rows)
        for mark in row.marks[0]
        if mark.series == say(f"mark.{word}", **PERIOD)
    ]


def lines(chart: RowChart, kind: str) -> list[tuple[float, float]]:
    """(start, end) of the lines of a kind."""
    return [(mark.at, mark.to) for row in chart.rows for mark in row.marks[0] if mark.kind == kind]


def key(chart: RowChart) -> list[str]:
    return [entry.words for entry in chart.key]


def test_the_frame_is_left_as_it_came():
    frame = rows({}, RATE)
    before = frame.copy(deep=True)
    charted(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_totals_stand_at_their_part_of_the_result():
    chart = charted(
        rows({"earlier_base": 100.0, "base_printed": 150.0, "is_base_differing": True, "base_printed_raw": "[150]"}),
    )
    assert marks(chart, "actual") == [(100, 0)]
    assert marks(chart, "target") == [(87.5, 0)]
    assert marks(chart, "earlier_target") == [(75, 0)]
    assert marks(chart, "earlier_base") == [(50, 0)]
    assert marks(chart, "base_differing") == [(75, 0)]
    assert lines(chart, "before") == [(50, 100)]
    assert lines(chart, "after") == [(100, 87.5)]


def test_rates_stand_at_their_distance_in_points_and_ceilings_turn_their_sign():
    floor = {"sense": 1, "base_used": 90.0, "base_used_comparator": "eq", "target_on_basis": 92.0}
    floor |= {"earlier_base": NAN, "earlier_target": 85.0}
    chart = charted(rows(RATE, RATE | floor))
    assert marks(chart, "target") == [(-0.5, 0), (2, 1)]  # a looser ceiling asks less: left
    assert marks(chart, "earlier_target") == [(0, 0), (-5, 1)]
    assert marks(chart, "earlier_base") == [(1, 0)]  # 3 under 4 was stricter
    assert marks(chart, "actual_bound") == [(0, 0)]
    assert marks(chart, "actual") == [(0, 1)]


def test_every_row_has_one_result_and_one_target():
    chart = charted(rows({}, {"name": "二"}, {"name": "三"}, RATE, RATE | {"name": "五"}))
    assert len(marks(chart, "actual") + marks(chart, "actual_bound")) == len(marks(chart, "target")) == 5
    assert sorted(y for _, y in marks(chart, "target")) == [0, 0, 1, 1, 2]  # each panel counts from its top


def test_a_ring_stands_only_where_the_printed_base_differs():
    agreeing = charted(rows({"base_printed": 200.0, "base_printed_raw": "[200]"}))
    assert marks(agreeing, "base_differing") == []
    assert say("mark.base_differing", **PERIOD) not in key(agreeing)
    differing = charted(rows({}, {"base_printed": 100.0, "is_base_differing": True, "base_printed_raw": "[100]"}))
    assert marks(differing, "base_differing") == [(50, 1)]
    (ring,) = [entry for entry in differing.key if entry.words == say("mark.base_differing", **PERIOD)]
    assert (ring.mark.kind, ring.mark.tone) == ("halo", "caution")
    assert ring.brief == say("mark.base_differing_short", **PERIOD)


def test_no_line_runs_across_a_recorded_break():
    chart = charted(rows({"break_certainty": "recorded", "earlier_base": 100.0}))
    assert [mark for row in chart.rows for mark in row.marks[0] if mark.is_line] == []
    assert marks(chart, "target") == [(87.5, 0)]  # the marks themselves stay


def test_a_suspected_break_is_doubtful():
    chart = charted(rows({"break_certainty": "suspected"}, {"name": "二"}))
    assert lines(chart, "doubtful") == lines(chart, "after") == [(100, 87.5)]


def test_a_bound_is_told_from_an_exact_result():
    first, second = charted(rows({}, {"base_used_comparator": "ge"})).rows
    results = [mark for row in (first, second) for mark in row.marks[0] if mark.kind == "result"]
    assert [mark.is_bound for mark in results] == [False, True]
    assert {mark.tone for mark in results} == {"region_0"}


def test_totals_stand_over_rates_each_about_what_was_reached():
    chart = charted(rows(RATE, {}))
    assert [panel.heading for panel in chart.panels] == [say("steps.totals", **PERIOD), say("steps.rates", **PERIOD)]
    assert [(panel.axes[0].scale, panel.axes[0].line.at) for panel in chart.panels] == [("index", 100), ("points", 0)]


@pytest.mark.parametrize(("only", "heading"), [({}, "steps.totals"), (RATE, "steps.rates")])
def test_one_kind_alone_has_one_panel(only, heading):
    chart = charted(rows(only, only | {"name": "二"}))
    assert [(panel.heading, len(panel.rows)) for panel in chart.panels] == [(say(heading, **PERIOD), 2)]


def test_a_total_beside_one_year_stands_by_the_year():
    # 50 in five years beside 9 in one: 10 a year is 111.1, not 555.6
    chart = charted(rows({"base_used": 9.0, "base_on_basis": 9.0, "target_on_basis": 10.0, "earlier_target": NAN}))
    assert marks(chart, "target") == [(pytest.approx(100 * 10 / 9), 0)]


def test_six_figures_a_row_stand_as_they_are_in_the_plan():
    chart = charted(rows({}, RATE | {"has_caution": True}))
    assert [column.heading for column in chart.texts] == [say(f"column.{column}", **PERIOD) for column in FIGURES]
    total, rate = ([said_of(cell) for cell in row.cells] for row in chart.rows)
    assert total == ["—", "[150]", "[200]", "—", "[175]", "−12.5%"]
    assert rate[-1] == "放宽 0.5 ‡"  # the caution's sign, on the chart itself
    assert all(row.cells[-1][0].is_bold for row in chart.rows)


def test_a_differing_base_is_marked_in_the_figures_too():
    (row,) = charted(rows({"base_printed": 100.0, "is_base_differing": True, "base_printed_raw": "[100]"})).rows
    assert row.cells[3] == (Run("[100] ≠", "caution", is_bold=True),)


def test_beside_the_name_stand_result_target_and_change():
    total, rate = charted(rows({}, RATE | {"has_caution": True})).rows
    assert said_of(total.told) == "[200] → [175] −12.5%"
    assert said_of(rate.told) == "<4 → <4.5 放宽 0.5 ‡"


def test_colour_is_never_the_only_signal():
    chart = charted(rows({"earlier_base": 100.0, "base_printed": 100.0, "is_base_differing": True}, RATE))
    forms = {mark.series: (mark.kind, mark.is_bound) for row in chart.rows for mark in row.marks[0] if mark.series}
    assert len(set(forms.values())) == len(forms) == len(chart.key) == 6


def test_hovering_says_name_figure_and_unit():
    (row,) = charted(rows({})).rows
    assert [mark.said for mark in row.marks[0] if mark.kind == "target"] == ["新增就业\n2025 目标 [175] 万人"]
