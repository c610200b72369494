"""Imports: CSV in the layout of data/ that join the shipped ones.

An import is copied aside, proven by building a ledger with it, and renamed into place: the rename is the commit.
Undo proves the ledger without it and renames it out again. Whoever dies between leaves an aside that nobody reads.
"""

import contextlib
import csv
import io
import itertools
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from data import state, store
from data.csv_files import CATALOG
from data.shape import LedgerFault, shape_faults
from data.writing import locked, put

KEPT = ("imports", "briefings")


class ImportRefused(Exception):
    """An import, undo, backup or restore that cannot be; the lines say in Chinese, then in English, what to mend."""

    def __init__(self, *lines: str):
        super().__init__("\n".join(lines))


def _copy_csv(source: Path, target: Path) -> None:
    for part in ("catalog", "facts"):
        for file in sorted((source / part).glob("*.csv")):
            (target / part).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target / part / file.name)


def _prove(imports: Path, folder: Path, shipped: Path, keep: Path | None = None) -> None:
    """Build a ledger of the shipped CSV and these imports in a place of its own; raises LedgerFault.

    keep: the folder that takes the built file, none where it is not wanted.
    """
    with tempfile.TemporaryDirectory(prefix=".trial-", dir=folder) as trial:
        shutil.copytree(imports, Path(trial) / "imports", ignore=shutil.ignore_patterns(".*"))
        made = store.built_file(Path(trial), shipped)
        if keep:
            os.replace(made, keep / made.name)


def _places(folder: Path, shipped: Path) -> dict[str, tuple[bool, int]]:
    """Whether each region of the ledger is a reference, and its place; none where the ledger has faults."""
    try:
        with duckdb.connect(str(store.built_file(folder, shipped)), read_only=True) as ledger:
            rows = ledger.execute("select region_id, level in ('nation', 'province'), place from regions").fetchall()
    except LedgerFault:
        return {}
    return {region_id: (is_reference, place) for region_id, is_reference, place in rows}


def _give_places(imported: Path, known: dict[str, tuple[bool, int]]) -> None:
    """Write into an import's regions the places that they keep from now on: that which a region of the ledger has
    already, else the one that is asked for and free, else the next free one.

    A file with faults stays as it is: the proof says why.
    """
    regions = imported / "catalog" / "regions.csv"
    if not known or not regions.is_file() or shape_faults(regions.name, regions, store.columns()["regions"]):
        return
    with regions.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    taken = set(known.values())
    for row in sorted(rows, key=lambda row: not row.get("place")):
        asked = row.get("place") or ""
        if asked and not asked.isdecimal():
            continue
        is_reference = row.get("level") in ("nation", "province")
        numbers = itertools.chain([int(asked)] if asked else [], itertools.count())
        free = ((is_reference, number) for number in numbers if (is_reference, number) not in taken)
        given = known.get(row["region_id"]) or next(free)
        taken.add(given)
        row["place"] = str(given[1])
    if rows:
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        put(regions, text.getvalue().encode("utf-8"))


def _built_aside(folder: Path) -> Path:
    """Where the ledger lies that an import was proven by."""
    return folder / ".asides" / ".built"


