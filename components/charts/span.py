"""What the two forms of progress have in common: the months of a span, labels that avoid each other, the verdict."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from components.charts.drawing import note, text_width, wrapped
from components.charts.marks import draw_verdict
from components.theme import Palette
from components.words import say

VERDICT = 286
AROUND = ((-8, 17, "right"), (8, -17, "left"), (0, 20, "center"), (0, -20, "center"), (-13, 0, "right"))
ABOVE = (
    (0, 20, "center"),
    (0, -20, "center"),
    (-8, 17, "right"),
    (8, 17, "left"),
    (8, -17, "left"),
    (-8, -17, "right"),
)
RIGHT_BELOW = (
    (14, -16, "left"),
    (-12, 18, "right"),
    (14, 0, "left"),
    (10, -30, "left"),
    (12, 18, "left"),
    (-12, -18, "right"),
)


def is_known(number) -> bool:
    """Whether a number is there: neither None nor NaN."""
    return number is not None and not math.isnan(number)


@dataclass(frozen=True)
class Span:
    """Whole years; time is counted in months since the last month before them."""

    first: int
    last: int

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def months(self) -> int:
        return 12 * len(self.years)

    def month(self, year: int, through_month: int = 12) -> float:
        """Where the end of a month stands on the axis."""
        return 12 * (year - self.first) + through_month


@dataclass
class Labels:
    """Places labels in one panel where they cover no line, mark or other label.

    width and height: the panel in pixels (nominal: the page may stretch it a little). x_range, y_range: its axes.
    rise: pixels over the panel that labels may use too.
    """

    figure: go.Figure
    palette: Palette
    width: float
    height: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    rise: float = 8
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Pixels from the panel's lower left corner."""
        (x0, x1), (y0, y1) = self.x_range, self.y_range
        return (x - x0) / (x1 - x0) * self.width, (y - y0) / (y1 - y0) * self.height

    def keep_off_line(self, points: Sequence[tuple[float, float]]) -> None:
        """Keep labels away from a line through these points."""
        for (xa, ya), (xb, yb) in itertools.pairwise(points):
            (left, low), (right, high) = self.pixel(xa, ya), self.pixel(xb, yb)
            steps = max(int(math.hypot(right - left, high - low) // 3), 1)
            self.dots += [(left + (right - left) * i / steps, low + (high - low) * i / steps) for i in range(steps + 1)]

    def keep_off_mark(self, x: float, y: float, size: float) -> None:
        """Keep labels away from a mark so many pixels wide."""
        px, py = self.pixel(x, y)
        self.boxes.append((px - size / 2, py - size / 2, px + size / 2, py + size / 2))

    def _cost(self, box: tuple[float, float, float, float]) -> float:
        left, low, right, high = box
        outside = max(-left - 4, 0) + max(right - self.width - 14, 0)
        outside += max(2 - low, 0) + max(high - self.height - self.rise, 0)
        crossed = sum(left < x < right and low < y < high for x, y in self.dots)
        covered = sum(left < b[2] and b[0] < right and low < b[3] and b[1] < high for b in self.boxes)
        return 4 * outside + crossed + 20 * covered

    def put(
        self,
        text: str,
        size: float,
        colour: str,
        spots: Sequence[tuple[float, float, float, float, str]],
        *,
        is_bold: bool = False,
        is_optional: bool = False,
        more: str = "",
    ) -> bool:
        """Write a text at the first free of some spots, else at the least crowded; an optional one only if free.

        spots: x, y in data, right and up in pixels, anchor (left, center, right). more: a smaller text after it.
        Returns whether it was written.
        """
        lines = text.split("<br>")
        wide = 1.04 * max(text_width(line, size) for line in lines) + (text_width(f" {more}", 12) if more else 0)
        high = size * (1.2 + 1.35 * (len(lines) - 1))
        best = None
        for x, y, right, up, anchor in spots:
            px, py = self.pixel(x, y)
            left = px + right - {"left": 0, "center": wide / 2, "right": wide}[anchor]
            box = (left - 2, py + up - high / 2, left + wide + 2, py + up + high / 2)
            cost = self._cost(box)
            if best is None or cost < best[0]:
                best = (cost, box, (x, y, right, up, anchor))
            if cost == 0:
                break
        cost, box, (x, y, right, up, anchor) = best
        if is_optional and cost:
            return False
        self.boxes.append(box)
        body = f"<b>{text}</b>" if is_bold else text
        if more:
            body += f" <span style='font-size:12px;color:{self.palette.mid}'>{more}</span>"
        self.figure.add_annotation(
            text=body,
            showarrow=False,
            xref="x",
            yref="y",
            x=x,
            y=y,
            xanchor=anchor,
            yanchor="middle",
            align=anchor,
            xshift=right,
            yshift=up,
            font={"size": size, "color": colour},
        )
        return True

    def put_sentence(self, text: str, places: Sequence[tuple[float, float]], is_narrow: bool) -> None:
        """Write a sentence in the panel at the first free of some places (x, y in data)."""
        size = 14 if is_narrow else 15
        room, whole = 190 if is_narrow else 480, text_width(text, size)
        # lines of about one length: no single word is left for the last
        text = wrapped(text, 1.1 * whole / math.ceil(whole / room) if whole > room else room, size)
        self.put(text, size, self.palette.mid, [(x, y, 0, 0, "center") for x, y in places])


def around(x: float, y: float, ring=AROUND, grow: float = 0) -> list[tuple[float, float, float, float, str]]:
    """The spots about a mark, the best first; grow: pixels by which they stand further off."""
    return [(x, y, dx, dy + math.copysign(grow, dy) * (dy != 0), anchor) for dx, dy, anchor in ring]


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from low to high, at most about so many."""
    reach = (high - low) or 1
    power = 10 ** math.floor(math.log10(reach / most))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if reach / (s * power) <= most)
    return [round(i * step, 10) for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def draw(
    figure: go.Figure, axis: str, x: tuple[float, float], y: tuple[float, float], *, layer: str, kind="line", **style
) -> None:
    """A straight line or rectangle (kind: line, rect) in data coordinates from x[0], y[0] to x[1], y[1]."""
    figure.add_shape(
        type=kind, xref=f"x{axis}", yref=f"y{axis}", x0=x[0], x1=x[1], y0=y[0], y1=y[1], layer=layer, **style
    )


def grid(figure: go.Figure, palette: Palette, lines: Sequence[float], span: Span, y_range: tuple[float, float]) -> None:
    """Grid lines at the values and between the years."""
    line = {"width": 1, "color": palette.grid}
    for value in lines:
        draw(figure, "", (0, span.months), (value, value), layer="below", line=line)
    for month in range(12, span.months, 12):
        draw(figure, "", (month, month), y_range, layer="below", line=line)


def connect(figure: go.Figure, name: str, path: Sequence[tuple], line: dict, axis: str = "") -> None:
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


def dots(figure: go.Figure, name: str, rows: Sequence[tuple[float, float, str]], marker: dict, axis: str = "") -> None:
    """Marks at (x, y, hover text)."""
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
    figure: go.Figure,
    palette: Palette,
    words: str,
    unit: str,
    entries: Sequence[tuple[str, str]],
    *,
    left: int,
    paper_y: float,
    up: float,
) -> float:
    """A panel's name with its unit and a key after it: (line, diamond, ring or band; words). Returns its width."""
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


def _lines(text: str, width: float, size: float) -> list[str]:
    return [line for part in text.split("<br>") for line in wrapped(part, width, size).split("<br>")]


def status_words(verdict: Mapping, size: float, width: float) -> tuple[float, list[str]]:
    """The size and lines of the verdict's word beside its shape, in so many pixels."""
    room = width - 1.08 * size - 12
    if text_width(verdict["status_text"], size) > room:
        size = max(0.75 * size, 16)
    return size, _lines(verdict["status_text"], room, size)


def status_line(
    figure: go.Figure,
    palette: Palette,
    verdict: Mapping,
    size: float,
    width: float,
    x_shift: float,
    y_shift: float,
    x=0,
) -> float:
    """The verdict's shape and word, y_shift pixels over the plot's upper edge. Returns the pixels of further lines."""
    icon = 1.08 * size
    draw_verdict(
        figure,
        palette,
        verdict["status"],
        x,
        1,
        icon,
        xref="paper",
        yref="paper",
        x_shift=x_shift + icon / 2,
        y_shift=y_shift,
        has_figures=bool(verdict["has_figures"]),
    )
    size, lines = status_words(verdict, size, width)
    more = 1.3 * size * (len(lines) - 1)
    words = f"<b>{'<br>'.join(lines)}</b>"
    where = {"x": x, "font": {"size": size, "color": palette.ink}}
    figure.add_annotation(**note(words, x_shift + icon + 12, y_shift - more / 2, **where))
    return more


def arithmetic(
    figure: go.Figure,
    palette: Palette,
    verdict: Mapping,
    *,
    width: float,
    x: float,
    y: float,
    x_shift: float,
    y_shift: float,
    pitch: float = 33,
) -> float:
    """The arithmetic rows with hairlines, then the reason, from a point of the paper down. Returns their pixels."""
    where, down = {"x": x, "y": y}, 0.0
    for label, text in verdict["rows"]:
        lines = _lines(label, width - 1.06 * text_width(text, 15) - 14, 14)
        height = pitch + 18 * (len(lines) - 1)
        middle = y_shift - down - height / 2
        left, right = {"size": 14, "color": palette.mid}, {"size": 15, "color": palette.ink}
        figure.add_annotation(**note("<br>".join(lines), x_shift + 2, middle, **where, font=left))
        figure.add_annotation(
            **note(f"<b>{text}</b>", x_shift + width - 2, middle, **where, xanchor="right", font=right)
        )
        figure.add_shape(
            type="line",
            xref="paper",
            yref="paper",
            xsizemode="pixel",
            ysizemode="pixel",
            xanchor=x,
            yanchor=y,
            x0=x_shift,
            x1=x_shift + width,
            y0=middle - height / 2,
            y1=middle - height / 2,
            line={"width": 1, "color": palette.grid},
        )
        down += height
    if not verdict["reason"]:
        return down
    lines = _lines(verdict["reason"], width - 4, 13)
    font = {"size": 13, "color": palette.mid}
    place = y_shift - down - 16
    figure.add_annotation(**note("<br>".join(lines), x_shift + 2, place, **where, yanchor="top", font=font))
    return down + 16 + 17 * len(lines)


def verdict_column(figure: go.Figure, palette: Palette, verdict: Mapping, right: int) -> float:
    """The verdict at the right of a wide figure; right: its right margin. Returns how far down it reaches."""
    at = {"x": 1, "x_shift": right - VERDICT}
    top = 50 + status_line(figure, palette, verdict, 24, VERDICT, y_shift=-15, **at)
    return top + arithmetic(figure, palette, verdict, width=VERDICT, y=1, y_shift=-top, **at)


def narrow_verdict(
    figure: go.Figure, palette: Palette, verdict: Mapping, left: int, title: str, subtitle: str, sources: str
) -> tuple[int, int]:
    """The verdict over and its arithmetic under a narrow figure's panels. Returns the margins top and bottom."""
    width = 390 - 16
    size, lines = status_words(verdict, 20, width)
    more = 1.3 * size * (len(lines) - 1)
    status_line(figure, palette, verdict, 20, width, 2 - left, 56 + more)
    below = arithmetic(figure, palette, verdict, width=width - 2, pitch=31, x=0, y=0, x_shift=2 - left, y_shift=-44)
    top = 34 + 24 * (title.count("<br>") + 1) + 19 * (subtitle.count("<br>") + 1) + 84 + more
    return round(top), round(44 + below + 26 + 17 * (sources.count("<br>") + 1))


def as_of_line(labels: Labels, span: Span, verdict: Mapping, heading_width: float, left: int) -> None:
    """The upright line at the as-of month, named over the panel; nothing once the span is over."""
    month = verdict["as_of_month"]
    if not month < span.months:
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
    year, in_year = span.first + (month - 1) // 12, (month - 1) % 12 + 1
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


def outlook_lines(labels: Labels, colour: str, start: tuple, end: float, verdict, plan) -> list:
    """Dotted lines from the last point to the span's end: at this pace, and as is required. Returns their labels.

    A label is its words, its colour and the value at the end.
    """
    ends = []
    if is_known(verdict["projected"]):
        words = say("progress.projected", value=verdict["projected_text"])
        ends.append(("projected", "2px,4px", words, colour, verdict["projected"]))
    if plan and is_known(verdict["required"]):
        words = say("progress.required", value=verdict["required_text"])
        ends.append(("required", "2px,3px", words, labels.palette.ink, plan.value))
    for name, dash, _, shade, value in ends:
        connect(labels.figure, name, [start, (end, value)], {"width": 1.8, "dash": dash, "color": shade})
        labels.keep_off_line([start, (end, value)])
    return [(words, shade, value) for _, _, words, shade, value in ends]


def outlook_spots(start: tuple[float, float], end: float, value: float, target: float | None) -> list:
    """Where the words of an outlook line may stand: at its end, on the side away from the target, and along it.

    The line to the target itself has its words along it first: at its end they would seem to name the target.
    """
    up = -15 if target is not None and value < target else 15
    at_end = [(end, value, 4, up, "right"), (end, value, 4, -up, "right")]
    along = []
    for part in (0.55, 0.7, 0.4, 0.62, 0.25, 0.85):
        x, y = start[0] + part * (end - start[0]), start[1] + part * (value - start[1])
        along += [(x, y, 8, -16, "left"), (x, y, -8, 16, "right")]
    return along + at_end if value == target else at_end + along


def pace_spots(base: float, target: float, end: float, *, is_above: bool) -> list:
    """Where the words of the even pace may stand: along its line, on the side away from the results first."""
    rising, spots = target >= base, []
    for up in (16, -16) if is_above else (-16, 16):
        anchor = "right" if rising == (up > 0) else "left"
        for part in (0.8, 0.65, 0.5, 0.35, 0.2, 0.12):
            spots.append((end * part, base + part * (target - base), -8 if anchor == "right" else 8, up, anchor))
    return spots


def target_spots(value: float, end: float) -> list:
    """Where the words of a target's line may stand: at its left, then further right."""
    spots = [(0, value, 8, 14, "left"), (0, value, 8, -14, "left")]
    return spots + [(end * part, value, 0, up, "center") for part in (0.3, 0.5, 0.7) for up in (14, -14)]


def plan_target(targets: pd.DataFrame):
    """The row of the plan's own target, or None."""
    plans = targets[(targets["kind"] == "plan") & targets["value"].notna()]
    return next(plans.itertuples(), None)
