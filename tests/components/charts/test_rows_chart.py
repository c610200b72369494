"""The renderer of rows: where it puts what a chart says, in the wide and the narrow form and on the stage."""

import math
from dataclasses import replace

import pytest

from components.charts.row_layout import columns_of, panels_of
from components.charts.rows import draw_rows
from components.charts.scales import Room, scale_of
from components.language.words import speak
from components.look.canvas import Canvas
from components.look.theme import PALETTES
from components.model.chart import Axis, Entry, Line, Mark, Panel, Row, RowChart, Run, TextColumn, Track
from tests.plotted import plotted

LIGHT, DARK = PALETTES["light"], PALETTES["dark"]
WIDE, NARROW, STAGE = Canvas(), Canvas("narrow"), Canvas("stage")
TARGET = Mark("target", 87.5, tone="region_0", figure="[175]", fact_id="a.1", said="新增就业\n目标 <175", series="目标")
RESULT = Mark("result", 100, tone="region_0", fact_id="a.2", said="实际", series="实际")
JOBS = Row(
    "新增就业",
    "五年累计 万人 · 约束",
    (Run("[200] → [175]  "), Run("−12.5%", is_bold=True)),
    ((Run("[200]", "ink"),), (Run("[175]", "caution", is_bold=True),)),
    ((Mark("after", 100, 87.5, tone="region_0"), RESULT, TARGET),),
    ("",),
)
INDEX = Axis("index", "变化", "%", Line(100), ("低于", "高于"), is_parted=True)
REFUSED = Row("<4.5 的失业率", "", (), ((), ()), ((),), ("<4.5 与 ≤3 不比",), is_refused=True)
KEY = (Entry(RESULT, "2020 实际"), Entry(replace(TARGET, allows="above"), "目标：这个数以上", brief="以上"))


def chart(*rows: Row, axis: Axis = INDEX, **changed) -> RowChart:
    panel = Panel("总量", (axis,), rows or (JOBS,))
    columns = (Track(), TextColumn("2020实际"), TextColumn("2025目标"))
    return replace(RowChart("标题在此", "副标题在此", ("来源：某规划",), columns, (panel,), KEY), **changed)


def drawn(value: RowChart, canvas: Canvas = WIDE):
    return plotted(draw_rows(value, canvas))


def with_marks(*marks: Mark, **changed) -> Row:
    return replace(JOBS, marks=(marks,), **changed)


def lines_at(value: RowChart, canvas: Canvas = WIDE) -> list[float]:
    """The height of each row's words, in pixels from the top of its panel."""
    return [row.line for panel in panels_of(value, canvas, columns_of(value, canvas)) for row in panel.rows]


def said(figure, y: float | None = None) -> list[str]:
    return [note.text for note in figure.layout.annotations if y is None or note.y == y]


def words_of(figure, text: str):
    """The only annotation that holds these words."""
    (found,) = [note for note in figure.layout.annotations if text in note.text]
    return found


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def canvas(request) -> Canvas:
    return request.param


def test_title_subtitle_and_source_are_inside_the_figure_but_on_the_stage(canvas):
    figure = drawn(chart(), canvas)
    assert figure.layout.title.text == "<b>标题在此</b>"
    assert figure.layout.title.subtitle.text == "副标题在此"
    assert "来源：某规划" in said(figure)
    assert "来源：某规划" not in said(drawn(chart(), STAGE))


def test_a_mark_stands_at_its_place_and_leads_to_its_fact(canvas):
    (target,) = [trace for trace in drawn(chart(), canvas).data if trace.name == "目标"]
    assert (tuple(target.x), target.marker.symbol) == ((87.5,), "diamond")
    assert [list(facts) for facts in target.customdata] == [["a.1"]]
    assert tuple(target.hovertext) == ("<b>新增就业</b><br>目标 &lt;175",)


