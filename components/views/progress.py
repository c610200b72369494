"""指标进展: does what is published add up to the target, and does it keep pace?"""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

import queries
from components.charts.times import draw_times
from components.language.dates import month_name, month_words, span
from components.language.numerals import bounded, fixed, is_known, plain
from components.language.words import pick, say
from components.look.canvas import WIDE, Canvas
from components.model.column import read_of
from components.model.rows import rows_of, with_columns
from components.model.time_chart import TimeChart
from components.model.view import View
from components.views import headlines
from components.views.alternatives import alternative
from components.views.catalogue import period_words, plan_period, region
from components.views.chart_of_progress import level_chart, total_chart
from components.views.grounds import grounds
from components.views.headlines import target_text
from components.views.judgements import judged_rows, judgement_of, said_by_hand, unit_of
from components.views.kept import once_a_state
from components.views.native_charts_of_progress import native_charts
from components.views.sources import documents_cited, source_of_figure


@once_a_state
def indicators(
    region_id: str, document_id: str, period_id: str | None = None, as_of: str | None = None
) -> dict[str, str]:
    """indicator_id → name with its number of years known at a month, those with results first."""
    rows = judged_rows(region_id, document_id, as_of, period_id)
    known = [max(len(row["known_years"]), 1) if is_known(row["done"]) else 0 for row in rows]
    counted = sorted(zip(rows, known, strict=True), key=lambda pair: not pair[1])
    return {
        row["indicator_id"]: pick(row, "indicator") + (say("progress.years_known", count=count) if count else "")
        for row, count in counted
    }


def _references(region_id: str, row, period_id: str) -> tuple[pd.DataFrame, list[str], list[str]]:
    """What the province and the nation ask for the same: lines of a rate, sentences of anything else, and the facts.

    Totals of places of different size share no axis: they are said by the year and by what they ask of their own last
    result.
    """
    rows = queries.ask("reference_list", region_id=region_id, indicator_ids=[row["indicator_id"]], period_id=period_id)
    lines, said = [], []
    for other in rows_of(rows):
        name, colour = pick(other, "region"), region(other["region_id"]).colour
        if row["measure"] == "rate" and other["kind"] == "level" and other["unit"] == row["unit"]:
            text = say("progress.reference", region=name, value=target_text(other))
            lines.append({"kind": "reference", "value": float(other["target"]), "label": text, "colour": colour})
            continue
        words = {"region": name, "target": other["target_raw"], "unit": unit_of(other)}
        sentence = say("progress.reference_level", **words)
        if is_known(other["share_pct"]):
            sentence = say("progress.reference_share", share=fixed(other["share_pct"], 1), **words)
        if is_known(other["need_per_year"]):
            need = plain(round(other["need_per_year"], 2))
            sentence = say("progress.reference_need", said=sentence, need=need, unit=words["unit"])
        said.append(sentence)
    return pd.DataFrame(lines), said, list(rows["target_fact_id"])


def _part_text(row) -> str:
    if row["state"] == "part":
        return say("span.months", month=month_name(row["through_month"]))
    return (
        say("span.month_end", month=month_name(row["through_month"]))
        if is_known(row["through_month"]) and row["through_month"] < 12
        else ""
    )


def _printed_beside(rows: pd.DataFrame) -> pd.DataFrame:
    """The printed running totals that no sum of years says already, with their texts."""
    is_beside = rows["printed_total"].notna() & (rows["printed_total"] != rows["running"])
    return pd.DataFrame(
        {
            "printed_beside": rows["printed_total"].where(is_beside),
            "printed_text": [
                bounded(total, comparator)
                for total, comparator in zip(rows["printed_total"], rows["printed_comparator"], strict=True)
            ],
            "is_printed_exact": rows["printed_comparator"] == "eq",
        },
        index=rows.index,
    )


