"""What is wrong with entries, or may be: each with its row, its cell and the mend, in words.

A fault must be mended. A doubt may stand once its row has a note. What is only told bars nothing. The figures that an
entry is set against come with its row, from SQL (data/wanted.sql).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from data.results.entered import Entry, Read, read
from data.results.likeness import Beside, doubts_of_figure
from data.results.said import say
from data.results.wanted import WantedResult, region_year_month

LANGUAGES = ("zh", "en")
# letters of a note: that of a fact is a caution, not a report
MOST_NOTE = 500
# told, and nothing to be done for the entry itself
TOLD = ("no_year_before", "not_published", "said_before")


@dataclass(frozen=True)
class Doubt:
    """One thing to look at in one row.

    key: of the row, empty for what concerns the whole. kind: token of data/results/words.csv. where: cell or row as the
    person knows it. blanks: what fills the sentence; those ending in _zh and _en are for their language. is_confirmed:
    a note stands beside it, or it is only told.
    """

    key: str
    kind: str
    is_fault: bool
    where: str = ""
    blanks: Mapping[str, object] = field(default_factory=dict)
    is_confirmed: bool = False

    def said(self, language: str = "zh") -> str:
        """Row or cell, what is doubted, and what to do, in one sentence."""
        given = {**self.blanks}
        own: dict[str, object] = {
            name.removesuffix(f"_{language}"): text for name, text in given.items() if name.endswith(f"_{language}")
        }
        where = ""
        if self.where:
            token = "cell.row" if self.where.isdigit() else "cell.printed"
            where = say(token, language, cell=self.where, row=self.where)
        return say(self.kind, language, **{**given, **own, "where": where})


def doubt_of(
    row: WantedResult, entry: Entry, kind: str, is_fault: bool = False, blanks: Mapping[str, object] | None = None
) -> Doubt:
    """A doubt or fault of one row, with what every sentence of one names."""
    told: dict[str, object] = {"name_zh": row.name_zh, "name_en": row.name_en, "unit": row.unit, "unit_en": row.unit_en}
    told |= {"printed": entry.printed.strip()[:60]} | dict(blanks or {})
    is_confirmed = not is_fault and (bool(entry.note.strip()) or kind in TOLD)
    return Doubt(row.key, kind, is_fault, entry.where, told, is_confirmed)


def doubts(entries: Iterable[Entry], rows: Iterable[WantedResult], today: date | None = None) -> list[Doubt]:
    """All faults and doubts of the entries, in the order of the rows; an empty list where all may be taken in.

    today: the day by which a month is over, else the present one.
    """
    wanted = {row.key: row for row in rows}
    found: list[Doubt] = []
    seen: dict[str, Entry] = {}
    for entry in entries:
        row = wanted.get(entry.key)
        if row is None:
            found.append(_unknown(entry, next(iter(wanted.values()), None)))
        elif entry.key in seen and entry.printed.strip():
            found.append(doubt_of(row, entry, "twice", True, {"other": seen[entry.key].where or row.name_zh}))
        else:
            seen[entry.key] = entry
            found += _of_row(entry, row, today or date.today())
    places = {key: place for place, key in enumerate(wanted)}
    return sorted(found, key=lambda doubt: places.get(doubt.key, -1))


def standing(found: Iterable[Doubt]) -> list[Doubt]:
    """What keeps entries from being taken in: faults, and doubts that no note confirms."""
    return [doubt for doubt in found if doubt.is_fault or not doubt.is_confirmed]


def _unknown(entry: Entry, any_row: WantedResult | None) -> Doubt:
    """An entry of a row that is not asked for: of another region, of another month, or of none."""
    said = region_year_month(entry.key)
    kind, blanks = "unknown_row", {"key": entry.key[:80]}
    if said and any_row:
        if said[0] != any_row.region_id:
            kind = "another_region"
            blanks = {"found": said[0], "asked_zh": any_row.region_zh, "asked_en": any_row.region_en}
        elif said[1:] != (any_row.year, any_row.through_month):
            kind = "another_year"
            asked = f"{any_row.year}-{any_row.through_month:02d}"
            blanks = {"found": f"{said[1]}-{said[2]:02d}", "asked": asked}
    return Doubt(entry.key, kind, True, entry.where, blanks)


def _of_row(entry: Entry, row: WantedResult, today: date) -> list[Doubt]:
    if len(entry.note) > MOST_NOTE:
        return [doubt_of(row, entry, "note_long", True, {"most": MOST_NOTE})]
    said = read(entry, row)
    if said.kind == "none":
        return [doubt_of(row, entry, said.fault, True)]
    if said.kind == "blank":
        return []
    if said.kind == "unpublished":
        return [doubt_of(row, entry, "not_published")]
    if (row.year, row.through_month) >= (today.year, today.month):
        return [doubt_of(row, entry, "not_over", True, {"month": f"{row.year}-{row.through_month:02d}"})]
    if is_said_before(said, row):
        return [doubt_of(row, entry, "said_before", blanks={"other": row.current_raw})]
    found = [_told(row, entry, kind, beside) for kind, beside in doubts_of_figure(said, row)]
    return [*found, *_of_ledger(entry, said, row)]


def _told(row: WantedResult, entry: Entry, kind: str, beside: Beside) -> Doubt:
    blanks: dict[str, object] = {"other": beside.raw, "month": row.through_month, **beside.blanks}
    if beside.token:
        words = {language: say(beside.token, language, year=beside.year, month=beside.month) for language in LANGUAGES}
        blanks |= {"beside": words["zh"], "beside_en": words["en"]}
    return doubt_of(row, entry, kind, blanks=blanks)


def is_said_before(said: Read, row: WantedResult) -> bool:
    """Whether the ledger has this very figure by an earlier entry."""
    return row.is_current_entered and row.current_value is not None and said.in_unit == row.current_value


def _of_ledger(entry: Entry, said: Read, row: WantedResult) -> list[Doubt]:
    """What the ledger has for the same thing, and what it lacks before it."""
    found = []
    if row.is_current_entered:
        source = {"source_zh": row.current_document_zh, "source_en": row.current_document_en}
        other = _with_unit(row.current_raw, row.current_unit, row.unit)
        found.append(doubt_of(row, entry, "replaces", blanks={"other": other, **source}))
    if row.rival_value is not None and not _agree(said, row.rival_value, row.rival_raw or ""):
        source = {"source_zh": row.rival_document_zh, "source_en": row.rival_document_en}
        other = _with_unit(row.rival_raw, row.rival_unit, row.unit)
        found.append(
            doubt_of(row, entry, "another_figure", blanks={"other": other, "grade": row.rival_reliability, **source})
        )
    is_later = row.target_from < row.year <= row.target_to
    if row.basis == "total" and is_later and row.before_fact_id is None:
        found.append(doubt_of(row, entry, "no_year_before", blanks={"year": row.year - 1}))
    return found


def _with_unit(raw: str | None, unit: str | None, own: str) -> str:
    return f"{raw}" if unit == own else f"{raw}{unit or ''}"


def _agree(said: Read, other: Decimal, raw: str) -> bool:
    """Whether two figures are one by the rounding of the coarser: as figures_agree of data/figures.sql."""
    steps = [Decimal(1).scaleb(-len(text.partition(".")[2])) for text in (said.printed, raw.rstrip("%")) if text]
    assert said.in_unit is not None
    return abs(said.in_unit - other) <= max(steps, default=Decimal(0)) / 2
