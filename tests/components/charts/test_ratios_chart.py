"""The ratio chart on the real pairs of both cities' 14th plans."""

import math

import pandas as pd
import pytest

from components.charts.ratios import ratios, ratios_narrow
from components.language.numerals import times
from components.language.words import speak
from components.look.theme import PALETTES
from tests.plotted import plotted

LIGHT, DARK = PALETTES["light"], PALETTES["dark"]
NAMES = ("青岛", "舟山")
WORDS = {"title": "标题", "subtitle": "说明", "sources": "来源"}
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


@pytest.fixture
def english():
    speak("en")
    yield
    speak("zh")


def draw(rows=None, palette=LIGHT, form=ratios, **choices):
    colours = (palette.named("region_0"), palette.named("region_1"))
    rows = frame() if rows is None else rows
    return plotted(form(rows, palette, colours, NAMES, **{"base_year": 2020} | WORDS | choices))


def marks(figure, axis: str, symbol: str, colour: str) -> dict[int, float]:
    """place → x of the marks of one symbol and line colour on an axis."""
    found = {}
    for trace in figure.data:
        is_same = trace.mode == "markers" and trace.marker.symbol == symbol and trace.marker.line.color == colour
        if is_same and (trace.xaxis or "x") == axis:
            found |= dict(zip(trace.y, trace.x, strict=True))
    return found


def said(figure, place=None) -> list[str]:
    """The words of a figure, or of one row of it."""
    return [
        note.text
        for note in figure.layout.annotations
        if place is None or (note.yref in ("y", "y2") and note.y == place)
    ]


def label(figure, text: str):
    """The only annotation that holds these words."""
    (found,) = [note for note in figure.layout.annotations if text in note.text]
    return found


def test_the_ring_is_the_ratio_of_totals_and_the_diamond_the_ratio_per_head():
    figure = draw()
    jobs = 4
    assert marks(figure, "x", "circle", LIGHT.soft)[jobs] == pytest.approx(22 / 175)
    diamonds = marks(figure, "x", "diamond", LIGHT.named("region_1"))
    assert diamonds[jobs] == pytest.approx(1.09, abs=0.005)
    assert diamonds[0] == pytest.approx(5.2, abs=0.05)
    labels = ("5.2", "2.9", "2.7", "1.39", "1.09 ‡", "1.08", "0.84")
    assert [f"<b>{times}</b>" in said(figure, place) for place, times in enumerate(labels)] == [True] * 7


def test_the_first_city_is_the_line_at_one():
    (line,) = [shape for shape in draw().layout.shapes if shape.x0 == shape.x1 == 1 and shape.xref == "x"]
    assert (line.line.color, line.layer, line.y0, line.y1) == (LIGHT.named("region_0"), "between", -0.5, 7.5)
    assert label(draw(), "青岛＝1").font.color == LIGHT.named("region_0")


def test_shares_stand_outside_their_pair_in_the_colour_of_their_city():
    figure = draw()
    low, high = label(figure, "89%"), label(figure, "178%")
    assert (low.xanchor, low.font.color, high.xanchor, high.font.color) == (
        "right", LIGHT.named("region_0"), "left", LIGHT.named("region_1"),
    )  # fmt: skip
    insured = 5
    assert label(figure, "100%</b>").xanchor == "right"
    assert marks(figure, "x2", "diamond", LIGHT.named("region_1"))[insured] == 100
    assert label(figure, "107%").font.color == LIGHT.named("region_0")


def test_a_pair_under_caution_has_its_dagger_on_every_number_and_is_not_joined():
    figure = draw()
    assert {note.text for note in figure.layout.annotations if "‡" in note.text} == {
        "<b>1.09 ‡</b>", "<b>89%</b> ‡", "<b>178%</b> ‡",
    }  # fmt: skip
    (trail,) = [trace for trace in figure.data if trace.mode == "lines" and trace.xaxis == "x2"]
    assert set(trail.y) - {None} == {2, 5, 6}


def test_a_caution_without_shares_goes_to_the_ratio():
    rows = frame()
    rows.loc[0, "has_caution"] = True
    assert "<b>5.2 ‡</b>" in said(draw(rows), 0)


def test_a_refused_pair_keeps_both_numbers_and_its_reason_and_has_no_mark():
    figure, refused = draw(), 7
    assert all(refused not in (trace.y or ()) for trace in figure.data)
    words = said(figure, refused)
    assert {"50", "18", "青岛只计补贴性培训，不比"} <= set(words)
    assert label(figure, "职业技能培训").font.color == LIGHT.soft


def test_a_refusal_holds_even_where_the_row_brings_ratios_and_shares():
    rows = frame()
    rows.loc[2, "refusal"] = "口径不同，不比"
    for basis in ("per_10k", "share", "raw"):
        for form in (ratios, ratios_narrow):
            assert all(2 not in (trace.y or ()) for trace in draw(rows, form=form, basis=basis).data)


def test_words_instead_of_shares_leave_no_mark_on_the_right():
    figure = draw()
    assert said(figure, 0).count(NO_BASE) == 1
    assert 0 not in marks(figure, "x2", "diamond", LIGHT.named("region_1"))
    assert 0 in marks(figure, "x", "diamond", LIGHT.named("region_1"))


def test_one_known_share_is_drawn_alone():
    rows = frame()
    rows.loc[2, "other_share_pct"] = None
    figure = draw(rows)
    assert marks(figure, "x2", "diamond", LIGHT.named("region_0"))[2] == pytest.approx(117.6, abs=0.1)
    assert 2 not in marks(figure, "x2", "diamond", LIGHT.named("region_1"))


