"""Imports: CSV in the layout of data/ that join the shipped ones.

An import is copied aside, proven by building a ledger with it, and made so by the store's home (data/homes): of a
folder the rename into place is the commit. Undo proves the ledger without it and takes it out again. Whoever dies
between leaves an aside that nobody reads and that the next command sweeps away.
"""

import contextlib
import csv
import hashlib
import io
import itertools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data import state, store
from data.csv_files import CATALOG
from data.homes import Change, Desk, home_of, until_it_stands
from data.log import sum_of
from data.parts import FACTS_NAME, IMPORT_NAME, TEXT_NAME, TEXTS
from data.people import EVERYWHERE, Person, require, require_regions
from data.refused import Refused
from data.shape import LedgerFault, shape_faults
from data.writing import put


class ImportRefused(Refused):
    """An import, undo, backup or restore that cannot be; the message says in Chinese, then in English, what to mend,
    then the faults that came of it.
    """

    def __init__(self, zh: str, en: str, *faults: str) -> None:
        super().__init__(zh, en)
        self.args = ("\n".join((zh, en, *faults)),)


def _is_taken_in(place: Path) -> bool:
    """Whether a file of an import (part/name) is one that the ledger reads, or an original of its documents."""
    part, name = place.parts if len(place.parts) == 2 else ("", "")
    return (
        (part == "catalog" and name in [f"{table}.csv" for table in CATALOG])
        or (part == "facts" and FACTS_NAME.fullmatch(name) is not None)
        or (part == TEXTS and TEXT_NAME.fullmatch(name) is not None)
    )


def _files(source: Path) -> list[Path]:
    """The files of a folder that an import takes, as part/name.

    Raises ImportRefused where there is none, and where something that looks like one would be left behind unread: any
    other file in catalog/, facts/ or texts/, any other CSV beside them or one folder down; and where an original is not
    what its name says.
    """
    found, foreign = [], []
    for path in sorted((*source.glob("*"), *source.glob("*/*"))):
        place = path.relative_to(source)
        if any(name.startswith(".") for name in place.parts):
            continue
        is_ours = len(place.parts) == 2 and place.parts[0] in ("catalog", "facts", TEXTS)
        if _is_taken_in(place) and path.is_file():
            found.append(place)
        elif is_ours or path.suffix.lower() == ".csv":
            foreign.append(place.as_posix().encode(errors="replace").decode())
    if foreign:
        names = ", ".join(foreign[:10])
        tables = ", ".join(f"{table}.csv" for table in CATALOG)
        raise ImportRefused(
            f"{names}：不会被读入，请改名、移走或删去；可用：catalog/ 下的 {tables}，facts/ 下的 <文件编号>.csv，"
            "texts/ 下的原件（文件名是它的 SHA-256）",
            f"{names}: would not be read: rename it, move it away or delete it; there are {tables} in catalog/, "
            "<document_id>.csv, in small letters, in facts/, and originals in texts/, named by their SHA-256",
        )
    for place in found:
        if place.parts[0] == TEXTS and hashlib.sha256((source / place).read_bytes()).hexdigest() != place.name:
            raise ImportRefused(
                f"{place.as_posix()}：原件与文件名（SHA-256）不符，请换成原来的文件",
                f"{place.as_posix()}: the original is not what its name, a SHA-256, says: put the right file there",
            )
    if all(place.parts[0] == TEXTS for place in found):
        raise ImportRefused(
            f"{source}：其中没有 catalog/*.csv 或 facts/*.csv，请核对文件夹",
            f"{source}: there is neither catalog/*.csv nor facts/*.csv: check the folder",
        )
    return found


def _places(desk: Desk, shipped: Path) -> dict[str, tuple[bool, int]]:
    """Whether each region of the ledger is a reference, and its place; none where the ledger has faults."""
    try:
        with duckdb.connect(str(store.built_file(desk.folder, shipped)), read_only=True) as ledger:
            rows = ledger.execute("select region_id, level in ('nation', 'province'), place from regions").fetchall()
    except LedgerFault:
        return {}
    known = {region_id: (is_reference, place) for region_id, is_reference, place in rows}
    # those of imports that the ledger, as it is read, has not yet
    for regions in (place / REGIONS for place in desk.imports.values()):
        if regions.is_file():
            with regions.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    if (row.get("place") or "").isdecimal():
                        known.setdefault(row["region_id"], (row.get("level") in REFERENCES, int(row["place"])))
    return known


