"""A briefing from the pages to the meeting and home again, as a researcher does it."""

import json
import shutil
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree, html
from playwright.sync_api import expect

from components.language.words import say
from tests.whole import IS_WHOLE, some

COLLECTED = (("periods", "periods"), ("progress", "progress"), ("cities", "cities_rates"))
# one is pressed a second time at once, others after another
PRESSED = some(("pptx", "zip", "html", "xlsx", "docx", "docx", "html", "zip", "pptx", "xlsx"), 0, 1, 2, 3, 4, 5, 6)
# what only a file of this kind has in it
MEMBERS = {"pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml", "docx": "word/document.xml"}


def collect(tab, page: str, view: str) -> str:
    """Take a view of a page into the briefing that the bar proposes; return the words of its button."""
    tab.open(f"/{page}")
    tab.page.locator(".st-key-collect > button, .st-key-collect button").first.click()
    button = tab.page.locator(f".st-key-collect-{view} button")
    words = button.inner_text()
    button.click()
    expect(tab.page.get_by_test_id("stToast")).to_be_visible()
    tab.stands()
    return words


def listed(tab) -> list[str]:
    """The views of the briefing on the desk, in their order, each as page, table and headline."""
    return tab.page.locator("[class*=st-key-item-choose-] button").all_inner_texts()


def until_listed(tab, count: int, first: str) -> None:
    tab.until(
        """([count, first]) => {
            const rows = [...document.querySelectorAll('[class*=st-key-item-choose-] button')];
            return rows.length === count && rows[0].innerText.includes(first);
        }""",
        [count, first],
    )


def shown(tab) -> str:
    """The words on the screen that is presented."""
    return tab.page.locator(".slide.shown").inner_text()


def press(tab, key: str, place: str) -> str:
    """Press a key and wait for the screen at this place; return its words."""
    tab.page.keyboard.press(key)
    expect(tab.page.locator(".slide.shown")).to_contain_text(place)
    return shown(tab)


def kind_and_title(path: Path) -> tuple[str, str]:
    """What a file is and of which briefing, by its content alone."""
    if not zipfile.is_zipfile(path):
        return "html", html.fromstring(path.read_bytes()).findtext("head/title")
    with zipfile.ZipFile(path) as package:
        held = package.namelist()
        if "datapackage.json" in held:
            return "zip", json.loads(package.read("datapackage.json"))["title"]
        (kind,) = [ending for ending, member in MEMBERS.items() if member in held]
        return kind, etree.fromstring(package.read("docProps/core.xml")).findtext("{*}title")


def test_views_of_three_pages_are_ordered_edited_presented_taken_away_and_there_after_a_restart(
    desk, start, new_tab, tmp_path: Path
):
    tab = new_tab(desk)
    collected = [collect(tab, page, view) for page, view in COLLECTED]
    assert all("：" in words for words in collected)

    tab.open("/briefing")
    until_listed(tab, 3, "规划衔接")
    headlines = [words.split("\n")[-1] for words in listed(tab)]
    assert [words.split("：", 1)[1] for words in collected] == headlines

    tab.page.locator(".st-key-item-down-0 button").first.click()
    until_listed(tab, 3, "指标进展")
    tab.page.locator(".st-key-item-choose-0 button").click()
    tab.until("() => !new URLSearchParams(location.search).has('item')")
    field = tab.page.get_by_role("textbox", name="题目")
    expect(field).to_have_value(headlines[1])
    field.fill("就业目标提前完成")
    field.press("Control+Enter")
    until_listed(tab, 3, "就业目标提前完成")
    expect(tab.page.locator(".pl-note", has_text=f"系统句：{headlines[1]}")).to_be_visible()

    tab.page.locator("a.pl-present").click()
    tab.page.wait_for_selector(".slide.shown figure .main-svg")
    assert "就业目标提前完成" in press(tab, "Home", "1 / 3")
    assert headlines[0] in press(tab, "ArrowRight", "2 / 3")
    assert headlines[2] in press(tab, "Space", "3 / 3")
    assert headlines[0] in press(tab, "ArrowLeft", "2 / 3")
    assert headlines[2] in press(tab, "End", "3 / 3")
    tab.page.keyboard.press("d")
    expect(tab.page.locator("html[data-look=dark]")).to_be_attached()
    tab.page.keyboard.press("Escape")
    tab.page.wait_for_selector("[class*=st-key-item-choose-]")
    tab.stands()
    assert tab.path() == "/briefing"

    with tab.page.expect_download(timeout=60_000) as download:
        tab.page.locator(".st-key-make-pptx button").click()
    # back from another page the file is still offered, and not saved a second time
    downloads = []
    tab.on("download", lambda again: downloads.append(again.suggested_filename))
    tab.click_link("总览")
    tab.until("words => document.querySelector('h1.pl-question')?.textContent === words", say("question.overview"))
    tab.click_link("评估汇报")
    tab.until("words => document.querySelector('h1.pl-question')?.textContent === words", say("question.briefing"))
    tab.page.wait_for_selector("[class*=st-key-save-file-] button")
    tab.stands()
    assert downloads == []

    assert download.value.suggested_filename == "我的汇报.pptx"
    with zipfile.ZipFile(download.value.path()) as package:
        slides = [name for name in package.namelist() if name.startswith("ppt/slides/slide")]
        assert len(slides) >= 3
        assert any("就业目标提前完成" in package.read(name).decode() for name in slides)

    # a process that was not there before, and has of the first what stands in its store
    shutil.copytree(desk.store / "briefings", tmp_path / "store" / "briefings")
    again = new_tab(start())
    again.open("/briefing")
    until_listed(again, 3, "就业目标提前完成")
    if IS_WHOLE:  # what is listed was presented above
        again.page.locator("a.pl-present").click()
        again.page.wait_for_selector(".slide.shown figure .main-svg")
        assert "就业目标提前完成" in shown(again)
        assert "3 / 3" in press(again, "End", "3 / 3")


