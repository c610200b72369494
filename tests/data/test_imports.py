"""An import is whole or not there; undo, backup and restore lose nothing."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from data import imports, store
from data.__main__ import main

ROOT = Path(store.__file__).parents[1]


@pytest.fixture
def source(small_ledger, tmp_path):
    """A folder to import: one document with one fact, in the layout of data/."""

    def make(name: str = "demo-import") -> Path:
        folder = tmp_path / "given" / name
        for part in ("catalog", "facts"):
            (folder / part).mkdir(parents=True)
        header, plan, *_ = (small_ledger.shipped / "catalog/documents.csv").read_text(encoding="utf-8").splitlines()
        (folder / "catalog/documents.csv").write_text(
            f"{header}\n{plan.replace('demo-plan', name)}\n", encoding="utf-8"
        )
        header, row, *_ = (small_ledger.shipped / "facts/demo-plan.csv").read_text(encoding="utf-8").splitlines()
        (folder / f"facts/{name}.csv").write_text(f"{header}\n{row.replace('demo-plan', name)}\n", encoding="utf-8")
        return folder

    return make


def import_ids(ledger) -> set[str]:
    with duckdb.connect(str(store.built_file(ledger.store, ledger.shipped)), read_only=True) as connection:
        return {name for (name,) in connection.execute("select distinct import_id from facts").fetchall()}


def everything(ledger) -> dict[str, bytes]:
    kept = [path for part in imports.KEPT for path in (ledger.store / part).rglob("*") if path.is_file()]
    return {path.relative_to(ledger.store).as_posix(): path.read_bytes() for path in kept}


def test_a_commit_joins_the_facts_under_its_name_and_undo_takes_them_out(small_ledger, source):
    place = imports.commit(source(), "first", small_ledger.store, small_ledger.shipped)
    assert place == small_ledger.store / "imports" / "first"
    assert import_ids(small_ledger) == {"shipped", "first"}
    gone = imports.undo("first", small_ledger.store, small_ledger.shipped)
    assert import_ids(small_ledger) == {"shipped"}
    assert (gone / "facts/demo-import.csv").is_file()


def test_the_ledger_that_proved_an_import_is_the_one_that_is_read_after_it(small_ledger, source, monkeypatch):
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped)
    kept = store.fingerprint(small_ledger.store, small_ledger.shipped)
    assert [file.stem for file in (small_ledger.store / "built").iterdir()] == [f"ledger-{kept}"]
    monkeypatch.setattr(store, "_build", None)
    assert import_ids(small_ledger) == {"shipped", "first"}
    assert not (small_ledger.store / ".asides").exists()


@pytest.mark.parametrize(
    ("name", "says"),
    [("First", "small letters"), ("../out", "small letters"), ("first", "there already")],
)
def test_a_name_that_cannot_be_or_is_taken_is_refused(name, says, small_ledger, source):
    folder = source()
    imports.commit(folder, "first", small_ledger.store, small_ledger.shipped)
    before = everything(small_ledger)
    with pytest.raises(imports.ImportRefused, match=says) as refused:
        imports.commit(folder, name, small_ledger.store, small_ledger.shipped)
    chinese, english = str(refused.value).splitlines()
    assert re.search("[一-龥]", chinese)
    assert not re.search("[一-龥]", english)
    assert everything(small_ledger) == before


def test_a_folder_without_csv_is_refused(small_ledger, tmp_path):
    with pytest.raises(imports.ImportRefused, match="neither"):
        imports.commit(tmp_path / "nothing", "first", small_ledger.store, small_ledger.shipped)


def test_a_fault_is_named_and_nothing_changes(small_ledger, source):
    folder = source()
    file = folder / "facts/demo-import.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("demo-import.", "elsewhere."), encoding="utf-8")
    before = everything(small_ledger)
    with pytest.raises(store.LedgerFault, match=r"first/facts/demo-import\.csv:2: misplaced_id"):
        imports.commit(folder, "first", small_ledger.store, small_ledger.shipped)
    assert everything(small_ledger) == before
    assert not list(small_ledger.store.glob(".*s/*"))


def test_an_import_that_repeats_another_is_refused(small_ledger, source):
    folder = source()
    imports.commit(folder, "first", small_ledger.store, small_ledger.shipped)
    with pytest.raises(store.LedgerFault, match="duplicate_id"):
        imports.commit(folder, "second", small_ledger.store, small_ledger.shipped)
    assert import_ids(small_ledger) == {"shipped", "first"}


def test_an_aside_of_a_writer_that_died_is_not_read_and_goes_with_the_next(small_ledger, source):
    dead = small_ledger.store / ".asides" / "dead" / "facts"
    dead.mkdir(parents=True)
    (dead / "half.csv").write_text("half", encoding="utf-8")
    assert import_ids(small_ledger) == {"shipped"}
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped)
    assert not (small_ledger.store / ".asides").exists()


def test_four_writers_at_once_are_all_kept(small_ledger, source):
    command = (
        "import sys; from pathlib import Path; from data import imports; "
        "imports.commit(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))"
    )
    names = [f"plan-{number}" for number in range(4)]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", command, source(name), name, small_ledger.store, small_ledger.shipped], cwd=ROOT
        )
        for name in names
    ]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    assert import_ids(small_ledger) == {"shipped", *names}


def test_a_backup_restored_is_what_it_was(small_ledger, source, tmp_path):
    imports.commit(source("one"), "one", small_ledger.store, small_ledger.shipped)
    before = everything(small_ledger)
    file = tmp_path / "ledger.zip"
    assert imports.backup(file, small_ledger.store) == len(before)
    imports.undo("one", small_ledger.store, small_ledger.shipped)
    imports.commit(source("two"), "two", small_ledger.store, small_ledger.shipped)
    imports.restore(file, small_ledger.store, small_ledger.shipped)
    assert everything(small_ledger) == before
    # what was there before the restore is put away, not lost
    assert list((small_ledger.store / "undone").glob("imports-*/two/facts/two.csv"))


def test_what_is_no_backup_changes_nothing(small_ledger, source, tmp_path):
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped)
    before = everything(small_ledger)
    file = tmp_path / "notes.zip"
    file.write_text("notes", encoding="utf-8")
    with pytest.raises(imports.ImportRefused, match="not a backup"):
        imports.restore(file, small_ledger.store, small_ledger.shipped)
    assert everything(small_ledger) == before


def test_the_command_line_says_what_was_done_or_why_not(tmp_path, capsys):
    assert main(["undo", "nothing", "--store", str(tmp_path)]) == 1
    assert "no such import" in capsys.readouterr().err
    assert main(["backup", str(tmp_path / "ledger.zip"), "--store", str(tmp_path)]) == 0
    assert "0 files" in capsys.readouterr().out
