"""One store a session: the shipped ledger with the imports of this folder laid over it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import queries

HERE = Path(__file__).parent
FRAME = HERE.parents[1] / "components" / "frame.py"


@pytest.fixture(scope="session")
def later_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("later")
    shutil.copytree(HERE / "imports", store / "imports")
    return store


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, later_store: Path) -> None:
    """Whatever is asked in these tests is asked of the ledger of later life."""
    monkeypatch.setenv("PLANLEDGER_STORE", str(later_store))


@pytest.fixture
def ask(later_store: Path) -> Callable:
    """Ask a question by its name."""
    return lambda name, **choices: queries.ask(name, later_store, **choices)


@pytest.fixture
def visit() -> Callable[..., AppTest]:
    """Open a page by its name with choices in the address, as a link from outside does."""

    def opened(page: str, **choices: str) -> AppTest:
        app = AppTest.from_file(FRAME, default_timeout=60)
        app.context = {"url": f"http://127.0.0.1:8501/{'' if page == 'overview' else page}"}
        for name, value in choices.items():
            app.query_params[name] = value
        return app.switch_page(f"../pages/{page}.py").run()

    return opened
