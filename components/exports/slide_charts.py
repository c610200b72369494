"""Native charts of slides: a Panel as DrawingML, with the workbook that PowerPoint opens to edit its data.

python-pptx draws one kind of chart at a time; bars under lines, dates as months, labels as printed and bounds as
hatches are written here, and python-pptx gives the workbook and the part.
"""

import re
from collections.abc import Sequence
from datetime import date
from string import ascii_uppercase

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from components.exports.slide_axes import LABEL, SMALL, as_bars, axes, axis_ids, labels_width, names_width, tells_values
from components.exports.slide_drawing import (
    colour_of,
    copy_of,
    fill,
    made,
    outline,
    paragraph,
    rich,
    run,
    text_properties,
)
from components.exports.slide_text import Box, fitting, width_of
from components.panels import Panel, Series
from components.theme import Palette
from components.words import say

TITLE = 14
_DASHES = {"dashed": "dash", "dotted": "sysDot"}
# words in brackets at the end; a figure may stand in brackets itself
_REMARK = re.compile(r"(.+?)( ?[（(](?![\d.,]+[)）])[^（()）]+[）)])?", re.DOTALL)
# a wider label over the last point would leave the chart
_OVER_THE_EDGE = 70
_DAY_ZERO = date(1899, 12, 30)
# results are round, targets are diamonds, as on the screen
_TARGETS = ("ink", "mid")


def add_chart(slide, panel: Panel, palette: Palette, box: Box, description: str) -> None:
    """Add a panel as a chart that can be edited, with its alternative text."""
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box.emu, _ChartData(panel, palette, box))
    frame.name = panel.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)


class _ChartData(CategoryChartData):
    """The workbook as python-pptx writes it, the chart as it is drawn here."""

    def __init__(self, panel: Panel, palette: Palette, box: Box) -> None:
        super().__init__()
        self.categories = panel.categories
        for series in panel.series:
            self.add_series(series.name, series.values)
        self._drawn = panel, palette, box

    def xml_bytes(self, chart_type) -> bytes:
        return etree.tostring(_chart(*self._drawn), xml_declaration=True, encoding="UTF-8", standalone=True)


def _chart(panel: Panel, palette: Palette, box: Box) -> etree._Element:
    drawn = [(as_bars(panel, series), _series(panel, place, palette, box)) for place, series in enumerate(panel.series)]
    bars, lines = ([element for is_bar, element in drawn if is_bar == wanted] for wanted in (True, False))
    bar_chart = made(
        "barChart",
        made("barDir", val="col" if panel.is_upright else "bar"),
        made("grouping", val="clustered"),
        made("varyColors", val=0),
        *bars,
        made("gapWidth", val=60 if len(bars) == 1 else 45),
        made("overlap", val=0),
        *axis_ids(),
    )
    line_chart = made(
        "lineChart",
        made("grouping", val="standard"),
        made("varyColors", val=0),
        *lines,
        made("marker", val=1),
        *axis_ids(),
    )
    legend = made(
        "legend",
        made("legendPos", val="b"),
        made("overlay", val=0),
        text_properties(LABEL, palette.mid),
    )
    return made(
        "chartSpace",
        made("date1904", val=0),
        made("lang", val=say("slides.language")),
        made("roundedCorners", val=0),
        made(
            "chart",
            _title(panel, palette, box),
            made("autoTitleDeleted", val=0),
            made(
                "plotArea",
                _plot_layout(panel, box),
                bar_chart if bars else None,
                line_chart if lines else None,
                *axes(panel, palette, box, has_bars=bool(bars)),
            ),
            legend if len(panel.series) > 1 else None,
            made("plotVisOnly", val=1),
            made("dispBlanksAs", val="span" if panel.is_timed else "gap"),
        ),
        made("spPr", made("a:noFill"), made("a:ln", made("a:noFill"))),
        text_properties(LABEL, palette.ink),
    )


def _plot_layout(panel: Panel, box: Box) -> etree._Element:
    """Where the plot stands: found by PowerPoint, but with room for the labels where bars say their values."""
    values = [value for series in panel.series for value in series.values if value is not None]
    if not tells_values(panel) or (
        not panel.is_upright and (panel.is_log or panel.start or min(values, default=0) < 0)
    ):
        return made("layout")
    above, below = 2.3 * TITLE, _legend_height(panel, box)
    before, behind = 0.01 * box.width, 0.01 * box.width
    if panel.is_upright:
        above, below = above + 2 * LABEL, below + 2 * LABEL
    else:
        before = min(names_width(panel) + 12, 0.45 * box.width)
        behind = min(labels_width(panel) + 8, 0.3 * box.width)
    places = {
        "x": before / box.width,
        "y": above / box.height,
        "w": 1 - (before + behind) / box.width,
        "h": 1 - (above + below) / box.height,
    }
    modes = [made("xMode", val="edge"), made("yMode", val="edge")]
    sides = [made(side, val=round(share, 4)) for side, share in places.items()]
    return made("layout", made("manualLayout", made("layoutTarget", val="inner"), *modes, *sides))


