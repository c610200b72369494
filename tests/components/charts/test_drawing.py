"""The texts of figures: their width and where they break."""

import pytest

from components.charts.drawing import text_width, wrapped


@pytest.mark.parametrize(("text", "width"), [("", 0), ("青岛", 28), ("ab", 15.68), ("青a", 21.84), ("（）", 28)])
def test_a_chinese_character_is_as_wide_as_high_a_latin_one_about_half(text, width):
    assert text_width(text, 14) == pytest.approx(width)


def test_a_text_that_fits_stays_whole():
    assert wrapped("规划指标台账", 84, 14) == "规划指标台账"


def test_chinese_breaks_at_the_width():
    assert wrapped("规划指标台账", 42, 14) == "规划指<br>标台账"


def test_latin_words_and_numbers_stay_whole():
    assert wrapped("plan to plan 197.47", 60, 14).split("<br>") == ["plan to", "plan", "197.47"]
    assert wrapped("目标197.47万人", 60, 14).split("<br>") == ["目标", "197.47", "万人"]


def test_a_word_wider_than_the_line_stands_alone():
    assert wrapped("a unconstitutional b", 50, 14).split("<br>") == ["a", "unconstitutional", "b"]


@pytest.mark.parametrize("mark", list("，。；、）”"))
def test_no_line_begins_with_a_closing_mark(mark):
    assert wrapped(f"规划指{mark}标台账", 42, 14) == f"规划指{mark}<br>标台账"


def test_nothing_but_blanks_is_lost_and_no_line_is_too_wide():
    text = "青岛“十四五”延续的 10 项指标中，6 项目标低于或宽于 2020 年实际；Qingdao: 6 of 10 indicators ask less."
    broken = wrapped(text, 200, 17)
    lines = broken.split("<br>")
    assert len(lines) > 4
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    hanging = 17  # a closing mark may stand beyond the edge
    assert all(text_width(line, 17) <= 200 + hanging for line in lines)


def test_an_empty_text_stays_empty():
    assert wrapped("", 100, 14) == ""
