"""What the tables of 年度分解 say in their cells: of rows of yearly_list and yearly_summary."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Any

from components.language.dates import month_name
from components.language.numerals import bounded, is_known, plain
from components.language.words import pick, say
from components.views.headlines import target_text

# digits of what is worked out of a target and its years
DIGITS = 2


def year_text(row) -> str:
    """A year's plan and result in one cell: 35 → 38.13."""
    if row is None:
        return ""
    plan, result = row["plan_raw"] or "", result_text(row)
    if not plan and not result:
        return "—"
    lacking = say(f"state.{row['state']}") if row["state"] in ("future", "within", "missing") else ""
    return say("yearly.cell", plan=plan or "—", result=result or lacking)


def result_text(row) -> str:
    """A year's result as printed, with its months where it is of a part of the year."""
    months = months_of(row)
    return say("yearly.figure", figure=row["value_raw"], months=months) if months else row["value_raw"] or ""


def months_of(row) -> str:
    """The months of a figure that is not of a whole year: 1—11月 of a flow, 9月末 of a level; else empty."""
    if not row["value_raw"] or not is_known(row["through_month"]) or int(row["through_month"]) == 12:
        return ""
    return say(
        "span.month_end" if row["kind"] == "level" else "span.months", month=month_name(int(row["through_month"]))
    )


def worked(value, comparator: str = "eq") -> str:
    """A figure that is worked out, with its sign; empty where there is none. What is an upper bound is rounded up."""
    if not is_known(value):
        return ""
    figure = Decimal(repr(round(float(value), 6)))
    way = ROUND_CEILING if comparator == "le" else ROUND_HALF_UP
    return bounded(float(figure.quantize(Decimal(1).scaleb(-DIGITS), way)), comparator)


def need_of_target(row, by_year: Mapping[tuple[str, int], Any], years: list[int]) -> str:
    """What each year needs: the same of a total, a level at each year's end, a floor or ceiling as printed."""
    needs = [by_year[row["target_fact_id"], year] for year in years if (row["target_fact_id"], year) in by_year]
    if not needs or not is_known(needs[-1]["need"]):
        return ""
    if not is_known(needs[0]["need"]):
        return say("yearly.at_end", year=years[-1], need=target_text(row))
    if needs[0]["test"] == "sum":
        return say("yearly.each", need=worked(needs[0]["need"]))
    if needs[0]["has_line"]:
        step = (row["target"] - row["base_used"]) / len(needs)
        return say("yearly.rise" if step >= 0 else "yearly.fall", step=worked(abs(step)))
    return say("yearly.held", need=target_text(row))


def plans_text(row) -> str:
    """What the years' plans of a total add up to, beside its target; empty for levels, which do not add up."""
    if row is None or not row["plan_years"]:
        return ""
    without = len(row["unplanned_years"] or ())
    if not is_known(row["plans_sum"]):
        return ""
    total = worked(row["plans_sum"], row["plans_comparator"])
    if without:
        return say("yearly.sum_some", sum=total, count=row["plan_years"], without=without)
    gap = row["plans_gap"]
    word = "equal" if gap == 0 else "more" if gap > 0 else "less"
    return say(f"yearly.sum_{word}", sum=total, gap=plain(round(abs(float(gap)), DIGITS)))


def phase_text(row) -> str:
    """What a plan sets for several of the years, what came of it, and what the single years' plans add up to."""
    if row is None or not is_known(row["phase"]):
        return ""
    said = say(
        "yearly.phase",
        first=row["phase_from"],
        last=row["phase_to"],
        figure=row["phase_raw"],
        document=pick(row, "phase_document"),
        status=pick(row, "phase_status"),
    )
    if not is_known(row["phase_plans_sum"]):
        return said
    gap = round(float(row["phase_plans_sum"]) - float(row["phase"]), DIGITS)
    word = "same" if gap == 0 else "over" if gap > 0 else "under"
    return said + say(f"yearly.phase_{word}", sum=worked(row["phase_plans_sum"]), gap=plain(abs(gap)))


def left_text(row) -> str:
    """What is left of a total, and how much a year that asks; empty where nothing is known of it."""
    if row is None or not is_known(row["left_over"]) or not is_known(row["done"]):
        return ""
    if not row["left_over"]:
        return say("yearly.left_none")
    left = worked(row["left_over"], row["left_comparator"])
    required = row["required_per_remaining_year"]
    return (
        say("yearly.left_yearly", left=left, each=worked(required, row["left_comparator"]))
        if is_known(required)
        else left
    )
