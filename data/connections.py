"""Connections of this process to built files: one a file, closed when a newer one has come and its last reader is done.
Cursors are handed on from reader to reader, with what is laid on them.

A connection reaches its file and the store's out/, nothing else of the machine, and cannot be made to.
"""

import contextlib
import os
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

# what is known of a file, and of one cursor on it; whoever reads through the cursor adds to both
Notes = dict[str, Any]


@dataclass
class _Opened:
    connection: duckdb.DuckDBPyConnection
    readers: int = 0
    is_old: bool = False
    notes: Notes = field(default_factory=dict)
    # cursors that wait for their next reader, with what is laid on each
    free: list[tuple[duckdb.DuckDBPyConnection, Notes]] = field(default_factory=list)


_opened: dict[Path, _Opened] = {}
_taken: dict[int, tuple[Notes, Notes]] = {}
_guard = threading.Lock()
# Of a file with no more bytes than these a question is planned longer than it works: other threads are only woken for
# it, and visitors have threads of their own.
SMALL_FILE = 64_000_000
# what DuckDB may hold of a file and of the questions that are asked of it; what a question needs besides it writes to
# the disk meanwhile
MEMORY = "500MB"
# cursors of a file that are kept open between two uses, so that what is laid on them is laid once
MOST_FREE = 8


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _connected(path: Path) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        # made by the first question that needs it, taken away with the connection; no other may write there, and what
        # a killed process leaves is swept with other asides
        "temp_directory": str(path.with_name(f".aside-{os.getpid()}-{secrets.token_hex(4)}")),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with contextlib.suppress(FileNotFoundError):  # one that has gone is told below
        if path.stat().st_size <= SMALL_FILE:
            config["threads"] = 1
    connection = duckdb.connect(config=config)
    try:
        connection.execute(f"attach {_quoted(str(path))} as ledger (read_only)")
        # in this order: each takes from the next what it could still allow
        connection.execute(f"set allowed_directories = [{_quoted(str(path.parents[1] / 'out'))}]")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def cursor(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on a built file, the reader's own while it reads. Raises duckdb.IOException where the file has gone or
    is none.
    """
    path = path.absolute()
    with _guard:
        if path not in _opened:
            _opened[path] = _Opened(_connected(path))
            for other in [place for place in _opened if place.parent == path.parent and place != path]:
                _retire(_opened.pop(other))
        taken = _opened[path]
        taken.readers += 1
        made, laid = taken.free.pop() if taken.free else (None, {})
    try:
        if made is None:
            made = taken.connection.cursor()
            made.execute("use ledger")
        _taken[id(made)] = (taken.notes, laid)
        yield made
    except BaseException:
        # nobody knows what an error has left behind on it
        laid["is_spent"] = True
        raise
    finally:
        with _guard:
            taken.readers -= 1
            if made is not None:
                _taken.pop(id(made), None)
                if laid.get("is_spent") or taken.is_old or len(taken.free) >= MOST_FREE:
                    made.close()
                else:
                    made.abort()  # what its reader has not read to the end
                    taken.free.append((made, laid))
            if taken.is_old:
                _retire(taken)


def notes(cursor: duckdb.DuckDBPyConnection) -> tuple[Notes, Notes]:
    """What is known of the file that a cursor reads, shared by all its readers, and what is laid on this cursor, which
    its later readers find; `is_spent` there has it closed after its use.
    """
    return _taken[id(cursor)]


def _retire(opened: _Opened) -> None:
    opened.is_old = True
    while opened.free:
        opened.free.pop()[0].close()
    if not opened.readers:
        with contextlib.suppress(duckdb.Error):
            opened.connection.close()


def drop(path: Path) -> None:
    """Take no more cursors from the connection to this file; the next reader opens it anew."""
    with _guard:
        if opened := _opened.pop(path.absolute(), None):
            _retire(opened)


def is_open(path: Path) -> bool:
    """Whether this process holds a connection to the file for readers to come."""
    with _guard:
        return path.absolute() in _opened


def opened() -> list[Path]:
    """The files to which this process holds a connection for readers to come."""
    with _guard:
        return list(_opened)
