"""DrawingML: elements of charts and shapes, text, fills and lines, in the order that PowerPoint asks for."""

from lxml import etree
from pptx.oxml.ns import namespaces, qn

_POINT = 12700


def made(tag: str, *children, **attributes) -> etree._Element:
    """An element of the chart (or, written a:…, of drawing) with its children; None is none."""
    name, prefixes = (tag, ("a",)) if ":" in tag else (f"c:{tag}", ("c", "a", "r"))
    element = etree.Element(qn(name), nsmap=namespaces(*prefixes))
    for key, value in attributes.items():
        element.set(key, str(value))
    for child in children:
        if isinstance(child, str):
            element.text = child
        elif child is not None:
            element.append(child)
    return element


def _look(tag: str, size: float, colour: str, is_bold: bool) -> etree._Element:
    return made(tag, fill(colour), sz=round(size * 100), b=int(is_bold))


def rich(*paragraphs: etree._Element) -> etree._Element:
    """Text of a title or label, which takes as many lines as it has paragraphs."""
    return made("tx", made("rich", made("a:bodyPr", wrap="none"), *paragraphs))


def paragraph(text: str, size: float, colour: str, is_bold: bool, align: str = "ctr") -> etree._Element:
    """A paragraph of one run."""
    return made(
        "a:p",
        made("a:pPr", _look("a:defRPr", size, colour, is_bold), algn=align),
        run(text, size, colour, is_bold),
    )


def run(text: str, size: float, colour: str, is_bold: bool) -> etree._Element:
    """A run of text."""
    return made("a:r", _look("a:rPr", size, colour, is_bold), made("a:t", text))


def text_properties(size: float, colour: str, is_bold: bool = False) -> etree._Element:
    """How the text of a part of a chart looks."""
    return made(
        "txPr",
        made("a:bodyPr"),
        made("a:lstStyle"),
        made("a:p", made("a:pPr", _look("a:defRPr", size, colour, is_bold)), made("a:endParaRPr")),
    )


def colour_of(colour: str) -> etree._Element:
    """A colour written #RRGGBB."""
    return made("a:srgbClr", val=colour[1:])


def fill(colour: str) -> etree._Element:
    """A fill of one colour."""
    return made("a:solidFill", colour_of(colour))


def outline(colour: str, width: float, dash: str | None = None, **more) -> etree._Element:
    """A line of so many points; dash: a preset dash of DrawingML."""
    return made(
        "a:ln",
        fill(colour),
        made("a:prstDash", val=dash) if dash else None,
        made("a:round"),
        w=round(width * _POINT),
        **more,
    )


def copy_of(element: etree._Element) -> etree._Element:
    """The same again, for an element stands in one place alone."""
    return etree.fromstring(etree.tostring(element))
