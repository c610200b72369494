"""The log of a store: every change in it, who made it and when, whole lines alone, and never fewer."""

import json
import re
import threading

import pytest

from data import backups, briefings, imports, log
from data.homes import folder
from data.people import Person, RightRefused
from tests.people import EDITOR, KEEPER, READER


def told(store, *keys: str) -> list[tuple]:
    return [tuple(line[key] for key in keys) for line in log.read(store)]


@pytest.mark.usefixtures("tables_alone")
def test_every_change_is_a_line_with_who_when_and_what(small_ledger, source, tmp_path):
    place, shipped = small_ledger.store, small_ledger.shipped
    briefing_id = briefings.save({"name": "一", "items": []}, "create", place, by=EDITOR)
    (first,) = briefings.read_all(place)[0]
    briefings.save({**first, "name": "二"}, "rename", place, by=EDITOR)
    (second,) = briefings.read_all(place)[0]
    briefings.delete(briefing_id, second["as_read"], place, by=EDITOR)
    briefings.undo(place, by=KEEPER)
    imports.commit(source("demo"), "demo", place, shipped, by=KEEPER)
    backups.backup(tmp_path / "kept.zip", place)
    imports.undo("demo", place, shipped, by=KEEPER)
    backups.restore(tmp_path / "kept.zip", place, shipped, by=KEEPER)
    assert told(place, "who", "role", "what", "of") == [
        ("李", "editor", "briefing.create", briefing_id),
        ("李", "editor", "briefing.rename", briefing_id),
        ("李", "editor", "briefing.delete", briefing_id),
        ("赵", "keeper", "briefing.undo", briefing_id),
        ("赵", "keeper", "import", "demo"),
        ("赵", "keeper", "import.undo", "demo"),
        ("赵", "keeper", "restore", "kept.zip"),
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["when"]) for line in log.read(place))
    names = [
        (before and before["name"], after and after["name"]) for before, after in told(place, "before", "after")[:4]
    ]
    assert names == [(None, "一"), ("一", "二"), ("二", None), (None, "二")]


def test_what_stood_after_one_change_stands_before_the_next(small_ledger, source):
    place, shipped = small_ledger.store, small_ledger.shipped
    for name in ("一", "二", "三"):
        now = briefings.read_all(place)[0]
        briefings.save({**(now[0] if now else {"items": []}), "name": name}, "edit", place, by=EDITOR)
    briefings.undo(place, by=EDITOR)
    states = told(place, "before", "after")
    assert states[0][0] is None
    assert [before for before, _ in states[1:]] == [after for _, after in states[:-1]]
    assert states[3][1] == states[1][1]
    imports.commit(source("demo"), "demo", place, shipped, by=KEEPER)
    imports.undo("demo", place, shipped, by=KEEPER)
    (nothing, taken_in), (taken_out, gone) = told(place, "before", "after")[4:]
    assert (nothing, gone) == (None, None)
    assert taken_in == taken_out
    assert set(taken_in) == {"sha256"}


def test_what_is_refused_is_no_change_and_no_line(small_ledger, source):
    place, shipped = small_ledger.store, small_ledger.shipped
    for change in (
        lambda: briefings.save({"name": "一", "items": []}, "create", place, by=READER),
        lambda: briefings.save({"name": " ", "items": []}, "create", place, by=EDITOR),
        lambda: imports.commit(source("demo"), "demo", place, shipped, by=EDITOR),
        lambda: imports.undo("demo", place, shipped, by=KEEPER),
    ):
        with pytest.raises((RightRefused, briefings.BriefingRefused, imports.ImportRefused)):
            change()
    assert log.read(place) == []


def test_a_name_that_pretends_to_be_a_line_stands_in_its_own(tmp_path):
    name = 'li", "role": "keeper"}\n{"when": "1999", "who": "赵'
    briefings.save({"name": "一", "items": []}, "create", tmp_path, by=Person(name, "editor"))
    (line,) = (tmp_path / log.LOG).read_bytes().splitlines()
    assert json.loads(line)["who"] == name
    assert [told["who"] for told in log.read(tmp_path)] == [name]


