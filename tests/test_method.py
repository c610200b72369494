"""The method as it is told to users: every worked number asked again, both languages alike."""

import calendar
import csv
import re
import shlex
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pandas as pd
import pytest

import queries
from components.language import method
from queries.choices import read_words

TEXTS = {language: (method.FOLDER / name).read_text(encoding="utf-8") for language, name in method.DOCUMENTS.items()}
SAYINGS = method.FOLDER.parent / "data/sayings.csv"
NUMBER = r"\d+(?:\.\d+)?"
SUM = re.compile(rf"\(?{NUMBER}(?: ?[-+*/()−×÷]+ ?\(?{NUMBER}\)?)+ = [+−]?{NUMBER}")
both = pytest.mark.parametrize("language", TEXTS)


@pytest.fixture(autouse=True, scope="module")
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANLEDGER_STORE", str(tmp_path_factory.mktemp("store")))
        yield


def examples(language: str) -> list[tuple[list[str], str]]:
    """(comments, sentence) of each worked example; comments before the same sentence stand together."""
    found = re.findall(r"((?:^<!-- ask .+ -->\n)+)(.+)", TEXTS[language], flags=re.MULTILINE)
    return [(re.findall("<!-- ask (.+) -->", comments), sentence) for comments, sentence in found]


@cache
def answer(question: str) -> pd.Series:
    """The one row that the head of a comment asks for: NAME key=value … / column=value …"""
    asked, _, chosen = question.partition(" / ")
    name, *choices = shlex.split(asked)
    rows = queries.ask(name, **read_words(name, choices))
    for column, _, value in (word.partition("=") for word in shlex.split(chosen)):
        rows = rows[rows[column].astype(str) == value]
    assert len(rows) == 1, f"{question}: {len(rows)} rows"
    return rows.iloc[0]


def worked(comments: list[str]) -> Iterator[tuple[str, str, pd.Series]]:
    """(column, value said, row) for everything that the comments of an example say."""
    for comment in comments:
        question, _, said = comment.partition(" : ")
        for column, _, value in (word.partition("=") for word in shlex.split(said)):
            yield column, value, answer(question)


def is_said(column: str, value: str, row: pd.Series) -> bool:
    """Whether the ledger says the value that a comment gives; `used` names the figures that were added up."""
    if column == "used":
        facts = queries.ask("fact_list", indicator_ids=[row["indicator_id"]]).set_index("fact_id")
        return "+".join(str(facts.at[fact_id, "value"]) for fact_id in row["used_fact_ids"]) == value
    cell = row[column]
    if value == "none":
        return bool(pd.isna(cell))
    if re.fullmatch(rf"-?{NUMBER}", value) and not isinstance(cell, str):
        return not pd.isna(cell) and round(Decimal(str(cell)), 6) == Decimal(value)
    return str(cell) == {"true": "True", "false": "False"}.get(value, value)


def wording(column: str, value: str, row: pd.Series, language: str) -> str:
    """The pattern that the sentence must hold for a value; empty for a token that is not printed."""
    if column in ("used", "arithmetic"):
        shown = value.replace("+", " + ") if column == "used" else value.translate(str.maketrans("-*/", "−×÷"))
        return re.escape(shown) + r"(?!\d|\.\d)"
    if f"{column}_{language}" in row:
        return re.escape(row[f"{column}_{language}"])
    if column.endswith("_raw") or column in ("pair", "done_text"):
        return re.escape(value)
    if month := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, number = map(int, month.groups())
        return f"{year}年{number}月" if language == "zh" else f"{calendar.month_name[number]} {year}"
    if re.fullmatch(rf"-?{NUMBER}", value):
        return rf"(?<![\d.]){re.escape(value.replace('-', '−'))}(?!\d|\.\d)"
    return ""


def worth(text: str) -> Decimal:
    """The left side of an arithmetic, reckoned in decimals."""
    signs = text.translate(str.maketrans("−×÷", "-*/"))
    return eval(re.sub(NUMBER, lambda found: f"Decimal('{found[0]}')", signs), {"Decimal": Decimal})


def test_both_languages_have_the_same_comments_in_the_same_order():
    assert [comments for comments, _ in examples("zh")] == [comments for comments, _ in examples("en")]
    assert len(examples("zh")) > 30
    for text in TEXTS.values():
        assert text.count("<!--") == len(re.findall(r"^<!-- ask .+ : .+ -->$", text, flags=re.MULTILINE))


@pytest.mark.parametrize("comment", [comment for comments, _ in examples("zh") for comment in comments])
def test_every_comment_says_what_the_ledger_answers(comment):
    assert [(column, value) for column, value, row in worked([comment]) if not is_said(column, value, row)] == []


@both
def test_every_worked_value_stands_in_the_sentence_that_follows(language):
    for comments, sentence in examples(language):
        patterns = [wording(*said, language) for said in worked(comments)]
        assert [pattern for pattern in patterns if not re.search(pattern, sentence)] == [], sentence


@both
def test_no_decimal_stands_outside_a_comment_or_an_arithmetic(language):
    decimals = re.compile(r"\d+\.\d+").findall
    assert decimals(re.sub(r"^(<!-- .+ -->\n)+.+\n", "", TEXTS[language], flags=re.MULTILINE)) == []
    for comments, sentence in examples(language):
        assert set(decimals(sentence)) <= set(decimals(" ".join([*comments, *SUM.findall(sentence)]))), sentence


@both
def test_every_arithmetic_comes_out_as_printed(language):
    found = SUM.findall(TEXTS[language])
    assert len(found) > 15
    for left, _, right in (text.rpartition(" = ") for text in found):
        printed = Decimal(right.replace("−", "-"))
        assert worth(left).quantize(printed, ROUND_HALF_UP) == printed, left


@both
def test_every_word_of_a_verdict_is_explained(language):
    with SAYINGS.open(encoding="utf-8", newline="") as file:
        told = {row[language] for row in csv.DictReader(file) if row["token"].split(".")[0] in ("status", "refusal")}
    assert len(told) > 15
    assert [word for word in told if word not in TEXTS[language]] == []


@both
def test_the_page_shows_the_text_of_its_language_without_comments(language, monkeypatch):
    monkeypatch.setattr(method, "language", lambda: language)
    shown = method.method_text()
    assert all(sentence in shown for _, sentence in examples(language))
    assert not re.search(r"<!--|^#(?:##)? |\$|\n\n\n", shown, flags=re.MULTILINE)
    assert ("青岛" in shown) == (language == "zh")


def test_a_yearly_floor_without_verdict_names_its_weakest_year_and_what_is_missing():
    row = answer("judgement_list as_of=2025-12 / target_fact_id=qingdao-employment-14fyp.text2.3-5.target")
    assert row["reason_zh"] == "已知各年中最低为≥3.08万人，目标3万人，缺2025年数据"
    lowest = "the lowest known year is ≥3.08 (10k persons), target 3 (10k persons)"
    assert row["reason_en"] == f"{lowest}; no figure for 2025"
