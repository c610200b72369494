"""Numbers as the field writes them: digits as printed, U+2212 for minus, one decimal for computed percentages."""

from decimal import ROUND_HALF_UP, Decimal

from pandas import NA


def is_known(number) -> bool:
    """Whether a number is there: neither None nor one of pandas' blanks."""
    return number is not None and number is not NA and number == number


def signed(number: float, decimals: int = 1) -> str:
    """+17.6, −5.6 or 0.0, rounded half up; an empty string for a blank."""
    if not is_known(number):
        return ""
    text = fixed(abs(number), decimals)
    sign = "" if Decimal(text) == 0 else "+" if number > 0 else "−"
    return sign + text


def exact(number: float) -> str:
    """A difference with its sign and all its digits, one decimal at least: −3.38, +1.45, −2.0."""
    return signed(number, max(1, len(plain(round(number, 6)).partition(".")[2])))


def fixed(number: float, decimals: int) -> str:
    """A number with so many decimals, rounded half up on its decimal form (2.675 → 2.68)."""
    step = Decimal(1).scaleb(-decimals)
    return f"{Decimal(repr(float(number))).quantize(step, ROUND_HALF_UP):f}".replace("-", "−")


def plain(number: float) -> str:
    """A stored figure with the digits it has and no more: 197.47, 9, 2,500."""
    if not is_known(number):
        return ""
    return f"{number:,.6f}".rstrip("0").rstrip(".").replace("-", "−")
