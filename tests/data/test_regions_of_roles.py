"""A role that holds for some regions: who has it writes what is of these, and nothing else."""

from pathlib import Path

import pytest

from data import backups, briefings, imports
from data.people import Person, RightRefused
from tests.data.stores import everything
from tests.people import KEEPER

pytestmark = pytest.mark.usefixtures("tables_alone")

EAST, WEST = (Person("王", "keeper", frozenset({region})) for region in ("demo-east", "demo-west"))
BOTH = Person("王", "keeper", frozenset({"demo-east", "demo-west"}))


def commit(folder: Path, ledger, by: Person) -> None:
    imports.commit(folder, "first", ledger.store, ledger.shipped, by=by)


def test_who_may_write_for_its_region_takes_an_import_in_and_out(source, small_ledger):
    folder = source()
    for by in (EAST, BOTH):
        commit(folder, small_ledger, by)
        imports.undo("first", small_ledger.store, small_ledger.shipped, by=by)
    assert not list((small_ledger.store / "imports").iterdir())


def test_an_import_of_another_region_is_refused_with_its_name_and_file(source, small_ledger):
    folder, before = source(), everything(small_ledger)
    facts = folder / "facts" / "demo-import.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace("demo-east", "demo-west"), encoding="utf-8")
    for by, foreign, file in (
        (WEST, "demo-east", "catalog/documents.csv"),
        (EAST, "demo-west", "facts/demo-import.csv"),
    ):
        with pytest.raises(RightRefused) as refused:
            commit(folder, small_ledger, by)
        for language in ("zh", "en"):
            assert f"{foreign}（{file}）" in refused.value.told(language).replace(" (", "（").replace(")", "）")
    assert everything(small_ledger) == before
    commit(folder, small_ledger, BOTH)


ROWS = {
    "periods": "16fyp,十六五,16th plan,2031,2035",
    "themes": "more,9,其他,Other",
    "notations": "demo-plan,1,*,说明,",
    "relations": "new,lookalike,new_urban_jobs,unemployment,,因为,because",
}


@pytest.mark.parametrize("table", ROWS)
def test_what_concerns_all_regions_is_for_who_may_write_for_all(table, tmp_path):
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / f"{table}.csv").write_text(HEADERS[table] + ROWS[table] + "\n", encoding="utf-8")
    assert imports._regions(tmp_path) == {"": f"catalog/{table}.csv"}


HEADERS = {
    "periods": "period_id,name_zh,name_en,year_from,year_to\n",
    "themes": "theme_id,place,name_zh,name_en\n",
    "notations": "document_id,table_no,mark,meaning,note\n",
    "relations": "relation_id,kind,indicator_id,other_indicator_id,region_id,reason_zh,reason_en\n",
}


def test_marks_of_its_own_documents_and_names_of_indicators_and_units_are_not(tmp_path):
    for name, text in {
        "documents": "document_id,region_id\nown,demo-east\n",
        "notations": "document_id,mark\nown,*\n",
        "indicators": "indicator_id\nnew\n",
        "units": "unit\n个\n",
        "relations": "relation_id,region_id\nnew,demo-east\n",
    }.items():
        (tmp_path / "catalog").mkdir(exist_ok=True)
        (tmp_path / "catalog" / f"{name}.csv").write_text(text, encoding="utf-8")
    assert imports._regions(tmp_path) == {"demo-east": "catalog/documents.csv"}


def test_an_import_of_another_region_is_not_undone_and_a_backup_of_all_not_restored(source, small_ledger, tmp_path):
    commit(source(), small_ledger, KEEPER)
    backups.backup(tmp_path / "kept.zip", small_ledger.store)
    before = everything(small_ledger)
    with pytest.raises(RightRefused, match="demo-east"):
        imports.undo("first", small_ledger.store, small_ledger.shipped, by=WEST)
    with pytest.raises(RightRefused, match="all regions"):
        backups.restore(tmp_path / "kept.zip", small_ledger.store, small_ledger.shipped, by=BOTH)
    assert everything(small_ledger) == before


def item(**choices: str) -> dict:
    more = {"headline": None, "takeaway": None, "ledger": "", "figures": {}}
    return {"view": "periods", "choices": choices, **more}


BRIEFINGS = {
    "of one's own": ([item(region="demo-east")], True),
    "of one's own beside another": ([item(region="demo-west"), item(region="demo-west", other="demo-east")], True),
    "of all": ([item(region="all"), item(period="14fyp")], True),
    "of nothing yet": ([], True),
    "of another": ([item(region="demo-west"), item(region="all")], False),
}


@pytest.mark.parametrize("of", BRIEFINGS)
def test_a_briefing_is_written_by_whom_it_concerns(of, small_ledger):
    items, is_theirs = BRIEFINGS[of]
    place = small_ledger.store

    def written(by: Person) -> None:
        briefings.save({"name": "一", "items": items}, "create", place, by=by)
        for change in (
            lambda read: briefings.save({**read, "name": "二"}, "rename", place, by=by),
            lambda read: briefings.undo(place, by=by),
            lambda read: briefings.delete(read["id"], read["as_read"], place, by=by),
        ):
            change(briefings.read_all(place)[0][0])

    if is_theirs:
        written(EAST)
    else:
        with pytest.raises(RightRefused, match="demo-west"):
            written(EAST)
        written(WEST)


def test_one_cannot_make_a_briefing_of_others_ones_own_by_what_one_puts_in(small_ledger):
    place = small_ledger.store
    briefing_id = briefings.save({"name": "一", "items": [item(region="demo-west")]}, "create", place, by=KEEPER)
    (read,) = briefings.read_all(place)[0]
    for change in (
        lambda: briefings.save({**read, "items": [item(region="demo-east")]}, "add", place, by=EAST),
        lambda: briefings.delete(briefing_id, read["as_read"], place, by=EAST),
        lambda: briefings.undo(place, by=EAST),
    ):
        with pytest.raises(RightRefused, match="demo-west"):
            change()
    assert briefings.read_all(place)[0] == [read]
