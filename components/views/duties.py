"""责任分工: which office answers for which indicator, from where its figures come, until when, and what is due."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

import queries
from components.language.dates import month_words
from components.language.numerals import is_known
from components.language.words import language, pick, say, unit_column
from components.model.column import read_of
from components.model.rows import rows_of
from components.model.view import View
from components.views.catalogue import period_words, plan_period, subject
from components.views.headlines import years_of
from components.views.sources import documents_cited, facts_used

DUTIES = (
    *("row_no", "indicator", "document", "target_raw", "unit_name", "responsible", "office_from", "data_source"),
    *("due_on", "last_known", "lacking", "attribute", "target_fact_id", "fact_ids", "fact_id"),
)
REMINDERS = (
    *("responsible", "indicator", "unit_name", "lacking", "due_since", "due_on", "data_source", "last_known"),
    *("document", "target_raw", "attribute", "target_fact_id", "fact_ids", "fact_id"),
)


def view(region_id: str, document_id: str, as_of: str, period_id: str | None = None) -> View:
    """The rows of a plan, and what other documents of its region and period give to an office, with who answers."""
    period = plan_period(region_id, document_id, period_id)
    rows = asked(region_id, document_id, as_of, period.period_id)
    counts = rows["office_from"].value_counts()
    return _view(
        "duties",
        {"region": region_id, "plan": document_id, "period": period.period_id, "as_of": as_of},
        rows,
        DUTIES,
        say(
            "duties.title",
            subject=subject(region_id, document_id, period),
            count=len(rows),
            printed=int(counts.get("printed", 0)),
            set=int(counts.get("set", 0)),
            open=int(counts.get("open", 0)),
        ),
    )


def reminders_view(region_id: str, document_id: str, as_of: str, period_id: str | None = None) -> View:
    """催报单: which figures are due at a month, since when, and who owes them; those of an office together."""
    period = plan_period(region_id, document_id, period_id)
    rows = asked(region_id, document_id, as_of, period.period_id)
    owed = rows[[len(years) > 0 for years in rows["lacking_years"]]]
    # an office stands where its first row does; what nobody answers for comes last
    first = {office: place for place, office in reversed(list(enumerate(owed["office"].fillna(""))))}
    order = [(not office, first[office]) for office in owed["office"].fillna("")]
    owed = owed.iloc[sorted(range(len(owed)), key=order.__getitem__)].reset_index(drop=True)
    words = {"subject": subject(region_id, document_id, period), "as_of": month_words(as_of)}
    nobody = int(owed["office"].isna().sum())
    title = "none" if owed.empty else "open" if nobody else "all"
    return _view(
        "reminders",
        {"region": region_id, "plan": document_id, "period": period.period_id, "as_of": as_of},
        owed,
        REMINDERS,
        say(
            f"duties.title_due_{title}",
            count=len(owed),
            figures=sum(len(years) for years in owed["lacking_years"]),
            offices=owed["office"].nunique(),
            nobody=nobody,
            **words,
        ),
        _not_to_fill(owed, document_id),
    )


def overdue(view: View, today: str | None = None) -> View:
    """The list of what is due with those marked whose due date is over today (YYYY-MM-DD, else this day)."""
    day, frame = today or date.today().isoformat(), view.frame
    is_over = (frame["due_on"] != "") & (frame["due_since"] < day)
    if not is_over.any():
        return view
    said = frame["due_on"].where(~is_over, [say("duties.overdue", due_on=due_on) for due_on in frame["due_on"]])
    told = say("duties.takeaway_overdue", count=int(is_over.sum()), today=day)
    return replace(
        view,
        frame=frame.assign(due_on=said),
        takeaway=say("sentences.two", first=told, second=view.takeaway).strip(),
    )


def _not_to_fill(owed: pd.DataFrame, document_id: str) -> str:
    """That figures of other documents are in no workbook, which has the rows of the plan's tables."""
    others = owed[owed["document_id"] != document_id]
    count = sum(len(years) for years in others["lacking_years"])
    return say("duties.note_others", count=count) if count else ""


def asked(region_id: str, document_id: str, as_of: str, period_id: str) -> pd.DataFrame:
    """The rows of duty_list of a plan."""
    return queries.ask(
        "duty_list", region_ids=[region_id], document_ids=[document_id], period_ids=[period_id], as_of=as_of
    )


def due(chosen: Mapping[str, str]) -> dict[int, set[str]]:
    """Year → the indicators whose figures of it are due under these choices (region, plan, period, as_of)."""
    found: dict[int, set[str]] = {}
    for row in rows_of(asked(chosen["region"], chosen["plan"], chosen["as_of"], chosen["period"])):
        for year in row["lacking_years"]:
            found.setdefault(int(year), set()).add(row["indicator_id"])
    return dict(sorted(found.items()))


def _view(
    name: str,
    choices: dict[str, str],
    rows: pd.DataFrame,
    columns: Sequence[str],
    headline: str,
    takeaway: str = "",
) -> View:
    frame = _table(rows, columns)
    return View(
        name=name,
        choices=choices,
        frame=frame,
        shown=read_of(name, columns),
        headline=headline,
        subtitle=say(f"duties.subtitle_{name}", as_of=month_words(choices["as_of"])),
        takeaway=takeaway,
        notes=tuple(say(f"duties.note_{note}") for note in ("office", "source", "lacking")),
        sources=documents_cited(rows, "target_fact_id", "last_fact_id") if len(rows) else (),
        facts=facts_used(rows, "target_fact_id", "office_fact_ids", "last_fact_id"),
        as_of=choices["as_of"],
        advice=say("duties.advice"),
        words=period_words(plan_period(choices["region"], choices["plan"], choices["period"]))
        | {"target_raw": say("role.target"), "document": say("duties.document")},
    )


def _table(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    each = list(rows_of(rows))
    table = rows.assign(
        indicator=rows[f"indicator_{language()}"],
        document=rows[f"document_{language()}"],
        unit_name=rows[unit_column()],
        responsible=[row["office"] or say("duties.open") for row in each],
        office_from=[say(f"duties.from_{row['office_from']}") for row in each],
        data_source=[_source(row) for row in each],
        due_on=[due_words(row["due_on"]) for row in each],
        last_known=[_last_known(row) for row in each],
        lacking=[years_of([int(year) for year in row["lacking_years"]]) for row in each],
        attribute=[say(f"attribute.{token}") if token else "" for token in rows["attribute"]],
        fact_ids=["; ".join(row["office_fact_ids"]) for row in each],
        fact_id=rows["last_fact_id"],
    )
    return table[list(columns)].reset_index(drop=True)


def _source(row) -> str:
    """Where the figures come from: as it was filled in, else the document of the last one, said to be that."""
    if row["source"]:
        return str(row["source"])
    return say("duties.last_source", document=pick(row, "last_document")) if row["last_document_id"] else ""


def due_words(due_on: str | None) -> str:
    """A date as it is filled in, or the same day of every year."""
    if not due_on:
        return ""
    return due_on if len(due_on) > len("01-15") else say("duties.every_year", day=due_on)


def _last_known(row) -> str:
    if not row["last_raw"] or not is_known(row["last_year"]):
        return ""
    year, month = int(row["last_year"]), int(row["last_month"])
    unit = row[unit_column()] if row["last_unit"] == row["unit"] else row["last_unit"]
    through = f"{year}" if month == 12 else f"{year}-{month:02d}"
    return say("missing.known", raw=row["last_raw"], unit=unit, through=through)
