"""指标进展: does what is published add up to the target, and does it keep pace?"""

import math
import re
from collections.abc import Mapping

import pandas as pd

import queries
from components.charts.drawing import title_lines, wrapped
from components.charts.levels import levels, levels_narrow, levels_presented
from components.charts.progress import running_total, running_total_narrow, running_total_presented
from components.language.dates import month_name, month_words, span
from components.language.numerals import bounded, fixed, is_known, percent, plain, signed
from components.language.words import language, pick, say
from components.look import screen_size
from components.look.theme import PALETTES
from components.model.view import Verdict, View
from components.views import headlines
from components.views.catalogue import period_words, plan_period, region
from components.views.headlines import amount, figure_of, sign_of_share, target_text, years_of
from components.views.margins import margin
from components.views.panels_of_progress import level_panels, total_panels
from components.views.sources import documents_cited, source_of_figure


def judged(region_id: str, document_id: str, as_of: str | None, period_id: str | None = None) -> pd.DataFrame:
    """The verdicts of a plan's table: its own, or the one of another period that it prints."""
    return queries.ask(
        "judgement_list",
        region_ids=[region_id],
        document_ids=[document_id],
        is_plan_row=True,
        period_ids=[plan_period(region_id, document_id, period_id).period_id],
        as_of=as_of,
    )


def indicators(
    region_id: str, document_id: str, period_id: str | None = None, as_of: str | None = None
) -> dict[str, str]:
    """indicator_id → name with its number of years known at a month, those with results first."""
    rows = judged(region_id, document_id, as_of, period_id)
    known = [0 if row["done"] != row["done"] else max(len(row["known_years"]), 1) for _, row in rows.iterrows()]
    rows = rows.assign(known=known).sort_values("known", ascending=False, kind="stable", key=lambda c: c > 0)
    return {
        row["indicator_id"]: pick(row, "indicator")
        + (say("progress.years_known", count=row["known"]) if row["known"] else "")
        for _, row in rows.iterrows()
    }


def unit_of(row) -> str:
    return row["unit" if language() == "zh" else "unit_en"]


def _arithmetic(row) -> list[tuple[str, str]]:
    """The numbers beside the chart from which the word can be worked again."""
    # a target that is no level names its own unit
    target = figure_of(row["target_raw"], row) if row["form"] == "level" else row["target_raw"]
    lines = [(say("judged.target"), target)]
    if row["done_grade"] == "partial" and row["kind"] == "total" and row["status"] == "not_assessed":
        # years that are left out make no running total and no completion
        known = years_of([int(year) for year in row["known_years"]])
        lines.append((say("judged.known_years", years=known), figure_of(row["done_text"], row)))
        lines.append((say("judged.need"), amount(round(row["average_need_per_year"], 2), row)))
    elif row["kind"] == "total":
        if is_known(row["done"]):
            bound = sign_of_share(row)
            lines += [
                (say("judged.total", through=row["data_through"]), figure_of(row["done_text"], row)),
                (say("judged.completion"), bound + percent(row["completion_pct"])),
                *_pace(row, bound),
            ]
        if is_known(row["average_need_per_year"]):
            lines.append((say("judged.need"), amount(round(row["average_need_per_year"], 2), row)))
        if is_known(row["required_per_remaining_year"]):
            sign = "≤" if row["done_grade"] != "exact" and is_known(row["done"]) else ""
            lines.append((say("judged.required"), figure_of(sign + fixed(row["required_per_remaining_year"], 1), row)))
    else:
        if is_known(row["base_used"]):
            lines.append((say("judged.base"), figure_of(base_text(row), row)))
        if is_known(row["done"]):
            lines.append((_of_when(row), figure_of(row["done_text"], row)))
            if row["measure"] != "rate" and is_known(row["completion_pct"]):
                lines.append((say("judged.completion"), sign_of_share(row) + percent(row["completion_pct"])))
            elif not row["is_over"]:
                lines.append((say("judged.to_target"), margin(row)))
            # a share of the rise is read against the time elapsed, which says nothing after the end
            if is_known(row["increment_pct"]) and not row["is_over"]:
                lines.append((say("judged.increment"), percent(row["increment_pct"])))
            lines += _pace(row)
    if row["outlook"]:
        lines.append((say("judged.outlook"), say(f"outlook.{row['outlook']}")))
    if row["weakest_reliability"]:
        lines.append((say("judged.reliability"), say(f"reliability.{row['weakest_reliability']}")))
    return [(label, text) for label, text in lines if text]


