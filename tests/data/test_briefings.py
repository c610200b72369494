"""A briefing is whole or not there; every change can be taken back, also after a restart."""

import json
import threading
from pathlib import Path

import pytest

from data import briefings
from data.briefings import BriefingRefused
from data.homes import folder
from tests.people import KEEPER

ITEM = {
    "view": "periods",
    "choices": {"region": "qingdao"},
    "headline": None,
    "takeaway": "一句话",
    "ledger": "0" * 16,
    "figures": {"a.table1-1.target": "175 万人"},
}


# a file of each form that any version wrote
FORMS = sorted((Path(__file__).parent / "briefings").glob("form-*.json"))


def with_item(**changes) -> str:
    return json.dumps({"form": 1, "name": "一", "items": [ITEM | changes]})


def new(name: str = "季度汇报", **more) -> dict:
    return {"name": name, "items": [ITEM], **more}


def read(folder, briefing_id: str) -> dict:
    """A briefing as whoever opens it has it."""
    return next(one for one in briefings.read_all(folder)[0] if one["id"] == briefing_id)


def told(folder) -> list[str]:
    return [str(fault) for fault in briefings.read_all(folder)[1]]


def names(folder) -> list[str]:
    return [briefing["name"] for briefing in briefings.read_all(folder)[0]]


def test_what_is_saved_is_read_again_as_it_was(tmp_path):
    briefing_id = briefings.save(new(), "add", tmp_path, by=KEEPER)
    found, faults = briefings.read_all(tmp_path)
    assert faults == []
    (as_read,) = {one.pop("as_read") for one in found}
    assert len(as_read) == 64
    assert found == [{"form": 1, "id": briefing_id, **new()}]
    assert (
        json.loads((tmp_path / "briefings" / f"{briefing_id}.json").read_text(encoding="utf-8"))["name"] == "季度汇报"
    )


def test_a_name_is_needed_and_belongs_to_one_briefing(tmp_path):
    briefings.save(new(), "add", tmp_path, by=KEEPER)
    for name in ("", "  ", "季度汇报", " 季度汇报 "):
        with pytest.raises(BriefingRefused):
            briefings.save(new(name), "add", tmp_path, by=KEEPER)
    assert names(tmp_path) == ["季度汇报"]


def test_undo_takes_back_one_change_after_the_other_the_last_first(tmp_path):
    first = briefings.save(new("一"), "add", tmp_path, by=KEEPER)
    briefings.save({**read(tmp_path, first), "name": "二"}, "rename", tmp_path, by=KEEPER)
    briefings.delete(first, read(tmp_path, first)["as_read"], tmp_path, by=KEEPER)
    assert names(tmp_path) == []
    assert briefings.last_step(tmp_path)["action"] == "delete"
    seen = []
    while step := briefings.undo(tmp_path, by=KEEPER):
        seen.append((step["action"], step["name"], names(tmp_path)))
    assert seen == [("delete", "二", ["二"]), ("rename", "二", ["一"]), ("add", "一", [])]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "JSON"),
        ("[]", "form"),
        ('{"name": "一", "items": []}', "form"),
        ('{"form": 0, "name": "一", "items": []}', "form"),
        ('{"form": "1", "name": "一", "items": []}', "form"),
        ('{"form": 1, "name": "一", "ledger": "0"}', "items"),
        ('{"form": 1, "name": "一", "items": [{"view": "periods"}]}', "items[1].choices"),
        ('{"form": 1, "name": "一", "items": ["periods"]}', "items[1].view"),
        ('{"form": true, "name": "一", "items": []}', "form"),
        ('{"form": [], "name": "一", "items": []}', "form"),
        ('{"form": 1, "name": "\\ud800", "items": []}', "JSON"),
        ('{"form": 1, "name": 1, "items": []}', "name"),
        (with_item(choices={"region": 1}), "items[1].choices"),
        (with_item(choices={"region": {"a": "b"}}), "items[1].choices"),
        (with_item(figures={"a": 1}), "items[1].figures"),
        (with_item(headline=1), "items[1].headline"),
        ('{"form": 1, "name": "一", "items": ' + "[" * 100_000, "JSON"),
        ("\ufeff\0", "JSON"),
        ("1" * 5000, "JSON"),
    ],
)
def test_a_file_that_is_no_briefing_is_named_with_its_fault_and_harms_no_other(tmp_path, text, said):
    briefings.save(new(), "add", tmp_path, by=KEEPER)
    (tmp_path / "briefings" / "broken.json").write_text(text, encoding="utf-8")
    assert names(tmp_path) == ["季度汇报"]
    (fault,) = told(tmp_path)
    assert fault.startswith("broken.json")
    assert said in fault


