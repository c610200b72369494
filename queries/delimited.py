"""CSV in the one dialect of the app and the command line: for Excel, which must be kept from running formulas, and
for programs, which take every text as it stands."""

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

import pandas as pd

_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*([.][0-9]+)?%?")


def _cell(value: object) -> str:
    """A value as it stands in the file: blanks empty, numbers with their digits, the members of a list with
    semicolons between, what has named parts as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        if not math.isfinite(value):
            return ""
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _json(value)
    if isinstance(value, Iterable):
        return ";".join(_cell(member) for member in value)
    return str(value)


def _json(value: object) -> str:
    """A value as JSON, its numbers with the digits of _cell."""
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_json(name)}:{_json(part)}" for name, part in value.items()) + "}"
    if value is None or isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return "[" + ",".join(map(_json, value)) + "]" if isinstance(value, Iterable) else _cell(value)


def _inert_cell(value: object) -> str:
    """A value as _cell has it, formula-like text made inert.

    A text longer than one character that begins with = + - @ (or a tab or return before them) would run as a
    formula in Excel; an apostrophe before it keeps it text. Numbers and the printed blanks — and - stay. A list is
    inert in its members, for where a semicolon parts the cells, and as a whole.
    """
    text = _cell(value)
    if not isinstance(value, str | Mapping) and isinstance(value, Iterable):
        text = ";".join(map(_inert_cell, value))
    if len(text) > 1 and text.lstrip()[:1] in ("=", "+", "-", "@") and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def csv_bytes(frame: pd.DataFrame, headers: Sequence[str] | None = None) -> bytes:
    """A DataFrame as CSV for Excel: UTF-8 with BOM, commas, CRLF, a header line (the column ids, or `headers`)."""
    return b"\xef\xbb\xbf" + _written(frame, headers or list(frame.columns), _inert_cell)


def plain_csv_bytes(frame: pd.DataFrame) -> bytes:
    """A DataFrame as CSV for programs: UTF-8 without BOM, commas, CRLF, column ids, every text as it is."""
    return _written(frame, list(frame.columns), _cell)


def _written(frame: pd.DataFrame, headers: Sequence[str], cell: Callable[[object], str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers)
    cells = frame.astype(object).where(frame.notna(), None)
    writer.writerows([cell(value) for value in row] for row in cells.itertuples(index=False, name=None))
    return text.getvalue().encode("utf-8")
