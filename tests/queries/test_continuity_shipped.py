"""Plan against plan on the shipped ledger: counts and figures worked by hand from the plans' own tables."""

from collections import Counter
from functools import cache

import pytest

import queries

HRSS, EMPLOYMENT, ZHOUSHAN = "qingdao-hrss-14fyp", "qingdao-employment-14fyp", "zhoushan-hrss-14fyp"

# hand count of the tables: 15 and 22 rows, 7 rows, 11 and 20 rows
KINDS = {
    HRSS: {
        "continued": 9, "renamed": 1, "redefined": 1, "moved_to_text": 2, "dropped": 2, "new": 6, "new_with_base": 5,
    },
    EMPLOYMENT: {"continued": 3, "new": 1, "new_with_base": 3},
    ZHOUSHAN: {"continued": 4, "renamed": 1, "redefined": 3, "dropped": 3, "new": 5, "new_with_base": 7},
}  # fmt: skip

# totals and stocks: 100·target/base − 100, a fifth of the target where the base is one year
PERCENT = [
    (HRSS, "new_urban_jobs", "[197.47]", "[175]", "period_total", -11.4),  # 175/197.47 = 0.8862
    (HRSS, "policy_supported_entrepreneurs", "[16.8]", "[15]", "period_total", -10.7),  # 0.8929
    (HRSS, "subsidised_training", "9", "[50]", "per_year", 11.1),  # 10 a year over 9: 1.1111, not 5.56
    (HRSS, "senior_skill_certificates_new", "1.01", "[5]", "per_year", -1.0),  # 1 over 1.01: 0.9901
    (HRSS, "unemployment_insured", "262.61", "278", "end_value", 5.9),  # 1.0586
    (HRSS, "work_injury_insured", "302.33", "323", "end_value", 6.8),  # 1.0684
    (HRSS, "senior_title_new", "[3]", "[4]", "period_total", 33.3),
    (HRSS, "postdocs_recruited", "[2000]", "[2500]", "period_total", 25.0),
    (HRSS, "high_skilled_total", "27.2", "32", "end_value", 17.6),  # 1.1765
    (HRSS, "social_card_holders", "933", "955", "end_value", 2.4),  # 1.0236
    (EMPLOYMENT, "new_urban_jobs", "[197.47]", "[175]", "period_total", -11.4),
    (EMPLOYMENT, "schooling_years", "10.8", "11.3", "end_value", 4.6),  # 1.0463
    (EMPLOYMENT, "unemployment_insured", "262.61", "278", "end_value", 5.9),  # its own table prints 262.6
    (ZHOUSHAN, "new_urban_jobs", "{12.34}", "(22)", "period_total", 78.3),  # 1.7828
    (ZHOUSHAN, "unemployment_insured", "25.82", "27", "end_value", 4.6),  # 1.0457
    (ZHOUSHAN, "work_injury_insured", "40", "40", "end_value", 0.0),
    (ZHOUSHAN, "professional_talent_total", "10.1", "12", "end_value", 18.8),  # 1.1881
    (ZHOUSHAN, "senior_title_total", "0.74", "0.95", "end_value", 28.4),  # 1.2838
    (ZHOUSHAN, "skilled_talent_total", "21.3", "26", "end_value", 22.1),  # 1.2207
    (ZHOUSHAN, "high_skilled_total", "7.2", "10", "end_value", 38.9),  # 1.3889
]

# rates: target − base, and whether that asks less in the rate's own direction
POINTS = [
    (HRSS, "registered_unemployment_rate", "<4", "<4.5", 0.5, True),
    (HRSS, "graduate_placement_rate", "90", "92", 2, False),
    (HRSS, "mediation_success_rate", "67.58", ">62", -5.58, True),
    (HRSS, "arbitration_settlement_rate", "96.38", "≥93", -3.38, True),
    (HRSS, "inspection_complaints_settlement_rate", "100", "≥98", -2, True),
    (EMPLOYMENT, "graduate_placement_rate", "90", ">92", 2, False),
    (ZHOUSHAN, "registered_unemployment_rate", "1.55", "≤3", 1.45, True),
    (ZHOUSHAN, "pension_coverage_rate", ">95", ">96", 1, False),
    (ZHOUSHAN, "arbitration_settlement_rate", "95.8", "92", -3.8, True),
    (ZHOUSHAN, "arbitration_final_rate", "88.2", "85", -3.2, True),
    (ZHOUSHAN, "digital_social_card_rate", "38.58", "70", 31.42, False),
]

