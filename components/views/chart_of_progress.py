"""The chart of one indicator's progress as a value: a total with its years, or dated values of a stock or a rate."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from components.language.numerals import is_known
from components.language.words import say
from components.model.judgement import Figure, Judgement
from components.model.rows import tuples_of
from components.model.time_chart import Band, EmptyYear, Entry, Line, Mark, Moment, Panel, TimeChart, Timeline


def total_chart(
    years: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, tone: str, words: Mapping
) -> TimeChart:
    """The running total over the single years.

    years: one a year of the span in order, with year, value, value_text, through_month, state (full, part, missing,
    future, within a printed total), part_text, reliability, running (NaN where no line may be drawn), running_text,
    is_exact (every month of the span so far is known); of a printed total that the sum does not say, printed_beside
    (else NaN), printed_text, printed_through_month and is_printed_exact. targets: kind (plan, phase, annual), value,
    value_text, year_from, year_to, label; a phase that does not begin with the span is not drawn. tone: of the results.
    words: title, subtitle and sources. Frames are left as they came.
    """
    timeline = _span(years, targets)
    plan = _plan_target(targets)
    phases = [row for row in _others(targets, ["phase"], timeline) if row.year_from == timeline.first]
    running = _running(years, timeline, tone)
    lines = [*_target_lines(plan, timeline), *_pace(0.0, plan, timeline), *_outlook(running, plan, judgement, timeline)]
    missing = [timeline.month(year) - 12 for year in years[years["state"] == "missing"]["year"]]
    course = Panel(
        heading=say("progress.running"),
        marks=(*(_target(row, timeline) for row in phases), *_at_end(plan, timeline), *running),
        lines=tuple(lines),
        bands=tuple(Band((month, month + 12)) for month in missing),
        origin=0.0,
    )
    return TimeChart(
        timeline=timeline,
        course=course,
        years=_years(years, targets, judgement, timeline, tone),
        empty=tuple(
            EmptyYear(int(row.year), say(f"progress.{row.state}"), row.state == "missing")
            for row in tuples_of(years)
            if not _has_bar(row)
        ),
        **_about(judgement, timeline),
        **words,
    )


def level_chart(
    points: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, tone: str, words: Mapping
) -> TimeChart:
    """The dated values of a stock against the line to its target, or of a rate against its limit.

    points: one a dated value, with year, month, value, value_text, comparator (other than eq: only a bound),
    reliability, is_used, label (a few words after the number, or blank). targets: as in total_chart; of kind reference
    too (what others ask: value, label, the tone of its line as colour). tone, words: as there.
    """
    timeline = Timeline(judgement.year_from, judgement.year_to)
    plan, base, is_hold = _plan_target(targets), judgement.drawn_base, judgement.intent != "raise"
    others = _others(targets, ["phase", "annual"], timeline)
    used, unused = _values(points, timeline, base, "held" if is_hold else "level", tone)
    lines = [
        *_target_lines(plan, timeline),
        *(_pace(base.value, plan, timeline) if base and not is_hold else ()),
        *(
            Line("reference", (0, row.value), (timeline.months, row.value), row.colour, row.label, row.label)
            for row in tuples_of(targets[targets["kind"] == "reference"])
        ),
        *_outlook(used, plan, judgement, timeline),
    ]
    bands, key = [], []
    if plan and is_hold:
        side = (plan.value, None) if judgement.intent == "hold_floor" else (None, plan.value)
        bands.append(Band((0, timeline.months), side))
        key.append(Entry("band", say("levels.allowed")))
    if any(row.kind == "annual" for row in others):
        key.append(Entry("diamond", say("progress.annual_target")))
    if unused:
        key.append(Entry("ring", say("levels.unused")))
    course = Panel(
        heading=say("levels.value"),
        marks=(
            *(_target(row, timeline) for row in others),
            *(() if is_hold else _at_end(plan, timeline)),
            *unused,
            *used,
            *_base(base, timeline),
            *_mean(judgement.mean, timeline, tone),
        ),
        lines=tuple(lines),
        bands=tuple(bands),
        key=tuple(key),
        scale="room" if judgement.intent == "hold_ceiling" else "about",
        origin=base.value if base else None,
    )
    known = {mark.name for mark in used}
    return TimeChart(
        timeline=timeline,
        course=course,
        empty=tuple(year for year in _empty(judgement, timeline) if str(year.year) not in known),
        **_about(judgement, timeline),
        **words,
    )


def _about(judgement: Judgement, timeline: Timeline) -> dict:
    """What a chart has of its judgement alone."""
    month = judgement.months
    words = say("progress.as_of", year=timeline.first + (month - 1) // 12, month=(month - 1) % 12 + 1)
    return {
        "unit": judgement.unit,
        "as_of": Moment(month, words) if month < timeline.months else None,
        "sentence": judgement.lacking,
        "verdict": judgement.verdict,
        "arithmetic": judgement.arithmetic,
        "reason": judgement.reason,
    }


def _span(years: pd.DataFrame, targets: pd.DataFrame) -> Timeline:
    if len(years):
        return Timeline(int(years["year"].min()), int(years["year"].max()))
    return Timeline(int(targets["year_from"].min()), int(targets["year_to"].max()))


# targets


def _plan_target(targets: pd.DataFrame):
    """The row of the plan's own target, or None."""
    plans = targets[(targets["kind"] == "plan") & targets["value"].notna()]
    return next(iter(tuples_of(plans)), None)


