"""城市对标, two regions side by side: multiples, shares of the own result, rates from result to target."""

import pandas as pd

from components.language.numerals import signed
from components.language.words import language, say
from components.look.canvas import Canvas
from components.model.column import read_of
from components.model.period import Period
from components.model.rows import rows_of
from components.model.view import View
from components.views.arithmetic import differences, multiples, shares
from components.views.catalogue import latest_month, region
from components.views.chart_of_pair import Pair, rate_chart, ratio_chart
from components.views.charted import bounds_note, charted, log_note
from components.views.compared import (
    COLUMNS,
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
    per_10k_text,
    references_note,
    sizes_of,
    table_of,
    tag_of,
    titles,
    with_aside,
)
from components.views.references import reference_facts, references_of, with_references
from components.views.sources import documents_cited, facts_used


def _drawn_totals(rows: pd.DataFrame, region_id: str, other_id: str, period: Period) -> pd.DataFrame:
    rows = rows[rows["measure"] != "rate"].copy()
    rows["tag"] = [tag_of(row, period) for row in rows_of(rows)]
    for column in ("per_10k", "other_per_10k"):
        rows[f"{column}_text"] = [per_10k_text(number) for number in rows[column]]
    rows["has_caution"] = rows["caution_zh"].notna()
    rows["refusal"] = rows[f"reason_{language()}"].fillna("")
    rows["ratio_note"] = rows[f"per_10k_reason_{language()}"].fillna("")
    has_both = rows["share_pct"].notna() & rows["other_share_pct"].notna()
    rows["share_note"] = [
        "" if both or refusal else say("cities.no_base")
        for both, refusal in zip(has_both, rows["refusal"], strict=True)
    ]
    rows.loc[~has_both, ["share_pct", "other_share_pct"]] = float("nan")
    rows = with_references(rows, references_of(region_id, period.period_id, [other_id]), "share_pct")
    # where shares are not compared there is nothing to set a reference beside
    rows["references"] = [list(found) if both else [] for found, both in zip(rows["references"], has_both, strict=True)]
    order = {"refusal": rows["refusal"].ne(""), "ratio": -rows["ratio_per_10k"].fillna(0)}
    return rows.loc[pd.DataFrame(order).sort_values(["refusal", "ratio"], kind="stable").index]


def _drawn_rates(rows: pd.DataFrame, region_id: str, other_id: str, period: Period) -> pd.DataFrame:
    rows = rows[(rows["measure"] == "rate") & rows["is_comparable"]].copy()
    rows["has_caution"] = rows["caution_zh"].notna()
    rows["refusal"] = ""
    for prefix in ("", "other_"):
        known = rows[f"{prefix}base_used"].notna()
        rows[f"{prefix}actual"] = rows[f"{prefix}base_used"]
        rows[f"{prefix}actual_raw"] = rows[f"{prefix}base_used_raw"].where(known, None)
        rows[f"{prefix}actual_comparator"] = rows[f"{prefix}base_used_comparator"].where(known, None)
    return with_references(rows, references_of(region_id, period.period_id, [other_id]), "target")


def _title(comparable: pd.DataFrame, names: tuple[str, str], basis: str, period: Period) -> str:
    plain_title = say("cities.title_plain", a=names[0], b=names[1])
    rows, aside = counted(comparable, basis)
    if basis == "raw":
        sizes = comparable[comparable["population"].notna()]
        return say("cities.title_raw", a=names[0], b=names[1], **sizes_of(sizes.iloc[0])) if len(sizes) else plain_title
    if rows.empty:
        return with_aside(plain_title, aside, word="only_aside")
    if basis == "share":
        above = [int((rows[column] > 100).sum()) for column in ("share_pct", "other_share_pct")]
        words = {"a": names[0], "b": names[1], "this": above[0], "other": above[1]}
        return with_aside(say("cities.title_share", count=len(rows), year=period.base_year, **words), aside)
    counts = counts_of(rows["ratio_per_10k"])
    return with_aside(say("cities.title", count=len(rows), b=names[1], counts=counts), aside)


