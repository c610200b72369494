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
