"""The workbook, read back with openpyxl: every number as the view has it, typed, and the charts over their cells."""

import io
import re
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from awkward_view import FRAME, view
from shipped_views import shipped

from components.exports.xlsx.workbook import WorkbookRefused, sheet_names, xlsx_bytes
from components.language.titles import column_titles
from components.language.words import say, speak
from components.model.judgement import Verdict
from components.model.native_chart import NativeChart, Series
from components.model.view import View
from components.views.decks import deck_of

SERIES = Series("各年", (38.13, 36.37, None), texts=("38.13", "36.37（1—11月）", ""), bounds=(False, True, False))
UPRIGHT = NativeChart(
    "各年",
    "万人",
    ("2021", "2022", "2023"),
    (SERIES, Series("每年所需", (35.0,) * 3, "line", "pace"), Series("年度目标", (35, None, 36), "dots", "ink")),
)
TIMED = NativeChart(
    "累计",
    "万人",
    (date(2020, 12, 31), date(2021, 12, 31), date(2022, 11, 30)),
    (Series("累计", (0, 38.13, 74.5), "line", "region_0", ("", "38.13", "≥74.5"), (False, False, True)),),
)
LYING = NativeChart(
    "倍数", "青岛＝1", ("就业", "培训"), (Series("倍", (5.2, 0.85), texts=("5.2 ‡", "0.85")),), False, 1, True
)


def read(*views: View, name: str = "终期评估"):
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(deck_of(name, views))))


def parts(*views: View) -> dict[str, str]:
    """The XML of the workbook's parts, by name."""
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(deck_of("终期评估", views)))) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


def is_same(cell, value, column: str) -> bool:
    """Whether a cell says what the frame does."""
    if isinstance(value, float) and column.endswith("_pct"):
        return Decimal(repr(cell.value)) * 100 == Decimal(repr(value)) and "%" in cell.number_format
    if isinstance(cell.value, datetime):
        return column.endswith("_on") and cell.value.date().isoformat() == value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return cell.value == value and (cell.data_type == "n") == is_number


def test_every_cell_of_every_shipped_view_is_read_back_as_it_stands():
    views = shipped()
    book = read(*views)
    numbers = 0
    for (name, _), one in zip(sheet_names(deck_of("", views)), views, strict=True):
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == column_titles(one)
        assert sheet.max_row == len(one.frame) + 1
        for place, column in enumerate(one.frame.columns, start=1):
            known = one.frame[column].notna() & (one.frame[column].astype(object) != "")
            for row, (value, is_there) in enumerate(zip(one.frame[column].tolist(), known, strict=True), start=2):
                cell = sheet.cell(row, place)
                if is_there:
                    assert is_same(cell, value, column), (name, cell.coordinate, cell.value, value)
                    numbers += cell.data_type == "n"
                else:
                    assert cell.value is None, (name, cell.coordinate)
    assert numbers > 1000


def test_every_chart_stands_over_the_numbers_of_its_panel():
    views = shipped()
    book = read(*views)
    drawn = 0
    for (_, name), one in zip(sheet_names(deck_of("", views)), views, strict=True):
        assert (name in book.sheetnames) == bool(one.native_charts)
        if not one.native_charts:
            continue
        assert len(book[name]._charts) == len(one.native_charts)
        rows = [[cell.value for cell in row] for row in book[name].iter_rows()]
        for native, chart in zip(one.native_charts, book[name]._charts, strict=True):
            found = [series for part in (chart, *chart._charts[1:]) for series in part.series]
            assert len(found) == len(native.series)
            for series in found:
                _, first, last = re.fullmatch(r"'(.+)'!\$(\w+\$\d+):\$(\w+\$\d+)", series.val.numRef.f).groups()
                cells = book[name][f"{first.replace('$', '')}:{last.replace('$', '')}"]
                title = book[name].cell(cells[0][0].row - 1, cells[0][0].column).value
                values = tuple(cell.value for (cell,) in cells)
                assert (title, values) in [(one.name, one.values) for one in native.series]
                drawn += 1
            assert any(row[1] and row[1].startswith(one.headline) for row in rows)
    assert drawn > 15


