"""What is chosen, drawn and said where regions are many: eleven invented cities under two provinces beside the shipped
ledger.
"""

from pathlib import Path

import pytest

from benchmarks import many_regions
from components.language.words import say
from components.views import choices, cities, cities_among, overview, sources, summaries
from components.views.catalogue import by_province, latest_month, planning_regions, region
from tests.plotted import plotted

CITIES = 11


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    many_regions.lay(folder, CITIES)
    return folder


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, many: Path) -> None:
    monkeypatch.setenv("PLANLEDGER_STORE", str(many))


def offered(page: str, name: str, **chosen: str) -> dict[str, str]:
    (choice,) = (choice for choice in choices.CONTROLS[page] if choice.name == name)
    return dict(choice.options(chosen))


def test_many_regions_are_offered_province_by_province_and_the_first_stays_the_first():
    names = list(offered("progress", "region").values())
    assert names[:4] == ["山东 · 青岛", "山东", "浙江 · 舟山", "浙江"]
    assert names[4:14] == [f"长山 · {region(f'invented-{place:03d}').short}" for place in range(10)]
    assert set(offered("progress", "region")) == set(planning_regions())
    assert next(iter(offered("progress", "region"))) == next(iter(planning_regions()))


def test_a_few_regions_are_offered_by_their_names_alone():
    few = {"qingdao": "青岛", "zhoushan": "舟山"}
    assert choices._regions(few) == few


def test_several_at_once_is_offered_right_after_the_first_region():
    others = offered("cities", "other", region="qingdao")
    assert list(others)[1] == "all"
    assert len(others) == len(planning_regions())


def test_a_region_that_no_province_holds_has_its_own_name():
    assert by_province({"china": "全国", "zhejiang": "浙江"}) == {"china": "全国", "zhejiang": "浙江"}


def test_a_board_of_too_many_tiles_counts_them_region_by_region_and_says_so():
    board = overview.board_view("14fyp", latest_month())
    figure = plotted(board.figure)
    texts = [text for trace in figure.data for text in trace.text or ()]
    assert "<b>云山</b>" in texts
    assert "20 项：可评价 1 项" in texts
    assert say("board.click_region") in figure.layout.title.subtitle.text.replace("<br>", "")
    (clickable,) = (trace for trace in figure.data if trace.name == "tiles")
    assert len(clickable.customdata) == CITIES + 2
    assert clickable.customdata[-1] == ["invented-010"]
    assert len(board.frame) == CITIES * 20 + 42
    assert len(board.screens()) == 1


def test_a_board_that_is_only_counted_is_taken_into_a_briefing_as_it_is():
    assert overview.board_regions("14fyp") == []


def test_the_board_of_one_of_many_regions_has_its_tiles():
    board = overview.board_view("14fyp", latest_month(), region_id="invented-000")
    (clickable,) = (trace for trace in plotted(board.figure).data if trace.name == "tiles")
    assert len(clickable.customdata) == 20


def test_one_among_very_many_draws_those_of_its_province_first_says_how_many_and_counts_all():
    view = cities.view("invented-002", "all", basis="share")
    drawn = {series.name for series in view.native_charts[0].series}
    own = [region(f"invented-{place:03d}").short for place in range(10)]
    assert drawn == set(own[: cities_among.MOST_DRAWN + 1])
    assert "图中只画 8 地（同省在前），全部 12 地在表中" in view.notes
    assert view.headline.startswith(f"{own[2]}与其他 12 地")
    assert view.frame["other_region"].nunique() == 12
    assert cities.rates_view("invented-002", "all").notes[0] == "图中只画 8 地（同省在前），全部 12 地在表中"


def test_a_figure_names_its_first_documents_and_counts_the_rest():
    assert sources.cited(["甲", "乙"]) == "甲；乙"
    many = [str(number) for number in range(sources.MOST_NAMED + 3)]
    assert sources.cited(many).endswith(f"{sources.MOST_NAMED - 1}等，另有 3 份文件")


def test_a_headline_counts_older_figures_that_are_too_many_to_be_named():
    few = [f"第{number}项" for number in range(summaries.MOST_DATED)]
    assert summaries._dated(few) == "、".join(few)
    assert summaries._dated([*few, "又一项"]) == f"{len(few) + 1} 项按较早的数"