def test_no_figure_and_no_sentence_of_the_store_stands_in_it(tmp_path):
    item = {"view": "periods", "choices": {}, "headline": "秘密的句子", "takeaway": None, "ledger": "", "figures": {}}
    briefings.save({"name": "一", "items": [item]}, "create", tmp_path, by=EDITOR)
    assert "秘密" not in (tmp_path / log.LOG).read_text(encoding="utf-8")


def test_a_change_that_fails_is_followed_by_a_line_that_says_so(tmp_path, monkeypatch):
    def full(path, content):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(folder, "put", full)
    with pytest.raises(briefings.BriefingRefused):
        briefings.save({"name": "一", "items": []}, "create", tmp_path, by=EDITOR)
    made, failed = log.read(tmp_path)
    assert (made["what"], failed["what"]) == ("briefing.create", "briefing.create.failed")
    assert failed["before"] == failed["after"] == made["before"]


def test_what_cannot_be_logged_is_not_done(tmp_path):
    (tmp_path / log.LOG).mkdir()
    with pytest.raises(briefings.BriefingRefused):
        briefings.save({"name": "一", "items": []}, "create", tmp_path, by=EDITOR)
    assert briefings.read_all(tmp_path) == ([], [])


def test_half_a_line_that_a_cut_of_power_left_goes_before_the_next(tmp_path):
    briefings.save({"name": "一", "items": []}, "create", tmp_path, by=EDITOR)
    path = tmp_path / log.LOG
    whole = path.read_bytes()
    for half in (b'{"when": "2026', b"\0" * 200_000, whole[:-1]):
        path.write_bytes(whole + half)
        assert len(log.read(tmp_path)) == 1
        with log.logged(tmp_path, EDITOR, "briefing.edit", "x", None, None):
            pass
        lines = path.read_bytes().splitlines(keepends=True)
        assert [line.endswith(b"\n") and bool(json.loads(line)) for line in lines] == [True, True]
        assert lines[0] == whole
    path.write_bytes(b"half alone")
    with log.logged(tmp_path, EDITOR, "briefing.edit", "x", None, None):
        pass
    assert len(path.read_bytes().splitlines()) == 1


def test_lines_of_several_writers_at_once_are_all_whole(tmp_path):
    def write(number: int) -> None:
        for _ in range(25):
            with log.logged(tmp_path, EDITOR, "briefing.edit", str(number), None, None):
                pass

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len((tmp_path / log.LOG).read_bytes().splitlines()) == len(log.read(tmp_path)) == 200


def test_a_restore_keeps_the_log_and_adds_the_lines_that_it_lacks(small_ledger, tmp_path):
    place, shipped = small_ledger.store, small_ledger.shipped
    briefings.save({"name": "一", "items": []}, "create", place, by=EDITOR)
    backups.backup(tmp_path / "kept.zip", place)
    briefings.save({"name": "二", "items": []}, "create", place, by=EDITOR)
    before = (place / log.LOG).read_bytes()
    backups.restore(tmp_path / "kept.zip", place, shipped, by=KEEPER)
    assert (place / log.LOG).read_bytes().startswith(before)
    assert [what for (what,) in told(place, "what")] == ["briefing.create", "briefing.create", "restore"]
    other = tmp_path / "another machine"
    backups.restore(tmp_path / "kept.zip", other, shipped, by=KEEPER)
    backups.restore(tmp_path / "kept.zip", other, shipped, by=KEEPER)
    assert sorted(what for (what,) in told(other, "what")) == ["briefing.create", "restore", "restore"]


def test_the_roles_are_backed_up_and_a_restore_gives_them_where_there_are_none(small_ledger, tmp_path):
    place, shipped = small_ledger.store, small_ledger.shipped
    (place / "roles.toml").write_text("[people]\nli = 'editor'\n", encoding="utf-8")
    backups.backup(tmp_path / "kept.zip", place)
    backups.restore(tmp_path / "kept.zip", tmp_path / "new", shipped, by=KEEPER)
    assert (tmp_path / "new/roles.toml").read_bytes() == (place / "roles.toml").read_bytes()
    (place / "roles.toml").write_text("[people]\n", encoding="utf-8")
    backups.restore(tmp_path / "kept.zip", place, shipped, by=KEEPER)
    # whom somebody has struck off since does not come back by an old backup
    assert (place / "roles.toml").read_text(encoding="utf-8") == "[people]\n"
