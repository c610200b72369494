"""The rules of comparing, each on a few invented facts with a known answer."""

import pytest


def only_row(demo, **choices):
    rows = demo.ask("continuity_list", region_ids=["demo-town"], **choices)
    assert len(rows) == 1
    return rows.iloc[0]


def reasons(row) -> tuple:
    return row["reason_zh"], row["reason_en"]


COMPLETION = [
    ("28.67", "20", 143.4),  # 143.35 exactly, which is 143.3 in binary or to even
    ("2.001", "20", 10.0),
    ("2.01", "20", 10.1),  # 10.05
    ("2.03", "20", 10.2),  # 10.15
    ("2.09", "20", 10.5),  # 10.45
    ("12.34", "5", 246.8),
    ("1", "3", 33.3),
    ("2", "3", 66.7),
    ("0", "3", 0.0),
]


def test_completion_is_rounded_half_up_to_one_decimal(demo):
    for number, (actual, target, _) in enumerate(COMPLETION):
        demo.row(1, number, f"demo_jobs_{number}", target=f"[{target}]", actual=f"[{actual}]")
    demo.row(2, 1, "demo_jobs", target="[30]")
    rows = demo.ask("continuity_list", region_ids=["demo-town"])
    found = {(row["actual"], row["earlier_target"]): row["completion_pct"] for _, row in rows[1:].iterrows()}
    assert found == {(float(a), float(t)): pytest.approx(wanted, abs=1e-9) for a, t, wanted in COMPLETION}


CHANGE = [
    ("20", "28.67", 43.4),  # 43.35
    ("20", "20.01", 0.1),  # 0.05
    ("20", "17.73", -11.4),  # −11.35: away from zero, as the sign stands apart from the digits
    ("20", "19.99", -0.1),
    ("20", "19.991", 0.0),
    ("3", "4", 33.3),
]


def test_change_is_rounded_half_up_after_subtracting(demo):
    for number, (base, target, _) in enumerate(CHANGE):
        demo.row(2, number, f"demo_stock_{number}", baseline=base, target=target)
    rows = demo.ask("continuity_list", region_ids=["demo-town"])
    found = {(row["base_used_raw"], row["target_raw"]): row["change_pct"] for _, row in rows.iterrows()}
    assert found == {(base, target): pytest.approx(wanted, abs=1e-9) for base, target, wanted in CHANGE}


def test_a_target_short_by_less_than_the_rounding_still_asks_less(demo):
    demo.row(2, 1, "demo_stock", baseline="20", target="19.999")
    row = only_row(demo)
    assert row["change_pct"] == 0
    assert row["is_weaker"]


ASKED_MORE = [("demo_stock", "22", 10), ("demo_rate", "22", 2), ("demo_ceiling", "22", -2), ("demo_ceiling", "17", 3)]


def test_what_is_asked_more_turns_its_sign_where_less_is_better(demo):
    for number, (indicator, target, _) in enumerate(ASKED_MORE):
        demo.row(2, number, f"{indicator}_{number}", baseline="20", target=target)
    rows = demo.ask("continuity_list", region_ids=["demo-town"])
    assert list(rows["target_raw"]) == [target for _, target, _ in ASKED_MORE]
    assert list(map(float, rows["asked_more"])) == [asked for *_, asked in ASKED_MORE]
    assert list(rows["is_weaker"]) == [asked < 0 for *_, asked in ASKED_MORE]


UNSURE = [
    ("demo_rate", "20", "22", False),
    ("demo_rate", "<20", "22", False),
    ("demo_rate", ">20", "22", True),
    ("demo_ceiling", "<20", "17", True),
    ("demo_ceiling", ">20", "17", False),
]


def test_a_result_of_which_a_bound_is_known_leaves_open_whether_less_is_asked(demo):
    for number, (indicator, base, target, _) in enumerate(UNSURE):
        demo.row(2, number, f"{indicator}_{number}", baseline=base, target=target)
    rows = demo.ask("continuity_list", region_ids=["demo-town"])
    assert list(rows["base_used_raw"]) == [base for _, base, *_ in UNSURE]
    assert list(rows["is_perhaps_weaker"]) == [is_unsure for *_, is_unsure in UNSURE]
    assert not rows["is_weaker"].any()


