"""The remaining lists: commitments and their nature, documents, coverage, themes, regions, the summary."""

from functools import cache

import pytest

import queries

PLAN_KINDS = ("five_year_plan", "special_plan", "annual_plan", "implementation_plan")


@cache
def register():
    """All commitments of the shipped ledger."""
    return queries.ask("commitment_list")


def natures(demo) -> list[str]:
    rows = demo.ask("commitment_list", region_ids=["demo-town"])
    return list(rows.sort_values("locator")["nature"])


def commit(demo, role: str = "target", **changes) -> str:
    return demo.fact("demo_jobs", role, "10", evidence="新增10万人", **changes)


NATURES = [
    ("five_year_plan", "target", {}, "target"),
    ("five_year_plan", "target", {"year_from": 2025, "year_to": 2025}, "target"),  # the plan's end is no yearly goal
    ("five_year_plan", "target", {"basis": "each_year"}, "annual_target"),
    ("annual_plan", "target", {"year_from": 2022, "year_to": 2022}, "annual_target"),
    ("implementation_plan", "target", {"year_from": 2025, "year_to": 2025}, "annual_target"),
    ("implementation_plan", "target", {"year_from": 2021, "year_to": 2023}, "target"),
    ("five_year_plan", "target", {"year_from": 2016, "year_to": 2020}, "achieved"),  # the last plan's, looked back on
    ("five_year_plan", "actual", {}, "achieved"),
    ("five_year_plan", "completion_rate", {"unit": "%"}, "achieved"),
    ("five_year_plan", "standard", {}, "standard"),
]


def test_a_figure_in_the_text_has_its_nature(demo):
    for number, (kind, role, changes, _) in enumerate(NATURES):
        commit(demo, role, document_id=demo.document(f"demo-{number}", kind=kind), **changes)
    assert natures(demo) == [nature for *_, nature in NATURES]


def test_a_target_without_a_number_is_a_goal_in_words(demo):
    demo.fact("demo_jobs", "target", "全覆盖", value="", comparator="", target_form="words", evidence="实现全覆盖")
    assert natures(demo) == ["in_words"]


def test_tables_bases_press_and_figures_without_wording_are_no_commitments(demo):
    demo.row(2, 1, "demo_jobs", target=("[10]", {"evidence": "新增10万人"}))
    commit(demo, "baseline")
    demo.fact("demo_jobs", "target", "11")
    demo.document("demo-press", kind="press", period_id="")
    commit(demo, document_id="demo-press")
    assert natures(demo) == []
    commit(demo, place="box", table_no=3, row_no=1)
    assert natures(demo) == ["target"]


def test_each_nature_and_all_of_them_together_are_the_register():
    everything = register()
    assert len(everything) > 120
    parts = {n: queries.ask("commitment_list", natures=[n]) for n in everything["nature"].unique()}
    assert set(parts) == {"target", "annual_target", "in_words", "standard", "achieved"}
    assert {n: set(part["nature"]) for n, part in parts.items()} == {n: {n} for n in parts}
    assert sum(len(part) for part in parts.values()) == len(everything)


@pytest.mark.parametrize(
    ("fact_id", "nature", "figure"),
    [
        ("qingdao-employment-14fyp.text2.3-2.target", "annual_target", (35, "万人", 2021, 2025)),
        ("qingdao-hrss-workplan-2022.text1.1-1.target", "annual_target", (35, "万人", 2022, 2022)),
        ("zhoushan-hrss-14fyp.text2.3-1.target", "target", (22, "万人", 2021, 2025)),
        ("qingdao-hrss-14fyp.text2.3-6.target", "target", (955, "万人", 2025, 2025)),
        ("qingdao-hrss-14fyp.box6-1b.standard", "standard", (5000, "元", 2021, 2025)),
        ("qingdao-employment-14fyp.text1-1.actual", "achieved", (197.47, "万人", 2016, 2020)),
        ("qingdao-employment-14fyp.text1-2.target", "achieved", (150, "万人", 2016, 2020)),
    ],
)
def test_known_commitments_have_their_nature_and_figure(fact_id, nature, figure):
    rows = register()
    row = rows[rows["fact_id"] == fact_id].squeeze()
    assert row["nature"] == nature
    assert (row["value"], row["unit"], row["year_from"], row["year_to"]) == figure


