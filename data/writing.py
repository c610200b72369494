"""Writing into the store: one writer at a time, a file is there whole or not at all, and what is there is on the disk
before its name says so."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def locked(folder: Path, name: str = ".lock") -> Iterator[None]:
    """One writer at a time; the system lets go of the lock when its process ends, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("a+") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def put(path: Path, content: bytes) -> None:
    """Write a file aside and rename it into place, so that whoever reads it finds the old or the new one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".", suffix=".aside", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    sync_names(path.parent)


def sync_names(folder: Path) -> None:
    """Have the names in a folder on the disk, so that a rename stays done when the power goes."""
    if sys.platform == "win32":  # a folder cannot be opened there, and its names are written with it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(folder: Path) -> None:
    """Have a folder with all its files and folders on the disk, before it is renamed to where it counts."""
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb+") as file:
                os.fsync(file.fileno())
        sync_names(Path(place))


def lead(path: Path, to: Path) -> None:
    """Have a name lead to a folder that lies elsewhere; where the system has no such names, to a copy of it."""
    try:
        os.symlink(to.absolute(), path, target_is_directory=True)
    except OSError:  # Windows asks for a right of its own, some file systems know none
        shutil.copytree(to, path)


def move(path: Path, to: Path) -> None:
    """Rename a file or folder, and have the rename on the disk."""
    os.rename(path, to)
    for folder in {path.parent, to.parent}:
        sync_names(folder)
