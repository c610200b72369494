"""The chart of two cities' rates on the real pairs of both 14th plans."""

import math

import pandas as pd
import pytest

from components.charts.rates import rates, rates_narrow
from components.language.words import speak
from components.look.theme import PALETTES
from tests.plotted import plotted

LIGHT, DARK = PALETTES["light"], PALETTES["dark"]
NAMES = ("青岛", "舟山")
WORDS = {"title": "标题", "subtitle": "说明", "sources": "来源"}
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
            row[column.replace("actual", "base_used") + "_fact_id"] = f"{name} {column}"
        rows.append(row)
    rows[0]["refusal"] = refusal
    return pd.DataFrame(rows)


@pytest.fixture
def english():
    speak("en")
    yield
    speak("zh")


def draw(rows=None, palette=LIGHT, form=rates, **choices):
    colours = (palette.named("region_0"), palette.named("region_1"))
    rows = frame() if rows is None else rows
    return plotted(form(rows, palette, colours, NAMES, **{"years": (2020, 2025)} | WORDS | choices))


def marks(figure, axis: str, symbol: str, colour: str) -> dict[int, tuple[float, str]]:
    """row → x and fill of the marks of one symbol and city on an axis."""
    found = {}
    for trace in figure.data:
        if trace.mode != "markers" or trace.xaxis != axis:
            continue
        if trace.marker.symbol == symbol and trace.marker.line.color == colour:
            fills = trace.marker.color
            found |= {round(y): (x, fill) for x, y, fill in zip(trace.x, trace.y, fills, strict=True)}
    return found


def halves(figure, axis: str) -> list[tuple[float, str]]:
    """Where halves of targets are filled on an axis, and on which side."""
    paths = [shape for shape in figure.layout.shapes if shape.type == "path" and shape.xref == axis]
    return [(shape.xanchor, "left" if "L -" in shape.path else "right") for shape in paths]


def said(figure, axis: str, place: float) -> list[str]:
    return [note.text for note in figure.layout.annotations if note.yref == axis and note.y == place]


def test_floors_and_ceilings_stand_in_panels_of_their_own():
    figure = draw()
    assert figure.layout.yaxis.range == (4.5, -0.5)
    assert figure.layout.yaxis2.range == (1.5, -0.5)
    assert figure.layout.xaxis.range[0] > 30
    assert figure.layout.xaxis2.tickvals[0] == 0
    pixels = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    heights = [(axis.domain[1] - axis.domain[0]) * pixels for axis in (figure.layout.yaxis, figure.layout.yaxis2)]
    assert heights == pytest.approx([5 * 54, 2 * 54], abs=1)


def test_results_are_filled_where_exact_and_open_where_only_a_bound_is_known():
    figure = draw()
    assert marks(figure, "x", "circle", LIGHT.named("region_0"))[0] == (67.58, LIGHT.named("region_0"))
    assert marks(figure, "x", "circle", LIGHT.named("region_1"))[3] == (95, LIGHT.ground)
    assert marks(figure, "x2", "circle", LIGHT.named("region_0"))[0] == (4, LIGHT.ground)


def test_each_city_has_its_own_lane():
    figure = draw()
    lanes = {
        trace.marker.line.color: {round(y % 1, 2) for y in trace.y} for trace in figure.data if trace.mode == "markers"
    }
    assert lanes == {LIGHT.named("region_0"): {0.81}, LIGHT.named("region_1"): {0.19}}


def test_the_filled_half_of_a_target_is_the_side_that_it_allows():
    assert halves(draw(), "x") == [(62, "right"), (93, "right"), (98, "right"), (96, "right")]
    assert halves(draw(), "x2") == [(4.5, "left"), (5.5, "left"), (3, "left"), (5.5, "left")]


def test_a_line_joins_a_result_and_its_target_and_nothing_where_one_is_unknown():
    figure = draw()
    (line,) = [
        t for t in figure.data if t.mode == "lines" and t.line.color == LIGHT.named("region_0") and t.xaxis == "x"
    ]
    assert list(line.x) == [67.58, 62, None, 96.38, 93, None, 100, 98, None]
    assert set(marks(figure, "x", "circle", LIGHT.named("region_0"))) == {0, 1, 2}
    assert set(marks(figure, "x", "diamond", LIGHT.named("region_0"))) == {0, 1, 2, 3, 4}


