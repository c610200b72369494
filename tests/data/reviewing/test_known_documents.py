"""A document that the ledger has is known: the same, with other figures, or with other years and names."""

import os
import re
from pathlib import Path

import pytest

from data.reading.extract import names, read
from data.reviewing.known import known, masked, plain_text
from tests.data.reviewing.plans import DEMO, WEIFANG, given, read_beside

pytestmark = pytest.mark.usefixtures("rows_alone")
SOURCES = Path(os.environ.get("PLANLEDGER_SOURCES", Path(__file__).parents[4] / "shared" / "sources"))
LONG = DEMO + "\n".join(
    f"（{number}）{words}，健全工作机制，压实各方责任，定期调度推进，确保任务落到实处。"
    for number, words in zip(
        "一二三四五六",
        ("优化示例服务", "完善示例网络", "建强示例队伍", "改进示例方法", "扩大示例范围", "严格示例管理"),
        strict=True,
    )
)


def of(text: str, it):
    return known(text.encode(), read_beside(text, it.folders), **it.folders)


@pytest.fixture
def kept(folders):
    """A plan that the store keeps with its original."""
    it = given(LONG, folders)
    it.commit()
    return it


def test_nothing_is_said_of_a_document_that_resembles_none(kept):
    assert of(WEIFANG, kept) is None


# what is made of the kept plan's text → the kind that it is said to be, and the figures that are other
OTHERS = {
    "its bytes": (lambda text: text, "same", []),
    "its text with other blanks and signs": (lambda text: text.replace("，", " , ").replace("\n", "\r\n"), "same", []),
    "other figures": (lambda text: text.replace("[22]", "[25]"), "version", [("[22]", "[25]")]),
    "a row less": (lambda text: re.sub(r"2\t示例失业率.*\n", "", text), "version", [("5.2", ""), ("5.5以内", "")]),
    "the years of another plan": (
        lambda text: text.replace("十五五", "十四五").replace("2025", "2020").replace("2030", "2025"), "copy", [],
    ),
    "the name of another city": (lambda text: text.replace("示例东市", "示例北市"), "copy", []),
    "other years, names and figures": (
        lambda text: text.replace("示例东市", "杭州市").replace("十五五", "十六五").replace("2030", "2035")
        .replace("2025", "2030").replace("22", "31").replace("5.2", "4.8"),
        "copy", [],
    ),
}  # fmt: skip


def test_a_document_of_which_the_store_has_the_text_is_known_by_it(kept):
    said = {}
    for name, (make, _, _) in OTHERS.items():
        found = of(make(LONG), kept)
        assert found is not None, name
        assert found.document_id == "demo-east-plan-2026-2030"
        assert found.said("zh")
        assert found.said("en")
        said[name] = (found.kind, [(one.raw_before, one.raw_after) for one in found.differences])
    assert said == {name: (kind, figures) for name, (_, kind, figures) in OTHERS.items()}


def test_years_numbers_and_names_of_places_stand_alike_in_a_masked_text():
    first = masked(plain_text("到2025年，青岛市“十四五”新增就业 175 万人。"), ["青岛"])
    assert first == masked(plain_text("到2030年,潍坊市“十五五”新增就业98.5万人"), [])


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the texts stay out of the project")
def test_shipped_documents_are_known_by_their_figures_and_copies_of_them_said_to_be_copies():
    listed = names()

    def found(text: str, name: str) -> tuple[str, str]:
        it = known(text.encode(), read(text.encode(), name, listed))
        return (it.document_id, it.kind) if it else ("", "")

    for file in sorted(SOURCES.glob("*.txt")):
        assert found(file.read_text(encoding="utf-8"), file.name) == (file.stem, "same")
    plan = (SOURCES / "qingdao-hrss-14fyp.txt").read_text(encoding="utf-8")
    later = plan.replace("十四五", "十五五").replace("2025", "2030").replace("2020", "2025").replace("2021", "2026")
    assert found(later, "15.txt") == ("qingdao-hrss-14fyp", "copy")
    assert found(plan.replace("青岛", "烟台"), "yantai.txt") == ("qingdao-hrss-14fyp", "copy")
    assert found(plan.replace("[175]", "[180]"), "new.txt") == ("qingdao-hrss-14fyp", "version")
