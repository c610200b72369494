"""CSV that Excel opens rightly: the one dialect of the app and the command line."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*([.][0-9]+)?%?")


def _cell(value) -> str:
    """A value as it stands in the file: blanks empty, numbers with their digits, the members of a list with
    semicolons between, formula-like text made inert.

    A text longer than one character that begins with = + - @ (or a tab or return before them) would run as a
    formula in Excel; an apostrophe before it keeps it text. Numbers and the printed blanks — and - stay.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ";".join(_cell(member) for member in value)
    text = str(value)
    if len(text) > 1 and text.lstrip()[:1] in ("=", "+", "-", "@") and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def csv_bytes(frame, headers: Sequence[str] | None = None) -> bytes:
    """A DataFrame as CSV: UTF-8 with BOM, commas, CRLF, a header line (the column ids, or `headers`)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers or list(frame.columns))
    cells = frame.astype(object).where(frame.notna(), None)
    writer.writerows([_cell(value) for value in row] for row in cells.itertuples(index=False, name=None))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")
