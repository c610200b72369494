"""预警: which targets are late, likely to be or without figures, since when; and which verdicts have changed."""

from collections.abc import Iterable, Mapping

import pandas as pd

import queries
from components.language.dates import month_words
from components.language.numerals import is_known, plain
from components.language.words import language, pick, say
from components.model.column import read_of
from components.model.rows import rows_of
from components.model.view import View
from components.views.catalogue import months, one_or_all, periods, regions
from components.views.headlines import years_of
from components.views.judgements import unit_of, verdict_of
from components.views.kept import once_a_state
from components.views.sources import documents_cited, facts_used

# from the gravest; those of data after those of progress
WARNINGS = ("missed", "behind", "outlook", "limit", "slow")
LACKS = ("stale", "due")
TURNS = ("worse", "unjudged", "outlook", "same", "judged", "better")
PROGRESS = (
    "region",
    "indicator",
    "attribute",
    "alert",
    "since",
    "target_raw",
    "done_text",
    "data_through",
    "outlook",
    "reason",
    "unit_name",
    "years",
    "document",
    "responsible",
    "status",
    "target",
    "done",
    "completion_pct",
    "time_pct",
    "gap_to_time_pp",
    "required",
    "projected",
    "target_fact_id",
)
DATA = (
    "region",
    "indicator",
    "attribute",
    "alert",
    "since",
    "months_without",
    "lacking",
    "target_raw",
    "done_text",
    "data_through",
    "status",
    "unit_name",
    "responsible",
    "lack",
    "years",
    "document",
    "target_fact_id",
)
CHANGES = (
    "region",
    "indicator",
    "attribute",
    "turn",
    "earlier_status",
    "status",
    "why",
    "target_raw",
    "earlier_done_text",
    "done_text",
    "unit_name",
    "reason",
    "years",
    "document",
    "target_fact_id",
)


def earlier_months(period_id: str, as_of: str) -> dict[str, str]:
    """as_of → words of the months before one at which a period may be judged: that of a year before first, else the
    one before.
    """
    there = {month: words for month, words in months(period_id).items() if month < as_of}
    before = f"{int(as_of[:4]) - 1:04}{as_of[4:]}"
    return {before: there[before], **there} if before in there else there


@once_a_state
def _warned(region_id: str, period_id: str, as_of: str) -> pd.DataFrame:
    return queries.ask("warning_list", **_asked(region_id, period_id, as_of))


@once_a_state
def _counted(region_id: str, period_id: str, as_of: str) -> pd.Series:
    """How many targets have begun, how many of them can be judged."""
    return queries.ask("warning_summary", **_asked(region_id, period_id, as_of)).iloc[0]


def _asked(region_id: str, period_id: str, as_of: str) -> dict:
    return {"region_ids": one_or_all(region_id), "period_ids": [period_id], "as_of": as_of}


def _of_sort(region_id: str, period_id: str, as_of: str, *, is_data: bool) -> pd.DataFrame:
    rows = _warned(region_id, period_id, as_of)
    return rows[rows["is_data"].astype(bool) == is_data]


def counts(region_id: str, period_id: str, as_of: str) -> list[tuple[str, str]]:
    """How many targets each warning holds of, the gravest first, and of how many anything can be said."""
    rows, begun = _warned(region_id, period_id, as_of), _counted(region_id, period_id, as_of)
    found = rows["warning"].value_counts()
    told = [(int(found.get(one, 0)), say(f"warning.{one}")) for one in (*WARNINGS, *LACKS)]
    return [
        *((plain(count), words) for count, words in told if count),
        (plain(begun["assessed"]), say("warnings.of_targets", targets=int(begun["targets"]))),
    ]


def _place(region_id: str, period_id: str) -> str:
    """Whose targets: 青岛“十四五”; of all regions the period alone."""
    period = periods()[period_id].name
    if region_id == "all":
        return say("warnings.everywhere", period=period)
    return say("subject.of_period", name=regions()[region_id], period=period)


def _parts(found: Iterable[str], order: Iterable[str], family: str) -> str:
    """How many of each kind: 滞后 2 项、未完成 1 项."""
    listed = list(found)
    kinds = (one for one in order if one in listed)
    return say("punctuation.list").join(
        say("warnings.count", what=say(f"{family}.{kind}"), count=listed.count(kind)) for kind in kinds
    )


