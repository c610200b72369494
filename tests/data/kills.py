"""Kill a command before each of its steps in the file system, and look at what is there.

python -m tests.data.kills FOLDER runs every command once a step on copies of a small store below the folder and prints
a line a command: how many steps, and how many of the kills left what.
The proof of a ledger (data.proving.prove) is left out here: it writes into the writer's aside alone.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from data import backups, briefings, imports, log, parts
from data.homes import folder as home
from data.reviewing import drafts
from data.reviewing.about import About
from tests.people import EDITOR, KEEPER

# what Python says of a step that changes files, before it does it
STEPS = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.truncate", "os.link", "os.symlink", "shutil.copyfile"}


def _is_step(event: str, given: tuple) -> bool:
    return event in STEPS or (event == "open" and bool(given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)))


def seen(store: Path) -> tuple:
    """What a reader has of a store: the files of all imports, the briefings and the drafts with their originals."""
    place = parts.part(store, "imports")
    files = sorted(path for path in place.rglob("*") if path.is_file() and path.relative_to(place).parts[0][0] != ".")
    kept, faults = briefings.read_all(store)
    return (
        tuple((path.relative_to(place).as_posix(), path.read_bytes()) for path in files),
        tuple((one["id"], one["name"], len(one["items"])) for one in kept),
        tuple(map(str, faults)),
        tuple((one.draft_id, one.place, drafts.load(one.draft_id, store)[1]) for one in drafts.drafts(store)),
    )


def run(
    command: Callable[[Path], object], store: Path, kill_before: int | None, seconds: float | None = None
) -> int | None:
    """Run a command in a process of its own, which is killed before a step or after some seconds; return its steps,
    None where it was killed before it had said that it is done.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        steps = 0

        def hook(event: str, given: tuple) -> None:
            nonlocal steps
            if _is_step(event, given):
                steps += 1
                if steps - 1 == kill_before:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            if seconds is not None:
                # nothing hears of it: the system ends the process where it is
                signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-6))
            with contextlib.suppress(imports.ImportRefused, briefings.BriefingRefused):
                command(store)
            os.write(writer, str(steps).encode())
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(70)
    os.close(writer)
    with os.fdopen(reader) as told:
        said = told.read()
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the command failed by itself")
    return int(said) if said else None


def _import(store: Path, name: str) -> None:
    imports.commit(store.parent / "given", name, store, by=KEEPER)


def _first(store: Path) -> dict:
    return briefings.read_all(store)[0][0]


def _rename(store: Path) -> None:
    briefings.save({**_first(store), "name": "新"}, "rename", store, by=KEEPER)


def _delete(store: Path) -> None:
    found = _first(store)
    briefings.delete(found["id"], found["as_read"], store, by=KEEPER)


ORIGINAL = "一份规划".encode()
SHA256 = hashlib.sha256(ORIGINAL).hexdigest()
DRAFT = drafts.Draft(drafts.draft_id(SHA256, KEEPER), "plan.txt", SHA256, About())


def _begin_draft(store: Path) -> None:
    # of another person than the one that is there
    name = drafts.draft_id(SHA256, EDITOR)
    with contextlib.suppress(drafts.DraftChanged):
        drafts.save(replace(DRAFT, draft_id=name), "", ORIGINAL, store, by=EDITOR)


def _save_draft(store: Path) -> None:
    found = drafts.load(DRAFT.draft_id, store)[0]
    drafts.save(replace(found, place={"at": "1"}), found.version, folder=store, by=KEEPER)


COMMANDS: dict[str, Callable[[Path], object]] = {
    "import": lambda store: _import(store, "second"),
    "undo": lambda store: imports.undo("first", store, by=KEEPER),
    "restore": lambda store: backups.restore(store.parent / "other.zip", store, by=KEEPER),
    "backup": lambda store: backups.backup(store.parent / "made.zip", store),
    "create a briefing": lambda store: briefings.save({"name": "另一", "items": []}, "create", store, by=KEEPER),
    "rename a briefing": _rename,
    "delete a briefing": _delete,
    "begin a draft": _begin_draft,
    "save a draft": _save_draft,
    "remove a draft": lambda store: drafts.remove(DRAFT.draft_id, store, by=KEEPER),
    "undo of a briefing": lambda store: briefings.undo(store, by=KEEPER),
}