def year_cells(rows: pd.DataFrame) -> pd.DataFrame:
    """Year results with their texts, as the charts take them."""
    # a year that a printed total holds is not missing, though no figure of its own is out
    found = rows_of(rows)
    through = rows["year"].where(rows["printed_total"].notna()).groupby(rows["target_fact_id"]).transform("max")
    return with_columns(
        rows,
        state=rows["state"].mask((rows["state"] == "missing") & (rows["year"] <= through).fillna(False), "within"),
        value_text=rows["value_raw"].fillna(""),
        part_text=[_part_text(row) for row in found],
        is_exact=rows["is_running_exact"].astype(bool),
        running_text=[
            bounded(row["running"], "eq" if row["is_running_exact"] else "ge") if is_known(row["running"]) else ""
            for row in found
        ],
        **_printed_beside(rows),
    )


def _targets(row, words: Mapping[str, str]) -> pd.DataFrame:
    """The plan's target and, of other documents, phase and annual targets inside its span."""
    rows = queries.ask("milestone_list", target_fact_id=row["target_fact_id"])
    found = rows_of(rows)
    return with_columns(
        rows,
        label=[
            say("progress.target_plan", **words) if one["span"] == "plan" else pick(one, "document") for one in found
        ],
        value_text=[target_text(one) for one in found],
        kind=rows["span"],
        value=rows["target"],
    )


def _points(row, years: pd.DataFrame) -> pd.DataFrame:
    """Every dated value of a level inside the span up to the month, used or not, in order of time."""
    rows = queries.ask("result_list", target_fact_ids=[row["target_fact_id"]], as_of=row["as_of"])
    return with_columns(
        rows,
        year=rows["year_to"],
        month=rows["through_month"],
        value_text=rows["value_raw"],
        label=[_of_years(one) for one in rows_of(rows)],
        is_used=rows["fact_id"].isin({*row["used_fact_ids"], *years["fact_id"]}),
    )


def _of_years(row) -> str:
    """What a value of several years is: all of them together, or their mean."""
    if row["basis"] == "pooled":
        return say("progress.pooled")
    return say("progress.mean_of", years=span(row)) if row["year_from"] < row["year_to"] else ""


def _facts(row, years: pd.DataFrame, targets: pd.DataFrame, points: pd.DataFrame) -> tuple[str, ...]:
    """What the view rests on: target, base, results by years, and what else is drawn, each once."""
    ids = [row["target_fact_id"], *row["base_used_fact_ids"], *years["fact_id"], *row["used_fact_ids"]]
    ids += [*years["printed_fact_id"]]
    # what was not used too: the reason may speak of another source
    ids += row["unused_fact_ids"]
    ids += [*targets["target_fact_id"], *points["fact_id"]]
    return tuple(dict.fromkeys(fact_id for fact_id in ids if isinstance(fact_id, str)))


def _notes(chart: TimeChart) -> tuple[str, ...]:
    """How the marks that occur are meant, and what holds for the figures."""
    course, years = chart.course, chart.years.of("year") if chart.years else ()
    said = {
        "bound": any(mark.is_bound for mark in course.of("running")),
        "part": any(mark.is_bound for mark in years),
        "missing": any(empty.is_missing for empty in chart.empty),
        "open": any(mark.is_bound for mark in course.of("level", "held", "unused")),
        "unused": course.of("unused"),
        "second_hand": any(mark.doubt for mark in (*course.marks, *years)),
    }
    notes = [say(f"note_of.{note}") for note, holds in said.items() if holds]
    return (*notes, *([chart.sentence] if chart.sentence else []))


def _key(chart: TimeChart) -> str:
    """How the marks that occur are meant, in one line."""
    course, years = chart.course, chart.years.of("year") if chart.years else ()
    totals, levels = course.of("running"), course.of("level", "held")
    said = {
        "exact": any(not mark.is_bound for mark in totals),
        "bound": any(mark.is_bound for mark in totals),
        "part": any(mark.is_bound for mark in years),
        "missing": chart.years and any(empty.is_missing for empty in chart.empty),
        "printed": course.of("printed"),
        "value": any(not mark.is_bound for mark in levels),
        "open": any(mark.is_bound for mark in levels),
        "target": course.of("target"),
        "limit": course.line("target") and not course.of("target"),
    }
    return say("key.join").join(say(f"key.{mark}") for mark, holds in said.items() if holds)


