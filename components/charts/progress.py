"""Progress of a total: the running total above, the single years below, on one time axis in months.

Precision is form: solid and filled while every month is known, dotted and open for a lower bound, hatched for part of
a year, a dotted box for a year without a figure. A point stands at its own month, so November is set against November.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from components.charts.drawing import frame_figure, text_width, wrapped
from components.charts.span import (
    AROUND,
    RIGHT_BELOW,
    VERDICT,
    Labels,
    Span,
    around,
    as_of_line,
    connect,
    diamond,
    dots,
    draw,
    filled,
    grid,
    heading,
    hollow,
    is_known,
    narrow_verdict,
    outlook_lines,
    outlook_spots,
    pace_spots,
    plan_target,
    target_spots,
    ticks,
    verdict_column,
)
from components.theme import Palette
from components.words import say

UPPER, GAP, LOWER = 256, 68, 118
UPPER_NARROW, GAP_NARROW, LOWER_NARROW = 224, 74, 118
RIGHT = VERDICT + 44
BAR = 7.2


@dataclass(frozen=True)
class _Frame:
    """What both forms need to know of the drawing: margins, pixels of the panels, type sizes."""

    left: int
    width: float
    upper: int
    gap: int
    lower: int
    is_narrow: bool

    @property
    def pixels(self) -> int:
        return self.upper + self.gap + self.lower


def running_total(
    years: pd.DataFrame,
    targets: pd.DataFrame,
    verdict: Mapping,
    palette: Palette,
    colour: str,
    *,
    title: str,
    subtitle: str,
    sources: str,
) -> go.Figure:
    """The wide form, with the verdict and its arithmetic at the right.

    years: one a year of the span in order, with year, value, value_text, through_month, state (full, part, missing,
    future), part_text, reliability, running (NaN where no line may be drawn), running_text, is_exact (every month of
    the span so far is known). targets: kind (plan, phase, annual), value, value_text, year_from, year_to, label; a
    phase that does not begin with the span is not drawn. verdict: status, status_text, has_figures, need, need_text,
    rows (label and text each), reason, as_of_month (since the span began), projected, projected_text, required,
    required_text, gap_text; unit_name if the panels are to name the unit. Left as they came.
    """
    values = _upper_values(years, targets, verdict)
    left = round(max(44, 14 + max(text_width(f"{tick:g}", 13) for tick in ticks(0, max(values))) + 8))
    frame = _Frame(left, 1280 - left - RIGHT, UPPER, GAP, LOWER, False)
    figure = _panels(years, targets, verdict, palette, colour, frame)
    reach = verdict_column(figure, palette, verdict, RIGHT)
    top = 124 + 27 * title.count("<br>") + 18 * subtitle.count("<br>")
    bottom = round(max(57 + 17 * (sources.count("<br>") + 1), reach - frame.pixels + 30))
    frame_figure(
        figure,
        palette,
        title=title,
        subtitle=subtitle,
        sources=sources,
        height=top + frame.pixels + bottom,
        left=left,
        right=RIGHT,
        top=top,
        bottom=bottom,
    )
    return figure


def running_total_narrow(
    years: pd.DataFrame,
    targets: pd.DataFrame,
    verdict: Mapping,
    palette: Palette,
    colour: str,
    *,
    title: str,
    subtitle: str,
    sources: str,
) -> go.Figure:
    """The form for a phone: the verdict's word over the panels, its arithmetic under them. Input as running_total."""
    values = _upper_values(years, targets, verdict)
    left = round(max(34, 10 + max(text_width(f"{tick:g}", 12) for tick in ticks(0, max(values)))))
    frame = _Frame(left, 390 - left - 16, UPPER_NARROW, GAP_NARROW, LOWER_NARROW, True)
    figure = _panels(years, targets, verdict, palette, colour, frame)
    top, bottom = narrow_verdict(figure, palette, verdict, left, title, subtitle, sources)
    frame_figure(
        figure,
        palette,
        title=title,
        subtitle=subtitle,
        sources=sources,
        height=top + frame.pixels + bottom,
        left=left,
        right=16,
        top=top,
        bottom=bottom,
        title_size=18,
        title_down=24,
    )
    return figure


