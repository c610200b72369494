"""Tables of a Word annex: fixed widths, a header that every page repeats, rows that no page cuts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docx.document import Document

from components.exports.docx.text import ACROSS, CELL, WIDTH, paragraph_made
from components.exports.office_xml import element
from components.look.text_measure import BOLD, PIECES, PRINT

ROOM = WIDTH - 2 * ACROSS  # millimetres
_POINT = 25.4 / 72
_TWIP = _POINT / 20
_PAD = 0.4
# millimetres: up to which a text is not broken, the first that leaves each longer column so many
_SHORT, _SENTENCE = (34, 28, 22, 16, 10, 0), 24
# of a column of sentences before the others get air, and of the air in a column
_COLUMN, _AIR = 60, 1
# so many rows at least stand on a table's last page
FEW = 4
RULE, BAND = "595959", "F0F0F0"


@dataclass(frozen=True)
class Cell:
    """One cell: its text, its side (left, center, right), how many columns it takes, and the rows that it takes.

    rows: "" for its own alone, restart for the first of several, continue for those after it.
    """

    text: str
    side: str = "left"
    columns: int = 1
    rows: str = ""


@dataclass(frozen=True)
class Row:
    """A row of cells. kind: head, group or body.

    stays: whether it stays on a page with the row after it. height: the least in millimetres, 0 for as its text needs.
    """

    cells: tuple[Cell, ...]
    kind: str = "body"
    stays: bool = False
    height: float = 0


_STYLES = {"head": "AnnexHead", "group": "AnnexGroup", "body": "AnnexCell"}


def add_table(document: Document, name: str, widths: Sequence[float], rows: Sequence[Row]) -> None:
    """Add a table under a name for those who cannot see it. widths: of the columns, in any unit; they fill the page."""
    columns = [round(width / _TWIP) for width in _with_room_for_words(widths, rows)]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    properties = element(
        "w:tblPr",
        element("w:tblW", w=sum(columns), type="dxa"),
        element("w:jc", val="center"),
        element("w:tblBorders", *(element(f"w:{side}", val="single", sz=4, space=0, color=RULE) for side in sides)),
        element("w:tblLayout", type="fixed"),
        element(
            "w:tblCellMar", *(element(f"w:{side}", w=round(_PAD / _TWIP), type="dxa") for side in ("left", "right"))
        ),
        element("w:tblCaption", val=name),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in columns))
    table = element("w:tbl", properties, grid, *(_row_made(row, columns) for row in rows))
    document.element.body.insert(-1, table)


def with_end_together(rows: Sequence[Row]) -> list[Row]:
    """Rows of which the last few stay on a page together, and with what follows them."""
    return [replace(row, stays=row.stays or place >= len(rows) - FEW) for place, row in enumerate(rows)]


def _row_made(row: Row, columns: Sequence[int]):
    properties = element(
        "w:trPr",
        element("w:cantSplit"),
        element("w:trHeight", val=round(row.height / _TWIP), hRule="atLeast") if row.height else None,
        element("w:tblHeader") if row.kind == "head" else None,
    )
    cells, place = [], 0
    for cell in row.cells:
        width = sum(columns[place : place + cell.columns])
        cells.append(_cell_made(cell, width, row))
        place += cell.columns
    return element("w:tr", properties, *cells)


def _cell_made(cell: Cell, width: int, row: Row):
    properties = element(
        "w:tcPr",
        element("w:tcW", w=width, type="dxa"),
        element("w:gridSpan", val=cell.columns) if cell.columns > 1 else None,
        element("w:vMerge", val=cell.rows) if cell.rows else None,
        element("w:shd", val="clear", color="auto", fill=BAND) if row.kind != "body" else None,
        element("w:vAlign", val="center"),
    )
    lines = cell.text.split("\n")
    style, side = _STYLES[row.kind], cell.side if row.kind == "body" else None
    return element("w:tc", properties, *(paragraph_made(style, line, side, stays=row.stays) for line in lines))


def fitting_widths(rows: Sequence[Row]) -> list[float]:
    """Widths in millimetres of columns of text: short ones on one line, the longer ones sharing what is left.

    rows: the header and at least one more, all cells of one column.
    """
    columns = list(zip(*(row.cells for row in rows), strict=True))
    needs = [max(_width(head.text) / 3, *(_width(cell.text) for cell in cells)) + _AIR for head, *cells in columns]
    for short in _SHORT:
        is_long = [need > short for need in needs]
        left = ROOM - sum(need for need, long in zip(needs, is_long, strict=True) if not long)
        if left >= _SENTENCE * sum(is_long):
            break
    # by the root of its length, so that one long sentence does not take all
    parts = sum(math.sqrt(need) for need, long in zip(needs, is_long, strict=True) if long)
    return [
        min(left * math.sqrt(need) / parts, max(need / 3, _COLUMN)) if long else need
        for need, long in zip(needs, is_long, strict=True)
    ]


def _with_room_for_words(widths: Sequence[float], rows: Sequence[Row]) -> list[float]:
    """The widths filled up to the page's, with no column narrower than its longest word where others can give way."""
    widths = [width * ROOM / sum(widths) for width in widths]
    least = [0.0] * len(widths)
    for row in rows:
        place = 0
        for cell in row.cells:
            if cell.columns == 1:
                word = _longest_word(cell) * (BOLD if row.kind == "head" else 1)
                least[place] = max(least[place], word)
            place += cell.columns
    # a column gives up a fifth of its width, and more only if that does not do
    for kept in (0.8, 0.65, 0.5, 0):
        floors = [max(low, kept * width) for width, low in zip(widths, least, strict=True)]
        lacking = sum(max(low - width, 0) for width, low in zip(widths, least, strict=True))
        spare = sum(max(width - floor, 0) for width, floor in zip(widths, floors, strict=True))
        if lacking <= spare:
            given = lacking / (spare or 1)
            return [
                floor if width < floor else width - (width - floor) * given
                for width, floor in zip(widths, floors, strict=True)
            ]
    return widths


def _longest_word(cell: Cell) -> float:
    """The room that the longest Latin word or number of a cell needs; a Chinese letter can stand alone."""
    return max(_width(piece.rstrip()) for piece in PIECES.findall(cell.text) or [""])


def _width(text: str) -> float:
    """The millimetres that a cell needs for the longest line of a text, in whichever font stands in for its own."""
    lines = text.split("\n")
    return max(PRINT.width(line, CELL * _POINT) for line in lines) + 2 * _PAD + 0.6
