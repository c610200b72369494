"""Workbooks that are sent out to be filled in: one sheet, open cells for figure and note, the rest locked."""

import io
from collections.abc import Iterable

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.results.filled import KEYS, Filled, pasted, read_back, rows_of_template
from data.results.said import say
from data.results.wanted import WantedResult, offices

__all__ = ["Filled", "file_name", "pasted", "read_back", "rows_of_template", "template", "templates"]

# token of the head, width
COLUMNS = (
    ("number", 6),
    ("name", 40),
    ("unit", 10),
    ("target", 14),
    ("last", 20),
    ("before", 14),
    ("current", 14),
    ("value", 16),
    ("note", 40),
)
OPEN = ("value", "note")
HEAD_ROW = 4
PAPER_A4 = 9


def file_name(rows: Iterable[WantedResult], office: str = "", language: str = "zh") -> str:
    """青岛-2026年结果-就业处.xlsx; of no rows the ending alone."""
    first = next(iter(rows), None)
    if first is None:
        return ".xlsx"
    kept = "".join(letter for letter in office if letter not in '\\/:*?"<>|\n\t')[:40]
    region = named(first, "region", language)
    return say("template.file", language, region=region, when=_when(first, language), office=f"-{kept}" if kept else "")


def named(row: WantedResult, noun: str, language: str) -> str:
    """The name of a row's region, plan or indicator (region, document, name) in a language."""
    name: str = getattr(row, f"{noun}_{language}")
    return name


def _when(row: WantedResult, language: str) -> str:
    months = say("document.months", language, month=row.through_month) if row.through_month < 12 else ""
    return say("template.when", language, year=row.year, months=months)


def template(rows: Iterable[WantedResult], *, due_on: str = "", office: str = "", language: str = "zh") -> bytes:
    """An XLSX of one sheet: locked cells with name, unit, target, last values; open cells 本期 and 备注; hidden keys.

    due_on: when it is to come back, YYYY-MM-DD, for its head. rows: of one region, year and month.
    """
    asked = list(rows)
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(say("template.sheet", language))
    looks = _looks(book)
    _head(sheet, looks, asked, (office, due_on), language)
    for place, row in enumerate(asked):
        _row(sheet, looks, HEAD_ROW + 1 + place, row, language)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_column(len(COLUMNS), len(COLUMNS), None, None, {"hidden": True})
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    book.close()
    return made.getvalue()


def _looks(book: Workbook) -> dict[str, Format]:
    plain = {"valign": "vcenter", "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "said": book.add_format({"font_color": "#404040"}),
        "head": book.add_format({**plain, "bold": True, "bg_color": "#EDEDED"}),
        "locked": book.add_format({**plain, "bg_color": "#F7F7F7"}),
        "right": book.add_format({**plain, "bg_color": "#F7F7F7", "align": "right"}),
        "open": book.add_format({**plain, "bg_color": "#FFF7CC", "locked": False}),
    }


def _head(
    sheet: Worksheet, looks: dict[str, Format], rows: list[WantedResult], asked: tuple[str, str], language: str
) -> None:
    """What is asked, of whom and until when, and how to fill it in; then the head of the table."""
    office, due_on = asked
    if rows:
        region = named(rows[0], "region", language)
        sheet.write_string(
            0, 0, say("template.title", language, region=region, when=_when(rows[0], language)), looks["title"]
        )
    sheet.write_string(1, 0, say("template.how", language), looks["said"])
    if office:
        sheet.write_string(2, 0, say("template.office", language, office=office), looks["said"])
    if due_on:
        sheet.write_string(3, 0, say("template.due", language, due_on=due_on), looks["said"])
    for column, (token, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD_ROW, column, say(f"template.{token}", language), looks["head"])
    sheet.write_string(HEAD_ROW, len(COLUMNS), KEYS)


def _row(sheet: Worksheet, looks: dict[str, Format], at: int, row: WantedResult, language: str) -> None:
    last = (
        say("template.dated", language, raw=row.last_raw, year=row.last_year, month=row.last_month)
        if row.last_raw
        else ""
    )
    cells = {
        "number": str(at - HEAD_ROW),
        "name": named(row, "name", language),
        "unit": row.unit,
        "target": _with_unit(row.target_raw, row.target_unit, row.unit),
        "last": last if row.last_unit in (None, row.unit) else f"{last} {row.last_unit}",
        "before": _with_unit(row.before_raw, row.before_unit, row.unit),
        "current": _with_unit(row.current_raw, row.current_unit, row.unit),
    }
    for column, (token, _) in enumerate(COLUMNS):
        if token in OPEN:
            sheet.write_blank(at, column, None, looks["open"])
        else:
            sheet.write_string(at, column, cells[token], looks["locked" if token in ("name", "unit") else "right"])
    asked = say(f"template.asked.{row.basis}", language, when=_when(row, language), unit=row.unit, unit_en=row.unit_en)
    value = [token for token, _ in COLUMNS].index("value")
    sheet.data_validation(
        at, value, at, value, {"validate": "any", "input_title": cells["name"][:32], "input_message": asked}
    )
    sheet.write_string(at, len(COLUMNS), row.key)


def _with_unit(raw: str | None, unit: str | None, own: str) -> str:
    """A figure as printed, with its unit where that is not the row's own."""
    return "" if raw is None else raw if unit in (None, own) else f"{raw} {unit}"


def templates(rows: Iterable[WantedResult], *, due_on: str = "", language: str = "zh") -> dict[str, bytes]:
    """File name → XLSX: one file a responsible office, for its rows without a figure, and a list of them all (催报单).

    due_on: the date for rows that have none of their own.
    """
    lacking = [row for row in rows if row.current_fact_id is None]
    made = {}
    for office in offices(lacking):
        own = [row for row in lacking if (row.responsible or "") == office]
        due = next((row.due_on for row in own if row.due_on), due_on)
        named = office or say("template.nobody", language)
        made[file_name(own, named, language)] = template(own, due_on=due, office=office, language=language)
    if lacking:
        made[file_name(lacking, say("template.reminder", language), language)] = reminder(lacking, due_on, language)
    return made


def reminder(rows: list[WantedResult], due_on: str, language: str = "zh") -> bytes:
    """催报单: which office owes which results until when; one row an indicator, those of an office together."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(say("template.reminder", language))
    looks = _looks(book)
    region = named(rows[0], "region", language)
    title = say("template.reminder_title", language, region=region, when=_when(rows[0], language), count=len(rows))
    sheet.write_string(0, 0, title, looks["title"])
    heads = ("office_head", "due_head", "name", "unit", "target", "last")
    for column, (token, width) in enumerate(zip(heads, (26, 14, 42, 10, 14, 20), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, say(f"template.{token}", language), looks["head"])
    places = {office: place for place, office in enumerate(offices(rows))}
    for at, row in enumerate(sorted(rows, key=lambda row: places[row.responsible or ""]), 3):
        last = (
            say("template.dated", language, raw=row.last_raw, year=row.last_year, month=row.last_month)
            if row.last_raw
            else ""
        )
        name = named(row, "name", language)
        office = row.responsible or say("template.nobody", language)
        for column, text in enumerate((office, row.due_on or due_on, name, row.unit, row.target_raw, last)):
            sheet.write_string(at, column, text, looks["locked"])
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(3, 0)
    book.close()
    return made.getvalue()