def test_a_level_at_the_end_of_a_plan_of_three_years_is_no_yearly_target():
    # 失业保险 274 by 2023 stands beside totals of 2021—2023
    natures_of = register().set_index("fact_id")["nature"]
    assert natures_of["qingdao-three-year-plan-2021.text1-4.target.2023"] == "target"
    assert natures_of["qingdao-three-year-plan-2021.text1-10.target.2023"] == "annual_target"  # 每年25万


def repeats(demo) -> dict[str, bool]:
    rows = demo.ask("commitment_list", region_ids=["demo-town"])
    return dict(zip(rows["fact_id"], rows["is_repeat"], strict=True))


def test_a_commitment_repeats_a_table_or_what_stands_earlier_in_its_document_and_nothing_else(demo):
    demo.row(2, 1, "demo_jobs", target="[10]")
    again = commit(demo, chapter="2.3")  # as the table has it
    first = demo.fact("demo_jobs", "target", "12", evidence="新增12万人", chapter="2.10")
    at_least = {"comparator": "ge", "value": "12", "evidence": "12万人以上"}
    later = demo.fact("demo_jobs", "target", "12以上", **at_least, chapter="10.1")
    yearly = commit(demo, basis="each_year", chapter="3.1")  # another basis
    other = commit(demo, document_id=demo.document("demo-other"), chapter="1.1")  # another document
    assert repeats(demo) == {again: True, first: False, later: True, yearly: False, other: False}


def test_goals_in_words_repeat_each_other_whichever_words_they_use():
    # 动态归零 (2.3), 动态消除 (3), 动态清零 (3.3): one goal
    rows = queries.ask("commitment_list", document_ids=["zhoushan-hrss-14fyp"])
    rows = rows[rows["indicator_id"] == "zero_employment_households"]
    assert dict(zip(rows["value_raw"], rows["is_repeat"], strict=True)) == {
        "动态归零": False, "动态消除": True, "动态清零": True,
    }  # fmt: skip


def test_repeats_and_the_others_are_the_register_and_the_summary_counts_both():
    parts = [queries.ask("commitment_list", is_repeat=is_repeat) for is_repeat in (True, False)]
    assert sum(len(part) for part in parts) == len(register())
    counted = queries.ask("commitment_summary").groupby(["nature", "is_repeat"])["tasks"].sum().to_dict()
    assert counted == register().groupby(["nature", "is_repeat"]).size().to_dict()


def test_every_target_has_a_verdict_and_nothing_else_has():
    rows = register()
    is_target = rows["nature"].isin(["target", "annual_target", "in_words"])
    assert (rows["status_zh"].notna() == is_target).all()
    assert (rows["status_en"].notna() == is_target).all()
    assert set(rows[rows["nature"] == "in_words"]["status_zh"]) == {"暂不评价（目标未量化）"}


def test_a_year_keeps_the_spans_that_cover_it():
    for year in (2015, 2020, 2025):
        rows = queries.ask("commitment_list", year=year)
        assert ((rows["year_from"] <= year) & (year <= rows["year_to"])).all()
    everything = register()
    covering = everything[(everything["year_from"] <= 2022) & (everything["year_to"] >= 2022)]
    assert len(queries.ask("commitment_list", year=2022)) == len(covering)


def test_a_task_is_found_by_its_office():
    everything = register()
    office = everything[everything["responsible"].notna()].iloc[0]
    assert office["fact_id"] in set(queries.ask("commitment_list", words=office["responsible"])["fact_id"])


