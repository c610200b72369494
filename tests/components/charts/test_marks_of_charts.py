"""Verdict shapes: each group has its own form, so that colour is never its only sign."""

import re

import pandas as pd
import pytest

import queries
from components.charts.marks import GROUPS, STATUSES, draw_verdict, group, verdict_shapes
from components.look.theme import PALETTES
from components.model.plot import Plot
from tests.plotted import plotted

LIGHT = PALETTES["light"]


def form(status: str, size: float = 20, **more) -> list[tuple]:
    """What is left of the shapes when their colours are taken away."""
    shapes = verdict_shapes(LIGHT, status, 0, 0, size, **more)
    return [
        (
            shape["type"],
            shape.get("path"),
            shape["line"]["width"],
            shape["line"].get("dash"),
            shape["fillcolor"] == "rgba(0,0,0,0)",
        )
        for shape in shapes
    ]


def reach(shape: dict) -> float:
    """How far a shape's points lie from its anchor at most."""
    if shape["type"] == "circle":
        return max(abs(shape[edge]) for edge in ("x0", "x1", "y0", "y1"))
    return max(abs(float(number)) for number in re.findall(r"-?\d+\.\d+", shape["path"]))


def test_verdicts_are_counted_as_the_query_says_and_what_is_not_assessed_by_what_is_known():
    said = queries.ask("judgement_list", as_of="2023-06")
    said = pd.concat([said, queries.ask("judgement_list", as_of="2025-12")])
    assert set(said["status"]) <= set(STATUSES)
    counted = {group(of, known) for of in said["status_group"] for known in (True, False)}
    assert counted <= set(GROUPS)
    assert (group("not_assessed", True), group("not_assessed", False)) == ("partly_known", "unknown")


def test_a_group_is_shown_by_the_shape_of_one_of_its_own():
    said = pd.concat([queries.ask("judgement_list", as_of=month) for month in ("2023-06", "2025-12")])
    groups = dict(zip(said["status"], said["status_group"], strict=True))
    for name, status in GROUPS.items():
        assert groups.get(status, name) in (name, "not_assessed")


def test_an_unknown_status_is_refused():
    with pytest.raises(KeyError):
        verdict_shapes(LIGHT, "finished", 0, 0, 20)


def test_without_colour_the_groups_and_the_two_weights_still_differ():
    forms = [
        form(status)
        for status in ("met", "reached_within", "within_limit", "ahead", "on_time", "behind", "slightly_behind")
    ]
    forms += [form("not_assessed", has_figures=True), form("not_assessed", has_figures=False)]
    assert all(one != other for place, one in enumerate(forms) for other in forms[place + 1 :])


def test_behind_is_open_and_heavier_than_slightly_behind():
    (heavy,), (thin,) = (verdict_shapes(LIGHT, status, 0, 0, 20) for status in ("missed", "slightly_behind"))
    assert heavy["fillcolor"] == thin["fillcolor"] == "rgba(0,0,0,0)"
    assert heavy["line"]["width"] >= 2 * thin["line"]["width"]
    assert heavy["line"]["color"] == LIGHT.behind


def test_what_is_not_known_is_a_dashed_ring_and_what_is_partly_known_a_half_filled_one():
    ring, _ = verdict_shapes(LIGHT, "not_assessed", 0, 0, 20)
    assert "px" in ring["line"]["dash"]
    assert ring["fillcolor"] == "rgba(0,0,0,0)"
    whole, half = verdict_shapes(LIGHT, "not_assessed", 0, 0, 20, has_figures=True)
    assert whole["line"]["dash"] == "solid"
    assert half["fillcolor"] == LIGHT.unknown
    across = [float(x) for x in re.findall(r"(-?\d+\.\d+),", half["path"])]
    assert max(across) == pytest.approx(0)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("has_figures", [True, False])
def test_a_shape_is_as_large_as_asked_in_pixels(status, has_figures):
    for size in (16, 24):
        shapes = verdict_shapes(LIGHT, status, 3, 4, size, has_figures=has_figures)
        assert size * 0.38 <= max(reach(shape) for shape in shapes) <= size / 2
        assert {(shape["xsizemode"], shape["xanchor"], shape["yanchor"]) for shape in shapes} == {("pixel", 3, 4)}


def test_a_shift_moves_every_part_alike():
    shapes = zip(
        verdict_shapes(LIGHT, "not_assessed", 0, 0, 20),
        verdict_shapes(LIGHT, "not_assessed", 0, 0, 20, x_shift=100),
        strict=True,
    )
    (ring, moved_ring), (question, moved_question) = shapes
    assert moved_ring["x0"] - ring["x0"] == 100
    starts = [float(re.search(r"M (-?\d+\.\d+)", shape["path"])[1]) for shape in (question, moved_question)]
    assert starts[1] - starts[0] == pytest.approx(100)


@pytest.mark.parametrize("look", PALETTES)
def test_on_a_tile_of_its_own_colour_the_shape_is_turned_round(look):
    palette = PALETTES[look]
    plain = verdict_shapes(palette, "met", 0, 0, 16)
    turned = verdict_shapes(palette, "met", 0, 0, 16, on_dark=True)
    assert (plain[0]["fillcolor"], plain[1]["line"]["color"]) == (palette.reached, palette.ground)
    assert (turned[0]["fillcolor"], turned[1]["line"]["color"]) == (palette.ground, palette.reached)


def test_a_count_of_nothing_is_drawn_in_the_shade_given():
    (shape,) = verdict_shapes(LIGHT, "ahead", 0, 0, 24, shade=LIGHT.rule)
    assert shape["fillcolor"] == LIGHT.rule


def test_drawing_adds_the_shapes_to_the_figure_at_the_axes_named():
    plot = Plot()
    draw_verdict(plot, LIGHT, "exceeded", 1, 0.5, 26, xref="paper", yref="paper")
    figure = plotted(plot)
    assert len(figure.layout.shapes) == 2
    assert {(shape.xref, shape.yref, shape.xanchor, shape.yanchor) for shape in figure.layout.shapes} == {
        ("paper", "paper", 1, 0.5)
    }
