"""The rows of facts that figures of a document give: ids, places, bases and evidence, by rule.

Printed tables (data/results/printed_table.py) and reviewed documents (data/reviewing/taking.py) make them here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.reading.candidates import Candidate, plain
from data.reading.natures import is_yearly
from data.reading.outline import arabic
from data.shape import CONTROL

OPENING = "[［〔〖【({（｛﹝"
# words that say themselves that a figure is a total of its years
ADDS = re.compile(r"累计|新增|新引进|新建|新培[养育]|期间|全年|年内|年度|五年|完成")
STANDS = re.compile(r"(?:19|20)\d\d年|末|底")
REFERENCE = re.compile(r"[较比]\D{0,3}((?:19|20)\d\d)\s*年")
NUMERAL = "[一二三四五六七八九十]{1,3}"
HEADS = re.compile(
    rf"(?:^|\s)(?:第({NUMERAL})[章篇编部分节]+|({NUMERAL})、|[（(]({NUMERAL})[）)]|(\d{{1,2}})[.．、]|[（(](\d{{1,2}})[）)])"
)
MOST_EVIDENCE = 40
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Taken:
    """A figure that is to be a fact: its candidate as it was accepted, and what a person says of it.

    number: of the candidate. supersedes: the fact of which this is a later printing, with change_kind.
    """

    candidate: Candidate
    number: int = -1
    note: str = ""
    supersedes: str = ""
    change_kind: str = ""


@dataclass(frozen=True)
class Source:
    """What the document says of all its facts; now: the first year that it plans for."""

    document_id: str
    region_id: str
    reliability: str = "A"
    now: int | None = None


@dataclass
class _Places:
    """Which numbers of tables and rows are given already."""

    tables: dict[tuple[str, int, str], str] = field(default_factory=dict)
    rows: dict[tuple[str, str, str], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    cells: set[tuple[str, ...]] = field(default_factory=set)

    def table_no(self, one: Candidate) -> str:
        """The printed number of a table or box; of two that print the same, or none, the later has the next free."""
        key = (one.place, one.table, one.table_no)
        if key not in self.tables:
            given = {number for (place, _, _), number in self.tables.items() if place == one.place}
            number = one.table_no.lstrip("0") if one.table_no.isdecimal() else ""
            free = (str(n) for n in range(1, 30_000) if str(n) not in given)
            self.tables[key] = number if number and number not in given and int(number) < 30_000 else next(free)
        return self.tables[key]

    def row_no(self, one: Candidate, table_no: str) -> str:
        """The printed number of a row; where another row has it, or none is printed, one of its own.

        The items of a box may hold several figures: 1, 1a, 1b.
        """
        printed = one.row_no or "0"
        name = one.label_raw.split("：")[0] if one.place == "table" else one.label_raw + one.value_raw
        known = self.rows.setdefault((one.place + table_no, printed, ""), name)
        if known == name:
            return printed
        letters = (letter for letter in _letters() if self._is_free((one.place + table_no, printed, letter), name))
        return printed + next(letters)

    def _is_free(self, key: tuple[str, str, str], name: str) -> bool:
        return self.rows.setdefault(key, name) == name

    def number_in(self, chapter: str) -> str:
        """The number of the next figure of a chapter's text."""
        self.counts[chapter] = self.counts.get(chapter, 0) + 1
        return str(self.counts[chapter])


def _letters() -> Iterable[str]:
    yield from LETTERS
    yield from (first + second for first in LETTERS for second in LETTERS)
    yield from (str(n) for n in range(1, 30_000))


def chapter_of(section: str) -> str:
    """三、… （六）… as 3.6; empty for headings without numbers."""
    numbers = [arabic(next(filter(None, found.groups()))) for found in HEADS.finditer(section)]
    return ".".join(number for number in numbers if number.isdecimal())


def facts_of(taken: Iterable[Taken], source: Source) -> list[dict[str, str]]:
    """The rows of facts/<document_id>.csv, in order. A candidate has an indicator, a unit, years and a basis."""
    places = _Places()
    return [_fact(one, source, places) for one in taken]


