"""The log of a store, log.jsonl: one line for every change, which only grows and is on the disk before the change.

A line is a JSON object: when (UTC), who, role, what, of (the id of an import or briefing, the name of a backup), before
and after (names and sums of what stood there and stands now, null for nothing; never contents). It is written by the
holder of the lock under which the change is made, and before it: what is in the store is in the log. A change that
failed, or whose process was killed between the two, left what was there: the first is followed by a line that ends in
.failed, after the second the next line of the same id has the same `before`.
"""

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.people import Person
from data.writing import locked, sync_names

LOG = "log.jsonl"
# imports and briefings are changed under locks of their own
LOG_LOCK = ".log.lock"
KEYS = ("when", "who", "role", "what", "of", "before", "after")
# what a thing was or is: names and sums, None for nothing
State = dict[str, Any] | None


@contextlib.contextmanager
def logged(store: Path, by: Person, what: str, of: str, before: State, after: State) -> Iterator[None]:
    """Write the line of a change before it is made inside, and a second one where that fails.

    Raises OSError where the line cannot be written; then nothing is to be changed.
    """
    _append(store, [line(by, what, of, before, after)])
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):  # a disk that is full says so by the first error
            _append(store, [line(by, f"{what}.failed", of, before, before)])
        raise


def line(by: Person, what: str, of: str, before: State, after: State) -> bytes:
    """The line of a change at this moment, with its end."""
    when = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    told = (when, by.name, by.role, what, of, before, after)
    text = json.dumps(dict(zip(KEYS, told, strict=True)), ensure_ascii=False)
    return text.encode("utf-8", "replace") + b"\n"


def _append(store: Path, lines: list[bytes]) -> None:
    """Add whole lines, or nothing; half a line, which the power or a full disk left, goes first."""
    with locked(store, LOG_LOCK), (store / LOG).open("ab+", buffering=0) as file:
        end = _end_of_lines(store / LOG)
        file.truncate(end)
        content = b"".join(lines)
        try:
            if file.write(content) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(store / LOG))
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise
        sync_names(store)


def _end_of_lines(path: Path) -> int:
    """Where the last whole line of a file ends; only its tail is read."""
    end = path.stat().st_size
    with path.open("rb") as file:
        while end > 0:
            start = max(end - 65536, 0)
            file.seek(start)
            if (at := file.read(end - start).rfind(b"\n")) >= 0:
                return start + at + 1
            end = start
    return 0


def _is_line(line: bytes) -> bool:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and all(key in told for key in KEYS)


def _lines(path: Path) -> list[bytes]:
    try:
        return [line for line in path.read_bytes().splitlines(keepends=True) if line.endswith(b"\n") and _is_line(line)]
    except FileNotFoundError:
        return []


def read(store: Path) -> list[dict[str, Any]]:
    """All changes in the order in which they were written, each with KEYS; what is no such line is passed over."""
    return [json.loads(line) for line in _lines(store / LOG)]


def take_in(other: Path, store: Path) -> None:
    """Add the lines of another log that this one has not: those of a backup that was restored."""
    known = set(_lines(store / LOG))
    if new := [line for line in _lines(other) if line not in known]:
        _append(store, new)


def sum_of(*folders: Path) -> str:
    """The SHA-256 of the names and contents of all files below these folders, hidden ones left aside."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            place = path.relative_to(folder)
            if path.is_file() and not any(name.startswith(".") for name in place.parts):
                digest.update(f"{folder.name}/{place.as_posix()}\0".encode(errors="replace"))
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
