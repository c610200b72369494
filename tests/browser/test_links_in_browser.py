"""复制链接: the copied address opens the same rows in a browser that was never here, as of the same month."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest

from components.language.words import table
from components.views import evidence
from components.views.catalogue import latest_month
from tests.whole import some

# what a page shows, in its tables' captions with their counts, its charts' titles and its chosen controls
SHOWN = """() => ({
    captions: [...document.querySelectorAll('.pl-caption')].map(caption => caption.textContent),
    cells: [...document.querySelectorAll('[data-view] tr')].map(row => row.textContent),
    titles: [...document.querySelectorAll('.js-plotly-plot')].map(chart => chart.textContent),
    chosen: [...document.querySelectorAll('[aria-checked=true], .st-key-choices [data-baseweb=select]')]
        .map(control => control.textContent),
    ground: getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor,
    language: document.documentElement.lang,
})"""
LINKS = [
    "/",
    "/?period=13fyp&look=dark",
    "/?as_of=2023-12&attribute=binding&lang=en",
    "/periods?region=zhoushan&order=plan&lang=en&look=dark",
    "/periods?theme=social_insurance&attribute=binding",
    "/cities?region=zhoushan&basis=share&theme=talent&lang=en",
    "/cities?region=zhoushan&population=latest&theme=social_insurance&lang=en",
    "/progress",
    "/progress?region=zhoushan&indicator=new_urban_jobs&as_of=2022-12&lang=en&look=dark",
    "/commitments?words=技能&nature=target&year=2025",
    "/commitments?theme=talent&document=qingdao-talent-2025&lang=en",
    "/evidence?region=zhoushan&role=target&words=保险&lang=en",
    "/evidence?list=findings&kind=print",
]


@pytest.fixture
def copied(server) -> Callable[..., str]:
    """Click a button that copies, hear it say so, and return what the clipboard holds."""

    def clicked(tab, button) -> str:
        tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.address)
        tab.page.evaluate("navigator.clipboard.writeText('nothing yet')")
        words = button.inner_text()
        button.click()
        tab.page.wait_for_function(
            "([button, words]) => button.textContent !== words", arg=[button.element_handle(), words]
        )
        assert button.inner_text() == button.get_attribute("data-done")
        return tab.page.evaluate("navigator.clipboard.readText()")

    return clicked


def page_link(tab):
    """The bar's button."""
    return tab.page.locator(".st-key-bar button[data-done]")


def view_link(tab, name: str):
    """The button over a view's table."""
    return tab.page.locator(f".st-key-caption-{name} button[data-done]")


def shown(tab) -> dict:
    """What the tab shows, once it no longer changes."""
    before = None
    while (now := tab.stands().page.evaluate(SHOWN)) != before:
        before = now
        tab.page.wait_for_timeout(250)
    return now


