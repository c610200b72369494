"""Tables that reached us as text: rows of tabs with lines between, one cell a line, all cells in one line."""

import re
from dataclasses import replace

from data.reading.cell_runs import LABEL_HEAD, Head, heads_at, laid_out
from data.reading.heading import Heading
from data.reading.lines import NOTHING, Box, Grid, Line, Part, box_of

SECTION = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)).{1,24}$|^.{2,14}$")
CAPTION = re.compile(r"^(?:专栏|表|附表|附件|图)\s*[\d一二三四五六七八九十]{0,3}")
NOTE = re.compile(r"^(?:注|备注|说明|资料来源|数据来源)\s*[:1-9①(]")
# 指 标 and 2030 年 are one word each, however they are spaced
WORD = re.compile(
    r"[≥≤><＞＜约][ \u3000]\S+|\d+(?:\.\d+)?[ \u3000][%％]\S*|\(?\d{1,2}[.、．)）][ \u3000]+[^\d\s]\S*"
    r"|(?<!\S)[\u4e00-\u9fff](?:[ \u3000][\u4e00-\u9fff](?!\S))+|\d{4} 年(?!\S)|\S+"
)
MOST_CELLS = 4000
MOST_LINES = 400
LEAST_WORTH = 0.3


def _box(line: Line) -> Box:
    return Box(line.clean, line.paragraph.text, line.paragraph.place(0))


def _is_between(text: str) -> bool:
    """A line that may stand between the rows of a table: a section's name, not a caption, a note or a sentence."""
    return bool(SECTION.match(text)) and not CAPTION.match(text) and not text.startswith("注") and "。" not in text


def join_rows(parts: list[Part]) -> list[Part]:
    """Grids of the same width that only a section's line or a page's end divides, made one."""
    result: list[Part] = []
    for part in parts:
        held = result[-1] if result else None
        if isinstance(part, Grid):
            between = held if isinstance(held, Line) and len(result) > 1 and _is_between(held.text) else None
            before = result[-2] if between else held
            if isinstance(before, Grid) and _fits(before, part):
                middle = ((_box(between),),) if between else ()
                del result[-2 if between else -1 :]
                result.append(Grid(before.rows + middle + part.rows, before.page, before.is_loose))
                continue
        result.append(part)
    return result


def _fits(first: Grid, second: Grid) -> bool:
    widths = [max(len(row) for row in grid.rows) for grid in (first, second)]
    return widths[0] == widths[1] and widths[0] > 1 and not any(CAPTION.match(row[0].text) for row in second.rows[:1])


def _table_in(boxes: list[Box], at: int, heading: Heading, has_rests: bool, width: int = 0) -> tuple[Grid, int] | None:
    """The table whose head begins at a position of a run of cells, and the position behind it.

    A head of `width` cells is likelier than others: it stands in a line of its own.
    """
    best: tuple[float, Head, list[tuple[Box, ...]], int] | None = None
    for head in heads_at(boxes, at, heading):
        begin = at + head.length
        cells = boxes[begin : begin + _end(boxes, begin)]
        found: list[tuple[Box, ...]] = []
        taken, worth, count = 0, 0.0, 0
        # a head that is printed again on the next page divides the run
        for first, last in _stretches(cells, head.words):
            rows, used, suits = laid_out(cells[first:last], head.columns, has_rests)
            if not rows:
                break
            found += rows
            taken, worth, count = first + used, worth + suits * used, count + used
        if width == head.length:
            worth += 0.5 * count
        if (
            any(len(row) > 1 for row in found)
            and len(head.columns) + sum(len(row) > 1 for row in found) > 4
            and (best is None or worth / count > best[0])
        ):
            best = worth / count, head, found, begin + taken
    if best is None or best[0] < LEAST_WORTH:
        return None
    _, head, rows, end = best
    heads = _heads(boxes[at : at + head.length], head)
    return Grid((*heads, *rows), None, is_loose=True), end


