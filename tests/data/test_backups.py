"""A backup says what is in it; a restore puts all of it there at once or changes nothing."""

import contextlib
import json
import stat
import zipfile
from pathlib import Path

import pytest

from data import backups, briefings, imports, parts
from tests.data.stores import everything, import_ids
from tests.people import KEEPER

pytestmark = pytest.mark.usefixtures("tables_alone")


def test_a_backup_restored_is_what_it_was(small_ledger, source, tmp_path):
    imports.commit(source("one"), "one", small_ledger.store, small_ledger.shipped, by=KEEPER)
    before = everything(small_ledger)
    file = tmp_path / "ledger.zip"
    # and the log
    assert backups.backup(file, small_ledger.store) == len(before) + 1
    imports.undo("one", small_ledger.store, small_ledger.shipped, by=KEEPER)
    imports.commit(source("two"), "two", small_ledger.store, small_ledger.shipped, by=KEEPER)
    backups.restore(file, small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert everything(small_ledger) == before
    # what was there before the restore is put away, not lost
    assert list((small_ledger.store / "undone").glob("imports-*/two/facts/two.csv"))


def test_what_is_no_backup_changes_nothing(small_ledger, source, tmp_path):
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    before = everything(small_ledger)
    file = tmp_path / "notes.zip"
    file.write_text("notes", encoding="utf-8")
    with pytest.raises(imports.ImportRefused, match="not a backup"):
        backups.restore(file, small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert everything(small_ledger) == before


@pytest.fixture
def kept(small_ledger, source):
    """A store with an import and a briefing."""
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    briefings.save({"name": "一", "items": []}, "add", small_ledger.store, by=KEEPER)
    return small_ledger


def packed(file: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file


def with_changed(file: Path, change) -> Path:
    """The same zip with other entries."""
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    return packed(file, entries)


def refused(kept, file: Path) -> str:
    before = everything(kept)
    with pytest.raises(imports.ImportRefused) as said:
        backups.restore(file, kept.store, kept.shipped, by=KEEPER)
    assert everything(kept) == before
    assert not (kept.store / "undone").exists()
    assert not [path.name for path in kept.store.glob(".*") if path.is_dir()]
    chinese, english, *_ = str(said.value).splitlines()
    assert not set("一是不请") & set(english)
    return chinese


FOREIGN = {
    "nothing": {},
    "a workbook": {"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<a/>"},
    "a store zipped one folder up": {"store/imports/first/facts/a.csv": b"a"},
    "a way out": {"imports/first/facts/a.csv": b"a", "imports/../../out.csv": b"a"},
    "an absolute name": {"/imports/first/facts/a.csv": b"a"},
    "a file in the place of an import": {"imports/first": b"a"},
    "something beside": {"imports/first/facts/a.csv": b"a", "roles.exe": b"a"},
    "a list that is none": {"planledger-backup.json": b"[", "briefings/a.json": b"{}"},
    "a list without end": {"planledger-backup.json": b"[" * 100_000, "briefings/a.json": b"{}"},
}


@pytest.mark.parametrize("entries", FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_store_is_refused_and_nothing_changes(entries, kept, tmp_path):
    assert refused(kept, packed(tmp_path / "other.zip", entries))


def test_a_backup_that_lost_gained_or_changed_a_file_is_refused(kept, tmp_path):
    for change in (
        lambda entries: entries.pop("imports/first/catalog/documents.csv"),
        lambda entries: entries.update({"briefings/more.json": b"{}"}),
        lambda entries: entries.update({"imports/first/facts/demo-import.csv": b"fact_id"}),
    ):
        backups.backup(tmp_path / "ledger.zip", kept.store)
        assert "清单" in refused(kept, with_changed(tmp_path / "ledger.zip", change))


def test_a_backup_cut_or_flipped_or_encrypted_is_refused(kept, tmp_path):
    file = tmp_path / "ledger.zip"
    backups.backup(file, kept.store)
    whole = file.read_bytes()
    entry = zipfile.ZipFile(file).getinfo("imports/first/facts/demo-import.csv")
    place = entry.header_offset + 30 + len(entry.filename) + 5
    flipped = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
    central = whole.index(b"PK\x01\x02")
    encrypted = whole[: central + 8] + b"\x01" + whole[central + 9 :]
    for content in (whole[: len(whole) // 2], flipped, encrypted):
        file.write_bytes(content)
        assert refused(kept, file)


def test_a_zip_that_lost_its_first_letter_or_names_an_entry_by_nothing_is_refused(kept, tmp_path):
    file = tmp_path / "ledger.zip"
    backups.backup(file, kept.store)
    file.write_bytes(file.read_bytes()[1:])
    assert refused(kept, file)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), b"{}")
    assert refused(kept, file)


def test_a_link_in_a_backup_is_refused(kept, tmp_path):
    link = zipfile.ZipInfo("imports/first/facts/a.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refused(kept, tmp_path / "link.zip")


@pytest.mark.parametrize(("limit", "most"), [("MOST_BYTES", 1000), ("MOST_FILES", 1)])
def test_what_would_fill_the_disk_is_refused_before_any_of_it_is_unpacked(limit, most, kept, tmp_path, monkeypatch):
    monkeypatch.setattr(backups, limit, most)
    file = packed(tmp_path / "ledger.zip", {"briefings/a.json": b" " * 10_000, "briefings/b.json": b"{}"})
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert "过大" in refused(kept, file)


def test_an_entry_that_says_it_is_smaller_than_it_is_is_refused(kept, tmp_path):
    file = packed(tmp_path / "ledger.zip", {"briefings/a.json": b" " * 10_000})
    whole = file.read_bytes()
    file.write_bytes(whole.replace((10_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert refused(kept, file)


def test_a_backup_of_an_empty_store_empties_one(small_ledger, source, tmp_path):
    file = tmp_path / "nothing.zip"
    assert backups.backup(file, small_ledger.store) == 0
    imports.commit(source(), "first", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert backups.restore(file, small_ledger.store, small_ledger.shipped, by=KEEPER) == 0
    assert everything(small_ledger) == {}


def test_a_backup_of_an_earlier_release_has_no_list_and_is_taken(kept, tmp_path):
    file = tmp_path / "ledger.zip"
    backups.backup(file, kept.store)
    before = everything(kept)

    def as_it_was(entries: dict[str, bytes]) -> None:
        del entries["planledger-backup.json"]
        entries |= {"briefings/.lock": b"", "briefings/.x.aside": b"half"}

    with_changed(file, as_it_was)
    imports.undo("first", kept.store, kept.shipped, by=KEEPER)
    backups.restore(file, kept.store, kept.shipped, by=KEEPER)
    assert everything(kept) == before


def test_a_backup_has_neither_locks_nor_what_is_half_written(kept, tmp_path):
    (kept.store / "briefings/.x.aside").write_bytes(b"half")
    backups.backup(tmp_path / "ledger.zip", kept.store)
    with zipfile.ZipFile(tmp_path / "ledger.zip") as archive:
        names = archive.namelist()
        listed = json.loads(archive.read("planledger-backup.json"))["files"]
    assert sorted(names) == sorted([*listed, "planledger-backup.json"])
    assert not [name for name in names if "/." in name]


def test_a_backup_that_cannot_be_written_leaves_the_former_one(kept, tmp_path, monkeypatch):
    file = tmp_path / "ledger.zip"
    backups.backup(file, kept.store)
    before = file.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space"):
        backups.backup(file, kept.store)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.glob(".*.part")] == []


def test_a_restore_that_a_kill_left_half_done_reads_as_done_and_is_finished_by_the_next_command(
    kept, source, tmp_path, monkeypatch
):
    file = tmp_path / "ledger.zip"
    backups.backup(file, kept.store)
    (briefing,) = briefings.read_all(kept.store)[0]
    imports.undo("first", kept.store, kept.shipped, by=KEEPER)
    briefings.save({"name": "二", "items": []}, "add", kept.store, by=KEEPER)

    # renames since the restore counted that are still done
    for done in range(5):
        moves = []

        def until(path, to, done=done, moves=moves, move=parts.move):
            if len(moves) >= done:
                raise KeyboardInterrupt
            moves.append(path)
            move(path, to)

        with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
            patch.setattr(parts, "move", until)
            backups.restore(file, kept.store, kept.shipped, by=KEEPER)
        assert len(moves) == min(done, 4)
        assert import_ids(kept) == {"shipped", "first"}
        assert briefings.read_all(kept.store)[0] == [briefing]
        with parts.writing(kept.store):
            pass
        assert import_ids(kept) == {"shipped", "first"}
        assert briefings.read_all(kept.store)[0] == [briefing]
        assert not (kept.store / ".restored").exists()
