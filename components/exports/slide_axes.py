"""Axes of native charts: months or words across, values up or along, with room for the labels at the ends of bars."""

import math

from lxml import etree

from components.exports.slide_drawing import made, outline, text_properties
from components.exports.slide_text import Box, width_of
from components.panels import Panel, Series
from components.theme import Palette

LABEL, SMALL = 12, 10.5
_CATEGORIES, _VALUES = 111111111, 222222222


def axis_ids() -> list[etree._Element]:
    """The two axes as a kind of chart refers to them."""
    return [made("axId", val=axis) for axis in (_CATEGORIES, _VALUES)]


def as_bars(panel: Panel, series: Series) -> bool:
    """Whether a series is bars, as every one is where they run across: lines cannot run down a chart."""
    return series.form == "bar" or not panel.is_upright


def names_width(panel: Panel) -> float:
    """The width of a panel's widest name of a category."""
    return max((width_of(str(name), LABEL) for name in panel.categories), default=0)


def labels_width(panel: Panel) -> float:
    """The width of a panel's widest label."""
    return max((width_of(text, LABEL, True) for series in panel.series for text in series.texts), default=0)


def axes(panel: Panel, palette: Palette, box: Box, has_bars: bool) -> list[etree._Element]:
    """The axis of categories and that of values, which is left unseen where each bar says its own value."""
    low, high, base = _bounds(panel, box)
    is_unseen = tells_values(panel)
    crossing = made("crossesAt", val=panel.start) if panel.start else made("crosses", val="autoZero")
    shared = [
        made("majorTickMark", val="none"),
        made("minorTickMark", val="none"),
        made("tickLblPos", val="low"),
        made("spPr", outline(palette.ink if panel.start else palette.rule, 1.5 if panel.start else 1)),
        text_properties(_category_size(panel, box), palette.ink if not panel.is_timed else palette.mid),
        made("crossAx", val=_VALUES),
        crossing,
        made("auto", val=int(panel.is_timed)),
    ]
    first = [
        made("axId", val=_CATEGORIES),
        made("scaling", made("orientation", val="minMax" if panel.is_upright else "maxMin")),
        made("delete", val=0),
        made("axPos", val="b" if panel.is_upright else "l"),
    ]
    if panel.is_timed:
        years = made("numFmt", formatCode="yyyy", sourceLinked=0)
        grid = made("majorGridlines", made("spPr", outline(palette.grid, 0.75)))
        steps = [
            made("lblOffset", val=100),
            # bars are as wide as the unit; between lines in months, LibreOffice leaves gaps
            made("baseTimeUnit", val="months" if has_bars else "days"),
            made("majorUnit", val=12),
            made("majorTimeUnit", val="months"),
        ]
        across = made("dateAx", *first, grid, years, *shared, *steps)
    else:
        kinds = [made("lblAlgn", val="ctr"), made("lblOffset", val=100), made("noMultiLvlLbl", val=0)]
        across = made("catAx", *first, *shared, *kinds)
    scale = made(
        "scaling",
        made("logBase", val=base) if base else None,
        made("orientation", val="minMax"),
        made("max", val=high) if high is not None else None,
        made("min", val=low) if low is not None else None,
    )
    up = made(
        "valAx",
        made("axId", val=_VALUES),
        scale,
        made("delete", val=int(is_unseen)),
        made("axPos", val="l" if panel.is_upright else "b"),
        None if is_unseen else made("majorGridlines", made("spPr", outline(palette.grid, 0.75))),
        made("numFmt", formatCode="General", sourceLinked=0),
        made("majorTickMark", val="none"),
        made("minorTickMark", val="none"),
        made("tickLblPos", val="low" if panel.is_upright else "nextTo"),
        made("spPr", made("a:ln", made("a:noFill"))),
        text_properties(LABEL, palette.mid),
        made("crossAx", val=_CATEGORIES),
        # down the page the first category is on top, so the far end of its axis is the lower edge
        made("crosses", val="autoZero" if panel.is_upright else "max"),
        made("crossBetween", val="midCat" if panel.is_timed and not has_bars else "between"),
    )
    return [across, up]


def _category_size(panel: Panel, box: Box) -> float:
    """Smaller where many names stand under each other."""
    if panel.is_upright:
        return LABEL
    return LABEL if box.height / len(panel.categories) > 22 else SMALL


def tells_values(panel: Panel) -> bool:
    """Whether there are bars and each says its own value."""
    bars = [series for series in panel.series if as_bars(panel, series)]
    return bool(bars) and all(
        len(series.texts) == len(series.values)
        and all(text or value is None for text, value in zip(series.texts, series.values, strict=True))
        for series in bars
    )


def _bounds(panel: Panel, box: Box) -> tuple[float | None, float | None, int | None]:
    """The ends of the axis of values and the base of its logarithm; None where PowerPoint finds them by itself.

    By itself it would cut off bars that are nearly alike, leave half of an axis empty whose bars begin elsewhere than
    at 0, and write the labels of bars that go left over the names of their rows.
    """
    values = [value for series in panel.series for value in series.values if value is not None]
    if not values:
        return None, None, None
    if not panel.is_log and not panel.start:
        if min(values) >= 0:
            return (0 if any(as_bars(panel, series) for series in panel.series) else None), None, None
        if panel.is_upright:
            return None, None, None
    base = (2 if max(values) / min(values) <= 64 else 10) if panel.is_log else None
    low, high = _reach(panel, box)
    if tells_values(panel):
        return float(f"{low:.4g}"), float(f"{high:.4g}"), base
    if base:
        return float(base) ** math.floor(math.log(low, base)), float(base) ** math.ceil(math.log(high, base)), base
    step = 10 ** math.floor(math.log10((high - low) or 1)) / 2
    return math.floor(low / step) * step, math.ceil(high / step) * step, None


def _reach(panel: Panel, box: Box) -> tuple[float, float]:
    """From where to where the bars and, down the page, the labels beyond their ends go."""
    onto, back = (math.log, math.exp) if panel.is_log else (float, float)
    names = 0 if panel.is_upright else names_width(panel)
    room = max(box.width - names - 24, box.width / 3)
    ends = [(onto(panel.start or 1), 0.0, 1)] if panel.is_log else [(panel.start, 0.0, 1)]
    for series in panel.series:
        texts = series.texts if series.texts and not panel.is_upright else ("",) * len(series.values)
        ends += [
            (onto(value), width_of(text, LABEL, True) + 8, -1 if value < panel.start else 1)
            for value, text in zip(series.values, texts, strict=True)
            if value is not None
        ]
    low, high = min(end for end, *_ in ends), max(end for end, *_ in ends)
    least, most = low, high
    # labels take a part of an axis that grows with them: after a few rounds both fit
    for _ in range(12):
        scale = min((high - low) / room, 2.5 * ((most - least) or 1) / room)
        low = min(end - width * scale if side < 0 else end for end, width, side in ends)
        high = max(end + width * scale if side > 0 else end for end, width, side in ends)
    return back(low), back(high)
