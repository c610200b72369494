"""The one door to the store: a question is a file of SQL, asked by its name."""

from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import pandas as pd

from data import store
from queries.frames import frame_of

FOLDER = Path(__file__).parent
fingerprint = store.fingerprint
held = store.held
watched = store.watched


class UnknownQuestion(Exception):
    """A question or parameter that no file in queries/ has."""


@cache
def _sql(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def names() -> tuple[str, ...]:
    """The names of all questions, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))


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


@cache
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
    Raises UnknownQuestion for a name or parameter that the question does not have.
    """
    if name not in names():
        raise UnknownQuestion(f"{name}: no such question; there are {', '.join(names())}")
    known = parameters(name)
    for key in choices:
        if key not in known:
            raise UnknownQuestion(f"{name} has no parameter {key}; it has {', '.join(known) or 'none'}")
    bound = tuple((key, _frozen(choices.get(key))) for key in known)
    return _answer(store.fingerprint(store_folder), store_folder, name, bound).copy()


def forget() -> None:
    """Drop the answers that are kept, as a benchmark wants it."""
    _answer.cache_clear()


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple | set) else value


@lru_cache(maxsize=512)
def _answer(fingerprint: str, store_folder: Path | None, name: str, bound: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    """The answer for one state of the ledger; `fingerprint` is what keeps an answer from outliving it."""
    values: dict[str, Any] = {key: list(value) if isinstance(value, tuple) else value for key, value in bound}
    with store.reading(store_folder) as cursor:
        if "as_of" in values and values["as_of"] is None:
            values["as_of"] = store.only_row(cursor, "select as_of from latest_month")[0]
        if "as_of" in values:
            store.judge(cursor, values["as_of"])
        cursor.execute(_sql(name), values)
        return frame_of(cursor)
