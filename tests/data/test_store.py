"""One built file for each state of the CSV, read by any number of processes, never half-written."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from data import store
from tests.whole import some

ROOT = Path(store.__file__).parents[1]
SMALL_FILES = sorted(
    str(file.relative_to(Path(__file__).parent / "small")) for file in (Path(__file__).parent / "small").rglob("*.csv")
)
tables_alone = pytest.mark.usefixtures("tables_alone")


def built(ledger) -> Path:
    return store.built_file(ledger.store, ledger.shipped)


def count(path: Path, table: str = "facts") -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]


def in_built(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()}


def add_import(ledger, import_id: str) -> Path:
    """An import of one document with one fact, in the layout of the shipped folder."""
    folder = ledger.store / "imports" / import_id
    (folder / "catalog").mkdir(parents=True)
    (folder / "facts").mkdir()
    header, plan, _ = (ledger.shipped / "catalog/documents.csv").read_text(encoding="utf-8").splitlines()
    document = plan.replace("demo-plan", "demo-import")
    (folder / "catalog/documents.csv").write_text(f"{header}\n{document}\n", encoding="utf-8")
    header, row, *_ = (ledger.shipped / "facts/demo-plan.csv").read_text(encoding="utf-8").splitlines()
    fact = row.replace("demo-plan", "demo-import")
    (folder / "facts/demo-import.csv").write_text(f"{header}\n{fact}\n", encoding="utf-8")
    return folder


@tables_alone
def test_files_of_any_line_ends_marks_and_columns_are_read_together_in_their_order(small_ledger):
    folder = add_import(small_ledger, "first")
    header, row = (folder / "facts/demo-import.csv").read_text(encoding="utf-8").splitlines()
    names, cells = header.split(","), row.split(",")
    # the last column says the grade, the one before it is a note
    assert names[-2:] == ["note", "reliability"]
    turned = [",".join([words[-1], *words[:-1]]) for words in (names, cells)]
    forms = {
        "a": ("", "\r\n", [header, row]),
        "b": ("\ufeff", "\n", [header, ",".join([*cells[:-2], '"a ""b"", \u2028c"', "A"])]),
        "c": ("", "\r", turned),
    }
    catalog = (folder / "catalog/documents.csv").read_text(encoding="utf-8").splitlines()
    for name, (mark, end, lines) in forms.items():
        catalog.append(catalog[1].replace("demo-import", f"demo-{name}"))
        text = mark + "".join(line.replace("demo-import", f"demo-{name}") + end for line in lines)
        (folder / f"facts/demo-{name}.csv").write_bytes(text.encode("utf-8"))
    (folder / "catalog/documents.csv").write_text("\n".join(catalog), encoding="utf-8")
    with duckdb.connect(str(built(small_ledger)), read_only=True) as ledger:
        read = ledger.execute("select document_id, note, reliability from facts where import_id = 'first'").fetchall()
    plain = ("demo-a", None, "A"), ("demo-b", 'a "b", \u2028c', "A"), ("demo-c", None, "A"), ("demo-import", None, "A")
    assert tuple(read) == plain
    # the line that a fault names is that of its own file
    text = (folder / "facts/demo-c.csv").read_bytes().decode("utf-8")
    (folder / "facts/demo-c.csv").write_bytes(f"{text}{turned[1].replace('demo-import', 'demo-x')}\r".encode())
    faults = store.check(small_ledger.store, small_ledger.shipped)
    assert {(fault["file"], fault["line"]) for fault in faults} == {("first/facts/demo-c.csv", 3)}


def started(code: str, *arguments: str) -> subprocess.Popen:
    """Another Python that runs a piece of code in the project's folder."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip


