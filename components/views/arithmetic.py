"""Workings: each computed number beside the numbers that it was computed from, all of them columns of the answers."""

import pandas as pd

from components.language.numerals import exact, fixed, is_known, plain, rounded, signed, times
from components.language.words import pick, say
from components.model.rows import rows_of
from components.views.headlines import sign_of_share

Working = tuple[str, str]
# what the columns of the first and of the other region begin with
PREFIXES = ("", "other_")
# the side of a bound on which the figure lies
SIDES = {"lt": "below", "le": "below", "gt": "above", "ge": "above"}


def changes(drawn: pd.DataFrame) -> tuple[Working, ...]:
    """How the change against the result of each row of the step chart is worked: 27.2 → 32：(32 − 27.2) ÷ 27.2."""
    return tuple((row["name"], _change(row)) for row in rows_of(drawn))


def _change(row) -> str:
    numbers = {
        "before": row["base_used_raw"],
        "after": row["target_raw"],
        "base": plain(row["base_used"]),
        "target": plain(row["target"]),
    }
    if row["measure"] != "rate":
        numbers |= {
            "base": _a_year(row["base_used"], row["base_on_basis"], "({})"),
            "target": _a_year(row["target"], row["target_on_basis"], "{}"),
        }
        return say("working.change", change=row["change_text"], **numbers)
    working = say("working.change_points", points=exact(row["change_pp"]), **numbers)
    is_said = row["change_text"] == exact(row["change_pp"])
    return working if is_said else say("working.change_in_words", working=working, change=row["change_text"])


def _a_year(figure: float, on_basis: float, divided: str) -> str:
    """A figure as it enters a comparison: 50, or 50 ÷ 5 where a year of it does; divided: what then stands about it."""
    years = round(figure / on_basis) if on_basis else 1
    return plain(figure) if years == 1 else divided.format(f"{plain(figure)} ÷ {years}")


def completions(rows: pd.DataFrame) -> tuple[Working, ...]:
    """How completion, and the gap to the time elapsed or to the target, of each judged row are worked."""
    judged = rows[(rows["status"] != "not_assessed") & rows["done"].notna()]
    worked = ((pick(row, "short"), _completion(row)) for row in rows_of(judged))
    return tuple((name, working) for name, working in worked if working)


def _completion(row) -> str:
    sign, bound = row["done_sign_text"], sign_of_share(row)
    numbers = {"done": sign + plain(row["done"]), "target": plain(row["target"])}
    parts = []
    if row["measure"] == "rate":
        gap = round(row["gap_to_target"], 6)
        # what is known as a bound differs from its target by a bound
        difference = sign + signed(gap, None)
        parts.append(say("working.to_target", difference=difference, raw=row["target_raw"], **numbers))
    elif is_known(row["completion_pct"]):
        parts.append(say("working.completion", percent=bound + fixed(row["completion_pct"], 1), **numbers))
    # the share of a rise is read against the time elapsed, which says nothing after the end
    if is_known(row["increment_pct"]) and not row["is_over"]:
        base = plain(row["base_used"])
        parts.append(say("working.increment", base=base, percent=fixed(row["increment_pct"], 1), **numbers))
    if row["is_over"]:
        parts += _margin(row, numbers)
    elif is_known(row["gap_to_time_pp"]):
        percent, gap = fixed(row["time_pct"], 1), bound + signed(row["gap_to_time_pp"])
        parts.append(say("working.time", percent=percent, through=row["data_through"], gap=gap))
    return say("working.and").join(parts)


def _margin(row, numbers: dict[str, str]) -> list[str]:
    """How far a finished quantity is from its target; a rate has said so already."""
    difference = round(row["done"] - row["target"], 6)
    if row["measure"] == "rate" or row["form"] == "growth" or not difference:
        return []
    if difference < 0:
        return [say("working.short", difference=plain(-difference), **numbers)]
    sign = row["done_sign_text"]
    percent = fixed(100 * difference / row["target"], 1)
    return [say("working.above", difference=sign + plain(difference), percent=percent, **numbers)]


