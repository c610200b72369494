"""A deck as PowerPoint: native charts and tables, one view a slide or several, with notes for the speaker."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from components.exports.layout.screens import PAGES, Table, figures_of, table_of
from components.exports.pptx import tables
from components.exports.pptx.axes import SMALL, labels_width, names_width
from components.exports.pptx.charts import add_chart
from components.exports.pptx.figure import add_figure
from components.exports.pptx.slide import ASIDE, GAP, PALETTE, SUBTITLE, add_frame, body_of, has_aside
from components.exports.pptx.template import blank, dress_all
from components.exports.pptx.text import Box, Line, add_text, height_of, write
from components.exports.pptx.verdicts import add_verdict
from components.language.dates import month_words
from components.language.titles import column_titles
from components.language.words import say
from components.look import screen_size
from components.look.text_measure import LEADING, OFFICE, as_many_as_fit
from components.model.native_chart import NativeChart
from components.model.plot import Plot
from components.model.view import Deck, View

__all__ = ["PAGES", "pptx_bytes"]

# more facts than that are named a slide at a time
FACTS = 80
# small charts of a slide, as many as a screen has panels
SMALL_ONES = 6
# points that the sentence under the arithmetic has at least: four lines of its smallest letters, and what parts them
LEAST_OF_SENTENCE = 4 * 12 * LEADING + 12


class Page(NamedTuple):
    """One slide to be: what draws its body, the facts that its notes name, and the columns that it leaves out."""

    draw: Callable
    facts: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def pptx_bytes(deck: Deck, advance: Callable[[int, int], None] = lambda done, of: None) -> bytes:
    """A deck as a PPTX file, in the language in use, with as many slides as the deck has screens.

    advance: told after each view how many of how many are done. A view has a slide a figure, or slides with its rows;
    an empty one a slide with its advice. The chart of an indicator opens its numbers in a workbook of its own, any
    other figure is shapes in the places that they have on the screen.
    """
    presentation = blank(deck)
    layout = presentation.slide_layouts[0]
    presented = [view.presented for view in deck.views]
    pages = [(view, _pages(view)) for view in presented]
    facts = _fact_lines(deck, (page for _, own in pages for page in own))
    total, number = sum(len(own) for _, own in pages), 0
    for done, (view, own) in enumerate(pages, 1):
        first = number + 1
        for part, page in enumerate(own, 1):
            number += 1
            slide = presentation.slides.add_slide(layout)
            add_frame(slide, deck, view, (part, len(own)), (number, total))
            page.draw(slide)
            # what all slides of a view have in common is noted once, with the first
            is_told = part > 1 and page.facts == own[0].facts
            named = [] if is_told else [facts[fact_id] for fact_id in page.facts if fact_id in facts]
            notes = _notes(view, named, page.left_out) if part == 1 else _notes_after(first, named)
            slide.notes_slide.notes_text_frame.text = "\n".join(notes)
        advance(done, len(deck.views))
    dress_all(presentation)
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


# the slides of a view


def _pages(view: View) -> list[Page]:
    few = view.facts if len(view.facts) <= FACTS else ()
    if view.is_empty:
        return [Page(lambda slide: _add_advice(slide, view), view.facts)]
    box, figures = body_of(view), figures_of(view)
    if view.native_charts and (has_aside(view) or not figures or view.native_charts[0].is_small):
        return [
            Page(lambda slide, natives=natives, is_first=not at: _add_charts(slide, view, natives, box, is_first), few)
            for at, natives in enumerate(_by_slide(view.native_charts))
        ]
    if figures:
        return [Page(lambda slide, figure=figure: _add_figure(slide, view, figure, box), few) for figure in figures]
    return _table_pages(view, box)


def _by_slide(natives: Sequence[NativeChart]) -> list[tuple[NativeChart, ...]]:
    """Two native charts a slide where both run the same way, of small ones as many as a screen has."""
    slides: list[tuple[NativeChart, ...]] = []
    for native in natives:
        most = SMALL_ONES if native.is_small else 2
        if slides and len(slides[-1]) < most and slides[-1][0].is_upright == native.is_upright:
            slides[-1] = (*slides[-1], native)
        else:
            slides.append((native,))
    return slides


def _add_charts(slide, view: View, natives: Sequence[NativeChart], box: Box, is_first: bool) -> None:
    box = _over_cautions(slide, view, box)
    if has_aside(view) and is_first:
        _add_aside(slide, view, box.cut(left=box.width - ASIDE))
        box = box.cut(right=ASIDE + GAP)
    for native, place in zip(natives, _shared(box, natives), strict=True):
        words = say("chart.alternative", headline=native.title, rows=view.alternative or view.headline)
        add_chart(slide, native, PALETTE, place, words)


def _add_figure(slide, view: View, figure: Plot, box: Box) -> None:
    words = say("chart.alternative", headline=view.headline, rows=view.alternative or view.headline)
    box = _over_cautions(slide, view, box)
    add_figure(slide, figure, box, screen_size.ALONE, say(f"table.caption.{view.name}"), words)


def _over_cautions(slide, view: View, box: Box) -> Box:
    """Add the cautions at the foot of a place; returns what is left over them."""
    cautions = _cautions(view)
    if cautions is None:
        return box
    height = height_of([cautions], box.width)
    add_text(slide, box.cut(top=box.height - height), [cautions], name=say("slides.cautions"))
    return box.cut(bottom=height + 6)


def _cautions(view: View) -> Line | None:
    """As many of the cautions as have room under a chart, those that its marks refer to first."""
    ordered = sorted(view.notes, key=lambda note: not note.startswith("‡"))
    text = as_many_as_fit(
        ordered,
        lambda shown, left: " · ".join([*shown, *([say("slides.more_cautions", count=left)] if left else [])]),
        lambda said: OFFICE.line_count(said, SUBTITLE.width, SMALL) <= 3,
    )
    return Line(text, SMALL, PALETTE.soft) if text else None


def _shared(box: Box, natives: Sequence[NativeChart]) -> list[Box]:
    """Upright ones under each other, the first with more room; the others side by side, unless their labels are long:
    then under each other too, by their rows."""
    if len(natives) == 1:
        return [box]
    if natives[0].is_small:
        return _grid(box, len(natives))
    half = (box.width - GAP) / 2
    if not natives[0].is_upright and all(
        names_width(native) + labels_width(native) < 0.55 * half for native in natives
    ):
        return [box.cut(right=half + GAP), box.cut(left=half + GAP)]
    rows = [1.3, 1] if natives[0].is_upright else [len(native.categories) + 2 for native in natives]
    upper = box.height * rows[0] / sum(rows)
    return [box.cut(bottom=box.height - upper + 4), box.cut(top=upper + 4)]


def _grid(box: Box, count: int) -> list[Box]:
    """Places for small charts, three in a row at most; four stand better two by two."""
    columns = 2 if count == 4 else min(3, count)
    rows = -(-count // columns)
    width, height = (box.width - GAP * (columns - 1)) / columns, (box.height - 8 * (rows - 1)) / rows
    places = (divmod(place, columns) for place in range(count))
    return [
        Box(box.left + column * (width + GAP), box.top + row * (height + 8), width, height) for row, column in places
    ]


def _add_aside(slide, view: View, box: Box) -> None:
    """The verdict with its shape, the arithmetic as a table, and the takeaway under it."""
    words, mark = view.verdict.words, 28
    size, lines = OFFICE.fitting(words, box.width - mark - 10, (24, 22, 20, 18, 16), is_bold=True)
    height = max(lines * size * LEADING, mark)
    add_verdict(slide, PALETTE, view.verdict, box.left, box.top + (height - mark) / 2, mark)
    place = Box(box.left + mark + 10, box.top, box.width - mark - 10, height)
    add_text(slide, place, [Line(words, size, PALETTE.ink, True)], name=say("slides.verdict_word"), anchor="middle")
    box = box.cut(top=height + 12)
    if view.arithmetic:
        box = box.cut(top=_add_arithmetic(slide, view, box) + 12)
    if view.takeaway:
        add_text(slide, box, [aside_sentence(view.takeaway, box)], name=say("slides.takeaway"))


def aside_sentence(sentence: str, box: Box) -> Line:
    """The sentence as large as it has room for; what has none at the smallest size begins with a later clause, for the
    arithmetic above it says the first ones already."""
    clauses = sentence.split(say("punctuation.join"))
    for first in range(len(clauses)):
        text = say("punctuation.join").join(clauses[first:])
        for size in (14, 12):
            line = Line(text[0].upper() + text[1:] if first else text, size, PALETTE.mid)
            if height_of([line], box.width) <= box.height:
                return line
    return line


def _add_arithmetic(slide, view: View, box: Box) -> float:
    """Label and working, a rule under each, as large as leaves room for the sentence; returns the table's height."""
    room = box.height - (LEAST_OF_SENTENCE if view.takeaway else 0)
    for size in (13, 12, 11):
        label = min(max(OFFICE.width(name, size) for name, _ in view.arithmetic) + 8, 0.52 * box.width)
        widths = (label, box.width - label)
        counts = [
            max(OFFICE.line_count(text, width - 6, size, True) for text, width in zip(row, widths, strict=True))
            for row in view.arithmetic
        ]
        heights = [count * size * LEADING + 7 for count in counts]
        if sum(heights) <= room:
            break
    table = tables.add_table(slide, box, widths, heights, say("slides.arithmetic"), has_header=False)
    for down, (name, working) in enumerate(view.arithmetic):
        write(table.cell(down, 0), [Line(name, size, PALETTE.mid)], anchor="middle", inset=(0, 3, 4, 3))
        write(
            table.cell(down, 1),
            [Line(working, size, PALETTE.ink, True)],
            align="right",
            anchor="middle",
            inset=(2, 3, 0, 3),
        )
        for cell in (table.cell(down, 0), table.cell(down, 1)):
            tables.rule(cell, PALETTE.grid, 0.75)
    return sum(heights)


