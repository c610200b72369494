"""Where what is written lives: one small contract and its homes.

A store is read as a folder, always. Of a folder store that folder is the truth itself (data/homes/folder.py); of one in
PostgreSQL it is a mirror of what the database holds (data/homes/postgres.py), and what is written goes there first.
"""

import contextlib
import errno
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from data.log import State
from data.people import Person

Made = TypeVar("Made")
# attempts at a change that others come before
TRIES = 50


@dataclass(frozen=True)
class Change:
    """What is to be different, made whole or not at all, and the line of the log that tells of it.

    files: name in the store → its content, None for one that goes; in the order in which they are made. imports: id →
    the folder, made aside, that becomes this import, None for one that goes. whole: a folder, made aside, whose parts
    take the place of the present ones. is_told: whether the log gets a line.
    """

    by: Person
    what: str
    of: str
    before: State
    after: State
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    imports: Mapping[str, Path | None] = field(default_factory=dict)
    whole: Path | None = None
    is_told: bool = True


class Moved(Exception):
    """The ledger has moved since a change of it was proven; nothing is changed, and it is proven anew."""


class Desk(Protocol):
    """What one writer holds, as long as it writes. folder: the store as it is read. asides: where it may make things
    aside. imports: id → folder, of the state that a change would join.
    """

    @property
    def folder(self) -> Path: ...

    @property
    def asides(self) -> Path: ...

    @property
    def imports(self) -> Mapping[str, Path]: ...

    def prove(self, imports: Iterable[Path], shipped: Path) -> None:
        """Raise LedgerFault unless a ledger can be built of the shipped CSV and these imports, each a folder."""

    def with_documents(self, by: Person | None) -> contextlib.AbstractContextManager[None]:
        """Hold briefings and drafts too, in the state that is written; by None nothing may be changed."""

    def commit(self, change: Change) -> dict[str, Path]:
        """Make a change, proven before; return where each of its imports lies when the store is held no more. Raises
        OSError where it cannot be written, Moved; then nothing is changed.
        """


class Home(Protocol):
    """One home of a store. folder: what is read of it."""

    @property
    def folder(self) -> Path: ...

    def writing(self) -> contextlib.AbstractContextManager[Desk]:
        """Hold the imports for one writer, in the state that is written."""

    def writing_documents(self, by: Person | None) -> contextlib.AbstractContextManager[Desk]:
        """Hold briefings and drafts alone."""

    def fetched(self, to: Path) -> Path:
        """A folder with all that the home holds, fetched anew into another where it is elsewhere."""

    def logged(self, by: Person, what: str, of: str) -> contextlib.AbstractContextManager[None]:
        """A line of the log for what changes nothing in the store, and a second one where that fails."""


def until_it_stands(attempt: Callable[[], Made]) -> Made:
    """What an attempt at a change of the ledger gives, proven and tried anew where the ledger has moved meanwhile."""
    for _ in range(TRIES):
        try:
            return attempt()
        except Moved:
            continue
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN), "imports")


class Followed(Home, Protocol):
    """A home elsewhere than in the folder, which follows it. away: what keeps it from there at this moment, in the
    system's words, else empty; since: when it was last in touch, in seconds since 1970.
    """

    away: str
    since: float

    def follow_on(self, seconds: float, is_over: threading.Event) -> None:
        """Follow what is told of within so many seconds, and what is found after them."""


# the homes that this process has opened, by the folders in which they are read
_opened: dict[Path, Followed] = {}
_folders: dict[str, Path] = {}
_guard = threading.Lock()
# what a folder has that is a mirror
SEEN = ".seen.json"


def is_address(text: str) -> bool:
    """Whether a text that names a store names one in a database."""
    return text.startswith(("postgresql://", "postgres://"))


def folder_of(address: str) -> Path:
    """The folder in which a store in a database is read, brought up to what is written by the first who asks.

    Raises OSError where the database cannot be reached and nothing of it has been read yet, or psycopg is missing.
    """
    if address in _folders:
        return _folders[address]
    try:
        # nobody else needs the database's library
        from data.homes.postgres import PostgresHome, mirror_of
    except ImportError as missing:
        said = "psycopg is missing: pip install --constraint requirements.lock --requirement requirements-server.txt"
        raise OSError(errno.ENOPKG, said, "postgresql") from missing
    folder = mirror_of(address)
    with _guard:
        if folder not in _opened:
            home = PostgresHome(address, folder)
            home.open()
            _opened[folder] = home
        _folders[address] = folder
    return folder


def opened(home: Followed) -> Followed:
    """Have a home be that of its folder, in this process."""
    _opened[home.folder] = home
    return home


def follow(seconds: float, is_over: threading.Event) -> None:
    """Have each home that is elsewhere follow it for so many seconds."""
    for home in list(_opened.values()):
        home.follow_on(seconds, is_over)
    if not _opened:
        is_over.wait(seconds)


def away(folder: Path) -> tuple[str, float] | None:
    """What keeps a store's home from what is written, and since when; None where nothing does."""
    home = _opened.get(folder)
    return (home.away, home.since) if home and home.away else None


def home_of(folder: Path) -> Home:
    """The home of the store that is read in a folder. Raises OSError for a mirror whose database nobody has named."""
    # a folder's home writes by what asks for this contract
    from data.homes.folder import FolderHome

    if folder in _opened:
        return _opened[folder]
    if (folder / SEEN).exists():
        raise OSError(errno.EROFS, "mirror of a database: name that as the store", str(folder))
    return FolderHome(folder)
