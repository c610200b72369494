"""What each year of a plan needs, what the year's own plan asks for, and what came, against answers worked by hand."""

from functools import cache

import pytest

import queries
from data import store
from tests.judging.conftest import Invented
from tests.judging.test_settling import lines, number
from tests.laid import Laid

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


@cache
def laid_for_years() -> Laid:
    """The connection of this process on which the rules of years are laid too."""
    made = Laid()
    made._lay((store.SHIPPED / "yearly.sql").read_text(encoding="utf-8"))
    return made


def breakdown(ledger: Invented, question: str = "yearly_list", **choices) -> list[dict]:
    """What a question of the breakdown answers of an invented ledger."""
    ledger._laid = laid_for_years()
    return ledger.ask(question, **choices)


def test_a_year_without_a_plan_of_its_own_is_not_filled_in(invented):
    jobs = invented.indicator()
    invented.target(jobs, "[50]")
    invented.target(jobs, "12", (2022, 2022), place="text", table_no=None, row_no=None)
    rows = breakdown(invented, as_of="2023-12")
    assert [row["plan_raw"] for row in rows] == [None, "12", None, None, None]
    assert [row["need"] for row in rows] == [10] * 5


def test_what_is_left_is_known_as_far_as_the_years_before_are_and_at_most_where_one_is_a_bound(invented):
    jobs = invented.indicator()
    invented.target(jobs, "[50]")
    invented.actual(jobs, "14", 2021)
    invented.actual(jobs, "9", 2022, 11)
    invented.actual(jobs, "11", 2024)
    rows = breakdown(invented, as_of="2024-12")
    # (50 − 14) ÷ 4 = 9; (50 − 23) ÷ 3 = 9, at most; 2023 lacks
    assert [row["need_left"] for row in rows] == [10, 9, 9, None, None]
    assert [row["need_left_comparator"] for row in rows] == ["eq", "eq", "le", None, None]


def test_years_to_come_share_alike_what_is_left_and_are_not_judged(invented):
    jobs = invented.indicator()
    invented.target(jobs, "[50]")
    invented.target(jobs, "10", basis="each_year", place="text", table_no=None, row_no=None)
    invented.actual(jobs, "14", 2021)
    invented.actual(jobs, "12", 2022)
    rows = [row for row in breakdown(invented, as_of="2022-12") if row["kind"] == "total"]
    # (50 − 26) ÷ 3 in each of three years
    assert [row["need_left"] for row in rows] == [10, 9, 8, 8, 8]
    assert [row["year_status"] for row in rows] == ["within_limit", "within_limit", None, None, None]


def test_a_part_year_that_reaches_a_yearly_goal_decides_and_one_that_does_not_decides_nothing(invented):
    jobs = invented.indicator()
    invented.target(jobs, "[50]")
    invented.target(jobs, "10", basis="each_year", place="text", table_no=None, row_no=None)
    for year, figure, month in ((2021, "9", 12), (2022, "10", 9), (2023, "9", 9)):
        invented.actual(jobs, figure, year, month)
    rows = [row for row in breakdown(invented, as_of="2024-12") if row["kind"] == "total"]
    assert [row["year_status"] for row in rows[:3]] == ["over_limit", "within_limit", "not_assessed"]


def test_a_total_that_no_yearly_goals_make_up_is_told_by_how_much(invented):
    jobs = invented.indicator()
    invented.target(jobs, "[50]")
    for year, figure in zip(range(2021, 2026), ("8", "9", "10", "11以上", "10"), strict=True):
        invented.target(jobs, figure, (year, year), place="text", table_no=None, row_no=None)
    (row,) = (row for row in breakdown(invented, "yearly_summary", as_of="2021-12") if row["target"] == 50)
    assert (row["plans_sum"], row["plans_comparator"], row["plans_gap"]) == (48, "ge", -2)


class Divided(Invented):
    """An invented ledger whose region has two parts."""

    def _tables(self) -> dict[str, list[dict]]:
        tables = super()._tables()
        (town,) = tables["regions"]
        parts = [town | {"region_id": f"part-{n}", "parent_region_id": "demo-town", "place": n} for n in (1, 2)]
        return tables | {"regions": [town, *(part | {"level": "county", "adcode": None} for part in parts)]}


@pytest.mark.parametrize(
    ("parts", "gap"), [(("6", "4"), 0), (("6", "3"), -1), (("6",), None)], ids=["they agree", "less", "one lacks"]
)
def test_parts_are_added_up_only_where_one_document_has_them_all(parts, gap):
    ledger = Divided()
    jobs = ledger.indicator()
    where = {"document_id": "breakdown", "place": "table", "table_no": 1, "basis": "total"}
    for row, figure in enumerate(("10", *parts)):
        region = f"part-{row}" if row else "demo-town"
        ledger.fact(jobs, "target", figure, **where, region_id=region, row_no=str(row), year_from=2022, year_to=2022)
    rows = breakdown(ledger, "yearly_part_list", as_of="2022-12", region_id="demo-town")
    assert {row["parts_gap"] for row in rows} == {gap}
    assert [row["is_whole"] for row in rows] == [True, *(False for _ in parts)]
