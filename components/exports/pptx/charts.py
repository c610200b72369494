"""Native charts of slides: a NativeChart as DrawingML, with the workbook that PowerPoint opens to edit its data.

python-pptx draws one kind of chart at a time; bars under lines, dates as months, labels as printed and bounds as
hatches are written here, and python-pptx gives the workbook and the part.
"""

from collections.abc import Sequence

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from components.exports.office_xml import element
from components.exports.pptx.axes import LABEL, SMALL, axes, axis_ids, labels_width, names_width
from components.exports.pptx.drawing import paragraph, rich, text_properties
from components.exports.pptx.series import series_of
from components.exports.pptx.text import Box
from components.language.words import say
from components.look.text_measure import OFFICE
from components.look.theme import Palette
from components.model.native_chart import NativeChart

TITLE = 14


def add_chart(slide, native: NativeChart, palette: Palette, box: Box, description: str) -> None:
    """Add a native chart as a chart that can be edited, with its alternative text."""
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box.emu, _ChartData(native, palette, box))
    frame.name = native.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)


class _ChartData(CategoryChartData):
    """The workbook as python-pptx writes it, the chart as it is drawn here."""

    def __init__(self, native: NativeChart, palette: Palette, box: Box) -> None:
        super().__init__()
        self.categories = native.categories
        for series in native.series:
            self.add_series(series.name, series.values)
        self._drawn = native, palette, box

    def xml_bytes(self, chart_type) -> bytes:
        return etree.tostring(_chart(*self._drawn), xml_declaration=True, encoding="UTF-8", standalone=True)


def _chart(native: NativeChart, palette: Palette, box: Box) -> etree._Element:
    drawn = [
        (native.as_bars(series), series_of(native, place, palette, box)) for place, series in enumerate(native.series)
    ]
    bars, lines = ([element for is_bar, element in drawn if is_bar == wanted] for wanted in (True, False))
    direction = element("c:barDir", val="col" if native.is_upright else "bar")
    gaps = [element("c:gapWidth", val=60 if len(bars) == 1 else 45), element("c:overlap", val=0)]
    legend = [element("c:legendPos", val="b"), element("c:overlay", val=0), text_properties(LABEL, palette.mid)]
    return element(
        "c:chartSpace",
        element("c:date1904", val=0),
        element("c:lang", val=say("slides.language")),
        element("c:roundedCorners", val=0),
        element(
            "c:chart",
            _title(native, palette, box),
            element("c:autoTitleDeleted", val=0),
            element(
                "c:plotArea",
                _plot_layout(native, box),
                _plotted("c:barChart", bars, [direction, element("c:grouping", val="clustered")], gaps),
                _plotted("c:lineChart", lines, [element("c:grouping", val="standard")], [element("c:marker", val=1)]),
                *axes(native, palette, box, has_bars=bool(bars)),
            ),
            element("c:legend", *legend) if _has_legend(native) else None,
            element("c:plotVisOnly", val=1),
            element("c:dispBlanksAs", val="span" if native.is_timed else "gap"),
        ),
        element("c:spPr", element("a:noFill"), element("a:ln", element("a:noFill"))),
        text_properties(LABEL, palette.ink),
    )


def _plotted(kind: str, series: Sequence, before: Sequence, after: Sequence) -> etree._Element | None:
    """The series of one kind between what a chart says before and after them, or nothing; all share their axes."""
    return element(kind, *before, element("c:varyColors", val=0), *series, *after, *axis_ids()) if series else None


def _plot_layout(native: NativeChart, box: Box) -> etree._Element:
    """Where the plot stands: found by PowerPoint, but with room for the labels where bars say their values."""
    if not native.tells_values or not (native.is_upright or native.is_from_nought):
        return element("c:layout")
    above, below = 2.3 * TITLE, _legend_height(native, box)
    before, behind = 0.01 * box.width, 0.01 * box.width
    if native.is_upright:
        above, below = above + 2 * LABEL, below + 2 * LABEL
    else:
        before = min(names_width(native) + 12, 0.45 * box.width)
        behind = min(labels_width(native) + 8, 0.3 * box.width)
    places = {
        "x": before / box.width,
        "y": above / box.height,
        "w": 1 - (before + behind) / box.width,
        "h": 1 - (above + below) / box.height,
    }
    return _layout(places, element("c:layoutTarget", val="inner"))


def _has_legend(native: NativeChart) -> bool:
    """Whether there are series to tell apart, and room to name them."""
    return len(native.series) > 1 and not native.is_small


def _legend_height(native: NativeChart, box: Box) -> float:
    """The height that the legend takes at the lower edge."""
    if not _has_legend(native):
        return 0
    rows = -(-sum(OFFICE.width(series.name, LABEL) + 36 for series in native.series) // (0.9 * box.width))
    return 1.6 * LABEL * rows + 0.5 * LABEL


def _title(native: NativeChart, palette: Palette, box: Box) -> etree._Element:
    """The chart's name and unit, over its left end."""
    words = say("slides.panel", title=native.title, unit=native.unit) if native.unit else native.title
    size, _ = OFFICE.fitting(words, 0.75 * box.width, (TITLE, 13, LABEL, SMALL), is_bold=True)
    text = rich(paragraph(words, size, palette.ink, is_bold=True, align="l"))
    return element("c:title", text, _layout({"x": 0, "y": 0}), element("c:overlay", val=0))


def _layout(places: dict[str, float], *target: etree._Element) -> etree._Element:
    """Where something stands, in parts of the chart."""
    modes = [element("c:xMode", val="edge"), element("c:yMode", val="edge")]
    sides = [element(f"c:{side}", val=round(share, 4)) for side, share in places.items()]
    return element("c:layout", element("c:manualLayout", *target, *modes, *sides))
