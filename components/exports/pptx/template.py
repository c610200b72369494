"""The empty presentation that slides are added to, and fonts and language in every part of the filled one."""

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import XmlPart
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.exports.document_properties import set_properties
from components.exports.office_xml import element
from components.exports.pptx.drawing import colour_of
from components.exports.pptx.slide import MARGIN, PALETTE, PLACES, SLIDE, SOURCE, TITLE, WIDTH
from components.exports.pptx.text import FONT, LATIN, Box
from components.language.words import say
from components.model.view import Deck

_AFTER_FONTS = {qn(f"a:{tag}") for tag in ("sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")}
_FONTS = {qn("a:latin"): LATIN, qn("a:ea"): FONT, qn("a:cs"): LATIN}


def blank(deck: Deck):
    """An empty 16:9 presentation with one layout, whose title stands where the slides have theirs."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(SLIDE.width), Pt(SLIDE.height)
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        if layout.name != "Title Only":
            presentation.slide_layouts.remove(layout)
    presentation.part._element.sldSz.attrib.pop("type", None)
    places = {"TITLE": TITLE, "BODY": Box(MARGIN, 96, WIDTH, 396)}
    for shape in master.placeholders:
        kind = shape.placeholder_format.type.name
        box = places.get(kind)
        if box is None:
            place = ("DATE", "FOOTER", "SLIDE_NUMBER").index(kind)
            box = Box(MARGIN + 300 * place, SOURCE.top, 300, SOURCE.height)
        shape.left, shape.top, shape.width, shape.height = box.emu
    _set_title_style(master)
    _add_places(presentation.slide_layouts[0])
    package = presentation.part.package
    package.drop_rel(next(key for key, part in package._rels.items() if part.reltype == RELATIONSHIP_TYPE.THUMBNAIL))
    set_properties(presentation.core_properties, deck.name)
    return presentation


def _add_places(layout) -> None:
    """Give the layout its name and its placeholders, under the names that they have on slides."""
    layout.name = say("slides.layout")
    tree = layout.shapes._spTree
    # those of the template, which no slide fills
    for shape in [one for one in layout.placeholders if one.placeholder_format.type.name != "TITLE"]:
        tree.remove(shape._element)
    for number, (name, (idx, box, anchor, side)) in enumerate(PLACES.items(), 100):
        left, top, width, height = box.emu
        words = say(f"slides.{name}")
        about = element(
            "p:nvSpPr",
            element("p:cNvPr", id=number, name=words),
            element("p:cNvSpPr", element("a:spLocks", noGrp=1)),
            element("p:nvPr", element("p:ph", type="body", sz="quarter", idx=idx)),
        )
        place = element("a:xfrm", element("a:off", x=left, y=top), element("a:ext", cx=width, cy=height))
        first = element("a:lvl1pPr", marL=0, indent=0, algn=side)
        first.append(element("a:spcBef", element("a:spcPts", val=0)))
        first.append(element("a:buNone"))
        first.append(element("a:defRPr", sz=1400))
        inset = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), 0)
        text = element(
            "p:txBody",
            element("a:bodyPr", anchor=anchor, **inset),
            element("a:lstStyle", first),
            element("a:p", element("a:r", element("a:rPr"), element("a:t", words))),
        )
        tree.append(element("p:sp", about, element("p:spPr", place), text))


def _set_title_style(master) -> None:
    """The master's title: upper left, bold, in ink; slides inherit it."""
    paragraph = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    paragraph.set("algn", "l")
    run = paragraph.find(qn("a:defRPr"))
    run.set("sz", "2800")
    run.set("b", "1")
    run.find(qn("a:solidFill"))[:] = [colour_of(PALETTE.ink)]


def dress_all(presentation) -> None:
    """Fonts and language in every part: slides, notes, charts, layout and masters, and the themes of these."""
    for part in presentation.part.package.iter_parts():
        is_theme = part.content_type == CONTENT_TYPE.OFC_THEME
        if isinstance(part, XmlPart):
            (_dress_theme if is_theme else _dress)(part._element)
        elif is_theme:
            theme = etree.fromstring(part.blob)
            _dress_theme(theme)
            part.blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _dress(element) -> None:
    """Give every run, field, break and default under an XML element its fonts and the language in use.

    python-pptx names the Latin font alone; without the East-Asian one, PowerPoint and WPS choose by themselves.
    """
    languages = {"lang": say("slides.language"), "altLang": say("slides.other_language")}
    for run in element.iter(qn("a:r"), qn("a:fld"), qn("a:br")):
        if run.find(qn("a:rPr")) is None:
            run.insert(0, run.makeelement(qn("a:rPr")))
    for properties in element.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
        for name, value in languages.items():
            properties.set(name, value)
        for old in [child for child in properties if child.tag in _FONTS]:
            properties.remove(old)
        after = [place for place, child in enumerate(properties) if child.tag in _AFTER_FONTS]
        at = after[0] if after else len(properties)
        for place, (tag, font) in enumerate(_FONTS.items()):
            properties.insert(at + place, properties.makeelement(tag, {"typeface": font}))


def _dress_theme(theme) -> None:
    """Give a theme's XML the fonts of the slides, Chinese ones too, and their colours for what is drawn later."""
    for family in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        for tag, font in _FONTS.items():
            family.find(tag).set("typeface", font)
        for font in family.findall(qn("a:font")):
            if font.get("script") == "Hans":
                font.set("typeface", FONT)
    for place, colour in enumerate(PALETTE.regions[:6], 1):
        for accent in theme.iter(qn(f"a:accent{place}")):
            accent[:] = [colour_of(colour)]
