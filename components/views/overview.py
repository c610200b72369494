"""总览: what is in the ledger, for which years, and where to go with which question."""

import pandas as pd

import queries
from components.charts.coverage import coverage
from components.charts.drawing import wrapped
from components.theme import PALETTES
from components.views import View, one_or_all, region_places
from components.words import language, pick, say, say_each

COUNTED = ("plan_documents", "regions", "table_rows", "table_numbers", "facts", "results")
COLUMNS = (
    "document",
    "kind",
    "region",
    "issued_on",
    "facts",
    "table_rows",
    "table_numbers",
    "text_facts",
    "years",
    "title",
    "issuer",
    "document_number",
    "note",
    "document_id",
)


def counts() -> list[tuple[str, str]]:
    """(number, words) of what the ledger holds, in reading order."""
    row = queries.ask("ledger_summary").iloc[0]
    return [(f"{row[name]:,}", say(f"summary.{name}")) for name in COUNTED]


def span_of_years() -> str:
    """First and last year with any figure, and the month of the latest result."""
    row = queries.ask("ledger_summary").iloc[0]
    return say("summary.years", first=row["year_from"], last=row["year_to"], latest=row["latest_result"])


def _documents(region_id: str) -> pd.DataFrame:
    rows = queries.ask("document_list", region_ids=one_or_all(region_id))
    years = [f"{a}—{b}" if a != b else f"{a}" for a, b in zip(rows["year_from"], rows["year_to"], strict=True)]
    return rows.assign(
        document=rows[f"short_{language()}"],
        kind=say_each("kind", rows["kind"]),
        region=rows[f"region_{language()}"],
        years=years,
        title=rows["title_zh"] if language() == "zh" else rows["title_en"] + "（" + rows["title_zh"] + "）",
    )


def _gaps(region_id: str) -> list[str]:
    """For each region, the years without any result."""
    sentences = []
    for _, row in queries.ask("coverage_gap_list", region_ids=one_or_all(region_id)).iterrows():
        years = say("punctuation.list").join(str(year) for year in row["missing_years"])
        words = "coverage.gaps" if years else "coverage.every_year"
        sentences.append(
            say(words, region=pick(row, "region"), first=row["year_from"], last=row["year_to"], years=years)
        )
    return sentences


def view(region_id: str = "all", look: str = "light", is_narrow: bool = False) -> View:
    """Every document with its counts, and a grid of plans and results by years."""
    rows = queries.ask("coverage_list", region_ids=one_or_all(region_id))
    drawn = rows.assign(
        document=[
            pick(row, "document") if row["document_id"] else say("coverage.other", region=pick(row, "region"))
            for _, row in rows.iterrows()
        ],
        colour=rows["region_id"].map(region_places()),
    )
    headline = say("coverage.title", regions=say("punctuation.join").join(_gaps(region_id)))
    texts = {
        "title": headline,
        "subtitle": say("coverage.subtitle"),
        "sources": say("chart.source", source=say("coverage.source")),
    }
    if is_narrow:
        texts = {key: wrapped(text, 340, 17 if key == "title" else 14) for key, text in texts.items()}
    table = _documents(region_id)[list(COLUMNS)].reset_index(drop=True)
    return View(
        name="overview",
        choices={"region": region_id},
        frame=table,
        shown=COLUMNS[:9],
        headline=headline,
        figure=None if is_narrow else coverage(drawn, PALETTES[look], **texts),
        alternative=headline,
        advice=say("overview.advice"),
    )
