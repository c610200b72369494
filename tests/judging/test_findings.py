"""What the documents say of each other: every finding stands on facts, and its arithmetic can be worked again."""

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

import queries

SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
KINDS = {
    "inconsistent": {"base", "rival", "sign"},
    "method": {"break", "redefined"},
    "floor": {"below", "equal", "last_target"},
    "tally": {"yearly", "rate", "double", "part", "share", "stock_flow", "repeat"},
    "print": {"bracket", "unit"},
}
BLAMING = re.compile(
    r"错误|有误|造假|虚报|失实|篡改|抄错|\b(wrong|mistake|error|false|fake|incorrect)\b", re.IGNORECASE
)
NUMBER = re.compile(r"-?[0-9]+(?:[.][0-9]+)?")


@cache
def findings() -> dict[str, dict]:
    rows = queries.ask("finding_list").to_dict("records")
    assert len(rows) == len({row["finding_id"] for row in rows})
    return {row["finding_id"]: row for row in rows}


@cache
def facts() -> dict[str, dict]:
    return {row["fact_id"]: row for row in queries.ask("fact_list").to_dict("records")}


def of(topic: str) -> list[dict]:
    return [row for row in findings().values() if row["topic"] == topic]


def test_every_finding_has_a_known_kind_facts_and_both_languages():
    for row in findings().values():
        assert row["topic"] in KINDS[row["kind"]], row["finding_id"]
        for column in ("statement_zh", "statement_en", "arithmetic", "pair", "short_zh", "short_en"):
            assert row[column], (row["finding_id"], column)
        assert len(row["fact_ids"]) > 0
        assert set(row["fact_ids"]) <= facts().keys(), row["finding_id"]
        first = facts()[row["fact_ids"][0]]
        assert first["region_id"] == row["region_id"]


def test_all_kinds_are_found_in_the_documents():
    found = {kind: {row["topic"] for row in findings().values() if row["kind"] == kind} for kind in KINDS}
    assert found == KINDS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_words_blame_nobody(language):
    blaming = [row["finding_id"] for row in findings().values() if BLAMING.search(row[f"statement_{language}"])]
    assert blaming == []


def worked(side: str) -> Decimal:
    """The value of one side: numbers joined by + − * /, from left to right with * and / first."""
    tokens = side.split(" ")
    sums, term, sign = Decimal(0), Decimal(tokens[0]), 1
    for mark, number in zip(tokens[1::2], map(Decimal, tokens[2::2]), strict=True):
        if mark in "*/":
            term = term * number if mark == "*" else term / number
        else:
            sums, term, sign = sums + sign * term, number, {"+": 1, "-": -1}[mark]
    return sums + sign * term


def test_the_arithmetic_can_be_worked_again():
    for row in findings().values():
        left, equals, right = re.fullmatch(r"(.+) (=|≈) (.+)", row["arithmetic"]).groups()
        result = Decimal(right)
        found = worked(left)
        if equals == "=":
            assert found.quantize(result, ROUND_HALF_UP) == result, row["arithmetic"]
        else:  # half of the coarser one's last digit
            coarser = max(Decimal(1).scaleb(number.as_tuple().exponent) for number in (found, result))
            assert abs(found - result) <= coarser / 2, row["arithmetic"]


def test_the_numbers_of_the_arithmetic_are_those_of_the_named_facts():
    for row in findings().values():
        named = [facts()[fact_id] for fact_id in row["fact_ids"]]
        known = {Decimal(str(fact["value"])).normalize() for fact in named}
        known |= {Decimal(100)} if row["arithmetic"].startswith("100 * ") else set()  # per cent
        if row["topic"] == "yearly":
            known |= {Decimal(int(fact["year_to"] - fact["year_from"] + 1)) for fact in named}
        left = re.split(" (?:=|≈) ", row["arithmetic"])[0]
        used = [Decimal(number).normalize() for number in NUMBER.findall(left.replace(" - ", " − "))]
        assert set(used) <= known, (row["finding_id"], row["arithmetic"], known)
        # nothing that the arithmetic rests on goes unnamed, and nothing named stands idle
        assert len(used) - ("100 *" in left) - (row["topic"] == "yearly") >= min(len(named), 2) - (
            row["topic"] in ("sign", "repeat", "redefined", "yearly")
        ), row["finding_id"]


def test_the_printed_figures_of_the_facts_stand_in_the_statements():
    for row in findings().values():
        if row["topic"] in ("base", "rival", "sign", "below", "equal", "last_target", "repeat"):
            for fact_id in row["fact_ids"]:
                fact = facts()[fact_id]
                # a figure that the source says in words (5000万人以上) is shown by its sign and number
                forms = {fact["value_raw"], SIGNS.get(fact["comparator"], "") + f"{fact['value']:g}"}
                for statement in (row["statement_zh"], row["statement_en"]):
                    assert any(form in statement for form in forms), (row["finding_id"], forms)


def test_the_six_bases_that_are_not_results_and_the_four_that_repeat_the_old_target():
    assert len(of("base")) == 6
    assert {facts()[row["fact_ids"][0]]["row_no"] for row in of("base")} == {"3", "8", "9", "18", "20", "21"}
    repeated = [row for row in of("base") if "与上期目标相同" in row["statement_zh"]]
    assert {row["pair"] for row in repeated} == {"200 ≠ 262.61", "245 ≠ 302.33", ">60 ≠ 67.58", "900 ≠ 933"}
    assert all("equals the last target" in row["statement_en"] for row in repeated)


