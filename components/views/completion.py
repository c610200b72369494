"""The 指标完成情况表 of a plan, its year matrix and summary, and the 数据补充清单."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

import queries
from components.charts.year_matrix import draw_matrix, parts
from components.language.dates import month_name, month_words
from components.language.numerals import fixed, is_known, signed
from components.language.words import Row, language, say
from components.look import screen_size
from components.look.canvas import WIDE, Canvas
from components.model.column import EACH_YEAR, read_of, with_years, year_columns
from components.model.found import Ground
from components.model.matrix_chart import Cell, MatrixChart, MatrixRow
from components.model.rows import rows_of, tuples_of, with_columns
from components.model.view import View
from components.views import summaries
from components.views.alternatives import alternative
from components.views.arithmetic import completions
from components.views.catalogue import named, period_words, plan_period, region, subject
from components.views.grounds import grounds
from components.views.headlines import sign_of_share, years_of
from components.views.judgements import base_text, judged, judged_rows, judgement_of, ruling_words, unit_of, verdict_of
from components.views.kept import once_a_state
from components.views.margins import called_for, margin
from components.views.progress import year_cells
from components.views.sources import documents_cited, facts_used, source_of_figure

TABLE = (
    "row_no",
    "indicator",
    "unit_name",
    "attribute",
    "base_printed_raw",
    "base_used",
    "target_raw",
    EACH_YEAR,
    "done_text",
    "data_through",
    "completion_pct",
    "increment_pct",
    "time_pct",
    "gap_to_time_pp",
    "margin",
    "status",
    "responsible",
    "remark",
    "ground",
    "cause",
    "measures",
    "ruling",
    "reliability",
    "target",
    "done",
    "done_grade",
    "gap_to_target",
    "completion_text",
    "gap_text",
    "rule",
    "as_of",
    "theme",
    "is_inner",
    "title",
    "target_fact_id",
)
MISSING = (
    "indicator",
    "year",
    "lack",
    "last_known",
    "responsible",
    "unit_name",
    "attribute",
    "status",
    "title",
    "target_fact_id",
)


def _chart(rows: pd.DataFrame, cells: pd.DataFrame, region_id: str, years: list[int], **words) -> MatrixChart:
    """The year matrix: those of which something is known first. words: title, subtitle, sources."""
    by_target: dict[str, list[Any]] = {}
    for cell in tuples_of(cells):
        by_target.setdefault(cell.target_fact_id, []).append(_cell(cell))
    found = [
        MatrixRow(
            row[f"short_{language()}"],
            row["target_raw"],
            judgement_of(row),
            tuple(by_target.get(row["target_fact_id"], ())),
        )
        for row in rows_of(rows)
    ]
    found.sort(key=lambda row: row.judgement.done is None)
    return MatrixChart(tone=region(region_id).colour, years=tuple(years), rows=tuple(found), **words)


def _cell(cell) -> Cell:
    value = float(cell.value) if is_known(cell.value) else None
    return Cell(int(cell.year), cell.state, value, cell.value_text, cell.part_text or "", cell.fact_id or "")


def matrix_view(
    region_id: str,
    document_id: str,
    as_of: str,
    period_id: str | None = None,
    canvas: Canvas = WIDE,
) -> View:
    """All indicators of a plan by years (the chart), and the 指标完成情况表 (the table)."""
    period = plan_period(region_id, document_id, period_id)
    rows = judged(region_id, document_id, as_of, period.period_id)
    cells = queries.ask(
        "year_result_list", region_ids=[region_id], document_ids=[document_id], is_plan_row=True, as_of=as_of
    )
    cells = year_cells(cells[cells["target_fact_id"].isin(rows["target_fact_id"])])
    years, blanks = list(period.years), period_words(period)
    known = int((rows["status"] != "not_assessed").sum())
    counts = {"subject": subject(region_id, document_id, period), "count": len(rows), "judged": known}
    word = "title_none" if not known else "title_all" if known == len(rows) else "title"
    headline = say(f"matrix.{word}", **counts, **blanks)
    month = month_words(as_of)
    missing = say("matrix.key_missing") if (cells["state"] == "missing").any() else ""
    by_target = {key: list(group["fact_id"]) for key, group in cells.groupby("target_fact_id")}
    based = with_columns(rows, year_fact_ids=rows["target_fact_id"].map(by_target))
    facts = facts_used(based, "target_fact_id", "base_used_fact_id", "year_fact_ids", "used_fact_ids")
    sources = documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id")
    chart = _chart(
        rows,
        cells,
        region_id,
        years,
        title=headline,
        subtitle=(say("matrix.subtitle", missing=missing, as_of=month),),
        sources=(source_of_figure(sources),),
    )
    return View(
        name="completion",
        choices={"region": region_id, "plan": document_id, "period": period.period_id, "as_of": as_of},
        frame=_completion_table(rows, cells, years, grounds(region_id, document_id, as_of)),
        shown=called_for(rows, read_of("completion", _columns(years))),
        headline=headline,
        figure=draw_matrix(chart, canvas),
        takeaway=summary(region_id, document_id, as_of, period.period_id),
        subtitle=say("subtitle_of.completion", as_of=month),
        notes=_notes(rows, cells, blanks),
        words=blanks | dict(zip(year_columns(len(years)), map(str, years), strict=True)),
        sources=sources,
        facts=facts,
        as_of=as_of,
        alternative=alternative(
            headline, [f"{row.name} {row.judgement.completion.text}" for row in chart.rows if row.judgement.completion]
        ),
        verdicts=tuple(verdict_of(row) for row in rows_of(rows)),
        arithmetic=completions(rows),
        screens=lambda: tuple(draw_matrix(chart, canvas.on_stage, part) for part in parts(chart, screen_size.ROOM)),
    )


def _notes(rows: pd.DataFrame, cells: pd.DataFrame, blanks: Mapping[str, str]) -> tuple[str, ...]:
    """How the marks of the table are meant, those that occur, and what its columns set against each other."""
    brackets = sorted({raw[0] + raw[-1] for raw in rows["target_raw"] if raw[0] in "[{(〔"})
    pace = "margin" if rows["is_over"].astype(bool).all() else "gap"
    notes = [say(f"note_of.{note}", **blanks) for note in ("bases", "completion", pace)]
    if brackets:
        marks = say("punctuation.list").join(f"{mark[0]} {mark[1]}" for mark in brackets)
        notes.append(say("steps.marks", marks=marks))
    said = {
        "bound": rows["done_grade"].isin(["at_least", "partial"]).any(),
        "months": (cells["part_text"] != "").any(),
        "unpublished": (cells["state"] == "missing").any(),
        "not_assessed": (rows["status"] == "not_assessed").any(),
        "second_hand": (rows["weakest_reliability"] == "C").any(),
    }
    return (*notes, *(say(f"note_of.{note}") for note, holds in said.items() if holds))


def _completion_table(
    rows: pd.DataFrame, cells: pd.DataFrame, years: list[int], grounded: Mapping[str, Ground]
) -> pd.DataFrame:
    """The 指标完成情况表: one row a target of the plan, years across."""
    found = {(row["target_fact_id"], row["year"]): row for row in rows_of(cells)}

    def cell(target: str, year: int) -> str:
        row = found.get((target, year))
        if row is None:
            return ""
        if row["state"] in ("missing", "future", "within"):
            return say(f"state.{row['state']}")
        return row["value_raw"] + (say("state.part_of", months=row["part_text"]) if row["part_text"] else "")

    columns = {
        column: [cell(target, year) for target in rows["target_fact_id"]]
        for column, year in zip(year_columns(len(years)), years, strict=True)
    }
    judgements = rows_of(rows)
    table = with_columns(
        rows,
        **columns,
        indicator=rows[f"indicator_{language()}"],
        unit_name=[unit_of(row) for row in judgements],
        attribute=[say(f"attribute.{token}") if token else "" for token in rows["attribute"]],
        base_used=[_base_used(row) for row in judgements],
        status=[verdict_of(row).words for row in judgements],
        remark=rows[f"reason_{language()}"],
        ground=[grounded[target].sentence for target in rows["target_fact_id"]],
        cause=rows["cause"].fillna(""),
        measures=rows["measures"].fillna(""),
        ruling=[ruling_words(row) for row in judgements],
        rule=rows[f"rule_{language()}"],
        reliability=[say(f"reliability.{grade}") if grade else "" for grade in rows["weakest_reliability"]],
        done_grade=[say(f"grade.{grade}") for grade in rows["done_grade"]],
        theme=rows[f"theme_{language()}"],
        title=_titles(rows),
        completion_text=_bounded(
            judgements, [fixed(pct, 1) if is_known(pct) else "" for pct in rows["completion_pct"]]
        ),
        gap_text=_bounded(judgements, [signed(points) for points in rows["gap_to_time_pp"]]),
        margin=[margin(row) for row in judgements],
    )
    return table[list(_columns(years))].reset_index(drop=True)


def _columns(years: Sequence[int]) -> tuple[str, ...]:
    """The columns of the 指标完成情况表 with one a year."""
    return with_years(TABLE, len(years))


def _base_used(row) -> str:
    """The base that a target is judged from; a growth is of a quantity in a unit of its own."""
    return base_text(row) if is_known(row["base_used"]) and row["kind"] != "growth" else ""


def _bounded(rows: Sequence[Row], texts: list[str]) -> list[str]:
    """The texts with the sign of what is done where that is known from below: at least so much of the target, then."""
    return [f"{sign_of_share(row)}{text}" if text else "" for row, text in zip(rows, texts, strict=True)]


def _titles(rows: pd.DataFrame) -> pd.Series:
    """The full title of each row's plan."""
    return rows["document_id"].map(_document_titles())