def test_coverage_counts_the_indicators_of_the_plan_and_not_the_population():
    # of the 22 rows of Qingdao's plan, read off the ledger by hand (METHOD 6, planning review A5)
    rows = queries.ask("coverage_summary", period_id="14fyp")
    found = {region: dict(zip(part["year"], part["known"], strict=True)) for region, part in rows.groupby("region_id")}
    assert found["qingdao"] == {2021: 3, 2022: 5, 2023: 2, 2024: 4, 2025: 1}
    assert found["zhoushan"] == {2021: 0, 2022: 1, 2023: 0, 2024: 0, 2025: 0}
    totals = rows.groupby("region_id")[["indicators", "most_known"]].first()
    assert totals.loc[["qingdao", "zhoushan"]].to_numpy().tolist() == [[22, 5], [20, 1]]


def test_coverage_knows_no_year_or_result_after_the_month():
    rows = queries.ask("coverage_summary", region_ids=["qingdao"], period_id="14fyp", as_of="2022-09")
    assert dict(zip(rows["year"], rows["known"], strict=True)) == {2021: 3, 2022: 5}


def test_coverage_counts_every_fact_but_standards_once():
    rows = queries.ask("coverage_list")
    standards = queries.ask("fact_list", roles=["standard"])
    assert rows["facts"].sum() == len(queries.ask("fact_list")) - len(standards)
    assert set(rows["kind"]) == {"target", "result"}
    plan = rows[(rows["document_id"] == "zhoushan-hrss-14fyp") & (rows["kind"] == "result")]
    assert list(plan["year"]) == [2015, 2020]
    assert (rows[rows["document_id"].notna()]["documents"] == 1).all()


def test_documents_bring_the_rows_cells_and_numbers_counted_by_hand():
    rows = queries.ask("document_list", kinds=list(PLAN_KINDS)).set_index("document_id")
    counted = {
        document: (int(rows.loc[document, "table_rows"]), int(rows.loc[document, "table_numbers"]))
        for document in (
            "qingdao-hrss-14fyp", "qingdao-employment-14fyp", "zhoushan-hrss-14fyp",
            "zhejiang-hrss-14fyp", "china-employment-15fyp",
        )
    }  # fmt: skip
    # 45 + 44 cells less 3 + 10 blanks; 14 less 1; 33 + 40 less 5; 12 less 1; 20 less 2 goals in words
    assert counted == {
        "qingdao-hrss-14fyp": (37, 76),
        "qingdao-employment-14fyp": (7, 13),
        "zhoushan-hrss-14fyp": (31, 68),
        "zhejiang-hrss-14fyp": (4, 11),
        "china-employment-15fyp": (10, 18),
    }
    assert (rows["facts"] == rows["table_numbers"] + rows["text_facts"]).sum() == len(rows) - 5  # blanks are facts too


def test_documents_with_and_without_facts_are_listed_by_kind():
    rows = queries.ask("document_list")
    assert len(rows) == queries.ask("ledger_summary")["documents"].iloc[0]
    assert list(queries.ask("document_list", kinds=["annual_plan"])["document_id"]) == ["qingdao-hrss-workplan-2022"]
    order = [*PLAN_KINDS, "statistical_release", "census", "press"]
    places = [order.index(kind) for kind in rows["kind"]]
    assert places == sorted(places)


def test_the_summary_counts_the_tables_as_the_plans_print_them():
    row = queries.ask("ledger_summary").iloc[0]
    assert (row["plan_documents"], row["regions"]) == (15, 6)
    # the five plans of the two cities: 75, 176, 157; Zhejiang: 4, 12, 11; the nation's next plan: 10, 20, 18
    assert (row["table_rows"], row["table_cells"], row["table_numbers"]) == (89, 208, 186)
    assert row["facts"] == len(queries.ask("fact_list"))
    assert row["latest_result"] == "2025-12"