def _of_when(row) -> str:
    """What a level is of: its month, all years of the span, or the mean of those known."""
    if row["is_pooled"]:
        return say("judged.pooled", first=row["year_from"], last=row["year_to"])
    if row["test"] == "mean_of_years":
        return say("judged.mean", years=years_of([int(year) for year in row["known_years"]]))
    return say("judged.latest", through=row["data_through"])


def _pace(row, bound: str = "") -> list[tuple[str, str]]:
    """While the span runs, what is done against the time elapsed; after it, against the target."""
    if row["is_over"]:
        return [(say("judged.margin"), margin(row))]
    if not is_known(row["gap_to_time_pp"]):
        return []
    return [
        (say("judged.time", through=row["data_through"]), percent(row["time_pct"])),
        (say("judged.gap"), bound + signed(row["gap_to_time_pp"]) + say("judged.points")),
    ]


def base_text(row) -> str:
    return bounded(row["base_used"], row["base_used_comparator"])


def status_text(row) -> str:
    """The verdict with what belongs to its word: since when, by which date, on what it hangs."""
    return pick(row, "verdict")


def _verdict(row, cells: pd.DataFrame) -> dict:
    """The verdict as the charts of progress take it."""
    unknown = math.nan
    missing, known = row["missing_years"], row["known_years"]
    is_gapped = row["kind"] == "total" and known and any(year < max(known) for year in missing)
    bound = "" if row["done_grade"] == "exact" else "≥"
    return {
        "status": row["status"],
        "status_text": status_text(row),
        "has_figures": is_known(row["done"]),
        "unit_name": unit_of(row),
        "need": row["average_need_per_year"] if is_known(row["average_need_per_year"]) else unknown,
        "need_text": plain(round(row["average_need_per_year"], 2)) if is_known(row["average_need_per_year"]) else "",
        "rows": _arithmetic(row),
        "reason": pick(row, "reason"),
        "as_of_month": max(
            min(int(row["as_of"][:4]) * 12 + int(row["as_of"][5:]) - row["year_from"] * 12, row["total_months"]), 0
        ),
        "projected": row["projected"] if is_known(row["projected"]) else unknown,
        "projected_text": bound + fixed(row["projected"], 1) if is_known(row["projected"]) else "",
        "required": row["required_per_remaining_year"]
        if is_known(row["required_per_remaining_year"]) and is_known(row["done"])
        else unknown,
        "required_text": ("≤" if bound else "") + fixed(row["required_per_remaining_year"], 1)
        if is_known(row["required_per_remaining_year"]) and is_known(row["done"])
        else "",
        "gap_text": say("progress.gap", count=len(missing), done=row["done_text"]) if is_gapped else "",
        "year_from": int(row["year_from"]),
        "year_to": int(row["year_to"]),
        "intent": row["intent"],
        "base": row["base_used"] if is_known(row["base_used"]) and row["base_used_comparator"] == "eq" else unknown,
        "base_text": plain(row["base_used"]) if is_known(row["base_used"]) else "",
        "mean": row["done"] if row["test"] == "mean_of_years" and is_known(row["done"]) else unknown,
        "mean_text": row["done_text"] or "",
        "printed": _printed_totals(cells),
    }


