"""Tables that reached us as text: rows of tabs with lines between, one cell a line, all cells in one line."""

import re
from dataclasses import replace

from data.reading.columns import Column, columns_of
from data.reading.figures import is_figure, unit_in
from data.reading.heading import Heading
from data.reading.lines import NOTHING, Box, Grid, Line, Part, box_of

SECTION = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)).{1,24}$|^.{2,14}$")
CAPTION = re.compile(r"^(?:专栏|表|附表|附件|图)\s*[\d一二三四五六七八九十]{0,3}")
ATTRIBUTE = re.compile(r"^[(\[]?(?:预期性|约束性|预期|约束|指导性)(?:指标)?[)\]]?$")
LABEL_HEAD = re.compile(r"^(?:主要|具体|核心|发展|规划)?(?:指标|指标名称|项目|指标内容)(?:名称)?$")
MOST_COLUMNS = 12


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
        if columns and all(column.kind != "note" or i == length - 1 for i, column in enumerate(columns)):
            best = (columns, length)
    return best


def _suits(text: str, column: Column) -> bool:
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


def _row_fits(texts: list[str], columns: list[Column]) -> bool:
    values = [text for text, column in zip(texts, columns, strict=True) if column.kind == "value"]
    return all(map(_suits, texts, columns)) and any(is_figure(text) for text in values)


def _cells_a_line(lines: list[Line], at: int, heading: Heading) -> tuple[Grid, int] | None:
    """A table printed one cell a line, read from its head on; the position after it."""
    if not any(LABEL_HEAD.match(line.text) for line in lines[at : at + 3]):
        return None
    found = _head_at(lines, at, heading)
    if found is None:
        return None
    columns, width = found
    rows = [tuple(_box(line) for line in lines[at : at + width])]
    i, filled = at + width, 0
    while i < len(lines):
        window = lines[i : i + width]
        texts = [line.text for line in window]
        if texts == [line.text for line in lines[at : at + width]]:
            i += width
        elif len(window) == width and _row_fits(texts, columns):
            rows.append(tuple(_box(line) for line in window))
            i, filled = i + width, filled + 1
        elif columns[0].kind == "number" and _row_fits(["0", *texts[:-1]], columns) and texts[0].startswith("其中"):
            rows.append((NOTHING, *(_box(line) for line in window[:-1])))
            i, filled = i + width - 1, filled + 1
        elif _is_between(texts[0]) and not is_figure(texts[0]) and i + 1 < len(lines):
            rows.append((_box(lines[i]),))
            i += 1
        else:
            break
    if filled < 2:
        return None
    while len(rows[-1]) == 1:
        rows.pop()
        i -= 1
    return Grid(tuple(rows), lines[at].paragraph.page, is_loose=True), i


def _row_pattern(columns: list[Column], is_spaced: bool) -> re.Pattern[str]:
    """How a row looks when all cells stand in one line, by what its columns hold."""
    figure = r"(?:[\[({{]?[<>≥≤约]?\d[\d.,]*[\])}}]?(?:%|以上|以内|以下|左右)?|[—\-/]{1,2})"
    kinds = {
        "number": r"(?P<c{i}>\d{{1,3}}|(?=其中))",
        "unit": r"(?P<c{i}>\(?(?:[万亿]{{0,2}}[\u4e00-\u9fff%‰/]{{1,8}}?)\)?|[—\-/])",
        "attribute": r"(?P<c{i}>预期性|约束性|[—\-/])",
        "value": r"(?P<c{i}>" + figure + ")",
        "label": r"(?P<c{i}>(?:其中:?)?[\u4e00-\u9fffA-Za-z(][^。；]{{1,50}}?)",
    }
    gap = r"\s+" if is_spaced else r"\s*"
    cells = [kinds.get(column.kind, r"(?P<c{i}>\S{{1,20}}?)").format(i=i) for i, column in enumerate(columns)]
    return re.compile(gap.join(cells) + (r"(?=\s|$)" if is_spaced else ""))


def _in_one_line(line: Line, heading: Heading) -> Grid | None:
    """A table all of whose cells stand in one paragraph, divided by blanks: its head, then its rows."""
    words = [(found[0], found.start()) for found in re.finditer(r"\S+", line.paragraph.text)]
    if len(words) < 10 or not any(LABEL_HEAD.match(word) for word, _ in words[:14]):
        return None
    boxes = [box_of(word, line.paragraph.place(start)) for word, start in words]
    for skip in range(8):
        heads = [box.text for box in boxes[skip:]]
        for width in range(min(MOST_COLUMNS, len(heads) - 2), 1, -1):
            columns = columns_of(heads[:width], heading)
            if columns and any(LABEL_HEAD.match(head) for head in heads[:width]):
                rows = _rows_of(boxes[skip + width :], columns)
                if len(rows) > 1:
                    return Grid((tuple(boxes[skip : skip + width]), *rows), line.paragraph.page, is_loose=True)
    return None


def _rows_of(boxes: list[Box], columns: list[Column]) -> list[tuple[Box, ...]]:
    rows: list[tuple[Box, ...]] = []
    i, width = 0, len(columns)
    while i < len(boxes):
        window = boxes[i : i + width]
        if len(window) == width and _row_fits([box.text for box in window], columns):
            rows.append(tuple(window))
            i += width
        elif (
            columns[0].kind == "number"
            and boxes[i].text.startswith("其中")
            and len(window) == width
            and _row_fits(["0", *(box.text for box in window[:-1])], columns)
        ):
            rows.append((NOTHING, *window[:-1]))
            i += width - 1
        elif _is_between(boxes[i].text) and not is_figure(boxes[i].text):
            rows.append((boxes[i],))
            i += 1
        else:
            break
    while rows and len(rows[-1]) == 1:
        rows.pop()
    return rows


def _spaced_rows(lines: list[Line], at: int, heading: Heading) -> tuple[Grid, int] | None:
    """A table whose rows are lines and whose cells are divided by blanks: as copied out of a PDF."""
    head = lines[at].paragraph.text.split()
    if len(head) < 2 or not any(LABEL_HEAD.match(word) for word in head):
        return None
    columns = columns_of([box_of(word, 0).text for word in head], heading)
    if columns is None:
        return None
    boxes: list[Box] = []
    i = at + 1
    while i < len(lines) and not CAPTION.match(lines[i].text) and "。" not in lines[i].text and i < at + 400:
        paragraph = lines[i].paragraph
        boxes += [box_of(found[0], paragraph.place(found.start())) for found in re.finditer(r"\S+", paragraph.text)]
        i += 1
    rows = _rows_of(boxes, columns)
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
        at = 0
        while at < len(run):
            found = _cells_a_line(run, at, heading) or _spaced_rows(run, at, heading)
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
