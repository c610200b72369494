"""Indicator tables: the cells of a grid under a base, a target or a result become candidates."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from data.reading.candidates import Candidate
from data.reading.columns import IS_LABEL, Column, columns_of
from data.reading.figures import Figure, figures, is_figure, unit_in
from data.reading.heading import Heading
from data.reading.lines import NOTHING, Box, Grid, tidy
from data.reading.meanings import Row, basis_of, form_of, unit_of
from data.reading.table_bases import with_bases

ROW_NO = re.compile(r"^\(?(\d{1,3})\)?[.、．)]?\s*(?=[^\d.%]|$)")
CAPTION = re.compile(r"(?:专栏|附表|表)\s*(\d{1,3}|[一二三四五六七八九十]{1,3})")
SECTION_NO = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]+[类部])"
)
ATTRIBUTES = {"约束": "binding", "预期": "expected"}
# a head: a year and words of time or purpose, no other number
IS_YEAR = re.compile(r"^[^\d]*(?:19|20)\d\d年?[^\d]*$")
MARK = re.compile(r"[*＊△▲#①②③④⑤¹²³⁴]+$")
DATED = re.compile(r"\((20\d\d)年(?:数据?|值)?\)$")


@dataclass(frozen=True)
class Setting:
    """What stands around a table: its number, its place in the document, the unit of its caption, its heading, and
    the years that its notes give to marks (* is 2024).
    """

    heading: Heading
    number: str = ""
    name: str = ""
    unit: str = ""
    index: int = 0
    marks: Mapping[str, int] = field(default_factory=dict)


@dataclass
class Reading:
    """How far a table was read: the columns, the section, the last row number, the rows of figures."""

    columns: list[Column]
    section: str = ""
    row_no: str = ""
    unit: str = ""
    count: int = 0
    is_loose: bool = False
    candidates: list[Candidate] = field(default_factory=list)


def _distinct(row: tuple[Box, ...]) -> list[Box]:
    seen: dict[int, Box] = {id(box): box for box in row if box.text}
    return list(seen.values())


def head_of(grid: Grid, heading: Heading) -> tuple[list[Column], int] | None:
    """The columns of a grid and the row at which its figures begin, or none where it is no table of indicators.

    A head may stand over several lines: their words are put together column by column.
    """
    for top in range(min(6, len(grid.rows))):
        if len(_distinct(grid.rows[top])) < 2:
            continue
        for depth in (3, 2, 1):
            rows = grid.rows[top : top + depth]
            if len(rows) < depth or any(len(_distinct(row)) < 2 for row in rows[:1]):
                continue
            if any(_holds_figures(row) or _is_said(row) for row in rows) or any(
                len(_distinct(row)) < 2 for row in rows[1:]
            ):
                continue
            width = max(len(row) for row in grid.rows)
            columns = columns_of([_head(rows, c) for c in range(width)], heading)
            if columns and not _names_a_row(rows):
                return columns, top + depth
        if _holds_figures(grid.rows[top]):
            return None
    return None


def _head(rows: tuple[tuple[Box, ...], ...], c: int) -> str:
    words: dict[int, str] = {}
    for row in rows:
        if c < len(row):
            words[id(row[c])] = row[c].text
    return "".join(words.values())


def _names_a_row(rows: tuple[tuple[Box, ...], ...]) -> bool:
    """Whether the lower lines of a head name an indicator under 指标: they are rows whose figures are words."""
    return any(
        box.text and box is not above and not re.match(IS_LABEL, box.text)
        for row in rows[1:]
        for above, box in zip(rows[0], row, strict=False)
        if re.match(IS_LABEL, above.text)
    )


def _is_said(row: tuple[Box, ...]) -> bool:
    """Whether a cell of a row is a sentence: no row of a head."""
    return any(len(box.text) > 40 or re.search(r"[。；]", box.text) for box in row)


def _holds_figures(row: tuple[Box, ...]) -> bool:
    texts = [box.text for box in row[1:] if box is not NOTHING]
    return any(is_figure(text) for text in texts if text and not IS_YEAR.search(text))


def holds_text(grid: Grid, heading: Heading) -> bool:
    """Whether a table holds sentences (a 专栏 of projects, tasks with their offices) and no columns of figures."""
    figured = sum(any(len(box.text) < 13 and is_figure(box.text) for box in row[1:] if box.text) for row in grid.rows)
    is_said = any(len(box.text) > 14 and re.search(r"[，。；、]", box.text) for row in grid.rows for box in row)
    return is_said and figured * 2 < len(grid.rows) and head_of(grid, heading) is None


def halves(grid: Grid) -> list[Grid]:
    """A table that is printed in two halves side by side, as the two that it is; any other alone."""
    width = max(len(row) for row in grid.rows)
    half = width // 2
    for row in grid.rows[:3]:
        heads = [box.text for box in row]
        if (
            width % 2 == 0
            and half > 1
            and len(heads) == width
            and heads[:half] == heads[half:]
            and len(set(heads)) == half
        ):
            left, right = (tuple(row[at : at + half] for row in grid.rows) for at in (0, half))
            return [replace(grid, rows=left), replace(grid, rows=tuple(row for row in right if row))]
    return [grid]


def read_table(
    grid: Grid, setting: Setting, columns: list[Column] | None = None
) -> tuple[list[Candidate], list[Column]]:
    """The candidates of a grid, in the order of its cells, and its columns; none of either for another table.

    `columns` are those of the table before, for a grid that goes on without a head of its own.
    """
    found = head_of(grid, setting.heading)
    if found is None:
        width = max(len(row) for row in grid.rows)
        if columns is None or len(columns) != width or not any(map(_holds_figures, grid.rows)):
            return [], []
        found = columns, 0
    reading = Reading(found[0], is_loose=grid.is_loose)
    heads = [box.text for row in grid.rows[: found[1]] for box in row]
    unit = setting.unit or next((u for head in heads if (u := unit_said(head))), "")
    setting = replace(setting, unit=unit)
    for row in _mended(grid.rows[found[1] :], found[0]):
        _read_row(row, reading, setting)
    return with_bases(reading.candidates), found[0]


def _mended(rows: tuple[tuple[Box, ...], ...], columns: list[Column]) -> Iterator[tuple[Box, ...]]:
    """The rows of a table: one that a page's end broke made whole, repeated heads left out."""
    held: tuple[Box, ...] | None = None
    for row in rows:
        if columns_like(row, columns):
            continue
        if held is not None and _is_rest(held, row, columns):
            held = tuple(_glued(above, below) for above, below in zip(held, row, strict=True))
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def columns_like(row: tuple[Box, ...], columns: list[Column]) -> bool:
    """Whether a row repeats the head: its label cell says 指标 and no cell holds a figure."""
    labels = [box.text for box, column in zip(row, columns, strict=False) if column.kind == "label"]
    return (
        bool(labels)
        and bool(re.fullmatch(r"(?:主要|具体)?(?:指标|项目)(?:名称)?", labels[0]))
        and not _holds_figures(row)
    )


