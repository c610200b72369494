"""What the top of a document says of it: title, number, date, region, issuer and the years that it plans for."""

import pytest

from data.reading.characters import clean
from data.reading.heading import Heading, heading_of


def heading(text: str) -> Heading:
    return heading_of([clean(line).text for line in text.splitlines()])


@pytest.mark.parametrize(
    ("text", "title", "number", "date", "region", "issuer", "period"),
    [
        pytest.param(
            "安平区人民政府办公室关于印发2026年就业促进工作要点的通知\n安政办〔2026〕8号\n各镇人民政府：\n"
            "现将《2026年就业促进工作要点》印发给你们。\n安平区人民政府办公室\n2026年3月2日\n2026年就业促进工作要点",
            "2026年就业促进工作要点",
            "安政办[2026]8号",
            "2026年3月2日",
            "安平区",
            "安平区人民政府办公室",
            (2026, 2026),
            id="a notice that prints a plan",
        ),
        pytest.param(
            "云山市清河区人民政府文件\n清政发〔2026〕3号\n清河区“十五五”卫生健康发展规划",
            "清河区“十五五”卫生健康发展规划",
            "清政发[2026]3号",
            "",
            "清河区",
            "云山市清河区人民政府",
            (2026, 2030),
            id="a document with a red head",
        ),
        pytest.param(
            "政府工作报告\n——2026年1月25日在海安省第十六届人民代表大会第四次会议上\n发布时间：2026-02-09\n"
            "一、2025年工作回顾",
            "政府工作报告",
            "",
            "2026年1月25日",
            "海安省",
            "海安省人民政府",
            (2026, 2026),
            id="a work report names its region in the line of the session",
        ),
        pytest.param(
            "北陵省政府工作报告摘要\n一、2025年主要工作回顾",
            "北陵省政府工作报告摘要",
            "",
            "",
            "北陵省",
            "北陵省人民政府",
            (2026, 2026),
            id="a report without a date plans for the year after that of its review",
        ),
        pytest.param(
            "云泽市2025年国民经济和社会发展统计公报\n云泽市统计局 国家统计局云泽调查队\n2026年3月18日",
            "云泽市2025年国民经济和社会发展统计公报",
            "",
            "2026年3月18日",
            "云泽市",
            "云泽市统计局、国家统计局云泽调查队",
            (2026, 2026),
            id="a bulletin of two offices",
        ),
        pytest.param(
            "国务院关于印发“十五五”就业促进规划的通知\n国发〔2026〕15号",
            "国务院关于印发“十五五”就业促进规划的通知",
            "国发[2026]15号",
            "",
            "全国",
            "国务院",
            (2026, 2030),
            id="a plan of the nation",
        ),
        pytest.param(
            "临河县养老服务三年行动计划\n（2026—2028年）\n为加快发展养老服务，制定本计划。\n临河县民政局\n2026年5月6日",
            "临河县养老服务三年行动计划(2026—2028年)",
            "",
            "2026年5月6日",
            "临河县",
            "临河县民政局",
            (2026, 2028),
            id="who signs below the text, and a title over two lines",
        ),
    ],
)
def test_a_heading_says_what_a_document_is(text, title, number, date, region, issuer, period):
    found = heading(text)
    assert (found.title, found.number, found.date) == (title, number, date)
    assert (found.region, found.issuer, found.period) == (region, issuer, period)


@pytest.mark.parametrize(
    ("title", "tells_done"),
    [
        ("云泽市2025年国民经济和社会发展统计公报", True),
        ("云泽市2025年民生实事完成情况的报告", True),
        ("云泽市“十五五”就业促进规划", False),
        ("2026年云泽市政府工作报告", False),
    ],
)
def test_a_bulletin_tells_what_was_done_from_its_first_line(title, tells_done):
    assert heading(title).tells_done is tells_done
