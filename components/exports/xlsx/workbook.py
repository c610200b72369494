"""A deck as an XLSX workbook: notes first, then a sheet a table, each with its chart and the figures under it.

Tables begin with their header in row 1, so that filters, pivots and readers of other programs take them as they are;
what is to be said of them stands on the sheet of notes, which links to each.
"""

import re
from collections.abc import Callable
from io import BytesIO, StringIO
from itertools import combinations, count
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.theme import THEME_XML_2023
from xlsxwriter.worksheet import Worksheet

from components.exports.layout.view_lines import has_facts_apart
from components.exports.xlsx.charts import add_native_charts
from components.exports.xlsx.notes import write_facts, write_notes
from components.exports.xlsx.table import WorkbookRefused, measured, write_table
from components.language.words import say
from components.look.theme import PALETTES
from components.model.view import Deck, View

__all__ = ["WorkbookRefused", "sheet_names", "xlsx_bytes"]

FONT = "Microsoft YaHei"
A4 = 9  # Excel's number of that paper
NAME = 31  # letters that the name of a sheet may have
# no format rounds: what a number has after its first decimal is shown too
NUMBER_FORMATS = {
    "number": "General",
    "integer": "0",
    "percent": '0.0#####%;"−"0.0#####%',
    "points": '+0.0#####;"−"0.0#####;0.0',
}
# the choices that a sheet's name may say
TELLING = ("region", "indicator", "plan", "period", "kind", "as_of")


def xlsx_bytes(deck: Deck, advance: Callable[[int, int], None] = lambda done, of: None) -> bytes:
    """The deck as a workbook; advance is told after each view how many are done.

    Raises WorkbookRefused where a view has more rows, or a text more letters, than Excel takes.
    """
    content = BytesIO()
    normal = {"font_name": FONT, "font_size": 10}
    with TemporaryDirectory(prefix="planledger-") as aside:
        workbook = Workbook(content, {"tmpdir": aside, "default_format_properties": normal})
        workbook.use_custom_theme(StringIO(_theme()))
        workbook.set_properties({"title": deck.name, "author": say("app.name"), "comments": say("book.reading")})
        _fill(workbook, deck, advance)
        workbook.close()
    return content.getvalue()


def _fill(workbook: Workbook, deck: Deck, advance: Callable[[int, int], None]) -> None:
    formats = _formats(workbook)
    names = sheet_names(deck)
    # what Excel would not take is refused before a sheet is begun
    measures = [measured(view, formats) for view in deck.views]
    notes = _sheet(workbook, say("book.notes"), deck)
    tables = []
    for place, ((name, chart_name), view) in enumerate(zip(names, deck.views, strict=True), start=1):
        tables.append(_sheet(workbook, name, deck, is_table=True))
        write_table(tables[-1], view, measures[place - 1], formats)
        if view.native_charts:
            add_native_charts(workbook, _sheet(workbook, chart_name, deck), view, formats)
        advance(place, len(deck.views))
    listed = [(name, view) for (name, _), view in zip(names, deck.views, strict=True) if has_facts_apart(view)]
    if listed:
        write_facts(_sheet(workbook, say("book.facts"), deck), deck, listed, formats)
    write_notes(notes, deck, names, formats)
    # who asked for one table wants to see it; a deck opens on its contents
    (tables[0] if len(tables) == 1 else notes).activate()


def sheet_names(deck: Deck) -> list[tuple[str, str]]:
    """The names of each view's sheets, of its table and of its chart, as Excel takes them.

    A table is named by its caption, with what tells it from others of that caption, and a number if need be.
    """
    views = deck.views
    captions = [say(f"table.caption.{view.name}") for view in views]
    taken = {say("book.notes").lower(), say("book.facts").lower()}
    names = []
    for view, caption in zip(views, captions, strict=True):
        alike = [other for other, theirs in zip(views, captions, strict=True) if theirs == caption]
        chosen = deck.choice_words(view)
        telling = " ".join(chosen[choice][1] for choice in _telling(alike) if choice in chosen)
        whole = f"{caption} {telling}".strip()
        # what tells it apart is kept where there is no room for both
        name = _free(whole if len(whole) <= NAME or not telling else telling, taken)
        names.append((name, _free(say("book.chart", name=name), taken)))
    return names


