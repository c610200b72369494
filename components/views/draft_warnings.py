"""What speaks for another look at a draft of a next target, and what governments above ask of the same indicator."""

from collections.abc import Iterable

from components.language.numerals import fixed, is_known, plain
from components.language.words import pick, say
from components.views.chart_of_record import plan_of
from components.views.reckoned import (
    a_year,
    asked_text,
    band_text,
    in_unit,
    is_so,
    near,
    pace_text,
    pace_years,
    result_text,
    result_when,
)


def warnings(row, needed=()) -> tuple[str, ...]:
    """What speaks for another look at a draft, a sentence each, gravest first; nothing where there is no draft.

    needed: rows of needed_list of the same indicator.
    """
    if not is_known(row["draft"]):
        return ()
    words = {
        "draft": in_unit(plain(row["draft"]), row),
        "result": result_text(row),
        "when": result_when(row),
        "target": row["target_raw"],
        "pace": pace_text(row),
        "years": pace_years(row),
        "need": a_year(row["need_a_year"], row),
        "percent": fixed(row["need_of_pace_pct"], 1)
        if is_known(row["need_of_pace_pct"]) and row["pace_comparator"] == "eq"
        else "",
        "takes": near(row["years_to_draft"], 1) if is_known(row["years_to_draft"]) else "",
        "plan": plan_of(row),
        "share": fixed(row["draft_of_result_pct"], 1) if is_known(row["draft_of_result_pct"]) else "",
    }
    side = "down" if row["direction"] == "down" else "up"
    said = []
    if row["unit"] == "%" and row["measure"] == "rate" and row["draft"] > 100:
        said.append(say("warning.over_100", **words))
    if row["is_far"]:
        said.append(say("warning.far", **words))
    if is_so(row["is_below_result"]):
        said.append(say(f"warning.result_{side}", **words))
    if is_so(row["is_below_target"]):
        said.append(say(f"warning.target_{side}", **words))
    if row["draft_in_band"] in ("below", "above"):
        said.append(say(f"warning.band_{row['draft_in_band']}", band=in_unit(band_text(row), row), **words))
    if is_so(row["is_slower"]) and not is_so(row["is_below_result"]):
        soon = is_known(row["years_to_draft"])
        said.append(
            say("warning.soon" if soon else "warning.slower" if words["percent"] else "warning.slower_plain", **words)
        )
    said += [_below(one) for one in needed if is_so(one["is_draft_below"])]
    return tuple(said)


def above_text(needed: Iterable) -> str:
    """What governments above ask of an indicator, and how much of their own last result an amount is."""
    return say("punctuation.join").join(
        say(
            "target_plan.above_share" if is_known(one["share_pct"]) else "target_plan.above",
            region=pick(one, "region"),
            target=asked_text(one),
            share=_share(one["share_pct"]),
        )
        for one in needed
        if one["whose"] == "above"
    )


def _share(number) -> str:
    return fixed(number, 1) if is_known(number) else ""


def _below(one) -> str:
    """That a draft asks less than a later target that is stated; where shares are compared, of which size both are."""
    is_by_share = one["unit"] != "%" and is_known(one["share_pct"])
    word = "own" if one["whose"] == "own" else "above_share" if is_by_share else "above"
    return say(
        f"warning.{word}",
        region=pick(one, "region"),
        plan=pick(one, "document"),
        target=asked_text(one),
        share=_share(one["share_pct"]),
        draft_share=_share(one["draft_share_pct"]),
    )
