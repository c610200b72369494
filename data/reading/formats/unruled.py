"""Tables of a PDF page that no lines divide: columns by the white that runs down between them, rows by the distance of
their lines or by the rules that lie between them.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Word = dict[str, Any]
Box = tuple[float, float, float, float]
# a year alone, or with 年, is of a head
FIGURE = re.compile(
    r"^(?!(?:19|20)\d\d\s*(?:年|$))[≥≤><＞＜≧≦〔［\[（(【{｛]?\s*[\d０-９]|^[—–－\-/]{1,3}$|^(?=.{1,14}$)[^\d\s]{1,6}\d"
)
# what stands below a table, or above it
OUTSIDE = re.compile(r"^(?:注|备注|说明|资料来源|数据来源)\s*[：:1-9①（(]|^(?:专栏|附?表)\s*[\d一二三四五六七八九十]")
SECTION = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]).{1,24}$")
HEAD = re.compile(r"指标|指標|项目|項目")
# a narrow cell breaks a number before its last digits
BROKEN_NUMBER = re.compile(r"(?<=[\d.．])\n(?=\d{1,2}\D?$)")
LEAST_COLUMNS = 3
LEAST_ROWS = 2


@dataclass
class TextLine:
    """Words that stand on one line, in their order; where it begins and ends on the page."""

    words: list[Word]

    @property
    def top(self) -> float:
        """The upper edge of its highest word."""
        return float(min(word["top"] for word in self.words))

    @property
    def bottom(self) -> float:
        """The lower edge of its lowest word."""
        return float(max(word["bottom"] for word in self.words))

    @property
    def middle(self) -> float:
        """Half way between both."""
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(word["text"] for word in self.words)

    def pieces(self, gap: float) -> list[list[Word]]:
        """Its words, apart where the white between two of them is wide."""
        found = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word["x0"] - before["x1"] > gap:
                found.append([])
            found[-1].append(word)
        return found


@dataclass
class Unruled:
    """A table without lines: texts of its cells, which of them cover several columns, where they stand, its box."""

    rows: list[list[str]]
    spans: dict[tuple[int, int], tuple[int, int]]
    boxes: dict[tuple[int, int], Box]
    box: Box


def whole_numbers(text: str) -> str:
    """The text of a cell, a number that its narrowness broke made whole."""
    return BROKEN_NUMBER.sub("", text)


def lines_of(words: list[Word]) -> list[TextLine]:
    """Words as lines: those whose middles stand within a third of their height; small ones that are raised or lowered
    stand with those beside them.
    """
    found: list[TextLine] = []
    for word in sorted(words, key=lambda one: ((one["top"] + one["bottom"]) / 2, one["x0"])):
        middle, high = (word["top"] + word["bottom"]) / 2, word["bottom"] - word["top"]
        beside = found[-1].words[-1] if found else word
        other = beside["bottom"] - beside["top"]
        near = max(high, other) / 2 if min(high, other) < 0.75 * max(high, other) else high / 3
        if found and abs(middle - found[-1].middle) <= near:
            found[-1].words.append(word)
        else:
            found.append(TextLine([word]))
    for line in found:
        line.words.sort(key=lambda one: one["x0"])
    return found


def in_columns(lines: list[TextLine], size: float) -> list[TextLine]:
    """The lines of a page in the order in which they are read: where white runs down its middle, left before right."""
    gutter = _gutter(lines, size)
    if gutter is None:
        return lines
    found: list[TextLine] = []
    right: list[TextLine] = []
    for line in lines:
        parts = [[w for w in line.words if w["x1"] <= gutter], [w for w in line.words if w["x0"] >= gutter]]
        if sum(map(len, parts)) < len(line.words):
            # a line over both columns ends what stands above it
            found += [*right, line]
            right.clear()
            continue
        found += [TextLine(parts[0])] if parts[0] else []
        right += [TextLine(parts[1])] if parts[1] else []
    return found + right


def _gutter(lines: list[TextLine], size: float) -> float | None:
    """Where two columns of text part, or none: nearly all lines leave white at one place in the middle of the page."""
    if len(lines) < 6:
        return None
    left, right = min(line.words[0]["x0"] for line in lines), max(line.words[-1]["x1"] for line in lines)
    best = None
    for step in range(35, 66):
        x = left + (right - left) * step / 100
        free = [line for line in lines if all(w["x1"] < x - size / 2 or w["x0"] > x + size / 2 for w in line.words)]
        both = [line for line in free if line.words[0]["x0"] < x < line.words[-1]["x1"]]
        if len(free) >= 0.8 * len(lines) and len(both) >= 0.5 * len(lines) and (best is None or len(free) > best[0]):
            best = len(free), x
    return best[1] if best else None


def right_edges(lines: list[TextLine], width: float, size: float) -> dict[int, float]:
    """For each line (by id) the right edge of the column that it stands in: the furthest of the lines around it.

    Where too few lines end there to make an edge, it is as far from the right of the page as lines begin from its left.
    """
    found = {}
    least = width - min((line.words[0]["x0"] for line in lines), default=0.0) - size
    for line in lines:
        begin, end = line.words[0]["x0"], line.words[-1]["x1"]
        around = [o.words[-1]["x1"] for o in lines if o.words[0]["x0"] < end and o.words[-1]["x1"] > begin]
        edge = max(around)
        found[id(line)] = edge if sum(one > edge - 1.5 * size for one in around) > 3 else max(edge, least)
    return found


def _text(words: list[Word]) -> str:
    return "".join(word["text"] for word in words)


def _is_anchor(line: TextLine, gap: float) -> bool:
    """Whether a line is one of figures: three cells or more, one of them after the first a figure."""
    pieces = line.pieces(gap)
    return len(pieces) >= LEAST_COLUMNS and any(FIGURE.match(_text(piece)) for piece in pieces[1:])


def _columns(lines: list[TextLine], gap: float) -> list[tuple[float, float]]:
    """Where the words of lines leave no white from top to bottom: left and right of each column."""
    stretches = sorted((word["x0"], word["x1"]) for line in lines for word in line.words)
    found: list[list[float]] = []
    for left, right in stretches:
        if found and left - found[-1][1] <= gap:
            found[-1][1] = max(found[-1][1], right)
        else:
            found.append([left, right])
    return [(left, right) for left, right in found]


def _under(words: list[Word], columns: list[tuple[float, float]]) -> list[int]:
    """The columns over which a piece stands: those that it overlaps, else the nearest."""
    left, right = words[0]["x0"], words[-1]["x1"]
    over = [i for i, (a, b) in enumerate(columns) if min(b, right) - max(a, left) > 0.5]
    middle = (left + right) / 2
    return over or [min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - middle))]


def _fits(line: TextLine, columns: list[tuple[float, float]], gap: float) -> bool:
    """Whether each piece of a line stands in one column."""
    if OUTSIDE.match(line.text):
        return False
    return all(len(_under(piece, columns)) == 1 for piece in line.pieces(gap))


def _bands(lines: list[TextLine], anchors: set[int], rules: list[float], first: int) -> list[list[int]]:
    """The lines as rows: between rules where each holds one line of figures, else where distances part them best."""
    numbers = list(range(first, first + len(lines)))

    def divided(is_new: Any) -> list[list[int]]:
        found: list[list[int]] = [[numbers[0]]]
        for (above, before), (below, number) in pairwise(zip(lines, numbers, strict=True)):
            if is_new(above, below):
                found.append([])
            found[-1].append(number)
            _ = before
        return found

    def worth(rows: list[list[int]]) -> int:
        held = [sum(number in anchors for number in row) for row in rows]
        begin = next(i for i, count in enumerate(held) if count)
        # a head is a row of its own
        mixed = any(HEAD.search(lines[number - first].text) for number in rows[begin] if number not in anchors)
        lost = sum(max(count - 1, 0) * 2 + (count == 0) for count in held[begin:])
        return sum(count == 1 for count in held) - lost - max(begin - 1, 0) - 2 * mixed

    ways = [divided(lambda above, below: any(above.middle < rule < below.middle for rule in rules))]
    distances = sorted({round(below.middle - above.middle, 1) for above, below in pairwise(lines)})
    for least in [*distances, distances[-1] + 1 if distances else 0]:
        ways.append(divided(lambda above, below, least=least: below.middle - above.middle >= least - 0.05))
    return max(ways, key=worth)


def find(words: list[Word], rules: list[float], size: float) -> list[Unruled]:
    """The tables in words of a page. `rules` are the heights of long lines across, `size` that of the characters."""
    gap = 0.5 * size
    lines = lines_of(words)
    anchors = [i for i, line in enumerate(lines) if _is_anchor(line, gap)]
    found = []
    while anchors:
        run = _run(lines, anchors, gap)
        has_head = run[0] > 0 and bool(HEAD.search(lines[run[0] - 1].text))
        if len(run) >= LEAST_ROWS or has_head:
            found.append(_table(lines, run, rules, gap))
        anchors = [i for i in anchors if i > run[-1]]
    return found


def _run(lines: list[TextLine], anchors: list[int], gap: float) -> list[int]:
    """The lines of figures that belong to the first of them: as long as three columns stay and only what fits them, or
    the name of a section, stands between.
    """
    run = [anchors[0]]
    for i in anchors[1:]:
        columns = _columns([lines[j] for j in [*run, i]], 0.3 * gap)
        between = lines[run[-1] + 1 : i]
        if len(columns) < LEAST_COLUMNS or len(between) > 9:
            break
        if not all(_fits(line, columns, gap) or SECTION.match(line.text) or len(line.text) < 12 for line in between):
            break
        run.append(i)
    return run


def _table(lines: list[TextLine], run: list[int], rules: list[float], gap: float) -> Unruled:
    columns = _columns([lines[i] for i in run], 0.3 * gap)
    pitch = max((lines[b].middle - lines[a].middle for a, b in pairwise(run)), default=gap * 4)
    first, last = run[0], run[-1]
    # a head stands above the first row; it has cells over several columns, or one in each
    while first and first > run[0] - 7 and lines[first].middle - lines[first - 1].middle <= 1.6 * pitch:
        above = lines[first - 1]
        is_alone = len(above.pieces(gap)) == 1
        if OUTSIDE.match(above.text) or (is_alone and not _fits(above, columns, gap)):
            break
        # over a head stands a caption or a title, but for what is one cell with a word of it
        has_head = any(HEAD.search(line.text) and len(line.pieces(gap)) > 1 for line in lines[first : run[0]])
        if is_alone and has_head and lines[first].middle - above.middle > 1.2 * (above.bottom - above.top):
            break
        first -= 1
    while last + 1 < len(lines) and last < run[-1] + 4 and _goes_on(lines[last], lines[last + 1], columns, gap):
        last += 1
    held = lines[first : last + 1]
    rows = _bands(held, set(run), rules, first)
    texts: list[list[str]] = []
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    boxes: dict[tuple[int, int], Box] = {}
    for r, row in enumerate(rows):
        cells = [""] * len(columns)
        for piece in (piece for number in row for piece in lines[number].pieces(gap)):
            parts = [piece]
            if len(_under(piece, columns)) > 1 and any(number in run for number in row):
                parts = [[word] for word in piece]
            for part in parts:
                over = _under(part, columns)
                cells[over[0]] += ("\n" if cells[over[0]] else "") + " ".join(word["text"] for word in part)
                if len(over) > 1:
                    spans[r, over[0]] = (1, len(over))
                boxes[r, over[0]] = _around(part, boxes.get((r, over[0])))
        texts.append(cells)
    lefts, tops, rights, bottoms = zip(*boxes.values(), strict=True)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    return Unruled([list(map(whole_numbers, cells)) for cells in texts], spans, boxes, box)


def _goes_on(line: TextLine, below: TextLine, columns: list[tuple[float, float]], gap: float) -> bool:
    """Whether a line is the rest of the last row: it fits the columns and stands close."""
    near = below.middle - line.middle <= 1.7 * (line.bottom - line.top)
    return near and _fits(below, columns, gap) and not SECTION.match(below.text)


def _around(words: list[Word], before: Box | None) -> Box:
    box = (
        float(words[0]["x0"]),
        float(min(word["top"] for word in words)),
        float(words[-1]["x1"]),
        float(max(word["bottom"] for word in words)),
    )
    if before is None:
        return box
    return min(box[0], before[0]), min(box[1], before[1]), max(box[2], before[2]), max(box[3], before[3])
