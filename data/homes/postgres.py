"""The store in PostgreSQL: what is written goes into the database by one transaction; what is read is a mirror of it.

A change of the ledger is proven by its faults, on the imports that are written, and made if no other has come before
it; else it is proven anew. Each server follows the number of the last change, told by the database and looked for
besides: it builds the ledger of that state aside, once for all changes that have come meanwhile, then reads it. Without
the database it goes on reading what it has.
"""

import contextlib
import os
import shutil
import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from data import log, parts, roles, state
from data.homes import Change, Moved
from data.homes.database import Away, Database, Listener, Reading, Standing, Writing
from data.homes.folder import make
from data.homes.mirror import KEY, Mirror
from data.log import LOG
from data.parts import ASIDES, DOCUMENTS
from data.people import Person
from data.proving import refuse_faults
from data.store import SHIPPED
from data.writing import locked

# held by who brings the mirror up to what is written
FOLLOWING_LOCK = ".following.lock"


@dataclass
class PostgresDesk:
    """What a writer holds. ledger: the number of the imports that its change joins, and these. state: the database's
    state while it holds the documents. made: the number of the change by which the imports are others.
    """

    database: Database
    mirror: Mirror
    ledger: int | None = None
    imports: Mapping[str, Path] = field(default_factory=dict)
    state: Writing | None = None
    made: int = 0

    @property
    def folder(self) -> Path:
        return self.mirror.folder

    @property
    def asides(self) -> Path:
        return self.folder / ASIDES

    def prove(self, imports: Iterable[Path], shipped: Path) -> None:
        """Look for faults alone: what follows the change builds it."""
        refuse_faults(imports, self.asides, shipped)

    @contextlib.contextmanager
    def with_documents(self, by: Person | None) -> Iterator[None]:
        """Hold the documents too."""
        with parts.writing_documents(self.folder), contextlib.ExitStack() as held:
            reading: Reading
            reading = held.enter_context(self.database.writing(by) if by else self.database.reading())
            self.mirror.follow_documents(reading)
            self.state = reading if isinstance(reading, Writing) else None
            try:
                yield
            finally:
                self.state = None

    def commit(self, change: Change) -> dict[str, Path]:
        """Make a change in the database; in the mirror that of documents, which nothing is built of."""
        change = self._with_whole_imports(change)
        with contextlib.ExitStack() as held:
            writing = self.state or held.enter_context(self.database.writing(change.by))
            if (change.imports or change.whole) and writing.ledger != self.ledger:
                raise Moved
            self._write(writing, change)
            writing.commit()
        places = {import_id: self.folder / "imports" / import_id for import_id in change.imports}
        if change.imports or change.whole:
            self.made = writing.number
        # what the mirror lacks after this, it fetches
        with contextlib.suppress(OSError):
            if not self.made:
                self._made(change)
            for import_id in [import_id for import_id, aside in change.imports.items() if aside is None]:
                places[import_id] = self.mirror.put_away(import_id, self.imports[import_id])
        return places

    def _with_whole_imports(self, change: Change) -> Change:
        """A change of single files of imports as one of these imports."""
        files, imports = dict(change.files), dict(change.imports)
        for name in [name for name in files if name.startswith("imports/")]:
            import_id = name.split("/")[1]
            aside = self.asides / "changed" / import_id
            if not aside.exists():
                shutil.copytree(self.imports[import_id], aside)
            (self.asides / "changed" / Path(name).relative_to("imports")).write_bytes(files.pop(name) or b"")
            imports[import_id] = aside
        return replace(change, files=files, imports=imports)

    def _write(self, writing: Writing, change: Change) -> None:
        taken_in = {import_id: aside for import_id, aside in change.imports.items() if aside}
        if change.whole:
            writing.take_out()
            taken_in |= {aside.name: aside for aside in sorted((change.whole / "imports").glob("[!.]*/"))}
            writing.keep(dict.fromkeys(_gone(writing, change.whole)))
            writing.keep(_documents(change.whole))
        elif change.imports:
            there = writing.imports()
            writing.take_out(import_id for import_id in change.imports if import_id in there)
        for import_id, aside in taken_in.items():
            key = str(uuid.uuid4())
            (aside / KEY).write_text(key, encoding="utf-8")
            writing.take_in(import_id, key, aside)
        writing.keep(change.files)
        if change.is_told:
            writing.tell([log.line(change.by, change.what, change.of, change.before, change.after)])
        if change.whole and (change.whole / LOG).exists():
            known = set(writing.log_lines(0))
            lines = (change.whole / LOG).read_bytes().splitlines(keepends=True)
            writing.tell(line for line in lines if line not in known)
        if change.whole and not writing.rights():
            writing.give_rights(roles.read(change.whole).people.values())

    def _made(self, change: Change) -> None:
        make(change, self.folder)
        self.mirror.made(change.files)
        with self.database.reading() as reading:
            self.mirror.follow_log(reading)


def _documents(whole: Path) -> dict[str, bytes | None]:
    """The documents below a folder that is a whole store."""
    paths = (path for name in DOCUMENTS for path in sorted((whole / name).rglob("[!.]*")) if path.is_file())
    return {path.relative_to(whole).as_posix(): path.read_bytes() for path in paths}


