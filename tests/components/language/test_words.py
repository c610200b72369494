"""The table of interface words: whole in both languages, and the words of every token of the ledger."""

import re
from string import Formatter

import duckdb
import pytest

from components.language import words
from components.language.words import say
from data import store

TABLE = words.table()
SCHEMA = (store.SHIPPED / "schema.sql").read_text(encoding="utf-8")


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def tokens(table: str, column: str) -> list[str]:
    """The tokens that the schema allows in a column."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA)
        kind = connection.execute(
            "select data_type from information_schema.columns where table_name = ? and column_name = ?", [table, column]
        ).fetchone()[0]
    return re.findall(r"'([^']+)'", kind)


def test_every_word_is_filled_in_both_languages():
    empty = [word for word, row in TABLE.items() if None in row.values() or not (row["zh"] and row["en"])]
    assert empty == []


def test_no_word_stands_twice():
    with words.TABLE.open(encoding="utf-8") as file:
        ids = [line.split(",", 1)[0] for line in file][1:]
    assert len(ids) == len(set(ids)) == len(TABLE)


def test_ids_are_family_and_name():
    assert [word for word in TABLE if not re.fullmatch(r"[a-z_]+(\.[A-Za-z0-9_]+)+", word)] == []


def test_both_languages_have_the_same_placeholders():
    assert [word for word, row in TABLE.items() if names(row["zh"]) != names(row["en"])] == []


def test_words_hold_no_markup():
    # texts are made safe where they are drawn; only charts know a break
    assert [word for word, row in TABLE.items() if re.search(r"<(?!br>)\w|&\w+;", row["zh"] + row["en"])] == []


def test_english_is_not_chinese():
    kept = {word for word, row in TABLE.items() if re.search(r"[\u4e00-\u9fff]", row["en"])}
    # the name of the other language, and Chinese search words that English readers try too
    assert kept <= {"bar.other_language", "commitments.advice"}


@pytest.mark.parametrize(
    ("family", "table", "column"),
    [
        ("role", "facts", "role"), ("basis", "facts", "basis"), ("basis_source", "facts", "basis_source"),
        ("modality", "facts", "modality"), ("comparator", "facts", "comparator"),
        ("attribute", "facts", "attribute"), ("reliability", "facts", "reliability"), ("kind", "documents", "kind"),
    ],
)  # fmt: skip
def test_every_token_of_the_ledger_has_its_word(family, table, column):
    assert len(tokens(table, column)) > 1
    assert [token for token in tokens(table, column) if f"{family}.{token}" not in TABLE] == []


def test_say_speaks_the_language_in_use():
    assert say("role.target") == "目标"
    words.speak("en")
    assert (say("role.target"), words.language()) == ("Target", "en")


def test_names_are_filled_in_and_an_unknown_word_is_an_error():
    assert say("table.rows", count=3) == "3 行"
    assert say("continuity_list.kept_entry", before="{5}", after="(22)", unit="万人") == "{5} → (22)　万人"
    with pytest.raises(KeyError):
        say("no.such_word")
    with pytest.raises(KeyError):
        say("table.rows")


def test_a_column_of_tokens_keeps_its_blanks():
    assert words.say_each("role", ["target", None, "", "actual", float("nan")]) == ["目标", "", "", "实际", ""]


def test_the_twin_column_is_picked_by_language():
    row = {"name_zh": "青岛", "name_en": "Qingdao"}
    assert words.pick(row, "name") == "青岛"
    words.speak("en")
    assert words.pick(row, "name") == "Qingdao"