def _legend_height(panel: Panel, box: Box) -> float:
    """The height that the legend takes at the lower edge."""
    if len(panel.series) < 2:
        return 0
    rows = -(-sum(width_of(series.name, LABEL) + 36 for series in panel.series) // (0.9 * box.width))
    return 1.6 * LABEL * rows + 0.5 * LABEL


def _title(panel: Panel, palette: Palette, box: Box) -> etree._Element:
    """The panel's name and unit, over its left end."""
    words = say("slides.panel", title=panel.title, unit=panel.unit) if panel.unit else panel.title
    size, _ = fitting(words, 0.75 * box.width, (TITLE, 13, LABEL, SMALL), is_bold=True)
    return made(
        "title",
        rich(paragraph(words, size, palette.ink, is_bold=True, align="l")),
        made(
            "layout",
            made(
                "manualLayout",
                made("xMode", val="edge"),
                made("yMode", val="edge"),
                made("x", val=0),
                made("y", val=0),
            ),
        ),
        made("overlay", val=0),
    )


# series


def _series(panel: Panel, place: int, palette: Palette, box: Box) -> etree._Element:
    series = panel.series[place]
    is_bar = as_bars(panel, series)
    # a panel has far fewer series than there are letters
    letter, last = ascii_uppercase[place + 1], len(panel.categories) + 1
    colour = palette.named(series.colour)
    name = made(
        "tx",
        made(
            "strRef",
            made("f", f"Sheet1!${letter}$1"),
            made("strCache", made("ptCount", val=1), made("pt", made("v", series.name), idx=0)),
        ),
    )
    values = made(
        "val",
        made(
            "numRef",
            made("f", f"Sheet1!${letter}$2:${letter}${last}"),
            made("numCache", made("formatCode", "General"), *_points(series.values)),
        ),
    )
    form = _bar_form(series, palette, colour) if is_bar else _line_form(series, palette, colour)
    return made(
        "ser",
        made("idx", val=place),
        made("order", val=place),
        name,
        *form,
        _labels(panel, series, palette, box),
        _categories(panel, f"Sheet1!$A$2:$A${last}"),
        values,
        None if is_bar else made("smooth", val=0),
    )


def _points(values: Sequence) -> list[etree._Element]:
    """The cached cells of a column, blanks left out."""
    cells = [
        made("pt", made("v", value if isinstance(value, str) else repr(float(value))), idx=place)
        for place, value in enumerate(values)
        if value is not None
    ]
    return [made("ptCount", val=len(values)), *cells]


def _categories(panel: Panel, reference: str) -> etree._Element:
    if panel.is_timed:
        days = [str((category - _DAY_ZERO).days) for category in panel.categories]
        cache = made("numCache", made("formatCode", r"yyyy\-mm\-dd"), *_points(days))
        return made("cat", made("numRef", made("f", reference), cache))
    cache = made("strCache", *_points(panel.categories))
    return made("cat", made("strRef", made("f", reference), cache))


def _is_bound(series: Series, place: int) -> bool:
    return bool(series.bounds) and series.bounds[place]


def _bar_form(series: Series, palette: Palette, colour: str) -> list[etree._Element]:
    """Fill of the bars, and of those that are only a bound."""
    is_outlined = series.form != "bar"
    plain = made("spPr", fill(palette.ground if is_outlined else colour), outline(colour, 1.5))
    hatched = made(
        "a:pattFill",
        made("a:fgClr", colour_of(colour)),
        made("a:bgClr", colour_of(palette.ground)),
        prst="wdUpDiag",
    )
    points = [
        made(
            "dPt",
            made("idx", val=place),
            made("invertIfNegative", val=0),
            made("bubble3D", val=0),
            made("spPr", copy_of(hatched), outline(colour, 1.5)),
        )
        for place, value in enumerate(series.values)
        if value is not None and _is_bound(series, place)
    ]
    return [plain, made("invertIfNegative", val=0), *points]


def _line_form(series: Series, palette: Palette, colour: str) -> list[etree._Element]:
    """Line and markers, open where a value is only a bound."""
    if series.form == "dots":
        line = made("a:ln", made("a:noFill"), w=28575)
    else:
        is_guide = series.colour == "pace" or series.form != "line"
        line = outline(colour, 1.75 if is_guide else 3, _DASHES.get(series.form), cap="rnd")
    is_target = series.form == "dots" and series.colour in _TARGETS
    symbol, size = ("diamond", 10) if is_target else ("circle", 8)
    has_texts = bool(series.texts or series.bounds)
    is_marked = series.form == "dots" or (series.form == "line" and series.colour != "pace" and has_texts)
    towards_bound = line if series.form == "dots" else outline(colour, 3, "sysDot", cap="rnd")

    def marker(is_open: bool) -> etree._Element:
        inside = made("a:noFill") if is_open else fill(colour)
        return made(
            "marker",
            made("symbol", val=symbol),
            made("size", val=size),
            made("spPr", inside, outline(colour, 1.75)),
        )

    points = [
        made(
            "dPt",
            made("idx", val=place),
            marker(True),
            made("bubble3D", val=0),
            made("spPr", copy_of(towards_bound)),
        )
        for place, value in enumerate(series.values)
        if is_marked and value is not None and _is_bound(series, place)
    ]
    shown = marker(is_target) if is_marked else made("marker", made("symbol", val="none"))
    return [made("spPr", line), shown, *points]


def _labels(panel: Panel, series: Series, palette: Palette, box: Box) -> etree._Element:
    """The labels as printed, each at its own point; the numbers themselves are never shown in their stead."""
    is_bar = as_bars(panel, series)
    is_over_bars = not is_bar and any(as_bars(panel, other) for other in panel.series)
    shade = palette.ink if is_bar or series.colour in ("pace", "ink") else palette.named(series.colour)
    size, is_split = (SMALL, False) if is_over_bars else _label_size(panel, series, box)
    shown = []
    for place, text in _texts(series):
        side = _side(panel, series, place, text, is_bar, is_over_bars)
        shown.append(
            made(
                "dLbl",
                made("idx", val=place),
                _nudged(side, box, is_above=_is_level(series)),
                rich(*_label(text, size, (shade, palette.mid), not is_over_bars, is_split)),
                made("spPr", fill(palette.ground)) if is_over_bars else None,
                made("dLblPos", val=side),
                *_shows(True),
            )
        )
    return made("dLbls", *shown, text_properties(size, shade, is_bold=True), *_shows(False))


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


def _label_size(panel: Panel, series: Series, box: Box) -> tuple[float, bool]:
    """Smaller, then with the remark under the figure, where labels over bars would meet."""
    if panel.is_timed:
        return LABEL, False
    if not panel.is_upright:
        bars = len(panel.categories) * (len(panel.series) + 0.5)
        return (LABEL if 0.85 * box.height / bars > 14 else SMALL), False
    room = box.width / len(panel.categories)
    widest = max((width_of(text, LABEL) for text in series.texts), default=0)
    return (LABEL, False) if widest < room else (SMALL, widest * SMALL / LABEL > room)


def _texts(series: Series) -> list[tuple[int, str]]:
    """Where each label stands: at its value, but that of a level line at its left end, where the line is alone."""
    texts = [
        (place, text)
        for place, (text, value) in enumerate(zip(series.texts, series.values, strict=False))
        if text and value is not None
    ]
    return [(0, texts[0][1])] if _is_level(series) and len(texts) == 1 else texts


def _side(panel: Panel, series: Series, place: int, text: str, is_bar: bool, is_over_bars: bool) -> str:
    """Beyond the end of a bar; above a line, but beside it at its ends and where a level line runs above."""
    if is_bar:
        return "outEnd"
    if is_over_bars:
        return "b"
    if series.form == "dots" and series.colour in _TARGETS:
        return "r"
    if series.form != "dots" and place == 0:
        return "r"
    if place == len(series.values) - 1 and width_of(text, LABEL, True) > _OVER_THE_EDGE:
        return "l"
    levels = [other.values[0] for other in panel.series if _is_level(other) and other is not series]
    return "l" if series.form == "line" and any(series.values[place] < level for level in levels) else "t"


def _nudged(side: str, box: Box, is_above: bool) -> etree._Element | None:
    """A label beside its point a little higher or lower than it would stand, so that its line misses it."""
    across, down = {"l": (-3, -6.5), "r": (3, -9 if is_above else 9)}.get(side, (0, 0))
    if not across:
        return None
    x, y = round(across / box.width, 4), round(down / box.height, 4)
    return made("layout", made("manualLayout", made("x", val=x), made("y", val=y)))


def _is_level(series: Series) -> bool:
    return series.form == "dashed" and len(set(series.values)) == 1


def _shows(is_shown: bool) -> list[etree._Element]:
    parts = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    return [made(part, val=int(is_shown and part == "showVal")) for part in parts]
