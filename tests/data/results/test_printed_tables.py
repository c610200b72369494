"""A table as printed becomes facts; an import may say only the name, the print, the role and the year."""

import csv
from functools import partial
from pathlib import Path

import pytest

from data import completing, imports
from data.__main__ import main
from data.results.printed_table import PrintedTable, facts_of, labels_of, printed_table, write_table
from data.shape import LedgerFault

PASTED = """序号\t指标\t单位\t2020年基数\t2025年目标\t属性
1\t示例新增就业人数\t万人\t〔18〕\t〔20〕\t预期性
2\t示例失业率\t%\t—\t5.5左右\t约束性
3\t陌生的指标数\t个\t3\t5\t预期性
注：〔 〕内为五年累计数。
"""


@pytest.fixture
def table(small_ledger) -> PrintedTable:
    return printed_table(PASTED, folder=small_ledger.store, shipped=small_ledger.shipped)


def test_a_pasted_table_becomes_facts_without_one_further_cell(table):
    columns = (
        "indicator_id",
        "role",
        "value_raw",
        "value",
        "comparator",
        "unit",
        "year_from",
        "year_to",
        "basis",
        "attribute",
    )
    found = [tuple(fact[column] for column in columns) for fact in facts_of(table, "demo-next", "demo-east")]
    assert found == [
        ("demo_jobs", "baseline", "〔18〕", "18", "eq", "万人", "2016", "2020", "total", "expected"),
        ("demo_jobs", "target", "〔20〕", "20", "eq", "万人", "2021", "2025", "total", "expected"),
        ("demo_rate", "baseline", "—", "", "", "%", "2020", "2020", "at_end", "binding"),
        ("demo_rate", "target", "5.5左右", "5.5", "approx", "%", "2025", "2025", "at_end", "binding"),
    ]  # fmt: skip


def test_an_indicator_that_is_not_known_is_asked_for_and_learnt(table):
    asked = [doubt for doubt in table.doubts if doubt.is_fault]
    assert [doubt.key for doubt in asked] == ["4", "5"]
    assert "陌生的指标数" in asked[0].said("zh")
    chosen = {4: "demo_training", 5: "demo_training"}
    assert len(facts_of(table, "demo-next", "demo-east", chosen)) == 6
    assert labels_of(table, chosen) == [{"label": "陌生的指标数", "indicator_id": "demo_training"}]


def test_what_is_no_table_is_said_in_one_sentence(small_ledger):
    for text in ("你好\n世界", "", "1\t2\n3\t4"):
        found = printed_table(text, folder=small_ledger.store, shipped=small_ledger.shipped)
        assert [doubt.is_fault for doubt in found.doubts] == [True]
        assert found.candidates == ()


DOCUMENT = {
    "document_id": "demo-next", "title_zh": "示例规划之二", "issuer": "示例东市政府", "kind": "special_plan",
    "region_id": "demo-east", "period_id": "14fyp",
}  # fmt: skip


def test_a_table_is_an_import_and_its_labels_are_known_the_next_time(small_ledger, table, tmp_path):
    folders = {"folder": small_ledger.store, "shipped": small_ledger.shipped}
    labels = small_ledger.shipped / "catalog/labels.csv"
    assert write_table(tmp_path / "given", DOCUMENT, table) == 4
    assert imports.check(tmp_path / "given", "next", **folders) == {"documents": 1, "facts": 4}
    labels.write_text(labels.read_text(encoding="utf-8") + "陌生的指标数,demo_training\n", encoding="utf-8")
    again = printed_table(PASTED, **folders)
    assert {one.indicator_id for one in again.candidates} == {"demo_jobs", "demo_rate", "demo_training"}


