"""The ratio chart as a value, on the real pairs of both cities' 14th plans."""

import math

import pandas as pd
import pytest

from components.language.numerals import times
from components.model.chart import Line, Mark, RowChart, said_of
from components.views.chart_of_pair import Pair, ratio_chart

NAMES, COLOURS = ("青岛", "舟山"), ("region_0", "region_1")
WORDS = {"title": "标题", "subtitle": "说明", "sources": ["来源"]}
CENSUS = (1007.17, 115.78)
NO_BASE = "缺基数，不比"
# name, tag, both targets, both 2020 results, share_note, has_caution, refusal
PAIRS = (
    ("高级工以上证书", "新增 万人", 5, 3, None, None, NO_BASE, False, ""),
    ("技能等级证书", "新增 万人", 15, 5, None, None, NO_BASE, False, ""),
    ("高技能人才", "期末 万人", 32, 10, 27.2, 7.2, "", False, ""),
    ("专技资格证书", "新增 万人", 7.5, 1.2, None, None, NO_BASE, False, ""),
    ("城镇新增就业", "五年 万人", 175, 22, 197.47, 12.34, "", True, ""),
    ("工伤保险参保", "期末 万人 · 约束", 323, 40, 302.33, 40, "", False, ""),
    ("失业保险参保", "期末 万人 · 约束", 278, 27, 262.61, 25.81, "", False, ""),
    ("职业技能培训", "五年 万人次", 50, 18, None, None, "", False, "青岛只计补贴性培训，不比"),
)


def frame(pairs=PAIRS) -> pd.DataFrame:
    """The pairs with what a query would say of them."""
    rows = []
    for name, tag, this, other, this_base, other_base, share_note, has_caution, refusal in pairs:
        heads = [10000 * this / CENSUS[0], 10000 * other / CENSUS[1]]
        texts = [f"{head:,.1f}" if head < 100 else f"{head:,.0f}" for head in heads]
        rows.append(
            {
                "name": name,
                "tag": tag,
                "target_raw": f"{this:g}",
                "other_target_raw": f"{other:g}",
                "per_10k_text": None if refusal else texts[0],
                "other_per_10k_text": None if refusal else texts[1],
                "ratio": math.nan if refusal else other / this,
                "ratio_per_10k": math.nan if refusal else heads[1] / heads[0],
                "share_pct": 100 * this / this_base if this_base else math.nan,
                "other_share_pct": 100 * other / other_base if other_base else math.nan,
                "ratio_note": "",
                "share_note": share_note,
                "references": (),
                "target_fact_id": f"{name} 1",
                "other_target_fact_id": f"{name} 2",
                "has_caution": has_caution,
                "refusal": refusal,
            }
        )
    return pd.DataFrame(rows)


def charted(rows=None, basis="per_10k") -> RowChart:
    return ratio_chart(frame() if rows is None else rows, Pair(NAMES, COLOURS), basis, 2020, **WORDS)


def marks(chart: RowChart, track: int, kind: str, tone: str) -> dict[int, Mark]:
    """Row → its mark of a kind and of a tone."""
    return {
        place: mark
        for place, row in enumerate(chart.rows)
        for mark in row.marks[track]
        if (mark.kind, mark.tone) == (kind, tone)
    }


def figures(chart: RowChart, place: int) -> list[str]:
    return [said_of(cell) for cell in chart.rows[place].cells]


JOBS, INSURED = 4, 5


def test_the_ring_is_the_ratio_of_totals_and_the_diamond_the_ratio_per_head():
    chart = charted()
    assert marks(chart, 0, "ring", "soft")[JOBS].at == pytest.approx(22 / 175)
    diamonds = marks(chart, 0, "target", "region_1")
    assert diamonds[JOBS].at == pytest.approx(1.09, abs=0.005)
    assert diamonds[0].at == pytest.approx(5.2, abs=0.05)
    written = ["5.2", "2.9", "2.7", "1.39", "1.09 ‡", "1.08", "0.84"]
    assert [diamonds[place].figure for place in range(7)] == written


def test_the_first_region_is_the_line_at_one():
    (axis, _) = charted().panels[0].axes
    assert axis.line == Line(1, "青岛＝1", "region_0")


def test_shares_stand_outside_their_pair_in_the_colour_of_their_region():
    chart = charted()
    found = {mark.figure: (mark.side, mark.tone) for row in chart.rows for mark in row.marks[1] if not mark.is_line}
    assert found["89% ‡"] == ("left", "region_0")
    assert found["178% ‡"] == ("right", "region_1")
    assert found["100%"] == ("left", "region_1")
    assert found["107%"] == ("right", "region_0")
    assert marks(chart, 1, "target", "region_1")[INSURED].at == 100


