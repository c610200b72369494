"""Figures as shapes of slides: where they stand, worked out by hand, and that none of their words is lost."""

import html
import re

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from components.exports.html.deck import page
from components.exports.layout.screens import figures_of
from components.exports.pptx.deck import pptx_bytes
from components.exports.pptx.figure import add_figure
from components.exports.pptx.text import Box
from components.model.plot import Plot
from components.model.view import View
from components.views import cities, completion, continuity, findings, overview, progress
from components.views.decks import deck_of
from tests.components.exports.test_slides import CITY, MONTH, NAMES, PLAN, File, find, lines, text

TAGS = re.compile(r"</?b>|<br>|</?span[^>]*>")


def plot(**layout) -> Plot:
    """A plot of 400 by 200 pixels, from 50 to 350 across and from 20 to 180 down."""
    made = Plot()
    template = {"layout": {"font": {"color": "#1B242D"}, "xaxis": {"tickfont": {"size": 13, "color": "#55606C"}}}}
    template["layout"]["yaxis"] = template["layout"]["xaxis"]
    axes = {"xaxis": {"range": [0, 100], "visible": False}, "yaxis": {"range": [10, 0], "visible": False}}
    made.update_layout(height=200, margin={"l": 50, "r": 50, "t": 20, "b": 20}, template=template, **axes)
    made.update_layout(layout)
    return made


