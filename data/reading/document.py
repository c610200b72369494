"""What every format is read into: a text with its places, in paragraphs and tables."""

import re
from dataclasses import dataclass, field

from data.reading.characters import RADICALS

CAPTION = re.compile(r"^(?:专栏|專欄|附?表|附件)\s*[\d一二三四五六七八九十]")


@dataclass(frozen=True)
class Cell:
    """One cell of a table: its text as printed and where it starts in the document's text; -1 for none of its own."""

    text: str
    start: int = -1


# left, top, right, bottom as shares of a page
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """Where a stretch of a document's text stands on a page, from 1."""

    start: int
    end: int
    page: int
    box: Rectangle


@dataclass(frozen=True)
class Paragraph:
    """Running text as printed. `starts` holds (position inside, position in the document's text) of each piece."""

    text: str
    starts: tuple[tuple[int, int], ...]
    page: int | None = None

    def place(self, position: int) -> int:
        """Where a character of this paragraph stands in the text of the document."""
        inside, start = max((piece for piece in self.starts if piece[0] <= position), default=(0, -1))
        return start + position - inside


@dataclass(frozen=True)
class Table:
    """Rows of cells. A cell that spans several rows or columns stands as the same object in each of them."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None


Block = Paragraph | Table


@dataclass(frozen=True)
class Document:
    """A document that was read: its whole text, its blocks in order, and what could not be read, said in tokens."""

    text: str
    blocks: tuple[Block, ...]
    lacks: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    # the pages whose text was recognised in a picture
    scanned: frozenset[int] = frozenset()


@dataclass
class Writer:
    """Takes paragraphs and tables in order and gives the document; keeps the positions of what it took."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    lacks: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    scanned: set[int] = field(default_factory=set)

    def _take(self, text: str, end: str) -> int:
        start = self.length
        self.pieces.append(text + end)
        self.length += len(text) + len(end)
        return start

    def paragraph(self, text: str, page: int | None = None) -> int:
        """Add one paragraph and give its position; one of blanks only is left out."""
        text, start = text.translate(RADICALS), self.length
        if text.strip():
            self.blocks.append(Paragraph(text, ((0, self._take(text, "\n")),), page))
        return start

    def table(
        self,
        rows: list[list[str]],
        spans: dict[tuple[int, int], tuple[int, int]],
        page: int | None,
        boxes: dict[tuple[int, int], Rectangle] | None = None,
    ) -> None:
        """Add a table. `spans` gives (rows, columns) of the cells that cover more than their own place, `boxes` where
        on the page cells stand.
        """
        cells: dict[tuple[int, int], Cell] = {}
        rows = [[text.translate(RADICALS) for text in row] for row in rows]
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if (r, c) in cells:
                    continue
                cell = Cell(text, self._take(text, "\t"))
                if page is not None and boxes and (r, c) in boxes:
                    self.spots.append(Spot(cell.start, cell.start + len(text), page, boxes[r, c]))
                high, wide = spans.get((r, c), (1, 1))
                cells |= {(r + i, c + j): cell for i in range(high) for j in range(wide)}
            self._take("", "\n")
        grid = tuple(tuple(cells[r, c] for c in range(len(row))) for r, row in enumerate(rows))
        if any(cell.text.strip() for row in grid for cell in row):
            self.blocks.append(Table(grid, page))

    def picture(self, page: int | None = None) -> None:
        """Say that a picture stands here, and of which table or 专栏 the line above it speaks."""
        above = self.blocks[-1] if self.blocks else None
        name = " ".join(above.text.split())[:40].replace("|", " ") if isinstance(above, Paragraph) else ""
        token = "picture_named" if CAPTION.match(name) else "picture_inside"
        where = "" if page is None else f"_on_page|page={page}"
        self.lacks.append(f"{token}{where}" + (f"|name={name}" if token == "picture_named" else ""))

    def document(self) -> Document:
        """The document of all that was taken."""
        found = tuple(self.blocks), tuple(self.lacks), tuple(self.spots), frozenset(self.scanned)
        return Document("".join(self.pieces), *found)
