"""What a rerun costs the server: `python -m benchmarks.reruns`.

Each page is opened and run again with the choices that it already showed, and once with every choice new; the
processor time stands beside that of an empty page in the same run, which takes out the speed of the machine and what
the frame and the test of it cost by themselves. The server has begun as it does for visitors: what it imports is kept
from the collection that Streamlit asks for after every rerun.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from app import app as server
from app import lifespan

FRAME = Path(__file__).parents[1] / "components" / "frame.py"
TIMES = 8
# page → choices that it has not shown when it opens
PAGES = {
    "overview": {"as_of": "2024-06"},
    "periods": {"region": "zhoushan"},
    "cities": {"basis": "share"},
    "progress": {"as_of": "2024-06"},
    "targets": {"indicator": "unemployment_insured"},
    "commitments": {"theme": "talent"},
    "evidence": {"region": "zhoushan"},
}
EMPTY = "import streamlit as st\nst.html('<p>nothing</p>')\n"


def _cpu(run) -> float:
    """Milliseconds of processor time of one call."""
    before = time.process_time()
    run()
    return 1000 * (time.process_time() - before)


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
    print(f"{'page':<14}{'again, ms':>12}{'new, ms':>12}    beside an empty page of {floor:.1f} ms")
    for page, choices in PAGES.items():
        app = _opened(page)
        again = statistics.median(_cpu(app.run) for _ in range(TIMES))
        for name, value in choices.items():
            app.query_params[name] = value
        new = _cpu(app.run)
        print(f"{page:<14}{again:>12.0f}{new:>12.0f}")


def main() -> None:
    asyncio.run(_served())


if __name__ == "__main__":
    main()