def test_old_years_and_the_printed_total_are_put_as_a_question():
    (row,) = of("break")
    assert row["arithmetic"] == "68 + 73 + 64.1 + 21.5 = 226.6"
    assert "[197.47]" in row["statement_zh"]
    assert row["statement_zh"].endswith("？")
    assert row["statement_en"].endswith("?")


def test_a_completion_above_twice_the_target_raises_a_question():
    assert [(row["region_id"], row["pair"]) for row in of("double")] == [("zhoushan", "246.8%")]
    assert of("double")[0]["statement_zh"].endswith("？")


# region, indicator, base used → target, of the 14th plans
FLOORS = {
    ("qingdao", "new_urban_jobs", "[197.47] → [175]"),
    ("qingdao", "policy_supported_entrepreneurs", "[16.8] → [15]"),
    ("qingdao", "registered_unemployment_rate", "<4 → <4.5"),
    ("qingdao", "mediation_success_rate", "67.58 → >62"),
    ("qingdao", "arbitration_settlement_rate", "96.38 → ≥93"),
    ("qingdao", "inspection_complaints_settlement_rate", "100 → ≥98"),
    ("zhoushan", "registered_unemployment_rate", "1.55 → ≤3"),
    ("zhoushan", "arbitration_settlement_rate", "95.8 → 92"),
    ("zhoushan", "arbitration_final_rate", "88.2 → 85"),
    ("china", "new_urban_jobs", "6564 → ≥5000"),
}


def test_targets_that_ask_less_than_the_base_used_are_all_found():
    found = {
        (row["region_id"], row["indicator_id"], row["pair"])
        for row in of("below")
        if facts()[row["fact_ids"][0]]["year_to"] == 2025
    }
    assert found == FLOORS


def test_targets_that_ask_less_than_the_last_plan_and_those_that_ask_the_same_are_found():
    assert {(row["indicator_id"], row["pair"]) for row in of("last_target")} == {
        ("registered_unemployment_rate", "<4 → <4.5"),
        ("arbitration_settlement_rate", ">96 → ≥93"),
    }
    assert ("zhoushan", "work_injury_insured") in {(row["region_id"], row["indicator_id"]) for row in of("equal")}


def test_agreements_are_findings_too():
    assert {row["pair"] for row in of("rate")} == {"131.6%", "112%"}
    assert all("一致" in row["statement_zh"] and "agrees" in row["statement_en"] for row in of("rate"))
    assert {row["arithmetic"] for row in of("yearly")} == {"35 * 5 = 175", "3 * 5 = 15", "1300 * 5 = 6500"}
    assert all("一致" in row["statement_zh"] and "agrees" in row["statement_en"] for row in of("yearly"))
    assert "[2.53] ≈ 2.5" in {row["pair"] for row in of("repeat")}
    assert any(row["pair"] == "{5.7} ≈ 5.716" for row in of("repeat"))


def test_the_two_figures_for_2025_are_both_kept():
    rows = of("rival")  # two sources say 37.3
    assert [row["arithmetic"] for row in rows] == ["37.3 - 37.11 = 0.19"] * 2
    for row in rows:
        assert "均保留" in row["statement_zh"]
        assert "both are kept" in row["statement_en"]


def test_alike_counts_the_findings_of_one_sort_city_and_period():
    counted = Counter((row["kind"], row["topic"], row["region_id"], row["period_id"]) for row in findings().values())
    for row in findings().values():
        assert row["alike"] == counted[row["kind"], row["topic"], row["region_id"], row["period_id"]]


def test_findings_can_be_asked_by_fact_kind_and_city():
    fact_id = "qingdao-hrss-14fyp.table1-6.actual"  # 262.61
    named = queries.ask("finding_list", fact_id=fact_id)["finding_id"]
    assert set(named) == {key for key, row in findings().items() if fact_id in row["fact_ids"]}
    assert len(named) > 1
    places = {row["region_id"] for row in findings().values()}
    assert {"qingdao", "zhoushan", "zhejiang", "china"} <= places
    parts = [queries.ask("finding_list", kinds=[kind], region_ids=[place]) for kind in KINDS for place in places]
    assert sum(len(part) for part in parts) == len(findings())


def test_what_stands_out_comes_in_the_stated_order():
    rows = queries.ask("highlight_list", as_of="2025-12").to_dict("records")
    # 89 % against 178 % may come from a change of method: METHOD 7 keeps it from the highlights
    assert [row["sort"] for row in rows] == ["floor", "base", "nearly", "rival"]
    assert [row["pair_zh"] for row in rows] == ["67.58 → >62", "200 ≠ 262.61", "≥14.81 / 15", "37.3 与 37.11"]
    for row in rows:
        assert row["statement_zh"]
        assert row["statement_en"]
        assert not BLAMING.search(row["statement_zh"] + row["statement_en"])


def test_before_2025_neither_its_two_figures_nor_its_gap_is_what_is_nearly_there():
    rows = {row["sort"]: row for row in queries.ask("highlight_list", as_of="2023-06").to_dict("records")}
    assert "nearly" not in rows
    assert "rival" not in rows
    assert {"floor", "base"} <= rows.keys()
