"""What each year of a plan needs, what the year's own plan asks for, and what came, against answers worked by hand."""

from functools import cache

import pytest

import queries
from tests.judging.test_settling import lines, number

COLUMNS = ("need", "need_left", "plan_raw", "plan_fact_id", "value_raw", "year_status", "running", "running_status")
NUMBERS = ("need", "need_left", "running")


@cache
def rows() -> dict[tuple[str, int], dict]:
    """The shipped breakdown as it stands at the end of the 14th plan."""
    found = queries.ask("yearly_list", as_of="2025-12").to_dict("records")
    return {(row["target_fact_id"], row["year"]): row for row in found}


@pytest.mark.parametrize("line", lines("yearly"), ids=lambda line: f"{line['target_fact_id']} {line['year']}")
def test_a_year_of_a_plan_is_broken_down_as_worked_by_hand(line):
    row = rows()[line["target_fact_id"], int(line["year"])]
    names = (*COLUMNS, "need_left_comparator")
    found = {name: number(row[name]) if name in NUMBERS else row[name] or "" for name in names}
    assert found == {name: number(line[name]) if name in NUMBERS else line[name] for name in names}


def test_the_verdict_of_the_last_year_is_the_one_of_the_whole_plan():
    statuses = {row["target_fact_id"]: row for row in queries.ask("judgement_list", as_of="2025-12").to_dict("records")}
    last = [row for (_, year), row in rows().items() if year == row["year_to"] <= 2025]
    assert len(last) > 80
    assert [row for row in last if row["running_status"] != statuses[row["target_fact_id"]]["status"]] == []


def sums() -> dict[str, dict]:
    found = queries.ask("yearly_summary", as_of="2025-12", region_ids=["qingdao"]).to_dict("records")
    return {row["target_fact_id"]: row for row in found}


def test_the_plans_of_all_years_are_set_against_the_target():
    row = sums()["qingdao-hrss-14fyp.table2-1.target"]
    # 35 + 35以上 + 35 + 35以上 + 35以上
    assert (row["plans_sum"], row["plans_comparator"], row["plans_gap"], row["plan_years"]) == (175, "ge", 0, 5)


def test_the_plans_of_some_years_are_added_up_but_not_set_against_the_target():
    row = sums()["qingdao-hrss-14fyp.table2-5.target"]
    assert (row["plans_sum"], row["unplanned_years"]) == (10, [2021, 2023, 2024, 2025])
    assert row["plans_gap"] != row["plans_gap"]


def test_a_plan_for_three_years_is_set_against_those_of_its_years():
    # three times 3 where the three-year plan asks for 10
    row = sums()["qingdao-hrss-14fyp.table2-3.target"]
    assert (row["phase_raw"], row["phase_from"], row["phase_to"], row["phase_plans_sum"]) == ("10", 2021, 2023, 9)


def test_levels_are_not_added_up():
    row = sums()["qingdao-hrss-14fyp.table2-8.target"]
    assert row["plan_years"] == 1
    assert row["plans_sum"] != row["plans_sum"]
    assert row["left_over"] != row["left_over"]
