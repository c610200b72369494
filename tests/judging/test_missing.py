"""What is lacking, what stands for each year, where a fact is used, and how many verdicts there are: one story."""

from collections import Counter
from functools import cache

import pytest

import queries

MONTHS = ("2023-06", "2024-12", "2025-12")


@cache
def judged(as_of: str) -> dict[str, dict]:
    return {row["target_fact_id"]: row for row in queries.ask("judgement_list", as_of=as_of).to_dict("records")}


@cache
def missing(as_of: str) -> list[dict]:
    return queries.ask("missing_list", as_of=as_of).to_dict("records")


def years(row: dict, column: str) -> set[int]:
    return set() if row[column] is None else {int(year) for year in row[column]}


@pytest.mark.parametrize("as_of", MONTHS)
def test_a_lacking_year_is_one_that_the_judgement_lacks(as_of):
    for row in missing(as_of):
        target = judged(as_of)[row["target_fact_id"]]
        assert target["is_plan_row"]
        assert target["year_from"] <= row["year"] <= min(target["year_to"], int(as_of[:4])), row
        assert row["status"] == target["status"]
        if target["kind"] == "level" and target["test"] == "end_value":
            if row["lack"] == "end":  # METHOD 3: the verdict carries its date, and the value of the end is asked for
                assert target["is_dated"]
                assert target["is_over"]
                continue
            assert row["lack"] == ("stale" if target["refusal"] == "stale" else "missing")
            assert target["status"] == "not_assessed"
        else:
            assert row["year"] in years(target, {"missing": "missing_years", "part": "part_years"}[row["lack"]])


@pytest.mark.parametrize("as_of", MONTHS)
def test_every_year_that_a_table_target_lacks_is_listed_once(as_of):
    listed = Counter((row["target_fact_id"], row["year"]) for row in missing(as_of))
    assert set(listed.values()) == {1}
    for target_id, target in judged(as_of).items():
        is_settled = "印出的" in target["rule_zh"] and target["done_grade"] == "exact"
        if not target["is_plan_row"] or is_settled or target["refusal"] == "unquantified":
            continue
        if target["kind"] == "level" and target["test"] == "end_value":
            is_empty_or_old = target["done_grade"] == "none" or target["refusal"] == "stale"
            has_begun = int(as_of[:4]) >= target["year_from"]
            is_dated = target["is_over"] and target["is_dated"] and target["status"] != "not_assessed"
            lacks = (target["status"] == "not_assessed" and is_empty_or_old and has_begun) or is_dated
            assert sum(key[0] == target_id for key in listed) == lacks, target_id
        else:
            wanted = years(target, "missing_years") | years(target, "part_years")
            assert {key[1] for key in listed if key[0] == target_id} == wanted, target_id


def test_a_year_that_still_runs_is_not_yet_lacking():
    lacking = {row["year"] for row in missing("2023-06") if row["lack"] == "missing" and row["lack_zh"] == "缺全年数"}
    assert max(lacking) == 2022
    row = judged("2023-06")["qingdao-hrss-14fyp.table2-3.target"]  # known to November 2022
    assert years(row, "missing_years") == set()
    assert "缺" not in row["reason_zh"]


def test_in_december_a_level_lacks_the_year_that_ends():
    lacking = {row["year"] for row in missing("2024-12") if row["lack_zh"] == "缺年末值"}
    assert max(lacking) == 2024


def test_the_last_known_value_is_the_citys_own_result_and_of_the_indicator_itself():
    last = {row["target_fact_id"]: row["last_known_raw"] for row in missing("2025-12")}
    assert last["qingdao-hrss-14fyp.table2-21.target"] == "933"  # not the printed 900
    assert last["qingdao-hrss-14fyp.table2-20.target"] == "100"  # not the printed 98
    assert last["qingdao-hrss-14fyp.table2-2.target"] == "2.74"
    assert last["zhoushan-hrss-14fyp.table2-16.target"] is None  # 78.5 is another indicator's
    assert last["zhoushan-hrss-14fyp.table2-20.target"] == "38.58"