def _span(years: pd.DataFrame, targets: pd.DataFrame) -> Span:
    if len(years):
        return Span(int(years["year"].min()), int(years["year"].max()))
    return Span(int(targets["year_from"].min()), int(targets["year_to"].max()))


def _phases(targets: pd.DataFrame, span: Span) -> list:
    """Phase targets that can stand on the running total: begun with the span and done within it."""
    rows = targets[(targets["kind"] == "phase") & targets["value"].notna()].itertuples()
    return [row for row in rows if row.year_from == span.first and row.year_to <= span.last]


def _annuals(targets: pd.DataFrame, span: Span) -> list:
    rows = targets[(targets["kind"] == "annual") & targets["value"].notna()].itertuples()
    return [row for row in rows if row.year_from == row.year_to and row.year_to in span.years]


def _upper_values(years: pd.DataFrame, targets: pd.DataFrame, verdict: Mapping) -> list[float]:
    span = _span(years, targets)
    plan = plan_target(targets)
    values = [*years["running"].dropna(), *(row.value for row in _phases(targets, span))]
    values += [plan.value] if plan else []
    values += [verdict["projected"]] if is_known(verdict["projected"]) else []
    return [float(value) for value in values] or [1.0]


def _panels(
    years: pd.DataFrame, targets: pd.DataFrame, verdict: Mapping, palette: Palette, colour: str, frame: _Frame
) -> go.Figure:
    figure = go.Figure()
    span = _span(years, targets)
    _upper(figure, years, targets, verdict, palette, colour, frame, span)
    _lower(figure, years, targets, verdict, palette, colour, frame, span)
    return figure


def _upper(
    figure: go.Figure,
    years: pd.DataFrame,
    targets: pd.DataFrame,
    verdict: Mapping,
    palette: Palette,
    colour: str,
    frame: _Frame,
    span: Span,
) -> None:
    """The running total against the even pace and the target."""
    values = _upper_values(years, targets, verdict)
    # the last label stands over its point, and must not leave the panel; a pixel under 0 keeps its line whole
    top, end = max(values) * frame.upper / (frame.upper - 34), span.months
    lines = ticks(0, top * (1 - 10 / frame.upper))
    figure.update_layout(
        xaxis={"range": [0, end], "anchor": "y", "showticklabels": False},
        yaxis={
            "range": [-top / frame.upper, top],
            "domain": [1 - frame.upper / frame.pixels, 1],
            "tickvals": lines,
            "ticktext": [f"{line:g}" for line in lines],
            "tickfont": {"size": 12 if frame.is_narrow else 13, "color": palette.soft},
            "ticklabelstandoff": 6,
        },
    )
    for year in years[years["state"] == "missing"]["year"]:
        x = (span.month(year) - 12, span.month(year))
        draw(figure, "", x, (0, top), kind="rect", layer="below", fillcolor=palette.band, line_width=0)
    grid(figure, palette, lines, span, (0, top))
    labels = Labels(figure, palette, frame.width, frame.upper, (0, end), (0, top))
    unit = verdict.get("unit_name", "")
    wide = heading(figure, palette, say("progress.running"), unit, [], left=frame.left, paper_y=1, up=20)
    as_of_line(labels, span, verdict, wide, frame.left)
    plan, phases, points = plan_target(targets), _phases(targets, span), _points(years, span)
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
        ends = outlook_lines(labels, colour, start, end, verdict, plan)
    rows = [(span.month(row.year_to), row.value, f"{row.label} {row.value_text}") for row in phases]
    dots(figure, "phase", rows, diamond(palette, palette.mid, 11))
    if plan:
        row = (end, plan.value, f"{plan.label} {plan.value_text}")
        dots(figure, "target", [row], diamond(palette, palette.ink, 13))
    _running(points, palette, colour, labels)
    for month, value, _ in rows:
        labels.keep_off_mark(month, value, 14)
    _upper_labels(points, rows, plan, ends, verdict, palette, colour, frame.is_narrow, end, labels)


