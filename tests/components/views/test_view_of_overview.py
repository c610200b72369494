"""The overview's counts and coverage."""

import pandas as pd

import queries
from components.look.canvas import NARROW
from components.views import evidence, overview
from tests.plotted import plotted


def test_the_line_of_counts_is_that_of_the_ledger():
    parts = overview.summary().split(" · ")
    assert parts[2:5] == ["89 行指标", "186 个指标数", f"{len(queries.ask('fact_list')):,} 条数据"]
    assert parts[-1] == "所涉年份 2015—2030，最新结果到 2025-12"


def test_the_board_has_a_tile_for_every_target_of_the_general_plans():
    board = overview.board_view("14fyp", "2025-12")
    assert board.headline.startswith("42 项指标：可评价 5 项，3 项超额完成")
    assert board.subtitle == "青岛、舟山“十四五”全部指标 · 截至 2025 年 12 月 · 数字为“结果 / 目标”"
    assert list(board.frame["region"].value_counts().items()) == [("青岛", 22), ("舟山", 20)]
    tiles = next(trace for trace in plotted(board.figure).data if trace.name == "tiles")
    assert sorted(tile[3] for tile in tiles.customdata) == sorted(board.frame["target_fact_id"])


def test_the_board_counts_what_the_summary_counts_region_by_region():
    for month in ("2023-06", "2025-12"):
        board = overview.board_view("14fyp", month)
        counts = queries.ask("judgement_summary", period_ids=["14fyp"], as_of=month)
        counts = counts[counts["document_id"].isin(["qingdao-hrss-14fyp", "zhoushan-hrss-14fyp"])]
        expected = counts.groupby("status_group")["targets"].sum().to_dict()
        assert pd.Series([verdict.group for verdict in board.verdicts]).value_counts().to_dict() == expected


def test_a_rate_at_the_end_is_counted_under_the_word_it_bears():
    board = overview.board_view("13fyp", "2020-12")
    kept = sum(verdict.group == "kept" for verdict in board.verdicts)
    assert kept == sum(verdict.words.startswith(("达到目标要求", "控制在目标以内")) for verdict in board.verdicts)
    assert kept < len(board.verdicts)
    # most of these results stand in the next plan of the same bureau alone
    assert "项的结果为规划自报）" in board.headline


def test_a_tile_by_an_earlier_figure_shows_its_date():
    written = {
        text
        for trace in plotted(overview.board_view("14fyp", "2025-12").figure).data
        if trace.type == "scatter"
        for text in trace.text
    }
    assert {"2024年末", "2021年末", "待核实", "“待核实”＝据转引数，未见原件"} <= written
    assert {"22 项：可评价 5 项", "20 项：可评价 0 项"} <= written


def test_time_elapsed_stands_only_beside_a_verdict_of_schedule():
    frame = overview.board_view("14fyp", "2023-06").frame
    assert all(status.startswith("达到序时进度") for status in frame.loc[frame["time_pct"].notna(), "status"])
    assert frame["time_pct"].notna().sum() == 2
    assert overview.board_view("14fyp", "2025-12").frame["gap_to_time_pp"].isna().all()


def test_what_stands_out_comes_in_the_stated_order_and_opens_a_page():
    highlights = overview.highlights("14fyp", "2025-12")
    assert [highlight.sort for highlight in highlights] == ["目标低于上期实际", "基数不符", "接近目标", "数出两处"]
    assert [highlight.page for highlight in highlights] == ["periods", "periods", "progress", "evidence"]
    assert "≥14.81 / 15" in [highlight.pair for highlight in highlights]


def test_two_figures_that_stand_out_open_the_list_of_just_those():
    (highlight,) = [one for one in overview.highlights("14fyp", "2025-12") if one.page == "evidence"]
    chosen = highlight.choices
    shown = evidence.view(region=chosen["region"], indicator=chosen["indicator"], conflict=chosen["conflict"])
    assert highlight.pair == "37.3 ≠ 37.11"
    assert set(shown.frame["value_raw"]) == {"37.3", "37.11"}


def test_a_result_of_more_than_twice_its_target_is_named_where_all_are_said_to_be_reached():
    assert overview.board_view("13fyp", "2025-12").headline.startswith("25 项指标和 1 行“其中”均可评价")
    (highlight,) = [one for one in overview.highlights("13fyp", "2025-12") if one.sort == "超出目标一倍"]
    assert (highlight.pair, highlight.page) == ("246.8%", "evidence")
    assert "目标与结果是否同一口径" in highlight.sentence
    assert highlight.choices == {"region": "zhoushan", "indicator": "new_urban_jobs", "list": "findings"}
    # the figures of the result were out at the end of 2020
    assert "246.8%" not in [one.pair for one in overview.highlights("13fyp", "2019-12")]


def test_the_title_of_the_coverage_says_of_how_many_indicators_the_best_year_has_results():
    assert overview.view().headline == "规划指标里任何一年有结果的：青岛 22 项中最多 5 项；舟山 20 项中最多 1 项"


def test_one_city_alone_has_its_own_documents():
    view = overview.view("zhoushan")
    assert set(view.frame["region"]) == {"舟山"}
    assert list(view.frame["document_id"]) == list(queries.ask("document_list", region_ids=["zhoushan"])["document_id"])
    assert view.choices == {"region": "zhoushan", "period": "14fyp", "as_of": "2025-12"}


def test_the_grid_has_a_line_a_plan_and_one_for_all_else():
    names = [note.text for note in plotted(overview.view("zhoushan").figure).layout.annotations if note.yref == "y"]
    assert names == ["舟山人社规划", "舟山“十三五”纲要", "舟山其他公布数"]


def test_a_phone_has_the_table_without_the_grid():
    view = overview.view(canvas=NARROW)
    assert view.figure is None
    assert len(view.frame) == len(queries.ask("document_list"))