def _telling(alike: list[View]) -> tuple[str, ...]:
    """The fewest choices by which all views of one caption differ; where some are alike, all by which any do."""
    for number in range(len(TELLING) + 1):
        for choices in combinations(TELLING, number):
            if len({tuple(view.choices.get(choice) for choice in choices) for view in alike}) == len(alike):
                return choices
    return tuple(choice for choice in TELLING if len({view.choices.get(choice) for view in alike}) > 1)


def _free(wanted: str, taken: set[str]) -> str:
    """A sheet's name close to the wanted one that none has yet; it is taken then."""
    clean = re.sub(r"[\[\]:*?/\\]", " ", wanted.replace("'", "’"))
    for number in count(1):
        tail = f" {number}" if number > 1 else ""
        name = clean[: NAME - len(tail)].strip() + tail
        if name.lower() not in taken:
            taken.add(name.lower())
            return name


def _theme() -> str:
    """Office's theme with the one font for Latin and Chinese letters, which charts take theirs from."""
    fonts = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/>'
    return re.sub(r'<a:latin typeface="Aptos[^>]*/><a:ea typeface=""/>', fonts, THEME_XML_2023)


def _formats(workbook: Workbook) -> dict[str, Format]:
    """The formats of all sheets by what they are for; those of table cells by the kinds of cells."""
    palette = PALETTES["light"]
    words = {"valign": "vcenter", "font_color": palette.ink}
    cell = {**words, "bottom": 1, "bottom_color": palette.grid}
    text = {**cell, "num_format": "@", "indent": 1}
    header = {**cell, "bold": True, "text_wrap": True, "indent": 1, "bottom_color": palette.mid}
    note = {**words, "text_wrap": True, "valign": "top"}
    # Excel says TRUE and FALSE by itself; other programs would say 1 and 0
    yes_or_no = f'"{say("book.yes")}";;"{say("book.no")}"'
    found = {
        **{kind: {**cell, "num_format": code} for kind, code in NUMBER_FORMATS.items()},
        "boolean": {**cell, "num_format": yes_or_no, "align": "center"},
        "date": {**cell, "num_format": "yyyy-mm-dd", "align": "left", "indent": 1},
        "text": text,
        "wrapped": {**text, "text_wrap": True},
        "printed": {**text, "align": "right"},
        "link": {**text, "font_color": palette.region(0), "underline": 1},
        "header": {**header, "bg_color": palette.grid},
        "more_header": {**header, "bg_color": palette.band, "font_color": palette.mid},
        "title": {**words, "bold": True, "font_size": 16},
        "section": {**words, "bold": True, "font_size": 12, "top": 1, "top_color": palette.rule},
        "label": {**words, "valign": "top", "font_color": palette.mid},
        "line": note,
        "soft_line": {**note, "font_color": palette.mid},
        "bold_line": {**note, "bold": True},
    }
    return {name: workbook.add_format(properties) for name, properties in found.items()}


def _sheet(workbook: Workbook, name: str, deck: Deck, is_table: bool = False) -> Worksheet:
    """A new sheet with its name, and how it is printed.

    is_table: its rows are written one after the other, and leave the memory with the next; else in any order.
    """
    # each sheet takes this from its workbook when it is added
    workbook.constant_memory = is_table
    sheet = workbook.add_worksheet(name)
    workbook.constant_memory = False
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    # a footer holds 255 letters, and & begins a command in it
    title = f"{deck.name[:80]} · {name}".replace("&", "&&")
    sheet.set_footer(f"&L&9 {title}&R&9 {say('book.footer', page='&P', pages='&N')}", {"scale_with_doc": False})
    return sheet
