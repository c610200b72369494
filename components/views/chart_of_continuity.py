"""The step chart (台阶图) as a value: a new target beside what was achieved, one row an indicator.

Every row is divided by its own result, so totals share one line at 100; rates stand in a panel of their own in points,
ceilings with their sign turned, so that right always means "asks more".
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from components.language.numerals import is_known
from components.language.words import say
from components.model.chart import Axis, Entry, Line, Mark, Panel, Row, RowChart, Run, TextColumn, Track
from components.model.rows import tuples_of

# the columns of printed figures, in which the result and the new target are read first
FIGURES = ("earlier_base_raw", "earlier_target_raw", "actual_raw", "base_printed_raw", "target_raw", "change_text")
READ_FIRST = ("actual_raw", "target_raw")
# what a mark is → column of its figure on the axis, of its printed form and of its fact
MARKS = {
    "earlier_base": ("earlier_base", "earlier_base_raw", "earlier_base_fact_id"),
    "earlier_target": ("earlier_target", "earlier_target_raw", "earlier_target_fact_id"),
    "base_differing": ("base_printed", "base_printed_raw", "base_printed_fact_id"),
    "actual": ("base_used", "base_used_raw", "base_used_fact_id"),
    "actual_bound": ("base_used", "base_used_raw", "base_used_fact_id"),
    "target": ("target_on_basis", "target_raw", "target_fact_id"),
}
# what a mark is → how it is drawn, in the order of the key; a region's own tone where none is named
FORMS = {
    "earlier_base": ("dot", "rule"),
    "earlier_target": ("tick", "ink"),
    "actual": ("result", ""),
    "actual_bound": ("result", ""),
    "target": ("target", ""),
    "base_differing": ("halo", "caution"),
}


def step_chart(
    drawn: pd.DataFrame,
    colour: str,
    words: Mapping[str, str],
    *,
    title: str,
    subtitle: str,
    sources: Sequence[str],
) -> RowChart:
    """The rows in their order, totals over rates.

    drawn: one an indicator, with name, tag, unit_name, measure, direction, sense, earlier_base, earlier_target,
    base_printed, base_used, base_used_comparator, base_on_basis, target_on_basis, asked_more, is_base_differing,
    break_certainty, has_caution, change_text and the printed forms of FIGURES. colour: the name of the region's
    colour. words: what fills the blanks of words that speak of the two periods.
    """
    is_rate = drawn["measure"] == "rate"
    panels = tuple(
        _panel(drawn[chosen], kind, colour, words)
        for kind, chosen in (("totals", ~is_rate), ("rates", is_rate))
        if chosen.any()
    )
    rows = [row for panel in panels for row in panel.rows]
    shown = {mark.series for row in rows for mark in row.marks[0]}
    return RowChart(
        title,
        subtitle,
        tuple(sources),
        (Track(), *(TextColumn(say(f"column.{column}", **words)) for column in FIGURES)),
        panels,
        key=tuple(
            Entry(
                Mark(form, 0, tone=tone or colour, is_bound=name == "actual_bound"),
                say(f"mark.{name}", **words),
                brief=say("mark.base_differing_short", **words) if name == "base_differing" else "",
            )
            for name, (form, tone) in FORMS.items()
            if say(f"mark.{name}", **words) in shown
        ),
    )


def _panel(rows: pd.DataFrame, kind: str, colour: str, words: Mapping[str, str]) -> Panel:
    # a bar is what is asked beyond the result
    of = (say("mark.target", **words),)
    if kind == "totals":
        sides = (say("steps.below", **words), say("steps.above", **words))
        axis = Axis("index", say("panel.change", **words), "%", Line(100), sides, is_parted=True, series=of)
    else:
        # of a ceiling a higher target is a looser one, so rates speak of looser and stricter
        sides = (say("steps.below_rate", **words), say("steps.above_rate", **words))
        unit = say("panel.points_unit")
        axis = Axis("points", say("panel.points", **words), unit, Line(0), sides, is_parted=True, series=of)
    return Panel(say(f"steps.{kind}", **words), (axis,), tuple(_row(row, colour, words) for row in tuples_of(rows)))


def _row(row, colour: str, words: Mapping[str, str]) -> Row:
    change = row.change_text + (" ‡" if row.has_caution else "")
    cells = []
    for column in FIGURES:
        text = change if column == "change_text" else getattr(row, column)
        tone, is_bold = "ink" if column in READ_FIRST else "", column == "change_text"
        if column == "base_printed_raw" and row.is_base_differing:
            text, tone, is_bold = f"{text} ≠", "caution", True
        cells.append((Run(text, "ink" if column == "change_text" else tone, is_bold),))
    unit = [row.unit_name, *([say("steps.lower_better")] if row.direction == "down" else [])]
    return Row(
        row.name,
        row.tag,
        (Run(f"{row.base_used_raw} → {row.target_raw} "), Run(change, is_bold=True)),
        tuple(cells),
        ((*_lines(row, colour), *_marks(row, colour, words)),),
        spoken=f"{row.base_used_raw} → {row.target_raw} ({change})",
        unit=say("punctuation.list").join(unit),
    )


def _place(row, column: str) -> float:
    """Where a figure stands on its axis: a rate in points, others by the base on their own basis."""
    if row.measure == "rate":
        return (getattr(row, column) - row.base_used) * row.sense
    return 100 * getattr(row, column) / (row.base_on_basis if column == "target_on_basis" else row.base_used)


def _lines(row, colour: str) -> list[Mark]:
    """From base to result where the series is not known to break, and from result to target."""
    lines = []
    if is_known(row.earlier_base) and row.break_certainty != "recorded":
        lines.append(Mark("before", _place(row, "earlier_base"), _place(row, "base_used"), tone="rule"))
    if row.break_certainty != "recorded":
        kind = "doubtful" if row.break_certainty == "suspected" else "after"
        lines.append(Mark(kind, _place(row, "base_used"), _place(row, "target_on_basis"), tone=colour))
    return lines


def _marks(row, colour: str, words: Mapping[str, str]) -> list[Mark]:
    is_exact = row.base_used_comparator == "eq"
    drawn = {
        "earlier_base": is_known(row.earlier_base),
        "earlier_target": is_known(row.earlier_target),
        "base_differing": row.is_base_differing,
        "actual": is_exact,
        "actual_bound": not is_exact,
        "target": True,
    }
    marks = []
    for name, (column, raw, fact) in MARKS.items():
        if not drawn[name]:
            continue
        form, tone = FORMS[name]
        meaning, figure = say(f"mark.{name}", **words), getattr(row, raw)
        # the key alone explains what a ring around a tick means
        told = say("mark.base_differing_short", **words) if name == "base_differing" else meaning
        marks.append(
            Mark(
                form,
                _place(row, column),
                tone=tone or colour,
                figure=figure,
                is_bound=name == "actual_bound",
                fact_id=getattr(row, fact) or "",
                said=f"{row.name}\n{told} {figure} {row.unit_name}",
                series=meaning,
                value=float(row.asked_more) if name == "target" else None,
            )
        )
    return marks
