"""Numbers as the field writes them."""

from decimal import Decimal

import pytest

from components.language.numerals import fixed, plain, signed

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
        (1e16, 1, "10000000000000000.0"),
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
    assert signed(blank) == plain(blank) == ""