def _printed_totals(cells: pd.DataFrame) -> list[dict]:
    """The printed running totals that no sum of years says already, in order of time."""
    rows = cells[cells["printed_total"].notna() & (cells["printed_total"] != cells["running"])]
    return [
        {
            "year": int(row["year"]),
            "month": int(row["printed_through_month"]),
            "value": row["printed_total"],
            "text": bounded(row["printed_total"], row["printed_comparator"]),
            "is_exact": row["printed_comparator"] == "eq",
        }
        for _, row in rows.iterrows()
    ]


def _references(region_id: str, row, period_id: str) -> tuple[list[dict], list[str], list[str]]:
    """What the province and the nation ask for the same: lines of a rate, sentences of anything else, and the facts.

    Totals of places of different size share no axis: they are said by the year and by what they ask of their own last
    result.
    """
    rows = queries.ask("reference_list", region_id=region_id, indicator_ids=[row["indicator_id"]], period_id=period_id)
    lines, said = [], []
    for _, other in rows.iterrows():
        name, colour = pick(other, "region"), region(other["region_id"]).colour
        if row["measure"] == "rate" and other["kind"] == "level" and other["unit"] == row["unit"]:
            text = say("progress.reference", region=name, value=target_text(other))
            lines.append({"value": float(other["target"]), "text": text, "colour": colour})
            continue
        unit = other["unit" if language() == "zh" else "unit_en"]
        words = {"region": name, "target": other["target_raw"], "unit": unit}
        sentence = say("progress.reference_level", **words)
        if is_known(other["share_pct"]):
            sentence = say("progress.reference_share", share=fixed(other["share_pct"], 1), **words)
        if is_known(other["need_per_year"]):
            need = plain(round(other["need_per_year"], 2))
            sentence = say("progress.reference_need", said=sentence, need=need, unit=unit)
        said.append(sentence)
    return lines, said, list(rows["target_fact_id"])


def _part_text(row) -> str:
    if row["state"] == "part":
        return say("span.months", month=month_name(row["through_month"]))
    return (
        say("span.month_end", month=month_name(row["through_month"]))
        if is_known(row["through_month"]) and row["through_month"] < 12
        else ""
    )


def year_cells(rows: pd.DataFrame) -> pd.DataFrame:
    """Year results with their texts, as the charts take them."""
    # a year that a printed total holds is not missing, though no figure of its own is out
    through = rows["year"].where(rows["printed_total"].notna()).groupby(rows["target_fact_id"]).transform("max")
    return rows.assign(
        state=rows["state"].mask((rows["state"] == "missing") & (rows["year"] <= through).fillna(False), "within"),
        value_text=rows["value_raw"].fillna(""),
        part_text=[_part_text(row) for _, row in rows.iterrows()],
        is_exact=rows["is_running_exact"].astype(bool),
        running_text=[
            "" if not is_known(row["running"]) else ("" if row["is_running_exact"] else "≥") + plain(row["running"])
            for _, row in rows.iterrows()
        ],
    )


def _targets(region_id: str, row, words: Mapping[str, str]) -> pd.DataFrame:
    """The plan's target and, of other documents, phase and annual targets inside its span."""
    rows = queries.ask("target_list", region_ids=[region_id], indicator_ids=[row["indicator_id"]])
    rows = rows[(rows["year_from"] >= row["year_from"]) & (rows["year_to"] <= row["year_to"])]
    rows = rows[(rows["target_fact_id"] == row["target_fact_id"]) | (rows["span"] != "plan")]
    rows = rows[rows["kind"] != "each_year"].drop_duplicates(["span", "year_from", "year_to"])
    labels = [
        say("progress.target_plan", **words)
        if r["span"] == "plan" or r["target_fact_id"] == row["target_fact_id"]
        else pick(r, "document")
        for _, r in rows.iterrows()
    ]
    texts = [target_text(target) for _, target in rows.iterrows()]
    # a plan that is known by its text alone has its own target too
    spans = rows["span"].mask(rows["target_fact_id"] == row["target_fact_id"], "plan")
    return rows.assign(kind=spans, value=rows["target"], value_text=texts, label=labels)


