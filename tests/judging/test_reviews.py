"""Three periods side by side, and what became of targets, against answers worked by hand from the printed tables."""

import csv
from functools import cache
from pathlib import Path

import pytest

import queries

FOLDER = Path(__file__).parents[1] / "expected"
NUMBERS = ("target", "base_used", "change_pct", "change_pp", "done", "completion_pct", "passed_year")


def lines(name: str) -> list[dict]:
    return list(csv.DictReader((FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@cache
def asked(question: str) -> dict[tuple, dict]:
    rows = queries.ask(question, as_of="2025-12").to_dict("records")
    return {(row["region_id"], row["period_id"], row["indicator_id"]): row for row in rows}


def number(value) -> float | None:
    return None if value in ("", None) or value != value else float(value)


def named(line: dict) -> str:
    return f"{line['region_id']} {line['period_id']} {line['indicator_id']}"


@pytest.mark.parametrize("line", lines("reviews"), ids=named)
def test_a_target_fared_as_worked_by_hand(line):
    row = asked("period_review_list")[line["region_id"], line["period_id"], line["indicator_id"]]
    assert {key: number(row[key]) for key in NUMBERS} == pytest.approx({key: number(line[key]) for key in NUMBERS})
    assert (row["became"] or "") == line["became"]


@pytest.mark.parametrize("line", lines("moved_targets"), ids=named)
def test_a_target_became_what_was_worked_by_hand(line):
    row = asked("target_change_list")[line["region_id"], line["period_id"], line["indicator_id"]]
    assert row["became"] == line["became"]
    assert bool(row["is_doubtful"]) == (line["is_doubtful"] == "yes")
    assert [number(row[key]) for key in ("change_pct", "change_pp")] == pytest.approx(
        [number(line[key]) for key in ("change_pct", "change_pp")]
    )


def test_nothing_is_new_where_the_ledger_has_no_plan_before():
    regions = {region for (region, period, _), row in asked("target_change_list").items() if row["became"] == "new"}
    assert regions == {"qingdao", "zhoushan"}
    # of the nation's plan before the ledger has the text alone
    listed = {region for (region, _, _), row in asked("target_change_list").items() if row["became"] == "new_to_text"}
    assert listed == {"china"}
    assert not [key for key in asked("target_change_list") if key[1] == "13fyp"]


def test_no_target_of_the_shipped_ledger_is_known_to_have_gone_before_it_was_met():
    gone = [row for row in asked("target_change_list").values() if row["became"] in ("dropped", "moved_to_text")]
    assert len(gone) > 8
    assert not [row for row in gone if row["is_unmet"]]
    # of some it is not known
    assert any(row["earlier_status"] == "not_assessed" for row in gone)
