"""What an office says of targets: causes, measures, and verdicts set by hand, taken in as one import."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data import imports, store
from data.people import Person
from data.refused import Refused
from data.results.source import csv_of

LONGEST = 2000


class TellingRefused(Refused):
    """What was said of targets cannot be taken in; nothing is changed."""


@dataclass(frozen=True)
class Remark:
    """Why a target stands as it does and what is done about it; both empty take back what was said before."""

    target_fact_id: str
    name: str  # of its indicator, for what is refused
    cause: str
    measures: str


@dataclass(frozen=True)
class Ruling:
    """A verdict set by hand, with its reason; without a status (a token) it takes back the one before."""

    target_fact_id: str
    name: str
    status: str
    reason: str


def commit(
    remarks: Iterable[Remark],
    rulings: Iterable[Ruling],
    as_of: str,
    office: str,
    *,
    by: Person,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> str:
    """Take remarks and rulings at a month (YYYY-MM) into the ledger as one import; return its id.

    Rulings ask for a keeper, remarks for an editor. Raises RightRefused, TellingRefused, ImportRefused, LedgerFault;
    then nothing has changed.
    """
    remarks, rulings = tuple(remarks), tuple(rulings)
    _prove(remarks, rulings, office)
    now = datetime.now()
    rows = {
        "remarks": [
            {
                "target_fact_id": one.target_fact_id,
                "as_of": as_of,
                "cause": one.cause.strip(),
                "measures": one.measures.strip(),
                "office": office.strip(),
                "written_on": now.isoformat(timespec="seconds"),
            }
            for one in remarks
        ],
        "rulings": [
            {
                "target_fact_id": one.target_fact_id,
                "as_of": as_of,
                "status": one.status,
                "reason": one.reason.strip(),
                "office": office.strip(),
                "ruled_on": now.isoformat(timespec="seconds"),
            }
            for one in rulings
        ],
    }
    import_id = f"said-{as_of}-{now:%Y%m%d-%H%M%S}"
    with tempfile.TemporaryDirectory(prefix="planledger-said-") as aside:
        catalog = Path(aside) / "catalog"
        catalog.mkdir()
        for table, told in rows.items():
            if told:
                (catalog / f"{table}.csv").write_bytes(csv_of(told))
        role = "keeper" if rulings else "editor"
        imports.commit(Path(aside), import_id, folder, shipped, by=by, role=role)
    return import_id


def _prove(remarks: tuple[Remark, ...], rulings: tuple[Ruling, ...], office: str) -> None:
    if not remarks and not rulings:
        raise TellingRefused("没有改动，什么也没有写入", "there is nothing new; nothing is written")
    if rulings and not office.strip():
        raise TellingRefused(
            "人工认定要写明由哪个单位认定", "a verdict set by hand names the office that sets it: fill in the office"
        )
    for ruling in rulings:
        if not ruling.reason.strip():
            raise TellingRefused(
                f"{ruling.name}：人工认定要写明理由",
                f"{ruling.name}: a verdict set by hand gives its reason",
            )
    for name, text in [(one.name, text) for one in remarks for text in (one.cause, one.measures)]:
        if len(text) > LONGEST:
            raise TellingRefused(
                f"{name}：原因或措施超过 {LONGEST} 字，请缩短",
                f"{name}: a cause or measure has more than {LONGEST} letters: shorten it",
            )
