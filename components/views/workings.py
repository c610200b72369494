"""Workings: each computed number beside the numbers that it was computed from, all of them columns of the answers."""

import pandas as pd

from components.numerals import fixed, is_known, plain, signed
from components.words import language, pick, say

Working = tuple[str, str]


def changes(drawn: pd.DataFrame) -> tuple[Working, ...]:
    """How the change against the result of each row of the step chart is worked: 27.2 → 32：(32 − 27.2) ÷ 27.2."""
    return tuple((row["name"], _change(row)) for _, row in drawn.iterrows())


def _change(row) -> str:
    numbers = {
        "before": row["base_used_raw"],
        "after": row["target_raw"],
        "base": plain(row["base_used"]),
        "target": plain(row["target"]),
    }
    if row["comparison_basis"] == "per_year":
        numbers |= {"base": plain(round(row["base_on_basis"], 2)), "target": plain(round(row["target_on_basis"], 2))}
    if row["measure"] != "rate":
        word = "working.change_per_year" if row["comparison_basis"] == "per_year" else "working.change"
        return say(word, change=row["change_text"], **numbers)
    points = signed(row["change_pp"])
    working = say("working.change_points", points=points, **numbers)
    is_said = row["change_text"] == points
    return working if is_said else say("working.change_in_words", working=working, change=row["change_text"])


def completions(rows: pd.DataFrame) -> tuple[Working, ...]:
    """How completion and the gap to the time elapsed of each judged row are worked; rows of judgement_list."""
    judged = rows[(rows["status"] != "not_assessed") & rows["done"].notna()]
    return tuple((pick(row, "short"), _completion(row)) for _, row in judged.iterrows())


def _completion(row) -> str:
    bound = "≥" if row["done_text"].startswith("≥") else ""
    numbers = {"done": row["done_text"], "target": plain(row["target"])}
    parts = []
    if row["measure"] == "rate":
        difference = signed(row["gap_to_target"], 2)
        parts.append(say("working.to_target", difference=difference, raw=row["target_raw"], **numbers))
    elif is_known(row["completion_pct"]):
        parts.append(say("working.completion", percent=bound + fixed(row["completion_pct"], 1), **numbers))
    if is_known(row["increment_pct"]):
        base = plain(row["base_used"])
        parts.append(say("working.increment", base=base, percent=fixed(row["increment_pct"], 1), **numbers))
    if is_known(row["gap_to_time_pp"]):
        parts.append(say("working.time", percent=fixed(row["time_pct"], 1), gap=bound + signed(row["gap_to_time_pp"])))
    return say("working.and").join(parts)


def multiples(rows: pd.DataFrame, names: tuple[str, str], basis: str) -> tuple[Working, ...]:
    """How the multiple of each comparable pair of totals is worked: per head, or of the printed totals.

    rows: of comparison_list with `name`; basis: per_10k or raw.
    """
    column = "ratio_per_10k" if basis == "per_10k" else "ratio"
    return tuple((row["name"], _multiple(row, names, basis)) for _, row in rows[rows[column].notna()].iterrows())


def _multiple(row, names: tuple[str, str], basis: str) -> str:
    targets = {"target": plain(row["target"]), "other_target": plain(row["other_target"])}
    if basis == "raw":
        return say("working.multiple_raw", times=fixed(row["ratio"], 3), **targets)
    return say(
        "working.multiple",
        a=names[0],
        b=names[1],
        unit=row["unit" if language() == "zh" else "unit_en"],
        people=fixed(row["population"], 2),
        other_people=fixed(row["other_population"], 2),
        rate=fixed(row["per_10k"], 1),
        other_rate=fixed(row["other_per_10k"], 1),
        times=fixed(row["ratio_per_10k"], 3),
        **targets,
    )


def shares(rows: pd.DataFrame, names: tuple[str, str], year: int, is_per_year: set[str]) -> tuple[Working, ...]:
    """How each target's share of its city's own last result is worked, of the pairs of which both are known.

    rows: of comparison_list with `name`. year: that of the result. is_per_year: the targets (fact ids) whose base is
    one year, so that they count a fifth.
    """
    found = []
    for _, row in rows.iterrows():
        if not (is_known(row["share_pct"]) and is_known(row["other_share_pct"])):
            continue
        parts = []
        for city, prefix in zip(names, ("", "other_"), strict=True):
            fifth = row[f"{prefix}target_fact_id"] in is_per_year
            parts.append(
                say(
                    "working.share_per_year" if fifth else "working.share",
                    city=city,
                    target=plain(row[f"{prefix}target"]),
                    base=plain(row[f"{prefix}base_used"]),
                    percent=fixed(row[f"{prefix}share_pct"], 1),
                )
            )
        label = say("working.share_of", name=row["name"], year=year)
        found.append((label, say("punctuation.join").join(parts)))
    return tuple(found)


def differences(rows: pd.DataFrame, names: tuple[str, str]) -> tuple[Working, ...]:
    """How the difference of each pair of rates is worked, the other city's less the first one's."""
    return tuple(
        (
            row["name"],
            say(
                "working.difference",
                a=names[0],
                b=names[1],
                raw=row["target_raw"],
                other_raw=row["other_target_raw"],
                target=plain(row["target"]),
                other_target=plain(row["other_target"]),
                points=signed(row["difference_pp"]),
            ),
        )
        for _, row in rows[rows["difference_pp"].notna()].iterrows()
    )
