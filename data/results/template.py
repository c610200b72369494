"""Workbooks that are sent out to be filled in, and what comes back of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.results.checks import Doubt
from data.results.entered import Entry
from data.results.wanted import WantedResult


@dataclass(frozen=True)
class Filled:
    """What was read of a filled template or a paste: entries for doubts() and commit(), and what was wrong with the
    file itself (cells named in `where`). Entries of rows with a fault are not among the entries.
    """

    entries: tuple[Entry, ...]
    doubts: tuple[Doubt, ...]


def template(rows: Iterable[WantedResult], *, due_on: str = "", office: str = "", language: str = "zh") -> bytes:
    """An XLSX of one sheet: locked cells with name, unit, target, last values; open cells 本期 and 备注; hidden keys."""
    raise NotImplementedError


def templates(rows: Iterable[WantedResult], *, due_on: str = "", language: str = "zh") -> dict[str, bytes]:
    """File name → XLSX: one file a responsible office, for its rows that are due, and a list of them all (催报单)."""
    raise NotImplementedError


def file_name(rows: Iterable[WantedResult], office: str = "", language: str = "zh") -> str:
    """青岛-2026年度结果-就业处.xlsx."""
    raise NotImplementedError


def read_back(content: bytes, name: str, rows: Iterable[WantedResult]) -> Filled:
    """What a template that was sent out says now, by its keys: columns and rows may have moved, sheets may have come.

    rows: what is wanted (region, year and month of the page or command); a key of another city or year is a fault of
    its cell. Never raises for what a file holds: what cannot be read is a fault with key ''.
    """
    raise NotImplementedError


def rows_of_template(content: bytes, name: str) -> tuple[str, int, int] | None:
    """Region, year and month that a template was made for, by its keys; None where it is no template."""
    raise NotImplementedError


def pasted(text: str, rows: Iterable[WantedResult], first_key: str = "") -> Filled:
    """A column, or several, copied from a sheet: matched to the rows by names where there are any, else one after the
    other from `first_key` on (empty: the first row). A count that does not fit is a fault that says both numbers.
    """
    raise NotImplementedError
