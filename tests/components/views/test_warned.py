"""预警 in words: progress and data apart, since when, and what changed since another month."""

import pytest

from components.language.words import speak
from components.views import warned

ALL = ("all", "14fyp", "2025-12")


@pytest.mark.parametrize(
    ("as_of", "first"), [("2025-12", "2024-12"), ("2025-08", "2025-03"), ("2024-11", "2023-11"), ("2021-12", "2021-06")]
)
def test_the_month_of_a_year_before_is_offered_first_else_the_one_before(as_of, first):
    there = list(warned.earlier_months("14fyp", as_of))
    assert there[0] == first
    assert max(there) < as_of


def test_before_the_first_month_there_is_none_to_be_set_beside():
    assert warned.earlier_months("14fyp", "2021-06") == {}
    assert "没有评价过的月份" in warned.changes_view("all", "14fyp", "2021-06").advice


def test_what_cannot_be_assessed_is_said_not_to_be_seen():
    view = warned.view("qingdao", "14fyp", "2025-12")
    assert view.is_empty
    # of 25 targets begun 5 can be assessed: new jobs, two insurances, mediation and arbitration
    assert "可评价的 5 项目标中没有进度预警；另 20 项暂不评价，看不出进度" in view.advice


def test_lists_and_counts_say_the_same():
    view, data = warned.view(*ALL), warned.data_view(*ALL)
    counted = {words: int(count) for count, words in warned.counts(*ALL)}
    assert counted["一年多没有新数"] + counted["到期的数未收录"] == len(data.frame)
    assert len(data.verdicts) == len(data.frame)
    assert f"{len(data.frame)} 项目标有数据预警（约束性 3 项）" in data.headline
    assert view.is_empty
    assert set(data.shown) <= set(data.frame.columns)


def test_a_list_of_one_region_does_not_name_it_in_every_row():
    assert "region" in warned.data_view(*ALL).shown
    assert "region" not in warned.data_view("zhoushan", "14fyp", "2025-12").shown


def test_a_warning_is_said_with_its_month_and_its_arithmetic():
    row = warned.view("zhejiang", "13fyp", "2025-12").frame.iloc[0]
    assert (row["alert"], row["since"], row["target_raw"], row["done_text"]) == ("未完成", "2020-12", "650", "610")
    assert "610" in row["reason"]


def test_a_change_is_said_with_both_verdicts_and_why():
    frame = warned.changes_view("qingdao", "14fyp", "2025-12", "2024-12").frame.set_index("indicator")
    row = frame.loc["政策扶持创业人数"]
    assert (row["turn"], row["earlier_status"], row["why"]) == ("转为暂不评价", "快于序时进度", "规划期结束")
    assert row["earlier_done_text"] == row["done_text"] == "≥14.81（2024-11）"
    assert frame.loc["城镇新增就业人数", "why"] == "有新数、规划期结束"


def test_every_list_reads_in_english():
    speak("en")
    for view in (warned.view("zhejiang", "13fyp", "2025-12"), warned.data_view(*ALL), warned.changes_view(*ALL)):
        assert view.headline.isascii()
        assert view.takeaway.isascii()
