"""What office programs show and do not write, and what they write and do not show."""

import io
import zipfile

import docx
import pytest
import xlsxwriter
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from benchmarks.pages import Pages
from data.reading.extract import read
from data.reading.formats import document_of
from data.reading.formats.number_formats import shown
from data.reading.formats.numbering import in_han
from data.reading.refusal import Unreadable, say

TITLE = "丰原县“十五五”教育规划"
HEAD = ("序号", "指标", "2025年", "2030年")


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("1", (600, 300), 1).save(out, "PNG")
    return io.BytesIO(out.getvalue())


def table(document, rows=(HEAD, ("", "毛入园率（%）", "92", "95"), ("", "在校生（万人）", "3", "4"))):
    grid = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            grid.cell(r, c).text = cell
    return grid


def figures(document) -> list[str]:
    return [f"{one.row_no} {one.label_raw} {one.value_raw}" for one in read(saved(document), "a.docx").candidates]


@pytest.fixture
def plan():
    document = docx.Document()
    document.add_paragraph(TITLE)
    return document


def test_row_numbers_that_word_counts_are_read(plan):
    grid = table(plan)
    for row in (1, 2):
        grid.cell(row, 0).paragraphs[0].style = plan.styles["List Number"]
    assert figures(plan) == ["1 毛入园率（%） 92", "1 毛入园率（%） 95", "2 在校生（万人） 3", "2 在校生（万人） 4"]


def test_text_that_is_deleted_moved_or_hidden_is_not_read(plan):
    cells = table(plan).rows[1].cells
    for name, text in (("del", "delText"), ("moveFrom", "t")):
        gone = f"<w:{name} {nsdecls('w')} w:id='1' w:author='a'><w:r><w:{text}>9</w:{text}></w:r></w:{name}>"
        cells[2].paragraphs[0]._p.append(parse_xml(gone))
    cells[3].paragraphs[0].add_run("9").font.hidden = True
    assert figures(plan)[:2] == ["1 毛入园率（%） 92", "1 毛入园率（%） 95"]


def test_a_row_that_is_deleted_is_not_read(plan):
    row = table(plan).rows[2]._tr
    row.get_or_add_trPr().append(OxmlElement("w:del"))
    assert figures(plan) == ["1 毛入园率（%） 92", "1 毛入园率（%） 95"]


def test_the_mark_of_a_note_is_no_digit_of_the_number_before_it(plan):
    plan.add_paragraph("到2030年，毛入园率达到95").add_run("1").font.superscript = True
    plan.paragraphs[-1].add_run("%，浓度降到28微克/m")
    plan.paragraphs[-1].add_run("3").font.superscript = True
    plan.paragraphs[-1].add_run("。")
    found = read(saved(plan), "a.docx").candidates
    assert [(str(one.value), one.unit) for one in found] == [("95", "%"), ("28", "微克/m³")]


def test_a_table_around_text_is_text(plan):
    grid = plan.add_table(2, 1)
    grid.cell(0, 0).text = "专栏2 重大工程"
    grid.cell(1, 0).text = "1.学位工程。到2030年，新建学校20所。"
    (one,) = read(saved(plan), "a.docx").candidates
    assert (one.place, one.table_no, one.label_raw, one.value_raw) == ("box", "2", "新建学校", "20所")


def test_the_cells_of_a_table_of_tasks_are_read_as_text(plan):
    table(
        plan,
        (
            ("序号", "工程", "内容与要求", "单位名单"),
            ("1", "学位", "到2030年，新建学校20所，新增学位3万个。", "教育局"),
        ),
    )
    assert [one.value_raw for one in read(saved(plan), "a.docx").candidates] == ["20所", "3万个"]


def test_headings_keep_the_numbers_that_word_counts(plan):
    numbering = plan.part.numbering_part.element
    shape = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>"""
    numbering.insert(0, parse_xml(shape))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for head in ("发展基础", "主要目标"):
        properties = plan.add_paragraph(head)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="91"/></w:numPr>'))
    assert document_of(saved(plan), "a.docx").text.split("\n")[1:3] == ["一、发展基础", "二、主要目标"]


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_a_number_in_han(number, said):
    assert in_han(number) == said


def test_a_table_that_is_a_picture_is_named_with_its_page(plan):
    plan.add_paragraph("专栏1 主要指标")
    plan.add_paragraph()._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/></w:r>"))
    plan.add_picture(picture())
    plan.add_paragraph("到2030年，新建学校20所。")
    (lack,) = document_of(saved(plan), "a.docx").lacks
    assert say(lack) == "“专栏1 主要指标”是图片（第 2 页），里面的数没有读，请对照原件补录。"


def test_a_picture_in_a_page_is_said_and_an_icon_is_not():
    page = "<p>专栏1 主要指标</p><p><img src='a.png'></p><img src='b.gif' width='16'><p>新建学校20所。</p>"
    assert document_of(page.encode(), "a.html").lacks == ("picture_named|name=专栏1 主要指标",)


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (0.415, "0.0%", "41.5%"),
        (0.32, "0%", "32%"),
        (2.0, '"〔"0"〕"', "〔2〕"),
        (2030.0, '0"年"', "2030年"),
        (3.25, "0.0", "3.25"),
        (1.5, "0.0_ ;[Red]\\-0.0\\ ", "1.5"),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(value, code, said):
    assert shown(value, code) == said


def test_a_workbook_is_read_as_it_is_shown():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page, hidden = book.add_worksheet(), book.add_worksheet()
        hidden.hide()
        hidden.write_row(0, 0, ["指标", "2030年目标", "属性"])
        hidden.write_row(1, 0, ["草稿", 7, "预期性"])
        page.write(0, 0, TITLE)
        page.write_row(1, 0, ["指标", "2025年", "2030年"])
        page.write(2, 0, "毛入园率")
        page.write(2, 1, 0.925, book.add_format({"num_format": "0.0%"}))
        page.write(2, 2, "95%以上")
    found = read(out.getvalue(), "a.xlsx").candidates
    assert [(one.value_raw, one.unit) for one in found] == [("92.5%", "%"), ("95%以上", "%")]


def test_two_columns_of_a_page_are_read_one_after_the_other():
    pages = Pages()
    lines = ["到2030年，新建学校", "20所，改造学校30所，", "普惠率达到92%以上。", "建设智慧校园。"]
    others = ["每年培训教师5000人", "次。推进产教融合。", "毛入学率提高到65%。", "健全育人机制。"]
    pages.paragraph(TITLE)
    for left, right in zip(lines * 2, others * 2, strict=True):
        pages.top -= 16
        pages._text(40, pages.top, left)
        pages._text(440, pages.top, right)
    text = document_of(pages.content(), "a.pdf").text.replace("\n", "")
    assert text.index("建设智慧校园") < text.index("每年培训教师5000人次")


def test_the_broken_part_of_a_workbook_is_refused_in_words(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/styles.xml", "<broken")
    with pytest.raises(Unreadable, match="xlsx"):
        document_of(out.getvalue(), "a.xlsx")
