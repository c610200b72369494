"""The chart of two regions' rates as a value, on the real pairs of both 14th plans."""

import math

import pandas as pd
import pytest

from components.language.words import speak
from components.model.chart import Mark, RowChart, Run, said_of
from components.views.chart_of_pair import Pair, rate_chart

NAMES, COLOURS = ("青岛", "舟山"), ("region_0", "region_1")
WORDS = {"title": "标题", "subtitle": "说明", "sources": ["来源"]}
# name, direction, then result and target of each city as printed
PAIRS = (
    ("调解成功率", "up", "67.58", ">62", "78.5", "80"),
    ("仲裁结案率", "up", "96.38", "≥93", "95.8", "92"),
    ("监察案件结案率", "up", "100", "≥98", "100", "99"),
    ("养老保险参保率", "up", "—", "96", ">95", ">96"),
    ("电子社保卡", "up", "—", "67", "38.58", "70"),
    ("登记失业率", "down", "<4", "<4.5", "1.55", "≤3"),
    ("调查失业率", "down", "—", "<5.5", "—", "≤5.5"),
)
SIGNS = {"≥": "ge", ">": "gt", "≤": "le", "<": "lt"}


def frame(pairs=PAIRS, refusal: str = "") -> pd.DataFrame:
    """The pairs with what a query would say of them; a refusal goes to the first row."""
    rows = []
    for name, direction, *figures in pairs:
        row = {"name": name, "direction": direction, "has_caution": False, "refusal": "", "references": ()}
        for column, raw in zip(("actual", "target", "other_actual", "other_target"), figures, strict=True):
            row[f"{column}_raw"] = raw
            row[column] = math.nan if raw == "—" else float(raw.lstrip("≥>≤<"))
            row[f"{column}_comparator"] = None if raw == "—" else SIGNS.get(raw[0], "eq")
            noun = column.replace("actual", "base_used")
            row[f"{noun}_fact_id"] = f"{name} {noun}"
        rows.append(row)
    rows[0]["refusal"] = refusal
    return pd.DataFrame(rows)


@pytest.fixture
def english():
    speak("en")
    yield
    speak("zh")


def charted(rows=None, years=(2020, 2025)) -> RowChart:
    return rate_chart(frame() if rows is None else rows, Pair(NAMES, COLOURS), years, **WORDS)


def marks(chart: RowChart, panel: int, kind: str, lane: int) -> dict[int, Mark]:
    """Row of the panel → its mark of a kind and of a region."""
    return {
        place: mark
        for place, row in enumerate(chart.panels[panel].rows)
        for mark in row.marks[0]
        if (mark.kind, mark.lane) == (kind, lane)
    }


def test_floors_and_ceilings_stand_in_panels_of_their_own():
    chart = charted()
    assert [(panel.heading, len(panel.rows)) for panel in chart.panels] == [
        ("越高越好（%）", 5),
        ("越低越好（%，上限）", 2),
    ]
    assert (chart.row, chart.lanes) == (54, 2)


def test_only_ceilings_have_one_panel():
    (panel,) = charted(frame()[5:]).panels
    assert [row.name for row in panel.rows] == ["登记失业率", "调查失业率"]


def test_results_are_exact_or_bounds():
    chart = charted()
    found = [marks(chart, 0, "result", 0)[0], marks(chart, 0, "result", 1)[3], marks(chart, 1, "result", 0)[0]]
    assert [(mark.at, mark.is_bound) for mark in found] == [(67.58, False), (95, True), (4, True)]


def test_each_region_has_its_lane_and_its_colour():
    found = {(mark.lane, mark.tone) for row in charted().rows for mark in row.marks[0]}
    assert found == {(0, "region_0"), (1, "region_1")}


def test_a_target_says_on_which_side_it_allows_the_result():
    allowed = [
        [(mark.at, mark.allows) for lane in (0, 1) for mark in marks(charted(), panel, "target", lane).values()]
        for panel in (0, 1)
    ]
    assert [pair for pair in allowed[0] if pair[1]] == [(62, "above"), (93, "above"), (98, "above"), (96, "above")]
    assert allowed[1] == [(4.5, "below"), (5.5, "below"), (3, "below"), (5.5, "below")]


def test_a_line_joins_a_result_and_its_target_and_nothing_where_one_is_unknown():
    chart = charted()
    joined = marks(chart, 0, "after", 0)
    assert {place: (mark.at, mark.to) for place, mark in joined.items()} == {
        0: (67.58, 62),
        1: (96.38, 93),
        2: (100, 98),
    }
    assert set(marks(chart, 0, "result", 0)) == {0, 1, 2}
    assert set(marks(chart, 0, "target", 0)) == {0, 1, 2, 3, 4}


def test_the_columns_keep_the_printed_forms_in_the_colour_of_the_region():
    rows = charted().rows
    assert rows[0].cells[0] == (Run("67.58 → ", "region_0"), Run(">62", "region_0", is_bold=True))
    assert said_of(rows[6].cells[1]) == "— → ≤5.5"


def test_both_regions_are_named_on_the_first_row_that_shows_them():
    for rows, first in ((frame(), 0), (frame(refusal="口径不同，不比"), 1)):
        named = {
            place: [mark.name for mark in row.marks[0] if mark.side == "beside"]
            for place, row in enumerate(charted(rows).panels[0].rows)
        }
        assert {place: names for place, names in named.items() if names} == {first: ["青岛", "舟山"]}


def test_a_refused_row_keeps_its_numbers_and_its_reason_and_has_no_mark():
    row = charted(frame(refusal="舟山印的是调解结案占比，不比")).rows[0]
    assert (row.marks, row.instead, row.is_refused) == (((),), ("舟山印的是调解结案占比，不比",), True)
    assert [said_of(cell) for cell in row.cells] == ["67.58 → >62", "78.5 → 80"]


def test_a_caution_is_marked_at_the_name():
    rows = frame()
    rows.loc[1, "has_caution"] = True
    assert [row.title for row in charted(rows).rows][:2] == ["调解成功率", "仲裁结案率 ‡"]


def test_the_key_names_only_marks_that_occur():
    assert [entry.words for entry in charted(frame()[:3]).key] == ["2020 实际", "2025 目标", "目标：这个数以上"]


def test_both_moves_stand_beside_the_name():
    assert said_of(charted().rows[0].told) == "67.58→>62   78.5→80"


def test_years_and_words_follow_the_plan_and_the_language(english):
    chart = charted(years=(2015, 2020))
    assert chart.texts[0].heading == "青岛 2015→2020"
    assert chart.panels[1].heading == "Lower is better (%, ceilings)"
    assert "2015 result" in [entry.words for entry in chart.key]


def test_every_mark_is_the_fact_of_its_figure():
    assert [mark.fact_id for mark in charted().rows[0].marks[0] if not mark.is_line] == [
        "调解成功率 base_used", "调解成功率 target", "调解成功率 other_base_used", "调解成功率 other_target",
    ]  # fmt: skip


def test_the_frame_stays_as_it_came():
    rows = frame()
    before = rows.copy(deep=True)
    charted(rows)
    pd.testing.assert_frame_equal(rows, before)
