"""Pages of each form on the ledger of later life in a real browser: no exception, a chart, and its own years."""

import shutil
from pathlib import Path

import pytest

from data.store import built_file
from tests.whole import some

IMPORTS = Path(__file__).parents[1] / "next" / "imports"
THREE_YEARS = "region=qingdao&plan=qingdao-demo-three-years&period=2024-2026"
TO_2035 = "region=linhai-demo&plan=linhai-talent-2035&period=2026-2035"
# path, words that the page says
PAGES = {
    "a plan of three years against the years before": (f"/periods?{THREE_YEARS}", "补贴性"),
    "a plan of three years, year by year": (f"/progress?{THREE_YEARS}", "2026"),
    "a plan to 2035": (f"/periods?{TO_2035}", "2035"),
    "a plan to 2035, year by year": (f"/progress?{TO_2035}", "2035"),
    "the next plan": ("/periods?region=qingdao&plan=qingdao-demo-15fyp&period=15fyp", "十五五"),
    "the next plan, year by year": ("/progress?region=qingdao&plan=qingdao-demo-15fyp&period=15fyp", "2030"),
    "a city without a population": ("/cities?region=qingdao&other=moshan-demo&period=15fyp", "墨山示例"),
    "the nation beside a city": ("/cities?region=qingdao&other=china&period=15fyp", "全国"),
    "the board of the next plan": ("/?period=15fyp", "十五五"),
    "the tasks of a new city": ("/commitments?document=linhai-hrss-14fyp", "临海示例"),
    "the evidence of a new city": ("/evidence?region=moshan-demo", "墨山示例"),
    "the briefings": ("/briefing", "青岛"),
}


@pytest.fixture
def later(desk):
    """The server of all tests with the imports laid over its ledger."""
    shutil.copytree(IMPORTS, desk.store / "imports")
    built_file(desk.store)
    desk.has_seen()
    return desk


def test_a_page_of_each_form_stands_on_the_ledger_of_later_life(later, new_tab):
    tab, wrong = new_tab(later), []
    for form, (path, words) in some(list(PAGES.items()), 0, 5, 6):
        try:
            tab.open(path)
        except AssertionError:
            wrong += [f"{form}: {tab.exceptions()[0].splitlines()[0]}"]
            continue
        said = tab.page.locator("[data-testid=stMain]").text_content()
        wrong += [f"{form}: no “{words}”"] if words not in said else []
        wrong += [f"{form}: {notice}" for notice in tab.page.locator("[data-testid=stToast]").all_inner_texts()]
        wrong += [f"{form}: {strange}" for strange in ("NaN", "nan ", "undefined") if strange in said]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
