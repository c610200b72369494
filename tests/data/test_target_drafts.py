"""Drafts of targets in a store: kept under a name, by who may, in no state that another has changed meanwhile."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from data import backups
from data.log import read as read_log
from data.people import Person, RightRefused
from data.target_drafts import KIND, LONGEST, DraftChanged, DraftRefused, TargetDrafts, read_all, remove, save

EDITOR, READER = Person("陈", "editor"), Person("王", "reader")
ELSEWHERE = Person("李", "editor", frozenset({"zhoushan"}))
DRAFTS = TargetDrafts("讨论稿", "qingdao", {"new_urban_jobs": 190.0, "unemployment_insured": 320.5})


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def test_drafts_are_found_again_with_who_and_when(store):
    saved = save(DRAFTS, store, by=EDITOR)
    assert read_all(store) == ([saved], [])
    assert (saved.numbers, saved.who, bool(saved.saved_at)) == (DRAFTS.numbers, "陈", True)
    assert [line["what"] for line in read_log(store)] == ["targets"]


def test_a_second_save_needs_the_state_that_the_first_has_left(store):
    first = save(DRAFTS, store, by=EDITOR)
    second = save(replace(first, numbers={"new_urban_jobs": 195.0}), store, by=EDITOR)
    for stale in (first, DRAFTS):
        with pytest.raises(DraftChanged):
            save(stale, store, by=EDITOR)
    with pytest.raises(DraftChanged):
        remove(first, store, by=EDITOR)
    assert read_all(store)[0] == [second]
    remove(second, store, by=EDITOR)
    assert read_all(store) == ([], [])


@pytest.mark.parametrize("by", [READER, ELSEWHERE, Person("", "reader")])
def test_who_may_not_write_for_the_region_changes_nothing(store, by):
    saved = save(DRAFTS, store, by=EDITOR)
    for change in (lambda: save(replace(saved, numbers={}), store, by=by), lambda: remove(saved, store, by=by)):
        with pytest.raises(RightRefused):
            change()
    assert read_all(store)[0] == [saved]


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST + 1), "a\nb"])
def test_a_draft_has_a_name_that_can_be_read(store, name):
    with pytest.raises(DraftRefused):
        save(replace(DRAFTS, name=name), store, by=EDITOR)


TOLD = {"form": 1, "name": "x", "region_id": "y", "who": "", "saved_at": "", "numbers": {}}
SPOILT = [
    b"", b"{}", b"[]", b"\xff", b'{"form": 1}', b"[" * 5000, json.dumps(TOLD).encode(),
    *(json.dumps(TOLD | told).encode() for told in
      ({"form": KIND.form + 1}, {"numbers": {"a": "nan"}}, {"numbers": {"<b>": 1}}, {"numbers": [1]})),
]  # fmt: skip


@pytest.mark.parametrize("content", SPOILT)
def test_a_file_that_is_none_is_said_and_the_others_are_read(store, content):
    saved = save(DRAFTS, store, by=EDITOR)
    (store / "targets" / "0123456789abcdef.json").write_bytes(content)
    found, faults = read_all(store)
    assert (found, len(faults)) == ([saved], 1)


def test_a_backup_has_drafts_of_targets_and_a_restore_brings_them_back(tmp_path):
    store, keeper, file = tmp_path / "store", Person("赵", "keeper"), tmp_path / "b.zip"
    saved = save(DRAFTS, store, by=EDITOR)
    backups.backup(file, store, by=keeper)
    remove(saved, store, by=EDITOR)
    backups.restore(file, store, by=keeper)
    assert read_all(store)[0] == [saved]
