"""How long a reader waits until a page stands still: `python -m benchmarks.settling`.

Three servers are opened in Chromium, one after the other and so many times: the app, a bare Streamlit script that sends
the same figures and tables and nothing else, and an empty page. Printed are the median times from the first request
until the last change of the page before it rests, as a ratio to the bare script, and until question and controls are
painted, as a ratio to the empty page; beside them the processor time of browser and server, as the same ratio. What
lies below the window is not waited for: the time until all of it is drawn stands beside. All pages have been opened
before. The goals are 1.5 and 1.2.
"""

import argparse
import json
import os
import statistics
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from benchmarks.reruns import EMPTY, FRAME, PAGES
from benchmarks.visitors import ROOT, Server, started
from components.ui.page_shell import STYLE
from tests.browser.conftest import ARGUMENTS, chromium

SETTLED, PAINTED = 1.5, 1.2
SIZE = {"width": 1440, "height": 900}
# milliseconds: what counts as rest, and how long a busy machine is waited for
QUIET, PATIENCE = 600, 180_000
# a figure is handed over as the app does, so that what is compared is the page
BARE = """
import json
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

PARTS = json.loads(Path(__file__).with_name("parts.json").read_text())


class Drawn(go.Figure):
    def __init__(self, plain):
        super().__init__()
        self._plain = plain

    def to_dict(self):
        return self._plain


st.set_page_config(layout="wide")
for number, (kind, content) in enumerate(PARTS[st.query_params["page"]]):
    if kind == "figure":
        st.plotly_chart(Drawn(content), theme=None, config={"displayModeBar": False}, key=f"figure-{number}")
    else:
        st.html(content)
"""
# when the page last changed where it is seen and at all, when its question stood, when the last of its controls came
WATCH = """(() => {
    const seen = window.settling = {settled: 0, whole: 0, question: 0, controls: 0};
    const painted = name => requestAnimationFrame(() => setTimeout(() => { seen[name] = performance.now(); }));
    seen.isBelow = place => place.getBoundingClientRect().top > innerHeight;
    new MutationObserver(changes => {
        seen.whole = performance.now();
        const places = new Set(changes.map(({target}) =>
            target instanceof Element ? target.closest('[class*=st-key-figure-]') : null));
        if ([...places].some(place => !place || !seen.isBelow(place))) seen.settled = seen.whole;
        if (!seen.asked && document.querySelector('.pl-question, p.nothing')) {
            seen.asked = true;
            painted('question');
        }
        const choices = document.querySelector('.st-key-choices');
        if (choices && changes.some(change => change.addedNodes.length && choices.contains(change.target)))
            painted('controls');
    }).observe(document, {childList: true, subtree: true, attributes: true, characterData: true});
})()"""
RESTS = """quiet => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    && document.querySelector('[class*=st-key-figure-], [data-view], [data-testid=stDataFrame], p.nothing')
    && [...document.querySelectorAll('[class*=st-key-figure-]')].every(place => place.querySelector('.main-svg'))
    && performance.now() - window.settling.whole > quiet"""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Opening:
    """One opening of a page: milliseconds until what is seen rested, until all of it did, until question and controls
    were painted; processor seconds."""

    settled: float
    whole: float
    question: float
    controls: float
    processor: float


