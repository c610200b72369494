"""A course: marks at their months against the lines that they are read by, on axes of its own anywhere in a plot.

Precision is form: solid and filled while every month is known, dotted and open for a bound. No line leads over a year
without a figure: that would invent it.
"""

from dataclasses import dataclass
from typing import NamedTuple

from components.charts.drawing import text_width, wrapped
from components.charts.labels import (
    ABOVE,
    AROUND,
    LEFT,
    RIGHT_BELOW,
    Labels,
    around,
    outlook_spots,
    pace_spots,
    target_spots,
)
from components.charts.timeline import (
    as_of_line,
    connect,
    diamond,
    disc,
    dots,
    draw,
    filled,
    grid,
    heading,
    hollow,
    name_months,
    ring,
    solid_diamond,
    ticks,
    year_names,
)
from components.language.numerals import plain
from components.look.canvas import Canvas
from components.model.plot import Plot
from components.model.time_chart import Line, Mark, Panel, TimeChart

# months after the span in which the mean of its years stands
MEAN = 9


class _Form(NamedTuple):
    """How results of a kind are drawn: widths of the line through exact ones and through bounds; where their numbers
    stand; the size of the last number on a narrow canvas.
    """

    exact: float
    bound: float
    spots: tuple
    size: int


_TOTAL = _Form(3.5, 3, AROUND, 20)
RESULTS = {"running": _TOTAL, "printed": _TOTAL, "level": _Form(3, 3, ABOVE, 17), "held": _Form(2, 2, ABOVE, 17)}
# kind → pixels of a mark that labels keep off
ROOM = {"phase": 14, "annual": 14, "draft": 18, "target": 16, "unused": 10, "base": 11}
# kind → how its line is drawn
STYLES = {
    "pace": {"width": 1.5},
    "target": {"width": 1.6, "dash": "6px,4px"},
    "reference": {"width": 1.2, "dash": "3px,3px"},
    "projected": {"width": 1.8, "dash": "2px,4px"},
    "required": {"width": 1.8, "dash": "2px,3px"},
    "span": {"width": 2.4},
    "goal": {"width": 1.6, "dash": "6px,4px"},
    "path": {"width": 1.8, "dash": "2px,4px"},
    "draft": {"width": 3.5},
    "above": {"width": 2},
    "even": {"width": 1.4},
}
ACROSS = ("target", "reference")
# of several years, named over or under their middle
OF_YEARS = ("draft", "span", "goal")
# named at their end
AT_END = ("path", "above")
# how much of its colour the ground of a fan has
PALE = 0.15


@dataclass(frozen=True)
class Scale:
    """The axes of the course, low and high the ends of its ground.

    foot: where its axis begins, a pixel under nought, so that the line there is whole. end: the last month drawn, after
    the span's own where there is a mean to show.
    """

    low: float
    high: float
    foot: float
    end: float
    ticks: list[float]


@dataclass(frozen=True)
class Place:
    """Where a course stands.

    axis: what its axes are called by after x and y. width, height: its pixels. across, down: its part of the plot.
    left: pixels before it, in which its values stand. spare: pixels after it, into which its heading may run. is_small:
    whether its words are those of a phone. is_named: whether the years are named under it.
    """

    axis: str
    width: float
    height: float
    across: tuple[float, float] = (0, 1)
    down: tuple[float, float] = (0, 1)
    left: int = 0
    spare: int = 0
    is_small: bool = False
    is_named: bool = True


def values_width(scale: Scale, *, is_small: bool) -> int:
    """The pixels that the values of an axis take before it."""
    widest = max((text_width(plain(tick), 12 if is_small else 13) for tick in scale.ticks), default=0)
    return round(max(34, 10 + widest) if is_small else max(44, 22 + widest))


def draw_course(figure: Plot, chart: TimeChart, canvas: Canvas, scale: Scale, place: Place) -> None:
    """Draw the course of a chart of time on axes of its own. scale: as scale_of gives it for the place's height."""
    y_range = (scale.low, scale.high)
    labels = Labels(figure, canvas.palette, place.width, place.height, (0, scale.end), y_range, axis=place.axis)
    _axes(figure, chart, canvas, scale, place)
    _ground(chart, labels, scale, place)
    for line in chart.course.lines:
        _line(line, labels, scale.end)
    _marks(chart, labels)
    _words(chart, labels, is_narrow=place.is_small)


