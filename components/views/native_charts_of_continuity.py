"""The step chart (台阶图) as native charts: what is asked beyond the result, totals in percent, rates in points."""

from collections.abc import Mapping

import pandas as pd

from components.language.words import say
from components.model.native_chart import NativeChart, Series


def step_charts(drawn: pd.DataFrame, colour: str, words: Mapping[str, str]) -> tuple[NativeChart, ...]:
    """Two charts of bars from the result: over it at the right, under it or looser at the left.

    drawn: the rows of the step chart in its order, with `asked_more`. colour: the name of the region's colour.
    words: what fills the blanks of words that speak of the period.
    """
    is_rate = drawn["measure"] == "rate"
    natives = (
        _chart(drawn[~is_rate], say("panel.change", **words), "%", colour, words),
        _chart(drawn[is_rate], say("panel.points", **words), say("panel.points_unit"), colour, words),
    )
    return tuple(native for native in natives if native.categories)


def _chart(rows: pd.DataFrame, title: str, unit: str, colour: str, words: Mapping[str, str]) -> NativeChart:
    names = tuple(row["name"] + say("progress.unit", unit=_tag(row)) for _, row in rows.iterrows())
    texts = tuple(
        f"{row['base_used_raw']} → {row['target_raw']}　{row['change_text']}{' ‡' if row['has_caution'] else ''}"
        for _, row in rows.iterrows()
    )
    is_bound = rows["base_used_comparator"] != "eq"
    bounds = tuple(is_bound) if is_bound.any() else ()
    series = Series(say("mark.target", **words), tuple(map(float, rows["asked_more"])), "bar", colour, texts, bounds)
    return NativeChart(title, unit, names, (series,), is_upright=False)


def _tag(row) -> str:
    """The unit, and that less is better where it is."""
    parts = [row["unit_name"], *([say("steps.lower_better")] if row["direction"] == "down" else [])]
    return say("punctuation.list").join(parts)
