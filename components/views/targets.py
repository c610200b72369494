"""目标测算: what a next target means beside the way so far; references, never proposals."""

import pandas as pd

import queries
from components.charts.times import draw_times
from components.language.dates import month_words
from components.language.numerals import is_known
from components.language.words import pick, say, unit_column
from components.look.canvas import WIDE, Canvas
from components.model.column import read_of
from components.model.rows import rows_of
from components.model.view import View
from components.views import draft_warnings, drafted, reckoned
from components.views.alternatives import alternative
from components.views.catalogue import latest_month, plans, region
from components.views.chart_of_targets import target_chart
from components.views.judgements import unit_of
from components.views.kept import once_a_state
from components.views.native_charts_of_progress import native_charts
from components.views.record import each_once, targets_of, years_known
from components.views.sources import documents_cited, facts_used, source_of_figure

LINES = (
    "line",
    "years",
    "line_text",
    "a_year_text",
    "of_result_pct",
    "working",
    "unit_name",
    "value",
    "fact_ids",
)
# what stands under the chart and its lines: heading, view
SECTIONS = (
    ("section.target_peers", "targets_peers"),
    ("section.target_record", "targets_record"),
    ("section.target_plan", "targets_plan"),
)


# what is done on the page → its question
QUESTIONS = {"reckon": "targets", "yearly": "targets_yearly", "warn": "targets_warn"}


def works() -> dict[str, str]:
    """What is done on the page, the first by default: id → words."""
    return {work: say(f"targets.{work}") for work in QUESTIONS}


@once_a_state
def indicators(region_id: str, document_id: str | None = None) -> dict[str, str]:
    """indicator_id → name of the indicators of a region's plans, those of one plan first, in the order of the plans."""
    rows = queries.ask("reckoning_list", region_ids=[region_id])
    names = dict(zip(rows["indicator_id"], pick(rows, "indicator"), strict=True))
    if document_id:
        first = queries.ask("reckoning_list", region_ids=[region_id], document_ids=[document_id])["indicator_id"]
        names = {indicator: names[indicator] for indicator in dict.fromkeys([*first, *names])}
    return names


@once_a_state
def names_and_units(region_id: str) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Of each indicator of a region's plans its names, long and short, and the unit in which a target is drafted."""
    rows = list(rows_of(queries.ask("reckoning_list", region_ids=[region_id])))
    kinds = ("indicator_zh", "indicator_en", "short_zh", "short_en")
    names = {row["indicator_id"]: tuple(str(row[kind]) for kind in kinds if row[kind]) for row in rows}
    return names, {row["indicator_id"]: row["unit"] for row in rows}


def drafts_of(region_id: str, text: str) -> drafted.Drafts:
    """What an address drafts for a region."""
    return drafted.read(text, indicators(region_id))


def reckoned_row(region_id: str, indicator_id: str, as_of: str, drafts: str):
    """The row of an indicator with its draft. Raises LookupError for one that the region's plans do not have."""
    rows = queries.ask(
        "reckoning_list",
        region_ids=[region_id],
        indicator_ids=[indicator_id],
        as_of=as_of,
        drafts=drafts_of(region_id, drafts).pairs,
    )
    found = list(rows_of(rows))
    if not found:
        raise LookupError(indicator_id)
    return found[0]


def needed_rows(region_id: str, indicator_id: str | None, as_of: str, drafts: str) -> list:
    """What later targets that are stated ask of an indicator, or of all."""
    asked = {"indicator_ids": [indicator_id]} if indicator_id else {}
    pairs = drafts_of(region_id, drafts).pairs
    return list(rows_of(queries.ask("needed_list", region_id=region_id, as_of=as_of, drafts=pairs, **asked)))


