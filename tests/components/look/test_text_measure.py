"""The one measure of text: widths of faces, lines, and what is cut to a room."""

import pytest

from components.look.text_measure import (
    BOLD,
    OFFICE,
    PRINT,
    SCREEN,
    SCREEN_BOLD,
    Face,
    as_many_as_fit,
    sheet_digits,
)

FACES = {"screen": SCREEN, "screen_bold": SCREEN_BOLD, "office": OFFICE, "print": PRINT}
TEXTS = ["", "青岛", "New urban jobs", "目标197.47万人，完成≥112.8%（2025年末）", "a（b）c “d” — 2021—2025"]


@pytest.mark.parametrize(
    ("face", "text", "ems"),
    [
        (SCREEN, "青岛", 2), (SCREEN, "ab1", 1.68), (SCREEN_BOLD, "mi1", 0.92 + 0.36 + 0.58), (SCREEN_BOLD, "Ab", 1.23),
        (OFFICE, "青a", 1 + 0.18 + 0.64), (OFFICE, "i%", 1.38), (PRINT, "A1a", 0.7 + 0.58 + 0.5), (PRINT, "年1", 1.83),
    ],
)  # fmt: skip
def test_a_face_knows_how_wide_its_letters_are(face, text, ems):
    assert face.width(text, 1) == pytest.approx(ems)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", FACES)
def test_a_width_grows_with_the_size_and_with_bold_type(name, text):
    face = FACES[name]
    assert face.width(text, 14) == pytest.approx(14 * face.width(text, 1))
    assert face.width(text, 14, is_bold=True) == pytest.approx(BOLD * face.width(text, 14))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize("ems", [4, 7.5, 12, 40])
def test_lines_hold_the_whole_text_and_none_is_too_wide(name, text, ems):
    face = FACES[name]
    lines = face.lines(text, ems * 10, 10)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    words = [face.width(word, 10) for word in text.split()]
    hanging = 20  # two closing marks may stand beyond the edge
    assert all(face.width(line, 10) <= max(ems * 10, *words, 0) + hanging for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("实际（2021—2025年）", ["实际", "（2021—2025", "年）"]),  # neither the years nor their bracket are broken off
        ("规划指（虚构）", ["规划指", "（虚构）"]),
        ("规划指标);台", ["规划指标);", "台"]),
        ("规划指标：台账", ["规划指标：", "台账"]),
    ],
)
def test_no_line_begins_with_a_closing_mark_nor_ends_with_an_opening_one(text, lines):
    assert Face(other=0.4).lines(text, 45, 10) == lines


@pytest.mark.parametrize(("text", "count"), [("", 1), ("规划指标", 1), ("规划指标台账", 2), ("abcdefghijklmnop", 3)])
def test_a_word_wider_than_a_line_is_counted_with_the_lines_that_it_is_broken_into(text, count):
    assert SCREEN.line_count(text, 40, 10) == count


def test_the_first_size_that_fits_is_taken_and_else_the_last():
    assert SCREEN.fitting("规划指标台账", 84, (20, 14, 12)) == (14, 1)
    assert SCREEN.fitting("规划指标台账", 84, (20, 14, 12), most=2) == (20, 2)
    assert SCREEN.fitting("规划指标台账", 30, (20, 14)) == (14, 3)


@pytest.mark.parametrize(
    ("text", "width", "said"),
    [
        ("规划指标台账", 60, "规划指标台账"), ("规划指标台账", 50, "规划指标…"), ("规划指标台账", 0, "规划…"),
        ("plan to plan", 50, "plan to…"), ("plan to plan", 40, "plan…"),
    ],
)  # fmt: skip
def test_a_text_keeps_as_much_of_its_beginning_as_has_room(text, width, said):
    assert SCREEN.shortened(text, width, 10) == said


@pytest.mark.parametrize(("room", "said"), [(99, "a, b, c"), (6, "a, +2"), (5, "a, +2"), (4, "")])
def test_as_many_texts_are_said_as_have_room_and_how_many_are_not(room, said):
    def joined(shown, left):
        return ", ".join([*shown, *([f"+{left}"] if left else [])])

    assert as_many_as_fit(["a", "b", "c"], joined, lambda text: len(text) <= room) == said
    assert as_many_as_fit([], joined, lambda text: True) == ""


@pytest.mark.parametrize(("text", "digits"), [("", 0), ("175", 3), ("万人", 4), ("≥98", 4), ("—", 2)])
def test_excel_counts_a_chinese_letter_as_two_digits(text, digits):
    assert sheet_digits(text) == digits
