"""What the page that carries the app asks for before Streamlit does."""

import html
import json
import re

import pytest

from components.look.theme import PALETTES
from components.ui.page_shell import CODE, DRAWING, INSTEAD, PARTS, PRELOADED, SCRIPT, _files, dressed

PAGE = (CODE.parents[1] / "index.html").read_bytes()


def test_every_part_that_pages_are_drawn_with_is_a_file_of_this_streamlit_and_is_asked_for_at_once():
    for name in PARTS:
        (file,) = _files((name,))
        assert (CODE / file).exists()
        assert f'href="./static/js/{file}"'.encode() in PRELOADED
    assert all(file.encode() in SCRIPT for file in _files(PARTS))


def test_a_part_that_another_streamlit_does_not_have_is_not_asked_for():
    assert _files(("NoSuchPart",)) == []


LEDGER, OVERVIEW = "规划指标台账", "规划目标完成情况如何？"


@pytest.mark.parametrize(
    ("path", "query", "language", "look", "page", "question"),
    [
        ("/", {}, "zh-CN", "light", "总览", OVERVIEW),
        ("/cities", {"look": ["dark"]}, "zh-CN", "dark", "城市对标", "规模不同的地方，目标各有多高？"),
        (
            "/office/progress/",
            {"lang": ["en"]},
            "en",
            "light",
            "Progress",
            "Do the yearly results add up, and do they keep pace?",
        ),
        ("/targets", {}, "zh-CN", "light", "目标测算", "下一期的目标，放在走过的路上看，高还是低？"),
        ("/targets", {"work": ["warn"]}, "zh-CN", "light", "目标测算", "哪些目标要当心，从什么时候起？"),
        ("/indicator", {"list": ["indexed"]}, "zh-CN", "light", "指标档案", "都从同一年看起，各自变了多少？"),
        ("/nowhere", {"lang": ["<b>"], "look": ["sepia"]}, "zh-CN", "light", "总览", OVERVIEW),
        ("/", {"lang": ["en", "en"]}, "zh-CN", "light", "总览", OVERVIEW),
    ],
)
def test_a_page_begins_as_its_address_asks(path, query, language, look, page, question):
    dressed_page = dressed(PAGE, path, query).decode()
    assert f'<html lang="{language}">' in dressed_page
    assert f"<title>{page} · {LEDGER if language == 'zh-CN' else 'PlanLedger'}</title>" in dressed_page
    assert f"--ground: {PALETTES[look].ground};" in dressed_page
    first = re.search("<p class='pl-question'>(.+?)</p>", dressed_page)[1]
    assert html.unescape(first) == question
    assert dressed_page.count("aria-current=page") == 1


def test_what_draws_figures_is_replaced_by_what_asks_for_it_when_their_turn_comes():
    (way,) = DRAWING
    replaced = re.search(b'<script type="importmap">(.+?)</script>', SCRIPT)[1]
    assert json.loads(replaced) == {"scopes": {"./static/js/": {way: INSTEAD}}}
    assert (CODE / way.rpartition("/")[2]).exists()
