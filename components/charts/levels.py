"""Progress of a stock or a rate: dots at their months against the line to the target, or inside a limit.

The dots are joined only from year to year: a line over a year without a figure would invent it.
"""

from dataclasses import dataclass

import pandas as pd

from components.charts.drawing import text_width, wrapped
from components.charts.labels import ABOVE, RIGHT_BELOW, Labels, around, outlook_spots, pace_spots, target_spots
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
from components.language.numerals import is_known, plain
from components.language.words import say
from components.look.theme import Palette
from components.model.judgement import Figure, Judgement
from components.model.plot import Plot

HEIGHT, HEIGHT_NARROW, HEIGHT_PRESENTED = 372, 270, 430
MEAN = 9


@dataclass(frozen=True)
class _Scale:
    """The axes of the panel. end: the last month drawn, after the span's own where there is a mean to show."""

    timeline: Timeline
    end: float
    low: float
    high: float
    ticks: list[float]


def levels(
    points: pd.DataFrame,
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

    points: one a dated value, with year, month, value, value_text, comparator (other than eq: only a bound),
    reliability, is_used, label (a few words after the number, or blank). targets: as in running_total; of kind
    reference too (what others ask: value, label, colour by its name). Left as they came.
    """
    scale = _scale(points, targets, judgement, HEIGHT)
    left = round(max(44, 22 + max((text_width(plain(tick), 13) for tick in scale.ticks), default=0)))
    figure = _panel(points, targets, judgement, palette, colour, scale, left, WIDE - left - RIGHT, HEIGHT)
    frame_wide(figure, palette, judgement, left, HEIGHT, title=title, subtitle=subtitle, sources=sources)
    return figure


def levels_narrow(
    points: pd.DataFrame,
    targets: pd.DataFrame,
    judgement: Judgement,
    palette: Palette,
    colour: str,
    *,
    title: str,
    subtitle: str,
    sources: str,
) -> Plot:
    """The form for a phone: the verdict's word over the panel, its arithmetic under it. Input as levels."""
    scale = _scale(points, targets, judgement, HEIGHT_NARROW)
    left = round(max(34, 10 + max((text_width(plain(tick), 12) for tick in scale.ticks), default=0)))
    width = NARROW - left - RIGHT_NARROW
    figure = _panel(points, targets, judgement, palette, colour, scale, left, width, HEIGHT_NARROW)
    frame_narrow(figure, palette, judgement, left, HEIGHT_NARROW, title=title, subtitle=subtitle, sources=sources)
    return figure


def levels_presented(
    points: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, palette: Palette, colour: str, *, width: int
) -> Plot:
    """The form for a presentation, so many pixels wide: the panel alone, for title and verdict stand about it.

    Input as levels.
    """
    scale = _scale(points, targets, judgement, HEIGHT_PRESENTED)
    left = round(max(44, 22 + max((text_width(plain(tick), 13) for tick in scale.ticks), default=0)))
    panel = width - left - RIGHT_PRESENTED
    figure = _panel(points, targets, judgement, palette, colour, scale, left, panel, HEIGHT_PRESENTED)
    frame_presented(figure, palette, left, HEIGHT_PRESENTED)
    return figure


def _scale(points: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, pixels: int) -> _Scale:
    timeline = Timeline(judgement.year_from, judgement.year_to)
    extra = [one.value for one in (judgement.drawn_base, judgement.mean, judgement.projected) if one]
    known = [float(v) for v in [*points["value"], *targets["value"], *extra] if is_known(v)]
    values = known or [0.0, 1.0]
    low, high = min(values), max(values)
    reach = high - low or abs(high) * 0.2 or 1.0
    unit = reach / (pixels - 110)
    # room for the labels over the highest mark, and for the words of years without a figure under the lowest
    bottom, top = low - 70 * unit, high + 40 * unit
    if judgement.intent == "hold_ceiling" or (bottom < 0 <= low):
        bottom, top = (0.0 if low >= 0 else bottom), high + 40 * (high - min(low, 0)) / (pixels - 40)
    lines = ticks(bottom, top - 10 * (top - bottom) / pixels) if known else []
    if judgement.unit == "%" and high <= 100:
        lines = [line for line in lines if line <= 100]
    return _Scale(timeline, timeline.months + (MEAN if judgement.mean else 0), bottom, top, lines)


def _panel(
    points: pd.DataFrame,
    targets: pd.DataFrame,
    judgement: Judgement,
    palette: Palette,
    colour: str,
    scale: _Scale,
    left: int,
    width: float,
    pixels: int,
) -> Plot:
    figure, timeline, is_narrow = Plot(), scale.timeline, pixels == HEIGHT_NARROW
    y_range = (scale.low, scale.high)
    labels = Labels(figure, palette, width, pixels, (0, scale.end), y_range)
    _axes(figure, judgement, palette, scale, is_narrow)
    plan, is_hold = plan_target(targets), judgement.intent != "raise"
    if plan and is_hold:
        side = (plan.value, scale.high) if judgement.intent == "hold_floor" else (scale.low, plan.value)
        draw(
            figure,
            "",
            (0, timeline.months),
            side,
            kind="rect",
            layer="below",
            fillcolor=palette.band,
            line={"width": 0},
        )
    grid(figure, palette, scale.ticks, timeline, y_range)
    used, unused = _inside(points, timeline)
    others = other_targets(targets, ["phase", "annual"], timeline)
    entries = [("band", say("levels.allowed"))] if plan and is_hold else []
    entries += [("diamond", say("progress.annual_target"))] if any(r.kind == "annual" for r in others) else []
    entries += [("ring", say("levels.unused"))] if len(unused) else []
    words = say("levels.value")
    # on a phone the name of the as-of month needs the room
    room = (390 if judgement.months >= timeline.months else 250) if is_narrow else 900
    wide = heading(figure, palette, words, judgement.unit, entries, left=left, paper_y=1, room=room)
    as_of_line(labels, timeline, judgement.months, wide, left)
    if plan:
        _target_lines(labels, plan.value, is_hold, judgement.drawn_base, palette, scale)
    references = _reference_lines(labels, targets, scale)
    start = (used["at"].iloc[-1], used["value"].iloc[-1]) if len(used) else None
    ends = outlook_lines(labels, colour, start, timeline.months, judgement, plan) if start else []
    for kind, shade in (("phase", palette.mid), ("annual", palette.ink)):
        rows = [
            (timeline.month(r.year_to), r.value, f"{r.label} {r.value_text}", r.target_fact_id)
            for r in others
            if r.kind == kind
        ]
        dots(figure, kind, rows, diamond(palette, shade, 11))
    if plan and not is_hold:
        row = (timeline.months, plan.value, f"{plan.label} {plan.value_text}", plan.target_fact_id)
        dots(figure, "target", [row], diamond(palette, palette.ink, 13))
    _lines(used, judgement, colour, timeline, labels)
    _dots(used, unused, judgement, palette, colour, timeline, labels)
    for row in others:
        labels.keep_off_mark(timeline.month(row.year_to), row.value, 14)
    for value, text, shade in references:
        spots = [(scale.end, value, -4, up, "right") for up in (9, -10, 24, -24)]
        labels.put(text, 12, shade, spots)
    _result_labels(list(used.itertuples()), colour, timeline, labels, is_narrow)
    _empty_years(set(used["year"]), judgement, palette, scale, labels, is_narrow)
    _other_labels(unused, others, plan, (start, ends), judgement, palette, colour, scale, labels, is_narrow)
    return figure


def _axes(figure: Plot, judgement: Judgement, palette: Palette, scale: _Scale, is_narrow: bool) -> None:
    named = [(scale.timeline.month(year) - 6, str(year)) for year in scale.timeline.named(is_narrow)]
    if judgement.mean:
        named.append((scale.timeline.months + MEAN / 2 + 1, say("levels.mean")))
    figure.update_layout(
        xaxis={
            "range": [0, scale.end],
            "tickvals": [month for month, _ in named],
            "ticktext": [name for _, name in named],
            "tickfont": {"size": 14, "color": palette.ink},
            "ticklabelstandoff": 5,
        },
        yaxis={
            "range": [scale.low, scale.high],
            "tickvals": scale.ticks,
            "ticktext": [plain(tick) for tick in scale.ticks],
            "tickfont": {"size": 12 if is_narrow else 13, "color": palette.soft},
            "ticklabelstandoff": 6,
        },
    )


def _inside(points: pd.DataFrame, timeline: Timeline) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The points of the span in order of time with their month `at`: those used, and those not."""
    inside = points[points["year"].between(timeline.first, timeline.last) & points["value"].notna()]
    inside = inside.assign(at=12.0 * (inside["year"] - timeline.first) + inside["month"]).sort_values(
        "at", kind="stable"
    )
    is_used = inside["is_used"].astype(bool)
    return inside[is_used], inside[~is_used]


def _target_lines(labels: Labels, target: float, is_hold: bool, base: Figure | None, palette, scale: _Scale) -> None:
    """The target or limit over the whole span; from the base to a target that is to be raised, the even pace."""
    line = {"width": 1.6, "color": palette.ink, "dash": "6px,4px"}
    draw(labels.figure, "", (0, scale.end), (target, target), layer="between", line=line)
    labels.keep_off_line([(0, target), (scale.end, target)])
    if is_hold:
        return
    labels.keep_off_mark(scale.timeline.months, target, 16)
    if base:
        path = [(0, base.value), (scale.timeline.months, target)]
        connect(labels.figure, "pace", path, {"width": 1.5, "color": palette.pace})
        labels.keep_off_line(path)


def _reference_lines(labels: Labels, targets: pd.DataFrame, scale: _Scale) -> list[tuple[float, str, str]]:
    """What a province and the nation ask, as thin dashed lines; returns value, words and colour of each."""
    named = []
    for row in targets[targets["kind"] == "reference"].itertuples():
        value, shade = row.value, labels.palette.named(row.colour)
        style = {"width": 1.2, "color": shade, "dash": "3px,3px"}
        draw(labels.figure, "", (0, scale.end), (value, value), layer="between", line=style)
        labels.keep_off_line([(0, value), (scale.end, value)])
        named.append((value, row.label, shade))
    return named


def _lines(used: pd.DataFrame, judgement: Judgement, colour: str, timeline: Timeline, labels: Labels) -> None:
    """Lines between neighbouring years, dotted where either end is only a bound."""
    solid, dotted = [], []
    base = judgement.drawn_base
    before = (timeline.first - 1, (0.0, base.value), True) if base else None
    for row in used.itertuples():
        place, is_exact = (row.at, row.value), row.comparator == "eq"
        if before and row.year - before[0] == 1:
            (solid if is_exact and before[2] else dotted).extend([before[1], place, (None, None)])
            labels.keep_off_line([before[1], place])
        before = (row.year, place, is_exact)
    line = {"width": 3 if judgement.intent == "raise" else 2, "color": colour}
    connect(labels.figure, "exact line", solid, line)
    connect(labels.figure, "bound line", dotted, {**line, "dash": "3px,3px"})


def _dots(
    used, unused, judgement: Judgement, palette: Palette, colour: str, timeline: Timeline, labels: Labels
) -> None:
    """The dots, the base, the figures not used, the tick of the mean."""
    ring = {"size": 8, "color": palette.ground, "line": {"width": 1.6, "color": palette.soft}}
    is_exact = used["comparator"] == "eq"
    for name, rows, marker, size in (
        ("unused", unused, ring, 10),
        ("exact", used[is_exact], filled(palette, colour), 13),
        ("bound", used[~is_exact], hollow(palette, colour), 13),
    ):
        places = [
            (r.at, r.value, f"<b>{r.year}</b><br>{r.value_text} {_extent(r)}", r.fact_id) for r in rows.itertuples()
        ]
        dots(labels.figure, name, places, marker)
        for month, value, *_ in places:
            labels.keep_off_mark(month, value, size)
    if base := judgement.drawn_base:
        words = say("levels.base", year=timeline.first - 1, value=base.text)
        dots(labels.figure, "base", [(0, base.value, words, base.fact_id)], {"size": 9, "color": palette.mid})
        labels.keep_off_mark(0, base.value, 11)
    if judgement.mean:
        path = [(timeline.months + 2.5, judgement.mean.value), (timeline.months + MEAN - 0.5, judgement.mean.value)]
        connect(labels.figure, "mean", path, {"width": 3, "color": colour})
        labels.keep_off_line(path)


def _extent(row) -> str:
    """A point's own words and, where it is so, that the value is second-hand."""
    parts = [row.label if isinstance(row.label, str) else ""]
    parts.append(say("progress.second_hand") if row.reliability == "C" else "")
    return " · ".join(part for part in parts if part)


def _result_labels(rows: list, colour: str, timeline: Timeline, labels: Labels, is_narrow: bool) -> None:
    """The number of each dot, the last one largest and first placed."""
    for row in reversed(rows):
        is_last = row is rows[-1]
        size = (17 if is_last else 13) if is_narrow else (18 if is_last else 14)
        text = f"{row.value_text}*" if is_narrow and row.reliability == "C" else row.value_text
        at_end = [(row.at, row.value, 7, up, "right") for up in (24, -24) if row.at > timeline.months - 3]
        spots = [*at_end, *around(row.at, row.value, ABOVE, 4 if is_last else 0)]
        is_optional = is_narrow and not is_last
        more = "" if is_narrow else _extent(row)
        labels.put(text, size, colour, spots, is_bold=True, more=more, is_optional=is_optional)


def _other_labels(unused, others, plan, outlook, judgement, palette, colour, scale, labels, is_narrow) -> None:
    """All other words in the panel, those that matter most first."""
    small, end, base, mean = 13 if is_narrow else 14, scale.timeline.months, judgement.drawn_base, judgement.mean
    if plan:
        words = f"{plan.label} {plan.value_text}"
        labels.put(words, small, palette.ink, target_spots(plan.value, end), is_bold=True)
    if mean:
        spots = [(end + MEAN / 2 + 1, mean.value, 0, up, "center") for up in (14, -14)]
        labels.put(mean.text, small, colour, spots, is_bold=True)
    if base:
        words = say("levels.base", year=scale.timeline.first - 1, value=base.text)
        labels.put(words, small, palette.mid, [(0, base.value, 10, up, "left") for up in (-16, 16, -24, 24, 46, -46)])
    for row in others:
        text = f"{row.label} {row.value_text}" if row.kind == "phase" else row.value_text
        spots = around(scale.timeline.month(row.year_to), row.value, RIGHT_BELOW)
        labels.put(text, small, palette.mid, spots, is_optional=is_narrow)
    start, ends = outlook
    for words, shade, value in ends:
        spots = outlook_spots(start, end, value, plan.value if plan else None)
        labels.put(words, small, shade, spots, is_optional=is_narrow)
    for row in unused.itertuples():
        spots = around(row.at, row.value, RIGHT_BELOW)
        labels.put(row.value_text, 12, palette.soft, spots, is_optional=True)
    if plan and judgement.intent == "raise" and base:
        is_behind = bool(start) and start[1] < base.value + (plan.value - base.value) * start[0] / end
        spots = pace_spots(base.value, plan.value, end, is_above=is_behind)
        labels.put(say("progress.pace"), small - 1, palette.mid, spots, is_optional=True)
    if judgement.lacking:
        reach = scale.high - scale.low
        places = [(end * x, scale.low + reach * y) for y in (0.2, 0.3, 0.45, 0.6, 0.75) for x in (0.5, 0.65, 0.35)]
        labels.put_sentence(judgement.lacking, places, is_narrow)


def _empty_years(known: set, judgement: Judgement, palette: Palette, scale: _Scale, labels: Labels, is_narrow) -> None:
    """Words at the foot of the years without a figure: not published, or not yet there."""
    for year in scale.timeline.years:
        start = scale.timeline.month(year) - 12
        is_future, is_over = start >= judgement.months, start + 12 <= judgement.months
        if year in known or not (is_future or is_over):
            continue
        size = 12 if is_narrow else 13
        words = say("progress.future" if is_future else "progress.missing")
        words = wrapped(words, 46, size) if is_narrow else words
        # the lowest line stands on the foot
        foot = 16 + 0.68 * size * words.count("<br>")
        labels.put(words, size, palette.soft, [(start + 6, scale.low, 0, foot + up, "center") for up in (0, 14, 28)])
