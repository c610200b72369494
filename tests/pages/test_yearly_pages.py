"""年度分解 and 责任分工 as they are visited: what stands on the page, and who may fill in."""

import queries
from components.views import yearly
from tests.pages.test_frame_of_pages import markup


def test_the_breakdown_shows_plans_results_and_parts_and_says_what_the_years_come_to(visit):
    body = markup(visit("targets", work="yearly", region="qingdao"))
    assert "规划的 22 项跨年指标中，11 项有年度计划数" in body
    assert "≥175，与规划目标相等" in body
    assert "西海岸新区" in body


def test_the_breakdown_says_in_its_headline_what_came_of_the_yearly_figures():
    headline = yearly.view("qingdao", "qingdao-hrss-14fyp", "2025-12").headline
    # 失业保险 and 工伤保险 had passed the levels asked of 2023 in September 2022, and their ends of 2023 are not known
    assert "达到 11 个（其中 2 个按更早的数，当年末数未收录），未达到 0 个，暂不评价 8 个" in headline


def test_the_breakdown_rests_on_its_plans_and_results_each_a_fact_of_the_ledger():
    facts = yearly.view("qingdao", "qingdao-hrss-14fyp", "2025-12").facts
    known = set(queries.ask("fact_list")["fact_id"])
    assert [fact for fact in facts if fact not in known] == []
    plan, result = "qingdao-hrss-workplan-2022.text1.1-1.target", "qingdao-daily-2022-12-16.text1-1.actual.2022"
    assert {plan, result, "qingdao-three-year-plan-2021.text1-1.target.2023"} <= set(facts)


def test_a_region_without_parts_in_the_ledger_has_no_table_of_them(visit):
    assert "下属地区" not in markup(visit("targets", work="yearly", region="zhoushan"))


def test_what_is_due_stands_with_its_files(visit):
    app = visit("ledger", work="duty", region="qingdao")
    assert "27 项指标 65 个数待报，20 项还没有责任单位" in markup(app)
    assert {"reminder-docx", "reminder-workbooks"} <= {one.key for one in app.get("download_button")}
