"""Panels of several indicators as values: figures as they were published, or set to a base year on one scale."""

from dataclasses import replace

import pandas as pd

from components.language.dates import span
from components.language.numerals import fixed, signed
from components.language.words import say
from components.model.rows import rows_of
from components.model.time_chart import Line, Mark, Panel, TimeChart, Timeline
from components.views.catalogue import region
from components.views.chart_of_record import record_chart

BLANK = {"title": "", "subtitle": (), "sources": ()}


def _name(row, is_many: bool) -> str:
    return say("several.panel", name=row["indicator"], region=row["region"]) if is_many else row["indicator"]


def _pairs(rows: pd.DataFrame, most: int) -> list[pd.DataFrame]:
    """The rows of each indicator in each region, in their order."""
    return [group for _, group in rows.groupby(["indicator_id", "region_id"], sort=False)][:most]


def _years(pairs: list[pd.DataFrame], first: str, last: str) -> tuple[int, int]:
    return min(int(group[first].min()) for group in pairs), max(int(group[last].max()) for group in pairs)


def figure_panels(rows: pd.DataFrame, most: int, is_many: bool) -> tuple[TimeChart, ...]:
    """A panel for each indicator and region, at most so many: each on its own scale, all over the same years.

    rows: those of history_list with region, indicator, measure and unit_name. is_many: whether the regions are named.
    """
    pairs, panels = _pairs(rows, most), []
    years = _years(pairs, "year_from", "year_to")
    for group in pairs:
        row = rows_of(group)[0]
        words = {**BLANK, "unit": row["unit_name"]}
        chart = record_chart(group, None, row["measure"], years, region(row["region_id"]).colour, words)
        panels.append(replace(chart, course=replace(chart.course, heading=_name(row, is_many))))
    return tuple(panels)


def index_panels(rows: pd.DataFrame, base: str, most: int, is_many: bool) -> tuple[TimeChart, ...]:
    """A panel for each indicator and region, all over the same years: indexes on one scale, points of rates on another.

    rows: those of index_list that have a number, with region and indicator.
    """
    pairs = _pairs(rows, most)
    timeline = Timeline(*_years(pairs, "year", "year"))
    # indexes first
    pairs.sort(key=lambda group: bool(group["is_rate"].iloc[0]))
    made = [(bool(group["is_rate"].iloc[0]), _index_course(group, timeline, base, is_many)) for group in pairs]
    reach = {
        kind: tuple(value for is_rate, course in made if is_rate is kind for value in course.values)
        for kind in (True, False)
    }
    return tuple(
        TimeChart(
            **BLANK,
            unit=say("index.unit_points" if is_rate else "index.unit", base=base),
            timeline=timeline,
            course=replace(course, reach=reach[is_rate]),
            verdict=None,
        )
        for is_rate, course in made
    )


def _index_course(group: pd.DataFrame, timeline: Timeline, base: str, is_many: bool) -> Panel:
    """Numbers at their months, neighbouring years joined, against the line of the base year."""
    marks, before = [], None
    for row in rows_of(group):
        value = float(row["change_pp"] if row["is_rate"] else row["index"])
        text = signed(value, None) if row["is_rate"] else fixed(value, 1)
        dated = span({**row, "year_from": row["year"], "year_to": row["year"]})
        marks.append(
            Mark(
                kind="level",
                at=timeline.month(row["year"], row["through_month"]),
                value=value,
                tone=region(row["region_id"]).colour,
                series=say("index.points_name" if row["is_rate"] else "index.name"),
                text=text,
                name=str(row["year"]),
                said=say("index.hover", text=text, figure=row["value_raw"], years=dated),
                is_joined=before is not None and row["year"] - before == 1,
                fact_id=row["fact_id"],
            )
        )
        before = row["year"]
    first = rows_of(group)[0]
    level = 0.0 if first["is_rate"] else 100.0
    words = say("index.line", base=base)
    line = Line("even", (0, level), (timeline.months, level), "pace", words, words)
    return Panel(_name(first, is_many), tuple(marks), (line,), scale="about")
