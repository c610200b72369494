"""The shipped facts against the five plan documents: every figure is printed there, every table cell is a fact.

The texts are not part of the project; tests that need them look in PLANLEDGER_SOURCES and are skipped without them.
"""

import csv
import os
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from data import store

PLANS = (
    "qingdao-hrss-14fyp", "qingdao-employment-14fyp", "qingdao-hrss-workplan-2022", "qingdao-talent-2025",
    "zhoushan-hrss-14fyp",
)  # fmt: skip
SOURCES = Path(os.environ.get("PLANLEDGER_SOURCES") or store.SHIPPED.parent.parent / "shared" / "sources")
# rows and roles of each indicator table, in the order of its columns
TABLES = {
    ("qingdao-hrss-14fyp", "1"): (15, ("baseline", "target", "actual")),
    ("qingdao-hrss-14fyp", "2"): (22, ("baseline", "target")),
    ("qingdao-employment-14fyp", "1"): (7, ("baseline", "target")),
    ("zhoushan-hrss-14fyp", "1"): (11, ("baseline", "target", "actual")),
    ("zhoushan-hrss-14fyp", "2"): (20, ("baseline", "target")),
}
ATTRIBUTES = {"expected": "预期性", "binding": "约束性"}
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def facts_of(document: str) -> list[dict[str, str]]:
    with (store.SHIPPED / "facts" / f"{document}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def table_facts(document: str, table: str) -> dict[str, dict[str, dict[str, str]]]:
    """The facts of an indicator table by row and role, in the order of the CSV."""
    rows: dict[str, dict] = defaultdict(dict)
    for fact in facts_of(document):
        if (fact["place"], fact["table_no"]) == ("table", table):
            assert fact["role"] not in rows[fact["row_no"]], fact["fact_id"]
            rows[fact["row_no"]][fact["role"]] = fact
    return rows


def closed_up(text: str) -> str:
    return "".join(text.split())


def source(document: str) -> str:
    """The text of a plan document; skips the test, saying why, where the texts are not at hand."""
    file = SOURCES / f"{document}.txt"
    if not file.is_file():
        pytest.skip(f"NOT CHECKED AGAINST ITS SOURCE: {file} is missing, set PLANLEDGER_SOURCES to the folder of texts")
    return file.read_text(encoding="utf-8-sig")


def printed_rows(document: str, table: str) -> list[list[str]]:
    """Every indicator row that a text prints in its table: number, label, and the further cells as they stand.

    Headings and notes are left out; a row without a number is the 其中 of the row before and gets its number with an a.
    """
    lines = iter(source(document).splitlines())
    next(line for line in lines if re.match(rf"专栏 ?{table}[ ：].*\t", line))
    rows = []
    for line in lines:
        if "\t" not in line and line.strip():
            break
        label, *cells = [closed_up(cell) for cell in line.split("\t")]
        if not any(cells) or label in ("序号", "指标"):
            continue
        if label.isdigit():  # a column of its own
            rows.append([label, *cells])
        elif numbered := re.match(r"(\d+)\.(.*)", label):
            rows.append([numbered[1], numbered[2], *cells])
        else:
            rows.append([rows[-1][0] + "a", label, *cells])
    return rows


@pytest.mark.parametrize("document", PLANS)
def test_every_evidence_phrase_is_printed_in_its_document(document):
    text = closed_up(source(document))
    missing = [fact["fact_id"] for fact in facts_of(document) if closed_up(fact["evidence"]) not in text]
    assert missing == []


@pytest.mark.parametrize("document", PLANS)
def test_every_evidence_phrase_contains_its_figure_as_a_whole_number(document):
    # “3” is not found in “2.53”
    wrong = [
        fact["fact_id"]
        for fact in facts_of(document)
        if fact["place"] != "table"
        and not set(NUMBER.findall(fact["value_raw"])) <= set(NUMBER.findall(closed_up(fact["evidence"])))
    ]
    assert wrong == []


@pytest.mark.parametrize("document", PLANS)
def test_figures_of_the_text_carry_a_short_phrase_and_no_passage(document):
    for fact in facts_of(document):
        assert fact["place"] == "table" or 0 < len(fact["evidence"]) <= 40, fact["fact_id"]
        assert "。" not in fact["evidence"].rstrip("。"), fact["fact_id"]


@pytest.mark.parametrize("document", PLANS)
def test_value_and_sign_say_what_is_printed(document):
    signs = {
        "<": "lt", ">": "gt", "≥": "ge", "≤": "le", "以上": "ge", "不少于": "ge", "不低于": "ge", "以内": "le",
        "以下": "le", "左右": "approx", "突破": "gt", "高于": "gt",
    }  # fmt: skip
    for fact in facts_of(document):
        numbers = [Decimal(number) for number in NUMBER.findall(fact["value_raw"])]
        held = [Decimal(fact[column]) for column in ("value", "value_high") if fact[column]]
        if "×" in fact["value_raw"] or fact.get("target_form") == "words":
            # 5×8 hours are days and hours of a day, not one number; 15分钟便捷服务圈 is a goal in words
            numbers = []
        assert held == numbers, fact["fact_id"]
        sign = {word for mark, word in signs.items() if mark in fact["value_raw"]} or {"eq"}
        assert not held or fact["comparator"] in sign, fact["fact_id"]


@pytest.mark.parametrize(("document", "table"), TABLES)
def test_every_row_of_an_indicator_table_is_held_cell_by_cell(document, table):
    # the whole table at once: a row that is missed, doubled or moved shows as a difference
    held = []
    for number, row in table_facts(document, table).items():
        target = row["target"]
        figures = [row[role]["value_raw"] for role in TABLES[document, table][1]]
        unit = [target["unit"]] if document == "qingdao-hrss-14fyp" else []  # others print it in the label
        attribute = [ATTRIBUTES[target["attribute"]]] if target["attribute"] else []
        held.append([closed_up(cell) for cell in (number, target["label_raw"], *unit, *figures, *attribute)])
    printed = [["%" if cell == "(%)" else cell for cell in row] for row in printed_rows(document, table)]
    assert held == printed


@pytest.mark.parametrize(("document", "table"), TABLES)
def test_the_cells_of_a_row_agree_in_what_they_share(document, table):
    count, roles = TABLES[document, table]
    rows = table_facts(document, table)
    assert len(rows) == count
    for row in rows.values():
        assert set(row) == set(roles)
        for column in ("region_id", "indicator_id", "label_raw", "unit", "attribute", "locator"):
            assert len({fact[column] for fact in row.values()}) == 1, (row["target"]["fact_id"], column)


@pytest.mark.parametrize(("document", "table"), TABLES)
def test_the_unit_printed_in_a_label_is_the_unit_of_its_figures(document, table):
    for row in table_facts(document, table).values():
        printed = re.search(r"（([^（）]+)）$", row["target"]["label_raw"])
        assert not printed or printed[1] == row["target"]["unit"], row["target"]["fact_id"]


@pytest.mark.parametrize(("document", "table"), TABLES)
def test_a_figure_in_brackets_is_the_total_of_five_years(document, table):
    bracketed = [
        fact
        for row in table_facts(document, table).values()
        for fact in row.values()
        if fact["value_raw"][0] in "[{(（"
    ]
    assert bracketed
    for fact in bracketed:
        span = (fact["basis"], int(fact["year_to"]) - int(fact["year_from"]))
        assert span == ("total", 4), fact["fact_id"]


def test_the_five_tables_have_75_rows_and_176_cells_of_which_157_hold_a_number_and_19_a_blank():
    cells = [fact for document in PLANS for fact in facts_of(document) if fact["place"] == "table"]
    rows = {(fact["document_id"], fact["table_no"], fact["row_no"]) for fact in cells}
    numbers = [fact for fact in cells if fact["value"]]
    blanks = [fact for fact in cells if re.fullmatch("[—-]+", fact["value_raw"])]
    assert (len(rows), len(cells), len(numbers), len(blanks)) == (75, 176, 157, 19)


# Goals without a number that every evaluation asks for, by the words that carry them.
# 健全覆盖 is another word, 由制度全覆盖到 where it starts from, 应保尽保原则 a principle.
IN_WORDS = re.compile(
    "动态清零|动态归零|动态消除|(?<!健)(?<!制度)全覆盖|应保尽保(?!原则)|应收尽收|应享尽享|人手一卡|分钟便捷服务圈"
)


@pytest.mark.parametrize("document", PLANS)
def test_every_goal_in_words_that_a_plan_prints_is_a_fact_as_often_as_it_is_printed(document):
    printed = sorted(IN_WORDS.findall(closed_up(source(document))))
    held = [fact for fact in facts_of(document) if fact.get("target_form") == "words" and "×" not in fact["value_raw"]]
    assert sorted("分钟便捷服务圈" if "分钟" in fact["value_raw"] else fact["value_raw"] for fact in held) == printed
    assert all(closed_up(fact["value_raw"]) in closed_up(fact["evidence"]) and not fact["value"] for fact in held)


def test_every_plan_has_facts_and_every_fact_names_the_plan_of_its_file():
    for document in PLANS:
        assert {fact["document_id"] for fact in facts_of(document)} == {document}
