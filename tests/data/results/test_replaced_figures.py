"""A figure in the place of another: what was corrected counts no more, what was adjusted counts for months before."""

import csv
from pathlib import Path

import duckdb
import pytest

from data import store

DOCUMENTS = [
    ("demo-results", "2023-01-20"), ("demo-revised", "2024-02-10"), ("demo-adjusted", "2023-03-15"),
    ("demo-notice", "2023-06"),
]  # fmt: skip
# id, document, role, value, first and last year, what it takes the place of and why
FACTS = [
    ("demo-results.text1-1.actual.2021", "demo-results", "actual", "4", 2021, 2021, "", ""),
    ("demo-results.text1-2.actual.2022", "demo-results", "actual", "4.2", 2022, 2022, "", ""),
    (
        "demo-revised.text1-1.actual.2022", "demo-revised", "actual", "5", 2022, 2022,
        "demo-results.text1-2.actual.2022", "revision",
    ),
    (
        "demo-adjusted.text1-1.actual.2021", "demo-adjusted", "actual", "3", 2021, 2021,
        "demo-results.text1-1.actual.2021", "adjustment",
    ),
    (
        "demo-notice.text1-1.target", "demo-notice", "target", "[25]", 2021, 2025, "demo-plan.table1-1.target",
        "adjustment",
    ),
]  # fmt: skip


def write(file: Path, rows: list[dict[str, object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def ledger(small_ledger):
    """The small ledger with results of two years, one revised, one adjusted, and a target that was raised in 2023."""
    place = small_ledger.store / "imports/replaced"
    for part in ("catalog", "facts"):
        (place / part).mkdir(parents=True)
    about = {"issuer": "示例东市", "kind": "statistical_release", "region_id": "demo-east"}
    write(
        place / "catalog/documents.csv",
        [{"document_id": name, "title_zh": name, "issued_on": day, **about} for name, day in DOCUMENTS],
    )
    for document, _ in DOCUMENTS:
        facts = [
            {
                "fact_id": fact_id, "document_id": document, "region_id": "demo-east", "indicator_id": "demo_jobs",
                "role": role, "place": "text", "locator": "正文", "label_raw": "新增就业", "value_raw": value,
                "value": value.strip("[]"), "comparator": "eq", "unit": "万人", "year_from": first, "year_to": last,
                "basis": "total", "basis_source": "printed", "reliability": "A", "supersedes": older,
                "change_kind": kind,
            }
            for fact_id, own, role, value, first, last, older, kind in FACTS
            if own == document
        ]  # fmt: skip
        write(place / f"facts/{document}.csv", facts)
    path = store.built_file(small_ledger.store, small_ledger.shipped)
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def test_each_month_is_judged_by_the_figures_in_force_then(ledger):
    def judged(month: str) -> tuple[object, ...]:
        (row,) = ledger.execute(
            "select target_fact_id, document_id, is_plan_row, target::double, done::double from judgements(?)"
            " where region_id = 'demo-east' and indicator_id = 'demo_jobs'",
            [month],
        ).fetchall()
        return row

    old, new = "demo-plan.table1-1.target", "demo-notice.text1-1.target"
    # the revised year counts as revised from the first; the adjusted one as it was until March 2023
    assert judged("2022-12") == (old, "demo-plan", True, 20, 9)
    assert judged("2023-03") == (old, "demo-plan", True, 20, 8)
    assert judged("2023-06") == (new, "demo-plan", True, 25, 8)


def test_what_stands_now_is_the_row_of_the_plan_and_nothing_else_is_reckoned_with(ledger):
    rows = ledger.execute(
        "select target_fact_id, target::double, row_no from plan_rows where indicator_id = 'demo_jobs'"
    ).fetchall()
    assert rows == [("demo-notice.text1-1.target", 25, "1")]
    assert ledger.execute("select count(*) from rival_facts").fetchone() == (0,)
    assert ledger.execute("select base_used_raw from target_bases where target_fact_id like '%-1.target'").fetchall()
    flows = ledger.execute("select value_raw from year_flows where region_id = 'demo-east' order by year_to").fetchall()
    assert flows == [("3",), ("5",)]


def test_every_figure_stays_in_the_ledger_with_what_took_its_place(ledger):
    replaced = ledger.execute(
        "select fact_id, superseded_by, change_kind::varchar from superseded_facts where superseded_by is not null"
        " order by fact_id"
    ).fetchall()
    assert replaced == sorted((older, fact_id, kind) for fact_id, *_, older, kind in FACTS if older)
    assert ledger.execute("select count(*) from facts where import_id = 'replaced'").fetchone() == (5,)


def test_a_ruling_and_a_remark_stand_beside_what_is_found(ledger):
    (ruled,) = ledger.execute("select target_fact_id, status::varchar, reason from rulings_at('2023-01')").fetchall()
    assert ruled == ("demo-plan.table1-1.target", "met", "示例理由")
    assert ledger.execute("select count(*) from rulings_at('2022-11')").fetchone() == (0,)
    (remark,) = ledger.execute("select cause, measures, office from remarks_at('2025-12')").fetchall()
    assert remark == ("示例原因", "示例措施", "示例就业处")
