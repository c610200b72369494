"""Scales: the range of an axis in which every value has its mark and the ticks that a reader counts by."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from components.language.numerals import plain, signed
from components.language.words import say
from components.look.text_measure import SCREEN

STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
# pixels that a tick's words need, and that the marks' own stretch has at least
TICK, LEAST = 52, 60
# more ticks than these are not read
MOST = 9
# pixels of a tick's letters, and between two of them
SIZE, BETWEEN = 13, 6


@dataclass(frozen=True)
class Scale:
    """range: as the axis takes it, in powers of ten where it is logarithmic. ticks: values and their texts."""

    range: tuple[float, float]
    ticks: tuple[list[float], list[str]]
    is_log: bool = False

    def place(self, value: float) -> float:
        """A value in the terms of the range."""
        return math.log10(value) if self.is_log else value

    def share(self, value: float) -> float:
        """How far along the axis a value lies, 0 to 1."""
        low, high = self.range
        return (self.place(value) - low) / (high - low)


@dataclass(frozen=True)
class Room:
    """The pixels of an axis, and those of them that are kept before its first mark and after its last one."""

    pixels: float
    before: float = 24
    after: float = 24

    def around(self, low: float, high: float) -> tuple[float, float]:
        """The range in which marks from low to high have that room."""
        unit = (high - low) / max(self.pixels - self.before - self.after, LEAST)
        return low - self.before * unit, high + self.after * unit


def scale_of(kind: str, values: Sequence[float], room: Room, zero: float | None = None) -> Scale:
    """The scale of a kind (model.chart.Axis says which there are) for values in a room.

    zero: how far along the axis its line stands on the axis over it, for points, whose line stands under that one.
    """
    if kind == "multiples":
        return _multiples(values, room)
    if kind == "index":
        return _index(values)
    if kind == "points":
        return _points(values, 0.5 if zero is None else zero)
    return _shares(values, room) if kind == "shares" else _rates(values, room)


def _multiples(values: Sequence[float], room: Room) -> Scale:
    """Multiples about 1 in powers of ten, never less than a half to twice."""
    powers = [math.log10(value) for value in (*values, 0.5, 2) if value > 0]
    low, high = room.around(min(powers), max(powers))
    # 1, 2 and 5 of each power of ten where a label of 34 pixels has room between 1 and 2, else the powers alone
    steps = (1, 2, 5) if math.log10(2) / (high - low) * room.pixels >= 34 else (1,)
    decades = range(math.floor(low), math.ceil(high) + 1)
    ticks = [step * 10.0**decade for decade in decades for step in steps]
    ticks = [tick for tick in ticks if low <= math.log10(tick) <= high]
    texts = [plain(tick) for tick in ticks]
    texts[-1] = say("ratios.times", times=texts[-1])
    if len(ticks) > 1:
        apart = math.log10(ticks[-1] / ticks[-2]) / (high - low) * room.pixels
        # the word that goes with all of them needs more room than a number
        if apart < sum(SCREEN.width(text, SIZE) for text in texts[-2:]) / 2 + BETWEEN:
            texts[-2] = ""
    return Scale((low, high), (ticks, texts), is_log=True)


def _shares(values: Sequence[float], room: Room) -> Scale:
    """Percentages about 100, which is always told."""
    low, high = min(*values, 100.0), max(*values, 100.0)
    low, high = room.around(low, max(high, low + 20))
    ticks, step = _ticks(low, high, room.pixels / TICK)
    if 100 not in ticks:
        ticks = sorted([100.0, *(tick for tick in ticks if abs(tick - 100) >= step)])
    return Scale((low, high), (ticks, [f"{plain(tick)}%" for tick in ticks]))


def _rates(values: Sequence[float], room: Room) -> Scale:
    """Rates on their own scale; small ones are counted from zero."""
    known = list(values) or [0.0, 100.0]
    if min(known) >= 0 and max(known) <= 20:
        known = [0.0, *known]
    low, high = room.around(min(known), max(*known, min(known) + 1))
    ticks = _ticks(low, high, min(room.pixels / TICK, MOST))[0]
    return Scale((low, high), (ticks, [plain(tick) for tick in ticks]))


def _index(values: Sequence[float]) -> Scale:
    """What was reached is 100; ends at whole fives."""
    first, last = min(values), max(values)
    reach = max(last - first, 10)
    low, high = 5 * math.floor((first - 0.08 * reach) / 5), 5 * math.ceil((last + 0.08 * reach) / 5)
    ticks = _ticks(low, high, MOST - 1)[0]
    return Scale((low, high), (ticks, [plain(tick) for tick in ticks]))


def _points(values: Sequence[float], zero: float) -> Scale:
    """Points from what was reached, which stands so far along the axis."""
    reach = 1.12 * max(-min(values) / zero, max(values) / (1 - zero), 1)
    low, high = -zero * reach, (1 - zero) * reach
    ticks = _ticks(low, high, MOST - 1)[0]
    return Scale((low, high), (ticks, [signed(tick, None) for tick in ticks]))


def _ticks(low: float, high: float, most: float) -> tuple[list[float], float]:
    """Round values from low to high, at most so many and one, and the step between them."""
    step = next((step for step in STEPS if (high - low) / step <= most), STEPS[-1])
    first = math.ceil(low / step - 1e-9)
    return [round(step * (first + place), 6) for place in range(int((high - first * step) / step + 1e-9) + 1)], step
