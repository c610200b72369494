"""Text on slides: places, and lines of exact height.

All measures are points. A slide is 960 by 540 of them, half of the pixels of the screen that figures are drawn for.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from components.look.text_measure import LEADING, OFFICE

# Latin beside it: every system has one of its width
FONT, LATIN = "Microsoft YaHei", "Arial"
ALIGNED = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT}
ANCHORED = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


class Box(NamedTuple):
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float

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


def height_of(lines: Iterable[Line], width: float) -> float:
    """The height that these lines take in this width."""
    return sum(OFFICE.line_count(line.text, width, line.size, line.is_bold) * line.size * LEADING for line in lines)


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
