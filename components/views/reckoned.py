"""A row of reckoning_list in words: each reference line with its arithmetic, and what is to be said of a draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from components.language.numerals import bounded, fixed, is_known, plain, rounded, signed
from components.language.words import pick, say, with_unit
from components.views.catalogue import periods
from components.views.chart_of_record import plan_of
from components.views.headlines import years_of
from components.views.judgements import unit_of

# decimals of what is worked, a year
DECIMALS = 3
# decimals of a band, and of what leads to it
BAND_DECIMALS = 1


@dataclass(frozen=True)
class Line:
    """One reference line.

    name: what it is. years: of which years. text: its figure in words. value: the figure, None for a range. a_year:
    what it is a year, in words. of_result: what it is of the last result, in percent. working: how it is worked.
    facts: the ids of the facts that it rests on.
    """

    name: str
    years: str
    text: str
    value: float | None
    a_year: str
    of_result: float | None
    working: str
    facts: tuple[str, ...]


def is_so(truth: object) -> bool:
    """Whether a truth is known, and so."""
    return is_known(truth) and bool(truth)


def near(number: float, decimals: int = DECIMALS) -> str:
    """A worked number with at most so many decimals."""
    return plain(float(rounded(number, decimals)))


def equal(number: float, decimals: int = DECIMALS) -> str:
    """= 7.225, or ≈ 0.667 where it was rounded."""
    sign = "=" if abs(float(rounded(number, decimals)) - number) < 1e-9 else "≈"
    return f"{sign} {near(number, decimals)}"


def in_unit(text: str, row) -> str:
    """A figure with the unit of its row: 320 万人, 93%."""
    return with_unit(text, unit_of(row))


def moved(number: float, row, *, is_step: bool = False) -> str:
    """So much of an indicator: of percentages in points, a step with its sign."""
    text = signed(float(rounded(number, DECIMALS)), None) or "0" if is_step else near(number)
    return say("room.points", points=text) if row["unit"] == "%" else in_unit(text, row)


def bare_step(text: str) -> str:
    """A step in a column of its own: a rise needs no sign there."""
    return text.removeprefix("+")


def in_turn(sentences: Iterable[str]) -> str:
    """Sentences one after the other."""
    every = list(sentences)
    return reduce(lambda first, second: say("sentences.two", first=first, second=second), every) if every else ""


def facts_of(*given) -> tuple[str, ...]:
    """Fact ids of single ones and lists, each once."""
    every = [one for part in given for one in (part if isinstance(part, list) else [part]) if isinstance(one, str)]
    return tuple(dict.fromkeys(every))


def years_span(first: int, last: int) -> str:
    return f"{first}" if first == last else say("headline.years", first=first, last=last)


def date_of(row, column: str) -> str:
    """A month of a row: a year where it ends one."""
    month = row[column] or ""
    return month[:4] if month.endswith("-12") else month


def period_of(row) -> str:
    """The period of a plan's row, or its document where no period has it."""
    period = periods().get(row["period_id"])
    return period.name if period else pick(row, "document")


def rung_lines(rung) -> list[Line]:
    """A plan's target, and what came of it."""
    years, span = years_span(rung["year_from"], rung["year_to"]), int(rung["year_to"] - rung["year_from"] + 1)
    is_total, base = rung["kind"] == "total", plain(rung["base_used"])
    asked = rung["target_a_year"]
    working = ""
    if is_known(asked):
        working = _divided(
            plain(rung["target"]),
            span if is_total else rung["year_to"] - rung["base_used_year_to"],
            asked,
            "" if is_total else base,
        )
    raw = (
        rung["target_raw"]
        if not is_known(rung["target"])
        else in_unit(bounded(rung["target"], rung["target_comparator"]), rung)
    )
    facts = facts_of(rung["target_fact_id"], [] if is_total or not working else rung["base_used_fact_ids"])
    each = a_year(asked, rung)
    lines = [Line(plan_of(rung), years, raw, _number(rung["target"]), each, None, working, facts)]
    if is_known(rung["done"]):
        done = bounded(round(rung["done"], 6), rung["done_comparator"])
        came, sign = rung["done_a_year"], "≥" if is_total and rung["done_comparator"] in ("ge", "gt") else ""
        working = ""
        if is_known(came):
            length = span if is_total else (rung["done"] - rung["base_used"]) / came if came else span
            working = _divided(plain(rung["done"]), length, came, "" if is_total else base)
        name = say("reckon.result", plan=period_of(rung))
        lines.append(
            Line(
                name,
                date_of(rung, "data_through"),
                in_unit(done, rung),
                _number(rung["done"]),
                sign + a_year(came, rung) if is_known(came) else "",
                None,
                working,
                facts_of(rung["used_fact_ids"], [] if is_total or not working else rung["base_used_fact_ids"]),
            )
        )
    return lines


