"""城市对标, one among many: a region's targets with those of every other city, a row an indicator, a mark for each."""

import pandas as pd

from components.language.numerals import percent, times
from components.language.words import pick, say
from components.look.canvas import Canvas
from components.model.chart import Axis, Line
from components.model.column import read_of
from components.model.period import Period
from components.model.rows import rows_of
from components.model.view import View
from components.views.arithmetic import differences, multiples, shares
from components.views.catalogue import latest_month, province_of, region
from components.views.chart_of_many import Among, strip_chart, strip_panel
from components.views.charted import charted, log_note
from components.views.compared import (
    COLUMNS,
    EVERY,
    FACTS,
    OF_TOTALS,
    PEOPLE,
    cautions,
    chart_sources,
    comparison,
    counted,
    counts_of,
    left_out,
    people_note,
    references_note,
    table_of,
    titles,
    with_aside,
)
from components.views.references import reference_facts, references_of, with_references
from components.views.sources import documents_cited, facts_used

# so many of the others have a colour of their own; the rest are grey, and all are named
COLOURED = 4
# so many of the others are drawn; the table has them all
MOST_DRAWN = 8
OTHER_REGION = ("other_region",)


def _others(rows: pd.DataFrame) -> list[str]:
    """The regions that the first one is set against, in the order of the catalogue."""
    return sorted(set(rows["other_region_id"]), key=lambda region_id: region(region_id).place)


def _drawn(region_id: str, others: list[str]) -> list[str]:
    """Those of the others that a chart has room for: of the same province first, then in the order of the catalogue."""
    if len(others) <= MOST_DRAWN:
        return others
    own = province_of(region_id)
    is_far = {other: own is None or province_of(other) != own for other in others}
    return sorted(others, key=is_far.__getitem__)[:MOST_DRAWN]


def _limit(drawn: list[str], others: list[str]) -> tuple[str, ...]:
    """How many of the others the chart has, where that is not all."""
    return (say("cities.drawn", drawn=len(drawn), all=len(others)),) if len(drawn) < len(others) else ()


def colours_of(region_id: str, others: list[str]) -> dict[str, str]:
    """region_id → the name of its colour: the region's own, the first four others' and grey for the rest."""
    return {other: region(other).colour if position < COLOURED else "soft" for position, other in enumerate(others)} | {
        region_id: region(region_id).colour
    }


def _columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a pair with the other region after the indicator."""
    place = columns.index("indicator") + 1
    return columns[:place] + OTHER_REGION + columns[place:]


def _noted(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with what the charts say of them."""
    return rows.assign(
        has_caution=rows["caution_zh"].notna(),
        ratio_note=rows["per_10k_reason_zh"].fillna(""),
        share_note=["" if both else "no_base" for both in rows["share_pct"].notna() & rows["other_share_pct"].notna()],
    )


def _points(rows: pd.DataFrame, basis: str) -> pd.DataFrame:
    """What is drawn: one row a mark with name, indicator_id, region_id, region_zh/en, at, text, target_fact_id."""
    compared = rows[rows["is_comparable"]]
    column = {"per_10k": "ratio_per_10k", "raw": "ratio", "share": "other_share_pct", "rate": "other_target"}[basis]
    text = {
        "share": lambda row: percent(row["at"], 0),
        "rate": lambda row: row["raw"],
    }.get(basis, lambda row: times(row["at"]))
    other = {name: f"other_{name}" for name in ("region_id", "region_zh", "region_en", "target_fact_id")}
    found = compared.assign(at=compared[column], raw=compared["other_target_raw"])
    found = found.assign(**{name: found[source] for name, source in other.items()})
    if basis in ("share", "rate"):
        # the first region has a mark of its own, once an indicator
        own = compared.drop_duplicates("indicator_id")
        own = own.assign(
            at=own["share_pct" if basis == "share" else "target"], raw=own["target_raw"], has_caution=False
        )
        found = pd.concat([own, found])
    found = found[found["at"].notna() & ((found["at"] > 0) | (basis in ("share", "rate")))]
    words = [text(row) + (" ‡" if row["has_caution"] else "") for row in rows_of(found)]
    return found.assign(text=words)[
        ["indicator_id", "name", "region_id", "region_zh", "region_en", "at", "text", "direction", "target_fact_id"]
    ]


def _said_instead(rows: pd.DataFrame, basis: str) -> str:
    """Which regions have no mark in a row, and in a word why."""
    left = {"refused": rows[~rows["is_comparable"]]}
    compared = rows[rows["is_comparable"]]
    if basis == "per_10k":
        left["per_head"] = compared[compared["ratio_per_10k"].isna()]
    if basis == "share":
        left["no_base"] = compared[compared["other_share_pct"].isna()]
    said = []
    for word, group in left.items():
        names = say("punctuation.list").join(pick(row, "other_region") for row in rows_of(group))
        if names:
            said.append(say(f"cities.left_{word}", names=names))
    return say("punctuation.join").join(said)


def _explained(rows: pd.DataFrame, basis: str) -> pd.DataFrame:
    """The rows with which regions have no mark, and why, said once an indicator."""
    said = {indicator_id: _said_instead(group, basis) for indicator_id, group in rows.groupby("indicator_id")}
    return rows.assign(said_instead=rows["indicator_id"].map(said))


