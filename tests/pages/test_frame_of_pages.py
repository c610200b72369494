"""Every page inside the frame, in both languages and looks, through several runs."""

import html
import json
import re
from urllib.parse import parse_qsl

import pytest

from components.language.words import table
from components.look.theme import PALETTES
from components.views.catalogue import latest_month
from tests.shown_tables import shown_tables

FORMS = [("zh", "light"), ("en", "light"), ("en", "dark"), ("zh", "dark"), ("zh", "dark")]


def address(language: str = "zh", look: str = "light", **choices: str) -> dict[str, str]:
    """Language and look as the address holds them: the default leaves nothing."""
    return {
        **({} if language == "zh" else {"lang": language}),
        **({} if look == "light" else {"look": look}),
        **choices,
    }


def bar(app) -> list[str]:
    """The words of the bar's links to pages, in their order."""
    return re.findall(r"<a [^>]*>(.*?)</a>", navigation(app))


def navigation(app) -> str:
    """The links to the pages as the bar has them."""
    return html.unescape(re.search(r"<nav .*?</nav>", markup(app)).group())


def names(pages: tuple[str, ...], language: str) -> list[str]:
    return [table()[f"page.{page}"][language] for page in pages]


def markup(app) -> str:
    return "\n".join(block.proto.body for block in app.get("html") if not block.proto.body.startswith("<style>"))


def grounds(app) -> set[str]:
    """The colours on which the page's charts stand."""
    layouts = [json.loads(chart.proto.spec)["layout"] for chart in app.get("plotly_chart")]
    return {layout.get("paper_bgcolor") or layout["template"]["layout"]["paper_bgcolor"] for layout in layouts}


def answers(app, page: str) -> int:
    """How many tables a page shows, or views in its briefing; a phone enters row by row."""
    if page != "briefing":
        rows = [chosen for chosen in app.selectbox if (chosen.key or "").startswith("one-")]
        return len(shown_tables(app)) + len(rows)
    return sum((button.key or "").startswith("item-choose-") for button in app.button)


def interface_words(app) -> list[str]:
    """Headings and labels; the link to Chinese is Chinese."""
    headings = [text for _, text in re.findall(r"<(h1|h2|h3|nav)[^>]*>(.*?)</\1>", markup(app))]
    kinds = ("selectbox", "text_input", "toggle", "button", "button_group", "download_button")
    return headings + [element.label for kind in kinds for element in app.get(kind)]


def test_a_page_keeps_its_frame_through_five_runs_in_both_languages_and_looks(visit, pages, page):
    app = visit(page)
    for language, look in FORMS:
        app.query_params = address(language, look)
        app.run()
        assert not app.exception
        assert not app.toast
        assert bar(app) == names(pages, language)
        assert table()[f"question.{page}"][language] in markup(app).replace("&#x27;", "'")
        assert answers(app, page) > 0
        assert grounds(app) <= {PALETTES[look].ground}
        assert dict(app.query_params) == address(language, look)
        if language == "en":
            assert [word for word in interface_words(app) if re.search("[一-鿿]", word)] == []


def test_every_chart_has_an_alternative_text(visit, page):
    assert all(chart.proto.alt for chart in visit(page).get("plotly_chart"))


def test_the_links_carry_the_shared_choices_to_other_pages_and_keep_all_on_this_one(visit, pages):
    app = visit("periods", region="zhoushan", lang="en", look="dark", words="培训", order="plan")
    links = dict(re.findall(r"href='(\w+|\./)\?([^']*)'", navigation(app)))
    assert list(links) == ["./", *pages[1:]]
    assert links.pop("periods") == "region=zhoushan&lang=en&look=dark&words=%E5%9F%B9%E8%AE%AD&order=plan"
    assert set(links.values()) == {"lang=en&look=dark&region=zhoushan"}