def test_a_ready_made_briefing_is_copied_renamed_deleted_and_brought_back(desk, new_tab):
    tab = new_tab(desk).open("/briefing")
    ready = tab.page.locator("[class*=st-key-item-choose-]").count()
    assert ready > 3
    assert tab.page.locator("[class*=st-key-item-up-]").count() == 0

    tab.page.get_by_role("button", name="复制", exact=True).click()
    tab.page.locator(".st-key-desk-copy-name input").fill("给局长")
    tab.page.get_by_test_id("stFormSubmitButton").get_by_role("button", name="复制").click()
    tab.until_address(briefing="给局长")
    assert tab.page.locator("[class*=st-key-item-up-]").count() == ready

    tab.page.get_by_role("button", name="改名", exact=True).click()
    tab.page.locator(".st-key-desk-rename-name input").fill("给市长")
    tab.page.get_by_test_id("stFormSubmitButton").get_by_role("button", name="改名").click()
    tab.until_address(briefing="给市长")

    tab.page.get_by_role("button", name="删除", exact=True).click()
    tab.until_address()
    assert tab.page.locator("[class*=st-key-item-up-]").count() == 0
    tab.page.locator(".st-key-desk-undo button").click()
    tab.until_address(briefing="给市长")
    assert tab.page.locator("[class*=st-key-item-up-]").count() == ready


def test_every_button_saves_its_own_file_each_time_that_it_is_pressed(desk, new_tab):
    tab = new_tab(desk)
    collect(tab, "periods", "periods")
    tab.open("/briefing")
    saved = []
    tab.on("download", lambda download: saved.append(download.suggested_filename))
    for ending in PRESSED:
        with tab.page.expect_download(timeout=60_000) as download:
            tab.page.locator(f".st-key-make-{ending} button").click()
        assert download.value.suggested_filename == f"我的汇报.{ending}"
        assert kind_and_title(download.value.path()) == (ending, "我的汇报")
        tab.stands()
    assert saved == [f"我的汇报.{ending}" for ending in PRESSED]


@pytest.mark.parametrize("form", ["tab", "phone"])
def test_the_preview_shows_every_screen_of_a_view_by_mouse_and_by_keyboard(request, form):
    tab = request.getfixturevalue(form)
    tab.open(f"/briefing?briefing={quote('舟山“十四五”终期评估')}&item=3")
    frame = tab.page.frame_locator(".st-key-desk-preview iframe")
    frame.locator(".slide.shown .main-svg").first.wait_for()
    # the frame leaves the page where it was opened
    assert tab.page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0
    tab.page.locator(".st-key-desk-preview iframe").scroll_into_view_if_needed()
    pager, first, second = (frame.locator(part) for part in ("nav.controls", "section[id='1']", "section[id='2']"))
    told = pager.locator("> :not(button)")
    back, onward = pager.get_by_role("button", name="上一屏"), pager.get_by_role("button", name="下一屏")

    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    expect(told).to_have_text("1 / 2")
    expect(pager).to_be_in_viewport()
    expect(back).to_be_disabled()
    onward.click()
    expect(second.locator(".main-svg").first).to_be_visible()
    expect(second.locator("h1")).to_be_in_viewport()
    expect(first).to_be_hidden()
    expect(told).to_have_text("2 / 2")
    expect(onward).to_be_disabled()
    if form == "tab":
        stage, strip = second.locator(".canvas").bounding_box(), pager.bounding_box()
        assert stage["y"] + stage["height"] <= strip["y"] + 1
        frame.locator("body").press("ArrowLeft")
        expect(told).to_have_text("1 / 2")
        frame.locator("body").press("ArrowRight")
        expect(told).to_have_text("2 / 2")
    back.press("Enter")
    expect(first).to_be_visible()
    expect(told).to_have_text("1 / 2")


def test_the_preview_of_one_screen_has_no_pager(tab):
    tab.open(f"/briefing?briefing={quote('舟山“十四五”终期评估')}&item=1")
    frame = tab.page.frame_locator(".st-key-desk-preview iframe")
    frame.locator(".slide.shown .main-svg").first.wait_for()
    expect(frame.locator("nav")).to_have_count(0)


@pytest.mark.parametrize("width", some([1440, 1024], 1))
def test_the_preview_takes_no_more_room_than_its_frame(tab, width):
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.open(f"/briefing?briefing={quote('舟山“十四五”终期评估')}&item=1")
    place = tab.page.locator(".st-key-desk-preview")
    assert place.bounding_box()["height"] - place.locator("iframe").bounding_box()["height"] < 10
