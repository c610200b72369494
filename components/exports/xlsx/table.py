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
NARROWEST, WIDEST = 6, 48  # widths of columns, in digits
BLOCK = 1_000  # rows that are made ready at a time
A3, PAPER = 8, 240  # Excel's number of the larger paper, and how wide a table the smaller takes
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


class WorkbookRefused(ValueError):
    """A view that does not fit into a sheet, said with its headline and the limit."""


@dataclass(frozen=True)
class Measures:
    """How the columns of a table are written, and how many lines its higher rows take."""

    columns: list[Column]
    lines: dict[int, int]


def measured(view: View, formats: dict[str, Format]) -> Measures:
    """How the whole of a view's frame is written. Raises WorkbookRefused.

    formats: those of the workbook; needed are the kinds of cells, wrapped and printed.
    """
    if len(view.frame) >= ROWS:
        raise WorkbookRefused(
            say("book.too_many_rows", headline=view.headline, rows=whole(len(view.frame)), limit=whole(ROWS - 1))
        )
    lines: dict[int, int] = {}
    return Measures([_measured(view, column, formats, lines) for column in view.frame.columns], lines)


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
    # on paper what the screen shows; all columns of the widest tables could not be read there
    last_shown = max((place for place, column in enumerate(frame.columns) if column in view.shown), default=last_column)
    sheet.print_area(0, 0, last_row, last_shown)
    if sum(column.width for column in columns[: last_shown + 1]) > PAPER:
        sheet.set_paper(A3)


def _measured(view: View, name: str, formats: dict[str, Format], lines: dict[int, int]) -> Column:
    """How a column's cells are written; `lines` takes the rows in which one needs several. Raises WorkbookRefused."""
    told = view.column(name)
    kind = CELLS.get(told.kind, "text")
    cells = _cells(view.frame[name], kind)
    _refuse_long(cells, view, name)
    texts = {_text(cell, kind) for cell in cells if cell is not None}
    # a header may take two lines, and the button of its filter stands in it
    heading = sheet_digits(column_title(view, name)) // 2 + 5
    widest = max(max(map(sheet_digits, texts), default=0) + 3, heading, NARROWEST)
    style = kind
    if told.kind in ("printed", "written", "change"):
        style = "printed"
    elif kind == "text" and told.kind not in ("fact", "id") and max(map(sheet_digits, texts), default=0) + 3 > WIDEST:
        style = "wrapped"
        counts = {text: lines_of(text, WIDEST) for text in texts}
        for row, cell in enumerate(cells, start=1):
            if cell and counts[cell] > lines.get(row, 1):
                lines[row] = counts[cell]
    return Column(kind, formats[style], min(widest, WIDEST), is_linked=kind == "link" and len(cells) <= LINKS)


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