def _points(region_id: str, row, years: pd.DataFrame) -> pd.DataFrame:
    """Every dated value of a level inside the span up to the month, used or not, in order of time."""
    rows = queries.ask("evidence_list", region_ids=[region_id], indicator_ids=[row["indicator_id"]], roles=["actual"])
    month = rows["year_to"] * 100 + rows["through_month"]
    limit = int(row["as_of"][:4]) * 100 + int(row["as_of"][5:])
    rows = rows[
        (rows["year_from"] >= row["year_from"])
        & (rows["year_to"] <= row["year_to"])
        & (month <= limit)
        & rows["series_zh"].isna()
    ]
    rows = rows[rows["value"].notna()]
    labels = [_of_years(r) for _, r in rows.iterrows()]
    used = {*row["used_fact_ids"], *years["fact_id"]}
    rows = rows.sort_values(["year_to", "through_month"], kind="stable")
    return rows.assign(
        year=rows["year_to"],
        month=rows["through_month"],
        value_text=[_printed(r) for _, r in rows.iterrows()],
        label=labels,
        is_used=rows["fact_id"].isin(used),
    )


def _of_years(row) -> str:
    """What a value of several years is: all of them together, or their mean."""
    if row["basis"] == "pooled":
        return say("progress.pooled")
    return say("progress.mean_of", years=span(row)) if row["year_from"] < row["year_to"] else ""


def _printed(row) -> str:
    """A figure as it is printed; of one that stands among words the number with its sign."""
    if re.search("[\u4e00-\u9fff]", row["value_raw"]):
        return bounded(row["value"], row["comparator"])
    return row["value_raw"]


def _facts(row, years: pd.DataFrame, targets: pd.DataFrame, points: pd.DataFrame) -> tuple[str, ...]:
    """What the view rests on: target, base, results by years, and what else is drawn, each once."""
    ids = [row["target_fact_id"], *row["base_used_fact_ids"], *years["fact_id"], *row["used_fact_ids"]]
    ids += [*years["printed_fact_id"]]
    # what was not used too: the reason may speak of another source
    ids += row["unused_fact_ids"]
    ids += [*targets["target_fact_id"], *points["fact_id"]]
    return tuple(dict.fromkeys(fact_id for fact_id in ids if isinstance(fact_id, str)))


def _notes(years: pd.DataFrame, points: pd.DataFrame, verdict: dict) -> tuple[str, ...]:
    """How the marks that occur are meant, and what holds for the figures."""
    is_total = points.empty
    said = {
        "bound": is_total and (years["running"].notna() & ~years["is_exact"]).any(),
        "part": is_total and (years["state"] == "part").any(),
        "missing": (years["state"] == "missing").any(),
        "open": not is_total and (points["comparator"] != "eq").any(),
        "unused": not is_total and not points["is_used"].all(),
        "second_hand": (years["reliability"] == "C").any(),
    }
    notes = [say(f"note_of.{note}") for note, holds in said.items() if holds]
    return (*notes, *([verdict["gap_text"]] if verdict["gap_text"] else []))


def _key(row, years: pd.DataFrame, targets: pd.DataFrame, points: pd.DataFrame) -> str:
    """How the marks that occur are meant, in one line."""
    has_target = ((targets["kind"] == "plan") & targets["value"].notna()).any()
    if row["kind"] == "total":
        running = years[years["running"].notna()]
        said = {
            "exact": (running["is_exact"]).any(),
            "bound": (~running["is_exact"]).any(),
            "part": (years["state"] == "part").any(),
            "missing": (years["state"] == "missing").any(),
            "printed": years["printed_total"].notna().any(),
            "target": has_target,
        }
    else:
        is_rise, used = row["intent"] == "raise", points[points["is_used"].astype(bool)]
        said = {
            "value": (used["comparator"] == "eq").any(),
            "open": (used["comparator"] != "eq").any(),
            "target": has_target and is_rise,
            "limit": has_target and not is_rise,
        }
    return say("key.join").join(say(f"key.{mark}") for mark, holds in said.items() if holds)