def _is_rest(held: tuple[Box, ...], row: tuple[Box, ...], columns: list[Column]) -> bool:
    """Whether a row is the lower half of the one above: no number of its own, and words that end what was open."""
    if len(held) != len(row) or len(row) != len(columns) or len(_distinct(held)) < 2:
        return False
    kinds = [column.kind for column in columns]
    filled = [kind for box, kind in zip(row, kinds, strict=True) if box.text]
    if not filled or set(filled) - {"label", "section", "note", "unit", "office"} or "label" not in filled:
        return False
    label = next(box.text for box, kind in zip(row, kinds, strict=True) if kind == "label")
    above = next(box.text for box, kind in zip(held, kinds, strict=True) if kind == "label")
    has_numbers = "number" in kinds
    if SECTION_NO.match(label) or ROW_NO.match(label) or "其中" in label or (len(filled) == 1 and not has_numbers):
        # the bracket that was open is closed, or the unit that the name above lacks comes with its end
        brings_unit = bool(unit_of_label(label)) and not unit_of_label(above) and not ROW_NO.match(label)
        return (above.count("(") > above.count(")") or brings_unit) and not SECTION_NO.match(label)
    section = next((box.text for box, kind in zip(row, kinds, strict=True) if kind == "section"), "")
    return not section and (len(label) <= 8 or above.count("(") > above.count(")") or label.startswith("("))


