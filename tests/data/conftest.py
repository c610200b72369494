"""A folder to import, for the tests of what an import may do."""

from pathlib import Path

import pytest

from tests.shared import lay_no_rules


@pytest.fixture
def tables_alone(small_ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small ledger has no rules: for tests of which rows are there, or whether any change is taken."""
    lay_no_rules(monkeypatch)


@pytest.fixture
def source(small_ledger, tmp_path):
    """A folder to import: one document with one fact, in the layout of data/."""

    def make(name: str = "demo-import") -> Path:
        folder = tmp_path / "given" / name
        for part in ("catalog", "facts"):
            (folder / part).mkdir(parents=True)
        header, plan, *_ = (small_ledger.shipped / "catalog/documents.csv").read_text(encoding="utf-8").splitlines()
        (folder / "catalog/documents.csv").write_text(
            f"{header}\n{plan.replace('demo-plan', name)}\n", encoding="utf-8"
        )
        header, row, *_ = (small_ledger.shipped / "facts/demo-plan.csv").read_text(encoding="utf-8").splitlines()
        (folder / f"facts/{name}.csv").write_text(f"{header}\n{row.replace('demo-plan', name)}\n", encoding="utf-8")
        return folder

    return make
