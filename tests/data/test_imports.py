"""An import is whole or not there; undo loses nothing."""

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data import imports, store
from data.__main__ import main
from tests.data.stores import everything, import_ids
from tests.people import KEEPER
from tests.whole import some

pytestmark = pytest.mark.usefixtures("tables_alone")

ROOT = Path(store.__file__).parents[1]


def test_a_commit_joins_the_facts_under_its_name_and_undo_takes_them_out(small_ledger, source):
    place = imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert place == small_ledger.store / "imports" / "first"
    assert import_ids(small_ledger) == {"shipped", "first"}
    gone = imports.undo("first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert import_ids(small_ledger) == {"shipped"}
    assert (gone / "facts/demo-import.csv").is_file()


def test_the_ledger_that_proved_an_import_is_the_one_that_is_read_after_it(small_ledger, source, monkeypatch):
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    kept = store.fingerprint(small_ledger.store, small_ledger.shipped)
    assert [file.stem for file in (small_ledger.store / "built").glob("ledger-*.duckdb")] == [f"ledger-{kept}"]
    monkeypatch.setattr(store, "_build", None)
    assert import_ids(small_ledger) == {"shipped", "first"}
    assert not (small_ledger.store / ".asides").exists()


def test_an_import_and_an_undo_copy_nothing_of_the_imports_that_are_there(small_ledger, source, monkeypatch):
    for name in ("first", "second"):
        imports.commit(source(name), name, small_ledger.store, small_ledger.shipped, by=KEEPER)
    copied, copy = [], shutil.copyfile
    monkeypatch.setattr(shutil, "copyfile", lambda *given, **more: copied.append(given[0]) or copy(*given, **more))
    imports.commit(source("third"), "third", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert sorted(path.name for path in copied if path.suffix == ".csv") == ["documents.csv", "third.csv"]
    copied.clear()
    imports.undo("first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert [path for path in copied if path.suffix == ".csv"] == []
    assert import_ids(small_ledger) == {"shipped", "second", "third"}


def test_where_a_system_gives_no_names_that_lead_elsewhere_the_imports_are_copied(small_ledger, source, monkeypatch):
    imports.commit(source("first"), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)

    def refused(*given, **more):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "symlink", refused)
    imports.commit(source("second"), "second", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert import_ids(small_ledger) == {"shipped", "first", "second"}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("First", "small letters"),
        ("../out", "small letters"),
        ("", "small letters"),
        ("a" * 300, "100 at most"),
        ("first", "there already"),
    ],
)
def test_a_name_that_cannot_be_or_is_taken_is_refused(name, says, small_ledger, source):
    folder = source()
    imports.commit(folder, "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    before = everything(small_ledger)
    with pytest.raises(imports.ImportRefused, match=says) as refused:
        imports.commit(folder, name, small_ledger.store, small_ledger.shipped, by=KEEPER)
    chinese, english = str(refused.value).splitlines()
    assert re.search("[一-龥]", chinese)
    assert not re.search("[一-龥]", english)
    assert everything(small_ledger) == before


def test_a_folder_without_csv_is_refused(small_ledger, tmp_path):
    with pytest.raises(imports.ImportRefused, match="neither"):
        imports.commit(tmp_path / "nothing", "first", small_ledger.store, small_ledger.shipped, by=KEEPER)


def test_a_fault_is_named_and_nothing_changes(small_ledger, source):
    folder = source()
    file = folder / "facts/demo-import.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("demo-import.", "elsewhere."), encoding="utf-8")
    before = everything(small_ledger)
    with pytest.raises(store.LedgerFault, match=r"first/facts/demo-import\.csv:2: misplaced_id"):
        imports.commit(folder, "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert everything(small_ledger) == before
    assert not list(small_ledger.store.glob(".*s/*"))


def test_an_import_that_repeats_another_is_refused(small_ledger, source):
    folder = source()
    imports.commit(folder, "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    with pytest.raises(store.LedgerFault, match="duplicate_id"):
        imports.commit(folder, "second", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert import_ids(small_ledger) == {"shipped", "first"}


def test_an_aside_of_a_writer_that_died_is_not_read_and_goes_with_the_next(small_ledger, source):
    dead = small_ledger.store / ".asides" / "dead" / "facts"
    dead.mkdir(parents=True)
    (dead / "half.csv").write_text("half", encoding="utf-8")
    assert import_ids(small_ledger) == {"shipped"}
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert not (small_ledger.store / ".asides").exists()


@pytest.mark.parametrize("count", some([2, 4], 0))
def test_writers_at_once_are_all_kept(small_ledger, source, count):
    command = (
        "import sys; from pathlib import Path; from data import imports; from tests.people import KEEPER; "
        "imports.commit(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), by=KEEPER)"
    )
    names = [f"plan-{number}" for number in range(count)]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", command, source(name), name, small_ledger.store, small_ledger.shipped], cwd=ROOT
        )
        for name in names
    ]
    assert [writer.wait(60) for writer in writers] == [0] * count
    assert import_ids(small_ledger) == {"shipped", *names}


def test_the_command_line_says_what_was_done_or_why_not(tmp_path, capsys):
    assert main(["undo", "nothing", "--store", str(tmp_path)]) == 1
    assert "no such import" in capsys.readouterr().err
    assert main(["backup", str(tmp_path / "ledger.zip"), "--store", str(tmp_path)]) == 0
    assert "1 files" in capsys.readouterr().out  # the log, which says so


@pytest.mark.parametrize("name", ["../briefings", "", ".", "..", "first/facts", "/", "a" * 300, "first\0"])
def test_undo_takes_out_an_import_and_nothing_else(name, small_ledger, source, tmp_path):
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    (small_ledger.store / "briefings").mkdir()
    (small_ledger.store / "briefings/a.json").write_text("{}", encoding="utf-8")
    before = everything(small_ledger)
    for tried in (name, str(tmp_path / "given")):
        with pytest.raises(imports.ImportRefused, match="no such import"):
            imports.undo(tried, small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert everything(small_ledger) == before
    assert (tmp_path / "given").is_dir()


@pytest.mark.parametrize(
    "file",
    ["facts/more.CSV", "facts/更多.csv", "facts/notes.xlsx", "catalog/indicator.csv", "facts.csv", "fact/more.csv",
     "facts/deep/more.csv", "facts/folder.csv/x", "facts/link.csv", "facts/half-a-letter-\udcff.csv"],
)  # fmt: skip
def test_a_file_that_would_be_left_unread_is_refused_and_named(file, small_ledger, source):
    folder = source()
    if file.endswith("link.csv"):
        (folder / file).symlink_to(folder / "nowhere")
    else:
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text("a,b\n1,2\n", encoding="utf-8")
    before = everything(small_ledger)
    with pytest.raises(imports.ImportRefused, match="would not be read") as refused:
        imports.commit(folder, "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert "/".join(file.split("/")[:2]).replace("\udcff", "?") in str(refused.value)
    assert everything(small_ledger) == before


def test_a_readme_and_what_is_hidden_may_stand_beside_an_import(small_ledger, source):
    folder = source()
    (folder / "README.md").write_text("what it is", encoding="utf-8")
    (folder / "facts/.more.csv.swp").write_bytes(b"\0")
    imports.commit(folder, "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert import_ids(small_ledger) == {"shipped", "first"}


def test_what_killed_commands_left_is_swept_by_the_next(small_ledger, source):
    for left in (".trial-x", ".restore-x", ".without-x", ".asides"):
        (small_ledger.store / left / "imports").mkdir(parents=True)
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    hidden = {path.name for path in small_ledger.store.glob(".*")}
    assert hidden == {".lock", ".log.lock"}


def test_an_import_is_on_the_disk_before_its_name_counts(small_ledger, source, monkeypatch):
    done = []
    monkeypatch.setattr(os, "fsync", lambda handle, sync=os.fsync: done.append(os.fstat(handle).st_ino) or sync(handle))
    monkeypatch.setattr(os, "rename", lambda a, b, do=os.rename: done.append((Path(a), Path(b))) or do(a, b))
    place = imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    renamed = next(number for number, step in enumerate(done) if step == (small_ledger.store / ".asides/first", place))
    files = [path.stat().st_ino for path in (place, *place.rglob("*"))]
    assert set(files) <= set(done[:renamed])
    assert place.parent.stat().st_ino in done[renamed:]
