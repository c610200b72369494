"""Pages of a ledger that is served to others: everything is shown, nothing is written, and the page says why."""

import html
import shutil
from urllib.parse import quote

import pytest

from components.language import words
from components.language.words import say
from components.ui.rights import MARK
from components.views import briefing, continuity
from tests.people import KEEPER

NAME = "季度会"


@pytest.fixture(autouse=True)
def own_briefing(own_store, built_store, headers):
    """One briefing of one view, and visitors who are nobody."""
    shutil.rmtree(built_store / "briefings", ignore_errors=True)
    briefing.collect(NAME, continuity.view("zhoushan", "zhoushan-hrss-14fyp"), by=KEEPER)
    del headers[MARK]
    yield
    shutil.rmtree(built_store / "briefings", ignore_errors=True)


def keys(app) -> set[str]:
    return {button.key for button in app.button if button.key}


def said(app) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


def files(store) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (store / "briefings").rglob("*.json")}


def test_the_page_of_briefings_shows_them_with_their_files_and_no_control_that_writes(visit):
    app = visit("briefing")
    assert app.selectbox[0].value == NAME
    assert {"item-choose-0", "make-pptx", "make-zip"} <= keys(app)
    writing = ("desk-", "item-up", "item-down", "item-drop", "collect-")
    assert [key for key in keys(app) if key.startswith(writing) or key.endswith("-restore")] == []
    assert all(area.disabled for area in app.text_area)
    assert say("rights.no_login") in said(app)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_page_says_in_the_readers_language_that_nothing_is_written_and_how_it_could_be(visit, language):
    app = visit("periods", lang=language)
    words.speak(language)
    assert say("collect.note") in said(app)
    assert say("rights.no_login") in said(app)
    assert "docs/serving.md" in say("rights.no_login")
    words.speak("zh")


def test_what_is_collected_stands_in_the_address_of_every_page_and_nothing_is_written(visit, built_store):
    before = files(built_store)
    app = visit("periods")
    app.button(key="collect-figure-periods").click().run()
    held = app.query_params["collected"]
    assert held.startswith("periods~region.qingdao~plan.qingdao-")
    (notice,) = [toast.value for toast in app.toast]
    assert "第 1 项" in notice
    assert "(briefing?collected=periods" in notice
    app = visit("cities", collected=held)
    app.button(key="collect-cities").click().run()
    assert [part.partition("~")[0] for part in app.query_params["collected"].split("~~")] == ["periods", "cities"]
    links = [link.proto.query_string for link in app.get("page_link")]
    assert all("collected=periods" in link for link in links)
    assert files(built_store) == before


HELD = "periods~region.zhoushan~~evidence~region.qingdao"


def test_a_copied_link_shows_the_same_to_be_put_in_order_presented_and_exported(visit, built_store):
    before = files(built_store)
    app = visit("briefing", collected=HELD)
    assert app.selectbox[0].value == ""
    assert f"/present/?lang=zh&look=light&collected={quote(HELD)}" in html.unescape(said(app))
    app.button(key="item-down-0").click().run()
    assert app.query_params["collected"] == "evidence~region.qingdao~~periods~region.zhoushan"
    app.button(key="item-drop-0").click().run()
    assert app.query_params["collected"] == "periods~region.zhoushan"
    assert all(area.disabled for area in app.text_area)
    app.button(key="make-html").click().run()
    assert [button for button in app.get("download_button") if button.proto.label.startswith("保存")]
    app.button(key="desk-empty").click().run()
    assert "collected" not in app.query_params
    assert app.selectbox[0].value == NAME
    assert files(built_store) == before


def test_two_clicks_before_the_page_shows_the_first_are_both_done(visit):
    app = visit("briefing", collected=f"{HELD}~~overview")
    shown = app.button(key="item-drop-0")
    app.query_params["collected"] = "evidence~region.qingdao~~overview"
    shown.click().run()
    assert app.query_params["collected"].count("~~") == 0


