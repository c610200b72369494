"""The unit chart: one mark a commitment, in the cell of its theme and document."""

from collections import Counter
from itertools import pairwise

import pandas as pd
import pytest

from components.charts.squares import draw_squares
from components.language.words import say
from components.look.canvas import Canvas
from components.look.theme import PALETTES
from components.model.tile_chart import Square, UnitChart
from tests.plotted import plotted

LIGHT = PALETTES["light"]
TEXTS = {"title": "标题在此", "subtitle": ("副标题在此",), "sources": ("来源：某规划",)}
NATURES = ("target", "annual_target", "standard", "achieved")


def rows(*cells: tuple[str, str, str, int]) -> pd.DataFrame:
    """(theme, document, nature, how many) as the rows of so many commitments."""
    each = [cell[:3] for cell in cells for _ in range(cell[3])]
    frame = pd.DataFrame(each, columns=["theme", "document", "nature"])
    return frame.assign(
        document_place=frame["document"].factorize()[0],
        theme_id=frame["theme"] + "_id", document_id=frame["document"] + "_id",
        colour=frame["document"].eq("乙规划").map({False: "region_0", True: "region_1"}),
        text=[f"第{i}条" for i in range(len(frame))], fact_id=[f"fact{i}" for i in range(len(frame))],
    )  # fmt: skip


MIXED = rows(("就业", "甲规划", "target", 3), ("就业", "乙规划", "standard", 2), ("社保", "甲规划", "annual_target", 1),
             ("社保", "乙规划", "achieved", 4))  # fmt: skip


def drawn(frame: pd.DataFrame, form: str = "wide", look: str = "light"):
    """The figure of the rows' unit chart."""
    columns = ["theme", "document", "nature", "colour", "text"]
    ids = frame[["theme_id", "document_id", "fact_id"]].itertuples(index=False, name=None)
    squares = (Square(*cells, one) for cells, one in zip(frame[columns].itertuples(index=False), ids, strict=True))
    chart = UnitChart(
        documents=tuple(frame.sort_values("document_place", kind="stable")["document"].unique()),
        themes=tuple(frame["theme"].unique()),
        natures=tuple((nature, say(f"nature.{nature}")) for nature in NATURES if nature in set(frame["nature"])),
        squares=tuple(squares),
        **TEXTS,
    )
    return plotted(draw_squares(chart, Canvas(form, look)))


def places(figure) -> dict[str, tuple[float, float]]:
    """fact → where its mark stands."""
    return {
        given[2]: (x, y)
        for trace in figure.data
        for x, y, given in zip(trace.x, trace.y, trace.customdata, strict=True)
    }


