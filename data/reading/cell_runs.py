"""A run of cells in reading order, as a page's text is copied, laid out again as the rows of a table.

An empty cell leaves no trace in such a run. Of all ways to lay the cells under the columns the one is taken that suits
best: what a column holds counts for it, what it would lack against it.
"""

import re
from dataclasses import dataclass

from data.reading.characters import Clean
from data.reading.columns import IS_LABEL, Column, columns_of
from data.reading.figures import is_figure, unit_in
from data.reading.heading import Heading
from data.reading.lines import NOTHING, Box
from data.reading.vocabulary import any_of

ATTRIBUTE = re.compile(r"^[(\[]?(?:预期性?|约束性?|指导性?|引导性?|导向性?)(?:指标)?[)\]]?$")
NUMBERED = re.compile(r"^[一二三四五六七八九十]{1,3}、|^\([一二三四五六七八九十]{1,3}\)")
# 5岁以下儿童死亡率, 5G基站数: a name, though a number begins it
NAME = re.compile(rf"[\u4e00-\u9fff](?:{any_of('measure')}|[率数量额值比度力])(?:\([^()]*\))?$")
ITEM = re.compile(r"^\(?\d{1,2}[)、.．]\s*(?=[^\d\s])")
BLANK = ("—", "——", "-", "/", "～")
LABEL_HEAD = re.compile(IS_LABEL)
BARE_YEAR = re.compile(r"^(?:19|20)\d\d年?$")
# a caption, a sentence, a title stand above a head and are none
NO_HEAD = re.compile(r"。|^(?:专栏|附?表|附件|图)\s*[\d一二三四五六七八九十]|^[一二三四五六七八九十]{1,3}、|\d、")
FIRST = ("number", "section", "label")
MOST_COLUMNS = 12
NEVER = -1e9
# what it costs that a column has no cell in a row
LACKS = {"label": 8.0, "unit": 3.0, "value": 2.0, "attribute": 1.5, "number": 1.0, "office": 1.0}
SECTION_ROW, REST = -1, -2


@dataclass(frozen=True)
class Head:
    """The head of a table in a run: its columns, how many cells it takes, and their words."""

    columns: list[Column]
    length: int
    words: list[str]


def _suits(text: str, column: Column) -> float:
    """How well a cell stands in a column; NEVER where it cannot."""
    kind = column.kind
    if kind == "number":
        return 2.0 if re.fullmatch(r"\(?\d{1,3}[.、)]?", text) else 0.5 if text.startswith("其中") else NEVER
    if kind == "unit":
        return (
            2.0 if unit_in(text) else 0.5 if text in BLANK else -0.5 if len(text) < 9 and not is_figure(text) else NEVER
        )
    if kind == "attribute":
        return 2.5 if ATTRIBUTE.match(text) else 0.0 if text in BLANK else NEVER
    if kind == "value":
        if ATTRIBUTE.match(text) or NUMBERED.match(text) or re.match(r"\d{1,2}[.、]\D", text):
            return NEVER
        if is_figure(text) and not NAME.search(text) and not ITEM.match(text):
            # a total stands best where totals stand
            return 2.0 + (0.3 if column.moves and re.match(r"[\[{]", text) else 0.0)
        # the end of a name, with its unit
        if re.search(r"[\u4e00-\u9fff]\([^()\d]{1,8}\)$", text):
            return NEVER
        return -0.2 if len(text) <= 16 and not unit_in(text) else -1.5 if len(text) <= 30 else NEVER
    if kind == "deadline":
        return 1.5 if re.search(r"(?:19|20)\d\d", text) else 0.2 if not is_figure(text) else NEVER
    is_words = bool(re.search(r"[\u4e00-\u9fffA-Za-z]", text)) and not ATTRIBUTE.match(text)
    is_words = is_words and (not is_figure(text) or bool(NAME.search(text) or ITEM.match(text)))
    if not is_words or (NUMBERED.match(text) and kind != "section"):
        return NEVER
    if kind == "label":
        return 1.0 if len(text) < 60 and not unit_in(text) else -1.0
    if kind == "section":
        return 1.2 if NUMBERED.match(text) else 0.2 if len(text) < 16 else NEVER
    return 0.4


def heads_at(boxes: list[Box], at: int, heading: Heading) -> list[Head]:
    """The heads that may begin at a position of a run, of every width; a line of bare years may follow."""
    found = []
    texts = [box.text for box in boxes[at : at + 2 * MOST_COLUMNS]]
    for width in range(2, MOST_COLUMNS + 1):
        words = texts[:width]
        if len(words) < width or any(len(word) > 24 or NO_HEAD.search(word) for word in words):
            break
        if not any(LABEL_HEAD.match(word) for word in words):
            continue
        length, written = width, words
        columns = columns_of(words, heading)
        values = [i for i, column in enumerate(columns or []) if column.kind == "value"]
        years = texts[width : width + len(values)]
        is_open = columns and not any(re.search(r"\d{4}", words[i]) for i in values)
        if is_open and years and all(BARE_YEAR.match(year) for year in years):
            length += len(years)
            written = [word + (years[values.index(i)] if i in values else "") for i, word in enumerate(words)]
            columns = columns_of(written, heading)
        if columns and columns[0].kind in FIRST and all(column.kind != "other" for column in columns):
            found.append(Head(columns, length, texts[:length]))
    return found


