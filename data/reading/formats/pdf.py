"""PDF with a text layer: its tables, ruled or not, and its lines, joined to paragraphs by where they end."""

import io
import re
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from statistics import median
from typing import Any

from data.reading.characters import raised_digits
from data.reading.document import Document, Rectangle, Spot, Writer
from data.reading.formats import Advance
from data.reading.formats.unruled import TextLine, Unruled, find, in_columns, lines_of, right_edges
from data.reading.refusal import MOST_PAGES, Unreadable

# a narrow cell breaks a number before its last digits
BROKEN_NUMBER = re.compile(r"(?<=[\d.．])\n(?=\d{1,2}\D?$)")
FURNITURE = 0.07  # the share of a page, above and below, where numbers and running titles stand


@dataclass(frozen=True)
class Sheet:
    """A page as it is read: turned until its characters stand upright, `turned` quarters to the right."""

    page: Any
    turned: int = 0

    def share(self, box: tuple[float, float, float, float]) -> Rectangle:
        """A box as shares of what the page shows (its crop box), as it lies in the file."""
        crop = self.page.cropbox or self.page.bbox
        wide, high = max(crop[2] - crop[0], 1), max(crop[3] - crop[1], 1)
        shares = (
            (box[0] - crop[0]) / wide,
            (box[1] - crop[1]) / high,
            (box[2] - crop[0]) / wide,
            (box[3] - crop[1]) / high,
        )
        left, top, right, bottom = (round(min(max(share, 0.0), 1.0), 4) for share in shares)
        for _ in range(self.turned):
            left, top, right, bottom = top, 1 - right, bottom, 1 - left
        return left, top, right, bottom


def _upright(page: Any) -> Sheet:
    """The page, turned where most of its characters lie on their side."""
    from pdfplumber.page import Page

    lying = [char for char in page.chars if not char["upright"]]
    if len(lying) * 2 <= len(page.chars):
        return Sheet(page)
    # the second number of a character's matrix says to which side it lies
    turned = 1 if sum(char["matrix"][1] > 0 for char in lying) * 2 > len(lying) else 3
    page.page_obj.rotate = ((page.page_obj.rotate or 0) + 90 * turned) % 360
    return Sheet(Page(page.pdf, page.page_obj, page.page_number, initial_doctop=0), turned)


def _add_ruled(table: Any, sheet: Sheet, writer: Writer) -> None:
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
            boxes[r, c] = sheet.share(cell)
            high = sum(1 for bottom in bottoms if cell[1] + 1 < bottom <= cell[3] + 1)
            wide = sum(1 for left in lefts if cell[0] - 1 <= left < cell[2] - 1)
            if (high, wide) != (1, 1) and rights:
                spans[r, c] = (min(high, len(table.rows) - r), min(wide, len(row.cells) - c))
    rows = [[BROKEN_NUMBER.sub("", text or "") for text in row] for row in texts]
    writer.table(rows, spans, sheet.page.page_number, boxes)


def _add_unruled(table: Unruled, sheet: Sheet, writer: Writer) -> None:
    """Add a table without lines."""
    rows = [[BROKEN_NUMBER.sub("", text) for text in row] for row in table.rows]
    boxes = {place: sheet.share(box) for place, box in table.boxes.items()}
    writer.table(rows, table.spans, sheet.page.page_number, boxes)


def _is_furniture(line: TextLine, height: float) -> bool:
    """A number or running title at the edge of a page: no words of the document."""
    text = line.text.strip(" —-–·第页")
    at_edge = line.top < height * FURNITURE or line.bottom > height * (1 - FURNITURE)
    return at_edge and (not text or text.replace("/", "").replace("共", "").strip().isdigit())


def _goes_on(line: TextLine, right: float, size: float) -> bool:
    """Whether a line was broken by the margin: it ends within two characters of it."""
    return bool(line.words[-1]["x1"] > right - 2.2 * size)


