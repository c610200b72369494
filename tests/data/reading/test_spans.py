"""The years that words speak of, seen from a plan of 2026 to 2030."""

import pytest

from data.reading.characters import clean
from data.reading.spans import Calendar, period_years


@pytest.mark.parametrize(
    ("number", "years"), [("七", (1986, 1990)), ("十四", (2021, 2025)), ("十五", (2026, 2030)), ("二十", (2051, 2055))]
)
def test_a_period_follows_from_its_number(number, years):
    assert period_years(number) == years


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("“十四五”期间", [(2021, 2025)]),
        ("“十五五”末", [(2030, 2030)]),
        ("“十五五”前三年", [(2026, 2028)]),
        ("到2030年", [(2030, 2030)]),
        ("2021—2025年", [(2021, 2025)]),
        ("二〇三五年", [(2035, 2035)]),
        ("五年来", [(2021, 2025)]),
        ("未来五年", [(2026, 2030)]),
        ("过去一年", [(2025, 2025)]),
        ("今年", [(2026, 2026)]),
        ("（二十五）提升效能", []),
        ("第十五个五年规划纲要", []),
    ],
)
def test_words_name_years(words, years):
    found = Calendar(2026, (2026, 2030)).spans(clean(words).text)
    assert [(span.first, span.last) for span in found] == years


def test_a_year_after_than_is_only_set_beside():
    assert [span.is_reference for span in Calendar(2026).spans("较2020年提高")] == [True]
