"""Text and page of a Word annex: A4 across, song and hei type with Latin beside it, every run in its language.

python-docx names the Latin font alone and takes its styles from an American template; fonts, language and page are
set here.
"""

import re
from copy import deepcopy

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from components.exports.document_properties import set_properties
from components.exports.office_xml import element
from components.language.words import say

SONG, HEI, LATIN = "SimSun", "SimHei", "Times New Roman"
WIDTH, HEIGHT, ACROSS, DOWN = 297, 210, 10, 14  # millimetres of the page and of its margins
BODY, NOTE, CELL = 10.5, 9, 9
_CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_CENTRE, _LEFT, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
_AFTER_GAPS = tuple(
    f"w:{tag}" for tag in ("bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "jc", "outlineLvl")
)
# name of a style → points, whether bold, song or hei, side, points before and after it, whether it stays with the next
STYLES = {
    "Heading 1": (16, True, HEI, _CENTRE, 0, 4, True),
    "Annex Subtitle": (BODY, False, SONG, _CENTRE, 0, 4, True),
    "Annex Summary": (BODY, False, SONG, _BOTH, 2, 4, False),
    "Annex Verdict": (BODY, True, HEI, _LEFT, 2, 2, True),
    "Annex Label": (NOTE, True, HEI, _LEFT, 6, 0, True),
    "Annex Note": (NOTE, False, SONG, _LEFT, 0, 0, False),
    "Annex Gap": (NOTE, False, SONG, _LEFT, 0, 0, True),
    "Annex Cell": (CELL, False, SONG, _LEFT, 0, 0, False),
    "Annex Head": (CELL, True, HEI, _CENTRE, 0, 0, False),
    "Annex Group": (CELL, True, HEI, _LEFT, 0, 0, True),
    "Header": (NOTE, False, SONG, WD_ALIGN_PARAGRAPH.RIGHT, 0, 0, False),
    "Footer": (NOTE, False, SONG, _CENTRE, 0, 0, False),
}


def run_made(text: str):
    """A run of text; beside Chinese letters, marks of both scripts, as “ ” and —, take their Chinese form."""
    hint = element("w:rFonts", hint="eastAsia") if _CHINESE.search(text) else None
    properties = element("w:rPr", hint, element("w:lang", val="en-US", eastAsia="zh-CN"))
    words = element("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    return element("w:r", properties, words)


def paragraph_made(style: str, text: str, align: str | None = None, *, stays: bool = False):
    """A paragraph in a style (its id), for a cell; align: left, center or right instead of the style's side."""
    properties = element(
        "w:pPr",
        element("w:pStyle", val=style),
        element("w:keepNext") if stays else None,
        element("w:jc", val=align) if align else None,
    )
    return element("w:p", properties, run_made(text) if text else None)


def add_text(document: Document, style: str, text: str, *, is_new_page: bool = False, stays: bool = False) -> None:
    """Add a paragraph in a style, by its name. stays: whether it stays on a page with the next, whatever its style."""
    paragraph = document.add_paragraph(style=style)
    paragraph.paragraph_format.keep_with_next = True if stays else None
    paragraph.paragraph_format.page_break_before = True if is_new_page else None
    paragraph._p.append(run_made(text))


def end_columns(document: Document, number: int) -> None:
    """Set what was written since the last end in so many columns; what follows goes on on the same page."""
    section = deepcopy(document.element.body.sectPr)
    _set_columns(section, number)
    # the paragraph that ends a table's part has no height of its own
    last = (
        document.paragraphs[-1]
        if document.element.body[-2].tag == qn("w:p")
        else document.add_paragraph(style="Annex Gap")
    )
    last._p.get_or_add_pPr().append(section)


def set_last_columns(document: Document, number: int) -> None:
    """Set what is written last, up to the end of the document, in so many columns."""
    _set_columns(document.element.body.sectPr, number)


def _set_columns(section, number: int) -> None:
    for old in section.findall(qn("w:type")):
        section.remove(old)
    section.find(qn("w:pgSz")).addprevious(element("w:type", val="continuous"))
    columns = section.find(qn("w:cols"))
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), "480")


def new_document(name: str) -> Document:
    """An empty document under a name: A4 across, the name over each page, its number under it."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(ACROSS)
    section.top_margin = section.bottom_margin = Mm(DOWN)
    section.header_distance = section.footer_distance = Mm(7)
    _set_styles(document)
    section.header.paragraphs[0]._p.append(run_made(name))
    section.footer.paragraphs[0]._p.extend(_page_numbers())
    set_properties(document.core_properties, name)
    return document


def _page_numbers() -> list:
    """The words of the page number, with fields for this page and for all."""
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    parts = re.split(r"(\{pages?\})", say("annex.page", page="{page}", pages="{pages}"))
    return [
        element("w:fldSimple", run_made("1"), instr=fields[part]) if part in fields else run_made(part)
        for part in parts
        if part
    ]


def _set_styles(document: Document) -> None:
    """Fonts and language of the document, and the styles that it uses; those of the template's theme are taken away."""
    for properties in document.styles.element.iter(qn("w:rPr")):
        for fonts in properties.findall(qn("w:rFonts")):
            properties.remove(fonts)
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.insert(0, _fonts(SONG))
    for language in defaults.findall(qn("w:lang")):
        defaults.remove(language)
    defaults.append(element("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    _set_style(document.styles["Normal"], BODY, False, SONG, _LEFT, 0, 0, False)
    for name, form in STYLES.items():
        if name not in [style.name for style in document.styles]:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        _set_style(document.styles[name], *form)
    document.styles["Annex Gap"].paragraph_format.line_spacing = Pt(1)
    for name in ("Annex Cell", "Annex Head", "Annex Group"):
        # a cell has no room for the gap that Word puts between Chinese letters and figures
        for gap in ("autoSpaceDE", "autoSpaceDN"):
            properties = document.styles[name].element.pPr
            properties.insert_element_before(element(f"w:{gap}", val=0), *_AFTER_GAPS)


def _set_style(style, size: float, is_bold: bool, font: str, side, before: float, after: float, stays: bool) -> None:
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), is_bold, RGBColor(0, 0, 0)
    style.element.get_or_add_rPr().insert(0, _fonts(font))
    space = style.paragraph_format
    space.alignment, space.keep_with_next, space.line_spacing = side, stays, 1.0
    space.widow_control = True
    space.space_before, space.space_after = Pt(before), Pt(after)


def _fonts(font: str):
    return element("w:rFonts", ascii=LATIN, hAnsi=LATIN, cs=LATIN, eastAsia=font)
