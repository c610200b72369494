"""The chart of a next target: the record of an indicator, with the path that goes on, its band, and the draft."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components.language.numerals import bounded, fixed, is_known, plain
from components.language.words import pick, say
from components.model.time_chart import Entry, Fan, Line, Mark, TimeChart, Timeline
from components.views.catalogue import region
from components.views.chart_of_record import record_chart
from components.views.reckoned import BAND_DECIMALS, near

# months that a line of a government above takes at the edge
EDGE = 14


def target_chart(
    row,
    figures: pd.DataFrame,
    targets: pd.DataFrame,
    above: Sequence,
    years: tuple[int, int],
    tone: str,
    words: Mapping[str, Any],
) -> TimeChart:
    """The record of an indicator up to the year of the next target.

    row: of reckoning_list. figures, targets: as record_chart takes them. above: rows of needed_list of governments
    above. words: title, subtitle, sources, unit, arithmetic and reason.
    """
    chart = record_chart(figures, targets, row["measure"], years, tone, words)
    timeline, course = chart.timeline, chart.course
    path, fans = _path(row, timeline, tone)
    mark, line = _draft(row, timeline)
    key = (*course.key, *([Entry("band", say("reckon.band"))] if fans else []))
    return replace(
        chart,
        course=replace(
            course,
            marks=(*course.marks, *mark),
            lines=(*course.lines, *path, *line, *_edges(row, above, timeline)),
            fans=fans,
            key=key,
        ),
    )


def _path(row, timeline: Timeline, tone: str) -> tuple[tuple[Line, ...], tuple[Fan, ...]]:
    """The line on which it would go on, and how far about it the band reaches; nothing where there is no band."""
    if not row["has_band"]:
        return (), ()
    end = timeline.month(row["last_year"])
    name, step = say("reckon.path"), row["mean_step"]
    if row["is_flow"]:
        ahead = row["years_ahead"]
        start, value = end - 12 * round(ahead), _drawn(step)
        words = say("reckon.path_a_year", value=near(step, 2))
        ends = tuple((month, _drawn(row["low"] / ahead), _drawn(row["high"] / ahead)) for month in (start, end))
    else:
        # months of the ledger are counted from year 0
        first = 12 * timeline.first
        start, value = int(row["months"][-1]) - first, _drawn(row["middle"])
        words = f"{name} {fixed(value, BAND_DECIMALS)}"
        last, step_a_month = float(row["figures"][-1]), step / 12
        ends = tuple(
            (int(month) - first, _drawn(middle - half), _drawn(middle + half))
            for month, half in zip(row["fan_months"], row["fan_halves"], strict=True)
            for middle in [last + step_a_month * (month - row["months"][-1])]
        )
    begin = value if row["is_flow"] else float(row["figures"][-1])
    return (Line("path", (start, begin), (end, value), tone, name, words),), (Fan(say("reckon.band"), tone, ends),)


def _drawn(value: float) -> float:
    """A worked number as it is drawn and written into files."""
    return round(float(value), 4)


def _draft(row, timeline: Timeline) -> tuple[tuple[Mark, ...], tuple[Line, ...]]:
    """The draft: of a level at its end, of a total what a year of it is, over its years."""
    if not is_known(row["draft"]):
        return (), ()
    end, name = timeline.month(row["last_year"]), say("reckon.draft")
    if row["kind"] == "total":
        value = _drawn(row["need_a_year"])
        words = say("reckon.draft_a_year", value=near(value, 2))
        start = timeline.month(row["first_year"]) - 12
        return (), (Line("draft", (start, value), (end, value), "ink", name, words),)
    text = plain(row["draft"])
    return (Mark("draft", end, float(row["draft"]), "ink", name, text, name=name, said=f"{name} {text}"),), ()


def _edges(row, above: Iterable, timeline: Timeline) -> list[Line]:
    """What governments above ask, at the edge: only where their number is of the same scale, a percentage."""
    end = timeline.month(row["last_year"])
    return [
        Line(
            "above",
            (end - EDGE, float(one["target"])),
            (end, float(one["target"])),
            region(one["region_id"]).colour,
            pick(one, "region"),
            f"{pick(one, 'region')} {bounded(one['target'], one['comparator'])}",
        )
        for one in above
        if one["unit"] == "%" == row["unit"] and one["year_to"] == row["last_year"] and is_known(one["target"])
    ]
