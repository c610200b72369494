"""指标档案: what its chart draws, in figures worked by hand, and what the search finds."""

import opencc
import pytest

import queries
from components.language import words
from components.views import record, search
from components.views.chart_of_record import record_chart
from data.store import SHIPPED
from tests.whole import some


@pytest.fixture
def chart_of():
    """The chart of an indicator in a region as a value, on the years 2011 to 2030."""

    def made(indicator_id: str, region_id: str, as_of: str = "2025-12"):
        asked = {"region_ids": [region_id], "indicator_ids": [indicator_id], "as_of": as_of}
        measure = queries.ask("indicator_list", indicator_ids=[indicator_id])["measure"][0]
        targets = queries.ask("judgement_list", **asked, is_plan_row=True)
        about = {"title": "", "subtitle": (), "sources": (), "unit": ""}
        return record_chart(queries.ask("history_list", **asked), targets, measure, (2011, 2030), "region", about)

    return made


def test_totals_are_set_to_one_year_beside_years_and_no_line_leads_over_a_break(chart_of):
    chart = chart_of("new_urban_jobs", "qingdao")
    spans = {(line.kind, line.start[0], line.end[0]): round(line.value, 2) for line in chart.course.lines}
    # 197.47 ÷ 5 = 39.494; 150 ÷ 5 = 30; 175 ÷ 5 = 35
    assert spans == {("span", 60, 120): 39.49, ("goal", 60, 120): 30.0, ("goal", 120, 180): 35.0}
    own, old = chart.course.of("level"), chart.course.of("unused")
    assert [mark.text for mark in own] == ["44.55", "38.13", "36.37", "36.52", "36.61", "37.3"]
    assert [mark.is_bound for mark in own] == [True, False, True, True, True, False]
    assert [mark.text for mark in old] == ["68", "73", "64.1", "21.5"]
    # the first of the new method stands alone, from the year 2020, whose January is the 109th month
    assert not own[0].is_joined
    assert [moment.month for moment in chart.breaks] == [108]


def test_targets_of_a_level_stand_at_the_end_of_their_span_and_gaps_are_not_bridged(chart_of):
    chart = chart_of("unemployment_insured", "qingdao")
    assert sorted((mark.at, mark.value) for mark in chart.course.of("phase")) == [(120, 200), (180, 278), (180, 278)]
    assert [(mark.name, mark.is_joined) for mark in chart.course.of("level")] == [
        ("2015", False), ("2020", False), ("2022", False), ("2024", False),
    ]  # fmt: skip
    assert chart.breaks == ()


def test_what_was_published_after_the_month_is_not_drawn(chart_of):
    assert [mark.name for mark in chart_of("unemployment_insured", "qingdao", "2022-12").course.of("level")] == [
        "2015", "2020", "2022",
    ]  # fmt: skip


def test_an_indicator_without_a_figure_in_a_region_says_so_and_is_drawn_without():
    view = record.view("surveyed_unemployment_rate", "qingdao", "2025-12")
    assert (len(view.frame), view.figure is not None) == (0, True)
    assert view.headline == "青岛调查失业率：1 个规划目标，台账没有结果"


@pytest.mark.parametrize(
    ("said", "kind", "first"),
    [
        ("失业保险", "indicator", {"indicator": "unemployment_insured"}),
        ("失業保險", "indicator", {"indicator": "unemployment_insured"}),
        ("unemployment insur", "indicator", {"indicator": "unemployment_insured"}),
        ("262.61", "fact", {"fact": "qingdao-hrss-14fyp.table1-6.actual"}),
        ("青政字〔2021〕22号", "document", {"document": "qingdao-hrss-14fyp"}),
        ("青岛 262.61", "fact", {"fact": "qingdao-hrss-14fyp.table1-6.actual"}),
    ],
)
def test_words_in_either_script_a_figure_and_a_number_of_a_document_lead_to_what_they_name(said, kind, first):
    assert search.hits(said)[kind][1][0].choices == first


def test_a_phrase_of_a_text_in_traditional_script_is_found_by_simplified_words_and_by_its_own():
    facts = queries.ask("fact_list", document_ids=["qingdao-talent-2025"])
    phrase = next(text for text in facts["evidence"] if text and "萬" in text)
    simplified = opencc.OpenCC("t2s").convert(phrase)
    own, other = (search.hits(one)["fact"] for one in (phrase, simplified))
    assert own == other
    assert phrase != simplified


def test_what_names_nothing_finds_nothing():
    assert search.hits("火星") == search.hits(" ") == {}


def test_the_letters_of_the_two_scripts_are_those_of_opencc():
    lines = (SHIPPED / "traditional.csv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = dict(line.split(",") for line in lines)
    simplifier = opencc.OpenCC("t2s")
    assert pairs == {letter: simplifier.convert(letter) for letter in pairs}
    assert len(pairs) > 3000


def test_every_indicator_has_its_page_in_both_languages():
    for language in words.LANGUAGES:
        words.speak(language)
        for indicator_id in some(list(record.indicators()), 0, 1, 7, 40, -1):
            assert record.about(indicator_id)
            assert record.view(indicator_id, "qingdao").headline
    words.speak(words.LANGUAGES[0])


def test_a_number_stands_beside_its_own_unit_where_the_figure_is_printed_in_another():
    row = record.view("pension_insured", "china", "2025-12").frame.set_index("value_raw").loc["10.71"]
    assert (row["unit_name"], row["value"], row["value_unit"]) == ("亿人", 107100, "万人")
