"""What stands on a page, put in the order in which it is read: paragraphs, tables, pictures."""

from dataclasses import dataclass, field
from itertools import accumulate
from statistics import median
from typing import Any

from data.reading.document import Rectangle, Spot, Writer
from data.reading.formats.unruled import Box, TextLine, Unruled, Word, find, in_columns, lines_of, right_edges

FURNITURE = 0.07  # the share of a page, above and below, where numbers and running titles stand


@dataclass(frozen=True)
class Sheet:
    """A page as it is read: its number, from 1, the box that it shows, and by how many quarters it was turned to the
    right so that its characters stand upright.
    """

    number: int
    box: Box
    turned: int = 0

    @property
    def width(self) -> float:
        """How wide it is, in the measure of its box."""
        return max(self.box[2] - self.box[0], 1)

    @property
    def height(self) -> float:
        """How high it is."""
        return max(self.box[3] - self.box[1], 1)

    def share(self, box: Box) -> Rectangle:
        """A box as shares of the page as it lies in the file."""
        x, y = self.box[:2]
        shares = (
            (box[0] - x) / self.width,
            (box[1] - y) / self.height,
            (box[2] - x) / self.width,
            (box[3] - y) / self.height,
        )
        left, top, right, bottom = (round(min(max(share, 0.0), 1.0), 4) for share in shares)
        for _ in range(self.turned):
            left, top, right, bottom = top, 1 - right, bottom, 1 - left
        return left, top, right, bottom


@dataclass
class Open:
    """A paragraph that the next line may go on with."""

    writer: Writer
    text: str = ""
    page: int | None = None
    spots: list[tuple[int, int, int, Rectangle]] = field(default_factory=list)

    def add(self, line: TextLine, sheet: Sheet) -> None:
        """Go on with a line."""
        if not self.text:
            self.page = sheet.number
        start, self.text = len(self.text), self.text + " ".join(word["text"] for word in line.words)
        box = (line.words[0]["x0"], line.top, line.words[-1]["x1"], line.bottom)
        self.spots.append((start, len(self.text), sheet.number, sheet.share(box)))

    def close(self) -> None:
        """Write what there is."""
        if self.text:
            at = self.writer.paragraph(self.text, self.page)
            self.writer.spots += [Spot(at + first, at + last, page, box) for first, last, page, box in self.spots]
            self.text = ""
            self.spots.clear()


@dataclass(frozen=True)
class Contents:
    """Words of a page, the heights of its long lines across, its ruled tables, the upper edges of its pictures."""

    words: list[Word]
    rules: list[float] = field(default_factory=list)
    tables: list[Any] = field(default_factory=list)
    pictures: list[float] = field(default_factory=list)


def holds(box: Box, word: Word) -> bool:
    """Whether a word stands in a box; the last characters of a line may stand out of it."""
    middle = (word["top"] + word["bottom"]) / 2
    return bool(box[1] <= middle <= box[3] and box[0] - 1 <= word["x0"] and word["x1"] <= box[2] + 9)


def within(words: list[Word], box: Box) -> list[Word]:
    """The words in a box."""
    return [word for word in words if holds(box, word)]


def _without(words: list[Word], boxes: list[Box]) -> list[Word]:
    return [word for word in words if not any(holds(box, word) for box in boxes)]


def add_page(contents: Contents, sheet: Sheet, opened: Open) -> None:
    """Add the lines, tables and pictures of a page in their order; its last paragraph stays open."""
    words, rules = contents.words, contents.rules
    size = median(word["bottom"] - word["top"] for word in words) if words else 12
    ruled, loose = [], []
    for table in contents.tables:
        # lines that lie only between rows part no columns, and a frame around text is no table
        inside = find(within(words, table.bbox), rules, size) if table.is_first_one else []
        loose += inside
        ruled += [] if inside or table.is_frame else [table]
    free = _without(_without(words, [table.bbox for table in ruled]), [table.box for table in loose])
    loose += find(free, rules, size)
    free = _without(free, [table.box for table in loose])
    lines = [line for line in in_columns(lines_of(free), size) if not _is_furniture(line, sheet.height)]
    rights = right_edges(lines, sheet.width, size)
    # lines of a second column follow those of the first, whatever their height
    tops = list(accumulate((line.top for line in lines), max))
    parts: list[tuple[float, Any]] = list(zip(tops, lines, strict=True))
    parts += [(top, None) for top in contents.pictures]
    parts += [(table.bbox[1], table) for table in ruled] + [(table.box[1], table) for table in loose]
    for _, part in sorted(parts, key=lambda pair: pair[0]):
        if isinstance(part, TextLine):
            opened.add(part, sheet)
            if not _goes_on(part, rights[id(part)], size):
                opened.close()
            continue
        opened.close()
        if part is None:
            opened.writer.picture(sheet.number)
        elif isinstance(part, Unruled):
            boxes = {place: sheet.share(box) for place, box in part.boxes.items()}
            opened.writer.table(part.rows, part.spans, sheet.number, boxes)
        else:
            part.add(sheet, opened.writer)


def _is_furniture(line: TextLine, height: float) -> bool:
    """A number or running title at the edge of a page: no words of the document."""
    text = line.text.strip(" —-–·第页")
    at_edge = line.top < height * FURNITURE or line.bottom > height * (1 - FURNITURE)
    return at_edge and (not text or text.replace("/", "").replace("共", "").strip().isdigit())


def _goes_on(line: TextLine, right: float, size: float) -> bool:
    """Whether a line was broken by the margin: it ends within two characters of it."""
    return bool(line.words[-1]["x1"] > right - 2.2 * size)
