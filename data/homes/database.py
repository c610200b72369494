"""The database that holds a store, over psycopg, which nothing else of ours knows: one state of it is read, one change
of it is written in one transaction.
"""

import contextlib
import errno
import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from data.homes import Moved
from data.people import Person, RightRefused

Connection = psycopg.Connection[tuple[Any, ...]]
FORM = 1
CHANNEL = "planledger"
# seconds until a server that does not answer is given up; milliseconds that one writer lets another prove before it
PATIENCE, QUEUE = 5, 60_000
KEEPING_ALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000}
# lines of an import that one statement writes
AT_ONCE = 20_000
LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Away(OSError):
    """The database cannot be reached, or does not take what is written; nothing is changed."""

    def __init__(self, why: str) -> None:
        super().__init__(errno.EIO, " ".join(why.split())[:300], "postgresql")


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What the database refuses, as the refusals that those know who write."""
    try:
        yield
    except errors.InsufficientPrivilege as refused:
        raise RightRefused(
            "数据库不许这个人写这一项，什么也没有改；请管理数据库的人改 planledger.rights",
            "the database does not let this person write it, and nothing is changed: whoever keeps the database "
            "writes planledger.rights",
        ) from refused
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise Away(str(error)) from error


@dataclass(frozen=True)
class Standing:
    """The number of the last change, with its token: a database that was put back from a dump counts some numbers
    again; and the number of the last change of the imports.
    """

    number: int
    token: str
    ledger: int

    def __str__(self) -> str:
        return f"{self.number} {self.token}"


class Reading:
    """One state of the database, as long as the transaction lasts in which it is read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def standing(self) -> Standing:
        """Where the database stands."""
        return Standing(
            *self._rows(
                "select state.number, coalesce(token::text, ''), ledger"
                " from planledger.state left join planledger.changes using (number)"
            )[0]
        )

    def imports(self) -> dict[str, str]:
        """The imports of the ledger: id → key."""
        return dict(self._rows("select import_id, import_key::text from planledger.imports where removed is null"))

    def lay_imports(self, places: Mapping[str, Path]) -> None:
        """Write the files of imports: key → its folder."""
        keys = list(places)
        files = (
            "select import_key::text, path, header, content from planledger.files where import_key = any(%s::uuid[])"
        )
        for key, path, header, content in self._connection.cursor().stream(files, [keys]):
            (places[key] / path).parent.mkdir(parents=True, exist_ok=True)
            (places[key] / path).write_bytes(header.encode() if content is None else content)
        lines = (
            "copy (select import_key::text, path, string_agg(text, '' order by line) from planledger.rows"
            " where import_key = any(%s::uuid[]) group by import_key, path) to stdout"
        )
        with self._connection.cursor().copy(lines, [keys]) as copied:
            for row in copied.rows():
                key, path, text = map(str, row)
                with (places[key] / path).open("ab") as file:
                    file.write(text.encode())

    def documents(self) -> dict[str, str]:
        """The documents that are there: name → version."""
        return dict(self._rows("select name, version from planledger.documents where content is not null"))

    def content(self, name: str) -> bytes:
        """What a document holds."""
        return bytes(self._rows("select content from planledger.documents where name = %s", name)[0][0])

    def log_lines(self, after: int) -> list[bytes]:
        """The lines of the log behind so many of them, each with its end."""
        rows = self._rows("select line from planledger.log where number > %s order by number", after)
        return [f"{line}\n".encode() for (line,) in rows]

    def log_line(self, number: int) -> bytes:
        """One line of the log, counted from 1; empty where there is none."""
        rows = self._rows("select line from planledger.log where number = %s", number)
        return f"{rows[0][0]}\n".encode() if rows else b""

    def rights(self) -> list[tuple[str, str, list[str] | None]]:
        """Name, role and regions, None for all, of whoever has a right, by name."""
        return self._rows('select name, role, regions from planledger.rights order by name collate "C"')


