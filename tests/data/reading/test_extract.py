"""Whole documents: what is printed is read, and what cannot be read is said in a sentence."""

import csv
import io
import os
import zipfile
from pathlib import Path

import pytest

from benchmarks.reading import of_plans, of_reports
from data.__main__ import main
from data.reading.candidates import COLUMNS, Candidate
from data.reading.extract import read
from data.reading.matching import Name
from data.reading.refusal import Unreadable

SOURCES = Path(os.environ.get("PLANLEDGER_SOURCES", "../shared/sources"))
PLAN = """云山市“十五五”人力资源规划
一、发展基础
“十四五”时期，全市累计实现城镇新增就业21.5万人，城镇登记失业率为2.6%。
二、主要目标
到2030年，城镇新增就业25万人以上，高技能人才总量达到9.6万人。每年培训农民工3000人次。
专栏1 “十五五”时期主要指标
序号\t指标\t单位\t2025年基数\t2030年目标\t属性
1\t城镇新增就业人数\t万人\t[21.5]\t[25]\t预期性
2\t城镇登记失业率\t%\t2.6\t≤4\t预期性
一、人才
3\t高技能人才总量\t万人\t—\t9.6\t约束性
注：[ ]内为五年累计数。
"""


def read_text(text: str) -> tuple[Candidate, ...]:
    return read(text.encode(), "plan.txt").candidates


def test_the_cells_of_a_table_are_read_with_role_years_basis_and_attribute():
    cells = [one for one in read_text(PLAN) if one.place == "table"]
    assert [
        (c.row_no, c.role, c.year_from, c.year_to, c.value_raw, c.comparator, c.basis, c.attribute) for c in cells
    ] == [
        ("1", "baseline", 2021, 2025, "[21.5]", "eq", "total", "expected"),
        ("1", "target", 2026, 2030, "[25]", "eq", "total", "expected"),
        ("2", "baseline", 2025, 2025, "2.6", "eq", "at_end", "expected"),
        ("2", "target", 2030, 2030, "≤4", "le", "at_end", "expected"),
        ("3", "baseline", 2025, 2025, "—", "", "at_end", "binding"),
        ("3", "target", 2030, 2030, "9.6", "eq", "at_end", "binding"),
    ]


def test_running_text_is_read_with_subject_role_and_years():
    found = [one for one in read_text(PLAN) if one.place == "text"]
    assert [(c.label_raw, c.role, c.year_from, c.year_to, str(c.value), c.unit, c.basis) for c in found] == [
        ("城镇新增就业", "actual", 2021, 2025, "21.5", "万人", "total"),
        ("城镇登记失业率", "actual", 2025, 2025, "2.6", "%", "at_end"),
        ("城镇新增就业", "target", 2026, 2030, "25", "万人", "total"),
        ("高技能人才总量", "target", 2030, 2030, "9.6", "万人", "at_end"),
        ("培训农民工", "target", 2026, 2030, "3000", "人次", "each_year"),
    ]


def test_a_figure_says_where_it_stands_in_the_text():
    for one in read_text(PLAN):
        assert PLAN[one.start : one.end] == one.value_raw


def test_the_command_writes_the_promised_columns(tmp_path, capsys):
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    assert main(["extract", str(file)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == COLUMNS
    assert {row["indicator_id"] for row in rows if row["row_no"] == "1"} == {"new_urban_jobs"}


def _zip(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "token"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.txt", "没有数字的文字。".encode(), "no_figures"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save_as"),
        ("a.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save_as"),
        ("a.ofd", _zip({"OFD.xml": b"<ofd/>"}), "save_as"),
        ("a.docx", b"PK\x03\x04 broken", "broken"),
        ("a.docx", b"not a document", "broken"),
        ("a.docx", _zip({"word/document.xml": b"<broken"}), "broken"),
        ("a.docx", lambda: _zip({"word/document.xml": b"\0" * 301_000_000}), "swells"),
        ("a.zip", _zip({"readme.txt": b"x"}), "archive"),
        ("a.xlsx", _zip({"xl/workbook.xml": b"<broken"}), "broken"),
        ("a.pdf", b"%PDF-1.7\nbroken", "broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        ("a.txt", bytes(range(256)) * 40, "no_text"),
        ("a.txt", lambda: b"x" * 51_000_000, "too_large"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(name, content, token):
    # what is large is made when it is asked for
    with pytest.raises(Unreadable) as refused:
        read(content() if callable(content) else content, name)
    assert refused.value.token == token
    for language in ("zh", "en"):
        assert "\n" not in refused.value.sentence(language)


def test_a_missing_file_is_said_without_a_traceback(tmp_path, capsys):
    assert main(["extract", str(tmp_path / "none.txt")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents are not here")
def test_the_five_documents_are_read_as_they_were_entered_by_hand():
    scores = dict(of_plans())
    tables = [score for name, score in scores.items() if name.endswith("table")]
    texts = [score for name, score in scores.items() if name.endswith("text")]
    assert [miss for score in tables for miss in score.misses] == []
    assert sum(score.right for score in texts) >= 0.95 * sum(score.printed for score in texts)
    assert sum(score.right for score in texts) >= 0.90 * sum(score.read for score in texts)


@pytest.mark.skipif(not (SOURCES / "reports_2026").is_dir(), reason="the reports are not here")
def test_the_noted_figures_of_the_work_reports_are_all_found():
    assert of_reports().misses == ()


@pytest.mark.parametrize(
    ("figure", "is_doubted"),
    [("78", True), ("〔20〕", False)],
    ids=["a level under the name of what is newly set up", "a total"],
)
def test_a_level_beside_an_indicator_that_adds_up_is_doubted(figure, is_doubted):
    row = f"1\t博士后工作站数（个）\t60\t{figure}"
    plan = f"云山市“十五五”规划\n序号\t指标\t2025年\t2030年\n{row}\n注：〔〕内为五年累计数。"
    known = [Name("new_stations", "博士后工作站数", "个", "period_total")]
    target = read(plan.encode(), "plan.txt", known).candidates[-1]
    assert ("basis_of_another_kind" in target.doubt) == is_doubted
