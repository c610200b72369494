"""What a draft asks beside the way so far, what later targets need, and what the same arithmetic said before."""

import pytest

import queries


def reckoned(region: str, drafts: dict[str, float] | None = None, as_of: str = "2025-12") -> dict[str, dict]:
    pairs = [f"{indicator}:{number}" for indicator, number in (drafts or {}).items()]
    rows = queries.ask("reckoning_list", region_ids=[region], drafts=pairs, as_of=as_of).to_dict("records")
    return {row["indicator_id"]: row for row in rows}


# region, indicator, draft: what is said of it. Worked: 291.51 of 2024 and 7.225 a year; 184.93 is a lower bound;
# (320 − 291.51) ÷ 6 = 4.748, ÷ 7.225 = 65.7 %, (320 − 291.51) ÷ 7.225 = 3.94 years
DRAFTS = [
    ("below what was reached, as 278 was in 2021", "qingdao", "unemployment_insured", 278,
     {"is_below_result": True, "is_below_target": False, "need_a_year": None, "draft_of_result_pct": 95.4}),
    ("between the last result and where the pace leads", "qingdao", "unemployment_insured", 320,
     {"is_below_result": False, "is_slower": True, "need_a_year": 4.748333, "need_of_pace_pct": 65.7,
      "years_to_draft": 3.943253}),
    ("faster than the pace", "qingdao", "unemployment_insured", 340,
     {"is_below_result": False, "is_slower": False, "need_of_pace_pct": 111.9}),
    ("ten times as much as ever is asked back", "qingdao", "unemployment_insured", 3200,
     {"is_far": True, "draft_of_result_pct": 1097.7}),
    ("a draft like the last result is not", "qingdao", "unemployment_insured", 300, {"is_far": False}),
    ("a total below the lower bound of the last one is below it for certain", "qingdao", "new_urban_jobs", 170,
     {"is_below_result": True, "is_below_target": True, "is_slower": True, "need_a_year": 34}),
    ("a total above that bound is not known to be above", "qingdao", "new_urban_jobs", 190,
     {"is_below_result": False, "is_below_target": False, "is_slower": False, "need_a_year": 38,
      "draft_of_result_pct": None}),
    ("a ceiling above what was reached is looser", "qingdao", "registered_unemployment_rate", 3.5,
     {"is_below_result": True, "is_below_target": False, "need_a_year": None}),
    ("a total under the band of its own path", "china", "new_urban_jobs", 6000,
     {"draft_in_band": "below", "is_below_result": True, "need_of_pace_pct": 94.8, "draft_of_result_pct": 96.1}),
    ("a total inside it", "china", "new_urban_jobs", 6300, {"draft_in_band": "inside", "is_below_result": False}),
    ("a total over it", "china", "new_urban_jobs", 6700, {"draft_in_band": "above"}),
]  # fmt: skip


@pytest.mark.parametrize(("region", "indicator", "draft", "expected"), [case[1:] for case in DRAFTS],
                         ids=[case[0] for case in DRAFTS])  # fmt: skip
def test_a_draft_is_set_beside_what_was_reached(region, indicator, draft, expected):
    row = reckoned(region, {indicator: draft})[indicator]
    found = {name: None if row[name] != row[name] else row[name] for name in expected}
    assert found == {name: pytest.approx(value) if isinstance(value, float) else value
                     for name, value in expected.items()}  # fmt: skip


# the ladder of Qingdao's new jobs and unemployment insurance: target and result a year
RUNGS = [
    ("new_urban_jobs", [(150, 30, 197.47, 39.494), (175, 35, 184.93, 36.986)]),
    ("unemployment_insured", [(200, 2.04, 262.61, 14.562), (278, 3.078, 291.51, 7.225)]),
]


@pytest.mark.parametrize(("indicator", "expected"), RUNGS)
def test_a_ladder_says_what_each_plan_asked_and_did_a_year(indicator, expected):
    rows = queries.ask("ladder_list", region_ids=["qingdao"], indicator_ids=[indicator], as_of="2025-12")
    columns = ["target", "target_a_year", "done", "done_a_year"]
    assert rows[columns].to_numpy(dtype=float).tolist() == [pytest.approx(rung) for rung in expected]


def test_a_total_of_which_years_are_missing_is_no_pace():
    rungs = queries.ask("ladder_list", region_ids=["qingdao"], indicator_ids=["policy_supported_entrepreneurs"])
    assert rungs["done_a_year"].isna().tolist() == [False, True]


