"""规划衔接: one region's new plan beside what the last one reached."""

from collections.abc import Mapping

import pandas as pd

import queries
from components.language.numerals import exact, plain, signed
from components.language.words import language, pick, say, say_each, unit_column
from components.look.canvas import WIDE, Canvas
from components.model.column import read_of
from components.model.found import Change
from components.model.period import Period
from components.model.rows import rows_of, with_columns
from components.model.view import View
from components.views.arithmetic import changes
from components.views.catalogue import documents, latest_month, one_or_all, period_words, plan_period, region, subject
from components.views.chart_of_continuity import step_chart
from components.views.charted import charted
from components.views.headlines import figure_of
from components.views.notes_of_continuity import cited, known_before, notes
from components.views.sources import facts_used, source_and_month
from components.views.weaker import headline as headline_of
from components.views.weaker import takeaway, weaker_text

# what is redefined is another quantity: it is listed, not drawn and not counted
DRAWN = ("continued", "renamed")
COLUMNS = (
    "theme",
    "indicator",
    "unit_name",
    "earlier_base_raw",
    "earlier_target_raw",
    "actual_raw",
    "completion_pct",
    "base_printed_raw",
    "target_raw",
    "change_text",
    "weaker",
    "continuity",
    "attributes",
    "reminder",
    "earlier_row_no",
    "row_no",
    "earlier_base",
    "earlier_target",
    "actual",
    "base_printed",
    "base_used",
    "target",
    "comparison_basis",
    "change_pct",
    "change_pp",
    "document",
    "base_used_fact_id",
    "target_fact_id",
)
FACTS = [
    "target_fact_id",
    "base_used_fact_ids",
    "base_printed_fact_id",
    "earlier_base_fact_id",
    "earlier_target_fact_id",
    "actual_fact_id",
]


def orders() -> dict[str, str]:
    """The orders of the step chart: order → words."""
    return {order: say(f"choice.order_{order}") for order in ("change", "plan")}


def lists() -> dict[str, str]:
    """What the page shows: list → words."""
    return {name: say(f"periods.{name}") for name in ("steps", "review", "moved")}


def attributes() -> dict[str, str]:
    """The attribute that may be chosen apart: 约束性."""
    return {"binding": say("choice.binding")}


def _unit(row) -> str:
    """The unit of a row; both where what was redefined is measured otherwise: 万人 → %."""
    after, before = (row[unit_column(name)] for name in ("unit", "earlier_unit"))
    return after if before in (None, after) else f"{before} → {after}"


def change_text(row) -> str:
    """The change against the result used, in the words of the indicator's direction."""
    if not row["is_comparable"]:
        return ""
    if row["measure"] != "rate":
        return signed(row["change_pct"]) + "%"
    if row["direction"] == "down" and row["change_pp"]:
        return say("change.looser" if row["change_pp"] > 0 else "change.tighter", points=exact(row["change_pp"])[1:])
    points = exact(row["change_pp"])
    return say("change.from_bound", points=points) if row["base_used_comparator"] in ("gt", "ge") else points


def _reminder(row) -> str:
    parts = []
    if row["is_base_differing"]:
        parts.append(
            say(
                "reminder.old_target" if row["is_base_old_target"] else "reminder.base_differs",
                printed=figure_of(row["base_printed_raw"], row),
                used=figure_of(row["base_used_raw"], row),
            )
        )
    if row["is_comparable"] and row["comparison_basis"] == "per_year":
        parts.append(say("reminder.per_year"))
    parts += [text for text in (pick(row, "reason"), pick(row, "caution")) if isinstance(text, str)]
    return say("punctuation.join").join(parts)


