"""A briefing is whole or not there; every change can be taken back, also after a restart."""

import json
import threading

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
        ('{"form": 9}', "form"),
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
