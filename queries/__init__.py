"""The one door to the store: a question is a file of SQL, asked by its name."""

import contextlib
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from data import store
from queries.frames import bytes_of, frame_of
from queries.kept import Kept
from queries.narrowing import choosing, is_plain, narrowed
from queries.text import FORMS

Answer = TypeVar("Answer")
# each parameter of a question with its value
Bound = tuple[tuple[str, Any], ...]
# what all answers that are kept may take together
BYTES = 200_000_000
# of a ledger of more facts no answer is kept whole for the sake of a part
MOST_FACTS = 5000
# the whole answers that a server finds ahead of those who ask: of so many questions, and between two looks at the files
# for so many seconds of processor time that nobody waits for them
MOST_AHEAD, AT_ONCE = 24, 0.1
FOLDER = Path(__file__).parent
MONTH = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")
# parameters that are months
MONTHS = ("as_of", "since")
fingerprint = store.fingerprint
held = store.held
away = store.away
LedgerFault = store.LedgerFault


# what may be wrong with a call, in words for those who write one
FAULTS = {
    "no_question": "{name}: no such question; there are {known}",
    "no_parameter": "{name} has no parameter {key}; it has {known}",
    "takes_none": "{name} has no parameter {key}; it has none",
    "no_pair": "{value}: write key=value, for example {example}",
    "given_twice": "{key} is given twice; a list is written with commas",
    "no_truth": "{key}={value}: {key} is true or false",
    "no_number": "{key}={value}: {key} is a whole number",
    "no_month": "{key}={value}: {key} is a month, YYYY-MM",
}


class UnknownQuestion(Exception):
    """A question, parameter or value that no file in queries/ has.

    fault: one of FAULTS. blanks: what it speaks of, for those who say it in words of their own.
    """

    def __init__(self, fault: str, **blanks: str) -> None:
        self.fault, self.blanks = fault, blanks
        super().__init__(FAULTS[fault].format(**blanks))


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
    """Name and meaning of each parameter, in the order of the file's head; raises UnknownQuestion."""
    _known(name)
    return dict(line.removeprefix("$").split(": ", 1) for line in head(name) if line.startswith("$"))


def check_parameters(name: str, keys: Iterable[str]) -> None:
    """Raises UnknownQuestion where the question, or one of the parameters, is none."""
    known = parameters(name)
    for key in keys:
        if key not in known:
            fault = "no_parameter" if known else "takes_none"
            raise UnknownQuestion(fault, name=name, key=key, known=", ".join(known))


def example(name: str) -> str:
    """The example call in the file's head, without the program's name; raises UnknownQuestion."""
    _known(name)
    return head(name)[-1].removeprefix("example: ")


def ask(name: str, store_folder: Path | None = None, **choices: Any) -> pd.DataFrame:
    """The rows that answer a question, as a pandas DataFrame with the columns of the SQL.

    `choices` are bound as parameters; one not given is null and means all; as_of not given is the month of the
    latest result. A parameter whose name ends in _ids or in s takes a list. Whole numbers come as Int64, decimals as
    float, blanks of text as None, lists as lists. The frame is the caller's own.
    Raises UnknownQuestion for a name or parameter that the question does not have, ValueError for a value that it
    cannot have, such as an as_of that is no month.
    """
    # what is written into it goes into a copy of its own (pandas copies on write)
    return _answer(store.fingerprint(store_folder), store_folder, name, _bound(name, choices)).copy(deep=False)


def written(name: str, form: str, store_folder: Path | None = None, **choices: Any) -> Iterator[bytes]:
    """The rows that answer a question as text, a chunk at a time: the columns and rows of `ask`, in the same order.

    form: one of FORMS (csv, json). choices: as for `ask`. The ledger is the one of this moment, however late the last
    chunk is taken; the first one is made at once.
    Raises UnknownQuestion as `ask` does.
    """
    bound = _bound(name, choices)

    def begun() -> Iterator[bytes]:
        with contextlib.ExitStack() as opening:
            cursor = opening.enter_context(store.reading(store_folder))
            chunks = FORMS[form](cursor, cursor.sql(_sql(name), params=_values(cursor, name, bound)))
            first = next(chunks)
            opened = opening.pop_all()

        def each() -> Iterator[bytes]:
            with opened:
                yield first
                yield from chunks

        return each()

    return _of_whole_file(name, store_folder, begun)


def state(name: str, store_folder: Path | None = None) -> str:
    """What changes with the ledger, the question's SQL or the way to write, and so with each answer; raises
    UnknownQuestion.
    """
    _known(name)
    return f"{store.fingerprint(store_folder)}-{_digest(name)}"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(_sql(name).encode() + (FOLDER / "text.py").read_bytes()).hexdigest()[:8]


def watched() -> contextlib.AbstractContextManager[None]:
    """As store.watched; what visitors will choose of the questions that they have asked is found aside."""
    return store.watched(work_ahead)


