"""Progress of a total: the running total above, the single years below, on one time axis in months.

Precision is form: solid and filled while every month is known, dotted and open for a lower bound, hatched for part of
a year, a dotted box for a year without a figure. A point stands at its own month, so November is set against November.
"""

from dataclasses import dataclass

import pandas as pd

from components.charts.drawing import text_width
from components.charts.labels import AROUND, RIGHT_BELOW, Labels, around, outlook_spots, pace_spots, target_spots
from components.charts.timeline import (
    Timeline,
    as_of_line,
    connect,
    diamond,
    dots,
    draw,
    filled,
    grid,
    heading,
    hollow,
    other_targets,
    outlook_lines,
    plan_target,
    ticks,
)
from components.charts.verdict_column import (
    NARROW,
    RIGHT,
    RIGHT_NARROW,
    RIGHT_PRESENTED,
    WIDE,
    frame_narrow,
    frame_presented,
    frame_wide,
)
from components.charts.year_bars import Layout, year_bars
from components.language.numerals import is_known, plain
from components.language.words import say
from components.look.theme import Palette
from components.model.judgement import Judgement
from components.model.plot import Plot

UPPER, GAP, LOWER = 256, 68, 118
UPPER_NARROW, GAP_NARROW, LOWER_NARROW = 224, 74, 118


def running_total(
    years: pd.DataFrame,
    targets: pd.DataFrame,
    judgement: Judgement,
    palette: Palette,
    colour: str,
    *,
    title: str,
    subtitle: str,
    sources: str,
) -> Plot:
    """The wide form, with the verdict and its arithmetic at the right.

    years: one a year of the span in order, with year, value, value_text, through_month, state (full, part, missing,
    future), part_text, reliability, running (NaN where no line may be drawn), running_text, is_exact (every month of
    the span so far is known); of a printed total that the sum does not say, printed_beside (else NaN), printed_text,
    printed_through_month and is_printed_exact. targets: kind (plan, phase, annual), value, value_text, year_from,
    year_to, label; a phase that does not begin with the span is not drawn. Left as they came.
    """
    values = _upper_values(years, targets, judgement)
    left = round(max(44, 14 + max(text_width(plain(tick), 13) for tick in ticks(0, max(values))) + 8))
    layout = Layout(left, WIDE - left - RIGHT, UPPER, GAP, LOWER, is_narrow=False)
    figure = _panels(years, targets, judgement, palette, colour, layout)
    lines = {"title": title, "subtitle": subtitle, "sources": sources}
    frame_wide(figure, palette, judgement, left, layout.pixels, **lines)
    return figure


def running_total_narrow(
    years: pd.DataFrame,
    targets: pd.DataFrame,
    judgement: Judgement,
    palette: Palette,
    colour: str,
    *,
    title: str,
    subtitle: str,
    sources: str,
) -> Plot:
    """The form for a phone: the verdict's word over the panels, its arithmetic under them. Input as running_total."""
    values = _upper_values(years, targets, judgement)
    left = round(max(34, 10 + max(text_width(plain(tick), 12) for tick in ticks(0, max(values)))))
    layout = Layout(left, NARROW - left - RIGHT_NARROW, UPPER_NARROW, GAP_NARROW, LOWER_NARROW, is_narrow=True)
    figure = _panels(years, targets, judgement, palette, colour, layout)
    lines = {"title": title, "subtitle": subtitle, "sources": sources}
    frame_narrow(figure, palette, judgement, left, layout.pixels, **lines)
    return figure


def running_total_presented(
    years: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, palette: Palette, colour: str, *, width: int
) -> Plot:
    """The form for a presentation, so many pixels wide: the panels alone, for title and verdict stand about them.

    Input as running_total.
    """
    values = _upper_values(years, targets, judgement)
    left = round(max(44, 14 + max(text_width(plain(tick), 13) for tick in ticks(0, max(values))) + 8))
    layout = Layout(left, width - left - RIGHT_PRESENTED, UPPER, GAP, LOWER, is_narrow=False)
    figure = _panels(years, targets, judgement, palette, colour, layout)
    frame_presented(figure, palette, left, layout.pixels)
    return figure


