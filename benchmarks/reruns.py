"""What a rerun costs the server: `python -m benchmarks.reruns`.

Each page is opened and run again with the choices that it already showed, then with new ones, one after the other; the
processor time stands beside that of an empty page in the same run, which takes out the speed of the machine and what
the frame and the test of it cost by themselves. The server has begun as it does for visitors: what it imports is kept
from the collection that Streamlit asks for after every rerun, and what its thread works out of the other choices and
months within a minute of the first visit is there; that is told by itself.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from app import app as server
from app import lifespan
from queries import work_ahead

FRAME = Path(__file__).parents[1] / "components" / "frame.py"
TIMES = 8
MONTHS = ("2024-06", "2023-12", "2024-11", "2025-08", "2022-12")
# page → its choices, and values of each that it has not shown when it opens
PAGES = {
    "overview": {"as_of": MONTHS, "place": ("qingdao", "zhoushan")},
    "periods": {"region": ("zhoushan", "china")},
    "cities": {"basis": ("share",), "theme": ("employment", "talent")},
    "progress": {
        "as_of": MONTHS,
        "indicator": ("high_skilled_total", "unemployment_insured", "subsidised_training"),
        "region": ("zhoushan",),
    },
    "indicator": {
        "as_of": MONTHS,
        "indicator": ("high_skilled_total", "pension_insured", "surveyed_unemployment_rate"),
    },
    "targets": {"indicator": ("unemployment_insured", "high_skilled_total")},
    "commitments": {"theme": ("talent", "employment")},
    "evidence": {"region": ("zhoushan", "china")},
}
EMPTY = "import streamlit as st\nst.html('<p>nothing</p>')\n"


def new_choice(page: str) -> dict[str, str]:
    """One choice that a page has not shown when it opens."""
    name, values = next(iter(PAGES[page].items()))
    return {name: values[0]}


def _cpu(run) -> float:
    """Milliseconds of processor time of one call."""
    before = time.process_time()
    run()
    return 1000 * (time.process_time() - before)


def _work_all_ahead() -> None:
    while work_ahead():
        pass


def _opened(page: str) -> AppTest:
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.context = {"url": f"http://127.0.0.1:8501/{'' if page == 'overview' else page}"}
    return app.switch_page(f"../pages/{page}.py").run()


async def _served() -> None:
    async with lifespan(server):
        _measure()


def _measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        empty = AppTest.from_file(str(script)).run()
        floor = statistics.median(_cpu(empty.run) for _ in range(TIMES))
    print(f"{'page':<13}{'new':<11}{'again':>7}{'least':>7}{'median':>8}{'most':>7}   ms; an empty page {floor:.1f}")
    ahead = 0.0
    asked = [(page, name, values) for page, choices in PAGES.items() for name, values in choices.items()]
    for page, name, values in asked:
        app = _opened(page)
        ahead += _cpu(_work_all_ahead)
        again = statistics.median(_cpu(app.run) for _ in range(TIMES))
        new = []
        for value in values:
            app.query_params[name] = value
            new.append(_cpu(app.run))
        print(f"{page:<13}{name:<11}{again:>7.0f}{min(new):>7.0f}{statistics.median(new):>8.0f}{max(new):>7.0f}")
    print(f"other choices and months, worked out ahead once for all: {ahead:.0f} ms")


def main() -> None:
    asyncio.run(_served())


if __name__ == "__main__":
    main()