def test_a_bound_is_an_open_mark_an_exact_result_a_filled_one(canvas):
    rows = (JOBS, with_marks(replace(RESULT, is_bound=True, series="上下限")))
    colours = {trace.name: trace.marker.color for trace in drawn(chart(*rows), canvas).data if trace.mode == "markers"}
    assert (colours["实际"], colours["上下限"]) == (LIGHT.region(0), LIGHT.ground)


def test_a_doubtful_line_is_dotted_others_are_solid(canvas):
    rows = (JOBS, with_marks(Mark("doubtful", 100, 90, tone="region_0"), Mark("before", 80, 100, tone="rule")))
    lines = {trace.name: trace.line.dash for trace in drawn(chart(*rows), canvas).data if trace.mode == "lines"}
    assert lines == {"after": "solid", "doubtful": "dot", "before": "solid"}


def test_the_line_that_all_are_read_against_lies_between_grid_and_marks(canvas):
    # plotly draws shapes of the layer above over the marks
    shapes = drawn(chart(), canvas).layout.shapes
    assert {shape.x0 for shape in shapes if shape.layer == "between"} == {100}


def test_totals_share_100_and_rates_0_on_one_vertical_line(canvas):
    points = Axis("points", "相差", "百分点", Line(0), is_parted=True)
    below = Panel("比率", (points,), (with_marks(Mark("target", -0.5), Mark("result", 0)),))
    above = Panel("总量", (INDEX,), (with_marks(replace(TARGET, at=250), RESULT),))
    figure = drawn(replace(chart(), panels=(above, below)), canvas)

    def share(axis, at: float) -> float:
        low, high = axis.range
        return (at - low) / (high - low)

    assert share(figure.layout.xaxis, 100) == pytest.approx(share(figure.layout.xaxis2, 0))


@pytest.mark.parametrize("scale", ["index", "points", "multiples", "shares", "rates"])
def test_every_mark_lies_inside_its_range(canvas, scale):
    places = {"points": (-4, 0.5), "multiples": (0.1, 5.2), "rates": (1.5, 5.5)}.get(scale, (76.2, 178))
    line = {"points": Line(0), "multiples": Line(1), "rates": None}.get(scale, Line(100))
    rows = [with_marks(Mark("target", at, side="right", figure="178% ‡", tone="region_1")) for at in places]
    figure = drawn(chart(*rows, axis=Axis(scale, "", "", line)), canvas)
    axis, found = figure.layout.xaxis, 0
    for trace in figure.data:
        for x in trace.x:
            assert axis.range[0] < (math.log10(x) if axis.type == "log" else x) < axis.range[1]
            found += 1
    assert found == 2


@pytest.mark.parametrize(("language", "last"), [("zh", ["10", "20 倍"]), ("en", ["", "20 times"])])
def test_the_last_multiple_with_its_word_lies_over_no_other(language, last):
    speak(language)
    texts = scale_of("multiples", (0.1, 20), Room(320)).ticks[1]
    speak("zh")
    assert texts[-2:] == last


def test_the_filled_half_of_a_target_is_the_side_that_it_allows(canvas):
    marks = [replace(TARGET, at=90, allows="above"), replace(TARGET, at=80, allows="below"), replace(TARGET, at=70)]
    shapes = drawn(chart(with_marks(*marks), key=()), canvas).layout.shapes
    halves = [(shape.xanchor, "left" if "L -" in shape.path else "right") for shape in shapes if shape.type == "path"]
    assert halves == [(90, "right"), (80, "left")]


def test_a_result_that_its_target_repeats_is_still_seen(canvas):
    repeated = with_marks(RESULT, replace(TARGET, at=100))
    dots = [shape for shape in drawn(chart(repeated, key=()), canvas).layout.shapes if shape.type == "circle"]
    assert [(dot.xanchor, dot.fillcolor) for dot in dots] == [(100, LIGHT.region(0))]
    assert not [shape for shape in drawn(chart(key=()), canvas).layout.shapes if shape.type == "circle"]


