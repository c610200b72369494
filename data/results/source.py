"""The document that stands for entered results, and its facts: the CSV of an import, made of entries."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data.people import Person
from data.results.checks import is_said_before
from data.results.entered import Entry, Read, read
from data.results.said import say
from data.results.wanted import WantedResult

# the second document of one month, and so on
AGAIN = re.compile(r".*-results-\d{4}-\d{2}-(\d+)")
CHANGE_KINDS = ("correction", "revision", "adjustment")


@dataclass(frozen=True)
class Source:
    """What the document row says of entered results: the rest is made by itself.

    is_issuing: the issuer is the bureau that issues these figures, so they are grade A; else B for a bureau that
    quotes another, C where no issuer is named. Empty fields are filled in: title from region, year and month.
    """

    issuer: str = ""
    is_issuing: bool = False
    title_zh: str = ""
    title_en: str = ""
    issued_on: str = ""
    document_number: str = ""
    url: str = ""
    licence: str = ""
    note: str = ""
    status: str = "final"  # of the figures: final, preliminary, estimate, revised

    @property
    def reliability(self) -> str:
        """A of the bureau itself, B of a named one that quotes, C of nobody that is named."""
        return "A" if self.issuer.strip() and self.is_issuing else "B" if self.issuer.strip() else "C"


@dataclass(frozen=True)
class Taken:
    """An entry that gives a fact: with its row and what was read of it."""

    entry: Entry
    row: WantedResult
    read: Read


def taken(entries: Iterable[Entry], rows: Iterable[WantedResult]) -> list[Taken]:
    """The entries that give facts, in the order of the rows: figures that the ledger has not by an earlier entry."""
    by_key = {entry.key: entry for entry in entries if entry.printed.strip()}
    found = []
    for row in rows:
        if entry := by_key.get(row.key):
            said = read(entry, row)
            if said.kind == "figure" and not is_said_before(said, row):
                found.append(Taken(entry, row, said))
    return found


def document_of(source: Source, row: WantedResult, document_id: str, by: Person) -> dict[str, str]:
    """The row of documents.csv for results of the region, year and month of a row."""
    titles = {}
    for language, region in (("zh", row.region_zh), ("en", row.region_en)):
        months = say("document.months", language, month=row.through_month) if row.through_month < 12 else ""
        issuer = source.issuer.strip() or say("document.nobody", language)
        named = {"region": region, "year": row.year, "months": months, "issuer": issuer}
        titles[f"title_{language}"] = say("document.title", language, **named)
        again = AGAIN.fullmatch(document_id)
        titles[f"short_{language}"] = say("document.short", language, **named) + (f" ({again[1]})" if again else "")
    return {
        "document_id": document_id,
        **titles,
        **{name: text for name in ("title_zh", "title_en") if (text := getattr(source, name).strip())},
        "issuer": source.issuer.strip() or say("document.nobody", "zh"),
        "document_number": source.document_number.strip(),
        "issued_on": source.issued_on.strip(),
        "kind": "statistical_release" if source.reliability == "A" else "press",
        "region_id": row.region_id,
        "url": source.url.strip(),
        "note": source.note.strip(),
        "licence": source.licence.strip(),
        "entered_by": by.name or "?",
    }


def facts_of(found: Iterable[Taken], source: Source, document_id: str) -> list[dict[str, str]]:
    """The rows of facts/<document_id>.csv: one an entry, in order."""
    return [_fact(one, place, source, document_id) for place, one in enumerate(found, 1)]


def _fact(one: Taken, place: int, source: Source, document_id: str) -> dict[str, str]:
    row, said = one.row, one.read
    fact = {
        "fact_id": f"{document_id}.text1-{place}.actual.{row.year}",
        "document_id": document_id,
        "region_id": row.region_id,
        "indicator_id": row.indicator_id,
        "role": "actual",
        "place": "text",
        "row_no": str(place),
        "responsible": row.responsible or "",
        "locator": say("document.locator", "zh", row=place),
        "label_raw": row.name_zh,
        "value_raw": said.printed,
        "value": format(said.value or 0, "f"),
        "comparator": said.comparator,
        "unit": said.unit,
        "year_from": str(row.year),
        "year_to": str(row.year),
        "through_month": str(row.through_month),
        "basis": row.basis,
        "basis_source": "printed",
        "data_status": said.status or source.status,
        "note": " ".join(one.entry.note.split()),
        "reliability": source.reliability,
        "supersedes": "",
        "change_kind": "",
    }
    if row.is_current_entered and row.current_fact_id:
        kind = one.entry.change_kind if one.entry.change_kind in CHANGE_KINDS else CHANGE_KINDS[0]
        fact |= {"supersedes": row.current_fact_id, "change_kind": kind}
    return fact


def csv_of(rows: list[dict[str, str]]) -> bytes:
    """Rows with the same columns as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def write_import(folder: Path, document: dict[str, str], facts: list[dict[str, str]]) -> None:
    """Write an import's CSV into a folder."""
    for part in ("catalog", "facts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "catalog" / "documents.csv").write_bytes(csv_of([document]))
    (folder / "facts" / f"{document['document_id']}.csv").write_bytes(csv_of(facts))
