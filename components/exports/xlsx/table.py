"""A view's table as a sheet: typed cells under one header row, all columns of the view, filters on."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from components.exports.xlsx.text import height_of, lines_of
from components.language.numerals import percent, whole
from components.language.titles import column_title
from components.language.words import say
from components.look.text_measure import sheet_digits
from components.model.view import View

ROWS, LETTERS, LINKS = 1_048_576, 32_767, 65_530  # what Excel takes: rows of a sheet, letters of a cell, links
NARROWEST, WIDEST = 6, (48, 38, 30, 24)  # widths of columns, in digits: texts take the widest that a page has room for
BLOCK = 1_000  # rows that are made ready at a time
A3, PAPER = 8, 210  # Excel's number of the larger paper, and how wide a table the smaller takes to be read
LARGER = 300  # how wide a table the larger takes
# kinds of columns → what their cells are to Excel, a key of formats; text where none is said
CELLS = {
    **{kind: kind for kind in ("number", "percent", "points", "link")},
    **{"whole": "integer", "year": "integer", "truth": "boolean", "day": "date"},
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Column:
    """How the cells of a column are written: what they are to Excel, their format, the column's width in digits."""

    kind: str
    style: Format
    width: int
    is_linked: bool


@dataclass(frozen=True)
class Need:
    """What a column of a view asks for: what its cells are to Excel and how they look, its width in one line, and
    whether longer texts may be broken."""

    name: str
    kind: str
    style: str
    width: int
    is_broken: bool

    def at_most(self, widest: int) -> int:
        """Its width where no text that may be broken is wider."""
        return min(self.width, widest if self.is_broken else WIDEST[0])


class WorkbookRefused(ValueError):
    """A view that does not fit into a sheet, said with its headline and the limit."""


@dataclass(frozen=True)
class Measures:
    """How the columns of a table are written, how many lines its higher rows take, and how wide it is on paper."""

    columns: list[Column]
    lines: dict[int, int]
    width: int


def measured(view: View, formats: dict[str, Format]) -> Measures:
    """How the whole of a view's frame is written. Raises WorkbookRefused.

    formats: those of the workbook; needed are the kinds of cells, wrapped and printed.
    """
    if len(view.frame) >= ROWS:
        raise WorkbookRefused(
            say("book.too_many_rows", headline=view.headline, rows=whole(len(view.frame)), limit=whole(ROWS - 1))
        )
    needs = [_need(view, column) for column in view.frame.columns]
    printed = needs[: _last_shown(view) + 1]
    totals = {widest: sum(need.at_most(widest) for need in printed) for widest in WIDEST}
    # on the smaller paper where texts may be broken for that, else on the larger
    fits = [widest for paper in (PAPER, LARGER) for widest, total in totals.items() if total <= paper]
    widest = fits[0] if fits else WIDEST[-1]
    lines: dict[int, int] = {}
    columns = [_column(view, need, widest, formats, lines) for need in printed]
    columns += [_column(view, need, WIDEST[0], formats, lines) for need in needs[len(printed) :]]
    return Measures(columns, lines, totals[widest])


def _last_shown(view: View) -> int:
    """The place of the last column that is printed: on paper stands what the screen shows, for all columns of the
    widest tables could not be read there."""
    places = [place for place, column in enumerate(view.frame.columns) if column in view.shown]
    return max(places, default=len(view.frame.columns) - 1)


def write_table(sheet: Worksheet, view: View, measures: Measures, formats: dict[str, Format]) -> None:
    """Write a view's frame row by row, headers in words, so that a sheet in constant memory takes it.

    formats: those of the workbook; needed are header and more_header.
    """
    frame, columns, lines = view.frame, measures.columns, measures.lines
    for place, (name, column) in enumerate(zip(frame.columns, columns, strict=True)):
        sheet.set_column(place, place, column.width)
        title = column_title(view, name)
        sheet.write_string(0, place, title, formats["header" if name in view.shown else "more_header"])
    sheet.set_row_pixels(0, height_of(2))
    for start in range(0, len(frame), BLOCK):
        rows = frame.iloc[start : start + BLOCK]
        block = [_cells(rows[name], column.kind) for name, column in zip(frame.columns, columns, strict=True)]
        for row, cells in enumerate(zip(*block, strict=True), start + 1):
            if row in lines:
                sheet.set_row_pixels(row, height_of(lines[row]))
            for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
                _write_cell(sheet, row, place, cell, column)
    last_row, last_column = len(frame), len(frame.columns) - 1
    sheet.autofilter(0, 0, last_row, last_column)
    # what a row is known by stays in sight beside the others
    naming = next((place + 1 for place, name in enumerate(frame.columns[:3]) if view.column(name).kind == "name"), 0)
    sheet.freeze_panes(1, naming)
    # printed forms such as 2500 are meant as text
    sheet.ignore_errors({"number_stored_as_text": xl_range(1, 0, max(last_row, 1), last_column)})
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last_row, _last_shown(view))
    if measures.width > PAPER:
        sheet.set_paper(A3)


