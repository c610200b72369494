"""A server sees what is written by hand, by another program and by itself, without looking for it at each question."""

import gc
import pkgutil
import shutil
import threading
import time
from pathlib import Path

import pytest

import app
import queries
from data import backups, imports, state, store
from tests.data.test_store import add_import
from tests.people import KEEPER
from tests.shared import run_apart


@pytest.fixture
def seldom(monkeypatch) -> None:
    """Between two looks of a server there is an hour."""
    monkeypatch.setattr(state, "EVERY", 3600)


def seen(ledger) -> str:
    return state.fingerprint(ledger.store, ledger.shipped)


def edit(ledger) -> None:
    file = ledger.shipped / "facts/demo-plan.csv"
    file.write_bytes(file.read_bytes() + b"\n")


def source(ledger, tmp_path: Path) -> Path:
    """A folder that can be imported."""
    return Path(shutil.move(add_import(ledger, "aside"), tmp_path / "source"))


def test_a_server_gives_what_it_saw_last_however_often_it_is_asked(small_ledger, seldom, monkeypatch):
    looks = []
    monkeypatch.setattr(state, "looked", lambda *place, look=state.looked: looks.append(place) or look(*place))
    with state.watched():
        assert len({seen(small_ledger) for _ in range(5)}) == 1
        assert len(looks) == 1
        edit(small_ledger)
        before = seen(small_ledger)
        state.look_again()
        assert seen(small_ledger) != before
        assert len(looks) == 2


def test_a_server_looks_every_two_seconds_and_sees_an_edit(small_ledger, monkeypatch):
    assert state.EVERY == 2
    monkeypatch.setattr(state, "EVERY", 0.01)
    with state.watched():
        before = seen(small_ledger)
        edit(small_ledger)
        for _ in range(500):
            if seen(small_ledger) != before:
                break
            time.sleep(0.01)
        assert seen(small_ledger) == state.looked(small_ledger.store, small_ledger.shipped) != before


def test_a_look_that_finds_a_file_gone_between_two_steps_is_not_the_last(small_ledger, monkeypatch):
    monkeypatch.setattr(state, "EVERY", 0.01)
    with state.watched():
        before = seen(small_ledger)
        asked = []

        def gone(*place):
            asked.append(place)
            if len(asked) < 3:
                raise FileNotFoundError
            return "seen"

        monkeypatch.setattr(state, "looked", gone)
        for _ in range(500):
            if seen(small_ledger) != before:
                break
            time.sleep(0.01)
        assert seen(small_ledger) == "seen"


def test_an_import_an_undo_and_a_restore_of_its_own_are_seen_at_once(small_ledger, seldom, tmp_path):
    given = source(small_ledger, tmp_path)
    folder, shipped = small_ledger.store, small_ledger.shipped
    with state.watched():
        bare = seen(small_ledger)
        imports.commit(given, "demo", folder, shipped, by=KEEPER)
        with_import = seen(small_ledger)
        backups.backup(tmp_path / "kept.zip", folder)
        imports.undo("demo", folder, shipped, by=KEEPER)
        without = seen(small_ledger)
        backups.restore(tmp_path / "kept.zip", folder, shipped, by=KEEPER)
        restored = seen(small_ledger)
    assert (without, restored) == (bare, with_import)
    assert with_import != bare


def test_without_a_server_every_edit_is_seen_at_once(small_ledger):
    before = seen(small_ledger)
    with state.watched():
        seen(small_ledger)
    edit(small_ledger)
    assert seen(small_ledger) != before


@pytest.mark.usefixtures("tables_alone")
def test_until_newer_csv_is_seen_the_ledger_is_read_as_it_was_though_its_file_is_gone(tmp_path, seldom):
    count = "select count(*) from facts"
    with state.watched():
        with store.reading(tmp_path) as cursor:
            before = cursor.execute(count).fetchone()
        add = tmp_path / "imports" / "one" / "catalog"
        add.mkdir(parents=True)
        shutil.copy(store.SHIPPED / "catalog/units.csv", add)
        for file in (tmp_path / "built").iterdir():  # by another process that has built the newer one
            file.unlink()
        with store.reading(tmp_path) as cursor:
            assert cursor.execute(count).fetchone() == before
        assert list((tmp_path / "built").glob("ledger-*.duckdb")) == []
        state.look_again()
        with store.reading(tmp_path) as cursor:
            assert cursor.execute(count).fetchone() == before
        assert [file.stem for file in (tmp_path / "built").glob("ledger-*.duckdb")] == [
            f"ledger-{queries.fingerprint(tmp_path)}"
        ]


@pytest.mark.parametrize(("said", "is_worked"), [("", True), ("yes", True), ("no", False)])
def test_a_server_works_ahead_unless_it_is_told_not_to(monkeypatch, said, is_worked):
    monkeypatch.setenv("PLANLEDGER_AHEAD", said)
    monkeypatch.setattr(state, "EVERY", 0.01)
    has_worked = threading.Event()
    with state.watched(has_worked.set):
        assert has_worked.wait(5 if is_worked else 0.2) == is_worked


def test_the_app_watches_as_long_as_it_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    monkeypatch.setattr(pkgutil, "walk_packages", lambda *_: [])
    for name in ("freeze", "unfreeze"):
        monkeypatch.setattr(gc, name, lambda: None)

    async def served() -> bool:
        async with app.lifespan(app.app):
            return state._watched is not None

    assert run_apart(served)
    assert state._watched is None