def _binding(rows: pd.DataFrame) -> str:
    count = int((rows["attribute"] == "binding").sum())
    return say("warnings.binding", count=count) if count else ""


def view(region_id: str, period_id: str, as_of: str) -> View:
    """进度预警: what verdicts warn of, 约束性 first, then the graver, each since when."""
    rows, begun = _of_sort(region_id, period_id, as_of, is_data=False), _counted(region_id, period_id, as_of)
    words = {
        "place": _place(region_id, period_id),
        "as_of": month_words(as_of),
        "count": len(rows),
        "targets": int(begun["targets"]),
        "assessed": int(begun["assessed"]),
        "open": int(begun["targets"] - begun["assessed"]),
        "binding": _binding(rows),
        "parts": _parts(rows["warning"], WARNINGS, "warning"),
    }
    some = "none" if not begun["assessed"] else "all" if begun["assessed"] == begun["targets"] else "some"
    table = _told(rows).assign(
        alert=[_warning(row) for row in rows_of(rows)],
        outlook=[_outlook(row) for row in rows_of(rows)],
        reason=rows[f"reason_{language()}"],
        required=rows["required_per_remaining_year"],
    )
    return _view(
        "warnings",
        rows,
        table,
        PROGRESS,
        {"region": region_id, "period": period_id, "as_of": as_of},
        headline=say("warnings.title" if len(rows) else "warnings.title_none", **words),
        takeaway=say(f"warnings.takeaway_{some}", **words) if len(rows) else "",
        advice=say(f"warnings.advice_{some}" if begun["targets"] else "warnings.not_begun", **words),
        notes=(say("note_of.warnings"), say("note_of.since")) if len(rows) else (),
    )


def data_view(region_id: str, period_id: str, as_of: str) -> View:
    """数据预警: of which targets figures are lacking, kept apart: they say nothing of how those stand."""
    rows, begun = _of_sort(region_id, period_id, as_of, is_data=True), _counted(region_id, period_id, as_of)
    words = {
        "place": _place(region_id, period_id),
        "as_of": month_words(as_of),
        "count": len(rows),
        "targets": int(begun["targets"]),
        "binding": _binding(rows),
        "parts": _parts(rows["warning"], LACKS, "warning"),
    }
    table = _told(rows).assign(
        alert=[say(f"warning.{token}") for token in rows["warning"]],
        lacking=[years_of([int(year) for year in years]) if _is_list(years) else "" for years in rows["lacking_years"]],
        lack=rows[f"lack_{language()}"].fillna(""),
    )
    return _view(
        "data_warnings",
        rows,
        table,
        DATA,
        {"region": region_id, "period": period_id, "as_of": as_of},
        headline=say("data_warnings.title" if len(rows) else "data_warnings.title_none", **words),
        takeaway=say("data_warnings.takeaway", **words) if len(rows) else "",
        advice=say("data_warnings.advice" if begun["targets"] else "warnings.not_begun", **words),
        notes=(say("note_of.data_warnings"),) if len(rows) else (),
    )


