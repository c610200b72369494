"""Pictures of text: read where a server has the recognition, never sure; else a sentence on what to do."""

import io

import pytest
from PIL import Image

from benchmarks.pages import Pages
from data.reading.extract import read
from data.reading.formats import scans
from data.reading.refusal import Unreadable

ROWS = (("指标", "单位", "2025年", "2030年"), ("毛入园率", "%", "92", "95以上"), ("新增学位", "个", "—", "〔900〕"))


def picture(width: int = 1700, height: int = 1200, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height), 1).save(out, kind)
    return out.getvalue()


@pytest.fixture
def recognised(monkeypatch):
    """As if the words of a plan stood in every picture."""
    title = {"text": "丰原县“十五五”规划", "x0": 100.0, "x1": 700.0, "top": 50.0, "bottom": 80.0}
    cells = [
        {"text": text, "x0": 100.0 + 400 * c, "x1": 120.0 + 400 * c + 25 * len(text), "top": top, "bottom": top + 30}
        for top, row in zip((200.0, 260.0, 320.0), ROWS, strict=True)
        for c, text in enumerate(row)
    ]
    monkeypatch.setattr(scans.Scanner, "_words", lambda self, picture: [title, *cells])
    monkeypatch.setattr(scans.Scanner, "is_ready", True)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "PDF"])
def test_what_is_recognised_is_read_and_each_figure_is_to_be_checked(kind, recognised):
    found = read(picture(kind=kind), f"a.{kind.lower()}").candidates
    assert [(one.label_raw, one.value_raw, one.unit) for one in found] == [
        ("毛入园率", "92", "%"),
        ("毛入园率", "95以上", "%"),
        ("新增学位", "—", "个"),
        ("新增学位", "〔900〕", "个"),
    ]
    assert all("from_picture" in one.doubt for one in found)


def test_only_the_pages_that_are_pictures_are_to_be_checked(recognised, monkeypatch):
    pages = Pages()
    pages.paragraph("丰原县“十五五”规划。到2030年，养老床位达到5000张以上，森林覆盖率达到43%。")
    assert all("from_picture" not in one.doubt for one in read(pages.content(), "a.pdf").candidates)


@pytest.mark.parametrize(("kind", "token"), [("PNG", "picture"), ("PDF", "scan")])
def test_without_the_recognition_it_is_said_what_to_do(kind, token, monkeypatch):
    monkeypatch.setattr(scans.Scanner, "is_ready", False)
    with pytest.raises(Unreadable) as refused:
        read(picture(kind=kind), f"a.{kind.lower()}")
    assert refused.value.token == token


def test_a_picture_of_a_hundred_megapixels_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(scans.Scanner, "is_ready", True)
    with pytest.raises(Unreadable, match="100 百万像素"):
        read(picture(10_000, 10_000), "a.png")


@pytest.mark.parametrize(("seen", "meant"), [("一", "—"), ("9%6", "%"), ("%6", "%"), ("6%", "6%"), ("一、", "一、")])
def test_signs_that_are_taken_for_others_are_as_they_were_meant(seen, meant):
    assert scans.alike(seen) == meant
