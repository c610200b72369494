"""A figure without its title and source line, as it stands on a stage that has its own."""

import json
from functools import cache

import pytest
from shipped_views import PLANS, shipped

from components.charts.drawing import SOURCES, bare
from components.language import words
from components.look import screen_size
from components.look.canvas import NARROW
from components.model.plot import Plot
from components.model.view import View
from components.views import cities, completion, continuity, overview, progress

MONTH = "2025-12"


@cache
def figures() -> tuple[Plot, ...]:
    """Every chart form: wide as the pages show it, for a phone, and for the stage."""
    phone = {"canvas": NARROW}
    narrow = (
        overview.board_view("14fyp", MONTH, **phone),
        continuity.view(*PLANS[0], **phone),
        cities.view("qingdao", "zhoushan", **phone),
        cities.rates_view("qingdao", "zhoushan", **phone),
        progress.view(*PLANS[0], "new_urban_jobs", MONTH, **phone),
        progress.view(*PLANS[0], "unemployment_insured", MONTH, **phone),
        completion.matrix_view(*PLANS[0], MONTH, **phone),
    )
    wide = [view.figure for view in shipped() if view.figure is not None]
    return (*wide, *(view.figure for view in narrow), *presented())


@cache
def presented() -> tuple[Plot, ...]:
    return tuple(figure for view in shipped() if view.screens for figure in view.screens())


def texts(figure: Plot) -> list[dict]:
    return [note for note in figure.annotations if note.get("name") != SOURCES]


def plot_pixels(figure: Plot) -> float:
    return figure.height - figure.layout["margin"]["t"] - figure.layout["margin"]["b"]


def test_every_chart_form_names_its_source_line():
    assert len(figures()) > 25
    for figure in figures():
        assert [note["yanchor"] for note in figure.annotations if note.get("name") == SOURCES] == ["bottom"]


def test_title_subtitle_and_source_go_and_nothing_else():
    for figure in figures():
        stripped = bare(figure)
        assert "title" not in stripped.layout
        assert texts(stripped) == texts(figure)
        assert len(stripped.annotations) == len(figure.annotations) - 1
        assert stripped.shapes == figure.shapes
        assert stripped.data == figure.data


def test_the_plot_keeps_its_pixels_and_the_margins_are_no_wider():
    for figure in figures():
        stripped, before, after = bare(figure), figure.layout["margin"], bare(figure).layout["margin"]
        assert plot_pixels(stripped) == pytest.approx(plot_pixels(figure), abs=0.5)
        assert after["t"] <= before["t"]
        assert after["b"] <= before["b"]
        assert (after["l"], after["r"]) == (before["l"], before["r"])
        assert stripped.height < figure.height


def test_what_stands_over_or_under_the_plot_has_room():
    for figure in map(bare, figures()):
        pixels, margin = plot_pixels(figure), figure.layout["margin"]
        for note in figure.annotations:
            if note["yref"] == "paper":
                half = 0.65 * note["font"]["size"] * (note["text"].count("<br>") + 1)
                middle = note["y"] * pixels + note["yshift"]
                middle += {"top": -half, "bottom": half}.get(note["yanchor"], 0)
                assert -margin["b"] <= middle - half
                assert middle + half <= pixels + margin["t"]


def test_the_figure_itself_is_left_as_it_came_and_a_bare_one_stays_the_same():
    for figure in figures():
        before = json.dumps(figure.to_dict())
        stripped = bare(figure)
        assert json.dumps(figure.to_dict()) == before
        assert bare(stripped).to_dict() == stripped.to_dict()


def type_sizes(figure: Plot) -> list[float]:
    """Every size of type in a figure's JSON, also of what only shows on hovering."""

    def sizes(part, name: str = ""):
        if isinstance(part, dict):
            for key, value in part.items():
                yield from sizes(value, f"{name}.{key}")
        elif isinstance(part, (list, tuple)):
            for value in part:
                yield from sizes(value, name)
        elif name.endswith("font.size"):
            yield part

    return list(sizes(figure.to_dict()))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_what_is_presented_fits_the_stage_in_type_that_can_be_read(language):
    words.speak(language)
    views: list[View] = [
        overview.board_view("14fyp", MONTH),
        completion.matrix_view(*PLANS[0], MONTH),
        completion.matrix_view(*PLANS[2], MONTH),
        progress.view(*PLANS[0], "new_urban_jobs", MONTH),
        progress.view(*PLANS[0], "unemployment_insured", MONTH),
        continuity.view(*PLANS[0]),
        cities.view("qingdao", "zhoushan"),
        cities.rates_view("qingdao", "zhoushan"),
    ]
    for view in views:
        for figure in map(bare, view.screens()):
            # so far a figure may be pressed together before its rows run into each other
            assert 0.77 * figure.height <= screen_size.ROOM
            assert min(type_sizes(figure)) >= 11.5
            assert "title" not in figure.layout


def words_on(figure: Plot) -> list[str]:
    return [text for trace in figure.data if trace["type"] == "scatter" for text in trace.get("text", ())]


def test_a_matrix_is_presented_in_parts_that_hold_every_row_once():
    matrix = completion.matrix_view(*PLANS[0], MONTH)
    whole, parts = words_on(matrix.figure), [words_on(part) for part in matrix.screens()]
    assert len(parts) == 2
    for target in {f"<b>{raw}</b>" for raw in matrix.frame["target_raw"]}:
        assert sum(part.count(target) for part in parts) == whole.count(target) >= 1
    # both are laid out as one: what heads the columns stands at the same places
    heads = [next(trace for trace in part.data if trace["type"] == "scatter")["x"][:8] for part in matrix.screens()]
    assert heads[0] == heads[1]


def test_a_board_is_presented_a_city_a_screen_with_every_tile():
    board = overview.board_view("14fyp", MONTH)
    tiles = [trace["customdata"] for part in board.screens() for trace in part.data if trace.get("name") == "tiles"]
    assert [{tile[0] for tile in city} for city in tiles] == [{"qingdao"}, {"zhoushan"}]
    assert [tile[1] for city in tiles for tile in city] == list(board.frame["indicator_id"])
