"""Connections of this process to built files: one a file, closed when a newer one has come and its last reader is done.

A connection reaches its file and the store's out/, nothing else of the machine, and cannot be made to.
"""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb


@dataclass
class _Opened:
    connection: duckdb.DuckDBPyConnection
    readers: int = 0
    is_old: bool = False


_opened: dict[Path, _Opened] = {}
_guard = threading.Lock()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _connected(path: Path) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
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
    """A cursor on a built file. Raises duckdb.IOException where the file has gone or is none."""
    path = path.absolute()
    with _guard:
        if path not in _opened:
            _opened[path] = _Opened(_connected(path))
            for other in [place for place in _opened if place.parent == path.parent and place != path]:
                _retire(_opened.pop(other))
        taken = _opened[path]
        taken.readers += 1
    try:
        with contextlib.closing(taken.connection.cursor()) as made:
            made.execute("use ledger")
            yield made
    finally:
        with _guard:
            taken.readers -= 1
            if taken.is_old:
                _retire(taken)


def _retire(opened: _Opened) -> None:
    opened.is_old = True
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
