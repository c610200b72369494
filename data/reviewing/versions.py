"""A later printing of a document of the ledger: which figure stands for which, and what is other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from data.reading.candidates import Candidate
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


STANDING = """
    select fact_id, indicator_id, name_zh, name_en, role::varchar, place::varchar, label_raw, value_raw, value,
        value_high, coalesce(comparator::varchar, ''), f.unit, year_from, year_to, basis::varchar
    from facts f join indicators using (indicator_id)
    where document_id = $document_id and through_month = 12
        and not exists (from facts n where n.supersedes = f.fact_id)
    order by f.rowid
"""


def older_facts(document_id: str, folder: Path, shipped: Path) -> list[Older]:
    """The facts of a document that nothing replaces, in order. Raises LedgerFault."""
    with opened(folder, shipped) as connection:
        return [Older(*row) for row in connection.execute(STANDING, {"document_id": document_id}).fetchall()]


def pairs(candidates: Iterable[Candidate], older: Iterable[Older]) -> dict[int, Older]:
    """Place of a candidate → the older fact that speaks of the same: indicator, role and year; each fact once.

    Of several the one in the same kind of place, under the same name, for the same span.
    """
    left = list(older)
    found: dict[int, Older] = {}
    for place, one in enumerate(candidates):
        same = [
            fact
            for fact in left
            if (fact.indicator_id, fact.role, fact.year_to) == (one.indicator_id, one.role, one.year_to)
        ]
        if same:
            best = max(same, key=lambda fact: _nearness(one, fact))
            left.remove(best)
            found[place] = best
    return found


def _nearness(one: Candidate, fact: Older) -> tuple[bool, ...]:
    return (
        one.place == fact.place,
        one.label_raw == fact.label_raw,
        one.basis == fact.basis,
        one.year_from == fact.year_from,
        is_same(one, fact),
    )


def is_same(one: Candidate, fact: Older) -> bool:
    """Whether two printings give one figure: number, upper end, sign and basis, in whatever unit."""
    return (
        _measured(one.value, one.unit) == _measured(fact.value, fact.unit)
        and _measured(one.value_high, one.unit) == _measured(fact.value_high, fact.unit)
        and ("" if one.value is None else one.comparator or "eq") == fact.comparator
        and one.basis == fact.basis
        and (one.year_from or one.year_to) == fact.year_from
    )


def _measured(value: Decimal | None, unit: str) -> Decimal | None:
    known = unit_of(unit)
    return value * (known.factor if known else 1) if value is not None else None


def as_version(taken: list[Taken], document_id: str, change_kind: str, folder: Path, shipped: Path) -> list[Taken]:
    """What a later printing brings: figures that are other take the place of the older, those that are the same are
    left out, for they stand already. Raises LedgerFault.
    """
    found = pairs([one.candidate for one in taken], older_facts(document_id, folder, shipped))
    made = []
    for place, one in enumerate(taken):
        older = found.get(place)
        if older is None:
            made.append(one)
        elif not is_same(one.candidate, older):
            made.append(replace(one, supersedes=older.fact_id, change_kind=change_kind))
    return made
