"""Which state the ledger is in: a fingerprint of all that it is made of.

A process looks the files through each time it is asked, and a server by a thread of its own, every two seconds.
"""

import contextlib
import errno
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path

import duckdb

from data import homes
from data.csv_files import csv_files
from data.months import work_ahead

SHIPPED = Path(__file__).parent
# what makes the ledger of the CSV
SOURCES = (
    *sorted(path.name for path in SHIPPED.glob("*.sql")),
    *(
        "sayings.csv",
        "known_units.csv",
        "unit_scales.csv",
        "traditional.csv",
        "shape.py",
        "csv_files.py",
        "raw_rows.py",
        "store.py",
    ),
)
# seconds between two looks of a server
EVERY = 2.0
# nanoseconds after which a file's time tells of every writing
SETTLED = 2_000_000_000
# a store and the folder of what is shipped
Place = tuple[Path, Path]
_digests: dict[str, tuple[tuple[int, int, int], bytes]] = {}
_held: ContextVar[dict[Place, str] | None] = ContextVar("held", default=None)
_watched: dict[Place, str] | None = None
_looking = threading.Lock()


def store_folder() -> Path:
    """The folder of imports, briefings and built files: PLANLEDGER_STORE, or store/ beside the project's data; of a
    store in a database the one in which it is read.
    """
    return store_of(os.environ.get("PLANLEDGER_STORE") or str(SHIPPED.parent / "store"))


def store_of(named: str) -> Path:
    """The folder of a store that is named by its path, or by the address of its database. Raises OSError."""
    return homes.folder_of(named) if homes.is_address(named) else readable(Path(named))


def readable(folder: Path) -> Path:
    """The folder itself. Raises OSError where Python reads names of files in another writing than theirs."""
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        raise OSError(errno.EILSEQ, "PYTHONUTF8=1", os.fsencode(folder).decode(errors="replace")) from None
    return folder


def fingerprint(store: Path | None = None, shipped: Path = SHIPPED) -> str:
    """Sixteen hex digits that change with any CSV, the SQL that builds the ledger, or the DuckDB version."""
    known, place = _held.get(), (store or store_folder(), shipped)
    if known is None:
        return _last_seen(place)
    if place not in known:
        known[place] = _last_seen(place)
    return known[place]


def _last_seen(place: Place) -> str:
    watched = _watched
    if watched is None:
        return looked(*place)
    if place not in watched:
        with _looking:
            watched[place] = looked(*place)
    return watched[place]


def looked(store: Path, shipped: Path) -> str:
    """The fingerprint of what lies there now, whatever is held or was seen last."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for name in SOURCES:
        digest.update(_content_digest(os.path.join(SHIPPED, name)))
    files = csv_files(store, shipped)
    try:
        for table, import_id, file in files:
            digest.update(f"\0{table}\0{import_id}\0{os.path.basename(file)}\0".encode())
            digest.update(_content_digest(file))
    except FileNotFoundError:
        if files == csv_files(store, shipped):
            raise
        # an import has been taken out between the two
        return looked(store, shipped)
    return digest.hexdigest()[:16]


def _content_digest(file: str) -> bytes:
    """The digest of a file's content, kept as long as its time and size stay.

    A file written within the last seconds is read each time: a second writing could leave its time as it is.
    """
    about = os.stat(file)
    state = (about.st_mtime_ns, about.st_size, about.st_ino)
    known = _digests.get(file)
    if known and known[0] == state:
        return known[1]
    digest = hashlib.sha256(Path(file).read_bytes()).digest()
    if time.time_ns() - about.st_mtime_ns > SETTLED:
        _digests[file] = (state, digest)
    return digest


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Inside, the ledger is taken to stay as it is: what is asked together is asked of one state."""
    before = _held.set({} if _held.get() is None else _held.get())
    try:
        yield
    finally:
        _held.reset(before)


@contextlib.contextmanager
def watched(ahead: Callable[[], object] = work_ahead) -> Iterator[None]:
    """Inside, as long as a server runs, whoever asks for the fingerprint gets what was seen last: a thread looks the
    files through every two seconds, so that no visitor waits for it, and look_again does at once. What visitors will
    ask next another one works out, as often, by what `ahead` does, unless PLANLEDGER_AHEAD is `no`; what is written
    elsewhere a third one follows.
    """
    global _watched
    _watched = {}
    is_over = threading.Event()

    def again(work: Callable[[], object]) -> None:
        while not is_over.wait(EVERY):
            with contextlib.suppress(OSError):  # a file that goes between two steps is seen to be gone the next time
                work()

    def followed() -> None:
        while not is_over.is_set():
            homes.follow(EVERY, is_over)

    # each by itself: what takes long to work out keeps nobody from seeing that the files have changed
    works = [look_again, *([ahead] if os.environ.get("PLANLEDGER_AHEAD") != "no" else [])]
    threads = [threading.Thread(target=again, args=(work,), daemon=True) for work in works]
    threads.append(threading.Thread(target=followed, daemon=True))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
        _watched = None


def look_again() -> None:
    """See now what a server has watched: after a change of its own. Without a watch there is nothing to do."""
    with _looking:  # a look that began before the change does not end after it
        if _watched is not None:
            for place in list(_watched):
                _watched[place] = looked(*place)