def _gone(reading: Reading, whole: Path) -> list[str]:
    """The documents of the database in whose part a folder that takes its place has others."""
    replaced = [name for name in DOCUMENTS if (whole / name).is_dir()]
    return [name for name in reading.documents() if name.split("/")[0] in replaced]


class PostgresHome:
    """A store in a database, read in a folder. away: what kept it from the database when it last asked, else empty."""

    def __init__(self, address: str, folder: Path, shipped: Path = SHIPPED) -> None:
        self.database, self.mirror, self.shipped = Database(address), Mirror(folder), shipped
        self.away, self.since = "", 0.0
        self._standing: Standing | None = None
        self._failed: tuple[Standing, duckdb.Error] | None = None
        self._listener: Listener | None = None

    @property
    def folder(self) -> Path:
        return self.mirror.folder

    @contextlib.contextmanager
    def writing(self) -> Iterator[PostgresDesk]:
        asked = 0
        try:
            with self.database.queue(), parts.writing(self.folder) as asides:
                with self.database.reading() as reading:
                    standing = reading.standing()
                    joined = standing.ledger
                    desk = PostgresDesk(self.database, self.mirror, joined, self.mirror.joined(reading, asides))
                # one that was put back from a dump counts some numbers again: what has them was another
                if self._standing and standing.number <= self._standing.number and standing != self._standing:
                    self._standing = None
                # what others have written decides here, so it is to be seen here
                asked = joined
                try:
                    yield desk
                except Moved:
                    asked = 0
                    raise
                finally:
                    asked = desk.made or asked
        finally:
            self._catch_up(asked)

    @contextlib.contextmanager
    def writing_documents(self, by: Person | None) -> Iterator[PostgresDesk]:
        desk = PostgresDesk(self.database, self.mirror)
        with desk.with_documents(by):
            yield desk

    def fetched(self, to: Path) -> Path:
        mirror = Mirror(to)
        with self.database.reading() as reading:
            mirror.follow_rights(reading)
            mirror.follow_documents(reading)
            mirror.follow_log(reading)
            is_other = mirror.lay_imports(reading)
        if is_other:
            mirror.take_imports(None)
        return to

    @contextlib.contextmanager
    def logged(self, by: Person, what: str, of: str) -> Iterator[None]:
        self._tell(by, what, of)
        try:
            yield
        except BaseException:
            with contextlib.suppress(OSError):
                self._tell(by, f"{what}.failed", of)
            raise

    def _tell(self, by: Person, what: str, of: str) -> None:
        with self.database.writing(by) as writing:
            writing.tell([log.line(by, what, of, None, None)])
            writing.commit()
        with self.database.reading() as reading:
            self.mirror.follow_log(reading)

    def follow(self, asked: int | None = None) -> None:
        """Bring the mirror up to what is written, at least to the change of a number, where one is asked for: others
        may have brought it there. Raises OSError where it cannot be, duckdb.Error where the rules fail on it; then it
        is as it was.
        """
        is_other = False
        with locked(self.folder, FOLLOWING_LOCK):
            if asked is not None and self._standing and self._standing.number >= asked:
                return
            with self.database.reading() as reading:
                standing = reading.standing()
                self.mirror.follow_rights(reading)
                if standing != self._standing:
                    with parts.writing_documents(self.folder):
                        self.mirror.follow_documents(reading)
                    self.mirror.follow_log(reading)
                    is_other = self.mirror.lay_imports(reading)
            if is_other:
                self._take_imports(standing)
            if standing != self._standing:
                self.mirror.has_seen(str(standing))
            self._standing, self.away, self.since = standing, "", time.time()
        if is_other:
            state.look_again()

    def _take_imports(self, standing: Standing) -> None:
        """Have the imports that were laid, but for a state on which the rules have failed: they would fail again."""
        if self._failed and self._failed[0] == standing:
            raise self._failed[1]
        try:
            self.mirror.take_imports(self.shipped)
        except (duckdb.IOException, duckdb.OutOfMemoryException):
            raise
        except duckdb.Error as error:
            self._failed = standing, error
            raise

    def _catch_up(self, asked: int | None = None) -> None:
        """Follow, or say by `away` what keeps it from that."""
        try:
            self.follow(asked)
        except Exception as error:  # a server that follows no more would tell old figures for new ones
            self.away = _why(error)

    def open(self) -> None:
        """Lay the tables where there are none, and bring the mirror up to what is written; without the database, and
        where the rules fail on what is written, what the mirror has is read. Raises OSError where it has nothing yet.
        """
        try:
            self.database.lay()
            self.follow()
        except (OSError, duckdb.Error) as error:
            if (seen := self.mirror.seen()) is None:
                raise Away(_why(error)) from error
            self.away, self.since = _why(error), seen

    def follow_on(self, seconds: float, is_over: threading.Event) -> None:
        """Wait until the database tells of a change, at most so many seconds, and follow it; what keeps it from that is
        said by `away`.
        """
        try:
            if self._listener is None:
                self._listener = self.database.listen()
            else:
                self._listener.wait(seconds)
        except OSError as error:
            self.away = _why(error)
        else:
            self._catch_up()
        if self.away:
            if self._listener:
                self._listener.close()
            self._listener = None
            is_over.wait(seconds)


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def mirror_of(address: str) -> Path:
    """The folder in which the store of an address is read: below PLANLEDGER_MIRROR, else the user's cache."""
    base = os.environ.get("PLANLEDGER_MIRROR") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "planledger" / Database(address).name
