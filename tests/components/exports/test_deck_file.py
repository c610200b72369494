"""The deck as one HTML document, read back with a parser of its own kind and set against its views."""

import base64
import json
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from lxml import html
from shipped_views import PLANS, shipped

from components.charts.drawing import bare
from components.exports.html.deck import PLOTLY, counterparts, html_bytes, page
from components.language import words
from components.language.titles import column_title
from components.look import screen_size
from components.look.canvas import Canvas
from components.look.theme import PALETTES
from components.model.plot import Plot
from components.model.view import View
from components.views import cities, commitments, completion, continuity, overview, progress
from components.views.decks import deck_of

ROOT = Path(__file__).resolve().parents[3]
MONTH = "2025-12"


def read(*views: View, look: str = "light", **more) -> html.HtmlElement:
    """The document of these views, without plotly.js."""
    return html.fromstring(page(deck_of("季度会", views), look, "", **more))


@cache
def everything() -> html.HtmlElement:
    return read(*shipped())


def of(name: str) -> View:
    return next(view for view in shipped() if view.name == name)


def words_in(element) -> str:
    return " ".join(element.text_content().split())


def drawn(document) -> list[dict]:
    """The figures of a document as they are handed to plotly.js."""
    return [json.loads(text) for text in document.xpath("//figure/script/text()")]


def decoded(value):
    """A list of numbers as plotly writes it: plain, or typed and in base64."""
    if isinstance(value, dict) and "bdata" in value:
        return np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"]).tolist()
    return value


def numbers(figure: dict) -> list[tuple]:
    """Where everything of a figure stands, trace by trace."""
    return [
        tuple(json.dumps(decoded(trace.get(key))) for key in ("x", "y", "base", "width", "text", "hovertext"))
        for trace in figure["data"]
    ]


def presented(view: View) -> list[Plot]:
    return list(view.screens() if view.screens else [view.figure] if view.figure is not None else [])


# the document


def test_the_file_is_whole_in_itself_and_says_its_language_and_name():
    content = html_bytes(deck_of("季度会 <1>", (of("periods"),)))
    assert PLOTLY.read_bytes() in content
    document = html.fromstring(content)
    assert document.get("lang") == "zh-CN"
    assert document.findtext("head/title") == "季度会 <1>"
    assert len(content) < 5_500_000


def test_nothing_in_it_asks_the_network():
    document = everything()
    assert document.xpath("//@src | //link | //img | //iframe | //object | //embed | //base | //form") == []
    assert {target[0] for target in document.xpath("//@href")} == {"#"}
    style = "".join(document.xpath("//style/text()"))
    assert "url(" not in style
    assert "@import" not in style


def test_there_is_no_button_that_sends_a_chart_away():
    behaviour = document_script(everything())
    assert "showSendToCloud: false" in behaviour
    assert "displayModeBar: false" in behaviour


def document_script(document) -> str:
    return document.xpath("//script[not(@type)]/text()")[-1]


def test_english_is_said_as_such():
    words.speak("en")
    document = read(progress.view(*PLANS[0], "new_urban_jobs", MONTH))
    assert document.get("lang").startswith("en")
    assert not re.search("[\u4e00-\u9fff]", " ".join(document.xpath("//nav//@title | //h1/text() | //aside//text()")))


def test_what_is_typed_cannot_become_markup_or_end_a_script():
    trap = "</script><script>alert('&')</script> <b>"
    view = replace(of("periods"), headline=trap, takeaway=trap, notes=(trap,), alternative=trap)
    view.figure.layout["meta"] = trap
    document = read(replace(view, screens=None))
    assert words_in(document.xpath("//h1")[0]) == trap
    assert words_in(document.xpath("//*[@class='taken']")[0]) == trap
    assert document.xpath("//figure/@aria-label") == [trap]
    assert drawn(document)[0]["layout"]["meta"] == trap
    assert len(document.xpath("//script[not(@type)]")) == 1


def test_documents_that_are_no_slides_do_without_the_library_of_slides():
    asked = "import sys, components.exports.html.deck, components.exports.docx.annex; sys.exit('pptx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, timeout=60, check=False).returncode == 0


# screens


def test_every_screen_has_title_source_month_name_and_place():
    document = everything()
    slides = document.xpath("//section")
    assert [slide.get("id") for slide in slides] == [str(place) for place in range(1, len(slides) + 1)]
    for place, slide in enumerate(slides, 1):
        left, right = map(words_in, slide.xpath(".//footer/p"))
        assert words_in(slide.find(".//h1"))
        assert left.startswith("来源：")
        assert "截至 2025-12" in left
        assert right == f"季度会{place} / {len(slides)}"
        assert slide.get("aria-label").startswith(f"第 {place} 屏，共 {len(slides)} 屏：")
        assert sum(len(slide.xpath(f".//{body}")) for body in ("figure", "table", "p[@class='advice']")) == 1