def _number(value) -> float | None:
    return float(value) if is_known(value) else None


def a_year(number, row) -> str:
    """So much a year: of a level a step."""
    if not is_known(number):
        return ""
    return moved(number, row, is_step=row["kind"] == "level")


def _divided(figure: str, years: float, result: float, base: str = "") -> str:
    """175 ÷ 5 = 35, (278 − 262.61) ÷ 5 ≈ 3.078."""
    whole = f"({figure} − {base})" if base else figure
    return f"{whole} ÷ {near(years, 2)} {equal(result)}"


def used_years(row) -> str:
    """The years of the own path: of a flow how many, where some between the first and the last are not known."""
    years = [int(year) for year in row["years"]]
    span = years_span(years[0], years[-1])
    is_whole = not row["is_flow"] or years[-1] - years[0] + 1 == len(years)
    return span if is_whole else say("reckon.some_years", span=span, count=len(years))


def path_lines(row) -> list[Line]:
    """The own path: its step a year, and where it leads with its band, where it does."""
    if not is_known(row["mean_step"]):
        return []
    years, step = list(map(int, row["years"])), row["mean_step"]
    said, facts = used_years(row), facts_of(row["fact_ids"])
    if row["is_flow"]:
        working = f"({' + '.join(map(plain, row['figures']))}) ÷ {len(years)} {equal(step)}"
    else:
        first, last = row["figures"][0], row["figures"][-1]
        working = f"({plain(last)} − {plain(first)}) ÷ {near(row['years_between'], 2)} {equal(step)}"
    lines = [Line(say("reckon.path"), said, "", None, a_year(step, row), None, working, facts)]
    if row["has_band"]:
        lines.append(_band(row, facts))
    return lines


def _band(row, facts: tuple[str, ...]) -> Line:
    ahead = near(row["years_ahead"], 2)
    reach = row["usable_years"] if row["is_flow"] else near(row["years_between"], 2)
    start = "" if row["is_flow"] else f"{plain(row['figures'][-1])} + "
    working = say("punctuation.join").join(
        (
            f"{start}{ahead} × {near(row['mean_step'])} {equal(row['middle'], BAND_DECIMALS)}",
            f"± {fixed(row['t'], 4)} × {near(row['spread'])} × √({ahead} + {ahead}² ÷ {reach}) "
            f"{equal(row['half_band'], BAND_DECIMALS)}",
        )
    )
    span = years_span(row["last_year"] - round(row["years_ahead"]) + 1, row["last_year"])
    where = say("reckon.total_of", years=span) if row["is_flow"] else say("reckon.end_of", year=row["last_year"])
    return Line(
        say("reckon.band"), where, in_unit(band_text(row), row), _number(row["middle"]), "", None, working, facts
    )


def band_text(row) -> str:
    """1,092.1（1,065.7—1,118.6）: where the path leads, and its band."""
    return say("reckon.range", **{name: fixed(row[name], BAND_DECIMALS) for name in ("middle", "low", "high")})


def why(row) -> str:
    """Why there is no own path, or no band to it; empty where there are both."""
    years = [int(year) for year in row["years"]]
    bounds = [int(year) for year in row["bound_years"]]
    words = {
        "known": years_of(years) or say("reckon.no_year"),
        "bounds": years_of(bounds),
        "count": len(years),
        "year": row["last_year"],
        "span": years[-1] - years[0] + 1 if years else 0,
    }
    if row["why_none"]:
        reason = "some_bounds" if row["why_none"] in ("one", "none") and bounds else row["why_none"]
        return say(f"reckon.none_{reason}", **words)
    return say(f"reckon.band_{row['why_no_band']}", **words) if row["why_no_band"] else ""


def why_short(row) -> str:
    """The same in a word or two, for a table of many rows."""
    reason = row["why_none"] or row["why_no_band"]
    return say(f"reckon.short_{reason}") if reason else ""


