"""Tables in the browser: sorted, narrowed, chosen and followed by hand and by keys; what is seen is what is saved."""

import csv
import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from components.look.canvas import WIDE
from components.views.registry import view_of

PLAN = {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "period": "14fyp", "as_of": "2025-12"}
CAPTION = "[class*=st-key-caption-completion]"


def table(tab):
    return tab.page.locator("[data-view=completion]")


def column(tab, name: str) -> list[str]:
    """The cells of a column, from the top."""
    return tab.page.evaluate(
        """name => {
            const table = document.querySelector('[data-view=completion]');
            const place = [...table.tHead.rows[0].cells].findIndex(head => head.dataset.column === name);
            return [...table.tBodies[0].rows].map(row => row.cells[place].textContent);
        }""",
        name,
    )


def until_counted(tab, words: str):
    tab.page.wait_for_function(
        "words => document.querySelector('[class*=st-key-caption-completion] .pl-caption span')?.textContent === words",
        arg=words,
    )
    return tab.stands()


def saved(tab) -> list[list[str]]:
    """What the CSV of the table holds."""
    with tab.page.expect_download() as download:
        tab.page.locator(f"{CAPTION} .st-key-csv-table-completion button").click()
    return list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))


def test_a_head_sorts_from_the_largest_then_from_the_least_then_not_at_all(tab):
    tab.open("/progress")
    view = view_of("completion", PLAN, canvas=WIDE)
    known = sorted(view.frame["completion_pct"].dropna())
    head = table(tab).locator("[data-column=completion_pct]")
    head.locator("a").focus()
    for choices, told, first in (
        ({"sort.completion": "-completion_pct"}, "descending", f"{known[-1]:.1f}"),
        ({"sort.completion": "completion_pct"}, "ascending", f"{known[0]:.1f}"),
        ({}, None, f"{view.frame['completion_pct'][0]:.1f}"),
    ):
        # by keys alone, which stay at the head that they have pressed
        tab.page.keyboard.press("Enter")
        tab.until_address(**choices)
        tab.page.wait_for_function(
            """told => {
                const head = document.querySelector('[data-view=completion] [data-column=completion_pct]');
                return head.ariaSort === told && head.contains(document.activeElement);
            }""",
            arg=told,
        )
        assert column(tab, "completion_pct")[0] == first
    tab.page.go_back()
    tab.until_address(**{"sort.completion": "completion_pct"})


def test_a_form_narrows_the_rows_the_file_holds_them_and_a_chip_drops_it(tab):
    tab.open("/progress?sort.completion=-completion_pct")
    tab.page.locator(f"{CAPTION} summary").first.click()
    form = tab.page.locator(f"{CAPTION} details[open] form")
    tab.page.keyboard.press("Escape")
    form.wait_for(state="detached")
    tab.page.locator(f"{CAPTION} summary").first.click()
    form.get_by_label("约束性 (2)").check()
    form.get_by_role("button").click()
    tab.until_address(**{"sort.completion": "-completion_pct", "only.completion.attribute": "约束性"})
    until_counted(tab, "2 行，共 22 行")
    seen = column(tab, "indicator")
    heads, *rows = saved(tab)
    assert [row[heads.index("指标")] for row in rows] == seen == ["工伤保险参保人数", "失业保险参保人数"]
    tab.page.locator(".pl-chips a").click()
    until_counted(tab, "22 行")


def test_chosen_columns_are_seen_and_saved_and_no_others(tab):
    tab.open("/progress?columns.completion=indicator|target_raw|status")
    tab.page.locator(f"{CAPTION} summary").nth(1).click()
    form = tab.page.locator(f"{CAPTION} details[open] form")
    assert form.locator(":checked").count() == 3
    form.get_by_label("评价结论").uncheck()
    form.get_by_label("责任单位", exact=True).check()
    form.get_by_role("button").click()
    tab.until_address(**{"columns.completion": "indicator|target_raw|responsible"})
    table(tab).locator("th[data-column=responsible]").wait_for()
    tab.stands()
    heads = table(tab).locator("th").all_inner_texts()
    assert saved(tab)[0] == ["".join(head.split()) for head in heads] == ["指标", "2025目标", "责任单位"]


def test_a_long_table_shows_its_first_rows_all_when_asked_and_all_on_paper(tab):
    tab.open("/")
    late = tab.page.locator("[data-view=board] tr.late")
    hidden = late.count()
    assert hidden > 0
    assert not late.first.is_visible()
    tab.page.emulate_media(media="print")
    assert all(row.is_visible() for row in late.all())
    # the figure stands on the first page of paper, 186 millimetres high, under the question, whole and without controls
    place = tab.page.locator(".st-key-plot-board").bounding_box()
    assert place["y"] + place["height"] < 186 / 25.4 * 96
    assert not tab.page.locator("[data-testid=stButtonGroup]").first.is_visible()
    tab.page.emulate_media(media="screen")
    tab.page.locator(".pl-rest a").first.click()
    tab.until_address(**{"rows.board": "all"})
    tab.until("() => !document.querySelector('[data-view=board] tr.late')")


def test_a_figure_in_a_table_leads_to_where_it_comes_from(tab):
    tab.open("/progress?lang=en")
    fact = view_of("completion", PLAN, canvas=WIDE).frame["target_fact_id"][0]
    table(tab).locator("td a").first.click()
    tab.page.wait_for_url("**/evidence?*")
    tab.until_address(lang="en", fact=fact)
    tab.until("fact => document.querySelector('.pl-fact')?.textContent.includes(fact)", fact)


def test_a_mark_of_a_chart_leads_to_where_its_figure_comes_from(tab):
    tab.open("/periods?region=zhoushan&look=dark")
    mark = tab.page.evaluate(
        """() => {
            const chart = document.querySelector('.js-plotly-plot');
            const trace = chart.data.findIndex(one => one.meta?.leads_to && one.marker?.symbol === 'diamond');
            const box = chart.querySelectorAll('.scatterlayer .trace')[trace].querySelector('.point')
                .getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2, chart.data[trace].customdata[0][0]];
        }"""
    )
    tab.page.mouse.move(mark[0] - 1, mark[1])
    tab.page.mouse.click(mark[0], mark[1])
    tab.page.wait_for_url("**/evidence?*")
    tab.until_address(look="dark", fact=mark[2])
    tab.until("fact => document.querySelector('.pl-fact')?.textContent.includes(fact)", mark[2])


def test_the_marks_of_a_chart_take_no_room_until_they_are_reached_by_keyboard_and_lead_to_their_facts(tab):
    tab.open("/periods?region=zhoushan&look=dark")
    assert tab.page.locator(".pl-marks").first.bounding_box()["height"] <= 1
    summary = tab.page.locator(".pl-marks summary").first
    summary.focus()
    assert summary.bounding_box()["height"] >= 24
    tab.page.keyboard.press("Enter")
    links = tab.page.locator(".pl-marks[open] a")
    assert links.count() > 10
    tab.page.keyboard.press("Tab")
    assert links.first.evaluate("link => link === document.activeElement")
    fact = parse_qs(urlsplit(links.first.get_attribute("href")).query)["fact"][0]
    assert links.first.text_content().startswith("城镇新增就业")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/evidence?*")
    tab.until_address(look="dark", fact=fact)
    tab.until("fact => document.querySelector('.pl-fact')?.textContent.includes(fact)", fact)
