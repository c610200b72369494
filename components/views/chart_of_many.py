"""One region among many as a value: a row an indicator, a mark for each region, each with its name beside it.

Multiples stand on an axis of powers about the first region's own line at 1, shares about 100, rates on their own scale.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from components.language.words import pick, say
from components.model.chart import Axis, Mark, Panel, Row, RowChart, Run, TextColumn, Track
from components.model.period import Period
from components.model.rows import rows_of
from components.views.compared import per_10k_text, tag_of

ROW = 42


@dataclass(frozen=True)
class Among:
    """A region among others. colours: region_id → the name of its colour."""

    name: str
    basis: str
    period: Period
    colours: dict[str, str]

    @property
    def headings(self) -> tuple[str, ...]:
        """Those of the first region's figures."""
        target = say("ratios.target", city=self.name)
        return (target, say("ratios.column_per_10k", city=self.name)) if self.basis == "per_10k" else (target,)


def strip_chart(
    among: Among, panels: Iterable[Panel], *, title: str, subtitle: str, sources: Sequence[str]
) -> RowChart:
    """Panels of rows with the first region's figures beside them."""
    columns = (Track(), *(TextColumn(heading) for heading in among.headings))
    return RowChart(title, subtitle, tuple(sources), columns, tuple(panels), row=ROW)


def strip_panel(among: Among, heading: str, axis: Axis, rows: pd.DataFrame, points: pd.DataFrame) -> Panel:
    """The rows of one axis, those with marks first.

    rows: one a pair, with short_zh/en, measure, target_raw, per_10k, references, indicator_id, said_instead (which
    regions have no mark and why). points: one a mark, with indicator_id, name, region_id, region_zh/en, at, text and
    target_fact_id.
    """
    found = [
        _row(among, group, points[points["indicator_id"] == indicator_id])
        for indicator_id, group in rows.groupby("indicator_id", sort=False)
    ]
    told = (Run(among.headings[0].replace("<br>", " "), "mid"),)
    return Panel(heading, (axis,), tuple(sorted(found, key=lambda row: not row.marks[0])), told)


def _row(among: Among, group: pd.DataFrame, points: pd.DataFrame) -> Row:
    first = group.iloc[0]
    marks = tuple(
        Mark(
            "target",
            float(row["at"]),
            tone=among.colours[row["region_id"]],
            name=pick(row, "region"),
            figure=row["text"],
            side="around",
            fact_id=row["target_fact_id"],
            said=f"{pick(row, 'region')}\n{row['name']}: {row['text']}",
            series=pick(row, "region"),
        )
        for row in rows_of(points)
    )
    figures = [first["target_raw"]]
    if among.basis == "per_10k":
        # populations of two years give two numbers
        figures.append(" / ".join(dict.fromkeys(map(per_10k_text, group["per_10k"].dropna()))))
    return Row(
        pick(first, "short"),
        "" if first["measure"] == "rate" else tag_of(first, among.period),
        (Run(first["target_raw"], "mid"),),
        tuple((Run(figure),) for figure in figures),
        ((*marks, *first["references"]) if marks else (),),
        (first["said_instead"],),
        say("punctuation.list").join(mark.label for mark in marks),
        is_refused=not marks,
    )
