"""A document's blocks as cleaned lines and grids: broken lines joined, menus left out, tables of text made whole."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from data.reading.characters import Clean, clean, is_spoken
from data.reading.document import Cell, Document, Paragraph, Table

PAGE_NUMBER = re.compile(r"^\d{1,4}$")
DASHED_NUMBER = re.compile(r"^[—\-·]+\d{1,4}[—\-·]+$|^第\d{1,4}页(?:共\d+页)?$")
# 3/12, which a cell of two figures may say too: a page number where others have the same total
OF_TOTAL = re.compile(r"^\d{1,4}/(\d{1,4})$")
# a figure or a blank alone is the next cell, not the rest of a line
CELL = re.compile(r"[—\-/]+|\W?\d[^。，；]{0,11}|预期性|约束性")
ENDS = "。！？；：…”)》.:;!?"
ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节]|\d{1,2}[.、．](?!\d)"
    r"|\(?\d{1,2}\)|——|0\d(?=[\u4e00-\u9fff])|[①-⑳]|[●■◆▲★·]|专栏|表\d|附件|注:|备注|资料来源|目录)"
)


@dataclass(frozen=True)
class Line:
    """One paragraph, cleaned, and where each of its characters stands in the document's text."""

    clean: Clean
    paragraph: Paragraph

    @property
    def text(self) -> str:
        """The cleaned words."""
        return self.clean.text

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Positions in the document's text of a stretch of the cleaned words."""
        first, last = self.clean.printed(start, end)
        begin = self.paragraph.place(first)
        return begin, max(begin, self.paragraph.place(max(first, last - 1)) + (1 if last > first else 0))

    def printed(self, start: int, end: int) -> str:
        """What is printed at a stretch of the cleaned words."""
        first, last = self.clean.printed(start, end)
        return self.paragraph.text[first:last]


@dataclass(frozen=True, eq=False)
class Box:
    """A cell, cleaned. Cells are told apart by being the same object, not by their words."""

    clean: Clean
    printed: str
    start: int

    @property
    def text(self) -> str:
        """The cleaned words."""
        return self.clean.text


@dataclass(frozen=True)
class Grid:
    """A table of cleaned cells; `is_loose` where it was put together from lines of text."""

    rows: tuple[tuple[Box, ...], ...]
    page: int | None = None
    is_loose: bool = False


Part = Line | Grid
NOTHING = Box(Clean("", ()), "", -1)


def box_of(text: str, start: int, spoken: bool = False) -> Box:
    """A cell of a printed text that starts at a position of the document."""
    return Box(clean(text, spoken), text, start)


def _grid(table: Table, spoken: bool) -> Grid:
    known: dict[int, Box] = {}

    def of(cell: Cell) -> Box:
        if id(cell) not in known:
            known[id(cell)] = box_of(cell.text, cell.start, spoken)
        return known[id(cell)]

    return Grid(tuple(tuple(of(cell) for cell in row) for row in table.rows), table.page)