def _attributes(row) -> str:
    words = [
        say(f"attribute.{token}") if isinstance(token, str) else ""
        for token in (row["earlier_attribute"], row["attribute"])
    ]
    return words[1] if words[0] in ("", words[1]) else " → ".join(word or say("attribute.none") for word in words)


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with words for tokens, in the columns that leave as a file."""
    table = with_columns(
        rows,
        theme=rows[f"theme_{language()}"],
        indicator=rows[f"indicator_{language()}"],
        unit_name=[_unit(row) for row in rows_of(rows)],
        attributes=[_attributes(row) for row in rows_of(rows)],
        continuity=say_each("continuity", rows["continuity"]),
        change_text=[change_text(row) for row in rows_of(rows)],
        weaker=[weaker_text(row) for row in rows_of(rows)],
        reminder=[_reminder(row) for row in rows_of(rows)],
        comparison_basis=say_each("comparison_basis", rows["comparison_basis"]),
        document=rows["document_id"].map(documents()),
    )
    return table[list(COLUMNS)].reset_index(drop=True)


def _drawn(rows: pd.DataFrame, order: str, period: Period) -> pd.DataFrame:
    """The continued rows that may be compared, as the step chart takes them."""
    rows = rows[rows["is_comparable"] & rows["continuity"].isin(DRAWN)].copy()
    if order == "change":
        rows = rows.sort_values("asked_more", ascending=False, kind="stable")
    # totals of the period before stand on the axis by the year where the base is one year
    is_year = (rows["comparison_basis"] == "per_year") & (rows["base_used_year_from"] == rows["base_used_year_to"])
    is_year &= rows["earlier_target_basis"] == "total"
    before = len(period.before.years) if period.before else len(period.years)
    for column in ("earlier_base", "earlier_target"):
        rows[column] = rows[column].mask(is_year, rows[column] / before)
    rows["name"] = rows[f"short_{language()}"]
    rows["unit_name"] = [_unit(row) for row in rows_of(rows)]
    tags = [
        [
            say("steps.total") + row["unit_name"] if row["target_basis"] == "total" else row["unit_name"],
            *([say("attribute.binding_short")] if row["attribute"] == "binding" else []),
            *([say("steps.lower_better")] if row["direction"] == "down" else []),
        ]
        for row in rows_of(rows)
    ]
    rows["tag"] = [" · ".join(tag) for tag in tags]
    rows["has_caution"] = rows["caution_zh"].notna()
    rows["break_certainty"] = rows["break_certainty"].fillna("")
    rows["change_text"] = [change_text(row) for row in rows_of(rows)]
    raws = ["earlier_base_raw", "earlier_target_raw", "actual_raw", "base_printed_raw", "base_used_raw", "target_raw"]
    rows[raws] = rows[raws].fillna("—")
    # beside the chart stands the level that a change comes to; the table has the words
    is_change = rows["form"] == "change"
    rows["target_raw"] = rows["target_raw"].mask(is_change, [plain(target) for target in rows["target"]])
    return rows


def _subtitle(drawn: pd.DataFrame, order: str, words: Mapping[str, str]) -> str:
    marks = sorted(
        {
            raw[0] + raw[-1]
            for column in ("earlier_base_raw", "target_raw", "base_printed_raw")
            for raw in drawn[column]
            if raw[0] in "[{(〔"
        }
    )
    differing, old = int(drawn["is_base_differing"].sum()), int(drawn["is_base_old_target"].sum())
    parts = [say(f"steps.order_{order}", **words)]
    if marks:
        parts.append(say("steps.marks", marks=say("punctuation.list").join(f"{mark[0]} {mark[1]}" for mark in marks)))
    if differing or (drawn["base_printed_raw"] != "—").any():
        word = "steps.bases_differ" if differing else "steps.bases_agree"
        parts.append(say(word, differing=differing, old=old, **words))
    return " · ".join(parts)


def _advice(everything: pd.DataFrame) -> str:
    drawn = len(everything[everything["is_comparable"] & everything["continuity"].isin(DRAWN)])
    return say("steps.advice", count=drawn) if drawn else say("steps.advice_none")


def view(
    region_id: str,
    document_id: str,
    theme_id: str = "all",
    attribute: str = "all",
    order: str = "change",
    period_id: str | None = None,
    canvas: Canvas = WIDE,
) -> View:
    """One region's later plan against the earlier one: the step chart of what continues, and every row as a table.

    order: change or plan. The figure is None where no continued row may be compared under these choices.
    """
    period = plan_period(region_id, document_id, period_id)
    plan = _plan(region_id, document_id, period)
    everything = queries.ask("continuity_list", **plan)
    rows = queries.ask("continuity_list", **plan, theme_ids=one_or_all(theme_id), attributes=one_or_all(attribute))
    drawn = _drawn(rows, order, period)
    place = region(region_id)
    words = period_words(period) | {"region": place.short, "subject": subject(region_id, document_id, period)}
    sources = cited(everything, document_id)
    said = notes(rows, drawn, everything, document_id)
    headline, subtitle = say("steps.title_plain", **words), ""
    chart = None
    if len(drawn):
        headline, subtitle = headline_of(drawn, words), _subtitle(drawn, order, words)
        lines = [
            *(say("chart.source", source=source) for source in sources[:-1]),
            source_and_month(sources[-1:]),
            *said,
        ]
        chart = step_chart(drawn, place.colour, words, title=headline, subtitle=subtitle, sources=lines)
    return View(
        name="periods",
        choices={
            "region": region_id,
            "plan": document_id,
            "period": period.period_id,
            "theme": theme_id,
            "attribute": attribute,
            "order": order,
        },
        frame=_table(rows),
        shown=read_of("periods", COLUMNS),
        headline=headline,
        takeaway=takeaway(rows, drawn, words),
        subtitle=subtitle,
        notes=said + ((say("note_of.open"),) if (drawn["base_used_comparator"] != "eq").any() else ()),
        sources=sources,
        facts=facts_used(rows, *FACTS),
        as_of=latest_month(),
        advice=_advice(everything),
        arithmetic=changes(drawn),
        words=words,
        **charted(chart, headline, canvas),
    )


def _plan(region_id: str, document_id: str, period: Period) -> dict:
    """What the questions of continuity take for a plan's table."""
    return {"region_ids": [region_id], "document_ids": [document_id], "period_id": period.period_id}


