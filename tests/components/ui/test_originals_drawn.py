"""A figure is drawn in its original as the document prints it, and nothing of that is markup."""

import pytest
from lxml import html

from components.model.found import Fact, Original, Seen
from components.ui import show


@pytest.fixture
def drawn(monkeypatch):
    """A function from an original to the section of the fact's card that shows it."""
    said: list[str] = []
    monkeypatch.setattr(show.st, "html", said.append)

    def draw(original: Original) -> html.HtmlElement:
        show.show_fact(Fact("城", "5", None, {}, (), (), original))
        return html.fromstring(said[-1]).xpath("//section[@class='pl-original']")[0]

    return draw


def test_a_figure_is_marked_in_its_sentence(drawn):
    section = drawn(Original("<b>plan</b>.txt", "到2030年，", "<i>5</i>万人", "以上<script>alert(1)</script>"))
    assert section.xpath("string(p)") == "到2030年，<i>5</i>万人以上<script>alert(1)</script>"
    assert section.xpath("string(.//mark)") == "<i>5</i>万人"
    assert section.xpath("string(small)") == "<b>plan</b>.txt"
    assert not section.xpath(".//script | .//i | .//figure")


def test_a_figure_is_marked_in_its_row_under_the_head_and_outlined_on_its_page(drawn):
    cells, head = ("1", "城镇新增就业", "[55]"), ("序号", "指标", "2030年目标")
    outline = (70.5, 12.25, 8.0, 2.5)
    section = drawn(
        Original("第 3 页 · a.pdf", "1 城镇新增就业", "[55]", "", cells, head, 2, "/page/0f/3.png", outline)
    )
    assert tuple(section.xpath(".//th/text()")) == head
    assert [cell.text_content() for cell in section.xpath(".//td")] == list(cells)
    assert section.xpath("string(.//td[3]/mark)") == "[55]"
    assert section.xpath(".//img/@src") == ["/page/0f/3.png"]
    assert section.xpath(".//figure/i/@style") == ["left:70.5%;top:12.25%;width:8.0%;height:2.5%"]


def test_the_picture_of_a_page_opens_in_full_and_is_told_to_those_who_do_not_see_it(drawn):
    section = drawn(Original("第 3 页 · a.pdf", "", "<5>", "", (), (), -1, "/page/0f/3.png", (70, 12, 8, 2)))
    (link,) = section.xpath(".//figure/a")
    assert (link.get("href"), link.get("target"), link.get("rel")) == ("/page/0f/3.png", "_blank", "noopener")
    (picture,) = link.xpath("img")
    assert picture.get("alt") == "第 3 页 · a.pdf，数“<5>”所在的一页"
    assert picture.get("loading") == "lazy"


def test_a_strip_has_the_figure_in_its_middle_but_does_not_leave_the_page_at_its_sides(monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(show.st, "html", said.append)
    middle = Original("第 3 页 · a.pdf", "", "5", "", (), (), -1, "/page/0f/3.png", (49, 30, 2, 2))
    corner = Original("第 3 页 · a.pdf", "", "5", "", (), (), -1, "/page/0f/3.png", (96, 0, 2, 2))
    words = Original("a.docx", "到2030年，", "<i>5</i>", "万人")
    cards = [Seen(f"f.{name}", "城 · 2030 · 目标", "5 万人", one) for name, one in enumerate((middle, corner, words))]
    show.show_seen(cards, 9)
    first, second, third = html.fromstring(said[0]).xpath("//article")
    assert first.xpath(".//figure/div/@style") == ["width:130%;transform:translate(-50.0%,-31.0%)"]
    # half of 100 / 1.3 is 38.46: no further to the right than 61.54
    assert second.xpath(".//figure/div/@style") == ["width:130%;transform:translate(-61.54%,-1.0%)"]
    assert third.xpath("string(p)") == "到2030年，<i>5</i>万人"
    assert not third.xpath(".//i | .//figure")
    assert first.xpath("./a/@href")[0].endswith("fact=f.0")
    assert "9" in said[1]