def _table_pages(view: View, box: Box) -> list[Page]:
    """The rows of a view, at most nine a slide."""
    found = table_of(view)
    left_out = tuple(column for column in view.shown if view.column(column) not in found.sheet.columns)
    return [
        Page(
            lambda slide, page=page: _add_rows(slide, view, found, page, box),
            _facts_of_rows(view, first, last),
            left_out,
        )
        for page, (first, last) in enumerate(found.fit.pages)
    ]


def _add_rows(slide, view: View, found: Table, page: int, box: Box) -> None:
    name = say(f"table.caption.{view.name}")
    box = _over_cautions(slide, view, box)
    tables.add_page(slide, found.sheet, found.fit, page, PALETTE, box, name)
    if found.rows_left and page == len(found.fit.pages) - 1:
        words = Line(say("slides.rows_left", count=found.rows_left), 12, PALETTE.mid)
        add_text(slide, box.cut(top=box.height - 18), [words], name=name)


def _facts_of_rows(view: View, first: int, last: int) -> tuple[str, ...]:
    """All facts of a view; of one with very many, those that these rows name."""
    if len(view.facts) <= FACTS:
        return view.facts
    columns = [name for name in view.frame.columns if view.column(name).kind == "fact"]
    named = view.frame.iloc[first:last][columns].to_numpy().ravel()
    return tuple(dict.fromkeys(fact_id for fact_id in named if isinstance(fact_id, str)))


