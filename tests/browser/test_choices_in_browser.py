"""Choices by hand: chart, table and address change together, and the file that leaves is the view's frame."""

import csv
import io
from itertools import product

import pandas as pd
import pytest

from components.exports.csv import file_name
from components.language.titles import column_titles
from components.language.words import say
from components.views import commitments, continuity, evidence, overview
from tests.whole import some

QINGDAO = "qingdao-hrss-14fyp"
ZHOUSHAN = "zhoushan-hrss-14fyp"
# text boxes of a chart that lie over one another, as pairs of their words
OVERLAPS = """() => {
    const texts = [...document.querySelectorAll('.js-plotly-plot text')].filter(text => text.textContent.trim());
    const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
    const pairs = [];
    boxes.forEach(([one, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 4) pairs.push(one + ' | ' + other);
    }));
    return pairs;
}"""


def test_a_city_changes_title_table_and_address_together_and_back_and_forward_follow(tab):
    qingdao, zhoushan = continuity.view("qingdao", QINGDAO), continuity.view("zhoushan", ZHOUSHAN)
    tab.open("/periods").until_title(qingdao.headline).until_rows(len(qingdao.frame)).until_address()
    tab.click_choice("舟山")
    for view, choices, go in (
        (zhoushan, {"region": "zhoushan"}, tab.page.go_back),
        (qingdao, {}, tab.page.go_forward),
        (zhoushan, {"region": "zhoushan"}, None),
    ):
        tab.until_address(**choices).until_title(view.headline).until_rows(len(view.frame))
        chosen = tab.page.get_by_role("radio", name="舟山" if choices else "青岛", exact=True)
        assert chosen.get_attribute("aria-checked") == "true"
        if go:
            go()
    # the default city leaves the address clean again
    tab.click_choice("青岛")
    tab.until_address().until_title("青岛")
    assert tab.page.url == f"{tab.address}/periods"


def test_another_city_drops_the_plan_of_the_first_without_a_notice(tab):
    tab.open("/periods?plan=qingdao-employment-14fyp")
    tab.click_choice("舟山")
    tab.until_address(region="zhoushan").until_title("舟山")
    assert tab.page.locator("[data-testid=stToast]").count() == 0


def test_a_square_of_the_unit_chart_sets_theme_and_document(tab):
    tab.open("/commitments")
    whole = tab.rows()
    tab.click_mark()
    tab.page.wait_for_url("**/commitments?*")
    tab.until_address(theme="employment", document=QINGDAO)
    chosen = commitments.view("employment", QINGDAO)
    assert len(chosen.frame) < whole
    tab.until_title(chosen.headline).until_rows(len(chosen.frame))
    tab.page.get_by_role("button", name="恢复默认").click()
    tab.until_address().until_rows(whole)


def test_a_search_word_narrows_the_register_stays_with_the_link_to_the_page_and_finds_nothing_with_advice(tab):
    tab.open("/commitments")
    field = tab.page.get_by_role("textbox", name="搜索")
    field.fill("技能")
    field.press("Enter")
    rows = len(commitments.view(words="技能").frame)
    tab.until_address(words="技能").until_rows(rows)
    tab.click_link("量化任务清单")
    # nothing is to change: give what would change the time to do so
    tab.page.wait_for_timeout(1500)
    tab.until_address(words="技能").until_rows(rows)
    field.fill("火星")
    field.press("Enter")
    tab.until_address(words="火星")
    advice = tab.page.locator(".pl-advice")
    advice.wait_for()
    assert "没有含“火星”的任务" in advice.inner_text()


def test_a_row_of_the_evidence_sets_the_fact_and_shows_it(tab):
    tab.open("/evidence?document=zhoushan-hrss-14fyp")
    facts = list(evidence.view(document=ZHOUSHAN).frame["fact_id"])
    shown = tab.page.locator(".pl-fact")
    assert facts[0] in shown.inner_text()
    # anywhere in the row
    tab.page.locator("[data-view] tbody tr").nth(3).locator("td").nth(2).click()
    tab.until_address(document=ZHOUSHAN, fact=facts[3])
    tab.until("fact => document.querySelector('.pl-fact')?.textContent.includes(fact)", facts[3])
    fact = evidence.fact(facts[3])
    assert fact.printed in shown.inner_text()
    assert fact.details["出处"] in shown.inner_text()
    tab.page.reload()
    tab.stands()
    assert facts[3] in shown.inner_text()


