"""PDF with a text layer: its ruled tables and its lines, joined to paragraphs by where they end."""

import io
import re
from statistics import median
from typing import Any

from data.reading.document import Document, Writer
from data.reading.refusal import MOST_PAGES, Unreadable

Line = dict[str, Any]
# a narrow cell breaks a number before its last digits
BROKEN_NUMBER = re.compile(r"(?<=[\d.．])\n(?=\d{1,2}\D?$)")
FURNITURE = 0.07  # the share of a page, above and below, where numbers and running titles stand


def _rows(table: Any) -> tuple[list[list[str]], dict[tuple[int, int], tuple[int, int]]]:
    """The texts of a ruled table, and which of its cells cover more than one place."""
    texts = table.extract(x_tolerance=2, y_tolerance=3)
    rights = sorted({round(cell[2]) for row in table.rows for cell in row.cells if cell})
    bottoms = sorted({round(cell[3]) for row in table.rows for cell in row.cells if cell})
    lefts = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
    spans = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            if cell is None:
                continue
            high = sum(1 for bottom in bottoms if cell[1] + 1 < bottom <= cell[3] + 1)
            wide = sum(1 for left in lefts if cell[0] - 1 <= left < cell[2] - 1)
            if (high, wide) != (1, 1) and rights:
                spans[r, c] = (min(high, len(table.rows) - r), min(wide, len(row.cells) - c))
    return [[BROKEN_NUMBER.sub("", text or "") for text in row] for row in texts], spans


def _is_furniture(line: Line, height: float) -> bool:
    """A number or running title at the edge of a page: no words of the document."""
    text = line["text"].strip(" —-–·第页")
    at_edge = line["top"] < height * FURNITURE or line["bottom"] > height * (1 - FURNITURE)
    return at_edge and (not text or text.replace("/", "").replace("共", "").strip().isdigit())


def _goes_on(line: Line, right: float, size: float) -> bool:
    """Whether a line was broken by the margin: it ends within two characters of it."""
    return bool(line["x1"] > right - 2.2 * size)


def read(content: bytes) -> Document:
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
    open_text, open_page = "", None
    with pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise Unreadable("too_many_pages", pages=len(pdf.pages), most=MOST_PAGES)
        for page in pdf.pages:
            number = page.page_number
            if not page.chars:
                writer.lacks.append("page_without_text")
                continue
            tables = [table for table in page.find_tables() if len(table.rows) > 1 or len(table.rows[0].cells) > 1]
            boxes = [table.bbox for table in tables]
            parts: list[tuple[float, Any]] = [(table.bbox[1], table) for table in tables]
            for line in page.extract_text_lines(return_chars=False, x_tolerance=2, y_tolerance=3):
                middle = (line["top"] + line["bottom"]) / 2
                inside = any(
                    b[1] <= middle <= b[3] and b[0] - 1 <= line["x0"] and line["x1"] <= b[2] + 9 for b in boxes
                )
                if not inside and not _is_furniture(line, page.height):
                    parts.append((line["top"], line))
            lines = [part for _, part in parts if isinstance(part, dict)]
            right = max((line["x1"] for line in lines), default=page.width)
            size = median(line["bottom"] - line["top"] for line in lines) if lines else 12
            for _, part in sorted(parts, key=lambda pair: pair[0]):
                if isinstance(part, dict):
                    if not open_text:
                        open_page = number
                    open_text += part["text"]
                    if not _goes_on(part, right, size):
                        writer.paragraph(open_text, open_page)
                        open_text = ""
                else:
                    if open_text:
                        writer.paragraph(open_text, open_page)
                        open_text = ""
                    writer.table(*_rows(part), number)
            page.close()
    if open_text:
        writer.paragraph(open_text, open_page)
    return writer.document()
