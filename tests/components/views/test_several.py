"""指标档案, several together: what panels draw of figures as published and set to a base year, what is refused."""

import pytest

from components.language.words import say
from components.views import several
from components.views.registry import KINDS, view_of


def asked(name: str, region: str, indicators: str, others: str = "", **more):
    choices = {"region": region, "indicators": indicators, "others": others, "as_of": "2025-12", **more}
    return view_of(name, choices)


def axes(view) -> dict[str, list]:
    """The range of each upright axis of a figure."""
    return {name: axis["range"] for name, axis in view.figure.axes("y").items()}


def test_indicators_are_offered_those_of_most_years_first_and_those_of_other_regions_after():
    offered = list(several.indicators("qingdao", "", "2025-12"))
    # nine years each of new jobs and residents, seven of the unemployment rate, six of those who began a business
    assert offered[:4] == [
        "new_urban_jobs", "resident_population", "registered_unemployment_rate", "policy_supported_entrepreneurs",
    ]  # fmt: skip
    # the city has no figure of schooling but of 2020, the nation's of three years changes nothing in its order
    assert list(several.indicators("qingdao", "china", "2025-12"))[: len(offered)] == offered
    assert "surveyed_unemployment_rate" in several.indicators("qingdao", "china", "2025-12")
    # by one method alone: the rate's exact years, the residents' since the census
    assert list(several.indicators("qingdao", "", "2025-12", "comparable"))[:2] == [
        "resident_population", "registered_unemployment_rate",
    ]  # fmt: skip


def test_years_are_offered_as_base_by_how_many_indicators_have_a_comparable_figure_after_them():
    chosen = "pension_insured,unemployment_insured,work_injury_insured,new_urban_jobs"
    # of 2015 and 2020 three stocks each are known exactly; new jobs of one method exactly in 2021 and 2025
    assert list(several.base_years("qingdao", "", chosen, "2025-12"))[:2] == ["2015", "2020"]
    assert several.base_years("shandong", "", "new_urban_jobs", "2025-12") == {}


def test_each_indicator_of_each_region_has_a_panel_with_marks_that_lead_to_their_facts():
    view = asked("several", "qingdao", "new_urban_jobs,unemployment_insured", "zhoushan")
    assert len(axes(view)) == 4
    ranges = {tuple(axis["range"]) for axis in view.figure.axes("x").values()}
    assert len(ranges) == 1, "all over the same years"
    leading = {fact for trace in view.figure.data if trace.get("customdata") for (fact,) in trace["customdata"]}
    single = view.frame[~view.frame["years"].str.contains("20..—20..")]
    assert leading == set(single["fact_id"])
    assert view.headline == say("several.title", regions="青岛、舟山", count=2, years="2011—2025")
    assert view.native_charts[0].is_small


def test_what_is_chosen_and_has_no_figure_is_said():
    view = asked("several", "shandong", "new_urban_jobs,talent_attracted")
    assert "台账没有山东的：集聚人才" in " ".join(view.notes) or any("山东" in note for note in view.notes)
    none = asked("several", "shandong", "talent_attracted")
    assert none.is_empty
    assert none.figure is None
    assert "山东" in none.advice


def test_indexes_share_one_scale_and_points_another():
    view = asked("indexed", "china", "new_urban_jobs,pension_insured,surveyed_unemployment_rate", base="2021")
    index, other, points = axes(view).values()
    assert index == other != points
    # worked in tests/expected/indexed.csv
    assert view.takeaway == (
        "各自最近的数（2021 年＝100，比率为百分点之差）：城镇新增就业 99.8（2025）、养老保险参保 104.4（2025年9月末）、"
        "调查失业率 +0.1 个百分点（2025）。"
    )
    assert view.headline == "以 2021 年为准，全国 3 项可比，最近的数：2 项更高、1 项更低"


