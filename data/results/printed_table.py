"""A table as a plan prints it (序号, 指标, 单位, 2025年基数, 2030年目标, 属性) made facts without one further cell."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from data import store
from data.reading.candidates import Candidate
from data.reading.extract import NAMES, read
from data.reading.matching import SURE, Name
from data.reading.refusal import Unreadable
from data.reading.refusal import say as said_of_reading
from data.results.checks import Doubt
from data.results.source import csv_of, write_import
from data.results.wanted import opened
from data.reviewing import rows
from data.reviewing.rows import Taken

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class PrintedTable:
    """The figures of a table, each with its nearest indicator, and what keeps them from being facts.

    A doubt's key is the place of its candidate in `candidates`, as text; empty where nothing could be read.
    """

    candidates: tuple[Candidate, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def printed_table(
    content: bytes | str, name: str = "", *, folder: Path | None = None, shipped: Path = store.SHIPPED
) -> PrintedTable:
    """Read a table that was pasted (text) or dropped (XLSX, CSV): its figures as candidates with indicator and doubts.

    Never raises for what a file holds: what cannot be read is a doubt without a key. Raises LedgerFault.
    """
    with opened(folder, shipped) as ledger:
        known = [Name(*row) for row in ledger.execute(NAMES).fetchall()]
    if isinstance(content, str):
        # what is copied from a sheet has tabs; what is copied from a page has blanks
        name = "pasted.csv" if "\t" in content else "pasted.txt"
        content = content.encode("utf-8")
    try:
        found = read(content, name, known)
    except Unreadable as refused:
        text = {f"text_{language}": refused.sentence(language) for language in LANGUAGES}
        return PrintedTable(doubts=(Doubt("", "file.unreadable", True, "", text),))
    candidates = tuple(one for one in found.candidates if one.place == "table")
    if not candidates:
        return PrintedTable(doubts=(Doubt("", "table.none", True),))
    return PrintedTable(
        candidates, tuple(doubt for place, one in enumerate(candidates) for doubt in _doubts(place, one))
    )


def _doubts(place: int, one: Candidate) -> list[Doubt]:
    """What a person must say of a figure before it is a fact, and what the reader of its table would look at again."""
    told = {"label": one.label_raw, "printed": one.value_raw}
    found = []
    if not one.indicator_id or (one.match_score or 0) < SURE:
        near = "、".join(indicator_id for indicator_id, _ in one.near)
        found.append(Doubt(str(place), "table.unmatched", True, "", {**told, "near": near or "—"}))
    if one.year_to is None:
        found.append(Doubt(str(place), "table.no_years", True, "", told))
    if one.value is not None and not one.unit:
        found.append(Doubt(str(place), "table.no_unit", True, "", told))
    for token in one.doubt:
        if token not in ("unmatched", "no_years", "unit_unknown"):
            text = {f"text_{language}": said_of_reading(token, language) for language in LANGUAGES}
            found.append(Doubt(str(place), "table.doubt", False, "", {**told, **text}))
    return found


def with_indicators(table: PrintedTable, chosen: Mapping[int, str]) -> PrintedTable:
    """The table with the indicators that a reader chose (place → indicator_id); what that settles is no doubt."""
    candidates = tuple(
        replace(one, indicator_id=chosen[place], match_score=100) if place in chosen else one
        for place, one in enumerate(table.candidates)
    )
    settled = {str(place) for place in chosen}
    left = tuple(doubt for doubt in table.doubts if not (doubt.kind == "table.unmatched" and doubt.key in settled))
    return PrintedTable(candidates, left)


def facts_of(
    table: PrintedTable, document_id: str, region_id: str, chosen: Mapping[int, str] | None = None
) -> list[dict[str, str]]:
    """The rows of facts/<document_id>.csv. chosen: place of a candidate → indicator, where the reader chose another.

    Figures of which a fault stands are left out.
    """
    settled = with_indicators(table, chosen or {})
    faulty = {doubt.key for doubt in settled.doubts if doubt.is_fault}
    sound = [Taken(one) for place, one in enumerate(settled.candidates) if str(place) not in faulty]
    return rows.facts_of(sound, rows.Source(document_id, region_id))


def labels_of(table: PrintedTable, chosen: Mapping[int, str]) -> list[dict[str, str]]:
    """The rows of labels.csv: under which name a reader accepted which indicator, to be offered the next time."""
    pairs = {(table.candidates[place].label_raw, indicator_id) for place, indicator_id in chosen.items()}
    return [{"label": label, "indicator_id": indicator_id} for label, indicator_id in sorted(pairs)]


def write_table(
    folder: Path, document: dict[str, str], table: PrintedTable, chosen: Mapping[int, str] | None = None
) -> int:
    """Write a table as a folder to import (data.imports.commit): its document, its facts, the labels learnt; return how
    many facts. document: a row of documents.csv with document_id and region_id.
    """
    facts = facts_of(table, document["document_id"], document["region_id"], chosen)
    if facts:
        write_import(folder, document, facts)
        if learnt := labels_of(table, chosen or {}):
            (folder / "catalog" / "labels.csv").write_bytes(csv_of(learnt))
    return len(facts)