def test_what_no_screen_shows_is_read_as_a_mark_and_stays_in_the_file_until_it_is_changed(tmp_path):
    item = {"view": "overview", "choices": {"region": "a\x01"}, "headline": "b\x0b\n\u202e", "takeaway": None,
            "ledger": "0", "figures": {"c\uffff": "1"}}  # fmt: skip
    content = json.dumps({"form": 1, "name": "甲\0", "items": [item]})
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings/a.json").write_text(content, encoding="utf-8")
    ((found,), faults) = briefings.read_all(tmp_path)
    assert faults == []
    assert found["name"] == "甲\N{REPLACEMENT CHARACTER}"
    (read,) = found["items"]
    assert read["choices"] == {"region": "a\N{REPLACEMENT CHARACTER}"}
    assert read["headline"] == "b\N{REPLACEMENT CHARACTER}\n\N{REPLACEMENT CHARACTER}"
    assert read["figures"] == {"c\N{REPLACEMENT CHARACTER}": "1"}
    assert (tmp_path / "briefings/a.json").read_text(encoding="utf-8") == content


def test_an_item_without_sentences_of_its_own_need_not_say_so(tmp_path):
    item = {"view": "overview", "choices": {}, "ledger": "0", "figures": {}}
    (tmp_path / "briefings").mkdir()
    content = json.dumps({"form": 1, "name": "甲", "items": [item]})
    (tmp_path / "briefings/a.json").write_text(content, encoding="utf-8")
    assert briefings.read_all(tmp_path)[0][0]["items"] == [item]


def test_what_bears_a_briefings_name_and_is_no_file_harms_no_other(tmp_path):
    briefings.save(new(), "add", tmp_path, by=KEEPER)
    place = tmp_path / "briefings"
    (place / "folder.json").mkdir()
    (place / "dead.json").symlink_to(place / "nowhere")
    (place / "loop.json").symlink_to(place / "loop.json")
    assert names(tmp_path) == ["季度汇报"]
    assert [fault.split(":")[0] for fault in told(tmp_path)] == ["dead.json", "folder.json", "loop.json"]
    briefings.save(new("二"), "add", tmp_path, by=KEEPER)
    assert len(names(tmp_path)) == 2


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "{}", "", "\0", '{"id": "a"}', '{"id": "../x", "name": "a", "action": "edit", "before": null}',
     '{"id": "a", "name": "a", "action": "nothing", "before": null}', "[" * 100_000,
     '{"id": "a", "name": "a", "action": "edit"}', '{"id": "a", "name": "a", "action": "edit", "before": "\\ud800"}'],
)  # fmt: skip
def test_a_broken_step_is_passed_over_and_changes_go_on(text, tmp_path):
    first = briefings.save(new("一"), "create", tmp_path, by=KEEPER)
    undone = tmp_path / "briefings/undone"
    (undone / "00000002.json").write_text(text, encoding="utf-8")
    (undone / "notes.json").write_text(text, encoding="utf-8")
    (undone / "00000003.json").mkdir()
    assert briefings.last_step(tmp_path)["action"] == "create"
    briefings.save({**read(tmp_path, first), "name": "二"}, "rename", tmp_path, by=KEEPER)
    assert briefings.undo(tmp_path, by=KEEPER)["action"] == "rename"
    assert names(tmp_path) == ["一"]


def test_a_change_of_what_has_changed_since_it_was_read_is_refused_and_can_be_kept_as_a_copy(tmp_path):
    first = briefings.save(new("一"), "create", tmp_path, by=KEEPER)
    mine, other = read(tmp_path, first), read(tmp_path, first)
    briefings.save({**other, "items": []}, "drop", tmp_path, by=KEEPER)
    with pytest.raises(briefings.BriefingChanged) as refused:
        briefings.save({**mine, "name": "我的"}, "rename", tmp_path, by=KEEPER)
    assert "另存为副本" in refused.value.told("zh")
    with pytest.raises(briefings.BriefingChanged):
        briefings.delete(first, mine["as_read"], tmp_path, by=KEEPER)
    assert [(one["name"], one["items"]) for one in briefings.read_all(tmp_path)[0]] == [("一", [])]
    copy = {key: value for key, value in mine.items() if key != "id"}
    briefings.save({**copy, "name": "我的"}, "copy", tmp_path, by=KEEPER)
    assert sorted(names(tmp_path)) == ["一", "我的"]