def test_a_five_year_target_beside_one_year_counts_a_fifth(demo):
    demo.row(2, 1, "demo_jobs", baseline=("9", {"year_from": 2020, "year_to": 2020}), target="[50]")
    row = only_row(demo)
    assert (row["comparison_basis"], row["change_pct"], row["is_weaker"]) == ("per_year", 11.1, False)


def test_the_five_year_result_is_used_before_a_printed_single_year(demo):
    demo.row(1, 1, "demo_jobs", target="[40]", actual="[60]")
    demo.row(2, 1, "demo_jobs", baseline=("9", {"year_from": 2020, "year_to": 2020}), target="[50]")
    row = only_row(demo)
    assert (row["base_used_raw"], row["comparison_basis"]) == ("[60]", "period_total")
    assert row["change_pct"] == pytest.approx(-16.7, abs=1e-9)
    assert not row["is_base_differing"]  # a year and five years are two things


def test_a_base_of_unknown_basis_is_refused_with_the_reason(demo):
    demo.row(2, 1, "demo_jobs", baseline=("13.6", {"basis": "unknown"}), target="[18]")
    row = only_row(demo)
    assert not row["is_comparable"]
    assert reasons(row) == (
        "印的基数未说明是一年还是合计，不比",
        "The printed base does not say whether it is one year or a total: not compared",
    )


def test_the_citys_own_result_lifts_the_refusal_of_an_unknown_base(demo):
    demo.row(2, 1, "demo_jobs", baseline=("13.6", {"basis": "unknown"}), target="[18]")
    demo.fact("demo_jobs", "actual", "[12]")
    row = only_row(demo)
    assert (row["is_comparable"], row["base_used_raw"], row["change_pct"]) == (True, "[12]", 50.0)


def test_no_base_and_no_result_is_refused_with_the_reason(demo):
    demo.row(2, 1, "demo_rate", baseline="—", target="96")
    row = only_row(demo)
    assert (row["continuity"], row["is_comparable"], row["is_weaker"]) == ("new", False, False)
    assert reasons(row) == ("没有2020年结果，也没有印基数", "No result for 2020 and no printed base")


def test_nothing_is_divided_by_a_base_of_zero(demo):
    demo.row(2, 1, "demo_jobs", baseline="0", target="5")
    demo.row(2, 2, "demo_stock", baseline="0", target="5")
    rows = demo.ask("continuity_list", region_ids=["demo-town"])
    assert list(rows["is_comparable"]) == [False, False]
    assert rows["change_pct"].isna().all()
    assert set(rows["reason_zh"]) == {"基数为0，不能按比例比"}
    assert set(rows["reason_en"]) == {"The base is zero: there is no ratio to it"}


def test_a_rate_of_zero_is_a_base_like_any_other(demo):
    demo.row(2, 1, "demo_ceiling", baseline="0", target="≤1")
    row = only_row(demo)
    assert (row["is_comparable"], row["change_pp"], row["is_weaker"]) == (True, 1, True)


WEAKER = [
    ("demo_ceiling", "1.55", "≤3", True),  # a looser ceiling asks less
    ("demo_ceiling", "3", "≤1.55", False),
    ("demo_ceiling", "3", "≤3", False),
    ("demo_ceiling", "<4", "<4.5", True),
    ("demo_rate", "95.8", "92", True),
    ("demo_rate", "92", ">92", False),
    ("demo_rate", "92", "95.8", False),
]


def test_weaker_is_read_in_the_indicators_direction(demo):
    for number, (kind, base, target, _) in enumerate(WEAKER):
        demo.row(2, number, f"{kind}_{number}", baseline=base, target=target)
    rows = demo.ask("continuity_list", region_ids=["demo-town"])
    found = [
        (row["indicator_id"].rstrip("_0123456789"), row["base_used_raw"], row["target_raw"], row["is_weaker"])
        for _, row in rows.iterrows()
    ]
    assert found == WEAKER


