"""What the ledger says otherwise than a document that is read: a result of the same year, a target of another plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from data import store
from data.reading.candidates import Candidate
from data.results.units import unit_of
from data.results.wanted import opened
from data.reviewing.said import say
from data.reviewing.versions import in_units

# what of a document is set beside which facts: a base is to be the ledger's own result
ASKED = {"baseline": "actual", "actual": "actual", "target": "target"}


@dataclass(frozen=True)
class Beside:
    """A fact of the ledger that speaks of the same as a candidate and has another figure."""

    role: str
    value_raw: str
    unit: str
    document_zh: str
    document_en: str

    def said(self, language: str = "zh") -> str:
        """What the ledger says, in one sentence."""
        told = {"figure": f"{self.value_raw} {self.unit}".strip(), "document": getattr(self, f"document_{language}")}
        return say(f"beside.{self.role}", language, **told)


FACTS = """
    select indicator_id, role::varchar, year_from, year_to, value, unit, value_raw,
        coalesce(short_zh, title_zh) as document_zh, coalesce(short_en, title_en, short_zh, title_zh) as document_en
    from facts f join documents d using (document_id)
    where f.region_id = $region_id and document_id is distinct from $but and through_month = 12
        and role in ('actual', 'target') and value is not null and value_high is null and series is null
        and coalesce(target_form::varchar, 'level') = 'level' and (role = 'target' or comparator = 'eq')
        and not exists (from facts n where n.supersedes = f.fact_id)
    order by f.rowid
"""
Fact = tuple[Decimal, str, Beside]


def beside(
    candidates: Iterable[Candidate],
    region_id: str,
    but: str = "",
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> dict[int, Beside]:
    """Place of a candidate → what the ledger has of the same indicator, region and span, where no figure of it agrees.

    but: a document whose facts are not asked, the one that is read again. Raises LedgerFault.
    """
    facts: Mapping[tuple[str, str, int, int], list[Fact]] = defaultdict(list)
    with opened(folder, shipped) as ledger:
        rows = ledger.execute(FACTS, {"region_id": region_id, "but": but or None}).fetchall()
    for indicator_id, role, first, last, value, unit, raw, zh, en in rows:
        facts[indicator_id, role, first, last].append((value, unit, Beside(role, raw, unit, zh, en)))
    found = {}
    for place, one in enumerate(candidates):
        role = ASKED.get(one.role)
        if role is None or one.value is None or one.value_high is not None or one.target_form:
            continue
        key = (one.indicator_id, role, one.year_from or one.year_to or 0, one.year_to or 0)
        alike = [fact for fact in facts.get(key, ()) if _dimension(fact[1]) == _dimension(one.unit)]
        if alike and all(in_units(value, unit) != in_units(one.value, one.unit) for value, unit, _ in alike):
            found[place] = alike[-1][2]
    return found


def _dimension(unit: str) -> str:
    known = unit_of(unit)
    return known.dimension if known else unit
