"""Slides read back from the parts of the file: lxml for slides and charts, openpyxl for the workbooks of the charts."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
import pytest
from lxml import etree
from openpyxl import load_workbook

from components.exports.pptx.deck import FACTS, PAGES, aside_sentence, pptx_bytes
from components.exports.pptx.text import FONT, Box
from components.language import words
from components.language.titles import column_title
from components.language.words import say
from components.model.judgement import Verdict
from components.model.native_chart import NativeChart, Series
from components.model.view import View
from components.views import completion, overview, progress
from components.views.decks import deck_of
from components.views.evidence import fact_lines

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CITY, PLAN, MONTH = "qingdao", "qingdao-hrss-14fyp", "2025-12"
DATES = (date(2020, 12, 31), date(2021, 12, 31), date(2022, 11, 30), date(2024, 11, 30), date(2025, 12, 31))
RUNNING = NativeChart(
    "累计",
    "万人",
    DATES,
    (
        Series(
            "累计",
            (0, 38.13, 74.5, 147.63, 184.93),
            "line",
            "region_0",
            ("", "38.13", "74.50", "≥147.63", "≥184.93"),
            (False, False, False, True, True),
        ),
        Series("序时进度线", (0, None, None, None, 175), "line", "pace"),
        Series("五年目标", (175,) * 5, "dashed", "ink", ("", "", "", "", "五年目标 [175]")),
    ),
)
YEARS = NativeChart(
    "各年",
    "万人",
    ("2021", "2022", "2023"),
    (
        Series("各年", (38.13, 36.37, None), "bar", "region_0", ("38.13", "36.37（1—11月）", ""), (False, True, False)),
        Series("每年所需", (35, 35, 35), "line", "pace"),
        Series("年度目标", (35, None, 36), "dots", "ink", ("35", "", "36")),
    ),
)
RATIO = NativeChart(
    "倍数",
    "青岛＝1",
    ("高技能人才", "失业保险"),
    (
        Series("每万人", (2.718, 0.845), "bar", "region_1", ("2.7 ‡", "0.85")),
        Series("总量", (0.313, 0.097), "bar", "pace", ("0.31", "0.097")),
    ),
    is_upright=False,
    start=1,
    is_log=True,
)


def view(name: str = "missing", rows: int = 3, **more) -> View:
    frame = pd.DataFrame(
        {
            "indicator": [f"指标{row}" for row in range(rows)],
            "year": [2021] * rows,
            "value_raw": ["[197.47]"] * rows,
            "completion_pct": [105.7] * rows,
            "gap_to_time_pp": [-5.6] * rows,
            "is_conflict": [True] * rows,
        }
    )
    return View(name, {}, frame, tuple(frame.columns), "还缺这些数", takeaway="先补这些", **more)


class File:
    """The parts of a PPTX file, its slides in order."""

    def __init__(self, *views: View, name: str = "试") -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(pptx_bytes(deck_of(name, views))))
        self.names = self.zip.namelist()
        numbers = [int(found[1]) for part in self.names if (found := re.fullmatch(r"ppt/slides/slide(\d+).xml", part))]
        self.slides = [self.xml(f"ppt/slides/slide{number}.xml") for number in sorted(numbers)]

    def xml(self, part: str) -> etree._Element:
        return etree.fromstring(self.zip.read(part))

    def related(self, part: str, kind: str) -> list[str]:
        folder, _, name = part.rpartition("/")
        relations = self.xml(f"{folder}/_rels/{name}.rels").iter(RELATED)
        targets = [relation.get("Target") for relation in relations if relation.get("Type").endswith(f"/{kind}")]
        return [f"ppt/{target.removeprefix('../')}" for target in targets]

    def charts(self, number: int = 1) -> list[etree._Element]:
        return [self.xml(part) for part in self.related(f"ppt/slides/slide{number}.xml", "chart")]

    def books(self, number: int = 1) -> list:
        parts = self.related(f"ppt/slides/slide{number}.xml", "chart")
        blobs = [self.zip.read(self.related(part, "package")[0]) for part in parts]
        return [load_workbook(io.BytesIO(blob)).active for blob in blobs]

    def notes(self, number: int = 1) -> list[str]:
        return lines(self.xml(self.related(f"ppt/slides/slide{number}.xml", "notesSlide")[0]))


def find(element: etree._Element, path: str) -> list:
    return element.xpath(path, namespaces=NAMES)


def text(element: etree._Element) -> str:
    return "".join(find(element, ".//a:t/text()"))


def lines(element: etree._Element) -> list[str]:
    return [text(paragraph) for paragraph in find(element, ".//a:p")]


def title(slide: etree._Element) -> str:
    return text(find(slide, ".//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='title']")[0]).replace("\u00a0", " ")


def cells(slide: etree._Element, table: int = 0) -> list[list[str]]:
    rows = find(find(slide, ".//a:tbl")[table], "a:tr")
    return [["".join(lines(cell)) for cell in find(row, "a:tc")] for row in rows]


def verdict_names(slide: etree._Element) -> list[str]:
    groups = find(slide, ".//p:grpSp/p:nvGrpSpPr/p:cNvPr")
    assert all(group.get("descr") == group.get("name") for group in groups)
    return [group.get("name") for group in groups]


def series_values(chart: etree._Element) -> dict[str, list[float | None]]:
    """name → the values that the chart itself keeps."""
    found = {}
    for series in find(chart, ".//c:ser"):
        count = int(find(series, "c:val//c:ptCount/@val")[0])
        points = {int(point.get("idx")): float(point[0].text) for point in find(series, "c:val//c:pt")}
        found["".join(find(series, "c:tx//c:v/text()"))] = [points.get(place) for place in range(count)]
    return found


def labels(chart: etree._Element, series: int) -> list[str]:
    labelled = find(chart, f".//c:ser[c:idx/@val='{series}']/c:dLbls/c:dLbl")
    return ["".join(lines(label)) for label in labelled]


# fonts, language, the file


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en-US")])
def test_every_run_and_every_default_has_an_east_asian_font_and_a_language(language, tag):
    words.speak(language)
    file = File(
        view(
            native_charts=(RUNNING, YEARS), verdict=Verdict("exceeded", "超额完成", True), arithmetic=(("目标", "175"),)
        ),
        view("cities", native_charts=(RATIO,)),
        completion.matrix_view(CITY, PLAN, MONTH),
        overview.board_view("14fyp", MONTH),
    )
    looked_at = 0
    for part in file.names:
        if not part.endswith(".xml") or not part.startswith("ppt/"):
            continue
        root = file.xml(part)
        for run in find(root, "//a:r | //a:fld | //a:br"):
            assert find(run, "a:rPr"), part
        for properties in find(root, "//a:rPr | //a:defRPr | //a:endParaRPr"):
            assert find(properties, "a:ea/@typeface") == [FONT], part
            assert properties.get("lang") == tag, part
            looked_at += 1
        for family in find(root, "//a:majorFont | //a:minorFont"):
            assert find(family, "a:ea/@typeface") == [FONT], part
        for drawn in find(root, "//c:chartSpace | //c:catAx | //c:dateAx | //c:valAx | //c:legend | //c:dLbls"):
            assert find(drawn, "c:txPr//a:defRPr"), (part, drawn.tag)
    assert looked_at > 500


def test_the_file_is_wide_and_says_what_it_is():
    file = File(view(), name="青岛终期评估")
    [size] = find(file.xml("ppt/presentation.xml"), "//p:sldSz")
    assert dict(size.attrib) == {"cx": "12192000", "cy": "6858000"}
    core = {child.tag.rpartition("}")[2]: child.text for child in file.xml("docProps/core.xml")}
    assert core["title"] == "青岛终期评估"
    assert (core["creator"], core["lastModifiedBy"], core["language"]) == (say("app.name"), say("app.name"), "zh-CN")
    assert abs(datetime.fromisoformat(core["created"]).replace(tzinfo=None) - datetime.now()).days <= 1
    assert not [part for part in file.names if "thumbnail" in part]


def test_every_slide_has_title_takeaway_source_month_and_number():
    shown = view(rows=20, sources=("甲〔2021〕1号 甲规划",), as_of=MONTH, subtitle="一行一个数")
    file = File(shown, replace(shown, headline="又一个"))
    assert [title(slide) for slide in file.slides] == [
        "还缺这些数",
        "还缺这些数（续 2 / 3）",
        "还缺这些数（续 3 / 3）",
        "又一个",
        "又一个（续 2 / 3）",
        "又一个（续 3 / 3）",
    ]
    for number, slide in enumerate(file.slides, 1):
        assert {"一行一个数", "先补这些", "来源：甲〔2021〕1号 甲规划　　截至 2025 年 12 月"} <= set(lines(slide))
        assert f"试　{number} / 6" in lines(slide)
        assert [text(field) for field in find(slide, ".//a:fld[@type='slidenum']")] == [str(number)]


def test_long_sources_are_counted_on_the_slide_and_whole_in_the_notes():
    sources = tuple(f"甲〔2021〕{number}号 {'很长的规划名称' * 4}" for number in range(5))
    file = File(view(sources=sources))
    [line] = [line for line in lines(file.slides[0]) if line.startswith("来源")]
    assert line.endswith("等 5 份")
    assert set(sources) <= set(file.notes())


def test_nothing_is_smaller_than_ten_points_or_outside_of_the_slide():
    file = File(view(native_charts=(RUNNING, YEARS)), completion.matrix_view(CITY, PLAN, MONTH))
    for slide in [*file.slides, *file.charts()]:
        assert min(int(size) for size in find(slide, ".//a:rPr/@sz | .//a:defRPr/@sz")) >= 1000
    for slide in file.slides:
        for place in find(slide, ".//p:sp/p:spPr/a:xfrm | .//p:graphicFrame/p:xfrm"):
            (x, y), (width, height) = (map(int, part.attrib.values()) for part in place)
            assert x >= 0
            assert y >= 0
            assert x + width <= 12192000
            assert y + height <= 6858000


# charts


def test_a_chart_keeps_every_number_in_itself_and_in_its_workbook():
    natives = (RUNNING, YEARS, RATIO)
    file = File(view("progress", native_charts=natives))
    charts, books = file.charts() + file.charts(2), file.books() + file.books(2)
    for native, chart, book in zip(natives, charts, books, strict=True):
        wanted = {series.name: [v if v is None else float(v) for v in series.values] for series in native.series}
        assert series_values(chart) == wanted
        rows = list(book.iter_rows(values_only=True))
        assert list(rows[0][1:]) == [series.name for series in native.series]
        assert [tuple(row[1:]) for row in rows[1:]] == list(
            zip(*(series.values for series in native.series), strict=True)
        )
        categories = [cell.date() if isinstance(cell, datetime) else cell for cell, *_ in rows[1:]]
        assert categories == list(native.categories)


def test_labels_are_as_printed_and_numbers_never_stand_in_for_them():
    running, years = File(view("progress", native_charts=(RUNNING, YEARS))).charts()
    assert labels(running, 0) == ["38.13", "74.50", "≥147.63", "≥184.93"]
    assert labels(running, 1) == []
    assert labels(running, 2) == ["五年目标 [175]"]
    assert labels(years, 0) == ["38.13", "36.37（1—11月）"]
    assert labels(years, 2) == ["35", "36"]
    for chart in (running, years):
        assert set(find(chart, ".//c:dLbls/c:showVal/@val")) == {"0"}


def test_a_figure_in_brackets_is_no_remark():
    native = replace(RATIO, series=(Series("目标", (1.1, 2), "bar", "ink", ("{12.34} → (22)", "3.5（转引）")),))
    [chart] = File(view("progress", native_charts=(native,))).charts()
    runs = [[text(run) for run in find(label, ".//a:r")] for label in find(chart, ".//c:dLbl")]
    assert runs == [["{12.34} → (22)"], ["3.5", "（转引）"]]


def test_time_is_an_axis_of_dates_that_lines_cross_where_months_are_blank():
    running, years = File(view("progress", native_charts=(RUNNING, YEARS))).charts()
    [axis] = find(running, ".//c:dateAx")
    assert find(axis, "c:numFmt/@formatCode") == ["yyyy"]
    assert (find(axis, "c:majorUnit/@val"), find(axis, "c:majorTimeUnit/@val")) == (["12"], ["months"])
    days = [int(float(value)) for value in find(running, "(.//c:ser)[1]/c:cat//c:v/text()")]
    assert days == [(day - date(1899, 12, 30)).days for day in DATES]
    assert find(running, ".//c:dispBlanksAs/@val") == ["span"]
    assert find(years, ".//c:dispBlanksAs/@val") == ["gap"]


def test_bounds_are_hatched_bars_and_open_marks():
    running, years = File(view("progress", native_charts=(RUNNING, YEARS))).charts()
    points = find(running, ".//c:ser[c:idx/@val='0']/c:dPt")
    assert [find(point, "c:idx/@val")[0] for point in points] == ["3", "4"]
    assert all(find(point, "c:marker/c:spPr/a:noFill") for point in points)
    hatched = find(years, ".//c:barChart//c:dPt[c:spPr/a:pattFill]/c:idx/@val")
    assert hatched == ["1"]


def test_bars_and_lines_share_one_plot_and_begin_at_nought():
    [chart] = File(view("progress", native_charts=(YEARS,))).charts()
    [bars], [over] = find(chart, ".//c:barChart"), find(chart, ".//c:lineChart")
    assert find(bars, "c:axId/@val") == find(over, "c:axId/@val")
    assert (len(find(bars, "c:ser")), len(find(over, "c:ser"))) == (1, 2)
    assert find(chart, ".//c:valAx/c:scaling/c:min/@val") == ["0"]
    assert find(chart, ".//c:legend/c:legendPos/@val") == ["b"]


def test_a_ratio_is_drawn_from_one_on_a_logarithmic_axis_the_first_row_on_top():
    [chart] = File(view("progress", native_charts=(RATIO,))).charts()
    assert find(chart, ".//c:barDir/@val") == ["bar"]
    assert find(chart, ".//c:catAx/c:scaling/c:orientation/@val") == ["maxMin"]
    assert find(chart, ".//c:catAx/c:crossesAt/@val") == ["1"]
    assert find(chart, ".//c:valAx/c:scaling/c:logBase/@val") == ["2"]
    low, high = (float(find(chart, f".//c:valAx/c:scaling/c:{end}/@val")[0]) for end in ("min", "max"))
    assert 0 < low < 0.097
    assert high > 2.718


def test_one_series_needs_no_legend():
    native = replace(YEARS, series=YEARS.series[:1])
    [chart] = File(view("progress", native_charts=(native,))).charts()
    assert find(chart, ".//c:legend") == []


# tables


@pytest.mark.parametrize(("rows", "slides"), [(9, [9]), (10, [5, 5]), (20, [7, 6, 7])])
def test_nine_rows_stand_on_a_slide_at_most_and_all_stand_on_one(rows, slides):
    file = File(view(rows=rows))
    tables = [cells(slide) for slide in file.slides]
    assert [len(table) - 1 for table in tables] == slides
    assert len({tuple(table[0]) for table in tables}) == 1
    assert [row[0] for table in tables for row in table[1:]] == [f"指标{row}" for row in range(rows)]
    assert {tuple(row[1:]) for table in tables for row in table[1:]} == {("2021", "[197.47]", "105.7", "−5.6", "是")}


def test_what_is_left_of_a_very_long_table_is_said():
    rows = PAGES * 9 + 4
    file = File(view(rows=rows))
    assert len(file.slides) == PAGES
    assert say("slides.rows_left", count=4) in lines(file.slides[-1])


def test_the_completion_table_says_what_the_view_says_and_names_the_columns_it_leaves_out():
    shown = completion.matrix_view(CITY, PLAN, MONTH)
    shown = replace(
        shown, figure=None, screens=None, native_charts=(), verdicts=(Verdict("met", "完成", True),) * len(shown.frame)
    )
    file = File(shown)
    header = cells(file.slides[0])[0]
    columns = {column_title(shown, column): column for column in shown.shown}
    assert {"指标", "2021", "2025", "评价结论"} <= set(header)
    told = {"completion_pct": "completion_text", "gap_to_time_pp": "gap_text"}
    read = [dict(zip(header, row, strict=True)) for slide in file.slides for row in cells(slide)[1:]]
    for row, wanted in zip(read, shown.frame.to_dict("records"), strict=True):
        for name, cell in row.items():
            value = wanted[told.get(columns[name], columns[name])]
            is_blank = value is None or value != value
            if cell.replace(",", "").lstrip("+−").replace(".", "").isdigit() and not isinstance(value, str):
                assert float(cell.replace(",", "").replace("−", "-")) == value
            else:
                assert cell == ("" if is_blank else value)
    [left_out] = [
        line
        for before, line in zip(file.notes(), file.notes()[1:], strict=False)
        if before == say("slides.notes_columns")
    ]
    assert set(left_out.split("、")) == set(columns) - set(header)
    shapes = [verdict_names(slide) for slide in file.slides]
    assert [len(names) for names in shapes] == [len(cells(slide)) - 1 for slide in file.slides]


def test_the_board_has_every_target_on_the_one_slide_of_its_region():
    board = overview.board_view("14fyp", MONTH)
    file = File(board)
    assert len(file.slides) == board.frame["region"].nunique()
    read = [line.replace(",", "") for slide in file.slides for line in lines(slide)]
    for row in board.frame.to_dict("records"):
        target = row["target_raw"].strip("[](){}")
        assert any(line.startswith(f"目标 {target}") or f" / {target}" in line for line in read), row["indicator"]


# what stands beside, notes, the rest


def test_verdict_and_arithmetic_stand_beside_the_chart_of_an_indicator():
    shown = progress.view(CITY, PLAN, "new_urban_jobs", MONTH)
    file = File(shown)
    assert len(file.slides) == 1
    [slide] = file.slides
    assert cells(slide) == [[label, working] for label, working in shown.arithmetic]
    assert shown.verdict.words in lines(slide)
    assert verdict_names(slide) == [say("slides.verdict", words=shown.verdict.words)]
    assert shown.takeaway in lines(slide)
    values = [value for chart in file.charts() for row in series_values(chart).values() for value in row]
    assert values == [value for native in shown.native_charts for series in native.series for value in series.values]


@pytest.mark.parametrize(
    ("height", "size", "said"),
    [
        (200, 14, "total at least 184.93; at least 9.93 above the target; to be verified"),
        (62, 12, "total at least 184.93; at least 9.93 above the target; to be verified"),
        (40, 12, "At least 9.93 above the target; to be verified"),
        (18, 14, "To be verified"),
        (5, 12, "To be verified"),
    ],
)
def test_a_sentence_beside_a_chart_begins_later_where_it_has_no_room(height, size, said):
    words.speak("en")
    sentence = "total at least 184.93; at least 9.93 above the target; to be verified"
    line = aside_sentence(sentence, Box(0, 0, 150, height))
    assert (line.size, line.text) == (size, said)


def test_notes_hold_arithmetic_cautions_facts_sources_and_the_month():
    shown = progress.view(CITY, PLAN, "new_urban_jobs", MONTH)
    shown = replace(shown, notes=("只到 11 月",))
    notes = File(shown).notes()
    for label, working in shown.arithmetic:
        assert f"{label}：{working}" in notes
    assert {shown.takeaway, "只到 11 月", *shown.sources, "2025 年 12 月"} <= set(notes)
    facts = list(fact_lines(shown.facts).values())
    assert facts
    assert set(facts) <= set(notes)


def test_of_very_many_facts_the_notes_name_those_of_their_rows():
    ids = list(overview.board_view("14fyp", MONTH).facts)
    shown = view(rows=12, facts=(*ids, *("none",) * FACTS))
    shown = replace(shown, frame=shown.frame.assign(fact_id=ids[:12]))
    file = File(shown)
    assert set(fact_lines(ids[:6]).values()) <= set(file.notes(1))
    assert not set(fact_lines(ids[6:12]).values()) & set(file.notes(1))
    assert set(fact_lines(ids[6:12]).values()) <= set(file.notes(2))


def test_a_view_without_rows_gives_its_advice():
    file = File(replace(view(rows=0), advice="没有这样的数，换个条件。"))
    assert len(file.slides) == 1
    assert "没有这样的数，换个条件。" in lines(file.slides[0])


def test_progress_is_told_after_each_view():
    told = []
    pptx_bytes(deck_of("试", (view(), view(), view())), advance=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