def path_and_query(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


@pytest.mark.parametrize("link", some(LINKS, 8))
def test_a_copied_address_opens_the_same_rows_in_a_fresh_browser(server, new_tab, copied, link):
    tab = new_tab(server).open(link)
    seen = shown(tab)
    assert seen["cells"]
    assert seen["captions"]
    address = copied(tab, page_link(tab))
    assert address.split("?")[0] == server.address + urlsplit(link).path
    other = new_tab(server, is_other=True).open(path_and_query(address))
    assert shown(other) == seen
    assert other.page.locator("[data-testid=stToast]").count() == 0
    for name, value in parse_qsl(urlsplit(link).query):
        assert other.choices()[name] == value


@pytest.mark.parametrize(
    ("link", "names"),
    some(
        [
            ("/", ["board", "overview"]),
            ("/periods", ["periods"]),
            ("/cities", ["cities"]),
            ("/progress?region=zhoushan&lang=en", ["progress", "completion", "missing"]),
            ("/commitments?look=dark", ["commitments"]),
            ("/evidence", ["evidence"]),
            ("/evidence?list=findings", ["findings"]),
        ],
        3,
        6,
    ),
)
def test_every_view_has_its_link_and_all_links_of_a_page_agree(tab, copied, link, names):
    tab.open(link)
    captions = tab.page.locator("[class*=st-key-caption-]")
    assert captions.count() == len(names)
    assert {copied(tab, view_link(tab, name)) for name in names} == {copied(tab, page_link(tab))}


@pytest.mark.parametrize("page", some(["", "progress"], 1))
def test_a_link_copied_at_the_default_month_names_the_month(tab, new_tab, server, copied, page):
    tab.open(f"/{page}")
    assert tab.choices() == {}
    address = copied(tab, page_link(tab))
    assert dict(parse_qsl(urlsplit(address).query))["as_of"] == latest_month()
    assert tab.choices() == {}
    other = new_tab(server, is_other=True).open(path_and_query(address))
    assert other.choices()["as_of"] == latest_month()
    # what it names are the defaults, so there is nothing to go back to
    assert other.page.get_by_role("button", name=table()["choice.reset"]["zh"]).count() == 0


def test_a_value_that_is_not_to_be_had_is_not_copied(tab, copied):
    tab.open("/progress?as_of=soon&region=atlantis")
    held = dict(parse_qsl(urlsplit(copied(tab, page_link(tab))).query))
    assert (held["as_of"], held["region"]) == (latest_month(), "qingdao")
    tab.open("/periods?theme=old")
    assert "theme" not in dict(parse_qsl(urlsplit(copied(tab, page_link(tab))).query))


def test_a_page_without_rows_gives_its_own_address(tab, copied):
    tab.open("/commitments?words=火星 %26 月球")
    assert dict(parse_qsl(urlsplit(copied(tab, page_link(tab))).query)) == {"words": "火星 & 月球"}


@pytest.mark.slow
def test_a_choice_made_by_hand_is_in_the_next_copy(tab, new_tab, server, copied):
    tab.open("/periods")
    tab.click_choice("舟山")
    tab.until_address(region="zhoushan").until_title("舟山")
    address = copied(tab, view_link(tab, "periods"))
    other = new_tab(server, is_other=True).open(path_and_query(address))
    assert shown(other) == shown(tab)
    assert other.choices()["region"] == "zhoushan"


@pytest.mark.slow  # the other way of a page without a clipboard is asked below
def test_a_page_that_has_no_clipboard_of_its_own_copies_all_the_same(new_tab, server, copied):
    tab = new_tab(server, is_fresh=True)
    # what a browser gives a page that comes by http from another machine
    tab.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    tab.open("/progress?region=zhoushan")
    reader = new_tab(server).open("/")
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.address)
    tab.page.bring_to_front()
    button = view_link(tab, "progress")
    button.click()
    tab.page.wait_for_function("button => button.textContent === '已复制'", arg=button.element_handle())
    reader.page.bring_to_front()
    address = reader.page.evaluate("navigator.clipboard.readText()")
    assert dict(parse_qsl(urlsplit(address).query))["region"] == "zhoushan"
    assert urlsplit(address).path == "/progress"


def test_where_nothing_can_be_copied_the_address_is_shown(new_tab, server):
    tab = new_tab(server, is_fresh=True)
    tab.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"
    )
    tab.open("/evidence?region=zhoushan")
    asked = []
    tab.on("dialog", lambda dialog: (asked.append((dialog.type, dialog.default_value)), dialog.dismiss()))
    page_link(tab).click()
    tab.page.wait_for_timeout(300)
    assert asked == [("prompt", f"{tab.address}/evidence?region=zhoushan")]
    assert page_link(tab).inner_text() == "复制链接"


@pytest.mark.slow
def test_a_phone_copies_from_the_table(phone, new_tab, server, copied):
    phone.open("/progress?indicator=new_urban_jobs")
    address = copied(phone, view_link(phone, "completion"))
    other = new_tab(server, is_other=True).open(path_and_query(address))
    other.until_rows(phone.rows())


def test_the_fact_chosen_in_the_evidence_is_in_its_link_as_often_as_it_is_copied(tab, new_tab, server, copied):
    fact_id = evidence.fact_ids()[40]
    tab.open(f"/evidence?fact={fact_id}")
    button = page_link(tab)
    copied(tab, button)
    assert button.inner_text() == "已复制"
    # and then offers it again
    tab.page.wait_for_function("button => button.textContent === '复制链接'", arg=button.element_handle())
    other = new_tab(server, is_other=True).open(path_and_query(copied(tab, page_link(tab))))
    assert fact_id in other.page.locator(".pl-fact").inner_text()
