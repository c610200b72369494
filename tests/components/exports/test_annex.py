"""The Word annex, read back as plain XML: layout of the page, fonts, headers, and every number of the views."""

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from functools import cache

import pytest
from shipped_views import PLANS

from components.exports.docx.annex import docx_bytes
from components.language import words
from components.language.numerals import is_known, times
from components.language.words import say, speak
from components.model.view import View
from components.views import cities, commitments, completion, continuity, evidence, overview, progress
from components.views.decks import deck_of

QINGDAO, EMPLOYMENT, ZHOUSHAN = PLANS
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AS_OF = "2025-12"


class Read:
    """A .docx file as its parts say it."""

    def __init__(self, file: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            assert archive.testzip() is None
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document, self.styles = (
            ElementTree.fromstring(self.parts[f"word/{name}.xml"]) for name in ("document", "styles")
        )
        self.body = self.document.find(f"{W}body")
        self.tables = self.document.findall(f".//{W}tbl")

    def part(self, pattern: str) -> ElementTree.Element:
        (name,) = [name for name in self.parts if re.fullmatch(pattern, name)]
        return ElementTree.fromstring(self.parts[name])

    def paragraphs(self, style: str = "") -> list[str]:
        """The texts outside of tables, those of one style or all."""
        return [text_of(p) for p in self.body.findall(f"{W}p") if style in ("", style_of(p))]


def text_of(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def style_of(paragraph: ElementTree.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def rows_of(table: ElementTree.Element) -> list[list[str]]:
    """The cells of a table without its header and the headings of its groups."""
    rows = [[text_of(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr") if not is_head(row)]
    return [row for row in rows if len(row) > 1]


def is_head(row: ElementTree.Element) -> bool:
    return row.find(f"{W}trPr/{W}tblHeader") is not None


def digits(text: str) -> list[str]:
    return re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)


@cache
def annex(plan: tuple[str, str], language: str = "zh") -> tuple[Read, View, View]:
    """The two tables of a plan as a file, and the views that they are of."""
    assert language == words.language()
    views = (completion.matrix_view(*plan, AS_OF), completion.missing_view(*plan, AS_OF))
    return Read(docx_bytes(deck_of("终期评估", views))), *views


@cache
def other_views() -> tuple[View, ...]:
    return (
        overview.board_view("14fyp", AS_OF, region_id="qingdao"),
        progress.view(*QINGDAO, "new_urban_jobs", AS_OF),
        continuity.view(*QINGDAO),
        cities.view("qingdao", "zhoushan"),
        cities.rates_view("qingdao", "zhoushan"),
        commitments.view(theme_id="talent"),
        cities.view("qingdao", "zhoushan", theme_id="population"),
    )


@cache
def others() -> Read:
    return Read(docx_bytes(deck_of("另一份汇报", other_views())))


# page, fonts, header and footer


def test_the_page_is_a4_across():
    size = annex(QINGDAO)[0].body.find(f"{W}sectPr/{W}pgSz")
    millimetres = [int(size.get(f"{W}{side}")) / 1440 * 25.4 for side in ("w", "h")]
    assert millimetres == pytest.approx([297, 210], abs=0.1)
    assert size.get(f"{W}orient") == "landscape"


def test_every_page_bears_the_decks_name_and_its_number():
    read = annex(QINGDAO)[0]
    assert text_of(read.part(r"word/header\d*\.xml")) == "终期评估"
    footer = read.part(r"word/footer\d*\.xml")
    assert text_of(footer) == "第 1 页　共 1 页"
    assert [field.get(f"{W}instr") for field in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert "终期评估" in read.parts["docProps/core.xml"].decode("utf-8")


def test_every_style_in_use_names_its_chinese_font_and_none_a_themes():
    for read in (annex(QINGDAO)[0], others()):
        used = {style_of(paragraph) for paragraph in read.document.iter(f"{W}p")}
        by_id = {style.get(f"{W}styleId"): style for style in read.styles.findall(f"{W}style")}
        for style in used:
            fonts = by_id[style].find(f"{W}rPr/{W}rFonts")
            assert fonts.get(f"{W}eastAsia") in ("SimSun", "SimHei"), style
            assert fonts.get(f"{W}ascii") == "Times New Roman"
            size = int(by_id[style].find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2
            assert size >= 9
        assert [name for fonts in read.styles.iter(f"{W}rFonts") for name in fonts.attrib if "Theme" in name] == []
        defaults = read.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        assert defaults.find(f"{W}rFonts").get(f"{W}eastAsia") == "SimSun"
        assert defaults.find(f"{W}lang").get(f"{W}eastAsia") == "zh-CN"


def test_every_run_has_its_language_and_chinese_ones_their_marks():
    for read in (annex(ZHOUSHAN)[0], others()):
        for run in read.document.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            assert properties.find(f"{W}lang").get(f"{W}eastAsia") == "zh-CN"
            is_chinese = bool(re.search(r"[\u4e00-\u9fff]", text_of(run)))
            hint = properties.find(f"{W}rFonts")
            assert not is_chinese or hint.get(f"{W}hint") == "eastAsia"


def test_headers_repeat_and_no_row_is_cut():
    for read, heads in ((annex(QINGDAO)[0], [2, 1]), (others(), [1] * 6)):
        assert [sum(map(is_head, table.findall(f"{W}tr"))) for table in read.tables] == heads
        for table, count in zip(read.tables, heads, strict=True):
            rows = table.findall(f"{W}tr")
            assert all(map(is_head, rows[:count]))
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_tables_have_fixed_widths_that_fit_the_page():
    for read in (annex(QINGDAO)[0], others()):
        for table in read.tables:
            assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
            columns = [int(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
            assert sum(columns) / 1440 * 25.4 == pytest.approx(277, abs=0.5)
            for row in table.findall(f"{W}tr"):
                spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
                assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == len(columns)


def test_each_annex_begins_a_page_under_its_number():
    read = annex(ZHOUSHAN)[0]
    assert read.paragraphs("Heading1") == [
        "附表1　舟山市人力资源和社会保障事业发展“十四五”规划主要指标完成情况表",
        "附表2　舟山市人力资源和社会保障事业发展“十四五”规划数据补充清单",
    ]
    headings = [paragraph for paragraph in read.body if style_of(paragraph) == "Heading1"]
    breaks = [paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None for paragraph in headings]
    assert breaks == [False, True]
    assert read.paragraphs("AnnexSubtitle")[0] == "（截至 2025 年 12 月）　计量单位见“单位”栏"


# the 指标完成情况表


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_completion_table_holds_the_cells_of_its_view(plan, language):
    speak(language)
    read, view, _ = annex(plan, language)
    rows = rows_of(read.tables[0])
    assert len(rows) == len(view.frame)
    for cells, row in zip(rows, view.frame.itertuples(), strict=True):
        number, indicator, unit, attribute, printed, used, target, *rest = cells
        years, (done, percent, gap, status, responsible, remark) = rest[:5], rest[5:]
        assert (number, unit, attribute) == (row.row_no, row.unit_name, row.attribute)
        assert indicator in (row.indicator, say("annex.inner", indicator=row.indicator))
        assert (printed, used or "—", target) == (row.base_printed_raw or "—", row.base_used or "—", row.target_raw)
        told = [getattr(row, f"year_{place}") for place in range(1, 6)]
        assert [year.replace(" ", "") for year in years] == [year.replace(" ", "") for year in told]
        assert done == (row.done_text + say("annex.through", month=row.data_through) if row.done_text else "—")
        if not is_known(row.completion_pct):
            assert percent == "—"
        else:
            assert float(percent.lstrip("≥")) == row.completion_pct
            assert percent.startswith("≥") is row.done_text.startswith("≥")
        # METHOD 4: after the end the margin to the target, never the gap to the time elapsed
        assert gap == (row.margin or "—")
        assert (status, responsible) == (row.status, row.responsible or "—")
        assert remark.startswith(row.remark)
        assert remark.endswith(row.reliability)


@pytest.mark.parametrize("plan", [("shandong", "shandong-hrss-14fyp"), ("china", "china-employment-13fyp")])
def test_the_targets_of_a_plan_that_is_known_by_its_text_have_no_number_and_an_annex_all_the_same(plan):
    month = "2025-12" if plan[1].endswith("14fyp") else "2020-12"
    view = completion.matrix_view(*plan, month)
    rows = rows_of(Read(docx_bytes(deck_of("附表", (view,)))).tables[0])
    assert [cells[0] for cells in rows] == ["—"] * len(view.frame)


def test_the_header_has_two_rows_with_the_bases_under_one_head():
    table = annex(QINGDAO)[0].tables[0]
    upper, lower = table.findall(f"{W}tr")[:2]
    assert [text_of(cell) for cell in upper] == [
        "", "序号", "指标名称", "单位", "属性", "2020 年基数", "2025 年目标", "各年结果",
        "累计完成或最新值（数据截至）", "完成率（%）", "与目标相比", "评价结论", "责任单位", "备注",
    ]  # fmt: skip
    below = [text_of(cell) for cell in lower.findall(f"{W}tc")]
    assert [text for text in below if text] == ["规划数", "采用数", "2021", "2022", "2023", "2024", "2025"]
    merged = [cell.find(f"{W}tcPr/{W}vMerge") for cell in lower.findall(f"{W}tc")]
    assert [merge is not None for merge in merged] == [not text for text in below]


def test_rows_stand_under_their_themes_unless_the_plan_comes_back_to_one():
    def groups(plan: tuple[str, str]) -> list[str]:
        cells = [row.findall(f"{W}tc") for row in annex(plan)[0].tables[0].findall(f"{W}tr")]
        return [text_of(row[0]) for row in cells if len(row) == 1]

    assert groups(QINGDAO) == ["一、就业创业", "二、社会保险", "三、人才队伍", "四、劳动关系", "五、公共服务"]
    assert groups(EMPLOYMENT) == []


def test_rows_that_the_plan_prints_inside_another_say_so():
    read, view, _ = annex(QINGDAO)
    inner = [cells[1] for cells in rows_of(read.tables[0]) if cells[1].startswith("其中：")]
    assert len(inner) == view.frame["is_inner"].sum() == 3
    assert "预期性 20 项" in read.paragraphs("AnnexSummary")[0]


@pytest.mark.parametrize("plan", PLANS)
def test_summary_notes_workings_and_sources_stand_around_the_table(plan):
    read, *views = annex(plan)
    assert read.paragraphs("AnnexSummary") == [views[0].takeaway]
    told = read.paragraphs("AnnexNote")
    expected = []
    for view in views:
        workings = [f"{label}：{working}" for label, working in view.arithmetic]
        for items in (view.notes, workings, view.sources):
            expected += [f"{number}. {text}" for number, text in enumerate(items, 1)]
    assert told == expected


# the 数据补充清单


@pytest.mark.parametrize("plan", PLANS)
def test_the_list_of_missing_figures_has_a_row_a_year_and_room_to_fill_in(plan):
    read, _, view = annex(plan)
    rows = rows_of(read.tables[1])
    assert len(rows) == len(view.frame)
    whole: list[str] = []
    for cells, row in zip(rows, view.frame.itertuples(), strict=True):
        whole = [cell or before for cell, before in zip(cells[:4], whole or cells[:4], strict=True)]
        assert whole[1:] == [row.indicator, row.unit_name, row.attribute]
        assert cells[4:6] == [str(row.year), row.lack]
        assert cells[8:] == ["", ""]
        if cells[0]:
            assert cells[6:8] == [row.last_known or "—", row.responsible]
    numbers = [int(cells[0]) for cells in rows if cells[0]]
    assert numbers == list(range(1, view.frame["target_fact_id"].nunique() + 1))


# no line alone on a page


def test_the_last_rows_of_a_table_and_the_first_and_last_lines_under_it_stay_together():
    read = others()
    for table in read.tables:
        assert all(row.find(f".//{W}keepNext") is not None for row in table.findall(f"{W}tr")[-4:])
    lists: list[list[bool]] = [[]]
    for element in read.body:
        if element.tag == f"{W}tbl":
            lists.append([])
        elif style_of(element) in ("AnnexLabel", "AnnexNote"):
            lists[-1].append(element.find(f"{W}pPr/{W}keepNext") is not None)
    for stays in filter(None, lists):
        few = min(4, len(stays) - 1)
        assert stays[:few] == stays[-1 - few : -1] == [True] * few


# any other view


def test_other_views_have_headline_sentence_table_notes_and_sources():
    read, views = others(), other_views()
    assert read.paragraphs("Heading1") == [f"附表{n}　{view.headline}" for n, view in enumerate(views, 1)]
    said = read.paragraphs()
    for view in views:
        assert view.is_empty or view.takeaway == "" or view.takeaway in said
        assert [note for note in view.notes if not any(text.endswith(f". {note}") for text in said)] == []
        assert [source for source in view.sources if not any(text.endswith(f". {source}") for text in said)] == []
    assert any(text.startswith("评价结论：超额完成") for text in said)
    assert views[-1].advice in said


def test_other_tables_hold_every_number_of_the_columns_that_the_screen_shows():
    views = [view for view in other_views() if not view.is_empty]
    for view, table in zip(views, others().tables, strict=True):
        rows = rows_of(table)
        assert len(rows) == len(view.frame)
        for cells, (_, row) in zip(rows, view.frame.iterrows(), strict=True):
            told = {number.replace(",", "") for cell in cells for number in digits(cell)}
            for column in view.shown:
                value = row[column]
                if isinstance(value, str):
                    assert value.strip() in [*cells, ""]
                elif is_known(value) and not column.startswith("is_"):
                    # a ratio is said with the decimals that a reader needs, anything else with all its digits
                    is_ratio = view.column(column).unit == "times"
                    number = float(times(value)) if is_ratio else abs(float(value))
                    assert any(float(text) == number for text in told), (view.name, column)


def test_progress_is_told_after_each_view():
    told: list[tuple[int, int]] = []
    docx_bytes(deck_of("两份", other_views()[:2]), lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_a_deck_without_views_is_still_a_document():
    assert Read(docx_bytes(deck_of("空", ()))).tables == []


def test_a_very_long_table_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr("components.exports.docx.annex.MOST", 5)
    view = evidence.view(region="zhoushan")
    read = Read(docx_bytes(deck_of("长表", (view,))))
    assert len(rows_of(read.tables[0])) == 5
    assert read.paragraphs("AnnexNote")[0] == f"1. 表中只列前 5 行，全部 {len(view.frame)} 行见 XLSX"