DIFFERING = [
    ("262.6", "262.61", False),
    ("262", "262.5", False),  # half of the coarser last digit still agrees
    ("262", "262.51", True),
    ("262.60", "262.61", True),
    ("200", "262.61", True),
]


def test_a_printed_base_differs_beyond_half_its_last_digit(demo):
    for number, (printed, result, _) in enumerate(DIFFERING):
        demo.row(1, number, f"demo_stock_{number}", target="200", actual=result)
        demo.row(2, number, f"demo_stock_{number}", baseline=printed, target="278")
    rows = demo.ask("continuity_list", region_ids=["demo-town"])
    columns = ["base_printed_raw", "base_used_raw", "is_base_differing"]
    assert list(rows[columns].itertuples(index=False, name=None)) == DIFFERING
    assert list(rows[rows["is_base_old_target"]]["base_printed_raw"]) == ["200"]


def test_an_old_target_with_another_sign_is_not_called_the_old_target(demo):
    demo.row(1, 1, "demo_rate", target=">60", actual="67.58")
    demo.row(2, 1, "demo_rate", baseline="60", target=">62")
    row = only_row(demo)
    assert (row["is_base_differing"], row["is_base_old_target"]) == (True, False)


def test_the_base_is_the_most_reliable_result_then_the_tables_then_the_latest(demo):
    demo.document("demo-early", kind="press", issued_on="2021-01", period_id="")
    demo.document("demo-late", kind="press", issued_on="2022-01", period_id="")
    demo.document("demo-undated", kind="press", issued_on="", period_id="")
    demo.row(2, 1, "demo_stock", baseline="9", target="20")
    demo.fact("demo_stock", "actual", "10", document_id="demo-late", reliability="C")
    assert only_row(demo)["base_used_raw"] == "10"
    demo.fact("demo_stock", "actual", "11", document_id="demo-undated", reliability="B")
    assert only_row(demo)["base_used_raw"] == "11"
    demo.fact("demo_stock", "actual", "12", document_id="demo-early", reliability="B")
    demo.fact("demo_stock", "actual", "13", document_id="demo-late", reliability="B")
    assert only_row(demo)["base_used_raw"] == "13"


def test_neither_a_part_year_nor_another_counting_method_is_a_base(demo):
    demo.row(2, 1, "demo_stock", baseline="9", target="20")
    demo.fact("demo_stock", "actual", "10", through_month=11)
    demo.series.append(
        {
            "series_id": "demo_old", "indicator_id": "demo_stock", "region_id": "demo-town", "certainty": "recorded",
            "name_zh": "旧口径", "name_en": "Old method", "reason_zh": "旧口径不同", "reason_en": "Counted otherwise",
        }
    )  # fmt: skip
    demo.fact("demo_stock", "actual", "11", series="demo_old")
    row = only_row(demo)
    assert row["base_used_raw"] == "9"
    assert (row["break_certainty"], row["caution_zh"], row["caution_en"]) == (
        "recorded", "旧口径不同", "Counted otherwise",
    )  # fmt: skip


LABELS = [
    ("新增就业", "新增就业", "continued"),
    ("新增就业（万人）", "新增就业", "continued"),
    ("高技能人才总量", "高技能人才数", "renamed"),
]


def test_a_new_label_renames_an_added_remark_does_not(demo):
    for number, (before, after, _) in enumerate(LABELS):
        demo.row(1, number, f"demo_stock_{number}", target=("10", {"label_raw": before}))
        demo.row(2, number, f"demo_stock_{number}", target=("12", {"label_raw": after}))
    rows = demo.ask("continuity_list", region_ids=["demo-town"])
    assert list(zip(rows["earlier_label_raw"], rows["label_raw"], rows["continuity"], strict=True)) == LABELS