@tables_alone
def test_the_same_csv_is_built_once_and_then_left_untouched(small_ledger):
    first = built(small_ledger)
    before = first.stat()
    second = built(small_ledger)
    after = second.stat()
    assert (second, after.st_mtime_ns, after.st_ino) == (first, before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("file", SMALL_FILES)
def test_an_edit_of_any_csv_changes_the_fingerprint(file, small_ledger):
    before = store.fingerprint(small_ledger.store, small_ledger.shipped)
    path = small_ledger.shipped / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert store.fingerprint(small_ledger.store, small_ledger.shipped) != before


def test_a_renamed_a_removed_and_an_imported_file_change_the_fingerprint(small_ledger):
    seen = [store.fingerprint(small_ledger.store, small_ledger.shipped)]
    facts = small_ledger.shipped / "facts"
    (facts / "demo-bulletin.csv").rename(facts / "demo-bulletin-2.csv")
    seen.append(store.fingerprint(small_ledger.store, small_ledger.shipped))
    (facts / "demo-bulletin-2.csv").unlink()
    seen.append(store.fingerprint(small_ledger.store, small_ledger.shipped))
    folder = add_import(small_ledger, "one")
    seen.append(store.fingerprint(small_ledger.store, small_ledger.shipped))
    folder.rename(folder.with_name("two"))
    seen.append(store.fingerprint(small_ledger.store, small_ledger.shipped))
    assert len(set(seen)) == len(seen)


def test_the_fingerprint_is_of_the_content_and_not_of_the_place_or_time(small_ledger, tmp_path):
    before = store.fingerprint(small_ledger.store, small_ledger.shipped)
    copy = shutil.copytree(small_ledger.shipped, tmp_path / "elsewhere")
    (copy / "facts/demo-plan.csv").touch()
    (copy / "facts/notes.txt").write_text("not a CSV")
    assert store.fingerprint(small_ledger.store, copy) == before


@tables_alone
def test_an_edit_is_read_and_the_old_built_file_is_pruned(small_ledger):
    first = built(small_ledger)
    plan = small_ledger.shipped / "facts/demo-plan.csv"
    plan.write_text("".join(plan.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    second = built(small_ledger)
    assert not first.exists()
    assert count(second) == 7
    assert in_built(second) == {second.name, f"{second.name}.sha256", ".lock"}


def test_an_aside_of_two_hours_is_pruned_and_one_in_use_stays(small_ledger):
    folder = small_ledger.store / "built"
    for name in (".aside-old", ".aside-new"):
        (folder / name).mkdir(parents=True)
        (folder / name / "ledger-half.duckdb").write_bytes(b"half")
    two_hours_ago = time.time() - 7200
    os.utime(folder / ".aside-old", (two_hours_ago, two_hours_ago))
    path = built(small_ledger)
    assert in_built(path) == {".aside-new", path.name, f"{path.name}.sha256", ".lock"}


@tables_alone
def test_an_import_is_read_with_its_id_beside_the_shipped_rows(small_ledger):
    add_import(small_ledger, "2026-01-demo")
    with duckdb.connect(str(built(small_ledger)), read_only=True) as connection:
        rows = connection.execute(
            "select import_id, count(*), count(distinct document_id) from facts group by import_id order by import_id"
        ).fetchall()
    assert rows == [("2026-01-demo", 1, 1), ("shipped", 8, 2)]


@tables_alone
def test_an_import_still_being_written_aside_is_not_read(small_ledger):
    # a commit is the rename of the folder to its name without the dot
    folder = add_import(small_ledger, ".aside-demo")
    assert count(built(small_ledger)) == 8
    folder.rename(folder.with_name("demo"))
    assert count(built(small_ledger)) == 9
    folder.with_name("demo").rename(folder)
    assert count(built(small_ledger)) == 8


@tables_alone
def test_empty_cells_are_null_and_defaults_are_filled_in(small_ledger):
    plan = small_ledger.shipped / "facts/demo-plan.csv"
    plan.write_text(plan.read_text(encoding="utf-8").replace(",2021,2025,12,", ",2021,2025,,").replace(",final,", ",,"))
    with duckdb.connect(str(built(small_ledger)), read_only=True) as connection:
        row = connection.execute(
            "select value_high, series, note, through_month, data_status::varchar from facts "
            "where fact_id = 'demo-plan.table1-1.target'"
        ).fetchone()
    assert row == (None, None, None, 12, "final")


@pytest.mark.parametrize("count_of_processes", some([2, 8], 0))
def test_processes_on_an_empty_store_read_the_same_ledger_and_see_only_whole_files(tmp_path, count_of_processes):
    code = (
        "import sys; from pathlib import Path; from data import store\n"
        "with store.reading(Path(sys.argv[1])) as c: print(c.execute('select count(*) from facts').fetchone()[0])"
    )
    folder = tmp_path / "built"
    others = [started(code, str(tmp_path)) for _ in range(count_of_processes)]
    seen = set()
    while any(other.poll() is None for other in others):
        # whatever bears a final name while they build can be opened and is complete
        seen |= {count(file) for file in folder.glob("ledger-*.duckdb")}
        time.sleep(0.01)
    said = [other.communicate(timeout=60) for other in others]
    assert [error for _, error in said] == [""] * count_of_processes
    expected = count(store.built_file(tmp_path))
    assert [int(printed) for printed, _ in said] == [expected] * count_of_processes
    assert seen <= {expected}
    path = store.built_file(tmp_path)
    assert in_built(path) == {path.name, f"{path.name}.sha256", ".lock"}


def test_a_build_that_is_killed_leaves_no_built_file_and_the_next_one_succeeds(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from data import store\n"
        "def killed(path, *_): path.write_bytes(b'half'); os._exit(9)\n"
        "store._build = killed; store.built_file(Path(sys.argv[1]))"
    )
    assert started(code, str(tmp_path)).wait(60) == 9
    assert [file.name[:7] for file in (tmp_path / "built").iterdir()] == [".aside-"]
    assert count(store.built_file(tmp_path)) > 0


def test_reading_gives_no_way_to_write(tmp_path):
    with store.reading(tmp_path) as ledger:
        for statement in ("delete from facts", "create table x (y integer)", "update units set factor = 1"):
            with pytest.raises(duckdb.InvalidInputException, match="read-only"):
                ledger.execute(statement)


def test_reading_twice_gives_two_cursors_on_one_ledger(tmp_path):
    # a query of one session may not take the rows of another's
    with store.reading(tmp_path) as first, store.reading(tmp_path) as second:
        first.execute("select unit from units order by unit")
        second.execute("select 1")
        assert len(first.fetchall()) == first.execute("select count(*) from units").fetchone()[0]


def test_the_store_folder_is_that_of_the_environment_or_the_projects(monkeypatch, tmp_path):
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    assert store.store_folder() == tmp_path
    monkeypatch.delenv("PLANLEDGER_STORE")
    assert store.store_folder() == ROOT / "store"


def test_the_shipped_csv_has_no_fault(tmp_path):
    assert store.LedgerFault(store.check(tmp_path)).lines() == []


def test_a_settled_file_is_read_once_and_again_after_any_writing(small_ledger, monkeypatch):
    file = next((small_ledger.shipped / "facts").glob("*.csv"))
    text = file.read_bytes()
    os.utime(file, (1_000_000_000, 1_000_000_000))
    first = store.fingerprint(small_ledger.store, small_ledger.shipped)
    read = []
    monkeypatch.setattr(Path, "read_bytes", lambda path, whole=Path.read_bytes: read.append(path) or whole(path))
    assert store.fingerprint(small_ledger.store, small_ledger.shipped) == first
    assert file not in read
    file.write_bytes(text.swapcase())
    changed = store.fingerprint(small_ledger.store, small_ledger.shipped)
    file.write_bytes(text.swapcase().swapcase())
    assert changed != first
    assert store.fingerprint(small_ledger.store, small_ledger.shipped) == first


@tables_alone
def test_what_is_asked_while_the_ledger_is_held_is_asked_of_one_state(small_ledger):
    file = next((small_ledger.shipped / "facts").glob("*.csv"))
    text = file.read_bytes()
    with store.held():
        first = store.fingerprint(small_ledger.store, small_ledger.shipped)
        file.write_bytes(text.replace(b"\n", b"\r\n"))
        with store.held():
            assert store.fingerprint(small_ledger.store, small_ledger.shipped) == first
        assert first not in store.built_file(small_ledger.store, small_ledger.shipped).name
    assert store.fingerprint(small_ledger.store, small_ledger.shipped) != first
