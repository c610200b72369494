"""The views of progress: titles by stated conditions, the completion table, what is missing."""

import re

import pytest

from components.language.words import speak
from components.look.canvas import Canvas
from components.views import completion, progress
from tests.plotted import plotted

QINGDAO, ZHOUSHAN = ("qingdao", "qingdao-hrss-14fyp"), ("zhoushan", "zhoushan-hrss-14fyp")


@pytest.mark.parametrize(
    ("plan", "indicator", "as_of", "title"),
    [
        (QINGDAO, "new_urban_jobs", "2025-12",
         "青岛城镇新增就业至少 184.93 万人，已超过 175 万人的目标（据转引数，待核实）"),
        (QINGDAO, "new_urban_jobs", "2023-11",
         "青岛城镇新增就业到 2023 年 11 月至少 111.02 万人，至少完成 63.4%，同期序时进度 58.3%（据转引数，待核实）"),
        (QINGDAO, "policy_supported_entrepreneurs", "2025-12",
         "青岛政策扶持创业已知部分至少 14.81 万人，为目标的 98.7%；补 2025 年数即可定论"),
        (ZHOUSHAN, "new_urban_jobs", "2025-12",
         "舟山城镇新增就业只有 2022 年的数：4.5 万人，不低于每年所需 4.4 万人"),
        (ZHOUSHAN, "new_urban_jobs", "2023-06",
         "舟山城镇新增就业只有 2022 年的数：4.5 万人，不低于每年所需 4.4 万人"),
        (QINGDAO, "unemployment_insured", "2025-12",
         "青岛失业保险参保 2024 年末 291.51 万人，已超过 2025 年目标 278 万人；2025 年末数台账未收录"),
        (QINGDAO, "registered_unemployment_rate", "2025-12",
         "青岛登记失业率最近一期为 2021 年末 2.74%，低于 4.5% 的控制线；此后数未收录，暂不评价"),
        (QINGDAO, "mediation_success_rate", "2025-12",
         "青岛调解成功率 2021—2025 年合计 89.4%，高于 62% 的目标"),
        (QINGDAO, "subsidised_training", "2025-12",
         "青岛补贴性培训：台账未收录 2021—2025 年结果，目标 50 万人次"),
        (("china", "china-employment-15fyp"), "new_urban_jobs", "2025-12",
         "全国城镇新增就业的目标是文字“保持相当规模、各年度视情提出”，没有可以对照的数"),
        (("china", "china-hrss-14fyp"), "surveyed_unemployment_rate", "2025-12",
         "全国调查失业率 2021—2025 年平均 5.28%，低于 5.5% 的控制线（据转引数，待核实）"),
    ],
)  # fmt: skip
def test_the_title_says_what_is_found_and_no_more(plan, indicator, as_of, title):
    assert progress.view(*plan, indicator, as_of).headline == title


def test_the_numbers_beside_the_chart_give_the_word():
    figure = plotted(progress.view(*QINGDAO, "new_urban_jobs", "2023-11").figure)
    texts = [note.text for note in figure.layout.annotations]
    assert "<b>≥63.4%</b>" in texts
    assert "<b>58.3%</b>" in texts
    assert "<b>≥+5.1 个百分点</b>" in texts
    assert any("快于序时进度" in text for text in texts)


def test_the_completion_table_has_every_row_of_the_plan_with_its_years():
    view = completion.matrix_view(*QINGDAO, "2025-12")
    assert list(view.frame["row_no"]) == [str(number) for number in range(1, 23)]
    jobs = view.frame.iloc[0]
    assert list(jobs[[f"year_{n}" for n in range(1, 6)]]) == [
        "38.13", "36.37（1—11月）", "36.52（1—11月）", "36.61（1—11月）", "37.3",
    ]  # fmt: skip
    assert view.frame.iloc[7]["base_printed_raw"] == "200"
    assert view.frame.iloc[7]["base_used"] == "262.61"


def test_the_summary_counts_binding_first_and_numbered_rows_alone():
    assert completion.summary(*QINGDAO, "2025-12", "14fyp") == (
        "截至 2025 年 12 月：约束性 2 项均可评价"
        "（2 项超额完成，失业保险参保按2024年末数、工伤保险参保按2024年末数）；"
        "预期性 20 项中可评价 3 项（1 项超额完成，据转引数，待核实；2 项达到目标要求），暂不评价 17 项"
        "（缺结果数据 14、指标不对应 2、数据过期 1）。"
    )


