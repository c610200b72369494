"""The HTML of a table: what its cells lead to."""

import pytest

from components.model.arrangement import Arrangement
from components.model.column import Column
from components.ui import table_markup
from components.views import evidence


@pytest.fixture(autouse=True)
def no_phone(monkeypatch):
    monkeypatch.setattr(table_markup, "is_phone", lambda: False)


def test_each_figure_leads_to_its_source_but_where_a_row_is_chosen_to_be_read_beside_the_table():
    view = evidence.view(region="qingdao", indicator="new_urban_jobs")
    ways = [f"evidence?fact={fact_id}'" for fact_id in view.frame["fact_id"]]
    listed = table_markup.table(view, Arrangement())
    assert [way for way in ways if listed.count(way) != 1] == []
    assert "evidence?fact" not in table_markup.table(view, Arrangement(), "fact", view.frame["fact_id"].iloc[0])


SHORT, SENTENCE = "New urban jobs", "Share of the new pension surplus that is entrusted for investment"


@pytest.mark.parametrize(
    ("kind", "cells", "is_wide"),
    [
        ("name", [*[SHORT] * 9, SENTENCE], False),
        ("name", [SENTENCE] * 9, True),
        ("text", [*[SHORT] * 9, SENTENCE + SENTENCE], True),
        ("text", [SHORT] * 9, False),
    ],
    ids=["one long name among short ones", "sentences that name rows", "one long text", "short texts"],
)
def test_one_long_name_takes_no_room_from_the_figures_beside_it(kind, cells, is_wide):
    assert ("long" in table_markup._style(Column("any", kind, "distance"), cells).split()) == is_wide
