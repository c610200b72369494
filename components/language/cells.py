"""The cells of a view's table in words, on the screen and on every page."""

from typing import Any

from components.language.numerals import fixed, is_known, plain, signed, times
from components.language.words import say
from components.model.column import Column


def cell_text(column: Column, value: Any) -> str:
    """A cell as it is read: the digits that the view has, one decimal for percentages, a sign for differences, of a
    ratio the decimals that a reader needs; nothing for a blank.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (list, tuple)):
        return say("punctuation.list").join(str(part) for part in value)
    if not is_known(value):
        return ""
    if column.kind == "truth":
        return say("slides.yes" if value else "slides.no")
    if column.kind in ("percent", "points"):
        decimals = max(1, len(plain(value).partition(".")[2]))
        return signed(value, decimals) if column.kind == "points" else fixed(value, decimals)
    if column.unit == "times":
        return times(value)
    # a year has no comma between its digits
    return plain(value) if column.kind == "number" else str(value)
