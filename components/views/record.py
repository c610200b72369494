"""指标档案: one indicator through all plans, regions and years."""

import pandas as pd

import queries
from components.charts.times import draw_times
from components.language.dates import month_words, span
from components.language.words import language, pick, say, say_each, unit_column
from components.look.canvas import WIDE, Canvas
from components.model.column import read_of
from components.model.rows import rows_of, with_columns
from components.model.view import View
from components.views import commitments
from components.views.alternatives import alternative
from components.views.catalogue import latest_month, named, periods, region
from components.views.chart_of_record import plan_of, record_chart
from components.views.headlines import figure_of
from components.views.judgements import unit_of, verdict_of
from components.views.kept import once_a_state
from components.views.native_charts_of_progress import native_charts
from components.views.sources import documents_cited, facts_used, source_lines, source_of_figure

FIGURES = (
    "years",
    "value_raw",
    "unit_name",
    "role",
    "series",
    "reliability",
    "document",
    "locator",
    "value",
    "value_unit",
    "comparator",
    "basis",
    "note",
    "fact_id",
)
TARGETS = (
    "region",
    "document",
    "years",
    "target_raw",
    "unit_name",
    "base_used",
    "done_text",
    "data_through",
    "status",
    "attribute",
    "target",
    "done",
    "reason",
    "target_fact_id",
)
# what stands under the chart: heading, view, and what else than the page's choices it is asked for
SECTIONS = (
    ("section.record_targets", "indicator_targets", {}),
    ("section.record_commitments", "indicator_commitments", {}),
    ("section.record_findings", "findings", {"region": "all", "period": "all", "kind": "all", "agreements": "yes"}),
    ("section.record_sources", "evidence", {"region": "all"}),
)
COMMITMENTS = tuple(name for name in commitments.COLUMNS if name != "indicator")


@once_a_state
def indicators() -> dict[str, str]:
    """indicator_id → name of every indicator that has a figure, by theme."""
    rows = queries.ask("indicator_list")
    return named(rows[rows["facts"] > 0], "indicator_id", "name")


@once_a_state
def about(indicator_id: str) -> dict[str, str]:
    """Label → text: how an indicator is meant and measured, and how much is known of it."""
    row = queries.ask("indicator_list", indicator_ids=[indicator_id]).iloc[0]
    said = {
        "definition": row["definition"] if language() == "zh" else "",
        "measure": say(f"measure.{row['measure']}"),
        "direction": say(f"direction.{row['direction']}"),
        "unit": row[unit_column()],
        "theme": pick(row, "theme"),
        "part_of": pick(row, "part_of"),
        "listed_under": pick(row, "listed_under"),
        "holdings": say(
            "record.held", facts=row["facts"], targets=row["targets"], results=row["results"], regions=row["regions"]
        ),
    }
    return {say(f"record.{name}"): text for name, text in said.items() if text}


@once_a_state
def targets_of(indicator_id: str, as_of: str) -> pd.DataFrame:
    """The targets of all regions for an indicator as they are judged at a month; asked once for chart and table."""
    return queries.ask("judgement_list", indicator_ids=[indicator_id], as_of=as_of)


def years_known() -> tuple[int, int]:
    """The years that any period of the ledger holds, and the one before the first."""
    there = [period for one in periods().values() for period in (one, one.before) if period]
    return min(period.first for period in there), max(period.last for period in there)


def each_once(targets: pd.DataFrame, region_id: str) -> pd.DataFrame:
    """The targets of a region's plans, one that two plans set alike once."""
    return targets[targets["is_plan_row"] & (targets["region_id"] == region_id)].drop_duplicates(
        ["year_from", "year_to", "target", "comparator"]
    )


