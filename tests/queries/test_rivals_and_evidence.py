"""Two figures for one thing: found, told apart from figures of other things, and never corrected."""

import pytest

import queries


def rivals(fact_id: str) -> dict[str, bool]:
    """Rival fact → whether it agrees, on the shipped ledger."""
    rows = queries.ask("rival_list", fact_id=fact_id)
    return dict(zip(rows["fact_id"], rows["is_agreeing"], strict=True))


def test_37_3_and_37_11_contradict_each_other_and_both_stay():
    one, other = "qingdao-bulletin-2025-quoted.text1-1.actual.2025", "qingdao-web-2025.text1-1.actual.2025"
    again = "qingdao-study-2026-08-13.text1-1.actual.2025"  # a second source that says 37.3
    assert rivals(one) == {other: False, again: True}
    assert rivals(other) == {one: False, again: False}
    facts = queries.ask(
        "evidence_list", is_conflict=True, indicator_ids=["new_urban_jobs"], region_ids=["qingdao"]
    ).set_index("fact_id")
    assert dict(facts["value"]) == {one: 37.3, other: 37.11, again: 37.3}
    assert list(facts["reliability"]) == ["C", "C", "C"]


def test_197_agrees_with_197_47_by_its_printed_digits():
    table = "qingdao-hrss-14fyp.table1-1.actual"
    assert rivals(table) == {
        "qingdao-hrss-14fyp.text1.1-1.actual": True,
        "qingdao-employment-14fyp.text1-1.actual": True,
    }


def test_35_a_year_and_175_in_all_are_two_things():
    yearly, total = "qingdao-employment-14fyp.text2.3-2.target", "qingdao-employment-14fyp.table1-1.target"
    assert yearly not in rivals(total)
    assert total not in rivals(yearly)
    assert set(rivals(total)) == {  # all say 175
        "qingdao-employment-14fyp.text2.3-1.target",
        "qingdao-hrss-14fyp.table2-1.target",
        "qingdao-hrss-14fyp.text2.3-1.target",
    }
    assert all(rivals(total).values())


def test_a_printed_base_is_set_against_the_result_of_its_year():
    assert rivals("qingdao-hrss-14fyp.table2-8.baseline") == {
        "qingdao-hrss-14fyp.table1-6.actual": False,  # 200 against 262.61
        "qingdao-employment-14fyp.table1-7.baseline": False,  # 262.6
    }
    assert rivals("qingdao-employment-14fyp.table1-7.baseline")["qingdao-hrss-14fyp.table1-6.actual"]


def test_rivals_are_mutual_and_never_oneself():
    rows = queries.ask("evidence_list", region_ids=["qingdao"], theme_ids=["social_insurance"])
    with_rivals = rows[rows["rivals"] > 0]["fact_id"]
    assert len(with_rivals) > 5
    found = {fact_id: rivals(fact_id) for fact_id in with_rivals}
    for fact_id, others in found.items():
        assert fact_id not in others
        assert all(found[other][fact_id] == is_agreeing for other, is_agreeing in others.items())


def test_the_counts_of_a_fact_are_those_of_its_rivals():
    rows = queries.ask("evidence_list", indicator_ids=["unemployment_insured"], region_ids=["qingdao"])
    for _, row in rows.iterrows():
        others = rivals(row["fact_id"])
        assert row["rivals"] == len(others)
        assert row["is_conflict"] == (not all(others.values()))


AGREEING = [
    ("197", "197.47", True),
    ("197", "197.5", True),  # half of the coarser last digit
    ("197", "197.51", False),
    ("37.3", "37.11", False),
    ("37.3", "37.25", True),
    ("37.3", "37.24", False),
    ("200", "200.0", True),
    ("约20", "20.4", True),
    (">60", "67.58", False),
]