def test_title_subtitle_and_source_are_inside_the_figure():
    figure = drawn(MIXED)
    assert figure.layout.title.text == "<b>标题在此</b>"
    assert figure.layout.title.subtitle.text == "副标题在此"
    assert "来源：某规划" in [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("count", [1, 3, 30, 200])
@pytest.mark.parametrize("form", ["middle", "wide", "stage"])
def test_every_commitment_is_one_mark_and_no_two_share_a_place(count, form):
    frame = rows(("就业", "甲规划", "target", count), ("社保", "乙规划", "standard", count))
    found = places(drawn(frame, form))
    assert set(found) == set(frame["fact_id"])
    assert len(set(found.values())) == 2 * count


def test_marks_stay_in_the_cell_of_their_document_and_theme():
    frame = rows(("就业", "甲规划", "target", 90), ("就业", "乙规划", "target", 90), ("社保", "甲规划", "target", 5))
    found = places(drawn(frame))
    where = {fact: (theme, document) for fact, theme, document in
             zip(frame["fact_id"], frame["theme"], frame["document"], strict=True)}  # fmt: skip
    edges = {}
    for fact, (x, y) in found.items():
        edges.setdefault(where[fact], []).append((x, y))
    first, second = (edges[theme, "甲规划"] for theme in ("就业", "社保"))
    assert max(x for x, _ in first) < min(x for x, _ in second)
    assert max(y for _, y in first + second) < min(y for _, y in edges["就业", "乙规划"])


def test_each_nature_has_a_form_of_its_own():
    figure = drawn(MIXED)
    forms = {
        trace.name: (trace.marker.symbol, "open" if trace.marker.color == LIGHT.ground else "filled")
        for trace in figure.data
    }
    assert forms == {
        say("nature.target"): ("square", "filled"), say("nature.annual_target"): ("diamond", "filled"),
        say("nature.standard"): ("square", "open"), say("nature.achieved"): ("circle", "open"),
    }  # fmt: skip
    assert Counter({trace.name: len(trace.x) for trace in figure.data}) == {
        say(f"nature.{nature}"): count for nature, count in MIXED["nature"].value_counts().items()
    }


def test_the_key_names_the_natures_that_occur_and_no_other():
    words = [note.text for note in drawn(rows(("就业", "甲规划", "standard", 2))).layout.annotations]
    assert [nature for nature in NATURES if say(f"nature.{nature}") in words] == ["standard"]


def test_counts_stand_beside_each_cell_each_document_and_over_each_theme():
    words = Counter(note.text for note in drawn(MIXED).layout.annotations)
    assert [words[str(count)] for count in (3, 2, 1, 4)] == [1, 1, 1, 1]
    assert words["甲规划 <b>4</b>"] == words["乙规划 <b>6</b>"] == words["就业 <b>5</b>"] == words["社保 <b>5</b>"] == 1


def test_many_documents_have_a_line_each_and_no_head_of_a_column_reaches_the_next():
    frame = rows(
        *[(theme, f"第{n}份很长的规划名称", "target", 2) for n in range(30) for theme in ("就业", "社保", "人才")]
    )
    notes = [note for note in drawn(frame).layout.annotations if "很长" in note.text]
    assert len({note.y for note in notes}) == 30
    heads = sorted(note.x for note in drawn(frame).layout.annotations if "<b>60</b>" in note.text)
    assert len(heads) == 3
    assert min(later - earlier for earlier, later in pairwise(heads)) > 200


def test_documents_stand_in_their_own_order_whatever_theme_comes_first():
    frame = rows(("就业", "乙规划", "target", 1), ("社保", "甲规划", "target", 1), ("社保", "乙规划", "target", 1))
    frame["document_place"] = frame["document"].map({"甲规划": 0, "乙规划": 1})
    down = {note.text: note.y for note in drawn(frame).layout.annotations if "规划" in note.text and "<b>" in note.text}
    assert down["甲规划 <b>1</b>"] < down["乙规划 <b>2</b>"]


def test_an_empty_cell_says_0():
    frame = rows(("就业", "甲规划", "target", 2), ("社保", "乙规划", "target", 5))
    words = Counter(note.text for note in drawn(frame).layout.annotations)
    assert words["0"] == 2


def test_a_region_has_its_colour():
    figure = drawn(MIXED)
    stroke = {trace.name: trace.marker.line.color or trace.marker.color for trace in figure.data}
    assert stroke[say("nature.target")] == LIGHT.region(0)
    assert stroke[say("nature.achieved")] == LIGHT.region(1)


def test_a_click_gives_theme_document_and_fact_back():
    figure = drawn(rows(("就业", "甲规划", "target", 1)))
    assert list(figure.data[0].customdata) == [["就业_id", "甲规划_id", "fact0"]]
    assert figure.data[0].meta["chooses"] == ["theme", "document"]


def test_the_figure_is_as_high_as_its_rows_need():
    low, high = (drawn(rows(("就业", "甲规划", "target", n), ("社保", "乙规划", "target", 1))) for n in (5, 400))
    assert low.layout.height < high.layout.height
    for figure in (low, high):
        bottom, top = figure.layout.yaxis.range
        assert all(top < y < bottom for _, y in places(figure).values())


def test_dark_uses_the_dark_palette():
    figure = drawn(MIXED, look="dark")
    assert figure.layout.template.layout.paper_bgcolor == PALETTES["dark"].ground
    written = figure.to_json().upper()
    assert [c for c in (LIGHT.region(0), LIGHT.region(1), LIGHT.mid, "#FFFFFF") if c in written] == []
