"""Periods and regions as values: names in the language in use, years, the one before, one colour each."""

import pytest

from components.language.words import speak
from components.look.theme import PALETTES
from components.model.period import Period
from components.views import catalogue


def test_a_period_has_its_name_its_years_and_the_one_before():
    periods = catalogue.periods()
    assert periods["14fyp"] == Period("14fyp", "“十四五”", 2021, 2025, Period("13fyp", "“十三五”", 2016, 2020))
    assert periods["14fyp"].base_year == 2020
    assert list(periods["14fyp"].years) == [2021, 2022, 2023, 2024, 2025]


def test_the_default_period_comes_first():
    assert next(iter(catalogue.periods())) == "14fyp"
    assert list(catalogue.periods("zhoushan")) == ["14fyp", "13fyp"]


def test_names_are_those_of_the_language_in_use():
    speak("en")
    assert catalogue.periods()["13fyp"].name == "13th plan"
    assert catalogue.region("china").short == "China"


def test_a_region_says_what_it_is():
    city, nation = catalogue.region("zhoushan"), catalogue.region("china")
    assert (city.name, city.short, city.level, city.parent_id, city.place) == (
        "舟山市",
        "舟山",
        "prefecture",
        "zhejiang",
        1,
    )
    assert not city.is_reference
    assert nation.is_reference
    assert nation.parent_id == ""


def test_a_region_that_the_ledger_lacks_is_refused():
    with pytest.raises(KeyError):
        catalogue.region("atlantis")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_provinces_and_the_nation_are_never_in_a_hue_of_a_city(look):
    palette = PALETTES[look]
    references = {palette.of(catalogue.region(region)) for region in ("shandong", "zhejiang", "china")}
    assert len(references) == 2
    assert references.isdisjoint(palette.regions)
    assert palette.of(catalogue.region("zhoushan")) == palette.regions[1]


def test_regions_with_an_indicator_table_are_those_that_plan():
    assert catalogue.planning_regions() == {
        "qingdao": "青岛",
        "zhoushan": "舟山",
        "shandong": "山东",
        "zhejiang": "浙江",
        "china": "全国",
    }