def test_printed_figures_agree_within_half_of_the_coarser_last_digit(demo):
    pairs = [
        [demo.fact(f"demo_stock_{number}", "actual", value_raw) for value_raw in case[:2]]
        for number, case in enumerate(AGREEING)
    ]
    for (first, second), (one, other, is_agreeing) in zip(pairs, AGREEING, strict=True):
        for fact_id, rival in ((first, second), (second, first)):
            rows = demo.ask("rival_list", fact_id=fact_id)
            assert list(zip(rows["fact_id"], rows["is_agreeing"], strict=True)) == [(rival, is_agreeing)], (one, other)


def test_units_of_one_dimension_are_brought_together(demo):
    first = demo.fact("demo_stock", "actual", "3")
    second = demo.fact("demo_stock", "actual", "30040", unit="人")
    third = demo.fact("demo_stock", "actual", "35100", unit="人")
    rows = demo.ask("rival_list", fact_id=first)
    assert dict(zip(rows["fact_id"], rows["is_agreeing"], strict=True)) == {second: True, third: False}


APART = [
    {"year_from": 2019, "year_to": 2019},
    {"through_month": 11},
    {"role": "target", "year_from": 2020, "year_to": 2020},
    {"role": "standard"},
    {"basis": "pooled"},
    {"value_raw": "—", "value": "", "comparator": ""},
]


def test_another_span_month_role_basis_or_a_blank_is_no_rival(demo):
    for number, changes in enumerate(APART):
        demo.fact(f"demo_rate_{number}", "actual", "90")
        demo.fact(f"demo_rate_{number}", **{"role": "actual", "value_raw": "95"} | changes)
    rows = demo.ask("evidence_list", region_ids=["demo-town"])
    assert len(rows) == 2 * len(APART)
    assert set(rows["rivals"]) == {0}


@pytest.mark.parametrize(
    ("words", "fact_id"),
    [
        ("262.61", "qingdao-hrss-14fyp.table1-6.actual"),  # the printed figure
        ("失业保险", "qingdao-hrss-14fyp.table1-6.actual"),  # the indicator
        ("UNEMPLOYMENT", "qingdao-hrss-14fyp.table1-6.actual"),  # its English name, in any case
        ("青政字〔2021〕22号", "qingdao-hrss-14fyp.table1-6.actual"),  # the document's number
        ("专栏1 第6行", "qingdao-hrss-14fyp.table1-6.actual"),  # the place
        ("每年城镇新增就业 35", "qingdao-employment-14fyp.text2.3-2.target"),  # the wording
    ],
)
def test_evidence_is_found_by_what_one_remembers_of_it(words, fact_id):
    rows = queries.ask("evidence_list", words=words)
    assert fact_id in set(rows["fact_id"])
    assert len(rows) < len(queries.ask("evidence_list"))


def test_a_word_that_stands_nowhere_finds_nothing():
    assert len(queries.ask("evidence_list", words="没有这样的词")) == 0


def test_the_filters_of_evidence_narrow_together():
    rows = queries.ask(
        "evidence_list", region_ids=["zhoushan"], roles=["target"], reliabilities=["A"], theme_ids=["social_insurance"],
        document_ids=["zhoushan-hrss-14fyp"], is_conflict=False, period_ids=["14fyp"], year=2025, places=["table"],
    )  # fmt: skip
    assert len(rows) > 0
    for column, value in (
        ("region_id", "zhoushan"), ("role", "target"), ("reliability", "A"), ("theme_id", "social_insurance"),
        ("document_id", "zhoushan-hrss-14fyp"), ("is_conflict", False),
        ("period_id", "14fyp"), ("year_to", 2025), ("place", "table"),
    ):  # fmt: skip
        assert set(rows[column]) == {value}


def test_facts_with_and_without_a_rival_are_all_facts():
    everything = queries.ask("evidence_list")
    parts = [queries.ask("evidence_list", is_conflict=told) for told in (True, False)]
    assert sum(len(part) for part in parts) == len(everything) == len(queries.ask("fact_list"))
