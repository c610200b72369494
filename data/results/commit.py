"""Entries made one import: its document, its facts, what it will change, and its way into the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data import store
from data.people import Person
from data.refused import Refused
from data.results.checks import Doubt
from data.results.entered import Entry
from data.results.wanted import WantedResult


class EntriesRefused(Refused):
    """Entries with faults, with doubts that nobody confirmed, or with nothing in them; `doubts` holds them."""

    def __init__(self, zh: str, en: str, doubts: tuple[Doubt, ...] = ()) -> None:
        super().__init__(zh, en)
        self.doubts = doubts


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


@dataclass(frozen=True)
class Change:
    """One thing that the ledger says otherwise with the entries: kind is verdict, figure, headline, finding or missing.

    before and after are its words, empty where it says nothing; subject_… says what it is said of.
    """

    kind: str
    region_id: str
    indicator_id: str
    target_fact_id: str
    subject_zh: str
    subject_en: str
    before_zh: str
    before_en: str
    after_zh: str
    after_en: str

    def said(self, language: str = "zh") -> str:
        """政策扶持创业：暂不评价 → 超额完成."""
        raise NotImplementedError


@dataclass(frozen=True)
class Prepared:
    """Entries as the import that they would be: the rows of its facts, what is replaced, what it changes, and what was
    doubted (all of it confirmed).
    """

    import_id: str
    document_id: str
    facts: tuple[dict[str, str], ...]
    replaced_fact_ids: tuple[str, ...]
    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]


def preview(
    entries: Iterable[Entry],
    rows: Iterable[WantedResult],
    source: Source,
    *,
    by: Person,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> Prepared:
    """What the entries would change, proven with a ledger built aside; nothing is written.

    Raises EntriesRefused where something stands against them, LedgerFault where the ledger cannot be built.
    """
    raise NotImplementedError


def commit(
    entries: Iterable[Entry],
    rows: Iterable[WantedResult],
    source: Source,
    import_id: str = "",
    *,
    by: Person,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> Prepared:
    """Take the entries into the ledger as one import and say what that changed.

    import_id: empty for <region>-results-<year>-<month>, with a number where that is taken. Raises RightRefused,
    EntriesRefused, ImportRefused, LedgerFault; then nothing has changed.
    """
    raise NotImplementedError
