"""城市对标: the targets of two cities, made comparable where they may be, refused with a reason where not."""

import pandas as pd

import queries
from components.charts.drawing import wrapped
from components.charts.rates import rates, rates_narrow
from components.charts.ratios import ratios, ratios_narrow
from components.numerals import fixed, plain, signed
from components.theme import PALETTES
from components.views import View, documents_cited, one_or_all, region_place, regions
from components.words import language, pick, say

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


def _notes(drawn: pd.DataFrame, sources: tuple[str, ...], more: list[str], width: float) -> str:
    lines = [say("chart.source", source=say("punctuation.join").join(sources)), *more]
    lines += [
        say("cities.caution", name=name, text=text)
        for name, text in zip(drawn["name"], drawn[f"caution_{language()}"], strict=True)
        if isinstance(text, str)
    ]
    return "<br>".join(wrapped(line, width, 12) for line in lines)


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
    names = (regions()[region_id], regions()[other_id])
    sources = documents_cited(rows, "target_fact_id", "other_target_fact_id")
    figure, headline = None, say("cities.title_plain", a=names[0], b=names[1])
    comparable = drawn[drawn["is_comparable"]]
    if len(comparable):
        higher = int((comparable["ratio_per_10k"] > 1).sum())
        if basis == "per_10k":
            headline = say(
                "cities.title",
                count=len(comparable),
                higher=higher,
                b=names[1],
                times=plain(rows["population_ratio"].iloc[0]),
            )
        palette = PALETTES[look]
        colours = (palette.region(region_place(region_id)), palette.region(region_place(other_id)))
        width = 345 if is_narrow else 1250
        people = say(
            "cities.population",
            year=rows["population_year"].iloc[0],
            a=names[0],
            b=names[1],
            people=fixed(rows["population"].iloc[0], 2),
            others=fixed(rows["other_population"].iloc[0], 2),
        )
        draw = ratios_narrow if is_narrow else ratios
        figure = draw(
            drawn,
            palette,
            colours,
            names,
            title=wrapped(headline, width, 17 if is_narrow else 22),
            subtitle=wrapped(say(f"cities.subtitle_{basis}"), width, 14),
            sources=_notes(drawn, sources, [people], width),
            basis=basis,
        )
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
        sources=sources,
        advice=say("cities.advice"),
        alternative=headline,
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
    drawn = _drawn_rates(rows)
    names = (regions()[region_id], regions()[other_id])
    sources = documents_cited(rows, "target_fact_id", "other_target_fact_id")
    figure, headline = None, say("cities.rates_title_plain", a=names[0], b=names[1])
    if len(drawn):
        palette = PALETTES[look]
        colours = (palette.region(region_place(region_id)), palette.region(region_place(other_id)))
        widest = drawn.loc[drawn["difference_pp"].abs().idxmax()]
        if (drawn["difference_pp"].abs() == abs(widest["difference_pp"])).sum() == 1 and widest["difference_pp"]:
            headline = say(
                "cities.rates_title",
                name=widest["name"],
                a=names[0],
                b=names[1],
                target=widest["target_raw"],
                other=widest["other_target_raw"],
                points=signed(widest["difference_pp"]),
            )
        width = 345 if is_narrow else 1250
        draw = rates_narrow if is_narrow else rates
        figure = draw(
            drawn,
            palette,
            colours,
            names,
            title=wrapped(headline, width, 17 if is_narrow else 22),
            subtitle=wrapped(say("cities.rates_subtitle"), width, 14),
            sources=_notes(drawn, sources, [], width),
            years=(2015, 2020) if period_id == "13fyp" else (2020, 2025),
        )
    return View(
        name="cities_rates",
        choices={"region": region_id, "other": other_id, "period": period_id, "theme": theme_id},
        frame=_table(rows[rows["measure"] == "rate"]),
        shown=COLUMNS[:13],
        headline=headline,
        figure=figure,
        sources=sources,
        alternative=headline,
    )