def test_the_raw_basis_shows_the_ratio_of_totals_alone():
    figure = draw(basis="raw")
    assert marks(figure, "x", "circle", LIGHT.soft) == {}
    assert marks(figure, "x", "diamond", LIGHT.named("region_1"))[6] == pytest.approx(27 / 278)
    assert "<b>0.097</b>" in said(figure, 6)
    assert not [text for text in said(figure) if "每万人" in text]


def test_the_share_basis_gives_its_panel_the_width_of_both():
    narrow, wide = draw(), draw(basis="share")
    assert wide.layout.xaxis.domain[1] > 3 * (narrow.layout.xaxis2.domain[1] - narrow.layout.xaxis2.domain[0])
    assert wide.layout.xaxis.type != "log"
    assert marks(wide, "x", "diamond", LIGHT.named("region_0"))[4] == pytest.approx(88.6, abs=0.05)
    assert "青岛只计补贴性培训，不比" in said(wide, 7)
    assert not [text for text in said(wide) if "倍" in text]


def test_a_ratio_is_not_written_across_the_line_at_one():
    figure = draw()
    low, high = figure.layout.xaxis.range
    start, end = figure.layout.xaxis.domain
    pixels = (end - start) * (1280 - figure.layout.margin.l - 2)
    below = label(figure, "<b>0.84</b>")
    assert below.xanchor == "left"
    assert (below.x / (high - low)) * pixels + below.xshift > 0


def test_the_label_stands_on_the_other_side_of_the_trail():
    rows = frame()
    rows = rows.assign(ratio=1 / rows["ratio"], ratio_per_10k=1 / rows["ratio_per_10k"])
    figure = draw(rows)
    assert label(figure, "<b>0.19</b>").xanchor == "right"
    assert label(draw(), "<b>5.2</b>").xanchor == "left"


@pytest.mark.parametrize("basis", ["per_10k", "share", "raw"])
@pytest.mark.parametrize("form", [ratios, ratios_narrow])
def test_every_mark_lies_inside_its_range(form, basis):
    figure = draw(form=form, basis=basis)
    drawn = 0
    for trace in figure.data:
        axis = figure.layout[(trace.xaxis or "x").replace("x", "xaxis")]
        for x in (x for x in trace.x if x is not None):
            place = math.log10(x) if axis.type == "log" else x
            assert axis.range[0] < place < axis.range[1]
            drawn += 1
    assert drawn


def test_the_key_names_only_marks_that_occur():
    rows = frame(PAIRS[:2])
    assert label(draw(), "总量之比").y == 0
    texts = [text for text in said(draw(rows)) if text.startswith(("舟山目标（", "青岛目标（"))]
    assert texts == ["舟山目标（每万人之比）"]


def test_the_narrow_form_has_one_panel_and_every_pair():
    figure = draw(form=ratios_narrow)
    assert "xaxis2" not in figure.layout
    assert marks(figure, "x", "diamond", LIGHT.named("region_1")) == marks(
        draw(), "x", "diamond", LIGHT.named("region_1")
    )
    for place, pair in enumerate(PAIRS):
        assert any(text.startswith(pair[0]) for text in said(figure, place))
    assert any("1,738" in text and "1,900" in text and "1.09 ‡" in text for text in said(figure, 4))
    assert any(
        "89%" in text and "178%" in text and "‡" in text for text in said(draw(form=ratios_narrow, basis="share"), 4)
    )


def test_a_long_name_on_a_phone_is_cut_before_its_numbers():
    rows = frame()
    rows.loc[4, "name"] = "城镇新增就业人数" * 5
    (name,) = [text for text in said(draw(rows, form=ratios_narrow), 4) if text.startswith("城镇")]
    assert name.endswith("…")
    assert len(name) < 18


def test_long_tags_stand_under_their_names_so_that_the_panel_keeps_its_room(english):
    rows = frame()
    rows["tag"] = "year end, ten thousand persons · binding"
    figure = draw(rows)
    assert figure.layout.margin.l < 300
    assert "高技能人才<br>" in label(figure, "高技能人才").text
    assert "<br>" not in label(draw(), "高技能人才").text


def test_signs_in_names_and_reasons_are_text_and_not_tags():
    rows = frame()
    rows.loc[7, "refusal"] = "<4.5 与 ≤3 不比"
    assert "&lt;4.5 与 ≤3 不比" in said(draw(rows), 7)


def test_dark_marks_have_dark_colours():
    figure = draw(palette=DARK)
    assert figure.layout.template.layout.paper_bgcolor == DARK.ground
    lines = {trace.marker.line.color for trace in figure.data if trace.mode == "markers"}
    assert lines == {DARK.named("region_0"), DARK.named("region_1"), DARK.soft}
    assert label(figure, "职业技能培训").font.color == DARK.soft


@pytest.mark.parametrize("form", [ratios, ratios_narrow])
def test_the_frame_stays_as_it_came(form):
    rows = frame()
    before = rows.copy(deep=True)
    draw(rows, form=form)
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize(
    ("ratio", "text"), [(0.0971, "0.097"), (0.602, "0.60"), (1.995, "2.00"), (2.72, "2.7"), (123.4, "123")]
)
def test_ratios_are_written_with_the_decimals_that_they_need(ratio, text):
    assert times(ratio) == text
