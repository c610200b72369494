"""Elements of the XML that office files are made of, in the order in which they are given."""

from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org"
_NAMESPACES = {
    "a": f"{_OFFICE}/drawingml/2006/main",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "p": f"{_OFFICE}/presentationml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
}
# prefix of an element → the prefixes that it and what stands in it use
_USED = {"a": ("a",), "c": ("c", "a", "r"), "p": ("p", "a"), "w": ("w",)}


def element(tag: str, *children: etree._Element | str | None, **attributes: object) -> etree._Element:
    """An element of a chart (c:…), of drawing (a:…), of a slide (p:…) or of a text (w:…); a child None is none.

    A child that is a text becomes the text of the element. Attributes of w:… bear its prefix, those of others none.
    """
    prefix, _, name = tag.partition(":")
    made = etree.Element(_qualified(prefix, name), nsmap={used: _NAMESPACES[used] for used in _USED[prefix]})
    for key, value in attributes.items():
        made.set(_qualified("w", key) if prefix == "w" else key, str(value))
    for child in children:
        if isinstance(child, str):
            made.text = child
        elif child is not None:
            made.append(child)
    return made


def _qualified(prefix: str, name: str) -> str:
    return f"{{{_NAMESPACES[prefix]}}}{name}"
