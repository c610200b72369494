"""Answers as text, written in SQL: the bytes are those of the one CSV writer, and JSON says the same values."""

import io
import json
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from data import store
from queries.choices import read_words
from queries.delimited import csv_bytes
from queries.text import ROWS, csv_chunks, json_chunks

AWKWARD = [
    "=1+1", "+1", "-5.6", "-1,234.5", "-万人", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x1f=1", "\u00a0=1", "\u3000=1+1",
    "\u2003-1", " -5.6", "-", "=", "—", "——", "‘=1", "、=1", 'a "b", c', "a,b", "two\nlines", "two\r\nlines", "", " ",
    "\x1f", "a\x1f=1", "'quoted", "'=1", "[197.47]", "−5.6", "+17.6%", "-5%%", "1月", "青岛", "a@b", "<4.5", "100%",
]  # fmt: skip


def written(sql: str, values: dict | None = None) -> bytes:
    """The rows of a piece of SQL as CSV, written in SQL."""
    with store.reading() as cursor:
        return b"".join(csv_chunks(cursor, cursor.sql(sql, params=values)))


def by_python(sql: str, values: dict | None = None) -> bytes:
    """The same by the writer of frames."""
    with store.reading() as cursor:
        rows = cursor.execute(sql, values)
        names = [column for column, *_ in rows.description]
        return csv_bytes(pd.DataFrame(rows.fetchall(), columns=names, dtype=object))


def as_json(sql: str) -> list[dict]:
    with store.reading() as cursor:
        return json.loads(b"".join(json_chunks(cursor, cursor.sql(sql))))


@pytest.mark.parametrize("name", queries.names())
def test_every_answer_has_the_bytes_of_the_writer_of_frames(name):
    example = read_words(name, queries.example(name).split()[1:])
    for choices in ({}, example):
        assert b"".join(queries.written(name, "csv", **choices)) == csv_bytes(queries.ask(name, **choices))


def test_texts_that_a_spreadsheet_would_run_or_misread_are_written_alike():
    sql, values = "select unnest($texts) as text, 'x' as other", {"texts": AWKWARD}
    assert written(sql, values) == by_python(sql, values)


LETTERS = "=+-@ \t\r\n\x1c\x1f\u0085\u1680\u202f\u3000、“—0a9,.;%\"'青\U0001f600"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.sampled_from(LETTERS)), min_size=1))
def test_no_text_is_written_otherwise(texts):
    sql = "select unnest($texts) as text, $texts as texts"
    assert written(sql, {"texts": texts}) == by_python(sql, {"texts": texts})


def test_numbers_and_truths_are_written_with_the_digits_they_have():
    sql = """
        select * from (values
            (197.47::decimal(18, 6), 0.1::double + 0.2, 7::smallint, true),
            (-5.58, 10071722.0, -7, false), (0, -0.0, 0, null), (200, 'nan', null, true), (null, null, 1, true),
            (-0.000001, 1e-7, 1, true), (1.6783, 'inf', 1, true)
        ) as rows (exact, double, whole, truth)"""
    assert written(sql) == by_python(sql)
    assert written(sql).decode("utf-8-sig").splitlines()[1:3] == ["197.47,0.3,7,true", "-5.58,10071722,-7,false"]


def test_a_list_is_inert_in_its_members_and_as_a_whole():
    sql = "select ['=1', 'a', null, '-5'] as texts, [-1, 2] as numbers, []::varchar[] as nothing"
    assert written(sql) == by_python(sql)
    assert written(sql).decode("utf-8-sig").splitlines()[1] == "'=1;a;;-5,'-1;2,"


def test_what_has_named_parts_is_written_as_json():
    sql = """select [{'left': [16.8::decimal(18, 6), null], 'operator': '"-"', 'is': true}] as workings, 1 as one"""
    assert written(sql) == by_python(sql)
    (row,) = pd.read_csv(io.BytesIO(written(sql))).itertuples(index=False)
    assert json.loads(row.workings) == {"left": [16.8, None], "operator": '"-"', "is": True}


def test_a_row_of_one_blank_is_a_line():
    assert written("select null::varchar as text") == b'\xef\xbb\xbftext\r\n""\r\n' == by_python("select null as text")


def test_an_answer_without_rows_is_its_header():
    assert written("select 1 as a, 'b' as b where false") == b"\xef\xbb\xbfa,b\r\n"
    assert as_json("select 1 as a where false") == []


def test_a_long_answer_comes_in_chunks_in_its_order():
    with store.reading() as cursor:
        chunks = list(csv_chunks(cursor, cursor.sql(f"select range as n from range({3 * ROWS}) order by n desc")))
    assert len(chunks) >= 3
    lines = b"".join(chunks).decode("utf-8-sig").splitlines()
    assert lines == ["n", *(str(number) for number in reversed(range(3 * ROWS)))]


def test_json_says_blanks_numbers_texts_and_lists_as_what_they_are():
    sql = """
        select
            null::varchar as blank, '' as nothing, '=1, "2"\n青岛' as text, 197.47::decimal(18, 6) as exact,
            'nan'::double as "no number", 7 as whole, true as truth, ['a', null] as list, null::integer[] as "no list",
            {'it''s': [1.50]} as parts"""
    (row,) = as_json(sql)
    assert row == {
        "blank": None, "nothing": "", "text": '=1, "2"\n青岛', "exact": 197.47, "no number": None, "whole": 7,
        "truth": True, "list": ["a", None], "no list": [], "parts": {"it's": [1.5]},
    }  # fmt: skip


@pytest.mark.parametrize("name", ["fact_list", "judgement_list", "finding_list"])
def test_json_has_the_rows_and_columns_of_the_answer(name):
    def plain(value):
        if isinstance(value, list):
            return [plain(member) for member in value]
        if isinstance(value, dict):
            return {key: plain(part) for key, part in value.items()}
        if isinstance(value, Decimal | float):
            return None if pd.isna(value) else round(float(value), 6)
        return None if value is None or value is pd.NA else value

    frame = queries.ask(name)
    rows = json.loads(b"".join(queries.written(name, "json")))
    assert [list(row) for row in rows] == [list(frame.columns)] * len(frame)
    asked = frame.astype(object).to_dict("records")
    assert [{key: plain(value) for key, value in row.items()} for row in rows] == [
        {key: plain(value) for key, value in row.items()} for row in asked
    ]


def test_the_state_changes_with_the_question_and_stays_with_the_ledger():
    assert queries.state("fact_list") == queries.state("fact_list")
    assert queries.state("fact_list") != queries.state("region_list")
    assert queries.state("fact_list").startswith(queries.fingerprint())
    with pytest.raises(queries.UnknownQuestion):
        queries.state("../data/schema")
