"""Cuts of a store in PostgreSQL: `python -m tests.torture.cuts [TIMES]` says of each kind what was left.

Servers killed while they commit, PostgreSQL killed with all its processes while they do, and a disk that is full, where
TMPDIR names a small one of its own and PLANLEDGER_MIRROR a folder elsewhere. After each: what was accepted is there
once and logged once, what was not is there whole or not at all, and the next commit is taken.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.servers import KEEPER, SMALL, import_of
from data import homes, imports, store
from data.homes.postgres import PostgresHome
from tests.databases import Cluster, programs, running


def commit(address: str, mirror: Path, name: str) -> None:
    """Take in one import, as a server that has just been started."""
    store.RULES, store.rule = (), lambda connection, names=(): None
    home = homes.opened(PostgresHome(address, mirror, SMALL))
    home.open()
    with tempfile.TemporaryDirectory(dir=mirror.parent) as aside:
        imports.commit(import_of(Path(aside), name, "demo-east", "demo_jobs"), name, mirror, SMALL, by=KEEPER)
    homes._opened.clear()


def in_a_process(address: str, mirror: Path, name: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "tests.torture.cuts", "commit", address, str(mirror), name])


def there(address: str, folder: Path) -> tuple[set[str], list[str]]:
    """The imports of the database, each with all of its rows, and those that its log tells of."""
    with PostgresHome(address, folder).database.reading() as reading:
        halves = reading._rows(
            "select import_key from planledger.imports left join planledger.rows using (import_key)"
            " group by import_key having count(*) <> 21"
        )
        assert halves == []
        return set(reading.imports()), [json.loads(line)["of"] for line in reading.log_lines(0)]


def killed_servers(cluster: Cluster, folder: Path, times: int) -> str:
    """Kill a server at any moment of its commit, then have another take in the same where it is not there."""
    address, left = cluster.address(cluster.new()), {"before": 0, "after": 0}
    begun = time.perf_counter()
    in_a_process(address, folder / "mirror", "whole").wait()
    whole = time.perf_counter() - begun
    for turn in range(times):
        name = f"killed-{turn}"
        child = in_a_process(address, folder / "mirror", name)
        time.sleep(random.uniform(0.5, 1.05) * whole)
        child.send_signal(signal.SIGKILL)
        child.wait()
        found, told = there(address, folder)
        assert told == [one for one in told if one in found]
        left["after" if name in found else "before"] += 1
        if name not in found:
            commit(address, folder / "mirror", name)
        found, told = there(address, folder)
        assert sorted(told) == sorted(found)
        assert len(found) == turn + 2
    return f"{times} servers killed: {left}"


def killed_database(cluster: Cluster, folder: Path, times: int) -> str:
    """Kill PostgreSQL, all processes at once, while two servers commit."""
    address, accepted, refused, is_over = cluster.address(cluster.new()), [], [], threading.Event()

    def write(number: int) -> None:
        for turn in range(10_000):
            if is_over.is_set():
                return
            name = f"writer-{number}-{turn}"
            child = in_a_process(address, folder / f"mirror-{number}", name)
            (refused if child.wait() else accepted).append(name)

    writers = [threading.Thread(target=write, args=(number,)) for number in (1, 2)]
    for writer in writers:
        writer.start()
    for _ in range(times):
        time.sleep(random.uniform(3, 12))
        first = int((cluster.folder / "data/postmaster.pid").read_text().split()[0])
        those = [first, *map(int, subprocess.check_output(["pgrep", "-P", str(first)], text=True).split())]
        for one in those:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        # what it shared with processes that are about to end must be free first
        for _ in range(20):
            time.sleep(1)
            with contextlib.suppress(AssertionError):
                cluster.start()
                break
    is_over.set()
    for writer in writers:
        writer.join()
    found, told = there(address, folder)
    assert set(accepted) <= found
    assert sorted(told) == sorted(found)
    return f"PostgreSQL killed {times} times: {len(accepted)} accepted, all there once; {len(refused)} refused"


def full_disk(cluster: Cluster, folder: Path) -> str:
    """Fill the disk of the database, commit, make room, commit."""
    address, filler = cluster.address(cluster.new()), cluster.folder / "filler"
    commit(address, folder / "mirror-full", "first")
    why = ""
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    for turn in range(40):
        try:
            commit(address, folder / "mirror-full", f"until-full-{turn}")
        except OSError as error:
            why = str(error.strerror)
            break
    filler.unlink()
    time.sleep(3)
    before, _ = there(address, folder)
    commit(address, folder / "mirror-full", "after")
    found, told = there(address, folder)
    assert found == before | {"after"}
    assert sorted(told) == sorted(found)
    return f"disk full after {len(before)} imports: refused ({why[:80]}), nothing lost, the next one taken"


def main(words: list[str]) -> int:
    """Try all and print what was left."""
    if words[:1] == ["commit"]:
        try:
            commit(words[1], Path(words[2]), words[3])
        except OSError:
            return 1
        return 0
    times = int(words[0]) if words else 10
    with (
        tempfile.TemporaryDirectory(dir=os.environ.get("PLANLEDGER_MIRROR")) as aside,
        running(programs(), ()) as cluster,
    ):
        print(killed_servers(cluster, Path(aside), times), flush=True)
        print(killed_database(cluster, Path(aside), max(1, times // 2)), flush=True)
        if "TMPDIR" in os.environ:
            print(full_disk(cluster, Path(aside)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
