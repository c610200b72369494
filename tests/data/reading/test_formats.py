"""Invented plans in every format: what they print is what is read."""

import pytest

from benchmarks.invented import Plan, plans
from benchmarks.reading import _of, score
from benchmarks.rendering import FORMATS
from data.reading.extract import read
from data.reading.heading import heading_of

PLANS = list(plans())[:4]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_the_tables_and_the_text_of_a_plan_are_read_in_each_format(form: str, plan: Plan):
    ending, make, has_text = FORMATS[form]
    rows = [_of(one) for one in read(make(plan), f"plan.{ending}").candidates]
    assert score(plan.table_facts, [row for row in rows if row["place"] == "table"]).misses == ()
    if has_text:
        assert score(plan.facts, [row for row in rows if row["place"] != "table"]).misses == ()


@pytest.mark.parametrize(
    ("title", "period", "is_annual"),
    [
        ("云山市“十五五”教育发展规划", (2026, 2030), False),
        ("云山市国民经济和社会发展第十五个五年规划纲要", (2026, 2030), False),
        ("云山市就业三年行动计划（2026—2028年）", (2026, 2028), False),
        ("2026年云山市人社工作要点", (2026, 2026), True),
        ("2025年云山市统计公报", (2026, 2026), True),
    ],
)
def test_the_title_says_for_which_years_a_document_plans(title, period, is_annual):
    found = heading_of([title, "一、总体要求"])
    assert (found.title, found.period, found.is_annual) == (title, period, is_annual)


def cells(*lines: str) -> list[str]:
    """The cells of a table in a plan for 2026 to 2030, each in one line."""
    text = "\n".join(["丰原县“十五五”发展规划", *lines, "注：〔〕内为五年累计数。"])
    found = read(text.encode(), "plan.txt").candidates
    return [
        f"{c.row_no} {c.role} {c.year_from}-{c.year_to} {c.value} {c.unit} {c.basis} {c.target_form}".strip()
        for c in found
    ]


def test_a_column_of_yearly_growth_and_of_totals_holds_both():
    assert cells(
        "指标\t2025年\t2030年\t年均增长（%）/〔累计〕\t属性",
        "1.地区生产总值增长（%）\t5.8\t—\t5.5左右\t预期性",
        "2.全员劳动生产率（万元/人）\t16.2\t21\t5.3\t预期性",
        "3.常住人口城镇化率（%）\t58.3\t62\t〔3.7〕\t预期性",
        "4.城镇新增就业（万人）\t〔3.1〕\t—\t〔3〕\t预期性",
    ) == [
        "1 baseline 2025-2025 5.8 % at_end growth",
        "1 target 2030-2030 None % at_end",
        "1 target 2026-2030 5.5 % average growth",
        "2 baseline 2025-2025 16.2 万元/人 at_end",
        "2 target 2030-2030 21 万元/人 at_end",
        "2 target 2026-2030 5.3 % average growth",
        "3 baseline 2025-2025 58.3 % at_end",
        "3 target 2030-2030 62 % at_end",
        "3 target 2026-2030 3.7 % total change",
        "4 baseline 2021-2025 3.1 万人 total",
        "4 target 2026-2030 None 万人 total",
        "4 target 2026-2030 3 万人 total",
    ]


def test_a_base_without_bracket_beside_a_total_is_one_year_where_it_fits_a_years_share():
    assert cells(
        "指标\t单位\t2025年基数\t2030年目标",
        "培训人次\t万人次\t9\t〔50〕",
        "转移就业人数\t万人\t13.6\t〔18〕",
        "新增学位\t个\t—\t〔900〕",
    ) == [
        "1 baseline 2025-2025 9 万人次 total",
        "1 target 2026-2030 50 万人次 total",
        "2 baseline 2025-2025 13.6 万人 unknown",
        "2 target 2026-2030 18 万人 total",
        "3 baseline 2021-2025 None 个 total",
        "3 target 2026-2030 900 个 total",
    ]


def test_rows_of_sections_parts_and_a_page_break_are_told_apart():
    assert cells(
        "序号\t指标\t单位\t2025年\t2030年",
        "一、就业",
        "1\t城镇新增就业\t万人\t〔3〕\t〔4〕",
        "\t其中：高校毕业生\t万人\t—\t〔1〕",
        "序号\t指标\t单位\t2025年\t2030年",
        "2\t参保率\t%\t95\t97以上",
    ) == [
        "1 baseline 2021-2025 3 万人 total",
        "1 target 2026-2030 4 万人 total",
        "1a baseline 2021-2025 None 万人 total",
        "1a target 2026-2030 1 万人 total",
        "2 baseline 2025-2025 95 % at_end",
        "2 target 2030-2030 97 % at_end",
    ]


def test_a_name_that_a_page_break_cuts_is_made_whole():
    text = "\n".join(
        [
            "丰原县“十五五”发展规划",
            "指标\t2025年基数\t2030年目标",
            "1.专业技术人才总\t9.1\t10",
            "量（万人）\t\t",
            "2.参保率（%）\t95\t97",
        ]
    )
    found = read(text.encode(), "plan.txt").candidates
    assert [(c.label_raw, c.unit, str(c.value)) for c in found] == [
        ("专业技术人才总量（万人）", "万人", "9.1"),
        ("专业技术人才总量（万人）", "万人", "10"),
        ("参保率（%）", "%", "95"),
        ("参保率（%）", "%", "97"),
    ]