def said_over(slide) -> tuple[str, str]:
    """A slide's headline and subtitle."""
    return slide.find(".//h1").text, "".join(words_in(line) for line in slide.xpath(".//*[@class='subtitle']"))


def test_every_view_is_shown_in_order_with_its_words():
    slides = iter(everything().xpath("//section"))
    slide = next(slides)
    for view in (view.presented for view in shipped()):
        assert slide.find(".//h1").text == view.headline
        assert [words_in(line) for line in slide.xpath(".//*[@class='subtitle']")] == [view.subtitle] * bool(
            view.subtitle
        )
        if view.takeaway:
            assert words_in(slide.xpath(".//*[@class='taken']")[0]) == " ".join(view.takeaway.split())
        # two views of one finding tell themselves apart by their subtitles
        while slide is not None and said_over(slide) == (view.headline, view.subtitle):
            slide = next(slides, None)
    assert slide is None


def test_a_sentence_of_ones_own_stands_where_the_systems_stood():
    view = replace(of("progress"), headline="就业目标提前完成", takeaway="会上请民政补数。")
    document = read(view)
    assert document.findtext(".//h1") == "就业目标提前完成"
    assert words_in(document.xpath("//aside/p[@class='taken']")[0]) == "会上请民政补数。"
    assert of("progress").takeaway not in document.text_content()


def test_verdict_and_every_line_of_arithmetic_stand_beside_the_figure_of_progress():
    view = of("progress")
    document = read(view)
    pairs = [(words_in(row.find("dt")), words_in(row.find("dd"))) for row in document.xpath("//aside/dl/div")]
    assert pairs == [(label, " ".join(working.split())) for label, working in view.arithmetic]
    assert words_in(document.xpath("//aside/p[@class='verdict']")[0]) == view.verdict.words
    assert document.xpath("//aside/p[@class='verdict']/*[local-name()='svg']/*")


def test_every_figure_that_is_presented_is_the_views_own():
    expected = [bare(figure) for view in shipped() for figure in presented(view)]
    found = drawn(everything())
    assert len(found) == len(expected) > 15
    for figure, own in zip(found, expected, strict=True):
        own = json.loads(json.dumps(own.to_dict()))
        assert numbers(figure) == numbers(own)
        notes = [
            [note[key] for note in layout["layout"].get("annotations", [])] for layout in (figure, own) for key in "xy"
        ]
        assert notes[:2] == notes[2:]
        assert not figure["layout"].get("title", {}).get("text")


def test_the_bars_of_progress_are_the_years_of_its_table():
    view = of("progress")
    bars = [decoded(trace["y"]) for trace in drawn(read(view))[0]["data"] if trace["type"] == "bar"]
    assert sorted(value for part in bars for value in part) == sorted(view.frame["value"].dropna())


def test_no_type_is_under_the_smallest_of_the_stage():
    texts = json.dumps(drawn(everything()))
    assert min(map(float, re.findall(r"font-size:([\d.]+)px", texts))) >= screen_size.SMALLEST

    def sizes(part, name=""):
        if isinstance(part, dict):
            return [size for key, value in part.items() for size in sizes(value, f"{name}.{key}")]
        if isinstance(part, list):
            return [size for value in part for size in sizes(value, name)]
        return [part] if name.endswith("font.size") else []

    assert min(size for figure in drawn(everything()) for size in sizes(figure)) >= screen_size.SMALLEST


def test_a_figure_is_an_image_with_words():
    figures = everything().xpath("//figure")
    assert {figure.get("role") for figure in figures} == {"img"}
    assert all(len(figure.get("aria-label")) > 10 for figure in figures)


# tables


def cells(document) -> list[list[str]]:
    return [[words_in(cell) for cell in row.findall("td")] for row in document.xpath("//tbody/tr")]


def test_the_rows_of_a_table_are_those_of_the_view_nine_a_screen():
    view = next(view for view in shipped() if view.name == "missing" and 9 < len(view.presented.frame) <= 45)
    document, view = read(view), view.presented
    tables = document.xpath("//table")
    assert all(len(table.xpath(".//tbody/tr")) <= 9 for table in tables)
    heads = [words_in(head) for head in tables[0].xpath(".//th")]
    columns = [column for column in view.shown if words.say(f"column.{column}") in heads]
    expected = [[str(value) if value is not None else "" for value in row] for row in view.frame[columns].to_numpy()]
    assert cells(document) == expected
    assert "续 2 / " in document.xpath("//section[2]//h1")[0].text_content()