@dataclass(frozen=True)
class _Point:
    """A running total at its month. is_joined: whether a line leads to it from the point before or from the start."""

    month: float
    running: float
    text: str
    is_exact: bool
    year: int
    is_joined: bool


def _points(years: pd.DataFrame, span: Span) -> list[_Point]:
    points, is_joined = [], True
    for row in years.itertuples():
        if is_known(row.running):
            month = span.month(row.year, row.through_month)
            points.append(_Point(month, row.running, row.running_text, bool(row.is_exact), row.year, is_joined))
        is_joined = is_known(row.running)
    return points


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
            (p.month, p.running, f"<b>{p.year}</b><br>{say('progress.running')} {p.text}")
            for p in points
            if p.is_exact is is_exact
        ]
        dots(figure, name, rows, form(palette, colour))


def _upper_labels(points, phases, plan, ends, verdict, palette, colour, is_narrow, end, labels) -> None:
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
    for month, value, words in phases:
        labels.put(words, small, palette.mid, around(month, value, RIGHT_BELOW), is_optional=is_narrow)
    for words, shade, value in ends:
        start = (points[-1].month, points[-1].running)
        spots = outlook_spots(start, end, value, plan.value if plan else None)
        labels.put(words, small, shade, spots, is_optional=is_narrow)
    if plan:
        is_behind = bool(points) and points[-1].running < plan.value * points[-1].month / end
        spots = pace_spots(0, plan.value, end, is_above=is_behind)
        labels.put(say("progress.pace"), small - 1, palette.mid, spots, is_optional=True)
    if verdict["gap_text"]:
        places = [(end * x, labels.y_range[1] * y) for y in (0.14, 0.25, 0.4, 0.55, 0.7) for x in (0.58, 0.7, 0.4)]
        labels.put_sentence(verdict["gap_text"], places, is_narrow)


def _lower(
    figure: go.Figure,
    years: pd.DataFrame,
    targets: pd.DataFrame,
    verdict: Mapping,
    palette: Palette,
    colour: str,
    frame: _Frame,
    span: Span,
) -> None:
    """The single years as bars against what each year needs."""
    need, annuals = verdict["need"], {row.year_to: row for row in _annuals(targets, span)}
    values = [*years["value"], need, *(row.value for row in annuals.values())]
    highest = float(max((value for value in values if is_known(value)), default=1) or 1)
    top = highest * frame.lower / (frame.lower - (42 if frame.is_narrow else 26))
    figure.update_layout(
        xaxis2={
            "range": [0, span.months],
            "anchor": "y2",
            "tickvals": [span.month(year) - 6 for year in span.years],
            "ticktext": [str(year) for year in span.years],
            "tickfont": {"size": 14, "color": palette.ink},
            "ticklabelstandoff": 5,
        },
        yaxis2={
            "range": [-top / frame.lower, top],
            "domain": [0, frame.lower / frame.pixels],
            "anchor": "x2",
            "showticklabels": False,
        },
        bargap=0,
    )
    draw(figure, "2", (0, span.months), (0, 0), layer="below", line={"width": 1, "color": palette.rule})
    _bars(figure, years, span, palette, colour)
    entries = []
    if is_known(need):
        connect(figure, "need", [(0, need), (span.months, need)], {"width": 1.4, "color": palette.pace}, axis="2")
        entries.append(("line", say("progress.need", value=verdict["need_text"])))
    if annuals:
        word = say("progress.annual_target")
        rows = [(span.month(y) - 6, row.value, f"{y} {word} {row.value_text}") for y, row in annuals.items()]
        dots(figure, "annual", rows, diamond(palette, palette.ink, 10), axis="2")
        entries.append(("diamond", word))
    unit, words, lower = verdict.get("unit_name", ""), say("progress.each_year"), frame.lower / frame.pixels
    heading(figure, palette, words, unit, entries, left=frame.left, paper_y=lower, up=20)
    for row in years.itertuples():
        x = span.month(row.year) - 6
        if row.state in ("full", "part") and is_known(row.value):
            annual = annuals[row.year].value if row.year in annuals else None
            _bar_words(figure, row, x, (need, annual), frame.lower / top, palette, frame.is_narrow)
        else:
            _empty_year(figure, row.state, x, need if is_known(need) else 0.8 * highest, palette, frame.is_narrow)


