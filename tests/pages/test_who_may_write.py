"""Pages of a ledger that is served to others: everything is shown, nothing is written, and the page says why."""

import shutil

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
    writing = ("desk-", "item-up", "item-down", "item-drop", "collect")
    assert [key for key in keys(app) if key.startswith(writing) or key.endswith("-restore")] == []
    assert all(area.disabled for area in app.text_area)
    assert say("rights.no_login") in said(app)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_page_says_in_the_readers_language_why_nothing_is_collected_and_how_it_could(visit, language):
    app = visit("periods", lang=language)
    assert [key for key in keys(app) if key.startswith("collect")] == []
    words.speak(language)
    assert say("rights.no_login") in said(app)
    assert "docs/serving.md" in say("rights.no_login")
    words.speak("zh")


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
