"""Hostile inputs by the thousand: each is answered, or refused by the refusal that has a name, and nothing changes."""

import asyncio
import contextlib
import io
import os
import random
import shutil
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy
from starlette.applications import Starlette
from starlette.middleware import Middleware

import queries
from components.exports import files
from components.language import words
from components.ui import answers, presentation
from components.ui.guard import Guard
from components.ui.page_shell import FirstPaint
from components.views import briefing as shown
from data import backups, briefings, imports, store
from data.homes.folder import FolderDesk
from data.refused import Refused
from data.shape import LedgerFault
from tests.people import KEEPER
from tests.torture import inputs
from tests.torture.tried import Tried, Until, shipped_in, source

CHUNK, TOGETHER = 500, 100
# of a hundred inputs; the sums of the goal
SHARES = {"CSV": 30, "zip": 20, "briefing": 25, "address": 25}
REFUSALS = (Refused, imports.ImportRefused, LedgerFault, shown.UnknownBriefing)


class Changed(AssertionError):
    """An input that was refused, or only looked at, has changed the store."""


class Proven(LedgerFault):
    """A zip that was taken as far as the proof of its ledger, which is not asked here."""

    def __init__(self) -> None:
        super().__init__([])


def standing(folder: Path) -> tuple:
    """Names, inodes, times and sizes of all files of a store that are no derived thing."""
    found = []
    for place, names, kept in os.walk(folder):
        names[:] = sorted(name for name in names if name not in ("built", ".asides"))
        for name in sorted(kept):
            about = os.lstat(os.path.join(place, name))
            found.append((place, name, about.st_ino, about.st_mtime_ns, about.st_size))
    return tuple(found)


