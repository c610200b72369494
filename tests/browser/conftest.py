"""A real Chromium before a real server: one browser and one server a session, and one page a reader and width.

Without Chromium the tests are skipped, which the end of the run says; REQUIRE_BROWSER=1 makes that a failure.
"""

import contextlib
import contextvars
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import queries
from components.language import words
from components.ui.page_shell import FORM, MIDDLE, WIDEST
from data.store import built_file

ROOT = Path(__file__).resolve().parents[2]
# the shell draws without a desktop and costs a fifth less
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # a page lives for seconds: code that is made faster in the background costs more than it saves
    "--js-flags=--no-maglev --no-opt --single-threaded-gc --min-semi-space-size=64",
)
WIDE = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
}
FORM_IS_TOLD = """([name, widest, middle]) => document.cookie.includes(
    name + '=' + (innerWidth >= widest ? 'wide' : innerWidth >= middle ? 'middle' : 'narrow'))"""
# tables stand before charts do
ARE_DRAWN = """() => [...document.querySelectorAll('[class*=st-key-plot-]')]
    .every(place => place.querySelector('.main-svg'))"""
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"


def chromium() -> str | None:
    """The browser on this machine, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def is_required() -> bool:
    return os.environ.get("REQUIRE_BROWSER") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if "browser" in item.fixturenames and not chromium() and not is_required():
                item.add_marker(pytest.mark.skip(reason=f"no browser: none of {', '.join(NAMES)} is installed"))


def pytest_terminal_summary(terminalreporter) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "no browser" in str(report.longrepr)]
    if skipped:
        terminalreporter.section("NO BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{len(skipped)} browser tests did not run: install Chromium (one of {', '.join(NAMES)})."
        )


@dataclass(frozen=True)
class Server:
    """A running app: its address, its process, its store and what it wrote to its output."""

    address: str
    process: subprocess.Popen
    store: Path
    log: Path

    def has_seen(self) -> None:
        """Wait until it answers of its store as that now is, where files were changed by hand."""
        wanted = f'W/"{queries.state("theme_list", self.store)}"'
        for _ in range(300):
            with urllib.request.urlopen(f"{self.address}/data/theme_list.csv") as answer:
                if answer.headers["ETag"] == wanted:
                    return
            time.sleep(0.1)
        raise AssertionError("the server does not see what its store holds")


def listening(pid: int) -> set[tuple[str, int]]:
    """(address, port) of the sockets on which a process waits for connections, as the kernel lists them."""
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            inodes.add(os.readlink(link))
    places = set()
    for table, family, step in (("tcp", socket.AF_INET, 4), ("tcp6", socket.AF_INET6, 16)):
        file = Path(f"/proc/{pid}/net/{table}")
        for line in file.read_text().splitlines()[1:] if file.exists() else ():
            local, state, inode = (line.split()[place] for place in (1, 3, 9))
            if state == "0A" and f"socket:[{inode}]" in inodes:
                host, port = local.split(":")
                raw = b"".join(bytes.fromhex(host[i : i + 8])[::-1] for i in range(0, 2 * step, 8))
                places.add((socket.inet_ntop(family, raw), int(port, 16)))
    return places


@contextlib.contextmanager
def running(store: Path, script: str = "app.py", folder: Path = ROOT, is_bare: bool = False) -> Iterator[Server]:
    """The app on a free port with a store of its own, ready to answer; ended by its process id.

    is_bare: its ledger is built by the server itself; else it is there, as one process has it that others read beside.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store.mkdir(parents=True, exist_ok=True)
    if not is_bare:
        built_file(store)
    log = store / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)],
            cwd=folder,
            # what nobody will ask here is not found ahead
            env={**os.environ, "PLANLEDGER_STORE": str(store), "PLANLEDGER_AHEAD": "no", "PYTHONUNBUFFERED": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while not _answers(f"{address}/_stcore/health"):
            assert process.poll() is None, f"the server ended:\n{log.read_text()}"
            assert time.monotonic() < deadline, f"the server does not answer:\n{log.read_text()}"
            time.sleep(0.05)
        # another process may have taken the port in between: the one that answers must be ours
        assert port in {place[1] for place in listening(process.pid)}
        yield Server(address, process, store, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@dataclass
class Tab:
    """A page of the browser with what went wrong in it and whom it asked."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.heard: list[tuple[str, Callable]] = []
        self.on("console", self._note)
        self.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.on("request", lambda request: self._ask(request.url))
        self.on("websocket", lambda channel: self._ask(channel.url))

    def on(self, event: str, hear: Callable) -> None:
        """Hear of an event of the page as long as the test lasts."""
        self.page.on(event, hear)
        self.heard.append((event, hear))

    def leave(self) -> None:
        """Hear no more of the page, and leave it as a browser has it that was never here."""
        for event, hear in self.heard:
            self.page.remove_listener(event, hear)
        if not self.page.is_closed():
            if self.page.url.startswith("http"):
                self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            self.page.context.clear_cookies()
            self.page.context.clear_permissions()
            self.page.goto("about:blank")

    def _note(self, message) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} {message.location['url']}")

    def _ask(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about"):
            self.hosts.add(parts.hostname)

    def open(self, path: str) -> "Tab":
        """Load a path of the app as a link from outside does, until the page stands."""
        self.page.goto(self.address + path)
        # a page that took the window for another than it is asks for itself anew
        self.page.wait_for_function(FORM_IS_TOLD, arg=[FORM, WIDEST, MIDDLE])
        return self.stands()

    def stands(self) -> "Tab":
        """Wait until the script has run and the page's question and what answers it are drawn."""
        filled_in = "[data-testid=stDataFrame], [class*=st-key-one-], [data-testid=stFileUploader], .review"
        answers = f".js-plotly-plot .main-svg, [data-view], .pl-advice, .st-key-desk-preview iframe, {filled_in}"
        for drawn in (IDLE, "h1.pl-question", answers):
            self.page.wait_for_selector(f"{drawn}, [data-testid=stException]", state="attached")
        self.page.wait_for_function(ARE_DRAWN)
        assert self.exceptions() == []
        return self

    def exceptions(self) -> list[str]:
        return self.page.locator("[data-testid=stException]").all_inner_texts()

    def choices(self) -> dict[str, str]:
        """The choices in the address."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def bar(self) -> list[str]:
        """The words of the bar's page links."""
        return self.page.locator(".st-key-bar nav a").all_inner_texts()

    def switches(self) -> list[str]:
        """The words of the bar's switches, language first."""
        return self.page.locator(".st-key-bar .pl-look").all_inner_texts()

    def question(self) -> str:
        return self.page.locator("h1.pl-question").inner_text()

    def title(self) -> str:
        """The title inside the chart."""
        return self.page.locator(".js-plotly-plot .gtitle").first.text_content()

    def rows(self) -> int:
        """The number of rows that the first table on the screen has."""
        table = self.page.locator("[data-view]").first
        table.wait_for(state="attached")
        return table.locator("tbody tr").count()

    def until(self, condition: str, argument: object = None) -> "Tab":
        """Wait until a condition in the page's own language holds and the script rests."""
        self.page.wait_for_function(condition, arg=argument)
        return self.stands()

    def until_address(self, **choices: str) -> "Tab":
        """Wait until the address holds exactly these choices and the script rests."""
        self.page.wait_for_function(
            """wanted => {
                const held = Object.fromEntries(new URLSearchParams(location.search));
                const sorted = choices => JSON.stringify(Object.entries(choices).sort());
                return sorted(held) === sorted(wanted);
            }""",
            arg=choices,
        )
        return self.stands()

    def until_rows(self, count: int) -> "Tab":
        """Wait until the first table has so many rows, as its caption says and its body holds."""
        return self.until(
            """count => {
                const said = document.querySelector('.pl-caption span')?.textContent;
                const held = document.querySelector('[data-view] tbody')?.rows.length;
                return parseInt(said) === count && held === count;
            }""",
            count,
        )

    def until_title(self, start: str) -> "Tab":
        """Wait until the chart's title begins so, wherever its lines break."""
        return self.until(
            r"""start => {
                const drawn = document.querySelector('.js-plotly-plot .gtitle')?.textContent;
                return drawn?.replace(/[\s\u200b]/g, '').startsWith(start.replace(/\s/g, ''));
            }""",
            start,
        )

    def click_choice(self, words: str) -> None:
        """Click one of the choices of a segmented control."""
        self.page.locator("[data-testid=stButtonGroup]").get_by_role("radio", name=words, exact=True).click()

    def click_link(self, words: str) -> None:
        """Click a link of the bar."""
        self.page.locator(".st-key-bar").get_by_role("link", name=words, exact=True).click()

    def click_mark(self) -> None:
        """Click the first mark or tile of the first chart; plotly's own layer lies over it, so by its place."""
        marks = ".scatterlayer path.point, .barlayer .point path"
        mark = self.page.locator(".js-plotly-plot").first.locator(marks).first.bounding_box()
        self.page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)

    def assert_sound(self) -> None:
        assert self.faults == []
        assert self.hosts <= {"127.0.0.1"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail(f"REQUIRE_BROWSER=1, but none of {', '.join(NAMES)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def desk(server: Server) -> Iterator[Server]:
    """The server of all tests, with nothing of anyone's own in its store, before and after."""

    def clear() -> None:
        for part in ("imports", "briefings", "drafts", "undone"):
            shutil.rmtree(server.store / part, ignore_errors=True)
        built_file(server.store)
        server.has_seen()

    clear()
    yield server
    clear()


@pytest.fixture
def start(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start a server of the test's own, to which nobody has spoken."""
    with contextlib.ExitStack() as servers:
        yield lambda **options: servers.enter_context(running(tmp_path / "store", **options))


@pytest.fixture(scope="session")
def kept_pages(browser: Browser) -> Iterator[dict[tuple, Page]]:
    """(width, whose) → the page that tests use one after the other: one that has loaded the app loads it again in half
    the time.
    """
    kept: dict[tuple, Page] = {}
    yield kept
    for page in kept.values():
        page.context.close()


@pytest.fixture
def new_tab(browser: Browser, kept_pages: dict[tuple, Page]) -> Iterator[Callable[..., Tab]]:
    """A tab before a server; at the end nothing may have gone wrong in any.

    is_other: the tab of another reader, whose browser holds nothing of the first. is_fresh: in a browser that has never
    opened anything.
    """
    tabs, more = [], []

    def opened(server: Server, form: dict | None = None, is_other: bool = False, is_fresh: bool = False) -> Tab:
        form = form or WIDE
        key = (form["viewport"]["width"], "another" if is_other else "one")
        if is_fresh or key not in kept_pages or kept_pages[key].is_closed():
            page = browser.new_context(**form).new_page()
            page.context.set_default_timeout(30_000)
            if is_fresh:
                more.append(page.context)
            else:
                kept_pages[key] = page
        elif any(tab.page is kept_pages[key] for tab in tabs):
            page = kept_pages[key].context.new_page()
            more.append(page)
        else:
            page = kept_pages[key]
            page.set_viewport_size(form["viewport"])
        tabs.append(Tab(page, server.address))
        return tabs[-1]

    yield opened
    for tab in tabs:
        tab.leave()
    for closed in more:
        closed.close()
    for tab in tabs:
        tab.assert_sound()


@pytest.fixture
def tab(server: Server, new_tab: Callable[..., Tab]) -> Tab:
    return new_tab(server)


@pytest.fixture
def phone(server: Server, new_tab: Callable[..., Tab]) -> Tab:
    return new_tab(server, PHONE)


@pytest.fixture(autouse=True)
def same_ledger(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test asks for itself comes from the server's own ledger."""
    monkeypatch.setenv("PLANLEDGER_STORE", str(server.store))


@pytest.fixture
def in_language() -> Callable:
    """What a view function gives in a language, without changing that of the other tests."""

    def asked(language: str, ask: Callable):
        def given():
            words.speak(language)
            return ask()

        return contextvars.copy_context().run(given)

    return asked
