"""A figure is drawn in its original as the document prints it, and nothing of that is markup."""

import pytest
from lxml import html

from components.model.found import Fact, Original
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