def view(
    region_id: str,
    other_id: str,
    period: Period,
    basis: str,
    population: str,
    theme_id: str,
    canvas: Canvas,
) -> View:
    """Totals and levels of two regions."""
    rows = comparison(region_id, other_id, period.period_id, population, theme_id)
    drawn = _drawn_totals(rows, region_id, other_id, period)
    comparable = drawn[drawn["is_comparable"]]
    pair = (region(region_id), region(other_id))
    names = (pair[0].short, pair[1].short)
    headline = _title(comparable, names, basis, period)
    facts = facts_used(rows, *FACTS, *PEOPLE) + reference_facts(drawn)
    sources = documents_cited(pd.DataFrame({"fact_id": facts}, dtype=object), "fact_id")
    chart, subtitle, notes, arithmetic = None, "", (), ()
    if len(comparable):
        year = period.base_year
        notes = (*(people_note(rows) if basis == "per_10k" else ()), *references_note(drawn), *cautions(drawn))
        subtitle = say(f"cities.subtitle_{basis}", year=year)
        drawn_pair = Pair(names, (pair[0].colour, pair[1].colour))
        texts = {"title": headline, "subtitle": subtitle, "sources": chart_sources(sources, notes)}
        chart = ratio_chart(drawn, drawn_pair, basis, year, **texts)
        if basis == "per_10k":
            subtitle = say("subtitle_of.per_10k", year=year)
        arithmetic = shares(comparable, year)
        if basis != "share":
            arithmetic = multiples(comparable, basis) + arithmetic
    parts = charted(chart, headline, canvas)
    return View(
        name="cities",
        choices={
            "region": region_id,
            "other": other_id,
            "period": period.period_id,
            "basis": basis,
            "population": population,
            "theme": theme_id,
        },
        frame=table_of(rows),
        shown=read_of("cities", COLUMNS),
        words=titles(*names, period),
        headline=headline,
        takeaway=say("cities.takeaway") if len(comparable) else "",
        subtitle=subtitle,
        notes=notes + left_out(drawn) + log_note(parts),
        sources=sources,
        facts=facts,
        as_of=latest_month(),
        advice=say("cities.advice"),
        arithmetic=arithmetic,
        **parts,
    )


def _rates_title(drawn: pd.DataFrame, names: tuple[str, str]) -> str:
    """The rate without ‡ that differs most, if there is one that does."""
    drawn = drawn[~drawn["has_caution"]]
    apart = drawn["difference_pp"].abs()
    if drawn.empty or not apart.max() or (apart == apart.max()).sum() != 1:
        return say("cities.rates_title_plain", a=names[0], b=names[1])
    widest = drawn.loc[apart.idxmax()]
    return say(
        "cities.rates_title",
        name=widest["name"],
        a=names[0],
        b=names[1],
        target=widest["target_raw"],
        other=widest["other_target_raw"],
        points=signed(widest["difference_pp"]),
    )


def rates_view(
    region_id: str,
    other_id: str,
    period: Period,
    theme_id: str,
    canvas: Canvas,
) -> View:
    """Rates of two regions: each result and target on one scale, floors and ceilings apart."""
    rows = comparison(region_id, other_id, period.period_id, "census", theme_id)
    rows = rows[rows["measure"] == "rate"]
    drawn = _drawn_rates(rows, region_id, other_id, period)
    pair = (region(region_id), region(other_id))
    names = (pair[0].short, pair[1].short)
    facts = facts_used(rows, *FACTS) + reference_facts(drawn)
    sources = documents_cited(pd.DataFrame({"fact_id": facts}, dtype=object), "fact_id")
    headline, notes = _rates_title(drawn, names), (*references_note(drawn), *cautions(drawn))
    chart, subtitle = None, ""
    if len(drawn):
        years = (period.base_year, period.last)
        subtitle = say("subtitle_of.rates", first=years[0], last=years[1])
        texts = {"title": headline, "subtitle": say("cities.rates_subtitle"), "sources": chart_sources(sources, notes)}
        chart = rate_chart(drawn, Pair(names, (pair[0].colour, pair[1].colour)), years, **texts)
    parts = charted(chart, headline, canvas)
    columns = tuple(column for column in COLUMNS if column not in OF_TOTALS)
    return View(
        name="cities_rates",
        choices={"region": region_id, "other": other_id, "period": period.period_id, "theme": theme_id},
        frame=table_of(rows, columns),
        shown=read_of("cities_rates", columns),
        words=titles(*names, period),
        headline=headline,
        subtitle=subtitle,
        notes=notes + bounds_note(parts),
        sources=sources,
        facts=facts,
        as_of=latest_month(),
        arithmetic=differences(drawn),
        **parts,
    )
