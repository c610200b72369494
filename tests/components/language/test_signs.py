"""Signs that stand in a table are explained under it, and only those."""

import pytest

from components.language.signs import SIGNS, signs_explained
from components.language.words import say, speak
from components.model.column import column_of

CELLS = [
    ("target_raw", ["[175]", "≥98", ""], ["brackets"]),
    ("target_raw", ["（22）", "{12.34}"], ["brackets"]),
    ("target_raw", ["175", "较2025年提高5个百分点（约）"], []),
    ("done_text", ["≥184.93"], ["bounds"]),
    ("status", ["超额完成（据转引数，待核实）", "快于序时进度"], ["pending", "schedule"]),
    ("reliability", ["● A 发布机关"], ["grades"]),
    ("indicator", ["其中：农民工培训"], ["inner"]),
    ("change_text", ["+17.6% ‡"], ["doubt"]),
    ("change_text", ["+17.6%", "−5.58", ""], ["points"]),
    ("stretch_1", ["放宽 0.5"], ["points"]),
    ("stretch_1", ["tighter by 0.5 ‡"], ["points", "doubt"]),
    ("change_text", ["+17.6%", "", "−100.0% ‡"], ["doubt"]),
    ("year_2", ["35 → 38.13", "—"], ["plan"]),
    ("year_2", ["38.13（1—11月）"], []),
]


@pytest.mark.parametrize(("column", "texts", "signs"), CELLS)
def test_a_sign_is_explained_where_it_stands(column, texts, signs):
    assert signs_explained([(column_of("", column), texts)]) == [say(f"sign.{sign}") for sign in signs]


def test_every_sign_is_known_in_the_words_of_both_languages():
    for language in ("en", "zh"):
        speak(language)
        assert all(say(f"sign.{sign}") for sign in SIGNS)