REGIONS, REFERENCES = Path("catalog", "regions.csv"), ("nation", "province")


def _placed(regions: Path, known: dict[str, tuple[bool, int]]) -> bytes | None:
    """An import's regions with the places that they keep from now on: that which a region of the ledger has already,
    else the one that is asked for and free, else the next free one. None where they have them, and for a file with
    faults: the proof says why.
    """
    if not known or not regions.is_file() or shape_faults(regions.name, regions, store.columns()["regions"]):
        return None
    with regions.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    before = [row.get("place") for row in rows]
    taken = set(known.values())
    for row in sorted(rows, key=lambda row: not row.get("place")):
        asked = row.get("place") or ""
        if asked and not asked.isdecimal():
            continue
        is_reference = row.get("level") in REFERENCES
        numbers = itertools.chain([int(asked)] if asked else [], itertools.count())
        free = ((is_reference, number) for number in numbers if (is_reference, number) not in taken)
        given = known.get(row["region_id"]) or next(free)
        taken.add(given)
        row["place"] = str(given[1])
    if [row.get("place") for row in rows] == before:
        return None
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _named(import_id: str) -> str:
    """The id as it was given. Raises ImportRefused where it cannot be one, and so could lead anywhere as a path."""
    if not IMPORT_NAME.fullmatch(import_id):
        raise ImportRefused(
            f"{import_id[:200]}：导入的名称只用小写字母、数字和连字符，至多100个，请用 --as 另取",
            f"{import_id[:200]}: an import is named in small letters, digits and hyphens, 100 at most: give one "
            "with --as",
        )
    return import_id


@contextlib.contextmanager
def _proven(
    source: Path, import_id: str, folder: Path, shipped: Path
) -> Iterator[tuple[Desk, Path, list[dict[str, str]]]]:
    """The desk of who writes the store, a copy of `source` as the import that it would be, proven beside the imports
    that are there, and the facts that said the least and were completed (data/completing.py).

    Raises ImportRefused for an id that is taken or cannot be one and for a source with no CSV or with files that would
    not be read, LedgerFault where the ledger cannot be built with it.
    """
    _named(import_id)
    files = _files(source)
    with home_of(folder).writing() as desk:
        aside = desk.asides / import_id
        if import_id in desk.imports:
            raise ImportRefused(
                f"{import_id}：已有同名的导入，请先撤回它或用 --as 另取名称",
                f"{import_id}: this import is there already; undo it first or choose another name with --as",
            )
        for file in files:
            (aside / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / file, aside / file)
        # the rules by which print is read are loaded for an import alone
        from data.completing import complete

        completed = complete(aside, folder, shipped)
        if regions := _placed(aside / REGIONS, _places(desk, shipped)):
            put(aside / REGIONS, regions)
        desk.prove([*desk.imports.values(), aside], shipped)
        yield desk, aside, completed


# tables whose rows say of which region they are; of those that do not, what all regions are read and compared by
OF_REGIONS = ("facts", "documents", "regions", "series", "relations", "offices", "rulings", "remarks")
OF_ALL = ("periods", "themes")


def _regions(imported: Path) -> dict[str, str]:
    """The regions that an import writes for → the first of its files that does. A row of the tables above without a
    region, and marks of a document that the import does not bring, are of EVERYWHERE.
    """
    found: dict[str, str] = {}
    own: set[str] = set()
    for path in sorted(imported.glob("*/*.csv"), key=lambda path: (path.stem == "notations", path)):
        table = "facts" if path.parent.name == "facts" else path.stem
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if table == "documents":
                    own.add(row["document_id"])
                if table in OF_REGIONS:
                    found.setdefault(row.get("region_id") or EVERYWHERE, f"{path.parent.name}/{path.name}")
                elif table in OF_ALL or (table == "notations" and row["document_id"] not in own):
                    found.setdefault(EVERYWHERE, f"{path.parent.name}/{path.name}")
    return found


