"""Every question's file says what it answers, what it takes and how it is called, and keeps its word."""

import re
from functools import cache
from itertools import takewhile

import pytest

import queries
from queries.choices import read_words

# the columns of which no two rows of an answer have the same values
GRAIN = {
    "commitment_list": ["fact_id"],
    "continuity_list": ["document_id", "target_fact_id", "earlier_target_fact_id"],
    "coverage_summary": ["region_id", "year"],
    "coverage_list": ["region_id", "document_id", "year", "kind"],
    "document_list": ["document_id"],
    "evidence_list": ["fact_id"],
    "finding_list": ["finding_id"],
    "import_list": ["import_id"],
    "judgement_list": ["target_fact_id"],
    "fact_list": ["fact_id"],
    "found_list": ["kind", "id"],
    "base_year_list": ["year"],
    "history_list": ["fact_id"],
    "history_summary": ["region_id", "indicator_id"],
    "index_list": ["fact_id"],
    "indicator_list": ["indicator_id"],
    "ledger_summary": [],
    "milestone_list": ["target_fact_id"],
    "month_list": ["as_of"],
    "period_list": ["period_id"],
    "plan_list": ["document_id", "region_id", "period_id"],
    "reference_list": ["region_id", "indicator_id"],
    "region_list": ["region_id"],
    "result_list": ["target_fact_id", "fact_id"],
    "rival_list": ["fact_id"],
    "settling_list": ["target_fact_id"],
    "support_list": ["target_fact_id", "fact_id"],
    "theme_list": ["theme_id"],
    "wanted_list": ["key"],
}
FACT_COLUMNS = [
    "fact_id", "document_id", "region_id", "indicator_id", "role", "place", "table_no", "row_no", "chapter",
    "responsible", "locator", "label_raw", "value_raw", "value", "value_high", "comparator", "unit", "year_from",
    "year_to", "through_month", "basis", "basis_source", "series", "attribute", "modality", "intent", "test",
    "data_status", "evidence", "note", "reliability", "import_id",
]  # fmt: skip

each_question = pytest.mark.parametrize("name", queries.names())


@cache
def example_rows(name: str):
    """The answer to the example in the file's head."""
    asked, *choices = queries.example(name).split()
    assert asked == name
    return queries.ask(name, **read_words(name, choices))


def sql(name: str) -> str:
    return (queries.FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@each_question
def test_the_head_is_a_question_with_its_grain_then_parameters_then_an_example(name):
    lines = queries.head(name)
    assert re.match(r"[A-Z].*\? .*[Oo]ne row\b", lines[0]), lines[0]
    count = len(queries.parameters(name))
    assert all(re.fullmatch(r"\$[a-z_]+: \S.*", line) for line in lines[1 : 1 + count])
    assert lines[1 + count :] == [f"example: {queries.example(name)}"]


@each_question
def test_the_head_begins_the_file_with_the_question_on_its_first_line(name):
    lines = sql(name).splitlines()
    assert lines[0].startswith("-- ")
    assert "? " in f"{lines[0]} "
    # a line that goes on stands further in
    commented = list(takewhile(lambda line: line.startswith("--"), lines))
    joined = "\n".join(commented).replace("\n--   ", " ")
    assert joined == "\n".join(f"-- {line}" for line in queries.head(name))


@each_question
def test_the_parameters_of_the_head_are_those_of_the_query(name):
    body = "\n".join(line for line in sql(name).splitlines() if not line.lstrip().startswith("--"))
    assert set(re.findall(r"\$([a-z_]+)", body)) == set(queries.parameters(name))


@each_question
def test_the_example_runs_and_its_rows_have_the_stated_grain(name):
    rows = example_rows(name)
    assert len(rows) > 0
    if name in GRAIN:  # a question of later date brings its own test
        assert not rows.duplicated(GRAIN[name]).any() if GRAIN[name] else len(rows) == 1


@pytest.mark.parametrize("name", sorted(set(GRAIN) - {"rival_list"}))
def test_all_rows_have_the_stated_grain(name):
    rows = queries.ask(name)
    assert not rows.duplicated(GRAIN[name]).any() if GRAIN[name] else len(rows) == 1


@each_question
def test_no_two_columns_share_a_name_and_every_one_is_lower_case(name):
    columns = list(example_rows(name).columns)
    assert len(columns) == len(set(columns))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", column) for column in columns)


def test_a_fact_is_listed_with_the_columns_of_the_ledger_in_their_order():
    assert list(queries.ask("fact_list", region_ids=["zhoushan"]).columns) == FACT_COLUMNS


def test_lists_are_named_by_noun_and_shape():
    assert all(re.fullmatch(r"[a-z_]+_(list|summary)", name) for name in queries.names())
