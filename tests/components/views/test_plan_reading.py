"""The review of a plan: what a bundle of decisions makes of it, and what is said of it."""

from dataclasses import replace

import pytest

from components.views import plan_reading
from components.views.plan_reading import About, Draft, Review
from data.reading.extract import names, read
from data.reviewing.decided import Decision

PLAN = """云山市“十五五”人力资源和社会保障规划
专栏1 主要指标
序号\t指标\t2025年\t2030年\t属性
1\t城镇新增就业人数（万人）\t〔18.2〕\t〔20〕\t预期性
2\t海岸带修复长度（公里）\t30\t36\t预期性
注：〔〕内为五年累计数。
"""
ABOUT = About(
    title_zh="云山规划", short_zh="云山规划", region_zh="云山市", region_level="prefecture", region_parent="shandong",
    kind="five_year_plan", issuer="云山市人民政府", year_from="2026", year_to="2030", issued_on="2026-03",
)  # fmt: skip


@pytest.fixture
def review(own_store) -> Review:
    reading = read(PLAN.encode(), "plan.txt", names())
    return Review(Draft("draft", "plan.txt", "0" * 64, ABOUT), reading)


def told(bundle: int = 1, at: int = 0, **more) -> dict:
    return {"bundle": bundle, "at": at, "decisions": {}, "fresh": [], "review": "draft"} | more


def decided(*states: tuple[int, str]) -> dict:
    return {str(number): {"state": state, "changes": {}} for number, state in states}


def test_a_bundle_adds_to_what_was_decided_and_the_last_word_on_a_figure_counts(review):
    first = plan_reading.decided(review, told(decisions=decided((0, "accepted"), (1, "rejected"))))
    second = plan_reading.decided(first, told(2, at=1, decisions=decided((1, "accepted"))))
    assert [(one.number, one.state) for one in second.decisions] == [(0, "accepted"), (1, "accepted")]
    assert (second.bundle, second.draft.place["at"]) == (2, "1")


def test_a_decision_that_is_taken_back_is_none(review):
    first = plan_reading.decided(review, told(decisions=decided((0, "accepted"))))
    assert plan_reading.decided(first, told(2, decisions=decided((0, "")))).decisions == ()


def test_what_no_reading_has_and_no_column_is_left_out(review):
    changes = {"value_raw": "19", "region_id": "qingdao", "wording": "x"}
    bundle = told(
        decisions={"0": {"state": "accepted", "changes": changes}, "99": {"state": "accepted", "changes": {}}}
    )
    assert plan_reading.decided(review, bundle).decisions == (Decision(0, "accepted", {"value_raw": "19"}),)


def test_an_indicator_of_its_own_is_that_of_the_whole_row_and_goes_when_nothing_uses_it(review):
    made = plan_reading.decided(review, told(fresh=[2]))
    (own,) = made.draft.new
    assert (own.name_zh, own.unit) == ("海岸带修复长度", "公里")
    assert {one.number: one.changes["indicator_id"] for one in made.decisions} == {
        2: own.indicator_id,
        3: own.indicator_id,
    }
    renamed = plan_reading.decided(
        made, told(2, own={own.indicator_id: {"name_zh": "岸线修复", "indicator_id": "other"}})
    )
    assert [(one.indicator_id, one.name_zh) for one in renamed.draft.new] == [(own.indicator_id, "岸线修复")]
    chosen = {str(number): {"state": "", "changes": {"indicator_id": "new_urban_jobs"}} for number in (2, 3)}
    assert plan_reading.decided(renamed, told(3, decisions=chosen)).draft.new == ()


@pytest.mark.parametrize(
    ("change", "is_other"),
    [
        (lambda review: plan_reading.decided(review, told(at=3)), False),
        (lambda review: plan_reading.decided(review, told(decisions=decided((0, "accepted")))), True),
        (lambda review: plan_reading.with_about(review, replace(ABOUT, issued_on="2026-04"), "", ""), True),
        (lambda review: plan_reading.with_about(review, ABOUT, "qingdao-hrss-14fyp", "revision"), True),
    ],
    ids=["where the reader stands", "a decision", "what the document is", "of which it is a version"],
)
def test_what_was_going_to_be_taken_in_is_another_where_anything_but_the_place_changed(review, change, is_other):
    before = plan_reading.with_about(plan_reading.decided(review, told()), ABOUT, "", "")
    assert (change(before).stamp != before.stamp) == is_other


def test_what_stands_against_a_figure_is_said_beside_it(review):
    made = plan_reading.decided(review, told(decisions=decided((2, "accepted"))))
    candidates = plan_reading.payload(made)["candidates"]
    assert [bool(one["against"]) for one in candidates] == [False, False, True, False]


def test_a_print_that_was_corrected_is_read_anew(review):
    bundle = told(decisions={"1": {"state": "accepted", "changes": {"value_raw": "≥21"}}})
    anew = plan_reading.payload(plan_reading.decided(review, bundle))["candidates"][1]["anew"]
    assert (anew["value"], anew["comparator"], anew["unit"]) == ("21", "ge", "万人")


def test_what_a_heading_does_not_say_is_asked_for_by_name(own_store):
    assert plan_reading.faults_of(replace(ABOUT, title_zh="", year_to="十五五")) == [
        "请填写标题。", "结束年份写四位数字。",
    ]  # fmt: skip
