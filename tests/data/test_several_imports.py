"""Imports beside each other: places that stay, rows that several bring, what one needs of another."""

import itertools
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from data import backups, imports, store
from data.__main__ import main
from tests.people import KEEPER
from tests.whole import some

pytestmark = pytest.mark.usefixtures("tables_alone")

REGIONS = "region_id,name_zh,level,place"
UNITS = "unit,dimension,factor,name_en"
INDICATORS = "indicator_id,name_zh,theme_id,measure,direction,unit"
DOCUMENTS = "document_id,title_zh,issuer,kind,region_id"
FACTS = (
    "fact_id,document_id,region_id,indicator_id,role,place,locator,label_raw,value_raw,value,comparator,unit,"
    "year_from,year_to,basis,basis_source,reliability"
)


@pytest.fixture
def source(tmp_path) -> Callable[..., Path]:
    """A folder to import: catalog__units=[header, row, …] are the lines of catalog/units.csv."""

    def make(name: str, **tables: list[str]) -> Path:
        for table, lines in tables.items():
            file = tmp_path / "given" / name / f"{table.replace('__', '/')}.csv"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path / "given" / name

    return make


def fact(document: str, region: str, indicator: str = "demo_jobs", unit: str = "万人") -> list[str]:
    ids = f"{document}.text1,{document},{region},{indicator}"
    return [FACTS, f"{ids},actual,text,第一节,新增,2,2,eq,{unit},2021,2021,total,printed,A"]


def commit(ledger, folder: Path, name: str = "") -> Path:
    return imports.commit(folder, name or folder.name, ledger.store, ledger.shipped, by=KEEPER)