@contextlib.contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Inside, only what refuses by name may go wrong, and the store stays as it is."""
    before = standing(folder)
    with contextlib.suppress(*REFUSALS):
        yield
    if standing(folder) != before:
        raise Changed(sorted(set(standing(folder)) ^ set(before))[:4])


def thrown(tried: Tried, strategy: SearchStrategy, target: Callable[[Any], None], until: Until, first: int) -> None:
    """Hand inputs to a target until there were so many; what it does not refuse by name is kept with the smallest input
    that does it. first: the seed of the first chunk.
    """
    goal, number = tried.goal, 0
    while tried.done < goal and not until.is_over():
        counted = 0

        @seed(first + number)
        @settings(
            max_examples=min(CHUNK, goal - tried.done), database=None, deadline=None, print_blob=False,
            phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
        )  # fmt: skip
        @given(strategy)
        def one(given: Any) -> None:
            nonlocal counted
            # a chunk that is out of time comes to its end without looking
            if not until.is_over():
                counted += 1
                target(given)

        try:
            with contextlib.redirect_stdout(io.StringIO()):
                one()
        except Exception as error:
            told = traceback.format_exception(error)
            notes = " ".join(getattr(error, "__notes__", []))[:600]
            where = [line.strip().split("\n")[0] for line in told if "/data/" in line or "/components/" in line][-1:]
            tried.faults.append(f"seed {first + number}: {type(error).__name__}: {str(error)[:200]} {where} {notes}")
        tried.done, number = tried.done + counted, number + 1


@dataclass
class Tables:
    """CSV files that are looked at so many together: each as an import of its own beside the small ledger."""

    folder: Path
    shipped: Path
    tried: Tried
    waiting: list[tuple[str, bytes]] = field(default_factory=list)

    def take(self, one: tuple[str, bytes]) -> None:
        """Look at a file by itself, and with the others when there are enough."""
        self.waiting.append(one)
        if len(self.waiting) >= TOGETHER:
            self.look()

    def look(self) -> None:
        """Find the faults of all that wait, then of those that had none, then build with those that have none still."""
        given, self.waiting = self.waiting, []
        sound = self._without_faults(self._without_faults(given))
        self.tried.counts["CSV let in"] += len(sound)
        self._tried(sound, self._build)

    def _place(self, given: list[tuple[str, bytes]]) -> Path:
        shutil.rmtree(self.folder, ignore_errors=True)
        for number, (place, content) in enumerate(given):
            import_id = f"h{number}"
            root = self.folder / "imports" / import_id
            # the document of its facts, which are its own
            own = source(self.folder, self.shipped, import_id) if place.startswith("facts") else None
            if own is not None:
                own.rename(root) if root.parent.is_dir() else (root.parent.mkdir(parents=True), own.rename(root))
            file = root / place.replace("demo-plan", import_id)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.replace(b"demo-plan", import_id.encode()))
        return self.folder

    def _tried(self, given: list[tuple[str, bytes]], doing: Callable[[Path], Any]) -> Any:
        """What doing gives; where it breaks, halves are tried until the file is found that breaks it."""
        if not given:
            return None
        try:
            return doing(self._place(given))
        except LedgerFault:
            self.tried.counts["CSV refused beside others"] += len(given)
            return None
        except Exception as error:
            if len(given) == 1:
                place, content = given[0]
                self.tried.faults.append(f"{place}: {type(error).__name__}: {str(error)[:300]}: {content[:3000]!r}")
            else:
                for half in (given[: len(given) // 2], given[len(given) // 2 :]):
                    self._tried(half, doing)
            return None

    def _without_faults(self, given: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
        faults = self._tried(given, lambda place: store.check(place, self.shipped))
        if faults is None:
            return []
        LedgerFault(faults).lines()
        wrong = {str(fault["file"]).split("/")[0] for fault in faults}
        return [one for number, one in enumerate(given) if f"h{number}" not in wrong]

    def _build(self, place: Path) -> None:
        made = place / "made.duckdb"
        store._build(made, place, self.shipped)


def tables(folder: Path, goal: int, until: Until, first: int) -> Tried:
    """Hostile CSV: cells, lines, columns, encodings, bytes."""
    tried = Tried("hostile CSV", goal)
    shipped = shipped_in(folder)
    looked = Tables(folder / "store", shipped, tried)
    places = [*sorted(shipped.glob("catalog/*.csv")), shipped / "facts/demo-plan.csv"]
    contents = [(path.relative_to(shipped).as_posix(), path.read_text(encoding="utf-8")) for path in places]
    # half of them are facts
    contents += [contents[-1]] * (len(contents) - 1)
    thrown(tried, inputs.tables(contents), looked.take, until, first)
    looked.look()
    return tried


def archives(folder: Path, goal: int, until: Until, first: int) -> Tried:
    """Hostile zips, handed to restore: none changes the store."""
    tried = Tried("hostile zips", goal)
    shipped = shipped_in(folder)
    place, file = folder / "store", folder / "given.zip"
    (place / "imports").mkdir(parents=True)
    source(folder, shipped, "first").rename(place / "imports/first")
    briefings.save({"name": "一", "items": []}, "create", place, by=KEEPER)
    backups.backup(file, place)

    def no_proof(*given: Any) -> Path:
        tried.counts["zips taken as far as the proof"] += 1
        raise Proven

    def target(content: bytes) -> None:
        file.write_bytes(content)
        with unchanged(place):
            backups.restore(file, place, shipped, by=KEEPER)

    proof, FolderDesk.prove = FolderDesk.prove, no_proof
    try:
        thrown(tried, inputs.archives(file.read_bytes()), target, until, first)
    finally:
        FolderDesk.prove = proof
    return tried


def an_item() -> dict:
    """An item of a briefing as the store keeps it."""
    choices = {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "period": "14fyp", "as_of": "2025-12"}
    return {
        "view": "missing",
        "choices": choices,
        "headline": None,
        "takeaway": "句",
        "ledger": "0",
        "figures": {"a": "1"},
    }


def kept_briefings(folder: Path, goal: int, until: Until, first: int) -> Tried:
    """Hostile briefings and steps beside a sound one, which is read all the same; some are shown or made into files."""
    tried = Tried("hostile briefings", goal)
    place = folder / "store"
    os.environ["PLANLEDGER_STORE"] = str(place)
    sound = briefings.save({"name": "一", "items": [an_item()]}, "create", place, by=KEEPER)
    board = an_item() | {
        "view": "board",
        "choices": {"region": "all", "period": "14fyp", "as_of": "2025-12", "attribute": ""},
    }
    step = {"id": sound, "name": "一", "action": "rename", "before": "{}", "after": ""}
    known = [
        {"form": 1, "name": "甲", "items": [an_item(), board], "more": 1},
        {"form": 1, "name": "乙", "items": [an_item()]},
        step,
    ]

    def target(content: bytes) -> None:
        # of the input, so that the same one has the same done to it
        chance = random.Random(content)
        hostile = place / "briefings" / "hostile.json"
        hostile.write_bytes(content)
        undone = place / "briefings/undone/99999999.json"
        if is_step := chance.random() < 0.3:
            undone.write_bytes(content)
        try:
            with unchanged(place):
                read, _ = briefings.read_all(place)
                assert sound in [one["id"] for one in read]
                briefings.last_step(place)
                found = shown.own()
                shown.faults()
                for name, one in found.items():
                    if one.briefing_id == "hostile":
                        tried.counts["briefings that could be shown"] += 1
                        _presented(name, chance, tried)
        finally:
            hostile.unlink()
            if is_step:
                undone.unlink()

    thrown(tried, inputs.briefing_files(known), target, until, first)
    return tried


def _presented(name: str, chance: random.Random, tried: Tried) -> None:
    """Show a briefing as the stage does, and now and then as a file."""
    deck = shown.deck(name)
    if chance.random() < 0.02:
        ending = chance.choice(list(files.ENDINGS))
        with contextlib.suppress(files.WorkbookRefused):
            files.made(deck, ending, lambda done, of: None)
        tried.counts["files made of them"] += 1


def addressed(folder: Path, goal: int, until: Until, first: int) -> Tried:
    """Hostile requests: what the server answers by itself, behind its guard, is never a failure of its own."""
    tried = Tried("hostile addresses", goal)
    place = folder / "store"
    os.environ["PLANLEDGER_STORE"] = str(place)
    briefings.save({"name": "一", "items": [an_item()]}, "create", place, by=KEEPER)
    app = Starlette(
        routes=[*answers.routes, *presentation.routes], middleware=[Middleware(Guard), Middleware(FirstPaint)]
    )
    loop = asyncio.new_event_loop()

    def target(asked: dict) -> None:
        told: list[dict] = []

        async def send(message: dict) -> None:
            told.append(message)

        async def receive() -> dict:
            # nothing more comes, and nobody leaves
            return await asyncio.Event().wait()

        scope = {
            "type": "http", "method": asked["method"], "path": unquote(asked["raw"]), "raw_path": asked["raw"].encode(),
            "query_string": asked["query"].encode("latin-1", "replace"), "headers": asked["headers"], "scheme": "http",
            "http_version": "1.1", "root_path": "", "client": ("127.0.0.1", 50000), "server": ("127.0.0.1", 8501),
        }  # fmt: skip
        with unchanged(place):
            loop.run_until_complete(app(scope, receive, send))
            status = told[0]["status"]
            tried.counts[f"answers {status}"] += 1
            assert status < 500, status

    known = {name: list(queries.parameters(name)) for name in queries.names()}
    thrown(tried, inputs.addresses(known, ["一"]), target, until, first)
    loop.close()
    return tried


PARTS: dict[str, Callable[[Path, int, Until, int], Tried]] = {
    "CSV": tables, "zip": archives, "briefing": kept_briefings, "address": addressed,
}  # fmt: skip


def hostile(folder: Path, goal: int, seconds: float, first: int) -> list[Tried]:
    """So many inputs of all kinds, each kind at most its share of the time."""
    os.fsync = lambda handle: None  # nothing is lost here that the system has
    words.speak("zh")
    found = []
    for name, make in PARTS.items():
        started = time.monotonic()
        (folder / name).mkdir(parents=True)
        tried = make(folder / name, goal * SHARES[name] // 100, Until.seconds(seconds * SHARES[name] / 100), first)
        tried.seconds = time.monotonic() - started
        found.append(tried)
    return found