def test_the_command_line_writes_a_folder_that_can_be_imported_and_says_what_is_left_out(
    small_ledger, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr("data.results.commands.printed_table", partial(printed_table, shipped=small_ledger.shipped))
    file, out = tmp_path / "table.csv", tmp_path / "given"
    file.write_text(PASTED.replace("个", "万人次"), encoding="utf-8")
    words = [f"{name}={value}" for name, value in DOCUMENT.items()]
    command = ["table", str(file), "--out", str(out), "--store", str(small_ledger.store)]
    assert main([*command, *words[1:]]) == 2
    assert "document_id" in capsys.readouterr().err
    assert main([*command, *words]) == 1
    assert "陌生的指标数" in capsys.readouterr().err
    assert main([*command, *words, "陌生的指标数=demo_training"]) == 0
    assert imports.check(out, "next", small_ledger.store, small_ledger.shipped) == {
        "documents": 1,
        "labels": 1,
        "facts": 6,
    }


def given(folder: Path, *rows: str) -> Path:
    (folder / "catalog").mkdir(parents=True)
    (folder / "facts").mkdir()
    with (folder / "catalog/documents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(DOCUMENT))
        writer.writeheader()
        writer.writerow(DOCUMENT)
    lines = ["label_raw,value_raw,role,year,table_no", *rows]
    (folder / "facts/demo-next.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_an_import_says_the_least_and_the_rest_is_derived_and_shown(small_ledger, tmp_path):
    source = given(
        tmp_path / "given",
        "新增就业（万人）,〔18〕,baseline,2020,1",
        "新增就业（万人）,[20],target,2025,1",
        "失业率,＜4％,target,2025,1",
    )
    found = imports.checked(source, "next", small_ledger.store, small_ledger.shipped)
    columns = ("fact_id", "indicator_id", "value", "comparator", "unit", "year_from", "year_to", "basis")
    assert [tuple(fact[column] for column in columns) for fact in found.completed] == [
        ("demo-next.table1-1.baseline", "demo_jobs", "18", "eq", "万人", "2016", "2020", "total"),
        ("demo-next.table1-1.target", "demo_jobs", "20", "eq", "万人", "2021", "2025", "total"),
        ("demo-next.table1-2.target", "demo_rate", "4", "lt", "%", "2025", "2025", "at_end"),
    ]
    # what was given stays as it was
    assert len((source / "facts/demo-next.csv").read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("陌生的指标,3,target,2025,1", "unknown_label"),
        ("失业率,3,target,,1", "too_little"),
        (",3,target,2025,1", "too_little"),
        ("失业率,3,target,明年,1", "not_a_number"),
    ],
)
def test_what_cannot_be_derived_is_asked_for_by_its_line(line, fault, small_ledger, tmp_path):
    with pytest.raises(LedgerFault) as refused:
        imports.check(given(tmp_path / "given", line), "next", small_ledger.store, small_ledger.shipped)
    (found,) = refused.value.faults
    assert (found["file"], found["line"], found["fault"]) == ("next/facts/demo-next.csv", 2, fault)


def test_most_of_what_the_shipped_facts_say_follows_from_their_print(tmp_path):
    catalogue = completing.Catalogue(tmp_path, completing.store.SHIPPED, tmp_path)
    columns = ("value", "comparator", "unit", "basis", "year_from")
    wrong: dict[str, list[str]] = {column: [] for column in columns}
    count = 0
    for file in sorted((completing.store.SHIPPED / "facts").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if row["place"] == "table"]
        names = ("indicator_id", "label_raw", "value_raw", "role", "year_to", "table_no", "row_no")
        made, faults = completing.completed([{name: row[name] for name in names} for row in rows], file.stem, catalogue)
        assert faults == []
        count += len(rows)
        for row, own in zip(rows, made, strict=True):
            for column in columns:
                if (own.get(column) or "") != row[column]:
                    wrong[column].append(row["fact_id"])
    assert count == 208
    assert {column: len(ids) for column, ids in wrong.items()} == {
        "value": 0, "comparator": 0, "unit": 0, "basis": 2, "year_from": 1
    }, wrong  # fmt: skip
