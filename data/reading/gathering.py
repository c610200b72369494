"""Tables that reached us as text: rows of tabs with lines between, one cell a line, all cells in one line."""

import re
from dataclasses import replace

from data.reading.characters import Clean
from data.reading.columns import Column, columns_of
from data.reading.figures import is_figure, unit_in
from data.reading.heading import Heading
from data.reading.lines import NOTHING, Box, Grid, Line, Part, box_of

SECTION = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)).{1,24}$|^.{2,14}$")
NUMBERED = re.compile(r"^[一二三四五六七八九十]{1,3}、|^\([一二三四五六七八九十]{1,3}\)")
CAPTION = re.compile(r"^(?:专栏|表|附表|附件|图)\s*[\d一二三四五六七八九十]{0,3}")
ATTRIBUTE = re.compile(r"^[(\[]?(?:预期性|约束性|预期|约束|指导性)(?:指标)?[)\]]?$")
LABEL_HEAD = re.compile(r"^(?:主要|具体|核心|发展|规划)?(?:指标|指标名称|项目|指标内容)(?:名称)?$")
MOST_COLUMNS = 12
MOST_CELLS = 4000


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


def _head_at(lines: list[Line], at: int, heading: Heading) -> tuple[list[Column], int] | None:
    """The head of a table that stands one cell a line from a position on, and its length."""
    best = None
    for length in range(2, MOST_COLUMNS + 1):
        heads = [line.text for line in lines[at : at + length]]
        if len(heads) < length or any(len(head) > 24 or "。" in head for head in heads):
            break
        if not any(LABEL_HEAD.match(head) for head in heads):
            continue
        columns = columns_of(heads, heading)
        if columns and all(column.kind != "other" for column in columns):
            best = (columns, length)
    return best


def _suits(text: str, column: Column) -> bool:
    if NUMBERED.match(text) and column.kind not in ("section", "number"):
        return False
    if column.kind == "number":
        return bool(re.fullmatch(r"\d{1,3}|其中", text))
    if column.kind == "unit":
        return bool(unit_in(text)) or text in ("—", "-", "/")
    if column.kind == "attribute":
        return bool(ATTRIBUTE.match(text)) or text in ("—", "-", "/")
    if column.kind == "value":
        return is_figure(text) or (
            len(text) <= 14 and not ATTRIBUTE.match(text) and not re.match(r"\d{1,2}[.、]\D", text)
        )
    return bool(re.search(r"[\u4e00-\u9fff]", text)) and not is_figure(text) and len(text) < 60


def _glued(boxes: list[Box]) -> Box:
    """Words that a blank divided, as the one cell that they are."""
    if len(boxes) == 1:
        return boxes[0]
    text = "".join(box.text for box in boxes)
    shift = [boxes[0].start] * len(text)
    return Box(
        Clean(text, tuple(i for i, _ in enumerate(shift))), " ".join(box.printed for box in boxes), boxes[0].start
    )


def _filled(
    boxes: list[Box], columns: list[Column], lacking: frozenset[int], glue: int
) -> tuple[list[Box], int] | None:
    """Cells for all columns from the first boxes on, but for columns that print nothing; and how many boxes they took.

    A name may be divided by blanks into as many as `glue` pieces.
    """
    if not columns:
        return [], 0
    place = -len(columns)
    if place in lacking:
        rest = _filled(boxes, columns[1:], lacking, glue)
        return ([NOTHING, *rest[0]], rest[1]) if rest else None
    for pieces in range(1, (glue if columns[0].kind == "label" else 1) + 1):
        if len(boxes) < pieces:
            return None
        if pieces > 1 and any(is_figure(box.text) or not box.text for box in boxes[:pieces]):
            return None
        box = _glued(boxes[:pieces])
        if not _suits(box.text, columns[0]):
            if columns[0].kind != "label":
                return None
            continue
        rest = _filled(boxes[pieces:], columns[1:], lacking, glue)
        if rest:
            return [box, *rest[0]], rest[1] + pieces
    return None


def _row_at(boxes: list[Box], columns: list[Column], glue: int = 1) -> tuple[tuple[Box, ...], int] | None:
    """The row at the beginning of a run of cells and how many it takes; none where no row begins.

    An empty cell leaves no trace in such a run: a row may lack its number (其中), and one figure, the first before the
    others, for what is promised is printed sooner than what it starts from.
    """
    numbers = frozenset(i - len(columns) for i, column in enumerate(columns) if column.kind == "number")
    values = [i - len(columns) for i, column in enumerate(columns) if column.kind == "value"]
    ways = [frozenset(), numbers, *(frozenset({value}) for value in values[:-1])]
    ways += [numbers | {value} for value in values[:-1]]
    for lacking in dict.fromkeys(ways):
        if lacking & numbers and boxes and boxes[0].text.isdigit():
            continue
        found = _filled(boxes, columns, frozenset(lacking), glue)
        if found and any(is_figure(box.text) for box, c in zip(found[0], columns, strict=True) if c.kind == "value"):
            after = boxes[found[1]].text if found[1] < len(boxes) else ""
            if not (is_figure(after) and not after.isdigit()) and not unit_in(after):
                return tuple(found[0]), found[1]
    return None


