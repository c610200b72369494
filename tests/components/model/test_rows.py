"""Rows are read with the values of their cells, whatever the kinds of the columns beside them."""

import pandas as pd

from components.model.rows import rows_of, tuples_of, with_columns

FRAME = pd.DataFrame(
    {
        "name": pd.Series(["甲", None], dtype=object),
        "year": pd.array([2020, None], dtype="Int64"),
        "value": [1.5, float("nan")],
        "is_known": [True, False],
        "ids": pd.Series([["a", "b"], []], dtype=object),
    }
).set_axis([7, 3])


def test_a_row_has_its_cells_by_the_names_of_their_columns_in_the_order_of_the_frame():
    first, second = rows_of(FRAME)
    assert first == {"name": "甲", "year": 2020, "value": 1.5, "is_known": True, "ids": ["a", "b"]}
    assert second["name"] is None
    assert second["year"] is pd.NA
    assert second["value"] != second["value"]
    assert second["is_known"] is False
    assert second["ids"] == []


def test_a_whole_number_stays_whole_beside_decimals():
    (row,) = rows_of(FRAME[["year", "value"]].head(1))
    assert [type(cell) for cell in row.values()] == [int, float]


def test_a_named_tuple_has_the_same_cells_and_not_the_index():
    row = tuples_of(FRAME)[0]
    assert tuple(row) == tuple(rows_of(FRAME)[0].values())
    assert (row.name, row.year, row._replace(year=2021).year) == ("甲", 2020, 2021)


def test_a_frame_without_rows_has_none_to_read():
    assert rows_of(FRAME.head(0)) == [] == tuples_of(FRAME.head(0))
    assert rows_of(pd.DataFrame()) == []


def test_columns_of_texts_stay_texts_of_python_and_others_are_as_pandas_has_them():
    told = with_columns(FRAME, name=["乙", ""], word="丙", year=[1, 2], value=FRAME["value"] + 1)
    plain = FRAME.assign(name=["乙", ""], word="丙", year=[1, 2], value=FRAME["value"] + 1)
    pd.testing.assert_frame_equal(told, plain, check_dtype=False)
    assert list(told.dtypes[["name", "word", "year", "value"]]) == ["object", "object", "int64", "float64"]
    assert "word" not in FRAME
