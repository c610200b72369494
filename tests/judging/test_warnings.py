"""What is to be looked at, and what has changed since another month, against answers worked by hand."""

import csv
from functools import cache
from pathlib import Path

import pytest

import queries
from tests.laid import JUDGED, laid

EXPECTED = Path(__file__).parents[1] / "expected" / "warnings.csv"
LINES = list(csv.DictReader(EXPECTED.read_text(encoding="utf-8").splitlines()))
WARNING = (*JUDGED, "warnings.sql")


@cache
def warned(as_of: str, is_data: bool) -> dict[str, dict]:
    rows = queries.ask("warning_list", as_of=as_of, is_data=is_data).to_dict("records")
    return {row["target_fact_id"]: row for row in rows}


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['as_of']} {line['target_fact_id']} {line['is_data']}")
def test_a_target_is_warned_of_as_worked_by_hand(line):
    row = warned(line["as_of"], line["is_data"] == "yes").get(line["target_fact_id"], {"warning": "", "since": ""})
    assert {key: row[key] for key in ("warning", "since")} == {key: line[key] for key in ("warning", "since")}


def test_what_is_binding_stands_first_and_then_the_graver():
    rows = queries.ask("warning_list", as_of="2025-12", period_ids=["14fyp"], is_data=True)
    order = list(zip(rows["attribute"] != "binding", rows["warning"] == "due", strict=True))
    assert order == sorted(order)
    assert rows["warning"].iloc[0] == "stale"
    assert list(rows["target_fact_id"].iloc[:3]) == [
        "qingdao-employment-14fyp.table1-4.target",
        "qingdao-hrss-14fyp.table2-8.target",
        "qingdao-hrss-14fyp.table2-9.target",
    ]


def test_nothing_holds_since_a_month_that_is_to_come():
    for as_of in ("2021-06", "2023-06", "2025-08"):
        rows = queries.ask("warning_list", as_of=as_of)
        assert rows["since"].max() <= as_of
        assert rows["since"].min() >= "2016-12"


def test_what_is_not_assessed_warns_of_nothing_but_its_figures():
    for as_of in ("2023-06", "2025-12"):
        assert all(row["status"] != "not_assessed" for row in warned(as_of, is_data=False).values())
        assert any(row["status"] == "not_assessed" for row in warned(as_of, is_data=True).values())


def test_a_target_that_two_plans_set_alike_is_listed_once():
    listed = {*warned("2025-12", is_data=True), *warned("2025-12", is_data=False)}
    assert "qingdao-hrss-14fyp.table2-1.target" in listed
    assert "qingdao-employment-14fyp.table1-1.target" not in listed


CHANGES = [  # worked by hand: what was known at either month, and what both verdicts follow from
    # 38.13+36.37+36.52+36.61=147.63 is 84.4 % at 78.3 % of the time; with 37.3 of 2025 it is 184.93, over 175
    (
        "2024-12",
        "2025-12",
        "qingdao-hrss-14fyp.table2-1.target",
        "ahead",
        "exceeded",
        "better",
        ["new_figure", "ended"],
    ),
    # ≥14.81 of 15 keeps the pace, and proves nothing at the end
    ("2024-12", "2025-12", "qingdao-hrss-14fyp.table2-3.target", "ahead", "not_assessed", "unjudged", ["ended"]),
    ("2024-12", "2025-12", "qingdao-hrss-14fyp.table2-8.target", "reached_early", "exceeded", "same", ["ended"]),
    # 2.74 of 2021 is four years old at the end
    ("2024-12", "2025-12", "qingdao-hrss-14fyp.table2-2.target", "within_limit", "not_assessed", "unjudged", ["ended"]),
    # 99.36 to December 2025 is the first figure
    (
        "2024-12",
        "2025-12",
        "qingdao-hrss-14fyp.table2-19.target",
        "not_assessed",
        "within_limit",
        "judged",
        ["new_figure", "ended"],
    ),
    # the first figure, 278.54 of September 2022, lies above 278
    (
        "2022-07",
        "2022-09",
        "qingdao-hrss-14fyp.table2-8.target",
        "not_assessed",
        "reached_early",
        "judged",
        ["new_figure"],
    ),
]


@pytest.mark.parametrize(("since", "as_of", "target", "earlier", "later", "turn", "reasons"), CHANGES)
def test_a_verdict_has_changed_as_worked_by_hand(since, as_of, target, earlier, later, turn, reasons):
    rows = queries.ask("verdict_change_list", as_of=as_of, since=since)
    row = rows[rows["target_fact_id"] == target].iloc[0]
    assert (row["earlier_status"], row["status"], row["turn"]) == (earlier, later, turn)
    assert list(row["reasons"]) == reasons


def test_nothing_has_changed_where_no_verdict_has():
    assert queries.ask("verdict_change_list", as_of="2025-12", since="2025-12").empty
    rows = queries.ask("verdict_change_list", as_of="2025-12", since="2024-12")
    assert "qingdao-hrss-14fyp.table2-18.target" not in set(rows["target_fact_id"])