def _heads(boxes: list[Box], head: Head) -> list[tuple[Box, ...]]:
    """The head as one row, and a second where years stand under its columns of figures."""
    width = len(head.columns)
    rows = [tuple(boxes[:width])]
    if head.length > width:
        years = iter(boxes[width:])
        rows.append(tuple(next(years, NOTHING) if column.kind == "value" else NOTHING for column in head.columns))
    return rows


def _end(boxes: list[Box], begin: int) -> int:
    """How many cells a table may have from a position on: until a sentence, a note or a caption."""
    for i, box in enumerate(boxes[begin : begin + MOST_CELLS]):
        if "。" in box.text or len(box.text) > 70 or CAPTION.match(box.text) or NOTE.match(box.text):
            return i
    return min(MOST_CELLS, len(boxes) - begin)


def _stretches(cells: list[Box], words: list[str]) -> list[tuple[int, int]]:
    """The stretches of a run between repeated heads."""
    texts = [box.text for box in cells]
    cuts = [i for i in range(len(texts)) if texts[i] == words[0] and texts[i : i + len(words)] == words]
    begins = [0, *(cut + len(words) for cut in cuts)]
    return [(first, last) for first, last in zip(begins, [*cuts, len(cells)], strict=True) if last > first]


def _words(line: Line) -> list[Box]:
    """The words of a line that blanks divide, each a cell."""
    paragraph = line.paragraph
    return [box_of(found[0], paragraph.place(found.start())) for found in WORD.finditer(paragraph.text)]


def _cells_a_line(lines: list[Line], boxes: list[Box], at: int, heading: Heading) -> tuple[Grid, int] | None:
    """A table printed one cell a line, read from its head on; the position after it."""
    if not any(LABEL_HEAD.match(line.text) for line in lines[at : at + 4]):
        return None
    found = _table_in(boxes, at, heading, has_rests=False)
    return (replace(found[0], page=lines[at].paragraph.page), found[1]) if found else None


def _in_one_line(line: Line, heading: Heading) -> Grid | None:
    """A table all of whose cells stand in one paragraph, divided by blanks: its head, then its rows."""
    if len(line.paragraph.text.split()) < 8:
        return None
    boxes = _words(line)
    if not any(LABEL_HEAD.match(box.text) for box in boxes[:14]):
        return None
    for skip in range(8):
        found = _table_in(boxes, skip, heading, has_rests=True)
        if found:
            return replace(found[0], page=line.paragraph.page)
    return None


def _spaced_rows(lines: list[Line], at: int, heading: Heading) -> tuple[Grid, int] | None:
    """A table whose rows are lines and whose cells are divided by blanks: as copied out of a PDF."""
    head = _words(lines[at])
    if len(head) < 2 or not any(LABEL_HEAD.match(word.text) for word in head):
        return None
    boxes = list(head)
    for line in lines[at + 1 : at + MOST_LINES]:
        if CAPTION.match(line.text) or NOTE.match(line.text) or "。" in line.text:
            break
        boxes += _words(line)
    found = _table_in(boxes, 0, heading, True, len(head))
    if found is None:
        return None
    grid, end = found
    last = boxes[end - 1].start
    after = next((j for j in range(at + 1, len(lines)) if lines[j].paragraph.place(0) > last), len(lines))
    return replace(grid, page=lines[at].paragraph.page), after


def gathered(parts: list[Part], heading: Heading) -> list[Part]:
    """The same parts with tables that stand in lines of text made grids, and grids divided by pages made one."""
    result: list[Part] = []
    i = 0
    while i < len(parts):
        part = parts[i]
        if isinstance(part, Grid):
            result.append(part)
            i += 1
            continue
        run = []
        for following in parts[i:]:
            if not isinstance(following, Line):
                break
            run.append(following)
        at, boxes = 0, [_box(line) for line in run]
        while at < len(run):
            found = _cells_a_line(run, boxes, at, heading) or _spaced_rows(run, at, heading)
            whole = None if found else _in_one_line(run[at], heading)
            if found:
                result.append(found[0])
                at = found[1]
            elif whole:
                result.append(whole)
                at += 1
            else:
                result.append(run[at])
                at += 1
        i += len(run)
    return [replace(part) if isinstance(part, Grid) else part for part in join_rows(result)]
