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
    assert take_in([ruling], by=KEEPER, **kept) == "rulings-1"
    assert take_in([Remark(TARGET, "2025-12", cause="统计口径调整")], by=EDITOR, **kept) == "remarks-1"
    with opened(**kept) as ledger:
        told = ledger.execute(
            "select r.status::varchar, r.region_id, m.cause, m.measures from rulings_at('2025-12') r"
            " join remarks_at('2025-12') m using (target_fact_id) where target_fact_id = ?",
            [TARGET],
        ).fetchall()
    assert told == [("met", "demo-east", "统计口径调整", None)]
    assert {one.import_id: one.other_rows for one in imports_taken(**kept)} == {"rulings-1": 1, "remarks-1": 1}


@pytest.mark.parametrize(
    ("ruling", "fault"),
    [
        (Ruling(TARGET, "2025-12", "splendid", "理由", "规划处"), "unknown_word"),
        (Ruling(TARGET, "2025-12", "met", "", "规划处"), "missing_reason"),
        (Ruling(TARGET, "去年", "met", "理由", "规划处"), "bad_as_of"),
    ],
)
def test_a_ruling_that_says_too_little_or_another_thing_is_refused(ruling, fault, kept):
    with pytest.raises(LedgerFault, match=fault):
        take_in([ruling], by=KEEPER, **kept)
    assert imports_taken(**kept) == []


def test_what_is_said_later_counts_and_nothing_said_takes_it_back(kept):
    for cause, day in (("需求减弱", "2026-01-05"), ("统计口径调整", "2026-01-06"), ("", "2026-01-07")):
        take_in([Remark(TARGET, "2025-12", cause=cause, written_on=day)], by=EDITOR, **kept)
        with opened(**kept) as ledger:
            asked = "select cause from remarks_at('2025-12') where target_fact_id = ?"
            told = ledger.execute(asked, [TARGET]).fetchall()
        assert told == ([(cause,)] if cause else [])


def test_an_editor_does_not_rule_and_no_target_is_no_ruling(kept):
    with pytest.raises(RightRefused):
        take_in([Ruling(TARGET, "2025-12", "met", "理由", "规划处")], by=EDITOR, **kept)
    with pytest.raises(LookupError):
        take_in([Ruling("nothing", "2025-12", "met", "理由", "规划处")], by=KEEPER, **kept)


def test_an_office_and_its_date_stand_in_the_rows_that_are_wanted(kept):
    assert take_in_offices([Office("demo-east", "demo_rate", "就业处", "02-10")], by=KEEPER, **kept) == "offices-1"
    (_, rate) = rows_wanted("demo-east", 2024, **kept)
    assert (rate.responsible, rate.due_on) == ("就业处", "2025-02-10")
    imports.undo("offices-1", kept["folder"], kept["shipped"], by=KEEPER)
    assert rows_wanted("demo-east", 2024, **kept)[1].responsible is None


def test_offices_of_an_earlier_version_count_until_others_are_set(kept, tmp_path):
    (tmp_path / "catalog").mkdir()
    text = "region_id,indicator_id,office,due_on\ndemo-east,demo_rate,统计处,02-10\n"
    (tmp_path / "catalog" / "offices.csv").write_text(text, encoding="utf-8")
    imports.commit(tmp_path, "older", kept["folder"], kept["shipped"], by=KEEPER)
    assert rows_wanted("demo-east", 2024, **kept)[1].responsible == "统计处"
    take_in_offices([Office("demo-east", "demo_rate", "就业处")], by=KEEPER, **kept)
    (_, rate) = rows_wanted("demo-east", 2024, **kept)
    assert (rate.responsible, rate.due_on) == ("就业处", None)
    take_in_offices([Office("demo-east", "demo_rate")], by=KEEPER, **kept)
    assert rows_wanted("demo-east", 2024, **kept)[1].responsible is None
