"""Which CSV a ledger is made of: those that are shipped, and those of each import."""

import os
from pathlib import Path

from data.parts import part

CATALOG = (
    *("regions", "periods", "themes", "units", "documents", "indicators", "series", "relations", "notations"),
    *("offices", "labels", "rulings", "remarks"),
)


def _inside(folder: str, are_folders: bool = False) -> list[str]:
    """The names of the CSV files of a folder, or of its folders, sorted; none where there is no such folder.

    Asked before every question, so by the system's own list and not by patterns, which take ten times as long.
    """
    try:
        with os.scandir(folder) as entries:
            if are_folders:
                return sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
            return sorted(entry.name for entry in entries if entry.name.endswith(".csv") and entry.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return []


def csv_files(store: Path, shipped: Path) -> list[tuple[str, str, str]]:
    """(table, import_id, file) of every CSV, in a fixed order, the shipped ones first."""
    while True:
        imports = part(store, "imports")
        names = _inside(str(imports), are_folders=True)
        roots = [("shipped", str(shipped)), *((name, os.path.join(imports, name)) for name in names)]
        files = []
        for import_id, root in roots:
            catalog, facts = os.path.join(root, "catalog"), os.path.join(root, "facts")
            held = _inside(catalog)
            named = ((table, f"{table}.csv") for table in CATALOG)
            files += [(table, import_id, os.path.join(catalog, name)) for table, name in named if name in held]
            files += [("facts", import_id, os.path.join(facts, name)) for name in _inside(facts)]
        # an import that went while its files were listed would be half there
        if part(store, "imports") == imports and _inside(str(imports), are_folders=True) == names:
            return files
