"""Text on slides: places, lines of exact height, and how wide and high a text is.

All measures are points. A slide is 960 by 540 of them, half of the pixels of the screen that figures are drawn for.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

# Latin beside it: every system has one of its width
FONT, LATIN = "Microsoft YaHei", "Arial"
# the least that can be read from the back of a room, and printed
SMALLEST = 10
LEADING = 1.25
# how much wider bold type is at most
BOLD = 1.15
ALIGNED = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "centre": PP_ALIGN.CENTER}
ANCHORED = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
_NARROW, _WIDE = " .,:;'|!()[]ijlt·", "mwMW%@—→≥≤"
# what no line is broken within
PIECES = re.compile(r"[（“《]?[!-~≥≤−–—]+ *|.")
_NEVER_FIRST = "，。；、：）”"


class Box(NamedTuple):
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def cut(self, **sides: float) -> "Box":
        """What is left after taking so much from some sides: top=20, bottom=…, left=…, right=…"""
        left, top = sides.get("left", 0), sides.get("top", 0)
        return Box(
            self.left + left,
            self.top + top,
            self.width - left - sides.get("right", 0),
            self.height - top - sides.get("bottom", 0),
        )

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """As python-pptx takes it."""
        return tuple(Pt(round(side, 2)) for side in self)


class Line(NamedTuple):
    """One paragraph with its size and colour."""

    text: str
    size: float
    colour: str
    is_bold: bool = False


def width_of(text: str, size: float, is_bold: bool = False) -> float:
    """The width that a text takes in the widest font that may stand in for the slides' own.

    A Chinese character is as wide as high; some programs put a gap between it and a Latin one.
    """
    total, was_wide = 0.0, None
    for char in text:
        is_wide = unicodedata.east_asian_width(char) in "WFA"
        total += 1 if is_wide or char in _WIDE else 0.38 if char in _NARROW else 0.64
        total += 0.18 if was_wide is not None and is_wide != was_wide else 0
        was_wide = is_wide
    return total * size * (BOLD if is_bold else 1)


def lines_of(text: str, width: float, size: float, is_bold: bool = False) -> int:
    """How many lines a text takes in this width; Latin words and figures stay whole, unless a line is too short."""
    lines, line = 1, ""
    for piece in PIECES.findall(text):
        if line and piece not in _NEVER_FIRST and width_of(line + piece.rstrip(), size, is_bold) > width:
            lines, line = lines + 1, ""
        if not line:
            lines += int(width_of(piece.rstrip(), size, is_bold) / max(width, size))
        line += piece
    return lines


def fitting(text: str, width: float, sizes: Iterable[float], most: int = 1, is_bold: bool = False) -> tuple[float, int]:
    """The first of these sizes at which the text takes `most` lines or fewer, else the last, with its lines."""
    for size in sizes:
        lines = lines_of(text, width, size, is_bold)
        if lines <= most:
            break
    return size, lines


def height_of(lines: Iterable[Line], width: float) -> float:
    """The height that these lines take in this width."""
    return sum(lines_of(line.text, width, line.size, line.is_bold) * line.size * LEADING for line in lines)


def write(frame, lines: Sequence[Line], *, align: str = "left", anchor: str = "top", inset=(0, 0, 0, 0)) -> None:
    """Write lines into a text frame or cell, each a paragraph, in place of what it holds.

    inset: left, top, right and bottom margin. Lines are as high as LEADING says, whatever the font.
    """
    frame.margin_left, frame.margin_top, frame.margin_right, frame.margin_bottom = (Pt(side) for side in inset)
    frame.vertical_anchor = ANCHORED[anchor]
    text = getattr(frame, "text_frame", None)
    if text is None:
        text = frame
        text.word_wrap, text.auto_size = True, MSO_AUTO_SIZE.NONE
    for place, line in enumerate(lines):
        paragraph = text.paragraphs[0] if place == 0 else text.add_paragraph()
        paragraph.alignment = ALIGNED[align]
        paragraph.line_spacing = Pt(round(line.size * LEADING, 1))
        if line.text:
            style(paragraph.add_run(), line)
        else:
            # an empty line is as high as its own size says, else as that of the table's
            paragraph._p.get_or_add_endParaRPr().set("sz", str(round(line.size * 100)))


def style(run, line: Line) -> None:
    """Give a run the text and look of a line."""
    run.text = line.text
    run.font.size, run.font.bold = Pt(line.size), line.is_bold
    run.font.color.rgb = RGBColor.from_string(line.colour[1:])


def add_text(slide, box: Box, lines: Sequence[Line], *, name: str, align: str = "left", anchor: str = "top"):
    """Add a text box under a name; returns it."""
    shape = slide.shapes.add_textbox(*box.emu)
    shape.name = name
    write(shape.text_frame, lines, align=align, anchor=anchor)
    return shape