def _need(view: View, name: str) -> Need:
    """What a column of a view asks for. Raises WorkbookRefused."""
    told = view.column(name)
    kind = CELLS.get(told.kind, "text")
    cells = _cells(view.frame[name], kind)
    _refuse_long(cells, view, name)
    longest = max(map(sheet_digits, {_text(cell, kind) for cell in cells if cell is not None}), default=0)
    # a header may take two lines, and the button of its filter stands in it
    heading = sheet_digits(column_title(view, name)) // 2 + 5
    is_printed = told.kind in ("printed", "written", "change")
    is_broken = kind == "text" and not is_printed and told.kind not in ("fact", "id")
    style = "printed" if is_printed else kind
    return Need(name, kind, style, max(longest + 3, heading, NARROWEST), is_broken)


def _column(view: View, need: Need, widest: int, formats: dict[str, Format], lines: dict[int, int]) -> Column:
    """How a column's cells are written where none is wider; `lines` takes the rows in which one needs several."""
    is_wrapped = need.is_broken and need.width > widest
    if is_wrapped:
        cells = _cells(view.frame[need.name], need.kind)
        counts = {text: lines_of(text, widest) for text in {cell for cell in cells if cell}}
        for row, cell in enumerate(cells, start=1):
            if cell and counts[cell] > lines.get(row, 1):
                lines[row] = counts[cell]
    is_linked = need.kind == "link" and len(view.frame) <= LINKS
    style = formats["wrapped" if is_wrapped else need.style]
    return Column(need.kind, style, need.at_most(widest), is_linked)


def _cells(values: pd.Series, kind: str) -> list:
    """The cells of some rows of a column as they are stored, None where one is blank."""
    pairs = zip(values.tolist(), values.notna().tolist(), strict=True)
    return [_cell(value, kind) if is_there and value != "" else None for value, is_there in pairs]


def _write_cell(sheet: Worksheet, row: int, place: int, cell, column: Column) -> None:
    if cell is None:
        sheet.write_blank(row, place, None, column.style)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, place, cell, column.style)
    elif isinstance(cell, str):
        if column.is_linked and cell.startswith(("http://", "https://")):
            sheet.write_url(row, place, cell, column.style, cell)
        else:
            # never as a formula, a number or a link, whatever it looks like
            sheet.write_string(row, place, cell, column.style)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, column.style)
    else:
        sheet.write_number(row, place, cell, column.style)


def _refuse_long(cells: list, view: View, column: str) -> None:
    for row, cell in enumerate(cells, start=1):
        # Excel counts in halves of UTF-16, of which a letter takes one or two
        if isinstance(cell, str) and len(cell) > LETTERS // 2 and len(cell.encode("utf-16-le")) // 2 > LETTERS:
            words = {"headline": view.headline, "row": whole(row), "column": column_title(view, column)}
            raise WorkbookRefused(say("book.too_long_text", length=whole(len(cell)), limit=whole(LETTERS), **words))


def _cell(value, kind: str):
    """A value as it is stored."""
    if kind == "percent":
        # a hundredth by decimals: 105.7 is stored as 1.057, and 100 times that is 105.7 again
        return float(Decimal(repr(float(value))) / 100)
    if kind in ("number", "points"):
        return float(value)
    if kind in ("boolean", "integer"):
        return bool(value) if kind == "boolean" else int(value)
    if isinstance(value, list):
        return say("punctuation.join").join(map(str, value))
    if isinstance(value, datetime):
        return value.date()
    return _day(str(value)) or str(value) if kind == "date" else str(value)


def _text(cell, kind: str) -> str:
    """A cell about as wide as it is shown."""
    if kind == "percent":
        return percent(100 * cell)
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def _day(text: str) -> date | None:
    """The day of a full ISO date; None for a part of one, or for what is none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
