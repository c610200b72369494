"""A review that is not done is kept where one stopped, and nobody's work is written over."""

import hashlib
import json
from dataclasses import replace

import pytest

from data import backups
from data.people import RightRefused
from data.reviewing import originals
from data.reviewing.decided import Decision, NewIndicator
from data.reviewing.drafts import (
    Draft,
    DraftChanged,
    DraftRefused,
    draft_id,
    drafts,
    kept_of,
    load,
    read_all,
    remove,
    save,
)
from tests.data.reviewing.plans import DEMO, given
from tests.people import EDITOR, KEEPER, READER

pytestmark = pytest.mark.usefixtures("rows_alone")
CONTENT = DEMO.encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def draft(demo) -> Draft:
    """One decision made, one corrected, a new indicator named."""
    made = [Decision(1, "accepted", {"unit": "人"}, "看原件"), Decision(3, "rejected")]
    new = (
        NewIndicator("demo_stations", "示例驿站", theme_id="demo_theme", measure="stock", direction="up", unit="个"),
    )
    return Draft(
        draft_id(SHA256, EDITOR), "demo.txt", SHA256, demo.about, kept_of(demo.reading, made), new, {"at": "4"}
    )


@pytest.fixture
def store(small_ledger):
    return small_ledger.store


def test_what_was_decided_is_there_after_a_restart_with_the_original(draft, store, demo):
    saved = save(draft, "", CONTENT, store, by=EDITOR)
    found, content = load(draft.draft_id, store)
    assert content == CONTENT == originals.content(SHA256, store)
    assert found == saved == drafts(store)[0]
    assert (found.about, found.place, found.new, found.who) == (demo.about, {"at": "4"}, draft.new, EDITOR.name)
    assert found.decisions_of(demo.reading) == (
        (Decision(1, "accepted", {"unit": "人"}, "看原件"), Decision(3, "rejected")), ()
    )  # fmt: skip


def test_decisions_find_their_figures_again_when_more_is_read_and_tell_those_that_are_gone(draft, demo):
    one = demo.reading.candidates
    # one figure more at the beginning, the corrected one at another place, the rejected one not read any more
    later = replace(
        demo.reading, candidates=(replace(one[0], value_raw="9", start=1), one[0], replace(one[1], start=7))
    )
    found, lost = draft.decisions_of(later)
    assert found == (Decision(2, "accepted", {"unit": "人"}, "看原件"),)
    assert [kept.on["value_raw"] for kept in lost] == ["5.5以内"]


def test_a_save_of_what_was_saved_since_is_refused_and_what_is_there_stays(draft, store):
    first = save(draft, "", CONTENT, store, by=EDITOR)
    second = save(replace(first, place={"at": "5"}), first.version, folder=store, by=EDITOR)
    for seen in ("", first.version):
        with pytest.raises(DraftChanged):
            save(replace(first, place={"at": "0"}), seen, CONTENT, store, by=EDITOR)
    assert drafts(store) == [second]


def test_nobody_saves_or_removes_the_draft_of_somebody_else_but_a_keeper_removes(draft, store):
    save(draft, "", CONTENT, store, by=EDITOR)
    for who in (READER, KEEPER):
        with pytest.raises(RightRefused):
            save(draft, "", CONTENT, store, by=who)
    with pytest.raises(RightRefused):
        remove(draft.draft_id, store, by=READER)
    remove(draft.draft_id, store, by=KEEPER)
    assert drafts(store) == []
    assert originals.content(SHA256, store) is None
    remove(draft.draft_id, store, by=KEEPER)


def test_an_original_stays_while_another_draft_has_it(draft, store):
    save(draft, "", CONTENT, store, by=EDITOR)
    other = replace(draft, draft_id=draft_id(SHA256, KEEPER))
    save(other, "", CONTENT, store, by=KEEPER)
    remove(draft.draft_id, store, by=EDITOR)
    assert load(other.draft_id, store)[1] == CONTENT


