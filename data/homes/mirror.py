"""The folder in which a server reads a store that a database holds: an ordinary folder store, derived and disposable.

Each import there bears the key that it has in the database, and an index the version of each document, so that what is
to be fetched is what differs. What differs among the imports is laid beside those that stay, proven, and put in place
at once, as a restore is.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data import store
from data.homes import SEEN
from data.homes.database import Reading
from data.kept_documents import sum_of
from data.log import LOG, LOG_LOCK
from data.parts import BRIEFINGS_LOCK, RESTORED, ROLES_FILE, finish_restore, free_place, writing
from data.proving import prove
from data.shape import LedgerFault
from data.writing import locked, move, put, sync_all

# of an import: its key in the database; of the mirror: the versions of its documents
KEY, INDEX = ".key", ".documents.json"
# where the imports of another state are laid and built; who writes proves meanwhile
FOLLOWED = ".followed"
# new imports that are put on the disk one by one; more go with all that the system has not written yet
ONE_BY_ONE = 20


@dataclass(frozen=True)
class Mirror:
    """A mirror in a folder."""

    folder: Path

    def imports(self) -> dict[str, str]:
        """The imports that are there: id → key."""
        found = {}
        for path in (self.folder / "imports").glob(f"[!.]*/{KEY}"):
            with contextlib.suppress(FileNotFoundError):  # taken out since they were listed
                found[path.parent.name] = path.read_text(encoding="utf-8")
        return found

    def joined(self, reading: Reading, asides: Path) -> dict[str, Path]:
        """The imports of a state: id → its folder, here where it is already, else in asides; by the holder of the
        store.
        """
        there, live = self.imports(), reading.imports()
        places = {
            import_id: (self.folder / "imports" if there.get(import_id) == key else asides / "joined") / import_id
            for import_id, key in live.items()
        }
        _lay(reading, {live[import_id]: place for import_id, place in places.items() if not place.is_dir()})
        return places

    def lay_imports(self, reading: Reading) -> bool:
        """Lay the imports of a state beside those that are there, by the one who follows. Whether they are others."""
        there, live = self.imports(), reading.imports()
        if there == live and (self.folder / "imports").is_dir():
            return False
        asides = self.folder / FOLLOWED
        if asides.exists():  # of one that was killed
            shutil.rmtree(asides)
        followed, new = asides / "state", {}
        (followed / "imports").mkdir(parents=True)
        for import_id, key in live.items():
            place = followed / "imports" / import_id
            if there.get(import_id) == key:
                shutil.copytree(self.folder / "imports" / import_id, place, copy_function=os.link)
            else:
                new[key] = place
        _lay(reading, new)
        if len(new) <= ONE_BY_ONE or not hasattr(os, "sync"):
            for place in new.values():
                sync_all(place)
        else:
            os.sync()
        return True

    def take_imports(self, shipped: Path | None) -> None:
        """Have what was laid be the imports, by the one who follows; first built where `shipped` is given, so that no
        reader waits for it.
        """
        asides = self.folder / FOLLOWED
        followed, ledger = asides / "state", None
        if shipped:
            # what the database holds counts, also where this version finds a fault in it: its pages say which
            with contextlib.suppress(LedgerFault):
                ledger = prove((followed / "imports").glob("[!.]*/"), asides, shipped, self.folder)
        with writing(self.folder), locked(self.folder, BRIEFINGS_LOCK), store.published(ledger, self.folder):
            move(followed, self.folder / RESTORED)
            finish_restore(self.folder)
        for former in (self.folder / "undone").glob("imports-*"):
            shutil.rmtree(former)
        shutil.rmtree(asides)

    def follow_documents(self, reading: Reading) -> None:
        """Have the documents of a state, by their holder."""
        there, live = self._index(), reading.documents()
        if there == live:
            return
        for name, version in live.items():
            if there.get(name) != version:
                put(self.folder / name, reading.content(name))
        for name in there.keys() - live.keys():
            (self.folder / name).unlink(missing_ok=True)
        self._note(live)

    def follow_log(self, reading: Reading) -> None:
        """Have the log of a state: the lines that are lacking, or all where the last one is another."""
        with locked(self.folder, LOG_LOCK):
            path = self.folder / LOG
            there = path.read_bytes().splitlines(keepends=True) if path.exists() else []
            if there and there[-1] != reading.log_line(len(there)):
                there = []
            new = reading.log_lines(len(there))
            if not there and (new or path.exists()):
                put(path, b"".join(new))
            elif new:
                with path.open("ab") as file:
                    file.writelines(new)

    def follow_rights(self, reading: Reading) -> None:
        """Have the rights of a state as the people of roles.toml; proxies are named by each server's environment."""
        lines = ["[people]\n"]
        for name, role, regions in reading.rights():
            told = "" if regions is None else f", regions = {json.dumps(regions)}"
            lines.append(f"{json.dumps(name, ensure_ascii=False)} = {{ role = {json.dumps(role)}{told} }}\n")
        content, path = "".join(lines).encode(), self.folder / ROLES_FILE
        if not path.exists() or path.read_bytes() != content:
            put(path, content)

    def made(self, files: Mapping[str, bytes | None]) -> None:
        """Note in the index what was made of documents here, after the database had it."""
        index = self._index()
        for name, content in files.items():
            if content is None:
                index.pop(name, None)
            else:
                index[name] = sum_of(content)
        self._note(index)

    def _index(self) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads((self.folder / INDEX).read_bytes())
            return found
        except FileNotFoundError:
            return {}

    def _note(self, index: Mapping[str, str]) -> None:
        put(self.folder / INDEX, json.dumps(index).encode())

    def has_seen(self, standing: str) -> None:
        """Note that it has all of a state."""
        put(self.folder / SEEN, json.dumps({"standing": standing}).encode())

    def put_away(self, import_id: str, place: Path) -> Path:
        """Keep a copy of an import that goes, where a folder store puts it; return where."""
        gone = free_place(import_id, self.folder)
        shutil.copytree(place, gone, ignore=shutil.ignore_patterns(KEY))
        return gone

    def seen(self) -> float | None:
        """When it was last brought up to what is written (seconds since 1970); None where it has never been."""
        try:
            return (self.folder / SEEN).stat().st_mtime
        except FileNotFoundError:
            return None


def _lay(reading: Reading, places: Mapping[str, Path]) -> None:
    """Write imports with their keys: key → its folder."""
    for key, place in places.items():
        place.mkdir(parents=True)
        (place / KEY).write_text(key, encoding="utf-8")
    reading.lay_imports(places)
