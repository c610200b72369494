"""A document that was read beside the small ledger, and all that a commit of it takes."""

from pathlib import Path

import pytest

from tests.data.reviewing.plans import DEMO, Given, given


@pytest.fixture
def folders(small_ledger) -> dict[str, Path]:
    """The folders of the small ledger, as the functions take them."""
    return {"folder": small_ledger.store, "shipped": small_ledger.shipped}


@pytest.fixture
def demo(folders) -> Given:
    """A made-up plan of the small ledger's city, accepted whole."""
    return given(DEMO, folders)


@pytest.fixture
def rows_alone(tables_alone, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small ledger has no rules, and nobody tells what a commit changes: for tests of which rows are made."""
    monkeypatch.setattr("data.results.trying.changes", lambda before, after: ())
