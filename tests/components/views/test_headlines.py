"""Targets as charts write them."""

import pytest

from components.views.headlines import target_text

TARGETS = [
    ("[175]", 175, "eq", "175"),
    ("≥98", 98, "ge", "≥98"),
    ("〔5—6〕", 5, "eq", "5—6"),
    ("30~40", 30, "eq", "30~40"),
]


@pytest.mark.parametrize(("raw", "target", "comparator", "said"), TARGETS)
def test_a_target_that_is_printed_with_both_its_ends_has_both_in_a_chart(raw, target, comparator, said):
    row = {"target_raw": raw, "target": target, "comparator": comparator, "kind": "total"}
    assert target_text(row) == said
