"""城市对标: the targets of two cities, made comparable where they may be, refused with a reason where not."""

import pandas as pd

import queries
from components import stage
from components.charts.drawing import wrapped
from components.charts.rates import rates, rates_narrow
from components.charts.ratios import ratios, ratios_narrow
from components.numerals import fixed, plain, signed
from components.theme import PALETTES
from components.views import View, documents_cited, latest_month, one_or_all, region_place, regions, source_and_month
from components.views.facts_used import facts_used
from components.views.panels_of_cities import rate_panels, total_panels
from components.views.workings import differences, multiples, shares
from components.words import language, pick, say

FACTS = ["target_fact_id", "base_used_fact_id", "other_target_fact_id", "other_base_used_fact_id"]
BASES = ("per_10k", "share", "raw")
POPULATIONS = ("census", "latest")
COLUMNS = (
    "theme",
    "indicator",
    "unit_name",
    "target_raw",
    "other_target_raw",
    "per_10k",
    "other_per_10k",
    "ratio_per_10k",
    "share_pct",
    "other_share_pct",
    "difference_pp",
    "is_comparable",
    "remark",
    "target",
    "other_target",
    "ratio",
    "base_used_raw",
    "base_used",
    "other_base_used_raw",
    "other_base_used",
    "base_per_10k",
    "other_base_per_10k",
    "attribute",
    "other_attribute",
    "population",
    "other_population",
    "target_fact_id",
    "other_target_fact_id",
)


def bases() -> dict[str, str]:
    """Ways to set totals side by side: id → words."""
    return {basis: say(f"choice.basis_{basis}") for basis in BASES}


def populations() -> dict[str, str]:
    """Populations to divide by: id → words."""
    return {population: say(f"choice.population_{population}") for population in POPULATIONS}


def periods() -> dict[str, str]:
    """Periods that both cities have tables for: id → words."""
    return {"14fyp": say("choice.period_14fyp"), "13fyp": say("choice.period_13fyp")}


def _rows(region_id: str, other_id: str, period_id: str, population: str, theme_id: str) -> pd.DataFrame:
    return queries.ask(
        "comparison_list",
        region_id=region_id,
        other_region_id=other_id,
        period_id=period_id,
        population=population,
        theme_ids=one_or_all(theme_id),
    )


def _names(rows: pd.DataFrame) -> list[str]:
    """The name of a pair: one name where both cities list the same indicator, else both."""
    return [
        pick(row, "short")
        if row["indicator_id"] == row["other_indicator_id"]
        else f"{pick(row, 'short')} / {pick(row, 'other_short')}"
        for _, row in rows.iterrows()
    ]


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    remarks = [pick(row, "reason") or pick(row, "caution") or "" for _, row in rows.iterrows()]
    table = rows.assign(
        theme=rows[f"theme_{language()}"],
        indicator=_names(rows),
        unit_name=rows["unit" if language() == "zh" else "unit_en"],
        remark=remarks,
        attribute=[say(f"attribute.{token}") if token else "" for token in rows["attribute"]],
        other_attribute=[say(f"attribute.{token}") if token else "" for token in rows["other_attribute"]],
    )
    return table[list(COLUMNS)].reset_index(drop=True)


def _per_10k(number: float) -> str:
    return "" if number != number else fixed(number, 0 if number >= 100 else 1)


def _tag(row) -> str:
    five_years = say("steps.five_years") if row["comparison_basis"] == "period_total" else ""
    return five_years + row["unit" if language() == "zh" else "unit_en"]


