"""`python -m queries`: the list, an answer as CSV, and what a wrong call says."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import queries
from queries.__main__ import main
from queries.delimited import csv_bytes

ROOT = Path(queries.__file__).parents[1]


def answer(capfdbinary, *words: str) -> bytes:
    assert main(list(words)) == 0
    return capfdbinary.readouterr().out


def test_without_a_name_every_question_is_listed_with_parameters_and_example(capsys):
    assert main([]) == 0
    listed = capsys.readouterr().out
    for name in queries.names():
        assert f"{name}\n    {queries.question(name)}\n" in listed
        assert f"    python -m queries {queries.example(name)}\n" in listed
        assert all(f"    {key}: {meaning}\n" in listed for key, meaning in queries.parameters(name).items())


@pytest.mark.parametrize("name", ["commitment_list", "ledger_summary", "rival_list"])
def test_the_example_answers_with_csv(name, capfdbinary):
    written = answer(capfdbinary, *queries.example(name).split())
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") > 1


def test_the_answer_is_that_of_the_door(capfdbinary):
    written = answer(capfdbinary, "continuity_list", "region_ids=zhoushan")
    assert written == csv_bytes(queries.ask("continuity_list", region_ids=["zhoushan"]))


def test_commas_make_a_list_numbers_are_numbers_and_words_are_one_text(capfdbinary):
    both = answer(capfdbinary, "document_list", "kinds=five_year_plan,special_plan", "region_ids=qingdao")
    assert list(pd.read_csv(io.BytesIO(both))["document_id"]) == ["qingdao-hrss-14fyp", "qingdao-employment-14fyp"]
    dated = answer(capfdbinary, "commitment_list", "year=2022", "words=培训")
    assert dated == csv_bytes(queries.ask("commitment_list", year=2022, words="培训"))
    with_equals = answer(capfdbinary, "evidence_list", "words=a=b")
    assert with_equals == csv_bytes(queries.ask("evidence_list", words="a=b"))


@pytest.mark.parametrize("told", ["true", "false"])
def test_a_truth_is_told_as_true_or_false(told, capfdbinary):
    written = answer(capfdbinary, "evidence_list", f"is_conflict={told}")
    assert written == csv_bytes(queries.ask("evidence_list", is_conflict=told == "true"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["facts"], "facts: no such question; there are "),
        (["fact_list", "qingdao"], "qingdao: write key=value, for example fact_list region_ids=qingdao roles=target"),
        (["fact_list", "region=qingdao"], "fact_list has no parameter region"),
        (["commitment_list", "year=next"], "year"),
        (["judgement_list", "as_of=2025-13"], "as_of=2025-13: as_of is a month, YYYY-MM"),
        (["judgement_list", "as_of="], "as_of is a month"),
        (["commitment_list", "year=20220"], "year=20220: year is a whole number"),
        (["fact_list", "roles=target", "roles=actual"], "roles is given twice"),
        (["../data/schema"], "no such question"),
        (["evidence_list", "is_conflict=yes"], "is_conflict"),
    ],
)
def test_a_wrong_call_says_why_and_ends_with_2(words, said, capsys):
    assert main(words) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert said in written.err
    assert "Traceback" not in written.err


def test_a_missing_store_is_built_where_it_is_named(tmp_path):
    folder = tmp_path / "new" / "store"
    ended = subprocess.run(
        [sys.executable, "-m", "queries", "region_list", "--store", str(folder)],
        cwd=ROOT, capture_output=True, env=os.environ | {"PLANLEDGER_STORE": str(tmp_path / "other")},
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert list(pd.read_csv(io.BytesIO(ended.stdout))["region_id"])[:2] == ["qingdao", "zhoushan"]
    assert len(list((folder / "built").glob("ledger-*.duckdb"))) == 1
    assert not (tmp_path / "other").exists()


def test_a_faulty_store_is_said_with_file_and_line_and_ends_with_1(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    facts = tmp_path / "imports/broken/facts"
    facts.mkdir(parents=True)
    (facts / "demo.csv").write_text("wrong,header\n", encoding="utf-8")
    assert main(["region_list"]) == 1
    written = capsys.readouterr()
    assert written.out == ""
    assert "broken/facts/demo.csv:1: unknown_column" in written.err


@pytest.mark.parametrize(
    "words",
    [["commitment_list", "year=" + "9" * 5000], ["commitment_list", "year=٣"], ["commitment_list", "year=99999999999"],
     ["judgement_list", "as_of=x"], ["judgement_list", "as_of=2025-13"], ["judgement_list", "as_of=" + "9" * 5000]],
)  # fmt: skip
def test_a_number_or_month_that_cannot_be_is_one_short_line(words, capsys):
    assert main(words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert len(line) < 150


def test_what_the_system_refuses_is_one_line(capsys, monkeypatch):
    def refused(*given, **named):
        raise NotADirectoryError(20, "Not a directory", "some/place")

    monkeypatch.setattr(queries, "written", refused)
    assert main(["region_list"]) == 1
    assert capsys.readouterr().err == "some/place: Not a directory\n"
