"""The answer of a question as a pandas DataFrame: what its kinds of columns become."""

from typing import Any

import duckdb
import pandas as pd

WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"}


def frame_of(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows that a cursor has just found.

    Whole numbers come as Int64, decimals as float, truths with blanks as boolean, blanks of text as None, lists as
    lists, an empty one where there is none.
    """
    kinds = [str(kind) for _, kind, *_ in cursor.description]
    columns = cursor.fetchnumpy()
    # one index for all, or each column would be laid along every other's
    index = pd.RangeIndex(len(next(iter(columns.values()), ())))
    found = {name: _column(kind, given, index) for kind, (name, given) in zip(kinds, columns.items(), strict=True)}
    # copied once into few blocks: whoever takes the frame, a row or a column of it then does so in a tenth of the time
    return pd.DataFrame(found, index=index, copy=False).copy()


def _column(kind: str, given: Any, index: pd.Index) -> Any:
    """One column of a kind, from an array, which is a masked one where the column has blanks."""
    blank = getattr(given, "mask", None)
    if kind in WHOLE:
        numbers = given if blank is None else given.filled(0)
        return pd.arrays.IntegerArray(numbers.astype("int64"), pd.isna(numbers) if blank is None else blank)
    if kind == "BOOLEAN":
        return given if blank is None else pd.arrays.BooleanArray(given.data, blank)
    if kind.endswith("[]"):
        are_blank = [False] * len(given) if blank is None else blank
        items = given if blank is None else given.data
        lists = [[] if is_blank else list(item) for is_blank, item in zip(are_blank, items, strict=True)]
        return pd.Series(lists, index, dtype=object)
    if given.dtype != object:
        return given if blank is None else pd.Series(given.data, index).mask(blank)
    texts = given
    if blank is not None:
        texts = given.data
        texts[blank] = None
    if kind.startswith("ENUM"):  # has its blanks in the array itself
        texts = [text if isinstance(text, str) else None for text in texts]
    return pd.Series(texts, index, dtype=object, copy=False)
