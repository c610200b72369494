"""The proof of a change of the ledger: the ledger that it would be, built aside."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from data import store
from data.writing import lead


def prove(imports: Iterable[Path], asides: Path, shipped: Path, folder: Path | None = None) -> Path:
    """Build a ledger of the shipped CSV and these imports, each a folder, in a place of its own; return it, in asides.

    folder: the store, where a trial may have built the same already.

    Raises LedgerFault.
    """
    trial = asides / "trial"
    (trial / "imports").mkdir(parents=True)
    for place in imports:
        lead(trial / "imports" / place.name, place)
    if folder:
        store.take_tried(trial, folder, shipped)
    made = store.built_file(trial, shipped)
    ledger = made.rename(asides / made.name)
    shutil.rmtree(trial)
    return ledger