def _proof(imports: Iterable[Path], asides: Path, shipped: Path, folder: Path | None = None) -> Path:
    """In place of the ledger that proves: what is killed is the steps of files, not the building."""
    made = asides / "ledger-proof.duckdb"
    made.write_bytes(b"")
    return made


def prepared(folder: Path) -> Path:
    """A store with an import and two briefings, a folder to import and a backup of another store beside it."""
    home.prove = _proof
    imports._places = lambda *given: {}
    # a kill takes nothing from the disk that the system has
    os.fsync = lambda handle: None
    given = folder / "given"
    for place in ("catalog/units.csv", "facts/demo.csv"):
        (given / place).parent.mkdir(parents=True)
        (given / place).write_text("unit,dimension,factor\n", encoding="utf-8")
    (given / "texts").mkdir()
    (given / "texts" / SHA256).write_bytes(ORIGINAL)
    other = folder / "other"
    imports.commit(given, "restored", other, by=KEEPER)
    briefings.save({"name": "备份的", "items": []}, "create", other, by=KEEPER)
    drafts.save(DRAFT, "", ORIGINAL, other, by=KEEPER)
    backups.backup(folder / "other.zip", other)
    store = folder / "store"
    imports.commit(given, "first", store, by=KEEPER)
    briefings.save({"name": "一", "items": []}, "create", store, by=KEEPER)
    briefings.save({"name": "二", "items": []}, "create", store, by=KEEPER)
    drafts.save(DRAFT, "", ORIGINAL, store, by=KEEPER)
    return store


def kill_everywhere(name: str, template: Path) -> Counter:
    """How many kills of a command left the state before, after, anything else (neither), or leavings that stay."""
    command, found = COMMANDS[name], Counter()
    work = template.parent / "work"

    def fresh() -> Path:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(template.parent, work, ignore=shutil.ignore_patterns("work"))
        return work / template.name

    before, told = seen(fresh()), len(log.read(template))
    steps = run(command, work / template.name, None)
    after = seen(work / template.name)
    found["steps"] = steps or 0
    for step in range(found["steps"]):
        store = fresh()
        assert run(command, store, step) is None
        now = seen(store)
        lines = (store / log.LOG).read_bytes().splitlines(keepends=True)
        found["broken log"] += not all(line.endswith(b"\n") for line in lines) or len(log.read(store)) != len(lines)
        found["not logged"] += now != before and len(lines) == told
        found["before" if now == before else "after" if _alike(now, after) else "neither"] += 1
        with parts.writing(store), parts.writing_documents(store):
            found["moved by the next"] += seen(store) != now
        hidden = {path.name for path in store.rglob(".*")} - {".lock", parts.BRIEFINGS_LOCK, log.LOG_LOCK}
        found["left behind"] += bool(hidden)
        run(command, store, None)
        is_done = _alike(seen(store), after) and (name != "backup" or (work / "made.zip").exists())
        # done once more, these take back or away another one
        found["not done again"] += not is_done and name not in ("delete a briefing", "undo of a briefing")
    return +found


def _alike(one: tuple, other: tuple) -> bool:
    """Whether two states are the same but for the ids of new briefings."""
    names = [tuple(briefing[1:] for briefing in state[1]) for state in (one, other)]
    return one[0] == other[0] and one[2:] == other[2:] and names[0] == names[1]


if __name__ == "__main__":
    template = prepared(Path(sys.argv[1]))
    for name in COMMANDS:
        print(name, *(f"{count} {what}" for what, count in kill_everywhere(name, template).items()), sep=", ")
