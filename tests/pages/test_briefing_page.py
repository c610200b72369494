"""The desk of 评估汇报 without a browser: what is offered for a briefing of one's own and for a ready-made one."""

import json
import re
import shutil

import pytest

from components.views import briefing, continuity, progress
from tests.people import KEEPER

NAME = "季度会"


@pytest.fixture(autouse=True)
def own_briefing(own_store, built_store):
    """One briefing of two views, before each test."""
    shutil.rmtree(built_store / "briefings", ignore_errors=True)
    briefing.collect(NAME, continuity.view("zhoushan", "zhoushan-hrss-14fyp"), by=KEEPER)
    briefing.collect(NAME, progress.view("qingdao", "qingdao-hrss-14fyp", "new_urban_jobs", "2025-12"), by=KEEPER)
    yield
    shutil.rmtree(built_store / "briefings", ignore_errors=True)


def keys(app) -> set[str]:
    return {button.key for button in app.button}


def test_ones_own_briefing_comes_first_and_can_be_ordered_and_edited(visit):
    app = visit("briefing")
    assert app.selectbox[0].value == NAME
    assert {"item-up-1", "item-down-0", "item-drop-0"} <= keys(app)
    assert not app.text_area[0].disabled


def test_a_ready_made_briefing_is_shown_and_not_edited(visit):
    app = visit("briefing", briefing="青岛与舟山对标")
    assert {"item-choose-0", "item-choose-1"} <= keys(app)
    assert not any(key and key.startswith(("item-up", "item-drop")) for key in keys(app))
    assert all(area.disabled for area in app.text_area)


def test_a_view_is_moved_and_stays_the_chosen_one(visit):
    app = visit("briefing")
    app.button(key="item-down-0").click().run()
    assert [item.view for item in briefing.briefing(NAME).items] == ["progress", "periods"]
    assert app.query_params["item"] == "2"


def test_a_sentence_is_edited_and_the_systems_own_restored(visit):
    app = visit("briefing")
    system = app.text_area[0].value
    app.text_area[0].set_value("自己的题目").run()
    assert briefing.deck(NAME).views[0].headline == "自己的题目"
    (restore,) = [button for button in app.button if (button.key or "").endswith("-restore")]
    restore.click().run()
    assert app.text_area[0].value == system
    assert briefing.briefing(NAME).items[0].headline is None


def test_a_change_that_somebody_else_forestalled_is_offered_as_a_copy(visit):
    app = visit("briefing")
    shown = briefing.briefing(NAME)
    briefing.edit(shown, 1, "别人的题目", None, by=KEEPER)
    app.text_area[0].set_value("我的题目").run()
    assert [item.headline for item in briefing.briefing(NAME).items] == [None, "别人的题目"]
    assert {"desk-keep-copy", "desk-see-latest"} <= keys(app)
    app.button(key="desk-keep-copy").click().run()
    assert [item.headline for item in briefing.briefing(f"{NAME}（副本）").items] == ["我的题目", None]
    assert app.selectbox[0].value == f"{NAME}（副本）"
    assert "desk-keep-copy" not in keys(app)


def test_a_change_that_somebody_else_forestalled_can_be_given_up(visit):
    app = visit("briefing")
    briefing.drop(briefing.briefing(NAME), 0, by=KEEPER)
    app.button(key="item-drop-1").click().run()
    assert len(briefing.briefing(NAME).items) == 1
    app.button(key="desk-see-latest").click().run()
    assert "desk-see-latest" not in keys(app)
    assert list(briefing.own()) == [NAME]


def test_ones_own_changes_one_after_the_other_are_no_conflict(visit):
    app = visit("briefing")
    # both come with one message, as when a sentence is left by a click on a button
    app.text_area[0].set_value("我的题目")
    app.button(key="item-down-0").click().run()
    assert [item.headline for item in briefing.briefing(NAME).items] == [None, "我的题目"]
    assert "desk-keep-copy" not in keys(app)


def test_what_is_wrong_with_a_file_is_said_letter_by_letter(visit, built_store):
    (built_store / "briefings" / "![x](x:y) <b>.json").write_text("{", encoding="utf-8")
    (warning,) = visit("briefing").warning
    assert "\\!\\[x\\](x\\:y) \\<b\\>.json" in warning.value


def test_the_last_change_is_taken_back(visit):
    app = visit("briefing")
    app.button(key="item-drop-1").click().run()
    assert len(briefing.briefing(NAME).items) == 1
    app.button(key="desk-undo").click().run()
    assert len(briefing.briefing(NAME).items) == 2


def test_no_file_is_made_before_its_button_is_pressed(visit, monkeypatch):
    made = []
    monkeypatch.setattr("components.exports.files.made", lambda *given: made.append(given) or b"content")
    app = visit("briefing")
    assert made == []
    assert not app.get("download_button")
    app.button(key="make-xlsx").click().run()
    assert len(made) == 1
    (download,) = app.get("download_button")
    assert f"{NAME}.xlsx" in download.proto.label


def test_changed_figures_are_told_and_taken_over(visit, built_store):
    (file,) = (built_store / "briefings").glob("*.json")
    content = json.loads(file.read_text(encoding="utf-8"))
    content["items"][1]["ledger"] = "another"
    content["items"][1]["figures"]["qingdao-hrss-14fyp.table2-1.target"] = "[170] 万人"
    file.write_text(json.dumps(content), encoding="utf-8")
    app = visit("briefing")
    (told,) = [block.proto.body for block in app.get("html") if "<table>" in block.proto.body]
    cells = ("2", "qingdao-hrss-14fyp.table2-1.target", "[170] 万人", "[175] 万人")
    assert re.findall("<td>(.*?)</td>", told) == list(cells)
    app.button(key="desk-accept").click().run()
    assert not [block for block in app.get("html") if "<table>" in block.proto.body]


def test_a_file_in_the_store_that_is_no_briefing_is_named_and_the_others_stay(visit, built_store):
    (built_store / "briefings" / "broken.json").write_text("{", encoding="utf-8")
    app = visit("briefing")
    assert ["broken.json" in warning.value for warning in app.warning] == [True]
    assert app.selectbox[0].value == NAME


def test_an_empty_briefing_says_how_to_fill_it(visit):
    briefing.create("空的", by=KEEPER)
    body = "".join(block.proto.body for block in visit("briefing", briefing="空的").get("html"))
    assert "pl-advice" in body
    assert "加入汇报" in body


def test_a_view_that_this_version_does_not_know_stays_in_the_list_and_harms_no_other(visit, built_store):
    (file,) = (built_store / "briefings").glob("*.json")
    content = json.loads(file.read_text(encoding="utf-8"))
    content["items"][1]["view"] = "a_later_one"
    file.write_text(json.dumps(content), encoding="utf-8")
    for item in ("1", "2"):
        app = visit("briefing", item=item)
        assert not app.exception
        assert {"item-choose-0", "item-choose-1"} <= keys(app)
