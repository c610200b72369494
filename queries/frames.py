"""The answer of a question as a pandas DataFrame: what its kinds of columns become."""

from typing import Any

import duckdb
import numpy as np
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
    # what numpy holds alike stands in one block: whoever takes the frame, a row or a column of it then does so in a
    # tenth of the time, and pandas takes longer to lay column beside column than DuckDB to find them
    blocks: dict[Any, list[tuple[int, Any]]] = {}
    for place, (kind, given) in enumerate(zip(kinds, columns.values(), strict=True)):
        cells = _column(kind, given)
        blocks.setdefault(cells.dtype if isinstance(cells, np.ndarray) else place, []).append((place, cells))
    laid = []
    for alike in blocks.values():
        places, arrays = zip(*alike, strict=True)
        laid.append((np.vstack(arrays) if isinstance(arrays[0], np.ndarray) else arrays[0], np.array(places)))
    rows = len(next(iter(columns.values()), ()))
    # names as Python has them: Arrow would make them anew for every look at a column
    frame: pd.DataFrame = create_dataframe_from_blocks(laid, pd.RangeIndex(rows), pd.Index(list(columns), dtype=object))
    return frame


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
        return np.fromiter(lists, object, len(cells))
    if kind.startswith("ENUM"):  # has its blanks in the array itself
        return np.array([text if isinstance(text, str) else None for text in cells], object)
    if blank is not None:
        cells[blank] = None if cells.dtype == object else np.nan
    return cells
