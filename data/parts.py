"""The parts of a store that are no derived thing: where each stands, what may bear which name, how a restore puts all
of them in the place of the present ones at once.

A restore prepares its parts aside and renames their folder to .restored: that rename is the restore, for from then on
a part is read there as long as it stands there. What is left, putting the former parts away and the new ones in their
place, is done by the same command, or by the next one where that was killed.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from data.log import LOG, take_in
from data.writing import locked, move

Document = TypeVar("Document")
Refusal = TypeVar("Refusal", bound=Exception)
DOCUMENTS = ("briefings", "drafts", "targets")
KEPT = ("imports", *DOCUMENTS)
# of the log nothing may go, and who has which role is written by hand: a restore adds to the one, keeps the other
ROLES_FILE = "roles.toml"
KEPT_FILES = (LOG, ROLES_FILE)
RESTORED = ".restored"
# what writers make aside; a killed one leaves it to the next, which knows by the lock that nobody uses it
ASIDES = ".asides"
LEAVINGS = (ASIDES, ".trial-*", ".restore-*", ".without-*")
# briefings and drafts are changed while an import is proven
BRIEFINGS_LOCK = ".briefings.lock"
IMPORT_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
FACTS_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}\.csv")
# the originals of an import's documents: its folder of them, and a name in it, which is the sum of what it holds
TEXTS, TEXT_NAME = "texts", re.compile("[0-9a-f]{64}")


def part(store: Path, name: str) -> Path:
    """The folder in which a part of the store stands, whether it exists or not."""
    restored = os.path.join(store, RESTORED, name)
    return Path(restored) if os.path.isdir(restored) else Path(store, name)


def read_documents(
    store: Path, name: str, parsed: Callable[[Path], Document], refused: type[Refusal]
) -> tuple[list[Document], list[Refusal]]:
    """What the JSON files of a part say, in the order of their names, and what is wrong with those that `parsed`
    refuses; all of one state, also while a restore puts the part in another's place.
    """
    while True:
        place = part(store, name)
        found, faults = [], []
        for path in sorted(place.glob("[!.]*.json")):
            try:
                found.append(parsed(path))
            except refused as fault:
                faults.append(fault)
            except FileNotFoundError:  # deleted since they were listed
                continue
        # a restore between the two would have left some of each
        if part(store, name) == place:
            return found, faults


def is_file_name(name: str) -> bool:
    """Whether a text can name a file of ours in a folder: no way out of it, nothing hidden, not too long."""
    is_sound = bool(name) and name[0] != "." and not re.search(r"[/\\:\0]", name)
    return is_sound and len(name.encode(errors="replace")) < 200


@contextlib.contextmanager
def writing(store: Path) -> Iterator[Path]:
    """Hold the store for one writer; give the folder in which it may make things aside, which goes with it.

    What a killed writer began is finished where it counted already, else swept away.
    """
    with locked(store):
        for pattern in LEAVINGS:
            for left in store.glob(pattern):
                shutil.rmtree(left)
        if (store / RESTORED).is_dir():
            with locked(store, BRIEFINGS_LOCK):
                finish_restore(store)
        asides = store / ASIDES
        asides.mkdir()
        try:
            yield asides
        finally:
            shutil.rmtree(asides, ignore_errors=True)


@contextlib.contextmanager
def writing_documents(store: Path) -> Iterator[None]:
    """Hold the briefings and drafts for one writer. A restore that a killed command left is finished first."""
    if (store / RESTORED).is_dir():
        with writing(store):
            pass
    with locked(store, BRIEFINGS_LOCK):
        for name in DOCUMENTS:
            for left in (*part(store, name).glob(".*.aside"), *part(store, name).glob("*/.*.aside")):
                left.unlink(missing_ok=True)
        yield


def without_texts(imports: Path) -> Callable[[str, list[str]], list[str]]:
    """What a copy of the imports leaves out that is only to build a ledger: what is hidden, and the originals."""

    def left_out(place: str, names: list[str]) -> list[str]:
        return [name for name in names if name[0] == "." or (name == TEXTS and Path(place).parent == imports)]

    return left_out


def free_place(name: str, store: Path) -> Path:
    """Where in undone/ a folder may lie under a name that is still free."""
    (store / "undone").mkdir(exist_ok=True)
    number = 1
    while (gone := store / "undone" / f"{name}-{number}").exists():
        number += 1
    return gone


def put_away(place: Path, store: Path) -> Path:
    """Rename a folder into undone/; return where it lies now."""
    gone = free_place(place.name, store)
    move(place, gone)
    return gone


def finish_restore(store: Path) -> None:
    """Put the parts that stand in .restored in their places, the former ones away; by the holder of both locks."""
    for name in KEPT:
        if (store / RESTORED / name).is_dir():
            if (store / name).is_dir():
                put_away(store / name, store)
            move(store / RESTORED / name, store / name)
    if (store / RESTORED / LOG).is_file():
        take_in(store / RESTORED / LOG, store)
        (store / RESTORED / LOG).unlink()
    if (roles := store / RESTORED / ROLES_FILE).is_file():
        if (store / ROLES_FILE).exists():
            roles.unlink()
        else:
            move(roles, store / ROLES_FILE)
    (store / RESTORED).rmdir()
