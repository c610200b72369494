"""What the ledger knows that a review is set beside: regions, periods, themes, indicators, units, documents."""

from dataclasses import dataclass
from pathlib import Path

from data import store
from data.results.units import unit_of
from data.results.wanted import opened

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Ledger:
    """Rows of the catalogue as texts, empty for null; dimensions: unit → what it measures."""

    regions: Rows
    periods: Rows
    themes: Rows
    indicators: Rows
    documents: Rows
    dimensions: dict[str, str]

    def indicator(self, indicator_id: str) -> dict[str, str] | None:
        """The row of an indicator; None where there is none."""
        return next((row for row in self.indicators if row["indicator_id"] == indicator_id), None)

    def region(self, region_id: str) -> dict[str, str] | None:
        """The row of a region; None where there is none."""
        return next((row for row in self.regions if row["region_id"] == region_id), None)

    def dimension(self, unit: str) -> str:
        """What a unit measures, with 万 and 亿 before it or not; empty for one that nobody knows."""
        known = unit_of(unit)
        return self.dimensions.get(unit) or (known.dimension if known else "")


QUESTIONS = {
    "regions": """
        select region_id, name_zh, short_zh, name_en, level, parent_region_id, place from regions order by place
    """,
    "periods": "select period_id, name_zh, year_from, year_to from periods order by year_from, year_to",
    "themes": "select theme_id, name_zh from themes order by place",
    "indicators": "select indicator_id, name_zh, name_en, short_zh, theme_id, measure, direction, unit from indicators",
    "documents": """
        select document_id, title_zh, title_en, short_zh, document_number, issued_on, kind, region_id, period_id,
            sha256, file_name
        from documents
    """,
}


def ledger(folder: Path | None = None, shipped: Path = store.SHIPPED) -> Ledger:
    """What the present ledger knows. Raises LedgerFault."""
    found: dict[str, Rows] = {}
    with opened(folder, shipped) as connection:
        for name, question in QUESTIONS.items():
            answer = connection.execute(question)
            columns = [column[0] for column in answer.description or ()]
            found[name] = [
                {column: "" if value is None else str(value) for column, value in zip(columns, row, strict=True)}
                for row in answer.fetchall()
            ]
        units = dict(connection.execute("select unit, dimension from units").fetchall())
    return Ledger(**found, dimensions=units)
