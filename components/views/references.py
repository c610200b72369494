"""Province and nation beside a comparison: lines to read a target by, never parties to it."""

from collections.abc import Iterable

import pandas as pd

import queries
from components.language.numerals import percent
from components.language.words import pick, say
from components.model.chart import Mark
from components.model.rows import rows_of
from components.views.catalogue import region
from components.views.sources import facts_used


def references_of(region_id: str, period_id: str, parties: Iterable[str]) -> pd.DataFrame:
    """What the levels above a region ask for in a period, but for those that are set against it themselves."""
    rows = queries.ask("reference_list", region_id=region_id, period_id=period_id)
    return rows[~rows["region_id"].isin(list(parties))]


def with_references(rows: pd.DataFrame, above: pd.DataFrame, column: str, side: str = "end") -> pd.DataFrame:
    """The rows with `references`: what each level above asks for the same indicator, by share_pct or by target.

    side: where the name of each stands, as model.chart.Mark has it.
    """
    known = above[above[column].notna()]
    found = [
        [_reference(row, column, side) for row in rows_of(known[known["indicator_id"] == indicator_id])]
        for indicator_id in rows["indicator_id"]
    ]
    facts = [
        facts_used(known[known["indicator_id"] == indicator_id], "target_fact_id", "base_used_fact_ids")
        for indicator_id in rows["indicator_id"]
    ]
    return rows.assign(
        references=pd.Series(found, index=rows.index, dtype=object),
        reference_fact_ids=pd.Series([list(ids) for ids in facts], index=rows.index, dtype=object),
    )


def _reference(row, column: str, side: str) -> Mark:
    figure = percent(row[column], 0) if column == "share_pct" else row["target_raw"]
    place, name = region(row["region_id"]), pick(row, "region")
    said = say("ratios.hover_reference", city=name, figure=figure)
    return Mark("reference", float(row[column]), tone=place.colour, name=name, figure=figure, side=side, said=said)


def reference_facts(drawn: pd.DataFrame) -> tuple[str, ...]:
    """The facts of the lines that are drawn."""
    return facts_used(drawn[drawn["references"].map(len) > 0], "reference_fact_ids")
