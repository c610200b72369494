"""What a store promises it promises in both of its homes: a folder, and PostgreSQL."""

from dataclasses import replace

import pytest

from data import backups, briefings, homes, imports, log, store, target_drafts
from data.homes import Moved, folder
from data.imports import ImportRefused
from data.people import Person, RightRefused
from data.reviewing import drafts
from data.reviewing.about import About
from data.shape import LedgerFault
from tests.data.stores import everything, import_ids
from tests.people import EDITOR, KEEPER, READER

pytestmark = pytest.mark.usefixtures("tables_alone")


def commit(ledger, source, name="demo-import", by=KEEPER):
    return imports.commit(source(name), name, ledger.store, ledger.shipped, by=by)


def content_of(ledger) -> dict[str, bytes]:
    """Each file of imports and documents; what a mirror notes beside them is hidden."""
    return {name: held for name, held in everything(ledger).items() if "/." not in name}


def whats(ledger) -> list[tuple[str, str, str]]:
    return [(line["who"], line["what"], line["of"]) for line in log.read(ledger.store)]


def test_an_import_is_there_whole_with_its_line_and_goes_with_its_own(home, source):
    given = source()
    (given / "texts").mkdir()
    original = b"\0\xff not text, \r\n as it came"
    (given / "texts" / briefings._sum(original)).write_bytes(original)
    place = imports.commit(given, "demo-import", home.store, home.shipped, by=KEEPER)
    assert place == home.store / "imports/demo-import"
    files = {path.relative_to(given): path.read_bytes() for path in given.rglob("*") if path.is_file()}
    taken = {path: (place / path).read_bytes() for path in files}
    assert taken == files
    assert import_ids(home) == {"shipped", "demo-import"}
    gone = imports.undo("demo-import", home.store, home.shipped, by=KEEPER)
    assert (gone / "catalog/documents.csv").is_file()
    assert import_ids(home) == {"shipped"}
    assert whats(home) == [("赵", "import", "demo-import"), ("赵", "import.undo", "demo-import")]
    before, after = [(line["before"], line["after"]) for line in log.read(home.store)]
    assert before == after[::-1]


def test_what_is_refused_changes_nothing(home, source):
    commit(home, source)
    before = content_of(home)
    for refusal, change in {
        ImportRefused: lambda: imports.commit(source("other"), "demo-import", home.store, home.shipped, by=KEEPER),
        RightRefused: lambda: imports.undo("demo-import", home.store, home.shipped, by=EDITOR),
    }.items():
        with pytest.raises(refusal):
            change()
    broken = source("broken")
    (broken / "facts/broken.csv").write_text("fact_id\nx\n", encoding="utf-8")
    with pytest.raises(LedgerFault):
        imports.commit(broken, "broken", home.store, home.shipped, by=KEEPER)
    assert content_of(home) == before
    assert len(whats(home)) == 1


def test_a_role_for_some_regions_writes_for_these_alone(home, source):
    with pytest.raises(RightRefused):
        commit(home, source, by=Person("丁", "keeper", frozenset({"elsewhere"})))
    assert import_ids(home) == {"shipped"}
    commit(home, source, "second", by=Person("丁", "keeper", frozenset({"demo-east"})))
    assert import_ids(home) == {"shipped", "second"}


def test_what_moved_while_it_was_proven_is_proven_anew(home, source, monkeypatch):
    """Whoever comes before is seen by the second attempt: it finds the name taken."""
    desk_of, came = folder.FolderDesk, []
    if not isinstance(homes.home_of(home.store), folder.FolderHome):
        from data.homes import postgres

        desk_of = postgres.PostgresDesk
    made = desk_of.commit

    def late(desk, change):
        if not came:
            came.append(change)
            raise Moved
        return made(desk, change)

    monkeypatch.setattr(desk_of, "commit", late)
    commit(home, source)
    assert import_ids(home) == {"shipped", "demo-import"}
    assert len(whats(home)) == 1


def test_a_briefing_is_saved_renamed_deleted_and_taken_back(home):
    made = briefings.save({"name": "一", "items": []}, "create", home.store, by=EDITOR)
    (first,) = briefings.read_all(home.store)[0]
    briefings.save({**first, "name": "二"}, "rename", home.store, by=EDITOR)
    with pytest.raises(briefings.BriefingChanged):
        briefings.save({**first, "name": "三"}, "rename", home.store, by=EDITOR)
    with pytest.raises(RightRefused):
        briefings.save({**first, "name": "三"}, "rename", home.store, by=READER)
    (second,) = briefings.read_all(home.store)[0]
    briefings.delete(made, second["as_read"], home.store, by=EDITOR)
    assert briefings.read_all(home.store) == ([], [])
    briefings.undo(home.store, by=EDITOR)
    assert briefings.read_all(home.store)[0] == [second]
    briefings.undo(home.store, by=EDITOR)
    assert briefings.read_all(home.store)[0] == [first]
    assert [what for _, what, _ in whats(home)] == [
        *("briefing.create", "briefing.rename", "briefing.delete"),
        *("briefing.undo", "briefing.undo"),
    ]


def test_drafts_of_reviews_and_of_targets_are_kept_with_their_originals(home):
    content = "一份规划".encode()
    sha256 = drafts.sum_of(content)
    draft = drafts.Draft(drafts.draft_id(sha256, EDITOR), "plan.txt", sha256, About())
    saved = drafts.save(draft, "", content, home.store, by=EDITOR)
    again = drafts.save(replace(saved, place={"at": "1"}), saved.version, folder=home.store, by=EDITOR)
    assert drafts.load(draft.draft_id, home.store) == (again, content)
    with pytest.raises(drafts.DraftChanged):
        drafts.save(saved, saved.version, folder=home.store, by=EDITOR)
    target = target_drafts.save(target_drafts.TargetDrafts("甲", "demo", {"demo_jobs": 5.0}), home.store, by=EDITOR)
    assert target_drafts.read_all(home.store)[0] == [target]
    drafts.remove(draft.draft_id, home.store, by=EDITOR)
    target_drafts.remove(target, home.store, by=EDITOR)
    assert drafts.read_all(home.store) == target_drafts.read_all(home.store) == ([], [])
    assert not list((home.store / "drafts/originals").glob("*"))
    # of a draft the beginning is told, not each of its steps
    assert [what for _, what, _ in whats(home)] == ["draft", "targets", "draft.remove", "targets.remove"]


def test_a_backup_is_restored_whole(home, source, tmp_path):
    commit(home, source)
    briefings.save({"name": "一", "items": []}, "create", home.store, by=EDITOR)
    backups.backup(tmp_path / "kept.zip", home.store, by=KEEPER)
    before, facts = content_of(home), store.built_file(home.store, home.shipped).name
    imports.undo("demo-import", home.store, home.shipped, by=KEEPER)
    commit(home, source, "other")
    briefings.save({"name": "二", "items": []}, "create", home.store, by=EDITOR)
    backups.restore(tmp_path / "kept.zip", home.store, home.shipped, by=KEEPER)
    assert content_of(home) == before
    assert store.built_file(home.store, home.shipped).name == facts
    assert [what for _, what, _ in whats(home)][-1] == "restore"
    commit(home, source, "third")
    assert import_ids(home) == {"shipped", "demo-import", "third"}


def test_a_backup_that_fails_is_told(home, tmp_path):
    with pytest.raises(OSError, match="No such file"):
        backups.backup(tmp_path / "nowhere/kept.zip", home.store, by=KEEPER)
    assert [what for _, what, _ in whats(home)] == ["backup", "backup.failed"]