def test_cells_are_typed():
    sheet = read(view())["逐年结果"]
    rows = list(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in sheet["C"][1:]] == [197.47, 4.5, None, 2500, 0.3]
    assert [cell.value for cell in sheet["D"][1:]] == [1.057, 0.001, 0.8865, None, -0.114]
    assert {cell.number_format for cell in sheet["D"][1:]} == {'0.0#####%;"−"0.0#####%'}
    assert {cell.number_format for cell in sheet["E"][1:]} == {'+0.0#####;"−"0.0#####;0.0'}
    assert [cell.value for cell in sheet["F"][1:]] == [2021, 2022, None, 2024, 2025]
    assert {cell.number_format for cell in sheet["F"][1:]} == {"0"}
    assert [cell.data_type for cell in sheet["G"][1:]] == ["b"] * 5
    assert [row[7].value for row in rows] == [datetime(2021, 10, 25), "2018-10", "2018", None, "2021-02-30"]
    assert [bool(row[8].hyperlink) for row in rows] == [True, False, False, False, True]


def test_text_that_looks_like_a_formula_or_a_number_stays_text_and_is_not_marked_wrong():
    sheet = read(view())["逐年结果"]
    assert [cell.value for cell in sheet["A"][1:]] == list(FRAME["task"])
    assert [cell.value for cell in sheet["B"][1:]] == list(FRAME["value_raw"])
    assert {cell.data_type for column in "AB" for cell in sheet[column][1:]} == {"s"}
    assert '<ignoredError sqref="A2:M6" numberStoredAsText="1"/>' in parts(view())["xl/worksheets/sheet2.xml"]


