"""A table as a plan prints it (序号, 指标, 单位, 2025年基数, 2030年目标, 属性) made facts without one further cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data import store
from data.reading.candidates import Candidate
from data.results.checks import Doubt


@dataclass(frozen=True)
class PrintedTable:
    """The figures of a table, each with its nearest indicator, and what keeps them from being facts."""

    candidates: tuple[Candidate, ...]
    doubts: tuple[Doubt, ...]


def printed_table(
    content: bytes | str, name: str = "", *, folder: Path | None = None, shipped: Path = store.SHIPPED
) -> PrintedTable:
    """Read a table that was pasted (text) or dropped (XLSX, CSV): its figures as candidates with indicator and doubts."""
    raise NotImplementedError


def facts_of(
    table: PrintedTable, document_id: str, region_id: str, chosen: Mapping[int, str] | None = None
) -> list[dict[str, str]]:
    """The rows of facts/<document_id>.csv. chosen: place of a candidate → indicator, where the reader chose another."""
    raise NotImplementedError