def asked(ledger, sql: str) -> list[tuple]:
    with duckdb.connect(str(store.built_file(ledger.store, ledger.shipped)), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def places(ledger) -> dict[str, int]:
    return dict(asked(ledger, "select region_id, place from regions"))


def faults(ledger) -> list[tuple]:
    found = store.check(ledger.store, ledger.shipped)
    return [(fault["file"], fault["line"], fault["fault"], fault["found"]) for fault in found]


NATION = ["region_id,name_zh,level", "demo-nation,示例国,nation", "demo-province,示例省,province"]
GIVEN = {
    "e-nation": NATION,
    "b-city": ["region_id,name_zh", "demo-north,示例北市"],
    "fuzhou": ["region_id,name_zh,place", "demo-south,示例南市,"],
}


@pytest.mark.parametrize("order", some(list(itertools.permutations(GIVEN)), 0, -1))
def test_a_region_keeps_its_place_whatever_comes_after_it(order, small_ledger, source):
    seen = {"demo-east": 0, "demo-west": 1}
    for name in order:
        commit(small_ledger, source(name, catalog__regions=GIVEN[name]))
        now = places(small_ledger)
        assert {region: now[region] for region in seen} == seen
        seen = now
    # cities and references are counted apart, each without a gap
    assert sorted(seen[region] for region in ("demo-east", "demo-west", "demo-north", "demo-south")) == [0, 1, 2, 3]
    assert (seen["demo-nation"], seen["demo-province"]) == (0, 1)


def test_a_place_survives_undo_of_another_import_backup_and_restore(small_ledger, source, tmp_path):
    for name, rows in GIVEN.items():
        commit(small_ledger, source(name, catalog__regions=rows))
    before = places(small_ledger)
    assert before["demo-south"] == 3
    backups.backup(tmp_path / "ledger.zip", small_ledger.store)
    imports.undo("b-city", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert places(small_ledger) == {region: place for region, place in before.items() if region != "demo-north"}
    # the place that was freed goes to the next that comes
    commit(small_ledger, source("a-city", catalog__regions=["region_id,name_zh", "demo-middle,示例中市"]))
    assert places(small_ledger)["demo-middle"] == 2
    backups.restore(tmp_path / "ledger.zip", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert places(small_ledger) == before


def test_of_two_regions_that_ask_for_one_place_the_shipped_one_has_it(small_ledger, source):
    shipped = small_ledger.shipped / "catalog/regions.csv"
    header, *rows = shipped.read_text(encoding="utf-8").splitlines()
    rows = [f"{row},{place}" for place, row in enumerate(rows)]
    shipped.write_text("\n".join([f"{header},place", *rows, ""]), encoding="utf-8")
    # laid by hand, so that no commit wrote another place into the row
    for name, place in (("b-hand", "0"), ("a-hand", ""), ("c-hand", "5")):
        folder = small_ledger.store / "imports" / name / "catalog"
        folder.mkdir(parents=True)
        (folder / "regions.csv").write_text(f"{REGIONS}\ndemo-{name},{name},,{place}\n", encoding="utf-8")
    assert places(small_ledger) == {
        "demo-east": 0, "demo-west": 1, "demo-a-hand": 2, "demo-b-hand": 3, "demo-c-hand": 5,
    }  # fmt: skip
    # one that is committed does not move those that were laid by hand
    commit(small_ledger, source("a-first", catalog__regions=[REGIONS, "demo-new,新市,,0"]))
    assert places(small_ledger)["demo-a-hand"] == 2
    assert places(small_ledger)["demo-new"] == 4


def test_undo_of_an_import_does_not_move_one_that_an_older_version_took(small_ledger):
    for name in ("a-old", "b-old"):
        folder = small_ledger.store / "imports" / name / "catalog"
        folder.mkdir(parents=True)
        (folder / "regions.csv").write_text(f"region_id,name_zh\ndemo-{name},{name}\n", encoding="utf-8")
    assert places(small_ledger)["demo-b-old"] == 3
    imports.undo("a-old", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert places(small_ledger) == {"demo-east": 0, "demo-west": 1, "demo-b-old": 3}


def test_a_commit_writes_the_place_and_nothing_else(small_ledger, source):
    folder = source("city", catalog__regions=["region_id,name_zh,short_zh", 'demo-north,"示例,北市",北市'])
    place = commit(small_ledger, folder)
    written = (place / "catalog/regions.csv").read_text(encoding="utf-8")
    assert written == 'region_id,name_zh,short_zh,place\ndemo-north,"示例,北市",北市,2\n'
    # the folder that was given stays as it was
    assert (folder / "catalog/regions.csv").read_text(encoding="utf-8").startswith("region_id,name_zh,short_zh\n")


def test_themes_may_ask_for_one_place_and_stand_one_after_the_other(small_ledger, source):
    rows = ["theme_id,place,name_zh", "demo_health,1,示例卫生", "demo_first,0,示例首位", "demo_last,,示例末位"]
    commit(small_ledger, source("health", catalog__themes=rows))
    order = asked(small_ledger, "select theme_id, place from themes order by place")
    assert order == [("demo_first", 1), ("demo_theme", 2), ("demo_health", 3), ("demo_last", 4)]


BOTH = {
    "units": [UNITS, "亿人,person,100000000,100m persons"],
    "regions": [REGIONS, "demo-north,示例北市,prefecture,"],
    "themes": ["theme_id,place,name_zh", "demo_health,2,示例卫生"],
    "periods": ["period_id,name_zh,year_from,year_to", "16fyp,“十六五”,2031,2035"],
    "indicators": [INDICATORS, "demo_health,示例床位,demo_theme,stock,up,万人"],
    "notations": ["document_id,table_no,mark,meaning", "demo-plan,2,[ ],五年累计数"],
}


def test_a_row_that_two_imports_bring_alike_is_one_row_and_stays_when_one_goes(small_ledger, source):
    def rows() -> dict[str, int]:
        return {table: asked(small_ledger, f"select count(*) from {table}")[0][0] for table in BOTH}

    before = rows()
    for name in ("one", "two"):
        commit(small_ledger, source(name, **{f"catalog__{table}": lines for table, lines in BOTH.items()}))
    one_more = {table: number + 1 for table, number in before.items()}
    assert rows() == one_more
    imports.undo("one", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert rows() == one_more
    imports.undo("two", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert rows() == before


@pytest.mark.parametrize(
    ("table", "other", "key", "column"),
    [
        ("units", "亿人,person,10000000,100m persons", "亿人", "factor"),
        ("regions", "demo-north,示例北方市,prefecture,", "demo-north", "name_zh"),
        ("themes", "demo_health,2,示例医疗", "demo_health", "name_zh"),
        ("periods", "16fyp,“十六五”,2031,2036", "16fyp", "year_to"),
        ("indicators", "demo_health,示例床位,demo_theme,stock,down,万人", "demo_health", "direction"),
        ("notations", "demo-plan,2,[ ],三年累计数", "demo-plan [ ] 2", "meaning"),
    ],
)
def test_a_row_that_two_imports_bring_differently_names_both(table, other, key, column, small_ledger, source):
    commit(small_ledger, source("one", **{f"catalog__{table}": BOTH[table]}))
    folder = source("two", **{f"catalog__{table}": [BOTH[table][0], other]})
    with pytest.raises(store.LedgerFault) as refused:
        commit(small_ledger, folder)
    (fault,) = refused.value.faults
    assert (fault["file"], fault["line"]) == (f"two/catalog/{table}.csv", 2)
    assert (fault["fault"], fault["found"]) == ("duplicate_id", key)
    for mend in (fault["mend_zh"], fault["mend_en"]):
        assert f"one/catalog/{table}.csv:2" in mend
        assert column in mend


def test_what_one_import_leaves_open_another_may_say(small_ledger, source):
    # an import of an older version says nothing of a level: that is no other level
    commit(small_ledger, source("old", catalog__regions=["region_id,name_zh", "demo-nation,示例国"]))
    commit(small_ledger, source("new", catalog__regions=[REGIONS, "demo-nation,示例国,nation,"]))
    nation = "select level::varchar, place from regions where region_id = 'demo-nation'"
    assert asked(small_ledger, nation)[0][0] == "nation"
    imports.undo("old", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert asked(small_ledger, nation)[0][0] == "nation"


def test_a_row_that_stands_twice_in_one_import_is_a_fault_though_alike(small_ledger, source):
    with pytest.raises(store.LedgerFault, match=r"one/catalog/units\.csv:3: duplicate_id \[亿人\]"):
        commit(small_ledger, source("one", catalog__units=[*BOTH["units"], BOTH["units"][1]]))


@pytest.mark.parametrize("name", ["a-later", "z-later"])
def test_a_fact_that_another_file_has_names_that_file(name, small_ledger, source):
    row = (small_ledger.shipped / "facts/demo-plan.csv").read_text(encoding="utf-8").splitlines()[:3]
    with pytest.raises(store.LedgerFault) as refused:
        commit(small_ledger, source(name, **{"facts__demo-plan": row}))
    first, second = refused.value.faults
    assert (first["file"], first["line"], first["fault"]) == (f"{name}/facts/demo-plan.csv", 2, "duplicate_id")
    assert "facts/demo-plan.csv:2" in first["mend_zh"]
    assert "facts/demo-plan.csv:3" in second["mend_en"]


def test_a_unit_of_two_imports_is_compared_once(small_ledger, source):
    for name in ("one", "two"):
        commit(small_ledger, source(name, catalog__units=BOTH["units"]))
    rows = {"catalog__documents": [DOCUMENTS, "demo-x,示例,示例局,press,demo-east"]}
    with pytest.raises(store.LedgerFault) as refused:
        commit(
            small_ledger, source("wrong", **rows, **{"facts__demo-x": fact("demo-x", "demo-east", "demo_rate", "亿人")})
        )
    assert [fault["fault"] for fault in refused.value.faults] == ["unit_of_another_kind"]


def city_and_its_figures(ledger, source) -> None:
    """Two imports: a city, and a document with a figure of it."""
    commit(ledger, source("city", catalog__regions=GIVEN["b-city"]))
    rows = {"catalog__documents": [DOCUMENTS, "demo-x,示例,示例局,press,demo-north"]}
    commit(ledger, source("figures", **rows, **{"facts__demo-x": fact("demo-x", "demo-north")}))


def test_what_another_import_needs_is_not_taken_out_and_the_other_is_named(small_ledger, source):
    city_and_its_figures(small_ledger, source)
    with pytest.raises(imports.ImportRefused) as refused:
        imports.undo("city", small_ledger.store, small_ledger.shipped, by=KEEPER)
    said = str(refused.value)
    assert "请先撤回 figures" in said
    assert "undo figures first" in said
    assert "figures/catalog/documents.csv:2: unknown_region_id [demo-north]" in said
    assert "demo-north" in places(small_ledger)
    assert not (small_ledger.store / "undone").exists()
    for name in ("figures", "city"):
        imports.undo(name, small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert "demo-north" not in places(small_ledger)


def test_every_import_that_needs_it_is_named(small_ledger, source):
    city_and_its_figures(small_ledger, source)
    commit(small_ledger, source("more", catalog__documents=[DOCUMENTS, "demo-y,示例,示例局,press,demo-north"]))
    with pytest.raises(imports.ImportRefused, match="undo figures, more first"):
        imports.undo("city", small_ledger.store, small_ledger.shipped, by=KEEPER)


def test_an_import_that_breaks_the_ledger_can_be_taken_out(small_ledger, source):
    city_and_its_figures(small_ledger, source)
    # an older version let this undo pass
    (small_ledger.store / "imports/city").rename(small_ledger.store / "gone")
    assert faults(small_ledger)
    imports.undo("figures", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert faults(small_ledger) == []


def test_a_folder_is_checked_before_it_is_imported(tmp_path, source, capsys):
    folder = source("units", catalog__units=["unit,dimension,factor", "示例人,person,1"])
    command = ["check", str(folder), "--store", str(tmp_path / "store")]
    assert main(command) == 0
    assert capsys.readouterr().out == "1 row of units, no fault\n"
    assert not (tmp_path / "store/imports").exists()
    assert not list((tmp_path / "store").glob(".asides"))
    source("units", catalog__units=["unit,dimension,factor", "示例人,person,很多"])
    assert main(command) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("units/catalog/units.csv:2: not_a_number [factor=很多]\n")
    assert main(["check", str(tmp_path / "nowhere"), "--store", str(tmp_path / "store")]) == 1
    assert "其中没有 catalog/*.csv" in capsys.readouterr().err


def test_a_folder_is_checked_against_the_imports_that_are_there(small_ledger, source):
    commit(small_ledger, source("city", catalog__regions=GIVEN["b-city"]))
    rows = {"catalog__documents": [DOCUMENTS, "demo-x,示例,示例局,press,demo-north"]}
    folder = source("figures", **rows, **{"facts__demo-x": fact("demo-x", "demo-north")})
    before = places(small_ledger)
    assert imports.check(folder, "figures", small_ledger.store, small_ledger.shipped) == {"documents": 1, "facts": 1}
    assert places(small_ledger) == before
    imports.undo("city", small_ledger.store, small_ledger.shipped, by=KEEPER)
    with pytest.raises(store.LedgerFault, match=r"figures/catalog/documents\.csv:2: unknown_region_id"):
        imports.check(folder, "figures", small_ledger.store, small_ledger.shipped)
