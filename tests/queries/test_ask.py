"""The door to the store: what may be asked, how blanks and numbers come back, and asking from many threads."""

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

import queries


def test_an_unknown_question_names_those_there_are():
    with pytest.raises(queries.UnknownQuestion, match=r"facts_list: no such question; there are .*fact_list"):
        queries.ask("facts_list")


def test_a_path_is_no_question():
    with pytest.raises(queries.UnknownQuestion):
        queries.ask("../data/rules")


def test_an_unknown_parameter_names_those_there_are():
    with pytest.raises(queries.UnknownQuestion, match="theme_list has no parameter year; it has none"):
        queries.ask("theme_list", year=2025)
    with pytest.raises(queries.UnknownQuestion, match="fact_list has no parameter region_id; it has region_ids"):
        queries.ask("fact_list", region_id="qingdao")


def test_null_means_all_a_list_means_these_and_an_empty_list_none():
    everything = queries.ask("fact_list")
    by_region = {region: len(rows) for region, rows in everything.groupby("region_id")}
    assert len(queries.ask("fact_list", region_ids=None)) == len(everything)
    assert len(queries.ask("fact_list", region_ids=["zhoushan"])) == by_region["zhoushan"]
    both = by_region["zhoushan"] + by_region["qingdao"]
    assert len(queries.ask("fact_list", region_ids=["zhoushan", "qingdao"])) == both < len(everything)
    assert len(queries.ask("fact_list", region_ids=list(by_region))) == sum(by_region.values()) == len(everything)
    assert len(queries.ask("fact_list", region_ids=["no-such-region"])) == 0
    empty = queries.ask("fact_list", region_ids=[])
    assert list(empty.columns) == list(everything.columns)
    assert len(empty) == 0


@pytest.mark.parametrize("word", ["100%", "_", "'; drop table facts; --", "\\", "$region_ids"])
def test_a_search_word_is_looked_for_as_it_stands(word):
    # neither a pattern nor SQL: what is found holds exactly these characters
    found = queries.ask("evidence_list", words=word)
    columns = ["indicator_zh", "indicator_en", "label_raw", "evidence", "note", "document_zh", "document_en", "issuer",
               "document_number", "locator", "responsible", "value_raw"]  # fmt: skip
    texts = [" ".join(text or "" for text in row) for row in found[columns].itertuples(index=False)]
    assert [text for text in texts if word not in text] == []
    assert len(found) < len(queries.ask("evidence_list"))


def test_whole_numbers_are_int64_decimals_floats_and_blank_texts_none():
    rows = queries.ask("fact_list", document_ids=["zhoushan-hrss-14fyp"])
    assert str(rows["year_to"].dtype) == str(rows["table_no"].dtype) == "Int64"
    assert rows["value"].dtype == rows["value_high"].dtype == "float64"
    in_text = rows[rows["place"] == "text"].iloc[0]
    assert in_text["table_no"] is pd.NA
    assert in_text["series"] is None
    blank = rows[rows["fact_id"] == "zhoushan-hrss-14fyp.table2-3.baseline"].iloc[0]
    assert blank["value_raw"] == "-"
    assert pd.isna(blank["value"])
    assert blank["comparator"] is None


def test_texts_and_tokens_are_plain_strings():
    rows = queries.ask("evidence_list", region_ids=["zhoushan"])
    assert {type(value) for value in rows["role"]} == {str}
    assert {type(value) for value in rows["note"]} == {str, type(None)}


def test_truths_are_truths_even_where_no_row_is_left():
    for region_ids in (["qingdao"], []):
        assert queries.ask("continuity_list", region_ids=region_ids)["is_comparable"].dtype == "bool"


def test_many_threads_never_get_an_empty_or_foreign_answer():
    # small questions, so that the threads meet often
    wanted = {"region_list": ("region_id", 6), "theme_list": ("theme_id", 6)}

    def fifty(thread: int) -> set[tuple]:
        name = list(wanted)[thread % 2]
        found = [queries.ask(name) for _ in range(50)]
        return {(name, rows.columns[0], len(rows)) for rows in found}

    with ThreadPoolExecutor(16) as pool:
        answers = set().union(*pool.map(fifty, range(16)))
    assert answers == {(name, column, count) for name, (column, count) in wanted.items()}


def test_the_fingerprint_is_that_of_the_store(shipped_store):
    queries.ask("region_list")
    assert (shipped_store / f"built/ledger-{queries.fingerprint()}.duckdb").is_file()
