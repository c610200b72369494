"""Characters made alike, and the encodings of files."""

import pytest

from data.reading.characters import clean, decoded
from data.reading.document import Writer


@pytest.mark.parametrize(
    ("printed", "alike"),
    [
        ("城镇 新增　就业\u00a0人数", "城镇新增就业人数"),
        ("１７５万人", "175万人"),
        ("城鎮新增就業人數（萬人）", "城镇新增就业人数(万人)"),
        ("就jiù业yè人rén数shù", "就业人数"),
        ("1,750人,其中", "1750人，其中"),
        ("WPS Office 2.0", "WPS Office 2.0"),
    ],
)
def test_printed_forms_of_one_text_are_alike(printed, alike):
    assert clean(printed).text == alike


def test_every_character_keeps_its_place():
    found = clean("城镇 新增 １７５ 万人")
    at = found.text.index("175")
    assert "城镇 新增 １７５ 万人"[slice(*found.printed(at, at + 3))] == "１７５"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_each_encoding(encoding):
    text = "城镇新增就业人数达到175万人。\n失业率控制在5.5%以内。\n" * 9
    assert decoded(text.encode(encoding)) == text


def test_a_document_has_the_characters_that_are_printed_for_radicals():
    # PDF programs write ⼈ (U+2F08) and ⺠ (U+2EA0) for 人 and 民: a name with them would be another name
    writer = Writer()
    writer.paragraph("城乡居⺠⼈均可⽀配收⼊")
    writer.table([["⾼技能⼈才", "⻓"]], {}, None)
    assert writer.document().text.split() == ["城乡居民人均可支配收入", "高技能人才", "长"]
