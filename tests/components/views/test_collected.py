"""What is collected in the address: the same views again for whoever has the link, and never more than it holds."""

from collections.abc import Mapping
from dataclasses import replace
from inspect import signature
from urllib.parse import parse_qs, urlencode

import pytest

from components.exports import files
from components.language import words
from components.model.briefing import Item
from components.views import (
    briefing,
    cities,
    collected,
    commitments,
    completion,
    continuity,
    evidence,
    findings,
    overview,
    progress,
)
from components.views.registry import KINDS
from tests.people import EDITOR
from tests.whole import some

PERIODS = Item("periods", {"region": "zhoushan", "plan": "zhoushan-hrss-14fyp"})


@pytest.fixture(autouse=True)
def no_briefing(views_store):
    for left in (views_store / "briefings").rglob("*.json"):
        left.unlink()


def test_the_text_is_legible():
    assert collected.text_of([PERIODS, Item("overview", {"region": "", "period": "14fyp"})]) == (
        "periods~region.zhoushan~plan.zhoushan-hrss-14fyp~~overview~period.14fyp"
    )


def taken(name: str, choices: Mapping[str, str]) -> dict[str, object]:
    """What the function of a view makes it of under these choices, with what it has for those that are not given."""
    kind = KINDS[name]
    bound = signature(kind.make).bind(**kind.given(choices))
    bound.apply_defaults()
    given = bound.arguments | bound.arguments.get("chosen", {})
    return {choice: value for choice, value in given.items() if value and choice != "chosen"}


PLAN = ("qingdao", "qingdao-hrss-14fyp")
VIEWS = [
    lambda: findings.view(words="失业"),
    lambda: commitments.view(words="城乡"),
    lambda: cities.rates_view("qingdao", "zhoushan"),
    evidence.view,
    lambda: continuity.view(*PLAN),
    lambda: cities.view("qingdao", "zhoushan"),
    lambda: progress.view(*PLAN, "new_urban_jobs", "2025-12"),
    lambda: completion.matrix_view(*PLAN, "2025-12"),
    lambda: completion.missing_view(*PLAN, "2025-12"),
    overview.view,
]


@pytest.mark.parametrize("make", some(VIEWS, 0, 1, 2))
def test_a_view_is_the_same_again(make):
    view = make()
    text, _, _ = collected.with_view("", view)
    (text,) = parse_qs(urlencode({"collected": text}))["collected"]
    (item,) = collected.collected(text).items
    assert item.view == view.name
    assert taken(item.view, item.choices) == taken(view.name, view.choices)


def test_the_board_of_all_regions_is_one_view_a_region():
    text, first, last = collected.with_view("", overview.board_view("14fyp", "2025-12"))
    regions = overview.board_regions("14fyp")
    assert [item.choices["region"] for item in collected.collected(text).items] == regions
    assert (first, last) == (1, len(regions))


def test_a_choice_may_hold_what_sets_choices_apart():
    item = Item("evidence", {"words": "a~b~~c.d%7E%25 就业&?"})
    assert collected.collected(collected.text_of([item, PERIODS])).items == (item, PERIODS)


def test_a_view_goes_to_the_end_and_says_its_place():
    text = collected.text_of([PERIODS])
    more, first, last = collected.with_view(text, evidence.view(region="qingdao"))
    assert (first, last) == (2, 2)
    assert [item.view for item in collected.collected(more).items] == ["periods", "evidence"]


STRANGE = {
    "nothing": "",
    "marks alone": "~~~~~~~",
    "no view": "password~region.qingdao",
    "a view of Python": "__class__~x.y",
    "a choice that is none": "periods~script.alert",
    "a choice without a value": "periods~region",
}


@pytest.mark.parametrize("what", STRANGE)
def test_what_is_no_view_is_left_out_and_so_is_what_is_no_choice(what):
    held = collected.collected(f"{STRANGE[what]}~~{collected.text_of([PERIODS])}").items
    assert [item for item in held if item.choices] == [PERIODS]
    assert {item.view for item in held} == {"periods"}


def test_a_choice_that_the_ledger_does_not_have_is_said_as_in_any_briefing():
    (item,) = collected.collected("periods~region.atlantis~plan." + "x" * 5000).items
    assert len(item.choices["plan"]) == 200
    assert "atlantis" in briefing.view_of(item).headline


def test_it_holds_so_many_views_and_letters_and_no_more():
    assert len(collected.collected("~~".join(["periods"] * 500)).items) == collected.MOST
    long = collected.text_of([Item("evidence", {"words": "就" * 190})] * 3)
    held = collected.collected(long).items
    assert len(held) == 1
    for language in words.LANGUAGES:
        words.speak(language)
        with pytest.raises(briefing.BriefingRefused) as refused:
            collected.with_view("~~".join(["periods"] * 20), evidence.view())
        assert "20" in refused.value.told(language)


def test_its_views_are_put_in_order_by_anybody_and_written_where_it_says(views_store):
    written = []
    shown = collected.collected("periods~region.zhoushan~~evidence", written.append)
    assert briefing.move(shown, 0, 1, by=EDITOR) == 1
    briefing.drop(shown, 0, by=EDITOR)
    assert written == ["evidence~~periods~region.zhoushan", "evidence"]
    assert not list((views_store / "briefings").rglob("*.json"))


def test_a_link_puts_no_words_into_the_ledgers_mouth():
    spoken = replace(PERIODS, headline="都完成了", takeaway="好")
    assert collected.collected(collected.text_of([spoken])).items == (PERIODS,)
    assert collected.collected("periods~headline.都完成了").items == (Item("periods", {}),)


def test_saved_it_is_a_briefing_with_the_figures_of_now(views_store):
    briefing.copy(collected.collected(collected.text_of([PERIODS])), "季度会", by=EDITOR)
    (item,) = briefing.briefing("季度会").items
    assert item.figures
    assert item.ledger
    assert (item.view, item.choices) == (PERIODS.view, PERIODS.choices)


def test_it_leaves_as_files_like_any_briefing():
    deck = briefing.deck_of_briefing(collected.collected(collected.text_of([PERIODS])))
    assert files.made(deck, "xlsx").startswith(b"PK")