def _ladder(targets: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Target and result of each plan, one under the other: 150, 197.47, 175, ≥184.93."""
    lines = []
    for row in rows_of(targets.sort_values("year_to", kind="stable")):
        is_level = row["form"] == "level"
        lines.append((plan_of(row), figure_of(row["target_raw"], row) if is_level else row["target_raw"]))
        if row["done_text"]:
            lines.append((say("record.result", through=row["data_through"]), figure_of(row["done_text"], row)))
    return tuple(lines)


def view(indicator_id: str, region_id: str, as_of: str | None = None, canvas: Canvas = WIDE) -> View:
    """An indicator in one region from the first figure to the last target: the chart, and its figures as a table."""
    as_of = as_of or latest_month()
    asked = {"region_ids": [region_id], "indicator_ids": [indicator_id]}
    indicator = queries.ask("indicator_list", indicator_ids=[indicator_id]).iloc[0]
    figures = queries.ask("history_list", **asked, as_of=as_of)
    targets = each_once(targets_of(indicator_id, as_of), region_id)
    place, name = region(region_id), pick(indicator, "short")
    facts = (*facts_used(targets, "target_fact_id"), *facts_used(figures, "fact_id"))
    sources = documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id") if facts else ()
    headline = _headline(place.short, name, figures, targets)
    subtitle = say(
        "record.subtitle",
        region=place.short,
        indicator=pick(indicator, "name"),
        unit=unit_of(indicator),
        as_of=month_words(as_of),
    )
    notes = _notes(figures)
    is_drawn = len(figures) > 0 or targets["target"].notna().any()
    chart = None
    if is_drawn:
        first, last = years_known()
        known = [*figures["year_from"], *targets["year_from"], *targets["year_to"]]
        chart = record_chart(
            figures,
            # one in another unit than the indicator's has no place on its axis
            targets[targets["unit"] == indicator["unit"]],
            indicator["measure"],
            (min(first, *map(int, known)), max(last, *map(int, known))),
            place.colour,
            {
                "title": headline,
                "subtitle": (subtitle, say("record.key")),
                "sources": (source_of_figure(sources), *notes),
                "unit": unit_of(indicator),
                "arithmetic": _ladder(targets),
            },
        )
    return View(
        name="indicator",
        choices={"indicator": indicator_id, "region": region_id, "as_of": as_of},
        frame=figures_of(figures)[list(FIGURES)],
        shown=read_of("indicator", FIGURES),
        headline=headline,
        subtitle=subtitle,
        figure=draw_times(chart, canvas) if chart else None,
        screens=(lambda: (draw_times(chart, canvas.on_stage),)) if chart else None,
        native_charts=native_charts(chart) if chart else (),
        alternative=alternative(headline, [f"{mark.name} {mark.text}" for mark in chart.course.marks] if chart else []),
        notes=notes,
        sources=sources,
        facts=facts,
        as_of=as_of,
        advice=say("record.advice", region=place.short, indicator=pick(indicator, "name")),
    )


def _headline(place: str, name: str, figures: pd.DataFrame, targets: pd.DataFrame) -> str:
    """What there is of the indicator in a region: how many figures from when to when, how many targets."""
    words = {"region": place, "name": name, "targets": len(targets)}
    if figures.empty:
        return say("record.title_targets" if len(targets) else "record.title_none", **words)
    first, last = int(figures["year_from"].min()), int(figures["year_to"].max())
    years = f"{first}" if first == last else say("headline.years", first=first, last=last)
    return say("record.title", count=len(figures), years=years, **words)


def _notes(figures: pd.DataFrame) -> tuple[str, ...]:
    """Why figures of another method stand apart, each reason once."""
    other = figures[figures["series"].notna()].drop_duplicates("series")
    return tuple(
        say("record.series", name=pick(row, "series"), reason=pick(row, "series_reason")) for row in rows_of(other)
    )


def figures_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of history_list with what a table says of them."""
    table = with_columns(
        rows,
        years=[span(row) for row in rows_of(rows)],
        unit_name=rows[unit_column()],
        value_unit=rows[unit_column("indicator_unit")],
        role=say_each("role", rows["role"]),
        series=rows[f"series_{language()}"].fillna(""),
        reliability=say_each("reliability", rows["reliability"]),
        document=rows[f"document_{language()}"],
        comparator=say_each("comparator", rows["comparator"]),
        basis=say_each("basis", rows["basis"]),
    )
    return table.reset_index(drop=True)


def targets_view(indicator_id: str, as_of: str | None = None) -> View:
    """Every target for an indicator, of all regions and plans, with what came of it."""
    as_of = as_of or latest_month()
    rows = targets_of(indicator_id, as_of)
    table = with_columns(
        rows,
        region=rows[f"region_{language()}"],
        document=rows[f"document_{language()}"],
        years=[f"{a}" if a == b else f"{a}—{b}" for a, b in zip(rows["year_from"], rows["year_to"], strict=True)],
        unit_name=rows[unit_column()],
        status=[verdict_of(row).words for row in rows_of(rows)],
        attribute=[say(f"attribute.{token}") if token else "" for token in rows["attribute"]],
        reason=rows[f"reason_{language()}"],
    )
    return View(
        name="indicator_targets",
        choices={"indicator": indicator_id, "as_of": as_of},
        frame=table[list(TARGETS)].reset_index(drop=True),
        shown=read_of("indicator_targets", TARGETS),
        headline=say(
            "record.targets_title",
            name=indicators()[indicator_id],
            count=len(rows),
            regions=rows["region_id"].nunique(),
        ),
        subtitle=say("subtitle_of.indicator_targets", as_of=month_words(as_of)),
        sources=tuple(source_lines(dict.fromkeys(rows["document_id"])).values()),
        facts=facts_used(rows, "target_fact_id", "used_fact_ids"),
        as_of=as_of,
        verdicts=tuple(verdict_of(row) for row in rows_of(rows)),
        advice=say("record.no_targets"),
        # the rows are of several periods: no year heads a column
        words={"target_raw": say("role.target"), "base_used": say("role.baseline"), "target": say("record.target")},
    )


def commitments_view(indicator_id: str, as_of: str | None = None) -> View:
    """What the plans' texts promise of an indicator."""
    as_of = as_of or latest_month()
    rows = commitments.asked(indicator_ids=[indicator_id], as_of=as_of)
    return View(
        name="indicator_commitments",
        choices={"indicator": indicator_id, "as_of": as_of},
        frame=commitments.table(rows)[list(COMMITMENTS)],
        shown=read_of("indicator_commitments", COMMITMENTS),
        headline=say("record.commitments_title", name=indicators()[indicator_id], count=len(rows)),
        subtitle=say("subtitle_of.indicator_commitments"),
        sources=tuple(source_lines(dict.fromkeys(rows["document_id"])).values()),
        facts=facts_used(rows, "fact_id"),
        as_of=as_of,
        advice=say("record.no_commitments"),
    )