def _others(targets: pd.DataFrame, kinds: Sequence[str], timeline: Timeline) -> list:
    """The targets of these kinds that are due within the span, without those that only repeat the plan's own."""
    plan = _plan_target(targets)
    rows = tuples_of(targets[targets["kind"].isin(kinds) & targets["value"].notna()])
    return [
        row
        for row in rows
        if row.year_to in timeline.years and not (plan and (row.year_to, row.value) == (timeline.last, plan.value))
    ]


def _target(row, timeline: Timeline) -> Mark:
    """A target at the end of its span."""
    series = {"plan": row.label, "phase": say("panel.phase_target"), "annual": say("progress.annual_target")}
    return Mark(
        kind={"plan": "target"}.get(row.kind, row.kind),
        at=timeline.month(row.year_to),
        value=float(row.value),
        tone="mid" if row.kind == "phase" else "ink",
        series=series[row.kind],
        text=row.value_text,
        name=row.label,
        said=f"{row.label} {row.value_text}",
        fact_id=row.target_fact_id,
    )


def _at_end(plan, timeline: Timeline) -> tuple[Mark, ...]:
    """The plan's own target at the end of the span, whatever year it names."""
    return (_target(plan._replace(year_to=timeline.last), timeline),) if plan else ()


def _target_lines(plan, timeline: Timeline) -> list[Line]:
    if not plan:
        return []
    value = float(plan.value)
    return [Line("target", (0, value), (timeline.months, value), "ink", plan.label, f"{plan.label} {plan.value_text}")]


def _pace(base: float, plan, timeline: Timeline) -> list[Line]:
    """The even pace from the base to the plan's target."""
    if not plan:
        return []
    words = say("progress.pace")
    return [Line("pace", (0, base), (timeline.months, float(plan.value)), "pace", words, words)]


def _outlook(results: Sequence[Mark], plan, judgement: Judgement, timeline: Timeline) -> list[Line]:
    """From the last result to the end of the span: at this pace, and as is required."""
    if not results:
        return []
    last, lines = results[-1], []
    ends = [
        ("projected", judgement.projected, judgement.projected and judgement.projected.value, last.tone),
        ("required", judgement.required, plan and float(plan.value), "ink"),
    ]
    for kind, figure, value, tone in ends:
        if figure and value is not None:
            words = say(f"progress.{kind}", value=figure.text)
            lines.append(Line(kind, (last.at, last.value), (timeline.months, value), tone, words, words))
    return lines


# totals


def _running(years: pd.DataFrame, timeline: Timeline, tone: str) -> list[Mark]:
    """The running totals in order of time: those that the years add up to, and those that are printed."""
    marks, is_joined = [], True
    for row in tuples_of(years):
        if is_known(row.running):
            figure = Figure(float(row.running), row.running_text, "eq" if row.is_exact else "ge", row.fact_id)
            at = timeline.month(row.year, row.through_month)
            marks.append(_total("running", at, row.year, figure, is_joined, tone))
        is_joined = is_known(row.running)
    summed = {mark.name for mark in marks}
    for row in tuples_of(years[years["printed_beside"].notna()]):
        comparator = "eq" if row.is_printed_exact else "ge"
        figure = Figure(float(row.printed_beside), row.printed_text, comparator, row.printed_fact_id)
        at = timeline.month(row.year, row.printed_through_month)
        # a printed total says nothing of the way to it
        marks.append(_total("printed", at, row.year, figure, row.year == timeline.first, tone))
    return sorted(marks, key=lambda mark: (mark.at, mark.name in summed))


def _total(kind: str, at: float, year: int, figure: Figure, is_joined: bool, tone: str) -> Mark:
    return Mark(
        kind=kind,
        at=at,
        value=figure.value,
        tone=tone,
        series=say("progress.running" if kind == "running" else "progress.printed_total"),
        text=figure.text,
        name=str(year),
        said=f"{say('progress.running')} {figure.text}",
        is_bound=not figure.is_exact,
        is_joined=is_joined,
        fact_id=figure.fact_id,
    )