def _figures(chart: TimeChart) -> list[str]:
    """What is drawn, from the base through the results to the target; where no total can be, the single years."""
    panel, results = chart.course, chart.course.of("running", "printed", "level", "held")
    if chart.years and not results:
        panel, results = chart.years, chart.years.of("year")
    said = [mark.text for mark in panel.of("base")]
    said += [say("levels.base", year=mark.name, value=f"{mark.text} {mark.remark}".strip()) for mark in results]
    if results:
        said[0] = f"{panel.heading} {said[0]}"
    target = chart.course.line("target")
    return [*said, target.words] if target else said


def view(
    region_id: str,
    document_id: str,
    indicator_id: str,
    as_of: str,
    period_id: str | None = None,
    canvas: Canvas = WIDE,
) -> View:
    """One indicator: running total and years, or dated values, beside its verdict and the arithmetic."""
    period = plan_period(region_id, document_id, period_id)
    rows = judged_rows(region_id, document_id, as_of, period.period_id)
    row = next(one for one in rows if one["indicator_id"] == indicator_id)
    years = queries.ask(
        "year_result_list",
        region_ids=[region_id],
        document_ids=[document_id],
        is_plan_row=True,
        as_of=as_of,
    )
    years = year_cells(years[years["target_fact_id"] == row["target_fact_id"]])
    targets, judgement = _targets(row, period_words(period)), judgement_of(row)
    lines, said, reference_ids = _references(region_id, row, period.period_id)
    points = _points(row, years)
    if row["kind"] == "total":
        points = points.head(0)
    said, ground = (*said, *said_by_hand(row)), grounds(region_id, document_id, as_of)[row["target_fact_id"]]
    place = region(region_id)
    headline = headlines.headline(place.short, row)
    subtitle = say(
        "progress.subtitle",
        region=place.short,
        indicator=pick(row, "indicator"),
        unit=judgement.unit,
        as_of=month_words(as_of),
    )
    facts = tuple(dict.fromkeys((*_facts(row, years, targets, points), *reference_ids)))
    sources = documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id")
    wanted = pd.concat([targets, lines]) if len(lines) else targets
    words = {"title": headline, "subtitle": (subtitle,), "sources": (source_of_figure(sources), *said)}
    if row["kind"] == "total":
        chart = total_chart(years, targets, judgement, place.colour, words)
    else:
        chart = level_chart(points, wanted, judgement, place.colour, words)
    chart = replace(chart, subtitle=tuple(line for line in (subtitle, _key(chart)) if line))
    table = with_columns(
        years,
        indicator=pick(row, "indicator"),
        unit_name=judgement.unit,
        state=[
            row["part_text"] if row["state"] == "full" and row["part_text"] else say(f"state.{row['state']}")
            for row in rows_of(years)
        ],
        reliability=[say(f"reliability.{grade}") if grade else "" for grade in years["reliability"]],
        target_raw=row["target_raw"],
        target=row["target"],
        need=row["average_need_per_year"],
        completion_pct=row["completion_pct"],
        status=judgement.verdict.words,
    )
    columns = (
        "indicator",
        "year",
        "value_raw",
        "value",
        "unit_name",
        "state",
        "through_month",
        "running",
        "reliability",
        "target_raw",
        "completion_pct",
        "status",
        "target",
        "need",
        "printed_total_raw",
        "printed_total",
        "fact_id",
        "printed_fact_id",
        "target_fact_id",
    )
    return View(
        name="progress",
        choices={
            "region": region_id,
            "plan": document_id,
            "period": period.period_id,
            "indicator": indicator_id,
            "as_of": as_of,
        },
        frame=table[list(columns)].reset_index(drop=True),
        shown=read_of("progress", columns),
        headline=headline,
        figure=draw_times(chart, canvas),
        takeaway=judgement.reason,
        subtitle=subtitle,
        notes=(ground.sentence, *_notes(chart), *said),
        sources=sources,
        facts=facts,
        as_of=as_of,
        verdict=judgement.verdict,
        ground=ground,
        arithmetic=judgement.arithmetic,
        words=period_words(period),
        native_charts=native_charts(chart),
        screens=lambda: (draw_times(chart, canvas.on_stage),),
        alternative=alternative(headline, _figures(chart)),
    )