def _cells_a_line(lines: list[Line], boxes: list[Box], at: int, heading: Heading) -> tuple[Grid, int] | None:
    """A table printed one cell a line, read from its head on; the position after it."""
    if not any(LABEL_HEAD.match(line.text) for line in lines[at : at + 3]):
        return None
    found = _head_at(lines, at, heading)
    if found is None:
        return None
    columns, width = found
    heads = boxes[at : at + width]
    rows, taken = _rows_of(boxes[at + width : at + MOST_CELLS], columns, [box.text for box in heads])
    if sum(len(row) > 1 for row in rows) < 2:
        return None
    return Grid((tuple(heads), *rows), lines[at].paragraph.page, is_loose=True), at + width + taken


def _in_one_line(line: Line, heading: Heading) -> Grid | None:
    """A table all of whose cells stand in one paragraph, divided by blanks: its head, then its rows."""
    words = [(found[0], found.start()) for found in re.finditer(r"\S+", line.paragraph.text)]
    if len(words) < 10:
        return None
    boxes = [box_of(word, line.paragraph.place(start)) for word, start in words]
    if not any(LABEL_HEAD.match(box.text) for box in boxes[:14]):
        return None
    for skip in range(8):
        heads = [box.text for box in boxes[skip:]]
        for width in range(min(MOST_COLUMNS, len(heads) - 2), 1, -1):
            columns = columns_of(heads[:width], heading)
            is_head = columns and all(column.kind != "other" for column in columns)
            if columns and is_head and any(LABEL_HEAD.match(head) for head in heads[:width]):
                rows, _ = _rows_of(boxes[skip + width :], columns, heads[:width], 3)
                if sum(len(row) > 1 for row in rows) > 1:
                    return Grid((tuple(boxes[skip : skip + width]), *rows), line.paragraph.page, is_loose=True)
    return None


def _rows_of(
    boxes: list[Box], columns: list[Column], heads: list[str], glue: int = 1
) -> tuple[list[tuple[Box, ...]], int]:
    """The rows of a run of cells, names of sections among them, and how many cells they take; repeated heads go."""
    rows: list[tuple[Box, ...]] = []
    i, taken = 0, 0
    while i < len(boxes):
        # a head that no row follows soon is no head
        if not taken and i > 3 * len(columns):
            break
        found = _row_at(boxes[i : i + 3 * len(columns)], columns, glue)
        if [box.text for box in boxes[i : i + len(heads)]] == heads:
            i += len(heads)
        elif found:
            rows.append(found[0])
            i += found[1]
            taken = i
        elif _is_between(boxes[i].text) and not is_figure(boxes[i].text):
            rows.append((boxes[i],))
            i += 1
        else:
            break
    while rows and len(rows[-1]) == 1:
        rows.pop()
    return rows, taken


def _spaced_rows(lines: list[Line], at: int, heading: Heading) -> tuple[Grid, int] | None:
    """A table whose rows are lines and whose cells are divided by blanks: as copied out of a PDF."""
    head = [box_of(word, 0).text for word in lines[at].paragraph.text.split()]
    if len(head) < 2 or not any(LABEL_HEAD.match(word) for word in head):
        return None
    columns = columns_of(head, heading)
    if columns is None:
        return None
    boxes: list[Box] = []
    i = at + 1
    while i < len(lines) and not CAPTION.match(lines[i].text) and "。" not in lines[i].text and i < at + 400:
        paragraph = lines[i].paragraph
        boxes += [box_of(found[0], paragraph.place(found.start())) for found in re.finditer(r"\S+", paragraph.text)]
        i += 1
    rows, _ = _rows_of(boxes, columns, head, 3)
    if sum(len(row) > 1 for row in rows) < 2:
        return None
    last = max(box.start for box in rows[-1])
    end = next((j for j in range(at + 1, i) if lines[j].paragraph.place(0) > last), i)
    starts = [(found.start(), found[0]) for found in re.finditer(r"\S+", lines[at].paragraph.text)]
    heads = tuple(box_of(word, lines[at].paragraph.place(start)) for start, word in starts)
    return Grid((heads, *rows), lines[at].paragraph.page, is_loose=True), end


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