def test_a_table_begins_with_a_frozen_header_that_filters():
    sheet = read(view())["逐年结果"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:M6"
    assert all(cell.font.bold and cell.fill.fgColor.rgb != "00000000" for cell in sheet[1])
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert "终期评估" in sheet.oddFooter.left.text


def test_an_id_stays_in_one_line_and_a_list_of_ids_is_wrapped():
    long = "qingdao-employment-14fyp.text-new_urban_jobs.target-of-2025"
    sheet = read(view(pd.DataFrame({"fact_id": [long], "fact_ids": [f"{long}; {long}"]})))["逐年结果"]
    assert [bool(sheet[cell].alignment.wrap_text) for cell in ("A2", "B2")] == [False, True]


def test_columns_are_as_wide_as_their_chinese_and_long_text_is_wrapped():
    sheet = read(view())["逐年结果"]
    widths = {key: column.width for key, column in sheet.column_dimensions.items()}
    assert widths["J"] == pytest.approx(48, abs=1)
    assert sheet["J2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height > 90
    assert sheet.row_dimensions[3].height is None
    assert all(6 <= width <= 49 for width in widths.values())
    # 16 Chinese letters take 32 digits
    wide = read(view(FRAME.assign(task="就业" * 8)))["逐年结果"]
    assert wide.column_dimensions["A"].width == pytest.approx(35, abs=1)


def test_the_notes_say_filters_sources_working_and_method():
    said = view(
        takeaway="要点的话",
        subtitle="图示的话",
        notes=("一条注",),
        sources=("青政字〔2021〕22号 规划",),
        arithmetic=(("完成率", "184.93 ÷ 175 = 105.7%"),),
        verdict=Verdict("exceeded", "超额完成", True),
        facts=("qingdao-hrss-14fyp.table2-1.target",),
    )
    book = read(said)
    lines = [cell.value for row in book["说明"].iter_rows() for cell in row if cell.value]
    for text in ("终期评估", "规划指标台账", "题目", "要点的话", "图示的话", "一条注", "青政字〔2021〕22号 规划",
                 "完成率：184.93 ÷ 175 = 105.7%", "超额完成", "地区：青岛", "2025 年 12 月"):  # fmt: skip
        assert text in lines
    assert "二、基数：印的和采用的" in lines
    assert not any("**" in text or "#" in text for text in lines if isinstance(text, str))
    assert [cell.value for cell in book["依据的数"]["A"]] == ["工作表", "逐年结果"]
    assert "[175] 万人" in book["依据的数"]["B2"].value


def test_facts_that_are_the_rows_of_the_table_are_not_listed_again():
    evidence = next(one for one in shipped() if one.name == "evidence")
    book = read(evidence)
    assert book.sheetnames == ["说明", "台账数据"]
    assert any("588" in str(cell.value) for cell in book["说明"]["B"])


def test_a_workbook_of_one_table_opens_on_it_and_a_briefing_on_its_contents():
    assert read(view()).active.title == "逐年结果"
    assert read(view(), view(name="missing")).active.title == "说明"
    assert read(view()).properties.title == "终期评估"


def test_contents_link_to_each_sheet():
    book = read(view(native_charts=(UPRIGHT,)), view(name="missing"))
    links = [cell.hyperlink.location for row in book["说明"].iter_rows() for cell in row if cell.hyperlink]
    assert {link.split("!")[0].strip("'") for link in links} == {"逐年结果", "图 · 逐年结果", "数据补充清单"}


def test_sheets_are_named_by_what_tells_them_apart():
    jobs = {"region": "qingdao", "indicator": "new_urban_jobs", "plan": "qingdao-hrss-14fyp"}
    views = [
        view(choices=jobs),
        view(choices={**jobs, "indicator": "unemployment_insured"}),
        view(choices={**jobs, "indicator": "unemployment_insured"}),
        view(name="missing"),
    ]
    names = [name for name, _ in sheet_names(deck_of("", views))]
    assert names == [
        "逐年结果 城镇新增就业人数",
        "逐年结果 失业保险参保人数",
        "逐年结果 失业保险参保人数 2",
        "数据补充清单",
    ]
    assert [name for name, _ in sheet_names(deck_of("", views[:2]))] == [
        "逐年结果 城镇新增就业人数",
        "逐年结果 失业保险参保人数",
    ]
    assert sheet_names(deck_of("", views[:1])) == [("逐年结果", "图 · 逐年结果")]


def test_a_name_is_one_that_excel_takes(monkeypatch):
    monkeypatch.setattr("components.exports.xlsx.workbook.say", lambda word, **words: "'" + "a[b]:c*d?e/f\\g" * 4 + "'")
    names = [name for pair in sheet_names(deck_of("", [view(), view()])) for name in pair]
    assert len({name.lower() for name in names}) == 4
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)


def test_charts_are_native_with_their_forms():
    charts = [
        text for name, text in parts(view(native_charts=(UPRIGHT, TIMED, LYING))).items() if "charts/chart" in name
    ]
    upright, timed, lying = charts
    # lines over bars, the part of a year hatched, labels as printed
    assert "<c:barChart>" in upright
    assert "<c:lineChart>" in upright
    assert 'prst="wdUpDiag"' in upright
    assert "36.37（1—11月）" in upright
    assert "<c:dateAx>" in timed
    assert '<c:dispBlanksAs val="span"/>' in timed
    assert "≥74.5" in timed
    # the first on top, on a scale of powers, from 1
    assert '<c:barDir val="bar"/>' in lying
    assert '<c:orientation val="maxMin"/>' in lying
    assert '<c:logBase val="10"/>' in lying
    assert '<c:crossesAt val="1"/>' in lying


def test_chart_letters_are_of_the_one_font_in_chinese_too():
    theme = parts(view())["xl/theme/theme1.xml"]
    assert theme.count('<a:latin typeface="Microsoft YaHei"/><a:ea typeface="Microsoft YaHei"/>') == 2


def test_a_view_without_rows_is_a_header_and_says_so():
    book = read(view(FRAME.head(0)))
    assert book["逐年结果"].max_row == 1
    assert "这些筛选下没有行" in [cell.value for cell in book["说明"]["B"]]


def test_more_rows_than_a_sheet_holds_are_refused_by_name():
    frame = pd.DataFrame({"value": range(1_048_576)})
    with pytest.raises(WorkbookRefused, match=r"“题目”有 1,048,576 行，.*1,048,575"):
        xlsx_bytes(deck_of("终期评估", (view(frame),)))


def test_more_letters_than_a_cell_holds_are_refused_by_place():
    with pytest.raises(WorkbookRefused, match=r"“题目”第 2 行“提示”有 32,768 个字"):
        xlsx_bytes(deck_of("终期评估", (view(pd.DataFrame({"statement": ["短", "长" * 32_768]})),)))


def test_progress_is_told_after_each_view():
    told = []
    xlsx_bytes(deck_of("终期评估", (view(), view(name="missing"))), lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_the_view_is_left_as_it_was():
    given = view(FRAME.copy())
    xlsx_bytes(deck_of("终期评估", (given,)))
    pd.testing.assert_frame_equal(given.frame, FRAME)


def test_it_speaks_english():
    speak("en")
    book = read(view(native_charts=(TIMED,)))
    assert book.sheetnames == ["Notes", "Results by year", "Chart · Results by year"]
    assert book["Results by year"]["A1"].value == "Task"
    assert "Region: Qingdao" in [cell.value for cell in book["Notes"]["B"]]


def test_a_table_of_many_rows_is_written_in_the_memory_of_a_few():
    texts = ("task", "value_raw", "reason", "data_through", "unit_name", "fact_id")

    def most(rows: int) -> int:
        """Bytes that are held at most while so many rows are written, but for the file itself."""
        frame = pd.DataFrame({column: [f"{column} {row}" for row in range(rows)] for column in texts})
        deck = deck_of("多行", (view(frame),))
        tracemalloc.start()
        try:
            content = xlsx_bytes(deck)
            return tracemalloc.get_traced_memory()[1] - len(content)
        finally:
            tracemalloc.stop()

    most(10)  # what is read once is there
    # a cell that stayed would take some 300 bytes
    assert most(6_000) - most(1_000) < 5_000 * len(texts) * 60


def test_small_charts_stand_beside_each_other_over_the_cells_of_all():
    small = replace(TIMED, is_small=True)
    made = view(native_charts=(small,) * 8, reading="实心＝全年", sources=("来源",))
    sheet = read(made)[sheet_names(deck_of("", (made,)))[0][1]]
    at = [(chart.anchor._from.row, chart.anchor._from.col > 0) for chart in sheet._charts]
    lines = sorted({row for row, _ in at})
    assert at == [(row, is_right) for row in lines for is_right in (False, True)]
    # three rows of them a page, then the fourth with the cells of all
    assert next(mark.id for mark in sheet.row_breaks.brk) == lines[3]
    told = [cell.value for cell in sheet["A"] if cell.value]
    assert told[:3] == [say("book.chart_title"), "实心＝全年", say("chart.source", source="来源")]
    assert told.count(say("book.month")) == 8


def test_a_wide_table_is_printed_on_the_smaller_paper_where_its_sentences_may_be_broken_for_that():
    texts = ("task", "reason", "note", "remark")
    for often, paper in ((2, 9), (6, 8)):
        frame = pd.DataFrame({"indicator": ["指标"], **{column: ["长" * 60] for column in texts}})
        frame = frame.assign(
            **dict.fromkeys(("status", "margin", "ground", "cause", "measures", "ruling")[:often], "长" * 12)
        )
        sheet = read(replace(view(frame), shown=tuple(frame.columns)))["逐年结果"]
        assert sheet.page_setup.paperSize == paper
        assert sheet["B2"].alignment.wrap_text


def test_few_charts_print_on_one_page_and_the_notes_without_the_method():
    book = read(view(native_charts=(UPRIGHT, TIMED)))
    sheet = book["图 · 逐年结果"]
    assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("portrait", True)
    # one page is what a file means that says no number
    assert {sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight} <= {None, 1}
    notes = book[say("book.notes")]
    method = next(cell.row for cell in notes["A"] if cell.value == say("method.open"))
    assert int(re.search(r"(\d+)'?$", str(notes.print_area))[1]) < method
