"""What every slide has: title, subtitle, takeaway, source and month, the deck's name and the number; and the place
that these leave for its body."""

from pptx.oxml.ns import qn

from components.exports.layout.source_line import source_line
from components.exports.pptx.text import Box, Line, add_text, height_of, style, write
from components.language.dates import month_words
from components.language.words import say
from components.look.text_measure import OFFICE
from components.look.theme import PALETTES
from components.model.view import Deck, View

PALETTE = PALETTES["light"]
SLIDE = Box(0, 0, 960, 540)
MARGIN = 30
TITLE = Box(MARGIN, 10, 900, 52)
SUBTITLE = Box(MARGIN, 65, 900, 20)
FOOTER = Box(MARGIN, 510, 900, 18)
# the column of verdict and arithmetic, and what parts it from the charts
ASIDE, GAP = 260, 24
FOOT = 11


def add_frame(slide, deck: Deck, view: View, part: tuple[int, int], number: tuple[int, int]) -> None:
    """Title, subtitle, takeaway, source and as-of, name of the deck and number: what every slide has."""
    # "2 / 3" stays on one line
    more = say("slides.continued", part=part[0], of=part[1]).replace(" / ", "\u00a0/\u00a0") if part[0] > 1 else ""
    title = view.headline + more
    size, lines = OFFICE.fitting(title, TITLE.width, (28, 26, 24, 22, 20), is_bold=True)
    if lines > 1:
        size, _ = OFFICE.fitting(title, TITLE.width, (19, 18, 17, 16), most=2, is_bold=True)
    write(slide.shapes.title.text_frame, [Line(title, size, PALETTE.ink, True)], anchor="middle")
    if view.subtitle:
        add_text(slide, SUBTITLE, [_subtitle(view)], name=say("slides.subtitle"))
    box = _takeaway_box(view)
    if box.height:
        add_text(slide, box, [_takeaway(view)], name=say("slides.takeaway"), anchor="bottom")
    _add_footer(slide, deck, view, number)


def _subtitle(view: View) -> Line:
    return Line(view.subtitle, OFFICE.fitting(view.subtitle, SUBTITLE.width, (14, 13, 12, 11))[0], PALETTE.mid)


def has_aside(view: View) -> bool:
    """Whether verdict and arithmetic, and with them the takeaway, stand at the right."""
    return view.verdict is not None and not view.is_empty


def _takeaway(view: View) -> Line:
    size, lines = OFFICE.fitting(view.takeaway, SUBTITLE.width, (16, 15, 14), is_bold=True)
    return Line(view.takeaway, size if lines == 1 else 13, PALETTE.ink, lines == 1)


def _takeaway_box(view: View) -> Box:
    if not view.takeaway or has_aside(view):
        return Box(MARGIN, FOOTER.top - 8, 900, 0)
    height = height_of([_takeaway(view)], 900)
    return Box(MARGIN, FOOTER.top - 8 - height, 900, height)


def body_of(view: View) -> Box:
    """Where charts and tables may stand."""
    top = SUBTITLE.top + (height_of([_subtitle(view)], SUBTITLE.width) if view.subtitle else 0) + 10
    foot = _takeaway_box(view)
    return Box(MARGIN, top, 900, foot.top - top - (10 if foot.height else 0))


def _add_footer(slide, deck: Deck, view: View, number: tuple[int, int]) -> None:
    """Source and as-of at the left; the deck, and a number that follows when slides are moved, at the right."""
    of = say("slides.of", total=number[1])
    right = OFFICE.width(f"{deck.name}　{number[0]}{of}", FOOT) + 4
    as_of = say("slides.as_of", month=month_words(view.as_of)) if view.as_of else ""
    room = FOOTER.width - right - GAP - OFFICE.width(f"　　{as_of}", FOOT)
    cited = source_line(view.sources, lambda line: OFFICE.width(line, FOOT) <= room)
    left = "　　".join(text for text in (cited, as_of) if text)
    add_text(slide, FOOTER.cut(right=right), [Line(left, FOOT, PALETTE.soft)], name=say("slides.source"))
    shape = add_text(
        slide,
        FOOTER.cut(left=FOOTER.width - right),
        [Line(f"{deck.name}　", FOOT, PALETTE.soft)],
        name=say("slides.number"),
        align="right",
    )
    paragraph = shape.text_frame.paragraphs[0]
    style(paragraph.add_run(), Line(str(number[0]), FOOT, PALETTE.soft))
    style(paragraph.add_run(), Line(of, FOOT, PALETTE.soft))
    shown = paragraph.runs[1]._r
    shown.tag = qn("a:fld")
    shown.set("id", "{C1FF6DA9-008F-8B48-92A6-B652298478BF}")
    shown.set("type", "slidenum")
