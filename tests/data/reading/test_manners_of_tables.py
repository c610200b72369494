"""Tables with heads, units, cells and rows of many manners: what a careful person would enter is what is read."""

import pytest

from benchmarks.printed import FORMATS, Printed, printed
from benchmarks.reading import _of, score
from data.reading.extract import read
from tests.whole import some

TABLES = list(printed())
# each table in two formats, so that each format has some six of them
PAIRS = [(table, list(FORMATS)[(n + shift) % len(FORMATS)]) for n, table in enumerate(TABLES) for shift in (0, 6)]


@pytest.mark.parametrize(
    ("table", "form"), some(PAIRS, *range(0, len(PAIRS), 2)), ids=lambda one: one if isinstance(one, str) else one.name
)
def test_a_table_is_read_as_it_is_printed(table: Printed, form: str):
    ending, make = FORMATS[form]
    rows = [_of(one) for one in read(make(table), f"plan.{ending}").candidates]
    assert score(table.facts, [row for row in rows if row["place"] == "table"]).misses == ()
