"""The chart of an indicator from its first figure to its last target: years of one method joined, breaks marked."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.language.dates import span
from components.language.numerals import bounded, is_known, plain
from components.language.words import pick, say
from components.model.rows import rows_of
from components.model.time_chart import Entry, Line, Mark, Moment, Panel, TimeChart, Timeline
from components.views.catalogue import periods

# of these several years are one sum
TOTALS = ("period_total", "year_flow")


def record_chart(
    figures: pd.DataFrame,
    targets: pd.DataFrame | None,
    measure: str,
    years: tuple[int, int],
    tone: str,
    words: Mapping[str, Any],
) -> TimeChart:
    """Figures at their months, totals of several years and targets set to one year, targets of a level at their end.

    figures: rows of history_list. targets: rows of judgement_list, None for none. years: the first and the last that
    are drawn. words: title, subtitle, sources and unit, and arithmetic: label and figure of each line beside the chart.
    """
    timeline, is_total = Timeline(*years), measure in TOTALS
    single = [row for row in rows_of(figures) if row["year_from"] == row["year_to"]]
    longer = [row for row in rows_of(figures) if row["year_from"] < row["year_to"]]
    set_goals = [] if targets is None else rows_of(targets)
    goals = [row for row in set_goals if is_known(row["target"]) and row["form"] == "level"]
    own = [row for row in single if row["series"] is None]
    marks = [*_values(own, timeline, tone), *_values([row for row in single if row["series"]], timeline, "soft")]
    lines = [line for row in longer if (line := _span(row, timeline, is_total, tone))]
    ends = []
    for row in goals:
        if is_total or row["kind"] == "each_year" or row["test"] == "mean_of_years":
            lines.append(_goal(row, timeline))
        else:
            ends.append(_end(row, timeline))
    key = [Entry("ring", say("record.other_method"))] if any(row["series"] for row in single) else []
    return TimeChart(
        timeline=timeline,
        course=Panel(
            heading=say("record.a_year" if is_total else "levels.value"),
            marks=(*ends, *marks),
            lines=tuple(lines),
            key=tuple(key),
            scale="about",
        ),
        verdict=None,
        breaks=_breaks(single, timeline),
        **words,
    )


def _values(rows: Sequence, timeline: Timeline, tone: str) -> list[Mark]:
    """The figures of one year or date each; neighbours of one method, both of whole years, are joined."""
    marks, before = [], None
    for row in sorted(rows, key=lambda one: timeline.month(one["year_to"], one["through_month"])):
        is_part = row["basis"] == "total" and row["through_month"] < 12
        is_bound = is_part or row["comparator"] not in ("eq", "approx")
        is_next = before is not None and row["year_to"] - before == 1
        marks.append(
            Mark(
                kind="unused" if row["series"] else "level",
                at=timeline.month(row["year_to"], row["through_month"]),
                value=float(row["value"]),
                tone=tone,
                series=say("record.other_method" if row["series"] else "levels.value"),
                text=bounded(row["value"], row["comparator"]),
                name=str(row["year_to"]),
                said=_said(row),
                is_bound=is_bound,
                is_joined=is_next,
                fact_id=row["fact_id"],
            )
        )
        before = row["year_to"]
    return marks


def _said(row) -> str:
    """What is said of a figure on pointing at it: for years side by side leave no room for more than the number."""
    doubt = say("progress.second_hand") if row["reliability"] == "C" else ""
    parts = (bounded(row["value"], row["comparator"]), span(row), doubt)
    return " · ".join(part for part in parts if part)


def _span(row, timeline: Timeline, is_total: bool, tone: str) -> Line | None:
    """What several years came to on average: their total by the year, or their printed mean."""
    value = row["value_a_year"] if is_total else row["value"]
    if not is_known(value) or row["basis"] not in ("total", "average", "pooled"):
        return None
    words = say(
        "record.total_a_year" if is_total else "record.mean",
        years=say("headline.years", first=row["year_from"], last=row["year_to"]),
        value=plain(round(value, 2)),
    )
    start = timeline.month(row["year_from"]) - 12
    tone = "soft" if row["series"] else tone
    return Line("span", (start, float(value)), (timeline.month(row["year_to"]), float(value)), tone, words, words)


def plan_of(row) -> str:
    """What a target is known by: its period, or its document where no period has it."""
    period = periods().get(row["period_id"])
    return say("progress.target_plan", period=period.name) if period else pick(row, "document")


def _goal(row, timeline: Timeline) -> Line:
    """A target of several years over them: of a total what a year needs."""
    is_total = row["kind"] == "total"
    value = float(row["average_need_per_year"] if is_total else row["target"])
    words = say(
        "record.goal_a_year" if is_total else "record.goal",
        plan=plan_of(row),
        value=plain(round(value, 2)) if is_total else bounded(row["target"], row["comparator"]),
    )
    return Line(
        "goal",
        (timeline.month(row["year_from"]) - 12, value),
        (timeline.month(row["year_to"]), value),
        "ink",
        words,
        words,
    )


def _end(row, timeline: Timeline) -> Mark:
    """A target of a level at the end of its span."""
    text = bounded(row["target"], row["comparator"])
    plan = plan_of(row)
    return Mark(
        kind="phase",
        at=timeline.month(row["year_to"]),
        value=float(row["target"]),
        tone="ink",
        series=say("panel.phase_target"),
        text=text,
        name=plan,
        said=f"{plan} {text}",
        fact_id=row["target_fact_id"],
    )


def _breaks(rows: Sequence, timeline: Timeline) -> tuple[Moment, ...]:
    """The ends of years after which another method is known to count."""
    found, before = [], None
    # a figure that runs from January counts a whole year by its method
    for row in sorted(rows, key=lambda one: (one["year_to"], one["through_month"])):
        if before is not None and row["series"] != before["series"]:
            is_suspected = row["is_series_suspected"] or before["is_series_suspected"]
            words = say("record.break_suspected" if is_suspected else "record.break")
            found.append(Moment(timeline.month(row["year_to"]) - 12, words))
        before = row
    return tuple(found)
