"""python -m components.exports: lists the briefings and writes each as any file, or says why not."""

import shutil
import zipfile
from dataclasses import replace

import pytest

from components.exports import files
from components.exports.__main__ import main
from components.views import briefing, sentences
from tests.people import KEEPER

BEGINNINGS = {"pptx": b"PK", "xlsx": b"PK", "docx": b"PK", "html": b"<!DOCTYPE html>", "zip": b"PK"}
SMALL = "舟山规划衔接"


@pytest.fixture(autouse=True)
def no_briefings(own_store, views_store):
    shutil.rmtree(views_store / "briefings", ignore_errors=True)


def test_the_list_has_one_briefing_a_line_its_name_first(capsys):
    briefing.copy(briefing.briefing(SMALL), "给局长 第二稿", by=KEEPER)
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == list(briefing.names())
    assert lines[0].split("\t")[0] == "给局长 第二稿"


@pytest.mark.parametrize("ending", files.ENDINGS)
def test_a_briefing_is_written_as_each_kind_of_file(ending, tmp_path):
    out = tmp_path / f"a.{ending}"
    assert main(["briefing", SMALL, "--to", ending, "--out", str(out)]) == 0
    content = out.read_bytes()
    assert content[:20].lower().startswith(BEGINNINGS[ending].lower())
    if BEGINNINGS[ending] == b"PK":
        assert zipfile.ZipFile(out).testzip() is None
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_an_unknown_name_is_answered_with_those_that_are_there_and_no_file(tmp_path, capsys):
    assert main(["briefing", "没有的", "--to", "zip", "--out", str(tmp_path / "a.zip")]) == 2
    said = capsys.readouterr().err
    assert "没有的" in said
    assert SMALL in said
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(tmp_path, capsys):
    out = tmp_path / "no such folder" / "a.zip"
    assert main(["briefing", SMALL, "--to", "zip", "--out", str(out)]) == 2
    assert str(out) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_files_and_names_are_english_where_it_is_asked(tmp_path, capsys):
    assert main(["--lang", "en", "list"]) == 0
    names = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert "Zhoushan: plan to plan" in names
    out = tmp_path / "a.html"
    assert main(["--lang", "en", "briefing", names[-1], "--to", "html", "--out", str(out)]) == 0
    assert '<html lang="en' in out.read_text(encoding="utf-8")[:200]


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("青岛“十四五”终期评估", "青岛“十四五”终期评估.pptx"),
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j.pptx"),
        (" 给局长 第二稿. ", "给局长-第二稿.pptx"),
        ("长" * 300, "长" * 80 + ".pptx"),
    ],
)
def test_a_file_bears_the_briefings_name_in_letters_that_every_system_takes(name, file_name):
    assert files.file_name(name, "pptx") == file_name
    assert len(file_name.encode()) < 255


def test_sentences_are_written_each_once_with_place_and_facts(tmp_path, monkeypatch):
    one = sentences.Sentence("overview/board", "period=14fyp", "2025-12", "zh", "headline", "一句", ("a", "b"))
    monkeypatch.setattr(sentences, "sentences", lambda: [one, replace(one, place="progress/completion")])
    monkeypatch.setenv("PLANLEDGER_STORE", "")
    out = tmp_path / "a.csv"
    assert main(["sentences", "--store", str(tmp_path / "other"), "--out", str(out)]) == 0
    head, *rows = out.read_text(encoding="utf-8-sig").splitlines()
    assert head == ",".join(sentences.COLUMNS)
    assert rows == ["overview/board,period=14fyp,2025-12,zh,headline,一句,a;b"]


def test_a_ledger_with_faults_is_said_in_lines(tmp_path, capsys, monkeypatch):
    facts = tmp_path / "imports/broken/facts"
    facts.mkdir(parents=True)
    (facts / "x.csv").write_text("nonsense\n", encoding="utf-8")
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    assert main(["list"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("broken/facts/x.csv:1: unknown_column [nonsense]\n")