def test_the_columns_keep_the_printed_forms_in_the_colour_of_the_city():
    figure = draw()
    assert "67.58 → <b>&gt;62</b>" in said(figure, "y", 0)
    assert "— → <b>≤5.5</b>" in said(figure, "y2", 1)
    (note,) = [note for note in figure.layout.annotations if note.text == "&lt;4 → <b>&lt;4.5</b>"]
    assert note.font.color == LIGHT.named("region_0")


def test_both_cities_are_named_on_the_first_row_that_shows_them():
    rows = frame(refusal="口径不同，不比")
    for figure, row in ((draw(), 0), (draw(rows), 1)):
        places = [note.y for note in figure.layout.annotations if note.text in ("<b>青岛</b>", "<b>舟山</b>")]
        assert places == [row - 0.19, row + 0.19]


def test_a_refused_row_keeps_its_numbers_and_its_reason_and_has_no_mark():
    figure = draw(frame(refusal="舟山印的是调解结案占比，不比"))
    assert all(round(y) != 0 for t in figure.data if t.xaxis == "x" for y in t.y if y is not None)
    assert (62, "right") not in halves(figure, "x")
    words = said(figure, "y", 0)
    assert {"调解成功率", "67.58 → <b>&gt;62</b>", "78.5 → <b>80</b>", "舟山印的是调解结案占比，不比"} == set(words)


def test_a_caution_is_marked_at_the_name():
    rows = frame()
    rows.loc[1, "has_caution"] = True
    assert "仲裁结案率 ‡" in said(draw(rows), "y", 1)
    assert "仲裁结案率" in said(draw(), "y", 1)


def test_a_result_that_equals_its_target_is_still_seen():
    rows = frame()
    rows.loc[1, "target"] = rows.loc[1, "actual"]
    dots = [shape for shape in draw(rows).layout.shapes if shape.type == "circle" and shape.xref == "x"]
    assert [(dot.xanchor, dot.yanchor, dot.fillcolor) for dot in dots] == [(96.38, 0.81, LIGHT.named("region_0"))]
    assert not [shape for shape in draw().layout.shapes if shape.type == "circle" and shape.xref == "x"]


def test_the_key_names_only_marks_that_occur():
    floors = frame()[:3]
    keys = [note.text for note in draw(floors).layout.annotations if note.yref == "paper" and note.y == 0]
    assert keys == ["2020 实际", "2025 目标", "目标：这个数以上", "来源"]


def test_one_panel_is_drawn_where_only_ceilings_are_chosen():
    figure = draw(frame()[5:])
    assert figure.layout.yaxis.domain == (0, 1)
    assert "xaxis2" not in figure.layout
    assert marks(figure, "x", "diamond", LIGHT.named("region_1"))[0] == (3, LIGHT.ground)


@pytest.mark.parametrize("form", [rates, rates_narrow])
def test_every_mark_lies_inside_its_range(form):
    figure = draw(form=form)
    for trace in figure.data:
        axis = figure.layout[trace.xaxis.replace("x", "xaxis")]
        values = [x for x in trace.x if x is not None]
        assert axis.range[0] < min(values)
        assert max(values) < axis.range[1]


def test_the_narrow_form_shows_the_same_marks_with_both_figures_over_each_strip():
    figure = draw(form=rates_narrow)
    for axis in ("x", "x2"):
        assert halves(figure, axis) == halves(draw(), axis)
    assert any("67.58→<b>&gt;62</b>" in text and "78.5→<b>80</b>" in text for text in said(figure, "y", -0.33))
    assert figure.layout.margin.l + figure.layout.margin.r < 10


def test_years_and_words_follow_the_plan_and_the_language(english):
    texts = [note.text for note in draw(years=(2015, 2020)).layout.annotations]
    assert "青岛 2015→2020" in texts
    assert "<b>Lower is better (%, ceilings)</b>" in texts
    assert "2015 result" in texts


def test_dark_marks_have_dark_colours():
    figure = draw(palette=DARK)
    assert {t.marker.line.color for t in figure.data if t.mode == "markers"} == {
        DARK.named("region_0"),
        DARK.named("region_1"),
    }
    assert marks(figure, "x", "circle", DARK.named("region_1"))[3] == (95, DARK.ground)
    assert figure.layout.template.layout.paper_bgcolor == DARK.ground


@pytest.mark.parametrize("form", [rates, rates_narrow])
def test_the_frame_stays_as_it_came(form):
    rows = frame()
    before = rows.copy(deep=True)
    draw(rows, form=form)
    pd.testing.assert_frame_equal(rows, before)