def _has_bar(row) -> bool:
    return row.state in ("full", "part") and is_known(row.value)


def _years(years: pd.DataFrame, targets: pd.DataFrame, judgement: Judgement, timeline: Timeline, tone: str) -> Panel:
    """The single years against what each needs and what was planned for it."""
    lines, key = [], []
    if judgement.need:
        words, value = say("progress.need", value=judgement.need.text), judgement.need.value
        lines.append(Line("need", (0, value), (timeline.months, value), "pace", words, words))
        key.append(Entry("line", words))
    rows = tuples_of(targets[(targets["kind"] == "annual") & targets["value"].notna()])
    annual = {row.year_to: row for row in rows if row.year_from == row.year_to and row.year_to in timeline.years}
    if annual:
        key.append(Entry("diamond", say("progress.annual_target")))
    marks = [_year(row, timeline, tone) for row in tuples_of(years) if _has_bar(row)]
    return Panel(
        heading=say("progress.each_year"),
        marks=(*marks, *(_target_of_year(row, timeline) for row in annual.values())),
        lines=tuple(lines),
        key=tuple(key),
    )


def _year(row, timeline: Timeline, tone: str) -> Mark:
    is_part = row.state == "part"
    return Mark(
        kind="year",
        at=timeline.month(row.year) - 6,
        value=float(row.value),
        tone=tone,
        series=say("progress.each_year"),
        text=row.value_text,
        name=str(row.year),
        extent=row.part_text if is_part else say("progress.full_year"),
        doubt=_doubt(row),
        is_bound=is_part,
        fact_id=row.fact_id,
    )


def _target_of_year(row, timeline: Timeline) -> Mark:
    mark = _target(row, timeline)
    return replace(mark, at=mark.at - 6, said=f"{row.year_to} {mark.series} {row.value_text}")


# levels


def _values(
    points: pd.DataFrame, timeline: Timeline, base: Figure | None, kind: str, tone: str
) -> tuple[list[Mark], list[Mark]]:
    """The dated values of the span in order of time: those used, which are of a kind, and those not.

    Only neighbouring years are joined, the first one with the base of the year before it.
    """
    inside = points[points["year"].between(timeline.first, timeline.last) & points["value"].notna()]
    rows = sorted(tuples_of(inside), key=lambda row: timeline.month(row.year, row.month))
    used = [row for row in rows if row.is_used]
    before = [timeline.first - 1 if base else None, *(row.year for row in used)]
    joined = [earlier is not None and row.year - earlier == 1 for earlier, row in zip(before, used, strict=False)]
    return (
        [_value(row, timeline, kind, tone, is_joined) for row, is_joined in zip(used, joined, strict=True)],
        [_value(row, timeline, "unused", "soft", False) for row in rows if not row.is_used],
    )


def _value(row, timeline: Timeline, kind: str, tone: str, is_joined: bool) -> Mark:
    return Mark(
        kind=kind,
        at=timeline.month(row.year, row.month),
        value=float(row.value),
        tone=tone,
        series=say("levels.unused" if kind == "unused" else "levels.value"),
        text=row.value_text,
        name=str(row.year),
        extent=row.label if isinstance(row.label, str) else "",
        doubt=_doubt(row),
        is_bound=row.comparator != "eq",
        is_joined=is_joined,
        fact_id=row.fact_id,
    )


def _doubt(row) -> str:
    """That a result is second-hand, where it is."""
    return say("progress.second_hand") if row.reliability == "C" else ""


def _base(base: Figure | None, timeline: Timeline) -> tuple[Mark, ...]:
    if not base:
        return ()
    words = say("levels.base", year=timeline.first - 1, value=base.text)
    return (Mark("base", 0, base.value, "mid", words, words, said=words, fact_id=base.fact_id),)


def _mean(mean: Figure | None, timeline: Timeline, tone: str) -> tuple[Mark, ...]:
    """The mean of the years, which stands after them."""
    return (Mark("mean", timeline.months, mean.value, tone, say("levels.mean"), mean.text),) if mean else ()


def _empty(judgement: Judgement, timeline: Timeline) -> list[EmptyYear]:
    """What can be said of each year that turns out to have no figure: nothing of the one that runs."""
    empty = []
    for year in timeline.years:
        is_future, is_over = timeline.month(year) - 12 >= judgement.months, timeline.month(year) <= judgement.months
        if is_future or is_over:
            empty.append(EmptyYear(year, say("progress.future" if is_future else "progress.missing"), is_over))
    return empty