def parts_of(page: str) -> list[tuple[str, object]]:
    """What a page of the app sends of figures and tables, after the style by which both look alike."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.context = {"url": f"http://127.0.0.1:8501/{'' if page == 'overview' else page}"}
    app.switch_page(f"../pages/{page}.py").run()
    found: list[tuple[str, object]] = [("html", f"<style>{STYLE.read_text(encoding='utf-8')}</style>")]
    _gather(app.main, found)
    return found


def _gather(part, found: list[tuple[str, object]]) -> None:
    """Figures and tables of a block, in the order in which they stand."""
    for below in getattr(part, "children", {}).values():
        _gather(below, found)
    if part.type == "plotly_chart":
        found.append(("figure", json.loads(part.proto.spec)))
    elif part.type == "html" and "class='pl-table'" in part.proto.body:
        found.append(("html", part.proto.body))


def _browsing() -> int:
    """The processor ticks of all that this process has started but servers, which are counted by themselves."""
    parents, ticks = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents[pid], ticks[pid] = int(fields[1]), int(fields[11]) + int(fields[12])

    def is_ours(pid: int) -> bool:
        while pid in parents and pid != os.getpid():
            pid = parents[pid]
        return pid == os.getpid()

    return sum(count for pid, count in ticks.items() if pid != os.getpid() and is_ours(pid))


def opening(page: Page, address: str) -> Opening:
    """Open an address and wait until it rests."""
    page.set_default_timeout(PATIENCE)
    page.goto("about:blank")
    before = _browsing()
    page.goto(address)
    page.wait_for_function(RESTS, arg=QUIET, polling=100)
    seen = page.evaluate("window.settling")
    # servers are among what this process has started
    times = (seen[name] for name in ("settled", "whole", "question", "controls"))
    return Opening(*times, processor=(_browsing() - before) / TICKS)


def measured(browser: Browser, servers: dict[str, Server], page: str, times: int) -> str:
    """The line of a page."""
    addresses = {
        "empty": f"http://127.0.0.1:{servers['empty'].port}/",
        "bare": f"http://127.0.0.1:{servers['bare'].port}/?page={page}",
        "app": f"http://127.0.0.1:{servers['app'].port}/{'' if page == 'overview' else page}",
    }
    found: dict[str, list[Opening]] = {name: [] for name in addresses}
    with ExitStack() as contexts:
        tabs = {}
        for name, address in addresses.items():
            context = contexts.enter_context(browser.new_context(viewport=SIZE))
            context.add_init_script(WATCH)
            tabs[name] = context.new_page()
            opening(tabs[name], address)
        for _ in range(times):
            for name, address in addresses.items():
                found[name].append(opening(tabs[name], address))
    of = {
        name: {field: statistics.median(getattr(one, field) for one in ones) for field in Opening.__annotations__}
        for name, ones in found.items()
    }
    return _line(
        page,
        *(f"{of[name]['settled']:.0f}" for name in addresses),
        f"{of['app']['settled'] / of['bare']['settled']:.2f}",
        f"{of['app']['whole']:.0f}",
        f"{of['empty']['question']:.0f}",
        f"{of['app']['question']:.0f}",
        f"{of['app']['controls']:.0f}",
        f"{of['app']['question'] / of['empty']['question']:.2f}",
        f"{of['app']['controls'] / of['empty']['question']:.2f}",
        *(f"{of[name]['processor']:.2f}" for name in addresses),
        f"{of['app']['processor'] / of['bare']['processor']:.2f}",
    )


HEADS = (
    "empty", "bare", "app", f"≤{SETTLED}", "all drawn",
    "empty q", "question", "controls", f"q ≤{PAINTED}", f"c ≤{PAINTED}",
    "CPU e", "bare", "app", "ratio",
)  # fmt: skip


def _line(page: str, *cells: str) -> str:
    return f"{page:<12}" + "".join(f"{cell:>10}" for cell in cells)


def main(arguments: list[str] | None = None) -> None:
    """Print the table: milliseconds, processor seconds, and ratios with their goals."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.settling", description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="openings of each page, of which the median counts")
    parser.add_argument("--pages", nargs="+", choices=[*PAGES], default=[*PAGES])
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="planledger-benchmark-") as name, ExitStack() as running:
        folder = Path(name)
        os.environ["PLANLEDGER_STORE"] = name
        (folder / "empty.py").write_text(EMPTY.replace("<p>", "<p class=nothing>"), encoding="utf-8")
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        parts = {page: parts_of(page) for page in chosen.pages}
        (folder / "parts.json").write_text(json.dumps(parts), encoding="utf-8")
        scripts = {"empty": folder / "empty.py", "bare": folder / "bare.py", "app": ROOT / "app.py"}
        servers = {name: running.enter_context(started(script, folder)) for name, script in scripts.items()}
        playwright = running.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        running.callback(browser.close)
        print(_line("ms", *HEADS))
        for page in chosen.pages:
            print(measured(browser, servers, page, chosen.times), flush=True)


if __name__ == "__main__":
    main()
