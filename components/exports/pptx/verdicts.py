"""Verdicts on slides: their shapes as groups of native shapes, drawn as the screen draws them."""

import re

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.charts.marks import NOTHING, verdict_shapes
from components.exports.office_xml import element
from components.exports.pptx.text import Box
from components.language.words import say
from components.look.theme import Palette
from components.model.judgement import Verdict

_STEPS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Z": "close"}


def add_verdict(slide, palette: Palette, verdict: Verdict, left: float, top: float, size: float) -> None:
    """Add the shape of a verdict, so wide and high, named by its words and with them as its alternative text."""
    group = slide.shapes.add_group_shape()
    group.name = say("slides.verdict", words=verdict.words)
    group._element.nvGrpSpPr.cNvPr.set("descr", group.name)
    box = Box(left, top, size, size)
    for drawn in verdict_shapes(palette, verdict.status, 0, 0, size, has_figures=verdict.has_figures):
        shape = _circle(group, box, drawn) if drawn["type"] == "circle" else _path(group, box, drawn["path"])
        # the style of a drawn shape brings a shadow
        shape._element.remove(shape._element.find(qn("p:style")))
        _paint(shape.fill, drawn["fillcolor"])
        _outline(shape.line, drawn["line"])


def _circle(group, box: Box, drawn: dict):
    half = box.width / 2
    width, height = drawn["x1"] - drawn["x0"], drawn["y1"] - drawn["y0"]
    place = Box(box.left + half + drawn["x0"], box.top + half - drawn["y1"], width, height)
    return group.shapes.add_shape(MSO_SHAPE.OVAL, *place.emu)


def _path(group, box: Box, path: str):
    """An SVG path about the middle, up positive, as a free form over the whole of the box."""
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
    side, half = Pt(box.width), box.width / 2
    steps = []
    for letter, numbers in re.findall(r"([MLCZ])([^MLCZ]*)", path):
        points = [
            element("a:pt", x=Pt(half + float(across)), y=Pt(half - float(up)))
            for across, up in re.findall(r"(-?[\d.]+),(-?[\d.]+)", numbers)
        ]
        steps.append(element(f"a:{_STEPS[letter]}", *points))
    form = element(
        "a:custGeom",
        *(element(f"a:{tag}") for tag in ("avLst", "gdLst", "ahLst", "cxnLst")),
        element("a:rect", l=0, t=0, r="r", b="b"),
        element("a:pathLst", element("a:path", *steps, w=side, h=side)),
    )
    rectangle = shape._element.spPr.find(qn("a:prstGeom"))
    rectangle.getparent().replace(rectangle, form)
    return shape


def _paint(fill, colour: str) -> None:
    if colour == NOTHING:
        fill.background()
    else:
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(colour[1:])


def _outline(line, drawn: dict) -> None:
    if not drawn["width"]:
        line.fill.background()
        return
    line.width = Pt(drawn["width"])
    line.color.rgb = RGBColor.from_string(drawn["color"][1:])
    if drawn.get("dash", "solid") != "solid":
        line.dash_style = MSO_LINE.SQUARE_DOT
