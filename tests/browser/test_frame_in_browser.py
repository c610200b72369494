"""The frame in a real browser: deep links, history, language, look, the machine's own borders."""

import shutil
import socket
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from components.language.words import table
from components.views import evidence
from tests.browser.by_keys import stops, violations
from tests.browser.conftest import IDLE
from tests.whole import IS_WHOLE, some

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("", *sorted({page.stem for page in (ROOT / "pages").glob("*.py")} - {"overview"}))
# those with a table
# a briefing has no table, and that of 台账维护 is one to be filled in
TABLED = tuple(page for page in PAGES if page not in ("briefing", "ledger"))
# page width and what of it can be scrolled sideways to
SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map(element => element.scrollWidth - element.clientWidth)"""
# where the menu lies over words of its chart
COVERED = """() => [...document.querySelectorAll('[class*=st-key-plot-]')].flatMap(plot => {
    const menu = plot.querySelector('[data-testid=stPopoverButton]').getBoundingClientRect();
    return [...plot.querySelectorAll('.main-svg text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.right > menu.left && box.left < menu.right && box.bottom > menu.top && box.top < menu.bottom;
    }).map(text => text.textContent);
})"""
GROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
# of a row that is not chosen
TABLE_GROUND = GROUND.replace("[data-testid=stApp]", "[data-view] tr:not([aria-current]) > td")
# whether two characters look alike in the font of the page's question
LOOK_ALIKE = """([one, other]) => {
    const font = getComputedStyle(document.querySelector('h1.pl-question')).fontFamily;
    const picture = character => {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 64;
        const pen = canvas.getContext('2d');
        pen.font = '48px ' + font;
        pen.fillText(character, 4, 52);
        return canvas.toDataURL();
    };
    return picture(one) === picture(other);
}"""


# keeps the words of every notice, for a notice goes away by itself
HEARD = """
    window.heard = '';
    new MutationObserver(() => document.querySelectorAll('[data-testid=stToast]').forEach(toast => {
        if (!window.heard.includes(toast.textContent)) window.heard += toast.textContent;
    })).observe(document, {childList: true, subtree: true, characterData: true});