def _span(years: pd.DataFrame, targets: pd.DataFrame) -> Timeline:
    if len(years):
        return Timeline(int(years["year"].min()), int(years["year"].max()))
    return Timeline(int(targets["year_from"].min()), int(targets["year_to"].max()))


def _phases(targets: pd.DataFrame, timeline: Timeline) -> list:
    """Phase targets that can stand on the running total: those that begin with the span."""
    return [row for row in other_targets(targets, ["phase"], timeline) if row.year_from == timeline.first]


def _upper_values(years: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement) -> list[float]:
    timeline = _span(years, targets)
    plan = plan_target(targets)
    values = [*years["running"].dropna(), *years["printed_beside"].dropna()]
    values += [row.value for row in _phases(targets, timeline)]
    values += [plan.value] if plan else []
    values += [judgement.projected.value] if judgement.projected else []
    return [float(value) for value in values] or [1.0]


def _panels(
    years: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, palette: Palette, colour: str, layout: Layout
) -> Plot:
    figure = Plot()
    timeline = _span(years, targets)
    _upper(figure, years, targets, judgement, palette, colour, layout, timeline)
    year_bars(figure, years, targets, judgement, palette, colour, layout, timeline)
    return figure


def _upper(
    figure: Plot,
    years: pd.DataFrame,
    targets: pd.DataFrame,
    judgement: Judgement,
    palette: Palette,
    colour: str,
    layout: Layout,
    timeline: Timeline,
) -> None:
    """The running total against the even pace and the target."""
    values = _upper_values(years, targets, judgement)
    # the last label stands over its point, and must not leave the panel; a pixel under 0 keeps its line whole
    top, end = max(values) * layout.upper / (layout.upper - 34), timeline.months
    lines = ticks(0, top * (1 - 10 / layout.upper))
    figure.update_layout(
        xaxis={"range": [0, end], "anchor": "y", "showticklabels": False},
        yaxis={
            "range": [-top / layout.upper, top],
            "domain": [1 - layout.upper / layout.pixels, 1],
            "tickvals": lines,
            "ticktext": [plain(line) for line in lines],
            "tickfont": {"size": 12 if layout.is_narrow else 13, "color": palette.soft},
            "ticklabelstandoff": 6,
        },
    )
    for year in years[years["state"] == "missing"]["year"]:
        x = (timeline.month(year) - 12, timeline.month(year))
        draw(figure, "", x, (0, top), kind="rect", layer="below", fillcolor=palette.band, line={"width": 0})
    grid(figure, palette, lines, timeline, (0, top))
    labels = Labels(figure, palette, layout.width, layout.upper, (0, end), (0, top))
    wide = heading(figure, palette, say("progress.running"), judgement.unit, [], left=layout.left, paper_y=1)
    as_of_line(labels, timeline, judgement.months, wide, layout.left)
    plan, phases = plan_target(targets), _phases(targets, timeline)
    points = _points(years, timeline)
    if plan:
        connect(figure, "pace", [(0, 0), (end, plan.value)], {"width": 1.5, "color": palette.pace})
        level = (plan.value, plan.value)
        dashed = {"width": 1.6, "color": palette.ink, "dash": "6px,4px"}
        draw(figure, "", (0, end), level, layer="between", line=dashed)
        labels.keep_off_line([(0, 0), (end, plan.value)])
        labels.keep_off_line([(0, plan.value), (end, plan.value)])
        labels.keep_off_mark(end, plan.value, 16)
    ends = []
    if points:
        start = (points[-1].month, points[-1].running)
        ends = outlook_lines(labels, colour, start, end, judgement, plan)
    rows = [
        (timeline.month(row.year_to), row.value, f"{row.label} {row.value_text}", row.target_fact_id) for row in phases
    ]
    dots(figure, "phase", rows, diamond(palette, palette.mid, 11))
    if plan:
        row = (end, plan.value, f"{plan.label} {plan.value_text}", plan.target_fact_id)
        dots(figure, "target", [row], diamond(palette, palette.ink, 13))
    _running(points, palette, colour, labels)
    for month, value, *_ in rows:
        labels.keep_off_mark(month, value, 14)
    _upper_labels(points, rows, plan, ends, judgement, palette, colour, layout.is_narrow, end, labels)


