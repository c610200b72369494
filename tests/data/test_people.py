"""Who may change the store: what writes asks for a person, and refuses one whose role is not enough."""

import pytest

from data import backups, briefings, imports
from data.people import NOBODY, ROLES, Person, RightRefused, of_this_machine, require
from tests.data.stores import everything
from tests.people import EDITOR, KEEPER, READER

MAY = {"reader": {"reader"}, "editor": {"reader", "editor"}, "keeper": {"reader", "editor", "keeper"}}


@pytest.mark.parametrize("has", ROLES)
@pytest.mark.parametrize("needs", ROLES)
def test_a_role_may_what_the_one_before_it_may(has, needs):
    assert Person("王", has).may(needs) == (needs in MAY[has])


@pytest.mark.parametrize("role", ["owner", "Keeper", "keeper "])
def test_there_is_no_other_role(role):
    with pytest.raises(ValueError, match=role):
        Person("王", role)


def test_who_is_not_named_is_a_reader_and_the_user_of_the_machine_its_keeper():
    assert (NOBODY.name, NOBODY.role) == ("", "reader")
    assert of_this_machine().name
    assert of_this_machine().role == "keeper"


def test_a_user_without_a_name_keeps_the_own_machine_too(monkeypatch):
    def unknown():
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", unknown)
    assert of_this_machine().role == "keeper"
    assert of_this_machine().name.startswith("uid ")


def test_a_refusal_says_in_both_languages_who_may_not_what_and_the_way_on():
    with pytest.raises(RightRefused) as refused:
        require(EDITOR, "keeper")
    assert refused.value.told("zh") == (
        "李: 权限是编辑（editor），这项改动要管理（keeper），什么也没有改；请管理这台服务器的人改 roles.toml"
    )
    assert refused.value.told("en") == (
        "李: has the role editor, this change asks for keeper, and nothing is changed: whoever runs this "
        "server writes roles.toml"
    )
    with pytest.raises(RightRefused) as refused:
        require(NOBODY, "editor")
    assert "docs/serving.md" in refused.value.told("zh")
    assert "docs/serving.md" in refused.value.told("en")


def kept(ledger, source, tmp_path) -> dict:
    """Every change of a store: name → (what makes it, as whom; who is not enough for it)."""
    place, shipped = ledger.store, ledger.shipped
    briefing_id = briefings.save({"name": "一", "items": []}, "create", place, by=EDITOR)
    (read,) = briefings.read_all(place)[0]
    imports.commit(source("first"), "first", place, shipped, by=KEEPER)
    backups.backup(tmp_path / "kept.zip", place)
    second = source("second")
    return {
        "save": (lambda by: briefings.save({"name": "二", "items": []}, "create", place, by=by), [READER, NOBODY]),
        "change": (lambda by: briefings.save({**read, "name": "三"}, "rename", place, by=by), [READER, NOBODY]),
        "delete": (lambda by: briefings.delete(briefing_id, read["as_read"], place, by=by), [READER, NOBODY]),
        "undo of a briefing": (lambda by: briefings.undo(place, by=by), [READER, NOBODY]),
        "import": (lambda by: imports.commit(second, "second", place, shipped, by=by), [EDITOR, READER]),
        "undo": (lambda by: imports.undo("first", place, shipped, by=by), [EDITOR, READER, NOBODY]),
        "restore": (lambda by: backups.restore(tmp_path / "kept.zip", place, shipped, by=by), [EDITOR, NOBODY]),
    }


@pytest.mark.usefixtures("tables_alone")
def test_every_change_is_refused_to_who_may_not_and_changes_nothing(small_ledger, source, tmp_path):
    changes = kept(small_ledger, source, tmp_path)
    before = everything(small_ledger)
    for change, too_little in changes.values():
        for person in too_little:
            with pytest.raises(RightRefused):
                change(person)
    assert everything(small_ledger) == before
    assert not (small_ledger.store / "undone").exists()


@pytest.mark.usefixtures("tables_alone")
@pytest.mark.parametrize(
    ("name", "by"),
    [("save", EDITOR), ("change", EDITOR), ("delete", EDITOR), ("undo of a briefing", EDITOR),
     ("import", KEEPER), ("undo", KEEPER), ("restore", KEEPER)],
)  # fmt: skip
def test_a_change_is_made_by_who_may(name, by, small_ledger, source, tmp_path):
    change, _ = kept(small_ledger, source, tmp_path)[name]
    before = everything(small_ledger)
    change(by)
    assert (everything(small_ledger) != before) == (name != "restore")


def test_no_change_can_be_asked_for_without_a_person(tmp_path):
    for change in (
        lambda: briefings.save({"name": "一", "items": []}, "create", tmp_path),
        lambda: briefings.undo(tmp_path),
        lambda: imports.undo("first", tmp_path),
        lambda: backups.restore(tmp_path / "kept.zip", tmp_path),
    ):
        with pytest.raises(TypeError, match="by"):
            change()
