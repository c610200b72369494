"""Views: what a page, a briefing, a file and the command line have in common. Choices in, a View out."""

from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

import queries
from components.words import language, pick, say


@dataclass(frozen=True)
class View:
    """One question answered under given choices.

    name: the view's id, used in file names. choices: the choices by their address names.
    frame: the rows and columns that leave as a file (words instead of tokens, raw forms beside numbers).
    shown: the columns of the frame that the screen shows. figure: the chart, or None.
    headline: the finding in words, the figure's title. takeaway: the sentence to go away with.
    sources: documents by title and place. as_of: the month (YYYY-MM) that the figures run to, or None.
    advice: what to do when there are no rows.
    """

    name: str
    choices: dict[str, str]
    frame: pd.DataFrame
    shown: tuple[str, ...]
    headline: str
    figure: go.Figure | None = None
    takeaway: str = ""
    sources: tuple[str, ...] = ()
    as_of: str | None = None
    advice: str = ""
    alternative: str = field(default="")

    @property
    def is_empty(self) -> bool:
        return self.frame.empty

    @property
    def table_key(self) -> str:
        """A name for the table on the screen that changes with the choices, so that no old selection stays."""
        return f"table-{self.name}-" + "-".join(self.choices.values())


def regions() -> dict[str, str]:
    """region_id → short name, in the order of the catalogue."""
    return {row["region_id"]: pick(row, "short") for _, row in queries.ask("region_list").iterrows()}


def region_places() -> dict[str, int]:
    """region_id → its place in the catalogue, which fixes its colour."""
    return {region_id: place for place, region_id in enumerate(regions())}


def themes() -> dict[str, str]:
    """theme_id → name of the themes that plans set targets in, in the order of the plans."""
    rows = queries.ask("theme_list")
    return {row["theme_id"]: pick(row, "name") for _, row in rows[rows["targets"] > 0].iterrows()}


def documents(kinds: list[str] | None = None) -> dict[str, str]:
    """document_id → short name."""
    return {row["document_id"]: pick(row, "short") for _, row in queries.ask("document_list", kinds=kinds).iterrows()}


def with_all(options: dict[str, str]) -> dict[str, str]:
    """The options with 全部 before them, whose id is all."""
    return {"all": say("choice.all"), **options}


def one_or_all(chosen: str) -> list[str] | None:
    """What a query takes for a chosen id: a list of one, or None for all."""
    return None if chosen == "all" else [chosen]


def source_line(document_id: str, tables: str = "") -> str:
    """How a document is cited under a chart: its number or issuer, its title, and the tables used."""
    rows = queries.ask("document_list")
    row = rows[rows["document_id"] == document_id].iloc[0]
    number = row["document_number"] if isinstance(row["document_number"], str) else row["issuer"]
    title = row["title_zh"] if language() == "zh" else f"{row['title_en']} ({row['title_zh']})"
    return " ".join(part for part in (number, title, tables) if part)


def plans(region_id: str) -> dict[str, str]:
    """document_id → short name of the plans of a city that have an indicator table, general plans first."""
    rows = queries.ask("document_list", region_ids=[region_id], kinds=["five_year_plan", "special_plan"])
    return {row["document_id"]: pick(row, "short") for _, row in rows[rows["table_rows"] > 0].iterrows()}


def documents_cited(rows: pd.DataFrame, *columns: str) -> tuple[str, ...]:
    """How the documents of the facts in these columns are cited, each once, in the order of the rows."""
    facts = pd.concat([rows[column] for column in columns]).dropna()
    ids = dict.fromkeys(fact_id.split(".")[0] for fact_id in facts)
    return tuple(source_line(document_id) for document_id in ids)


def span(row) -> str:
    """The years of a figure as the field writes them: 2025, 2021—2025, 2022年1—11月."""
    years = f"{row['year_from']}" if row["year_from"] == row["year_to"] else f"{row['year_from']}—{row['year_to']}"
    if row["through_month"] == 12:
        return years
    month = int(row["through_month"])
    return say("span.part_total" if row["basis"] == "total" else "span.part_end", years=years, month=month)
