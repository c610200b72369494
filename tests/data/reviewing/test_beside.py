"""A figure that is read is set beside what the ledger has of the same."""

from dataclasses import replace
from decimal import Decimal

import pytest

from data.reading.candidates import Candidate
from data.reviewing.beside import beside

BASE = Candidate(
    role="baseline", indicator_id="unemployment_insured", unit="万人", year_from=2020, year_to=2020, basis="at_end",
    value=Decimal("200"), comparator="eq",
)  # fmt: skip
PLAN = "qingdao-hrss-14fyp"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "台账里这一年是 262.61 万人（青岛人社规划）"),
        ({"value": Decimal("262.61")}, None),
        ({"value": Decimal("2626100"), "unit": "人"}, None),
        ({"year_from": 2019, "year_to": 2019}, None),
        ({"indicator_id": "no_such_indicator"}, None),
        ({"unit": "%"}, None),
        ({"value": None}, None),
        ({"role": "standard"}, None),
        ({"target_form": "growth"}, None),
    ],
    ids=[
        "a base that is not the ledger's own result",
        "the same figure",
        "the same figure in another unit",
        "a year of which the ledger has no result",
        "an indicator that the ledger has not",
        "a unit of another kind",
        "a printed blank",
        "a standard",
        "a growth rate",
    ],
)
def test_a_base_is_set_beside_the_result_of_its_year(changes, said, tmp_path):
    found = beside([replace(BASE, **changes)], "qingdao", folder=tmp_path)
    assert {place: one.said() for place, one in found.items()} == ({} if said is None else {0: said})


def test_a_target_is_set_beside_those_of_other_documents_and_not_of_the_one_that_is_read_again(tmp_path):
    target = replace(BASE, role="target", year_from=2025, year_to=2025, value=Decimal("280"), comparator="ge")
    (one,) = beside([target], "qingdao", folder=tmp_path).values()
    assert one.said("en") == "Another document sets 278 万人 (Qingdao HRSS plan)"
    assert beside([target], "qingdao", PLAN, tmp_path)[0].document_en == "Qingdao employment plan"
    assert beside([target], "qingdao-xihaian", folder=tmp_path) == {}