def scale_of(chart: TimeChart, pixels: int, foot: int = 70) -> Scale:
    """The axes of a chart's course, so many pixels high. foot: those that are left under the lowest mark."""
    values, kind = chart.course.values, chart.course.scale
    low, high = min(values, default=0.0), max(values, default=1.0)
    unit = (high - low or abs(high) * 0.2 or 1.0) / (pixels - 40 - foot)
    # room for the labels over the highest mark, and for the words of years without a figure under the lowest
    bottom, top = low - foot * unit, high + 40 * unit
    if kind == "nought":
        # the last label stands over its point, and must not leave the panel
        bottom, top = 0.0, high * pixels / (pixels - 34)
    elif kind == "room" or bottom < 0 <= low:
        bottom, top = (0.0 if low >= 0 else bottom), high + 40 * (high - min(low, 0)) / (pixels - 40)
    lines = ticks(bottom, top - 10 * (top - bottom) / pixels) if values else []
    if chart.unit == "%" and high <= 100:
        lines = [line for line in lines if line <= 100]
    foot = -top / pixels if kind == "nought" else bottom
    return Scale(bottom, top, foot, chart.timeline.months + (MEAN if chart.course.of("mean") else 0), lines)


def _axes(figure: Plot, chart: TimeChart, canvas: Canvas, scale: Scale, place: Place) -> None:
    palette, names, axis = canvas.palette, year_names(chart.timeline, is_small=place.is_small), place.axis
    mean = [(chart.timeline.months + MEAN / 2 + 1, mark.series) for mark in chart.course.of("mean")]
    under = name_months(palette, [*names, *mean]) if place.is_named else {"showticklabels": False}
    across = {"range": [0, scale.end], "anchor": f"y{axis}", "domain": place.across, **under}
    down = {
        "range": [scale.foot, scale.high],
        "domain": place.down,
        "anchor": f"x{axis}",
        "tickvals": scale.ticks,
        "ticktext": [plain(tick) for tick in scale.ticks],
        "tickfont": {"size": 12 if place.is_small else 13, "color": palette.soft},
        "ticklabelstandoff": 6,
    }
    figure.update_layout({f"xaxis{axis}": across, f"yaxis{axis}": down})


def _ground(chart: TimeChart, labels: Labels, scale: Scale, place: Place) -> None:
    """What lies under the marks: shaded parts, the grid, the heading with its key, the month that it runs to."""
    figure, palette, y_range, axis = labels.figure, labels.palette, labels.y_range, labels.axis
    shaded = {"kind": "rect", "layer": "below", "fillcolor": palette.band, "line": {"width": 0}}
    for band in chart.course.bands:
        low, high = (edge if value is None else value for value, edge in zip(band.values, y_range, strict=True))
        draw(figure, axis, band.months, (low, high), **shaded)
    for fan in chart.course.fans:
        there = [(month, low) for month, low, _ in fan.points] + [(month, high) for month, _, high in fan.points[::-1]]
        path = " L ".join(f"{month},{value}" for month, value in there)
        figure.add_shape(
            type="path",
            path=f"M {path} Z",
            xref=f"x{axis}",
            yref=f"y{axis}",
            layer="below",
            fillcolor=palette.named(fan.tone),
            opacity=PALE,
            line={"width": 0},
        )
    grid(figure, palette, scale.ticks, chart.timeline, y_range, axis)
    room = place.width + place.left + place.spare
    if place.is_small and chart.as_of:
        # the name of the month needs the room
        room -= 140
    corner = (place.across[0], place.down[1])
    wide = heading(
        figure, palette, chart.course.heading, chart.unit, chart.course.key, left=place.left, corner=corner, room=room
    )
    if chart.as_of:
        as_of_line(labels, chart.as_of, wide, place.left)
    for moment in chart.breaks:
        line = {"width": 1.2, "color": palette.caution, "dash": "2px,3px"}
        draw(figure, axis, (moment.month, moment.month), y_range, layer="between", line=line)
        labels.keep_off_line([(moment.month, y_range[0]), (moment.month, y_range[1])])


def _line(line: Line, labels: Labels, end: float) -> None:
    """A line to read the marks by, or to where they lead; one of a level goes on to the panel's edge."""
    style = {**STYLES[line.kind], "color": labels.palette.named(line.tone)}
    path = [line.start, line.end]
    if line.kind in ACROSS:
        path = [line.start, (end, line.value)]
        draw(labels.figure, labels.axis, (0, end), (line.value, line.value), layer="between", line=style)
    else:
        connect(labels.figure, line.kind, path, style, axis=labels.axis)
    labels.keep_off_line(path)


def _marks(chart: TimeChart, labels: Labels) -> None:
    """The marks and the line through the results, with all that labels keep off."""
    figure, palette, panel, axis = labels.figure, labels.palette, chart.course, labels.axis
    for kind, size in (("phase", 11), ("annual", 11), ("target", 13)):
        dots(figure, palette, kind, panel.of(kind), diamond, size, axis)
    dots(figure, palette, "draft", panel.of("draft"), solid_diamond, 15, axis)
    _joined(panel, labels)
    results = panel.of(*RESULTS)
    dots(figure, palette, "unused", panel.of("unused"), ring, 8, axis)
    dots(figure, palette, "exact", [mark for mark in results if not mark.is_bound], filled, 12, axis)
    dots(figure, palette, "bound", [mark for mark in results if mark.is_bound], hollow, 11, axis)
    dots(figure, palette, "base", panel.of("base"), disc, 9, axis)
    for mark in panel.marks:
        if mark.kind != "mean":
            labels.keep_off_mark(mark.at, mark.value, ROOM.get(mark.kind, 13))
    for mark in panel.of("mean"):
        path = [(mark.at + 2.5, mark.value), (mark.at + MEAN - 0.5, mark.value)]
        connect(figure, "mean", path, {"width": 3, "color": palette.named(mark.tone)}, axis=axis)
        labels.keep_off_line(path)


def _joined(panel: Panel, labels: Labels) -> None:
    """The line through the results, dotted where either end of a stretch is only a bound."""
    results = panel.of(*RESULTS)
    if not results:
        return
    exact, bound, before = [], [], (0, panel.origin, False)
    for mark in results:
        here = (mark.at, mark.value, mark.is_bound)
        if mark.is_joined:
            stretch = [before[:2], here[:2]]
            (bound if mark.is_bound or before[2] else exact).extend([*stretch, (None, None)])
            labels.keep_off_line(stretch)
        before = here
    colour, form = labels.palette.named(results[0].tone), RESULTS[results[0].kind]
    connect(labels.figure, "exact line", exact, {"width": form.exact, "color": colour}, axis=labels.axis)
    dotted = {"width": form.bound, "color": colour, "dash": "3px,3px"}
    connect(labels.figure, "bound line", bound, dotted, axis=labels.axis)


# words


def _words(chart: TimeChart, labels: Labels, *, is_narrow: bool) -> None:
    """All words in the course, those that matter most first: each takes the first place that is free."""
    panel, end = chart.course, chart.timeline.months
    small, palette = 13 if is_narrow else 14, labels.palette
    for line in panel.lines:
        if line.kind == "reference":
            spots = [(labels.x_range[1], line.value, -4, up, "right") for up in (9, -10, 24, -24)]
            labels.put(line.words, 12, palette.written(line.tone), spots)
    *earlier, last = panel.of(*RESULTS) or (None,)
    if last:
        _result(last, labels, end, is_narrow, is_last=True)
    target = panel.line("target")
    for mark in reversed(earlier):
        _result(mark, labels, end, is_narrow, is_last=False)
    if not chart.years:
        _empty_years(chart, labels, is_narrow)
    if target:
        labels.put(target.words, small, palette.ink, target_spots(target.value, end), is_bold=True)
    for mark in panel.of("mean"):
        spots = [(end + MEAN / 2 + 1, mark.value, 0, up, "center") for up in (14, -14)]
        labels.put(mark.text, small, palette.written(mark.tone), spots, is_bold=True)
    for mark in panel.of("draft"):
        text = f"{mark.name} {mark.text}"
        labels.put(text, small, palette.ink, around(mark.at, mark.value, LEFT), is_bold=True)
    for line in panel.lines:
        if line.kind in AT_END:
            spots = [(*line.end, -2, up, "right") for up in (12, -12, 26, -26, 40, -40)]
            labels.put(line.words, small - 1, palette.written(line.tone), spots)
    for mark in panel.of("base"):
        spots = [(mark.at, mark.value, 10, up, "left") for up in (-16, 16, -24, 24, 46, -46)]
        labels.put(mark.text, small, palette.written(mark.tone), spots)
    for mark in panel.of("phase", "annual"):
        text = f"{mark.name} {mark.text}" if mark.kind == "phase" else mark.text
        labels.put(text, small, palette.mid, around(mark.at, mark.value, RIGHT_BELOW), is_optional=is_narrow)
    for line in panel.lines:
        if line.kind in ("projected", "required"):
            spots = outlook_spots(line.start, end, line.value, target and target.value)
            labels.put(line.words, small, palette.written(line.tone), spots, is_optional=is_narrow)
    for line in panel.lines:
        if line.kind in OF_YEARS:
            middle = (line.start[0] + line.end[0]) / 2
            places = ((middle, 0, "center"), (line.start[0], 4, "left"), (line.end[0], -4, "right"))
            spots = [
                (x, line.value, right, up, side) for x, right, side in places for up in (13, -13, 28, -28, 44, -44)
            ]
            labels.put(line.words, small - 1, palette.written(line.tone), spots, is_optional=is_narrow)
    for moment in chart.breaks:
        spots = [
            (moment.month, labels.y_range[0], side, up, anchor)
            for up in (16, 32, 48)
            for side, anchor in ((6, "left"), (-6, "right"))
        ]
        labels.put(moment.words, 12, palette.caution, spots, is_optional=is_narrow)
    for mark in panel.of("unused"):
        spots = around(mark.at, mark.value, RIGHT_BELOW)
        labels.put(mark.text, 12, palette.written(mark.tone), spots, is_optional=True)
    if pace := panel.line("pace"):
        base = pace.start[1]
        is_behind = bool(last) and last.value < base + (pace.value - base) * last.at / end
        spots = pace_spots(base, pace.value, end, is_above=is_behind)
        labels.put(pace.words, small - 1, palette.mid, spots, is_optional=True)
    if chart.sentence:
        (low, high), heights = labels.y_range, (0.14, 0.25, 0.4, 0.55, 0.7)
        places = [(end * x, low + (high - low) * y) for y in heights for x in (0.58, 0.7, 0.4)]
        labels.put_sentence(chart.sentence, places, is_narrow)


def _result(mark: Mark, labels: Labels, end: int, is_narrow: bool, is_last: bool) -> None:
    """The number of a result, the last one larger."""
    form = RESULTS[mark.kind]
    size = (form.size if is_last else 13) if is_narrow else (18 if is_last else 14)
    text = f"{mark.text}*" if is_narrow and mark.doubt else mark.text
    at_end = [(mark.at, mark.value, 7, up, "right") for up in (24, -24) if is_last and mark.at > end - 3]
    spots = [*at_end, *around(mark.at, mark.value, form.spots, 4 if is_last else 0)]
    colour, more = labels.palette.written(mark.tone), "" if is_narrow else mark.remark
    labels.put(text, size, colour, spots, is_bold=True, more=more, is_optional=is_narrow and not is_last)


def _empty_years(chart: TimeChart, labels: Labels, is_narrow: bool) -> None:
    """Words at the foot of the years without a figure."""
    size = 12 if is_narrow else 13
    for empty in chart.empty:
        words = wrapped(empty.words, 46, size) if is_narrow else empty.words
        # the lowest line stands on the foot
        foot, middle = 16 + 0.68 * size * words.count("<br>"), chart.timeline.month(empty.year) - 6
        spots = [(middle, labels.y_range[0], 0, foot + up, "center") for up in (0, 14, 28)]
        labels.put(words, size, labels.palette.soft, spots)
