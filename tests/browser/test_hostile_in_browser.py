"""What comes from outside is data: no address, briefing or import draws, fetches or runs anything, and every answer of
the server says so to the browser.
"""

import base64
import csv
import http.client
import json
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from playwright.sync_api import Page

from components.ui.guard import HEADERS
from tests.browser.conftest import WIDE, Server, Tab
from tests.whole import some

GIVEN = Path(__file__).parents[1] / "data" / "import-0.3.0"
FOREIGN = "http://foreign.invalid/a.png"
TEXT = (
    f"![x]({FOREIGN})[k]({FOREIGN})<img src={FOREIGN} onerror=alert(1)><script>alert(1)</script>**b**:red[c]$d$ "
    f"{FOREIGN} www.foreign.invalid a@foreign.invalid"
)
# an element that any of it has become, for however short a time
WATCH = """(() => {
    const drawn = "[src^='http://foreign'], [href^='http://foreign'], [href^='http://www.foreign'], " +
        "[href^='mailto:a@'], [onerror], img[src='x']";
    const look = () => {
        const linked = [...document.querySelectorAll('a, image')].some(
            one => (one.getAttribute('xlink:href') || '').startsWith('http://foreign'));
        const found = linked || document.querySelector(drawn);
        if (found) window.wasDrawn = found.parentElement?.outerHTML || 'linked';
    };
    new MutationObserver(look).observe(document, {subtree: true, childList: true, attributes: true});
})()"""
CHOICES = ("lang", "look", "role", "region", "other", "period", "plan", "indicator", "theme", "as_of", "place", "fact",
           "document", "briefing", "item", "words", "year", "kind", "list", "order", "basis", "find.periods",
           "only.periods.indicator", "sort.periods", f"only.periods.{TEXT}", "columns.periods")  # fmt: skip


@pytest.fixture(scope="module")
def watched_page(browser) -> Iterator[Page]:
    """A page that keeps what it has had of such elements since it was loaded."""
    page = browser.new_context(**WIDE).new_page()
    page.context.set_default_timeout(30_000)
    page.add_init_script(WATCH)
    yield page
    page.context.close()


@pytest.fixture
def watched(watched_page) -> Iterator[Callable[[Server], Tab]]:
    """The watched page before a server; at the end nothing may have gone wrong in it."""
    tabs = []

    def opened(server: Server) -> Tab:
        tabs.append(Tab(watched_page, server.address))
        tabs[-1].on("dialog", lambda dialog: pytest.fail(dialog.message))
        return tabs[-1]

    yield opened
    for tab in tabs:
        tab.leave()
        tab.assert_sound()


def assert_inert(tab) -> None:
    assert tab.page.evaluate("() => window.wasDrawn || ''") == ""
    assert tab.exceptions() == []


def test_an_element_that_a_text_became_would_be_noticed(server, watched):
    tab = watched(server)
    # the plainest of the server's own pages
    tab.page.goto(f"{server.address}/present/{quote('青岛规划衔接')}")
    assert_inert(tab)
    tab.page.evaluate(
        f"() => {{ const a = document.createElement('a'); a.href = '{FOREIGN}'; document.body.append(a); }}"
    )
    tab.page.wait_for_function("() => window.wasDrawn")


@pytest.mark.parametrize(
    "page", some(["", "periods", "cities", "progress", "commitments", "evidence", "briefing"], 1, 5, 6)
)
def test_an_address_is_data_on_every_page(server, watched, page):
    tab = watched(server)
    tab.open(f"/{page}?{urlencode({name: TEXT for name in CHOICES})}")
    assert_inert(tab)


def test_what_an_address_has_collected_is_data_on_the_desk_and_on_the_stage(server, watched):
    tab = watched(server)
    held = urlencode({"collected": f"periods~region.{TEXT}~plan.{TEXT}~~{TEXT}~{TEXT}.{TEXT}", "login": TEXT})
    tab.open(f"/briefing?{held}")
    assert_inert(tab)
    tab.page.goto(f"{server.address}/present/?{held}")
    tab.page.wait_for_selector(".screen, section, [data-screen]", state="attached")
    assert_inert(tab)
    assert tab.hosts == {"127.0.0.1"}


def test_a_number_of_any_length_is_bounded_wherever_it_stands(tab):
    long = "9" * 5000
    for link in (
        f"/evidence?year={long}&item={long}",
        f"/briefing?item={long}",
        f"/periods?between.periods.target={long}…{long}&sort.periods={long}&as_of={long}",
    ):
        tab.open(link)
        assert_inert(tab)
    for only in (long, "-1", "0", "x", "٣", "1e9", "%00"):
        answer = tab.page.request.get(f"{tab.address}/present/{quote('青岛规划衔接')}?only={only}")
        assert answer.status in (200, 404)
    for name in (long, quote(TEXT), "..%2f..%2fetc", "%00", "%ff"):
        answer = tab.page.request.get(f"{tab.address}/present/{name}")
        assert answer.status in (400, 404)
        assert "<script>alert" not in answer.text()


