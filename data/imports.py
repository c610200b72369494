"""Imports: CSV in the layout of data/ that join the shipped ones.

An import is copied aside, proven by building a ledger with it, and renamed into place: the rename is the commit.
Undo renames it out again. Whoever dies between leaves an aside that nobody reads.
"""

import os
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

from data import store
from data.writing import locked

KEPT = ("imports", "briefings")


class ImportRefused(Exception):
    """An import, undo, backup or restore that cannot be; the message says what to mend."""


def _copy_csv(source: Path, target: Path) -> None:
    for part in ("catalog", "facts"):
        for file in sorted((source / part).glob("*.csv")):
            (target / part).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target / part / file.name)


def _prove(imports: Path, folder: Path, shipped: Path) -> None:
    """Build a ledger of the shipped CSV and these imports in a place of its own; raises LedgerFault."""
    with tempfile.TemporaryDirectory(prefix=".trial-", dir=folder) as trial:
        shutil.copytree(imports, Path(trial) / "imports", ignore=shutil.ignore_patterns(".*"))
        store.built_file(Path(trial), shipped)


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

    Raises ImportRefused for an id that is taken or cannot be one and for a source without CSV, LedgerFault where the
    ledger cannot be built with it; then nothing has changed.
    """
    folder = folder or store.store_folder()
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", import_id):
        raise ImportRefused(f"{import_id}: an import is named in small letters, digits and hyphens")
    if not any(file for part in ("catalog", "facts") for file in (source / part).glob("*.csv")):
        raise ImportRefused(f"{source}: there is neither catalog/*.csv nor facts/*.csv")
    with locked(folder):
        place = folder / "imports" / import_id
        if place.exists():
            raise ImportRefused(f"{import_id}: this import is there already; undo it first or choose another name")
        aside = folder / ".asides" / import_id
        shutil.rmtree(aside.parent, ignore_errors=True)
        (aside.parent / "proof").mkdir(parents=True)
        _copy_csv(source, aside)
        if (folder / "imports").is_dir():
            shutil.copytree(folder / "imports", aside.parent / "proof", dirs_exist_ok=True)
        shutil.copytree(aside, aside.parent / "proof" / import_id)
        try:
            _prove(aside.parent / "proof", folder, shipped)
            place.parent.mkdir(exist_ok=True)
            os.rename(aside, place)
        finally:
            shutil.rmtree(aside.parent, ignore_errors=True)
    return place


def undo(import_id: str, folder: Path | None = None) -> Path:
    """Take an import out of the ledger; return where it lies now. Raises ImportRefused where there is none."""
    folder = folder or store.store_folder()
    with locked(folder):
        place = folder / "imports" / import_id
        if not place.is_dir():
            there = sorted(path.name for path in (folder / "imports").glob("*/"))
            raise ImportRefused(f"{import_id}: no such import; there are {', '.join(there) or 'none'}")
        return _put_away(place, folder)


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
        raise ImportRefused(f"{file}: this is not a backup (a zip file)")
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
    return len(names)
