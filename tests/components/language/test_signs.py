"""Signs that stand in a table are explained under it, and only those."""

import pytest

from components.language.signs import SIGNS, signs_explained
from components.language.words import say, speak
from components.model.column import COLUMNS

CELLS = [
    ("target_raw", ["[175]", "≥98", ""], ["brackets"]),
    ("target_raw", ["（22）", "{12.34}"], ["brackets"]),
    ("target_raw", ["175", "较2025年提高5个百分点（约）"], []),
    ("done_text", ["≥184.93"], ["bounds"]),
    ("status", ["超额完成（据转引数，待核实）", "快于序时进度"], ["pending", "schedule"]),
    ("reliability", ["● A 发布机关"], ["grades"]),
    ("indicator", ["其中：农民工培训"], ["inner"]),
    ("change_text", ["+17.6% ‡"], ["doubt"]),
]


@pytest.mark.parametrize(("column", "texts", "signs"), CELLS)
def test_a_sign_is_explained_where_it_stands(column, texts, signs):
    assert signs_explained([(COLUMNS[column], texts)]) == [say(f"sign.{sign}") for sign in signs]


def test_every_sign_is_known_in_the_words_of_both_languages():
    for language in ("en", "zh"):
        speak(language)
        assert all(say(f"sign.{sign}") for sign in SIGNS)
