"""Workbooks (.xlsx, .xls) and CSV: each sheet a table, with its merged cells."""

import csv
import io
import zipfile
from datetime import date, datetime, time, timedelta

from data.reading.characters import decoded
from data.reading.document import Document, Writer
from data.reading.formats.cells import sheet_parts
from data.reading.formats.number_formats import formats_of, shown, shown_otherwise
from data.reading.refusal import MOST_CELLS, Unreadable

Value = int | float | str | bool | time | date | datetime | timedelta


def _printed(value: Value, code: str = "") -> str:
    """A cell as a person sees it: whole numbers without a point, no digits that binary arithmetic adds; `code` is the
    format of a number that is shown otherwise than it is held.
    """
    if code and isinstance(value, int | float) and not isinstance(value, bool):
        return shown(value, code)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".10g")
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


def _take(writer: Writer, rows: list[list[str]], spans: dict[tuple[int, int], tuple[int, int]], sheet: int) -> None:
    """Add a sheet as tables divided at empty rows; a row with one cell above or below a table is a paragraph."""
    block: list[tuple[int, list[str]]] = []

    def close() -> None:
        if all(sum(bool(cell.strip()) for cell in row) == 1 for _, row in block):
            for _, row in block:
                writer.paragraph(next(cell for cell in row if cell.strip()), sheet)
        elif block:
            first = block[0][0]
            inside = {(r - first, c): span for (r, c), span in spans.items() if first <= r < first + len(block)}
            writer.table([row for _, row in block], inside, sheet)
        block.clear()

    for r, row in enumerate(rows):
        if any(cell.strip() for cell in row):
            block.append((r, row))
        else:
            close()
    close()


def read_workbook(content: bytes) -> Document:
    """The document of a workbook; raises Unreadable where its sheets are too large."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as locked:
        raise Unreadable("locked") from locked
    writer, otherwise = Writer(), _otherwise(content)
    for number, described in enumerate(book.sheets_metadata, 1):
        if described.typ != SheetTypeEnum.WorkSheet or described.visible != SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(described.name)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise Unreadable("too_many_cells", cells=sheet.total_height * sheet.total_width)
        codes = otherwise.get(described.name, {})
        rows = [
            [_printed(value, codes.get((r, c), "")) for c, value in enumerate(row)]
            for r, row in enumerate(sheet.to_python(skip_empty_area=False))
        ]
        spans = {
            (top, left): (bottom - top + 1, right - left + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        }
        _take(writer, rows, spans, number)
    return writer.document()


def _otherwise(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Of each sheet of an .xlsx, the cells whose format shows another number than they hold."""
    if content[:2] != b"PK":
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        formats = formats_of(archive)
        parts = {name: path for name, path in sheet_parts(archive).items() if path in archive.namelist()}
        return {name: shown_otherwise(archive.open(path), formats) for name, path in parts.items()}


def read_csv(content: bytes) -> Document:
    """The document of a CSV file, whatever divides its cells: comma, semicolon or tab."""
    text = decoded(content)
    divider = max(",;\t", key=text[:5000].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=divider))
    if sum(map(len, rows)) > MOST_CELLS:
        raise Unreadable("too_many_cells", cells=sum(map(len, rows)))
    width = max(map(len, rows), default=0)
    writer = Writer()
    _take(writer, [row + [""] * (width - len(row)) for row in rows], {}, 1)
    return writer.document()
