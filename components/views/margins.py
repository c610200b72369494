"""What a table says of a target's pace while its span runs, and of how far the result is from it afterwards.

The percentage of the time elapsed means nothing once all of it has: a finished target has a surplus or a shortfall.
Rows are those of judgement_list.
"""

import pandas as pd

from components.language.numerals import fixed, is_known, plain
from components.language.words import say, unit_column
from components.views.headlines import bound_of


def margin(row) -> str:
    """By how much the result is above or below the target, as far as it is known: 超目标 9.93 万人（5.7%）."""
    if not is_known(row["done"]) or not is_known(row["target"]) or row["kind"] == "each_year":
        return ""
    # a level that cannot be judged says nothing of the end; what is known of a total is part of it
    if row["status"] == "not_assessed" and row["kind"] == "level":
        return ""
    digits = 2 if row["test"] == "mean_of_years" else 6
    difference, bound = round(row["done"] - row["target"], digits), bound_of(row)
    if not difference:
        return "" if bound else say("margin.none")
    is_above = difference > 0
    # a value that is known from below is at least so far above, and at most so far below
    sign = say("margin.least" if (bound == "lower") == is_above else "margin.most") if bound else ""
    if row["measure"] in ("rate", "growth_rate") or row["form"] == "growth":
        return say(f"margin.points_{'above' if is_above else 'below'}", sign=sign, points=plain(abs(difference)))
    unit = row[unit_column()]
    words = {"sign": sign, "figure": plain(abs(difference)), "unit": unit}
    if is_above and row["target"]:
        return say("margin.above", percent=fixed(100 * difference / row["target"], 1), **words)
    return say("margin.over" if is_above else "margin.short", **words)


# what a table may show of the pace of its rows
PACE = ("completion_pct", "increment_pct", "time_pct", "gap_to_time_pp", "margin")


def called_for(rows: pd.DataFrame, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns without those of pace that these rows do not call for."""
    pace = _columns_of_pace(rows)
    return tuple(column for column in columns if column not in PACE or column in pace)


def _columns_of_pace(rows: pd.DataFrame) -> tuple[str, ...]:
    """The columns that a table shows of these rows: pace while a span runs and the time of any row is said,
    the margin when all are over."""
    if rows["is_over"].astype(bool).all():
        return ("completion_pct", "margin")
    # the gap of a stock is that of its rise, which stands beside it
    rise = ("increment_pct",) if rows["increment_pct"].notna().any() else ()
    # of a span that has not begun no time has passed
    schedule = ("time_pct", "gap_to_time_pp") if (rows["time_pct"] > 0).any() else ()
    return ("completion_pct", *rise, *schedule)