def view(region_id: str, period: Period, basis: str, population: str, theme_id: str, canvas: Canvas) -> View:
    """Totals and levels of a region with those of every other city."""
    rows = _noted(comparison(region_id, EVERY, period.period_id, population, theme_id))
    others = _others(rows)
    name, drawn = region(region_id).short, _drawn(region_id, others)
    every = rows[(rows["measure"] != "rate") & rows["is_comparable"]]
    headline = _title(every, name, len(others), basis, period)
    totals = rows[(rows["measure"] != "rate") & rows["other_region_id"].isin(drawn)]
    totals = with_references(totals, references_of(region_id, period.period_id, []), "share_pct", "around")
    if basis != "share":
        totals = totals.assign(references=[[] for _ in range(len(totals))])
    points = _points(totals, basis)
    comparable = totals[totals["is_comparable"]]
    facts = facts_used(rows, *FACTS, *PEOPLE) + reference_facts(totals)
    sources = documents_cited(pd.DataFrame({"fact_id": facts}, dtype=object), "fact_id")
    people = people_note(rows[rows["other_region_id"].isin(drawn)]) if basis == "per_10k" else ()
    notes = (*_limit(drawn, others), *people, *references_note(totals), *cautions(totals))
    subtitle = say(f"cities.subtitle_among_{basis}", a=name, year=period.base_year)
    among = Among(name, basis, period, colours_of(region_id, drawn))
    chart, arithmetic = None, ()
    if len(comparable):
        axis = _axis(among, region_id)
        panel = strip_panel(among, axis.title, axis, _explained(totals, basis), points)
        texts = {"title": headline, "subtitle": subtitle, "sources": chart_sources(sources, notes)}
        chart = strip_chart(among, (panel,), **texts)
        arithmetic = shares(comparable, period.base_year) if basis == "share" else multiples(comparable, basis)
    parts = charted(chart, headline, canvas)
    return View(
        name="cities",
        choices={
            "region": region_id,
            "other": EVERY,
            "period": period.period_id,
            "basis": basis,
            "population": population,
            "theme": theme_id,
        },
        frame=table_of(rows, _columns(COLUMNS)),
        shown=read_of("cities", _columns(COLUMNS)),
        words=titles(name, say("cities.other_place"), period),
        headline=headline,
        takeaway=say("cities.takeaway") if len(comparable) else "",
        subtitle=subtitle,
        notes=notes + left_out(totals) + log_note(parts),
        sources=sources,
        facts=facts,
        as_of=latest_month(),
        advice=say("cities.advice"),
        arithmetic=arithmetic,
        **parts,
    )


def _axis(among: Among, region_id: str) -> Axis:
    """What the marks are read against: the first region's own target, or each region's own last result."""
    year = among.period.base_year
    if among.basis == "share":
        return Axis("shares", say("ratios.share_heading", year=year), "%", Line(100, say("ratios.hundred", year=year)))
    one = say("ratios.one", this=among.name)
    title = say("ratios.multiple_among", this=among.name)
    return Axis("multiples", title, one, Line(1, one, among.colours[region_id]))


def _title(comparable: pd.DataFrame, name: str, places: int, basis: str, period: Period) -> str:
    rows, aside = counted(comparable, basis)
    if rows.empty:
        plain_title = say("cities.title_plain", a=name, b=say("cities.among", count=places))
        return with_aside(plain_title, aside, word="only_aside")
    words = {"a": name, "places": places, "count": len(rows)}
    if basis == "raw":
        return say("cities.title_among_raw", **words)
    if basis == "share":
        above = int((rows["other_share_pct"] > 100).sum())
        return with_aside(
            say("cities.title_among_share", this=above, year=period.base_year, **words), aside, word="aside_pairs"
        )
    return with_aside(
        say("cities.title_among", counts=counts_of(rows["ratio_per_10k"]), **words), aside, word="aside_pairs"
    )


def rates_view(region_id: str, period: Period, theme_id: str, canvas: Canvas) -> View:
    """The rates of a region with those of every other city: each target on one scale, floors and ceilings apart."""
    rows = _noted(comparison(region_id, EVERY, period.period_id, "census", theme_id))
    every = rows[rows["measure"] == "rate"]
    others = _others(every)
    name, drawn = region(region_id).short, _drawn(region_id, others)
    rows = every[every["other_region_id"].isin(drawn)]
    rows = with_references(rows, references_of(region_id, period.period_id, []), "target", "around")
    points = _points(rows, "rate")
    headline = say("cities.rates_title_among", a=name, places=len(others))
    facts = facts_used(every, *FACTS) + reference_facts(rows)
    sources = documents_cited(pd.DataFrame({"fact_id": facts}, dtype=object), "fact_id")
    notes = (*_limit(drawn, others), *references_note(rows), *cautions(rows))
    subtitle = say("cities.rates_subtitle_among")
    among = Among(name, "rate", period, colours_of(region_id, drawn))
    explained, panels = _explained(rows, "rate"), []
    for direction in ("up", "down"):
        group, marks = explained[rows["direction"] == direction], points[points["direction"] == direction]
        if len(marks):
            axis = Axis("rates", say(f"panel.{direction}"), "%")
            panels.append(strip_panel(among, say(f"rates.{direction}"), axis, group, marks))
    texts = {"title": headline, "subtitle": subtitle, "sources": chart_sources(sources, notes)}
    chart = strip_chart(among, panels, **texts) if panels else None
    columns = _columns(tuple(column for column in COLUMNS if column not in OF_TOTALS))
    return View(
        name="cities_rates",
        choices={"region": region_id, "other": EVERY, "period": period.period_id, "theme": theme_id},
        frame=table_of(every, columns),
        shown=read_of("cities_rates", columns),
        words=titles(name, say("cities.other_place"), period),
        headline=headline,
        subtitle=subtitle,
        notes=notes,
        sources=sources,
        facts=facts,
        as_of=latest_month(),
        arithmetic=differences(rows),
        **charted(chart, headline, canvas),
    )
