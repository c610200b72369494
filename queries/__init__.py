"""The one door to the store: a question is a file of SQL, asked by its name."""

import re
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data import store

FOLDER = Path(__file__).parent
MONTH = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")
LedgerFault = store.LedgerFault
fingerprint = store.fingerprint
held = store.held


class UnknownQuestion(Exception):
    """A question or parameter that no file in queries/ has."""


@cache
def _sql(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def names() -> list[str]:
    """The names of all questions, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))


@cache
def head(name: str) -> list[str]:
    """The lines of a file's head: the question with its grain, the parameters, the example. A line that goes on in the
    next, which stands further in, is one.
    """
    comments = "\n".join(takewhile(lambda line: line.startswith("--"), _sql(name).splitlines()))
    return [line.removeprefix("-- ") for line in comments.replace("\n--   ", " ").splitlines()]


def question(name: str) -> str:
    """The question and its grain."""
    return head(name)[0]


def parameters(name: str) -> dict[str, str]:
    """Name and meaning of each parameter, in the order of the file's head."""
    return dict(line.removeprefix("$").split(": ", 1) for line in head(name) if line.startswith("$"))


def example(name: str) -> str:
    """The example call in the file's head, without the program's name."""
    return head(name)[-1].removeprefix("example: ")


def ask(name: str, store_folder: Path | None = None, **choices: Any) -> pd.DataFrame:
    """The rows that answer a question, as a pandas DataFrame with the columns of the SQL.

    `choices` are bound as parameters; one not given is null and means all; as_of not given is the month of the
    latest result. A parameter whose name ends in _ids or in s takes a list. Whole numbers come as Int64, decimals as
    float, blanks of text as None, lists as lists. The frame is the caller's own.
    Raises UnknownQuestion for a name or parameter that the question does not have, ValueError for a value that it
    cannot have, such as an as_of that is no month.
    """
    if name not in names():
        raise UnknownQuestion(f"{name}: no such question; there are {', '.join(names())}")
    known = parameters(name)
    for key in choices:
        if key not in known:
            raise UnknownQuestion(f"{name} has no parameter {key}; it has {', '.join(known) or 'none'}")
    if choices.get("as_of") is not None and not MONTH.fullmatch(choices["as_of"]):
        raise ValueError(f"as_of={choices['as_of'][:40]}: as_of is a month, such as 2025-12")
    bound = tuple((key, _frozen(choices.get(key))) for key in known)
    return _answer(store.fingerprint(store_folder), store_folder, name, bound).copy()


def forget() -> None:
    """Drop the answers that are kept, as a benchmark wants it."""
    _answer.cache_clear()


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple | set) else value


@lru_cache(maxsize=512)
def _answer(fingerprint: str, store_folder: Path | None, name: str, bound: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    """The answer for one state of the ledger; `fingerprint` is what keeps an answer from outliving it.

    Where the built file turns out to be broken it is built again and asked once more.
    """
    try:
        return _asked(store_folder, name, bound)
    except duckdb.DataError as error:
        raise ValueError(f"{name}: {str(error).splitlines()[0][:200]}") from error
    except duckdb.Error as error:
        if not store.is_broken(error):
            raise
    store.look_again(store_folder)
    return _asked(store_folder, name, bound)


def _asked(store_folder: Path | None, name: str, bound: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    values: dict[str, Any] = {key: list(value) if isinstance(value, tuple) else value for key, value in bound}
    with store.reading(store_folder) as cursor:
        if "as_of" in values and values["as_of"] is None:
            values["as_of"] = store.only_row(cursor, "select as_of from latest_month")[0]
        if "as_of" in values:
            store.judge(cursor, values["as_of"])
        cursor.execute(_sql(name), values)
        kinds = {column: str(kind) for column, kind, *_ in cursor.description}
        frame = cursor.df()
    for column, kind in kinds.items():
        if kind in ("SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "TINYINT"):
            frame[column] = frame[column].astype("Int64")
        elif kind == "VARCHAR" or kind.startswith("ENUM"):
            frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
        elif kind.endswith("[]"):
            frame[column] = [list(items) if hasattr(items, "__len__") else [] for items in frame[column]]
    return frame
