"""The tasks and lists of 目标测算 and 规划衔接 as they are visited."""

import pytest

from tests.pages.test_frame_of_pages import markup

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