def test_after_the_end_no_table_sets_a_result_against_the_time_elapsed():
    view = completion.matrix_view(*QINGDAO, "2025-12")
    assert not {"time_pct", "gap_to_time_pp", "increment_pct"} & set(view.shown)
    assert {"time_pct", "gap_to_time_pp"} <= set(view.frame.columns)
    margins = view.frame.set_index("row_no")["margin"]
    assert margins["1"] == "至少超目标 9.93 万人（5.7%）"
    assert margins["3"] == "至多差 0.19 万人"
    assert margins["8"] == "超目标 13.51 万人（4.9%）"
    assert margins["2"] == ""  # a value of 2021 says nothing of the end
    said = [*view.notes, *(working for _, working in view.arithmetic)]
    assert [text for text in said if "序时进度" in text] == []
    one = progress.view(*QINGDAO, "new_urban_jobs", "2025-12")
    assert [label for label, _ in one.arithmetic if "序时" in label] == []
    assert dict(one.arithmetic)["与目标相比"] == "至少超目标 9.93 万人（5.7%）"


def test_while_the_span_runs_the_gap_of_a_stock_stands_beside_the_part_of_its_rise():
    view = completion.matrix_view(*QINGDAO, "2023-06")
    assert {"completion_pct", "increment_pct", "time_pct", "gap_to_time_pp"} <= set(view.shown)
    assert "margin" not in view.shown
    one = dict(progress.view(*QINGDAO, "new_urban_jobs", "2023-06").arithmetic)
    assert one["序时进度（到 2023-06）"] == "50.0%"


def test_the_chart_explains_the_marks_that_occur_and_no_others():
    def key(*choices: str) -> str:
        return plotted(progress.view(*choices).figure).layout.title.subtitle.text.replace("<br>", "")

    jobs = key(*QINGDAO, "new_urban_jobs", "2025-12")
    assert "实线＝全年数 · 虚线与空心＝下限 · 斜线＝部分月份 · 菱形＝目标" in jobs
    assert "虚框" not in jobs
    few = key(*ZHOUSHAN, "new_urban_jobs", "2025-12")
    assert "虚框＝未收录 · 菱形＝目标" in few
    assert "斜线" not in few
    assert "圆点＝印出的累计数 · 菱形＝目标" in key("china", "china-hrss-14fyp", "subsidised_training", "2025-12")


def test_a_figure_names_every_document_for_its_picture_leaves_the_page():
    view = progress.view(*QINGDAO, "new_urban_jobs", "2025-12")
    line = next(note.text for note in plotted(view.figure).layout.annotations if note.name == "sources")
    assert len(view.sources) > 3
    # a broken line has its break in place of the blank between two words
    said = re.sub(r"<br>|\s", "", line)
    assert [source for source in view.sources if re.sub(r"\s", "", source) not in said] == []


def test_the_list_of_indicators_counts_the_years_known_at_the_month():
    later, earlier = (progress.indicators(*QINGDAO, None, month) for month in ("2025-12", "2022-12"))
    assert later["new_urban_jobs"] == "城镇新增就业人数（有 5 年数）"
    assert earlier["new_urban_jobs"] == "城镇新增就业人数（有 2 年数）"


def test_the_list_of_missing_figures_counts_figures_of_years_and_of_ends():
    view = completion.missing_view(*QINGDAO, "2025-12")
    ends = view.frame["lack"].str.contains("年末值|期末值").sum()
    indicators = view.frame["target_fact_id"].nunique()
    years = len(view.frame) - ends
    assert view.headline == f"青岛“十四五”尚需补充 {years} 个年度数、{ends} 个年末数（{indicators} 项指标）"


def test_the_list_of_missing_figures_names_the_year_and_the_last_known():
    frame = completion.missing_view(*ZHOUSHAN, "2025-12").frame
    jobs = frame[frame["indicator"] == "城镇新增就业人数"]
    assert list(jobs["year"]) == [2021, 2023, 2024, 2025]
    assert set(jobs["last_known"]) == {"4.5 万人（2022）"}


@pytest.mark.parametrize(
    ("plan", "as_of", "is_narrow"),
    [(QINGDAO, "2023-06", False), (("qingdao", "qingdao-employment-14fyp"), "2025-12", True)],
)
def test_every_indicator_of_a_plan_has_a_chart(plan, as_of, is_narrow):
    speak("en")
    for indicator in progress.indicators(*plan):
        view = progress.view(*plan, indicator, as_of, canvas=Canvas("narrow" if is_narrow else "wide", "dark"))
        assert plotted(view.figure).layout.title.text
        assert view.as_of == as_of


def test_a_value_that_is_printed_among_words_stands_as_its_number_and_says_of_which_years_it_is_the_mean():
    view = progress.view("china", "china-hrss-14fyp", "surveyed_unemployment_rate", "2025-12")
    texts = " ".join(note.text for note in plotted(view.figure).layout.annotations if note.text)
    assert "前四年" not in texts
    assert "2021—2024 年平均" in texts


def test_before_a_span_has_begun_no_table_says_how_much_of_its_time_is_gone():
    view = completion.matrix_view("china", "china-employment-15fyp", "2025-12")
    assert not {"time_pct", "gap_to_time_pp"} & set(view.shown)
