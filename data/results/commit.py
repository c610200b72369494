"""Entries made one import: its document, its facts, what it will change, and its way into the ledger."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from data import store
from data.people import Person, require
from data.refused import Refused
from data.results.changes import Change
from data.results.checks import Doubt, doubts, standing
from data.results.entered import Entry
from data.results.said import say
from data.results.source import Source, document_of, facts_of, taken, write_import
from data.results.trying import Prepared, Write, free_id, taken_in, tried
from data.results.wanted import WantedResult, rows_wanted

__all__ = ["Change", "EntriesRefused", "Prepared", "Source", "commit", "preview", "trial"]


class EntriesRefused(Refused):
    """Entries with faults, with doubts that nobody confirmed, or with nothing in them; `doubts` holds them."""

    def __init__(self, zh: str, en: str, found: tuple[Doubt, ...] = ()) -> None:
        super().__init__(zh, en)
        self.doubts = found


def preview(
    entries: Iterable[Entry],
    rows: Iterable[WantedResult],
    source: Source,
    import_id: str = "",
    *,
    by: Person,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> Prepared:
    """What the entries would change, proven with a ledger built aside; nothing is taken in. A commit of the same, of
    the same day, finds that ledger built.

    Raises RightRefused, EntriesRefused where something stands against them, LedgerFault where the ledger cannot be
    built.
    """
    with trial(entries, rows, source, import_id, by=by, folder=folder, shipped=shipped) as (prepared, _):
        return prepared


@contextlib.contextmanager
def trial(
    entries: Iterable[Entry],
    rows: Iterable[WantedResult],
    source: Source,
    import_id: str = "",
    *,
    by: Person,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> Iterator[tuple[Prepared, Path]]:
    """As preview, and a store of its own that has the entries in it, as long as it is held: any question may be asked
    of it (queries.ask with store_folder).
    """
    folder = folder or store.store_folder()
    require(by, "editor")
    prepared, write = _prepared(list(entries), list(rows), source, by, folder, shipped, import_id)
    with tried(prepared, write, folder, shipped) as held:
        yield held


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

    import_id: empty for <region>-results-<year>-<month>, with a number where that is taken. What others entered since
    the rows were asked for is seen. Raises RightRefused, EntriesRefused, ImportRefused, LedgerFault; then nothing has
    changed.
    """
    folder = folder or store.store_folder()
    require(by, "editor")
    given, asked = list(entries), list(rows)

    def prepare() -> tuple[Prepared, Write]:
        return _prepared(given, _renewed(asked, folder, shipped), source, by, folder, shipped, import_id)

    return taken_in(prepare, is_named=bool(import_id), by=by, folder=folder, shipped=shipped)


def _renewed(rows: list[WantedResult], folder: Path, shipped: Path) -> list[WantedResult]:
    """The rows as the ledger has them now."""
    renewed: dict[tuple[str, str], WantedResult] = {}
    for region_id, year, month, document_id in dict.fromkeys(
        (row.region_id, row.year, row.through_month, row.document_id) for row in rows
    ):
        found = rows_wanted(region_id, year, month, document_id=document_id, folder=folder, shipped=shipped)
        renewed |= {(row.key, row.document_id): row for row in found}
    return [renewed.get((row.key, row.document_id), row) for row in rows]


def _prepared(
    entries: list[Entry],
    rows: list[WantedResult],
    source: Source,
    by: Person,
    folder: Path,
    shipped: Path,
    import_id: str = "",
) -> tuple[Prepared, Write]:
    """The import that entries would be, and what writes it. Raises EntriesRefused."""
    found = doubts(entries, rows)
    if left := standing(found):
        faults = sum(doubt.is_fault for doubt in left)
        said = [say("standing", language, faults=faults, doubts=len(left) - faults) for language in ("zh", "en")]
        raise EntriesRefused(said[0], said[1], tuple(left))
    chosen = taken(entries, rows)
    if not chosen:
        raise EntriesRefused(say("nothing", "zh"), say("nothing", "en"), tuple(found))
    row = chosen[0].row
    stem = f"{row.region_id.replace('_', '-')}-results-{row.year}-{row.through_month:02d}"
    document_id = free_id(stem, import_id, folder, shipped)
    if not source.issued_on:
        source = replace(source, issued_on=date.today().isoformat())
    document = document_of(source, row, document_id, by)
    facts = facts_of(chosen, source, document_id)
    replaced = tuple(fact["supersedes"] for fact in facts if fact["supersedes"])
    prepared = Prepared(import_id or document_id, document_id, tuple(facts), replaced, (), tuple(found))
    return prepared, lambda to: write_import(to, document, facts)
