"""What people say of targets, taken in as imports of one row: rulings, remarks, and which office reports what."""

import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from data import imports, store
from data.parts import part
from data.people import Person
from data.results.source import csv_of
from data.results.wanted import opened
from data.store import only_row

STATUSES = (
    *("reached_early", "exceeded", "met", "missed", "ahead", "on_time", "slightly_behind", "behind", "within_limit"),
    *("over_limit", "reached_within", "not_assessed"),
)


@dataclass(frozen=True)
class Ruling:
    """A verdict set by hand (人工认定): one of STATUSES, of a month YYYY-MM, with reason, office and day YYYY-MM-DD
    (empty: today). It stands beside the verdict that is found and is counted nowhere.
    """

    target_fact_id: str
    as_of: str
    status: str
    reason: str
    office: str
    ruled_on: str = ""


@dataclass(frozen=True)
class Remark:
    """Why a target stands as it does, and what is done about it (原因、措施): one of the two at least."""

    target_fact_id: str
    as_of: str
    cause: str = ""
    measures: str = ""
    office: str = ""
    written_on: str = ""


@dataclass(frozen=True)
class Office:
    """Which office reports an indicator of a region, until when: YYYY-MM-DD, or MM-DD of every following year."""

    region_id: str
    indicator_id: str
    office: str
    due_on: str = ""


TABLES = {Ruling: ("rulings", "ruling", "keeper"), Remark: ("remarks", "remark", "editor")}


def take_in(said: Ruling | Remark, *, by: Person, folder: Path | None = None, shipped: Path = store.SHIPPED) -> str:
    """Take a ruling (of a keeper) or a remark (of an editor) into the ledger; return the name of its import.

    Raises RightRefused, ImportRefused, LedgerFault (no such target, an unknown status, an empty reason, another one of
    the same month); LookupError for a target that the ledger does not have.
    """
    table, stem, role = TABLES[type(said)]
    row = {name: str(value).strip() for name, value in asdict(said).items()}
    with opened(folder, shipped) as ledger:
        (region_id,) = only_row(ledger, "select region_id from facts where fact_id = ?", [said.target_fact_id])
    day = "ruled_on" if isinstance(said, Ruling) else "written_on"
    row |= {"region_id": region_id, day: row[day] or date.today().isoformat()}
    return _commit(table, [row], stem, role, by, folder, shipped)


def take_in_offices(
    said: list[Office], *, by: Person, folder: Path | None = None, shipped: Path = store.SHIPPED
) -> str:
    """Take in which offices report what (of a keeper); return the name of the import. Raises as take_in does."""
    rows = [{name: str(value).strip() for name, value in asdict(one).items()} for one in said]
    return _commit("offices", rows, "offices", "keeper", by, folder, shipped)


def _commit(
    table: str, rows: list[dict[str, str]], stem: str, role: str, by: Person, folder: Path | None, shipped: Path
) -> str:
    folder = folder or store.store_folder()
    with tempfile.TemporaryDirectory(prefix="planledger-by-hand-") as aside:
        (Path(aside) / "catalog").mkdir()
        (Path(aside) / "catalog" / f"{table}.csv").write_bytes(csv_of(rows))
        for number in range(1, 10_000):
            name = f"{stem}-{number}"
            if (part(folder, "imports") / name).exists():
                continue
            try:
                imports.commit(Path(aside), name, folder, shipped, by=by, role=role)
            except imports.ImportRefused:
                # somebody took the name between
                if not (part(folder, "imports") / name).exists():
                    raise
            else:
                return name
    raise imports.ImportRefused(f"{stem}：导入太多", f"{stem}: too many imports")
