"""The tasks and lists of 目标测算 and 规划衔接 as they are visited."""

import re

import pytest

from tests.pages.test_frame_of_pages import markup
from tests.shown_tables import shown_tables

LANGUAGES = ({}, {"lang": "en"})


@pytest.mark.parametrize("choices", [{}, {"period": "13fyp", "region": "zhejiang"}, {"period": "15fyp"}])
def test_warnings_are_shown_of_every_period(visit, choices):
    for language in LANGUAGES:
        app = visit("targets", work="warn", **choices, **language)
        assert not app.exception
        assert "pl-counts" in markup(app)


@pytest.mark.parametrize("shown", ["review", "moved"])
def test_plan_to_plan_has_its_other_lists(visit, shown):
    for language in LANGUAGES:
        app = visit("periods", list=shown, **language)
        assert not app.exception
        assert "pl-takeaway" in markup(app)


def test_the_month_to_be_set_beside_is_said_in_words(visit):
    body = markup(visit("targets", work="warn", period="14fyp", as_of="2025-12", since="2024-11"))
    assert "从 2024 年 11 月到 2025 年 12 月" in body


@pytest.mark.parametrize(
    ("page", "choices", "lines"),
    [
        ("periods", {"list": "moved"}, ["上限放宽、收紧，其余放低、提高", "年数相同的目标才比高低"]),
        ("evidence", {"list": "findings"}, ["点一行，看这条提示怎么算、依据哪些数。"]),
    ],
)
def test_a_list_says_in_a_line_what_its_rows_are(visit, page, choices, lines):
    body = markup(visit(page, **choices))
    assert [line for line in lines if body.count(line) != 1] == []


def test_progress_leads_to_the_plans_indicators_together_and_a_figure_names_its_sources_alone(visit):
    body = markup(visit("progress")).replace("&amp;", "&")
    ids = "new_urban_jobs%2C"
    assert f"list=several&indicators={ids}" in body
    assert body.count("pl-source'>来源：") == 1


@pytest.mark.parametrize(
    ("page", "choices", "first"),
    [
        ("evidence", {"list": "findings"}, ["statement", "kind"]),
        ("periods", {"list": "moved"}, ["indicator", "became"]),
        ("indicator", {}, ["years", "value_raw"]),
    ],
)
def test_on_a_phone_a_table_begins_with_what_its_rows_are_of(visit, phone, page, choices, first):
    table = shown_tables(visit(page, **choices))[0]
    assert list(table.frame.columns[:2]) == first


def test_a_column_with_one_long_text_among_short_ones_is_wide_too(visit):
    heads = re.findall(r"data-column='(\w+)' class='([^']*)'", markup(visit("periods", list="moved")))
    assert {name: "long" in style.split() for name, style in heads if name in ("reminder", "became")} == {
        "reminder": True,
        "became": False,
    }