"""
# the script that asks whether the page's question reads so
# the figures of a page: whether below the window, the height of room and drawing
PLACES = """() => [...document.querySelectorAll('[class*=st-key-figure-]')].map(place => {
    const {top, height} = place.getBoundingClientRect();
    return {isBelow: top > innerHeight, kept: height, drawn: place.querySelector('.main-svg')?.clientHeight ?? 0};
})"""
# where the words of name, pages and question stand at first, and where the app's own
BEGINNING = """async () => {
    const page = await (await fetch(location.href, {headers: {accept: 'text/html'}})).text();
    document.body.append(new DOMParser().parseFromString(page, 'text/html').querySelector('.pl-first'));
    const at = (place, part) => {
        const words = document.createRange();
        words.selectNodeContents(document.querySelector(`${place} ${part}`));
        const {x, y, width, height} = words.getBoundingClientRect();
        return [x, y, width, height].map(Math.round);
    };
    const parts = ['.pl-brand', '.pl-pages', '.pl-question'];
    return [parts.map(part => at('.pl-first', part)), parts.map(part => at('[data-testid=stApp]', part))];
}"""
QUESTION = "words => document.querySelector('h1.pl-question')?.textContent === words"


def question(page: str, language: str = "zh") -> str:
    return table()[f"question.{page or 'overview'}"][language]


def name(page: str, language: str = "zh") -> str:
    return table()[f"page.{page or 'overview'}"][language]


def assert_framed(tab, language: str = "zh") -> None:
    """The bar has a link for each page and the two switches."""
    assert sorted(tab.bar()) == sorted(name(page, language) for page in PAGES)
    look = "bar.look_dark" if tab.choices().get("look") == "dark" else "bar.look_light"
    assert tab.switches() == [table()["bar.other_language"][language], table()[look][language]]


def query(language: str, look: str) -> str:
    choices = [*(["lang=en"] if language == "en" else []), *(["look=dark"] if look == "dark" else [])]
    return "?" + "&".join(choices) if choices else ""


@pytest.mark.slow  # several at once ask the same of a fresh server
def test_a_fresh_server_shows_its_first_visitor_a_deep_link_inside_the_frame(start, new_tab):
    tab = new_tab(start(is_bare=True)).open("/periods?region=zhoushan")
    assert_framed(tab)
    assert tab.question() == question("periods")
    assert tab.title().startswith("舟山")
    assert tab.choices() == {"region": "zhoushan"}
    tab.page.reload()
    tab.stands()
    assert_framed(tab)
    assert tab.title().startswith("舟山")


@pytest.mark.parametrize("count", some([2, 8], 0))
def test_deep_links_at_once_on_a_fresh_server_from_any_folder_all_show_their_page_on_this_machine_only(
    start, new_tab, tmp_path, count
):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    server = start(is_bare=True, script=str(ROOT / "app.py"), folder=elsewhere)
    pages = [*PAGES, *PAGES][:count]
    tabs = [new_tab(server) for _ in pages]
    for tab, page in zip(tabs, pages, strict=True):
        tab.page.evaluate("address => { location.href = address }", f"{server.address}/{page}?region=zhoushan")
    for tab, page in zip(tabs, pages, strict=True):
        tab.page.wait_for_url(f"**/{page}?region=zhoushan")
        tab.stands()
        assert_framed(tab)
        assert tab.question() == question(page)
    tab.open("/commitments?look=dark")
    assert_framed(tab)
    assert tab.page.evaluate(GROUND) == "rgb(17, 23, 30)"
    assert list(elsewhere.iterdir()) == []
    # on Linux every 127.x.x.x is this machine, but a server bound to 127.0.0.1 answers there alone
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", urlsplit(server.address).port), timeout=2)


# the way past the bar is seen when the keys are on it, and then lies over the bar
PARTS_OF_THE_BAR = """() => ['a:not(.pl-skip)', 'button', '.pl-brand']
    .flatMap(part => [...document.querySelectorAll(`.st-key-bar ${part}`)])
    .filter(part => part.checkVisibility())  // the search opens over the page
    .map(part => part.getBoundingClientRect())
    .map(({ x, width }) => ({ x, width }))"""


def assert_in_one_line(tab) -> None:
    """The bar stands in one line of its height, and no part of it over another."""
    bar = tab.page.locator(".st-key-bar").bounding_box()
    assert bar["height"] <= 53
    # measured at one moment: what comes late moves the others
    boxes = tab.page.evaluate(PARTS_OF_THE_BAR)
    assert all(bar["x"] <= box["x"] and box["x"] + box["width"] <= bar["x"] + bar["width"] + 1 for box in boxes)
    ends = sorted((box["x"], box["x"] + box["width"]) for box in boxes)
    assert all(end <= start for (_, end), (start, _) in pairwise(ends))


# every two of language, look and width meet once; each page meets both languages and both widths
@pytest.mark.parametrize(
    ("language", "look", "form", "pages"),
    [
        ("zh", "light", "tab", PAGES if IS_WHOLE else PAGES[::2]),
        ("zh", "dark", "phone", PAGES if IS_WHOLE else PAGES[1::2]),
        ("en", "light", "phone", PAGES if IS_WHOLE else PAGES[::2]),
        ("en", "dark", "tab", PAGES if IS_WHOLE else PAGES[1::2]),
    ],
)
def test_every_page_stands_in_its_language_look_and_width(request, language, look, form, pages):
    tab = request.getfixturevalue(form)
    for page in pages:
        tab.open(f"/{page}{query(language, look)}")
        assert_framed(tab, language)
        if form == "tab":
            assert_in_one_line(tab)
            assert violations(tab.page) == []
            assert stops(tab.page)[1] == []
        assert tab.page.evaluate(COVERED) == []
        assert tab.page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[language]
        assert tab.page.evaluate(GROUND) == {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 23, 30)"}[look]
        assert tab.page.evaluate(SIDEWAYS) == [0, 0]
        assert page not in TABLED or tab.page.evaluate(TABLE_GROUND) == tab.page.evaluate(GROUND)
    if (look, form) == ("dark", "tab"):
        # it leaves no trace in the next light one
        tab.open("/")
        assert [tab.page.evaluate(GROUND), tab.page.evaluate(TABLE_GROUND)] == ["rgb(255, 255, 255)"] * 2
    assert tab.faults == []
    assert tab.hosts == {"127.0.0.1"}


def test_the_address_of_a_first_visit_stays_clean_and_nothing_redirects(server, new_tab):
    tab = new_tab(server, is_fresh=True)
    for count, page in enumerate(some(PAGES, 0, 3), 2):
        answer = tab.page.goto(f"{tab.address}/{page}")
        tab.stands()
        assert answer.request.redirected_from is None
        assert tab.page.url == f"{tab.address}/{page}"
        assert tab.page.evaluate("history.length") == count  # the empty tab and each page


def test_back_from_the_overview_returns_to_the_page_before(tab):
    tab.open("/periods")
    tab.click_link("总览")
    tab.page.wait_for_url(f"{tab.address}/")
    tab.until(QUESTION, question(""))
    tab.page.go_back()
    tab.until(QUESTION, question("periods"))
    assert tab.path() == "/periods"
    tab.page.go_forward()
    tab.until(QUESTION, question(""))
    assert tab.path() == "/"


def test_a_reload_and_the_language_switch_keep_page_and_choices_which_go_along_to_the_next(tab):
    tab.open("/periods?region=zhoushan&order=plan")
    title, rows = tab.title(), tab.rows()
    tab.page.reload()
    tab.stands()
    assert (tab.title(), tab.rows()) == (title, rows)
    assert tab.choices() == {"region": "zhoushan", "order": "plan"}
    assert tab.page.get_by_role("radio", name="舟山").get_attribute("aria-checked") == "true"
    assert tab.page.get_by_role("radio", name="按规划顺序").get_attribute("aria-checked") == "true"
    tab.click_link("EN")
    tab.until_address(region="zhoushan", order="plan", lang="en").until_title("Zhoushan")
    assert_framed(tab, "en")
    assert tab.page.evaluate("document.documentElement.lang") == "en"
    tab.click_link("Evidence")
    tab.page.wait_for_url("**/evidence?*")
    tab.until_address(region="zhoushan", lang="en")
    tab.until_rows(len(evidence.view(region="zhoushan").frame))
    assert_framed(tab, "en")
    tab.click_link("中文")
    tab.until_address(region="zhoushan")
    tab.until(QUESTION, question("evidence"))
    assert_framed(tab)
    assert tab.page.evaluate("document.documentElement.lang") == "zh-CN"


@pytest.mark.slow  # each of the two switches is asked alone
@pytest.mark.parametrize("page", ["", "commitments"])
def test_switching_there_and_back_leaves_the_address_as_it_was(tab, page):
    tab.open(f"/{page}")
    for words, language in (("EN", "en"), ("Dark", "en"), ("中文", "zh"), ("浅色", "zh")):
        before = tab.page.url
        tab.click_link(words)
        tab.page.wait_for_url(lambda url, before=before: url != before)
        tab.stands().until(QUESTION, question(page, language))
    assert tab.page.url == f"{tab.address}/{page}"


def test_the_look_switch_keeps_the_choices_and_is_kept_across_pages(tab):
    tab.open("/periods?region=zhoushan")
    tab.click_link("深色")
    tab.until_address(region="zhoushan", look="dark")
    assert tab.page.evaluate(GROUND) == "rgb(17, 23, 30)"
    tab.click_link("数据溯源")
    tab.page.wait_for_url("**/evidence?*")
    tab.until(QUESTION, question("evidence"))
    assert tab.choices() == {"region": "zhoushan", "look": "dark"}
    assert tab.page.evaluate(GROUND) == "rgb(17, 23, 30)"
    tab.click_link("浅色")
    tab.until_address(region="zhoushan")
    assert tab.page.evaluate(GROUND) == "rgb(255, 255, 255)"


@pytest.mark.slow  # of other pages it is asked where every page is opened
@pytest.mark.parametrize("page", TABLED[:2])
def test_a_dark_deep_link_is_dark_down_to_the_table_and_leaves_no_trace_in_the_next_light_one(tab, page):
    for look, ground in (("?look=dark", "rgb(17, 23, 30)"), ("", "rgb(255, 255, 255)")):
        tab.open(f"/{page}{look}")
        assert [tab.page.evaluate(GROUND), tab.page.evaluate(TABLE_GROUND)] == [ground, ground]


def test_chinese_is_drawn_with_glyphs_of_its_own(tab):
    tab.open("/cities")
    assert not tab.page.evaluate(LOOK_ALIKE, ["规", "\u0378"])
    assert not tab.page.evaluate(LOOK_ALIKE, ["规", "划"])
    assert tab.page.evaluate(LOOK_ALIKE, ["规", "规"])
    assert tab.page.evaluate("document.fonts.status") == "loaded"


def test_a_page_begins_at_its_place_and_draws_what_lies_below_in_the_room_kept_when_nothing_else_is_to_do(
    new_tab, server
):
    tab = new_tab(server, is_fresh=True)
    tab.page.set_viewport_size({"width": 1440, "height": 500})
    tab.page.add_init_script("window.waiting = []; window.requestIdleCallback = come => window.waiting.push(come)")
    tab.page.goto(f"{server.address}/cities")
    tab.page.wait_for_function(f"() => window.waiting.length && document.querySelector('{IDLE} .main-svg')")
    above, below = tab.page.evaluate(PLACES)
    assert [above["isBelow"], below["isBelow"]] == [False, True]
    assert [above["drawn"], below["drawn"]] == [above["kept"], 0]
    # what stood in the place of bar and question until they came
    assert tab.page.locator(".pl-first").count() == 0
    first, drawn = tab.page.evaluate(BEGINNING)
    assert first == drawn
    # without being scrolled to
    tab.page.evaluate("() => window.waiting.forEach(come => come())")
    tab.stands()
    assert [place["drawn"] for place in tab.page.evaluate(PLACES)] == [above["kept"], below["kept"]]
    # and stays drawn whatever is chosen
    tab.page.locator("[data-testid=stButtonGroup] [role=radio]:not([aria-checked=true])").last.click()
    tab.stands()
    assert all(place["drawn"] for place in tab.page.evaluate(PLACES))


@pytest.mark.parametrize(
    ("link", "notices"),
    some(
        [
            ("/periods?region=atlantis&theme=old", ["地区：atlantis", "主题：old"]),
            ("/evidence?lang=xx&fact=nope", ["语言：xx", "数据：nope"]),
            ("/?look=sepia", ["深浅：sepia"]),
        ],
        1,
    ),
)
def test_a_bad_link_opens_the_default_and_says_so(new_tab, server, link, notices):
    tab = new_tab(server, is_fresh=True)
    tab.page.add_init_script(HEARD)
    tab.open(link)
    tab.page.wait_for_function("notices => notices.every(notice => window.heard.includes(notice))", arg=notices)
    assert_framed(tab)
    assert tab.rows() > 20


@pytest.mark.slow
def test_without_a_browser_the_tests_are_skipped_aloud_or_fail_where_one_is_required(tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert shutil.which("chromium") is None
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"{__file__}", "-k", "glyphs"]
    monkeypatch.delenv("REQUIRE_BROWSER", raising=False)
    skipped = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert skipped.returncode == 0, skipped.stdout
    assert "NO BROWSER" in skipped.stdout
    assert "1 browser tests did not run: install Chromium" in skipped.stdout
    monkeypatch.setenv("REQUIRE_BROWSER", "1")
    required = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert required.returncode == 1, required.stdout
    assert "REQUIRE_BROWSER=1, but none of" in required.stdout
