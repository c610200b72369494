"""The two homes of a store, for the tests of what holds of both."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data import homes
from tests.conftest import Ledger

WITHOUT = "PostgreSQL is not installed (Debian: postgresql, and psycopg)"


@pytest.fixture(scope="session")
def cluster() -> Iterator[object]:
    """A PostgreSQL for all tests of a process."""
    try:
        from tests import databases
    except ImportError:
        databases = None
    found = databases.programs() if databases else None
    if found is None:
        if os.environ.get("REQUIRE_POSTGRES"):
            pytest.fail(WITHOUT)
        pytest.skip(WITHOUT)
    with databases.running(found) as running:
        yield running


@pytest.fixture
def server(cluster, small_ledger, tmp_path) -> Iterator[Callable[..., Ledger]]:
    """Makes an app server's own sight of a database: server(name of the database, name of the server, user)."""
    from data.homes.postgres import PostgresHome

    made: list[Path] = []

    def make(database: str, name: str = "one", user: str = "planledger_owner") -> Ledger:
        home = PostgresHome(cluster.address(database, user), tmp_path / "servers" / name, small_ledger.shipped)
        home.open()
        homes.opened(home)
        made.append(home.folder)
        return Ledger(small_ledger.shipped, home.folder)

    yield make
    for folder in made:
        homes._opened.pop(folder, None)


@pytest.fixture(params=["folder", "postgres"])
def home(request, small_ledger) -> Ledger:
    """A ledger whose store has the one home, then the other."""
    if request.param == "folder":
        return small_ledger
    return request.getfixturevalue("server")(request.getfixturevalue("cluster").new())
