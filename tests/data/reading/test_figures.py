"""What a cell says: each rule of the issue with its cases, the answers worked out by hand."""

import pytest

from data.reading.characters import clean
from data.reading.figures import figures


def said(cell: str) -> list[tuple[str, ...]]:
    return [
        (str(f.value or ""), str(f.high or ""), f.comparator, f.unit, f.basis, f.form)
        for f in figures(clean(cell).text)
    ]


@pytest.mark.parametrize("cell", ["—", "——", "-", "/", "－", "–"])
def test_a_printed_blank_is_a_figure_without_value(cell):
    assert said(cell) == [("", "", "", "", "", "")]


@pytest.mark.parametrize("cell", ["", "  ", "\u3000", "\u200b"])
def test_an_empty_cell_is_none(cell):
    assert said(cell) == []


@pytest.mark.parametrize(
    "cell", ["保持相当规模", "完成国家下达目标", "与经济增长同步", "7:25:68", "2.21∶1", "进入全国前10位"]
)
def test_a_cell_of_words_or_of_a_ratio_is_kept_as_words(cell):
    assert said(cell) == [("", "", "", "", "", "words")]


@pytest.mark.parametrize(
    ("cell", "comparator"),
    [
        ("95", "eq"), ("95以上", "ge"), ("不低于95", "ge"), ("不少于 95", "ge"), ("≥95", "ge"), ("≧95", "ge"),
        (">95", "gt"), ("＞95", "gt"), ("突破95", "gt"), ("超过95", "gt"), ("高于95", "gt"),
        ("95以内", "le"), ("不超过95", "le"), ("控制在95以内", "le"), ("≤95", "le"), ("95以下", "le"),
        ("<95", "lt"), ("低于95", "lt"), ("95左右", "approx"), ("约95", "approx"),
    ],
)  # fmt: skip
def test_a_sign_is_a_comparator(cell, comparator):
    assert said(cell) == [("95", "", comparator, "", "", "")]


@pytest.mark.parametrize(
    "cell", ["[5]", "{5}", "(5)", "〔5〕", "【5】", "［5］", "（5）", "累计5", "五年累计5", "5（累计）"]
)
def test_a_bracket_or_the_word_makes_a_total(cell):
    assert said(cell) == [("5", "", "eq", "", "total", "")]


@pytest.mark.parametrize("cell", ["5—10", "5-10", "5~10", "5～10", "5至10", "５—１０"])
def test_a_range_has_both_ends(cell):
    assert said(cell) == [("5", "10", "eq", "", "", "")]


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("1.5万人", "1.5", "万人"),
        ("95%", "95", "%"),
        ("95％", "95", "%"),
        ("1,234.5", "1234.5", ""),
        ("3000个", "3000", "个"),
    ],
)
def test_the_unit_of_a_cell_keeps_its_wan(cell, value, unit):
    assert said(cell) == [(value, "", "eq", unit, "", "")]


def test_two_figures_in_a_cell_are_two():
    assert said("2.55 / 3.45") == [("2.55", "", "eq", "", "", ""), ("3.45", "", "eq", "", "", "")]


def test_a_part_in_brackets_is_a_figure_with_its_own_name():
    found = figures(clean("〔5000〕（其中农民工〔1750〕）").text)
    assert [(str(f.value), f.basis, f.part) for f in found] == [("5000", "total", ""), ("1750", "total", "其中农民工")]


@pytest.mark.parametrize(
    ("cell", "form", "unit", "basis"),
    [
        ("年均增长6%", "growth", "%", "average"),
        ("较2025年提高5个百分点", "change", "个百分点", ""),
        ("6%以上", "", "%", ""),
    ],
)
def test_the_form_says_growth_change_or_level(cell, form, unit, basis):
    (figure,) = figures(clean(cell).text)
    assert (figure.form, figure.unit, figure.basis) == (form, unit, basis)
