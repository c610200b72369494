"""Rows that a person made, as an import: tried in a store of its own, taken into the ledger, and what that changes.

Entries (data/results/commit.py) and reviewed documents (data/reviewing/taking.py) come this way.
"""

import contextlib
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from data import imports, store
from data.parts import part, without_texts
from data.people import Person
from data.results.changes import Change, changes
from data.results.checks import Doubt
from data.results.wanted import opened

# how often a name is looked for anew that somebody else took at the same moment
TRIES = 20


@dataclass(frozen=True)
class Prepared:
    """What was made as the import that it would be: the rows of its facts, what is replaced, what it changes, and what
    was doubted (all of it confirmed).
    """

    import_id: str
    document_id: str
    facts: tuple[dict[str, str], ...]
    replaced_fact_ids: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()


# writes the CSV of an import below a folder
Write = Callable[[Path], None]


@contextlib.contextmanager
def tried(prepared: Prepared, write: Write, folder: Path, shipped: Path) -> Iterator[tuple[Prepared, Path]]:
    """What an import changes, proven with a ledger built aside, and a store of its own that has it, as long as it is
    held. A commit of the same finds that ledger built. Raises LedgerFault.
    """
    with tempfile.TemporaryDirectory(prefix="planledger-trial-") as aside:
        there = Path(aside)
        _copy_imports(folder, there)
        write(there / "imports" / prepared.import_id)
        built = store.built_file(there, shipped)
        store.keep_tried(built, folder)
        with opened(folder, shipped) as before, duckdb.connect(str(built), read_only=True) as after:
            found = changes(before, after)
        yield replace(prepared, changes=found), there


def taken_in(
    prepare: Callable[[], tuple[Prepared, Write]], *, is_named: bool, by: Person, folder: Path, shipped: Path
) -> Prepared:
    """Take an import into the ledger and say what that changed.

    prepare: is asked anew where somebody takes the name at the same moment, unless it was given (is_named). Raises
    RightRefused, ImportRefused, LedgerFault; then nothing has changed.
    """
    with opened(folder, shipped) as before:
        for last in (*[False] * (TRIES - 1), True):
            prepared, write = prepare()
            with tempfile.TemporaryDirectory(prefix="planledger-entries-") as aside:
                write(Path(aside))
                try:
                    imports.commit(Path(aside), prepared.import_id, folder, shipped, by=by, role="editor")
                    break
                except imports.ImportRefused:
                    if last or is_named or not (part(folder, "imports") / prepared.import_id).exists():
                        raise
        with opened(folder, shipped) as after:
            return replace(prepared, changes=changes(before, after))


def _copy_imports(folder: Path, to: Path) -> None:
    """Copy the imports of a store, without their originals; anew where one of them goes meanwhile."""
    place = part(folder, "imports")
    for last in (False, False, True):
        try:
            shutil.copytree(place, to / "imports", ignore=without_texts(place))
            return
        except FileNotFoundError:  # there are none yet
            return
        except shutil.Error:
            if last:
                raise
            shutil.rmtree(to / "imports")


def free_id(stem: str, asked: str, folder: Path, shipped: Path) -> str:
    """An id for a document, and for the import where none is asked for: that, else the stem, numbered where taken."""
    name = asked if re.fullmatch("[a-z0-9][a-z0-9-]{0,99}", asked) else ""
    stem = name or stem
    with opened(folder, shipped) as ledger:
        taken = {document for (document,) in ledger.execute("select document_id from documents").fetchall()}
    with contextlib.suppress(FileNotFoundError):
        taken |= {path.name for path in part(folder, "imports").iterdir()}
    number = 1
    while (made := stem if number == 1 else f"{stem}-{number}") in taken and made != name:
        number += 1
    return made
