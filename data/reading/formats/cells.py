"""Workbooks and CSV as bare cells: what stands where, for forms that come back filled in."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO
from xml.etree import ElementTree

from data.reading.characters import decoded
from data.reading.formats import kind_of
from data.reading.refusal import MOST_CELLS, Unreadable

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# what a cell is called that holds a date where a number was meant
DATE = "\N{CALENDAR}"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows of texts from A1 on, the cells whose formula gives nothing, the ranges that are merged
    ((row, column) of first and last, from 0).
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    unworked: frozenset[str] = frozenset()
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


@dataclass(frozen=True)
class Workbook:
    """All sheets, and what else a file holds that is not read: picture, macro."""

    sheets: tuple[Sheet, ...]
    lacks: tuple[str, ...] = ()


def cell_name(row: int, column: int) -> str:
    """G12 for the cell in row 11, column 6, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _text(value: object) -> str:
    """A cell's value as one would type it; a date is marked as one."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        # as many digits as a cell keeps; the rest is what binary arithmetic adds
        return format(Decimal(format(value, ".14g")), "f").rstrip("0").rstrip(".") if value % 1 else str(int(value))
    if isinstance(value, date | datetime | time | timedelta):
        return f"{DATE}{value}"
    return str(value)


def workbook_of(content: bytes, name: str) -> Workbook:
    """The cells of an .xlsx, .xlsm, .xls or .csv file; raises Unreadable, with a sentence, for any other."""
    kind = kind_of(content, name)
    if kind == "csv" or (kind == "txt" and name.lower().endswith(".txt")):
        return _of_text(decoded(content))
    if kind != "xlsx":
        raise Unreadable("save_as", ending=kind, to="xlsx")
    try:
        return _of_workbook(content)
    except Unreadable:
        raise
    # what a reader of other people's files raises is without end; each of them means the same
    except Exception as broken:
        raise Unreadable("broken", ending="xlsx") from broken


def _of_text(text: str) -> Workbook:
    divider = max(",;\t", key=text[:5000].count)
    rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text), delimiter=divider))
    if sum(map(len, rows)) > MOST_CELLS:
        raise Unreadable("too_many_cells", cells=sum(map(len, rows)))
    return Workbook((Sheet("", rows),))


def _of_workbook(content: bytes) -> Workbook:
    from python_calamine import CalamineWorkbook, PasswordError, WorksheetNotFound

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as locked:
        raise Unreadable("locked") from locked
    unworked, lacks = _further(content)
    sheets = []
    for name in book.sheet_names:
        try:
            sheet = book.get_sheet_by_name(name)
        except WorksheetNotFound:  # a sheet of a chart alone
            continue
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise Unreadable("too_many_cells", cells=sheet.total_height * sheet.total_width)
        rows = tuple(tuple(map(_text, row)) for row in sheet.to_python(skip_empty_area=False))
        merged = tuple(sheet.merged_cell_ranges or ())
        sheets.append(Sheet(name, rows, frozenset(unworked.get(name, ())), merged))
    return Workbook(tuple(sheets), lacks)


def _further(content: bytes) -> tuple[dict[str, set[str]], tuple[str, ...]]:
    """Of each sheet the cells whose formula gives nothing, and what else the file holds; of an .xls nothing."""
    if content[:2] != b"PK":
        return {}, ()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        held = {"picture": "xl/media/", "macro": "xl/vbaProject"}
        lacks = tuple(token for token, place in held.items() if any(name.startswith(place) for name in names))
        if "xl/workbook.xml" not in names:
            return {}, lacks
        parts = {name: archive.open(path) for name, path in sheet_parts(archive).items() if path in names}
        return {name: set(_unworked(part)) for name, part in parts.items()}, lacks


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet → the part of the file that holds it."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    places = {link.get("Id"): link.get("Target", "") for link in links.iter(f"{RELATIONS}Relationship")}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheets = {sheet.get("name", ""): places.get(sheet.get(LINKED), "") for sheet in book.iter(f"{MAIN}sheet")}
    return {name: place.lstrip("/") if place.startswith("/") else f"xl/{place}" for name, place in sheets.items()}


def _unworked(part: IO[bytes]) -> Iterator[str]:
    """The cells of a sheet that have a formula and no result, or an error for one."""
    for _, element in ElementTree.iterparse(part, ("end",)):
        if element.tag == f"{MAIN}c":
            has_formula = element.find(f"{MAIN}f") is not None
            if element.get("t") == "e" or (has_formula and not (element.findtext(f"{MAIN}v") or "").strip()):
                yield element.get("r", "")
            element.clear()
