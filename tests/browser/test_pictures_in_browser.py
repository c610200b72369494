"""更多: a chart leaves as a picture that says what it is, and with its rows, its sources and the way to its facts."""

import base64
import io
import re
import struct
import xml.etree.ElementTree as xml
from pathlib import Path

import openpyxl
import pytest

from components.exports.csv import file_name
from components.language.dates import month_words
from components.language.titles import column_title
from components.language.words import table
from components.look.theme import PALETTES
from components.views import cities, commitments, completion, continuity, overview, progress
from components.views.catalogue import latest_month
from tests.browser.test_frame_in_browser import COVERED
from tests.whole import some

QINGDAO = "qingdao-hrss-14fyp"
ZHOUSHAN = "zhoushan-hrss-14fyp"
MARGIN = 24
SVG = "{http://www.w3.org/2000/svg}"
# link, language, look, unit in the chart, view
CHARTS = [
    ("/", "zh", "light", "万人", lambda: overview.board_view("14fyp", latest_month())),
    ("/", "en", "dark", "", lambda: overview.view()),
    ("/periods", "zh", "dark", "万人", lambda: continuity.view("qingdao", QINGDAO)),
    ("/periods?region=zhoushan", "en", "light", "10k persons", lambda: continuity.view("zhoushan", ZHOUSHAN)),
    ("/cities", "zh", "light", "万人", lambda: cities.view("qingdao", "zhoushan")),
    ("/cities", "en", "light", "%", lambda: cities.rates_view("qingdao", "zhoushan")),
    (
        "/progress?as_of=2023-12",
        "zh",
        "light",
        "万人",
        lambda: progress.view("qingdao", QINGDAO, "new_urban_jobs", "2023-12"),
    ),
    (
        "/progress?region=zhoushan",
        "en",
        "dark",
        "10k persons",
        lambda: completion.matrix_view("zhoushan", ZHOUSHAN, latest_month()),
    ),
    ("/commitments?theme=talent", "zh", "light", "", lambda: commitments.view("talent")),
]


def spelt(language: str, look: str, link: str) -> str:
    """The link with language and look in it, as far as they are not the defaults."""
    more = [*(["lang=en"] if language == "en" else []), *(["look=dark"] if look == "dark" else [])]
    return link + ("&" if "?" in link else "?" if more else "") + "&".join(more)


def open_menu(tab, name: str):
    """Open the menu of a view's chart and return it."""
    tab.page.locator(f".st-key-more-{name} [data-testid=stPopoverButton]").click()
    menu = tab.page.locator("[data-testid=stPopoverBody]")
    menu.wait_for()
    return menu


def taken(tab, button, folder: Path) -> Path:
    """Click a button that gives a file, and return the file under the name that it came with."""
    with tab.page.expect_download() as leaving:
        button.click()
    path = folder / leaving.value.suggested_filename
    leaving.value.save_as(path)
    return path


