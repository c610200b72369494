"""The overview's counts and coverage."""

import queries
from components.views import evidence, overview
from components.words import speak


def test_the_line_of_counts_is_that_of_the_ledger():
    parts = overview.summary().split(" · ")
    assert parts[2:5] == ["75 行指标", "157 个指标数", f"{len(queries.ask('fact_list')):,} 条数据"]
    assert parts[-1] == "数据覆盖 2015—2025 年，最新结果到 2025-12"


def test_the_board_has_a_tile_for_every_target_of_the_general_plans():
    board = overview.board_view("14fyp", "2025-12")
    assert board.headline == "42 项目标中 5 项已实现，没有一项确认滞后，37 项缺少结果、暂不评价"
    assert list(board.frame["region"].value_counts().items()) == [("青岛", 22), ("舟山", 20)]
    tiles = next(trace for trace in board.figure.data if trace.name == "tiles")
    assert sorted(tile[3] for tile in tiles.customdata) == sorted(board.frame["target_fact_id"])


def test_what_stands_out_comes_in_the_stated_order_and_opens_a_page():
    highlights = overview.highlights("14fyp", "2025-12")
    assert [highlight["sort"] for highlight in highlights] == [
        "目标低于基数",
        "基数不符",
        "力度相反",
        "差一点",
        "两处不同",
    ]
    assert [highlight["page"] for highlight in highlights] == ["periods", "periods", "cities", "progress", "evidence"]
    assert "≥14.81 / 15" in [highlight["pair"] for highlight in highlights]


def test_two_figures_that_stand_out_open_the_list_of_just_those_two():
    (highlight,) = [one for one in overview.highlights("2025-12") if one["page"] == "evidence"]
    chosen = highlight["choices"]
    shown = evidence.view(
        region_id=chosen["region"], indicator_id=chosen["indicator"], is_conflict=chosen["conflict"] == "yes"
    )
    assert highlight["pair"] == "37.3 与 37.11"
    assert list(shown.frame["value_raw"]) == ["37.3", "37.11"]


def test_the_title_of_the_coverage_names_the_years_without_results():
    assert overview.view().headline == (
        "年度结果：青岛 2015—2025 年每年都有；舟山 2015—2025 年间缺 2017、2018、2019、2025 年"
    )
    speak("en")
    assert overview.view("zhoushan").headline == ("Yearly results: Zhoushan 2015–2025, without 2017, 2018, 2019, 2025")


def test_one_city_alone_has_its_own_documents():
    view = overview.view("zhoushan")
    assert set(view.frame["region"]) == {"舟山"}
    assert list(view.frame["document_id"]) == list(queries.ask("document_list", region_ids=["zhoushan"])["document_id"])
    assert view.choices == {"region": "zhoushan"}


def test_the_grid_has_a_line_a_plan_and_one_for_all_else():
    names = [note.text for note in overview.view("zhoushan").figure.layout.annotations if note.yref == "y"]
    assert names == ["舟山人社规划", "舟山“十三五”纲要", "舟山其他公布数"]


def test_a_phone_has_the_table_without_the_grid():
    view = overview.view(is_narrow=True)
    assert view.figure is None
    assert len(view.frame) == len(queries.ask("document_list"))