class Writing(Reading):
    """A transaction that holds the state of the database for one writer, until it is committed or given up."""

    def __init__(self, connection: Connection, database: "Database", by: Person) -> None:
        super().__init__(connection)
        self._database, self._by, self._token = database, by, uuid.uuid4()
        connection.execute("select set_config('planledger.person', %s, false)", [by.name])
        held = self._rows("select number, ledger from planledger.state for update")
        if not held:
            raise errors.InsufficientPrivilege("state")
        self._before, self.ledger = held[0]
        self.number, self._changes_ledger = self._before + 1, False

    def take_out(self, import_ids: Iterable[str] | None = None) -> None:
        """Have imports be none of the ledger any more; without any named, all of them."""
        named = None if import_ids is None else list(import_ids)
        self._rows(
            "update planledger.imports set removed = %s"
            " where removed is null and import_id = any(coalesce(%s::text[], array[import_id])) returning 1",
            self.number, named,
        )  # fmt: skip
        taken = named if named is not None else list(self.imports())
        if set(taken) & self.imports().keys():
            raise errors.InsufficientPrivilege("imports")
        self._changes_ledger = True

    def take_in(self, import_id: str, key: str, folder: Path) -> None:
        """Have what lies in a folder be an import of the ledger."""
        self._connection.execute(
            "insert into planledger.imports (import_key, import_id, added) values (%s, %s, %s)",
            [key, import_id, self.number],
        )
        for path in sorted(path for path in folder.glob("*/*") if path.is_file() and path.name[0] != "."):
            name, content = path.relative_to(folder).as_posix(), path.read_bytes()
            header, *lines = _lines_of(path, content) or [""]
            is_text = bool(header) or not content
            self._connection.execute(
                "insert into planledger.files (import_key, path, header, content) values (%s, %s, %s, %s)",
                [key, name, header if is_text else None, None if is_text else content],
            )
            for start in range(0, len(lines), AT_ONCE):
                self._connection.execute(
                    "insert into planledger.rows (import_key, path, line, region_at, text)"
                    " select f.import_key, f.path, %s + given.place, f.region_at, given.text"
                    " from planledger.files f, unnest(%s::text[]) with ordinality as given (text, place)"
                    " where f.import_key = %s and f.path = %s",
                    [start + 1, lines[start : start + AT_ONCE], key, name],
                )
        self._changes_ledger = True

    def keep(self, files: Mapping[str, bytes | None]) -> None:
        """Write documents: name → content, None for one that goes."""
        for name, content in files.items():
            version = "" if content is None else hashlib.sha256(content).hexdigest()
            self._connection.execute(
                "insert into planledger.documents as known (name, content, version, changed) values (%s, %s, %s, %s)"
                " on conflict (name) do update set content = excluded.content, version = excluded.version,"
                " changed = excluded.changed",
                [name, content, version, self.number],
            )

    def tell(self, lines: Iterable[bytes]) -> None:
        """Add lines to the log."""
        (last,) = self._rows("select coalesce(max(number), 0) from planledger.log")[0]
        for number, line in enumerate(lines, last + 1):
            told = line.decode("utf-8", "replace").rstrip("\n")
            self._connection.execute("insert into planledger.log (number, line) values (%s, %s)", [number, told])

    def give_rights(self, people: Iterable[Person]) -> None:
        """Say who may what; whoever laid the tables alone may."""
        for person in people:
            regions = None if person.regions is None else sorted(person.regions)
            self._connection.execute(
                "insert into planledger.rights (name, role, regions) values (%s, %s, %s)",
                [person.name, person.role, regions],
            )

    def commit(self) -> None:
        """Make it so, and tell the other servers. After a cut the database is asked whether it was made.

        Raises Moved where it was not made though it was ready, Away where nobody can say.
        """
        self._connection.execute(
            "insert into planledger.changes (number, token) values (%s, %s)", [self.number, self._token]
        )
        self._connection.execute(
            "update planledger.state set number = %s, ledger = %s",
            [self.number, self.number if self._changes_ledger else self.ledger],
        )
        self._connection.execute("select pg_notify(%s, %s)", [CHANNEL, str(self.number)])
        try:
            self._connection.commit()
        except psycopg.OperationalError as cut:
            if not self._database.was_made(self._token, self._by):
                raise Moved from cut


