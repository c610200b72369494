"""Figures on slides: what the screen draws, at the same places, as native shapes that can be moved and edited."""

import html
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from lxml import etree

from components.charts.marks import NOTHING
from components.exports.office_xml import element
from components.exports.pptx.drawing import fill, outline, run
from components.exports.pptx.text import Box
from components.look.text_measure import LEADING, OFFICE, SMALLEST
from components.model.plot import Plot

# a figure may be stretched so far to fill its room, on the screen as here
STRETCH = 1.35
# Plotly's symbols → the shape and how much wider than its size it is
SYMBOLS = {"circle": ("ellipse", 1), "square": ("rect", 1), "diamond": ("diamond", 1.3), "line-ns": ("line", 1.4)}
_TAG = re.compile(r"(</?b>|<br>|<span style='[^']*'>|</span>)")
_STEPS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Z": "close"}
_ALIGNED = {"left": "l", "center": "ctr", "right": "r"}
_ANCHORED = {"top": "t", "middle": "ctr", "bottom": "b"}
# how far a text's place is from the left or upper end of its box, in parts of it
_BEFORE = {"left": 0, "center": 0.5, "right": 1, "top": 0, "middle": 0.5, "bottom": 1}


def add_figure(slide, figure: Plot, box: Box, width: float, name: str, description: str) -> None:
    """Add a figure as a group of shapes under a name, with its alternative text.

    width: the pixels that it is drawn for. It is as wide as the box, and at most as high.
    """
    scale = box.width / width
    height = min(box.height / scale, STRETCH * figure.height)
    ground = _Ground(figure.layout, box, width, height)
    drawn = [
        *(shape for shape in _shapes(ground, figure, "below")),
        *(shape for trace in figure.data for shape in _trace(ground, trace)),
        *(shape for shape in _shapes(ground, figure, "above")),
        *_ticks(ground, figure),
        *(_annotation(ground, annotation) for annotation in figure.annotations if annotation["text"]),
    ]
    left, top, across, down = Box(box.left, box.top, box.width, height * scale).emu
    ends = [("a:off", {"x": left, "y": top}), ("a:ext", {"cx": across, "cy": down})]
    inside = [("a:chOff", {"x": left, "y": top}), ("a:chExt", {"cx": across, "cy": down})]
    place = element("a:xfrm", *(element(tag, **sides) for tag, sides in ends + inside))
    first = max((int(number) for number in slide.shapes._spTree.xpath("//@id") if number.isdigit()), default=1) + 1
    about = element("p:nvGrpSpPr", _named(first, name, description), element("p:cNvGrpSpPr"), element("p:nvPr"))
    group = element("p:grpSp", about, element("p:grpSpPr", place))
    for number, shape in enumerate(drawn, first + 1):
        shape[0][0].set("id", str(number))
        group.append(shape)
    slide.shapes._spTree.append(group)


@dataclass(frozen=True)
class _Ground:
    """Where the places of a figure lie on a slide. width, height: its pixels; the box: points of the slide."""

    layout: Mapping
    box: Box
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Points of a pixel."""
        return self.box.width / self.width

    def at(self, letter: str, ref: str, value: float, is_power: bool = False) -> float:
        """The pixels from the left (x) or the upper (y) edge of a place on an axis or the paper.

        is_power: the value is a power already where the axis is one of powers, as annotations have it.
        """
        margin = self.layout["margin"]
        first, last = margin["l"], self.width - margin["r"]
        if letter == "y":
            first, last = self.height - margin["b"], margin["t"]
        name, _, is_whole = ref.partition(" ")
        if name != "paper":
            axis = self.layout[f"{letter}axis{name[1:]}"]
            low, high = axis.get("domain", (0, 1))
            if not is_whole:
                start, end = axis["range"]
                is_log = axis.get("type") == "log" and not is_power
                value = ((math.log10(value) if is_log else value) - start) / (end - start)
            value = low + value * (high - low)
        return first + value * (last - first)

    def corner(self, letter: str, shape: Mapping, value: float) -> float:
        """A side of a shape, in pixels: on its axis, or so far from its anchor there; up is positive."""
        if shape.get(f"{letter}sizemode") != "pixel":
            return self.at(letter, shape[f"{letter}ref"], value)
        anchor = self.at(letter, shape[f"{letter}ref"], shape[f"{letter}anchor"])
        return anchor + (value if letter == "x" else -value)

    def place(self, x: Sequence[float], y: Sequence[float]) -> Box:
        """The box of these pixels, in points of the slide, cut at the figure's edges."""
        left, right = (min(max(side, 0), self.width) for side in (min(x), max(x)))
        top, bottom = (min(max(side, 0), self.height) for side in (min(y), max(y)))
        scale = self.scale
        return Box(
            self.box.left + left * scale, self.box.top + top * scale, (right - left) * scale, (bottom - top) * scale
        )


