"""Numbers as the field writes them: the one writer of every number that is said, drawn or printed.

A figure that a source prints stays as it is printed; whatever is counted or worked is written here: its thousands
apart, U+2212 for minus, one decimal for computed percentages. What SQL says is written by the macros of the same rule
in data/figures.sql (plain_text, percent_text, sign_text); a test holds the two together. Files for programs (CSV, the
cells of a workbook) hold bare numbers.
"""

from decimal import ROUND_HALF_UP, Decimal

from pandas import NA

# what stands before a figure, by its comparator; equality and about have none
_SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}


def is_known(number: object) -> bool:
    """Whether a number is there: neither None nor one of pandas' blanks."""
    return number is not None and number is not NA and number == number


def rounded(number: float, decimals: int) -> Decimal:
    """The number that `fixed` writes, to reckon on with what is printed."""
    return Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def plain(number: float) -> str:
    """A value with the digits it has and no more: 197.47, 9, 2,500; an empty string for a blank."""
    if not is_known(number):
        return ""
    return _with_minus(f"{number:,.6f}".rstrip("0").rstrip("."))


def whole(number: float) -> str:
    """How many, a whole number, rounded half up: 7, 1,048,576."""
    return fixed(number, 0)


def fixed(number: float, decimals: int) -> str:
    """A number with so many decimals, rounded half up on its decimal form: 2.675 → 2.68, 3207 → 3,207.0."""
    return _with_minus(f"{rounded(number, decimals):,f}")


def percent(number: float, decimals: int = 1) -> str:
    """A share of a hundred with its mark: 105.7%; an empty string for a blank."""
    return fixed(number, decimals) + "%" if is_known(number) else ""


def signed(number: float, decimals: int | None = 1) -> str:
    """A change, or points of a percentage: +17.6, −5.6 or 0.0, rounded half up; an empty string for a blank.

    decimals: None for the digits it has, +10 and −0.25.
    """
    if not is_known(number):
        return ""
    text = plain(abs(number)) if decimals is None else fixed(abs(number), decimals)
    sign = "" if not text.strip("0.") else "+" if number > 0 else "−"
    return sign + text


def times(ratio: float) -> str:
    """5.2, 1.09, 0.097: the decimals that a reader of ratios needs about 1 and not more."""
    return fixed(ratio, 3 if ratio < 0.1 else 2 if ratio < 2 else 1 if ratio < 100 else 0)


def exact(number: float) -> str:
    """A difference with its sign and all its digits, one decimal at least: −3.38, +1.45, −2.0."""
    return signed(number, max(1, len(plain(round(number, 6)).partition(".")[2])))


def sign_text(comparator: str) -> str:
    """The sign before a figure that is a bound: ≥, >, ≤ or <."""
    return _SIGNS.get(comparator, "")


def bounded(number: float, comparator: str) -> str:
    """A value with its sign: 175, ≥98."""
    return sign_text(comparator) + plain(number)


def _with_minus(text: str) -> str:
    return text.replace("-", "−")
