"""台账维护, what an office says of its targets: causes, measures, and verdicts set by hand beside those found."""

from collections.abc import Mapping

import pandas as pd

from components.language.words import pick, say
from components.model.rows import rows_of
from components.views.judgements import judged, verdict_of
from components.views.maintenance import done
from data.people import Person
from data.results.told import Remark, Ruling, commit

# what stands in the table; those that are written into
COLUMNS = ("indicator", "status", "cause", "measures", "ruling", "reason")
WRITTEN = COLUMNS[2:]
STATUSES = (
    *("reached_early", "exceeded", "met", "missed", "ahead", "on_time", "slightly_behind", "behind"),
    *("within_limit", "over_limit", "not_assessed"),
)


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
    return {status: say(f"ruling.{status}") for status in STATUSES}


def titles() -> dict[str, str]:
    """The heads of the table, by its columns."""
    return {name: say(f"explained.column_{name}") for name in COLUMNS}


def changed(before: pd.DataFrame, after: pd.DataFrame) -> int:
    """How many targets are spoken of otherwise."""
    return len(_remarks(before, after)) + len(_rulings(before, after))


def take_in(before: pd.DataFrame, after: pd.DataFrame, as_of: str, office: str, *, by: Person) -> None:
    """Take what was changed into the ledger. Raises NotDone."""
    remarks, rulings = _remarks(before, after), _rulings(before, after)
    done(lambda: commit(remarks, rulings, as_of, office, by=by))


def _changed_rows(before: pd.DataFrame, after: pd.DataFrame, *names: str) -> list[tuple[str, pd.Series]]:
    rows = after.fillna("")
    return [
        (fact_id, rows.loc[fact_id])
        for fact_id in before.index
        if any(rows.at[fact_id, name].strip() != before.at[fact_id, name] for name in names)
    ]


def _remarks(before: pd.DataFrame, after: pd.DataFrame) -> list[Remark]:
    return [
        Remark(fact_id, row["indicator"], row["cause"], row["measures"])
        for fact_id, row in _changed_rows(before, after, "cause", "measures")
    ]


def _rulings(before: pd.DataFrame, after: pd.DataFrame) -> list[Ruling]:
    tokens = {words: token for token, words in statuses().items()} | {"": ""}
    return [
        Ruling(fact_id, row["indicator"], tokens[row["ruling"]], row["reason"])
        for fact_id, row in _changed_rows(before, after, "ruling", "reason")
        if row["ruling"] or before.at[fact_id, "ruling"]
    ]