def needed_line(row) -> Line:
    """What a stated later target asks, of the region itself or of one above it."""
    is_own = row["whose"] == "own"
    name = (
        pick(row, "document") if is_own else say("reckon.above", region=pick(row, "region"), plan=pick(row, "document"))
    )
    years, text = years_span(row["year_from"], row["year_to"]), asked_text(row)
    working, each = "", ""
    if not is_known(row["target"]):
        working = say("reckon.in_words")
    elif is_so(row["is_reached"]):
        working = say(
            "reckon.reached",
            result=in_unit(bounded(row["result"], row["result_comparator"]), row),
            room=moved(row["room"], row),
        )
    elif row["kind"] == "each_year":
        each = moved(row["need_a_year"], row)
    elif is_known(row["need_a_year"]):
        each = a_year(row["need_a_year"], row)
        working = (
            _divided(plain(row["target"]), row["year_to"] - row["year_from"] + 1, row["need_a_year"])
            if row["kind"] == "total"
            else _divided(
                plain(row["target"]),
                (row["target"] - row["result"]) / row["need_a_year"],
                row["need_a_year"],
                plain(row["result"]),
            )
        )
    elif is_known(row["share_pct"]):
        working = say("reckon.share_above", share=fixed(row["share_pct"], 1), region=pick(row, "region"))
    if is_known(row["need_of_pace_pct"]):
        working = say("punctuation.join").join(part for part in (working, of_pace(row)) if part)
    share = None if is_own else _number(row["share_pct"])
    return Line(name, years, text, _number(row["target"]), each, share, working, facts_of(row["target_fact_id"]))


def of_pace(row) -> str:
    """What is needed a year as a percentage of the pace so far: of a pace that is a bound at most that."""
    word = "reckon.of_pace_most" if row["pace_comparator"] in ("ge", "gt") else "reckon.of_pace"
    return say(word, percent=fixed(row["need_of_pace_pct"], 1))


def draft_line(row) -> Line:
    """What the draft asks a year, and of what was reached."""
    working = []
    if is_known(row["need_a_year"]):
        is_total = row["kind"] == "total"
        years = row["next_years"] if is_total else (row["draft"] - row["result"]) / row["need_a_year"]
        working.append(
            _divided(plain(row["draft"]), years, row["need_a_year"], "" if is_total else plain(row["result"]))
        )
    if is_known(row["need_of_pace_pct"]):
        working.append(of_pace(row))
    share = of_result(row)
    return Line(
        say("reckon.draft"),
        years_span(row["first_year"], row["last_year"]),
        in_unit(plain(row["draft"]), row),
        _number(row["draft"]),
        a_year(row["need_a_year"], row),
        share,
        say("punctuation.join").join(working),
        facts_of(row["result_fact_ids"]) if working or share else (),
    )


def of_result(row) -> float | None:
    """The draft as a percentage of the last result, a year of each where they are of unlike spans; of a rate none."""
    share = row["draft_of_result_pct"]
    return _number(share)


def result_text(row) -> str:
    """The last result with its unit: ≥184.93 万人; empty where there is none."""
    if not is_known(row["result"]):
        return ""
    return in_unit(bounded(round(row["result"], 6), row["result_comparator"]), row)


def result_when(row) -> str:
    """Of which years the last result is, or of which month."""
    if is_so(row["is_result_mean"]) and is_known(row["result_from"]):
        return years_span(row["result_from"], int(row["result_through"][:4]))
    if row["result_grade"] == "partial":
        return say("reckon.known_part", when=date_of(row, "result_through"))
    if row["kind"] == "total" and is_known(row["result_from"]):
        return years_span(row["result_from"], int(row["result_through"][:4]))
    return date_of(row, "result_through")


def pace_text(row) -> str:
    """The pace so far a year: that of the own path, else that of the last plan with a result."""
    if not is_known(row["pace"]):
        return ""
    sign = "≥" if row["pace_comparator"] in ("ge", "gt") else ""
    return sign + a_year(row["pace"], row)


def pace_years(row) -> str:
    """The years of that pace."""
    if not is_known(row["pace"]):
        return ""
    if row["pace_from"] == "path":
        return used_years(row)
    return years_span(row["pace_first_year"], row["pace_last_year"])


def asked_text(row) -> str:
    """What a later target asks for: its figure, of every year where it is that, or its words."""
    if not is_known(row["target"]):
        return row["target_raw"]
    figure = in_unit(bounded(row["target"], row["comparator"]), row)
    return say("reckon.each_year", figure=figure) if row["kind"] == "each_year" else figure