@once_a_state
def _document_titles() -> dict[str, str]:
    """document_id → full title."""
    return named(queries.ask("document_list"), "document_id", "title")


def summary(region_id: str, document_id: str, as_of: str, period_id: str, store_folder: Path | None = None) -> str:
    """The sentence over the table: how many can be judged, and how, 约束性 first. store_folder: another store's."""
    plan = {"region_ids": [region_id], "document_ids": [document_id], "period_ids": [period_id], "as_of": as_of}
    rows = queries.ask("judgement_summary", store_folder, **plan)
    return summaries.by_attribute(rows, month_words(as_of))


def missing_view(region_id: str, document_id: str, as_of: str, period_id: str | None = None) -> View:
    """数据补充清单: what must still be got, from whom; one row a year, in its brief form one row an indicator."""
    period = plan_period(region_id, document_id, period_id)
    plan = {
        "region_ids": [region_id],
        "document_ids": [document_id],
        "period_ids": [period.period_id],
        "as_of": as_of,
    }
    rows, brief_rows = queries.ask("missing_list", **plan), queries.ask("missing_summary", **plan)
    targets = judged_rows(region_id, document_id, as_of, period.period_id)
    verdicts = {row["target_fact_id"]: verdict_of(row).in_short for row in targets}
    brief_rows = with_columns(brief_rows, years=[years_of(list(map(int, years))) for years in brief_rows["years"]])
    short, month = region(region_id).short, month_words(as_of)
    view = View(
        name="missing",
        choices={"region": region_id, "plan": document_id, "period": period.period_id, "as_of": as_of},
        frame=_missing_table(rows, "year"),
        shown=read_of("missing", MISSING),
        headline=_missing_title(subject(region_id, document_id, period), rows),
        subtitle=say("missing.subtitle", region=short, as_of=month),
        notes=_missing_notes(rows),
        sources=documents_cited(rows, "target_fact_id", "last_known_fact_id"),
        facts=facts_used(rows, "target_fact_id", "last_known_fact_id"),
        as_of=as_of,
        verdicts=tuple(verdicts[target] for target in rows["target_fact_id"]),
        advice=say("missing.advice"),
    )
    frame = _missing_table(brief_rows, "years")
    brief = replace(
        view,
        frame=frame,
        shown=read_of("missing", frame.columns),
        subtitle=say("missing.subtitle_brief", region=short, as_of=month),
        verdicts=tuple(verdicts[target] for target in brief_rows["target_fact_id"]),
    )
    return replace(view, brief=brief)