# 100·actual/target of the 13th plan; rates have none
COMPLETION = {
    (HRSS, "new_urban_jobs"): 131.6,  # 197.47/150 = 1.31647, the figure that the employment plan prints
    (HRSS, "policy_supported_entrepreneurs"): 112.0,  # 16.8/15, printed as 112%
    (HRSS, "student_entrepreneurs_supported"): 101.2,
    (HRSS, "pension_insured"): 110.6,  # 708.02/640, though its successor is a rate
    (HRSS, "unemployment_insured"): 131.3,
    (HRSS, "work_injury_insured"): 123.4,
    (HRSS, "talent_total"): 109.5,
    (HRSS, "professional_talent_total"): 100.0,
    (HRSS, "high_skilled_total"): 108.8,
    (HRSS, "social_card_holders"): 103.7,
    (ZHOUSHAN, "professional_talent_total"): 101.0,
    (ZHOUSHAN, "high_skilled_total"): 120.0,
    (ZHOUSHAN, "new_urban_jobs"): 246.8,
}

# printed base, figure used instead, and whether the printed one repeats the 13th plan's target
DIFFERING = {
    "policy_supported_entrepreneurs": ("[7.5]", "[16.8]", False),
    "unemployment_insured": ("200", "262.61", True),
    "work_injury_insured": ("245", "302.33", True),
    "mediation_success_rate": (">60", "67.58", True),
    "inspection_complaints_settlement_rate": ("98", "100", False),
    "social_card_holders": ("900", "933", True),
}

REFUSED = {
    (HRSS, "pension_coverage_rate"): ("参保率", "coverage rate"),
    (ZHOUSHAN, "vocational_training"): ("一年还是合计", "one year or a total"),
    (ZHOUSHAN, "mediation_success_rate"): ("调解结案所占比例", "share closed by mediation"),
    (ZHOUSHAN, "inspection_complaints_settlement_rate"): ("全部监察案件", "All inspection cases"),
}


@cache
def rows_of(document_id: str):
    return queries.ask("continuity_list", document_ids=[document_id])


def row_of(document_id: str, indicator_id: str):
    rows = rows_of(document_id)
    return rows[rows["indicator_id"] == indicator_id].squeeze()


@pytest.mark.parametrize("document_id", KINDS)
def test_every_row_of_both_tables_has_its_kind(document_id):
    rows = rows_of(document_id)
    assert Counter(rows["continuity"]) == KINDS[document_id]
    # nothing of either table is lost
    tables = queries.ask("fact_list", document_ids=[document_id], roles=["target"], places=["table"])
    later = tables[tables["year_to"] == 2025]
    assert sorted(rows["target_fact_id"].dropna()) == sorted(later["fact_id"])
    if document_id != EMPLOYMENT:
        assert sorted(rows["earlier_target_fact_id"].dropna()) == sorted(set(tables["fact_id"]) - set(later["fact_id"]))


def test_the_kinds_add_up_to_the_rows_of_the_tables():
    counts = {document: Counter(rows_of(document)["continuity"]) for document in KINDS}
    earlier = ("continued", "renamed", "redefined", "moved_to_text", "dropped")
    later = ("continued", "renamed", "redefined", "new", "new_with_base")
    assert {d: (sum(c[k] for k in earlier), sum(c[k] for k in later)) for d, c in counts.items()} == {
        HRSS: (15, 22), EMPLOYMENT: (3, 7), ZHOUSHAN: (11, 20),
    }  # fmt: skip


