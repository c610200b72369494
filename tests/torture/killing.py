"""A store that is used and killed, time and again: every command of its life meets a SIGKILL or an alarm of the system
at a step or a moment that chance chooses.

Unlike tests/data/kills.py, which kills every command once before each of its steps, the ledger is built and proven by
DuckDB here, the store lives on from kill to kill, and half of the kills come by the clock, wherever the command is.
"""

import random
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree

import duckdb

from data import backups, briefings, imports, log, parts, store
from data.parts import BRIEFINGS_LOCK
from tests.data.kills import run, seen
from tests.people import KEEPER
from tests.torture.tried import Tried, Until, lay_no_rules, shipped_in, source

NAMES = tuple(f"plan-{number}" for number in range(4))
# what is done how often of twenty times
DECK = (
    *("import",) * 4, *("undo",) * 4, *("restore",) * 4, *("backup",) * 2,
    "create", "create", "rename", "rename", "delete", "undo of a briefing",
)  # fmt: skip
Command = Callable[[Path], object]


@dataclass
class Life:
    """A store, what it is given, and what its backup holds (what `seen` told when it was made)."""

    folder: Path
    shipped: Path
    chance: random.Random
    kept: tuple | None = None
    steps: dict[str, int] = field(default_factory=dict)
    longest: dict[str, float] = field(default_factory=dict)

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.folder / "store"

    @property
    def zip(self) -> Path:
        """The file of its backup."""
        return self.folder / "kept.zip"


def _taken_in(life: Life, now: tuple) -> tuple[Command, tuple]:
    there = {path.split("/")[0] for path, _ in now[0]}
    name = life.chance.choice([name for name in NAMES if name not in there])
    given = life.folder / "given" / name
    files = [(f"{name}/{path.relative_to(given).as_posix()}", path.read_bytes()) for path in given.rglob("*.csv")]
    after = ((*now[0], *files), *now[1:])
    return lambda place: imports.commit(given, name, place, life.shipped, by=KEEPER), after


def _taken_out(life: Life, now: tuple) -> tuple[Command, tuple]:
    name = life.chance.choice(sorted({path.split("/")[0] for path, _ in now[0]}))
    after = (tuple(file for file in now[0] if not file[0].startswith(f"{name}/")), *now[1:])
    return lambda place: imports.undo(name, place, life.shipped, by=KEEPER), after


def _of_briefings(command: Command, life: Life) -> tuple[Command, tuple]:
    """A change of briefings, which is known from doing it to a copy."""
    copy = life.folder / "copy"
    rmtree(copy, ignore_errors=True)
    copytree(life.store, copy, ignore=ignore_patterns("built", "undone-*", ".lock"))
    command(copy)
    return command, seen(copy)


def _one(place: Path, number: int) -> dict:
    found = briefings.read_all(place)[0]
    return found[number % len(found)]


def _deleted(place: Path, number: int) -> None:
    gone = _one(place, number)
    briefings.delete(gone["id"], gone["as_read"], place, by=KEEPER)


def chosen(what: str, life: Life, now: tuple) -> tuple[str, Command, tuple]:
    """What is done, or where it cannot be what can; the command, and what is seen after it."""
    imported, number = {path.split("/")[0] for path, _ in now[0]}, life.chance.randrange(1_000_000)
    if what == "import" and len(imported) == len(NAMES):
        what = "undo"
    elif what == "undo" and not imported:
        what = "import"
    elif what == "restore" and life.kept is None:
        what = "backup"
    elif what in ("rename", "delete", "undo of a briefing") and not now[1]:
        what = "create"
    name, by = f"{what} {number}", KEEPER
    if what == "import":
        return what, *_taken_in(life, now)
    if what == "undo":
        return what, *_taken_out(life, now)
    if what == "restore":
        return what, lambda place: backups.restore(life.zip, place, life.shipped, by=by), life.kept
    if what == "backup":
        return what, lambda place: backups.backup(life.zip, place), now
    done: dict[str, Command] = {
        "create": lambda place: briefings.save({"name": name, "items": []}, "create", place, by=by),
        "rename": lambda place: briefings.save({**_one(place, number), "name": name}, "rename", place, by=by),
        "delete": lambda place: _deleted(place, number),
        "undo of a briefing": lambda place: briefings.undo(place, by=by),
    }
    return what, *_of_briefings(done[what], life)


def alike(one: tuple, other: tuple) -> bool:
    """Whether two states are the same but for the ids of new briefings and the order of files."""
    names = [sorted(briefing[1:] for briefing in state[1]) for state in (one, other)]
    return dict(one[0]) == dict(other[0]) and one[2] == other[2] and names[0] == names[1]