def _glued(above: Box, below: Box) -> Box:
    if not below.text or above is below:
        return above
    origin = above.clean.origin + below.clean.origin
    whole = type(above.clean)(above.text + below.text, origin)
    return Box(
        whole,
        f"{above.printed}\n{below.printed}" if above.text else below.printed,
        above.start if above.text else below.start,
    )


def unit_said(text: str) -> str:
    """The unit of a whole table: 单位：万人 in its caption."""
    found = re.search(r"单位[::]?\(?([^\s()，。]{1,8})\)?", text)
    return unit_in(found[1]) if found else ""


def _read_row(row: tuple[Box, ...], reading: Reading, setting: Setting) -> None:
    columns = reading.columns
    cells = {column.kind: box for box, column in zip(row, columns, strict=False) if column.kind != "value"}
    values = [(box, column) for box, column in zip(row, columns, strict=False) if column.kind == "value"]
    distinct = _distinct(row)
    if not distinct:
        return
    words = distinct[0].text
    if len(distinct) == 1 or not any(box.text for box, _ in values):
        if not re.match(r"^(?:注|备注|说明|资料来源|数据来源)", words):
            reading.section = (cells.get("label") or distinct[0]).text or words
            if cells.get("section") and cells["section"].text:
                reading.section = cells["section"].text
        return
    if re.match(r"^(?:注|备注)[:：1-9]", words) and len(distinct) <= 2:
        return
    label_box = cells.get("label") or NOTHING
    number, label, start = _numbered(cells.get("number") or NOTHING, label_box)
    if not label:
        return
    if cells.get("section") and cells["section"].text:
        # a name over both columns belongs to no section
        reading.section = "" if cells["section"] is label_box else cells["section"].text
    reading.count += 1
    reading.row_no = number or _unnumbered(label, reading)
    frame = _frame(label_box, label, start, cells, reading, setting)
    moving = [
        box for box, column in values if column.moves and not (column.moves == "total" and column.role == "actual")
    ]
    has_move = any(figure.value is not None for box in moving for figure in figures(box.text))
    meant = Row(label_box.text[start:], frame.unit, has_move)
    if reading.is_loose and any(box is NOTHING for box, _ in values):
        frame = replace(frame, doubt=(*frame.doubt, "loose"))
    seen: set[int] = set()
    for box, column in values:
        if box.text and id(box) not in seen:
            seen.add(id(box))
            column = _dated(box, _until(column, cells, setting), setting)
            reading.candidates += _cell(box, column, frame, meant, setting)


def _until(column: Column, cells: dict[str, Box], setting: Setting) -> Column:
    """The column with the year that the row gives its aim: 完成时限 2027年底."""
    found = re.search(r"(20\d\d)年", cells["deadline"].text) if "deadline" in cells else None
    if found is None or column.role != "target":
        return column
    return replace(column, year=int(found[1]), first=setting.heading.now)


def _dated(box: Box, column: Column, setting: Setting) -> Column:
    """The column with another year, where the cell says one itself: 21（2024年）, or 79.0* with a note on *."""
    dated = DATED.search(box.text)
    mark = MARK.search(box.printed.strip())
    year = int(dated[1]) if dated else setting.marks.get(mark[0]) if mark else None
    return replace(column, year=year, first=None) if year and figures(box.text) else column


def _numbered(number: Box, label: Box) -> tuple[str, str, int]:
    """Row number, the words of the label as printed, and where they begin in the label's cell."""
    found = ROW_NO.match(label.text)
    inside = found[1] if found and found.end() < len(label.text) and re.search(r"[.、．)\s]", found[0]) else ""
    start = found.end() if found and inside else 0
    printed = label.printed[label.clean.printed(start, len(label.text))[0] :] if label.text else ""
    own = re.sub(r"\D", "", number.text) if re.fullmatch(r"\(?\d{1,3}\)?[.、]?", number.text) else ""
    return own or inside, tidy(printed), start