def test_each_lane_has_its_height(canvas):
    row = with_marks(TARGET, replace(TARGET, lane=1, tone="region_1"))
    heights = [trace.y[0] for trace in drawn(chart(row, lanes=2, row=54), canvas).data]
    assert heights[1] - heights[0] > 18


def test_the_wide_form_prints_figures_in_their_columns_and_the_narrow_one_beside_the_name():
    wide, narrow = drawn(chart()), drawn(chart(), NARROW)
    assert {"2020实际", "2025目标", "[200]", "<b>[175]</b>"} <= set(said(wide))
    assert words_of(wide, "<b>[175]</b>").font.color == LIGHT.caution
    assert "[200] → [175]  <b>−12.5%</b>" in said(narrow)
    assert "2020实际" not in said(narrow)
    assert sum(text.startswith("新增就业") for text in said(narrow)) == 1


def test_a_row_more_makes_the_figure_higher_by_a_row():
    heights = [drawn(chart(*[JOBS] * count)).layout.height for count in (3, 4, 5)]
    assert heights[1] - heights[0] == heights[2] - heights[1] == 32


def test_a_refused_row_says_why_where_its_marks_would_stand(canvas):
    value = chart(JOBS, REFUSED)
    figure = drawn(value, canvas)
    assert "&lt;4.5 与 ≤3 不比" in said(figure)  # signs are text and no tags
    assert words_of(figure, "的失业率").font.color == LIGHT.soft
    assert words_of(figure, "的失业率").y == lines_at(value, canvas)[1]


def test_a_figure_is_not_written_across_the_line():
    beside = replace(TARGET, at=0.84, side="right", figure="0.84")
    multiples = Axis("multiples", "", "", Line(1, "青岛＝1", "region_0"))
    value = chart(with_marks(beside), with_marks(replace(TARGET, at=0.001)), axis=multiples)
    figure, label = drawn(value), words_of(drawn(value), "<b>0.84</b>")
    low, high = figure.layout.xaxis.range
    assert label.xanchor == "left"
    assert label.x / (high - low) * columns_of(value, WIDE).tracks[0].pixels + label.xshift > 0


def test_a_name_beside_marks_stands_left_of_them_where_there_is_room(canvas):
    rates = Axis("rates", "", "%")
    far = with_marks(replace(TARGET, at=90, side="beside", name="青岛"), replace(TARGET, at=30, lane=1))
    near = with_marks(replace(TARGET, at=30, side="beside", name="青岛"), replace(TARGET, at=90, lane=1))
    found = [words_of(drawn(chart(row, axis=rates, lanes=2), canvas), "<b>青岛</b>") for row in (far, near)]
    assert [(note.xanchor, note.x) for note in found] == [("right", 90), ("left", 30)]


def test_the_words_of_a_mark_have_a_shade_of_its_hue_that_can_be_read(canvas):
    mark = replace(TARGET, tone="region_6", at=90, side="beside", name="青岛")
    row = with_marks(mark, replace(mark, side="around", at=30))
    figure = drawn(chart(row, axis=Axis("rates", "", "%"), row=42), canvas)
    assert words_of(figure, "<b>青岛</b>").font.color == LIGHT.region_words[6]
    assert LIGHT.region(6) in {trace.marker.line.color for trace in figure.data}
    assert LIGHT.region(6) not in str([(note.text, note.font.color) for note in figure.layout.annotations])


def test_labels_stand_around_their_marks_and_are_listed_on_a_phone():
    marks = [
        replace(TARGET, at=at, side="around", name=name, figure=f"{at}") for at, name in ((90, "青岛"), (91, "舟山"))
    ]
    value = chart(with_marks(*marks), row=42)
    labels = [words_of(drawn(value), f"<b>{at}</b>") for at in (90, 91)]
    assert labels[0].y != labels[1].y  # one over, one under the marks
    assert words_of(drawn(value, NARROW), "<b>90</b>").text == words_of(drawn(value, NARROW), "<b>91</b>").text


