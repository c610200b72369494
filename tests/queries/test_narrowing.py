"""What is chosen among the rows of a whole answer is what the question's SQL would choose."""

import pandas as pd
import pytest

import queries
from queries.narrowing import choosing, is_plain, narrowed
from tests.shared import keep_months

CHOSEN = {
    name: found
    for name in queries.names()
    if (found := choosing((queries.FOLDER / f"{name}.sql").read_text(encoding="utf-8")))
}


def chosen_of(key: str, column: pd.Series):
    """A choice that leaves rows out: of several values every second one, else the first."""
    values = column.dropna().unique().tolist()
    return tuple(values[::2]) if key.endswith("s") else (values or [True])[0]


@pytest.mark.parametrize("name", CHOSEN)
def test_a_part_of_an_answer_is_what_sql_chooses(name, shipped_store):
    whole = queries.ask(name, shipped_store)
    for key, column in CHOSEN[name].items():
        value = chosen_of(key, whole[column])
        queries.forget()
        asked = queries.ask(name, shipped_store, **{key: value})
        pd.testing.assert_frame_equal(narrowed(whole, {column: value}), asked, obj=f"{name} {key}")


def test_who_asks_otherwise_gets_a_part_and_may_do_with_it_as_they_like(shipped_store):
    asked = {"qingdao": queries.ask("fact_list", shipped_store, region_ids=["qingdao"])}
    asked |= {place: queries.ask("fact_list", shipped_store, region_ids=[place]) for place in ("zhoushan", "china")}
    whole = queries.ask("fact_list", shipped_store)
    for place, rows in asked.items():
        assert len(rows) == (whole["region_id"] == place).sum() > 10
        rows["region_id"] = "elsewhere"
        rows.loc[0, "fact_id"] = "none"
    pd.testing.assert_frame_equal(queries.ask("fact_list", shipped_store), whole)
    assert set(queries.ask("fact_list", shipped_store, region_ids=["china"])["region_id"]) == {"china"}


@pytest.mark.parametrize(
    ("value", "is_so"), [(("a", "b"), True), ((), True), (2021, True), (True, True), ((2021,), False), ("2021", False)]
)
def test_what_sql_would_have_to_read_is_left_to_it(value, is_so):
    assert is_plain(value) == is_so
    assert is_so or queries.ask("evidence_list", year=2021).equals(queries.ask("evidence_list", year="2021"))


@pytest.mark.parametrize("line", ["qualify row_number() over (order by a) = 1", "group by all", "limit 3"])
def test_nothing_is_chosen_of_rows_that_depend_on_each_other(line):
    plain = "select a, b from facts\nwhere ($a is null or a = $a)\n{}\norder by a"
    assert choosing(plain.format("")) == {"a": "a"}
    assert choosing(plain.format(line)) == {}
    assert choosing("select * exclude (a) from facts\nwhere ($a is null or a = $a)\norder by a") == {}


def test_what_visitors_may_choose_next_is_found_ahead_of_them(shipped_store, monkeypatch):
    monkeypatch.setenv("PLANLEDGER_STORE", str(shipped_store))
    chosen = [
        (name, {"as_of": month, "region_ids": [place]})
        for name in ("missing_list", "judgement_summary")
        for month in ("2024-06", "2025-12")
        for place in ("qingdao", "zhoushan")
    ]
    queries.forget()
    found = []
    for name, choices in chosen:
        found.append(queries.ask(name, **choices))
        queries.forget()
    for name in ("missing_list", "judgement_summary"):
        queries.ask(name, as_of="2025-06", region_ids=["china"])
    # what nobody else would choose is not
    queries.ask("coverage_list", region_ids=["qingdao"], as_of="2025-06")
    # another month beside those that are asked for below
    months = ("2024-06", "2023-12", "2025-12")
    keep_months(monkeypatch, months)
    monkeypatch.setattr(queries, "AT_ONCE", 0)
    times = 1
    while queries.work_ahead():
        times += 1
    # one at a time, each of the two questions at each month
    assert times == 2 * len(months)
    monkeypatch.setattr(queries, "_asked", None)
    for (name, choices), rows in zip(chosen, found, strict=True):
        pd.testing.assert_frame_equal(queries.ask(name, **choices), rows)
    with pytest.raises(TypeError):
        queries.ask("coverage_list", region_ids=["qingdao"], as_of="2024-06")


def test_of_a_large_ledger_nothing_is_found_ahead(shipped_store, monkeypatch):
    monkeypatch.setenv("PLANLEDGER_STORE", str(shipped_store))
    monkeypatch.setattr(queries, "_is_small", lambda *_: False)
    queries.forget()
    queries.ask("missing_list", as_of="2025-06", region_ids=["china"])
    monkeypatch.setattr(queries, "_asked", None)
    assert not queries.work_ahead()