@pytest.mark.parametrize(("document_id", "indicator_id", "base", "target", "basis", "change"), PERCENT)
def test_totals_and_stocks_change_by_the_percentage_worked_by_hand(
    document_id, indicator_id, base, target, basis, change
):
    row = row_of(document_id, indicator_id)
    assert (row["base_used_raw"], row["target_raw"], row["comparison_basis"]) == (base, target, basis)
    assert row["change_pct"] == pytest.approx(change, abs=1e-9)
    assert row["change_pp"] != row["change_pp"]  # no points beside a percentage
    # 1 a year out of a round 5 is no less than 1.01 (domain review, section 3)
    assert row["is_weaker"] == (change < 0 and indicator_id != "senior_skill_certificates_new")


@pytest.mark.parametrize(("document_id", "indicator_id", "base", "target", "points", "is_weaker"), POINTS)
def test_rates_change_by_points_and_are_weaker_in_their_own_direction(
    document_id, indicator_id, base, target, points, is_weaker
):
    row = row_of(document_id, indicator_id)
    assert (row["base_used_raw"], row["target_raw"], row["comparison_basis"]) == (base, target, "end_value")
    assert row["change_pp"] == pytest.approx(points, abs=1e-9)
    assert row["change_pct"] != row["change_pct"]
    assert row["is_weaker"] == is_weaker


@pytest.mark.parametrize("document_id", KINDS)
def test_every_comparable_row_was_worked_by_hand(document_id):
    rows = rows_of(document_id)
    worked = {case[1] for case in (*PERCENT, *POINTS) if case[0] == document_id}
    repeated = {"subsidised_training", "high_skilled_total"} if document_id == EMPLOYMENT else set()
    assert set(rows[rows["is_comparable"]]["indicator_id"]) == worked | repeated


def test_completion_of_the_13th_plan_is_that_of_the_printed_figures():
    rows = queries.ask("continuity_list", document_ids=[HRSS, ZHOUSHAN])
    found = {(row["document_id"], row["earlier_indicator_id"]): row["completion_pct"] for _, row in rows.iterrows()}
    assert {key: found[key] for key in COMPLETION} == pytest.approx(COMPLETION, abs=1e-9)
    known = {key for key, completion in found.items() if completion == completion}
    assert known == set(COMPLETION)


def test_rates_have_no_completion():
    rows = queries.ask("continuity_list")
    assert rows[rows["earlier_unit"] == "%"]["completion_pct"].isna().all()


def test_six_printed_bases_of_qingdao_differ_and_four_repeat_the_old_target():
    rows = rows_of(HRSS)
    differing = rows[rows["is_base_differing"]]
    assert {
        row["indicator_id"]: (row["base_printed_raw"], row["base_used_raw"], bool(row["is_base_old_target"]))
        for _, row in differing.iterrows()
    } == DIFFERING
    assert not rows[~rows["is_base_differing"]]["is_base_old_target"].any()


@pytest.mark.parametrize("document_id", [EMPLOYMENT, ZHOUSHAN])
def test_a_rounded_base_or_one_year_beside_five_is_no_difference(document_id):
    # 262.6 is 262.61 rounded; 44.75 is the year 2020, 197.47 the five years
    assert not rows_of(document_id)["is_base_differing"].any()


@pytest.mark.parametrize(("document_id", "indicator_id"), REFUSED)
def test_what_may_not_be_compared_says_why_in_both_languages(document_id, indicator_id):
    row = row_of(document_id, indicator_id)
    zh, en = REFUSED[document_id, indicator_id]
    assert not row["is_comparable"]
    assert zh in row["reason_zh"]
    assert en in row["reason_en"]
    assert [row[column] for column in ("comparison_basis", "caution_zh", "caution_en")] == [None] * 3
    assert row["change_pct"] != row["change_pct"]
    assert row["change_pp"] != row["change_pp"]
    assert not row["is_weaker"]


