"""指标档案 as it is visited: what was searched for, and the way from an indicator's progress to its page."""

import re

from tests.pages.test_frame_of_pages import markup


def test_what_was_searched_for_stands_over_the_page_with_the_way_to_it(visit):
    app = visit("indicator", find="262.61", region="zhoushan")
    # a figure is shown whatever region the page before was about
    assert "evidence?fact=qingdao-hrss-14fyp.table1-6.actual'" in markup(app).replace("&amp;", "&")


def test_hostile_words_are_told_as_text(visit):
    assert "&lt;script&gt;" in markup(visit("indicator", find="<script>alert(1)</script>"))


def test_every_page_has_the_search_in_its_bar(visit, page):
    assert "name='find'" in markup(visit(page))


def test_the_progress_of_an_indicator_leads_to_its_page(visit):
    body = markup(visit("progress", indicator="policy_supported_entrepreneurs")).replace("&amp;", "&")
    assert re.search(r"href='indicator\?[^']*indicator=policy_supported_entrepreneurs", body)
    assert "2025 年不少于 0.19 万人" in body
