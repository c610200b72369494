"""Judgements that governments published: the same figures give the same percentage, gap and side of the word."""

import csv
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

import pytest

CASES = {
    case["case_id"]: case
    for case in csv.DictReader(
        (Path(__file__).parents[1] / "expected/official_cases.csv").read_text(encoding="utf-8").splitlines()
    )
}
SHORT = {"slightly_behind", "behind", "missed", "over_limit"}
WELL = {"reached_early", "ahead", "on_time", "exceeded", "met", "within_limit"}


@pytest.fixture(scope="module")
def judged(invent) -> dict[str, dict]:
    """case_id → its row of judgement_list at the month of the case."""
    ledger, targets = invent(), {}
    for case_id, case in CASES.items():
        indicator = ledger.indicator(case["measure"], case["direction"], case["unit"])
        years = (int(case["year_from"]), int(case["year_to"]))
        targets[case_id] = ledger.target(indicator, case["target"], years, test=case["test"] or None)
        for figure in case["figures"].split():
            month, value = figure.split(":")
            ledger.actual(indicator, value, int(month[:4]), int(month[5:]))
    months = {case["as_of"]: ledger.judge(case["as_of"]) for case in CASES.values()}
    return {case_id: months[CASES[case_id]["as_of"]][target] for case_id, target in targets.items()}


def with_a(column: str) -> list[str]:
    return [case_id for case_id, case in CASES.items() if case[column]]


@pytest.mark.parametrize("case_id", with_a("completion_pct"))
def test_the_completion_is_the_published_one(judged, case_id):
    published, found = Decimal(CASES[case_id]["completion_pct"]), judged[case_id]["completion_pct"]
    # a figure published without a decimal may have been cut off (115.4 as 115)
    cut = found.quantize(Decimal(1), ROUND_DOWN) if published == published.to_integral() else found
    assert published in (found, cut)


@pytest.mark.parametrize("case_id", with_a("gap_to_time_pp"))
def test_the_gap_to_the_time_is_the_published_one(judged, case_id):
    assert judged[case_id]["gap_to_time_pp"] == Decimal(CASES[case_id]["gap_to_time_pp"])


@pytest.mark.parametrize("case_id", with_a("gap_to_target"))
def test_a_growth_rate_has_a_gap_in_points_and_no_percentage(judged, case_id):
    row = judged[case_id]
    assert row["gap_to_target"] == Decimal(CASES[case_id]["gap_to_target"])
    assert row["completion_pct"] is row["increment_pct"] is row["gap_to_time_pp"] is None


@pytest.mark.parametrize("case_id", with_a("total_months"))
def test_the_months_are_counted_as_published(judged, case_id):
    row, case = judged[case_id], CASES[case_id]
    assert (row["elapsed_months"], row["total_months"]) == (int(case["elapsed_months"]), int(case["total_months"]))


@pytest.mark.parametrize("case_id", CASES)
def test_the_word_is_on_the_published_side(judged, case_id):
    assert judged[case_id]["status"] in (WELL if CASES[case_id]["side"] == "well" else SHORT)


def test_the_sums_and_means_behind_the_words_are_those_of_the_reports(judged):
    assert judged["CN13"]["done"] == Decimal("95.4")
    assert judged["CN13"]["gap_to_time_pp"] == Decimal("36.7")
    assert judged["CN21"]["done"] == Decimal("5.3")
    assert judged["CN22"]["status"] == "met"
    assert judged["CN22"]["gap_to_target"] == 0
