"""From a document to candidates, and from candidates to the CSV of `python -m data extract`."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from data import store
from data.reading.candidates import COLUMNS, Candidate, plain
from data.reading.characters import is_spoken
from data.reading.columns import Column
from data.reading.document import Document
from data.reading.doubts import doubted
from data.reading.formats import Advance, document_of, tell_nobody
from data.reading.gathering import gathered
from data.reading.heading import Heading, heading_of, heading_of_table
from data.reading.lines import Grid, Line, Part, lines_in, parts_of, texts
from data.reading.matching import Matcher, Name
from data.reading.outline import Passage, arabic, passages
from data.reading.promises import read_passages
from data.reading.refusal import Unreadable, say
from data.reading.tables import CAPTION, Setting, halves, head_of, holds_text, read_table, unit_said


@dataclass(frozen=True)
class Reading:
    """What was read of a document: its text, its heading, its candidates in order, and what could not be read."""

    document: Document
    heading: Heading
    candidates: tuple[Candidate, ...]


# the note of a table on figures with a mark: 带*的为2024年数据
MARKED = re.compile(
    r"([*△▲#①②③④⑤¹²³⁴])”?(?:号|标记|符号)?(?:的|者|处)?(?:指标|数据|数值|数)?(?:为|是|系|表示|指)[^。；\d]{0,6}(20\d\d)年"
)
NAMES = """
    select indicator_id, name, any_value(unit), any_value(measure)
    from (
        select indicator_id, unnest([name_zh, short_zh]) as name, unit, measure from indicators
        union all by name
        select indicator_id, label_raw as name, i.unit, measure from facts join indicators i using (indicator_id)
        union all by name
        select indicator_id, label as name, i.unit, measure from labels join indicators i using (indicator_id)
    )
    group by all order by all
"""


def names(folder: Path | None = None) -> list[Name]:
    """The names by which the ledger knows its indicators: the catalogue's, those that its facts print, and those that
    somebody accepted.
    """
    with store.reading(folder) as ledger:
        return [Name(*row) for row in ledger.execute(NAMES).fetchall()]


def read(content: bytes, name: str, known: list[Name] | None = None, advance: Advance = tell_nobody) -> Reading:
    """Read a file into candidates, matched to the indicators of `known` names, each with its doubts.

    `advance` is told page and pages of a file that has pages. Raises Unreadable, with a sentence, where the file
    gives none.
    """
    document = document_of(content, name, advance)
    parts = parts_of(document)
    words = texts(parts)
    heading = heading_of(words)
    parts = gathered(parts, heading)
    found: list[Candidate] = []
    running: list[Passage] = []
    columns: list[Column] | None = None
    marks = {found[1]: int(found[2]) for found in MARKED.finditer("\n".join(words))}
    index = 0
    spoken = is_spoken(document.text)
    parts = [piece for part in parts for piece in _pieces(part, heading, spoken)]
    for item in passages(parts, heading):
        if isinstance(item, Passage):
            running.append(item)
            continue
        grid, place, above = item
        own = heading_of_table(heading, _captions(grid, above))
        setting = replace(_setting(grid, own, above, place.box, index), marks=marks)
        read_now, held = read_table(grid, setting, columns)
        columns = held or None
        if read_now:
            found += [replace(one, page=grid.page) for one in read_now]
            index += 1
    found += read_passages(running, heading)
    found.sort(key=lambda one: one.start)
    if not found:
        raise Unreadable("no_figures", lines=len(parts))
    found = [replace(one, doubt=(*one.doubt, "from_picture")) if one.page in document.scanned else one for one in found]
    matcher = Matcher(known or [])
    found = doubted([matcher.matched(one) for one in found], matcher, "\n".join(words))
    return Reading(document, heading, tuple(found))


def _pieces(part: Part, heading: Heading, spoken: bool) -> Sequence[Part]:
    """A table as its halves, where it stands in two; as lines of text where it holds sentences and no indicators."""
    if isinstance(part, Line):
        return [part]
    if holds_text(part, heading):
        return lines_in(part, spoken)
    return halves(part)


def _captions(grid: Grid, above: str) -> list[str]:
    """The lines that stand over a table: the one before it, and rows of one cell at its top."""
    tops = [{box.text for box in row if box.text} for row in grid.rows[:3]]
    found = (above, *(next(iter(top)) for top in tops if len(top) == 1))
    return [text for text in found if len(text) < 60 and "。" not in text and re.search(r"指标|表|专栏|情况", text)]


def _setting(grid: Grid, heading: Heading, above: str, box: str, index: int) -> Setting:
    """Number, name and unit that stand in the first row of a table or in the line above it."""
    head = head_of(grid, heading)
    top = [cell.text for row in grid.rows[: head[1] if head else 1] for cell in row]
    said = [*top, above]
    named = next((found for text in said if len(text) < 60 and (found := CAPTION.search(text))), None)
    unit = next((unit for text in said if (unit := unit_said(text))), "")
    number = arabic(named[1]) if named else box
    name = named[0].replace(named[1], "") + number if named else ""
    return Setting(heading, number, name.replace(" ", ""), unit, index)


def write(reading: Reading, out: TextIO, language: str = "zh") -> None:
    """Write the candidates as CSV, with their doubts in words."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in reading.candidates:
        said = replace(one, doubt=tuple(say(token, language) for token in one.doubt))
        rows.writerow([plain(getattr(said, column)) for column in COLUMNS])