def _width(lines: list[Line]) -> int:
    """The length at which a text breaks its lines, or 0 where it does not: many lines of nearly the longest length."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 12:
        return 0
    longest = lengths[int(len(lengths) * 0.97)]
    full = sum(1 for length in lengths if longest - 3 <= length <= longest + 3)
    return longest if full * 3 > len(lengths) and longest >= 18 else 0


def _goes_on(line: str, after: str, width: int) -> bool:
    """Whether the next line is the rest of this one: it was broken at the margin or by the end of a page."""
    if not line or not after or ITEM.match(after) or line[-1] in ENDS or CELL.fullmatch(after):
        return False
    if width:
        return len(line) >= width - 3
    return len(line) >= 24 and bool(re.search(r"[，。；、]", line)) and not re.match(r"^.{0,12}:", after)


def _is_row(line: Line) -> bool:
    """Whether blanks divide a line into cells, a number among them: it was not broken by a margin."""
    words = [] if re.search(r"[，。；]", line.text) else line.paragraph.text.split()
    return 2 < len(words) < 20 and any(re.match(r"\W?\d", word) for word in words[1:])


def _joined(lines: list[Line], spoken: bool) -> list[Line]:
    """Lines that the margin or a page broke, made whole again; a page number between them is passed over."""
    width = _width(lines)
    result: list[Line] = []
    pieces: list[Line] = []

    def close() -> None:
        if len(pieces) == 1:
            result.append(pieces[0])
        elif pieces:
            text, starts = "", []
            for piece in pieces:
                starts += [(len(text) + inside, start) for inside, start in piece.paragraph.starts]
                text += piece.paragraph.text
            whole = Paragraph(text, tuple(starts), pieces[0].paragraph.page)
            result.append(Line(clean(text, spoken), whole))
        pieces.clear()

    for i, line in enumerate(lines):
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        if pieces and PAGE_NUMBER.match(line.text) and _goes_on(pieces[-1].text, after, width):
            continue
        is_row = bool(pieces) and (_is_row(pieces[-1]) or _is_row(line))
        if pieces and (is_row or not _goes_on(pieces[-1].text, line.text, width)):
            close()
        pieces.append(line)
    close()
    return result


def _is_chrome(text: str) -> bool:
    """Buttons and addresses that a saved page prints around its text."""
    return bool(
        re.fullmatch(
            r"https?://\S+|打印|下载|全屏|收藏|加大|还原|减小|】|【字号:|\[字号:|\]|分享到?|关闭|首页|返回顶部|\?+",
            text,
        )
    )


def parts_of(document: Document) -> list[Part]:
    """The lines and grids of a document, in order."""
    spoken = is_spoken(document.text)
    totals = Counter(found[1] for line in document.text.split("\n") if (found := OF_TOTAL.match(line.strip())))
    parts: list[Part] = []
    run: list[Line] = []

    def close() -> None:
        parts.extend(_joined(run, spoken))
        run.clear()

    for block in document.blocks:
        if isinstance(block, Table):
            close()
            parts.append(_grid(block, spoken))
            continue
        line = Line(clean(block.text, spoken), block)
        of_total = OF_TOTAL.match(line.text)
        if of_total and totals[of_total[1]] > 2:
            continue
        if line.text and not DASHED_NUMBER.match(line.text) and not _is_chrome(line.text):
            run.append(line)
    close()
    return parts


def tidy(printed: str) -> str:
    """A printed name or figure in one line: a broken line is joined without a blank between Chinese characters."""
    joined = re.sub(r"(?<=[\u3000-\uffef])\s*\n\s*(?=[\u3000-\uffef])", "", printed.strip())
    return " ".join(joined.split())


def lines_in(grid: Grid, spoken: bool) -> list[Line]:
    """The cells of a grid as lines of text: lines that a cell breaks are joined, but not before an item."""
    found, seen = [], set()
    for box in (box for row in grid.rows for box in row):
        if not box.text or id(box) in seen:
            continue
        seen.add(id(box))
        start = 0
        for cut in [*(m.start() for m in re.finditer("\n", box.printed)), len(box.printed)]:
            after = clean(box.printed[cut:].strip()[:30]).text
            so_far = box.printed[start:cut].rstrip()
            if cut == len(box.printed) or ITEM.match(after) or so_far.endswith(tuple(ENDS)):
                paragraph = Paragraph(box.printed[start:cut], ((0, box.start + start),), grid.page)
                found.append(Line(clean(paragraph.text, spoken), paragraph))
                start = cut + 1
    return [line for line in found if line.text]


def texts(parts: Iterable[Part]) -> list[str]:
    """All cleaned lines and cells, for what is asked of a whole document."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, Line):
            found.append(part.text)
        else:
            seen: set[int] = set()
            for row in part.rows:
                for box in row:
                    if box.text and id(box) not in seen:
                        seen.add(id(box))
                        found.append(box.text)
    return found
