"""Fixtures that more than one folder of tests uses."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

SMALL = Path(__file__).parent / "data" / "small"


@dataclass(frozen=True)
class Ledger:
    """Two folders of a ledger: `shipped` with catalog/ and facts/, `store` with imports/ and built/."""

    shipped: Path
    store: Path


@pytest.fixture
def small_ledger(tmp_path: Path) -> Ledger:
    """A copy of the invented ledger in tests/data/small, to edit and break, with an empty store."""
    shipped = shutil.copytree(SMALL, tmp_path / "shipped")
    (tmp_path / "store").mkdir()
    return Ledger(Path(shipped), tmp_path / "store")