def test_a_change_of_what_was_deleted_since_is_refused(tmp_path):
    first = briefings.save(new("一"), "create", tmp_path, by=KEEPER)
    mine = read(tmp_path, first)
    briefings.delete(first, mine["as_read"], tmp_path, by=KEEPER)
    with pytest.raises(briefings.BriefingChanged):
        briefings.save(mine, "edit", tmp_path, by=KEEPER)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["../out", "", ".", ".hidden", "a/b", "a" * 300, "a\0b"])
def test_an_id_leads_to_no_other_file(name, tmp_path):
    (tmp_path / "out.json").write_text("{}", encoding="utf-8")
    if name:
        with pytest.raises(BriefingRefused):
            briefings.save({**new(), "id": name}, "edit", tmp_path, by=KEEPER)
    with pytest.raises(BriefingRefused):
        briefings.delete(name, "", tmp_path, by=KEEPER)
    assert [path.name for path in tmp_path.glob("*.json")] == ["out.json"]


def test_a_name_of_any_length_is_not_taken(tmp_path):
    with pytest.raises(BriefingRefused, match="至多"):
        briefings.save(new("长" * 201), "create", tmp_path, by=KEEPER)


def test_a_change_that_was_never_written_is_passed_over_by_the_undo(tmp_path, monkeypatch):
    first = briefings.save(new("一"), "create", tmp_path, by=KEEPER)
    briefings.save({**read(tmp_path, first), "name": "二"}, "rename", tmp_path, by=KEEPER)
    put = folder.put

    def killed(path, content):
        if path.parent.name != "undone":
            raise KeyboardInterrupt
        put(path, content)

    third = {**read(tmp_path, first), "name": "三"}
    monkeypatch.setattr(folder, "put", killed)
    with pytest.raises(KeyboardInterrupt):
        briefings.save(third, "rename", tmp_path, by=KEEPER)
    monkeypatch.setattr(folder, "put", put)
    assert briefings.undo(tmp_path, by=KEEPER)["name"] == "二"
    assert names(tmp_path) == ["一"]
    assert briefings.undo(tmp_path, by=KEEPER)["name"] == "一"
    assert names(tmp_path) == []


def test_an_undo_takes_back_nothing_that_it_does_not_know(tmp_path):
    first = briefings.save(new("一"), "create", tmp_path, by=KEEPER)
    kept(tmp_path, first).write_text(json.dumps({"form": 1, **new("手写")}), encoding="utf-8")
    assert briefings.last_step(tmp_path) is None
    assert briefings.undo(tmp_path, by=KEEPER) is None
    assert names(tmp_path) == ["手写"]


def test_what_a_killed_writer_left_is_swept_by_the_next(tmp_path):
    briefings.save(new("一"), "create", tmp_path, by=KEEPER)
    (tmp_path / "briefings/.x.aside").write_bytes(b"half")
    briefings.save(new("二"), "create", tmp_path, by=KEEPER)
    assert list((tmp_path / "briefings").glob(".*")) == []


def test_what_the_system_refuses_is_said_in_words_and_changes_nothing(tmp_path, monkeypatch):
    first = read(tmp_path, briefings.save(new("一"), "create", tmp_path, by=KEEPER))

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        for change in (
            lambda: briefings.save(new("二"), "create", tmp_path, by=KEEPER),
            lambda: briefings.save({**first, "name": "二"}, "rename", tmp_path, by=KEEPER),
            lambda: briefings.delete(first["id"], first["as_read"], tmp_path, by=KEEPER),
        ):
            with pytest.raises(BriefingRefused, match="写不进去（No space left on device）"):
                change()
    (tmp_path / ".briefings.lock").unlink()
    (tmp_path / ".briefings.lock").mkdir()
    with pytest.raises(BriefingRefused, match="写不进去"):
        briefings.undo(tmp_path, by=KEEPER)
    assert names(tmp_path) == ["一"]


def test_readers_beside_a_writer_meet_no_error(tmp_path):
    ended, failed = threading.Event(), []

    def reading() -> None:
        while not ended.is_set():
            try:
                briefings.read_all(tmp_path)
                briefings.last_step(tmp_path)
            except Exception as error:
                failed.append(error)

    reader = threading.Thread(target=reading)
    reader.start()
    for _ in range(40):
        first = briefings.save(new("一"), "create", tmp_path, by=KEEPER)
        briefings.delete(first, read(tmp_path, first)["as_read"], tmp_path, by=KEEPER)
        briefings.undo(tmp_path, by=KEEPER)
        briefings.undo(tmp_path, by=KEEPER)
    ended.set()
    reader.join()
    assert failed == []