@pytest.mark.parametrize("content", [None, b"another"])
def test_a_draft_without_its_own_original_is_not_kept(draft, store, content):
    with pytest.raises(DraftRefused):
        save(draft, "", content, store, by=EDITOR)
    assert not list(store.glob("drafts/*.json"))


@pytest.mark.parametrize(
    "spoilt", [b"", b"{", b"[]", b'{"form": 2}', b'{"form": 1}', b'{"form": 1, "kept": 3}', b"\xff", b"[" * 100_000]
)
def test_a_file_that_is_no_draft_is_said_and_the_others_are_there(draft, store, spoilt):
    save(draft, "", CONTENT, store, by=EDITOR)
    (store / "drafts" / "other.json").write_bytes(spoilt)
    found, faults = read_all(store)
    assert [one.draft_id for one in found] == [draft.draft_id]
    assert len(faults) == 1
    assert faults[0].told("zh").startswith("other.json")
    with pytest.raises(DraftRefused):
        load("../../etc/passwd", store)


def test_a_draft_whose_original_is_another_by_now_is_not_opened(draft, store):
    save(draft, "", CONTENT, store, by=EDITOR)
    (store / "drafts/originals" / SHA256).write_bytes(b"another")
    with pytest.raises(DraftRefused):
        load(draft.draft_id, store)


def test_the_log_names_who_began_a_draft_and_who_removed_it(draft, store):
    first = save(draft, "", CONTENT, store, by=EDITOR)
    save(first, first.version, folder=store, by=EDITOR)
    remove(draft.draft_id, store, by=KEEPER)
    lines = [json.loads(line) for line in (store / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["what"], line["who"]) for line in lines] == [("draft", EDITOR.name), ("draft.remove", KEEPER.name)]


def test_a_backup_has_drafts_and_originals_and_one_of_before_leaves_the_present_drafts(demo, draft, store, tmp_path):
    earlier, later = tmp_path / "earlier.zip", tmp_path / "later.zip"
    made = demo.commit()
    backups.backup(earlier, store)
    saved = save(draft, "", CONTENT, store, by=EDITOR)
    backups.backup(later, store)
    backups.restore(earlier, **demo.folders, by=KEEPER)
    assert drafts(store) == [saved]
    remove(draft.draft_id, store, by=EDITOR)
    backups.restore(later, **demo.folders, by=KEEPER)
    assert drafts(store) == [saved]
    assert load(draft.draft_id, store)[1] == CONTENT
    assert (store / "imports" / made.import_id / "texts" / SHA256).read_bytes() == CONTENT


def test_an_original_that_is_not_what_its_name_says_is_no_import(demo, store, tmp_path):
    from data import imports

    folder = tmp_path / "given"
    made = demo.commit()
    (store / "imports" / made.import_id).rename(folder)
    (folder / "texts" / SHA256).write_bytes(b"another")
    with pytest.raises(imports.ImportRefused, match="SHA-256"):
        imports.commit(folder, "again", **demo.folders, by=KEEPER)


def test_two_reviews_of_one_document_are_compared_by_the_command(draft, store, demo, capsys):
    from data.__main__ import main

    save(draft, "", CONTENT, store, by=EDITOR)
    other = replace(
        draft,
        draft_id=draft_id(SHA256, KEEPER),
        kept=kept_of(demo.reading, [Decision(1, "accepted"), Decision(3, "accepted")]),
    )
    save(other, "", CONTENT, store, by=KEEPER)
    files = [str(store / "drafts" / f"{one.draft_id}.json") for one in (draft, other)]
    assert main(["compare", *files]) == 1
    said = capsys.readouterr().out
    assert "unit is '人' in the first, '万人' in the second" in said
    assert "target 5.5以内 only in the second" in said
    assert said.endswith("2 differences\n")


def test_the_names_of_two_people_give_two_drafts(demo):
    assert draft_id(SHA256, EDITOR) != draft_id(SHA256, KEEPER)
    assert given(DEMO, demo.folders).reading == demo.reading