@pytest.mark.parametrize(
    ("link", "language", "ask"),
    some(
        [
            ("/", "zh", overview.view),
            ("/periods?theme=employment", "zh", lambda: continuity.view("qingdao", QINGDAO, theme_id="employment")),
            ("/periods?region=zhoushan&lang=en", "en", lambda: continuity.view("zhoushan", ZHOUSHAN)),
            ("/commitments?nature=target&words=技能", "zh", lambda: commitments.view(nature="target", words="技能")),
            ("/evidence?lang=en", "en", evidence.view),
        ],
        2,
        3,
    ),
)
def test_the_downloaded_file_is_the_frame_of_the_view(tab, tmp_path, in_language, link, language, ask):
    view = in_language(language, ask)
    tab.open(link)
    if view.name == "periods":
        assert tab.page.evaluate(OVERLAPS) == []
    with tab.page.expect_download() as leaving:
        tab.page.locator(f".st-key-csv-table-{view.name} button").click()
    taken = tmp_path / "taken.csv"
    leaving.value.save_as(taken)
    data = taken.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert not data.startswith(b"\xef\xbb\xbf\xef\xbb\xbf")
    assert leaving.value.suggested_filename == file_name(view)
    header, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == in_language(language, lambda: column_titles(view))
    assert len(lines) == len(view.frame) > 0
    for line, row in zip(lines, view.frame.itertuples(index=False), strict=True):
        for column, cell, value in zip(header, line, row, strict=True):
            assert is_same(cell, value), f"{column}: {cell!r} in the file, {value!r} in the view"


def is_same(cell: str, value: object) -> bool:
    """Whether a cell of the file says what the view's frame holds; an apostrophe keeps a text from being a formula."""
    if value is None or value is pd.NA or value != value:
        return cell == ""
    if isinstance(value, float):
        return abs(float(cell) - value) < 1e-6
    if isinstance(value, bool):
        return cell == str(value).lower()
    return cell in (str(value), f"'{value}")


@pytest.mark.parametrize(
    ("region", "language", "form"),
    # two are measured with all else in which nothing may lie over anything, one where its rows are saved
    some(list(product(("qingdao", "zhoushan"), ("zh", "en"), ("tab", "phone"))), 7),
)
def test_no_words_of_the_step_chart_lie_over_others(request, region, language, form):
    tab = request.getfixturevalue(form)
    tab.open(f"/periods?region={region}" + ("&lang=en" if language == "en" else ""))
    assert tab.page.evaluate(OVERLAPS) == []


def test_a_mark_of_the_board_opens_its_indicator_and_back_returns(tab):
    tab.open("/")
    tab.click_mark()
    tab.page.wait_for_url("**/progress?*")
    tab.until("words => document.querySelector('h1.pl-question')?.textContent === words", say("question.progress"))
    assert set(tab.choices()) <= {"region", "indicator"}
    assert "indicator" in tab.choices()
    tab.page.go_back()
    tab.until("words => document.querySelector('h1.pl-question')?.textContent === words", say("question.overview"))
    tab.page.reload()
    tab.stands()
    assert tab.path() == "/"
    assert tab.question() == say("question.overview")


def test_a_phone_reaches_the_other_choices_behind_one_button(phone):
    phone.open("/periods")
    assert phone.page.get_by_role("radio", name="按规划顺序").count() == 0
    phone.page.get_by_role("button", name="筛选与排序").click()
    # a page that runs anew while the panel opens draws the choice anew under the hand
    phone.stands()
    phone.page.get_by_role("radio", name="按规划顺序").click()
    phone.until_address(order="plan")
    assert phone.title().replace("\u200b", "").startswith("青岛")


def test_a_choice_stays_seen_where_another_task_draws_it_as_a_list(tab):
    tab.open("/targets?region=qingdao").click_choice(say("targets.warn"))
    lists = (
        "[...document.querySelectorAll('.st-key-choices [role=combobox]')].map(list => list.value || list.textContent)"
    )
    tab.until("words => document.querySelector('h1.pl-question')?.textContent === words", say("question.targets_warn"))
    tab.until(f"words => {lists}[0] === words", "青岛")
