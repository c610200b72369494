"""Rulings, remarks and offices are imports: they stand beside what is found, and are refused in words."""

import pytest

from data import imports
from data.people import RightRefused
from data.results.by_hand import Office, Remark, Ruling, take_in, take_in_offices
from data.results.taken_in import imports_taken
from data.results.wanted import opened, rows_wanted
from data.shape import LedgerFault
from tests.people import EDITOR, KEEPER

TARGET = "demo-plan.table1-2.target"


@pytest.fixture
def kept(small_ledger):
    """The folders of the small ledger, as the functions take them."""
    return {"folder": small_ledger.store, "shipped": small_ledger.shipped}


def test_a_ruling_and_a_remark_stand_beside_what_is_found(kept):
    ruling = Ruling(TARGET, "2025-12", "met", "按专项评估认定", "规划处", "2026-03-31")
    assert take_in(ruling, by=KEEPER, **kept) == "ruling-1"
    assert take_in(Remark(TARGET, "2025-12", cause="统计口径调整"), by=EDITOR, **kept) == "remark-1"
    with opened(**kept) as ledger:
        told = ledger.execute(
            "select r.status::varchar, r.region_id, m.cause, m.measures from rulings_at('2025-12') r"
            " join remarks_at('2025-12') m using (target_fact_id) where target_fact_id = ?",
            [TARGET],
        ).fetchall()
    assert told == [("met", "demo-east", "统计口径调整", None)]
    assert {one.import_id: one.other_rows for one in imports_taken(**kept)} == {"ruling-1": 1, "remark-1": 1}


@pytest.mark.parametrize(
    ("ruling", "fault"),
    [
        (Ruling(TARGET, "2025-12", "splendid", "理由", "规划处"), "unknown_word"),
        (Ruling(TARGET, "2025-12", "met", "", "规划处"), "missing_reason"),
        (Ruling(TARGET, "去年", "met", "理由", "规划处"), "bad_as_of"),
        (Ruling("demo-plan.table1-1.target", "2022-12", "missed", "理由", "规划处"), "duplicate_id"),
    ],
)
def test_a_ruling_that_says_too_little_or_another_thing_is_refused(ruling, fault, kept):
    with pytest.raises(LedgerFault, match=fault):
        take_in(ruling, by=KEEPER, **kept)
    assert imports_taken(**kept) == []


def test_an_editor_does_not_rule_and_no_target_is_no_ruling(kept):
    with pytest.raises(RightRefused):
        take_in(Ruling(TARGET, "2025-12", "met", "理由", "规划处"), by=EDITOR, **kept)
    with pytest.raises(LookupError):
        take_in(Ruling("nothing", "2025-12", "met", "理由", "规划处"), by=KEEPER, **kept)


def test_an_office_and_its_date_stand_in_the_rows_that_are_wanted(kept):
    assert take_in_offices([Office("demo-east", "demo_rate", "就业处", "02-10")], by=KEEPER, **kept) == "offices-1"
    (_, rate) = rows_wanted("demo-east", 2024, **kept)
    assert (rate.responsible, rate.due_on) == ("就业处", "2025-02-10")
    imports.undo("offices-1", kept["folder"], kept["shipped"], by=KEEPER)
    assert rows_wanted("demo-east", 2024, **kept)[1].responsible is None
