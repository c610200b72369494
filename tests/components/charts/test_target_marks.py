"""What a next target adds to a chart of time: the path with its fan, the draft, what a government above asks."""

import pytest

from components.charts.course import PALE
from components.charts.labels import ABOVE, Labels, around
from components.charts.times import draw_times
from components.look.canvas import NARROW, WIDE
from components.model.plot import Plot
from components.model.time_chart import Fan, Line, Mark, Panel, TimeChart, Timeline
from components.views.native_charts_of_progress import native_charts

FAN = Fan("80%", "region_0", ((60, 100.0, 100.0), (90, 104.0, 112.0), (120, 108.0, 124.0)))


def chart(*marks: Mark, lines: tuple[Line, ...] = (), fans: tuple[Fan, ...] = ()) -> TimeChart:
    level = Mark("level", 60, 100.0, "region_0", "各年数值", "100", "2025")
    course = Panel("各年数值", (*marks, level), lines, fans=fans, scale="about")
    return TimeChart("题", ("副题",), ("来源",), "万人", Timeline(2021, 2030), course, None)


@pytest.mark.parametrize("canvas", [WIDE, NARROW])
def test_a_fan_lies_pale_under_the_grid_from_its_first_month_to_its_last(canvas):
    shapes = draw_times(chart(fans=(FAN,)), canvas).to_dict()["layout"]["shapes"]
    (fan,) = (shape for shape in shapes if shape["type"] == "path" and shape.get("opacity") == PALE)
    assert fan["path"] == "M 60,100.0 L 90,104.0 L 120,108.0 L 120,124.0 L 90,112.0 L 60,100.0 Z"
    assert (fan["layer"], fan["line"]["width"]) == ("below", 0)


def test_the_axis_holds_the_whole_of_a_fan():
    low, high = draw_times(chart(fans=(FAN,)), WIDE).to_dict()["layout"]["yaxis"]["range"]
    assert low < 100
    assert high > 124


def test_a_draft_is_a_solid_diamond_with_its_number():
    drawn = draw_times(chart(Mark("draft", 120, 118.0, "ink", "草案", "118", "草案")), WIDE).to_dict()
    (trace,) = (trace for trace in drawn["data"] if trace["name"] == "draft")
    assert trace["marker"]["symbol"] == "diamond"
    assert trace["marker"]["color"] != WIDE.palette.ground
    assert any("草案 118" in note["text"] for note in drawn["layout"]["annotations"])


def test_a_path_and_what_stands_above_are_named_at_their_end():
    lines = (
        Line("path", (60, 100.0), (120, 116.0), "region_0", "年均", "年均 116"),
        Line("above", (106, 95.0), (120, 95.0), "reference_1", "全国", "全国 ≥95"),
    )
    notes = [note["text"] for note in draw_times(chart(lines=lines), WIDE).to_dict()["layout"]["annotations"]]
    assert {"年均 116", "全国 ≥95"} <= set(notes)


def test_office_charts_have_both_edges_of_a_fan_on_an_axis_near_them():
    (native,) = native_charts(chart(fans=(FAN,)))
    edges = {one.name: [value for value in one.values if value is not None] for one in native.series}
    assert edges["80% 下端"] == [100, 104, 108]
    assert edges["80% 上端"] == [100, 112, 124]
    # a fifth of 24 under 100, at a whole ten
    assert native.start == 90


def test_a_number_stands_clear_of_a_line_that_falls_to_its_mark_and_of_one_under_it():
    labels = Labels(Plot(), WIDE.palette, 900, 260, (0, 240), (0, 82))
    labels.keep_off_line([(118, 44.55), (132, 38.13), (143, 36.37)])
    labels.keep_off_line([(120, 35), (180, 35)])
    assert labels.put("38.13", 14, "ink", around(132, 38.13, ABOVE))
    assert labels._cost(labels.boxes[-1]) == 20  # its own place, and nothing else
