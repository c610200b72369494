"""Numbers as the field writes them."""

import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from components.language.numerals import bounded, exact, fixed, percent, plain, sign_text, signed, whole

FIGURES = Path(__file__).resolve().parents[3] / "data/figures.sql"
BLANKS = [None, float("nan")]


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (2.675, 2, "2.68"),  # binary 2.675 lies below the half
        (0.05, 1, "0.1"),
        (0.25, 1, "0.3"),
        (0.35, 1, "0.4"),
        (1.005, 2, "1.01"),
        (78.3, 0, "78"),
        (78.5, 0, "79"),
        (77.5, 0, "78"),
        (100, 1, "100.0"),
        (-5.58, 1, "−5.6"),
        (-0.05, 1, "−0.1"),
        (1e-7, 1, "0.0"),
        (1737.52, 1, "1,737.5"),
        (999.95, 1, "1,000.0"),
        (1e16, 1, "10,000,000,000,000,000.0"),
        (Decimal("3.45"), 1, "3.5"),
    ],
)
def test_fixed_decimals_are_rounded_half_up_on_the_written_number(number, decimals, text):
    assert fixed(number, decimals) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (17.6, "+17.6"), (-11.4, "−11.4"), (0, "0.0"), (-0.0, "0.0"), (0.04, "0.0"), (-0.04, "0.0"), (0.05, "+0.1"),
        (-0.05, "−0.1"), (5, "+5.0"),
    ],
)  # fmt: skip
def test_a_sign_stands_before_every_change_but_none(number, text):
    assert signed(number) == text


def test_the_minus_is_the_minus_sign_never_the_hyphen():
    written = signed(-1.25, 2) + fixed(-1.25, 1) + plain(-1.25)
    assert written == "−1.25−1.3−1.25"
    assert "-" not in written


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (197.47, "197.47"), (9.0, "9"), (2500, "2,500"), (1007.1722, "1,007.1722"), (0, "0"), (262.60, "262.6"),
        (1.6783, "1.6783"), (100000, "100,000"), (10, "10"), (0.1 + 0.2, "0.3"),
    ],
)  # fmt: skip
def test_a_stored_figure_keeps_its_digits_and_gets_no_more(number, text):
    assert plain(number) == text


@pytest.mark.parametrize("blank", BLANKS)
def test_a_blank_stays_blank(blank):
    assert signed(blank) == plain(blank) == percent(blank) == ""


@pytest.mark.parametrize(
    ("number", "text"), [(10, "+10"), (0.5, "+0.5"), (0, "0"), (-0.25, "−0.25"), (-5.0, "−5"), (1564, "+1,564")]
)
def test_a_change_may_keep_the_digits_it_has(number, text):
    assert signed(number, None) == text


@pytest.mark.parametrize(("number", "text"), [(-3.38, "−3.38"), (1.45, "+1.45"), (-2, "−2.0"), (-1564, "−1,564.0")])
def test_a_difference_has_one_decimal_at_least(number, text):
    assert exact(number) == text


def test_counts_and_percentages_have_thousands_apart():
    assert [whole(number) for number in (7, 1048576, 2.5)] == ["7", "1,048,576", "3"]
    assert [percent(105.74), percent(1234.5), percent(-3.25), percent(99.5, 0)] == [
        "105.7%",
        "1,234.5%",
        "−3.3%",
        "100%",
    ]


@pytest.mark.parametrize(
    ("comparator", "text"),
    [("eq", "2,500"), ("approx", "2,500"), ("ge", "≥2,500"), ("gt", ">2,500"), ("le", "≤2,500"), ("lt", "<2,500")],
)
def test_a_bound_bears_its_sign_and_nothing_else_one(comparator, text):
    assert bounded(2500, comparator) == text


@pytest.fixture(scope="module")
def written_by_sql():
    """Writes by a macro of data/figures.sql: written_by_sql("plain_text", 2500)."""
    store = duckdb.connect()
    for macro in re.findall(
        r"^create macro \w+_text\(.+?;$", FIGURES.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        store.execute(macro)
    return lambda macro, value, kind: store.execute(f"select {macro}(cast(? as {kind}))", [value]).fetchone()[0]


@pytest.mark.parametrize("kind", ["double", "decimal(18, 6)"])
@pytest.mark.parametrize(
    "number",
    [0, 9, 10, 100, 197.47, 262.6, 1.6783, 0.05, 999.5, 1000, 6242, 1007.1722, 25500, 1234567.25, -1564, -0.25],
)
def test_sql_and_python_write_a_value_alike(written_by_sql, number, kind):
    assert written_by_sql("plain_text", number, kind) == plain(number)


@pytest.mark.parametrize("number", [0, 7, 40, 122.7, 1234.5, 25500, -3.3])
def test_sql_and_python_write_a_percentage_alike(written_by_sql, number):
    assert written_by_sql("percent_text", number, "decimal(12, 1)") + "%" == percent(number)


@pytest.mark.parametrize("comparator", ["eq", "approx", "ge", "gt", "le", "lt"])
def test_sql_and_python_write_a_sign_alike(written_by_sql, comparator):
    assert written_by_sql("sign_text", comparator, "varchar") == sign_text(comparator)


def test_sql_keeps_printed_digits_together(written_by_sql):
    texts = [written_by_sql("digits_text", number, "double") for number in (6242, 1007.1722, 10, 0.5)]
    assert texts == ["6242", "1007.1722", "10", "0.5"]
