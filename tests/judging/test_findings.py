"""What the documents say of each other: every finding stands on facts, and its arithmetic can be worked again."""

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

import queries

SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
KINDS = {
    "inconsistent": {"base", "rival", "sign", "modality", "blank", "attribute"},
    "method": {"break", "redefined", "rates", "pooled"},
    "floor": {"below", "equal", "last_target", "yearly_below"},
    "tally": {
        "yearly", "pace", "phase", "rate", "double", "part", "parts", "share", "stock_flow", "yearly_stock", "existing",
        "overlap", "twin", "repeat",
    },
    "print": {"bracket", "unit"},
}  # fmt: skip
# a hypothesis is put as a question
QUESTIONS = {"break", "double", "pooled", "parts", "yearly_stock", "existing", "overlap", "twin"}
# nothing is worked where prints are set beside each other
UNWORKED = {
    "sign", "modality", "blank", "attribute", "redefined", "rates", "equal", "phase", "overlap", "repeat", "bracket",
    "unit",
}  # fmt: skip
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
        for column in ("statement_zh", "statement_en", "pair", "short_zh", "short_en", "plan_zh", "plan_en"):
            assert row[column], (row["finding_id"], column)
        assert (row["arithmetic"] == "") == (row["topic"] in UNWORKED), row["finding_id"]
        assert len(row["fact_ids"]) > 0
        assert set(row["fact_ids"]) <= facts().keys(), row["finding_id"]
        first = facts()[row["fact_ids"][0]]
        assert first["region_id"] == row["region_id"]
        assert row["document_id"] == first["document_id"]


def test_no_blank_of_a_sentence_is_left_open():
    opened = re.compile(r"[{][a-z_]+[}]|（，|（）|[(],|[(][)]|  ")
    for row in findings().values():
        for statement in (row["statement_zh"], row["statement_en"]):
            assert not opened.search(statement), statement


def test_a_guess_is_a_question_and_nothing_else_is():
    for row in findings().values():
        assert row["statement_zh"].endswith("？") == (row["topic"] in QUESTIONS), row["finding_id"]
        assert row["statement_en"].endswith("?") == (row["topic"] in QUESTIONS), row["finding_id"]


def test_a_statement_names_the_period_that_it_speaks_of():
    for row in findings().values():
        if row["topic"] != "rival":  # of one year, named
            assert row["period_zh"] in row["statement_zh"], row["finding_id"]
            assert row["period_en"] in row["statement_en"], row["finding_id"]


def test_what_agrees_comes_after_all_that_does_not():
    agreeing = [row["is_agreement"] for row in findings().values()]
    assert agreeing == sorted(agreeing)
    assert 0 < sum(agreeing) < len(agreeing)


def test_no_two_findings_of_one_topic_rest_on_the_same_two_facts():
    for topic in set().union(*KINDS.values()):
        pairs = Counter(frozenset(row["fact_ids"]) for row in of(topic) if len(row["fact_ids"]) == 2)
        assert all(count == 1 for count in pairs.values()), topic


def test_all_kinds_are_found_in_the_documents():
    found = {kind: {row["topic"] for row in findings().values() if row["kind"] == kind} for kind in KINDS}
    assert found == KINDS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_words_blame_nobody(language):
    blaming = [row["finding_id"] for row in findings().values() if BLAMING.search(row[f"statement_{language}"])]
    assert blaming == []


def worked(left: str) -> Decimal:
    """Numbers joined by + − * /, from left to right with * and / first."""
    tokens = left.split(" ")
    sums, term, sign = Decimal(0), Decimal(tokens[0]), 1
    for mark, number in zip(tokens[1::2], map(Decimal, tokens[2::2]), strict=True):
        if mark in "*/":
            term = term * number if mark == "*" else term / number
        else:
            sums, term, sign = sums + sign * term, number, {"+": 1, "-": -1}[mark]
    return sums + sign * term


def test_what_is_printed_as_arithmetic_comes_out_as_printed():
    for row in findings().values():
        for line in filter(None, row["arithmetic"].split("; ")):
            left, result = line.split(" = ")
            assert worked(left).quantize(Decimal(result), ROUND_HALF_UP) == Decimal(result), line