def commit(
    source: Path,
    import_id: str,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
    *,
    by: Person,
    role: str = "keeper",
) -> Path:
    """Take the catalog/*.csv, facts/*.csv and texts/ of `source` into the store as one import; return its folder.

    role: the least that may take it in: what editors enter cell by cell (data/results) asks for no keeper.
    Raises RightRefused where `by` is less, or not for all its regions, ImportRefused or LedgerFault as `check`
    does; then nothing has changed.
    """
    require(by, role)
    folder = folder or store.store_folder()

    def attempt() -> Path:
        with _proven(source, import_id, folder, shipped) as (desk, aside, _):
            require_regions(by, _regions(aside))
            after = {"sha256": sum_of(aside)}
            return desk.commit(Change(by, "import", import_id, None, after, imports={import_id: aside}))[import_id]

    place = until_it_stands(attempt)
    state.look_again()
    return place


@dataclass(frozen=True)
class Checked:
    """What a folder would bring: the number of rows of each table, and the facts of which it says the least as they
    were completed.
    """

    counts: dict[str, int]
    completed: list[dict[str, str]]


def check(source: Path, import_id: str, folder: Path | None = None, shipped: Path = store.SHIPPED) -> dict[str, int]:
    """Prove that `source` could be imported, change nothing; return its tables and the number of rows of each.

    Raises as `checked` does.
    """
    return checked(source, import_id, folder, shipped).counts


def checked(source: Path, import_id: str, folder: Path | None = None, shipped: Path = store.SHIPPED) -> Checked:
    """Prove that `source` could be imported, change nothing; return what it would bring.

    Raises ImportRefused for an id that is taken or cannot be one and for a source without CSV, LedgerFault where the
    ledger cannot be built with it.
    """
    folder = folder or store.store_folder()
    counts: dict[str, int] = {}
    with _proven(source, import_id, folder, shipped) as (_, aside, completed):
        for part, table in [("catalog", name) for name in CATALOG] + [("facts", "facts")]:
            for file in (aside / part).glob("*.csv" if part == "facts" else f"{table}.csv"):
                with file.open(encoding="utf-8-sig", newline="") as rows:
                    counts[table] = counts.get(table, 0) + sum(1 for _ in csv.DictReader(rows))
        return Checked(counts, completed)


def undo(import_id: str, folder: Path | None = None, shipped: Path = store.SHIPPED, *, by: Person) -> Path:
    """Take an import out of the ledger; return where it lies now.

    Raises RightRefused where `by` is no keeper of all that it is of, ImportRefused where there is none, and where
    others need what it brings, naming them; then nothing has changed.
    """
    require(by, "keeper")
    folder = folder or store.store_folder()
    gone = until_it_stands(lambda: _undo(import_id, folder, shipped, by))
    state.look_again()
    return gone


def _undo(import_id: str, folder: Path, shipped: Path, by: Person) -> Path:
    with home_of(folder).writing() as desk:
        place = desk.imports.get(import_id)
        if place is None:
            there = ", ".join(sorted(desk.imports))
            raise ImportRefused(
                f"{import_id[:200]}：没有这个导入；现有：{there or '无'}",
                f"{import_id[:200]}: no such import; there are {there or 'none'}",
            )
        require_regions(by, _regions(place))
        _prove_without(import_id, desk, shipped)
        # one that an older version took in may have no places yet
        known = _places(desk, shipped)
        placed = {
            f"imports/{name}/{REGIONS.as_posix()}": _placed(other / REGIONS, known)
            for name, other in desk.imports.items()
        }
        files = {name: regions for name, regions in placed.items() if regions}
        before = {"sha256": sum_of(place)}
        change = Change(by, "import.undo", import_id, before, None, files=files, imports={import_id: None})
        return desk.commit(change)[import_id]


def _prove_without(import_id: str, desk: Desk, shipped: Path) -> None:
    """Refuse to take out an import when the ledger without it has faults that it does not have with it."""
    try:
        desk.prove((place for name, place in desk.imports.items() if name != import_id), shipped)
    except LedgerFault as refused:
        before: set[tuple[object, object]] = set()
        try:
            desk.prove(desk.imports.values(), shipped)
        except LedgerFault as there:
            before = {(fault["fault"], fault["found"]) for fault in there.faults}
        needing = [fault for fault in refused.faults if (fault["fault"], fault["found"]) not in before]
        if needing:
            names = ", ".join(dict.fromkeys(str(fault["file"]).split("/")[0] for fault in needing))
            raise ImportRefused(
                f"{import_id}：{names} 用到它带来的内容，不能单独撤回；请先撤回 {names}，或在其中补上所缺的登记",
                f"{import_id}: {names} needs what it brings: undo {names} first, or add to it what is lacking",
                *LedgerFault(needing).lines(),
            ) from refused