def test_the_switches_of_language_and_look_keep_every_choice_of_the_page(visit):
    body = markup(visit("commitments", nature="standard", year="2022"))
    switches = dict(re.findall(r"<a class='pl-look' href='([^']*)' target='_self'>(\w+)</a>", body))
    assert switches == {
        "commitments?nature=standard&amp;year=2022&amp;lang=en": "EN",
        "commitments?nature=standard&amp;year=2022&amp;look=dark": "深色",
    }


def test_the_switch_back_to_the_defaults_leaves_no_question_mark(visit):
    body = markup(visit("overview", lang="en"))
    assert re.findall(r"<a class='pl-look' href='([^']*)'", body)[0] == "./"


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_has_one_button_for_the_choices_of_second_rank(visit, pages, page, language):
    app = visit(page, **address(language))
    assert not app.exception
    assert bar(app) == names(pages, language)
    assert answers(app, page) > 0
    labels = [place.proto.popover.label for place in app.get("popover")]
    assert (table()["choice.more"][language] in labels) == (page != "briefing")


@pytest.mark.usefixtures("phone")
def test_a_phone_gets_cards_for_the_unit_chart(visit):
    app = visit("commitments")
    assert not app.get("plotly_chart")
    assert markup(app).count("<article>") == 12


@pytest.mark.usefixtures("phone")
def test_the_narrow_step_chart_sets_each_indicator_in_two_lines(visit):
    (chart,) = visit("periods").get("plotly_chart")
    layout = json.loads(chart.proto.spec)["layout"]
    assert layout["margin"]["l"] < 40
    assert layout["height"] > 700


def test_a_link_names_the_choices_that_its_view_was_made_with_and_blanks_those_that_leave_all(visit):
    held = re.findall(r"data-choices='([^']*)'", markup(visit("progress", theme="employment", as_of="soon")))
    assert {choices["as_of"] for choices in map(dict, map(parse_qsl, map(html.unescape, held)))} == {latest_month()}
    assert len(held) == 3
    body = markup(visit("commitments", words="技能", year="2025"))
    (held,) = re.findall(r"data-choices='([^']*)'", body)
    assert dict(parse_qsl(html.unescape(held), keep_blank_values=True)) == {
        "theme": "",
        "document": "",
        "nature": "",
        "year": "2025",
        "words": "技能",
        "as_of": latest_month(),
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_faults_of_the_ledger_are_said_on_the_page_in_its_language(visit, tmp_path, monkeypatch, language):
    facts = tmp_path / "imports" / "broken" / "facts"
    facts.mkdir(parents=True)
    (facts / "x.csv").write_text("![x](http://foreign.invalid/a.png)\n", encoding="utf-8")
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    app = visit("periods", **address(language))
    assert not app.exception
    (said,) = app.error
    assert said.value == {
        "zh": "台账的数据有 16 处要改，改好之前各页没有数：",
        "en": "The data of the ledger have 16 faults; until mended, no page has figures\\:",
    }[language].replace("16", re.search(r"\d+", said.value)[0])
    first = app.text[0].value
    assert first.startswith("broken/facts/x.csv:1: unknown_column [![x](http://foreign.invalid/a.png)]\n")
    assert bool(re.search("[一-龥]", first)) is (language == "zh")


def test_a_page_that_cannot_be_drawn_says_so_in_a_sentence_and_nothing_of_the_machine(visit, monkeypatch):
    def broken(*given, **named):
        raise RuntimeError("/secret/place")

    monkeypatch.setattr("components.views.registry.view_of", broken)
    monkeypatch.setattr("components.ui.controls.choose", broken)
    (failure,) = visit("cities", look="light").exception
    assert failure.message == table()["notice.failed"]["zh"]
    assert "secret" not in str(failure.stack_trace)


def test_without_its_database_a_page_says_since_when_and_shows_what_there_is(visit, monkeypatch):
    monkeypatch.setattr("components.ui.notice.away", lambda: ("connection refused", 1_790_000_000.0))
    app = visit("periods", lang="en")
    assert not app.exception
    (said,) = app.warning
    assert said.value.startswith("The database cannot be reached, or what is new in it cannot be read")
    assert "what was there at 2026-09-21 " in said.value
    assert shown_tables(app)
