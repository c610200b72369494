"""DrawingML: elements of charts and shapes, text, fills and lines, in the order that PowerPoint asks for."""

from lxml import etree

from components.exports.office_xml import element

_POINT = 12700


def _look(tag: str, size: float, colour: str, is_bold: bool) -> etree._Element:
    return element(tag, fill(colour), sz=round(size * 100), b=int(is_bold))


def rich(*paragraphs: etree._Element) -> etree._Element:
    """Text of a title or label, which takes as many lines as it has paragraphs."""
    return element("c:tx", element("c:rich", element("a:bodyPr", wrap="none"), *paragraphs))


def paragraph(text: str, size: float, colour: str, is_bold: bool, align: str = "ctr") -> etree._Element:
    """A paragraph of one run."""
    return element(
        "a:p",
        element("a:pPr", _look("a:defRPr", size, colour, is_bold), algn=align),
        run(text, size, colour, is_bold),
    )


def run(text: str, size: float, colour: str, is_bold: bool) -> etree._Element:
    """A run of text."""
    return element("a:r", _look("a:rPr", size, colour, is_bold), element("a:t", text))


def text_properties(size: float, colour: str, is_bold: bool = False) -> etree._Element:
    """How the text of a part of a chart looks."""
    return element(
        "c:txPr",
        element("a:bodyPr"),
        element("a:lstStyle"),
        element("a:p", element("a:pPr", _look("a:defRPr", size, colour, is_bold)), element("a:endParaRPr")),
    )


def colour_of(colour: str) -> etree._Element:
    """A colour written #RRGGBB."""
    return element("a:srgbClr", val=colour[1:])


def fill(colour: str) -> etree._Element:
    """A fill of one colour."""
    return element("a:solidFill", colour_of(colour))


def outline(colour: str, width: float, dash: str | None = None, **more) -> etree._Element:
    """A line of so many points; dash: a preset dash of DrawingML."""
    return element(
        "a:ln",
        fill(colour),
        element("a:prstDash", val=dash) if dash else None,
        element("a:round"),
        w=round(width * _POINT),
        **more,
    )


def copy_of(element: etree._Element) -> etree._Element:
    """The same again, for an element stands in one place alone."""
    return etree.fromstring(etree.tostring(element))