def test_writers_at_once_lose_nothing(tmp_path):
    writers = [
        threading.Thread(target=briefings.save, args=(new(f"第{i}份"), "add", tmp_path), kwargs={"by": KEEPER})
        for i in range(12)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(names(tmp_path)) == 12
    assert sum(1 for _ in iter(lambda: briefings.undo(tmp_path, by=KEEPER), None)) == 12


def test_old_steps_of_undo_are_dropped(tmp_path, monkeypatch):
    monkeypatch.setattr(briefings, "KEPT_STEPS", 3)
    first = briefings.save(new(), "add", tmp_path, by=KEEPER)
    for _ in range(5):
        briefings.save(read(tmp_path, first), "edit", tmp_path, by=KEEPER)
    assert len(list((tmp_path / "briefings" / "undone").glob("*.json"))) == 3


# forms


def kept(folder, briefing_id: str = "0123456789ab") -> Path:
    return folder / "briefings" / f"{briefing_id}.json"


def put_in(folder, content: dict, briefing_id: str = "0123456789ab") -> Path:
    path = kept(folder, briefing_id)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_every_form_has_its_file_here_and_every_earlier_one_its_step_to_the_next():
    assert [path.name for path in FORMS] == [f"form-{form}.json" for form in range(1, briefings.FORM + 1)]
    assert sorted(briefings.LIFTS) == list(range(1, briefings.FORM))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_briefing_of_each_form_is_read_and_changed_and_loses_nothing(tmp_path, path):
    before = put_in(tmp_path, json.loads(path.read_bytes())).read_text(encoding="utf-8")
    (found,), faults = briefings.read_all(tmp_path)
    assert faults == []
    assert found["form"] == briefings.FORM
    assert found["noted_by"]
    assert found["items"][0]["shown_for_s"] == 90
    briefings.save({**found, "name": "新的"}, "rename", tmp_path, by=KEEPER)
    (changed,), _ = briefings.read_all(tmp_path)
    assert changed.pop("as_read") != found.pop("as_read")
    assert changed == {**found, "name": "新的"}
    briefings.undo(tmp_path, by=KEEPER)
    assert kept(tmp_path).read_text(encoding="utf-8") == before


def test_a_briefing_two_forms_behind_is_lifted_step_by_step(tmp_path, monkeypatch):
    def with_minutes(briefing: dict) -> dict:
        return {**briefing, "minutes": 5}

    def with_seconds(briefing: dict) -> dict:
        return {**briefing, "seconds": briefing["minutes"] * 60}

    monkeypatch.setattr(briefings, "LIFTS", {1: with_minutes, 2: with_seconds})
    monkeypatch.setattr(briefings, "FORM", 3)
    put_in(tmp_path, {"form": 1, **new("一")}, "a")
    put_in(tmp_path, {"form": 2, **new("二"), "minutes": 7}, "b")
    found, faults = briefings.read_all(tmp_path)
    assert faults == []
    assert {one["name"]: (one["form"], one["seconds"]) for one in found} == {"一": (3, 300), "二": (3, 420)}
    briefings.save(found[0], "edit", tmp_path, by=KEEPER)
    assert json.loads(kept(tmp_path, found[0]["id"]).read_bytes())["form"] == 3


def test_a_briefing_of_a_later_form_is_said_and_stays_as_it_is_and_its_name_stays_its_own(tmp_path):
    briefing_id = briefings.save(new("一"), "add", tmp_path, by=KEEPER)
    path = put_in(tmp_path, {"form": briefings.FORM + 1, "name": "一", "pages": [1, 2]}, briefing_id)
    before = path.read_bytes()
    found, (fault,) = briefings.read_all(tmp_path)
    assert found == []
    assert fault.told("zh") in str(fault)
    fault = str(fault)
    assert "升级后可打开" in fault
    assert "upgrade to open it" in fault
    for change in (
        lambda: briefings.save(new("一"), "add", tmp_path, by=KEEPER),
        lambda: briefings.save({**new("二"), "id": briefing_id}, "edit", tmp_path, by=KEEPER),
        lambda: briefings.delete(briefing_id, "", tmp_path, by=KEEPER),
    ):
        with pytest.raises(BriefingRefused):
            change()
    assert briefings.last_step(tmp_path) is None
    assert briefings.undo(tmp_path, by=KEEPER) is None
    assert path.read_bytes() == before
