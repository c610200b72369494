"""A later printing of a document of the ledger: which figure stands for which, and what is other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from data.reading.candidates import Candidate
from data.reading.characters import clean
from data.reading.matching import bare
from data.results.units import unit_of
from data.results.wanted import opened
from data.reviewing.rows import Taken


@dataclass(frozen=True)
class Older:
    """A fact of the earlier printing that still stands."""

    fact_id: str
    indicator_id: str
    name_zh: str
    name_en: str
    role: str
    place: str
    label_raw: str
    value_raw: str
    value: Decimal | None
    value_high: Decimal | None
    comparator: str
    unit: str
    year_from: int
    year_to: int
    basis: str
    item: str  # number of a box and of the item in it, or of a table and its row; empty for text


STANDING = """
    select document_id, fact_id, indicator_id, name_zh, name_en, role::varchar, place::varchar, label_raw, value_raw,
        value, value_high, coalesce(comparator::varchar, ''), f.unit, year_from, year_to, basis::varchar,
        coalesce(table_no || '-' || ltrim(row_no, '0'), '')
    from facts f join indicators using (indicator_id)
    where through_month = 12 and ($document_id is null or document_id = $document_id)
        and not exists (from facts n where n.supersedes = f.fact_id)
    order by f.rowid
"""


def standing_facts(folder: Path, shipped: Path, document_id: str | None = None) -> dict[str, list[Older]]:
    """document_id → its facts that nothing replaces, in order; of one document where it is given."""
    found: dict[str, list[Older]] = {}
    with opened(folder, shipped) as connection:
        for document, *row in connection.execute(STANDING, {"document_id": document_id}).fetchall():
            found.setdefault(document, []).append(Older(*row))
    return found


def pairs(candidates: Iterable[Candidate], older: Iterable[Older]) -> dict[int, Older]:
    """Place of a candidate → the older fact that speaks of the same: indicator or name, role and year; each fact once.

    Of several the one of the same indicator, then the same figure, kind of place, name and span.
    """
    left = list(older)
    found: dict[int, Older] = {}
    for place, one in enumerate(candidates):
        same = [
            fact
            for fact in left
            if (fact.role, fact.year_to) == (one.role, one.year_to)
            and (fact.indicator_id == one.indicator_id or bare(fact.label_raw) == bare(one.label_raw))
        ]
        if same:
            best = max(same, key=lambda fact: _nearness(one, fact))
            left.remove(best)
            found[place] = best
    return found


def _nearness(one: Candidate, fact: Older) -> tuple[bool, ...]:
    return (
        one.indicator_id == fact.indicator_id,
        is_same(one, fact),
        one.place == fact.place,
        item_of(one) == fact.item,
        one.label_raw == fact.label_raw,
        one.basis == fact.basis,
        one.year_from == fact.year_from,
    )


def item_of(one: Candidate) -> str:
    """The table or box of a candidate and its row or item in it; empty for text."""
    return f"{one.table_no}-{one.row_no.lstrip('0')}" if one.place in ("table", "box") else ""


def is_same(one: Candidate, fact: Older) -> bool:
    """Whether two printings give one figure: number, upper end and sign in whatever unit, or the same words."""
    return (
        in_units(one.value, one.unit) == in_units(fact.value, fact.unit)
        and in_units(one.value_high, one.unit) == in_units(fact.value_high, fact.unit)
        and ("" if one.value is None else one.comparator or "eq") == fact.comparator
        and (one.value is not None or clean(one.value_raw).text == clean(fact.value_raw).text)
    )


def in_units(value: Decimal | None, unit: str) -> Decimal | None:
    """A number in the first unit of its dimension; as it is in a unit that nobody knows."""
    known = unit_of(unit)
    return value * (known.factor if known else 1) if value is not None else None


def as_version(taken: list[Taken], document_id: str, change_kind: str, folder: Path, shipped: Path) -> list[Taken]:
    """What a later printing brings: figures that are other take the place of the older, those that are the same are
    left out, for they stand already. Raises LedgerFault.
    """
    found = pairs([one.candidate for one in taken], standing_facts(folder, shipped, document_id).get(document_id, []))
    made = []
    for place, one in enumerate(taken):
        older = found.get(place)
        if older is None or older.indicator_id != one.candidate.indicator_id:
            made.append(one)
        elif not is_same(one.candidate, older):
            made.append(replace(one, supersedes=older.fact_id, change_kind=change_kind))
    return made
