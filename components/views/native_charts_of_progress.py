"""A chart of time in the plain forms of office programs: its course against target and even pace, and its years.

Where no figure stands a value is None; a line of a native chart goes on to its next value, as it does in the chart.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from components.language.words import say
from components.model.native_chart import NativeChart, Series, ValueAxis
from components.model.time_chart import Fan, Line, Mark, Panel, PanelsChart, TimeChart, Timeline

# marks and lines in the order of the key
RESULTS = ("running", "printed", "level", "held", "unused")
TARGETS = ("phase", "annual", "draft")
KINDS = (*RESULTS, *TARGETS, "base", "mean")
OUTLOOK = ("projected", "required")
# kind → how its line is drawn
FORMS = {"pace": "line", "projected": "dotted", "required": "dotted", "reference": "dashed"} | {
    "span": "line",
    "goal": "dashed",
    "path": "dotted",
    "draft": "line",
    "above": "dashed",
    "even": "line",
}

# the share of a small chart's years over which a label reaches
LABEL_SHARE = 0.16
# of the highest value, over which the lowest is far from 0
FAR = 0.4
# of an axis that several charts share: the most steps, and the room beyond the values as a share of their reach
STEPS, ROOM = 6, 0.15

# what stands at a day: value, label, whether it is only a bound
Cell = tuple[float, str, bool]
# name, form, tone and what stands at each day
Row = tuple[str, str, str, dict[date, Cell]]


def native_charts(chart: TimeChart) -> tuple[NativeChart, ...]:
    """The course where it has a result, and the single years of a total where one has a figure."""
    natives = []
    if chart.course.of(*RESULTS):
        natives.append(_course_chart(chart.course, chart.timeline, chart.unit))
    if chart.years and chart.years.of("year"):
        natives.append(_year_chart(chart.years, chart.timeline, chart.unit))
    return tuple(natives)


def small_charts(chart: PanelsChart) -> tuple[NativeChart, ...]:
    """A chart for each panel that has a result of a year, to stand several on a slide: with as many numbers as have
    room, on one axis where the panels share one.
    """
    return tuple(_small(panel) for panel in chart.panels if panel.course.of(*RESULTS))


def _small(panel: TimeChart) -> NativeChart:
    months = 12 * math.ceil(len(panel.timeline.years) * LABEL_SHARE)
    # the words of a mean, its name too, have no room over it
    lines = tuple(replace(line, words="") if line.kind == "span" else line for line in panel.course.lines)
    marks = tuple(mark for kind in KINDS for mark in _thinned(panel.course.of(kind), months))
    native = _course_chart(replace(panel.course, lines=lines, marks=marks), panel.timeline, panel.unit, _in_runs)
    return replace(native, is_small=True, shared_axis=_shared_axis(panel.course) if panel.course.reach else None)


def _thinned(marks: Sequence[Mark], months: int) -> list[Mark]:
    """Marks, of which the last keeps its words, and of those before each that is so many months from the next."""
    kept, after = [], math.inf
    for mark in reversed(marks):
        if after - mark.at < months:
            kept.append(replace(mark, name="", text="", extent=""))
        else:
            kept.append(mark)
            after = mark.at
    return kept[::-1]


def _together(marks: Sequence[Mark]) -> list[tuple[Sequence[Mark], str]]:
    """All marks of a kind as one series, with its form: a total so far is a line."""
    return [(marks, "line" if marks[0].kind == "running" else "dots")] if marks else []


def _in_runs(marks: Sequence[Mark]) -> list[tuple[Sequence[Mark], str]]:
    """Marks that are joined as a line each, and after them those that stand alone: as in the chart, no line leads over
    a year without a figure."""
    runs: list[list[Mark]] = []
    for mark in marks:
        if runs and mark.is_joined and mark.kind != "unused":
            runs[-1].append(mark)
        else:
            runs.append([mark])
    alone = [mark for run in runs for mark in run if len(run) == 1]
    return [*((run, "line") for run in runs if len(run) > 1), *([(alone, "dots")] if alone else [])]


def _course_chart(
    course: Panel, timeline: Timeline, unit: str, parted: Callable[[Sequence[Mark]], list] = _together
) -> NativeChart:
    """The course over the months of the span, the target as a level line. parted: the marks of a kind in parts, each
    of which is a series, with its form."""
    lines = {kind: [line for line in course.lines if line.kind == kind] for kind in (*FORMS, "target")}
    rows = [
        row
        for kind in (*RESULTS, *TARGETS)
        for marks, form in parted(course.of(kind))
        for row in _marks(marks, form, course, timeline)
    ]
    rows += [_line(line, course, timeline) for kind in OUTLOOK for line in lines[kind]]
    rows += _marks(course.of("mean"), "dots", course, timeline)
    others = ("pace", "reference", "span", "goal", "path", "draft", "above", "even")
    rows += [_line(line, course, timeline) for kind in others for line in lines[kind]]
    rows += [row for fan in course.fans for row in _fan(fan, timeline)]
    ends = (timeline.day(0), timeline.day(timeline.months))
    days = tuple(sorted({*ends, *(day for *_, cells in rows for day in cells)}))
    series = [_series(*row, days) for row in rows]
    for line in lines["target"]:
        texts = (*("" for _ in days[1:]), line.words)
        series.append(Series(line.name, (line.value,) * len(days), "dashed", line.tone, texts))
    return NativeChart(course.heading, unit, days, tuple(series), start=_floor(course))


def _floor(course: Panel) -> float:
    """Where the axis begins: at 0, or of values that lie close together far over it, a step below the lowest."""
    low, high = min(course.values), max(course.values)
    if course.scale != "about" or low <= FAR * high or low == high:
        return 0.0
    step = 10 ** math.floor(math.log10(high - low))
    return max(float(math.floor((low - 0.2 * (high - low)) / step) * step), 0.0)


def _shared_axis(course: Panel) -> ValueAxis:
    """An axis of values that holds all heights of those that share it, with room beyond them for labels."""
    low, high = min(course.values), max(course.values)
    reach = (high - low) or abs(high) or 1
    low, high = low - ROOM * reach, high + ROOM * reach
    power = 10 ** math.floor(math.log10(high - low))
    step = next(part * power for part in (0.1, 0.2, 0.5, 1, 2) if high - low <= STEPS * part * power)
    # a step of a tenth would leave the last of its seventeen digits
    return ValueAxis(
        *(round(value, 9) for value in (math.floor(low / step) * step, math.ceil(high / step) * step, step))
    )


def _marks(marks: Sequence[Mark], form: str, course: Panel, timeline: Timeline) -> list[Row]:
    """Marks of one kind as a row, with further rows for those that share their month with another."""
    rows: list[dict[date, Cell]] = []
    for mark in marks:
        day = timeline.day(mark.at)
        free = next((row for row in rows if day not in row), None)
        if free is None:
            rows.append(free := {})
        free[day] = (mark.value, _words(mark), mark.is_bound)
    if marks and marks[0].kind == "running":
        # a running total begins with nothing
        rows = [{timeline.day(0): (course.origin, "", False), **row} for row in rows]
    return [(marks[0].series, form, marks[0].tone, row) for row in rows]


def _words(mark: Mark) -> str:
    """A figure as printed, after the document of a target, before what it covers."""
    return f"{mark.name} {mark.text}" if mark.kind in TARGETS else f"{mark.text} {mark.extent}".strip()


def _line(line: Line, course: Panel, timeline: Timeline) -> Row:
    """A line from one end to the other, with its words at its end; the pace bears those of the base at its start."""
    is_pace = line.kind == "pace"
    at_start = next((mark.text for mark in course.of("base")), "") if is_pace else ""
    at_end = line.words if line.kind in ("projected", "reference", "span", "goal", "path", "draft", "above") else ""
    cells = {
        timeline.day(line.start[0]): (line.start[1], at_start, False),
        timeline.day(line.end[0]): (line.value, at_end, False),
    }
    return (line.name, FORMS[line.kind], line.tone, cells)


def _fan(fan: Fan, timeline: Timeline) -> list[Row]:
    """The lower and the upper edge of a fan."""
    low = {timeline.day(month): (value, "", False) for month, value, _ in fan.points}
    high = {timeline.day(month): (value, "", False) for month, _, value in fan.points}
    return [
        (say("fan.low", name=fan.name), "dotted", fan.tone, low),
        (say("fan.high", name=fan.name), "dotted", fan.tone, high),
    ]


def _series(name: str, form: str, tone: str, at: dict[date, Cell], days: Sequence[date]) -> Series:
    cells = [at.get(day) for day in days]
    return Series(
        name,
        tuple(cell and float(cell[0]) for cell in cells),
        form,
        tone,
        tuple(cell[1] if cell else "" for cell in cells) if any(text for _, text, _ in at.values()) else (),
        tuple(bool(cell and cell[2]) for cell in cells) if any(bound for *_, bound in at.values()) else (),
    )


def _year_chart(years: Panel, timeline: Timeline, unit: str) -> NativeChart:
    """The single years as bars, with what each needs and what was planned for it."""
    bars, targets = years.of("year"), years.of("annual")
    series = [_by_year(bars, timeline, "bar", [_year_words(mark) for mark in bars])]
    if need := years.line("need"):
        series.append(Series(need.name, (need.value,) * len(timeline.years), "line", need.tone))
    if targets:
        series.append(_by_year(targets, timeline, "dots", [mark.text for mark in targets]))
    return NativeChart(years.heading, unit, tuple(str(year) for year in timeline.years), tuple(series))


def _by_year(marks: Sequence[Mark], timeline: Timeline, form: str, texts: Sequence[str]) -> Series:
    """Marks as a series of one value a year, each with its text."""
    told = {mark.at: (mark, text) for mark, text in zip(marks, texts, strict=True)}
    cells = [told.get(timeline.month(year) - 6) for year in timeline.years]
    bounds = tuple(bool(cell and cell[0].is_bound) for cell in cells)
    return Series(
        marks[0].series,
        tuple(cell and cell[0].value for cell in cells),
        form,
        marks[0].tone,
        tuple(cell[1] if cell else "" for cell in cells),
        bounds if any(bounds) else (),
    )


def _year_words(mark: Mark) -> str:
    """A year's figure as printed, with the months that it covers and that it is second-hand where it is so."""
    said = " · ".join(part for part in (mark.extent if mark.is_bound else "", mark.doubt) if part)
    return mark.text + (say("state.part_of", months=said) if said else "")
