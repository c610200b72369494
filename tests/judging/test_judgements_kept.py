"""The judgements that are worked out when the ledger is built are those that are worked out of one month alone."""

import shutil
from pathlib import Path

import duckdb
import pytest

import queries
from data import connections, store
from data import months as months_of_process
from tests.shared import keep_months
from tests.whole import some

LATER = Path(__file__).parents[1] / "next" / "imports"


@pytest.fixture(params=["shipped", "later"])
def ledger(request, shipped_store: Path, tmp_path: Path):
    """A connection to the shipped ledger, and to that of later life."""
    folder = shipped_store
    if request.param == "later":
        folder = tmp_path
        shutil.copytree(LATER, folder / "imports")
    with duckdb.connect(str(store.built_file(folder)), read_only=True) as connection:
        yield connection


def months(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [month for (month,) in connection.execute("from judged_months order by as_of").fetchall()]


def test_what_is_kept_of_a_month_is_what_is_worked_out_of_it(ledger):
    kept = "select * exclude (judged_at) from month_judgements where judged_at = ?"
    for month in some(months(ledger), 0, 7, 19, -1):
        ledger.execute("create or replace temp table worked as from judgements(?)", [month])
        differing = f"(from worked except all ({kept})) union all (({kept}) except all from worked)"
        assert ledger.execute(differing, [month, month]).fetchall() == [], month
        assert len(ledger.execute(kept, [month]).fetchall()) > 100


def test_what_settles_and_supports_is_kept_as_it_is_worked_out(ledger):
    latest = months(ledger)[-1]
    for macro in ("settlings", "supports"):
        kept = f"select * exclude (judged_at) from month_{macro} where judged_at = '{latest}'"
        worked = f"from {macro}('{latest}', null)"
        differing = f"(({worked}) except all ({kept})) union all (({kept}) except all ({worked}))"
        assert ledger.execute(differing).fetchall() == [], macro
        assert ledger.execute(worked).fetchone() is not None


def test_every_month_that_can_be_chosen_and_the_latest_are_kept(ledger):
    offered = "select month_text(month) from judging_months union select as_of from latest_month"
    assert {month for (month,) in ledger.execute(offered).fetchall()} == set(months(ledger))


def test_a_large_ledger_keeps_only_the_latest_month_of_each_period(invented):
    jobs = invented.indicator()
    invented.target(jobs, "500")
    for year, month in ((2019, 12), (2020, 6), (2021, 12), (2023, 6), (2023, 11)):
        invented.actual(jobs, "100", year, month)
    keep = (store.SHIPPED / "judging_kept.sql").read_text(encoding="utf-8")
    invented.alone()
    invented.rows("delete from judged_months; drop table month_judgements", {})
    invented.rows("create or replace macro most_judgements_kept() as 6", {})
    invented.rows(keep, {})
    # of two periods there is no result, and the second of three ends with December 2020
    kept = ["2015-12", "2020-12", "2023-11"]
    assert [row["as_of"] for row in invented.rows("from judged_months order by as_of", {})] == kept
    assert [row["judged_at"] for row in invented.rows("from month_judgements order by judged_at", {})] == kept


def test_a_month_that_is_not_kept_is_judged_like_one_that_is(shipped_store):
    with store.reading(shipped_store) as cursor:
        assert not cursor.execute("from judged_months where as_of = '2025-04'").fetchall()
    # no result came in April 2025, so a verdict rests on those of March, and only the time is another
    asked = {"region_ids": ["qingdao"], "period_ids": ["13fyp"]}
    april = queries.ask("judgement_list", shipped_store, as_of="2025-04", **asked)
    march = queries.ask("judgement_list", shipped_store, as_of="2025-03", **asked)
    assert len(april) > 10
    assert april.drop(columns="as_of").equals(march.drop(columns="as_of"))


def test_a_question_of_a_month_that_is_kept_works_nothing_out(shipped_store, monkeypatch):
    monkeypatch.setattr(months_of_process, "_kept_aside", None)
    with store.reading(shipped_store) as cursor:
        kept = months(cursor)
    for month in kept:
        assert not queries.ask("judgement_summary", shipped_store, as_of=month).empty


@pytest.mark.parametrize("macro", store.MONTHLY)
@pytest.mark.parametrize("month", ["2024-06", "2025-04"])
def test_what_is_worked_out_once_of_a_month_is_what_each_question_would_work_out(shipped_store, macro, month):
    with store.reading(shipped_store) as cursor:
        store.judge(cursor, month, f"from {macro}(month, null)")
        kept, worked = f"from {macro}('{month}', null)", f"from ledger.main.{macro}('{month}', null)"
        assert cursor.execute(f"({kept}) except all ({worked})").fetchall() == []
        assert cursor.execute(f"({worked}) except all ({kept})").fetchall() == []
        assert len(cursor.execute(kept).fetchall()) > 20


@pytest.mark.parametrize("macro", store.MONTHLY)
def test_of_a_large_ledger_a_month_is_worked_out_for_the_regions_that_are_asked_for(shipped_store, monkeypatch, macro):
    month, asked = "2024-10", ["zhoushan"]
    with store.reading(shipped_store) as cursor:
        store.latest_month(cursor)
        monkeypatch.setitem(connections.notes(cursor)[0], "is_small", False)
        store.judge(cursor, month, f"from {macro}(month, regions)", asked)
        kept = cursor.execute(f"from {macro}('{month}', null) order by all").fetchall()
        assert (
            kept
            == cursor.execute(
                f"from ledger.main.{macro}('{month}', null) where region_id = 'zhoushan' order by all"
            ).fetchall()
        )
        assert len(kept) > 10
        cursor.execute(f"delete from memory.main.month_region_{macro} where judged_at = '{month}'").fetchall()
        connections.notes(cursor)[0]["aside"][f"region_{macro}"] -= {(month, "zhoushan")}


def test_of_a_large_ledger_a_month_is_worked_out_once_for_all_who_ask_for_every_region(shipped_store, monkeypatch):
    month, macro = "2024-11", "missing_results"
    with store.reading(shipped_store) as cursor:
        store.latest_month(cursor)
        known = connections.notes(cursor)[0]
        monkeypatch.setitem(known, "is_small", False)
        asked = f"from {macro}('{month}', null)"
        store.judge(cursor, month, asked, ["zhoushan"])
        of_one = cursor.execute(asked).fetchall()
        store.judge(cursor, month, asked)
        every = cursor.execute(asked).fetchall()
        assert sorted(every, key=str) == sorted(
            cursor.execute(f"from ledger.main.{macro}('{month}', null)").fetchall(), key=str
        )
        assert len(every) > len(of_one) > 10
        # who asks for one still has that one's alone
        store.judge(cursor, month, asked, ["zhoushan"])
        assert cursor.execute(asked).fetchall() == of_one
        assert (month, None) in known["aside"][macro]
        # of no more months than are held
        monkeypatch.setitem(known, "most", len(known["aside"][macro]))
        store.judge(cursor, "2024-10", asked)
        assert ("2024-10", None) not in known["aside"][macro]
        for kept, part in ((macro, None), (f"region_{macro}", "zhoushan")):
            cursor.execute(f"delete from memory.main.month_{kept} where judged_at = '{month}'").fetchall()
            known["aside"][kept] -= {(month, part)}


def test_months_that_are_worked_out_ahead_are_what_each_would_be_alone(shipped_store, monkeypatch):
    macros = [macro for macro in store.MONTHLY if macro not in months_of_process.STORED]
    with store.reading(shipped_store) as cursor:
        store.judge(cursor, store.latest_month(cursor), " ".join(f"{macro}(" for macro in macros))
        ahead = some(sorted(months(cursor)), 0, 7, 19, -1)
        keep_months(monkeypatch, ahead, shipped_store)
        months_of_process.work_ahead()
        for macro in macros:
            assert {(month, None) for month in ahead} <= connections.notes(cursor)[0]["aside"][macro]
            for month in ahead:
                kept = f"select * exclude (judged_at) from memory.main.month_{macro} where judged_at = '{month}'"
                worked = f"from ledger.main.{macro}('{month}', null)"
                differing = f"(({worked}) except all ({kept})) union all (({kept}) except all ({worked}))"
                assert cursor.execute(differing).fetchall() == [], (macro, month)


def test_of_a_ledger_of_very_many_rows_no_month_is_worked_out_ahead(shipped_store, monkeypatch):
    with store.reading(shipped_store) as cursor:
        store.judge(cursor, "2025-04", "from missing_results(")
        known = connections.notes(cursor)[0]
        monkeypatch.setitem(known, "is_short", False)
        monkeypatch.setitem(known["aside"], "missing_results", frozenset())
        months_of_process.work_ahead()
        assert known["aside"]["missing_results"] == frozenset()


def test_a_process_that_holds_enough_months_works_the_others_out_and_holds_no_more(shipped_store, monkeypatch):
    asked = {"region_ids": ["qingdao"], "period_ids": ["13fyp"]}
    held = queries.ask("judgement_list", shipped_store, as_of="2025-05", **asked)
    queries.forget()
    monkeypatch.setattr(months_of_process, "_kept_aside", lambda *_: "")
    assert queries.ask("judgement_list", shipped_store, as_of="2025-05", **asked).equals(held)
    with store.reading(shipped_store) as cursor:
        store.judge(cursor, "2025-05")
        store.judge(cursor, "2025-07")
        assert len(cursor.execute("from judgements('2025-07')").fetchall()) > 100
