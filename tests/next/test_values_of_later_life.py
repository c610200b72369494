"""What the ledger of later life says, against answers worked by hand from the rules; the working stands beside each."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from later_ledger import PAIRS, PLANS

import queries
from components.views import progress
from data import store
from queries.delimited import csv_bytes

HERE = Path(__file__).parent
JUDGED = list(csv.DictReader((HERE / "judged.csv").read_text(encoding="utf-8").splitlines()))
NUMBERS = ("done", "completion_pct", "increment_pct", "gap_to_time_pp")
PLAN_15, THREE_YEARS, TO_2035 = "qingdao-demo-15fyp", "qingdao-demo-three-years", "linhai-talent-2035"
NOTHING = ("nan", "None", "NaT", "<NA>", "NaN")


def one(frame, **cells) -> dict:
    """The one row of a frame that has these cells."""
    for column, value in cells.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1, f"{len(frame)} rows have {cells}"
    return frame.iloc[0].to_dict()


def is_blank(value) -> bool:
    return value is None or value != value or str(value) in ("", *NOTHING)


def about(value: float):
    """Equal to as many digits as were worked by hand."""
    return pytest.approx(value, abs=0.0501)


def test_the_imports_lie_over_the_shipped_ledger_without_a_fault(later_store):
    assert store.check(later_store) == []


# regions, periods, plans


def test_every_city_has_a_place_of_its_own_and_references_are_told_apart(ask):
    regions = ask("region_list").set_index("region_id")
    assert set(regions.index[regions["is_reference"]]) == {"shandong", "zhejiang", "china", "demo-province"}
    assert list(regions.loc[["qingdao", "zhoushan"], "place"]) == [0, 1]
    for _, group in regions.groupby("is_reference"):
        assert sorted(group["place"]) == list(range(len(group)))
    assert regions.loc["bay-demo", ["level", "parent_region_id"]].to_list() == ["county", "linhai-demo"]
    # Chinese names stand in where there are no English ones
    assert regions.loc["moshan-demo", "short_en"] == "墨山示例"


def test_the_periods_offered_are_those_of_the_plans_and_the_spans_that_no_period_holds(ask):
    periods = ask("period_list").set_index("period_id")
    assert set(periods.index) == {plan.period for plan in PLANS}
    # the latest result is of September 2026
    assert list(periods.index[periods["is_default"]]) == ["15fyp"]
    assert periods.loc["15fyp", ["before_id", "year_from", "year_to"]].to_list() == ["14fyp", 2026, 2030]
    assert periods.loc["2026-2035", ["name_zh", "name_en"]].to_list() == ["2026—2035年", "2026–2035"]
    assert periods.loc["2024-2026", ["year_from", "year_to"]].to_list() == [2024, 2026]
    assert periods.loc["2026-2035", "before_id"] == "14fyp"


def test_each_plan_is_listed_by_region_and_period_with_its_years(ask):
    rows = ask("plan_list")
    rows = rows[rows["document_id"].isin([plan.document for plan in PLANS])]
    columns = ("region_id", "document_id", "period_id", "year_from", "year_to", "is_own")
    listed = set(zip(*(rows[name] for name in columns), strict=True))
    assert listed == {(p.region, p.document, p.period, p.first, p.last, p.is_own) for p in PLANS}
    assert len(rows) == len(PLANS)


@pytest.mark.parametrize(
    ("document", "period", "month"),
    [
        ("qingdao-hrss-14fyp", "13fyp", "2020-12"), ("qingdao-hrss-14fyp", "14fyp", "2025-12"),
        (PLAN_15, "15fyp", "2026-09"), (THREE_YEARS, "2024-2026", "2026-09"),
    ],
)  # fmt: skip
def test_a_plan_is_judged_at_most_at_its_own_end(ask, document, period, month):
    assert one(ask("plan_list"), document_id=document, period_id=period)["latest_month"] == month


@pytest.mark.parametrize(
    ("period", "latest"), [("13fyp", "2020-12"), ("14fyp", "2025-12"), ("15fyp", "2026-09"), ("2024-2026", "2026-09")]
)
def test_the_months_of_a_period_lie_inside_it(ask, period, latest):
    span = next(plan for plan in PLANS if plan.period == period)
    months = list(ask("month_list", period_id=period)["as_of"])
    assert months[0] == latest
    assert all(span.first <= int(month[:4]) <= span.last for month in months)


# verdicts


@pytest.mark.parametrize("row", JUDGED, ids=lambda row: f"{row['target_fact_id']}@{row['as_of']}")
def test_a_target_is_judged_as_worked_by_hand(ask, row):
    judged = one(ask("judgement_list", as_of=row["as_of"]), target_fact_id=row["target_fact_id"])
    assert (judged["status"], judged["done_grade"]) == (row["status"], row["done_grade"]), row["working"]
    for name in NUMBERS:
        if row[name]:
            assert float(judged[name]) == about(float(row[name])), f"{name}: {row['working']}"


@pytest.mark.parametrize("row_no", ["14", "15"])
def test_a_relative_target_and_one_in_words_stand_as_printed_and_unquantified(ask, row_no):
    judged = one(ask("judgement_list", as_of="2026-09", document_ids=[PLAN_15]), row_no=row_no)
    assert judged["target_raw"] == {"14": "与经济增长同步", "15": "保持相当规模"}[row_no]
    assert "目标未量化" in judged["status_zh"]
    assert all(is_blank(judged[name]) for name in ("target", *NUMBERS))


def test_a_change_from_a_year_without_a_figure_says_which_figure_is_missing(ask):
    judged = one(ask("judgement_list", as_of="2026-09", document_ids=[PLAN_15]), row_no="12")
    assert judged["status"] == "not_assessed"
    assert "2025" in judged["reason_zh"]
    shown = progress.view("qingdao", PLAN_15, "high_skilled_share", "2026-09")
    assert shown.headline == (
        "青岛高技能人才占比的目标是较 2025 年的变动（较2025年提高5个百分点），台账没有 2025 年的数，暂不评价"
    )


def test_a_change_is_judged_as_the_level_that_it_leads_to(ask):
    judged = one(ask("judgement_list", as_of="2026-09", document_ids=[PLAN_15]), row_no="20")
    assert float(judged["target"]) == 83  # 78.0 of 2025 + 5
    assert judged["target_raw"] == "较2025年提高5个百分点"


def test_a_summary_counts_every_row_that_the_plan_numbers(ask):
    rows = ask("judgement_summary", document_ids=[PLAN_15])
    assert rows["targets"].sum() == 20
    assert set(rows["period_id"]) == {"15fyp"}
    spans = ask("judgement_summary", document_ids=[TO_2035]).groupby("period_id")["targets"].sum()
    assert spans.to_dict() == {"15fyp": 4, "2026-2035": 4}


@pytest.mark.parametrize(
    ("document", "row_no", "year", "need"),
    [(THREE_YEARS, "1", 2026, 10), (TO_2035, "3", 2030, 1.4), (TO_2035, "3", 2035, 1.5), (PLAN_15, "1", 2030, 33)],
)
def test_a_total_needs_a_share_of_its_own_years_each_year(ask, document, row_no, year, need):
    # 30 / 3, 7 / 5, 15 / 10, 165 / 5
    judged = one(ask("judgement_list", document_ids=[document]), row_no=row_no, year_to=year)
    assert float(judged["average_need_per_year"]) == about(need)


def test_running_totals_to_two_months_are_no_rivals(ask):
    found = ask("finding_list", region_ids=["moshan-demo"], indicator_ids=["new_urban_jobs"], kinds=["inconsistent"])
    assert len(found) == 0


# bases


@pytest.mark.parametrize(
    ("row_no", "base", "change", "working"),
    [
        ("1", 187.05, -11.8, "38.13+37.02+37.2+37.4+37.3=187.05; 165/187.05=0.8821"),
        ("5", 54.3, -7.9, "9.8+10.2+11.0+11.4+11.9=54.3; 50/54.3=0.9208"),
        ("16", 2900, 3.4, "540+560+580+600+620=2900; 3000/2900=1.0345"),
        ("17", 4.9, 2.0, "0.9+0.95+1.0+1.0+1.05=4.90; 5/4.9=1.0204"),
        ("8", 300.4, 9.9, "330/300.4=1.0985"),
    ],
)
def test_a_base_is_the_sum_of_the_citys_own_whole_years(ask, row_no, base, change, working):
    row = one(ask("continuity_list", document_ids=[PLAN_15], period_id="15fyp"), row_no=row_no)
    assert (float(row["base_used"]), float(row["change_pct"])) == (about(base), about(change)), working


@pytest.mark.parametrize(
    ("indicator", "kind", "numbers"),
    [
        ("new_urban_jobs", "tally", ("187", "187.05")),  # 187 is 187.05 to its last digit
        ("subsidised_training", "inconsistent", ("54.8", "54.3")),
        ("senior_title_new", "tally", ("4.9",)),
        ("postdocs_recruited", "tally", ("2900",)),
    ],
)
def test_a_finding_says_whether_the_printed_base_agrees_with_the_years(ask, indicator, kind, numbers):
    found = ask("finding_list", region_ids=["qingdao"], indicator_ids=[indicator], kinds=[kind])
    base = ask("fact_list", document_ids=[PLAN_15], indicator_ids=[indicator], roles=["baseline"])["fact_id"].iloc[0]
    (finding,) = [row for row in found.to_dict("records") if base in row["fact_ids"]]
    years = {f"qingdao-demo-{year}" for year in range(2021, 2026)}
    assert years <= {fact_id.partition(".")[0] for fact_id in finding["fact_ids"]}
    assert all(number in finding["statement_zh"] for number in numbers)
    assert finding["period_id"] == "15fyp"


@pytest.mark.parametrize(
    ("indicator", "base", "change", "working"),
    [
        ("subsidised_training", 11, -9.1, "30/3=10 a year against 11 in 2023: 10/11=0.9091"),
        ("new_urban_jobs", 112.35, -6.5, "38.13+37.02+37.2=112.35 in three years: 105/112.35=0.9346"),
        ("high_skilled_total", 36, 11.1, "40/36=1.1111, not against 27.2 of 2020"),
        ("technical_school_enrolment", 2.9, 10.3, "3.2/2.9=1.1034"),
    ],
)
def test_a_three_year_plan_is_set_against_the_years_before_it(ask, indicator, base, change, working):
    row = one(ask("continuity_list", document_ids=[THREE_YEARS], period_id="2024-2026"), indicator_id=indicator)
    assert (float(row["base_used"]), float(row["change_pct"])) == (about(base), about(change)), working


@pytest.mark.parametrize(
    ("period", "change", "working"),
    [("15fyp", 7.7, "7/6.5=1.0769"), ("2026-2035", 15.4, "15/10=1.5 a year against 6.5/5=1.3: 1.1538")],
)
def test_a_column_to_2035_is_set_against_its_base_a_year(ask, period, change, working):
    row = one(ask("continuity_list", document_ids=[TO_2035], period_id=period), indicator_id="skill_certificates_new")
    assert float(row["change_pct"]) == about(change), working


# continuity


def test_the_fifteenth_plan_continues_drops_and_adds_though_it_prints_one_table(ask):
    rows = ask("continuity_list", document_ids=[PLAN_15], period_id="15fyp")
    became = dict(zip(rows["indicator_id"], rows["continuity"], strict=True))
    continued = {
        "new_urban_jobs", "policy_supported_entrepreneurs", "graduate_placement_rate", "subsidised_training",
        "migrant_worker_training", "pension_coverage_rate", "unemployment_insured", "work_injury_insured",
        "high_skilled_total", "technical_school_enrolment", "postdocs_recruited", "senior_title_new",
        "mediation_success_rate", "inspection_complaints_settlement_rate", "digital_social_card_rate",
    }  # fmt: skip
    dropped = {
        "registered_unemployment_rate", "resident_pension_entrusted_share", "professional_certificates_new",
        "skill_certificates_new", "senior_skill_certificates_new", "arbitration_settlement_rate",
    }  # fmt: skip
    assert {name: became.get(name) for name in continued if became.get(name) not in ("continued", "renamed")} == {}
    assert {name: became.get(name) for name in dropped} == dict.fromkeys(dropped, "dropped")
    assert became["social_card_holders"] == "moved_to_text"
    assert {became[name] for name in ("high_skilled_share", "average_wage_growth")} == {"new"}
    assert {became[name] for name in ("hr_service_industry_size", "employee_pension_insured")} == {"new_with_base"}


@pytest.mark.parametrize(
    ("row_no", "actual", "completion", "working"),
    [("1", 187.05, 106.9, "187.05/175=1.0689"), ("5", 54.3, 108.6, "54.3/50"), ("8", 300.4, 108.1, "300.4/278=1.0806")],
)
def test_what_the_earlier_plan_reached_is_carried_over(ask, row_no, actual, completion, working):
    row = one(ask("continuity_list", document_ids=[PLAN_15], period_id="15fyp"), row_no=row_no)
    assert (float(row["actual"]), float(row["completion_pct"])) == (about(actual), about(completion)), working


def test_a_redefinition_of_one_city_is_none_of_another(ask):
    rows = ask("continuity_list", document_ids=["linhai-hrss-14fyp"], period_id="14fyp")
    became = dict(zip(rows["indicator_id"], rows["continuity"], strict=True))
    # Qingdao's pension_coverage_rate took the place of pension_insured; 临海示例 dropped the one and added the other
    assert (became["pension_insured"], became["pension_coverage_rate"]) == ("dropped", "new_with_base")
    assert became["talent_total"] == "dropped"
    assert became["policy_supported_entrepreneurs"] == "dropped"


def test_findings_of_a_period_are_of_its_plans(ask):
    for finding in ask("finding_list", period_ids=["14fyp"]).to_dict("records"):
        assert not any(fact_id.startswith(f"{PLAN_15}.table") for fact_id in finding["fact_ids"]), finding


# comparing


def test_units_are_converted_before_a_ratio(ask):
    rows = ask("comparison_list", region_id="qingdao", other_region_id="china", period_id="15fyp")
    # 2.55 亿人 = 255,000,000; 330 万人 = 3,300,000
    assert float(one(rows, indicator_id="unemployment_insured")["ratio"]) == pytest.approx(77.273, abs=0.001)
    # 3.2 亿人 / 375 万人
    assert float(one(rows, indicator_id="work_injury_insured")["ratio"]) == pytest.approx(85.333, abs=0.001)
    back = ask("comparison_list", region_id="china", other_region_id="qingdao", period_id="15fyp")
    assert float(one(back, indicator_id="unemployment_insured")["ratio"]) == pytest.approx(0.013, abs=0.001)


@pytest.mark.parametrize(
    ("region", "other"), [("qingdao", "moshan-demo"), ("moshan-demo", "qingdao"), ("qingdao", "china")]
)
def test_without_a_population_nothing_stands_per_head_and_the_reason_is_given(ask, region, other):
    rows = ask("comparison_list", region_id=region, other_region_id=other, period_id="15fyp")
    assert len(rows) > 0
    # a figure of one of the two alone is no comparison either
    assert rows[["per_10k", "other_per_10k", "ratio_per_10k"]].isna().all(axis=None)
    without = {"moshan-demo": "墨山示例", "china": "全国"}
    counted = rows[rows["is_comparable"] & rows["measure"].isin(["period_total", "stock"])]
    # what may never be set per head says that instead
    counted = counted[counted["indicator_id"] != "high_skilled_total"]
    name = without.get(region) or without[other]
    assert all(name in reason and "人口" in reason for reason in counted["per_10k_reason_zh"])


def test_two_censuses_are_the_denominators_where_both_have_one(ask):
    rows = ask("comparison_list", region_id="qingdao", other_region_id="linhai-demo", period_id="14fyp")
    row = one(rows, indicator_id="new_urban_jobs")
    # 1,750,000 / 1007.1722 = 1737.5; 280,000 / 320.5 = 873.6; 873.6 / 1737.5 = 0.503; 28 / 175 = 0.16
    assert (float(row["per_10k"]), float(row["other_per_10k"])) == (about(1737.5), about(873.6))
    assert (float(row["ratio_per_10k"]), float(row["ratio"])) == (pytest.approx(0.503, abs=0.001), 0.16)
    assert row["population_year"] == 2020


def test_where_one_lacks_a_census_a_common_year_end_takes_its_place(ask):
    rows = ask("comparison_list", region_id="linhai-demo", other_region_id="bay-demo", period_id="14fyp")
    row = one(rows, indicator_id="new_urban_jobs")
    # both have the end of 2022: 280,000 / 322.0 = 869.6; 40,000 / 45.2 = 885.0; 884.96 / 869.57 = 1.018
    assert row["population_year"] == 2022
    assert (float(row["per_10k"]), float(row["other_per_10k"])) == (about(869.6), about(885.0))
    assert float(row["ratio_per_10k"]) == pytest.approx(1.018, abs=0.001)


@pytest.mark.parametrize(("period", "region", "other"), [(p, *pair) for p, pairs in PAIRS.items() for pair in pairs])
def test_notes_of_a_pair_name_no_third_region(ask, period, region, other):
    rows = ask("comparison_list", region_id=region, other_region_id=other, period_id=period)
    names = ask("region_list").set_index("region_id")
    assert len(rows) > 0
    for column in [name for name in rows if name.startswith(("reason", "caution"))]:
        for third in set(names.index) - {region, other}:
            for name in names.loc[third, ["short_zh", "short_en"]]:
                assert not any(name in text for text in rows[column].dropna()), (column, name)


# a plan of other years


@pytest.fixture(scope="module")
def before_other_spans(tmp_path_factory) -> Path:
    """The same ledger before the plans of other years came."""
    earlier = tmp_path_factory.mktemp("before")
    shutil.copytree(HERE / "imports", earlier / "imports", ignore=shutil.ignore_patterns("other-spans"))
    return earlier


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("highlight_list", {"period_id": "14fyp", "as_of": "2025-12"}),
        ("judgement_summary", {"period_ids": ["14fyp"], "as_of": "2025-12"}),
        ("comparison_list", {"region_id": "qingdao", "other_region_id": "zhoushan", "period_id": "14fyp"}),
        ("continuity_list", {"period_id": "14fyp"}),
        ("continuity_list", {"period_id": "15fyp", "document_ids": [PLAN_15]}),
    ],
)
def test_a_plan_of_other_years_changes_nothing_in_what_is_said_of_a_period(ask, before_other_spans, name, choices):
    after, before = ask(name, **choices), queries.ask(name, before_other_spans, **choices)
    assert sorted(map(str, after.to_dict("records"))) == sorted(map(str, before.to_dict("records")))


def test_the_rows_of_a_plan_stand_in_the_order_of_its_table(ask):
    rows = ask("continuity_list", document_ids=["linhai-hrss-14fyp"], period_id="14fyp")
    printed = list(rows["row_no"].dropna())
    assert printed == [*map(str, range(1, 11)), "10a", "11", "12", "13"]


# what is missing


@pytest.mark.parametrize("as_of", ["2023-12", "2025-12", "2026-09"])
def test_an_office_is_named_only_where_a_document_names_it(ask, as_of):
    facts = ask("fact_list")
    named = facts[facts["responsible"].notna()]
    pairs = set(zip(named["region_id"], named["indicator_id"], named["responsible"], strict=True))
    rows = ask("missing_list", as_of=as_of)
    given = rows[rows["responsible"].notna()]
    assert set(zip(given["region_id"], given["indicator_id"], given["responsible"], strict=True)) <= pairs


def test_a_level_that_is_judged_on_the_year_before_still_lacks_its_last_value(ask):
    rows = ask("missing_list", as_of="2025-12", document_ids=["linhai-hrss-14fyp"])
    row = one(rows, indicator_id="work_injury_insured")
    assert (row["year"], row["responsible"]) == (2025, "临海示例市人力社保局")


def test_targets_in_words_ask_for_no_result(ask):
    rows = ask("missing_list", as_of="2026-09", document_ids=[PLAN_15])
    assert set(rows["indicator_id"]).isdisjoint({"average_wage_growth", "technical_school_enrolment"})


# what is given out


def test_a_base_beside_two_columns_of_targets_is_found_for_the_period_of_the_first(ask):
    rows = ask("finding_list", region_ids=["linhai-demo"])
    rows = rows[(rows["topic"] == "years") & (rows["document_id"] == TO_2035)]
    assert set(rows["period_id"]) == {"15fyp"}


def test_verdicts_that_are_counted_alike_come_in_one_order(ask):
    rows = ask("judgement_summary")
    columns = ["document_id", "period_id", "attribute", "is_inner", "status_group", "targets", "status_zh", "refusal"]
    groups = [list(group) for _, group in rows.groupby(columns, dropna=False)["status"]]
    assert any(len(group) > 1 for group in groups)
    assert all(group == sorted(group) for group in groups)


def test_a_bracket_that_the_note_of_its_table_names_is_no_misprint(ask):
    # the notes of 临海's first table name 〔 〕, （ ） and { }, those of the second 【 】 and [ ] too
    rows = ask("finding_list", region_ids=["linhai-demo"], kinds=["print"])
    rows = rows[rows["topic"] == "bracket"]
    assert len(rows) > 0
    found = {fact for facts in rows["fact_ids"] for fact in facts}
    printed = ask("fact_list", region_ids=["linhai-demo"]).set_index("fact_id")["value_raw"].loc[sorted(found)]
    assert {raw[0] for fact, raw in printed.items() if ".table1-" in fact} & set("〔（{") == set()
    assert {raw[0] for fact, raw in printed.items() if ".table2-" in fact} & set("〔（{【[") == set()


def strange_cells(frame) -> list[str]:
    """The cells of a table, as CSV, that hold a number that is none."""
    lines = csv.reader(csv_bytes(frame).decode("utf-8-sig").splitlines())
    return [
        cell for line in lines for cell in line if re.search(r"(?<![A-Za-z])(nan|NaN|NaT|None|<NA>)(?![A-Za-z])", cell)
    ]


@pytest.mark.parametrize("name", queries.names())
def test_no_answer_holds_a_number_that_is_none(ask, name):
    given = dict(pair.split("=") for pair in queries.example(name).split()[1:])
    assert strange_cells(ask(name, **{key: value for key, value in given.items() if key == "fact_id"})) == []


@pytest.mark.parametrize("as_of", ["2017-06", "2023-06", "2026-06"])
def test_no_answer_at_an_earlier_month_does(ask, as_of):
    assert strange_cells(ask("judgement_list", as_of=as_of)) == []


@pytest.mark.parametrize("period", list(dict.fromkeys(plan.period for plan in PLANS)))
def test_no_answer_about_a_period_does(ask, period):
    assert strange_cells(ask("continuity_list", period_id=period)) == []


@pytest.mark.parametrize(("period", "region", "other"), [(p, *pair) for p, pairs in PAIRS.items() for pair in pairs])
def test_no_answer_about_a_pair_does(ask, period, region, other):
    for population in ("census", "latest"):
        pair = {"region_id": region, "other_region_id": other, "period_id": period, "population": population}
        assert strange_cells(ask("comparison_list", **pair)) == []


@pytest.mark.parametrize(
    "name", ["judgement_list", "continuity_list", "comparison_list", "missing_list", "finding_list"]
)
def test_an_english_text_stands_wherever_a_chinese_one_does(ask, name):
    rows = ask(name)
    for column in [column for column in rows if column.endswith("_zh") and f"{column[:-3]}_en" in rows]:
        assert (rows[column].isna() == rows[f"{column[:-3]}_en"].isna()).all(), column
