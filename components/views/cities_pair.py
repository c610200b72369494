"""城市对标, two regions side by side: multiples, shares of the own result, rates from result to target."""

import pandas as pd

from components.charts.rates import rates, rates_narrow
from components.charts.ratios import ratios, ratios_narrow
from components.language.numerals import percent, signed, times
from components.language.words import language, say
from components.look import screen_size
from components.look.canvas import Canvas
from components.model.column import read_of
from components.model.period import Period
from components.model.view import View
from components.views.alternatives import alternative
from components.views.arithmetic import differences, multiples, shares
from components.views.catalogue import latest_month, region
from components.views.compared import (
    COLUMNS,
    FACTS,
    OF_TOTALS,
    PEOPLE,
    cautions,
    chart_texts,
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
from components.views.native_charts_of_cities import rate_charts, total_charts
from components.views.references import reference_facts, references_of, with_references
from components.views.sources import documents_cited, facts_used


def _drawn_totals(rows: pd.DataFrame, region_id: str, other_id: str, period: Period, canvas: Canvas) -> pd.DataFrame:
    rows = rows[rows["measure"] != "rate"].copy()
    rows["tag"] = [tag_of(row, period) for _, row in rows.iterrows()]
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
    rows = with_references(rows, references_of(region_id, period.period_id, [other_id]), "share_pct", canvas)
    # where shares are not compared there is nothing to set a reference beside
    rows["references"] = [list(found) if both else [] for found, both in zip(rows["references"], has_both, strict=True)]
    order = {"refusal": rows["refusal"].ne(""), "ratio": -rows["ratio_per_10k"].fillna(0)}
    return rows.loc[pd.DataFrame(order).sort_values(["refusal", "ratio"], kind="stable").index]


def _multiples(drawn: pd.DataFrame, basis: str) -> list[str]:
    """What each mark of the chart says: its multiple, or both shares."""
    if basis == "share":
        shares = drawn[drawn["share_pct"].notna() & drawn["other_share_pct"].notna()]
        return [
            f"{row['name']} {percent(row['share_pct'], 0)} / {percent(row['other_share_pct'], 0)}"
            for _, row in shares.iterrows()
        ]
    column = "ratio" if basis == "raw" else "ratio_per_10k"
    known = drawn[drawn[column].notna() & (drawn["refusal"] == "")]
    return [f"{row['name']} {say('ratios.times', times=times(row[column]))}" for _, row in known.iterrows()]


def _drawn_rates(rows: pd.DataFrame, region_id: str, other_id: str, period: Period, canvas: Canvas) -> pd.DataFrame:
    rows = rows[(rows["measure"] == "rate") & rows["is_comparable"]].copy()
    rows["has_caution"] = rows["caution_zh"].notna()
    rows["refusal"] = ""
    for prefix in ("", "other_"):
        known = rows[f"{prefix}base_used"].notna()
        rows[f"{prefix}actual"] = rows[f"{prefix}base_used"]
        rows[f"{prefix}actual_raw"] = rows[f"{prefix}base_used_raw"].where(known, None)
        rows[f"{prefix}actual_comparator"] = rows[f"{prefix}base_used_comparator"].where(known, None)
    return with_references(rows, references_of(region_id, period.period_id, [other_id]), "target", canvas)


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
    drawn = _drawn_totals(rows, region_id, other_id, period, canvas)
    comparable = drawn[drawn["is_comparable"]]
    pair = (region(region_id), region(other_id))
    names = (pair[0].short, pair[1].short)
    headline = _title(comparable, names, basis, period)
    facts = facts_used(rows, *FACTS, *PEOPLE) + reference_facts(drawn)
    sources = documents_cited(pd.DataFrame({"fact_id": facts}, dtype=object), "fact_id")
    figure, screens, subtitle, notes, arithmetic, natives = None, None, "", (), (), ()
    if len(comparable):
        palette, year = canvas.palette, period.base_year
        notes = (*(people_note(rows) if basis == "per_10k" else ()), *references_note(drawn), *cautions(drawn))
        subtitle = say(f"cities.subtitle_{basis}", year=year)
        given = (drawn, palette, tuple(palette.of(place) for place in pair), names)
        more = {"basis": basis, "base_year": year}
        texts = chart_texts(headline, subtitle, sources, notes, canvas)
        if basis == "per_10k":
            subtitle = say("subtitle_of.per_10k", year=year)
        figure = (ratios_narrow if canvas.is_narrow else ratios)(*given, **texts, **more)
        screens = screen_size.one_screen(ratios, *given, **more)
        arithmetic = shares(comparable, year)
        if basis != "share":
            arithmetic = multiples(comparable, basis) + arithmetic
        natives = total_charts(drawn, basis, names, tuple(place.colour for place in pair), year)
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
        figure=figure,
        takeaway=say("cities.takeaway") if len(comparable) else "",
        subtitle=subtitle,
        notes=notes + left_out(drawn) + ((say("note_of.log"),) if any(native.is_log for native in natives) else ()),
        sources=sources,
        facts=facts,
        as_of=latest_month(),
        advice=say("cities.advice"),
        alternative=alternative(headline, _multiples(drawn, basis)),
        arithmetic=arithmetic,
        native_charts=natives,
        screens=screens,
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
    drawn = _drawn_rates(rows, region_id, other_id, period, canvas)
    pair = (region(region_id), region(other_id))
    names = (pair[0].short, pair[1].short)
    facts = facts_used(rows, *FACTS) + reference_facts(drawn)
    sources = documents_cited(pd.DataFrame({"fact_id": facts}, dtype=object), "fact_id")
    headline, notes = _rates_title(drawn, names), (*references_note(drawn), *cautions(drawn))
    figure, screens, subtitle, natives = None, None, "", ()
    if len(drawn):
        palette, years = canvas.palette, (period.base_year, period.last)
        subtitle = say("subtitle_of.rates", first=years[0], last=years[1])
        given = (drawn, palette, tuple(palette.of(place) for place in pair), names)
        texts = chart_texts(headline, say("cities.rates_subtitle"), sources, notes, canvas)
        figure = (rates_narrow if canvas.is_narrow else rates)(*given, **texts, years=years)
        screens = screen_size.one_screen(rates, *given, years=years)
        natives = rate_charts(drawn, names, tuple(place.colour for place in pair), years)
    columns = tuple(column for column in COLUMNS if column not in OF_TOTALS)
    return View(
        name="cities_rates",
        choices={"region": region_id, "other": other_id, "period": period.period_id, "theme": theme_id},
        frame=table_of(rows, columns),
        shown=read_of("cities_rates", columns),
        words=titles(*names, period),
        headline=headline,
        figure=figure,
        subtitle=subtitle,
        notes=notes
        + ((say("note_of.open"),) if any(series.bounds for native in natives for series in native.series) else ()),
        sources=sources,
        facts=facts,
        as_of=latest_month(),
        alternative=alternative(
            headline, [f"{row['name']} {row['target_raw']} / {row['other_target_raw']}" for _, row in drawn.iterrows()]
        ),
        arithmetic=differences(drawn),
        native_charts=natives,
        screens=screens,
    )