def test_what_lacks_is_said_in_both_languages_and_an_office_only_where_a_document_names_it():
    named = queries.ask("fact_list", roles=["target"]).set_index("fact_id")["responsible"]
    for row in missing("2025-12"):
        assert row["responsible"] == named[row["target_fact_id"]]
        for column in ("lack_zh", "lack_en", "status_zh", "status_en", "indicator_zh", "indicator_en"):
            assert row[column], (row["target_fact_id"], column)


@pytest.mark.parametrize("as_of", MONTHS)
def test_the_summary_adds_up_to_the_list(as_of):
    tables = [row for row in judged(as_of).values() if row["is_plan_row"]]
    counted = Counter((row["document_id"], row["attribute"], row["status"], row["period_id"]) for row in tables)
    summed = Counter()
    for row in queries.ask("judgement_summary", as_of=as_of).to_dict("records"):
        summed[row["document_id"], row["attribute"], row["status"], row["period_id"]] += row["targets"]
        assert row["status_zh"]
        assert row["status_en"]
    assert summed == counted
    # 89 of tables: 75 of the two cities, 4 of Zhejiang, 10 of the nation; 22 of plans known by their text alone
    assert sum(summed.values()) == 111


def test_inner_rows_are_counted_apart_from_numbered_ones():
    rows = queries.ask("judgement_summary", as_of="2025-12").to_dict("records")
    counted = Counter()
    for row in rows:
        counted[row["document_id"], row["period_id"], bool(row["is_inner"])] += row["targets"]
    assert counted["zhoushan-hrss-14fyp", "13fyp", False] == 10  # the official count; eleven rows
    assert counted["zhoushan-hrss-14fyp", "13fyp", True] == 1
    assert counted["qingdao-hrss-14fyp", "14fyp", False] + counted["qingdao-hrss-14fyp", "14fyp", True] == 22


@cache
def year_rows(as_of: str) -> dict[str, list[dict]]:
    rows: dict[str, list[dict]] = {}
    for row in queries.ask("year_result_list", as_of=as_of).to_dict("records"):
        rows.setdefault(row["target_fact_id"], []).append(row)
    return rows


@pytest.mark.parametrize("as_of", MONTHS)
def test_every_target_has_a_row_for_each_year_of_its_span(as_of):
    assert year_rows(as_of).keys() == judged(as_of).keys()
    for target_id, rows in year_rows(as_of).items():
        target = judged(as_of)[target_id]
        assert [row["year"] for row in rows] == list(range(target["year_from"], target["year_to"] + 1)), target_id
        for row in rows:
            assert (row["state"] in ("full", "part")) == (row["fact_id"] is not None), (target_id, row["year"])
            assert (row["state"] == "future") == (row["fact_id"] is None and row["year"] > int(as_of[:4]))


@pytest.mark.parametrize("as_of", MONTHS)
def test_a_printed_total_that_is_judged_by_is_the_one_that_is_drawn(as_of):
    seen = 0
    for target_id, rows in year_rows(as_of).items():
        target = judged(as_of)[target_id]
        if target["kind"] == "total":
            totals = set(target["used_fact_ids"]) - {row["fact_id"] for row in rows}
            assert totals <= {row["printed_fact_id"] for row in rows}, target_id
            seen += len(totals)
    assert seen