def changes_view(region_id: str, period_id: str, as_of: str, since: str | None = None) -> View:
    """与上次评估相比: the verdicts that were others at an earlier month, and why.

    since: that month; none: a year before, or the month before of those at which may be judged.
    """
    since = since or next(iter(earlier_months(period_id, as_of)), as_of)
    empty = ("title_none", "advice") if since < as_of else ("title_first", "first")
    rows = queries.ask("verdict_change_list", **_asked(region_id, period_id, as_of), since=since)
    words = {
        "place": _place(region_id, period_id),
        "as_of": month_words(as_of),
        "since": month_words(since),
        "count": len(rows),
        "binding": _binding(rows),
        "parts": _parts(rows["turn"], TURNS, "turn"),
    }
    table = _told(rows).assign(
        turn=[say(f"turn.{token}") for token in rows["turn"]],
        earlier_status=[_with_outlook(pick(row, "earlier_status"), row["earlier_outlook"]) for row in rows_of(rows)],
        status=[_with_outlook(verdict_of(row).words, row["outlook"]) for row in rows_of(rows)],
        why=[say("punctuation.list").join(say(f"why.{token}") for token in tokens) for tokens in rows["reasons"]],
        target_raw=[_adjusted(row) for row in rows_of(rows)],
        earlier_done_text=[_dated(row["earlier_done_text"], row["earlier_data_through"]) for row in rows_of(rows)],
        done_text=[_dated(row["done_text"], row["data_through"]) for row in rows_of(rows)],
        reason=rows[f"reason_{language()}"],
    )
    return _view(
        "verdict_changes",
        rows,
        table,
        CHANGES,
        {"region": region_id, "period": period_id, "as_of": as_of, "since": since},
        headline=say("verdict_changes.title" if len(rows) else f"verdict_changes.{empty[0]}", **words),
        takeaway=say("verdict_changes.takeaway", **words) if len(rows) else "",
        advice=say(f"verdict_changes.{empty[1]}", **words),
        notes=(say("note_of.verdict_changes"),) if len(rows) else (),
        words={
            "earlier_status": say("verdict_changes.verdict", month=since),
            "status": say("verdict_changes.verdict", month=as_of),
            "earlier_done_text": say("verdict_changes.figure", month=since),
            "done_text": say("verdict_changes.figure", month=as_of),
        },
    )


def _is_list(value: object) -> bool:
    """Whether a cell of an answer holds a list."""
    return isinstance(value, list)


def _told(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with words for the tokens that all three lists have."""
    return rows.assign(
        region=rows[f"region_{language()}"],
        indicator=rows[f"indicator_{language()}"],
        attribute=[say(f"attribute.{token}") if token else "" for token in rows["attribute"]],
        unit_name=[unit_of(row) for row in rows_of(rows)],
        years=[f"{a}" if a == b else f"{a}—{b}" for a, b in zip(rows["year_from"], rows["year_to"], strict=True)],
        document=rows[f"document_{language()}"],
        responsible=rows["responsible"].fillna("") if "responsible" in rows else "",
        status=[verdict_of(row).words for row in rows_of(rows)],
        done_text=rows["done_text"].fillna(""),
    )


def _view(
    name: str,
    rows: pd.DataFrame,
    table: pd.DataFrame,
    columns: tuple[str, ...],
    choices: dict[str, str],
    words: Mapping[str, str] | None = None,
    **said,
) -> View:
    """One of the three lists; said: its sentences."""
    # of one region alone its name says nothing in every row
    shown = [column for column in read_of(name, columns) if column != "region" or choices["region"] == "all"]
    return View(
        name=name,
        choices=choices,
        frame=table[list(columns)].reset_index(drop=True),
        shown=tuple(shown),
        subtitle=say(f"subtitle_of.{name}", as_of=month_words(choices["as_of"])),
        sources=documents_cited(rows.explode("used_fact_ids"), "target_fact_id", "used_fact_ids"),
        facts=facts_used(rows, "target_fact_id", "used_fact_ids"),
        as_of=choices["as_of"],
        verdicts=tuple(verdict_of(row) for row in rows_of(rows)),
        # a period's last year heads no column of targets that may end earlier
        words={"target_raw": say("role.target"), "target": say("record.target"), **(words or {})},
        **said,
    )


def _warning(row) -> str:
    """What is warned of, in the words of the verdict, or of the outlook where that is graver."""
    return say(f"outlook.{row['outlook']}") if row["warning"] == "outlook" else pick(row, "word")


def _outlook(row) -> str:
    """What is to be expected, and since when where it is warned of."""
    if not row["outlook"]:
        return ""
    words = say(f"outlook.{row['outlook']}")
    return say("warnings.since", what=words, since=row["outlook_since"]) if is_known(row["outlook_since"]) else words


def _with_outlook(words: str, outlook: str | None) -> str:
    is_warned = outlook in ("push", "hard")
    return say("warnings.and_outlook", status=words, outlook=say(f"outlook.{outlook}")) if is_warned else words


def _adjusted(row) -> str:
    """The target as it is printed; what it was before, where it was adjusted."""
    now, before = row["target_raw"], row["earlier_target_raw"]
    return now if now == before else f"{before} → {now}"


def _dated(text: str | None, through: str | None) -> str:
    return say("warnings.dated", figure=text, through=through) if text else ""
