"""The app without a server: AppTest from the frame, as the server runs it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.ui.address import PAGES
from components.ui.rights import MARK, ONE_DESK

ROOT = Path(__file__).resolve().parents[2]
FRAME = ROOT / "components" / "frame.py"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a `page` and names none runs for every page."""
    if "page" in metafunc.fixturenames and "page" not in str(metafunc.definition.own_markers):
        metafunc.parametrize("page", PAGES)


@pytest.fixture
def pages() -> tuple[str, ...]:
    """The names of all pages, in the order of the bar."""
    return PAGES


@pytest.fixture(scope="session")
def built_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, built_store: Path) -> None:
    """The shipped ledger, built into a folder of the tests' own."""
    monkeypatch.setenv("PLANLEDGER_STORE", str(built_store))


@pytest.fixture(autouse=True)
def headers(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The headers of every visit of this test: from the one desk, as the Guard marks them."""
    given = {MARK: ONE_DESK}
    monkeypatch.setattr(type(st.context), "headers", property(lambda context: given))
    return given


@pytest.fixture
def phone(headers: dict[str, str]) -> None:
    """Every visit of this test comes from a phone."""
    headers["User-Agent"] = PHONE


@pytest.fixture
def visit() -> Callable[..., AppTest]:
    """Open a page by its name with choices in the address."""

    def opened(page: str, **choices: str) -> AppTest:
        app = AppTest.from_file(FRAME, default_timeout=30)
        app.context = {"url": f"http://127.0.0.1:8501/{'' if page == 'overview' else page}"}
        for name, value in choices.items():
            app.query_params[name] = value
        return app.switch_page(f"../pages/{page}.py").run()

    return opened
