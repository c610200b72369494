"""台账维护, the results of a year: what a region's plans ask for, what was entered, and what that would change.

The door of what is drawn to data/results and data/imports.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pandas as pd

import queries
from components.language.words import language, pick, say, unit_column
from components.views import briefing, completion
from components.views.catalogue import LedgerFault, plan_period, region
from components.views.kept import Kept
from components.views.reporting import months_words
from data.people import Person
from data.refused import Refused
from data.results.checks import Doubt, doubts, standing
from data.results.commit import Change, Prepared, Source, commit, trial
from data.results.entered import Entry
from data.results.template import Filled, file_name, pasted, read_back, rows_of_template, template, templates
from data.results.wanted import WantedResult, rows_wanted

__all__ = ["Change", "Doubt", "Entry", "Filled", "NotDone", "Prepared", "Sheet", "Source"]

# of all sheets that are kept
BYTES, ROW_BYTES = 8_000_000, 2_000
# what stands in the table that is filled in; now and note are the two that are written into
COLUMNS = ("name", "unit", "target", "before", "last", "current", "now", "note", "hint")
Made = TypeVar("Made")


class NotDone(Exception):
    """What was asked for is not done; `lines` say why and what to do, in the language in use."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


@dataclass(frozen=True)
class Sheet:
    """The results of one region for one year up to a month, a row each; sheet_id is its choices."""

    sheet_id: str
    region: str
    year: int
    through_month: int
    rows: tuple[WantedResult, ...]

    @property
    def months(self) -> str:
        """Of which months of the year its figures are."""
        return months_words(str(self.through_month))

    def row(self, key: str) -> WantedResult | None:
        """The row of a key; None for a key of another sheet."""
        return next((row for row in self.rows if row.key == key), None)


def works() -> dict[str, str]:
    """What is done on the page: id → words."""
    return {work: say(f"maintenance.{work}") for work in ("enter", "read", "explain", "duty", "entered")}


_sheets: Kept[Sheet] = Kept(BYTES, lambda sheet: ROW_BYTES * (1 + len(sheet.rows)))


def sheet(chosen: Mapping[str, str]) -> Sheet:
    """The rows that are filled in under these choices (region, plan, theme, year, through), as the ledger has them now.

    Raises LedgerFault.
    """
    region_id, document_id, theme_id, year, through = (
        chosen[name] for name in ("region", "plan", "theme", "year", "through")
    )

    def made() -> Sheet:
        rows = rows_wanted(
            region_id,
            int(year),
            int(through),
            document_id=document_id,
            theme_id=None if theme_id == "all" else theme_id,
        )
        # what an earlier period asked for stands in the plan too
        rows = [row for row in rows if row.is_in_span] or rows
        sheet_id = "-".join((region_id, document_id, theme_id, year, through))
        return Sheet(sheet_id, region(region_id).name, int(year), int(through), tuple(rows))

    return _sheets.get((queries.fingerprint(), language(), *chosen.values()), made)


def summary(shown: Sheet) -> str:
    """How many rows of a sheet have a figure and how many wait for one."""
    known = sum(row.current_raw is not None for row in shown.rows)
    return say(
        "maintenance.summary",
        region=shown.region,
        year=shown.year,
        months=shown.months,
        rows=len(shown.rows),
        known=known,
        missing=len(shown.rows) - known,
    )


def name_of(row: WantedResult) -> str:
    """The indicator of a row, in the language in use."""
    return str(pick(vars(row), "name"))


def unit_of(row: WantedResult) -> str:
    """The unit in which a row is filled in."""
    return str(vars(row)[unit_column()])


def last_words(row: WantedResult) -> str:
    """The last figure that is known of a row, with its year and, of a part of one, its month; empty for none."""
    if row.last_raw is None:
        return ""
    month = row.last_month or 12
    return say(
        "maintenance.last", figure=row.last_raw, month=row.last_year if month == 12 else f"{row.last_year}-{month:02}"
    )


def titles(shown: Sheet) -> dict[str, str]:
    """The heads of the table that is filled in, by its columns."""
    blanks = {"year": shown.year, "before": shown.year - 1, "months": shown.months}
    return {name: say(f"maintenance.column_{name}", **blanks) for name in COLUMNS}


def table(shown: Sheet, entries: Mapping[str, Entry], found: Iterable[Doubt]) -> pd.DataFrame:
    """The table that is filled in, a row of texts each (COLUMNS), its hints those of what was found."""
    hints: dict[str, list[str]] = {}
    for doubt in found:
        hints.setdefault(doubt.key, []).append(hint(doubt))
    rows = [
        (
            name_of(row),
            unit_of(row),
            row.target_raw,
            row.before_raw or "",
            last_words(row),
            row.current_raw or "",
            entries[row.key].printed if row.key in entries else "",
            entries[row.key].note if row.key in entries else "",
            "　".join(hints.get(row.key, ())),
        )
        for row in shown.rows
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), index=[row.key for row in shown.rows], dtype=object)


def hint(doubt: Doubt) -> str:
    """A doubt as it stands beside its cell, with a sign that says whether it must be mended."""
    sign = "✕" if doubt.is_fault else "✓" if doubt.is_confirmed else "？"
    # the row beside it has the name
    said = replace(doubt, blanks={**doubt.blanks, "name_zh": "", "name_en": ""}).said(language())
    return f"{sign} {said.lstrip('：: ')}"


