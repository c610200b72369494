"""Scales: the range of an axis in which every value has its mark and the ticks that a reader counts by."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from components.language.numerals import plain
from components.language.words import say

STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000)


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


def ratio_ticks(low: float, high: float, pixels: float) -> tuple[list[float], list[str]]:
    """1, 2 and 5 of each power of ten where a label of 34 pixels has room between 1 and 2, else the powers alone."""
    decades = range(math.floor(low), math.ceil(high) + 1)
    steps = (1, 2, 5) if math.log10(2) / (high - low) * pixels >= 34 else (1,)
    ticks = [step * 10.0**decade for decade in decades for step in steps]
    ticks = [tick for tick in ticks if low <= math.log10(tick) <= high]
    texts = [plain(tick) for tick in ticks]
    return ticks, [*texts[:-1], say("ratios.times", times=texts[-1])]


def ratio_scale(values: Iterable[float], pixels: float) -> Scale:
    """Multiples about 1 in powers of ten, never less than a half to twice."""
    powers = [math.log10(value) for value in (*values, 0.5, 2) if value > 0]
    unit = (max(powers) - min(powers)) / max(pixels - 48, 60)
    low, high = min(powers) - 24 * unit, max(powers) + 24 * unit
    return Scale((low, high), ratio_ticks(low, high, pixels), is_log=True)


def share_scale(values: Iterable[float], pixels: float) -> Scale:
    """Percentages about 100."""
    return _linear([*values, 100.0], pixels, least=20, unit="%")


def rate_scale(values: Iterable[float], pixels: float) -> Scale:
    """Rates on their own scale; small ones are counted from zero."""
    values = list(values) or [0.0, 100.0]
    if min(values) >= 0 and max(values) <= 20:
        values = [0.0, *values]
    return _linear(values, pixels, least=1, unit="")


def _linear(values: list[float], pixels: float, least: float, unit: str) -> Scale:
    low, high = min(values), max(values)
    high = max(high, low + least)
    per_pixel = (high - low) / max(pixels - 48, 60)
    low, high = low - 24 * per_pixel, high + 24 * per_pixel
    step = next((s for s in STEPS if (high - low) / s * 56 <= pixels), STEPS[-1])
    first = math.ceil(low / step - 1e-9)
    ticks = [round(step * (first + i), 6) for i in range(int((high - first * step) / step + 1e-9) + 1)]
    return Scale((low, high), (ticks, [plain(tick) + unit for tick in ticks]))
