"""Pairs of targets as both forms of 城市对标 need them: rows, table, titles, notes, and what a headline may count."""

import pandas as pd

import queries
from components.language.numerals import fixed, is_known
from components.language.words import language, pick, say
from components.model.period import Period
from components.model.rows import rows_of, with_columns
from components.views.catalogue import one_or_all, planning_regions, region
from components.views.sources import source_and_month

FACTS = ["target_fact_id", "base_used_fact_ids", "other_target_fact_id", "other_base_used_fact_ids"]
PEOPLE = ["population_fact_id", "other_population_fact_id"]
# the choice of an other region that means every one at once, where there are more than two cities
EVERY = "all"
COLUMNS = (
    "theme",
    "indicator",
    "unit_name",
    "target_raw",
    "other_target_raw",
    "per_10k",
    "other_per_10k",
    "comparable",
    "remark",
    "ratio_per_10k",
    "share_pct",
    "other_share_pct",
    "difference_pp",
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
# the columns that other views have too, under other titles
SHARED = ("target_raw", "remark", "target", "base_used_raw", "base_used", "attribute", "target_fact_id")
# what a rate has none of
OF_TOTALS = ("per_10k", "other_per_10k", "ratio_per_10k", "share_pct", "other_share_pct")


def against(region_id: str, other_id: str) -> list[str]:
    """The regions that one is set against: one, or every other city."""
    if other_id != EVERY:
        return [other_id]
    return [other for other in planning_regions() if other != region_id and not region(other).is_reference]


def comparison(region_id: str, other_id: str, period_id: str, population: str, theme_id: str) -> pd.DataFrame:
    """Every pair of targets, with names, labels and units in both languages."""
    rows = queries.ask(
        "comparison_list",
        region_id=region_id,
        other_region_ids=against(region_id, other_id),
        period_id=period_id,
        population=population,
        theme_ids=one_or_all(theme_id),
    )
    rows = with_columns(
        rows,
        unit_name_zh=rows["unit"],
        unit_name_en=rows["unit_en"],
        other_unit_name_zh=rows["other_unit"],
        other_unit_name_en=rows["other_unit_en"],
    )
    rows["name"] = [name_of(row) for row in rows_of(rows)]
    rows["label"] = rows["name"]
    if other_id == EVERY:
        rows["label"] = [pair_name(row["name"], [pick(row, "other_region")]) for row in rows_of(rows)]
    return rows


def name_of(row) -> str:
    """The name of a pair: one name where both list the same indicator, else both."""
    if row["indicator_id"] == row["other_indicator_id"]:
        return pick(row, "short")
    return f"{pick(row, 'short')} / {pick(row, 'other_short')}"


def tag_of(row, period: Period) -> str:
    """What a target counts: over how many years, in which unit; both units where they differ."""
    if row["pair_basis"] == "period_total":
        return say("ratios.tag_total", years=len(period.years), unit=units_of(row))
    return units_of(row)


def units_of(row) -> str:
    """The unit of a pair, or both."""
    return " / ".join(dict.fromkeys((pick(row, "unit_name"), pick(row, "other_unit_name"))))


def _remark(row) -> str:
    said = [pick(row, noun) for noun in ("reason", "per_10k_reason", "caution", "attributes")]
    return say("punctuation.join").join(text for text in said if isinstance(text, str) and text)


def table_of(rows: pd.DataFrame, columns: tuple[str, ...] = COLUMNS) -> pd.DataFrame:
    """The rows as they are shown and leave as a file."""
    table = with_columns(
        rows,
        theme=rows[f"theme_{language()}"],
        indicator=rows["name"],
        other_region=rows[f"other_region_{language()}"],
        unit_name=[units_of(row) for row in rows_of(rows)],
        comparable=[say("book.yes" if is_comparable else "book.no") for is_comparable in rows["is_comparable"]],
        remark=[_remark(row) for row in rows_of(rows)],
        attribute=[say(f"attribute.{token}") if token else "" for token in rows["attribute"]],
        other_attribute=[say(f"attribute.{token}") if token else "" for token in rows["other_attribute"]],
    )
    return table[list(columns)].reset_index(drop=True)


def titles(a: str, b: str, period: Period) -> dict[str, str]:
    """What fills the blanks of the titles of columns, and the titles of those that other views have too."""
    words = {"a": a, "b": b, "target_year": str(period.last)}
    return words | {column: say(f"cities.of_{column}", **words) for column in SHARED}


def per_10k_text(number: float) -> str:
    """A number of 10,000 residents as the charts print it."""
    return fixed(number, 0 if number >= 100 else 1) if is_known(number) else ""


def people_note(rows: pd.DataFrame) -> tuple[str, ...]:
    """The populations that are divided by, one note a year; nothing where nothing is divided."""
    counted = rows[rows["per_10k"].notna()]
    notes = []
    for year, group in counted.groupby("population_year"):
        first = group.iloc[0]
        people = {pick(first, "region"): first["population"]}
        people |= {pick(row, "other_region"): row["other_population"] for row in rows_of(group)}
        said = [say("cities.people", place=place, people=fixed(count, 2)) for place, count in people.items()]
        if len(people) == 2:
            said.append(say("cities.population_ratio", **sizes_of(first)))
        notes.append(say("cities.population", year=int(year), people=say("punctuation.comma").join(said)))
    return tuple(notes)


def sizes_of(row) -> dict[str, str]:
    """The larger and the smaller region of a pair, and how many times as many residents it has."""
    names = [pick(row, "region"), pick(row, "other_region")]
    larger, smaller = names if row["population"] >= row["other_population"] else names[::-1]
    return {"larger": larger, "smaller": smaller, "times": fixed(row["population_ratio"], 1)}


def left_out(drawn: pd.DataFrame) -> tuple[str, ...]:
    """Which pairs are not compared, not per head, or not by their shares; the chart says so in their rows."""
    parts = {
        "refused": drawn[~drawn["is_comparable"]],
        "per_head": drawn[drawn["ratio_note"] != ""],
        "no_base": drawn[drawn["share_note"] != ""],
    }
    listed = {note: say("punctuation.list").join(rows["label"]) for note, rows in parts.items()}
    return tuple(say(f"note_of.{note}", names=names) for note, names in listed.items() if names)


def cautions(drawn: pd.DataFrame) -> list[str]:
    """The ‡ cautions of the rows drawn, and whose target is binding where the other's is not, each once."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in rows_of(drawn):
        for noun in ("caution", "attributes"):
            text = pick(row, noun)
            if isinstance(text, str):
                place = pick(row, "other_region") if row["label"] != row["name"] else ""
                found.setdefault((noun, row["name"], text), []).append(place)
    return [
        say(f"cities.{noun}", name=pair_name(name, places), text=text) for (noun, name, text), places in found.items()
    ]


def pair_name(name: str, places: list[str]) -> str:
    """The name of an indicator with those that it is set against, where they are many."""
    known = [place for place in places if place]
    return say("cities.pair_of", name=name, place=say("punctuation.list").join(known)) if known else name


def chart_sources(sources: tuple[str, ...], notes: tuple[str, ...]) -> tuple[str, ...]:
    """The lines that stand under a chart."""
    return (source_and_month(sources), *notes)


def counted(comparable: pd.DataFrame, basis: str) -> tuple[pd.DataFrame, int]:
    """The pairs that a headline may count, those without ‡; and how many of doubtful definition stand beside them."""
    known = {
        "per_10k": comparable["ratio_per_10k"].notna(),
        "raw": comparable["ratio"].notna(),
        "share": comparable["share_pct"].notna() & comparable["other_share_pct"].notna(),
    }[basis]
    is_doubtful = comparable["caution_zh"].notna() & known
    if basis == "per_10k":
        # what its note says not to set per head; a missing population is no doubt
        is_doubtful |= comparable["per_10k_reason_zh"].notna() & comparable["population_year"].notna()
    return comparable[known & ~is_doubtful], int(is_doubtful.sum())


def counts_of(ratios_: pd.Series) -> str:
    """How many multiples are over, under and at 1: 2 项较高、1 项较低."""
    # what is printed as 1.0 times is no difference that a headline may tell
    rounded = ratios_.round(1)
    numbers = {"higher": rounded > 1, "lower": rounded < 1, "equal": rounded == 1}
    said = [say(f"cities.{word}", count=int(found.sum())) for word, found in numbers.items() if found.any()]
    return say("punctuation.list").join(said)


def with_aside(title: str, aside: int, word: str = "aside") -> str:
    """A headline with how many pairs of doubtful definition it does not count.

    word: aside, aside_pairs (of one among many), or only_aside where it counts none.
    """
    return say(f"cities.{word}", title=title, count=aside) if aside else title


def references_note(drawn: pd.DataFrame) -> tuple[str, ...]:
    """That the dashed lines are references, where there are any."""
    names = dict.fromkeys(reference.name for found in drawn["references"] for reference in found)
    return (say("ratios.reference", names=say("punctuation.list").join(names)),) if names else ()
