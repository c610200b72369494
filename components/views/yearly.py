"""年度分解: what a plan's targets need of each year, what the year's own plan asks for, and what came of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

import queries
from components.charts.year_matrix import draw_matrix, parts
from components.language.dates import month_words
from components.language.numerals import bounded, is_known, plain
from components.language.words import language, pick, say, unit_column
from components.look import screen_size
from components.look.canvas import WIDE, Canvas
from components.model.column import EACH_YEAR, read_of, with_years, year_columns
from components.model.matrix_chart import Cell, MatrixChart, MatrixRow
from components.model.rows import rows_of
from components.model.view import View
from components.views.alternatives import alternative
from components.views.catalogue import period_words, plan_period, region, subject
from components.views.judgements import judged, judgement_of, unit_of, verdict_of
from components.views.sources import documents_cited, facts_used, source_of_figure
from components.views.yearly_texts import (
    left_text,
    months_of,
    need_of_target,
    phase_text,
    plans_text,
    result_text,
    worked,
    year_text,
)

TABLE = (
    *("row_no", "indicator", "unit_name", "target_raw", "need_text", EACH_YEAR, "plans_text", "phase_text"),
    *("done_text", "data_through", "left_text", "status", "attribute", "target", "need", "plans_sum", "left_over"),
    *("reason", "target_fact_id", "fact_ids"),
)
YEARS = (
    *("indicator", "unit_name", "target_raw", "year", "need_text", "need_left_text", "plan_raw", "plan_document"),
    *("figure", "year_status", "running_text", "running_status", "need", "need_left", "plan", "value", "running"),
    *("note", "target_fact_id", "plan_fact_id", "fact_id"),
)


class _Asked:
    """What is asked of a plan at a month, once for its views: the judgements, a row a year, a row a target."""

    def __init__(self, region_id: str, document_id: str, as_of: str, period_id: str | None):
        self.period = plan_period(region_id, document_id, period_id)
        self.subject = subject(region_id, document_id, self.period)
        self.choices = {"region": region_id, "plan": document_id, "period": self.period.period_id, "as_of": as_of}
        plan: dict[str, Any] = {"region_ids": [region_id], "document_ids": [document_id], "as_of": as_of}
        targets = judged(region_id, document_id, as_of, self.period.period_id)
        # a target of one year has no years to be broken down into
        self.targets = targets[targets["year_from"] < targets["year_to"]].reset_index(drop=True)
        self.years = queries.ask("yearly_list", period_ids=[self.period.period_id], **plan)
        sums = queries.ask("yearly_summary", period_ids=[self.period.period_id], **plan)
        self.sums = {row["target_fact_id"]: row for row in rows_of(sums)}


def view(region_id: str, document_id: str, as_of: str, period_id: str | None = None, canvas: Canvas = WIDE) -> View:
    """A plan's targets by years: each year's plan and result, what the plans add up to, what is left."""
    asked = _Asked(region_id, document_id, as_of, period_id)
    rows, years = asked.targets, list(asked.period.years)
    headline, month = _headline(asked), month_words(as_of)
    facts = facts_used(
        rows.assign(
            plan_fact_ids=[list(_facts(asked, target)) for target in rows["target_fact_id"]],
        ),
        *("target_fact_id", "base_used_fact_id", "plan_fact_ids"),
    )
    sources = documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id") if facts else ()
    chart = _chart(
        asked,
        title=headline,
        subtitle=(say("yearly.subtitle_narrow" if canvas.is_narrow else "yearly.subtitle", as_of=month),),
        sources=(source_of_figure(sources),),
    )
    frame = _table(asked, years)
    made = View(
        name="yearly",
        choices=asked.choices,
        frame=frame,
        shown=read_of("yearly", frame.columns),
        headline=headline,
        figure=draw_matrix(chart, canvas) if chart.rows else None,
        takeaway=_takeaway(asked),
        subtitle=say("yearly.subtitle_table", as_of=month),
        notes=_notes(asked),
        words=period_words(asked.period) | dict(zip(year_columns(len(years)), map(str, years), strict=True)),
        sources=sources,
        facts=facts,
        as_of=as_of,
        advice=say("yearly.advice"),
        alternative=alternative(headline, [f"{row.name} {row.target}" for row in chart.rows]),
        verdicts=tuple(verdict_of(row) for row in rows_of(rows)),
        arithmetic=_arithmetic(asked),
        screens=(lambda: tuple(draw_matrix(chart, canvas.on_stage, part) for part in parts(chart, screen_size.ROOM)))
        if chart.rows
        else None,
    )
    is_said = (frame["plans_text"] != "") | (frame["phase_text"] != "") | (frame["done_text"] != "")
    verdicts = tuple(verdict for verdict, said in zip(made.verdicts, is_said, strict=True) if said)
    brief = frame[is_said].reset_index(drop=True)
    return replace(made, brief=replace(made, frame=brief, verdicts=verdicts)) if 0 < len(brief) < len(frame) else made


def _facts(asked: _Asked, target: str) -> Iterable[str]:
    """The facts on which a row rests besides its target: the yearly plans, the phase, the results."""
    row = asked.sums.get(target)
    if row is None:
        return ()
    found = [*(row["plan_fact_ids"] or ()), row["phase_fact_id"], *(row["result_fact_ids"] or ())]
    return [fact for fact in found if isinstance(fact, str)]


def _headline(asked: _Asked) -> str:
    """Of the yearly figures that are set, how many were reached, were not, or cannot be told; that there are none."""
    names = ("plan_years", "years_reached", "years_reached_within", "years_missed", "years_future")
    count, reached, early, missed, future = (sum(int(row[name]) for row in asked.sums.values()) for name in names)
    if not count:
        return say("yearly.title_none", subject=asked.subject, count=len(asked.targets))
    return say(
        "yearly.title_future" if future else "yearly.title",
        subject=asked.subject,
        count=count,
        reached=reached,
        early=say("yearly.early", count=early) if early else "",
        missed=missed,
        unknown=count - reached - missed - future,
        future=future,
    )


def _takeaway(asked: _Asked) -> str:
    """Of how many targets the ledger has figures for single years, and of how many for all of them."""
    planned = [row for row in asked.sums.values() if row["plan_years"]]
    whole = [row for row in planned if not row["unplanned_years"]]
    if not planned:
        return ""
    word = "yearly.planned" if whole else "yearly.planned_some"
    return say(word, count=len(asked.targets), planned=len(planned), whole=len(whole))


def _notes(asked: _Asked) -> tuple[str, ...]:
    years = asked.years
    said = {
        "cells": True,
        "need": True,
        "line": years["has_line"].fillna(False).astype(bool).any(),
        "each_year": (years["plan_kind"] == "each_year").any(),
        "no_plan": years["plan_lack"].notna().any(),
        "at_most": (years["need_left_comparator"] == "le").any(),
        "sums": any(row["plan_years"] for row in asked.sums.values()),
    }
    return tuple(say(f"yearly.note_{note}") for note, holds in said.items() if holds)


def _chart(asked: _Asked, **words) -> MatrixChart:
    """Those rows of which a year has a plan or a result."""
    by_target: dict[str, list[Cell]] = {}
    for row in rows_of(asked.years):
        by_target.setdefault(row["target_fact_id"], []).append(_cell(row))
    found = [
        MatrixRow(
            row[f"short_{language()}"],
            row["target_raw"],
            judgement_of(row),
            tuple(by_target.get(row["target_fact_id"], ())),
        )
        for row in rows_of(asked.targets)
    ]
    rows = tuple(row for row in found if any(cell.is_known or cell.plan_text for cell in row.cells))
    return MatrixChart(tone=region(asked.choices["region"]).colour, years=tuple(asked.period.years), rows=rows, **words)


def _cell(row) -> Cell:
    return Cell(
        int(row["year"]),
        row["state"],
        float(row["value"]) if is_known(row["value"]) else None,
        row["value_raw"] or "",
        months_of(row),
        row["fact_id"] or "",
        float(row["plan"]) if is_known(row["plan"]) else None,
        row["plan_raw"] or "",
    )


def _table(asked: _Asked, years: list[int]) -> pd.DataFrame:
    """One row a target, a column a year."""
    rows, sums = asked.targets, asked.sums
    by_year = {(row["target_fact_id"], row["year"]): row for row in rows_of(asked.years)}
    columns = {
        column: [year_text(by_year.get((target, year))) for target in rows["target_fact_id"]]
        for column, year in zip(year_columns(len(years)), years, strict=True)
    }
    of_row = [sums.get(target) for target in rows["target_fact_id"]]
    table = rows.assign(
        **columns,
        indicator=rows[f"indicator_{language()}"],
        unit_name=[unit_of(row) for row in rows_of(rows)],
        need=[
            by_year[target, years[0]]["need"] if (target, years[0]) in by_year else None
            for target in rows["target_fact_id"]
        ],
        need_text=[need_of_target(row, by_year, years) for row in rows_of(rows)],
        plans_text=[plans_text(row) for row in of_row],
        phase_text=[phase_text(row) for row in of_row],
        plans_sum=[row["plans_sum"] if row is not None else None for row in of_row],
        left_over=[row["left_over"] if row is not None and is_known(row["done"]) else None for row in of_row],
        left_text=[left_text(row) for row in of_row],
        done_text=rows["done_text"].fillna(""),
        status=[verdict_of(row).words for row in rows_of(rows)],
        attribute=[say(f"attribute.{token}") if token else "" for token in rows["attribute"]],
        reason=rows[f"reason_{language()}"],
        fact_ids=["; ".join(_facts(asked, target)) for target in rows["target_fact_id"]],
    )
    return table[list(with_years(TABLE, len(years)))].reset_index(drop=True)


def _arithmetic(asked: _Asked) -> tuple[tuple[str, str], ...]:
    """The sums of the years' plans, worked."""
    lines = []
    for target, row in asked.sums.items():
        if not is_known(row["plans_sum"]) or row["plan_years"] < 2:
            continue
        own = asked.years[(asked.years["target_fact_id"] == target) & asked.years["plan"].notna()]
        parts_said = " + ".join(
            bounded(plan, sign) for plan, sign in zip(own["plan"], own["plan_comparator"], strict=True)
        )
        name = say("yearly.sum_of", name=own[f"short_{language()}"].iloc[0])
        target_said = say("yearly.of_target", target=plain(row["target"]))
        lines.append((name, f"{parts_said} = {worked(row['plans_sum'], row['plans_comparator'])}{target_said}"))
    return tuple(lines)