def test_a_reference_has_its_name_at_its_end_where_it_does_not_run_into_the_next(canvas):
    marks = [
        Mark("reference", at, tone="reference_0", name=name, side="end") for at, name in ((5.5, "山东"), (5.5, "全国"))
    ]
    figure = drawn(chart(with_marks(Mark("target", 1.5), *marks), axis=Axis("rates", "", "%")), canvas)
    assert [words_of(figure, name).xanchor for name in ("山东", "全国")] == ["right", "left"]


def test_long_tags_stand_under_their_names_where_rows_have_room():
    row = replace(JOBS, tag="year end, ten thousand persons · binding, a total of five years")
    stacked, beside = drawn(chart(row, row=40)), drawn(chart(row))
    assert "新增就业<br>" in words_of(stacked, "新增就业<").text
    assert stacked.layout.margin.l < beside.layout.margin.l
    assert "新增就业 <span" in words_of(beside, "新增就业 ").text


def test_a_long_name_on_a_phone_is_cut_before_its_figures():
    figure = drawn(chart(replace(JOBS, name="城镇新增就业人数" * 5)), NARROW)
    name = words_of(figure, "城镇新增").text
    assert name.endswith("…")
    assert len(name) < 20


def test_a_tag_on_a_phone_has_as_many_parts_as_there_is_room_for():
    told = (Run("[200] → [175] 与更多的数字"),)
    assert "五年累计 万人<" in words_of(drawn(chart(replace(JOBS, told=told)), NARROW), "新增就业").text


def test_the_key_has_the_marks_with_their_words(canvas):
    words = [note.text for note in drawn(chart(), canvas).layout.annotations if note.yref == "paper" and note.y == 0]
    assert words == ["2020 实际", "以上" if canvas.is_narrow else "目标：这个数以上", "来源：某规划"]


def test_a_phone_has_the_key_of_its_one_track():
    key = (Entry(RESULT, "左"), Entry(TARGET, "右", track=1))
    assert "右" in said(drawn(chart(key=key)))
    assert "右" not in said(drawn(chart(key=key), NARROW))


def test_columns_between_two_tracks_stand_between_them():
    row = replace(JOBS, marks=(JOBS.marks[0], JOBS.marks[0]), instead=("", ""))
    shares = Axis("shares", "占比", "%", Line(100, "实际＝100%"))
    figure = drawn(
        chart(
            columns=(Track("左图"), TextColumn("2020实际"), TextColumn("2025目标"), Track("右图", share=0.2)),
            panels=(Panel("", (INDEX, shares), (row,)),),
            row=40,
        )
    )
    left, right = figure.layout.xaxis.domain, figure.layout.xaxis2.domain
    heading = words_of(figure, "2020实际")
    assert left[0] == 0
    assert left[1] < heading.x < right[0] < right[1]
    assert right[1] == pytest.approx(1)
    assert {"<b>左图</b>", "<b>右图</b>", "<b>实际＝100%</b>"} <= set(said(figure))
    assert "xaxis2" not in drawn(chart(row, panels=(Panel("", (INDEX, shares), (row,)),)), NARROW).layout


def test_dark_and_light_differ_in_colour_alone(canvas):
    light, dark = (drawn(chart(JOBS, REFUSED), replace(canvas, look=look)) for look in ("light", "dark"))
    assert dark.layout.template.layout.paper_bgcolor == DARK.ground
    assert DARK.region(0) in {trace.marker.color for trace in dark.data}
    written = dark.to_json().upper()
    only_light = {LIGHT.ink, LIGHT.region(0), LIGHT.ground, LIGHT.mid}
    assert [colour for colour in only_light if colour.upper() in written] == []
    assert [list(trace.x) for trace in dark.data] == [list(trace.x) for trace in light.data]
    assert [note.y for note in dark.layout.annotations] == [note.y for note in light.layout.annotations]