@dataclass
class Open:
    """A paragraph that the next line may go on with."""

    writer: Writer
    text: str = ""
    page: int | None = None
    spots: list[tuple[int, int, int, Rectangle]] = field(default_factory=list)

    def add(self, line: TextLine, sheet: Sheet) -> None:
        """Go on with a line."""
        number = sheet.page.page_number
        if not self.text:
            self.page = number
        start, self.text = len(self.text), self.text + " ".join(word["text"] for word in line.words)
        box = (line.words[0]["x0"], line.top, line.words[-1]["x1"], line.bottom)
        self.spots.append((start, len(self.text), number, sheet.share(box)))

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
    bare: list[str] = []
    with pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise Unreadable("too_many_pages", pages=len(pdf.pages), most=MOST_PAGES)
        for page in pdf.pages:
            advance(page.page_number, len(pdf.pages))
            if page.chars:
                _read_page(page, opened)
            else:
                bare.append(str(page.page_number))
            page.close()
    opened.close()
    if bare:
        writer.lacks.append(f"page_without_text|pages={'、'.join(bare)}")
    return writer.document()


def _read_page(page: Any, opened: Open) -> None:
    """Add the lines and tables of a page in their order."""
    sheet = _upright(page)
    page = sheet.page
    _raise(page.chars)
    words = page.extract_words(x_tolerance=1.5, y_tolerance=2)
    size = median(word["bottom"] - word["top"] for word in words) if words else 12
    rules = [edge["top"] for edge in page.horizontal_edges if edge["x1"] - edge["x0"] > page.width * 0.3]
    ruled, loose = [], []
    for table in page.find_tables():
        # lines that lie only between rows part no columns
        inside = find(_within(words, table.bbox), rules, size) if len(table.rows[0].cells) == 1 else []
        loose += inside
        # a frame around text is no table
        ruled += [] if inside or max(len(row.cells) for row in table.rows) == 1 else [table]
    free = [word for word in words if not any(_holds(table.bbox, word) for table in ruled)]
    free = [word for word in free if not any(_holds(table.box, word) for table in loose)]
    loose += find(free, rules, size)
    free = [word for word in free if not any(_holds(table.box, word) for table in loose)]
    lines = [line for line in in_columns(lines_of(free), size) if not _is_furniture(line, page.height)]
    rights = right_edges(lines, page.width, size)
    # lines of a second column follow those of the first, whatever their height
    tops = list(accumulate((line.top for line in lines), max))
    parts: list[tuple[float, Any]] = list(zip(tops, lines, strict=True))
    parts += [(image["top"], None) for image in page.images if _is_picture(image, page, words)]
    parts += [(table.bbox[1], table) for table in ruled] + [(table.box[1], table) for table in loose]
    for _, part in sorted(parts, key=lambda pair: pair[0]):
        if isinstance(part, TextLine):
            opened.add(part, sheet)
            if not _goes_on(part, rights[id(part)], size):
                opened.close()
            continue
        opened.close()
        if part is None:
            opened.writer.picture(page.page_number)
        elif isinstance(part, Unruled):
            _add_unruled(part, sheet, opened.writer)
        else:
            _add_ruled(part, sheet, opened.writer)


def _is_picture(image: dict[str, Any], page: Any, words: list[dict[str, Any]]) -> bool:
    """A picture so large that a table may stand in it, and without text over it."""
    wide, high = image["x1"] - image["x0"], image["bottom"] - image["top"]
    box = (image["x0"], image["top"], image["x1"], image["bottom"])
    return bool(wide > 0.3 * page.width and high > 0.06 * page.height and not _within(words, box))


def _raise(chars: list[dict[str, Any]]) -> None:
    """Digits that stand small and high behind others are marks of notes, or powers: they are written as such."""
    for before, char in pairwise(chars):
        is_small = char["size"] < 0.8 * before["size"] and char["bottom"] < before["bottom"] - 0.1 * before["size"]
        if is_small and char["text"].isdigit() and char["top"] < before["bottom"] and char["x0"] >= before["x0"]:
            char["text"] = raised_digits(char["text"])


def _holds(box: tuple[float, float, float, float], word: dict[str, Any]) -> bool:
    middle = (word["top"] + word["bottom"]) / 2
    return bool(box[1] <= middle <= box[3] and box[0] - 1 <= word["x0"] and word["x1"] <= box[2] + 9)


def _within(words: list[dict[str, Any]], box: tuple[float, float, float, float]) -> list[dict[str, Any]]:
    return [word for word in words if _holds(box, word)]