def test_every_number_of_the_completion_table_is_the_views():
    view = replace(completion.matrix_view(*PLANS[0], MONTH), figure=None, screens=None)
    rows = cells(read(view))
    heads = [words_in(head) for head in read(view).xpath("(//table)[1]//th")]
    assert len(rows) == len(view.frame) == 22
    told = {"completion_pct": "completion_text"}
    for column in ("target_raw", "year_1", "year_5", "done_text", "margin", *told):
        place = heads.index(column_title(view, column))
        assert [row[place] for row in rows] == [value or "" for value in view.frame[told.get(column, column)]]
    for number, text in told.items():
        shown = [float(text.lstrip("≥").replace("−", "-") or "nan") for text in view.frame[text]]
        assert shown == pytest.approx(view.frame[number].astype(float).tolist(), abs=0.05, nan_ok=True)
    place = heads.index(words.say("column.status"))
    assert [row[place] for row in rows] == [verdict.words for verdict in view.verdicts]
    assert len(read(view).xpath("//td[@class='verdict']/*[local-name()='svg']")) == 22


def test_of_a_long_table_the_first_rows_are_shown_and_the_rest_is_counted():
    view = of("evidence")
    document = read(view)
    shown = len(document.xpath("//tbody/tr"))
    assert shown <= 45
    assert len(document.xpath("//section")) <= 5
    last = words_in(document.xpath("//section[last()]//*[@class='notes']")[0])
    assert words.say("slides.rows_left", count=len(view.frame) - shown) in last


def test_a_long_table_beside_a_figure_is_left_to_the_workbook():
    document = read(commitments.view())
    assert document.xpath("//table") == []
    assert f"{len(commitments.view().frame)} 行见 XLSX 工作簿" in words_in(document.xpath("//*[@class='notes']")[0])


def test_a_view_without_rows_says_what_to_do():
    view = commitments.view(words="没有这样的词")
    assert words_in(read(view).xpath("//p[@class='advice']")[0]) == view.advice


def test_a_deck_without_views_says_so():
    assert "还没有可放映的内容" in read().text_content()


def test_whoever_waits_is_told_after_each_view():
    told = []
    html_bytes(deck_of("季度会", shipped()[:3]), advance=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


# colours


def test_every_colour_has_one_counterpart_and_back_again():
    for look, other in (("light", "dark"), ("dark", "light")):
        there, back = counterparts()[other], counterparts()[look]
        assert not there.keys() & back.keys()
        for colour in there:
            assert back[there[colour]] == colour


def views_in(look: str) -> list[View]:
    drawing = {"canvas": Canvas(look=look)}
    return [
        overview.view(**drawing),
        overview.board_view("14fyp", MONTH, **drawing),
        overview.board_view("14fyp", "2023-06", **drawing),
        continuity.view(*PLANS[0], **drawing),
        cities.view("qingdao", "zhoushan", **drawing),
        cities.rates_view("qingdao", "zhoushan", **drawing),
        progress.view(*PLANS[0], "new_urban_jobs", "2023-11", **drawing),
        progress.view(*PLANS[0], "unemployment_insured", MONTH, **drawing),
        completion.matrix_view(*PLANS[0], "2023-11", **drawing),
        commitments.view(**drawing),
    ]


def test_a_figure_in_its_counterparts_is_the_figure_drawn_in_the_other_look():
    colours = counterparts()["dark"]
    for light, dark in zip(views_in("light"), views_in("dark"), strict=True):
        for one, other in zip(presented(light), presented(dark), strict=True):
            text = re.sub(r"#[0-9A-Fa-f]{6}\b", lambda m: colours[m[0].upper()], json.dumps(one.to_dict()))
            assert text == json.dumps(other.to_dict())
            # a colour that is no palette's would stay as it is
            assert not re.search(r"rgba?\((?!0,0,0,0\))|hsl|\"(white|black|grey|gray)\"", text)


def test_the_page_knows_both_looks_and_prints_the_light_one():
    document = read(of("periods"), look="dark")
    style = "".join(document.xpath("//style/text()"))
    assert document.get("data-look") == "dark"
    assert f"--ink:{PALETTES['light'].ink}" in style
    assert f"@media screen{{:root[data-look=dark]{{--ground:{PALETTES['dark'].ground}" in style


def test_a_preview_of_one_screen_has_no_buttons():
    document = read(of("periods"), is_preview=True)
    assert document.xpath("//nav") == []
    assert document.find("body").get("class") is None


@pytest.mark.parametrize(("language", "said"), [("zh", "本项各屏"), ("en", "Screens of this view")])
def test_a_preview_of_several_screens_turns_them_with_two_buttons_and_says_which_is_shown(language, said):
    words.speak(language)
    document = read(completion.matrix_view(*PLANS[0], MONTH), is_preview=True)
    count = len(document.xpath("//section"))
    assert count > 1
    assert document.find("body").get("class") == "paged"
    (pager,) = document.xpath("//nav")
    assert pager.get("aria-label") == said
    assert pager.xpath(".//button/@data-do") == ["back", "next"]
    assert [words_in(part) for part in pager if part.tag != "button"] == [f"1 / {count}"]
    assert [key.text for key in pager.xpath(".//kbd[@aria-hidden='true']")] == ["←", "→"]
    assert len(read(of("periods")).xpath("//nav//button")) > 2