def _fact(taken: Taken, source: Source, places: _Places) -> dict[str, str]:
    one = taken.candidate
    is_table, is_text = one.place == "table", one.place not in ("table", "box")
    chapter = "" if is_table else chapter_of(one.section)
    table_no = "" if is_text else places.table_no(one)
    row_no = places.number_in(chapter) if is_text else places.row_no(one, table_no)
    place = "text" if is_text else one.place
    fact = {
        "fact_id": f"{source.document_id}.{place}{chapter if is_text else table_no}-{row_no}.{one.role}",
        "document_id": source.document_id,
        "region_id": source.region_id,
        "indicator_id": one.indicator_id,
        "role": one.role,
        "place": place,
        "table_no": table_no,
        "row_no": row_no,
        "chapter": chapter,
        "responsible": one.responsible,
        "locator": one.locator or "正文",
        "label_raw": one.label_raw,
        "value_raw": figure_of(one),
        "value": plain(one.value),
        "value_high": plain(one.value_high),
        "comparator": "" if one.value is None else one.comparator or "eq",
        "unit": one.unit,
        "year_from": plain(one.year_from or one.year_to),
        "year_to": plain(one.year_to),
        "through_month": "12",
        "basis": one.basis,
        "basis_source": basis_source(one),
        "attribute": one.attribute,
        "modality": (one.modality or ("" if is_table else "commitment")) if one.role == "target" else "",
        **_form(one, source),
        "data_status": "estimate" if "expected" in one.doubt else "final",
        "evidence": "" if is_table else evidence(one),
        "note": taken.note,
        "reliability": source.reliability,
        "supersedes": taken.supersedes,
        "change_kind": taken.change_kind,
    }
    return _alone({column: tidy(text) for column, text in fact.items()}, places)


def figure_of(one: Candidate) -> str:
    """The figure as printed, without its unit at the end, which has a column of its own: 197万人 is 197."""
    bare = one.value_raw.removesuffix(one.unit).rstrip()
    is_figure = bare[-1:].isdigit() or bare[-1:] in tuple("])〕）〉】}")
    return bare if one.unit and is_figure else one.value_raw


def tidy(text: str) -> str:
    """A text on one line, without what no cell may hold."""
    return " ".join(CONTROL.sub("", text).split())


def _alone(fact: dict[str, str], places: _Places) -> dict[str, str]:
    """The fact with an id and a place that no other has: the year sets columns of one role apart."""
    stem = fact["fact_id"]
    for ending in ("", f".{fact['year_to']}", *(f".{n}" for n in range(2, 10_000))):
        if stem + ending not in places.ids:
            break
    places.ids.add(stem + ending)
    columns = ("place", "label_raw", "role", "year_from", "year_to", "value_raw")
    locator, count = fact["locator"], 1
    while (cell := (locator, *(fact[column] for column in columns))) in places.cells:
        count += 1
        locator = f"{fact['locator']}（第{count}处）"
    places.cells.add(cell)
    return {**fact, "fact_id": stem + ending, "locator": locator}


def basis_source(one: Candidate) -> str:
    """Whether the basis is printed with the figure, or inferred by the reader."""
    if one.place == "table":
        is_said = one.value_raw[:1] in OPENING or (one.basis == "each_year" and is_yearly(one.label_raw))
        return "printed" if is_said else "inferred"
    if "basis_inferred" in one.doubt or one.value is None:
        return "inferred"
    says = {"total": ADDS, "at_end": STANDS, "each_year": re.compile("每年|年度|均"), "average": re.compile("均")}
    return "printed" if one.basis in says and says[one.basis].search(one.wording) else "inferred"


def _form(one: Candidate, source: Source) -> Mapping[str, str]:
    """How a target is put, and the year that a change starts from: the one that is printed, else the plan's base."""
    if one.role != "target":
        return {"target_form": "", "reference_year": ""}
    form = one.target_form
    if one.value is None and form not in ("words", "relative"):
        form = ""  # a printed blank
    return {"target_form": form, "reference_year": plain(reference_year(one, source.now)) if form == "change" else ""}


def reference_year(one: Candidate, now: int | None) -> int | None:
    """The year that a change starts from; None where nothing says it."""
    if one.reference_year:
        return one.reference_year
    printed = REFERENCE.search(one.wording) or REFERENCE.search(one.value_raw)
    if printed:
        return int(printed[1])
    return (now or one.year_from or one.year_to or 0) - 1 or None


def evidence(one: Candidate) -> str:
    """The phrase that carries a figure, at most 40 characters, with the figure in it."""
    at = one.wording.find(one.value_raw)
    begin = max(0, min(at, at + len(one.value_raw) - MOST_EVIDENCE)) if at + len(one.value_raw) > MOST_EVIDENCE else 0
    return one.wording[begin : begin + MOST_EVIDENCE]
