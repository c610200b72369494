"""The chart of one indicator's progress as native charts: values against target and even pace, and the single years.

Where no figure stands a value is None; a line of a native chart goes on to its next value, as it does in the chart.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

import pandas as pd

from components.charts.timeline import Timeline, other_targets, plan_target
from components.language.numerals import is_known
from components.language.words import say
from components.model.judgement import Judgement
from components.model.native_chart import NativeChart, Series

# what stands at a date: value, label, whether it is only a bound
Mark = tuple[float, str, bool]


def total_charts(
    years: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, colour: str
) -> tuple[NativeChart, ...]:
    """The running total over time where one can be drawn, and the single years; nothing where no year has a figure.

    years, targets and judgement: as in running_total. colour: the name of the city's colour.
    """
    if years["value"].isna().all():
        return ()
    singles = _year_chart(years, targets, judgement, colour)
    if years["running"].isna().all():
        return (singles,)
    return (_running_chart(years, targets, judgement, colour), singles)


def level_charts(
    points: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, target_raw: str, colour: str
) -> tuple[NativeChart, ...]:
    """The dated values of a stock or rate against its target; nothing where there is no value.

    points, targets and judgement: as in levels. target_raw: the target as printed. colour: the name of the city's
    colour.
    """
    if points.empty:
        return ()
    timeline, plan = Timeline(judgement.year_from, judgement.year_to), plan_target(targets)
    start, end = _ends(timeline)
    used, unused = points[points["is_used"]], points[~points["is_used"]]
    rows = [
        *_dots(say("levels.value"), colour, used),
        *_dots(say("levels.unused"), "soft", unused),
        *_others(targets, ("phase", "annual"), timeline),
    ]
    if len(used):
        last = used.iloc[-1]
        rows += _outlook(last["value"], _month_end(last["year"], last["month"]), end, plan, judgement, colour)
    if mean := judgement.mean:
        rows.append((say("levels.mean"), "dots", colour, {end: (mean.value, mean.text, False)}))
    base = judgement.drawn_base
    if plan and judgement.intent == "raise" and base:
        mark = (base.value, say("levels.base", year=timeline.first - 1, value=base.text), False)
        rows.append((say("progress.pace"), "line", "pace", {start: mark, end: (plan.value, "", False)}))
    for line in targets[targets["kind"] == "reference"].itertuples():
        ends = {start: (line.value, "", False), end: (line.value, line.label, False)}
        rows.append((line.label, "dashed", line.colour, ends))
    return (_timed(say("levels.value"), judgement.unit, timeline, rows, plan, target_raw),)


def _running_chart(years: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, colour: str) -> NativeChart:
    timeline, plan = Timeline(int(years["year"].min()), int(years["year"].max())), plan_target(targets)
    start, end = _ends(timeline)
    known = years[years["running"].notna()]
    running = {
        _month_end(row.year, row.through_month): (row.running, row.running_text, not row.is_exact)
        for row in known.itertuples()
    }
    rows = [
        (say("progress.running"), "line", colour, {start: (0, "", False), **running}),
        *_outlook(known["running"].iloc[-1], max(running), end, plan, judgement, colour),
        *_others(targets[targets["year_from"] == timeline.first], ("phase",), timeline),
    ]
    printed = {
        _month_end(row.year, row.printed_through_month): (
            row.printed_beside,
            row.printed_text,
            not row.is_printed_exact,
        )
        for row in years[years["printed_beside"].notna()].itertuples()
    }
    rows.append((say("progress.printed_total"), "dots", colour, printed))
    if plan:
        pace = {start: (0, "", False), end: (plan.value, "", False)}
        rows.append((say("progress.pace"), "line", "pace", pace))
    return _timed(say("progress.running"), judgement.unit, timeline, rows, plan, plan.value_text if plan else "")


def _year_chart(years: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, colour: str) -> NativeChart:
    series = [
        Series(
            say("progress.each_year"),
            _known(years["value"]),
            colour=colour,
            texts=tuple(_year_words(row) for row in years.itertuples()),
            bounds=tuple(years["state"] == "part") if (years["state"] == "part").any() else (),
        )
    ]
    if judgement.need:
        need = (judgement.need.value,) * len(years)
        series.append(Series(say("progress.need", value=judgement.need.text), need, "line", "pace"))
    annual = {
        row.year_to: row
        for row in targets[targets["kind"] == "annual"].itertuples()
        if row.year_from == row.year_to and is_known(row.value)
    }
    if annual:
        marks = [annual.get(year) for year in years["year"]]
        series.append(
            Series(
                say("progress.annual_target"),
                tuple(mark and float(mark.value) for mark in marks),
                "dots",
                "ink",
                tuple(mark.value_text if mark else "" for mark in marks),
            )
        )
    names = tuple(str(year) for year in years["year"])
    return NativeChart(say("progress.each_year"), judgement.unit, names, tuple(series))


def _timed(
    title: str,
    unit: str,
    timeline: Timeline,
    rows: Iterable[tuple[str, str, str, dict[date, Mark]]],
    plan,
    target_text: str,
) -> NativeChart:
    """A native chart over the months of the span: rows of marks, and the target as a level line where there is one."""
    rows = [row for row in rows if row[3]]
    ends = [date(timeline.first - 1, 12, 31), *(date(year, 12, 31) for year in timeline.years)]
    dates = tuple(sorted({*ends, *(at for *_, marks in rows for at in marks)}))
    series = [_series(*row, dates) for row in rows]
    if plan:
        texts = (*("" for _ in dates[1:]), f"{plan.label} {target_text}")
        series.append(Series(plan.label, (float(plan.value),) * len(dates), "dashed", "ink", texts))
    return NativeChart(title, unit, dates, tuple(series))


def _series(name: str, form: str, colour: str, marks: dict[date, Mark], dates: tuple[date, ...]) -> Series:
    cells = [marks.get(at) for at in dates]
    return Series(
        name,
        tuple(cell and float(cell[0]) for cell in cells),
        form,
        colour,
        tuple(cell[1] if cell else "" for cell in cells) if any(text for _, text, _ in marks.values()) else (),
        tuple(bool(cell and cell[2]) for cell in cells) if any(bound for *_, bound in marks.values()) else (),
    )


def _outlook(value: float, at: date, end: date, plan, judgement: Judgement, colour: str) -> list[tuple]:
    """The lines from the last point to the end of the span: at this pace, and as is required."""
    rows = []
    if judgement.projected:
        text = say("progress.projected", value=judgement.projected.text)
        end_mark = (judgement.projected.value, text, False)
        rows.append((text, "dotted", colour, {at: (value, "", False), end: end_mark}))
    if plan and judgement.required:
        text = say("progress.required", value=judgement.required.text)
        rows.append((text, "dotted", "ink", {at: (value, "", False), end: (plan.value, "", False)}))
    return rows


def _others(targets: pd.DataFrame, kinds: tuple[str, ...], timeline: Timeline) -> list[tuple]:
    """The targets of other documents within the span, one row a kind."""
    names = {"phase": say("panel.phase_target"), "annual": say("progress.annual_target")}
    return [
        (
            names[kind],
            "dots",
            "mid",
            {
                date(row.year_to, 12, 31): (row.value, f"{row.label} {row.value_text}", False)
                for row in other_targets(targets, [kind], timeline)
            },
        )
        for kind in kinds
    ]


def _dots(name: str, colour: str, points: pd.DataFrame) -> list[tuple]:
    """The points as one row of marks, with further rows for those that share their month with another."""
    return [
        (
            name,
            "dots",
            colour,
            {
                _month_end(row.year, row.month): (row.value, _words(row), row.comparator != "eq")
                for row in group.itertuples()
            },
        )
        for _, group in points.groupby(points.groupby(["year", "month"]).cumcount())
    ]


def _words(row) -> str:
    """A point's value as printed, with its own few words."""
    return f"{row.value_text} {row.label}".strip()


def _year_words(row) -> str:
    """A year's value as printed, with the months that it covers and that it is second-hand where it is so."""
    parts = [row.part_text, say("progress.second_hand") if row.reliability == "C" else ""]
    said = " · ".join(part for part in parts if part)
    return row.value_text + (say("state.part_of", months=said) if said else "")


def _ends(timeline: Timeline) -> tuple[date, date]:
    """The last days before the span and of it."""
    return date(timeline.first - 1, 12, 31), date(timeline.last, 12, 31)


def _month_end(year: int, month: int) -> date:
    return date(int(year), int(month), monthrange(int(year), int(month))[1])


def _known(values: pd.Series) -> tuple[float | None, ...]:
    return tuple(float(value) if is_known(value) else None for value in values)
