"""PDF with a text layer: its ruled tables and its lines, joined to paragraphs by where they end."""

import io
import re
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from data.reading.document import Document, Rectangle, Spot, Writer
from data.reading.formats import Advance
from data.reading.refusal import MOST_PAGES, Unreadable

Line = dict[str, Any]
# a narrow cell breaks a number before its last digits
BROKEN_NUMBER = re.compile(r"(?<=[\d.．])\n(?=\d{1,2}\D?$)")
FURNITURE = 0.07  # the share of a page, above and below, where numbers and running titles stand


def _share(box: tuple[float, float, float, float], page: Any) -> Rectangle:
    """A box as shares of what a page shows: its crop box, where it has one."""

    def within(share: float) -> float:
        return round(min(max(share, 0.0), 1.0), 4)

    crop = page.cropbox or page.bbox
    wide, high = max(crop[2] - crop[0], 1), max(crop[3] - crop[1], 1)
    left, top, right, bottom = box[0] - crop[0], box[1] - crop[1], box[2] - crop[0], box[3] - crop[1]
    return within(left / wide), within(top / high), within(right / wide), within(bottom / high)


def _add_table(table: Any, page: Any, writer: Writer) -> None:
    """Add a ruled table with the texts of its cells, and which of them cover more than one place."""
    texts = table.extract(x_tolerance=2, y_tolerance=3)
    rights = sorted({round(cell[2]) for row in table.rows for cell in row.cells if cell})
    bottoms = sorted({round(cell[3]) for row in table.rows for cell in row.cells if cell})
    lefts = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
    spans, boxes = {}, {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            if cell is None:
                continue
            boxes[r, c] = _share(cell, page)
            high = sum(1 for bottom in bottoms if cell[1] + 1 < bottom <= cell[3] + 1)
            wide = sum(1 for left in lefts if cell[0] - 1 <= left < cell[2] - 1)
            if (high, wide) != (1, 1) and rights:
                spans[r, c] = (min(high, len(table.rows) - r), min(wide, len(row.cells) - c))
    rows = [[BROKEN_NUMBER.sub("", text or "") for text in row] for row in texts]
    writer.table(rows, spans, page.page_number, boxes)


def _is_furniture(line: Line, height: float) -> bool:
    """A number or running title at the edge of a page: no words of the document."""
    text = line["text"].strip(" —-–·第页")
    at_edge = line["top"] < height * FURNITURE or line["bottom"] > height * (1 - FURNITURE)
    return at_edge and (not text or text.replace("/", "").replace("共", "").strip().isdigit())


def _goes_on(line: Line, right: float, size: float) -> bool:
    """Whether a line was broken by the margin: it ends within two characters of it."""
    return bool(line["x1"] > right - 2.2 * size)


@dataclass
class Open:
    """A paragraph that the next line may go on with."""

    writer: Writer
    text: str = ""
    page: int | None = None
    spots: list[tuple[int, int, int, Rectangle]] = field(default_factory=list)

    def add(self, line: Line, page: Any) -> None:
        """Go on with a line."""
        if not self.text:
            self.page = page.page_number
        start, self.text = len(self.text), self.text + line["text"]
        box = (line["x0"], line["top"], line["x1"], line["bottom"])
        self.spots.append((start, len(self.text), page.page_number, _share(box, page)))

    def close(self) -> None:
        """Write what there is."""
        if self.text:
            at = self.writer.paragraph(self.text, self.page)
            self.writer.spots += [Spot(at + first, at + last, page, box) for first, last, page, box in self.spots]
            self.text = ""
            self.spots.clear()


def read(content: bytes, advance: Advance) -> Document:
    """The document of a PDF; raises Unreadable where it is locked, too long or has no text layer."""
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
    opened = Open(writer)
    with pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise Unreadable("too_many_pages", pages=len(pdf.pages), most=MOST_PAGES)
        for page in pdf.pages:
            advance(page.page_number, len(pdf.pages))
            _read_page(page, opened)
            page.close()
    opened.close()
    return writer.document()


def _read_page(page: Any, opened: Open) -> None:
    """Add the lines and tables of a page in their order."""
    if not page.chars:
        opened.writer.lacks.append("page_without_text")
        return
    tables = [table for table in page.find_tables() if len(table.rows) > 1 or len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in tables]
    parts: list[tuple[float, Any]] = [(table.bbox[1], table) for table in tables]
    for line in page.extract_text_lines(return_chars=False, x_tolerance=2, y_tolerance=3):
        middle = (line["top"] + line["bottom"]) / 2
        inside = any(b[1] <= middle <= b[3] and b[0] - 1 <= line["x0"] and line["x1"] <= b[2] + 9 for b in boxes)
        if not inside and not _is_furniture(line, page.height):
            parts.append((line["top"], line))
    lines = [part for _, part in parts if isinstance(part, dict)]
    right = max((line["x1"] for line in lines), default=page.width)
    size = median(line["bottom"] - line["top"] for line in lines) if lines else 12
    for _, part in sorted(parts, key=lambda pair: pair[0]):
        if isinstance(part, dict):
            opened.add(part, page)
            if not _goes_on(part, right, size):
                opened.close()
        else:
            opened.close()
            _add_table(part, page, opened.writer)
