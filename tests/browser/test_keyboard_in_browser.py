"""With keys alone, and by ear: nothing stands in the way, where the keys are is seen, what has changed is told."""

from itertools import product

import pytest

from components.language.words import table
from tests.browser.by_keys import stops, violations
from tests.browser.conftest import ROOT
from tests.browser.test_frame_in_browser import question
from tests.whole import some

# what pages show beside the form in which they open, which test_frame_in_browser asks
LISTS = (
    "/ledger?work=read",
    "/evidence?list=findings",
    "/periods?list=review",
    "/periods?list=moved",
    "/cities?basis=raw",
    "/progress?indicator=unemployment_insured",
    "/indicator?find=失業",
    "/targets?work=yearly",
    "/targets?work=warn",
    "/targets?region=china&drafts=new_urban_jobs:6000",
    "/ledger?work=explain",
    "/ledger?work=duty",
    "/ledger?work=entered",
)
FOCUSED = "() => document.activeElement.textContent.trim()"
# keeps all that is told, for what is drawn later is told after it
HEAR = """() => {
    window.heard = '';
    const live = document.querySelector('.pl-live');
    new MutationObserver(() => { window.heard += live.textContent; }).observe(live, {childList: true});
}"""
# a page as the keys' script sees it, and what becomes of it before it rests
KEYBOARD = (ROOT / "components/ui/keyboard.js").read_text(encoding="utf-8")
STANDS = """() => {
    const app = "<div data-testid='stApp' data-test-script-state='notRunning'></div>";
    document.body.innerHTML = app + "<main><h1 class='pl-question'>first</h1></main>";
}"""
LEFT_AT_ONCE = """() => {
    history.pushState({}, '', '?next');
    document.querySelector('h1').textContent = 'second';
}"""
LEFT_WITH_NOTHING_BETWEEN = """() => new Promise(come => {
    const main = document.querySelector('main');
    setTimeout(() => main.remove(), 500);
    setTimeout(() => {
        main.firstElementChild.textContent = 'second';
        document.body.append(main);
        come();
    }, 1000);
})"""
IS_AT = "part => part === document.activeElement"
IS_IN_TABLE = "() => Boolean(document.activeElement.closest('[data-view]'))"


def query(path: str, language: str, look: str) -> str:
    choices = [*(["lang=en"] if language == "en" else []), *(["look=dark"] if look == "dark" else [])]
    return path + "".join(
        f"{'?' if '?' not in path and not place else '&'}{choice}" for place, choice in enumerate(choices)
    )


def until_at_question(tab, page: str) -> None:
    """Wait until a page stands and the keys are at its question."""
    tab.until(
        "words => document.activeElement.textContent === words && document.activeElement.tagName === 'H1'",
        question(page),
    )


@pytest.mark.parametrize(("path", "language", "look"), some(list(product(LISTS, ("zh", "en"), ("light", "dark"))), 0))
def test_nothing_in_a_list_or_task_of_a_page_stands_in_the_way_of_keys_or_ears(tab, path, language, look):
    tab.open(query(path, language, look))
    assert violations(tab.page) == []
    assert stops(tab.page)[1] == []


@pytest.mark.slow  # each page is asked in one language and look where all are opened
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "page",
    ["", "periods", "cities", "progress", "indicator", "targets", "commitments", "evidence", "briefing", "ledger"],
)
def test_nothing_on_a_page_stands_in_the_way_in_any_language_and_look(tab, page, language, look):
    tab.open(query(f"/{page}", language, look))
    assert violations(tab.page) == []
    assert stops(tab.page)[1] == []