def test_beside_it_the_other_briefings_are_there(visit):
    app = visit("briefing", collected=HELD, briefing=NAME)
    assert app.selectbox[0].value == NAME
    assert not [key for key in keys(app) if key.startswith("item-up")]


def test_a_full_address_says_so_and_stays(visit):
    app = visit("periods", collected="~~".join(["evidence"] * 20))
    app.button(key="collect-figure-periods").click().run()
    assert app.query_params["collected"].count("~~") == 19
    assert any("20" in toast.value for toast in app.toast)


def test_an_editor_saves_it_as_a_briefing(visit, headers, monkeypatch):
    monkeypatch.setitem(headers, MARK, "desk")
    app = visit("briefing", collected=HELD)
    app.text_input(key="desk-keep-name").set_value("存下的")
    next(button for button in app.button if button.label == say("desk.keep")).click().run()
    assert [item.view for item in briefing.briefing("存下的").items] == ["periods", "evidence"]
    assert "collected" not in app.query_params
    assert app.selectbox[0].value == "存下的"


def test_an_editor_collects_in_the_address_where_it_holds_something_and_the_reader_chose_it(
    visit, headers, monkeypatch
):
    monkeypatch.setitem(headers, MARK, "desk")
    assert " " not in visit("periods").selectbox(key="collect-target").options
    app = visit("periods", collected=HELD)
    assert app.selectbox(key="collect-target").value == NAME
    app.selectbox(key="collect-target").set_value(" ").run()
    app.button(key="collect-figure-periods").click().run()
    assert app.query_params["collected"].count("~~") == 2


@pytest.mark.parametrize("key", ["item-down-0", "item-drop-0", "desk-undo", "desk-delete"])
def test_a_press_on_a_button_that_was_there_before_writes_nothing(visit, headers, built_store, key, monkeypatch):
    monkeypatch.setitem(headers, MARK, "desk")
    briefing.collect(NAME, continuity.view("qingdao", "qingdao-hrss-14fyp"), by=KEEPER)
    app, before = visit("briefing"), files(built_store)
    monkeypatch.delitem(headers, MARK)
    app.button(key=key).click().run()
    assert files(built_store) == before
    assert any("docs/serving.md" in toast.value for toast in app.toast)


def test_a_sentence_that_was_written_as_the_right_went_is_not_kept(visit, headers, built_store, monkeypatch):
    monkeypatch.setitem(headers, MARK, "desk")
    app, before = visit("briefing"), files(built_store)
    monkeypatch.delitem(headers, MARK)
    app.text_area[0].set_value("别的题目").run()
    assert files(built_store) == before


def test_at_the_desk_nothing_is_said_of_rights(visit, headers):
    headers[MARK] = "desk"
    for page in ("briefing", "periods"):
        assert say("rights.no_login") not in said(visit(page))


@pytest.fixture
def roles(built_store, headers):
    """Roles of a server for others; the visitor is 王, whom they do not name."""
    path = built_store / "roles.toml"
    path.write_text("[people]\n李 = 'editor'\n".replace("李", '"李"'), encoding="utf-8")
    headers[MARK] = "user %E7%8E%8B"
    yield path
    path.unlink()


def test_a_reader_is_told_by_name_how_to_get_more(visit, roles):
    app = visit("briefing")
    assert say("rights.reader", name="王") in said(app)
    assert "desk-undo" not in keys(app)


def test_an_editor_changes_briefings_and_the_log_says_who(visit, roles, headers, built_store):
    headers[MARK] = "user %E6%9D%8E"
    visit("periods").button(key="collect-figure-periods").click().run()
    last = (built_store / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1]
    assert '"who": "李", "role": "editor", "what": "briefing.add"' in last


def test_a_fault_in_the_roles_is_said_on_the_page(visit, roles):
    roles.write_text("[people]\nli = 'admin'\n", encoding="utf-8")
    assert "roles.toml" in said(visit("briefing"))
    assert "admin" in said(visit("briefing", lang="en"))
