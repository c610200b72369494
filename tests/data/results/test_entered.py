"""A cell is read by rule, or refused by the name of what is wrong with it."""

from decimal import Decimal

import pytest
from wanted_rows import SHARE, row

from data.results.entered import Entry, read

# as typed, in a row of 万人: the value in 万人, its sign, the unit that is kept, the figure as the ledger keeps it
FIGURES = [
    ("37.4", "37.4", "eq", "万人", "37.4"),
    (" 37.4\n", "37.4", "eq", "万人", "37.4"),
    ("３７．４", "37.4", "eq", "万人", "37.4"),
    ("1,234.5", "1234.5", "eq", "万人", "1234.5"),
    ("1，234", "1234", "eq", "万人", "1234"),
    ("12 345 678", "12345678", "eq", "万人", "12345678"),
    ("374000人", "37.4", "eq", "人", "374000"),
    ("37.4万", "37.4", "eq", "万人", "37.4"),
    ("1.2亿", "12000", "eq", "亿人", "1.2"),
    ("≥95", "95", "ge", "万人", "≥95"),
    ("约37", "37", "approx", "万人", "≈37"),
    ("37.4以上", "37.4", "ge", "万人", "≥37.4"),
    ("0", "0", "eq", "万人", "0"),
]


@pytest.mark.parametrize(("typed", "value", "sign", "unit", "printed"), FIGURES)
def test_a_figure_is_read_whatever_its_digits_thousands_and_unit(typed, value, sign, unit, printed):
    said = read(Entry("k", typed), row())
    assert (said.kind, said.comparator, said.unit, said.printed) == ("figure", sign, unit, printed)
    assert said.in_unit == Decimal(value)


@pytest.mark.parametrize(
    "typed", ["未公布", "尚未公布", "—", "/", "无", "暂无数据", "N/A", "not published", "（未统计）"]
)
def test_words_that_there_is_none_are_no_figure_and_no_fault(typed):
    assert read(Entry("k", typed), row()).kind == "unpublished"


def test_an_empty_cell_is_nothing_entered():
    assert {read(Entry("k", typed), row()).kind for typed in ("", "  ", "\n")} == {"blank"}


REFUSED = {
    "abc": "words", "五十": "words", "2025年": "words", "第3": "words", "3.7.4": "words", "1e3": "words", "万": "words",
    "x" * 100: "words", "37.4*": "words_beside", "百分之5": "words_beside", "37.4 / 38": "several", "3—5": "range",
    "1,5": "separators", "3 7": "separators", "9,99": "separators", "增长5%": "is_change", "-3.2": "below_zero",
    "#REF!": "formula_failed", "#N/A": "formula_failed", "=SUM(A1:A3)": "formula_as_text",
    "12人次": "unit_of_another_kind", "95%": "unit_of_another_kind", "12345678901234": "digits", "0.1234567": "digits",
    "7石": "words_beside",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "fault"), REFUSED.items())
def test_what_is_no_figure_is_refused_by_its_name(typed, fault):
    said = read(Entry("k", typed), row())
    assert (said.kind, said.fault) == ("none", fault)


def test_a_percentage_may_carry_its_sign_and_a_rate_of_growth_may_fall():
    assert read(Entry("k", "95.2％"), row(**SHARE)).in_unit == Decimal("95.2")
    assert read(Entry("k", "-3.2%"), row(**SHARE | {"measure": "growth_rate"})).in_unit == Decimal("-3.2")


@pytest.mark.parametrize(("typed", "status"), [("37.4（初步）", "preliminary"), ("预计37.4", "estimate"), ("37.4", "")])
def test_a_figure_says_itself_that_it_is_not_final(typed, status):
    said = read(Entry("k", typed), row())
    assert (said.kind, said.status) == ("figure", status)