def test_the_charts_of_office_programs_share_the_axes_that_the_panels_share():
    view = asked("indexed", "china", "new_urban_jobs,pension_insured,surveyed_unemployment_rate", base="2021")
    index, other, points = (native.shared_axis for native in view.native_charts)
    assert index == other != points
    for native in view.native_charts:
        assert native.shared_axis.least < min(native.values)
        assert native.shared_axis.most > max(native.values)
        steps = (native.shared_axis.most - native.shared_axis.least) / native.shared_axis.step
        assert steps == pytest.approx(round(steps))
    assert view.reading == say("index.key")
    # panels that stand on scales of their own leave the ends of their axes to the program
    assert {
        native.shared_axis for native in asked("several", "china", "new_urban_jobs,pension_insured").native_charts
    } == {None}


def test_small_charts_have_the_means_of_the_panels_and_no_line_over_a_year_without_a_figure():
    view = asked("several", "china", "new_urban_jobs")
    (native,) = view.native_charts
    joined = [
        [day.year for day, value in zip(native.categories, series.values, strict=True) if value is not None]
        for series in native.series
        if series.name == say("levels.value") and series.form == "line"
    ]
    # the ledger has 2019—2021 and 2024—2025 of the nation
    assert joined == [[2019, 2020, 2021], [2024, 2025]]
    means = [series for series in native.series if series.name.startswith("20")]
    assert [series.name[:9] for series in means] == ["2016—2020", "2021—2025"]
    assert all(series.texts == () for series in means)


def test_every_refusal_is_in_a_note_and_in_its_row():
    chosen = "resident_population,new_urban_jobs,registered_unemployment_rate,startup_driven_jobs"
    view = asked("indexed", "qingdao", chosen, base="2020")
    said = "\n".join(view.notes)
    assert "2020 年只有部分月份的数或上下限，不能作基数：城镇新增就业、登记失业率" in said
    assert "台账没有 2020 年的数，不设指数：创业带动就业人数" in said
    assert "与 2020 年口径不同，不比：常住人口 2015、2018、2019 年" in said
    rows = view.frame.set_index(["indicator", "years"])["no_index"]
    assert rows["常住人口", "2015"] == "另一口径"
    assert rows["常住人口", "2021"] == ""
    has_number = view.frame["index"].notna() | view.frame["change_pp"].notna()
    assert list(has_number) == list(view.frame["no_index"] == "")


def test_where_no_year_can_be_the_base_the_view_says_so_and_keeps_its_rows():
    view = asked("indexed", "shandong", "new_urban_jobs,high_skilled_total", base="")
    assert view.figure is None
    assert len(view.frame) == 2
    assert say("index.no_base_year") in view.advice


@pytest.mark.parametrize("name", ["several", "indexed"])
def test_slides_have_a_row_an_indicator_and_the_address_leads_back(name):
    chosen = "unemployment_insured,work_injury_insured"
    view = asked(name, "qingdao", chosen, **({"base": "2020"} if name == "indexed" else {}))
    assert list(view.presented.frame["years"]) == ["2024", "2024"]
    assert list(view.presented.frame["indicator"]) == ["失业保险参保", "工伤保险参保"]
    assert KINDS[name].address(view.choices)["indicators"] == chosen
    assert KINDS[name].address(view.choices)["list"] == name
    assert len(view.screens()) == 1


def test_a_plans_indicators_with_figures_are_set_together_from_the_one_that_is_seen():
    ids, said = several.of_plan("qingdao", "qingdao-hrss-14fyp", "14fyp", "unemployment_insured", "2025-12")
    chosen = ids.split(",")
    assert (chosen[0], said) == ("unemployment_insured", f"这份规划有数的 {len(chosen)} 项指标放在一起看")
    assert len(set(chosen)) == len(chosen) <= several.MOST
    assert set(chosen) <= set(several.indicators("qingdao", "", "2025-12"))
    # before any figure was out there is nothing to set together
    assert several.of_plan("zhoushan", "zhoushan-hrss-14fyp", "14fyp", "surveyed_unemployment_rate", "2010-12") is None