@contextlib.contextmanager
def _proven(source: Path, import_id: str, folder: Path, shipped: Path) -> Iterator[Path]:
    """A copy of `source` as the import that it would be, proven beside the imports that are there.

    Raises ImportRefused for an id that is taken or cannot be one and for a source without CSV, LedgerFault where the
    ledger cannot be built with it.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", import_id):
        raise ImportRefused(
            f"{import_id}：导入的名称只用小写字母、数字和连字符，请用 --as 另取",
            f"{import_id}: an import is named in small letters, digits and hyphens: give one with --as",
        )
    if not any(file for part in ("catalog", "facts") for file in (source / part).glob("*.csv")):
        raise ImportRefused(
            f"{source}：其中没有 catalog/*.csv 或 facts/*.csv，请核对文件夹",
            f"{source}: there is neither catalog/*.csv nor facts/*.csv: check the folder",
        )
    if (folder / "imports" / import_id).exists():
        raise ImportRefused(
            f"{import_id}：已有同名的导入，请先撤回它或用 --as 另取名称",
            f"{import_id}: this import is there already; undo it first or choose another name with --as",
        )
    asides = folder / ".asides"
    shutil.rmtree(asides, ignore_errors=True)
    (asides / "proof").mkdir(parents=True)
    _built_aside(folder).mkdir()
    try:
        _copy_csv(source, asides / import_id)
        _give_places(asides / import_id, _places(folder, shipped))
        if (folder / "imports").is_dir():
            shutil.copytree(folder / "imports", asides / "proof", dirs_exist_ok=True)
        shutil.copytree(asides / import_id, asides / "proof" / import_id)
        _prove(asides / "proof", folder, shipped, keep=_built_aside(folder))
        yield asides / import_id
    finally:
        shutil.rmtree(asides, ignore_errors=True)


def _put_away(place: Path, folder: Path) -> Path:
    """Rename a folder into undone/ under a name that is still free."""
    (folder / "undone").mkdir(exist_ok=True)
    number = 1
    while (gone := folder / "undone" / f"{place.name}-{number}").exists():
        number += 1
    os.rename(place, gone)
    return gone


def commit(source: Path, import_id: str, folder: Path | None = None, shipped: Path = store.SHIPPED) -> Path:
    """Take the catalog/*.csv and facts/*.csv of `source` into the store as one import; return its folder.

    Raises ImportRefused or LedgerFault as `check` does; then nothing has changed.
    """
    folder = folder or store.store_folder()
    with locked(folder), _proven(source, import_id, folder, shipped) as aside:
        place = folder / "imports" / import_id
        place.parent.mkdir(exist_ok=True)
        os.rename(aside, place)
        for made in _built_aside(folder).iterdir():  # it is that of the store as it now is
            store.publish(made, folder)
    state.look_again()
    return place


def check(source: Path, import_id: str, folder: Path | None = None, shipped: Path = store.SHIPPED) -> dict[str, int]:
    """Prove that `source` could be imported, change nothing; return its tables and the number of rows of each.

    Raises ImportRefused for an id that is taken or cannot be one and for a source without CSV, LedgerFault where the
    ledger cannot be built with it.
    """
    folder = folder or store.store_folder()
    counts: dict[str, int] = {}
    with locked(folder), _proven(source, import_id, folder, shipped) as aside:
        for part, table in [("catalog", name) for name in CATALOG] + [("facts", "facts")]:
            for file in (aside / part).glob("*.csv" if part == "facts" else f"{table}.csv"):
                with file.open(encoding="utf-8-sig", newline="") as rows:
                    counts[table] = counts.get(table, 0) + sum(1 for _ in csv.DictReader(rows))
    return counts


def undo(import_id: str, folder: Path | None = None, shipped: Path = store.SHIPPED) -> Path:
    """Take an import out of the ledger; return where it lies now.

    Raises ImportRefused where there is none, and where others need what it brings, naming them; then nothing has
    changed.
    """
    folder = folder or store.store_folder()
    with locked(folder):
        place = folder / "imports" / import_id
        if not place.is_dir():
            there = ", ".join(sorted(path.name for path in (folder / "imports").glob("*/")))
            raise ImportRefused(
                f"{import_id}：没有这个导入；现有：{there or '无'}",
                f"{import_id}: no such import; there are {there or 'none'}",
            )
        _prove_without(place, folder, shipped)
        known = _places(folder, shipped)
        for other in sorted(place.parent.glob("*/")):  # one that an older version took in may have no places yet
            _give_places(other, known)
        gone = _put_away(place, folder)
    state.look_again()
    return gone


def _prove_without(place: Path, folder: Path, shipped: Path) -> None:
    """Refuse to take out an import when the ledger without it has faults that it does not have with it."""
    with tempfile.TemporaryDirectory(prefix=".without-", dir=folder) as aside:
        shutil.copytree(place.parent, Path(aside) / "imports")
        shutil.rmtree(Path(aside) / "imports" / place.name)
        try:
            _prove(Path(aside) / "imports", folder, shipped)
        except LedgerFault as without:
            before = {(fault["fault"], fault["found"]) for fault in store.check(folder, shipped)}
            needing = [fault for fault in without.faults if (fault["fault"], fault["found"]) not in before]
            if needing:
                names = ", ".join(dict.fromkeys(str(fault["file"]).split("/")[0] for fault in needing))
                raise ImportRefused(
                    f"{place.name}：{names} 用到它带来的内容，不能单独撤回；请先撤回 {names}，或在其中补上所缺的登记",
                    f"{place.name}: {names} needs what it brings: undo {names} first, or add to it what is lacking",
                    *LedgerFault(needing).lines(),
                ) from without


def backup(file: Path, folder: Path | None = None) -> int:
    """Write imports and briefings into a zip file, made aside and renamed; return the number of files in it."""
    folder = folder or store.store_folder()
    with locked(folder):
        kept = [path for part in KEPT for path in sorted((folder / part).rglob("*")) if path.is_file()]
        made = file.with_name(f".{file.name}.part")
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in kept:
                archive.write(path, path.relative_to(folder).as_posix())
        os.replace(made, file)
    return len(kept)


def restore(file: Path, folder: Path | None = None, shipped: Path = store.SHIPPED) -> int:
    """Put a backup's imports and briefings in the place of the present ones, which go to undone/; return the files.

    Raises ImportRefused where the file is no backup, LedgerFault where no ledger can be built of it; then nothing
    has changed.
    """
    folder = folder or store.store_folder()
    if not zipfile.is_zipfile(file):
        raise ImportRefused(
            f"{file}：不是备份文件（zip），请核对", f"{file}: this is not a backup (a zip file): check the file"
        )
    with locked(folder), tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as aside:
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.split("/")[0] in KEPT and ".." not in name.split("/")]
            archive.extractall(aside, names)
        (Path(aside) / "imports").mkdir(exist_ok=True)
        _prove(Path(aside) / "imports", folder, shipped)
        for part in KEPT:
            if (folder / part).is_dir():
                _put_away(folder / part, folder)
            if (Path(aside) / part).is_dir():
                os.rename(Path(aside) / part, folder / part)
    state.look_again()
    return len(names)
