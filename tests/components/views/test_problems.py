"""问题与建议: which targets stand there, and what was entered of them."""

import io
from inspect import unwrap

import pytest
from pptx import Presentation

from components.exports.pptx.deck import pptx_bytes
from components.views import problems
from components.views.decks import deck_of

AT = ("zhejiang", "zhejiang-hrss-14fyp", "2020-12", "13fyp")
QINGDAO = ("qingdao", "qingdao-hrss-14fyp", "2025-12")


def judged_as(monkeypatch: pytest.MonkeyPatch, **changes: dict[int, str]) -> None:
    """The targets of a plan as they would be with other cells in some rows; views drawn before are another's."""
    rows = problems.judged(*QINGDAO).copy()
    for column, cells in changes.items():
        rows[column] = rows[column].astype(object)
        for place, text in cells.items():
            rows.loc[rows.index[place], column] = text
    monkeypatch.setattr(problems, "judged", lambda *asked: rows)


def test_a_target_that_is_missed_stands_there_and_that_nothing_was_entered_is_said():
    view = problems.view(*AT)
    assert list(view.frame["indicator"]) == ["专业技术人才总量"]
    assert view.headline == "浙江“十三五”：1 项目标未完成或落后，0 项写了原因或措施"
    assert (view.frame["cause"][0], view.frame["measures"][0]) == ("未填写", "未填写")
    assert {"cause", "measures", "status"} <= set(view.shown)
    assert view.sources
    assert "zhejiang-hrss-14fyp.table1-2.target" in view.facts


def test_a_plan_without_any_says_where_they_are_entered():
    view = problems.view(*QINGDAO)
    assert view.is_empty
    assert "原因与认定" in view.advice


def test_those_behind_come_first_and_what_was_entered_of_others_after_them(monkeypatch):
    judged_as(
        monkeypatch, status_group={4: "behind"}, cause={1: "统计口径调整", 4: "生源减少"}, measures={4: "扩大招聘"}
    )
    view = unwrap(problems.view)(*QINGDAO)
    assert list(view.frame["cause"]) == ["生源减少", "统计口径调整"]
    assert list(view.frame["measures"]) == ["扩大招聘", "未填写"]
    assert view.headline == "青岛“十四五”：1 项目标未完成或落后，1 项写了原因或措施"
    assert len(view.verdicts) == len(view.frame)


def test_causes_and_measures_stand_on_the_slide(monkeypatch):
    judged_as(monkeypatch, status_group={4: "behind"}, cause={4: "生源减少"}, measures={4: "扩大招聘"})
    view = unwrap(problems.view)(*QINGDAO)
    read = Presentation(io.BytesIO(pptx_bytes(deck_of("终期", (view,)))))
    [slide] = read.slides
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    heads, row = ([cell.text for cell in line.cells] for line in table.rows)
    told = dict(zip(heads, row, strict=True))
    assert (told["原因"], told["措施"]) == ("生源减少", "扩大招聘")
