"""数据核对提示 as a list: what agrees is folded, it is searched and parted by period, and old views still open."""

import pytest

from components.views import findings
from components.views.registry import address_of, recall


def test_what_agrees_is_counted_and_folded_until_it_is_asked_for():
    folded, listed = findings.view(), findings.view(agreements="yes")
    assert folded.headline == "数据核对提示 78 条，另有一致 58 条"
    assert listed.headline == "数据核对提示 136 条，其中一致 58 条"
    assert len(folded.frame) == 78
    assert list(listed.frame["is_agreement"]) == [""] * 78 + ["是"] * 58
    assert listed.frame.head(78).equals(folded.frame)


def test_where_only_agreements_are_found_the_list_says_how_to_see_them():
    view = findings.view("tally", words="12.34", period_id="14fyp")
    assert view.is_empty
    assert "一致的也列出" in view.advice
    assert not findings.view("tally", words="12.34", period_id="14fyp", agreements="yes").is_empty


def test_a_list_of_one_period_has_that_period_alone_and_no_column_for_it():
    view = findings.view(period_id="13fyp", agreements="yes")
    assert set(view.frame["period"]) == {"“十三五”"}
    assert "period" not in view.shown
    assert {"period", "document"} <= set(findings.view().shown)


@pytest.mark.parametrize(
    "choices",
    [
        {"kind": "floor", "region": "zhoushan", "indicator": "all"},
        {"kind": "floor", "region": "zhoushan", "indicator": "all", "period": "14fyp"},
        {"words": "", "kind": "floor", "region": "zhoushan", "indicator": "all", "period": "14fyp", "agreements": ""},
    ],
)
def test_a_view_kept_by_any_version_opens_with_the_same_kind(choices):
    view = recall("findings", choices)
    assert set(view.frame["kind"]) == {"目标低于或宽于上期实际"}
    assert address_of("findings", view.choices)[1]["kind"] == "floor"
