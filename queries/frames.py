"""The answer of a question as a pandas DataFrame: what its kinds of columns become."""

import sys
from typing import Any

import duckdb
import pandas as pd
from pandas.api.internals import create_dataframe_from_blocks  # type: ignore[import-not-found] # not in its stubs

WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"}


def frame_of(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows that a cursor has just found.

    Whole numbers come as Int64, decimals as float, truths with blanks as boolean, blanks of text as None, lists as
    lists, an empty one where there is none.
    """
    kinds = [str(kind) for _, kind, *_ in cursor.description]
    columns = cursor.fetchnumpy()
    cells = [_column(kind, given) for kind, given in zip(kinds, columns.values(), strict=True)]
    places = pd.RangeIndex(len(cells)).to_numpy()
    # as they stand: pandas takes longer to look at each than DuckDB to find it
    blocks = [
        (one if isinstance(one, pd.api.extensions.ExtensionArray) else one.reshape(1, -1), places[place : place + 1])
        for place, one in enumerate(cells)
    ]
    rows = pd.RangeIndex(len(next(iter(columns.values()), ())))
    # names as Python has them: Arrow would make them anew for every look at a column
    frame: pd.DataFrame = create_dataframe_from_blocks(blocks, rows, pd.Index(list(columns)))
    # copied once into few blocks: whoever takes the frame, a row or a column of it then does so in a tenth of the time
    return frame.copy()


def bytes_of(frame: pd.DataFrame) -> int:
    """About how many bytes a frame takes with all that stands in its cells, each counted where it stands."""
    taken = int(frame.memory_usage().sum())
    for column, kind in frame.dtypes.items():
        if pd.api.types.is_object_dtype(kind):
            cells = frame[column].tolist()
            taken += sum(map(sys.getsizeof, cells))
            taken += sum(sum(map(sys.getsizeof, cell)) for cell in cells if type(cell) is list)
    return taken


def _column(kind: str, given: Any) -> Any:
    """One column of a kind, from an array, which is a masked one where the column has blanks."""
    blank = getattr(given, "mask", None)
    cells = given if blank is None else given.data
    if kind in WHOLE:
        is_blank = pd.isna(cells) if blank is None else blank
        cells[is_blank] = 0
        return pd.arrays.IntegerArray(cells.astype("int64"), is_blank)
    if kind == "BOOLEAN":
        return cells if blank is None else pd.arrays.BooleanArray(cells, blank)
    if kind.endswith("[]"):
        are_blank = [False] * len(cells) if blank is None else blank
        lists = ([] if is_blank else list(item) for is_blank, item in zip(are_blank, cells, strict=True))
        return pd.Series(list(lists), dtype=object).to_numpy()
    if kind.startswith("ENUM"):  # has its blanks in the array itself
        return pd.Series([text if isinstance(text, str) else None for text in cells], dtype=object).to_numpy()
    if blank is not None:
        cells[blank] = None if cells.dtype == object else float("nan")
    return cells
