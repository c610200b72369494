"""What a chart says to those who do not see it: at most 250 letters, the ends of its range first, its own numbers."""

import pytest

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
