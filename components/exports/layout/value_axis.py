"""The ends of the axis of values of a native chart, where Excel and PowerPoint do not find them well by themselves.

They would cut off bars that are nearly alike, leave half of an axis empty whose bars begin elsewhere than at 0, and
write the labels of bars that go left over the names of their rows.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from components.model.native_chart import Panel


class Ends(NamedTuple):
    """The least and the greatest value of an axis and the base of its logarithm; None: found by the program."""

    least: float | None = None
    most: float | None = None
    base: int | None = None


def ends_by_share(panel: Panel, share: float = 0.15) -> Ends:
    """Ends that leave lying bars this share of their reach for labels, on the sides to which they go."""
    if not panel.values:
        return Ends()
    base = 10 if panel.is_log else None
    if panel.is_upright:
        return Ends(_foot(panel), None, base)
    onto, back = _scale(panel)
    start = _start(panel)
    low, high = min(*panel.values, start), max(*panel.values, start)
    room = share * (onto(high) - onto(low))
    least = back(onto(low) - room) if low < start else low
    return Ends(least, back(onto(high) + room) if high > start else high, base)


def ends_by_labels(panel: Panel, length: float, width_of_label: Callable[[str], float]) -> Ends:
    """Ends that leave lying bars the room that their own labels need, on an axis so long.

    Bars that all go up from 0 have none: their chart leaves it beside the plot.
    """
    values = panel.values
    if not values:
        return Ends()
    if panel.is_from_nought or (panel.is_upright and not panel.is_log and not panel.start):
        return Ends(_foot(panel))
    base = (2 if max(values) / min(values) <= 64 else 10) if panel.is_log else None
    low, high = _reach(panel, length, width_of_label)
    if panel.tells_values:
        return Ends(float(f"{low:.4g}"), float(f"{high:.4g}"), base)
    if base:
        return Ends(
            float(base) ** math.floor(math.log(low, base)), float(base) ** math.ceil(math.log(high, base)), base
        )
    step = 10 ** math.floor(math.log10((high - low) or 1)) / 2
    return Ends(math.floor(low / step) * step, math.ceil(high / step) * step)


def _start(panel: Panel) -> float:
    """Where bars begin; a logarithm has no 0."""
    return panel.start or 1 if panel.is_log else panel.start


def _scale(panel: Panel) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """From a value to its place on the axis, and back."""
    return (math.log, math.exp) if panel.is_log else (float, float)


def _foot(panel: Panel) -> float | None:
    """Where the axis begins whose bars all go up: with them, or bars of like height would begin somewhere below."""
    has_bars = any(panel.as_bars(series) for series in panel.series)
    return panel.start if has_bars and min(panel.values) >= panel.start else None


def _reach(panel: Panel, length: float, width_of_label: Callable[[str], float]) -> tuple[float, float]:
    """From where to where the bars and, down the page, the labels beyond their ends go."""
    onto, back = _scale(panel)
    start = _start(panel)
    ends = [(onto(start), 0.0, 1)]
    for series in panel.series:
        texts = series.texts if series.texts and not panel.is_upright else ("",) * len(series.values)
        ends += [
            (onto(value), width_of_label(text), -1 if value < start else 1)
            for value, text in zip(series.values, texts, strict=True)
            if value is not None
        ]
    low, high = min(end for end, *_ in ends), max(end for end, *_ in ends)
    least, most = low, high
    # labels take a part of an axis that grows with them: after a few rounds both fit
    for _ in range(12):
        scale = min((high - low) / length, 2.5 * ((most - least) or 1) / length)
        low = min(end - width * scale if side < 0 else end for end, width, side in ends)
        high = max(end + width * scale if side > 0 else end for end, width, side in ends)
    return back(low), back(high)
