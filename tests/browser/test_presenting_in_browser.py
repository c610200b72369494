"""The presentation in a real browser: by keys, clicks and swipes, on screens of several sizes, on paper, offline."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from components.exports.html.deck import html_bytes
from components.language import words
from components.look.theme import LOOKS, PALETTES
from components.model.view import View
from components.views import cities, commitments, completion, continuity, evidence, findings, overview, progress
from components.views.decks import deck_of
from tests.browser.by_keys import stops, violations
from tests.whole import some

MONTH = "2025-12"
PLAN = ("qingdao", "qingdao-hrss-14fyp")
# of views: those whose screens are soon drawn, for tests of how one goes from screen to screen
SOON_DRAWN = (1, 2, 3, 11, 12, 13)
READY = "() => document.documentElement.dataset.ready === 'yes'"
SHOWN = "() => Number(document.querySelector('.slide.shown').id)"
# size of every text on any screen in pixels of the window, and what lies outside of its screen or figure
MEASURES = """() => {
    const scale = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--scale'));
    const sizes = [], outside = [];
    document.querySelectorAll('.slide').forEach(slide => {
        const canvas = slide.querySelector('.canvas').getBoundingClientRect();
        const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const text = walker.currentNode, element = text.parentElement;
            if (!text.textContent.trim() || element.closest('script')) continue;
            const range = document.createRange();
            range.selectNodeContents(text);
            const box = range.getBoundingClientRect();
            if (!box.width) continue;
            const room = element.closest('figure') ? element.closest('figure').getBoundingClientRect() : canvas;
            sizes.push(scale * parseFloat(getComputedStyle(element).fontSize));
            if (box.left < room.left - 2 || box.right > room.right + 2 || box.top < room.top - 2
                || box.bottom > room.bottom + 2) outside.push([slide.id, text.textContent.trim()]);
        }
        const body = slide.querySelector('.body');
        if (body.scrollHeight > body.clientHeight + 1) outside.push([slide.id, 'body']);
    });
    return [Math.min(...sizes), sizes.length, outside];
}"""
# every colour that the shown figure is painted in; black is what parts without any have, and no palette's
COLOURS = """() => {
    const found = new Set();
    document.querySelectorAll('.slide.shown .main-svg *').forEach(element => {
        const style = getComputedStyle(element);
        if (!element.getBoundingClientRect().width) return;
        for (const paint of [style.fill, style.stroke])
            if (paint.startsWith('rgb(') && paint !== 'rgb(0, 0, 0)') found.add(paint);
    });
    return [...found];
}"""


def views() -> tuple[View, ...]:
    """Every kind of view."""
    return (
        overview.board_view("14fyp", MONTH),
        progress.view(*PLAN, "new_urban_jobs", MONTH),
        progress.view(*PLAN, "unemployment_insured", MONTH),
        continuity.view(*PLAN),
        continuity.view("zhoushan", "zhoushan-hrss-14fyp"),
        cities.view("qingdao", "zhoushan"),
        cities.rates_view("qingdao", "zhoushan"),
        overview.view(),
        commitments.view(),
        completion.matrix_view(*PLAN, MONTH),
        completion.missing_view(*PLAN, MONTH),
        findings.view("inconsistent"),
        evidence.view(region="zhoushan", role="actual"),
        commitments.view(words="没有这样的词"),
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bool], Path]:
    """The file of a deck with every kind of view, in a language, or with few that are soon drawn."""
    folder = tmp_path_factory.mktemp("decks")

    @cache
    def file(language: str, is_short: bool) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PLANLEDGER_STORE", str(folder / "store"))
            words.speak(language)
            made = folder / f"{language}-{is_short}.html"
            shown = [views()[place] for place in SOON_DRAWN] if is_short else views()
            made.write_bytes(html_bytes(deck_of("季度会", tuple(shown))))
        words.speak("zh")
        return made

    return file


@pytest.fixture(scope="module")
def pages(browser: Browser) -> Iterator[dict[tuple, Page]]:
    """(size, more) → the page of the tests before: one that has drawn the file draws it again sooner."""
    kept: dict[tuple, Page] = {}
    yield kept
    for page in kept.values():
        page.context.close()


@pytest.fixture
def opened(
    browser: Browser, files: Callable[[str, bool], Path], pages: dict[tuple, Page]
) -> Iterator[Callable[..., Page]]:
    """Open the file as it is opened from a disk, the network cut, until every screen is drawn."""
    faults: list[str] = []
    asked: list[str] = []
    used: list[Page] = []
    hearing = {
        "pageerror": lambda error: faults.append(str(error)),
        "console": lambda message: faults.append(message.text) if message.type == "error" else None,
        "request": lambda request: asked.append(request.url),
    }

    def opening(
        width: int = 1920, height: int = 1080, language: str = "zh", place: str = "", is_short: bool = False, **more
    ) -> Page:
        key = (width, height, *more.items())
        if key not in pages:
            context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **more)
            pages[key] = context.new_page()
        page = pages[key]
        used.append(page)
        for event, hear in hearing.items():
            page.on(event, hear)
        page.goto(files(language, is_short).as_uri() + place)
        page.wait_for_function(READY, timeout=60_000)
        return page

    yield opening
    for page in used:
        for event, hear in hearing.items():
            page.remove_listener(event, hear)
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.emulate_media(media="null")
        page.goto("about:blank")
    assert faults == []
    assert all(url.startswith("file:") for url in asked)


def press(page: Page, *keys: str) -> int:
    """Press keys one after the other; return the number of the screen that is shown then."""
    for key in keys:
        page.keyboard.press(key)
    return page.evaluate(SHOWN)


def last(page: Page) -> int:
    return page.locator(".slide").count()


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def palette_colours(look: str) -> set[str]:
    values = [value if isinstance(value, tuple) else (value,) for value in vars(PALETTES[look]).values()]
    return {rgb(colour) for group in values for colour in group}


def test_keys_lead_through_the_screens_and_the_address_follows(opened):
    page = opened()
    end = last(page)
    assert end == 22
    assert press(page, "ArrowRight", "PageDown", "Space") == 4
    assert page.url.endswith("#4")
    assert press(page, "ArrowLeft", "PageUp") == 2
    assert press(page, "End") == end
    assert press(page, "ArrowRight") == end
    assert press(page, "Home") == 1
    assert press(page, "ArrowLeft") == 1


def test_a_reload_and_a_link_keep_the_screen_and_the_look(opened):
    page = opened(place="#5", is_short=True)
    assert page.evaluate(SHOWN) == 5
    assert violations(page) == []
    press(page, "d")
    page.reload()
    page.wait_for_function(READY, timeout=60_000)
    assert page.evaluate(SHOWN) == 5
    assert page.locator("html[data-look=dark]").count() == 1
    assert violations(page) == []
    assert stops(page)[1] == []


@pytest.mark.slow  # one screen is asked in both looks where a reload is
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_screen_of_a_file_stands_in_the_way_of_ears(opened, language, look):
    page = opened(language=language)
    if look == "dark":
        press(page, "d")
    for screen in range(1, last(page) + 1):
        assert page.evaluate(SHOWN) == screen
        assert violations(page) == []
        press(page, "ArrowRight")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_nothing_is_under_19_pixels_of_a_wide_screen_and_nothing_leaves_the_stage(opened, language):
    smallest, count, outside = opened(language=language).evaluate(MEASURES)
    assert count > 1300
    assert smallest >= 19
    assert outside == []


@pytest.mark.parametrize(("width", "height"), some([(1366, 768), (1440, 900), (1024, 768), (844, 390)], 3))
def test_on_other_screens_the_stage_fills_any_form_from_16_9_to_4_3(opened, width, height):
    page = opened(width, height)
    box = page.locator(".slide.shown .canvas").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(max(4 / 3, min(16 / 9, width / height)), abs=0.01)
    assert (box["width"] == pytest.approx(width, abs=1)) or (box["height"] == pytest.approx(height, abs=1))
    assert box["x"] >= -1
    assert box["y"] >= -1
    assert page.evaluate(MEASURES)[2] == []


def test_d_changes_every_colour_and_back(opened):
    page = opened()
    for place in range(1, last(page) + 1):
        page.goto(re.sub("#.*", "", page.url) + f"#{place}")
        page.wait_for_function("place => Number(document.querySelector('.slide.shown').id) === place", arg=place)
        assert set(page.evaluate(COLOURS)) <= palette_colours("light"), place
    press(page, "Home", "d")
    page.wait_for_function(READY, timeout=60_000)
    ground = "() => getComputedStyle(document.querySelector('.slide.shown .canvas')).backgroundColor"
    assert page.evaluate(ground) == rgb(PALETTES["dark"].ground)
    for place in range(1, last(page) + 1):
        assert set(page.evaluate(COLOURS)) <= palette_colours("dark"), place
        press(page, "ArrowRight")
    press(page, "d")
    page.wait_for_function(READY, timeout=60_000)
    assert page.evaluate(ground) == rgb(PALETTES["light"].ground)


def test_escape_in_the_file_lists_the_screens_and_a_click_goes_to_one(opened):
    page = opened(is_short=True)
    press(page, "ArrowRight", "Escape")
    listed = page.locator("dialog.overview[open] a")
    assert listed.count() == last(page)
    expect(listed.nth(1)).to_be_focused()
    listed.nth(6).click()
    page.wait_for_function("() => document.querySelector('.slide.shown').id === '7'")
    expect(page.locator("dialog.overview[open]")).to_have_count(0)
    press(page, "Escape", "Escape")
    expect(page.locator("dialog.overview[open]")).to_have_count(0)


def test_buttons_edges_and_swipes_turn_the_screens(opened):
    page = opened(is_short=True, has_touch=True)
    page.mouse.move(800, 400)  # the buttons go when the mouse rests
    page.get_by_role("button", name="下一屏").click()
    assert page.evaluate(SHOWN) == 2
    page.get_by_role("button", name="上一屏").click()
    expect(page.get_by_role("button", name="上一屏")).to_be_disabled()
    page.mouse.click(1900, 500)
    assert page.evaluate(SHOWN) == 2
    page.mouse.click(900, 500)
    assert page.evaluate(SHOWN) == 2
    page.mouse.click(20, 500)
    assert page.evaluate(SHOWN) == 1
    swipe = """([from, to]) => {
        const touch = at => new Touch({identifier: 1, target: document.body, clientX: at, clientY: 500});
        document.body.dispatchEvent(new TouchEvent('touchstart', {bubbles: true, touches: [touch(from)]}));
        document.body.dispatchEvent(new TouchEvent('touchend', {bubbles: true, changedTouches: [touch(to)]}));
    }"""
    page.evaluate(swipe, [1200, 700])
    assert page.evaluate(SHOWN) == 2
    page.evaluate(swipe, [700, 1200])
    assert page.evaluate(SHOWN) == 1
    boxes = [button.bounding_box() for button in page.locator(".controls button").all()]
    assert all(min(box["width"], box["height"]) >= 44 for box in boxes)


def test_the_cursor_and_the_buttons_go_when_the_mouse_rests(opened):
    page = opened(is_short=True)
    page.mouse.move(800, 400)
    assert page.locator("body.idle").count() == 0
    page.wait_for_selector("body.idle", state="attached", timeout=10_000)
    assert page.evaluate("getComputedStyle(document.body).cursor") == "none"
    expect(page.locator(".controls")).to_have_css("opacity", "0")
    page.mouse.move(820, 420)
    assert page.locator("body.idle").count() == 0
    expect(page.locator(".controls")).to_have_css("opacity", "0.96")


def test_a_screen_reader_is_told_where_one_is_and_sees_one_screen(opened):
    page = opened(is_short=True)
    press(page, "ArrowRight", "ArrowRight")
    spoken = page.locator("[aria-live=polite]").inner_text()
    assert spoken.startswith(f"第 3 屏，共 {last(page)} 屏：")
    assert page.get_by_role("heading", level=1).count() == 1
    assert len(page.locator(".slide.shown figure[role=img]").get_attribute("aria-label")) > 10
    page.keyboard.press("Tab")
    focused = page.locator(":focus-visible")
    assert focused.count() == 1
    assert focused.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


@pytest.mark.parametrize(("keys", "is_short"), some([((), False), (("d",), True), (("d",), False)], 1))
def test_it_prints_a_page_a_screen_in_light_colours_with_every_chart(opened, keys, is_short):
    page = opened(1366, 768, is_short=is_short)
    press(page, *keys)
    page.evaluate(
        """() => addEventListener('beforeprint', () => {
            window.printed = [...document.querySelectorAll('figure')].map(figure => [
                figure.dataset.drawn, figure.querySelectorAll('.main-svg').length > 0]);
        })"""
    )
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == last(page)
    assert re.search(rb"/MediaBox\s*\[0 0 84[12][.\d]* 59[45]", printed)
    assert page.evaluate("window.printed.every(([look, isDrawn]) => look === 'light' && isDrawn)")
    page.emulate_media(media="print")
    # what reaches beyond the page before it is scaled would be broken off, and the sources and the number with it
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(
        "document.querySelector('.canvas').offsetHeight <= document.querySelector('.slide').offsetHeight"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("getComputedStyle(document.querySelector('.controls')).display") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.canvas')).backgroundColor") == "rgb(255, 255, 255)"


def test_on_a_phone_all_stand_one_under_the_other_and_can_be_read(opened):
    page = opened(390, 844, is_mobile=True, has_touch=True)
    tops = page.locator(".slide").evaluate_all("slides => slides.map(slide => slide.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sizes = page.locator("h1, .subtitle, .taken, dd").evaluate_all(
        "texts => texts.map(text => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert min(sizes) >= 15
    assert page.locator(".slide figure .main-svg").first.is_visible()


# in the app


def presented(tab, name: str, query: str = "lang=zh&look=light", place: str = "") -> Page:
    tab.page.goto(f"{tab.address}/present/{quote(name, safe='')}?{query}{place}")
    tab.page.wait_for_selector(".slide.shown")
    return tab.page


def test_the_app_presents_a_briefing_and_escape_leads_back_to_it(tab):
    page = presented(tab, "青岛规划衔接", "lang=zh&look=dark", "#2")
    page.wait_for_function(READY, timeout=60_000)
    assert page.title() == "青岛规划衔接"
    assert page.evaluate(SHOWN) == 2
    assert page.locator("html[lang=zh-CN][data-look=dark]").count() == 1
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.keyboard.press("Escape")
    page.wait_for_url("**/briefing?**")
    tab.stands()
    assert tab.path() == "/briefing"
    assert tab.choices()["briefing"] == "青岛规划衔接"


def test_the_app_presents_in_english_and_one_item_alone(tab):
    page = presented(tab, "Qingdao: 13th and 14th plans", "lang=en&only=1")
    page.wait_for_function(READY, timeout=60_000)
    assert page.locator("html[lang^=en]").count() == 1
    assert page.locator(".slide").count() == 1
    assert page.locator("[data-do=leave]").count() == 0


def test_plotly_is_asked_for_once(tab):
    sizes = []
    tab.on("response", lambda answer: sizes.append(answer.url) if "plotly.js" in answer.url else None)
    presented(tab, "青岛规划衔接")
    answer = tab.page.request.get(f"{tab.address}/present/plotly.js")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert len(tab.page.content()) < 1_000_000
    assert len(sizes) == 1


def test_a_briefing_that_is_not_there_is_said_in_words_with_a_way_back(tab):
    answer = tab.page.request.get(f"{tab.address}/present/{quote('没有/这个', safe='')}?lang=zh")
    assert answer.status == 404
    assert "没有名为“没有/这个”的汇报" in answer.text()
    answer = tab.page.request.get(f"{tab.address}/present/{quote('青岛规划衔接')}?lang=zh&only=99")
    assert answer.status == 404
    assert 'href="../briefing"' in answer.text()
