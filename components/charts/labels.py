"""Labels that avoid lines, marks and each other: each has a list of spots and takes the first that is free."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from components.charts.drawing import text_width, wrapped
from components.look.theme import Palette
from components.model.plot import Plot

AROUND = ((-8, 17, "right"), (8, -17, "left"), (0, 20, "center"), (0, -20, "center"), (-13, 0, "right"))
ABOVE = (
    (0, 20, "center"),
    (0, -20, "center"),
    (-8, 17, "right"),
    (8, 17, "left"),
    (8, -17, "left"),
    (-8, -17, "right"),
    (6, 32, "left"),
    (0, -34, "center"),
)
RIGHT_BELOW = (
    (14, -16, "left"),
    (-12, 18, "right"),
    (14, 0, "left"),
    (10, -30, "left"),
    (12, 18, "left"),
    (-12, -18, "right"),
)

LEFT = ((-14, 0, "right"), (-12, 18, "right"), (-12, -18, "right"), (8, 22, "right"), (8, -22, "right"))


@dataclass
class Labels:
    """Places labels in one panel where they cover no line, mark or other label.

    width and height: the panel in pixels (nominal: the page may stretch it a little). x_range, y_range: its axes.
    rise: pixels over the panel that labels may use too. axis: what its axes are called by after x and y.
    """

    figure: Plot
    palette: Palette
    width: float
    height: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    rise: float = 8
    axis: str = ""
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
            xref=f"x{self.axis}",
            yref=f"y{self.axis}",
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


def outlook_spots(start: tuple[float, float], end: float, value: float, target: float | None) -> list:
    """Where the words of an outlook line may stand: at its end, on the side away from the target, and along it.

    The line to the target itself has its words along it first: at its end they would seem to name the target.
    """
    up = -15 if target is not None and value < target else 15
    at_end = [(end, value, 4, shift, "right") for shift in (up, 1.8 * up, -up)]
    along = []
    for part in (0.55, 0.7, 0.4, 0.62, 0.25, 0.85):
        x, y = start[0] + part * (end - start[0]), start[1] + part * (value - start[1])
        along += [(x, y, 8, -16, "left"), (x, y, -8, 16, "right")]
    if value != target:
        return at_end + along
    return along + [(end, value, 4, down, "right") for down in (-40, -46, -52)] + at_end


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
