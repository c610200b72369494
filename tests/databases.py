"""A PostgreSQL of the tests' own, in a temporary folder, on a socket; its databases, each with the tables of a store.

`initdb` and `pg_ctl` are Debian's, wherever its version lies. Root may not run it, and gives it to the user that Debian
made for it.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from data.homes.database import Database

OWNER, APP = "planledger_owner", "planledger_app"
# what is written need not be on the disk for a test to see it
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def programs() -> Path | None:
    """Where PostgreSQL's programs are; None on a machine without it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    return Path(named).parent if named else None


@dataclass
class Cluster:
    """A running PostgreSQL. folder: of its data, its socket and its log."""

    folder: Path
    bin: Path
    numbers: Iterator[int]
    settings: tuple[str, ...] = QUICK

    def address(self, database: str, user: str = OWNER) -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def new(self) -> str:
        """A database with the tables of a store, and nothing in them."""
        name = f"store_{next(self.numbers)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"create database {name} template laid")
        return name

    def run(self, program: str, *words: str) -> None:
        user = {} if os.geteuid() else {"user": "postgres", "group": "postgres"}
        command = [str(self.bin / program), *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **user)
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        settings = " ".join(f"-c {setting}" for setting in ("listen_addresses=", *self.settings))
        options = f"-k {self.folder} {settings}"
        self.run("pg_ctl", "-D", "data", "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        self.run("pg_ctl", "-D", "data", "-w", "-m", how, "stop")

    def kill(self) -> None:
        """End it as a power cut would: at once, with all that it was doing."""
        os.kill(int((self.folder / "data/postmaster.pid").read_text().split()[0]), signal.SIGKILL)


@contextlib.contextmanager
def running(bin_folder: Path, settings: tuple[str, ...] = QUICK) -> Iterator[Cluster]:
    """A PostgreSQL that goes with all it has."""
    folder = Path(tempfile.mkdtemp(prefix="planledger-pg-"))
    try:
        if not os.geteuid():
            shutil.chown(folder, "postgres", "postgres")
        made = Cluster(folder, bin_folder, count(), settings)
        made.run("initdb", "-D", "data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        made.start()
        try:
            with psycopg.connect(made.address("postgres"), autocommit=True) as connection:
                connection.execute(f"create role {APP} login")
                connection.execute("create database laid")
            Database(made.address("laid")).lay()
            yield made
        finally:
            with contextlib.suppress(AssertionError):
                made.stop("immediate")
    finally:
        shutil.rmtree(folder)
