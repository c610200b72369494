"""Rows to be filled in, made by hand: no ledger is built for what a function alone can answer."""

from decimal import Decimal

from data.results.wanted import WantedResult

NUMBERS = {name for name, kind in WantedResult.__annotations__.items() if "Decimal" in str(kind)}
PLAIN = {
    "key": "demo-east:demo_jobs:2025-12", "region_id": "demo-east", "region_zh": "东市", "region_en": "East",
    "document_id": "demo-plan", "document_zh": "示例规划", "document_en": "Demo plan", "theme_id": "demo_theme",
    "indicator_id": "demo_jobs", "name_zh": "示例新增就业", "name_en": "Demo new jobs", "unit": "万人",
    "unit_en": "10k persons", "dimension": "person", "factor": Decimal(10000), "measure": "period_total",
    "direction": "up", "basis": "total", "attribute": "expected", "year": 2025, "through_month": 12,
    "target_fact_id": "demo-plan.table1-1.target", "target_raw": "[20]", "target_unit": "万人",
    "needed_value": Decimal(4), "target_from": 2021, "target_to": 2025, "is_in_span": True,
    "is_current_entered": False, "is_due": True,
}  # fmt: skip


def row(**said: object) -> WantedResult:
    """A yearly flow of 示例新增就业 in 万人; numbers may be given as text."""
    given = {
        name: Decimal(value) if name in NUMBERS and isinstance(value, str) else value for name, value in said.items()
    }
    return WantedResult(**dict.fromkeys(WantedResult.__annotations__) | PLAIN | given)


def before(value: str, year: int = 2024, **said: object) -> dict[str, object]:
    """The whole year before, as a row has it."""
    return {
        "before_raw": value, "before_value": value, "before_unit": "万人", "before_fact_id": "x", "last_raw": value,
        "last_value": value, "last_unit": "万人", "last_year": year, "last_month": 12, "last_fact_id": "x",
        "prior_raw": value, "prior_value": value, "prior_year": year, "prior_month": 12, **said,
    }  # fmt: skip


STOCK = {"measure": "stock", "basis": "at_end", "target_raw": "300", "needed_value": "300"}
SHARE = {
    "measure": "rate",
    "basis": "at_end",
    "unit": "%",
    "unit_en": "%",
    "dimension": "percent",
    "factor": Decimal(1),
}