def test_the_arithmetic_is_printed_from_its_parts():
    for row in findings().values():
        assert len(row["workings"]) == len(list(filter(None, row["arithmetic"].split("; "))))
        for part, line in zip(row["workings"], row["arithmetic"].split("; "), strict=False):
            mark = {"percent": "/"}.get(part["operator"], part["operator"])
            numbers = [*([100] if part["operator"] == "percent" else []), *part["left"], part["right"], part["result"]]
            printed = [Decimal(number) for number in NUMBER.findall(line.replace(" - ", " − "))]
            assert printed == [Decimal(str(number)) for number in numbers], line
            assert f" {mark} " in line


def test_the_numbers_of_the_arithmetic_are_those_of_the_named_facts():
    for row in findings().values():
        named = [facts()[fact_id] for fact_id in row["fact_ids"]]
        known = {Decimal(str(fact["value"])).normalize() for fact in named if fact["value"] == fact["value"]}
        if row["topic"] in ("yearly", "yearly_below", "yearly_stock", "pace"):  # the years of a plan and of a phase
            known |= {Decimal(5), Decimal(3)}
        for part in row["workings"]:
            used = {Decimal(str(number)).normalize() for number in [*part["left"], part["right"]]}
            assert used <= known, (row["finding_id"], row["arithmetic"], known)


def test_the_printed_figures_of_the_facts_stand_in_the_statements():
    for row in findings().values():
        if row["topic"] in ("base", "rival", "sign", "modality", "below", "equal", "last_target", "repeat", "pace"):
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
    assert all(row["is_agreement"] for topic in ("rate", "yearly", "repeat", "part", "share") for row in of(topic))
    assert {"[2.53] / 2.5", "{5.7} / 5.716"} <= {row["pair"] for row in of("repeat")}


def test_what_is_printed_alike_in_several_places_is_one_finding_that_names_them_all():
    (row,) = [row for row in of("repeat") if row["pair"] == "[197.47] / 197.47 / 197"]
    assert row["statement_zh"] == (
        "青岛城镇新增就业（“十三五”）：3处印的数一致：[197.47]万人（青岛人社规划 专栏1 第1行）、"
        "197.47万人（青岛就业规划 一、发展环境）、197万人（青岛人社规划 一、（一）“十三五”时期取得的成就）"
    )
    assert {row["pair"] for row in of("sign")} == {
        "[175] / 175以上 / 175", "[15] / 15以上 / 15", "92 / >92", "<4.5 / 4.5%以内", "<5.5 / 5.5%以内", "80 / 80%以上",
        "3 / 3万以上", "(22) / 22以上",
    }  # fmt: skip


def test_two_figures_for_one_thing_are_both_kept():
    by_value = {row["arithmetic"]: row for row in of("rival")}
    assert set(by_value) == {"37.3 - 37.11 = 0.19", "5500 - 5000 = 500"}
    assert len(by_value["37.3 - 37.11 = 0.19"]["fact_ids"]) == 3  # two sources say 37.3
    for row in of("rival"):
        assert "均保留" in row["statement_zh"]
        assert "both are kept" in row["statement_en"]


def test_a_base_carried_over_under_a_wider_label_is_a_change_of_method_and_no_agreement():
    base = "zhoushan-hrss-14fyp.table2-9.baseline"
    (row,) = [row for row in findings().values() if base in row["fact_ids"]]
    assert (row["topic"], row["is_agreement"]) == ("redefined", False)
    assert "含管理岗位" in row["statement_zh"]


# topic → region, pair of figures, of findings that rest on rules of several documents
ACROSS = {
    ("blank", "qingdao", "44.75 / —"),
    ("attribute", "qingdao", "278 / 27"),
    ("attribute", "qingdao", "323 / 40"),
    ("rates", "qingdao", "<4.5 / <5.5"),
    ("pooled", "qingdao", "69.3 / 89.40"),
    ("modality", "zhoushan", "10"),
    ("yearly_below", "qingdao", "[2.53] → ≥3000 × 5"),
    ("yearly_stock", "qingdao", "2 × 5 / 4.8"),
    ("parts", "qingdao", "797.28 / 862.4"),
    ("existing", "zhoushan", "≥50 / ≥35"),
    ("overlap", "zhoushan", "200左右 / 150左右"),
    ("twin", "qingdao", "78"),
    ("phase", "qingdao", "4 / <4.5"),
    ("phase", "qingdao", "96 / 96"),
    ("phase", "qingdao", "92 / 92"),
    ("phase", "qingdao", "93 / ≥93"),
    ("phase", "qingdao", "62 / >62"),
    ("phase", "qingdao", "≥98 / ≥98"),
    ("phase", "qingdao", "≥95 / ≥95"),
}