def png_size(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", data[16:24])


def squeezed(text: str) -> str:
    """The text without blanks and breaks, for a chart breaks its lines."""
    return re.sub(r"[\s\u200b]|<[^>]+>", "", text)


@pytest.mark.parametrize(("link", "language", "look", "unit", "ask"), some(CHARTS, 1, 6))
def test_a_chart_leaves_as_a_picture_that_says_what_it_is(tab, tmp_path, in_language, link, language, look, unit, ask):
    view = in_language(language, ask)
    tab.open(spelt(language, look, link))
    menu = open_menu(tab, view.name)
    chart = tab.page.locator(f".st-key-figure-{view.name} .main-svg").first.bounding_box()
    width, height = (round(chart[side]) + 2 * MARGIN for side in ("width", "height"))

    svg = taken(tab, menu.get_by_role("button", name="SVG"), tmp_path)
    assert svg.name == file_name(view, "svg")
    root = xml.fromstring(svg.read_bytes())
    assert (float(root.get("width")), float(root.get("height"))) == (width, height)
    said = squeezed("".join("".join(text.itertext()) for text in root.iter(f"{SVG}text")))
    month = in_language(language, lambda: month_words(view.as_of))
    for part in (view.headline, month, unit, *view.sources):
        assert squeezed(part) in said
    ground = root.find(f"{SVG}rect").get("fill")
    red, green, blue = map(int, re.findall(r"\d+", ground)[:3])
    assert f"#{red:02X}{green:02X}{blue:02X}" == PALETTES[look].ground
    assert b"http" not in re.sub(rb'xmlns(:\w+)?="[^"]*"', b"", svg.read_bytes())

    png = taken(tab, menu.get_by_role("button", name="PNG"), tmp_path)
    assert png.name == file_name(view, "png")
    assert png_size(png.read_bytes()) == (2 * width, 2 * height)
    assert tab.page.evaluate(CORNER, base64.b64encode(png.read_bytes()).decode()) == [red, green, blue, 255]


# the colour of a picture's first pixel
CORNER = """async coded => {
    const bytes = Uint8Array.from(atob(coded), letter => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
    const canvas = new OffscreenCanvas(1, 1);
    canvas.getContext('2d').drawImage(image, 0, 0);
    return [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data];
}"""


def test_a_picture_keeps_nothing_of_the_pointer_that_rests_on_the_chart(tab, tmp_path):
    tab.open("/progress")
    mark = tab.page.locator(".st-key-figure-progress .scatterlayer path.point").first.bounding_box()
    tab.page.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    tab.page.wait_for_selector(".st-key-figure-progress .hovertext", state="attached")
    # the menu is opened by the keyboard: the pointer stays where it is
    tab.page.locator(".st-key-more-progress [data-testid=stPopoverButton]").focus()
    tab.page.keyboard.press("Enter")
    menu = tab.page.locator("[data-testid=stPopoverBody]")
    menu.wait_for()
    with tab.page.expect_download() as leaving:
        menu.get_by_role("button", name="SVG").press("Enter")
    leaving.value.save_as(tmp_path / "hover.svg")
    assert b"hovertext" not in (tmp_path / "hover.svg").read_bytes()


def test_a_phone_gets_the_narrow_picture_in_two_pixels_a_pixel_or_more(phone, tmp_path):
    phone.open("/progress")
    png = taken(phone, open_menu(phone, "progress").get_by_role("button", name="PNG"), tmp_path)
    width, height = png_size(png.read_bytes())
    assert 700 < width < 900
    assert height > width


@pytest.mark.parametrize(
    ("link", "language", "name", "ask"),
    some(
        [
            ("/cities", "zh", "cities_rates", lambda: cities.rates_view("qingdao", "zhoushan")),
            ("/cities?lang=en", "en", "cities", lambda: cities.view("qingdao", "zhoushan")),
            ("/progress", "zh", "completion", lambda: completion.matrix_view("qingdao", QINGDAO, latest_month())),
        ],
        1,
    ),
)
def test_the_rows_leave_from_the_menu_in_the_language_of_the_page(
    tab, tmp_path, in_language, link, language, name, ask
):
    view = in_language(language, ask)
    tab.open(link)
    menu = open_menu(tab, name)
    csv = taken(tab, menu.get_by_role("button", name="CSV"), tmp_path)
    assert csv.name == file_name(view)
    header = csv.read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.startswith(in_language(language, lambda: column_title(view, view.frame.columns[0])))
    xlsx = taken(tab, menu.get_by_role("button", name="XLSX"), tmp_path)
    assert xlsx.name == file_name(view, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(xlsx.read_bytes()))
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    column = in_language(language, lambda: column_title(view, view.frame.columns[1]))
    assert column in cells
    assert set(view.frame["indicator"]) <= cells


@pytest.mark.parametrize(
    ("link", "ask"),
    some(
        [
            ("/commitments?nature=target", lambda: commitments.view(nature="target")),
            ("/periods?theme=talent", lambda: continuity.view("qingdao", QINGDAO, theme_id="talent")),
        ],
        0,
    ),
)
def test_every_table_leaves_as_a_workbook_beside_the_csv(tab, tmp_path, link, ask):
    view = ask()
    tab.open(link)
    caption = tab.page.locator(f".st-key-caption-{view.name}")
    buttons = caption.get_by_role("button").all_inner_texts()
    assert buttons == ["复制链接", "下载 CSV", "下载 XLSX"]
    xlsx = taken(tab, caption.get_by_role("button", name="下载 XLSX"), tmp_path)
    assert xlsx.name == file_name(view, "xlsx")
    assert xlsx.read_bytes().startswith(b"PK")


def test_the_menu_names_every_source_and_leads_to_the_facts_of_the_chart(tab):
    view = progress.view("qingdao", QINGDAO, "policy_supported_entrepreneurs", "2024-12")
    tab.open("/progress?indicator=policy_supported_entrepreneurs&as_of=2024-12")
    menu = open_menu(tab, "progress")
    assert menu.locator("li").all_inner_texts() == list(view.sources)
    menu.get_by_role("link", name=table()["menu.evidence"]["zh"]).click()
    tab.page.wait_for_url("**/evidence?*")
    tab.stands()
    assert tab.choices()["region"] == "qingdao"
    assert tab.choices()["indicator"] == "policy_supported_entrepreneurs"


# the charts with the longest titles
LONGEST = [
    "/periods?region=zhoushan",
    "/cities?basis=share",
    "/progress?region=zhoushan&indicator=new_urban_jobs",
    "/progress?indicator=policy_supported_entrepreneurs",
    "/",
    "/commitments",
]


@pytest.mark.slow  # the pages as they open are asked where every page is opened
@pytest.mark.parametrize(
    ("language", "form", "links"),
    [
        ("zh", "tab", LONGEST),
        ("en", "phone", LONGEST),
        ("en", "tab", LONGEST),
        ("zh", "phone", LONGEST),
    ],
)
def test_the_menu_covers_no_word_of_a_chart(request, form, links, language):
    tab = request.getfixturevalue(form)
    for link in links:
        tab.open(spelt(language, "light", link))
        assert tab.page.evaluate(COVERED) == [], link