def test_the_earlier_month_is_that_of_a_year_before_where_none_is_given():
    given, meant = (queries.ask("verdict_change_list", as_of="2025-12", **more) for more in ({"since": "2024-12"}, {}))
    assert given.equals(meant)


def test_an_earlier_month_that_is_none_is_refused():
    with pytest.raises(ValueError, match="since is a month"):
        queries.ask("verdict_change_list", as_of="2025-12", since="2025")


class Warned:
    """An invented ledger with its judgements at some months, as a built file keeps them."""

    def __init__(self, ledger, *months: str):
        ledger._laid = laid(WARNING)
        self.ledger = ledger
        for month in months:
            made = (
                "insert into month_judgements" if month != months[0] else "create or replace table month_judgements as"
            )
            ledger.rows(f"{made} select '{month}' as judged_at, * from judgements('{month}')", [])

    def ask(self, question: str, **choices) -> dict[str, dict]:
        return {row["target_fact_id"]: row for row in self.ledger.ask(question, **choices)}


def test_a_warning_holds_since_it_last_began(invented):
    jobs = invented.indicator()
    target = invented.target(jobs, "[50]")
    for year, value in ((2021, "7"), (2022, "14"), (2023, "5")):  # 14 of 20, 42 of 40, 52 of 60
        invented.actual(jobs, value, year)
    ledger = Warned(invented, "2021-12", "2022-12", "2023-06", "2023-12")
    assert ledger.ask("warning_list", as_of="2021-12", is_data=False)[target]["since"] == "2021-12"
    assert target not in ledger.ask("warning_list", as_of="2022-12", is_data=False)
    row = ledger.ask("warning_list", as_of="2023-12", is_data=False)[target]
    assert (row["warning"], row["since"], row["outlook"], row["outlook_since"]) == (
        "behind",
        "2023-12",
        "hard",
        "2023-12",
    )


def test_to_be_slow_holds_on_where_it_becomes_worse(invented):
    jobs = invented.indicator()
    target = invented.target(jobs, "[50]")
    for year, value in ((2021, "9"), (2022, "8"), (2023, "12")):  # 18 of 20, 34 of 40, 58 of 60
        invented.actual(jobs, value, year)
    ledger = Warned(invented, "2021-12", "2022-12", "2023-12")
    assert ledger.ask("warning_list", as_of="2022-12", is_data=False)[target]["warning"] == "behind"
    row = ledger.ask("warning_list", as_of="2023-12", is_data=False)[target]
    # 29/3*5 = 48.3 of 50: the outlook is graver
    assert (row["status"], row["warning"], row["since"]) == ("slightly_behind", "outlook", "2023-12")


def test_a_month_that_is_not_kept_is_known_to_be_warned_of_by_itself(invented):
    rate = invented.indicator("rate", "down", "%")
    target = invented.target(rate, "≤5", (2025, 2025), intent="hold_ceiling")
    invented.actual(rate, "5.2", 2025, 3)
    ledger = Warned(invented, "2024-12")
    row = ledger.ask("warning_list", as_of="2025-04", is_data=False)[target]
    assert (row["warning"], row["since"]) == ("limit", "2025-04")


def test_a_target_that_was_adjusted_is_set_beside_what_it_was(invented):
    jobs = invented.indicator()
    plan = {"document_id": "plan", "table_no": 1, "row_no": 1}
    first = invented.target(jobs, "[50]", **plan)
    invented.document("adjustment", issued_on="2023-10-01")
    second = invented.fact(
        jobs, "target", "[40]", document_id="adjustment", place="text", year_from=2021, year_to=2025, supersedes=first,
        change_kind="adjustment",
    )  # fmt: skip
    for year in (2021, 2022, 2023):
        invented.actual(jobs, "8", year)
    ledger = Warned(invented, "2022-12", "2023-12")
    assert set(ledger.ask("warning_list", as_of="2022-12", is_data=False)) == {first}
    assert not ledger.ask("warning_list", as_of="2023-12", is_data=False)
    row = ledger.ask("verdict_change_list", as_of="2023-12", since="2022-12")[second]
    assert (row["earlier_status"], row["status"], row["turn"]) == ("behind", "on_time", "better")
    assert row["reasons"] == ["adjusted", "new_figure"]
    assert (row["earlier_target_raw"], row["target_raw"]) == ("[50]", "[40]")


def test_a_figure_in_the_place_of_another_of_the_same_months_is_a_revision(invented):
    jobs = invented.indicator()
    target = invented.target(jobs, "[50]")
    early = invented.actual(jobs, "9", 2021)
    invented.document("revision", issued_on="2022-03-01")
    invented.fact(
        jobs, "actual", "12", document_id="revision", year_from=2021, year_to=2021, supersedes=early,
        change_kind="adjustment",
    )  # fmt: skip
    ledger = Warned(invented, "2021-12", "2022-03")
    row = ledger.ask("verdict_change_list", as_of="2022-03", since="2021-12")[target]
    assert (row["earlier_status"], row["status"]) == ("slightly_behind", "on_time")
    assert row["reasons"] == ["revised"]
