"""回顾 in words: three periods of a region side by side, and targets that moved."""

import pytest

from components.views import moved, reviewed


@pytest.mark.parametrize(
    ("region", "period", "three"),
    [
        ("qingdao", "14fyp", ["13fyp", "14fyp"]),
        ("china", "14fyp", ["13fyp", "14fyp", "15fyp"]),
        ("china", "15fyp", ["14fyp", "15fyp"]),
        ("zhejiang", "13fyp", ["13fyp"]),
    ],
)
def test_a_period_stands_between_those_that_the_ledger_has_beside_it(region, period, three):
    assert [one.period_id for one in reviewed.three_periods(region, period)] == three


def test_a_row_says_what_was_asked_what_came_and_when_it_was_passed():
    frame = reviewed.view("qingdao", "14fyp", "2025-12").frame.set_index("indicator")
    row = frame.loc["失业保险参保人数"]
    assert (row["target_1"], row["stretch_1"], row["result_1"]) == ("200", "+5.4%", "262.61（131.3%）")
    assert (row["target_2"], row["stretch_2"]) == ("278", "+5.9%")
    assert row["result_2"] == "291.51（104.9%）（2024-12），2022 年已达到（早 3 年）"
    # a change of method is marked
    assert frame.loc["城镇新增就业人数", "stretch_2"] == "−11.4% ‡"
    assert frame.loc["企业劳动合同签订率", "target_2"] == "不再列入"
    assert frame.loc["技工院校在校生规模", "result_2"] == "未收录"


def test_of_a_period_that_has_not_begun_no_result_is_called_lacking():
    frame = reviewed.view("china", "14fyp", "2025-12").frame
    assert set(frame["result_3"]) == {""}


def test_what_is_in_doubt_is_counted_in_no_title():
    view = moved.view("14fyp", "zhoushan")
    frame = view.frame.set_index("indicator")
    assert frame.loc["城镇新增就业人数", "became"] == "提高 ‡"
    assert frame.loc["城镇登记失业率", ["became", "change_text"]].to_list() == ["收紧", "收紧 0.5"]
    # 登记失业率, 养老参保率 and 高技能人才
    assert "提高或收紧 3 项" in view.headline
    assert "另 1 项口径存疑" in view.headline


def test_a_list_may_be_narrowed_to_one_outcome():
    frame = moved.view("14fyp", outcome="lowered").frame
    assert list(frame["became"]) == ["放宽", "放低"]
    assert list(frame["change_text"]) == ["放宽 0.5", "−3.0"]
    assert moved.view("13fyp").is_empty


def test_whether_what_is_gone_had_been_reached_is_said_as_far_as_it_is_known():
    assert moved.view("14fyp").takeaway.endswith("不再列入或移入正文的 7 项，上期都已达到。")
    assert "上期已达到 2 项，未达到 0 项，不知道 2 项" in moved.view("15fyp").takeaway
