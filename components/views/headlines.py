"""What is found of one indicator, in a sentence: every template has a stated condition, and is used where it holds.

Rows are those of judgement_list.
"""

import re

from components.language.dates import month_words
from components.language.numerals import bounded, fixed, is_known, plain
from components.language.words import pick, say, unit_column, with_unit

# what is known of the true value, by how it lies to the figure
BOUNDS = {"ge": "lower", "gt": "lower", "le": "upper", "lt": "upper"}
# a figure that is printed with both its ends: 3—5, 5~10
RANGE = re.compile(r"\d[\d.,]*\s?[—–~～-]\s?\d[\d.,]*")


def headline(region: str, row) -> str:
    """The finding for a region, by its short name."""
    sentence = _without_result(row) or (_total(row) if row["kind"] == "total" else _level(row))
    return say("headline.whole", region=region, name=pick(row, "short"), sentence=sentence)


def years_of(years) -> str:
    """Years in order as the field writes them: 2021—2025 where none is left out, else each."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return say("headline.years", first=years[0], last=years[-1])
    return say("punctuation.list").join(map(str, years))


def amount(number: float, row, sign: str = "") -> str:
    """A number in the unit of the target: 175 万人, 62%."""
    return figure_of(sign + plain(number), row)


def figure_of(text: str, row) -> str:
    """The text of a number with the unit of the target, if it is one: ≥184.93 万人."""
    if row["unit"] == "%" or row["form"] == "growth":
        return f"{text}%"
    return with_unit(text, row[unit_column()])


def bound_of(row) -> str:
    """What is known of the true value where the figure is not exact: lower, upper, or blank."""
    return BOUNDS.get(row["done_comparator"], "")


def sign_of_share(row) -> str:
    """The sign of a share of the target: that of the figure, where the figure is known from below."""
    return row["done_sign_text"] if bound_of(row) == "lower" else ""


def _years(row, kind: str) -> list[int]:
    """The years that are known, missing or known in part."""
    years = row[f"{kind}_years"]
    return [] if years is None else [int(year) for year in years]


def _target(row) -> str:
    return amount(row["target"], row, say("headline.about") if row["comparator"] == "approx" else "")


def _words(row) -> dict[str, str]:
    """What fills the blanks of the sentences, but for those of one of them."""
    bound, is_counted = bound_of(row), row["kind"] != "level"
    sign = row["done_sign_text"] if bound and not is_counted else ""
    # a mean bears as many digits as its text has
    done = round(row["done"], 2) if row["test"] == "mean_of_years" and is_known(row["done"]) else row["done"]
    return {
        "done": amount(done, row, sign) if is_known(done) else "",
        "figure": _figure(amount(done, row), is_counted and bound) if is_known(done) else "",
        "pending": say("headline.pending") if row["is_pending_source"] else "",
        "also": say("headline.also_at_least") if bound == "lower" else "",
        "when": _when(row),
        "through": month_words(row["data_through"]) if row["data_through"] else "",
        "known": years_of(_years(row, "known")),
        "missing": years_of(_years(row, "missing")),
        "last": str(row["year_to"]),
        "status": pick(row, "status"),
        "raw": row["target_raw"],
        "target": _target(row) if is_known(row["target"]) else "",
        "goal": figure_of(target_text(row), row) if is_known(row["target"]) else "",
        "completion": fixed(row["completion_pct"], 1) if is_known(row["completion_pct"]) else "",
        "increment": fixed(row["increment_pct"], 1) if is_known(row["increment_pct"]) else "",
        "time": fixed(row["time_pct"], 1) if is_known(row["time_pct"]) else "",
        "first": str(row["year_from"]),
    }


def _figure(figure: str, is_bound: bool) -> str:
    return say("headline.figure_bound" if is_bound else "headline.figure", figure=figure)


def _when(row) -> str:
    """The date of a level: the end of a year, the mean of one, or a month."""
    through = row["data_through"]
    if not through:
        return ""
    if row["is_average"]:
        return say("headline.mean_of", years=through[:4])
    if through.endswith("-12"):
        return say("headline.year_end", year=through[:4])
    return say("headline.month", month=month_words(through))


def _without_result(row) -> str:
    """The sentence of a target that no result can be set against; blank where one can."""
    words = _words(row)
    if row["form"] == "words":
        return say("headline.in_words", **words)
    if row["form"] == "relative" and not is_known(row["target"]):
        return say("headline.relative", **words)
    if not is_known(row["target"]):
        level = say("headline.known_level", **words) if is_known(row["done"]) else ""
        return say("headline.change", reference=row["reference_year"], level=level, **words)
    if is_known(row["done"]):
        return ""
    if row["refusal"] == "mismatch":
        return say("headline.mismatch", **words)
    if row["as_of"] < f"{row['year_from']}-01":
        return say("headline.not_begun", **words)
    return say("headline.no_result" if words["missing"] else "headline.no_result_yet", **words)


def _total(row) -> str:
    words, known, missing, parts = _words(row), *(_years(row, kind) for kind in ("known", "missing", "part"))
    is_certain = row["status"] != "not_assessed"
    if row["status"] in ("exceeded", "reached_early", "met"):
        return say("headline.exceeded" if row["done"] > row["target"] else "headline.met", **words)
    if row["status"] == "missed":
        return say("headline.missed", rest=amount(row["target"] - row["done"], row), **words)
    if len(known) == 1 and row["done_grade"] == "partial":
        need = amount(round(row["average_need_per_year"], 2), row)
        # part of a year below what a whole one needs says nothing of the year
        is_part, is_above = known[0] in parts, row["done"] >= row["average_need_per_year"]
        relation = "beside" if is_part and not is_above else "above" if is_above else "below"
        number = _figure(words["done"], is_part).strip()
        return say(f"headline.one_year_{relation}", need=need, number=number, **words)
    if row["is_over"] and not is_certain:
        lacking = say(
            "headline.lacking_years" if missing else "headline.lacking_months", years=years_of(missing or parts)
        )
        return say("headline.nearly" if row["is_nearly"] else "headline.known_part", lacking=lacking, **words)
    if not is_certain:
        return say("headline.unsettled", **words)
    return say("headline.running", **words)


def _relation(row) -> str:
    """How a value lies to its target, in words that take its amount: above, below, or on its side."""
    number, target, bound = row["done"], row["target"], bound_of(row)
    place = "equal" if number == target else "above" if number > target else "below"
    if (bound, place) in (("lower", "below"), ("upper", "above")):
        return say("headline.unclear", target=_target(row))
    if row["kind"] == "each_year":
        side = "yearly"
    elif row["direction"] == "down":
        side = "ceiling"
    else:
        side = "rate" if row["measure"] == "rate" or row["form"] == "growth" else "stock"
    pending = say("headline.pending") if row["is_pending_source"] else ""
    return say(f"headline.{side}_{place}", target=_target(row), last=row["year_to"]) + pending


def _level(row) -> str:
    words = _words(row)
    told = words | {"relation": _relation(row)}
    if row["refusal"] == "stale":
        return say("headline.stale", **told)
    if row["status"] == "reached_within":
        return say("headline.reached_within", **told)
    if row["test"] == "mean_of_years":
        return say("headline.mean_lacking" if words["missing"] else "headline.mean", **told)
    if row["is_pooled"] and row["status"] != "not_assessed":
        return say("headline.pooled", **told)
    if row["test"] == "every_year":
        extreme = say("headline.highest" if row["intent"] == "hold_ceiling" else "headline.lowest")
        is_open = row["status"] == "not_assessed"
        return say("headline.every_year_open" if is_open else "headline.every_year", extreme=extreme, **told)
    if row["status"] == "not_assessed":
        is_waiting = not row["is_over"] and not is_known(row["base_used"])
        return say("headline.no_line" if is_waiting else "headline.undecided", **words)
    if row["form"] == "growth":
        return say("headline.growth", **told)
    if row["is_over"] and row["is_dated"]:
        return say("headline.dated", **told)
    if row["status"] in ("ahead", "on_time", "slightly_behind", "behind"):
        return say("headline.on_the_way", base=amount(row["base_used"], row), **words)
    return say("headline.level", **told)


def target_text(row) -> str:
    """A target as charts write it: 175, ≥98, 5—6; one that is no level as it is printed."""
    if not is_known(row["target"]) or row["comparator"] is None or row["kind"] == "growth":
        return row["target_raw"]
    if both_ends := RANGE.search(row["target_raw"]):
        return both_ends[0]
    return bounded(row["target"], row["comparator"])