def test_the_bar_is_passed_by_one_key_a_choice_is_told_and_a_table_is_one_stop_in_which_arrows_go_about(tab):
    tab.open("/periods")
    keys = tab.page.keyboard
    keys.press("Tab")
    assert tab.page.evaluate(FOCUSED) == table()["bar.skip"]["zh"]
    keys.press("Enter")
    assert tab.page.evaluate(FOCUSED) == question("periods")
    assert "#" not in tab.page.url
    # the buttons of one choice are one stop
    for key in ("Tab", "Tab", "ArrowRight", "Enter"):
        keys.press(key)
    tab.until_address(region="zhoushan")
    tab.page.wait_for_function("() => document.querySelector('.pl-live').textContent.startsWith('舟山')")
    assert tab.page.locator(".pl-live").text_content().count("舟山“十四五”") == 1
    # what stays as it was is not told again
    assert question("periods") not in tab.page.locator(".pl-live").text_content()

    region = tab.page.locator(".pl-table:has([data-view=periods])")
    region.focus()
    keys.press("ArrowDown")
    assert tab.page.evaluate("() => document.activeElement.closest('th').cellIndex") == 0
    keys.press("End")
    keys.press("Home")
    keys.press("ArrowRight")
    column = tab.page.evaluate("() => document.activeElement.closest('th').dataset.column")
    keys.press("Enter")
    tab.page.wait_for_function(
        "column => document.activeElement.closest('th[aria-sort]')?.dataset.column === column", arg=column
    )
    tab.stands()
    keys.press("ArrowDown")
    assert tab.page.evaluate("() => document.activeElement.closest('td').parentElement.rowIndex") >= 1
    keys.press("ArrowUp")
    assert tab.page.evaluate("() => Boolean(document.activeElement.closest('th'))")
    keys.press("Tab")
    assert not tab.page.evaluate(IS_IN_TABLE)
    keys.press("Shift+Tab")
    keys.press("ArrowRight")
    keys.press("Escape")
    assert region.evaluate(IS_AT)

    # what is pressed is drawn anew or put out meanwhile, and the keys stand there again
    tab.page.locator(".st-key-caption-periods .pl-tools summary").first.focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.type("仲裁")
    keys.press("Enter")
    tab.page.wait_for_function("() => document.activeElement.matches('.pl-table:has([data-view=periods])')")
    tab.until_rows(2)
    button = tab.page.locator(".st-key-csv-table-periods button")
    button.focus()
    with tab.page.expect_download():
        keys.press("Enter")
    tab.page.wait_for_function("() => document.activeElement.closest('.st-key-csv-table-periods')")


@pytest.mark.parametrize("way", [LEFT_AT_ONCE, LEFT_WITH_NOTHING_BETWEEN])
def test_whoever_goes_on_is_told_the_next_page_however_slowly_it_comes(tab, way):
    tab.page.goto(f"{tab.address}/data/theme_list.json")
    tab.page.evaluate(KEYBOARD)
    tab.page.evaluate(STANDS)
    tab.page.evaluate(way)
    tab.page.wait_for_function("() => document.querySelector('.pl-live').textContent === 'second'", timeout=5000)


def test_a_tile_a_row_a_page_and_what_is_searched_are_opened_by_keys_and_begin_at_the_question(tab):
    tab.open("/")
    tab.page.evaluate(HEAR)
    keys = tab.page.keyboard
    # on the way the words of a field are marked
    for key in ("Tab", "Enter", "Tab", "Tab"):
        keys.press(key)
    assert tab.page.evaluate("() => String(getSelection()) !== ''")
    while not tab.page.evaluate("() => document.activeElement.matches('.pl-marks summary')"):
        keys.press("Tab")
    keys.press("Enter")
    keys.press("Tab")
    assert tab.page.evaluate(FOCUSED).startswith("青岛 ")
    way = tab.page.evaluate("() => document.activeElement.href")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/progress?*")
    until_at_question(tab, "progress")
    assert tab.page.url == way
    assert tab.choices().keys() == {"region", "indicator"}

    tab.page.locator(".pl-table:has([data-view])").first.focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        keys.press(key)
    tab.page.wait_for_url("**/evidence?*")
    until_at_question(tab, "evidence")
    tab.page.wait_for_function("() => window.heard.includes('38.13 万人')")
    tab.page.locator(".st-key-bar nav a").first.focus()
    keys.press("Enter")
    until_at_question(tab, "")

    tab.page.locator(".pl-search summary").focus()
    keys.press("Enter")
    tab.page.wait_for_function("() => document.activeElement.matches('[type=search]')")
    keys.type("262.61")
    keys.press("Enter")
    # nothing was loaded anew on the way
    until_at_question(tab, "indicator")
    tab.page.wait_for_function("() => window.heard.includes('“262.61”')")
    keys.press("Tab")
    keys.press("Tab")
    assert tab.page.evaluate(FOCUSED).endswith("262.61 万人")

    # a page without figures and tables tells its remarks
    tab.page.locator(".st-key-bar nav a[href^=ledger]").focus()
    keys.press("Enter")
    until_at_question(tab, "ledger")
    for key in ("Tab", "ArrowRight", "Enter"):
        keys.press(key)
    tab.page.wait_for_function("words => window.heard.includes(words)", arg=table()["reading.what"]["zh"])


def test_a_cell_of_the_unit_chart_is_chosen_by_keys(tab):
    tab.open("/commitments")
    tab.page.locator(".pl-marks summary").first.focus()
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/commitments?*")
    tab.stands()
    assert tab.choices().keys() == {"theme", "document"}