def found_in(shown: Sheet, entries: Mapping[str, Entry]) -> list[Doubt]:
    """What is wrong with the entries of a sheet, or may be."""
    return doubts(_of(shown, entries), shown.rows)


def standing_of(found: Iterable[Doubt]) -> list[Doubt]:
    """What keeps entries from being taken in."""
    return standing(found)


def _of(shown: Sheet, entries: Mapping[str, Entry]) -> list[Entry]:
    """The entries of a sheet that say something."""
    return [entries[row.key] for row in shown.rows if row.key in entries and entries[row.key].printed.strip()]


def count(shown: Sheet, entries: Mapping[str, Entry]) -> int:
    """How many cells of a sheet were filled in."""
    return len(_of(shown, entries))


def done(make: Callable[[], Made]) -> Made:
    """What was made. Raises NotDone where it was refused, with the reason in the language in use."""
    try:
        return make()
    except Refused as refusal:
        raise NotDone([refusal.told(language())]) from refusal
    except LedgerFault as fault:
        raise NotDone(fault.said(language())) from fault
    except OSError as error:
        raise NotDone([say("maintenance.not_written", reason=error.strerror or str(error))]) from error


def prepared(shown: Sheet, entries: Mapping[str, Entry], source: Source, *, by: Person) -> Prepared:
    """What the entries of a sheet would change; nothing is written. Raises NotDone."""

    def tried() -> Prepared:
        with trial(_of(shown, entries), shown.rows, source, by=by) as (made, folder):
            return replace(made, changes=(*made.changes, *_headlines(shown, folder)))

    return done(tried)


def _headlines(shown: Sheet, folder: Path) -> list[Change]:
    """The sentences over the tables of a sheet's plans that another store says otherwise."""
    region_id, as_of, found = shown.rows[0].region_id, f"{shown.year}-{shown.through_month:02}", []
    for row in {row.document_id: row for row in shown.rows}.values():
        plan = (region_id, row.document_id, as_of, plan_period(region_id, row.document_id).period_id)
        before, after = completion.summary(*plan), completion.summary(*plan, folder)
        if before != after:
            said = (row.document_zh, row.document_en, before, before, after, after)
            found.append(Change("headline", region_id, "", "", *said))
    return found


def taken_in(shown: Sheet, entries: Mapping[str, Entry], source: Source, *, by: Person) -> Prepared:
    """Take the entries of a sheet into the ledger and say what that changed. Raises NotDone."""
    return done(lambda: commit(_of(shown, entries), shown.rows, source, by=by))


def change_words(change: Change) -> dict[str, str]:
    """What changes, in words: its kind, what it is said of, what the ledger says before and after."""
    nothing = say("maintenance.nothing")
    return {
        "kind": say(f"maintenance.change_{change.kind}"),
        "subject": pick(vars(change), "subject"),
        "before": pick(vars(change), "before") or nothing,
        "after": pick(vars(change), "after") or nothing,
    }


def way_to(change: Change) -> tuple[str, dict[str, str]]:
    """The page that says what changes, and what is chosen there."""
    chosen = {"region": change.region_id, "indicator": change.indicator_id}
    chosen = {name: value for name, value in chosen.items() if value}
    return ("evidence", {"list": "findings", **chosen}) if change.kind == "finding" else ("progress", chosen)


def briefings_touched(changes: Iterable[Change]) -> list[str]:
    """The names of one's own briefings that show a figure of a target of which something changes."""
    facts = {change.target_fact_id for change in changes if change.target_fact_id}
    return [name for name, kept in briefing.own().items() if any(facts & set(item.figures) for item in kept.items)]


def workbook(shown: Sheet) -> tuple[str, bytes]:
    """The sheet as a workbook to be filled in: file name and content."""
    return file_name(shown.rows, language=language()), template(shown.rows, language=language())


def workbooks(shown: Sheet, due_on: str) -> dict[str, bytes]:
    """A workbook a responsible office for what is due, and a list of them all: file name → content."""
    return templates(shown.rows, due_on=due_on, language=language())


def office_workbooks(chosen: Mapping[str, str], due: Mapping[int, Collection[str]]) -> dict[str, bytes]:
    """The workbooks of a plan (region, plan), one a responsible office and year for what it owes, and the list of each
    year: file name → content.

    due: year → the indicators whose figures of it are due.
    """
    made: dict[str, bytes] = {}
    for year, indicators in due.items():
        asked = {"region": chosen["region"], "plan": chosen["plan"], "theme": "all", "year": str(year), "through": "12"}
        whole = sheet(asked)
        made |= workbooks(replace(whole, rows=tuple(row for row in whole.rows if row.indicator_id in indicators)), "")
    return made


def read_workbook(shown: Sheet, content: bytes, name: str) -> Filled:
    """What a workbook that was sent out says now."""
    return read_back(content, name, shown.rows)


def read_pasted(shown: Sheet, text: str) -> Filled:
    """What was pasted says: figures beside the names of their indicators, or a column in the order of the rows."""
    return pasted(text, shown.rows)


def made_for(content: bytes, name: str) -> dict[str, str] | None:
    """The choices (region, year, through) of the sheet that a workbook was made for; None where it is none of ours."""
    told = rows_of_template(content, name)
    if told is None:
        return None
    return dict(zip(("region", "year", "through"), map(str, told), strict=True))
