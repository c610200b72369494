"""Series of the charts of slides: their cells as PowerPoint keeps them, and bars, lines and marks."""

from collections.abc import Sequence
from datetime import date
from string import ascii_uppercase

from lxml import etree

from components.exports.office_xml import element
from components.exports.pptx.drawing import colour_of, copy_of, fill, outline
from components.exports.pptx.labels import labels_of
from components.exports.pptx.text import Box
from components.look.theme import Palette
from components.model.native_chart import NativeChart, Series

_DASHES = {"dashed": "dash", "dotted": "sysDot"}
_DAY_ZERO = date(1899, 12, 30)


def series_of(native: NativeChart, place: int, palette: Palette, box: Box) -> etree._Element:
    """The series at this place of a native chart as PowerPoint draws it, over the cells of the chart's own workbook."""
    series = native.series[place]
    is_bar = native.as_bars(series)
    # a native chart has far fewer series than there are letters
    letter, last = ascii_uppercase[place + 1], len(native.categories) + 1
    colour = palette.named(series.colour)
    name = element(
        "c:tx",
        element(
            "c:strRef",
            element("c:f", f"Sheet1!${letter}$1"),
            element("c:strCache", element("c:ptCount", val=1), element("c:pt", element("c:v", series.name), idx=0)),
        ),
    )
    values = element(
        "c:val",
        element(
            "c:numRef",
            element("c:f", f"Sheet1!${letter}$2:${letter}${last}"),
            element("c:numCache", element("c:formatCode", "General"), *_points(series.values)),
        ),
    )
    form = _bar_form(series, palette, colour) if is_bar else _line_form(series, colour)
    return element(
        "c:ser",
        element("c:idx", val=place),
        element("c:order", val=place),
        name,
        *form,
        labels_of(native, series, palette, box),
        _categories(native, f"Sheet1!$A$2:$A${last}"),
        values,
        None if is_bar else element("c:smooth", val=0),
    )


def _points(values: Sequence) -> list[etree._Element]:
    """The cached cells of a column, blanks left out."""
    cells = [
        element("c:pt", element("c:v", value if isinstance(value, str) else repr(float(value))), idx=place)
        for place, value in enumerate(values)
        if value is not None
    ]
    return [element("c:ptCount", val=len(values)), *cells]


def _categories(native: NativeChart, reference: str) -> etree._Element:
    if native.is_timed:
        days = [str((category - _DAY_ZERO).days) for category in native.categories]
        cache = element("c:numCache", element("c:formatCode", r"yyyy\-mm\-dd"), *_points(days))
        return element("c:cat", element("c:numRef", element("c:f", reference), cache))
    cache = element("c:strCache", *_points(native.categories))
    return element("c:cat", element("c:strRef", element("c:f", reference), cache))


def _bounds(series: Series) -> list[int]:
    """The places of the values that are only a bound."""
    return [
        place
        for place, (value, is_bound) in enumerate(zip(series.values, series.bounds, strict=False))
        if is_bound and value is not None
    ]


def _bar_form(series: Series, palette: Palette, colour: str) -> list[etree._Element]:
    """Fill of the bars, and of those that are only a bound."""
    is_outlined = series.form != "bar"
    plain = element("c:spPr", fill(palette.ground if is_outlined else colour), outline(colour, 1.5))
    hatched = element(
        "a:pattFill",
        element("a:fgClr", colour_of(colour)),
        element("a:bgClr", colour_of(palette.ground)),
        prst="wdUpDiag",
    )
    points = [
        element(
            "c:dPt",
            element("c:idx", val=place),
            element("c:invertIfNegative", val=0),
            element("c:bubble3D", val=0),
            element("c:spPr", copy_of(hatched), outline(colour, 1.5)),
        )
        for place in _bounds(series)
    ]
    return [plain, element("c:invertIfNegative", val=0), *points]


def _line_form(series: Series, colour: str) -> list[etree._Element]:
    """Line and markers, open where a value is only a bound."""
    if series.form == "dots":
        line = element("a:ln", element("a:noFill"), w=28575)
    else:
        line = outline(colour, 1.75 if series.is_guide else 3, _DASHES.get(series.form), cap="rnd")
    symbol, size = ("diamond", 10) if series.is_target else ("circle", 8)
    is_marked = series.form == "dots" or (not series.is_guide and bool(series.texts or series.bounds))
    towards_bound = line if series.form == "dots" else outline(colour, 3, "sysDot", cap="rnd")

    def marker(is_open: bool) -> etree._Element:
        inside = element("a:noFill") if is_open else fill(colour)
        return element(
            "c:marker",
            element("c:symbol", val=symbol),
            element("c:size", val=size),
            element("c:spPr", inside, outline(colour, 1.75)),
        )

    points = [
        element(
            "c:dPt",
            element("c:idx", val=place),
            marker(True),
            element("c:bubble3D", val=0),
            element("c:spPr", copy_of(towards_bound)),
        )
        for place in (_bounds(series) if is_marked else ())
    ]
    shown = marker(series.is_target) if is_marked else element("c:marker", element("c:symbol", val="none"))
    return [element("c:spPr", line), shown, *points]