def _add_advice(slide, view: View) -> None:
    add_text(slide, body_of(view), [Line(view.advice, 20, PALETTE.mid)], name=say("slides.advice"))


# notes


def _fact_lines(deck: Deck, pages: Iterable[Page]) -> Mapping[str, str]:
    """fact_id → its line, of all facts that pages name, asked for at once."""
    named = list(dict.fromkeys(fact_id for page in pages for fact_id in page.facts))
    return deck.fact_lines(named) if named else {}


def _notes_after(first: int, facts: list[str]) -> list[str]:
    """What a slide notes that goes on with a view: where the rest stands, and the facts that it alone rests on."""
    return [say("slides.notes_first", number=first), *(["", say("slides.notes_facts"), *facts] if facts else [])]


def _notes(view: View, facts: list[str], left_out: Sequence[str]) -> list[str]:
    """What the speaker has at hand: the sentence, the arithmetic, cautions, facts, sources and the month."""
    sections = [
        ("takeaway", [view.takeaway or view.headline]),
        ("arithmetic", [say("slides.pair", label=label, working=working) for label, working in view.arithmetic]),
        ("cautions", list(view.notes)),
        ("facts", facts or ([say("slides.many_facts", count=len(view.facts))] if len(view.facts) > FACTS else [])),
        (
            "columns",
            [say("punctuation.list").join(column_titles(view, left_out))] if left_out else [],
        ),
        ("sources", list(view.sources)),
        ("as_of", [month_words(view.as_of)] if view.as_of else []),
    ]
    lines: list[str] = []
    for name, texts in sections:
        if texts:
            lines += ([""] if lines else []) + [say(f"slides.notes_{name}"), *texts]
    return lines
