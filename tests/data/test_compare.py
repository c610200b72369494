"""Two transcriptions of one document: what differs is said, cell by cell, and nothing else."""

import csv
from pathlib import Path

import pytest

from data.compare import COMPARED, differences

COLUMNS = ("fact_id", "place", "locator", "label_raw", "value_raw", "evidence", "note", *COMPARED)
TABLE_ROW = {
    "fact_id": "a.table1-1.target", "place": "table", "locator": "专栏1 第1行", "label_raw": "新增就业",
    "value_raw": "[20]", "value": "20", "role": "target", "table_no": "1", "row_no": "1", "comparator": "eq",
    "year_from": "2021", "year_to": "2025",
}  # fmt: skip
TEXT_ROW = {
    "fact_id": "a.text2-1.target", "place": "text", "locator": "二、目标", "label_raw": "职业培训", "value_raw": "5—10",
    "value": "5", "value_high": "10", "role": "target", "chapter": "2", "evidence": "培训5—10万人次",
}  # fmt: skip


def written(file: Path, *rows: dict) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.fixture
def compared(tmp_path):
    """A function from two lists of rows to what `differences` says of them."""

    def compare(first: list[dict], second: list[dict]) -> list[str]:
        return differences(written(tmp_path / "a.csv", *first), written(tmp_path / "b.csv", *second))

    return compare


def test_two_passes_that_agree_have_no_difference(compared):
    # neither the order of the rows nor ids and notes count
    assert compared([TABLE_ROW, TEXT_ROW], [TEXT_ROW | {"fact_id": "other", "note": "seen twice"}, TABLE_ROW]) == []


def test_another_value_in_a_table_cell_is_one_difference_with_its_line(compared):
    assert compared([TEXT_ROW, TABLE_ROW], [TEXT_ROW, TABLE_ROW | {"value": "21"}]) == [
        "a.csv line 3 (专栏1 第1行 新增就业): value is '20' in the first, '21' in the second"
    ]


def test_a_row_of_one_pass_only_is_said_for_either_side(compared):
    assert compared([TABLE_ROW, TEXT_ROW], [TABLE_ROW]) == [
        "a.csv line 3 (二、目标 职业培训): target 5—10 only in the first"
    ]
    assert compared([TABLE_ROW], [TABLE_ROW, TEXT_ROW]) == [
        "b.csv line 3 (二、目标 职业培训): target 5—10 only in the second"
    ]


def test_a_figure_in_the_text_is_found_again_under_another_wording_of_its_place(compared):
    other = TEXT_ROW | {"label_raw": "开展职业培训", "locator": "第二章", "year_to": "2025"}
    assert compared([TEXT_ROW], [other]) == [
        "a.csv line 2 (二、目标 职业培训): year_to is '' in the first, '2025' in the second"
    ]


def test_white_space_in_the_evidence_is_no_difference(compared):
    assert compared([TEXT_ROW], [TEXT_ROW | {"evidence": "培训 5—10 万人次"}]) == []


def test_a_cell_of_another_role_is_another_figure(compared):
    assert len(compared([TABLE_ROW], [TABLE_ROW | {"role": "baseline"}])) == 2


def test_two_figures_of_one_sentence_are_matched_by_value(compared):
    # “建成2个省级、3个市级园区”: both facts carry the same phrase, only the figure tells them apart
    phrase = {"evidence": "建成2个省级、3个市级园区", "label_raw": "园区", "value_high": ""}
    two, three = TEXT_ROW | phrase | {"value": "2"}, TEXT_ROW | phrase | {"value": "3"}
    assert compared([two, three], [three, two]) == []


def test_each_row_is_matched_once(compared):
    assert len(compared([TEXT_ROW, TEXT_ROW], [TEXT_ROW])) == 1
