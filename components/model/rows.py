"""The rows of a frame one by one."""

from collections import namedtuple
from functools import lru_cache
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Each row as its cells by column, in order; numbers, truths and texts as Python has them, blanks as the frame has.

    It makes no series of a row, as iterrows does.
    """
    names = list(frame.columns)
    return [dict(zip(names, cells, strict=True)) for cells in _cells(frame)]


def tuples_of(frame: pd.DataFrame) -> list[Any]:
    """Each row as a named tuple of its cells, which are those of rows_of; the index is not among them."""
    row = _kind(tuple(frame.columns))
    return [row._make(cells) for cells in _cells(frame)]


def with_columns(frame: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    """The frame with these columns beside its own, or in their place, as `assign` gives it; texts stay texts of
    Python: what is shown looks at each of them, which Arrow would make anew every time.
    """
    return frame.assign(**{name: _kept_plain(values, frame.index) for name, values in columns.items()})


def _kept_plain(values: Any, index: pd.Index) -> Any:
    texts = values if isinstance(values, list) else [values]
    return pd.Series(values, index, dtype=object) if any(isinstance(text, str) for text in texts) else values


def _cells(frame: pd.DataFrame) -> list[list[Any]]:
    cells: list[list[Any]] = frame.to_numpy(dtype=object).tolist()
    return cells


@lru_cache(128)
def _kind(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)
