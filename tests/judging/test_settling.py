"""What would settle an open target and what a verdict rests on, against answers worked by hand, and by judging anew."""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

import queries
from tests.judging.test_laws import add, goals
from tests.whole import some

FOLDER = Path(__file__).parents[1] / "expected"


def lines(name: str) -> list[dict]:
    return list(csv.DictReader((FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@cache
def asked(question: str, as_of: str) -> dict[tuple, dict]:
    rows = queries.ask(question, as_of=as_of).to_dict("records")
    return {(row["target_fact_id"], row.get("fact_id")): row for row in rows}


def number(value) -> float | None:
    return None if value in ("", None) or value != value else float(round(Decimal(str(value)), 6))


@pytest.mark.parametrize("line", lines("settling"), ids=lambda line: f"{line['as_of']} {line['target_fact_id']}")
def test_an_open_target_is_settled_by_what_was_worked_by_hand(line):
    row = asked("settling_list", line["as_of"])[line["target_fact_id"], None]
    found = {
        "how": row["how"],
        "years": " ".join(map(str, row["years"])) if row["years"] is not None and row["need"] == row["need"] else "",
        "need": number(row["need"]),
        "each": number(row["need_each"]),
        "comparator": row["need_comparator"] or "",
        "would_be": row["would_be"] or "",
        "is_both_ways": "yes" if row["is_both_ways"] else "no",
    }
    assert found == {key: number(line[key]) if key in ("need", "each") else line[key] for key in found}


@pytest.mark.parametrize("line", lines("support"), ids=lambda line: f"{line['as_of']} {line['fact_id']}")
def test_a_verdict_rests_on_its_figures_as_worked_by_hand(line):
    row = asked("support_list", line["as_of"])[line["target_fact_id"], line["fact_id"]]
    found = {key: row[key] for key in ("status", "left_out_status", "room_to")} | {"room": number(row["room"])}
    assert found == {key: number(line[key]) if key == "room" else line[key] for key in found}
    assert row["is_decisive"] == (line["status"] != line["left_out_status"])


DELAYS = {"slightly_behind", "behind", "missed", "over_limit"}
MONTHS = ("2024-06", "2025-12")


def goal_rows(ledger, question: str, as_of: str) -> dict[str, dict]:
    return {row["target_fact_id"]: row for row in ledger.ask(question, as_of=as_of)}


def filled(goal: dict, row: dict, need: Decimal) -> dict:
    """The results of a goal with what its row of settling_list asks for, in the place where it asks for it."""
    results, (year, month) = dict(goal["results"]), map(int, row["month"].split("-"))
    if row["how"] == "years":
        share = (need / len(row["years"])).quantize(Decimal("0.000001"))
        rest = dict.fromkeys(row["years"], share) | {row["years"][0]: need - share * (len(row["years"]) - 1)}
        return results | {year: (value, 12, "") for year, value in rest.items()}
    if row["how"] == "months":
        first, *_ = row["years"]
        whole = {year: (value + (need if year == first else 0), sign) for year, (value, _, sign) in results.items()}
        return results | {
            one: (value, month if one == year else 12, sign)
            for one, (value, sign) in whole.items()
            if one in row["years"]
        }
    # a later figure is the latest, whatever was known before
    return {**{one: known for one, known in results.items() if one < year}, year: (need, month, "")}


@pytest.mark.parametrize("as_of", MONTHS)
def test_what_would_settle_a_target_does_and_less_only_where_it_is_said(invent, as_of):
    draw, ledger, cases = Random(as_of), invent(), {}
    for goal in (*goals(draw, 50), *goals(draw, 15, results={})):
        cases[add(ledger, goal)] = goal
    rows, tried, hows = goal_rows(ledger, "settling_list", as_of), [], set()
    for target, goal in cases.items():
        row = rows.get(target)
        # what stands at the very month of the value would be its rival
        if row is None or (row["how"] in ("line", "value") and row["known"] is not None):
            continue
        hows.add(row["how"])
        need = Decimal(str(row["need"]))
        tried.append((row, add(ledger, goal | {"results": filled(goal, row, need)}), True))
        tried.append((row, add(ledger, goal | {"results": filled(goal, row, need - need / 4)}), False))
    judged = ledger.judge(as_of)
    for row, target, is_enough in tried:
        status = judged[target]["status"]
        if is_enough:
            assert status == row["would_be"], (
                row["how"],
                row["target"],
                row["need"],
                row["known"],
                judged[target]["done"],
            )
        else:
            assert (status in DELAYS) == row["is_both_ways"], (row["how"], row["target"], status)
    assert hows >= ({"years", "months", "value"} if as_of == "2025-12" else {"years", "months", "value", "line"})


@pytest.mark.parametrize("as_of", some(MONTHS, 0))
def test_without_a_figure_the_verdict_is_as_support_list_says(invent, as_of):
    draw, ledger, cases = Random(as_of), invent(), {}
    for goal in goals(draw, 30):
        cases[add(ledger, goal)] = goal
    facts = {fact["fact_id"]: fact["year_to"] for fact in ledger.facts}
    tried = []
    for row in ledger.ask("support_list", as_of=as_of):
        goal = cases[row["target_fact_id"]]
        left = {year: known for year, known in goal["results"].items() if year != facts[row["fact_id"]]}
        tried.append((row["left_out_status"], add(ledger, goal | {"results": left})))
    judged = ledger.judge(as_of)
    assert [status for status, _ in tried] == [judged[target]["status"] for _, target in tried]
    assert len(tried) > 20


@pytest.mark.parametrize("as_of", some(MONTHS, 0))
def test_a_verdict_stands_while_a_figure_moves_within_its_room_and_not_beyond(invent, as_of):
    draw, ledger, cases = Random(as_of), invent(), {}
    for goal in goals(draw, 30):
        cases[add(ledger, goal)] = goal
    facts = {fact["fact_id"]: fact["year_to"] for fact in ledger.facts}
    tried = []
    for row in ledger.ask("support_list", as_of=as_of):
        if row["room"] is None:
            continue
        goal, year = cases[row["target_fact_id"]], facts[row["fact_id"]]
        value, month, sign = goal["results"][year]
        room, way = Decimal(str(row["room"])), -1 if row["room_to"] == "worse" else 1
        # a percentage is rounded before it is judged by
        step = (abs(Decimal(str(row["whole"]))) / 500 if row["is_paced"] else 0) + Decimal("0.001")
        for moved, is_beyond in ((room - min(room, Decimal("0.001")), False), (room + step, True)):
            if value + way * moved <= 0:
                continue
            results = goal["results"] | {year: (value + way * moved, month, sign)}
            tried.append((row, is_beyond, add(ledger, goal | {"results": results})))
    judged = ledger.judge(as_of)
    reached = {"exceeded": "met"}  # at the target itself it is met
    for row, is_beyond, target in tried:
        status = judged[target]["status"]
        before = {row["status"], reached.get(row["status"], row["status"])}
        assert (status not in before) == is_beyond, (row["status"], status, row["room"], row["is_paced"])
    assert len(tried) > 20


def test_figures_of_another_method_settle_and_support_nothing(invent):
    draw, ledger, pairs = Random(7), invent(), []
    for goal in goals(draw, 25):
        pairs.append((add(ledger, goal), add(ledger, goal)))
        indicator = ledger.indicators[-1]["indicator_id"]
        ledger.series.append(
            {
                "series_id": f"old-{indicator}",
                "indicator_id": indicator,
                "region_id": "demo-town",
                "certainty": "recorded",
            }
            | dict.fromkeys(("name_zh", "name_en", "reason_zh", "reason_en"), "old")
        )
        for year in range(2021, 2026):
            ledger.actual(indicator, "7", year, series=f"old-{indicator}")
    needs, columns = goal_rows(ledger, "settling_list", "2025-12"), ("how", "years", "need", "would_be", "is_both_ways")
    for one, other in pairs:
        assert [needs.get(one, {}).get(name) for name in columns] == [
            needs.get(other, {}).get(name) for name in columns
        ]
    rests = ledger.ask("support_list", as_of="2025-12")
    by_target = {
        target: [(row["left_out_status"], row["room"]) for row in rests if row["target_fact_id"] == target]
        for pair in pairs
        for target in pair
    }
    assert [by_target[one] for one, _ in pairs] == [by_target[other] for _, other in pairs]
