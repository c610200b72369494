"""Results become one import: told before and after, corrected without loss, listed, taken out with what needs them."""

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest
from wanted_rows import row

from data import imports, store
from data.__main__ import main
from data.people import Person, RightRefused
from data.results.commit import EntriesRefused, Source, commit, preview, trial
from data.results.entered import Entry
from data.results.source import facts_of, taken
from data.results.taken_in import changes_logged, going_together, imports_taken, undo_together, versions
from data.results.wanted import rows_wanted
from tests.people import EDITOR, KEEPER, READER

BUREAU = Source("示例东市人社局", is_issuing=True, issued_on="2026-02-01")
JOBS, RATE = "demo-east:demo_jobs:2024-12", "demo-east:demo_rate:2024-12"


@pytest.fixture
def kept(small_ledger):
    """The folders of the small ledger, as the functions take them."""
    return {"folder": small_ledger.store, "shipped": small_ledger.shipped}


def asked(kept, year: int = 2024, month: int = 12):
    return rows_wanted("demo-east", year, month, **kept)


def facts(kept) -> dict[str, tuple[str, str, str, str, str]]:
    with duckdb.connect(
        str(store.built_file(**{"store": kept["folder"], "shipped": kept["shipped"]})), read_only=True
    ) as ledger:
        rows = ledger.execute(
            "select fact_id, value_raw, unit, reliability::varchar, coalesce(supersedes, ''), coalesce(note, '')"
            " from facts where import_id <> 'shipped'"
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


def test_the_rows_of_a_plan_are_wanted_in_its_order_with_target_office_and_date(kept):
    found = asked(kept)
    assert [row.key for row in found] == [JOBS, RATE]
    jobs = found[0]
    assert (jobs.target_raw, jobs.unit, jobs.basis, jobs.needed_value) == ("[20]", "万人", "total", 4)
    assert (jobs.responsible, jobs.due_on, jobs.is_in_span) == ("示例就业处", "2025-01-15", True)
    assert [jobs.is_overdue(date(2025, 1, day)) for day in (15, 16)] == [False, True]
    assert found[1].basis == "at_end"
    assert (found[1].last_raw, found[1].last_year, found[1].before_raw) == ("3.1", 2020, None)
    assert [row.key for row in asked(kept, 2030)] == ["demo-east:demo_jobs:2030-12", "demo-east:demo_rate:2030-12"]
    assert not any(row.is_in_span for row in asked(kept, 2030))
    assert rows_wanted("nowhere", 2024, **kept) == []


def test_a_trial_tells_what_would_change_answers_as_if_the_entries_were_in_it_and_takes_nothing_in(kept):
    entries = [Entry(JOBS, "4.4"), Entry(RATE, "3.2%")]
    with trial(entries, asked(kept), BUREAU, by=KEEPER, **kept) as (prepared, folder):
        found = rows_wanted("demo-east", 2025, folder=folder, shipped=kept["shipped"])
    assert (found[0].before_raw, found[0].before_fact_id) == ("4.4", prepared.facts[0]["fact_id"])
    assert not folder.exists()
    said = [change.said("zh") for change in prepared.changes]
    assert any("4.4万人" in text and "22.0%" in text for text in said)
    assert all(change.said("en") for change in prepared.changes)
    assert facts(kept) == {}
    assert not (kept["folder"] / "imports").exists()


def test_entries_become_the_import_that_was_previewed_which_says_who_entered_it(kept, monkeypatch):
    entries, rows = [Entry(JOBS, "4.4"), Entry(RATE, "未公布")], asked(kept)
    told = preview(entries, rows, BUREAU, by=KEEPER, **kept)
    # the ledger that the preview has built is the one that is published
    monkeypatch.setattr(store, "_build", None)
    done = commit(entries, rows, BUREAU, by=KEEPER, **kept)
    assert (done.import_id, done.changes) == ("demo-east-results-2024-12", told.changes)
    assert facts(kept) == {"demo-east-results-2024-12.text1-1.actual.2024": ("4.4", "万人", "A", "", "")}
    assert [change.kind for change in done.changes][:1] == ["figure"]
    place = kept["folder"] / "imports" / done.import_id / "catalog/documents.csv"
    with place.open(encoding="utf-8", newline="") as lines:
        (document,) = csv.DictReader(lines)
    assert (document["issuer"], document["entered_by"], document["issued_on"]) == ("示例东市人社局", "赵", "2026-02-01")
    (listed,) = imports_taken(**kept)
    assert (listed.who, listed.results, listed.needs, listed.needed_by) == ("赵", 1, (), ())


@pytest.mark.parametrize(
    ("source", "grade"), [(BUREAU, "A"), (Source("示例统计局"), "B"), (Source(), "C"), (Source(is_issuing=True), "C")]
)
def test_grade_a_is_only_of_a_bureau_that_is_named_and_issues_them(source, grade):
    asked_for = row()
    (fact,) = facts_of(taken([Entry(asked_for.key, "4.4")], [asked_for]), source, "demo")
    assert fact["reliability"] == grade


@pytest.mark.parametrize(
    "entries", [[], [Entry(JOBS, "")], [Entry(JOBS, "四")], [Entry(JOBS, "44000")], [Entry("nothing", "4")]]
)
def test_faults_and_doubts_that_nobody_confirmed_let_nothing_in(entries, kept):
    with pytest.raises(EntriesRefused) as refused:
        commit(entries, asked(kept), BUREAU, by=KEEPER, **kept)
    assert refused.value.told("zh") != refused.value.told("en")
    assert not (kept["folder"] / "imports").exists()


def test_an_editor_enters_results_and_a_reader_does_not(kept):
    with pytest.raises(RightRefused):
        commit([Entry(JOBS, "4.4")], asked(kept), BUREAU, by=READER, **kept)
    assert facts(kept) == {}
    commit([Entry(JOBS, "4.4")], asked(kept), BUREAU, by=EDITOR, **kept)
    assert len(facts(kept)) == 1


def test_the_same_cell_again_takes_the_place_of_the_first_which_stays_to_be_seen(kept):
    first = commit([Entry(JOBS, "4.4")], asked(kept), BUREAU, by=KEEPER, **kept)
    with pytest.raises(EntriesRefused) as refused:
        commit([Entry(JOBS, "4.5")], asked(kept), BUREAU, by=KEEPER, **kept)
    assert [doubt.kind for doubt in refused.value.doubts] == ["replaces"]
    with pytest.raises(EntriesRefused):  # nothing new is nothing to take in
        commit([Entry(JOBS, "4.4")], asked(kept), BUREAU, by=KEEPER, **kept)
    again = commit([Entry(JOBS, "4.5", "复核后更正")], asked(kept), BUREAU, by=KEEPER, **kept)
    old, new = first.facts[0]["fact_id"], again.facts[0]["fact_id"]
    assert again.replaced_fact_ids == (old,)
    assert facts(kept)[new] == ("4.5", "万人", "A", old, "复核后更正")
    (row, _) = asked(kept)
    assert (row.current_raw, row.current_fact_id) == ("4.5", new)
    assert row.current_document_zh == "东市2024年结果 (2)"
    (version,) = versions(first.document_id, **kept)
    (difference,) = version.differences
    assert (difference.raw_before, difference.raw_after, difference.change_kind) == ("4.4", "4.5", "correction")
    # the first import is needed by the second, and goes with it
    assert going_together(first.import_id, imports_taken(**kept)) == [again.import_id, first.import_id]
    with pytest.raises(imports.ImportRefused, match=again.import_id):
        imports.undo(first.import_id, kept["folder"], kept["shipped"], by=KEEPER)
    assert undo_together(first.import_id, by=KEEPER, **kept) == [again.import_id, first.import_id]
    assert facts(kept) == {}
    assert [line["what"] for line in changes_logged(kept["folder"])][:2] == ["import.undo", "import.undo"]


@pytest.mark.slow
def test_what_somebody_else_entered_meanwhile_is_seen_before_it_is_replaced(kept):
    seen = asked(kept)
    commit([Entry(JOBS, "4.4")], asked(kept), BUREAU, by=Person("钱", "keeper"), **kept)
    with pytest.raises(EntriesRefused) as refused:
        commit([Entry(JOBS, "4.6")], seen, BUREAU, by=KEEPER, **kept)
    assert [doubt.kind for doubt in refused.value.doubts] == ["replaces"]


@pytest.mark.slow
def test_two_who_enter_at_once_get_two_imports(kept):
    command = (
        "import sys; from pathlib import Path; from data.results.commit import Source, commit;"
        " from data.results.entered import Entry; from data.results.wanted import rows_wanted;"
        " from tests.people import KEEPER; k = dict(folder=Path(sys.argv[2]), shipped=Path(sys.argv[3]));"
        " rows = rows_wanted('demo-east', 2024, **k);"
        " commit([Entry(sys.argv[1], sys.argv[4])], rows, Source('局', True), by=KEEPER, **k)"
    )
    folders = [str(kept["folder"]), str(kept["shipped"])]
    people = [
        subprocess.Popen([sys.executable, "-c", command, key, *folders, typed], cwd=Path(store.__file__).parents[1])
        for key, typed in ((JOBS, "4.4"), (RATE, "3.2"))
    ]
    assert [person.wait(120) for person in people] == [0, 0]
    assert sorted(one.import_id for one in imports_taken(**kept)) == [
        "demo-east-results-2024-12", "demo-east-results-2024-12-2",
    ]  # fmt: skip


def filled_form(folder: Path, typed: object) -> tuple[Path, int]:
    """A form of Zhoushan's results of 2024 with one cell filled in, and its line."""
    form = folder / "form.xlsx"
    words = ["region_id=zhoushan", "year=2024", "due_on=2025-01-20"]
    assert main(["template", *words, "--out", str(form), "--store", str(folder / "store")]) == 0
    book = openpyxl.load_workbook(form)
    line = next(line for line in range(6, 40) if "失业保险" in str(book.active.cell(line, 2).value))
    book.active.cell(line, 8, typed)
    book.save(form)
    return form, line


def test_the_command_line_writes_a_form_and_says_what_is_wrong_with_a_filled_one(tmp_path, capsys):
    form, line = filled_form(tmp_path, "约三十")
    words = ["--store", str(tmp_path / "store"), "--dry-run"]
    assert main(["import", str(form), "--language", "en", *words]) == 1
    assert f"Fault: Cell H{line}, " in capsys.readouterr().err
    assert main(["import", str(form), *words]) == 1
    assert f"错误：H{line} 格 失业保险" in capsys.readouterr().err
    assert main(["template", "region=zhoushan", "--out", str(form), *words[:2]]) == 2
    assert main(["template", "region_id=nowhere", "year=2024", "--out", str(form), *words[:2]]) == 1


@pytest.mark.slow
def test_the_command_line_tries_a_filled_form_and_takes_it_in(tmp_path, capsys):
    form, _ = filled_form(tmp_path, 31.5)
    words = ["--issuer", "舟山市人社局", "--issuing", "--language", "en", "--store", str(tmp_path / "store")]
    assert main(["import", str(form), *words, "--dry-run"]) == 0
    assert "nothing is changed" in capsys.readouterr().out
    assert main(["import", str(form), *words, "--as", "zhoushan-2024"]) == 0
    assert "zhoushan-2024: 1 figures" in capsys.readouterr().out
    assert [one.import_id for one in imports_taken(tmp_path / "store")] == ["zhoushan-2024"]