@dataclass(frozen=True)
class _Point:
    """A running total at its month. is_joined: whether a line leads to it from the point before or from the start.

    fact_id: the figure of its last year, or the total as it is printed.
    """

    month: float
    running: float
    text: str
    is_exact: bool
    year: int
    is_joined: bool
    fact_id: str


def _points(years: pd.DataFrame, timeline: Timeline) -> list[_Point]:
    """The running totals in order of time: those that the years add up to, and those that are printed."""
    points, is_joined = [], True
    for row in years.itertuples():
        if is_known(row.running):
            month = timeline.month(row.year, row.through_month)
            points.append(
                _Point(month, row.running, row.running_text, bool(row.is_exact), row.year, is_joined, row.fact_id)
            )
        is_joined = is_known(row.running)
    summed = {point.year for point in points}
    for row in years[years["printed_beside"].notna()].itertuples():
        month = timeline.month(row.year, int(row.printed_through_month))
        # a printed total says nothing of the way to it
        is_next, is_exact = row.year == timeline.first, bool(row.is_printed_exact)
        points.append(
            _Point(month, row.printed_beside, row.printed_text, is_exact, row.year, is_next, row.printed_fact_id)
        )
    return sorted(points, key=lambda point: (point.month, point.year in summed))


def _running(points: list[_Point], palette: Palette, colour: str, labels: Labels) -> None:
    """The line of the running total and its points."""
    solid, dotted, before = [], [], (0.0, 0.0)
    for point in points:
        place = (point.month, point.running)
        if point.is_joined:
            (solid if point.is_exact else dotted).extend([before, place, (None, None)])
            labels.keep_off_line([before, place])
        before = place
        labels.keep_off_mark(*place, 13)
    figure = labels.figure
    connect(figure, "exact line", solid, {"width": 3.5, "color": colour})
    connect(figure, "bound line", dotted, {"width": 3, "dash": "3px,3px", "color": colour})
    for name, is_exact, form in (("exact", True, filled), ("bound", False, hollow)):
        rows = [
            (p.month, p.running, f"<b>{p.year}</b><br>{say('progress.running')} {p.text}", p.fact_id)
            for p in points
            if p.is_exact is is_exact
        ]
        dots(figure, name, rows, form(palette, colour))


def _upper_labels(points, phases, plan, ends, judgement, palette, colour, is_narrow, end, labels) -> None:
    """All the words in the upper panel, those that matter most first."""
    small = 13 if is_narrow else 14
    if points:
        last = points[-1]
        spots = [(last.month, last.running, 7, 24, "right")] if last.month > end - 2 else []
        spots += around(last.month, last.running, AROUND, 4)
        labels.put(last.text, 20 if is_narrow else 18, colour, spots, is_bold=True)
    if plan:
        words = f"{plan.label} {plan.value_text}"
        labels.put(words, small, palette.ink, target_spots(plan.value, end), is_bold=True)
    for point in reversed(points[:-1]):
        spots = around(point.month, point.running)
        labels.put(point.text, small, colour, spots, is_bold=True, is_optional=is_narrow)
    for month, value, words, _ in phases:
        labels.put(words, small, palette.mid, around(month, value, RIGHT_BELOW), is_optional=is_narrow)
    for words, shade, value in ends:
        start = (points[-1].month, points[-1].running)
        spots = outlook_spots(start, end, value, plan.value if plan else None)
        labels.put(words, small, shade, spots, is_optional=is_narrow)
    if plan:
        is_behind = bool(points) and points[-1].running < plan.value * points[-1].month / end
        spots = pace_spots(0, plan.value, end, is_above=is_behind)
        labels.put(say("progress.pace"), small - 1, palette.mid, spots, is_optional=True)
    if judgement.lacking:
        places = [(end * x, labels.y_range[1] * y) for y in (0.14, 0.25, 0.4, 0.55, 0.7) for x in (0.58, 0.7, 0.4)]
        labels.put_sentence(judgement.lacking, places, is_narrow)
