"""Results of a year from a bureau's drawer into the ledger, by keyboard and by workbook, as an officer does it."""

import contextlib
import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import TimeoutError

from components.ui.entering import ROW_HEIGHT, WIDTHS
from components.views import maintenance
from tests.browser.conftest import Tab
from tests.whole import some

CHOSEN = {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "theme": "all", "year": "2025", "through": "12"}
SHEET = "/ledger?region=qingdao&year=2025"
TABLE = "[data-testid=stDataFrame]"
STARTUPS = "policy_supported_entrepreneurs"
TWO_FRAMES = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
ARRIVED = "told => document.querySelector('.st-key-results-preview')?.textContent.includes(told)"
# keys and clicks beside the digits of twenty figures
MOST_PRESSED, TRIES = 70, 3


class Officer:
    """Somebody at a keyboard, whose keys and clicks beside the digits are counted."""

    def __init__(self, tab: Tab):
        self.tab, self.pressed, self.at = tab, 0, (0.0, 0.0)

    def click_cell(self, row: int, column: str) -> None:
        """Click a cell of the table that is filled in. row: from 0."""
        table = self.tab.page.locator(TABLE)
        table.evaluate("table => table.scrollIntoView()")
        box = None
        while box != (box := table.bounding_box()):  # a table that still moves is not where it is clicked
            self.tab.page.evaluate(TWO_FRAMES)
        before = list(WIDTHS["zh"])[: list(WIDTHS["zh"]).index(column)]
        left = sum(WIDTHS["zh"][name] for name in before) + WIDTHS["zh"][column] / 2
        self.at = (box["x"] + left, box["y"] + ROW_HEIGHT * (row + 1.5))
        self.tab.page.mouse.click(*self.at)
        self.pressed += 1

    def type(self, text: str) -> None:
        """Type a figure into the cell that is chosen and go to the next."""
        page = self.tab.page
        cell = page.locator("#portal textarea, #portal input")
        # the first letter opens the cell, unless the table was being drawn anew
        for _ in range(TRIES):
            page.keyboard.press(text[0])
            with contextlib.suppress(TimeoutError):
                cell.wait_for(timeout=5000)
                break
            page.mouse.click(*self.at)
        cell.fill(text)
        # nobody types faster than the cell takes up what is typed
        page.evaluate(TWO_FRAMES)
        self.press("Enter")
        cell.wait_for(state="detached")

    def confirm_all(self) -> None:
        """Confirm every doubt, one after the other, each on the page as it stands after the one before."""
        while (first := self.tab.stands().page.locator("[class*=st-key-confirm-]").first).count():
            asked = next(name for name in first.get_attribute("class").split() if name.startswith("st-key-confirm-"))
            self.click(f".{asked} button")
            self.tab.page.wait_for_selector(f".{asked}", state="detached")

    def preview(self, count: int) -> None:
        """Have what is entered tried, so many figures."""
        # what is typed is under way for a moment: an officer reads that all figures arrived
        self.tab.until(ARRIVED, f"看 {count} 个数会改变什么")
        self.confirm_all()
        self.click(".st-key-results-preview button:enabled")
        # a whole ledger is built first
        self.tab.page.wait_for_selector(".st-key-results-take-in", timeout=60_000)

    def take_in(self) -> str:
        """Take what was tried into the ledger; return what it says that this changed."""
        self.click(".st-key-results-take-in button")
        self.tab.page.wait_for_selector(".st-key-results-take-in", state="detached")
        return self.tab.page.locator(".st-key-results-taken").inner_text()

    def press(self, key: str) -> None:
        self.tab.page.keyboard.press(key)
        self.pressed += 1

    def click(self, selector: str) -> None:
        self.tab.page.locator(selector).first.click()
        self.pressed += 1
        self.tab.stands()


def figure_of(row) -> str:
    """A figure that is in a row's line: about its last one, or what the target asks of a year."""
    known = row.before_value or row.prior_value
    if known is None:
        asked = maintenance.Entry(row.key, row.target_raw).printed.strip("[]<>≥")
        return f"{float(asked) / 5:.4g}" if row.basis == "total" else asked
    return f"{float(known):.4g}"


@pytest.mark.parametrize("count", some([5, 20], 0))
def test_results_are_entered_by_keyboard_and_change_what_an_open_page_says(desk, new_tab, count):
    rows = maintenance.sheet(CHOSEN).rows
    reader = new_tab(desk, is_other=True).open(f"/progress?region=qingdao&indicator={STARTUPS}&as_of=2025-12")
    assert "暂不评价" in reader.page.locator("body").inner_text()
    tab = new_tab(desk).open(SHEET)
    officer = Officer(tab)
    officer.click_cell(0, "now")
    for row in rows[:count]:
        officer.type(figure_of(row))
    officer.preview(count)
    officer.take_in()
    assert officer.pressed <= MOST_PRESSED * count / 20
    reader.open(f"/progress?region=qingdao&indicator={STARTUPS}&as_of=2025-12")
    assert "超额完成" in reader.page.locator("body").inner_text()


# what was previewed is taken in by the button that the test above presses
@pytest.mark.parametrize("is_taken_in", some([False, True], 0))
def test_a_workbook_goes_out_comes_back_with_two_bad_cells_is_mended_and_taken_in(
    desk, new_tab, tmp_path: Path, is_taken_in
):
    tab = new_tab(desk).open(SHEET)
    with tab.page.expect_download() as download:
        tab.page.locator(".st-key-results-workbook button").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    sheet = book.active
    head = next(row for row in sheet.iter_rows() if any(cell.value == "本期" for cell in row))
    column = next(cell.column for cell in head if cell.value == "本期")
    first = head[0].row + 1
    for place, text in enumerate(("38.2", "2.9", "不少")):
        sheet.cell(first + place, column).value = text
    sheet.cell(first + 7, column).value = "300亿"
    book.save(tmp_path / "filled.xlsx")

    officer = Officer(tab)
    officer.click("[class*=st-key-results-fill] button")
    tab.page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(tmp_path / "filled.xlsx")
    tab.page.wait_for_selector(".st-key-doubts")
    tab.stands()
    told = tab.page.locator(".st-key-doubts").inner_text()
    assert "不少" in told
    assert "300亿" in told
    assert tab.page.locator(".st-key-results-preview button").is_disabled()
    for row, mended in ((2, "4.02"), (7, "300")):
        officer.click_cell(row, "now")
        officer.type(mended)
    tab.until("() => !/不少|300亿/.test(document.querySelector('.st-key-doubts').textContent)")
    officer.preview(4)
    assert "超额完成" in tab.page.locator("body").inner_text()
    assert not is_taken_in or "超额完成" in officer.take_in()
