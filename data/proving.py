"""The proof of a change of the ledger: what would be built, aside, or that nothing speaks against building it."""

import contextlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from data import store
from data.shape import LedgerFault
from data.writing import lead


@contextlib.contextmanager
def _trial(imports: Iterable[Path], asides: Path) -> Iterator[Path]:
    """A store in asides, for as long as it is tried, whose imports are these folders."""
    trial = asides / "trial"
    (trial / "imports").mkdir(parents=True)
    for place in imports:
        lead(trial / "imports" / place.name, place)
    try:
        yield trial
    finally:
        shutil.rmtree(trial)


def prove(imports: Iterable[Path], asides: Path, shipped: Path, folder: Path | None = None) -> Path:
    """Build a ledger of the shipped CSV and these imports, each a folder, in a place of its own; return it, in asides.

    folder: the store, where a trial may have built the same already.

    Raises LedgerFault.
    """
    with _trial(imports, asides) as trial:
        if folder:
            store.take_tried(trial, folder, shipped)
        made = store.built_file(trial, shipped)
        return made.rename(asides / made.name)


def refuse_faults(imports: Iterable[Path], asides: Path, shipped: Path) -> None:
    """Raise LedgerFault where the shipped CSV with these imports, each a folder, has faults."""
    with _trial(imports, asides) as trial:
        if faults := store.check(trial, shipped):
            raise LedgerFault(faults)