def columns(
    region_id: str, document_id: str, theme_id: str = "all", attribute: str = "all", period_id: str | None = None
) -> dict[str, list[Change]]:
    """The indicators in three lists: gone (不再列入), kept (延续与口径改变) and new (新设); new_text and new_none stand
    in its place where the ledger has of the plan before its text alone, or nothing.

    Each entry has name, figures (what is known, as printed) and reason (why it left or changed, may be empty).
    """
    period = plan_period(region_id, document_id, period_id)
    words = period_words(period)
    rows = queries.ask(
        "continuity_list",
        **_plan(region_id, document_id, period),
        theme_ids=one_or_all(theme_id),
        attributes=one_or_all(attribute),
    )
    new = "new" + known_before(queries.ask("continuity_list", **_plan(region_id, document_id, period)))
    lists: dict[str, list[Change]] = {"gone": [], "kept": [], new: []}
    homes = {"dropped": "gone", "moved_to_text": "gone", "new": new, "new_with_base": new}
    for row in rows_of(rows):
        unit = _unit(row)
        home = homes.get(row["continuity"], "kept")
        if home == "gone":
            actual = row["actual_raw"] or "—"
            figures = say("continuity_list.was", target=row["earlier_target_raw"], actual=actual, unit=unit, **words)
        elif home == new:
            is_known = row["continuity"] == "new_with_base"
            figures = say(
                "continuity_list.new_with_base_entry" if is_known else "continuity_list.new_entry",
                base=row["base_printed_raw"],
                target=row["target_raw"],
                unit=unit,
            )
        else:
            figures = say(
                "continuity_list.kept_entry", before=row["earlier_target_raw"], after=row["target_raw"], unit=unit
            )
        kind = (
            "" if row["continuity"] in ("continued", "new", "new_with_base") else say(f"continuity.{row['continuity']}")
        )
        reason = pick(row, "reason") or pick(row, "caution") if home != new else ""
        lists[home].append(
            Change(
                name=pick(row, "indicator"),
                figures=figures,
                kind=say("punctuation.list").join(filter(None, (kind, weaker_text(row)))),
                reason=reason if isinstance(reason, str) else "",
                is_weaker=bool(row["is_weaker"]),
            )
        )
    return lists
