"""Built files: one is known whole by the size and sum that stand beside it, or it is thrown away.

`ledger-….duckdb.sha256` is in the form of sha256sum. It is compared once a process; DuckDB itself finds a broken block
only when it reads it.
"""

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from data.writing import locked

# states that are read until one stays as it is while it is built from
TRIES = 50
# inode, time and size of a file that this process has found whole
_whole: dict[Path, tuple[int, int, int]] = {}


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _state(path: Path) -> tuple[int, int, int]:
    about = os.stat(path)
    return about.st_ino, about.st_mtime_ns, about.st_size


def _sealed(path: Path, name: str) -> str:
    """What stands beside a file of this name."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"# {path.stat().st_size} bytes\n{digest}  {name}\n"


def is_whole(path: Path) -> bool:
    """Whether a built file is there and is what was made under its name."""
    try:
        state = _state(path)
        if _whole.get(path) != state:
            if _beside(path).read_text(encoding="utf-8", errors="replace") != _sealed(path, path.name):
                return False
            _whole[path] = state
    except (FileNotFoundError, IsADirectoryError):
        return False
    return True


def of_one_state(
    path_now: Callable[[], Path], standing: Callable[[], object], build: Callable[[Path], None]
) -> Path | None:
    """The built file of the present CSV: made, and its faults believed, only if nothing changed meanwhile; None where
    something always did.

    path_now: where the file of what stands there now belongs. standing: what is different after any change. build:
    makes the file at a path, raises what keeps it from being made.
    """
    for _ in range(TRIES):
        before, path = standing(), path_now()
        if is_whole(path):
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".aside-", dir=path.parent) as aside:
            made = Path(aside) / path.name
            try:
                build(made)
            except Exception:
                if standing() == before:
                    raise
                continue
            if standing() != before or path_now() != path:
                continue
            publish(made, path)
        prune(path.parent, keep=path)
        return path
    return None


def publish(made: Path, path: Path) -> None:
    """Rename a file that was made aside into place, unless another process has put one like it there."""
    with locked(path.parent):
        if is_whole(path):
            return
        discard(path)
        # aside with it, so that whoever sweeps the one sweeps the other
        _beside(made).write_text(_sealed(made, path.name), encoding="utf-8", newline="")
        os.replace(_beside(made), _beside(path))
        os.replace(made, path)
        _whole[path] = _state(path)


def publish_copy(made: Path, path: Path) -> None:
    """Put a copy of a whole file in a place of its own, which is made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".aside-", dir=path.parent) as aside:
        publish(Path(shutil.copy(made, aside)), path)


def forget(path: Path) -> None:
    """Have a file that was found whole compared again when it is next asked for."""
    _whole.pop(path, None)


def discard(path: Path) -> None:
    """Take a built file away, whatever bears its name."""
    forget(path)
    for left in (path, _beside(path)):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)


def prune(folder: Path, keep: Path) -> None:
    """Remove older built files, and asides that a killed build left an hour ago or earlier.

    A file that another process holds open on Windows stays until next time.
    """
    with locked(folder):
        for file in folder.glob("ledger-*.duckdb"):
            if file != keep:
                with contextlib.suppress(OSError):
                    discard(file)
        for left in (*folder.glob("ledger-*.duckdb.sha256"), *folder.glob(".*.aside")):
            if left != _beside(keep):
                left.unlink(missing_ok=True)
    for aside in folder.glob(".aside-*"):
        with contextlib.suppress(OSError):
            if time.time() - aside.stat().st_mtime > 3600:
                shutil.rmtree(aside)
