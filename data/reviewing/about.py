"""What a document says of itself, as it is offered and as a person has it: title, issuer, region, years."""

from dataclasses import dataclass
from pathlib import Path

from data import store
from data.reading.extract import Reading

KINDS = ("five_year_plan", "special_plan", "annual_plan", "implementation_plan", "statistical_release", "press")
LEVELS = ("nation", "province", "prefecture", "county")


@dataclass(frozen=True)
class About:
    """What the row of documents.csv says, as texts; empty where it is not known.

    document_id: empty for one made of region, kind and years. kind: one of KINDS. region_id: of the ledger, or of the
    new region that region_zh, region_level and region_parent describe (region_zh is empty for one that the ledger
    knows). period_id: of the ledger; empty where year_from and year_to alone say for which years it plans.
    """

    title_zh: str = ""
    title_en: str = ""
    short_zh: str = ""
    short_en: str = ""
    issuer: str = ""
    document_number: str = ""
    issued_on: str = ""
    kind: str = ""
    region_id: str = ""
    region_zh: str = ""
    region_en: str = ""
    region_level: str = ""
    region_parent: str = ""
    region_adcode: str = ""
    period_id: str = ""
    year_from: str = ""
    year_to: str = ""
    url: str = ""
    licence: str = ""
    note: str = ""
    document_id: str = ""


def offered(reading: Reading, folder: Path | None = None, shipped: Path = store.SHIPPED) -> About:
    """What the heading of a document says of it; what it does not say is empty. Raises LedgerFault."""
    raise NotImplementedError


def faults(about: About, folder: Path | None = None, shipped: Path = store.SHIPPED) -> list[tuple[str, str]]:
    """(field, token) of what is missing or wrong; a token is said by data.reviewing.said.say. Raises LedgerFault."""
    raise NotImplementedError
