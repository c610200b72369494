"""Fixtures that more than one folder of tests uses."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from data import store

SMALL = Path(__file__).parent / "data" / "small"


@dataclass(frozen=True)
class Ledger:
    """Two folders of a ledger: `shipped` with catalog/ and facts/, `store` with imports/ and built/."""

    shipped: Path
    store: Path


@pytest.fixture(scope="session", autouse=True)
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A ledger that one test of this process has built is copied by the others; one with faults is built each time."""
    build, known = store._build, tmp_path_factory.mktemp("built")

    def built(path: Path, folder: Path, shipped: Path) -> None:
        file = known / f"{store._fingerprint(folder, shipped)}.duckdb"
        if not file.exists():
            build(path, folder, shipped)
            shutil.copyfile(path, file)
        else:
            shutil.copyfile(file, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_build", built)
        yield


@pytest.fixture
def small_ledger(tmp_path: Path) -> Ledger:
    """A copy of the invented ledger in tests/data/small, to edit and break, with an empty store."""
    shipped = shutil.copytree(SMALL, tmp_path / "shipped")
    (tmp_path / "store").mkdir()
    return Ledger(Path(shipped), tmp_path / "store")