def work_ahead() -> bool:
    """Find whole answers to questions that have been asked, at every month that is stored, the latest first: as many
    as AT_ONCE allows. Return whether there are more; of a ledger of more than MOST_FACTS there are none.
    """
    store.work_ahead()
    # what a ledger has come to be unreadable by, whoever asks is told
    with store.held(), contextlib.suppress(LedgerFault, duckdb.Error):
        state = store.fingerprint()
        questions = list(_questions_of(state, None))
        if not questions or not _is_small(state, None):
            return False
        with store.reading() as cursor:
            months = store.stored_months(cursor)
        wholes = ((name, _at(month, undated)) for month in months for name, undated in questions)
        left = [(name, whole) for name, whole in wholes if whole not in _asked_of(state, None, name, whole)]
        begun = time.thread_time()
        while left:
            name, whole = left.pop(0)
            _answer(state, None, name, whole)
            if time.thread_time() >= begun + AT_ONCE:
                break
        return bool(left)
    return False


def _at(month: str | None, bound: Bound) -> Bound:
    return tuple((key, month if key == "as_of" else value) for key, value in bound)


def forget() -> None:
    """Drop the answers that are kept, as a benchmark wants it."""
    _answers.forget()
    for kept in (_asked_of, _questions_of):
        kept.cache_clear()


def _known(name: str) -> None:
    if name not in names():
        raise UnknownQuestion("no_question", name=name, known=", ".join(names()))


def _bound(name: str, choices: dict[str, Any]) -> Bound:
    """Each parameter of a question with its value; raises UnknownQuestion, ValueError for an as_of that is no month."""
    check_parameters(name, choices)
    for key in MONTHS:
        if choices.get(key) is not None and not MONTH.fullmatch(choices[key]):
            raise ValueError(f"{key}={choices[key][:40]}: {key} is a month, such as 2025-12")
    return tuple((key, _frozen(choices.get(key))) for key in parameters(name))


def _values(cursor: duckdb.DuckDBPyConnection, name: str, bound: Bound) -> dict[str, Any]:
    """What is bound to a question's SQL; the judgements that it reads are at hand on the cursor afterwards."""
    values: dict[str, Any] = {key: list(value) if isinstance(value, tuple) else value for key, value in bound}
    if "as_of" in values and values["as_of"] is None:
        values["as_of"] = store.latest_month(cursor)
    if "since" in values and values["since"] is None:
        values["since"] = f"{int(values['as_of'][:4]) - 1:04}{values['as_of'][4:]}"
    if "as_of" in values:
        store.judge(cursor, values["as_of"], _sql(name), values.get("region_ids"), values.get("since"))
    return values


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple | set) else value


# answers by the ledger's state, its store, their question and what it is asked of
_answers: Kept[pd.DataFrame] = Kept(BYTES, bytes_of)


def _answer(fingerprint: str, store_folder: Path | None, name: str, bound: Bound) -> pd.DataFrame:
    """The answer for one state of the ledger; `fingerprint` is what keeps an answer from outliving it."""
    key = (fingerprint, store_folder, name, bound)
    return _answers.get(key, lambda: _found(fingerprint, store_folder, name, bound))


def _found(fingerprint: str, store_folder: Path | None, name: str, bound: Bound) -> pd.DataFrame:
    """An answer that is not kept.

    Who chooses otherwise among the rows of a question that was asked before gets them from the whole answer, for which
    it is asked once; not of a ledger of more than MOST_FACTS.
    """
    columns = _choosing(name)
    wanted = {columns[key]: value for key, value in bound if key in columns and value is not None}
    whole = tuple((key, None if key in columns else value) for key, value in bound)
    asked = _asked_of(fingerprint, store_folder, name, whole)
    if asked and wanted and all(map(is_plain, wanted.values())) and _is_small(fingerprint, store_folder):
        return narrowed(_answer(fingerprint, store_folder, name, whole), wanted)
    asked.add(bound)
    questions = _questions_of(fingerprint, store_folder)
    if len(questions) < MOST_AHEAD and not any(isinstance(value, tuple) for _, value in whole):
        questions[name, _at(None, whole)] = None
    return _of_whole_file(name, store_folder, lambda: _asked(store_folder, name, bound))


@lru_cache(maxsize=1024)
def _asked_of(fingerprint: str, store_folder: Path | None, name: str, whole: Bound) -> set[Bound]:
    """What was asked of the rows of a whole answer, or the whole itself."""
    return set()


@lru_cache(maxsize=8)
def _questions_of(fingerprint: str, store_folder: Path | None) -> dict[tuple[str, Bound], None]:
    """The whole answers of which something was asked, but for lists that nobody else would choose; none has a month."""
    return {}


@lru_cache(maxsize=8)
def _is_small(fingerprint: str, store_folder: Path | None) -> bool:
    with store.reading(store_folder) as cursor:
        facts: int = cursor.execute("select count(*) from facts").fetchall()[0][0]
    return facts <= MOST_FACTS


@cache
def _choosing(name: str) -> dict[str, str]:
    return choosing(_sql(name))


def _asked(store_folder: Path | None, name: str, bound: Bound) -> pd.DataFrame:
    with store.reading(store_folder) as cursor:
        cursor.execute(_sql(name), _values(cursor, name, bound))
        return frame_of(cursor)


def _of_whole_file(name: str, store_folder: Path | None, asking: Callable[[], Answer]) -> Answer:
    """What asking gives; where the built file turns out to be broken it is built again and asked once more."""
    try:
        return asking()
    except duckdb.DataError as error:
        raise ValueError(f"{name}: {str(error).splitlines()[0][:200]}") from error
    except duckdb.Error as error:
        if not store.is_broken(error):
            raise
    store.throw_away_broken(store_folder)
    return asking()
