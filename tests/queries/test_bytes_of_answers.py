"""Answers are kept by the bytes that they take."""

import pandas as pd

import queries
from queries.frames import bytes_of


def test_a_frame_takes_what_stands_in_its_cells():
    empty = bytes_of(pd.DataFrame({"text": pd.Series([], dtype=object)}))
    words = bytes_of(pd.DataFrame({"text": pd.Series(["x" * 1000] * 10, dtype=object)}))
    lists = bytes_of(pd.DataFrame({"texts": pd.Series([["x" * 1000] * 3] * 10, dtype=object)}))
    assert 10_000 < words - empty < 12_000
    assert 30_000 < lists - empty < 34_000


def test_no_more_answers_are_kept_than_there_is_room_for(shipped_store, monkeypatch):
    queries.forget()
    rows = queries.ask("fact_list", shipped_store)
    monkeypatch.setattr(queries._answers, "most", bytes_of(rows) + 1000)
    assert len(queries._answers) == 1
    queries.ask("evidence_list", shipped_store)
    queries.ask("region_list", shipped_store)
    assert queries._answers._bytes <= queries._answers.most
    pd.testing.assert_frame_equal(queries.ask("fact_list", shipped_store), rows)
