"""The verdicts of all table targets against answers worked by hand, line by line.

The notes of the lines say how each was worked.
"""

import csv
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

import queries

FOLDER = Path(__file__).parents[1] / "expected"
AS_OF = {"judgement_2025-12": "2025-12", "judgement_2023-06": "2023-06", "thirteenth": "2020-12"}
NUMBERS = (
    "target", "base_used", "done", "completion_pct", "increment_pct", "gap_to_time_pp",
)  # fmt: skip
WORDS = (
    "region_id", "indicator_id", "document_id", "intent", "test", "comparator", "done_grade", "data_through",
    "weakest_reliability", "status",
)  # fmt: skip


@cache
def expected(name: str) -> dict[str, dict]:
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return {row["target_fact_id"]: row for row in csv.DictReader(lines)}


@cache
def judged(as_of: str) -> dict[str, dict]:
    rows = queries.ask("judgement_list", as_of=as_of).to_dict("records")
    return {row["target_fact_id"]: row for row in rows}


def number(value) -> Decimal | None:
    """A figure of either side as a decimal; blank and missing are None."""
    if value is None or value == "" or value != value:
        return None
    return Decimal(str(round(value, 9) if isinstance(value, float) else value)).normalize()


LINES = [(name, target) for name in AS_OF for target in expected(name)]


@pytest.mark.parametrize(("name", "target"), LINES)
def test_a_target_is_judged_as_worked_by_hand(name, target):
    line, row = expected(name)[target], judged(AS_OF[name])[target]
    found = {column: number(row[column]) for column in NUMBERS} | {column: row[column] or "" for column in WORDS}
    assert found == {column: number(line[column]) for column in NUMBERS} | {column: line[column] for column in WORDS}
    assert (row["refusal"] or "") == line["not_assessed_reason"]
    if line["time_pct"]:
        assert number(row["time_pct"]) == number(line["time_pct"])
    if line["gap_to_target"]:
        points = Decimal(str(round(row["gap_to_target"], 9))).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert points == Decimal(line["gap_to_target"])


@pytest.mark.parametrize("name", ["judgement_2025-12", "judgement_2023-06"])
def test_every_table_target_of_the_14th_plans_and_of_the_action_plan_is_among_them(name):
    tables = queries.ask("judgement_list", as_of=AS_OF[name], places=["table"], period_ids=["14fyp"])
    action = queries.ask("judgement_list", as_of=AS_OF[name], document_ids=["qingdao-three-year-plan-2021"])
    assert (len(tables), len(action)) == (49, 10)
    assert set(expected(name)) == set(tables["target_fact_id"]) | set(action["target_fact_id"])


def test_every_table_target_of_the_13th_plans_is_among_them():
    tables = queries.ask("judgement_list", as_of="2020-12", places=["table"], period_ids=["13fyp"])
    assert len(tables) == 30  # 26 of the two cities, four of Zhejiang
    assert set(expected("thirteenth")) == set(tables["target_fact_id"])


def test_a_verdict_and_a_reason_against_one_exclude_each_other():
    for name, target in LINES:
        row = judged(AS_OF[name])[target]
        assert (row["status"] == "not_assessed") == bool(row["refusal"]), target
        assert row["reason_zh"], target
        assert row["reason_en"], target


def test_the_figures_that_a_verdict_names_are_the_citys_own_of_the_span():
    facts = queries.ask("fact_list").set_index("fact_id")
    for as_of in AS_OF.values():
        for target, row in judged(as_of).items():
            lists = [row[column] for column in ("used_fact_ids", "unused_fact_ids")]
            used, unused = (set() if ids is None else set(ids) for ids in lists)
            assert not used & unused, target
            assert bool(used) == (row["done_grade"] != "none"), target
            for fact_id in used | unused:
                fact = facts.loc[fact_id]
                # METHOD 2: a dated flow of one year that a plan prints as its base is that year's own result
                assert fact["role"] == "actual" or (fact["role"] == "baseline" and fact["basis"] == "total"), fact_id
                assert all(fact[column] == row[column] for column in ("region_id", "indicator_id"))
                assert row["year_from"] <= fact["year_from"] <= fact["year_to"] <= row["year_to"], target
                assert f"{fact['year_to']}-{fact['through_month']:02}" <= as_of, target