def multiples(rows: pd.DataFrame, basis: str) -> tuple[Working, ...]:
    """How the multiple of each comparable pair of totals is worked: per head, or of the printed totals.

    rows: of comparison_list with `label`; basis: per_10k or raw.
    """
    column = "ratio_per_10k" if basis == "per_10k" else "ratio"
    return tuple((row["label"], _multiple(row, column)) for row in rows_of(rows[rows[column].notna()]))


def _multiple(row, column: str) -> str:
    if column == "ratio":
        is_plain = row["unit"] == row["other_unit"]
        target, other = (plain(row[f"{p}target"]) if is_plain else _converted(row, p) for p in PREFIXES)
        return say("working.multiple_raw", target=target, other_target=other, times=times(row[column]))
    # a reader divides what is printed: as many decimals as give the multiple that is printed
    for decimals in range(1, 7):
        rate, other_rate = (rounded(_per_head(row, prefix), decimals) for prefix in PREFIXES)
        if rate and times(float(other_rate) / float(rate)) == times(row[column]):
            break
    return say(
        "working.multiple",
        a=pick(row, "region"),
        b=pick(row, "other_region"),
        target=_converted(row, ""),
        other_target=_converted(row, "other_"),
        people=plain(row["population"]),
        other_people=plain(row["other_population"]),
        rate=fixed(rate, decimals),
        other_rate=fixed(other_rate, decimals),
        times=times(row[column]),
    )


def _per_head(row, prefix: str) -> float:
    """The target per 10,000 residents, unrounded."""
    target = row["other_target_in_own_unit"] if prefix else row["target"]
    return target * row["unit_factor"] / row[f"{prefix}population"]


def _converted(row, prefix: str) -> str:
    """A target with its unit, and in the first region's too where its own is another: 2.55 亿人（= 25500 万人）."""
    printed = say("working.figure", figure=plain(row[f"{prefix}target"]), unit=pick(row, f"{prefix}unit_name"))
    if not prefix or row["unit"] == row["other_unit"]:
        return printed
    own = say("working.figure", figure=plain(row["other_target_in_own_unit"]), unit=pick(row, "unit_name"))
    return say("working.converted", printed=printed, own=own)


def shares(rows: pd.DataFrame, year: int) -> tuple[Working, ...]:
    """How each target's share of its region's own last result is worked, of the pairs of which both are known.

    rows: of comparison_list with `label`. year: that of the result.
    """
    found = []
    for row in rows_of(rows[rows["share_pct"].notna() & rows["other_share_pct"].notna()]):
        parts = [
            say(
                "working.share",
                city=pick(row, f"{prefix}region"),
                target=_on_basis(row[f"{prefix}target"], row[f"{prefix}target_on_basis"]),
                base=_on_basis(row[f"{prefix}base_used"], row[f"{prefix}base_on_basis"], is_divisor=True),
                percent=fixed(row[f"{prefix}share_pct"], 1),
            )
            for prefix in PREFIXES
        ]
        found.append((say("working.share_of", name=row["label"], year=year), say("punctuation.join").join(parts)))
    return tuple(found)


def _on_basis(figure: float, on_basis: float, is_divisor: bool = False) -> str:
    """A figure as it is set against another: a total of unlike years by the year, 50 ÷ 5."""
    years = round(figure / on_basis) if on_basis else 1
    if years == 1:
        return plain(figure)
    worked = say("working.each_year", figure=plain(figure), years=years)
    return say("working.bracketed", figure=worked) if is_divisor else worked


def differences(rows: pd.DataFrame) -> tuple[Working, ...]:
    """How the difference of each pair of rates is worked, the other city's less the first one's.

    A floor or ceiling set beside a single value differs from it by its bound, which is said.
    """
    return tuple((row["label"], _difference(row)) for row in rows_of(rows[rows["difference_pp"].notna()]))


def _difference(row) -> str:
    working = say(
        "working.difference",
        a=pick(row, "region"),
        b=pick(row, "other_region"),
        raw=row["target_raw"],
        other_raw=row["other_target_raw"],
        target=plain(row["target"]),
        other_target=plain(row["other_target"]),
        points=signed(row["difference_pp"]),
    )
    sides = {SIDES.get(row[f"{prefix}target_comparator"]) for prefix in PREFIXES}
    return working if len(sides) == 1 else say("working.of_bounds", working=working)