def test_a_row_is_compared_or_has_a_reason_never_both():
    rows = queries.ask("continuity_list")
    for reason in ("reason_zh", "reason_en"):
        assert (rows[reason].notna() ^ rows["is_comparable"]).all()
    assert (rows["caution_zh"].notna() == rows["caution_en"].notna()).all()
    assert not rows[~rows["is_comparable"]]["caution_zh"].notna().any()


def test_a_change_of_method_is_a_caution_on_what_is_compared():
    breaks = {
        document: (row["break_certainty"], row["is_comparable"], row["caution_zh"] is not None)
        for document in (HRSS, ZHOUSHAN)
        for row in [row_of(document, "new_urban_jobs")]
    }
    assert breaks == {HRSS: ("recorded", True, True), ZHOUSHAN: ("suspected", True, True)}
    label = row_of(ZHOUSHAN, "professional_talent_total")
    assert label["continuity"] == "redefined"
    assert label["is_comparable"]
    assert "管理岗位" in label["caution_zh"]


def test_what_moved_to_the_text_names_the_commitment_there():
    rows = rows_of(HRSS)
    moved = rows[rows["continuity"] == "moved_to_text"].set_index("indicator_id")["moved_fact_id"]
    facts = queries.ask("fact_list", region_ids=["qingdao"]).set_index("fact_id")
    found = {indicator: facts.loc[fact_id] for indicator, fact_id in moved.items()}
    assert {i: (f["document_id"], f["place"], f["value"], f["unit"], f["basis"]) for i, f in found.items()} == {
        "student_entrepreneurs_supported": (EMPLOYMENT, "text", 3000, "名", "each_year"),
        "talent_total": (HRSS, "text", 300, "万人", "at_end"),
    }


def test_the_facts_behind_a_row_are_those_of_its_cells():
    facts = queries.ask("fact_list").set_index("fact_id")["value_raw"]
    rows = queries.ask("continuity_list", region_ids=["qingdao", "zhoushan"])
    for column, raw in (
        ("earlier_base_fact_id", "earlier_base_raw"), ("earlier_target_fact_id", "earlier_target_raw"),
        ("actual_fact_id", "actual_raw"), ("base_printed_fact_id", "base_printed_raw"),
        ("base_used_fact_id", "base_used_raw"), ("target_fact_id", "target_raw"),
    ):  # fmt: skip
        known = rows[rows[column].notna()]
        assert list(facts[known[column]]) == list(known[raw])


def test_filters_keep_whole_rows_of_their_kind():
    everything = queries.ask("continuity_list", region_ids=["qingdao", "zhoushan"])
    binding = queries.ask("continuity_list", attributes=["binding"])
    assert sorted(zip(binding["document_id"], binding["indicator_id"], strict=True)) == [
        (EMPLOYMENT, "schooling_years"), (EMPLOYMENT, "unemployment_insured"),
        (HRSS, "unemployment_insured"), (HRSS, "work_injury_insured"),
    ]  # fmt: skip
    theme = queries.ask("continuity_list", theme_ids=["public_service"], region_ids=["qingdao"])
    assert set(theme["indicator_id"]) == {"social_card_holders", "digital_social_card_rate"}
    cities = ["qingdao", "zhoushan"]
    assert len(queries.ask("continuity_list", period_id="14fyp", region_ids=cities)) == len(everything)
    assert len(queries.ask("continuity_list", period_id="15fyp", region_ids=["qingdao", "zhoushan"])) == 0
    later = queries.ask("continuity_list", period_id="15fyp")
    assert set(later["document_id"]) == {"china-employment-15fyp", "china-15fyp-outline-2026"}


def test_rows_that_a_later_plan_drops_leave_the_earlier_plan_its_own_rows():
    rows = queries.ask("continuity_list", region_ids=["china"])
    kinds = rows.groupby("document_id")["continuity"].apply(list).to_dict()
    earlier = queries.ask("continuity_list", document_ids=["china-hrss-14fyp"])["continuity"]
    assert kinds["china-hrss-14fyp"] == list(earlier)
    assert "dropped" not in kinds["china-hrss-14fyp"]
    assert kinds["china-15fyp-outline-2026"].count("dropped") == 3