def _lack(columns: list[Column]) -> list[float]:
    """What it costs to leave a column out; what a row starts from is lacking sooner than what it promises."""
    costs = []
    for column in columns:
        cost = LACKS.get(column.kind, 0.3)
        if column.kind == "value" and (column.role == "baseline" or column.moves):
            cost -= 0.6
        costs.append(cost)
    return costs


def laid_out(boxes: list[Box], columns: list[Column], has_rests: bool) -> tuple[list[tuple[Box, ...]], int, float]:
    """The rows of a run of cells, names of sections among them, how many cells they take, and how well they suit.

    `has_rests` says that blanks divide the cells, so that a name may stand in several of them.
    """
    if not boxes:
        return [], 0, 0.0
    width, lack = len(columns), _lack(columns)
    upto = [sum(lack[:i]) for i in range(width + 1)]
    label = max((i for i, column in enumerate(columns) if column.kind == "label"), default=0)
    ways: list[dict[int, tuple[float, int]]] = []
    for i, box in enumerate(boxes):
        before = ways[-1] if ways else {SECTION_ROW: (0.0, SECTION_ROW)}
        # the best way to have ended a row before this cell
        ended = max(
            (
                (worth - (upto[width] - upto[place + 1] if place >= 0 else 0.0), place)
                for place, (worth, _) in before.items()
            ),
        )
        now: dict[int, tuple[float, int]] = {}
        for c, column in enumerate(columns):
            suits = _suits(box.text, column)
            if suits == NEVER:
                continue
            best = (ended[0] - upto[c], ended[1])
            for place, (worth, _) in before.items():
                inside = place if place >= 0 else label if place == REST else None
                if inside is not None and inside < c:
                    best = max(best, (worth - (upto[c] - upto[inside + 1]), place))
            now[c] = (best[0] + suits, best[1])
        if not is_figure(box.text) and len(box.text) < 30:
            now[SECTION_ROW] = (ended[0] + (1.5 if NUMBERED.match(box.text) else -1.2), ended[1])
        if has_rests and not is_figure(box.text) and not ATTRIBUTE.match(box.text) and not unit_in(box.text):
            held = max((before[place] for place in (label, REST) if place in before), default=None)
            if held:
                now[REST] = (held[0] - 0.6, label if before.get(label) == held else REST)
        if not now:
            boxes = boxes[:i]
            break
        ways.append(now)
    return _rows(boxes[: len(ways)], ways, columns, upto)


def _rows(
    boxes: list[Box], ways: list[dict[int, tuple[float, int]]], columns: list[Column], upto: list[float]
) -> tuple[list[tuple[Box, ...]], int, float]:
    """The rows of the best way, from its last cell back; what follows the last row of figures is left."""
    if not ways:
        return [], 0, 0.0
    width = len(columns)
    last = {
        place: worth - (upto[width] - upto[place + 1] if place >= 0 else 0.0) for place, (worth, _) in ways[-1].items()
    }
    place = max(last, key=lambda one: last[one])
    path = []
    for now in reversed(ways):
        path.append(place)
        place = now[place][1]
    path.reverse()
    rows: list[list[Box]] = []
    starts: list[int] = []
    previous = width
    for i, (box, place) in enumerate(zip(boxes, path, strict=True)):
        if place == SECTION_ROW:
            rows.append([box])
            starts.append(i)
            previous = width
        elif place == REST:
            at = max(c for c, column in enumerate(columns) if column.kind == "label")
            rows[-1][at] = _glued([rows[-1][at], box])
            previous = at
        else:
            if place <= previous:
                rows.append([NOTHING] * width)
                starts.append(i)
            rows[-1][place] = box
            previous = place
    values = [c for c, column in enumerate(columns) if column.kind == "value"]
    ends = [*starts[1:], len(boxes)]
    whole = [
        n
        for n, row in enumerate(rows)
        if len(row) == width
        and (any(is_figure(row[c].text) for c in values if row[c].text) or all(b.text for b in row))
    ]
    if not whole:
        return [], 0, 0.0
    kept = whole[-1] + 1
    return [tuple(row) for row in rows[:kept]], ends[kept - 1], max(last.values()) / len(boxes)


def _glued(boxes: list[Box]) -> Box:
    """Words that a blank divided, as the one cell that they are."""
    text = "".join(box.text for box in boxes)
    return Box(Clean(text, tuple(range(len(text)))), " ".join(box.printed for box in boxes), boxes[0].start)