def drawn(figure: Plot) -> list[etree._Element]:
    """The shapes of a figure on an empty slide, which has half a point for each of its pixels."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    add_figure(slide, figure, Box(100, 50, 200, 100), 400, "图", "说明")
    tree = etree.fromstring(etree.tostring(slide.shapes._spTree))
    return find(tree, "p:grpSp/p:sp")


def place(shape: etree._Element) -> tuple[float, ...]:
    [found] = find(shape, "p:spPr/a:xfrm")
    return tuple(round(int(value) / Pt(1), 2) for part in found for value in part.attrib.values())


def test_what_stands_on_axes_stands_there_on_the_slide():
    figure, line = plot(), {"width": 1, "color": "#000000"}
    figure.add_shape(
        type="rect", xref="x", yref="y", x0=0, x1=50, y0=2.5, y1=5, fillcolor="#FFFFFF", line=line, layer="below"
    )
    figure.add_scatter(x=[100], y=[10], mode="markers", marker={"size": 20, "symbol": "circle", "color": "#0B6FA4"})
    figure.add_bar(
        x=[30], y=[5], base=[10], width=[2], orientation="h", marker={"color": "#0B6FA4", "line": {"width": 0}}
    )
    box, dot, bar = drawn(figure)
    # 50 px and 0 of 300 across; 20 px and a quarter of 160 down
    assert place(box) == (100 + 25, 50 + 30, 75, 20)
    assert place(dot) == (100 + 175 - 5, 50 + 90 - 5, 10, 10)
    assert place(bar) == (100 + 40, 50 + 42, 45, 16)


def test_a_logarithm_and_pixels_from_an_anchor_are_followed():
    figure = plot(xaxis={"type": "log", "range": [0, 2]})
    line = {"width": 1, "color": "#000000"}
    figure.add_shape(type="line", xref="x", yref="y", x0=10, x1=10, y0=0, y1=10, line=line)
    sizes = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 0}
    figure.add_shape(
        type="circle", xref="paper", yref="paper", **sizes, x0=-10, x1=10, y0=-10, y1=10, fillcolor="#FFFFFF", line=line
    )
    level, ring = drawn(figure)
    assert place(level) == (100 + 100, 50 + 10, 0, 80)
    assert place(ring) == (100 + 20, 50 + 85, 10, 10)


def test_words_stand_where_their_side_says_in_their_own_type():
    figure = plot()
    note = {"showarrow": False, "xref": "x", "yref": "y", "yanchor": "middle", "font": {"size": 40, "color": "#1B242D"}}
    told = "<b>38.13</b> <span style='font-size:24px;color:#55606C'>转引 &lt;</span>"
    figure.add_annotation(text=told, x=50, y=5, xanchor="left", xshift=10, yshift=20, **note)
    figure.add_annotation(text="右", x=50, y=5, xanchor="right", **note)
    left, right = drawn(figure)
    assert [text(run) for run in find(left, ".//a:r")] == ["38.13", " ", "转引 <"]
    assert find(left, ".//a:rPr/@b") == ["1", "0", "0"]
    assert [int(size) / 100 for size in find(left, ".//a:rPr/@sz")] == [20, 20, 12]
    assert place(left)[0] == 100 + 105
    assert place(left)[1] + place(left)[3] / 2 == pytest.approx(50 + 50 - 10, abs=0.01)
    assert place(right)[0] + place(right)[2] == pytest.approx(100 + 100, abs=0.01)
    assert find(right, ".//a:pPr/@algn") == ["r"]


def test_a_line_begins_anew_where_a_value_is_missing_and_none_leaves_the_figure():
    figure = plot()
    line = {"width": 2, "color": "#0B6FA4", "dash": "3px,3px"}
    figure.add_scatter(x=[0, 10, None, 20, 30], y=[0, 1, None, 2, 3], mode="lines", line=line)
    figure.add_shape(type="line", xref="x", yref="y", x0=-900, x1=9000, y0=5, y1=5, line=line)
    first, second, across = drawn(figure)
    assert [len(find(one, ".//a:pt")) for one in (first, second)] == [2, 2]
    assert find(first, ".//a:prstDash/@val") == ["sysDash"]
    assert place(across) == (100, 100, 200, 0)


def views() -> tuple[View, ...]:
    return (
        overview.board_view("14fyp", MONTH, region_id=CITY),
        progress.view(CITY, PLAN, "new_urban_jobs", MONTH),
        continuity.view(CITY, PLAN),
        cities.view(CITY, "zhoushan"),
        completion.matrix_view(CITY, PLAN, MONTH),
        completion.missing_view(CITY, PLAN, MONTH),
        findings.view(kind="inconsistent", region_id=CITY),
    )


def test_a_deck_has_as_many_slides_as_screens_and_a_board_of_all_targets_is_one():
    for view in views():
        slides = File(view).slides
        assert len(slides) == page(deck_of("试", (view,)), "light", "").count('<section class="slide"'), view.name
        if view.name in ("board", "periods", "cities"):
            assert len(slides) == 1


def test_no_word_of_a_figure_is_lost_and_none_is_too_small_to_read():
    for view in views():
        figures = figures_of(view)
        if not figures or view.verdict:
            continue
        for figure, slide in zip(figures, File(view).slides, strict=True):
            wanted = [annotation["text"] for annotation in figure.annotations]
            wanted += [words for trace in figure.data if trace.get("mode") == "text" for words in trace["text"]]
            said = "".join(lines(slide))
            for words in wanted:
                for line in words.split("<br>"):
                    assert html.unescape(TAGS.sub("", line)) in said
            assert min(int(size) for size in find(slide, ".//a:rPr/@sz")) >= 1000
            [group] = find(slide, "//p:grpSp")
            [about] = group.xpath("p:nvGrpSpPr/p:cNvPr", namespaces=NAMES)
            assert view.headline in about.get("descr")


def test_what_every_slide_has_are_placeholders_that_another_master_may_move():
    slides = File(*views()[:3])
    layout = slides.xml(slides.related("ppt/slides/slide1.xml", "slideLayout")[0])
    named = {
        place.get("idx"): find(place, "ancestor::p:sp/p:nvSpPr/p:cNvPr/@name")[0] for place in find(layout, "//p:ph")
    }
    assert {"副题", "结论", "来源与截至", "页码"} <= set(named.values())
    for slide in slides.slides:
        for place in find(slide, ".//p:ph"):
            shape = place.getparent().getparent().getparent()
            assert find(shape, "p:spPr/a:xfrm") == []
            if place.get("idx"):
                assert find(shape, "p:nvSpPr/p:cNvPr/@name") == [named[place.get("idx")]]
    assert pptx_bytes(deck_of("空", ()))


def test_what_slides_of_a_view_have_in_common_is_noted_once():
    file = File(completion.matrix_view(CITY, PLAN, MONTH))
    assert len(file.notes(1)) > 5
    assert file.notes(2) == ["算式、提醒、来源见第 1 页的备注"]
