"""Every page inside the frame, in both languages and looks, through several runs."""

import json
import re

import pytest

from components.theme import PALETTES
from components.words import table

PAGES = ("overview", "periods", "commitments", "evidence")
WITH_CHART = ("overview", "periods", "commitments")
FORMS = [(language, look) for language in ("zh", "en") for look in ("light", "dark")]


def address(language: str = "zh", look: str = "light", **choices: str) -> dict[str, str]:
    """Language and look as the address holds them: the default leaves nothing."""
    return {
        **({} if language == "zh" else {"lang": language}),
        **({} if look == "light" else {"look": look}),
        **choices,
    }


def bar(app) -> list[str]:
    """The labels of the bar's page links, in order."""
    return [link.label for link in app.get("page_link")][: len(PAGES)]


def markup(app) -> str:
    return "\n".join(block.proto.body for block in app.get("html"))


@pytest.mark.parametrize(("language", "look"), FORMS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_its_frame_through_three_runs(visit, page, language, look):
    app = visit(page, **address(language, look))
    names = [table()[f"page.{name}"][language] for name in PAGES]
    for _ in range(3):
        assert not app.exception
        assert not app.toast
        assert bar(app) == names
        assert table()[f"question.{page}"][language] in markup(app).replace("&#x27;", "'")
        assert len(app.dataframe) == 1
        assert dict(app.query_params) == address(language, look)
        app.run()


@pytest.mark.parametrize("look", PALETTES)
@pytest.mark.parametrize("page", WITH_CHART)
def test_the_chart_stands_on_the_ground_of_the_look(visit, page, look):
    app = visit(page, **address(look=look))
    (chart,) = app.get("plotly_chart")
    layout = json.loads(chart.proto.spec)["layout"]
    assert (layout.get("paper_bgcolor") or layout["template"]["layout"]["paper_bgcolor"]) == PALETTES[look].ground
    assert chart.proto.alt


@pytest.mark.parametrize("page", PAGES)
def test_an_english_page_has_no_chinese_interface_words(visit, page):
    app = visit(page, lang="en")
    headings = re.findall(r"<(h1|h2|h3)[^>]*>(.*?)</\1>", markup(app))
    labels = [element.label for kind in ("selectbox", "text_input", "toggle", "button") for element in app.get(kind)]
    labels += [link.label for link in app.get("page_link")] + [group.label for group in app.get("button_group")]
    words = [text for _, text in headings] + [label for label in labels if label != "中文"]
    assert len(words) > len(PAGES)
    assert [word for word in words if re.search("[一-鿿]", word)] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_links_carry_the_shared_choices_and_leave_the_others(visit, page):
    app = visit(page, region="zhoushan", lang="en", look="dark", words="培训", order="plan")
    links = app.get("page_link")[: len(PAGES)]
    assert [link.proto.query_string for link in links] == ["lang=en&look=dark&region=zhoushan"] * len(PAGES)


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
@pytest.mark.parametrize("page", PAGES)
def test_a_phone_gets_the_narrow_form(visit, page, language):
    app = visit(page, **address(language))
    assert not app.exception
    assert bar(app) == [table()[f"page.{name}"][language] for name in PAGES]
    assert len(app.dataframe) == 1
    folded = [place.proto.popover.label for place in app.get("popover")]
    assert (table()["choice.more"][language] in folded) == (page != "overview")
    assert len(app.get("plotly_chart")) == (1 if page == "periods" else 0)
    assert ("pl-cards" in markup(app).replace("\n.pl-cards", "")) or page != "commitments"


@pytest.mark.usefixtures("phone")
def test_the_narrow_step_chart_sets_each_indicator_in_two_lines(visit):
    (chart,) = visit("periods").get("plotly_chart")
    layout = json.loads(chart.proto.spec)["layout"]
    assert layout["margin"]["l"] < 40
    assert layout["height"] > 700


def test_the_copied_link_holds_the_choices_in_a_form_that_an_address_takes(visit):
    app = visit("overview", region="zhoushan", words="培训 & 补贴")
    (link,) = app.code
    assert link.value == "http://127.0.0.1:8501?region=zhoushan&words=%E5%9F%B9%E8%AE%AD+%26+%E8%A1%A5%E8%B4%B4"
