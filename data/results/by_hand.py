"""What people say of targets, taken in as imports: rulings, remarks, and which office reports what."""

import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from data import imports, store
from data.parts import part
from data.people import Person
from data.results.source import csv_of
from data.results.wanted import opened
from data.store import only_row


@dataclass(frozen=True)
class Ruling:
    """A verdict set by hand (人工认定) of a month YYYY-MM, with reason, office and day YYYY-MM-DD, or a moment of it
    (empty: now). status: one of the question status_list; empty takes the one before back. It stands beside the verdict
    that is found and is counted nowhere.
    """

    target_fact_id: str
    as_of: str
    status: str
    reason: str
    office: str
    ruled_on: str = ""


@dataclass(frozen=True)
class Remark:
    """Why a target stands as it does, and what is done about it (原因、措施); both empty take back what was said."""

    target_fact_id: str
    as_of: str
    cause: str = ""
    measures: str = ""
    office: str = ""
    written_on: str = ""


@dataclass(frozen=True)
class Office:
    """Which office reports an indicator of a region, from which source, until when: YYYY-MM-DD, or MM-DD of every
    following year. set_on: the day on which it is said, or a moment of it (empty: now); the latest counts, and what is
    empty in it is taken back.
    """

    region_id: str
    indicator_id: str
    office: str = ""
    due_on: str = ""
    source: str = ""
    set_on: str = ""


# of what is said its table, and the day on which it is
TABLES = {Ruling: ("rulings", "ruled_on"), Remark: ("remarks", "written_on")}


def take_in(
    said: Iterable[Ruling | Remark], *, by: Person, folder: Path | None = None, shipped: Path = store.SHIPPED
) -> str:
    """Take rulings (of a keeper) and remarks (of an editor) into the ledger as one import; return its name.

    Raises RightRefused, ImportRefused, LedgerFault (no such target, an unknown status, an empty reason); LookupError
    for a target that the ledger does not have.
    """
    said = list(said)
    now = datetime.now().isoformat(timespec="seconds")
    tables: dict[str, list[dict[str, str]]] = {}
    with opened(folder, shipped) as ledger:
        for one in said:
            table, day = TABLES[type(one)]
            row = {name: str(value).strip() for name, value in asdict(one).items()}
            (region_id,) = only_row(ledger, "select region_id from facts where fact_id = ?", [one.target_fact_id])
            tables.setdefault(table, []).append(row | {"region_id": region_id, day: row[day] or now})
    role = "keeper" if "rulings" in tables else "editor"
    return _commit(tables, "-".join(sorted(tables)) or "nothing", role, by, folder, shipped)


def take_in_offices(
    said: list[Office], *, by: Person, folder: Path | None = None, shipped: Path = store.SHIPPED
) -> str:
    """Take in which offices report what (of a keeper); return the name of the import. Raises as take_in does."""
    now = datetime.now().isoformat(timespec="seconds")
    rows = [{name: str(value).strip() for name, value in asdict(one).items()} for one in said]
    rows = [row | {"set_on": row["set_on"] or now} for row in rows]
    return _commit({"offices": rows}, "offices", "keeper", by, folder, shipped)


def _commit(
    tables: dict[str, list[dict[str, str]]], stem: str, role: str, by: Person, folder: Path | None, shipped: Path
) -> str:
    folder = folder or store.store_folder()
    with tempfile.TemporaryDirectory(prefix="planledger-by-hand-") as aside:
        (Path(aside) / "catalog").mkdir()
        for table, rows in tables.items():
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
