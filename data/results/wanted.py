"""Which results of a year a region's plans ask for, and what the ledger knows of each: the rows that are filled in."""

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from data import store

KEY = re.compile(r"([a-z][a-z0-9_-]*):([a-z][a-z0-9_]*):([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class WantedResult:
    """One row to be filled in, in the order of the plan: an indicator's result of a year up to a month.

    Figures named …_raw are as printed, in the unit that stands with them; …_value are numbers in `unit`. What is not
    known is None. `key` (region:indicator:YYYY-MM) is what forms and templates carry hidden.
    """

    key: str
    region_id: str
    region_zh: str
    region_en: str
    document_id: str  # the plan whose row it is
    document_zh: str
    document_en: str
    theme_id: str
    indicator_id: str
    name_zh: str
    name_en: str
    unit: str
    unit_en: str
    dimension: str
    factor: Decimal
    measure: str  # period_total, stock, rate, year_flow, growth_rate, amount
    direction: str  # up, down, none
    basis: str  # of the expected figure: total, at_end, average
    attribute: str | None
    year: int
    through_month: int
    target_fact_id: str
    target_raw: str
    target_unit: str
    needed_value: Decimal | None  # what the target asks of one year: its share of a total, or the level itself
    target_from: int
    target_to: int
    is_in_span: bool  # the year lies in the target's span
    last_raw: str | None  # the latest result before the month asked for
    last_value: Decimal | None
    last_unit: str | None
    last_year: int | None
    last_month: int | None
    last_fact_id: str | None
    before_raw: str | None  # the whole year before
    before_value: Decimal | None
    before_unit: str | None
    before_fact_id: str | None
    same_months_raw: str | None  # the year before up to the same month, of a part of a year
    same_months_value: Decimal | None
    prior_raw: str | None  # the latest of any year before
    prior_value: Decimal | None
    prior_year: int | None
    prior_month: int | None
    earlier_value: Decimal | None  # the latest of the years before the year before: the trend of a stock
    part_raw: str | None  # the same year up to an earlier month
    part_value: Decimal | None
    part_month: int | None
    current_raw: str | None  # what the ledger has for this very thing: what was entered, else the first to be used
    current_value: Decimal | None
    current_unit: str | None
    current_fact_id: str | None
    current_document_id: str | None
    current_document_zh: str | None
    current_document_en: str | None
    current_reliability: str | None
    is_current_entered: bool  # it came in this way: to enter it again corrects it
    rival_raw: str | None  # what another document says of this very thing
    rival_value: Decimal | None
    rival_unit: str | None
    rival_fact_id: str | None
    rival_document_zh: str | None
    rival_document_en: str | None
    rival_reliability: str | None
    responsible: str | None
    due_on: str | None  # YYYY-MM-DD, from offices.csv
    is_due: bool  # there is no figure yet, and the ledger has others of that month or of later ones

    def is_overdue(self, today: date) -> bool:
        """Whether there is no figure yet though its office's date is past."""
        return self.current_fact_id is None and self.due_on is not None and self.due_on < today.isoformat()


# as queries/wanted_list.sql asks
NAMES = ", ".join(field.name for field in fields(WantedResult))
ORDER = "region_id, is_general desc, document_id, table_no nulls last, row_order nulls last, row_no, target_fact_id"
ROWS = f"""
    select {NAMES}
    from wanted_results($region_id, $year, $month)
    where case when $document_id is null then is_first else document_id = $document_id end
        and ($theme_id is null or theme_id = $theme_id)
    order by {ORDER}
"""
EVERY_ROW = f"select {NAMES} from wanted_results($region_id, $year, $month) order by is_first desc, {ORDER}"


@contextlib.contextmanager
def opened(folder: Path | None = None, shipped: Path = store.SHIPPED) -> Iterator[duckdb.DuckDBPyConnection]:
    """The present ledger, for reading; of other shipped CSV than the own its built file. Raises LedgerFault."""
    if shipped == store.SHIPPED:
        with store.reading(folder) as cursor:
            yield cursor
    else:
        with duckdb.connect(str(store.built_file(folder, shipped)), read_only=True) as connection:
            yield connection


def rows_wanted(
    region_id: str,
    year: int,
    through_month: int = 12,
    *,
    document_id: str | None = None,
    theme_id: str | None = None,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> list[WantedResult]:
    """The rows of a region's plans for a year up to a month, in plan order; of one plan or one theme where it is given.

    folder: the store, else PLANLEDGER_STORE. An unknown region, plan or theme gives no rows. Raises LedgerFault.
    """
    asked = {"region_id": region_id, "year": year, "month": through_month}
    asked |= {"document_id": document_id, "theme_id": theme_id}
    with opened(folder, shipped) as ledger:
        rows = ledger.execute(ROWS, asked).fetchall()
    return [WantedResult(*row) for row in rows]


def every_row(
    region_id: str, year: int, through_month: int, *, folder: Path | None = None, shipped: Path = store.SHIPPED
) -> list[WantedResult]:
    """The rows of all plans of a region, each indicator once: what a form may be of, whichever plan it was made for."""
    with opened(folder, shipped) as ledger:
        asked = {"region_id": region_id, "year": year, "month": through_month}
        found = [WantedResult(*row) for row in ledger.execute(EVERY_ROW, asked).fetchall()]
    return list({row.key: row for row in reversed(found)}.values())[::-1]


def offices(rows: Iterable[WantedResult]) -> list[str]:
    """The responsible offices of the rows, each once, in their order; rows without one count to an empty name."""
    return list(dict.fromkeys(row.responsible or "" for row in rows))


def region_year_month(key: str) -> tuple[str, int, int] | None:
    """Region, year and month that a key speaks of; None where it is no key."""
    found = KEY.fullmatch(key)
    return (found[1], int(found[3]), int(found[4])) if found else None
