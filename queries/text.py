"""Answers as text, written by DuckDB a chunk at a time: CSV in the dialect of queries/delimited.py, and JSON.

A row becomes one text in SQL, so that no cell passes through Python and an answer of any length takes no more memory
than the question itself.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import duckdb
from duckdb.sqltypes import DuckDBPyType

ROWS = 16_384
# what Python's lstrip takes away, and how a formula begins
SPACES = r"\s\x0b\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
FORMULA = f"[{SPACES}]*[=+@-]"
# the rules of queries/delimited.py
RULES = rf"""
create or replace temp macro inert(cell) as case
    when length(cell) > 1 and regexp_matches(cell, '^{FORMULA}')
        and not regexp_full_match(cell, '[+-]?[0-9][0-9,]*([.][0-9]+)?%?')
        then '''' || cell
    else cell
end;
create or replace temp macro quoted(cell) as case
    when regexp_matches(cell, '[,"\r\n]') then '"' || replace(cell, '"', '""') || '"'
    else cell
end;
"""
NUMBERS = ("decimal", "double", "float")
BARE = ("boolean", "tinyint", "smallint", "integer", "bigint", "hugeint")


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _number(cell: str, kind: DuckDBPyType) -> str:
    """SQL for the digits of a number; null where it is none."""
    digits = f"digits_text({cell})"
    return digits if kind.id == "decimal" else f"case when isfinite({cell}) then {digits} end"


def _csv_cell(cell: str, kind: DuckDBPyType) -> str:
    """SQL for a cell's text before it is made inert and quoted; null where it is blank."""
    if kind.id in NUMBERS:
        return _number(cell, kind)
    if kind.id == "list":
        member = _csv_cell("member", _parts(kind)[0][1])
        return f"array_to_string(list_transform({cell}, lambda member: coalesce(inert({member}), '')), ';')"
    return _json_cell(cell, kind) if kind.id == "struct" else f"{cell}::varchar"


def _json_cell(cell: str, kind: DuckDBPyType) -> str:
    """SQL for a cell as JSON; null where it is blank, but for lists, which are empty then."""
    if kind.id in NUMBERS:
        return _number(cell, kind)
    if kind.id == "list":
        member = _json_cell("member", _parts(kind)[0][1])
        members = f"list_transform({cell}, lambda member: coalesce({member}, 'null'))"
        return f"'[' || coalesce(array_to_string({members}, ','), '') || ']'"
    if kind.id == "struct":
        parts = [(name, _json_cell(f"{cell}.{_name(name)}", part)) for name, part in _parts(kind)]
        return f"case when {cell} is not null then {_object(parts)} end"
    return f"{cell}::varchar" if kind.id in BARE else f"to_json({cell}::varchar)::varchar"


def _parts(kind: DuckDBPyType) -> list[tuple[str, Any]]:
    """What a list, an enum or what has named parts is made of, each with its name."""
    parts: Any = kind.children
    return list(parts)


def _is_plain(kind: DuckDBPyType) -> bool:
    """Whether no cell of this kind needs to be made inert or quoted."""
    if kind.id == "enum":
        return all(re.fullmatch(r"\w*", word) for word in _parts(kind)[0][1])
    return kind.id in (*BARE, *NUMBERS)


def _object(parts: Sequence[tuple[str, str]]) -> str:
    """SQL for an object of JSON; parts: name and SQL of each value."""
    names = [json.dumps(name, ensure_ascii=False).replace("'", "''") for name, _ in parts]
    pairs = [f"'{name}:', coalesce({value}, 'null')" for name, (_, value) in zip(names, parts, strict=True)]
    return "concat('{', " + ", ',', ".join(pairs) + ", '}')"


def _chunks(relation: duckdb.DuckDBPyRelation, row: str) -> Iterator[bytes]:
    """The texts of all rows one after the other; row: SQL for the text of one."""
    for batch in relation.project(f"{row} as row").to_arrow_reader(ROWS):
        column: Any = batch.column(0)
        _, places, letters = column.buffers()
        ends = memoryview(places).cast("i")
        yield bytes(memoryview(letters)[ends[column.offset] : ends[column.offset + len(column)]])


def csv_chunks(cursor: duckdb.DuckDBPyConnection, relation: duckdb.DuckDBPyRelation) -> Iterator[bytes]:
    """An answer as the bytes of queries.delimited.csv_bytes; the first chunk holds rows already, if there are any.

    cursor: of the ledger, the one that the relation is of.
    """
    cursor.execute(RULES)
    cells, doubtful, blank = [], [], ["''"]
    for number, (column, kind) in enumerate(zip(relation.columns, relation.types, strict=True)):
        cells.append(f"coalesce({_csv_cell(_name(column), kind)}, '') as cell{number}")
        doubtful += [] if _is_plain(kind) else [f"cell{number}"]
    named = ", ".join(f"cell{number}" for number in range(len(cells)))
    heads = [f"left({cell}, 1)" for cell in doubtful]
    seen = f"concat({', '.join(doubtful or blank)}) as letters, concat({', '.join(heads or blank)}) as heads"
    # most rows need neither rule, and to plan both for each cell would take longer than to answer most questions
    row = f"""case
        when contains(letters, ',') or contains(letters, '"') or contains(letters, chr(10))
            or contains(letters, chr(13)) or regexp_matches(heads, '[=+@{SPACES}-]')
            then array_to_string(list_transform([{named}], lambda cell: quoted(inert(cell))), ',')
        else concat_ws(',', {named})
    end"""
    if len(cells) == 1:
        # a line without anything would be no row
        row = f"coalesce(nullif({row}, ''), '\"\"')"
    told = relation.project(", ".join(cells)).project(f"{named}, {seen}")
    rows = _chunks(told, f"concat({row}, chr(13), chr(10))")
    yield b"\xef\xbb\xbf" + ",".join(relation.columns).encode() + b"\r\n" + next(rows, b"")
    yield from rows


def json_chunks(cursor: duckdb.DuckDBPyConnection, relation: duckdb.DuckDBPyRelation) -> Iterator[bytes]:
    """An answer as JSON in UTF-8: an array with an object a row, a line each. Blanks are null, numbers have the digits
    that they have in CSV, texts are as they stand.

    cursor: as for csv_chunks.
    """
    columns = zip(relation.columns, relation.types, strict=True)
    row = _object([(column, _json_cell(_name(column), kind)) for column, kind in columns])
    rows = _chunks(relation, f"concat(',', chr(10), {row})")
    yield b"[" + next(rows, b"")[1:]
    yield from rows
    yield b"\n]\n"


FORMS: dict[str, Callable[[duckdb.DuckDBPyConnection, duckdb.DuckDBPyRelation], Iterator[bytes]]] = {
    "csv": csv_chunks,
    "json": json_chunks,
}