def view(region_id: str, indicator_id: str, as_of: str | None = None, drafts: str = "", canvas: Canvas = WIDE) -> View:
    """An indicator's ladder of targets and results, its own path, what later targets ask, and the draft."""
    as_of = as_of or latest_month()
    row = reckoned_row(region_id, indicator_id, as_of, drafts)
    asked = {"region_ids": [region_id], "indicator_ids": [indicator_id], "as_of": as_of}
    rungs = list(rows_of(queries.ask("ladder_list", **asked)))
    needed = needed_rows(region_id, indicator_id, as_of, drafts)
    figures = queries.ask("history_list", **asked)
    targets = each_once(targets_of(indicator_id, as_of), region_id)
    lines = [line for rung in rungs for line in reckoned.rung_lines(rung)]
    lines += [*reckoned.path_lines(row), *map(reckoned.needed_line, needed)]
    if is_known(row["draft"]):
        lines.append(reckoned.draft_line(row))
    facts = tuple(dict.fromkeys((*(fact for line in lines for fact in line.facts), *facts_used(figures, "fact_id"))))
    sources = documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id") if facts else ()
    warned, notes = draft_warnings.warnings(row, needed), _notes(row)
    headline = _headline(region(region_id).short, row)
    subtitle = say(
        "record.subtitle",
        region=region(region_id).short,
        indicator=pick(row, "indicator"),
        unit=unit_of(row),
        as_of=month_words(as_of),
    )
    first, _ = years_known()
    known = [*figures["year_from"], *targets["year_from"]]
    chart = target_chart(
        row,
        figures,
        targets[targets["unit"] == row["unit"]],
        [one for one in needed if one["whose"] == "above"],
        (min([first, *map(int, known)]), int(row["last_year"])),
        region(region_id).colour,
        {
            "title": headline,
            "subtitle": (subtitle, say("targets.key")),
            "sources": (source_of_figure(sources), *notes),
            "unit": unit_of(row),
            "arithmetic": _beside(rungs, row),
            "reason": say("targets.reference"),
        },
    )
    return View(
        name="targets",
        choices={"region": region_id, "indicator": indicator_id, "as_of": as_of, "drafts": drafts},
        frame=_table(lines, row),
        shown=read_of("targets", LINES),
        headline=headline,
        figure=draw_times(chart, canvas),
        takeaway=reckoned.in_turn(warned) if warned else _calm(row),
        subtitle=subtitle,
        notes=(*warned, *notes),
        sources=sources,
        facts=facts,
        as_of=as_of,
        arithmetic=tuple((line.name, line.working) for line in lines if line.working),
        native_charts=native_charts(chart),
        screens=lambda: (draw_times(chart, canvas.on_stage),),
        alternative=alternative(headline, [" ".join((line.name, line.text or line.a_year)) for line in lines]),
        words={"fact_ids": say("column.fact_ids")},
    )


def _table(lines: list[reckoned.Line], row) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "line": [line.name for line in lines],
            "years": [line.years for line in lines],
            "line_text": [line.text for line in lines],
            "a_year_text": [reckoned.bare_step(line.a_year) for line in lines],
            "of_result_pct": pd.array([line.of_result for line in lines], dtype="Float64").astype("float64"),
            "working": [line.working for line in lines],
            "unit_name": row[unit_column()],
            "value": [line.value for line in lines],
            "fact_ids": ["; ".join(line.facts) for line in lines],
        }
    )
    return frame[list(LINES)]


def _beside(rungs: list, row) -> tuple[tuple[str, str], ...]:
    """The ladder beside the chart: targets and results of the last two plans, the step, the draft, each a year."""
    lines = [line for rung in rungs[-2:] for line in reckoned.rung_lines(rung)]
    lines += reckoned.path_lines(row)[:1]
    if is_known(row["draft"]):
        lines.append(reckoned.draft_line(row))
    # the unit stands over the chart
    unit, told = say("headline.amount", figure="", unit=unit_of(row)), []
    for line in lines:
        text = say("targets.with_year", text=line.text, figure=line.a_year) if line.a_year else line.text
        told.append((f"{line.name} {line.years}".strip(), text.replace(unit, "").strip()))
    return tuple(told)


def _headline(place: str, row) -> str:
    """What is known: last target, last result, the step so far; with a draft, what it asks."""
    words = {
        "region": place,
        "name": pick(row, "short"),
        "target": reckoned.in_unit(row["target_raw"], row) if is_known(row["target"]) else row["target_raw"],
        "plan": reckoned.plan_of(row),
        "result": reckoned.result_text(row),
        "when": reckoned.result_when(row),
        "pace": reckoned.pace_text(row),
        "years": reckoned.pace_years(row),
    }
    if is_known(row["draft"]):
        words["draft"] = reckoned.in_unit(reckoned.plain(row["draft"]), row)
        words["need"] = reckoned.draft_line(row).a_year
        if reckoned.is_so(row["is_below_result"]):
            side = "looser" if row["direction"] == "down" else "below"
            return say(f"targets.title_draft_{side}", **words)
        form = "draft" if words["need"] else "draft_reached" if words["result"] else "draft_alone"
        return say(f"targets.title_{form}", **words)
    form = "whole" if words["result"] and words["pace"] else "result" if words["result"] else "target"
    return say(f"targets.title_{form}", **words)


def _calm(row) -> str:
    """What is said of a draft that nothing speaks against."""
    return say("targets.no_warning") if is_known(row["draft"]) else reckoned.why(row)


def _notes(row) -> tuple[str, ...]:
    """Why there is no path or band; how a band is meant; what is said of the last figure of the path."""
    notes = [reckoned.why(row)] if reckoned.why(row) else []
    if row["has_band"]:
        notes.append(say("targets.band_note"))
        if row["is_band_cut"]:
            notes.append(say("targets.band_cut"))
    if is_known(row["mean_step"]) and row["has_other_method"]:
        notes.append(say("targets.one_method"))
    if is_known(row["mean_step"]):
        facts = queries.ask("fact_list", fact_ids=[row["fact_ids"][-1]])
        notes += [say("targets.figure_note", year=row["path_last_year"], note=note) for note in facts["note"] if note]
    return tuple(notes)


def first_plan(region_id: str) -> str:
    """The plan of a region whose rows are reckoned when none is chosen."""
    return next(iter(plans(region_id)), "")