def test_a_redefined_indicator_is_one_row_refused_and_each_side_keeps_its_unit(demo):
    demo.relations.append(
        {
            "relation_id": "demo_redefined", "kind": "redefined", "indicator_id": "demo_stock",
            "other_indicator_id": "demo_rate", "region_id": "demo-town", "reason_zh": "人数改为比率",
            "reason_en": "A head count became a rate",
        }
    )  # fmt: skip
    demo.row(1, 1, "demo_stock", target="640", actual="708.02")
    demo.row(2, 1, "demo_rate", baseline="90", target="96")
    row = only_row(demo)
    assert (row["indicator_id"], row["earlier_indicator_id"], row["continuity"]) == (
        "demo_rate", "demo_stock", "redefined",
    )  # fmt: skip
    assert not row["is_comparable"]
    assert reasons(row) == ("人数改为比率", "A head count became a rate")
    assert (row["earlier_unit"], row["unit"]) == ("万人", "%")
    # 708.02/640 = 1.1063 is the old count's completion, whatever it became
    assert row["completion_pct"] == pytest.approx(110.6, abs=1e-9)


def test_what_only_the_earlier_table_has_is_dropped_or_moved(demo):
    demo.row(1, 1, "demo_stock", target="10", actual="12")
    demo.row(1, 2, "demo_rate", target="90", actual="95")
    demo.row(2, 1, "demo_jobs", target="[20]")
    moved = demo.fact("demo_rate", "target", "92")
    rows = demo.ask("continuity_list", region_ids=["demo-town"]).set_index("earlier_indicator_id")
    gone = rows.loc[["demo_stock", "demo_rate"]]
    assert list(gone["continuity"]) == ["dropped", "moved_to_text"]
    assert list(gone["moved_fact_id"]) == [None, moved]
    assert not gone["is_comparable"].any()
    assert list(gone["reason_zh"]) == ["不再列入指标表", "不再列入指标表，目标改在正文或其他规划中"]


def test_a_note_on_a_fact_is_no_reason_why_it_was_dropped(demo):
    demo.row(1, 1, "demo_stock", target=("10", {"note": "未复核原页（2026-11）"}), actual="12")
    demo.row(2, 1, "demo_jobs", target="[20]")
    rows = demo.ask("continuity_list", region_ids=["demo-town"]).set_index("earlier_indicator_id")
    assert reasons(rows.loc["demo_stock"]) == ("不再列入指标表", "No longer in the indicator table")


def test_a_second_earlier_plan_adds_no_second_row(demo):
    # once another plan of the period before is taken in, two tables have the same indicator
    demo.document("demo-before", period_id="13fyp", kind="special_plan", issued_on="2016")
    demo.row(1, 1, "demo_jobs", target="[40]", actual="[60]")
    demo.row(1, 1, "demo_jobs", target=("[45]", {"document_id": "demo-before"}))
    demo.row(2, 1, "demo_jobs", target="[50]")
    row = only_row(demo, document_ids=["demo-plan"])
    assert row["earlier_target_raw"] == "[40]"  # the one that the later plan itself prints


def test_a_plan_without_a_table_of_the_period_before_is_set_beside_another_plans(demo):
    demo.row(1, 1, "demo_jobs", target="[40]", actual="[60]")
    demo.row(2, 1, "demo_jobs", target="[50]")
    demo.document("demo-special", kind="special_plan")
    demo.row(2, 1, "demo_jobs", target=("[55]", {"document_id": "demo-special"}))
    row = only_row(demo, document_ids=["demo-special"])
    assert (row["earlier_target_raw"], row["target_raw"], row["continuity"]) == ("[40]", "[55]", "continued")


def test_another_city_has_no_part_in_a_comparison(demo):
    demo.row(2, 1, "demo_jobs", target="[50]")
    demo.facts.append(demo.facts[-1] | {
        "fact_id": "demo-plan.text99", "region_id": "qingdao", "role": "actual", "place": "text", "table_no": "",
        "row_no": "", "locator": "别处", "value_raw": "70", "value": "70", "year_from": 2016, "year_to": 2020,
    })  # fmt: skip
    assert not only_row(demo)["is_comparable"]