def _lines_of(path: Path, content: bytes) -> list[str]:
    """The lines of a CSV, each with its end; none for what is no text."""
    try:
        text = content.decode() if path.suffix == ".csv" else "\0"
    except UnicodeDecodeError:
        return []
    return [] if "\0" in text else LINES.findall(text)


@dataclass(frozen=True)
class Listener:
    """A connection on which the database tells of changes."""

    _connection: Connection
    _held: contextlib.ExitStack

    def wait(self, seconds: float) -> None:
        """Wait until it tells of one, at most so many seconds. Raises Away where it is cut."""
        with _told():
            for _ in self._connection.notifies(timeout=seconds, stop_after=1):
                return

    def close(self) -> None:
        with contextlib.suppress(OSError, psycopg.Error):
            self._held.close()


@dataclass(frozen=True)
class Database:
    """The database of an address, postgresql://…, which may hold a password and is told to nobody."""

    address: str

    @property
    def name(self) -> str:
        """What tells it from others, by nothing secret."""
        told = {key: value for key, value in conninfo_to_dict(self.address).items() if key != "password"}
        return hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest()[:16]

    @contextlib.contextmanager
    def connected(self) -> Iterator[Connection]:
        """A connection, closed afterwards, each statement its own transaction. Raises Away, RightRefused."""
        with _told():
            settings = {"connect_timeout": PATIENCE, "application_name": "planledger", **KEEPING_ALIVE}
            connection = psycopg.connect(self.address, autocommit=True, **settings)  # type: ignore[arg-type]
            with contextlib.closing(connection):
                yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reading]:
        """One state of the database."""
        with self.connected() as connection:
            connection.execute("begin isolation level repeatable read read only")
            yield Reading(connection)

    @contextlib.contextmanager
    def writing(self, by: Person) -> Iterator[Writing]:
        """Hold the state of the database for one writer; without a commit nothing is changed."""
        with self.connected() as connection:
            connection.autocommit = False
            connection.execute("set lock_timeout = '60s'")
            yield Writing(connection, self, by)

    @contextlib.contextmanager
    def queue(self) -> Iterator[None]:
        """Let one writer after the other prove its change, so that seldom one does in vain. Whoever has waited a minute
        goes on beside the one before it: what decides is the number.
        """
        with self.connected() as connection:
            connection.execute(f"set lock_timeout = {QUEUE}")
            with contextlib.suppress(errors.LockNotAvailable):
                connection.execute("select pg_advisory_lock(hashtext('planledger'))")
            yield

    def listen(self) -> "Listener":
        """Hear of changes. Raises Away."""
        held = contextlib.ExitStack()
        connection = held.enter_context(self.connected())
        connection.execute(f"listen {CHANNEL}".encode())
        return Listener(connection, held)

    def was_made(self, token: uuid.UUID, by: Person) -> bool:
        """Whether the change of a token stands, after whoever writes it has ended."""
        try:
            with self.writing(by) as state:
                return bool(state._rows("select 1 from planledger.changes where token = %s", token))
        except Away as away:
            raise Away(f"cut as it was written, so that it may stand: look when it is back ({away.strerror})") from away

    def lay(self) -> None:
        """Lay the tables where there are none yet. Raises Away where that cannot be, or a later version laid them."""
        with self.connected() as connection, connection.transaction():
            connection.execute("select pg_advisory_xact_lock(hashtext('planledger.lay'))")
            (is_there,) = connection.execute("select to_regclass('planledger.state') is not null").fetchall()[0]
            if not is_there:
                try:
                    connection.execute(Path(__file__).with_name("tables.sql").read_text(encoding="utf-8").encode())
                except errors.InsufficientPrivilege as refused:
                    raise Away(
                        "the database has no tables of PlanLedger, and this user may not lay them: docs/serving.md"
                    ) from refused
            (form,) = connection.execute("select form from planledger.state").fetchall()[0]
            if form > FORM:
                raise Away(f"the tables of this database are of a later version (form {form}): upgrade")
