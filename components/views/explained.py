"""台账维护, what an office says of its targets: causes, measures, and verdicts set by hand beside those found."""

import re
from collections.abc import Mapping
from datetime import date

import pandas as pd

import queries
from components.language.words import pick, say
from components.model.rows import rows_of
from components.views import duties
from components.views.catalogue import named
from components.views.judgements import judged, verdict_of
from components.views.maintenance import NotDone, done
from data.people import Person
from data.results.by_hand import Office, Remark, Ruling, take_in_offices
from data.results.by_hand import take_in as taken_in

# what stands in the table; those that are written into
COLUMNS = ("indicator", "status", "cause", "measures", "ruling", "reason")
WRITTEN = COLUMNS[2:]
# the same of the table of offices
OFFICES = ("indicator", "printed", "office", "source", "due_on")
WRITTEN_OFFICES = OFFICES[2:]


def table(chosen: Mapping[str, str]) -> pd.DataFrame:
    """The targets of a plan at a month (region, plan, period, as_of), a row of texts each by the fact of its target."""
    rows = judged(chosen["region"], chosen["plan"], chosen["as_of"], chosen["period"])
    texts = [
        (
            pick(row, "indicator"),
            verdict_of(row).words,
            row["cause"] or "",
            row["measures"] or "",
            statuses()[row["ruling"]] if row["ruling"] else "",
            row["ruling_reason"] or "",
        )
        for row in rows_of(rows)
    ]
    return pd.DataFrame(texts, columns=list(COLUMNS), index=list(rows["target_fact_id"]), dtype=object)


def statuses() -> dict[str, str]:
    """The verdicts that may be set by hand: token → words."""
    return named(queries.ask("status_list"), "status", "status")


def titles() -> dict[str, str]:
    """The heads of the table, by its columns."""
    return {name: say(f"explained.column_{name}") for name in COLUMNS}


def changed(before: pd.DataFrame, after: pd.DataFrame) -> int:
    """How many targets are spoken of otherwise."""
    return len(_said(before, after, "", ""))


def take_in(before: pd.DataFrame, after: pd.DataFrame, as_of: str, office: str, *, by: Person) -> None:
    """Take what was changed into the ledger, as said of a month (YYYY-MM) by an office. Raises NotDone."""
    if not office.strip():
        raise NotDone([say("explained.no_office")])
    done(lambda: taken_in(_said(before, after, as_of, office), by=by))


def _said(before: pd.DataFrame, after: pd.DataFrame, as_of: str, office: str) -> list[Ruling | Remark]:
    """What differs between the two tables."""
    tokens = {words: token for token, words in statuses().items()} | {"": ""}
    rows = after.fillna("")
    said: list[Ruling | Remark] = []
    for fact_id in before.index:
        was, now = before.loc[fact_id], rows.loc[fact_id].str.strip()
        if now["cause"] != was["cause"] or now["measures"] != was["measures"]:
            said.append(Remark(fact_id, as_of, now["cause"], now["measures"], office))
        is_ruled = now["ruling"] or was["ruling"]
        if is_ruled and (now["ruling"] != was["ruling"] or now["reason"] != was["reason"]):
            said.append(Ruling(fact_id, as_of, tokens[now["ruling"]], now["reason"], office))
    return said


def offices(chosen: Mapping[str, str]) -> pd.DataFrame:
    """Which office answers for what (region, plan, period, as_of): a row of texts each, by the indicator's id."""
    rows = duties.asked(chosen["region"], chosen["plan"], chosen["as_of"], chosen["period"])
    rows = rows.drop_duplicates("indicator_id")
    texts = [
        (
            pick(row, "indicator"),
            row["office_printed"] or "",
            row["office_set"] or "",
            row["source"] or "",
            row["due_on"] or "",
        )
        for row in rows_of(rows)
    ]
    return pd.DataFrame(texts, columns=list(OFFICES), index=list(rows["indicator_id"]), dtype=object)


def office_titles() -> dict[str, str]:
    """The heads of the table of offices, by its columns."""
    return {name: say(f"duties.column_{name}") for name in OFFICES}


def offices_changed(before: pd.DataFrame, after: pd.DataFrame) -> int:
    """For how many indicators something is filled in otherwise."""
    return len(_filled_in(before, after, ""))


def take_in_filled(before: pd.DataFrame, after: pd.DataFrame, region_id: str, *, by: Person) -> None:
    """Take offices, sources and due dates that were filled in into the ledger. Raises NotDone, naming each bad cell."""
    said = _filled_in(before, after, region_id)
    wrong = [
        say("duties.bad_date", name=before.loc[one.indicator_id, "indicator"], value=one.due_on)
        for one in said
        if one.due_on and not _is_day(one.due_on)
    ]
    if wrong:
        raise NotDone(wrong)
    done(lambda: take_in_offices(said, by=by))


def _filled_in(before: pd.DataFrame, after: pd.DataFrame, region_id: str) -> list[Office]:
    rows = after.fillna("")
    said = []
    for indicator_id in before.index:
        was, now = before.loc[indicator_id], rows.loc[indicator_id].str.strip()
        if any(now[name] != was[name] for name in WRITTEN_OFFICES):
            said.append(Office(region_id, indicator_id, now["office"], now["due_on"], now["source"]))
    return said


def _is_day(text: str) -> bool:
    """Whether a text is a day, 2027-01-15, or one of every year, 01-15."""
    if not re.fullmatch(r"([0-9]{4}-)?[0-9]{2}-[0-9]{2}", text, flags=re.ASCII):
        return False
    try:
        # a year with a 29th of February
        date.fromisoformat(text if len(text) == len("2027-01-15") else f"2028-{text}")
    except ValueError:
        return False
    return True