def test_a_pair_under_caution_has_its_dagger_on_every_number_and_is_not_joined():
    chart = charted()
    daggers = {
        mark.figure for row in chart.rows for track in row.marks for mark in track if mark.side and "‡" in mark.figure
    }
    assert daggers == {"1.09 ‡", "89% ‡", "178% ‡"}
    assert set(marks(chart, 1, "pair", "rule")) == {2, 5, 6}


def test_a_caution_without_shares_goes_to_the_ratio():
    rows = frame()
    rows.loc[0, "has_caution"] = True
    assert marks(charted(rows), 0, "target", "region_1")[0].figure == "5.2 ‡"


def test_a_refused_pair_keeps_both_numbers_and_its_reason_and_has_no_mark():
    chart, refused = charted(), 7
    row = chart.rows[refused]
    assert (row.marks, row.is_refused) == (((), ()), True)
    assert figures(chart, refused)[:2] == ["50", "18"]
    assert row.instead == ("青岛只计补贴性培训，不比", "")


@pytest.mark.parametrize("basis", ["per_10k", "share", "raw"])
def test_a_refusal_holds_even_where_the_row_brings_ratios_and_shares(basis):
    rows = frame()
    rows.loc[2, "refusal"] = "口径不同，不比"
    row = charted(rows, basis).rows[2]
    assert not any(row.marks)
    assert row.instead[0] == "口径不同，不比"


def test_words_instead_of_shares_leave_no_mark_on_the_right():
    row = charted().rows[0]
    assert row.instead == ("", NO_BASE)
    assert (bool(row.marks[0]), row.marks[1]) == (True, ())


def test_one_known_share_is_drawn_alone():
    rows = frame()
    rows.loc[2, "other_share_pct"] = None
    (mark,) = charted(rows).rows[2].marks[1]
    assert (mark.at, mark.tone) == (pytest.approx(117.6, abs=0.1), "region_0")


def test_the_raw_basis_shows_the_ratio_of_totals_alone():
    chart = charted(basis="raw")
    assert marks(chart, 0, "ring", "soft") == {}
    diamond = marks(chart, 0, "target", "region_1")[6]
    assert (diamond.at, diamond.figure) == (pytest.approx(27 / 278), "0.097")
    assert not [column.heading for column in chart.texts if "每万人" in column.heading]
    assert not [entry.words for entry in chart.key if "每万人" in entry.words]


def test_the_share_basis_has_one_track_and_no_multiple():
    chart = charted(basis="share")
    (track,) = chart.tracks
    assert track.share is None
    assert [axis.scale for axis in chart.panels[0].axes] == ["shares"]
    assert marks(chart, 0, "target", "region_0")[JOBS].at == pytest.approx(88.6, abs=0.05)
    assert chart.rows[7].instead == ("青岛只计补贴性培训，不比",)
    assert "倍" not in track.heading


def test_the_label_stands_on_the_other_side_of_the_line_from_the_ring():
    rows = frame()
    turned = rows.assign(ratio=1 / rows["ratio"], ratio_per_10k=1 / rows["ratio_per_10k"])
    sides = [marks(charted(each), 0, "target", "region_1")[0] for each in (turned, rows)]
    assert [(mark.figure, mark.side) for mark in sides] == [("0.19", "left"), ("5.2", "right")]


def test_the_key_names_only_marks_that_occur():
    assert [entry.words for entry in charted().key] == [
        "总量之比", "舟山目标（每万人之比；占本地上期实际）", "青岛目标（占本地上期实际）",
    ]  # fmt: skip
    assert [entry.words for entry in charted(frame(PAIRS[:2])).key] == ["总量之比", "舟山目标（每万人之比）"]
    # a phone has the multiples alone
    assert [entry.brief for entry in charted().key if not entry.track] == ["", "舟山目标（每万人之比）"]


def test_beside_the_name_stand_both_figures_and_the_multiple():
    assert said_of(charted().rows[JOBS].told) == "1,738 · 1,900  1.09 ‡"
    assert said_of(charted(basis="share").rows[JOBS].told) == "89% · 178% ‡"
    assert said_of(charted().rows[7].told) == "50 · 18"


def test_the_frame_stays_as_it_came():
    rows = frame()
    before = rows.copy(deep=True)
    charted(rows)
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize(
    ("ratio", "text"), [(0.0971, "0.097"), (0.602, "0.60"), (1.995, "2.00"), (2.72, "2.7"), (123.4, "123")]
)
def test_ratios_are_written_with_the_decimals_that_they_need(ratio, text):
    assert times(ratio) == text
