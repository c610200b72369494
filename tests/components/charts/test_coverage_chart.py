"""The coverage chart: which document holds figures for which year."""

from components.charts.coverage import draw_coverage
from components.language.words import say, speak
from components.look.canvas import Canvas
from components.look.theme import PALETTES
from components.model.tile_chart import CoverageChart, Held
from tests.plotted import plotted

LIGHT = PALETTES["light"]
HELD = (
    Held("甲规划", 2015, "result", "region_0", 12),
    Held("甲规划", 2020, "result", "region_0", 15),
    Held("甲规划", 2020, "target", "region_0", 15),
    Held("甲规划", 2025, "target", "region_0", 22),
    Held("乙规划", 2025, "target", "region_1", 20),
    Held("其他公布数", 2023, "result", "region_1", 1),
)


def drawn(held: tuple[Held, ...] = HELD, look: str = "light"):
    chart = CoverageChart("标题在此", ("副标题在此",), ("来源：台账",), held)
    return plotted(draw_coverage(chart, Canvas(look=look)))


def marks(figure, kind: str) -> set[tuple[int, int]]:
    """(year, place of the document) of the marks of a kind."""
    return {
        (round(x), y)
        for trace in figure.data
        if trace.name == say(f"coverage.{kind}")
        for x, y in zip(trace.x, trace.y, strict=True)
    }


def test_title_subtitle_and_source_are_inside_the_figure():
    figure = drawn()
    assert figure.layout.title.text == "<b>标题在此</b>"
    assert figure.layout.title.subtitle.text == "副标题在此"
    assert "来源：台账" in [note.text for note in figure.layout.annotations]


def test_every_row_is_a_mark_at_its_year_and_document():
    figure = drawn()
    assert marks(figure, "result") == {(2015, 0), (2020, 0), (2023, 2)}
    assert marks(figure, "target") == {(2020, 0), (2025, 0), (2025, 1)}
    assert sum(len(trace.x) for trace in figure.data) == len(HELD)


def test_target_and_result_of_one_year_stand_side_by_side_within_it():
    at = [x for trace in drawn().data for x, y in zip(trace.x, trace.y, strict=True) if (round(x), y) == (2020, 0)]
    assert sorted(at) == [2019.83, 2020.17]


def test_results_are_filled_circles_and_targets_open_diamonds():
    forms = {(trace.marker.symbol, trace.marker.color == LIGHT.ground) for trace in drawn().data}
    assert forms == {("circle", False), ("diamond", True)}


def test_every_year_between_first_and_last_has_its_column():
    axis = drawn().layout.xaxis
    assert list(axis.tickvals) == list(range(2015, 2026))
    assert tuple(axis.range) == (2014.5, 2025.5)


def test_documents_keep_their_order_and_are_all_named():
    notes = {note.text: note.y for note in drawn().layout.annotations if note.yref == "y"}
    assert notes == {"甲规划": 0, "乙规划": 1, "其他公布数": 2}


def test_hovering_counts_the_figures():
    figure = drawn(HELD[-1:])
    assert list(figure.data[0].hovertext) == ["其他公布数 2023 年：基数与结果 1 条"]
    speak("en")
    assert list(drawn(HELD[-1:]).data[0].hovertext) == ["其他公布数, 2023: 1 bases and results"]


def test_a_region_has_its_colour_in_dark_as_well():
    figure = drawn(look="dark")
    assert {trace.marker.line.color for trace in figure.data} == set(PALETTES["dark"].regions[:2])
    assert figure.layout.template.layout.paper_bgcolor == PALETTES["dark"].ground
