"""Many at once: writers beside readers on one store, and two servers on one store while imports come and go."""

import json
import multiprocessing
import subprocess
import sys
import threading
import time
import traceback
import urllib.request
from collections.abc import Callable
from pathlib import Path

from benchmarks.visitors import ROOT, started
from data import briefings, imports, log, store
from tests.people import KEEPER
from tests.torture.tried import Tried, Until, lay_no_rules, shipped_in, source

FORK = multiprocessing.get_context("fork")
FACTS = 3
GIVEN = ROOT / "tests/data/import-0.3.0"
ASKED = ("ledger_summary.csv", "region_list.json", "fact_list.csv", "document_list.csv")


def _names(writer: int, commits: int) -> list[str]:
    return [f"w{writer}-{number:03}" for number in range(commits)]


def _write(folder: Path, shipped: Path, writer: int, commits: int, until: Until) -> None:
    """Import one after the other; what was accepted is written down when it was."""
    with (folder / f"accepted-{writer}").open("a", encoding="utf-8", buffering=1) as accepted:
        for name in _names(writer, commits):
            if until.is_over():
                return
            given = source(folder, shipped, name, FACTS)
            imports.commit(given, name, folder / "store", shipped, by=KEEPER)
            accepted.write(f"{name}\n")


def _accepted(folder: Path) -> set[str]:
    return {name for file in folder.glob("accepted-*") for name in file.read_text(encoding="utf-8").split()}


def _is_of_one_state(found: dict[str, int], before: set[str], known: set[str]) -> str:
    """What is wrong with an answer (import → facts), given what was accepted before it was asked and what the reader
    has seen; empty where nothing is.
    """
    there = found.keys() - {"shipped"}
    if half := {name: count for name, count in found.items() if name != "shipped" and count != FACTS}:
        return f"half an import: {half}"
    if lost := (before | known) - there:
        return f"not there any more: {sorted(lost)[:5]}"
    for name in there:
        writer, _, number = name.partition("-")
        if int(number) and f"{writer}-{int(number) - 1:03}" not in there:
            return f"{name} without the one before it"
    return ""


def _read(folder: Path, shipped: Path, reader: int) -> None:
    """Ask as long as somebody writes; write down how often, and what was no answer of one state."""
    # `reading` takes what is shipped from where the project has it
    known_by, built = store.fingerprint, store.built_file
    store.fingerprint = lambda place, given=shipped: known_by(place, given)
    store.built_file = lambda place, given=shipped: built(place, given)
    known: set[str] = set()
    asked, wrong = 0, []
    while not (folder / "over").exists():
        before = _accepted(folder)
        try:
            with store.reading(folder / "store") as ledger:
                rows = ledger.execute("select import_id, count(*) from facts group by all").fetchall()
        except Exception:
            wrong.append(traceback.format_exc()[-400:])
            time.sleep(0.5)
            continue
        found = dict(rows)
        if fault := _is_of_one_state(found, before, known):
            wrong.append(fault)
        known, asked = known | (found.keys() - {"shipped"}), asked + 1
        time.sleep(0.5)
    told = {"asked": asked, "wrong": wrong[:20], "count": len(wrong)}
    (folder / f"reader-{reader}.json").write_text(json.dumps(told), encoding="utf-8")


def _begun(target: Callable, *given: object) -> multiprocessing.process.BaseProcess:
    process = FORK.Process(target=target, args=given)
    process.start()
    return process


def writers(folder: Path, goal: int, until: Until, count: int = 8, readers: int = 4) -> Tried:
    """So many commits by so many writers at once, each a process, beside processes that read."""
    tried, began = Tried(f"commits by {count} writers at once beside {readers} readers", goal), time.monotonic()
    lay_no_rules()
    shipped = shipped_in(folder)
    (folder / "store").mkdir()
    reading = [_begun(_read, folder, shipped, number) for number in range(readers)]
    writing = [_begun(_write, folder, shipped, number, goal // count, until) for number in range(count)]
    for process in writing:
        process.join()
        tried.faults += [] if process.exitcode == 0 else [f"a writer ended with {process.exitcode}"]
    (folder / "over").touch()
    for number, process in enumerate(reading):
        process.join()
        told = json.loads((folder / f"reader-{number}.json").read_text(encoding="utf-8"))
        tried.counts["answers, each of one state"] += told["asked"] - told["count"]
        tried.faults += told["wrong"]
    accepted = _accepted(folder)
    tried.done = len(accepted)
    there = {path.name for path in (folder / "store/imports").iterdir()}
    logged = [line["of"] for line in log.read(folder / "store") if line["what"] == "import"]
    if there != accepted or sorted(logged) != sorted(accepted):
        tried.faults.append(f"{len(accepted)} accepted, {len(there)} there, {len(logged)} logged")
    tried.seconds = time.monotonic() - began
    return tried


def _asked(port: int, question: str) -> tuple[str, bytes]:
    """The state by which a server labels an answer, and the answer."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/data/{question}", timeout=120) as answer:
        return answer.headers["etag"], answer.read()


def _command(place: Path, *given: str) -> str:
    """Do a command on a store; return what it said where it failed."""
    command = [sys.executable, "-m", "data", *given, "--store", str(place)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    return "" if done.returncode == 0 else f"{given}: {done.stderr[-300:]}"


def servers(folder: Path, goal: int, until: Until) -> Tried:
    """Imports that come and go while two servers answer for the same store: every answer is that of one of the two
    states, whichever server gives it.
    """
    tried, began = Tried("imports and undos under two servers on one store", goal), time.monotonic()
    place, over = folder / "store", threading.Event()
    states: dict[str, dict[str, bytes]] = {}
    guard = threading.Lock()

    def visit(port: int, question: str) -> None:
        while not over.is_set():
            try:
                state, body = _asked(port, question)
            except Exception as error:
                tried.faults.append(f"{question}: {error!r}")
                continue
            with guard:
                first = states.setdefault(question, {}).setdefault(state, body)
                tried.counts["answers, each of one state"] += 1
                if first != body:
                    tried.faults.append(f"{question}: two answers of one state")
            over.wait(0.2)

    def collect(number: int) -> None:
        """Two servers that keep briefings for their visitors: neither loses what the other has."""
        for turn in range(10):
            briefings.save({"name": f"{number}-{turn}", "items": []}, "create", place, by=KEEPER)
            over.wait(0.2)

    with started(ROOT / "app.py", place) as one, started(ROOT / "app.py", place) as other:
        visitors = [
            threading.Thread(target=visit, args=(server.port, name)) for server in (one, other) for name in ASKED
        ]
        visitors += [threading.Thread(target=collect, args=(number,)) for number in range(2)]
        for visitor in visitors:
            visitor.start()
        while tried.done < goal and not until.is_over():
            command = ("import", str(GIVEN), "--as", "come") if tried.done % 2 == 0 else ("undo", "come")
            if said := _command(place, *command):
                tried.faults.append(said)
            tried.done += 1
        time.sleep(3)  # longer than a server looks away
        for question in ASKED:
            if _asked(one.port, question) != _asked(other.port, question):
                tried.faults.append(f"{question}: the two servers do not agree at the end")
        over.set()
        for visitor in visitors:
            visitor.join()
    for question, answers in states.items():
        if len(answers) > 2:
            tried.faults.append(f"{question}: {len(answers)} states where there are two")
        tried.counts["states seen"] += len(answers)
    kept = [found["name"] for found in briefings.read_all(place)[0]]
    if len(kept) != 20:
        tried.faults.append(f"{len(kept)} of 20 briefings kept")
    tried.seconds = time.monotonic() - began
    return tried