def _bars(figure: go.Figure, years: pd.DataFrame, span: Span, palette: Palette, colour: str) -> None:
    hatch = {"shape": "/", "size": 7, "solidity": 0.28, "fgopacity": 0.55, "fgcolor": colour, "bgcolor": palette.ground}
    for state, fill in (("full", {"color": colour}), ("part", {"color": palette.ground, "pattern": hatch})):
        chosen = years[(years["state"] == state) & years["value"].notna()]
        if len(chosen):
            figure.add_bar(
                x=[span.month(year) - 6 for year in chosen["year"]],
                y=chosen["value"],
                width=BAR,
                xaxis="x2",
                yaxis="y2",
                name=state,
                marker={**fill, "line": {"width": 2, "color": colour}},
                hovertext=[f"<b>{row.year}</b><br>{row.value_text} {_extent(row)}" for row in chosen.itertuples()],
                hoverinfo="text",
            )


def _extent(row) -> str:
    """What part of its year a value covers, and whether it is second-hand."""
    part = say("progress.full_year") if row.state == "full" else row.part_text
    return f"{part} · {say('progress.second_hand')}" if row.reliability == "C" else part


def _bar_words(figure, row, x: float, marks: tuple, pixel: float, palette: Palette, is_narrow: bool) -> None:
    """The number over a year's bar; marks: the yearly need and the year's target; pixel: pixels a unit."""
    base, room, is_inside = row.value, 40 if is_narrow else 24, False
    # a line or diamond just over the bar would run through the number: over it, or else in the bar
    for mark, half in zip(marks, (2, 8), strict=True):
        if is_known(mark) and -half < (mark - row.value) * pixel < room + half:
            base = max(base, mark + half / pixel)
            is_inside |= (mark - row.value) * pixel > 8 and row.value * pixel > room + 8
    shade = palette.mid
    if is_inside:
        base, shade = row.value, palette.ground if row.state == "full" else palette.mid
    small = f"<span style='font-size:{11 if is_narrow else 12}px;color:{shade}'>"
    if is_narrow:
        part = (say("progress.full_year") if row.state == "full" else row.part_text).replace(" ", "<br>")
        text = f"<b>{row.value_text}</b><br>{small}{part}{'*' if row.reliability == 'C' else ''}</span>"
    else:
        text = f"<b>{row.value_text}</b> {small}{_extent(row)}</span>"
    colour = palette.ground if is_inside and row.state == "full" else palette.ink
    _words(
        figure, text, x, base, "top" if is_inside else "bottom", 13 if is_narrow else 15, colour, -5 if is_inside else 3
    )
    if is_inside and row.state == "part":
        figure.layout.annotations[-1].bgcolor = palette.ground


def _empty_year(figure, state: str, x: float, high: float, palette: Palette, is_narrow: bool) -> None:
    """A dotted box for a year without a figure; a word alone for one that has not come."""
    if state == "missing":
        dotted = {"width": 1.4, "color": palette.pace, "dash": "2px,3px"}
        draw(figure, "2", (x - BAR / 2, x + BAR / 2), (0, high), kind="rect", layer="between", line=dotted)
    words = say("progress.missing" if state == "missing" else "progress.future")
    words = wrapped(words, 40, 12) if is_narrow else words
    _words(figure, words, x, high / 2, "middle", 12 if is_narrow else 14, palette.mid)


def _words(figure, text: str, x: float, y: float, anchor: str, size: float, colour: str, up: float = 0) -> None:
    figure.add_annotation(
        text=text,
        showarrow=False,
        xref="x2",
        yref="y2",
        x=x,
        y=y,
        yanchor=anchor,
        yshift=up,
        align="center",
        font={"size": size, "color": colour},
    )