def needed(region: str, indicator: str, drafts=()) -> list[dict]:
    rows = queries.ask("needed_list", region_id=region, indicator_ids=[indicator], drafts=list(drafts), as_of="2025-12")
    return rows.to_dict("records")


def test_an_amount_of_a_level_above_stands_beside_it_as_a_share_alone():
    (row,) = needed("qingdao", "unemployment_insured", ["unemployment_insured:295"])
    # 25,500 of 24,900 is 102.4 %, 295 of 291.51 is 101.2 %
    assert (row["whose"], row["share_pct"], row["draft_share_pct"]) == ("above", 102.4, 101.2)
    assert row["need_a_year"] != row["need_a_year"]
    assert row["is_draft_below"]


def test_a_target_that_is_reached_needs_nothing_and_says_the_room():
    row = next(row for row in needed("china", "surveyed_unemployment_rate") if row["year_to"] == 2030)
    assert (row["is_reached"], round(row["room"], 6)) == (True, 0.3)
    assert row["need_a_year"] != row["need_a_year"]


def test_a_yearly_floor_that_is_set_already_stands_beside_a_years_share_of_the_draft():
    row, _ = needed("qingdao", "new_urban_jobs", ["new_urban_jobs:170"])
    assert (row["whose"], row["kind"], row["need_a_year"], row["is_draft_below"]) == ("own", "each_year", 35, True)


def test_a_goal_in_words_of_a_level_above_is_told_and_compared_with_nothing():
    _, row = needed("qingdao", "new_urban_jobs", ["new_urban_jobs:170"])
    assert (row["whose"], row["target_raw"]) == ("above", "保持相当规模、各年度视情提出")
    assert {bool(row[name] == row[name] and row[name]) for name in ("target", "is_reached", "is_draft_below")} == {
        False
    }


# what the pace of 2016—2020 said for 2025, or for the date of the last figure, and what came
RECORD = [
    ("qingdao", "unemployment_insured", 335.42, 320.858, 291.51),
    ("qingdao", "work_injury_insured", 364.96, 352.434, 343.31),
    ("china", "new_urban_jobs", 6564, 6564, 6242),
]


@pytest.mark.parametrize(("region", "indicator", "said", "then", "came"), RECORD)
def test_the_record_says_what_the_arithmetic_said_and_what_came(region, indicator, said, then, came):
    rows = queries.ask("record_list", region_ids=[region], indicator_ids=[indicator], as_of="2025-12")
    (row,) = rows[rows["how"] == "plan"].to_dict("records")
    assert (row["middle"], row["middle_then"], row["done"]) == pytest.approx((said, then, came))
    assert row["difference"] == pytest.approx(came - then)


def test_the_docs_tell_every_row_of_the_record_whose_result_can_be_set_against_what_was_said():
    rows = queries.ask("record_list", as_of="2025-12")
    told = {(region, indicator) for region, indicator, *_ in (*RECORD, ("qingdao", "new_urban_jobs"))}
    found = rows[rows["difference"].notna()]
    assert set(zip(found["region_id"], found["indicator_id"], strict=True)) == told
    assert set(rows["year_to"]) == {2025}


def test_a_result_of_years_before_the_end_is_not_set_against_what_was_said_for_it():
    rows = queries.ask("record_list", region_ids=["qingdao"], indicator_ids=["registered_unemployment_rate"])
    (row,) = rows.to_dict("records")
    assert (row["done"], row["data_through"]) == (2.74, "2021-12")
    assert row["difference"] != row["difference"]


def test_a_plan_of_the_next_period_is_what_its_drafts_are_no_more(invented):
    level = invented.indicator("stock")
    for year, value in zip(range(2020, 2026), (100, 104, 106, 112, 114, 120), strict=True):
        invented.actual(level, str(value), year)
    invented.target(level, "110")
    invented.target(level, "150", (2026, 2030))
    (row,) = invented.ask("reckoning_list", as_of="2025-12", drafts=[f"{level}:130"])
    # (130 − 120) ÷ 5 = 2 a year, half of 4; 140 ± 9.7 is where the path leads
    assert (row["target"], row["result"], row["pace"]) == (110, 120, 4)
    assert (row["need_a_year"], float(row["need_of_pace_pct"]), row["draft_in_band"]) == (2, 50, "below")
    (own,) = invented.ask("needed_list", as_of="2025-12", drafts=[f"{level}:130"])
    assert (own["whose"], own["need_a_year"], own["is_draft_below"]) == ("own", 6, True)
