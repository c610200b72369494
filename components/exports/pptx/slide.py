"""What every slide has: title, subtitle, takeaway, source and month, the deck's name and the number; and the place
that these leave for its body."""

from pptx.oxml.ns import qn

from components.exports.layout.source_line import source_line
from components.exports.pptx.text import Box, Line, height_of, style, write
from components.language.dates import month_words
from components.language.words import say
from components.look.text_measure import OFFICE
from components.look.theme import PALETTES
from components.model.view import Deck, View

PALETTE = PALETTES["light"]
SLIDE = Box(0, 0, 960, 540)
MARGIN, WIDTH = 20, 920
TITLE = Box(MARGIN, 8, WIDTH, 52)
SUBTITLE = Box(MARGIN, 62, WIDTH, 20)
TAKEAWAY = Box(MARGIN, 440, WIDTH, 66)
SOURCE = Box(MARGIN, 514, 610, 18)
NUMBER = Box(MARGIN + 620, 514, 300, 18)
# the places that every slide has beside its title, by their names: number, box, and how their text is set; they are
# placeholders of the layout, so that another master moves them
PLACES = {"subtitle": (20, SUBTITLE, "t", "l"), "takeaway": (21, TAKEAWAY, "b", "l"), "source": (22, SOURCE, "t", "l")}
PLACES["number"] = (23, NUMBER, "t", "r")
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
    _fill(slide, "subtitle", _subtitle(view))
    is_under = view.takeaway and not has_aside(view)
    _fill(slide, "takeaway", [_takeaway(view)] if is_under else [], anchor="bottom")
    _add_footer(slide, deck, view, number)


def _fill(slide, name: str, lines: list[Line], **more: str):
    """Write lines into the placeholder of this name and return it; without any the slide does without it."""
    [shape] = [one for one in slide.placeholders if one.placeholder_format.idx == PLACES[name][0]]
    shape.name = say(f"slides.{name}")
    if not lines:
        shape._element.getparent().remove(shape._element)
        return None
    write(shape.text_frame, lines, **more)
    return shape


def _subtitle(view: View) -> list[Line]:
    """What is shown, and under it how it is read."""
    texts = [text for text in (view.subtitle, view.reading) if text]
    size = min((OFFICE.fitting(text, SUBTITLE.width, (14, 13, 12, 11))[0] for text in texts), default=0)
    return [Line(text, size, PALETTE.mid) for text in texts]


def has_aside(view: View) -> bool:
    """Whether verdict and arithmetic, and with them the takeaway, stand at the right."""
    return view.verdict is not None and not view.is_empty


def _takeaway(view: View) -> Line:
    size, lines = OFFICE.fitting(view.takeaway, SUBTITLE.width, (16, 15, 14), is_bold=True)
    return Line(view.takeaway, size if lines == 1 else 13, PALETTE.ink, lines == 1)


def _takeaway_box(view: View) -> Box:
    foot = TAKEAWAY.top + TAKEAWAY.height
    if not view.takeaway or has_aside(view):
        return Box(MARGIN, foot, WIDTH, 0)
    height = height_of([_takeaway(view)], WIDTH)
    return Box(MARGIN, foot - height, WIDTH, height)


def body_of(view: View) -> Box:
    """Where charts and tables may stand."""
    top = SUBTITLE.top + height_of(_subtitle(view), SUBTITLE.width) + 10
    foot = _takeaway_box(view)
    return Box(MARGIN, top, WIDTH, foot.top - top - (10 if foot.height else 0))


def _add_footer(slide, deck: Deck, view: View, number: tuple[int, int]) -> None:
    """Source and as-of at the left; the deck, and a number that follows when slides are moved, at the right."""
    of = say("slides.of", total=number[1])
    as_of = say("slides.as_of", month=month_words(view.as_of)) if view.as_of else ""
    room = SOURCE.width - OFFICE.width(f"　　{as_of}", FOOT)
    cited = source_line(view.sources, lambda line: OFFICE.width(line, FOOT) <= room)
    left = "　　".join(text for text in (cited, as_of) if text)
    _fill(slide, "source", [Line(left, FOOT, PALETTE.soft)] if left else [])
    name = OFFICE.shortened(deck.name, NUMBER.width - OFFICE.width(f"　{number[0]}{of}", FOOT), FOOT)
    shape = _fill(slide, "number", [Line(f"{name}　", FOOT, PALETTE.soft)], align="right")
    paragraph = shape.text_frame.paragraphs[0]
    style(paragraph.add_run(), Line(str(number[0]), FOOT, PALETTE.soft))
    style(paragraph.add_run(), Line(of, FOOT, PALETTE.soft))
    shown = paragraph.runs[1]._r
    shown.tag = qn("a:fld")
    shown.set("id", "{C1FF6DA9-008F-8B48-92A6-B652298478BF}")
    shown.set("type", "slidenum")
