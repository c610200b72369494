"""What a review is drawn from: the candidates as they are printed, and the text with what was read of it marked."""

from functools import cache

import pytest

from components.views import review_data
from data.reading.extract import Reading, read

PLAN = """云山市“十五五”人力资源和社会保障规划
云政发〔2026〕3号
2026年3月1日

“十五五”时期，城镇新增就业20万人以上。

专栏1 “十五五”时期主要指标

序号\t指标\t2025年\t2030年\t属性
一、就业
1\t城镇新增就业人数（万人）\t〔18.2〕\t〔20〕\t预期性
2\t城镇调查失业率（%）\t5.1\t≤5.5\t预期性
二、人才
3\t高技能人才总量（万人）\t14.3\t18\t预期性
注：〔〕内为五年累计数。
"""


@cache
def reading() -> Reading:
    return read(PLAN.encode(), "plan.txt")


def printed(group: dict) -> list[tuple]:
    candidates = reading().candidates
    return [
        (
            row["section"],
            row["row_no"],
            *("".join(candidates[number].value_raw for number in cell) for cell in row["cells"]),
        )
        for row in group["rows"]
    ]


def test_a_table_stands_as_it_is_printed_its_columns_by_role_and_year():
    table = review_data.groups(reading().candidates)[0]
    assert table["columns"] == ["基数 2025", "目标 2030"]
    assert printed(table) == [
        ("一、就业", "1", "〔18.2〕", "〔20〕"),
        ("", "2", "5.1", "≤5.5"),
        ("二、人才", "3", "14.3", "18"),
    ]


def test_what_stands_in_text_comes_after_the_tables_and_every_candidate_stands_once():
    *tables, text = review_data.groups(reading().candidates)
    assert text["columns"] is None
    assert [reading().candidates[number].value for number in text["numbers"]] == [20]
    numbers = [number for group in (*tables, text) for number in group["numbers"]]
    assert sorted(numbers) == list(range(len(reading().candidates)))


def marks(block: dict) -> list[tuple[str, int]]:
    texts = [cell for row in block["rows"] for cell in row] if "rows" in block else [block]
    return [(one["text"][first:last], number) for one in texts for first, last, number in one["marks"]]


def test_every_candidate_is_marked_in_the_text_where_it_is_printed():
    found = [mark for block in review_data.blocks(reading().document, reading().candidates) for mark in marks(block)]
    assert sorted(number for _, number in found) == list(range(len(reading().candidates)))
    wrong = [(text, number) for text, number in found if reading().candidates[number].value_raw not in text]
    assert wrong == []


@pytest.mark.parametrize(
    ("html", "spans"),
    [
        ("<td rowspan=2>a</td><td>b</td></tr><tr><td>c</td>", [(2, 1), (1, 1), (1, 1)]),
        ("<td colspan=2>a</td></tr><tr><td>b</td><td>c</td>", [(1, 2), (1, 1), (1, 1)]),
    ],
)
def test_a_cell_over_several_rows_or_columns_is_drawn_once(html: str, spans: list):
    text = f"<p>城镇新增就业20万人</p><table><tr>{html}</tr></table>"
    blocks = review_data.blocks(read(text.encode(), "plan.html").document, ())
    cells = [cell for row in next(block for block in blocks if "rows" in block)["rows"] for cell in row]
    assert [(cell["high"], cell["wide"]) for cell in cells] == spans
