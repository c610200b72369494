"""The one table of columns and the tables of all views say the same."""

import pandas as pd
import pytest
from shipped_views import shipped

from components.language import words
from components.model import column
from components.views import cities_among, compared, evidence
from components.views import registry as kinds_of_views

# what pandas finds in the cells that are there, for each kind that is not text
FOUND = {
    **{key: {"floating", "integer"} for key in ("number", "percent", "points")},
    **{key: {"integer"} for key in ("whole", "year")},
    "truth": {"boolean"},
}


def every_view():
    """Those of the shipped ledger and the brief forms of those that have one."""
    return [one for view in shipped() for one in (view, view.brief) if one is not None]


def test_every_view_of_the_registry_is_read_here():
    assert {view.name for view in every_view()} == set(kinds_of_views.KINDS)


def test_every_column_of_a_view_is_in_the_table_and_none_is_unused():
    used = {
        column.EACH_YEAR if view.column(name).kind == "result" else name for view in every_view() for name in view.frame
    }
    # of several cities at once there are three or more
    used |= {*cities_among._columns(compared.COLUMNS)}
    assert used == set(column.COLUMNS)


def test_a_view_for_which_a_column_is_something_else_has_that_column():
    there = {(view.name, name) for view in every_view() for name in view.frame}
    assert {at for at in column._IN_VIEWS if at not in there} == set()
    assert [at for at, one in column._IN_VIEWS.items() if one == column.COLUMNS[at[1]]] == []


def test_every_column_has_its_title_and_every_unit_its_word():
    said = words.table()
    assert [name for name in column.COLUMNS if name != column.EACH_YEAR and f"column.{name}" not in said] == []
    units = {one.unit for one in column.COLUMNS.values() if one.unit}
    assert {word.removeprefix("field_unit.") for word in said if word.startswith("field_unit.")} == units


def test_a_column_that_says_another_in_words_stands_beside_it():
    twins = {name: one.twin for name, one in column.COLUMNS.items() if one.twin}
    assert {column.COLUMNS[twin].kind for twin in twins.values()} == {"written"}
    assert all(set(twins.values()) <= set(view.frame) for view in every_view() if view.name == "completion")


def test_the_cells_of_a_column_are_of_its_kind():
    wrong = []
    for view in every_view():
        for name in view.frame:
            kind, cells = view.column(name).kind, view.frame[name].dropna()
            found = pd.api.types.infer_dtype(cells, skipna=True)
            if len(cells) and found not in FOUND.get(kind, {"string", "mixed"}):
                wrong.append((view.name, name, kind, found))
    assert wrong == []


def test_a_screen_shows_columns_that_are_for_reading():
    for view in every_view():
        assert [name for name in view.shown if not view.column(name).is_read] == [], view.name
    assert sorted(evidence.SHOWN) == sorted(column.read_of("evidence", evidence.COLUMNS))


def test_the_columns_of_a_plan_s_years_are_one_column_of_the_table():
    assert column.with_years(("target", column.EACH_YEAR, "done"), 2) == ("target", "year_1", "year_2", "done")
    assert column.column_of("completion", "year_12").id == "year_12"


def test_a_column_of_no_view_is_refused():
    with pytest.raises(KeyError):
        column.column_of("completion", "year_later")
