"""The ends of the axis of values of a native chart, where Excel and PowerPoint do not find them well by themselves.

They would cut off bars that are nearly alike, leave half of an axis empty whose bars begin elsewhere than at 0, and
write the labels of bars that go left over the names of their rows.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from components.model.native_chart import NativeChart


class Ends(NamedTuple):
    """The least and the greatest value of an axis and the base of its logarithm; None: found by the program."""

    least: float | None = None
    most: float | None = None
    base: int | None = None


def ends_by_share(native: NativeChart, share: float = 0.15) -> Ends:
    """Ends that leave lying bars this share of their reach for labels, on the sides to which they go."""
    if (given := _given(native)) is not None:
        return given
    base = 10 if native.is_log else None
    if native.is_upright:
        return Ends(_foot(native), None, base)
    onto, back = _scale(native)
    start = _start(native)
    low, high = min(*native.values, start), max(*native.values, start)
    room = share * (onto(high) - onto(low))
    least = back(onto(low) - room) if low < start else low
    return Ends(least, back(onto(high) + room) if high > start else high, base)


def ends_by_labels(native: NativeChart, length: float, width_of_label: Callable[[str], float]) -> Ends:
    """Ends that leave lying bars the room that their own labels need, on an axis so long.

    Bars that all go up from 0 have none: their chart leaves it beside the plot.
    """
    if (given := _given(native)) is not None:
        return given
    values = native.values
    if native.is_from_nought or (native.is_upright and not native.is_log and not native.start):
        return Ends(_foot(native))
    base = (2 if max(values) / min(values) <= 64 else 10) if native.is_log else None
    low, high = _reach(native, length, width_of_label)
    if native.tells_values:
        return Ends(float(f"{low:.4g}"), float(f"{high:.4g}"), base)
    if base:
        return Ends(
            float(base) ** math.floor(math.log(low, base)), float(base) ** math.ceil(math.log(high, base)), base
        )
    step = 10 ** math.floor(math.log10((high - low) or 1)) / 2
    return Ends(math.floor(low / step) * step, math.ceil(high / step) * step)


def number_format(native: NativeChart) -> str:
    """How the values of an axis are written: those of steps that are parts of one with as many decimals as a step."""
    if native.shared_axis is None or native.shared_axis.step >= 1:
        return "General"
    return "0." + "0" * -math.floor(math.log10(native.shared_axis.step))


def _given(native: NativeChart) -> Ends | None:
    """The ends that need no room for labels: none without values, those of a shared axis, a floor."""
    if not native.values:
        return Ends()
    if native.shared_axis:
        return Ends(native.shared_axis.least, native.shared_axis.most)
    return Ends(native.start) if native.has_floor else None


def _start(native: NativeChart) -> float:
    """Where bars begin; a logarithm has no 0."""
    return native.start or 1 if native.is_log else native.start


def _scale(native: NativeChart) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """From a value to its place on the axis, and back."""
    return (math.log, math.exp) if native.is_log else (float, float)


def _foot(native: NativeChart) -> float | None:
    """Where the axis begins whose bars all go up: with them, or bars of like height would begin somewhere below."""
    has_bars = any(native.as_bars(series) for series in native.series)
    return native.start if has_bars and min(native.values) >= native.start else None


def _reach(native: NativeChart, length: float, width_of_label: Callable[[str], float]) -> tuple[float, float]:
    """From where to where the bars and, down the page, the labels beyond their ends go."""
    onto, back = _scale(native)
    start = _start(native)
    ends = [(onto(start), 0.0, 1)]
    for series in native.series:
        texts = series.texts if series.texts and not native.is_upright else ("",) * len(series.values)
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