def test_an_import_joins_every_list(demo_beside_shipped):
    demo = demo_beside_shipped
    commit(demo)
    demo.fact("demo_jobs", "actual", "[9]")
    summary = demo.ask("ledger_summary").iloc[0]
    assert (summary["regions"], summary["plan_documents"]) == (7, 16)
    there = ["qingdao", "zhoushan", "qingdao-xihaian", "demo-town", "shandong", "zhejiang", "china"]
    assert list(demo.ask("region_list")["region_id"]) == there
    # colours stay; provinces and the nation are counted apart
    assert list(demo.ask("region_list")["place"]) == [0, 1, 2, 3, 0, 1, 2]
    assert "demo-plan" in set(demo.ask("document_list")["document_id"])
    assert list(demo.ask("coverage_list", region_ids=["demo-town"])["kind"]) == ["result", "target"]


def test_themes_count_indicators_with_figures_and_targets():
    rows = queries.ask("theme_list").set_index("theme_id")
    evidence = queries.ask("evidence_list")
    for theme, facts in evidence.groupby("theme_id"):
        assert rows.loc[theme, "indicators"] == facts["indicator_id"].nunique()
        assert rows.loc[theme, "targets"] == (facts["role"] == "target").sum()
    assert list(rows["place"]) == [1, 2, 3, 4, 5, 6]


def test_facts_stand_in_the_order_of_their_tables():
    rows = queries.ask("fact_list", document_ids=["zhoushan-hrss-14fyp"], places=["table"])
    labels = [(table, row) for table, row in zip(rows["table_no"], rows["row_no"], strict=True)]
    assert list(dict.fromkeys(labels)) == [
        *[(1, str(n)) for n in range(1, 9)], (1, "9"), (1, "9a"), (1, "10"), *[(2, str(n)) for n in range(1, 21)],
    ]  # fmt: skip


# the order of rows


def test_what_is_lacking_for_targets_without_a_row_number_comes_in_one_order():
    rows = queries.ask("missing_list", as_of="2025-12")
    rows = rows[rows["row_order"].isna()]
    keys = list(rows[["region_id", "document_id", "year", "target_fact_id", "lack"]].itertuples(index=False, name=None))
    assert len(keys) > 20
    assert keys == sorted(keys)


def test_the_way_to_a_target_has_its_phase_and_years_but_no_other_plans_own():
    rows = queries.ask("milestone_list", target_fact_id="qingdao-hrss-14fyp.table2-1.target")
    assert list(rows["span"]) == ["annual", "annual", "phase", "annual", "plan", "annual"]
    assert list(rows["year_to"]) == [2021, 2022, 2023, 2024, 2025, 2025]
    assert list(rows[rows["span"] == "plan"]["target_fact_id"]) == ["qingdao-hrss-14fyp.table2-1.target"]


@pytest.mark.parametrize(("as_of", "months"), [("2025-12", ["2022-09", "2024-12"]), ("2023-06", ["2022-09"])])
def test_the_results_of_a_span_are_those_out_at_the_month_in_order_of_time(as_of, months):
    target = "qingdao-hrss-14fyp.table2-8.target"
    rows = queries.ask("result_list", target_fact_ids=[target], as_of=as_of)
    dates = [f"{year}-{month:02}" for year, month in zip(rows["year_to"], rows["through_month"], strict=True)]
    assert list(dict.fromkeys(dates)) == months


def test_a_result_among_words_stands_as_its_number():
    rows = queries.ask("result_list", as_of="2025-12")
    raw = queries.ask("fact_list", fact_ids=list(rows["fact_id"])).set_index("fact_id")["value_raw"]
    in_words = rows[rows["fact_id"].map(raw).str.contains("[\u4e00-\u9fff]")]
    assert len(in_words)
    assert not in_words["value_raw"].str.contains("[\u4e00-\u9fff]").any()


def test_a_range_among_words_stands_whole():
    rows = queries.ask("result_list", target_fact_ids=["china-employment-13fyp.text1-2.target.2020"], as_of="2025-12")
    assert list(rows["value_raw"]) == ["3.8", "3.62", "3.6—4.24"]


def test_a_row_that_is_printed_as_part_of_the_one_before_is_told():
    rows = queries.ask("judgement_list", document_ids=["qingdao-hrss-14fyp"], places=["table"], period_ids=["14fyp"])
    assert list(rows[rows["is_inner"]]["row_no"]) == ["6", "16", "22"]
