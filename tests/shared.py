"""What the tests of one run share: ledgers built, answers asked, views drawn, packages looked through but once."""

import asyncio
import fcntl
import functools
import os
import shutil
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from inspect import signature
from pathlib import Path
from typing import TypeVar

import duckdb
import pytest
from streamlit.components.v2 import manifest_scanner

import queries
from components.language import words
from components.views import registry
from data import connections, state, store

# bytes
KEPT = 2**40
Given = TypeVar("Given")


def apart(function: Callable[[], Given]) -> Given:
    """What a function gives in a thread of its own, where no other loop of events runs: the browser's is one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function).result()


def run_apart(begin: Callable[[], Coroutine[None, None, Given]]) -> Given:
    """What a coroutine gives in a loop and a thread of its own. begin: makes it."""
    return apart(lambda: asyncio.run(begin()))


@contextmanager
def ledgers_built_once(known: Path) -> Iterator[None]:
    """A ledger that one test of this run has built, in this process or beside it, is copied by the others; one with
    faults is built each time.

    known: the folder in which they are kept.
    """
    build, rule = store._build, store.rule

    def ruled(connection: duckdb.DuckDBPyConnection, names: Iterable[str] | None = None) -> None:
        rule(connection, store.RULES if names is None else names)

    def built(path: Path, folder: Path, shipped: Path) -> None:
        file = known / f"{state.looked(folder, shipped)}-{len(store.RULES)}.duckdb"
        # one process builds it: all begin with the same one
        with file.with_suffix(".lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not file.exists():
                build(path, folder, shipped)
                aside = file.with_suffix(".aside")
                shutil.copyfile(path, aside)
                os.replace(aside, file)
                return
        shutil.copyfile(file, path)

    with pytest.MonkeyPatch.context() as patch:
        # a test may lay fewer rules than all
        patch.setattr(store, "rule", ruled)
        patch.setattr(store, "_build", built)
        yield


def lay_no_findings(patch: pytest.MonkeyPatch) -> None:
    """Until the patch is undone, ledgers are built without what is found once for all, more than half of the work."""
    patch.setattr(store, "RULES", tuple(name for name in store.RULES if name not in store.FOUND))


def lay_no_rules(patch: pytest.MonkeyPatch) -> None:
    """Until the patch is undone, ledgers are built of their tables alone."""
    patch.setattr(store, "RULES", ())


def plan_plainly(patch: pytest.MonkeyPatch) -> None:
    """Until the patch is undone, ledgers are checked and built as their SQL stands, by one thread: a handful of rows is
    read sooner than the best way to read them is found and another thread woken.
    """
    load = store._load

    def plain(connection: duckdb.DuckDBPyConnection, *given, **named) -> list:
        connection.execute("pragma disable_optimizer; set threads = 1")
        return load(connection, *given, **named)

    patch.setattr(store, "_load", plain)


def keep_months(patch: pytest.MonkeyPatch, months: Iterable[str], folder: Path | None = None) -> None:
    """Until the patch is undone, the ledger of a store is taken to keep the judgements of these of its months (YYYY-MM)
    alone, so that few are worked out ahead.
    """
    with store.reading(folder) as cursor:
        kept = frozenset(store.stored_months(cursor)) & frozenset(months)
        patch.setitem(connections.notes(cursor)[0], "stored", kept)


@contextmanager
def views_drawn_once() -> Iterator[None]:
    """A view of one state of the ledger in one language is drawn by the first test that asks for it, and handed to the
    others; nobody may change it.
    """
    drawn: dict[tuple, object] = {}

    def once(make: Callable) -> Callable:
        form = signature(make)

        @functools.wraps(make)
        def made(*given, **named):
            bound = form.bind(*given, **named)
            bound.apply_defaults()
            key = (queries.fingerprint(), words.language(), made, repr(bound.arguments))
            if key not in drawn:
                drawn[key] = make(*given, **named)
            return drawn[key]

        return made

    with pytest.MonkeyPatch.context() as patch:
        for name, kind in registry.KINDS.items():
            made = once(kind.make)
            patch.setitem(registry.KINDS, name, replace(kind, make=made))
            patch.setattr(f"{kind.make.__module__}.{kind.make.__name__}", made)
        yield


@contextmanager
def asked_once() -> Iterator[None]:
    """No answer is forgotten while there are more tests, and Streamlit looks through the installed packages once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries._answers, "most", KEPT)
        scan = lru_cache(1)(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield
