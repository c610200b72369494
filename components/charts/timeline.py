"""What the two forms of progress have in common: the months of a span, and how its lines and marks are drawn."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.charts.drawing import leading_to, note, text_width
from components.charts.labels import Labels
from components.language.words import say
from components.look.theme import Palette
from components.model.judgement import Judgement
from components.model.plot import Plot


@dataclass(frozen=True)
class Timeline:
    """Whole years; time is counted in months since the last month before them."""

    first: int
    last: int

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    def named(self, is_narrow: bool) -> range:
        """The years that have room to be named on the axis: on a phone every other one of many."""
        return self.years[:: 2 if is_narrow and len(self.years) > 6 else 1]

    @property
    def months(self) -> int:
        return 12 * len(self.years)

    def month(self, year: int, through_month: int = 12) -> float:
        """Where the end of a month stands on the axis."""
        return 12 * (year - self.first) + through_month


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from low to high, at most about so many."""
    reach = (high - low) or 1
    power = 10 ** math.floor(math.log10(reach / most))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if reach / (s * power) <= most)
    return [round(i * step, 10) for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def draw(
    figure: Plot, axis: str, x: tuple[float, float], y: tuple[float, float], *, layer: str, kind="line", **style
) -> None:
    """A straight line or rectangle (kind: line, rect) in data coordinates from x[0], y[0] to x[1], y[1]."""
    figure.add_shape(
        type=kind, xref=f"x{axis}", yref=f"y{axis}", x0=x[0], x1=x[1], y0=y[0], y1=y[1], layer=layer, **style
    )


def grid(
    figure: Plot, palette: Palette, lines: Sequence[float], timeline: Timeline, y_range: tuple[float, float]
) -> None:
    """Grid lines at the values and between the years."""
    line = {"width": 1, "color": palette.grid}
    for value in lines:
        draw(figure, "", (0, timeline.months), (value, value), layer="below", line=line)
    for month in range(12, timeline.months, 12):
        draw(figure, "", (month, month), y_range, layer="below", line=line)


def connect(figure: Plot, name: str, path: Sequence[tuple], line: dict, axis: str = "") -> None:
    """A line through points (x, y); (None, None) lifts the pen. It may leave the panel at its edges."""
    if path:
        figure.add_scatter(
            x=[x for x, _ in path],
            y=[y for _, y in path],
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            mode="lines",
            name=name,
            line=line,
            hoverinfo="skip",
            cliponaxis=False,
        )


def dots(figure: Plot, name: str, rows: Sequence[tuple[float, float, str, str]], marker: dict, axis: str = "") -> None:
    """Marks at (x, y, hover text, the fact that the figure is)."""
    if rows:
        figure.add_scatter(
            x=[row[0] for row in rows],
            y=[row[1] for row in rows],
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            mode="markers",
            name=name,
            marker=marker,
            hovertext=[row[2] for row in rows],
            **leading_to([row[3] for row in rows]),
            hoverinfo="text",
            cliponaxis=False,
        )


def filled(palette: Palette, colour: str) -> dict:
    """The mark of an exact value."""
    return {"size": 12, "color": colour, "line": {"width": 1.5, "color": palette.ground}}


def hollow(palette: Palette, colour: str) -> dict:
    """The mark of a bound."""
    return {"size": 11, "color": palette.ground, "line": {"width": 2.6, "color": colour}}


def diamond(palette: Palette, colour: str, size: float) -> dict:
    """The mark of a target."""
    return {"symbol": "diamond", "size": size, "color": palette.ground, "line": {"width": 2, "color": colour}}


def heading(
    figure: Plot,
    palette: Palette,
    words: str,
    unit: str,
    entries: Sequence[tuple[str, str]],
    *,
    left: int,
    paper_y: float,
    up: float = 20,
    room: float = 900,
) -> float:
    """A panel's name with its unit and a key after it: (line, diamond, ring or band; words). Returns its width.

    room: pixels that all may take; of the key's entries, those are left out that have no room.
    """
    name = f"<b>{words}</b>" + (say("progress.unit", unit=unit) if unit else "")
    figure.add_annotation(
        **note(name, -left, up, x=0, y=paper_y, font={"size": 13, "color": palette.mid}, yanchor="middle")
    )
    x = text_width(words, 13) + (text_width(say("progress.unit", unit=unit), 13) if unit else 0) + 24 - left
    place = {
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": paper_y,
    }
    for symbol, text in entries:
        if x + left + 19 + text_width(text, 13) > room:
            break
        if symbol == "line":
            shape = {"type": "line", "x0": x, "x1": x + 14, "y0": up, "y1": up}
            shape["line"] = {"width": 1.6, "color": palette.pace}
        elif symbol == "diamond":
            shape = {
                "type": "path",
                "path": f"M {x + 1},{up} L {x + 7},{up + 6} L {x + 13},{up} L {x + 7},{up - 6} Z",
                "line": {"width": 1.6, "color": palette.ink},
                "fillcolor": palette.ground,
            }
        elif symbol == "ring":
            shape = {"type": "circle", "x0": x + 3, "x1": x + 11, "y0": up - 4, "y1": up + 4}
            shape |= {"line": {"width": 1.6, "color": palette.soft}, "fillcolor": palette.ground}
        else:
            shape = {"type": "rect", "x0": x, "x1": x + 14, "y0": up - 6, "y1": up + 6}
            shape |= {"line": {"width": 1, "color": palette.rule}, "fillcolor": palette.band}
        figure.add_shape(**place, **shape)
        figure.add_annotation(**note(text, x + 19, up, y=paper_y, font={"size": 13, "color": palette.mid}))
        x += 19 + text_width(text, 13) + 22
    return x + left - 22


def as_of_line(labels: Labels, timeline: Timeline, month: int, heading_width: float, left: int) -> None:
    """The upright line at the as-of month, named over the panel; nothing once the span is over."""
    if not month < timeline.months:
        return
    low, high = labels.y_range
    draw(
        labels.figure,
        "",
        (month, month),
        (low, high),
        layer="between",
        line={"width": 1.2, "color": labels.palette.mid},
    )
    labels.keep_off_line([(month, low), (month, high)])
    year, in_year = timeline.first + (month - 1) // 12, (month - 1) % 12 + 1
    words = say("progress.as_of", year=int(year), month=int(in_year))
    half, (px, _) = text_width(words, 13) / 2, labels.pixel(month, high)
    # the name would else run into the panel's heading or out of the panel
    place = max(min(px, labels.width + 14 - half), heading_width - left + 14 + half)
    labels.figure.add_annotation(
        text=words,
        showarrow=False,
        xref="x",
        x=month,
        xshift=place - px,
        yref="y",
        y=high,
        yshift=20,
        yanchor="middle",
        font={"size": 13, "color": labels.palette.mid},
    )


def outlook_lines(labels: Labels, colour: str, start: tuple, end: float, judgement: Judgement, plan) -> list:
    """Dotted lines from the last point to the span's end: at this pace, and as is required. Returns their labels.

    A label is its words, its colour and the value at the end.
    """
    ends = []
    if judgement.projected:
        words = say("progress.projected", value=judgement.projected.text)
        ends.append(("projected", "2px,4px", words, colour, judgement.projected.value))
    if plan and judgement.required:
        words = say("progress.required", value=judgement.required.text)
        ends.append(("required", "2px,3px", words, labels.palette.ink, plan.value))
    for name, dash, _, shade, value in ends:
        connect(labels.figure, name, [start, (end, value)], {"width": 1.8, "dash": dash, "color": shade})
        labels.keep_off_line([start, (end, value)])
    return [(words, shade, value) for _, _, words, shade, value in ends]


def plan_target(targets: pd.DataFrame):
    """The row of the plan's own target, or None."""
    plans = targets[(targets["kind"] == "plan") & targets["value"].notna()]
    return next(plans.itertuples(), None)


def other_targets(targets: pd.DataFrame, kinds: Sequence[str], timeline: Timeline) -> list:
    """The targets of these kinds that are due within the span, without those that only repeat the plan's own."""
    plan = plan_target(targets)
    rows = targets[targets["kind"].isin(kinds) & targets["value"].notna()].itertuples()
    return [
        row
        for row in rows
        if row.year_to in timeline.years and not (plan and (row.year_to, row.value) == (timeline.last, plan.value))
    ]
