"""An import that an earlier release took is read by this one as it lies in the store."""

import csv
import shutil
from pathlib import Path

import pytest

import queries
from data import imports, store
from tests.people import KEEPER

GIVEN = Path(__file__).parent / "import-0.3.0"


@pytest.fixture
def upgraded(tmp_path, monkeypatch) -> Path:
    """A store in which release 0.3.0 put the import: its files as they were given, without any place."""
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    shutil.copytree(GIVEN, tmp_path / "imports" / "demo-bay")
    return tmp_path


def header(file: str) -> list[str]:
    with (GIVEN / file).open(encoding="utf-8", newline="") as rows:
        return next(csv.reader(rows))


def test_the_import_has_the_headers_of_its_release():
    assert len(header("facts/demo-bay-14fyp.csv")) == 31
    assert header("catalog/regions.csv")[-2:] == ["province_zh", "province_en"]


def test_it_is_built_with_and_its_plan_is_judged(upgraded):
    assert store.LedgerFault(store.check()).lines() == []
    judged = queries.ask("judgement_list", region_ids=["demo-bay"], as_of="2025-12").set_index("indicator_id")
    # 4 + 4.1 + 3.9 + 4 + 5 of 20, and 45 of 50
    assert judged["done"].to_dict() == {"new_urban_jobs": 21, "demo_bay_stations": 45}
    assert judged["completion_pct"].to_dict() == {"new_urban_jobs": 105, "demo_bay_stations": 90}
    assert judged["base_printed"].to_dict() == {"new_urban_jobs": 18, "demo_bay_stations": 30}


def test_all_of_its_figures_are_there_its_population_among_them(upgraded):
    facts = queries.ask("fact_list", region_ids=["demo-bay"])
    assert len(facts) == 11
    assert facts.set_index("indicator_id").loc["resident_population", "value"] == 300.5
    assert set(facts["import_id"]) == {"demo-bay"}


def test_what_it_does_not_say_has_its_default_and_its_city_a_place(upgraded):
    with store.reading() as ledger:
        city = "select level::varchar, parent_region_id, province_zh from regions where region_id = 'demo-bay'"
        assert ledger.execute(city).fetchone() == ("prefecture", None, "示例省")
        cities = "select place from regions where level in ('prefecture', 'county') order by place"
        assert [place for (place,) in ledger.execute(cities).fetchall()] == [0, 1, 2, 3]
        assert ledger.execute("select place from regions where region_id = 'demo-bay'").fetchone() == (3,)


def test_it_can_be_imported_anew_beside_what_is_there(tmp_path):
    imports.commit(GIVEN, "demo-bay", tmp_path, by=KEEPER)
    imports.undo("demo-bay", tmp_path, by=KEEPER)
    assert imports.check(GIVEN, "demo-bay", tmp_path)["facts"] == 11
