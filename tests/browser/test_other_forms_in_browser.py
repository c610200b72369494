"""Nothing stands in the way of keys or ears on a phone and on the stage either."""

from itertools import product
from urllib.parse import quote

import pytest

from tests.browser.by_keys import stops, violations
from tests.browser.test_keyboard_in_browser import query
from tests.whole import some

STAGE = (
    f"/present/{quote('青岛规划衔接')}?lang=zh&look=dark#2",
    f"/present/{quote('Qingdao: 13th and 14th plans')}?lang=en&look=light",
)


@pytest.mark.parametrize(
    ("path", "language", "look"), some(list(product(("/progress", "/commitments"), ("zh", "en"), ("light", "dark"))), 0)
)
def test_nothing_on_a_page_of_a_phone_stands_in_the_way(phone, path, language, look):
    phone.open(query(path, language, look))
    assert violations(phone.page) == []
    assert stops(phone.page)[1] == []


@pytest.mark.parametrize("path", some(STAGE, 0))
def test_nothing_on_the_stage_stands_in_the_way_nor_where_there_is_no_briefing(tab, path):
    tab.page.goto(tab.address + path)
    tab.page.wait_for_selector("html[data-ready=yes]", state="attached")
    assert violations(tab.page) == []
    assert stops(tab.page)[1] == []
    tab.page.set_content(tab.page.request.get(f"{tab.address}/present/nothing").text())
    assert violations(tab.page) == []
