"""Labels of the charts of slides: as printed, beside the bars and points that they belong to."""

import re

from lxml import etree

from components.exports.office_xml import element
from components.exports.pptx.axes import LABEL, SMALL
from components.exports.pptx.drawing import fill, paragraph, rich, run, text_properties
from components.exports.pptx.text import Box
from components.look.text_measure import OFFICE
from components.look.theme import Palette
from components.model.native_chart import NativeChart, Series

# words in brackets at the end; a figure may stand in brackets itself
_REMARK = re.compile(r"(.+?)( ?[（(](?![\d.,]+[)）])[^（()）]+[）)])?", re.DOTALL)
# a wider label over the last point would leave the chart
_OVER_THE_EDGE = 70


def labels_of(native: NativeChart, series: Series, palette: Palette, box: Box) -> etree._Element:
    """The labels as printed, each at its own point; the numbers themselves are never shown in their stead."""
    is_bar = native.as_bars(series)
    is_over_bars = not is_bar and any(native.as_bars(other) for other in native.series)
    shade = palette.ink if is_bar or series.colour in ("pace", "ink") else palette.written(series.colour)
    size, is_split = (SMALL, False) if is_over_bars else _label_size(native, series, box)
    shown = []
    for place, text in _texts(series):
        side = _side(native, series, place, text, is_bar, is_over_bars)
        shown.append(
            element(
                "c:dLbl",
                element("c:idx", val=place),
                _nudged(side, box, is_above=series.is_level),
                rich(*_label(text, size, (shade, palette.mid), not is_over_bars, is_split)),
                element("c:spPr", fill(palette.ground)) if is_over_bars else None,
                element("c:dLblPos", val=side),
                *_shows(True),
            )
        )
    return element("c:dLbls", *shown, text_properties(size, shade, is_bold=True), *_shows(False))


def _label(text: str, size: float, shades: tuple[str, str], is_bold: bool, is_split: bool) -> list[etree._Element]:
    """A figure, and a remark in brackets in lighter type after it, or under it."""
    figure, remark = _REMARK.fullmatch(text).groups()
    label = paragraph(figure, size, shades[0], is_bold)
    if not remark:
        return [label]
    if is_split:
        return [label, paragraph(remark.strip(" （）()"), size, shades[1], False)]
    label.append(run(remark, size, shades[1], False))
    return [label]


def _label_size(native: NativeChart, series: Series, box: Box) -> tuple[float, bool]:
    """Smaller, then with the remark under the figure, where labels over bars would meet."""
    if native.is_timed:
        return LABEL, False
    if not native.is_upright:
        bars = len(native.categories) * (len(native.series) + 0.5)
        return (LABEL if 0.85 * box.height / bars > 14 else SMALL), False
    room = box.width / len(native.categories)
    widest = max((OFFICE.width(text, LABEL) for text in series.texts), default=0)
    return (LABEL, False) if widest < room else (SMALL, widest * SMALL / LABEL > room)


def _texts(series: Series) -> list[tuple[int, str]]:
    """Where each label stands: at its value, but that of a level line at its left end, where the line is alone."""
    texts = [
        (place, text)
        for place, (text, value) in enumerate(zip(series.texts, series.values, strict=False))
        if text and value is not None
    ]
    return [(0, texts[0][1])] if series.is_level and len(texts) == 1 else texts


def _side(native: NativeChart, series: Series, place: int, text: str, is_bar: bool, is_over_bars: bool) -> str:
    """Beyond the end of a bar; above a line, but beside it at its ends and where a level line runs above."""
    if is_bar:
        return "outEnd"
    if is_over_bars:
        return "b"
    if series.is_target or (series.form != "dots" and place == 0):
        return "r"
    if place == len(series.values) - 1 and OFFICE.width(text, LABEL, True) > _OVER_THE_EDGE:
        return "l"
    levels = [other.values[0] for other in native.series if other.is_level and other is not series]
    if series.form == "line" and any(series.values[place] < level for level in levels):
        return "l"
    return "b" if series.form == "line" and _is_low(series, place) else "t"


def _is_low(series: Series, place: int) -> bool:
    """Whether its line rises from a point to the points beside it, so that there is room under it alone."""
    before = next((value for value in reversed(series.values[:place]) if value is not None), None)
    after = next((value for value in series.values[place + 1 :] if value is not None), None)
    return sum(value - series.values[place] for value in (before, after) if value is not None) > 0


def _nudged(side: str, box: Box, is_above: bool) -> etree._Element | None:
    """A label beside its point a little higher or lower than it would stand, so that its line misses it."""
    across, down = {"l": (-3, -9), "r": (3, -9 if is_above else 9)}.get(side, (0, 0))
    if not across:
        return None
    x, y = round(across / box.width, 4), round(down / box.height, 4)
    return element("c:layout", element("c:manualLayout", element("c:x", val=x), element("c:y", val=y)))


def _shows(is_shown: bool) -> list[etree._Element]:
    parts = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    return [element(f"c:{part}", val=int(is_shown and part == "showVal")) for part in parts]
