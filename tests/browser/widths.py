"""What a page does at a width: which words lie over others, are cut or cannot be reached, measured in the browser.

`python -m tests.browser.widths` measures every page at every width and writes tests/expected/widths.csv.
"""

import csv
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from components.ui.page_shell import WIDEST
from tests.browser.conftest import ARGUMENTS, PHONE, Tab, chromium, running

LIST = Path(__file__).parents[1] / "expected" / "widths.csv"
COLUMNS = ("page", "language", "width", "fault", "words")
WIDTHS = (1920, 1440, 1280, 1024, 720, 390)
HEIGHT = 900
# every page, and each chart form beside the one that the page opens with
PAGES = (
    "/",
    "/?period=13fyp",
    "/?as_of=2023-06",
    "/periods",
    "/periods?region=zhoushan",
    "/periods?list=review&region=china",
    "/periods?list=moved",
    "/cities",
    "/cities?basis=raw",
    "/progress",
    "/progress?as_of=2023-11",
    "/progress?region=zhoushan",
    "/progress?indicator=unemployment_insured",
    "/progress?indicator=mediation_success_rate",
    "/indicator?find=失業",
    "/indicator?indicator=registered_unemployment_rate",
    "/targets?work=warn",
    "/targets?region=china&drafts=new_urban_jobs:6000",
    "/commitments",
    "/evidence",
    "/evidence?list=findings",
    "/briefing",
    "/ledger",
    "/ledger?work=read",
    "/ledger?work=explain",
    "/ledger?work=duty",
    "/ledger?work=entered",
)
MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
# the page that was laid out for one width is laid out for another
SETTLED = """() => new Promise(done => {
    let before = '', quiet = 0;
    const look = () => {
        const boxes = [...document.querySelectorAll('.main-svg text, [data-testid=stMain] button')]
            .map(part => part.getBoundingClientRect());
        const now = boxes.map(box => [box.x, box.y, box.width].map(Math.round)).join();
        quiet = now === before ? quiet + 1 : 0;
        before = now;
        quiet > 2 ? done(true) : setTimeout(look, 80);
    };
    look();
})"""


def address(path: str, language: str) -> str:
    return path if language == "zh" else f"{path}{'&' if '?' in path else '?'}lang=en"


def measured(tab: Tab, path: str, language: str, widths: tuple[int, ...]) -> Iterator[tuple[str, str, str, str, str]]:
    """The faults of a page at some widths, in the columns of the list; a phone's tab for a phone."""
    drawn = None
    for width in widths:
        is_other = drawn != (drawn := width >= WIDEST)
        if is_other:
            # a window that becomes another asks for the page anew, by itself or at once
            tab.page.goto("about:blank")
        tab.page.set_viewport_size({"width": width, "height": HEIGHT})
        if is_other:
            tab.open(address(path, language))
        tab.page.evaluate(SETTLED)
        for fault, words in sorted({(fault, words) for fault, words in tab.page.evaluate(MEASURE)}):
            yield path, language, str(width), fault, words


def listed() -> set[tuple[str, ...]]:
    """The faults that are known."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {tuple(row) for row in list(csv.reader(file))[1:]}


def every_fault(browser: Browser, address_of_server: str) -> Iterator[tuple[str, str, str, str, str]]:
    """The faults of all pages at all widths in both languages."""
    wide, phone = WIDTHS[:-1], WIDTHS[-1:]
    tab = Tab(browser.new_context(viewport={"width": wide[0], "height": HEIGHT}).new_page(), address_of_server)
    small = Tab(browser.new_context(**PHONE).new_page(), address_of_server)
    for path in PAGES:
        for language in ("zh", "en"):
            yield from measured(tab, path, language, wide)
            yield from measured(small, path, language, phone)


def main() -> None:
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "store") as server,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        rows = list(every_fault(browser, server.address))
        browser.close()
    with LIST.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    sys.stdout.write(f"{LIST}: {len(rows)}\n")


if __name__ == "__main__":
    main()
