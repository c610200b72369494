"""A table as its reader arranged it: rows, order and columns, and the file that holds them."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from components.exports.csv import csv_bytes
from components.exports.xlsx.workbook import xlsx_bytes
from components.language.titles import column_titles
from components.look.canvas import WIDE
from components.model.arrangement import Arrangement
from components.model.judgement import Verdict
from components.model.view import View
from components.views.arranged import arranged, offers_of, own_columns
from components.views.decks import deck_of
from components.views.registry import view_of

WORDS = ["失业", "创业", "就业", "", "安全"]
# printed figure, number, share, word, note
ROWS = {
    "indicator": ["甲", "乙", "丙", "丁", "戊"],
    "target_raw": ["[175]", "≥93", "—", "1.01", "<4.5"],
    "value": [175.0, 93.0, None, 1.01, 4.5],
    "completion_pct": [105.7, None, 98.7, None, 100.0],
    "theme": WORDS,
    "year_1": ["36.37（1—11月）", "未收录", "2.74", "−1", "3,207"],
    "responsible": [""] * 5,
    "note": ["一", "二", "三", "四", "五"],
}
SHOWN = ("indicator", "target_raw", "completion_pct", "theme", "year_1", "responsible")


def made() -> View:
    verdicts = tuple(Verdict(status, status, has_figures=False) for status in "abcde")
    return View("board", {}, pd.DataFrame(ROWS), SHOWN, "标题", verdicts=verdicts)


def names(view: View) -> str:
    return "".join(view.frame["indicator"])


@pytest.mark.parametrize(
    ("column", "rising", "falling"),
    [
        ("completion_pct", "丙戊甲乙丁", "甲戊丙乙丁"),
        ("value", "丁戊乙甲丙", "甲乙戊丁丙"),
        # printed figures by their size, whatever stands about them; a dash is a word
        ("target_raw", "丁戊乙甲丙", "丙甲乙戊丁"),
        ("year_1", "丁丙甲戊乙", "乙戊甲丙丁"),
        # words by their sound: anquan, chuangye, jiuye, shiye
        ("theme", "戊乙丙甲丁", "甲丙乙戊丁"),
    ],
)
def test_rows_are_sorted_by_what_a_column_means_with_blanks_last(column, rising, falling):
    assert names(arranged(made(), Arrangement(sort=column))) == rising
    assert names(arranged(made(), Arrangement(sort=column, is_descending=True))) == falling


@pytest.mark.parametrize(
    ("arrangement", "left"),
    [
        (Arrangement(), "甲乙丙丁戊"),
        (Arrangement(find="业"), "甲乙丙"),
        (Arrangement(find="105.7"), "甲"),
        # what is not on the screen is not searched
        (Arrangement(find="四"), ""),
        (Arrangement(only={"theme": ("创业", "安全")}), "乙戊"),
        (Arrangement(only={"theme": ("创业", "安全"), "indicator": ("乙",)}), "乙"),
        (Arrangement(between={"completion_pct": (100.0, None)}), "甲戊"),
        (Arrangement(between={"completion_pct": (None, 99.0)}), "丙"),
        (Arrangement(between={"value": (4.5, 93.0)}), "乙戊"),
        # a column that is not there, or that has no numbers, narrows nothing
        (Arrangement(only={"gone": ("x",)}, between={"theme": (1.0, None)}, sort="gone"), "甲乙丙丁戊"),
    ],
)
def test_rows_are_narrowed_by_words_texts_and_bounds(arrangement, left):
    assert names(arranged(made(), arrangement)) == left


def test_verdicts_go_with_their_rows():
    view = arranged(made(), Arrangement(sort="completion_pct", only={"theme": ("失业", "就业", "安全")}))
    assert (names(view), [verdict.status for verdict in view.verdicts]) == ("丙戊甲", ["c", "e", "a"])


def test_a_column_that_is_blank_in_every_row_stands_in_the_file_alone():
    assert own_columns(made()) == SHOWN[:-1]
    assert arranged(made(), Arrangement()).shown == SHOWN[:-1]
    assert list(arranged(made(), Arrangement()).frame) == list(ROWS)


def test_chosen_columns_are_all_that_is_seen_and_all_that_the_file_has():
    view = arranged(made(), Arrangement(columns=("note", "gone", "indicator"), sort="value", is_descending=True))
    assert view.shown == ("note", "indicator")
    assert list(view.frame.itertuples(index=False, name=None)) == [
        ("一", "甲"),
        ("二", "乙"),
        ("五", "戊"),
        ("四", "丁"),
        ("三", "丙"),
    ]


def test_a_reader_chooses_among_a_few_texts_and_not_among_figures_or_many():
    view = made()
    twice = replace(view, frame=view.frame.assign(theme=["失业", "创业", "失业", "", "安全"]))
    assert offers_of(twice, "theme") == {"失业": 2, "创业": 1, "安全": 1}
    # what stands once each is found by its words
    assert offers_of(view, "theme") == {}
    assert offers_of(made(), "completion_pct") == {}
    assert offers_of(made(), "target_raw") == {}
    assert offers_of(made(), "responsible") == {}


def test_the_files_hold_the_rows_that_are_seen_in_their_order():
    chosen = {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "period": "14fyp", "as_of": "2025-12"}
    whole = view_of("completion", chosen, canvas=WIDE)
    view = arranged(whole, Arrangement(sort="completion_pct", is_descending=True, only={"attribute": ("约束性",)}))
    rows = list(csv.reader(io.StringIO(csv_bytes(view.frame, column_titles(view)).decode("utf-8-sig"))))
    place = rows[0].index("完成率（%）")
    assert [row[place] for row in rows[1:]] == ["106.3", "104.9"]
    few = arranged(whole, Arrangement(columns=("indicator", "status")))
    for seen in (view, few):
        assert xlsx_bytes(deck_of("表", (seen,))).startswith(b"PK")
