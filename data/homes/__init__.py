"""Where what is written lives: one small contract and its homes.

A store is read as a folder, always. Of a folder store that folder is the truth itself (data/homes/folder.py); of one in
PostgreSQL it is a mirror of what the database holds (data/homes/postgres.py), and what is written goes there first.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Mapping
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
    """What one writer holds, as long as it writes. folder: the store as it reads it. asides: where it may make things
    aside.
    """

    @property
    def folder(self) -> Path: ...

    @property
    def asides(self) -> Path: ...

    def commit(self, change: Change) -> dict[str, Path]:
        """Make a change; return where each of its imports lies now. Raises OSError where it cannot be written, Moved;
        then nothing is changed.
        """


class Home(Protocol):
    """One home of a store. folder: what is read of it."""

    @property
    def folder(self) -> Path: ...

    def writing(self) -> contextlib.AbstractContextManager[Desk]:
        """Hold the imports for one writer, in the state that is written."""

    def writing_documents(self, by: Person | None) -> contextlib.AbstractContextManager[Desk]:
        """Hold briefings and drafts for one writer, in the state that is written; by None nothing may be changed."""

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


def home_of(folder: Path) -> Home:
    """The home of the store that is read in a folder."""
    # a folder's home writes by what asks for this contract
    from data.homes.folder import FolderHome

    return FolderHome(folder)
