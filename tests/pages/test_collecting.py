"""加入汇报 at a figure: one click takes this chart into the briefing, and the notice says which and leads there."""

import shutil
from urllib.parse import quote

import pytest

from components.language.words import say
from components.views import briefing

# page, view of the chart, what it is called
CHARTS = [
    ("periods", "periods", "规划衔接图"),
    ("cities", "cities_rates", "比率对标图"),
    ("progress", "completion", "逐年完成图"),
    ("commitments", "commitments", "任务分布图"),
]


@pytest.fixture(autouse=True)
def no_briefing(own_store, built_store):
    shutil.rmtree(built_store / "briefings", ignore_errors=True)
    yield
    shutil.rmtree(built_store / "briefings", ignore_errors=True)


@pytest.mark.parametrize(("page", "view", "called"), CHARTS)
def test_a_chart_is_taken_by_the_button_at_its_figure(visit, page, view, called):
    app = visit(page)
    app.button(key=f"collect-figure-{view}").click().run()
    name = say("collect.first_name")
    assert [item.view for item in briefing.briefing(name).items] == [view]
    (notice,) = [toast.value for toast in app.toast]
    assert notice.startswith(f"“{called}”已加入“{name}”，第 1 项 [去汇报页")
    assert notice.endswith(f"(briefing?briefing={quote(name)})")


def test_what_a_button_does_is_said_in_the_language_of_its_page(visit):
    app = visit("periods", lang="en")
    app.button(key="collect-figure-periods").click().run()
    assert app.toast[0].value.startswith('"Plan-to-plan chart" added to "My briefing" as number 1')
    app = visit("briefing", lang="en")
    app.button(key="desk-delete").click().run()
    assert app.toast[0].value.startswith('deleted "My briefing"')


def test_the_next_chart_goes_into_the_same_briefing(visit):
    visit("periods").button(key="collect-figure-periods").click().run()
    app = visit("cities")
    app.button(key="collect-figure-cities").click().run()
    assert [item.view for item in briefing.briefing(say("collect.first_name")).items] == ["periods", "cities"]


def test_the_list_in_the_bar_calls_a_chart_a_chart_and_a_table_a_table(visit):
    words = {button.key: button.label for button in visit("progress").button}
    assert words["collect-progress"].startswith("**年度进展图**")
    assert words["collect-completion"].startswith("**逐年完成图**")
    assert words["collect-missing"].startswith("**数据补充清单**")


def test_a_page_of_what_is_in_a_briefing_offers_no_chart_for_it(visit):
    app = visit("briefing")
    assert not [button.key for button in app.button if (button.key or "").startswith("collect-")]


def test_what_a_link_brings_is_no_markdown_in_a_notice(visit):
    (notice,) = [toast.value for toast in visit("periods", theme="[here](https://example.org) **x** $y$").toast]
    # the mark without width keeps the address from becoming a link by itself
    assert notice.count("\u2060") == 1
    assert r"\[here\](https\://example.org) \*\*x\*\* \$y\$" in notice.replace("\u2060", "")
