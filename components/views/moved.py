"""目标变动: which targets the plans of all regions lowered, raised, kept, dropped or set anew beside those before."""

from collections.abc import Iterable, Mapping

import pandas as pd

import queries
from components.language.numerals import exact, signed
from components.language.words import language, pick, say, unit_column
from components.model.column import read_of
from components.model.rows import rows_of
from components.model.view import View
from components.views.catalogue import latest_month, one_or_all, period_words, periods, regions
from components.views.continuity import change_text
from components.views.sources import documents_cited, facts_used

OUTCOMES = ("lowered", "dropped", "moved_to_text", "changed", "kept", "raised", "new", "new_to_text")
# what a title has room for
MAIN = ("lowered", "raised", "dropped", "new")
COLUMNS = (
    "became",
    "region",
    "indicator",
    "earlier_target_raw",
    "target_raw",
    "change_text",
    "result_change",
    "earlier_status",
    "reminder",
    "unit_name",
    "attributes",
    "theme",
    "document",
    "earlier_target",
    "target",
    "change_pct",
    "change_pp",
    "is_doubtful",
    "target_fact_id",
    "earlier_target_fact_id",
)


def outcomes() -> dict[str, str]:
    """What may have become of a target: token → words."""
    return {outcome: say(f"became.{outcome}") for outcome in OUTCOMES}


def view(period_id: str, region_id: str = "all", outcome: str = "all") -> View:
    """The targets of a period's plans beside those of the plans before, lowered ones first."""
    as_of, period = latest_month(), periods()[period_id]
    asked = {"region_ids": one_or_all(region_id), "period_ids": [period_id], "as_of": as_of}
    rows = queries.ask("target_change_list", **asked, outcomes=one_or_all(outcome))
    blanks = period_words(period)
    place = say("warnings.everywhere", period=period.name)
    if region_id != "all":
        place = say("subject.of_period", name=regions()[region_id], period=period.name)
    words = blanks | {"place": place, "parts": _counts(rows), "main": _counts(rows, MAIN)}
    shown = [name for name in read_of("moved_targets", COLUMNS) if name != "region" or region_id == "all"]
    return View(
        name="moved_targets",
        choices={"period": period_id, "region": region_id, "outcome": outcome},
        frame=_table(rows),
        shown=tuple(shown),
        headline=say("moved.title" if words["main"] else "moved.title_none", **words),
        takeaway=say("moved.takeaway", **words) + _gone(rows) if len(rows) else "",
        subtitle=say("subtitle_of.moved_targets", **words),
        notes=(say("note_of.moved_targets", **words),) if len(rows) else (),
        sources=documents_cited(rows, "earlier_target_fact_id", "target_fact_id"),
        facts=facts_used(rows, "target_fact_id", "earlier_target_fact_id", "base_used_fact_ids"),
        as_of=as_of,
        advice=say("moved.advice", **words),
        words={**blanks, "change_text": say("moved.against_target")},
    )


def _counts(rows: pd.DataFrame, outcomes: Iterable[str] = OUTCOMES) -> str:
    """How many of each outcome; those whose method is in doubt are counted apart."""
    counted = rows[~_doubtful(rows)]
    parts = [
        say("warnings.count", what=say(f"became.{outcome}"), count=int((counted["became"] == outcome).sum()))
        for outcome in outcomes
        if (counted["became"] == outcome).any()
    ]
    aside = int(_doubtful(rows).sum())
    return say("punctuation.list").join(parts) + (say("moved.aside", count=aside) if aside else "")


def _doubtful(rows: pd.DataFrame) -> pd.Series:
    return rows["is_doubtful"].astype(bool) & rows["became"].isin(["lowered", "raised", "kept"])


def _gone(rows: pd.DataFrame) -> str:
    """Whether those that are gone had been reached."""
    gone = rows[rows["became"].isin(["dropped", "moved_to_text"])]
    if gone.empty:
        return ""
    unmet = int(gone["is_unmet"].fillna(False).sum())
    unknown = int((gone["earlier_status"] == "not_assessed").sum())
    word = "gone_all" if not unknown and not unmet else "gone"
    return say(f"moved.{word}", count=len(gone), unmet=unmet, unknown=unknown, met=len(gone) - unmet - unknown)


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    table = rows.assign(
        became=[_became(row) for row in rows_of(rows)],
        region=rows[f"region_{language()}"],
        indicator=rows[f"indicator_{language()}"],
        unit_name=[_unit(row) for row in rows_of(rows)],
        change_text=[_change(row) for row in rows_of(rows)],
        result_change=[_against_result(row) for row in rows_of(rows)],
        earlier_status=rows[f"earlier_status_{language()}"].fillna(""),
        reminder=[_reminder(row) for row in rows_of(rows)],
        attributes=[say(f"attribute.{token}") if token else "" for token in rows["attribute"]],
        theme=rows[f"theme_{language()}"],
        document=rows[f"document_{language()}"],
        is_doubtful=[say("book.yes") if doubtful else "" for doubtful in rows["is_doubtful"].astype(bool)],
    )
    return table[list(COLUMNS)].reset_index(drop=True)


def _became(row: Mapping) -> str:
    """Lowered or raised, of a ceiling loosened or tightened."""
    if row["became"] not in ("lowered", "raised"):
        return say(f"became.{row['became']}")
    words = say(f"became.{row['became']}_{'ceiling' if row['direction'] == 'down' else 'floor'}")
    return words + say("review.caution") if row["is_doubtful"] else words


def _unit(row: Mapping) -> str:
    after, before = (row[unit_column(name)] for name in ("unit", "earlier_unit"))
    return after if before in (None, after) else f"{before} → {after}"


def _change(row: Mapping) -> str:
    """The target against that of the plan before."""
    if row["became"] not in ("lowered", "raised"):
        return ""
    if row["measure"] not in ("rate", "growth_rate"):
        return signed(row["change_pct"]) + "%"
    if row["direction"] == "down":
        return say("change.looser" if row["change_pp"] > 0 else "change.tighter", points=exact(row["change_pp"])[1:])
    return exact(row["change_pp"])


def _against_result(row: Mapping) -> str:
    return change_text({**row, "change_pct": row["result_change_pct"], "change_pp": row["result_change_pp"]})


def _reminder(row: Mapping) -> str:
    unmet = say("moved.unmet") if row["is_unmet"] is True else ""
    said = (unmet, pick(row, "reason"), pick(row, "caution"))
    return say("punctuation.join").join(text for text in said if isinstance(text, str) and text)
