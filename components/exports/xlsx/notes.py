"""What is to be said of a workbook's tables: the sheet of notes, and the facts that the tables rest on."""

import re

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from components.exports.layout.view_lines import has_facts_apart, view_lines
from components.exports.xlsx.text import height_of, lines_of
from components.language.dates import month_words
from components.language.method import method_text
from components.language.words import say
from components.look.text_measure import sheet_digits
from components.model.view import Deck, View

CONTENTS = (28, 112, 10, 18, 10)  # widths of the columns, in digits
TEXT = CONTENTS[1]
SHEET, LINE = 48, 130  # the same of the facts


def write_facts(sheet: Worksheet, deck: Deck, listed: list[tuple[str, View]], formats: dict[str, Format]) -> None:
    """The facts that each view rests on, a line each, with its sheet."""
    rows = [(name, line) for name, view in listed for line in deck.fact_lines(view.facts).values()]
    for place, title in enumerate((say("book.sheet"), say("book.facts"))):
        sheet.write_string(0, place, title, formats["header"])
    for row, (name, line) in enumerate(rows, start=1):
        sheet.write_string(row, 0, name, formats["text"])
        sheet.write_string(row, 1, line, formats["text"])
    sheet.set_column(0, 0, min(max(sheet_digits(name) for name, _ in listed) + 3, SHEET))
    sheet.set_column(1, 1, LINE)
    sheet.autofilter(0, 0, len(rows), 1)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def write_notes(sheet: Worksheet, deck: Deck, names: list[tuple[str, str]], formats: dict[str, Format]) -> None:
    """Contents with links, then of each view its sentences, filters, sources and workings, then the method."""
    sheet.hide_gridlines(2)
    for place, width in enumerate(CONTENTS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, deck.name, formats["title"])
    sheet.set_row_pixels(0, 36)
    sheet.write_string(1, 0, say("app.name"), formats["label"])
    _write_line(sheet, 2, "", say("book.reading"), "soft_line", formats)
    heads = (say("book.sheet"), say("book.headline"), say("book.rows"), say("choice.as_of"), say("book.chart_link"))
    for place, head in enumerate(heads):
        sheet.write_string(4, place, head, formats["header"])
    row = 5
    for (name, chart_name), view in zip(names, deck.views, strict=True):
        _write_link(sheet, row, 0, name, name, formats["link"])
        sheet.write_string(row, 1, view.headline, formats["wrapped"])
        sheet.set_row_pixels(row, height_of(lines_of(view.headline, TEXT)))
        sheet.write_number(row, 2, len(view.frame), formats["integer"])
        if view.as_of:
            sheet.write_string(row, 3, month_words(view.as_of), formats["text"])
        if view.native_charts:
            _write_link(sheet, row, 4, chart_name, say("book.chart_link"), formats["link"])
        row += 1
    for (name, _), view in zip(names, deck.views, strict=True):
        row = _write_section(sheet, row + 1, name, formats)
        _write_link(sheet, row - 1, 0, name, name, formats["section"])
        before = ""
        for label, text in (*_in_fewer(view_lines(deck, view)), *_facts_said(view)):
            _write_line(sheet, row, "" if label == before else label, text, "line", formats)
            row, before = row + 1, label
    # the method is read on the screen; on paper it would be more pages than all that it is of
    sheet.print_area(0, 0, row, len(CONTENTS) - 1)
    row = _write_section(sheet, row + 1, say("method.open"), formats)
    for line in method_text().splitlines():
        if text := _plain(line):
            _write_line(sheet, row, "", text, "bold_line" if line.startswith("#") else "line", formats)
            row += 1


def _write_section(sheet: Worksheet, row: int, title: str, formats: dict[str, Format]) -> int:
    """A heading with a rule over it; returns the row after it."""
    sheet.write_string(row, 0, title, formats["section"])
    for place in range(1, len(CONTENTS)):
        sheet.write_blank(row, place, None, formats["section"])
    sheet.set_row_pixels(row, 30)
    return row + 1


def _write_line(sheet: Worksheet, row: int, label: str, text: str, style: str, formats: dict[str, Format]) -> None:
    if label:
        sheet.write_string(row, 0, label, formats["label"])
    sheet.write_string(row, 1, text, formats[style])
    sheet.set_row_pixels(row, height_of(lines_of(text, TEXT)))


def _write_link(sheet: Worksheet, row: int, place: int, name: str, text: str, style: Format) -> None:
    """A link to a sheet of the workbook."""
    sheet.write_url(row, place, f"internal:{quote_sheetname(name)}!A1", style, text)


def _in_fewer(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Lines of which choices and sources, short and many, stand one after the other."""
    found: list[tuple[str, str]] = []
    for label, text in lines:
        if found and found[-1][0] == label and label in (say("book.choices"), say("book.source")):
            found[-1] = label, say("punctuation.join").join((found[-1][1], text))
        else:
            found.append((label, text))
    return found


def _facts_said(view: View) -> list[tuple[str, str]]:
    """Where the facts of a view are to be found."""
    if not view.facts:
        return []
    if has_facts_apart(view):
        return [(say("book.facts"), say("book.facts_listed", count=len(view.facts), sheet=say("book.facts")))]
    column = say("column.fact_id")
    return [(say("book.facts"), say("book.facts_in_rows", count=len(view.facts), column=column))]


def _plain(line: str) -> str:
    """A line of Markdown as text: no marks of headings and bold, the cells of a table row apart."""
    if re.fullmatch(r"[|\s:-]*", line):
        return ""
    text = re.sub(r"^#+ |\*\*", "", line.strip())
    return re.sub(r"\s*\|\s*", "　", text.strip("| ")) if text.startswith("|") else text
