"""The overview's counts and coverage."""

import queries
from components.views import overview
from components.words import speak


def test_the_counts_are_those_of_the_ledger():
    numbers = {words: number for number, words in overview.counts()}
    assert numbers["行指标"] == "75"
    assert numbers["个指标数"] == "157"
    assert numbers["条数据"] == f"{len(queries.ask('fact_list')):,}"
    assert overview.span_of_years() == "数据覆盖 2015—2025 年，最新结果到 2025-12"


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
