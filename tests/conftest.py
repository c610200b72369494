"""Fixtures that more than one folder of tests uses."""

import gc
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.shared import asked_once, lay_no_findings, ledgers_built_once, plan_plainly, views_drawn_once
from tests.whole import IS_WHOLE

SMALL = Path(__file__).parent / "data" / "small"
# files that wait for servers of their own or take long, and would come last
LONG_ALONE = ("test_visitors.py", "test_serving.py", "test_docs.py")
# whose tests share what is made once a process: one browser and its pages, the answers of a ledger, the views drawn
TOGETHER = {
    "desk": tuple(f"tests/browser/test_{name}_" for name in ("briefing", "hostile", "presenting", "upkeep")),
    "browser": ("tests/browser/",),
    "later": ("tests/next/",),
    "database": ("tests/data/homes/",),
    "drawing": tuple(f"tests/components/{room}/" for room in ("charts", "exports", "views")),
}


@dataclass(frozen=True)
class Ledger:
    """Two folders of a ledger: `shipped` with catalog/ and facts/, `store` with imports/ and built/."""

    shipped: Path
    store: Path


def pytest_configure() -> None:
    """Look for what refers to itself seldom: the tests keep hundreds of thousands of things that stay."""
    gc.set_threshold(100_000, 20, 20)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked slow, unless all is tested; begin with what would keep one process alone at the end."""
    items.sort(key=lambda item: (not together(item.nodeid), item.path.name not in LONG_ALONE))
    slow = [] if IS_WHOLE else [item for item in items if item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]


def together(nodeid: str) -> str | None:
    """With which others a test stands, if with any."""
    return next((name for name, starts in TOGETHER.items() if nodeid.startswith(starts)), None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud what was left out for want of a database."""
    skipped = [
        one for one in terminalreporter.stats.get("skipped", []) if "PostgreSQL is not installed" in str(one.longrepr)
    ]
    if skipped:
        terminalreporter.section("LEFT OUT", red=True, bold=True)
        said = (
            f"{len(skipped)} tests of stores in PostgreSQL, which is not installed (Debian: apt-get install postgresql)"
        )
        terminalreporter.write_line(said, red=True, bold=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give each process a file after the other, and the files that stand TOGETHER to one."""
    from xdist.scheduler import LoadFileScheduling  # not there where xdist is not

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return together(nodeid) or super()._split_scope(nodeid)

    return ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What one test has built, asked and drawn serves those after it."""
    base = tmp_path_factory.getbasetemp()
    known = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built"
    known.mkdir(exist_ok=True)
    with ledgers_built_once(known), views_drawn_once(), asked_once():
        yield


@pytest.fixture
def small_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A copy of the invented ledger in tests/data/small, to edit and break, with an empty store; nothing is found in it
    once for all.
    """
    lay_no_findings(monkeypatch)
    plan_plainly(monkeypatch)
    shipped = shutil.copytree(SMALL, tmp_path / "shipped")
    (tmp_path / "store").mkdir()
    return Ledger(Path(shipped), tmp_path / "store")