def test_what_a_planning_officer_found_by_hand_is_found():
    topics = {topic for topic, _, _ in ACROSS}
    found = {(row["topic"], row["region_id"], row["pair"]) for row in findings().values() if row["topic"] in topics}
    assert found == ACROSS


def test_goals_for_some_years_are_set_against_the_plans_mean_year():
    assert {row["arithmetic"] for row in of("pace") if not row["is_agreement"]} == {
        "15 / 5 = 3; 10 / 3 = 3.33", "15 / 5 = 3", "5000 / 5 = 1000"
    }  # fmt: skip
    (jobs,) = [row for row in of("pace") if row["arithmetic"] == "175 / 5 = 35"]
    assert jobs["is_agreement"]
    assert "qingdao-three-year-plan-2021.text1-1.target.2023" in jobs["fact_ids"]


def test_a_row_without_the_brackets_of_its_note_says_how_it_is_read():
    said = {row["pair"]: row["statement_zh"] for row in of("bracket")}
    assert said["10"].endswith("此处无括号（10），按累计数读，据同一规划的正文或专栏")
    assert said["5"].endswith("此处无括号（5），按累计数读，是推定")
    assert "{5.7} / {5} / {12.34}" in said  # a row once


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


def test_findings_can_be_searched_and_parted():
    words = queries.ask("finding_list", words="262.61")
    assert "qingdao-hrss-14fyp.table1-6.actual" in {fact_id for ids in words["fact_ids"] for fact_id in ids}
    assert len(queries.ask("finding_list", words="三年行动计划")) == 5
    assert len(queries.ask("finding_list", words="no such word")) == 0
    parts = [queries.ask("finding_list", is_agreement=agrees) for agrees in (True, False)]
    assert [len(part) for part in parts] == [58, 78]


# ---- small tables, worked by hand


def plan(invented, document_id: str, kind: str = "five_year_plan", **changes) -> str:
    return invented.document(document_id, kind=kind, period_id="14fyp", **changes)


def test_the_same_target_with_another_sign_in_another_place_is_one_finding(invented):
    jobs = invented.indicator()
    plan(invented, "plan-a")
    plan(invented, "plan-b", "special_plan")
    table = invented.target(jobs, "[20]", document_id="plan-a")
    other = invented.target(jobs, "[20]", document_id="plan-b")
    text = invented.target(jobs, "20以上", document_id="plan-b", place="text", table_no=None, row_no=None)
    (row,) = invented.find("sign")
    assert set(row["fact_ids"]) == {table, other, text}
    assert row["pair"] == "[20] / 20以上"
    assert invented.find("repeat") == []


def test_the_same_target_with_the_same_sign_agrees(invented):
    jobs = invented.indicator()
    invented.target(jobs, "[20]", document_id="plan-a")
    invented.target(jobs, "20", document_id="plan-b", place="text", table_no=None, row_no=None)
    (row,) = invented.find("repeat")
    assert row["is_agreement"]
    assert invented.find("sign") == []


def test_a_stricter_goal_for_an_earlier_year_is_found_by_the_direction_of_the_indicator(invented):
    unemployment = invented.indicator("rate", "down", "%")
    coverage = invented.indicator("rate", "up", "%")
    plan(invented, "plan-a")
    for indicator, target in ((unemployment, "<4.5"), (coverage, "96")):
        invented.target(indicator, target, (2025, 2025), document_id="plan-a")
    invented.document("phase", kind="implementation_plan")
    for indicator, goal in ((unemployment, "4"), (coverage, "95")):
        invented.target(
            indicator, goal, (2023, 2023), document_id="phase", place="text", table_no=None, row_no=None
        )  # fmt: skip
    (row,) = invented.find("phase")
    assert row["pair"] == "4 / <4.5"
    assert "严于" in row["statement_zh"]


