"""A briefing is whole or not there; every change can be taken back, also after a restart."""

import json
import threading
from pathlib import Path

import pytest

from data import briefings
from data.briefings import BriefingRefused

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


def new(name: str = "季度汇报", **more) -> dict:
    return {"name": name, "items": [ITEM], **more}


def names(folder) -> list[str]:
    return [briefing["name"] for briefing in briefings.read_all(folder)[0]]


def test_what_is_saved_is_read_again_as_it_was(tmp_path):
    briefing_id = briefings.save(new(), "add", tmp_path)
    found, faults = briefings.read_all(tmp_path)
    assert faults == []
    assert found == [{"form": 1, "id": briefing_id, **new()}]
    assert (
        json.loads((tmp_path / "briefings" / f"{briefing_id}.json").read_text(encoding="utf-8"))["name"] == "季度汇报"
    )


def test_a_name_is_needed_and_belongs_to_one_briefing(tmp_path):
    briefings.save(new(), "add", tmp_path)
    for name in ("", "  ", "季度汇报", " 季度汇报 "):
        with pytest.raises(BriefingRefused):
            briefings.save(new(name), "add", tmp_path)
    assert names(tmp_path) == ["季度汇报"]


def test_undo_takes_back_one_change_after_the_other_the_last_first(tmp_path):
    first = briefings.save(new("一"), "add", tmp_path)
    briefings.save({**new("二"), "id": first}, "rename", tmp_path)
    briefings.delete(first, tmp_path)
    assert names(tmp_path) == []
    assert briefings.last_step(tmp_path)["action"] == "delete"
    seen = []
    while step := briefings.undo(tmp_path):
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
    ],
)
def test_a_file_that_is_no_briefing_is_named_with_its_fault_and_harms_no_other(tmp_path, text, said):
    briefings.save(new(), "add", tmp_path)
    (tmp_path / "briefings" / "broken.json").write_text(text, encoding="utf-8")
    found, faults = briefings.read_all(tmp_path)
    assert [briefing["name"] for briefing in found] == ["季度汇报"]
    (fault,) = faults
    assert fault.startswith("broken.json")
    assert said in fault


def test_writers_at_once_lose_nothing(tmp_path):
    writers = [threading.Thread(target=briefings.save, args=(new(f"第{i}份"), "add", tmp_path)) for i in range(12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(names(tmp_path)) == 12
    assert sum(1 for _ in iter(lambda: briefings.undo(tmp_path), None)) == 12


def test_old_steps_of_undo_are_dropped(tmp_path, monkeypatch):
    monkeypatch.setattr(briefings, "KEPT_STEPS", 3)
    first = briefings.save(new(), "add", tmp_path)
    for _ in range(5):
        briefings.save({**new(), "id": first}, "edit", tmp_path)
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
    briefings.save({**found, "name": "新的"}, "rename", tmp_path)
    (changed,), _ = briefings.read_all(tmp_path)
    assert changed == {**found, "name": "新的"}
    briefings.undo(tmp_path)
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
    briefings.save(found[0], "edit", tmp_path)
    assert json.loads(kept(tmp_path, found[0]["id"]).read_bytes())["form"] == 3


def test_a_briefing_of_a_later_form_is_said_and_stays_as_it_is_and_its_name_stays_its_own(tmp_path):
    briefing_id = briefings.save(new("一"), "add", tmp_path)
    path = put_in(tmp_path, {"form": briefings.FORM + 1, "name": "一", "pages": [1, 2]}, briefing_id)
    before = path.read_bytes()
    found, (fault,) = briefings.read_all(tmp_path)
    assert found == []
    assert "升级后可打开" in fault
    assert "upgrade to open it" in fault
    for change in (
        lambda: briefings.save(new("一"), "add", tmp_path),
        lambda: briefings.save({**new("二"), "id": briefing_id}, "edit", tmp_path),
        lambda: briefings.delete(briefing_id, tmp_path),
    ):
        with pytest.raises(BriefingRefused):
            change()
    assert briefings.last_step(tmp_path) is None
    assert briefings.undo(tmp_path) is None
    assert path.read_bytes() == before
