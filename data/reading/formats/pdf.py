"""PDF: the words, ruled tables and pictures of its pages; pages without text by their picture, where it can be read."""

import io
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from data.reading.characters import raised_digits
from data.reading.document import Document, Writer
from data.reading.formats import Advance
from data.reading.formats.layout import Contents, Open, Sheet, add_page, within
from data.reading.formats.scans import Scanner
from data.reading.formats.unruled import Box, whole_numbers
from data.reading.refusal import MOST_PAGES, Unreadable

LEAST_CHARACTERS = 30


@dataclass(frozen=True)
class Ruled:
    """A table that lines divide, as pdfplumber found it."""

    table: Any

    @property
    def bbox(self) -> Box:
        """Where it stands."""
        box: Box = self.table.bbox
        return box

    @property
    def is_first_one(self) -> bool:
        """Whether its first row has one cell alone."""
        return len(self.table.rows[0].cells) == 1

    @property
    def is_frame(self) -> bool:
        """Whether no line divides it from top to bottom."""
        return max(len(row.cells) for row in self.table.rows) == 1

    def add(self, sheet: Sheet, writer: Writer) -> None:
        """Write it with the texts of its cells, and which of them cover more than one place."""
        table = self.table
        texts = table.extract(x_tolerance=2, y_tolerance=3)
        bottoms = sorted({round(cell[3]) for row in table.rows for cell in row.cells if cell})
        lefts = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
        spans, boxes = {}, {}
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row.cells):
                if cell is None:
                    continue
                boxes[r, c] = sheet.share(cell)
                high = sum(1 for bottom in bottoms if cell[1] + 1 < bottom <= cell[3] + 1)
                wide = sum(1 for left in lefts if cell[0] - 1 <= left < cell[2] - 1)
                if (high, wide) != (1, 1):
                    spans[r, c] = (min(high, len(table.rows) - r), min(wide, len(row.cells) - c))
        rows = [[whole_numbers(text or "") for text in row] for row in texts]
        writer.table(rows, spans, sheet.number, boxes)


def _upright(page: Any) -> tuple[Any, int]:
    """The page, turned where most of its characters lie on their side, and by how many quarters."""
    from pdfplumber.page import Page

    lying = [char for char in page.chars if not char["upright"]]
    if len(lying) * 2 <= len(page.chars):
        return page, 0
    # the second number of a character's matrix says to which side it lies
    turned = 1 if sum(char["matrix"][1] > 0 for char in lying) * 2 > len(lying) else 3
    page.page_obj.rotate = ((page.page_obj.rotate or 0) + 90 * turned) % 360
    return Page(page.pdf, page.page_obj, page.page_number, initial_doctop=0), turned


def read(content: bytes, advance: Advance) -> Document:
    """The document of a PDF; raises Unreadable where it is locked, too long or has no text that can be read."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        pdf = pdfplumber.open(io.BytesIO(content))
    except PDFPasswordIncorrect as locked:
        raise Unreadable("locked") from locked
    except PdfminerException as refused:
        token = "locked" if isinstance(refused.args[0], PDFPasswordIncorrect) else "broken"
        raise Unreadable(token, ending="pdf") from refused
    writer = Writer()
    opened, scanner = Open(writer), Scanner()
    bare: list[str] = []
    with pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise Unreadable("too_many_pages", pages=len(pdf.pages), most=MOST_PAGES)
        for page in pdf.pages:
            number = page.page_number
            advance(number, len(pdf.pages))
            if not _is_scan(page):
                _read_page(page, opened)
            elif not scanner.add(content, number, opened):
                bare.append(str(number))
            page.close()
    opened.close()
    if bare:
        writer.lacks.append(f"page_without_text|pages={'、'.join(bare)}")
    return writer.document()


def _is_scan(page: Any) -> bool:
    """Whether a page is a picture, be it with a number or a stamp in text on it."""
    if len(page.chars) >= LEAST_CHARACTERS:
        return False
    area = sum((one["x1"] - one["x0"]) * (one["bottom"] - one["top"]) for one in page.images)
    return not page.chars or area > 0.5 * page.width * page.height


def _read_page(page: Any, opened: Open) -> None:
    """Add what stands on a page with text."""
    page, turned = _upright(page)
    _raise(page.chars)
    words = page.extract_words(x_tolerance=1.5, y_tolerance=2)
    rules = [edge["top"] for edge in page.horizontal_edges if edge["x1"] - edge["x0"] > page.width * 0.3]
    pictures = [image["top"] for image in page.images if _is_picture(image, page, words)]
    tables = [Ruled(table) for table in page.find_tables()]
    sheet = Sheet(page.page_number, page.cropbox or page.bbox, turned)
    add_page(Contents(words, rules, tables, pictures), sheet, opened)


def _is_picture(image: dict[str, Any], page: Any, words: list[dict[str, Any]]) -> bool:
    """A picture so large that a table may stand in it, and without text over it."""
    wide, high = image["x1"] - image["x0"], image["bottom"] - image["top"]
    box = (image["x0"], image["top"], image["x1"], image["bottom"])
    return bool(wide > 0.3 * page.width and high > 0.06 * page.height and not within(words, box))


def _raise(chars: list[dict[str, Any]]) -> None:
    """Digits that stand small and high behind others are marks of notes, or powers: they are written as such."""
    for before, char in pairwise(chars):
        is_small = char["size"] < 0.8 * before["size"] and char["bottom"] < before["bottom"] - 0.1 * before["size"]
        if is_small and char["text"].isdigit() and char["top"] < before["bottom"] and char["x0"] >= before["x0"]:
            char["text"] = raised_digits(char["text"])
