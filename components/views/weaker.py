"""Which targets of a later plan ask less than was achieved, in sentences: by direction, what is doubtful apart."""

from collections.abc import Mapping

import pandas as pd

from components.language.numerals import plain
from components.language.words import pick, say
from components.model.rows import rows_of

# more names than these a headline gives as a number
NAMED = 3


def weaker_text(row) -> str:
    """How one row asks less than its base: 上限宽于基数, 下限低于基数, 总量低于基数; nothing where it does not."""
    return say(f"weaker.{_sort(row)}") if row["is_weaker"] else ""


def headline(drawn: pd.DataFrame, words: Mapping[str, str]) -> str:
    """What holds of the rows without ‡; those with it stand beside for reference only."""
    counted, aside = drawn[~drawn["has_caution"]], drawn[drawn["has_caution"]]
    weaker, unsure = counted[counted["is_weaker"]], counted[counted["is_perhaps_weaker"]]
    words = {**words, "count": len(counted), "weaker": len(weaker), "sure": len(counted) - len(unsure)}
    if counted.empty:
        said = say("steps.title_plain", **words)
    elif len(weaker) > NAMED:
        said = say("steps.title_weaker", **words)
    elif len(weaker):
        said = say("steps.title_weaker_named", parts=_parts(weaker), **words)
    elif len(unsure):
        said = say("steps.title_unsure", names=_names(unsure), **words)
    else:
        said = say("steps.title_none_weaker", **words)
    if aside.empty:
        return said
    word, names = ("aside", _names(aside)) if len(aside) <= NAMED else ("aside_many", "")
    return said + say(f"steps.{word}", names=names, count=len(aside))


def takeaway(rows: pd.DataFrame, drawn: pd.DataFrame, words: Mapping[str, str]) -> str:
    """Every row that asks less than its base: drawn ones, ‡ ones apart, then those beside the chart; with figures.

    rows: all under the choices. drawn: those of the chart.
    """
    doubtful = drawn["has_caution"]
    beside = rows[rows["is_weaker"] & ~rows.index.isin(drawn.index)]
    printed = "printed" if (beside["base_origin"] == "printed").all() else "used"
    parts = [
        say(f"steps.{word}", count=len(found), pairs=_pairs(found), **words)
        for word, found in (
            ("weaker", drawn[drawn["is_weaker"] & ~doubtful]),
            ("weaker_doubtful", drawn[drawn["is_weaker"] & doubtful]),
            (f"weaker_beside_{printed}", beside),
        )
        if len(found)
    ]
    unsure = drawn[drawn["is_perhaps_weaker"]]
    if len(unsure):
        parts.append(say("steps.unsure", names=_names(unsure), **words))
    if drawn.empty and not parts:
        return say("steps.no_figure")
    said = say("punctuation.join").join(parts or [say("steps.takeaway_none", **words)])
    sentence = say("steps.sentence", text=said[0].upper() + said[1:])
    return say("steps.no_figure_but", said=say("steps.no_figure"), more=sentence) if drawn.empty else sentence


def _sort(row) -> str:
    if row["measure"] != "rate":
        return "total"
    return "ceiling" if row["direction"] == "down" else "floor"


def _parts(weaker: pd.DataFrame) -> str:
    sorts = [_sort(row) for row in rows_of(weaker)]
    return say("punctuation.list").join(
        say(f"weaker.part_{sort}", names=_names(weaker[[one == sort for one in sorts]]))
        for sort in dict.fromkeys(sorts)
    )


def _names(rows: pd.DataFrame) -> str:
    return say("punctuation.list").join(pick(row, "short") for row in rows_of(rows))


def _pairs(rows: pd.DataFrame) -> str:
    """Each with its base and target; a target over several years beside one year's base with what it asks a year."""
    pairs = []
    for row in rows_of(rows):
        pair = f"{pick(row, 'short')} {row['base_used_raw']} → {row['target_raw']}"
        is_per_year = row["comparison_basis"] == "per_year"
        pairs.append(pair + (say("weaker.per_year", figure=plain(row["target_on_basis"])) if is_per_year else ""))
    return say("punctuation.list").join(pairs)
