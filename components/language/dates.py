"""Months and spans of years as one says them."""

import re

from components.language.words import Row, say


def month_words(as_of: str) -> str:
    """2025-12 as one says it: 2025 年 12 月, Dec 2025; what is no month, as it stands."""
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", as_of):
        return as_of
    return say("date.month", year=as_of[:4], month=month_name(int(as_of[5:])))


def month_name(month: int) -> str:
    """11 as it stands in a date: 11, Nov."""
    return say("date.months").split(" ")[month - 1]


def span(row: Row) -> str:
    """The years of a figure as the field writes them: 2025, 2021—2025, 2022年1—11月."""
    years = f"{row['year_from']}" if row["year_from"] == row["year_to"] else f"{row['year_from']}—{row['year_to']}"
    if row["through_month"] == 12:
        return years
    month = month_name(int(row["through_month"]))
    return say("span.part_total" if row["basis"] == "total" else "span.part_end", years=years, month=month)
