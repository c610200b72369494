"""A view's table as pages of text: which columns there is room for, how wide they are and where a page ends.

Measures are points of a slide, which is 960 of them wide; other pages scale them.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from components.language.cells import cell_text
from components.language.titles import column_titles
from components.look.text_measure import BOLD, LEADING, OFFICE, PIECES, SMALLEST
from components.model.column import COLUMNS, Column
from components.model.judgement import Verdict
from components.model.view import View

ROWS = 9
SIZES = (15, 14, 13, 12, 11, SMALLEST)
PAD_ACROSS, PAD_DOWN, _AIR = 5, 3.5, 11
MARK = 18
FIGURE = re.compile(r"[\[({]?[<>≥≤+−-]?[\d,]+(\.\d+)?%?[\])}]?( ?[（(].{1,12}[）)])?")
_REMARK = re.compile("(?<=.)(?=[（(])")
_HEADING = re.compile("(?<=[0-9]{4}) ?(?=[^0-9 ])|(?<=.)(?=[（(])")


class Sheet(NamedTuple):
    """A view's table as text: its columns and their headers, rows of cells, and a verdict a row or none."""

    columns: tuple[Column, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    verdicts: tuple[Verdict, ...]

    @property
    def status_place(self) -> int | None:
        """The column that the shapes of verdicts stand in, or None."""
        names = [column.id for column in self.columns]
        return names.index("status") if self.verdicts and "status" in names else None


class Fit(NamedTuple):
    """How a sheet is set.

    size: of its type. widths: of its columns. header, heights: of the header and of each row. pages: the first row of
    each, and the one after its last.
    """

    size: float
    widths: tuple[float, ...]
    header: float
    heights: tuple[float, ...]
    pages: tuple[tuple[int, int], ...]


def sheet_of(view: View, most: int, width: float) -> Sheet:
    """The first `most` rows of a view as text, in the columns that have room in this width.

    Left out are columns that are blank in every row and those that are read at a desk only; and where words would be
    broken even in the smallest type, one after the other those that are for where there is room.
    """
    described = {name: view.column(name) for name in view.shown}
    chosen = [name for name, column in described.items() if column.rank != "desk"]
    cells = {}
    for name in chosen:
        twin = described[name].twin
        values = view.frame[twin if twin in view.frame else name].head(most)
        cells[name] = [cell_text(described[name], value) for value in values]
    names = [name for name in chosen if any(cells[name])] or chosen[:1]
    spared = [name for name in COLUMNS if name in names and described[name].rank == "room"]
    while True:
        rows = tuple(zip(*(cells[name] for name in names), strict=True))
        headers = tuple(column_titles(view, names))
        sheet = Sheet(tuple(described[name] for name in names), headers, rows, view.verdicts[:most])
        if not spared or _widths(sheet, width, SMALLEST):
            return sheet
        names.remove(spared.pop(0))


def fit_of(sheet: Sheet, width: float, height: float) -> Fit:
    """How a sheet stands on pages so wide and high.

    In the largest type at which nine rows, or all that there are, stand on a page; at the smallest, fewer rows.
    """
    for size in SIZES:
        widths = _widths(sheet, width, size)
        if widths is None:
            continue
        header, heights = _heights(sheet, widths, size)
        pages = _even(len(heights), -(-len(heights) // ROWS))
        if all(header + sum(heights[first:last]) <= height for first, last in pages):
            break
    else:
        size = SMALLEST
        widths = _widths(sheet, width, size, is_forced=True)
        header, heights = _heights(sheet, widths, size)
        pages = _filled(heights, height - header)
    # what is left of a page goes to its rows
    airy = []
    for first, last in pages:
        spare = (height - header - sum(heights[first:last])) / (last - first)
        airy += [row + min(max(spare, 0), _AIR) for row in heights[first:last]]
    return Fit(size, widths, header, tuple(airy), pages)


def _even(rows: int, pages: int) -> tuple[tuple[int, int], ...]:
    """Rows in order on so many pages, as evenly as may be: no page with a single row after a full one."""
    ends = [round(rows * page / pages) for page in range(pages + 1)]
    return tuple(pairwise(ends))


def _filled(heights: Sequence[float], room: float) -> tuple[tuple[int, int], ...]:
    """As many rows on each page as fit, at most nine, at least one; evenly, where that takes no more pages."""
    pages, first, used = [], 0, 0.0
    for place, height in enumerate(heights):
        if place > first and (used + height > room or place - first == ROWS):
            pages.append((first, place))
            first, used = place, 0.0
        used += height
    pages.append((first, len(heights)))
    even = _even(len(heights), len(pages))
    return even if all(sum(heights[first:last]) <= room for first, last in even) else tuple(pages)


def mark_of(sheet: Sheet, place: int) -> float:
    """The width that the shapes of verdicts take before the texts of a column."""
    return MARK if place == sheet.status_place else 0


def _widths(sheet: Sheet, total: float, size: float, is_forced: bool = False) -> tuple[float, ...] | None:
    """Widths at which the texts take the fewest lines; None where words would be broken, unless that is forced."""
    natural, least, pads = [], [], []
    for place, header in enumerate(sheet.headers):
        texts = {row[place] for row in sheet.rows}
        heading = OFFICE.width(header, size, True)
        # a long header may take two lines where the cells are short
        heading = heading if heading <= 5 * size else heading / 2 + size
        natural.append(max(heading, *(OFFICE.width(text, size) for text in texts)))
        whole = max(BOLD * _unbroken(header, size), *(_unbroken(text, size) for text in texts))
        least.append(max(whole, _least_heading(header, size), min(natural[-1], 4.2 * size)))
        pads.append(2 * PAD_ACROSS + mark_of(sheet, place) + 1)
    room = total - sum(pads)
    if sum(least) > room and not is_forced:
        return None
    shrunk = [_alike(natural, least, room, size), _capped(natural, least, room)]
    tried = [tuple(width * room / sum(inner) + pad for width, pad in zip(inner, pads, strict=True)) for inner in shrunk]
    return min(tried, key=lambda widths: sum(_heights(sheet, widths, size)[1]))


def _alike(natural: Sequence[float], least: Sequence[float], room: float, size: float) -> list[float]:
    """Every column in the same part of its natural width, but none narrower than its least."""
    for lines in (step / 10 for step in range(10, 300)):
        # lines never break evenly
        slack = size if lines > 1 else 0
        widths = [max(min(whole, whole / lines + slack), low) for whole, low in zip(natural, least, strict=True)]
        if sum(widths) <= room:
            return widths
    return list(least)


def _capped(natural: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Narrow columns as they are, the wide ones all as wide as there is room for."""

    def capped(cap: float) -> list[float]:
        return [max(min(whole, cap), low) for whole, low in zip(natural, least, strict=True)]

    fitting, tried = 0.0, max(natural)
    for _ in range(20):
        middle = (fitting + tried) / 2
        fitting, tried = (middle, tried) if sum(capped(middle)) <= room else (fitting, middle)
    return capped(fitting)


def _least_heading(header: str, size: float) -> float:
    """Two lines at most for each of its parts, and one for a short one or one in brackets."""
    widths = {part: OFFICE.width(part, size, True) for part in _HEADING.split(header)}
    return max(
        width if width <= (5.8 if part[0] in "（(" else 4.2) * size else width / 2 + 0.8 * size
        for part, width in widths.items()
    )


def _unbroken(text: str, size: float) -> float:
    """The width of the longest part of a text that may not be broken: a word, or a figure with its marks."""
    if FIGURE.fullmatch(text):
        return max(OFFICE.width(part, size) for part in _REMARK.split(text))
    return max((OFFICE.width(part.rstrip(), size) for part in PIECES.findall(text)), default=0)


def _heights(sheet: Sheet, widths: Sequence[float], size: float) -> tuple[float, tuple[float, ...]]:
    """The heights of the header and of each row."""

    def height(row: Sequence[str], is_bold: bool = False) -> float:
        lines = 1
        for place, text in enumerate(row):
            room = room_of(sheet, widths, place)
            parts = parted(text, room, size, is_bold)
            lines = max(lines, sum(OFFICE.line_count(part, room, size, is_bold) for part in parts))
        return lines * size * LEADING + 2 * PAD_DOWN

    return height(sheet.headers, is_bold=True), tuple(height(row) for row in sheet.rows)


def room_of(sheet: Sheet, widths: Sequence[float], place: int) -> float:
    """The width of a column's texts."""
    return widths[place] - 2 * PAD_ACROSS - mark_of(sheet, place)


def parted(text: str, room: float, size: float, is_header: bool) -> list[str]:
    """A figure or a year and what follows it on lines of their own, where one line has no room for both."""
    if OFFICE.width(text, size, is_header) > room and (is_header or FIGURE.fullmatch(text)):
        return [part.strip() for part in (_HEADING if is_header else _REMARK).split(text)]
    return [text]
