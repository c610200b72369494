"""A figure that a document prints, read but not yet believed: its columns are those of `python -m data extract`."""

from dataclasses import dataclass, fields
from decimal import Decimal


@dataclass(frozen=True)
class Candidate:
    """One figure with all that was read of it. `start` and `end` are positions in the document's text."""

    place: str = ""
    table_no: str = ""
    section: str = ""
    row_no: str = ""
    label_raw: str = ""
    unit: str = ""
    role: str = ""
    year_from: int | None = None
    year_to: int | None = None
    value_raw: str = ""
    value: Decimal | None = None
    value_high: Decimal | None = None
    comparator: str = ""
    basis: str = ""
    target_form: str = ""
    attribute: str = ""
    indicator_id: str = ""
    match_score: int | None = None
    wording: str = ""
    locator: str = ""
    page: int | None = None
    start: int = -1
    end: int = -1
    doubt: tuple[str, ...] = ()
    # what the checks and a page need beside the columns
    near: tuple[tuple[str, int], ...] = ()
    table: int = -1
    responsible: str = ""
    modality: str = ""
    # the year that a change starts from, where somebody said it
    reference_year: int | None = None


COLUMNS = tuple(field.name for field in fields(Candidate))[:24]


def plain(value: object) -> str:
    """A cell of the CSV: a number without needless zeros, several doubts divided by a semicolon."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return "；".join(map(str, value))
    return str(value)
