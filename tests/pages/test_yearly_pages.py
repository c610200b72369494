"""年度分解 and 责任分工 as they are visited: what stands on the page, and who may fill in."""

from tests.pages.test_frame_of_pages import markup


def test_the_breakdown_shows_plans_results_and_parts_and_says_what_the_years_come_to(visit):
    body = markup(visit("targets", work="yearly", region="qingdao"))
    assert "达到 11 个，未达到 0 个，暂不评价 8 个" in body
    assert "≥175，与规划目标相等" in body
    assert "西海岸新区" in body


def test_a_region_without_parts_in_the_ledger_has_no_table_of_them(visit):
    assert "下属地区" not in markup(visit("targets", work="yearly", region="zhoushan"))


def test_what_is_due_stands_with_its_files(visit):
    app = visit("ledger", work="duty", region="qingdao")
    assert "27 项指标 65 个数待报，20 项还没有责任单位" in markup(app)
    assert {"reminder-docx", "reminder-workbooks"} <= {one.key for one in app.get("download_button")}
