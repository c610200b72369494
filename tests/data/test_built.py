"""A built file is what its CSV say and as it was written, or it is made anew."""

import os
import shutil
import tempfile
import threading
from pathlib import Path

import duckdb
import pytest

import queries
from data import built, connections, imports, state, store
from tests.data.stores import import_ids
from tests.people import KEEPER


@pytest.fixture
def kept(small_ledger, source, monkeypatch):
    """The small ledger as the one that is asked, with an import."""
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    monkeypatch.setenv("PLANLEDGER_STORE", str(small_ledger.store))
    return small_ledger


def file_of(ledger) -> Path:
    return store.built_file(ledger.store, ledger.shipped)


def flipped(content: bytes) -> bytes:
    """One byte of every block is another."""
    changed = bytearray(content)
    for place in range(12_288 + 1000, len(changed), 262_144):
        changed[place] ^= 0xFF
    return bytes(changed)


BROKEN = {
    "empty": lambda content: b"",
    "text": lambda content: b"no database",
    "half": lambda content: content[: len(content) // 2],
    "its tail cut": lambda content: content[:-1],
    "a byte flipped": flipped,
    "a block of zeros": lambda content: content[:300_000] + bytes(262_144) + content[562_144:],
}


@pytest.mark.parametrize("breaking", BROKEN.values(), ids=BROKEN)
def test_a_built_file_that_is_broken_is_made_anew(breaking, small_ledger):
    path = file_of(small_ledger)
    whole = path.read_bytes()
    path.write_bytes(breaking(whole))
    assert file_of(small_ledger) == path
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("select count(*) from facts").fetchone() == (8,)


def test_nothing_is_written_outside_the_store_while_a_ledger_is_built(small_ledger, source, tmp_path, monkeypatch):
    """What a killed build leaves lies where the next command sweeps."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert import_ids(small_ledger) == {"shipped", "first"}


def test_a_kill_while_a_built_file_is_put_into_place_would_leave_nothing_that_only_the_next_build_sweeps(
    small_ledger, source, monkeypatch
):
    seen = []

    def replace(made, path, do=os.replace):
        seen.append(Path(path).parent.name)
        assert not [*small_ledger.store.glob("built/.*.aside")]
        do(made, path)

    monkeypatch.setattr(os, "replace", replace)
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert seen.count("built") >= 2


def test_a_built_file_of_another_ledger_is_made_anew_whatever_stands_beside_it(kept):
    path = file_of(kept)
    other = store.built_file(kept.store / "other", kept.shipped)
    for ending in ("", ".sha256"):
        shutil.copyfile(f"{other}{ending}", f"{path}{ending}")
    assert import_ids(kept) == {"shipped", "first"}
    path.with_name(f"{path.name}.sha256").unlink()
    built.forget(path)
    assert import_ids(kept) == {"shipped", "first"}
    path.unlink()
    path.mkdir()
    assert import_ids(kept) == {"shipped", "first"}


def test_size_and_sum_stand_beside_a_built_file_as_sha256sum_writes_them(small_ledger):
    path = file_of(small_ledger)
    size, line = path.with_name(f"{path.name}.sha256").read_text(encoding="utf-8").splitlines()
    assert size == f"# {path.stat().st_size} bytes"
    digest, name = line.split("  ")
    assert (len(digest), name) == (64, path.name)


def test_a_whole_file_is_read_through_once_a_process(small_ledger, monkeypatch):
    path = file_of(small_ledger)
    built.forget(path)
    read = []
    monkeypatch.setattr(built, "_sealed", lambda *given, sealed=built._sealed: read.append(given) or sealed(*given))
    for _ in range(3):
        file_of(small_ledger)
    assert len(read) == 1


def test_a_question_that_meets_a_broken_block_is_asked_again_of_a_new_file(tmp_path):
    # the file is whole when it is opened and broken after
    expected = len(queries.ask("region_list", tmp_path))
    path = store.built_file(tmp_path)
    queries.forget()
    connections.drop(path)
    content, about = path.read_bytes(), path.stat()
    with path.open("r+b") as file:
        file.write(content[:12_288] + bytes(len(content) - 12_288))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert len(queries.ask("region_list", tmp_path)) == expected
    assert path.read_bytes() != bytes(len(content))


def test_an_error_of_a_question_itself_is_not_asked_again(tmp_path, monkeypatch):
    asked = []

    def wrong(*given):
        asked.append(given)
        raise duckdb.BinderException("no such column")

    monkeypatch.setattr(queries, "_asked", wrong)
    queries.forget()
    with pytest.raises(duckdb.BinderException):
        queries.ask("region_list", tmp_path)
    assert len(asked) == 1


def meanwhile(monkeypatch, *changes) -> None:
    """Make one change at the beginning of each build that comes, before it reads."""
    build, left = store._build, list(changes)

    def changed(path, folder, shipped):
        if left:
            left.pop(0)()
        build(path, folder, shipped)

    monkeypatch.setattr(store, "_build", changed)


def test_a_built_file_holds_what_its_name_says_though_an_import_came_while_it_was_built(
    small_ledger, source, monkeypatch
):
    place, beside = small_ledger.store / "imports/first", small_ledger.store / "given"
    place.parent.mkdir()
    source().rename(beside)
    meanwhile(monkeypatch, lambda: beside.rename(place))
    assert import_ids(small_ledger) == {"shipped", "first"}
    place.rename(beside)
    assert import_ids(small_ledger) == {"shipped"}


def test_one_that_came_and_went_while_it_was_built_is_not_in_it(small_ledger, source, monkeypatch):
    place, beside = small_ledger.store / "imports/first", small_ledger.store / "given"
    place.parent.mkdir()
    source().rename(beside)
    build = store._build

    def between(path, folder, shipped):
        if not list(folder.glob("built/once")):
            (folder / "built/once").touch()
            beside.rename(place)
            build(path, folder, shipped)
            place.rename(beside)
        else:
            build(path, folder, shipped)

    monkeypatch.setattr(store, "_build", between)
    assert import_ids(small_ledger) == {"shipped"}


def test_a_fault_of_a_state_that_is_gone_is_not_told(small_ledger, monkeypatch):
    broken = small_ledger.store / "imports/broken/facts"
    broken.mkdir(parents=True)
    (broken / "x.csv").write_text("no header\n", encoding="utf-8")
    build = store._build

    def late(path, folder, shipped):
        try:
            build(path, folder, shipped)
        finally:
            shutil.rmtree(broken, ignore_errors=True)

    monkeypatch.setattr(store, "_build", late)
    assert import_ids(small_ledger) == {"shipped"}


def test_a_ledger_that_never_stands_still_is_said_in_words(small_ledger, monkeypatch):
    file = small_ledger.shipped / "facts/demo-plan.csv"
    meanwhile(monkeypatch, *[lambda: file.write_bytes(file.read_bytes())] * built.TRIES)
    monkeypatch.setattr(built, "TRIES", 3)
    with pytest.raises(store.LedgerFault, match="kept changing"):
        file_of(small_ledger)


def test_files_that_went_while_they_were_listed_are_listed_anew(small_ledger, source, monkeypatch):
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    expected = store.fingerprint(small_ledger.store / "nothing", small_ledger.shipped)
    digest, place = state._content_digest, small_ledger.store / "imports/first"

    def gone(file):
        if "first" in file and place.exists():
            place.rename(small_ledger.store / "gone")
        return digest(file)

    monkeypatch.setattr(state, "_content_digest", gone)
    assert store.fingerprint(small_ledger.store, small_ledger.shipped) == expected


def in_folder(folder: Path) -> list[Path]:
    return [path for path in connections.opened() if folder in path.parents]


@pytest.mark.usefixtures("tables_alone")
def test_the_connection_to_an_older_ledger_is_closed_when_its_last_reader_is_done(tmp_path):
    with store.reading(tmp_path) as first, store.reading(tmp_path) as second:
        units = tmp_path / "imports/units/catalog"
        units.mkdir(parents=True)
        (units / "units.csv").write_text("unit,dimension,factor\n示例人,person,1\n", encoding="utf-8")
        with store.reading(tmp_path) as newer:
            assert newer.execute("select count(*) from units where unit = '示例人'").fetchone() == (1,)
            # who reads goes on reading what was there
            assert first.execute("select count(*) from units where unit = '示例人'").fetchone() == (0,)
        assert len(in_folder(tmp_path)) == 1
        held = connections._opened[in_folder(tmp_path)[0]]
        assert held.readers == 0
        second.execute("select 1")
    with pytest.raises(duckdb.ConnectionException):
        first.execute("select 1")
    open_files = Path("/proc/self/fd")
    if open_files.is_dir():
        links = [os.readlink(link) for link in open_files.iterdir() if link.is_symlink()]
        assert len({link for link in links if str(tmp_path) in link}) == 1


def test_a_reader_finds_nothing_of_what_the_one_before_left_unread(tmp_path):
    with store.reading(tmp_path) as ledger:
        ledger.execute("select fact_id from facts").fetchone()
    with store.reading(tmp_path) as again:
        assert again is ledger
        assert len(again.execute("select fact_id from facts").fetchall()) > 500


def test_a_cursor_that_met_an_error_is_not_handed_on(tmp_path):
    with pytest.raises(duckdb.Error), store.reading(tmp_path) as ledger:
        ledger.execute("select nothing from facts")
    with store.reading(tmp_path) as again:
        assert again is not ledger


def test_many_readers_and_a_change_leave_one_connection(tmp_path):
    failed = []

    def read(number: int) -> None:
        try:
            with store.reading(tmp_path) as ledger:
                ledger.execute("select count(*) from facts").fetchone()
        except Exception as error:
            failed.append(error)

    read(0)
    units = tmp_path / "imports/units/catalog"
    units.mkdir(parents=True)
    (units / "units.csv").write_text("unit,dimension,factor\n示例人,person,1\n", encoding="utf-8")
    readers = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert failed == []
    assert len(in_folder(tmp_path)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('/etc/hostname')",
        "select * from read_csv('{store}/built/../secret.csv')",
        "copy (select 1) to '{store}/stolen.csv'",
        "attach '{store}/other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
        "reset lock_configuration",
    ],
)
def test_a_question_reaches_nothing_of_the_machine_and_cannot_be_made_to(statement, tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    with store.reading(tmp_path) as ledger, pytest.raises(duckdb.Error):
        ledger.execute(statement.format(store=tmp_path))


def test_a_question_may_write_what_leaves_into_the_stores_out(tmp_path):
    (tmp_path / "out").mkdir()
    with store.reading(tmp_path) as ledger:
        ledger.execute(f"copy (select count(*) as facts from facts) to '{tmp_path}/out/facts.csv' (header)")
    assert (tmp_path / "out/facts.csv").read_text(encoding="utf-8").startswith("facts\n")


@pytest.mark.usefixtures("tables_alone")
def test_what_a_question_needs_beyond_its_memory_stands_beside_the_ledger_for_as_long_as_it_is_read(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(connections, "MEMORY", "30MB")
    path = store.built_file(tmp_path)
    before = set(path.parent.iterdir())
    with store.reading(tmp_path) as ledger:
        ordered = "select row_number() over (order by hash(i), i::varchar) as nth from range(1000000) t (i)"
        assert ledger.execute(f"select count(*), max(nth) from ({ordered})").fetchall() == [(1000000, 1000000)]
        assert [one.is_dir() for one in set(path.parent.iterdir()) - before] == [True]
    connections.drop(path)
    assert set(path.parent.iterdir()) == before