# shapes


def _shapes(ground: _Ground, figure: Plot, layer: str) -> Iterator[etree._Element]:
    for shape in figure.shapes:
        if (shape.get("layer", "above") == "below") is not (layer == "below"):
            continue
        line, inside = shape["line"], shape.get("fillcolor", NOTHING)
        if shape["type"] == "path":
            steps = [
                (
                    letter,
                    [(ground.corner("x", shape, float(x)), ground.corner("y", shape, float(y))) for x, y in points],
                )
                for letter, points in _steps(shape["path"])
            ]
            yield _path(ground, steps, inside, line)
            continue
        x, y = ([ground.corner(letter, shape, shape[f"{letter}{end}"]) for end in "01"] for letter in "xy")
        form = {"rect": "rect", "circle": "ellipse", "line": "line"}[shape["type"]]
        yield _preset(form, ground.place(x, y), ground.scale, inside, line, is_rising=(x[0] < x[1]) == (y[0] > y[1]))


def _steps(path: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for letter, numbers in re.findall(r"([MLCZ])([^MLCZ]*)", path):
        yield letter, re.findall(r"(-?[\d.]+),(-?[\d.]+)", numbers)


def _preset(
    form: str, box: Box, scale: float, inside: str | etree._Element, line: Mapping, is_rising: bool = False
) -> etree._Element:
    """A rectangle, an ellipse, a diamond or a line."""
    flip = {"flipV": 1} if form == "line" and is_rising else {}
    geometry = element("a:prstGeom", element("a:avLst"), prst=form)
    return _shape(box, geometry, None if form == "line" else _inside(inside), _line(line, scale), **flip)


def _path(ground: _Ground, steps: Sequence[tuple[str, list]], inside: str, line: Mapping) -> etree._Element:
    """A free form through points that are given in pixels of the figure."""
    points = [point for _, step in steps for point in step]
    box = ground.place([x for x, _ in points], [y for _, y in points])
    left, top, width, height = box.emu

    def point(x: float, y: float) -> etree._Element:
        place = ground.place([x], [y]).emu
        return element("a:pt", x=place[0] - left, y=place[1] - top)

    drawn = [element(f"a:{_STEPS[letter]}", *(point(*at) for at in step)) for letter, step in steps]
    kind = {} if inside != NOTHING else {"fill": "none"}
    form = element(
        "a:custGeom",
        *(element(f"a:{tag}") for tag in ("avLst", "gdLst", "ahLst", "cxnLst")),
        element("a:rect", l=0, t=0, r="r", b="b"),
        element("a:pathLst", element("a:path", *drawn, w=width, h=height, **kind)),
    )
    return _shape(box, form, _inside(inside), _line(line, ground.scale))


def _inside(colour: str | etree._Element) -> etree._Element:
    if isinstance(colour, str):
        return element("a:noFill") if colour == NOTHING else fill(colour)
    return colour


def _line(line: Mapping, scale: float) -> etree._Element:
    if not line.get("width") or line.get("color", NOTHING) == NOTHING:
        return element("a:ln", element("a:noFill"))
    dash = str(line.get("dash", "solid"))
    lengths = [float(length.removesuffix("px")) for length in dash.split(",")] if "px" in dash else []
    form = "dash" if lengths and lengths[0] > 4 else "sysDash" if lengths else {"dot": "sysDot"}.get(dash)
    return outline(line["color"], line["width"] * scale, form)


def _shape(box: Box, geometry, *look: etree._Element | None, text=None, name: str = "", **flip) -> etree._Element:
    left, top, width, height = box.emu
    place = element("a:xfrm", element("a:off", x=left, y=top), element("a:ext", cx=width, cy=height), **flip)
    kind = element("p:cNvSpPr", **({"txBox": 1} if name else {}))
    return element(
        "p:sp",
        element("p:nvSpPr", _named(0, name), kind, element("p:nvPr")),
        element("p:spPr", place, geometry, *look),
        text,
    )


def _named(number: int, name: str, description: str = "") -> etree._Element:
    return element("p:cNvPr", id=number, name=name, **({"descr": description} if description else {}))


# traces


def _trace(ground: _Ground, trace: Mapping) -> Iterator[etree._Element]:
    x_ref, y_ref = trace.get("xaxis", "x"), trace.get("yaxis", "y")
    places = [
        None if x is None or y is None else (ground.at("x", x_ref, x), ground.at("y", y_ref, y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    if trace["type"] == "bar":
        yield from _bars(ground, trace, x_ref, y_ref)
    elif trace["mode"] == "lines":
        yield from _lines(ground, places, trace["line"])
    elif trace["mode"] == "markers":
        sizes = _each(trace["marker"]["size"])
        for place, size in zip(places, sizes, strict=False):
            if place:
                yield _marker(ground, trace["marker"], place, size)
    else:
        font = trace["textfont"]
        each = zip(places, trace["text"], _each(font["size"]), _each(trace["textposition"]), strict=False)
        for place, text, size, position in each:
            if place and text:
                side = {"right": "left", "left": "right", "center": "center"}[position.split(" ")[1]]
                yield _text(ground, place, text, size, font["color"], (side, "middle"))


def _each(value):
    """The values of a property, one a mark: of its own or the same for all."""
    return value if isinstance(value, list) else repeat(value)


def _lines(ground: _Ground, places: Sequence, line: Mapping) -> Iterator[etree._Element]:
    """A line through the places; where one is missing it begins anew."""
    steps: list[tuple[str, list]] = []
    for place in [*places, None]:
        if place:
            steps.append(("L" if steps else "M", [place]))
        elif len(steps) > 1:
            yield _path(ground, steps, NOTHING, line)
        if not place:
            steps = []


def _marker(ground: _Ground, marker: Mapping, place: tuple[float, float], size: float) -> etree._Element:
    symbol, _, is_open = marker.get("symbol", "circle").partition("-open")
    is_open = "-open" in marker.get("symbol", "")
    form, wider = SYMBOLS[symbol]
    half, (x, y) = size * wider / 2, place
    across = 0 if form == "line" else half
    box = ground.place([x - across, x + across], [y - half, y + half])
    line = {"color": marker["color"], **marker.get("line", {})}
    return _preset(form, box, ground.scale, NOTHING if is_open else marker["color"], line)


def _bars(ground: _Ground, trace: Mapping, x_ref: str, y_ref: str) -> Iterator[etree._Element]:
    marker = trace["marker"]
    if marker.get("opacity") == 0:
        return
    inside = marker["color"]
    if pattern := marker.get("pattern"):
        colours = (element("a:fgClr", *fill(pattern["fgcolor"])), element("a:bgClr", *fill(pattern["bgcolor"])))
        inside = element("a:pattFill", *colours, prst="wdUpDiag")
    is_lying = trace.get("orientation") == "h"
    lengths, middles = (trace["x"], trace["y"]) if is_lying else (trace["y"], trace["x"])
    bases, widths = _each(trace.get("base", 0)), _each(trace["width"])
    for length, middle, base, width in zip(lengths, middles, bases, widths, strict=False):
        along, across = (base, base + length), (middle - width / 2, middle + width / 2)
        x, y = (along, across) if is_lying else (across, along)
        place = ground.place([ground.at("x", x_ref, at) for at in x], [ground.at("y", y_ref, at) for at in y])
        copied = inside if isinstance(inside, str) else etree.fromstring(etree.tostring(inside))
        yield _preset("rect", place, ground.scale, copied, marker.get("line", {}))


# words


def _annotation(ground: _Ground, annotation: Mapping) -> etree._Element:
    x, y = (ground.at(letter, annotation[f"{letter}ref"], annotation[letter], is_power=True) for letter in "xy")
    place = x + annotation.get("xshift", 0), y - annotation.get("yshift", 0)
    font = annotation.get("font", {})
    sides = annotation.get("xanchor", "center"), annotation["yanchor"]
    colour = font.get("color", ground.layout["template"]["layout"]["font"]["color"])
    return _text(ground, place, annotation["text"], font["size"], colour, sides, annotation.get("bgcolor"))


def _ticks(ground: _Ground, figure: Plot) -> Iterator[etree._Element]:
    """The words beside the axes that have some."""
    for letter, words in (("x", "top"), ("y", "right")):
        for name, axis in figure.axes(letter).items():
            if axis.get("visible") is False or axis.get("showticklabels") is False:
                continue
            font = {**ground.layout["template"]["layout"][f"{letter}axis"]["tickfont"], **axis.get("tickfont", {})}
            ref = name.replace("axis", "")
            across = "y" if letter == "x" else "x"
            is_top = axis.get("side") == "top"
            edge = ground.at(across, f"{axis.get('anchor', across)} domain", 1 if is_top else 0)
            apart = 4 + axis.get("ticklabelstandoff", 0)
            edge += apart if letter == "x" and not is_top else -apart
            for value, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
                at = ground.at(letter, ref, value)
                place, sides = (
                    ((at, edge), ("center", "bottom" if is_top else words))
                    if letter == "x"
                    else ((edge, at), (words, "middle"))
                )
                yield _text(ground, place, text, font["size"], font["color"], sides)


def _text(
    ground: _Ground,
    place: tuple[float, float],
    text: str,
    size: float,
    colour: str,
    sides: tuple[str, str],
    under: str | None = None,
) -> etree._Element:
    """A text at a place in pixels. sides: which side and which height of it stand there."""
    lines = [list(line) for line in _runs(text, size, colour)]
    points = max(size * ground.scale, SMALLEST)
    plain = ["".join(words for words, *_ in line) for line in lines]
    width = max(OFFICE.width(line, points, is_bold="<b>" in text) for line in plain) + 4
    height = len(lines) * points * LEADING
    left = ground.box.left + place[0] * ground.scale - _BEFORE[sides[0]] * width
    top = ground.box.top + place[1] * ground.scale - _BEFORE[sides[1]] * height
    margins = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), 0)
    paragraphs = [
        element(
            "a:p",
            element(
                "a:pPr",
                element("a:lnSpc", element("a:spcPts", val=round(points * LEADING * 100))),
                algn=_ALIGNED[sides[0]],
            ),
            *(run(words, max(sized * ground.scale, SMALLEST), tone, bold) for words, sized, tone, bold in line),
        )
        for line in lines
    ]
    body = element("a:bodyPr", wrap="none", anchor=_ANCHORED[sides[1]], **margins)
    words = element("p:txBody", body, element("a:lstStyle"), *paragraphs)
    geometry = element("a:prstGeom", element("a:avLst"), prst="rect")
    box = Box(left, top, width, height)
    return _shape(box, geometry, fill(under) if under else element("a:noFill"), text=words, name=plain[0][:60] or "·")


def _runs(text: str, size: float, colour: str) -> Iterator[list[tuple[str, float, str, bool]]]:
    """The lines of a text as runs: words, size, colour and whether they are bold."""
    line: list[tuple[str, float, str, bool]] = []
    looks, is_bold = [(size, colour)], False
    for part in _TAG.split(text):
        if part == "<br>":
            yield line
            line = []
        elif part in ("<b>", "</b>"):
            is_bold = part == "<b>"
        elif part.startswith("<span"):
            told = dict(rule.split(":") for rule in part[len("<span style='") : -2].split(";") if rule)
            sized = float(told["font-size"].removesuffix("px")) if "font-size" in told else looks[-1][0]
            looks.append((sized, told.get("color", looks[-1][1])))
        elif part == "</span>":
            looks.pop()
        elif part:
            line.append((html.unescape(part), *looks[-1], is_bold))
    yield line