def _unnumbered(label: str, reading: Reading) -> str:
    """9a for the first row without a number under the ninth, 9b for the next; a count where none has a number."""
    last = re.match(r"(\d+)([a-z]?)$", reading.row_no)
    has_numbers = any(column.kind == "number" for column in reading.columns) or "a" in reading.row_no
    if last and (re.match(r"[\s—\-]*其中|[\s]*(?:#|①|②)", label) or has_numbers):
        return last[1] + (chr(ord(last[2]) + 1) if last[2] else "a")
    return str(int(last[1]) + 1) if last else "1"


def _frame(box: Box, label: str, start: int, cells: dict[str, Box], reading: Reading, setting: Setting) -> Candidate:
    """What all figures of a row have in common."""
    words = box.text[start:]
    unit_box = cells.get("unit") or NOTHING
    unit = (
        unit_in(unit_box.text)
        or unit_of_label(words)
        or (unit_box.text if unit_box.text not in ("—", "-", "/", "——") else "")
    )
    doubts: tuple[str, ...] = ()
    if unit:
        reading.unit = unit
    elif re.match(r"[\s—\-#]*其中", words) and not setting.unit:
        # a part is counted as the whole above it
        unit, doubts = reading.unit, ("unit_inferred",) if reading.unit else ()
    said = (cells.get("attribute") or NOTHING).text + words[-8:]
    attribute = next((token for word, token in ATTRIBUTES.items() if word in said), "")
    named = setting.name or f"表{setting.index + 1}"
    return Candidate(
        place="table",
        table_no=setting.number or str(setting.index + 1),
        section=reading.section,
        row_no=reading.row_no,
        label_raw=label,
        unit=unit or setting.unit,
        attribute=attribute,
        locator=f"{named} 第{reading.row_no}行",
        responsible=(cells.get("office") or NOTHING).text,
        table=setting.index,
        doubt=doubts,
    )


def unit_of_label(label: str) -> str:
    """The unit in the last bracket of a label, or behind its last comma or stroke."""
    for inside in reversed(re.findall(r"[(\[]([^()\[\]]+)[)\]]", label)):
        said = inside.removeprefix("单位").lstrip(":，")
        for part in (said, *re.split(r"[，；、]", said)):
            if unit_in(part):
                return unit_in(part)
        # one character alone behind the name is a unit, be it one that nobody has listed
        if re.fullmatch(r"[\u4e00-\u9fff]", said) and label.endswith(("(" + said + ")", "[" + said + "]")):
            return str(said)
    found = re.search(r"[，/:]((?:万|亿)?[^，/:\d]{1,5})$", label)
    return unit_in(found[1]) if found else ""


def _cell(box: Box, column: Column, frame: Candidate, row: Row, setting: Setting) -> Iterator[Candidate]:
    """The candidates of one cell."""
    for figure in figures(box.text):
        first, last = box.clean.printed(figure.start, figure.end)
        printed = box.printed if not figure.part and len(figures(box.text)) == 1 else box.printed[first:last]
        label = f"{frame.label_raw}：{figure.part}" if figure.part else frame.label_raw
        unit = "%" if column.role == "completion_rate" else unit_of(figure, column, row)
        basis, years = basis_of(figure, column, row, setting.heading)
        yield replace(
            frame,
            label_raw=label,
            unit=unit,
            role=column.role,
            year_from=years[0],
            year_to=years[1],
            doubt=frame.doubt + column.doubts + _doubts(figure, row, unit, box, setting),
            value_raw=tidy(printed),
            value=figure.value,
            value_high=figure.high,
            comparator=figure.comparator,
            basis=basis,
            target_form=form_of(figure, column, row),
            start=box.start + first,
            end=box.start + last,
        )


def _doubts(figure: Figure, row: Row, unit: str, box: Box, setting: Setting) -> tuple[str, ...]:
    """What the cell itself leaves open."""
    doubts = []
    if figure.note:
        doubts.append(figure.note)
    if unit and not row.unit and not figure.unit and figure.value is not None:
        doubts.append("unit_inferred")
    if row.is_decline and figure.value is not None:
        doubts.append("change")
    mark = MARK.search(box.printed.strip())
    if mark and mark[0] not in setting.marks and figure.value is not None:
        doubts.append("marked")
    if figure.has_more:
        doubts.append("more_words")
    if len(figures(box.text)) > 1:
        doubts.append("several")
    return tuple(doubts)