def test_a_yearly_goal_that_does_not_come_to_the_last_total_is_weaker_unless_the_plan_has_a_total(invented):
    young, old = invented.indicator(), invented.indicator()
    plan(invented, "plan-a")
    for indicator in (young, old):
        invented.total(indicator, "2", (2016, 2020))
        invented.target(
            indicator, "0.3", document_id="plan-a", basis="each_year", place="text", table_no=None, row_no=None
        )
    invented.target(old, "[1.5]", document_id="plan-a")
    (row,) = invented.find("yearly_below")
    assert row["indicator_id"] == young
    assert row["arithmetic"] == "0.3 * 5 = 1.5"


def test_goals_by_the_year_agree_with_the_total_or_do_not(invented):
    jobs = invented.indicator()
    plan(invented, "plan-a")
    invented.target(jobs, "[50]", document_id="plan-a")
    beside = {"place": "text", "table_no": None, "row_no": None}
    invented.target(jobs, "10", (2022, 2022), **beside)
    invented.target(jobs, "33", (2021, 2023), **beside)
    found = {row["arithmetic"]: row["is_agreement"] for row in invented.find("pace")}
    assert found == {"50 / 5 = 10": True, "50 / 5 = 10; 33 / 3 = 11": False}


def test_two_stocks_that_grow_alike_are_a_question_but_a_growth_of_one_digit_is_not(invented):
    plan(invented, "plan-a")
    for base, target in (("200", "278"), ("245", "323"), ("4", "6"), ("7", "9")):
        insured = invented.indicator("stock")
        row = {"document_id": "plan-a", "place": "table", "table_no": 1, "row_no": len(invented.facts)}
        invented.base(insured, base, **row)
        invented.target(insured, target, (2025, 2025), **row)
    (row,) = invented.find("twin")
    assert row["arithmetic"] == "278 - 200 = 78; 323 - 245 = 78"


def test_a_stock_without_a_base_less_the_flow_of_its_plan_is_what_stood_before(invented):
    new, total = invented.indicator(), invented.indicator("stock")
    invented.relations.append(
        {"relation_id": "flow", "kind": "flow_and_stock", "indicator_id": new, "other_indicator_id": total,
         "region_id": None, "reason_zh": "一", "reason_en": "one"}
    )  # fmt: skip
    plan(invented, "plan-a")
    invented.target(new, "35以上", document_id="plan-a")
    invented.target(total, "50以上", (2025, 2025), document_id="plan-a")
    (row,) = invented.find("existing")
    assert row["arithmetic"] == "50 - 35 = 15"


def test_parts_are_summed_only_where_all_are_known_and_the_whole_is_not(invented):
    whole = invented.indicator("stock")
    parts = [invented.indicator("stock", part_of=whole) for _ in range(2)]
    invented.actual(whole, "790", 2022)
    for part, number in zip(parts, ("598", "264"), strict=True):
        invented.actual(part, number, 2024)
    (row,) = invented.find("parts")
    assert row["arithmetic"] == "598 + 264 = 862"
    invented.actual(whole, "860", 2024)
    assert invented.find("parts") == []


def test_a_pooled_rate_far_from_that_of_a_date_in_it_is_a_question(invented):
    success = invented.indicator("rate", "up", "%")
    invented.actual(success, "69.3", 2022, 9)
    invented.total(success, "89.4", basis="pooled")
    (row,) = invented.find("pooled")
    assert row["arithmetic"] == "89.4 - 69.3 = 20.1"


def test_what_stands_out_comes_in_the_stated_order():
    rows = queries.ask("highlight_list", as_of="2025-12").to_dict("records")
    # 89 % against 178 % may come from a change of method: METHOD 7 keeps it from the highlights
    assert [row["sort"] for row in rows] == ["floor", "base", "nearly", "rival"]
    assert [row["pair_zh"] for row in rows] == ["67.58 → >62", "200 ≠ 262.61", "≥14.81 / 15", "37.3 ≠ 37.11"]
    # new jobs, whose method is in doubt, are no highlight (METHOD 7)
    assert "有5项目标低于或宽于上期实际" in rows[0]["statement_zh"]
    for row in rows:
        assert row["statement_zh"]
        assert row["statement_en"]
        assert not BLAMING.search(row["statement_zh"] + row["statement_en"])


def test_before_2025_neither_its_two_figures_nor_its_gap_is_what_is_nearly_there():
    rows = {row["sort"]: row for row in queries.ask("highlight_list", as_of="2023-06").to_dict("records")}
    assert "nearly" not in rows
    assert "rival" not in rows
    assert {"floor", "base"} <= rows.keys()