def _answered(life: Life) -> Command:
    """A reader of the store: the ledger has the facts of each import, and of no other."""

    def ask(place: Path) -> None:
        made = store.built_file(place, life.shipped)
        with duckdb.connect(str(made), read_only=True) as ledger:
            found = {name for (name,) in ledger.execute("select distinct import_id from facts").fetchall()}
        there = {path.name for path in parts.part(place, "imports").glob("[!.]*/")}
        assert found == {"shipped", *there}, (found, there)

    return ask


def _is_whole(file: Path) -> bool:
    with zipfile.ZipFile(file) as archive:
        return archive.testzip() is None and backups.LIST in archive.namelist()


def _faults_after(life: Life, told: int, before: bytes | None, is_read: bool) -> list[str]:
    """What is not as it should be after a kill, when the next command has come."""
    found = []
    lines = (life.store / log.LOG).read_bytes().splitlines(keepends=True)
    if not all(line.endswith(b"\n") for line in lines[:-1]) or len(log.read(life.store)) < told:
        found.append("a broken log")
    now = seen(life.store)
    with parts.writing(life.store), parts.writing_documents(life.store):
        if seen(life.store) != now:
            found.append("moved by the next command")
    hidden = {path.name for path in life.store.rglob(".*")} - {".lock", BRIEFINGS_LOCK, log.LOG_LOCK}
    # a ledger that somebody builds is told from one that nobody does by its age alone
    if left := {name for name in hidden if not name.startswith(".aside-")}:
        found.append(f"left behind: {sorted(left)}")
    if life.zip.exists() and life.zip.read_bytes() != before and not _is_whole(life.zip):
        found.append("a broken backup")
    if is_read:
        try:
            run(_answered(life), life.store, None)
        except RuntimeError:
            found.append("the ledger is not that of its imports")
    return found


def _begun(folder: Path, seed: int) -> Life:
    """A store with an import, a briefing and a backup; how long each command takes, and in how many steps."""
    shipped = shipped_in(folder)
    for name in NAMES:
        source(folder, shipped, name, facts=3)
    life = Life(folder, shipped, random.Random(seed))
    life.store.mkdir()
    for what in ("create", "import", "import", "backup", "undo", "restore", "create", "rename", "undo of a briefing",
                 "delete"):  # fmt: skip
        now = seen(life.store)
        what, command, after = chosen(what, life, now)
        started = time.monotonic()
        life.steps[what] = run(command, life.store, None) or 0
        life.longest[what] = time.monotonic() - started
        assert alike(seen(life.store), after), what
        if what == "backup":
            life.kept = now
    return life


def killed(folder: Path, goal: int, until: Until, seed: int, read_every: int = 20) -> Tried:
    """Kill so many commands of a store below a folder, as long as there is time."""
    tried, started = Tried("kills of a living store, at a step or by the clock", goal), time.monotonic()
    lay_no_rules()
    (folder / "tmp").mkdir(parents=True)
    tempfile.tempdir = str(folder / "tmp")
    life, deck = _begun(folder, seed), []
    while tried.done < goal and not until.is_over():
        deck = deck or life.chance.sample(DECK, len(DECK))
        before, told = seen(life.store), len(log.read(life.store))
        what, command, after = chosen(deck.pop(), life, before)
        packed = life.zip.read_bytes() if life.zip.exists() else None
        # most of a command is its proof, which changes nothing: two of three kills come after it
        late = life.chance.random() ** life.chance.choice((1, 0.05, 0.02))
        is_step = life.chance.random() < 0.5
        step = int(late * life.steps[what]) if is_step else None
        seconds = None if is_step else late * life.longest[what]
        began = time.monotonic()
        try:
            done = run(command, life.store, step, seconds)
        except RuntimeError:
            tried.faults.append(f"kill {tried.done}: {what}: failed by itself")
            continue
        now = seen(life.store)
        state = "before" if alike(now, before) else "after" if alike(now, after) else "between"
        if what == "backup" and life.zip.read_bytes() != packed:
            life.kept = now
        if done is not None:
            # a kill that came too late: what was said to be done is there
            life.longest[what] = time.monotonic() - began
            life.steps[what] = done
            wrong = [] if alike(now, after) else ["said to be done, and is not"]
            tried.counts["done before their kill"] += 1
        else:
            tried.done += 1
            tried.counts[f"of {what if what in ('import', 'undo', 'restore', 'backup') else 'briefings'}"] += 1
            tried.counts[f"left what was {state}" if state != "between" else state] += 1
            wrong = ["neither before nor after"] if state == "between" else []
        is_read = tried.done % read_every == 0
        wrong += _faults_after(life, told, packed, is_read)
        tried.faults += [f"kill {tried.done}: {what}, step {step}, seconds {seconds}: {one}" for one in wrong]
    tried.counts["left in the system's temporary folder"] = len(list((folder / "tmp").iterdir()))
    tried.seconds = time.monotonic() - started
    return tried
