"""What comes back of a form: a workbook read by its keys and names, or cells that were pasted.

Columns are found by their heads, rows by their hidden keys and their names; where a hidden key and the name beside the
figure differ, as after sorting a part of the columns, the name is what the person saw.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from data.reading.formats.cells import DATE, Sheet, Workbook, cell_name, workbook_of
from data.reading.matching import bare
from data.reading.refusal import Unreadable
from data.results.checks import Doubt, doubt_of
from data.results.entered import Entry
from data.results.said import say
from data.results.units import unit_of
from data.results.wanted import WantedResult, region_year_month

# head of the hidden column
KEYS = "planledger-keys"
LANGUAGES = ("zh", "en")
# rows in which the head of a table is looked for
MOST_ABOVE = 60


@dataclass(frozen=True)
class Filled:
    """What was read of a filled template or a paste: entries for doubts() and commit(), and what was wrong with the
    file itself (cells named in `where`). Entries of rows with a fault are not among the entries.
    """

    entries: tuple[Entry, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether something in the file itself keeps it from being taken in."""
        return any(doubt.is_fault for doubt in self.doubts)


@dataclass
class _Found:
    """What is read of a sheet, cell by cell."""

    rows: dict[str, WantedResult]
    names: dict[str, WantedResult]
    entries: list[Entry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def _fault(token: str, where: str = "", **blanks: object) -> Doubt:
    return Doubt("", token, True, where, blanks)


def _unreadable(refused: Unreadable) -> Doubt:
    said = {f"text_{language}": refused.sentence(language) for language in LANGUAGES}
    return Doubt("", "file.unreadable", True, "", said)


def _opened(content: bytes, name: str) -> tuple[Workbook | None, list[Doubt]]:
    try:
        book = workbook_of(content, name)
    except Unreadable as refused:
        return None, [_unreadable(refused)]
    return book, [Doubt("", f"file.{lack}", False, is_confirmed=True) for lack in book.lacks]


def _heads(token: str) -> tuple[str, ...]:
    return tuple(say(f"template.{token}", language) for language in LANGUAGES)


def _head_of(sheet: Sheet) -> tuple[int, dict[str, list[int]]] | None:
    """The row of a sheet's head and the columns under each of its names; none where the sheet is no form."""
    for at, row in enumerate(sheet.rows[:MOST_ABOVE]):
        columns: dict[str, list[int]] = {}
        for token in ("name", "unit", "value", "note"):
            heads = _heads(token)
            columns[token] = [c for c, text in enumerate(row) if "".join(text.split()) in map(_joined, heads)]
        columns["key"] = [c for c, text in enumerate(row) if text.strip() == KEYS]
        if columns["key"] or (columns["name"] and columns["value"]):
            return at, columns
    return None


def _joined(text: str) -> str:
    return "".join(text.split())


def rows_of_template(content: bytes, name: str) -> tuple[str, int, int] | None:
    """Region, year and month that a template was made for, by its keys; None where it is no template."""
    book, _ = _opened(content, name)
    found: Counter[tuple[str, int, int]] = Counter()
    for sheet in book.sheets if book else ():
        if head := _head_of(sheet):
            for column in head[1]["key"]:
                said = [
                    region_year_month(row[column].strip()) for row in sheet.rows[head[0] + 1 :] if column < len(row)
                ]
                found.update(one for one in said if one)
    return found.most_common(1)[0][0] if found else None


def read_back(content: bytes, name: str, rows: Iterable[WantedResult]) -> Filled:
    """What a template that was sent out says now, by its keys: columns and rows may have moved, sheets may have come.

    rows: what is wanted (region, year and month of the page or command); a key of another city or year is a fault of
    its cell. Never raises for what a file holds: what cannot be read is a fault with an empty key.
    """
    book, told = _opened(content, name)
    if book is None:
        return Filled(doubts=tuple(told))
    found = _found(rows)
    forms = [(sheet, head) for sheet in book.sheets if (head := _head_of(sheet))]
    if not forms:
        return Filled(doubts=(*told, _fault("file.no_template")))
    for sheet, (at, columns) in forms:
        _read_sheet(sheet, at, columns, found, f"{sheet.name}!" if len(forms) > 1 else "")
    return Filled(tuple(found.entries), (*told, *_once(found.doubts)))


def _found(rows: Iterable[WantedResult]) -> _Found:
    wanted = {row.key: row for row in rows}
    names: dict[str, WantedResult] = {}
    for row in wanted.values():
        names |= {_joined(row.name_zh): row, _joined(row.name_en): row}
    return _Found(wanted, names)


def _once(doubts: list[Doubt]) -> list[Doubt]:
    """One fault for a form of another region or month, not one a row."""
    kept, seen = [], set()
    for doubt in doubts:
        said = (doubt.kind, str(doubt.blanks)) if doubt.kind in ("another_region", "another_year") else None
        if said is None or said not in seen:
            kept.append(doubt)
            seen.add(said)
    return kept


def _read_sheet(sheet: Sheet, at: int, columns: dict[str, list[int]], found: _Found, before: str) -> None:
    if len(columns["value"]) != 1:
        token = "file.column_twice" if columns["value"] else "file.no_value_column"
        found.doubts.append(_fault(token, f"{before}{cell_name(at, (columns['value'] or [0])[-1])}"))
        return
    value = columns["value"][0]
    for r, cells in enumerate(sheet.rows[at + 1 :], at + 1):
        said = {token: cells[own[0]].strip() if own and own[0] < len(cells) else "" for token, own in columns.items()}
        where = f"{before}{cell_name(r, value)}"
        is_unworked = cell_name(r, value) in sheet.unworked
        if not said["value"] and not said["note"] and not is_unworked and not _is_merged(sheet, r, value):
            continue
        row = _row_of(said, found, where)
        if row is None:
            continue
        printed = said["value"]
        if _is_merged(sheet, r, value):
            found.doubts.append(doubt_of(row, Entry(row.key, printed, where=where), "file.merged", True))
        elif is_unworked:
            found.doubts.append(doubt_of(row, Entry(row.key, printed, where=where), "file.unworked", True))
        elif printed.startswith(DATE):
            shown = Entry(row.key, printed.removeprefix(DATE), where=where)
            found.doubts.append(doubt_of(row, shown, "file.date", True))
        else:
            _take(row, said, printed, where, found)


def _take(row: WantedResult, said: dict[str, str], printed: str, where: str, found: _Found) -> None:
    """An entry; its figure in the unit that stands beside it, where that is not the row's own."""
    unit = said["unit"]
    if printed and unit and _joined(unit) not in (row.unit, _joined(row.unit_en)):
        known = unit_of(_joined(unit))
        if known is None or known.dimension != row.dimension:
            shown = Entry(row.key, unit, where=where)
            found.doubts.append(doubt_of(row, shown, "file.unit_changed", True))
            return
        printed = printed if re.search(r"[^\d.,，\s]", printed) else f"{printed}{_joined(unit)}"
    found.entries.append(Entry(row.key, printed, said["note"], where))


def _is_merged(sheet: Sheet, row: int, column: int) -> bool:
    return any(top <= row <= bottom and left <= column <= right for (top, left), (bottom, right) in sheet.merged)


def _row_of(said: dict[str, str], found: _Found, where: str) -> WantedResult | None:
    """The row that a line of a form is of: by the name beside its figure, else by its key; None, with a fault, where
    it is of none.
    """
    key, name = said["key"], _joined(said["name"])
    told = region_year_month(key)
    by_key = found.rows.get(key)
    first = next(iter(found.rows.values()), None)
    if told and by_key is None and first:
        found.doubts.append(_of_another(told, first, where))
        return None
    row = found.names.get(name) if name else None
    if row is None and by_key is not None and not name:
        row = by_key
    if row is None:
        if by_key is not None:
            shown = {"printed": said["name"][:60], "name_zh": by_key.name_zh, "name_en": by_key.name_en}
            found.doubts.append(Doubt(by_key.key, "file.renamed", True, where, shown))
        elif said["value"]:
            found.doubts.append(_fault("file.row_without_key", where, printed=(said["name"] or said["value"])[:60]))
    return row


def _of_another(told: tuple[str, int, int], row: WantedResult, where: str) -> Doubt:
    if told[0] != row.region_id:
        blanks = {"found": told[0], "asked_zh": row.region_zh, "asked_en": row.region_en}
        return _fault("another_region", where, **blanks)
    if told[1:] != (row.year, row.through_month):
        asked = f"{row.year}-{row.through_month:02d}"
        return _fault("another_year", where, found=f"{told[1]}-{told[2]:02d}", asked=asked)
    return _fault("unknown_row", where, key=f"{told[0]}:{told[1]}-{told[2]:02d}")


FIGURE = re.compile(r"[<>≤≥≈约]?\s*[\[({〔]?[\d０-９][\d０-９.,，．\s]*[万亿]*[^\s\d]{0,4}[\])}〕]?")


def pasted(text: str, rows: Iterable[WantedResult], first_key: str = "") -> Filled:
    """A column, or several, copied from a sheet: matched to the rows by names where there are any, else one after the
    other from `first_key` on (empty: the first row). A count that does not fit is a fault that says both numbers.
    """
    wanted = list(rows)
    lines = [line.rstrip("\r").split("\t") for line in text.rstrip("\r\n\t ").split("\n")]
    if not text.strip() or not wanted:
        return Filled(doubts=(_fault("paste.empty"),))
    width = max(map(len, lines))
    cells = [[cell.strip() for cell in line] + [""] * (width - len(line)) for line in lines]
    names = {bare(name): row for row in wanted for name in (row.name_zh, row.name_en)}
    named = [sum(bare(line[c]) in names for line in cells if line[c]) for c in range(width)]
    if width > 1 and max(named):
        return _by_name(cells, named.index(max(named)), names)
    if width > 2:
        return Filled(doubts=(_fault("paste.columns"),))
    places = {row.key: place for place, row in enumerate(wanted)}
    following = wanted[places.get(first_key, 0) :]
    if len(cells) > len(following):
        return Filled(doubts=(_fault("paste.count", pasted=len(cells), rows=len(following)),))
    entries = [
        Entry(row.key, line[0], line[1] if width > 1 else "", str(at))
        for at, (row, line) in enumerate(zip(following, cells, strict=False), 1)
    ]
    return Filled(tuple(entries))


def _by_name(cells: list[list[str]], name: int, names: dict[str, WantedResult]) -> Filled:
    """Lines that hold a name each: the figure under the head 本期, else in the only other column of figures."""
    values, notes = _heads("value"), _heads("note")
    head = next((line for line in cells if set(line) & set(values)), None)
    figures = [
        c
        for c in range(len(cells[0]))
        if c != name and any(FIGURE.fullmatch(line[c]) for line in cells) and not _counts(cells, c)
    ]
    if head is not None:
        figures = [c for c, text in enumerate(head) if text in values]
    if len(figures) != 1:
        return Filled(doubts=(_fault("paste.columns"),))
    note = next((c for c, text in enumerate(head or []) if text in notes), None)
    entries: list[Entry] = []
    doubts: list[Doubt] = []
    for at, line in enumerate(cells, 1):
        row = names.get(bare(line[name])) if line[name] else None
        if row is not None:
            entries.append(Entry(row.key, line[figures[0]], line[note] if note is not None else "", str(at)))
        elif line is not head and line[figures[0]] and FIGURE.fullmatch(line[figures[0]]):
            doubts.append(_fault("paste.unknown", str(at), printed=line[name][:60]))
    return Filled(tuple(entries), tuple(doubts))


def _counts(cells: list[list[str]], column: int) -> bool:
    """Whether a column numbers its lines: 1, 2, 3 …"""
    numbers = [line[column] for line in cells if line[column].isdecimal()]
    return len(numbers) > 1 and all(int(second) == int(first) + 1 for first, second in itertools.pairwise(numbers))
