"""The views of progress: titles by stated conditions, the completion table, what is missing."""

import pytest

from components.views import completion, progress
from components.words import speak

QINGDAO, ZHOUSHAN = ("qingdao", "qingdao-hrss-14fyp"), ("zhoushan", "zhoushan-hrss-14fyp")


@pytest.mark.parametrize(
    ("plan", "indicator", "as_of", "title"),
    [
        (QINGDAO, "new_urban_jobs", "2025-12", "青岛城镇新增就业至少 184.93 万人，已超过 175 万人的目标"),
        (QINGDAO, "new_urban_jobs", "2023-11",
         "青岛城镇新增就业到 2023 年 11 月至少 111.02 万人，至少完成 63.4%，时间过去 58.3%"),
        (QINGDAO, "policy_supported_entrepreneurs", "2025-12",
         "青岛政策扶持创业至少 14.81 万人，距目标至多 0.19 万人，2025 年未公布"),
        (ZHOUSHAN, "new_urban_jobs", "2025-12",
         "舟山城镇新增就业只有 2022 年的数：4.5 万人，不低于每年所需的 4.4 万人"),
        (QINGDAO, "unemployment_insured", "2025-12",
         "青岛失业保险参保 2024 年 12 月为 291.51 万人，目标 278：超额完成"),
        (QINGDAO, "subsidised_training", "2025-12", "青岛补贴性培训还没有年度结果，目标 [50] 万人次"),
    ],
)  # fmt: skip
def test_the_title_says_what_is_found_and_no_more(plan, indicator, as_of, title):
    assert progress.view(*plan, indicator, as_of).headline == title


def test_the_numbers_beside_the_chart_give_the_word():
    figure = progress.view(*QINGDAO, "new_urban_jobs", "2023-11").figure
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


def test_the_summary_counts_binding_first_and_sub_rows_apart():
    assert completion.summary(*QINGDAO, "2025-12", "14fyp") == (
        "截至 2025 年 12 月：约束性 2 项中可评价 2 项（超额完成 2 项）；预期性 17 项中可评价 3 项"
        "（超额完成 1 项、达到目标要求 2 项）；另有“其中”项 3 行，可评价 0 行（暂无结论）。"
    )


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
        view = progress.view(*plan, indicator, as_of, look="dark", is_narrow=is_narrow)
        assert view.figure.layout.title.text
        assert view.as_of == as_of
