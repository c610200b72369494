"""What a chart says to those who do not see it: at most 250 letters, the ends of its range first, its own numbers."""

import pytest

from components.views import progress
from components.views.alternatives import MOST, alternative
from tests.components.shipped_views import shipped


@pytest.mark.parametrize(
    ("headline", "figures", "said"),
    [
        ("标题", [], "标题"),
        ("标题", ["甲 1", "乙 2"], "标题。甲 1；乙 2"),
        ("标题", ["甲" * 100, "乙" * 100, "丙" * 100], "标题。" + "甲" * 100 + "；…；" + "丙" * 100),
        ("标题", ["甲" * 200, "乙" * 100], "标题。" + "甲" * 200 + "；…"),
        ("标题", ["甲" * 300], "标题"),
        ("长" * 300, ["甲 1"], "长" * 249 + "…"),
    ],
)
def test_the_finding_comes_first_then_the_ends_of_the_range_then_what_has_room(headline, figures, said):
    assert alternative(headline, figures) == said


def test_no_chart_says_more_than_250_letters_and_those_of_rows_say_figures():
    drawn = [view for view in shipped() if view.figure is not None]
    said = {(view.name, *view.choices.values()): view.alternative or view.headline for view in drawn}
    assert {key: text for key, text in said.items() if len(text) > MOST} == {}
    silent = [view.name for view in drawn if view.name in ("periods", "cities", "completion") and not view.alternative]
    assert silent == []


@pytest.mark.parametrize(
    ("plan", "indicator", "said"),
    [
        ("qingdao-hrss-14fyp", "new_urban_jobs",
         "累计 2021 年 38.13；2022 年 74.5；2023 年 ≥111.02；2024 年 ≥147.63；2025 年 ≥184.93；“十四五”目标 175"),
        ("qingdao-hrss-14fyp", "unemployment_insured",
         "各年数值 2020 年 262.61；2022 年 278.54 转引；2024 年 291.51；“十四五”目标 278"),
        ("zhoushan-hrss-14fyp", "new_urban_jobs", "各年 2022 年 4.5 全年；“十四五”目标 22"),
        ("qingdao-hrss-14fyp", "subsidised_training", "“十四五”目标 50"),
    ],
)  # fmt: skip
def test_a_chart_over_months_says_its_marks_from_the_base_to_the_target(plan, indicator, said):
    view = progress.view(plan.split("-")[0], plan, indicator, "2025-12")
    assert view.alternative == f"{view.headline}。{said}"
