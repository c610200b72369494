"""Entries made one import: its document, its facts, what it will change, and its way into the ledger."""

import contextlib
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from data import imports, store
from data.parts import part
from data.people import Person, require
from data.refused import Refused
from data.results.changes import Change, changes
from data.results.checks import Doubt, doubts, standing
from data.results.entered import Entry
from data.results.said import say
from data.results.source import Source, Taken, document_of, facts_of, taken, write_import
from data.results.wanted import WantedResult, opened, rows_wanted

__all__ = ["Change", "EntriesRefused", "Prepared", "Source", "commit", "preview", "trial"]

# how often a name is looked for anew that somebody else took at the same moment
TRIES = 20


class EntriesRefused(Refused):
    """Entries with faults, with doubts that nobody confirmed, or with nothing in them; `doubts` holds them."""

    def __init__(self, zh: str, en: str, found: tuple[Doubt, ...] = ()) -> None:
        super().__init__(zh, en)
        self.doubts = found


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
    prepared, document = _prepared(list(entries), list(rows), source, by, folder, shipped, import_id)
    with tempfile.TemporaryDirectory(prefix="planledger-trial-") as aside:
        there = Path(aside)
        _copy_imports(folder, there)
        write_import(there / "imports" / prepared.import_id, document, list(prepared.facts))
        built = store.built_file(there, shipped)
        store.keep_tried(built, folder)
        yield replace(prepared, changes=_between(folder, shipped, built)), there


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
    with contextlib.ExitStack() as kept:
        before = kept.enter_context(opened(folder, shipped))
        for _ in range(TRIES):
            prepared, document = _prepared(
                given, _renewed(asked, folder, shipped), source, by, folder, shipped, import_id
            )
            with tempfile.TemporaryDirectory(prefix="planledger-entries-") as aside:
                write_import(Path(aside), document, list(prepared.facts))
                try:
                    imports.commit(Path(aside), prepared.import_id, folder, shipped, by=by, role="editor")
                    break
                except imports.ImportRefused:
                    # somebody took the name between; one that was asked for is not to be another
                    if import_id or not (part(folder, "imports") / prepared.import_id).exists():
                        raise
        with opened(folder, shipped) as after:
            return replace(prepared, changes=changes(before, after))


def _copy_imports(folder: Path, to: Path) -> None:
    """Copy the imports of a store; anew where one of them goes meanwhile."""
    for last in (False, False, True):
        try:
            shutil.copytree(part(folder, "imports"), to / "imports", ignore=shutil.ignore_patterns(".*"))
            return
        except FileNotFoundError:  # there are none yet
            return
        except shutil.Error:
            if last:
                raise
            shutil.rmtree(to / "imports")


def _between(folder: Path, shipped: Path, built: Path) -> tuple[Change, ...]:
    with opened(folder, shipped) as before, duckdb.connect(str(built), read_only=True) as after:
        return changes(before, after)


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
) -> tuple[Prepared, dict[str, str]]:
    """The import that entries would be, and its document. Raises EntriesRefused."""
    found = doubts(entries, rows)
    if left := standing(found):
        faults = sum(doubt.is_fault for doubt in left)
        said = [say("standing", language, faults=faults, doubts=len(left) - faults) for language in ("zh", "en")]
        raise EntriesRefused(said[0], said[1], tuple(left))
    chosen = taken(entries, rows)
    if not chosen:
        raise EntriesRefused(say("nothing", "zh"), say("nothing", "en"), tuple(found))
    document_id = _free_id(chosen, import_id, folder, shipped)
    if not source.issued_on:
        source = replace(source, issued_on=date.today().isoformat())
    document = document_of(source, chosen[0].row, document_id, by)
    facts = facts_of(chosen, source, document_id)
    replaced = tuple(fact["supersedes"] for fact in facts if fact["supersedes"])
    return Prepared(import_id or document_id, document_id, tuple(facts), replaced, (), tuple(found)), document


def _free_id(chosen: list[Taken], asked: str, folder: Path, shipped: Path) -> str:
    """An id for the document, and for the import where none is asked for: <region>-results-<year>-<month>, numbered."""
    row = chosen[0].row
    name = asked if re.fullmatch("[a-z0-9][a-z0-9-]{0,99}", asked) else ""
    stem = name or f"{row.region_id.replace('_', '-')}-results-{row.year}-{row.through_month:02d}"
    with opened(folder, shipped) as ledger:
        taken_ids = {document for (document,) in ledger.execute("select document_id from documents").fetchall()}
    with contextlib.suppress(FileNotFoundError):
        taken_ids |= {path.name for path in part(folder, "imports").iterdir()}
    number = 1
    while (made := stem if number == 1 else f"{stem}-{number}") in taken_ids and made != name:
        number += 1
    return made