def view(
    region_id: str,
    document_id: str,
    indicator_id: str,
    as_of: str,
    period_id: str | None = None,
    look: str = "light",
    is_narrow: bool = False,
) -> View:
    """One indicator: running total and years, or dated values, beside its verdict and the arithmetic."""
    period = plan_period(region_id, document_id, period_id)
    rows = judged(region_id, document_id, as_of, period.period_id)
    row = rows[rows["indicator_id"] == indicator_id].iloc[0]
    years = queries.ask(
        "year_result_list",
        region_ids=[region_id],
        document_ids=[document_id],
        indicator_ids=[indicator_id],
        is_plan_row=True,
        as_of=as_of,
    )
    years = year_cells(years[years["target_fact_id"] == row["target_fact_id"]])
    targets, verdict = _targets(region_id, row, period_words(period)), _verdict(row, years)
    lines, said, reference_ids = _references(region_id, row, period.period_id)
    verdict["references"] = lines
    points = _points(region_id, row, years)
    if row["kind"] == "total":
        points = points.head(0)
    place = region(region_id)
    headline = headlines.headline(place.short, row)
    subtitle = say(
        "progress.subtitle",
        region=place.short,
        indicator=pick(row, "indicator"),
        unit=unit_of(row),
        as_of=month_words(as_of),
    )
    facts = tuple(dict.fromkeys((*_facts(row, years, targets, points), *reference_ids)))
    sources = documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id")
    palette = PALETTES[look]
    colour = palette.of(place)
    width = 345 if is_narrow else 1250
    words = {
        "title": title_lines(headline, is_narrow),
        "subtitle": "<br>".join(
            wrapped(line, width, 14) for line in (subtitle, _key(row, years, targets, points)) if line
        ),
        "sources": "<br>".join(wrapped(line, width, 12) for line in (source_of_figure(sources), *said)),
    }
    if row["kind"] == "total":
        draw, drawn, present = (running_total_narrow if is_narrow else running_total), years, running_total_presented
        panels = total_panels(years, targets, verdict, place.colour)
    else:
        draw, drawn, present = (levels_narrow if is_narrow else levels), points, levels_presented
        panels = level_panels(points, targets, verdict, row["target_raw"], place.colour)
    table = years.assign(
        indicator=pick(row, "indicator"),
        unit_name=unit_of(row),
        state=[
            row["part_text"] if row["state"] == "full" and row["part_text"] else say(f"state.{row['state']}")
            for _, row in years.iterrows()
        ],
        reliability=[say(f"reliability.{grade}") if grade else "" for grade in years["reliability"]],
        target_raw=row["target_raw"],
        target=row["target"],
        need=row["average_need_per_year"],
        completion_pct=row["completion_pct"],
        status=verdict["status_text"],
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
        shown=columns[:12],
        headline=headline,
        figure=draw(drawn, targets, verdict, palette, colour, **words),
        takeaway=pick(row, "reason"),
        subtitle=subtitle,
        notes=(*_notes(years, points, verdict), *said),
        sources=sources,
        facts=facts,
        as_of=as_of,
        verdict=Verdict(row["status"], verdict["status_text"], bool(verdict["has_figures"])),
        arithmetic=tuple(verdict["rows"]),
        words=period_words(period),
        panels=panels,
        screens=lambda: (present(drawn, targets, verdict, palette, colour, width=screen_size.BESIDE),),
        alternative=say("chart.alternative", headline=headline, rows=pick(row, "reason")),
    )