def _drawn_totals(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[rows["measure"] != "rate"].copy()
    rows["name"] = _names(rows)
    rows["tag"] = [_tag(row) for _, row in rows.iterrows()]
    for column in ("per_10k", "other_per_10k"):
        rows[f"{column}_text"] = [_per_10k(number) for number in rows[column]]
    rows["has_caution"] = rows["caution_zh"].notna()
    rows["refusal"] = rows[f"reason_{language()}"].fillna("")
    has_both = rows["share_pct"].notna() & rows["other_share_pct"].notna()
    rows["share_note"] = [
        "" if both or refusal else say("cities.no_base")
        for both, refusal in zip(has_both, rows["refusal"], strict=True)
    ]
    rows.loc[~has_both, ["share_pct", "other_share_pct"]] = float("nan")
    return rows.sort_values(
        ["refusal", "ratio_per_10k"], key=lambda c: c.ne("") if c.name == "refusal" else -c, kind="stable"
    )


def _drawn_rates(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[(rows["measure"] == "rate") & rows["is_comparable"]].copy()
    rows["name"] = _names(rows)
    rows["has_caution"] = rows["caution_zh"].notna()
    rows["refusal"] = ""
    for prefix in ("", "other_"):
        known = rows[f"{prefix}base_used"].notna()
        rows[f"{prefix}actual"] = rows[f"{prefix}base_used"]
        rows[f"{prefix}actual_raw"] = rows[f"{prefix}base_used_raw"].where(known, None)
        rows[f"{prefix}actual_comparator"] = rows[f"{prefix}base_used_comparator"].where(known, None)
    return rows


def _people(rows: pd.DataFrame) -> tuple[str, ...]:
    """The facts of the populations that totals are divided by, one a city, the most reliable."""
    cities = [rows["region_id"].iloc[0], rows["other_region_id"].iloc[0]]
    found = queries.ask("evidence_list", region_ids=cities, indicator_ids=["resident_population"], roles=["actual"])
    found = found[(found["year_to"] == rows["population_year"].iloc[0]) & found["series_zh"].isna()]
    found = found.sort_values("reliability", kind="stable").drop_duplicates("region_id")
    return facts_used(found.sort_index(), "fact_id")


def _of_one_year(rows: pd.DataFrame, period_id: str) -> set[str]:
    """The targets whose base is a single year, so that a fifth of them is set against it."""
    cities = [rows["region_id"].iloc[0], rows["other_region_id"].iloc[0]]
    found = queries.ask("continuity_list", region_ids=cities, period_id=period_id)
    return set(found.loc[found["comparison_basis"] == "per_year", "target_fact_id"])


def _years(period_id: str) -> tuple[int, int]:
    """The last years of the period before and of the period."""
    return (2015, 2020) if period_id == "13fyp" else (2020, 2025)


def _total_notes(rows: pd.DataFrame, drawn: pd.DataFrame, names: tuple[str, str]) -> tuple[str, ...]:
    """The populations and the cautions of the rows drawn."""
    people = say(
        "cities.population",
        year=rows["population_year"].iloc[0],
        a=names[0],
        b=names[1],
        people=fixed(rows["population"].iloc[0], 2),
        others=fixed(rows["other_population"].iloc[0], 2),
    )
    return (people, *_cautions(drawn))


def _left_out(drawn: pd.DataFrame) -> tuple[str, ...]:
    """Which pairs are not compared, or not by their shares; the chart says so in their rows."""
    parts = {"refused": drawn[~drawn["is_comparable"]], "no_base": drawn[drawn["share_note"] != ""]}
    listed = {note: say("punctuation.list").join(rows["name"]) for note, rows in parts.items()}
    return tuple(say(f"note_of.{note}", names=names) for note, names in listed.items() if names)


def _cautions(drawn: pd.DataFrame) -> list[str]:
    """The ‡ cautions of the rows drawn."""
    return [
        say("cities.caution", name=name, text=text)
        for name, text in zip(drawn["name"], drawn[f"caution_{language()}"], strict=True)
        if isinstance(text, str)
    ]


def _texts(headline: str, subtitle: str, sources: tuple[str, ...], notes: tuple[str, ...], is_narrow: bool) -> dict:
    """Title, subtitle and what stands under a chart, in lines that fit."""
    width = 345 if is_narrow else 1250
    lines = [source_and_month(sources), *notes]
    return {
        "title": wrapped(headline, width, 17 if is_narrow else 22),
        "subtitle": wrapped(subtitle, width, 14),
        "sources": "<br>".join(wrapped(line, width, 12) for line in lines),
    }


def _title(comparable: pd.DataFrame, names: tuple[str, str], basis: str) -> str:
    if basis != "per_10k" or comparable.empty:
        return say("cities.title_plain", a=names[0], b=names[1])
    return say(
        "cities.title",
        count=len(comparable),
        higher=int((comparable["ratio_per_10k"] > 1).sum()),
        b=names[1],
        times=plain(comparable["population_ratio"].iloc[0]),
    )


def view(
    region_id: str,
    other_id: str,
    period_id: str = "14fyp",
    basis: str = "per_10k",
    population: str = "census",
    theme_id: str = "all",
    look: str = "light",
    is_narrow: bool = False,
) -> View:
    """Totals and levels of two cities with every pair, refusals too, in the table.

    basis: per_10k, share or raw. population: census or latest.
    """
    rows = _rows(region_id, other_id, period_id, population, theme_id)
    drawn = _drawn_totals(rows)
    comparable = drawn[drawn["is_comparable"]]
    names, places = (regions()[region_id], regions()[other_id]), (region_place(region_id), region_place(other_id))
    headline = _title(comparable, names, basis)
    facts = facts_used(rows, *FACTS) + (_people(rows) if len(rows) else ())
    sources = documents_cited(pd.DataFrame({"fact_id": facts}, dtype=object), "fact_id")
    figure, screens, subtitle, notes, arithmetic, panels = None, None, "", (), (), ()
    if len(comparable):
        palette, year = PALETTES[look], _years(period_id)[0]
        notes = _total_notes(rows, drawn, names)
        subtitle = say("subtitle_of.per_10k", year=year) if basis == "per_10k" else say(f"cities.subtitle_{basis}")
        given = (drawn, palette, tuple(palette.region(place) for place in places), names)
        more = {"basis": basis, "base_year": year}
        texts = _texts(headline, say(f"cities.subtitle_{basis}"), sources, notes, is_narrow)
        figure = (ratios_narrow if is_narrow else ratios)(*given, **texts, **more)
        screens = stage.one_screen(ratios, *given, **more)
        arithmetic = shares(comparable, names, year, _of_one_year(rows, period_id))
        if basis != "share":
            arithmetic = multiples(comparable, names, basis) + arithmetic
        panels = total_panels(drawn, basis, names, tuple(f"region_{place}" for place in places), year)
    choices = {
        "region": region_id,
        "other": other_id,
        "period": period_id,
        "basis": basis,
        "population": population,
        "theme": theme_id,
    }
    return View(
        name="cities",
        choices=choices,
        frame=_table(rows),
        shown=COLUMNS[:13],
        headline=headline,
        figure=figure,
        takeaway=say("cities.takeaway") if len(comparable) else "",
        subtitle=subtitle,
        notes=notes + _left_out(drawn) + ((say("note_of.log"),) if any(panel.is_log for panel in panels) else ()),
        sources=sources,
        facts=facts,
        as_of=latest_month(),
        advice=say("cities.advice"),
        alternative=headline,
        arithmetic=arithmetic,
        panels=panels,
        screens=screens,
    )


def _rates_title(drawn: pd.DataFrame, names: tuple[str, str]) -> str:
    """The rate that differs most, if there is one that does."""
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
    period_id: str = "14fyp",
    theme_id: str = "all",
    look: str = "light",
    is_narrow: bool = False,
) -> View:
    """Rates of two cities: each result and target on one scale, floors and ceilings apart."""
    rows = _rows(region_id, other_id, period_id, "census", theme_id)
    rows = rows[rows["measure"] == "rate"]
    drawn = _drawn_rates(rows)
    names, places = (regions()[region_id], regions()[other_id]), (region_place(region_id), region_place(other_id))
    sources = documents_cited(rows, *FACTS)
    headline, notes = _rates_title(drawn, names), tuple(_cautions(drawn))
    figure, screens, subtitle, panels = None, None, "", ()
    if len(drawn):
        palette, years = PALETTES[look], _years(period_id)
        subtitle = say("subtitle_of.rates", first=years[0], last=years[1])
        given = (drawn, palette, tuple(palette.region(place) for place in places), names)
        texts = _texts(headline, say("cities.rates_subtitle"), sources, notes, is_narrow)
        figure = (rates_narrow if is_narrow else rates)(*given, **texts, years=years)
        screens = stage.one_screen(rates, *given, years=years)
        panels = rate_panels(drawn, names, tuple(f"region_{place}" for place in places), years)
    return View(
        name="cities_rates",
        choices={"region": region_id, "other": other_id, "period": period_id, "theme": theme_id},
        frame=_table(rows),
        shown=COLUMNS[:13],
        headline=headline,
        figure=figure,
        subtitle=subtitle,
        notes=notes
        + ((say("note_of.open"),) if any(series.bounds for panel in panels for series in panel.series) else ()),
        sources=sources,
        facts=facts_used(rows, *FACTS),
        as_of=latest_month(),
        alternative=headline,
        arithmetic=differences(drawn, names),
        panels=panels,
        screens=screens,
    )