def hostile_store(folder: Path) -> None:
    """A store with an import whose words, and a briefing whose sentences, are an attack."""
    place = folder / "imports" / "demo-bay"
    shutil.copytree(GIVEN, place)
    attacked = {
        "documents.csv": ("title_zh", "short_zh", "issuer", "note"),
        "indicators.csv": ("name_zh", "short_zh", "definition"),
        "regions.csv": ("name_zh", "short_zh"),
        "notations.csv": ("meaning",),
        "demo-bay-14fyp.csv": ("label_raw", "locator", "note"),
        "demo-bay-bulletins.csv": ("label_raw", "locator", "note"),
    }
    for file in place.rglob("*.csv"):
        with file.open(encoding="utf-8", newline="") as given:
            rows = list(csv.DictReader(given))
        for row in rows:
            row |= {name: f"{row[name]}{TEXT}" for name in attacked.get(file.name, ())}
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    item = {
        "view": "progress",
        "choices": {"region": "demo-bay", "plan": "demo-bay-14fyp", "period": "14fyp", "indicator": "new_urban_jobs",
                    "as_of": "2025-12"},
        "headline": TEXT, "takeaway": TEXT, "ledger": "0", "figures": {TEXT: TEXT},
    }  # fmt: skip
    gone = item | {"view": "cities", "choices": {"region": TEXT, "other": TEXT, "as_of": TEXT}}
    briefings = folder / "briefings"
    briefings.mkdir()
    content = {"form": 1, "name": TEXT, "items": [item, gone]}
    (briefings / "hostile.json").write_text(json.dumps(content), encoding="utf-8")
    (briefings / "![x](x) <b>.json").write_text("{", encoding="utf-8")


def test_an_import_and_a_briefing_are_data_on_every_page_and_on_the_stage(desk, watched):
    hostile_store(desk.store)
    tab = watched(desk)
    of_it = "region=demo-bay&plan=demo-bay-14fyp"
    links = ("/", f"/periods?{of_it}", f"/progress?{of_it}", f"/progress?{of_it}&indicator=demo_bay_stations",
             "/cities?region=demo-bay&other=qingdao", "/evidence?region=demo-bay",
             "/commitments?document=demo-bay-14fyp", f"/briefing?{urlencode({'briefing': TEXT})}",
             f"/briefing?{urlencode({'briefing': TEXT, 'item': '2'})}")  # fmt: skip
    # the indicator of its own says more of the import than the one that all regions have
    for link in some(links, 0, 1, 3, 4, 5, 6, 7, 8):
        tab.open(link)
        assert_inert(tab)
    tab.page.goto(f"{desk.address}/present/{quote(TEXT, safe='')}")
    tab.page.wait_for_selector(".screen, section, [data-screen]", state="attached")
    assert_inert(tab)
    assert tab.hosts == {"127.0.0.1"}


PATHS = ("/", "/periods", "/nowhere", "/present/plotly.js", "/present/nothing", "/_stcore/health", "/_stcore/metrics",
         "/_stcore/host-config", "/static/nothing.js", "/media/nothing", "/component/x/y", "/login", "/logout",
         "/oauth2callback", "/present/?collected=x")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_of_the_server_bears_the_headers(server, path):
    place = urlsplit(server.address)
    for method in ("GET", "HEAD", "OPTIONS"):
        channel = http.client.HTTPConnection(place.hostname, place.port, timeout=30)
        channel.request(method, path)
        answer = channel.getresponse()
        assert HEADERS.items() <= {name.lower().encode(): value.encode() for name, value in answer.getheaders()}.items()
        assert not path.endswith("metrics") or answer.status == 404
        channel.close()


def test_the_ways_of_a_login_are_there_and_lead_back_to_pages_of_ours(server):
    place = urlsplit(server.address)
    kept = {"Cookie": f"planledger-back={base64.urlsafe_b64encode(b'periods?lang=en').decode()}"}
    for path, headers, to in (
        ("/login?back=periods", {}, "/periods?login=failed"),  # none is set up
        ("/oauth2callback", kept, "/periods?lang=en"),
        ("/oauth2callback?code=x&state=y", kept, "/periods?lang=en&login=failed"),
    ):
        channel = http.client.HTTPConnection(place.hostname, place.port, timeout=30)
        channel.request("GET", path, headers=headers)
        answer = channel.getresponse()
        assert (answer.status, answer.getheader("location")) == (302, to)
        channel.close()


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [("{own}", "http://{own}", 101), ("{own}", None, 403), ("{own}", "null", 403),
     ("{own}", "http://foreign.invalid", 403),
     ("rebind.invalid:{port}", "http://rebind.invalid:{port}", 403)],
)  # fmt: skip
def test_a_websocket_is_opened_to_ones_own_pages_alone(server, host, origin, status):
    place = urlsplit(server.address)
    own = {"own": place.netloc, "port": place.port}
    lines = ["GET /_stcore/stream HTTP/1.1", f"Host: {host.format(**own)}", "Upgrade: websocket", "Connection: Upgrade",
             "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]  # fmt: skip
    lines += [f"Origin: {origin.format(**own)}"] if origin else []
    with socket.create_connection((place.hostname, place.port), timeout=30) as channel:
        channel.sendall("\r\n".join([*lines, "", ""]).encode())
        assert channel.recv(64).split()[1] == str(status).encode()
    assert "external IP" not in server.log.read_text(encoding="utf-8")


def test_a_foreign_host_gets_no_page(server):
    place = urlsplit(server.address)
    for path in ("/", "/present/nothing"):
        channel = http.client.HTTPConnection(place.hostname, place.port, timeout=30)
        channel.request("GET", path, headers={"Host": "rebind.invalid"})
        answer = channel.getresponse()
        assert (answer.status, answer.read()) == (421, b"")
        channel.close()
