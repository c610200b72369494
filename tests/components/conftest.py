"""Views ask the shipped ledger in a store of the tests' own, in Chinese unless a test says otherwise."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.language import words


@pytest.fixture(scope="session")
def views_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, views_store: Path) -> None:
    monkeypatch.setenv("PLANLEDGER_STORE", str(views_store))


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    words.speak("zh")
    yield
    words.speak("zh")