@pytest.mark.parametrize("as_of", MONTHS)
def test_the_running_total_is_the_sum_so_far_and_ends_where_a_year_is_lacking(as_of):
    drawn = 0
    for target_id, rows in year_rows(as_of).items():
        target, sums, unbroken, exact = judged(as_of)[target_id], 0, True, True
        for row in rows:
            unbroken = unbroken and row["state"] in ("full", "part")
            if target["kind"] != "total" or not unbroken:
                assert row["running"] != row["running"], (target_id, row["year"])
                continue
            sums += row["value"]
            drawn += 1
            assert row["running"] == pytest.approx(sums, abs=1e-9)
            # what came before is known to the last December, so the total is exact at this figure's month
            assert bool(row["is_running_exact"]) == exact
            exact = exact and row["state"] == "full"
        last = max((row["running"] for row in rows if row["running"] == row["running"]), default=None)
        if target["done_grade"] in ("exact", "at_least") and target["kind"] == "total" and unbroken:
            assert last == pytest.approx(target["done"], abs=1e-9) or "印出的" in target["rule_zh"], target_id
    assert drawn > 10


def test_the_use_of_a_fact_is_what_the_judgements_name():
    rows = {
        (row["usage"], row["target_fact_id"]): row
        for row in queries.ask("usage_list", fact_id="qingdao-web-2025.text1-1.actual.2025", as_of="2025-12").to_dict(
            "records"
        )
    }
    unused = {target for usage, target in rows if usage == "unused"}
    assert "qingdao-hrss-14fyp.table2-1.target" in unused
    for (usage, target), row in rows.items():
        assert usage == "unused", target
        assert row["reason_zh"] == "同级来源中取发布较晚的数，彼此一致时取较精确的"
        assert row["reason_en"]


@pytest.mark.parametrize(
    ("fact_id", "usage", "words"),
    [
        ("qingdao-hrss-14fyp.table1-6.actual", {"base", "result"}, None),
        ("qingdao-hrss-14fyp.table2-8.baseline", {"base_unused"}, "实际数"),
        ("bandao-2017-01-21.text1-1.actual.2016", {"unused"}, "另一统计方法"),
        ("qingdao-hrss-14fyp.table2-8.target", {"target"}, None),
    ],
)
def test_a_fact_says_where_it_was_used_and_why_not(fact_id, usage, words):
    rows = queries.ask("usage_list", fact_id=fact_id, as_of="2025-12").to_dict("records")
    assert {row["usage"] for row in rows} == usage
    for row in rows:
        assert (row["reason_zh"] is None) == (row["reason_en"] is None) == (words is None)
        assert words is None or words in row["reason_zh"]


@pytest.mark.parametrize("as_of", MONTHS)
def test_the_summary_has_each_lacking_year_of_the_list_once_by_target_and_kind_of_lack(as_of):
    rows = queries.ask("missing_summary", as_of=as_of).to_dict("records")
    assert len({(row["target_fact_id"], row["lack"]) for row in rows}) == len(rows)
    listed = Counter((row["target_fact_id"], row["lack"], row["year"]) for row in missing(as_of))
    assert listed == Counter((row["target_fact_id"], row["lack"], year) for row in rows for year in row["years"])
    known = {(row["target_fact_id"], row["lack"], row["last_known_raw"]) for row in missing(as_of)}
    assert {(row["target_fact_id"], row["lack"], row["last_known_raw"]) for row in rows} <= known


def test_of_what_is_known_instead_the_lacking_year_comes_first_then_the_latest_before_it():
    known = {
        (row["target_fact_id"], row["year"]): (row["last_known_raw"], row["last_known_year"], row["last_known_month"])
        for row in missing("2025-12")
    }
    jobs, insured = "qingdao-hrss-14fyp.table2-1.target", "qingdao-hrss-14fyp.table2-8.target"
    assert known[jobs, 2022] == ("36.37", 2022, 11)
    assert known[jobs, 2023] == ("36.52", 2023, 11)
    assert known[jobs, 2024] == ("36.61", 2024, 11)
    assert known[insured, 2025] == ("291.51", 2024, 12)
    # the five years' total before the span says nothing of one year, so the first year known stands
    assert known["zhoushan-hrss-14fyp.table2-1.target", 2021] == ("4.5", 2022, 12)
