"""Axes of the charts of slides: months or words across, values up or along."""

from lxml import etree

from components.exports.layout.value_axis import ends_by_labels, number_format
from components.exports.office_xml import element
from components.exports.pptx.drawing import copy_of, outline, text_properties
from components.exports.pptx.text import Box
from components.look.text_measure import OFFICE
from components.look.theme import Palette
from components.model.native_chart import NativeChart

LABEL, SMALL = 12, 10.5
_CATEGORIES, _VALUES = 111111111, 222222222

# years that a small chart has room to name
NAMED = 6


def axis_ids() -> list[etree._Element]:
    """The two axes as a kind of chart refers to them."""
    return [element("c:axId", val=axis) for axis in (_CATEGORIES, _VALUES)]


def names_width(native: NativeChart) -> float:
    """The width of a native chart's widest name of a category."""
    return max((OFFICE.width(str(name), LABEL) for name in native.categories), default=0)


def labels_width(native: NativeChart) -> float:
    """The width of a native chart's widest label."""
    return max((OFFICE.width(text, LABEL, True) for series in native.series for text in series.texts), default=0)


def axes(native: NativeChart, palette: Palette, box: Box, has_bars: bool) -> list[etree._Element]:
    """The axis of categories and that of values, which is left unseen where each bar says its own value."""
    length = max(box.width - (0 if native.is_upright else names_width(native)) - 24, box.width / 3)
    least, most, base = ends_by_labels(native, length, lambda text: OFFICE.width(text, LABEL, True) + 8)
    grid = element("c:majorGridlines", element("c:spPr", outline(palette.grid, 0.75)))
    crossing = element("c:crossesAt", val=native.start) if native.start else element("c:crosses", val="autoZero")
    shared = [
        element("c:majorTickMark", val="none"),
        element("c:minorTickMark", val="none"),
        element("c:tickLblPos", val="low"),
        element("c:spPr", outline(palette.ink if native.start else palette.rule, 1.5 if native.start else 1)),
        text_properties(_category_size(native, box), palette.ink if not native.is_timed else palette.mid),
        element("c:crossAx", val=_VALUES),
        crossing,
        element("c:auto", val=int(native.is_timed)),
    ]
    first = [
        element("c:axId", val=_CATEGORIES),
        element("c:scaling", element("c:orientation", val="minMax" if native.is_upright else "maxMin")),
        element("c:delete", val=0),
        element("c:axPos", val="b" if native.is_upright else "l"),
    ]
    if native.is_timed:
        years = element("c:numFmt", formatCode="yyyy", sourceLinked=0)
        steps = [
            element("c:lblOffset", val=100),
            # bars are as wide as the unit; between lines in months, LibreOffice leaves gaps
            element("c:baseTimeUnit", val="months" if has_bars else "days"),
            element("c:majorUnit", val=12 * _years_apart(native)),
            element("c:majorTimeUnit", val="months"),
        ]
        across = element("c:dateAx", *first, grid, years, *shared, *steps)
    else:
        kinds = [element("c:lblAlgn", val="ctr"), element("c:lblOffset", val=100), element("c:noMultiLvlLbl", val=0)]
        across = element("c:catAx", *first, *shared, *kinds)
    scale = element(
        "c:scaling",
        element("c:logBase", val=base) if base else None,
        element("c:orientation", val="minMax"),
        element("c:max", val=most) if most is not None else None,
        element("c:min", val=least) if least is not None else None,
    )
    up = element(
        "c:valAx",
        element("c:axId", val=_VALUES),
        scale,
        element("c:delete", val=int(native.tells_values)),
        element("c:axPos", val="l" if native.is_upright else "b"),
        None if native.tells_values else copy_of(grid),
        element("c:numFmt", formatCode=number_format(native), sourceLinked=0),
        element("c:majorTickMark", val="none"),
        element("c:minorTickMark", val="none"),
        element("c:tickLblPos", val="low" if native.is_upright else "nextTo"),
        element("c:spPr", element("a:ln", element("a:noFill"))),
        text_properties(LABEL, palette.mid),
        element("c:crossAx", val=_CATEGORIES),
        # down the page the first category is on top, so the far end of its axis is the lower edge
        element("c:crosses", val="autoZero" if native.is_upright else "max"),
        element("c:crossBetween", val="midCat" if native.is_timed and not has_bars else "between"),
        element("c:majorUnit", val=native.shared_axis.step) if native.shared_axis else None,
    )
    return [across, up]


def _years_apart(native: NativeChart) -> int:
    """How many years lie between two that are named: a small chart has room for six."""
    first, last = native.categories[0], native.categories[-1]
    return -(-(last.year - first.year + 1) // NAMED) if native.is_small else 1  # type: ignore[union-attr]


def _category_size(native: NativeChart, box: Box) -> float:
    """Smaller where many names stand under each other."""
    if native.is_upright:
        return LABEL
    return LABEL if box.height / len(native.categories) > 22 else SMALL