def years_view(region_id: str, document_id: str, as_of: str, period_id: str | None = None) -> View:
    """Year by year: need, plan and result, the verdict of the year beside that of the whole so far."""
    asked = _Asked(region_id, document_id, as_of, period_id)
    rows = asked.years
    table = _years_table(rows)
    # an audience is shown the years that have a plan or a result
    brief = table[(rows["plan_fact_id"].notna() | rows["fact_id"].notna()).to_numpy()].reset_index(drop=True)
    facts = facts_used(rows, "target_fact_id", "plan_fact_id", "fact_id")
    made = View(
        name="yearly_years",
        choices=asked.choices,
        frame=table,
        shown=read_of("yearly_years", YEARS),
        headline=_headline(asked),
        subtitle=say("yearly.subtitle_years", as_of=month_words(as_of)),
        notes=_notes(asked),
        sources=documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id") if facts else (),
        facts=facts,
        as_of=as_of,
        advice=say("yearly.advice"),
        words=period_words(asked.period) | {"target_raw": say("role.target"), "figure": say("yearly.result")},
    )
    return replace(made, brief=replace(made, frame=brief)) if 0 < len(brief) < len(table) else made


def _years_table(rows: pd.DataFrame) -> pd.DataFrame:
    each = list(rows_of(rows))
    table = rows.assign(
        indicator=rows[f"indicator_{language()}"],
        unit_name=rows[unit_column()],
        need_text=[worked(row["need"], row["need_comparator"] or "eq") for row in each],
        need_left_text=[worked(row["need_left"], row["need_left_comparator"] or "eq") for row in each],
        plan_raw=rows["plan_raw"].fillna(""),
        plan_document=rows[f"plan_document_{language()}"].fillna(""),
        figure=[result_text(row) for row in each],
        year_status=rows[f"year_status_{language()}"].fillna(""),
        running_text=[worked(row["running"], row["running_comparator"] or "eq") for row in each],
        running_status=[pick(row, "running_status") or "" for row in each],
        note=[_why_blank(row) for row in each],
    )
    return table[list(YEARS)].reset_index(drop=True)


def _why_blank(row) -> str:
    """Why a year has no plan, no result, or nothing is said of what is left; why its verdict is only reached or not."""
    is_future = row["state"] == "future"
    reasons = (
        (row["plan_kind"] == "each_year", "yearly.plan_each_year"),
        (row["plan_lack"], f"yearly.lack_{row['plan_lack']}"),
        (row["state"] == "missing", "yearly.lack_result"),
        (is_future, "yearly.lack_future"),
        (is_known(row["need"]) and not is_known(row["need_left"]), "yearly.lack_before"),
        (
            not is_known(row["need"]),
            "yearly.lack_need" if row["form"] != "level" or not is_known(row["target"]) else "yearly.lack_base",
        ),
    )
    return say("punctuation.join").join(say(word) for holds, word in reasons if holds)
