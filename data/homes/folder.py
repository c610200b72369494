"""The store as a folder: what is written is a file or a rename in it, under its locks, after its line of the log."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data import log, store
from data.homes import Change
from data.parts import ASIDES, RESTORED, finish_restore, put_away, writing, writing_documents
from data.people import Person
from data.proving import prove
from data.writing import move, put, sync_all, sync_names


@dataclass
class FolderDesk:
    """What a writer of a folder holds. ledger: what has proven the change."""

    folder: Path
    ledger: Path | None = None

    @property
    def asides(self) -> Path:
        return self.folder / ASIDES

    @property
    def imports(self) -> dict[str, Path]:
        return {path.name: path for path in sorted((self.folder / "imports").glob("[!.]*/"))}

    def prove(self, imports: Iterable[Path], shipped: Path) -> None:
        """Build the ledger that would be."""
        self.ledger = prove(imports, self.asides, shipped, self.folder)

    def with_documents(self, by: Person | None) -> contextlib.AbstractContextManager[None]:
        """Hold briefings and drafts too."""
        return writing_documents(self.folder)

    def commit(self, change: Change) -> dict[str, Path]:
        """Write the line, then make the change, whose ledger is there for its readers."""
        for aside in (change.whole, *change.imports.values()):
            if aside:
                sync_all(aside)
        told = (change.by, change.what, change.of, change.before, change.after)
        # one that was changed in passing was not proven as it is now
        ledger = None if any(name.startswith("imports/") for name in change.files) else self.ledger
        with (
            store.published(ledger, self.folder),
            log.logged(self.folder, *told) if change.is_told else contextlib.nullcontext(),
        ):
            return make(change, self.folder)


@dataclass(frozen=True)
class FolderHome:
    """A folder that is the truth itself."""

    folder: Path

    @contextlib.contextmanager
    def writing(self) -> Iterator[FolderDesk]:
        with writing(self.folder):
            yield FolderDesk(self.folder)

    @contextlib.contextmanager
    def writing_documents(self, by: Person | None) -> Iterator[FolderDesk]:
        with writing_documents(self.folder):
            yield FolderDesk(self.folder)

    def fetched(self, to: Path) -> Path:
        return self.folder

    def logged(self, by: Person, what: str, of: str) -> contextlib.AbstractContextManager[None]:
        return log.logged(self.folder, by, what, of, None, None)


def make(change: Change, folder: Path) -> dict[str, Path]:
    """Make a change in a folder, by the holder of its lock; return where each of its imports lies now."""
    for name, content in change.files.items():
        path = folder / name
        if content is not None:
            put(path, content)
        elif path.exists():
            path.unlink()
            sync_names(path.parent)
    if change.whole:
        move(change.whole, folder / RESTORED)
        finish_restore(folder)
    places = {}
    for import_id, aside in change.imports.items():
        place = folder / "imports" / import_id
        if aside is None:
            places[import_id] = put_away(place, folder)
        else:
            place.parent.mkdir(exist_ok=True)
            move(aside, place)
            places[import_id] = place
    return places
