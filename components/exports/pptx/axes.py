"""Axes of the charts of slides: months or words across, values up or along."""

from lxml import etree

from components.exports.layout.text_measure import width_of
from components.exports.layout.value_axis import ends_by_labels
from components.exports.pptx.drawing import copy_of, made, outline, text_properties
from components.exports.pptx.text import Box
from components.look.theme import Palette
from components.model.native_chart import Panel

LABEL, SMALL = 12, 10.5
_CATEGORIES, _VALUES = 111111111, 222222222


def axis_ids() -> list[etree._Element]:
    """The two axes as a kind of chart refers to them."""
    return [made("axId", val=axis) for axis in (_CATEGORIES, _VALUES)]


def names_width(panel: Panel) -> float:
    """The width of a panel's widest name of a category."""
    return max((width_of(str(name), LABEL) for name in panel.categories), default=0)


def labels_width(panel: Panel) -> float:
    """The width of a panel's widest label."""
    return max((width_of(text, LABEL, True) for series in panel.series for text in series.texts), default=0)


def axes(panel: Panel, palette: Palette, box: Box, has_bars: bool) -> list[etree._Element]:
    """The axis of categories and that of values, which is left unseen where each bar says its own value."""
    length = max(box.width - (0 if panel.is_upright else names_width(panel)) - 24, box.width / 3)
    least, most, base = ends_by_labels(panel, length, lambda text: width_of(text, LABEL, True) + 8)
    grid = made("majorGridlines", made("spPr", outline(palette.grid, 0.75)))
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
        made("max", val=most) if most is not None else None,
        made("min", val=least) if least is not None else None,
    )
    up = made(
        "valAx",
        made("axId", val=_VALUES),
        scale,
        made("delete", val=int(panel.tells_values)),
        made("axPos", val="l" if panel.is_upright else "b"),
        None if panel.tells_values else copy_of(grid),
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