def _missing_title(whose: str, rows: pd.DataFrame) -> str:
    """How many figures of each kind are to be got, and of how many indicators."""
    is_end = rows["is_end"].astype(bool)
    counts = [
        say(f"missing.{kind}", count=int(chosen.sum()))
        for kind, chosen in (("years", ~is_end), ("ends", is_end))
        if chosen.any()
    ]
    if not counts:
        return say("missing.title_none", subject=whose)
    counts = say("punctuation.list").join(counts)
    return say("missing.title", subject=whose, counts=counts, indicators=rows["target_fact_id"].nunique())


def _missing_notes(rows: pd.DataFrame) -> tuple[str, ...]:
    said = {"last_known": rows["last_known_raw"].notna().any(), "responsible": rows["responsible"].isna().any()}
    return tuple(say(f"note_of.{note}") for note, holds in said.items() if holds)


def _missing_table(rows: pd.DataFrame, years: str) -> pd.DataFrame:
    """The rows of missing_list or missing_summary with words for tokens; years: the column that says when."""
    found = rows_of(rows)
    table = with_columns(
        rows,
        indicator=rows[f"indicator_{language()}"],
        lack=rows[f"lack_{language()}"],
        last_known=[_last_known(row) if is_known(row["last_known_raw"]) else "" for row in found],
        unit_name=[unit_of(row) for row in found],
        status=rows[f"status_{language()}"],
        responsible=rows["responsible"].fillna(say("missing.no_office")),
        attribute=[say(f"attribute.{token}") if token else "" for token in rows["attribute"]],
        title=_titles(rows),
    )
    return table[[years if column == "year" else column for column in MISSING]].reset_index(drop=True)


def _last_known(row) -> str:
    """The figure that is known instead: 36.37 万人（1—11月） of the year itself, 4.02 万人（2024-11） of another."""
    year, month = row["last_known_year"], row["last_known_month"]
    unit = unit_of(row) if row["last_known_unit"] == row["unit"] else row["last_known_unit"]
    words = {"raw": row["last_known_raw"], "unit": unit}
    if month < 12 and year == row.get("year"):
        months = say("span.month_end" if row["is_end"] else "span.months", month=month_name(int(month)))
        return say("missing.known_part", months=months, **words)
    return say("missing.known", through=f"{year}" if month == 12 else f"{year}-{month:02d}", **words)
