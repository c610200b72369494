"""All interface words, in both languages, from one table (words.csv)."""

import csv
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple, Protocol

LANGUAGES = ("zh", "en")
TABLE = Path(__file__).with_name("words.csv")


class Row(Protocol):
    """A row of a question's answer: its cells by their columns."""

    def __getitem__(self, column: str, /) -> Any:
        """The cell of a column."""


_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


class _Part(NamedTuple):
    """A stretch of words: a text, then a blank by its name (None at the end) and how it is filled."""

    text: str
    blank: str | None
    form: str


@cache
def _parts(said: str) -> tuple[_Part, ...]:
    """Words as they are filled, read once a process."""
    return tuple(_Part(text, blank, form or "") for text, blank, form, _ in Formatter().parse(said))


def _text(part: _Part, values: Mapping[str, object]) -> str:
    """A stretch with its blank filled; {count:row|rows} is the word for one where the count is 1, else the other."""
    if part.blank is None:
        return part.text
    value = values[part.blank]
    if "|" in part.form:
        one, more = part.form.split("|")
        return part.text + (one if str(value) == "1" else more)
    return part.text + format(value, part.form)


@cache
def table() -> dict[str, dict[str, str]]:
    """word_id → {zh, en}, as words.csv has them."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["word_id"]: row for row in csv.DictReader(file)}


def speak(language: str) -> None:
    """Use this language (zh or en) for the rest of the run."""
    _language.set(language)


def language() -> str:
    """The language in use: zh or en."""
    return _language.get()


def say(word_id: str, **values: object) -> str:
    """The words in the language in use, with {names} filled in. Raises KeyError for an unknown word_id."""
    said = table()[word_id][language()]
    return "".join(_text(part, values) for part in _parts(said)) if "{" in said or "}" in said else said


def pick(row: Row, noun: str) -> Any:
    """Of a row's twin columns <noun>_zh and <noun>_en, the one in the language in use."""
    return row[f"{noun}_{language()}"]


def with_original(row: Row, noun: str) -> str:
    """Of a row's twin columns the one in the language in use, in English with the Chinese in brackets."""
    return row[f"{noun}_zh"] if language() == LANGUAGES[0] else f"{row[f'{noun}_en']} ({row[f'{noun}_zh']})"


def unit_column(printed: str = "unit") -> str:
    """The column of a question that has a unit in the language in use: as it is printed, or its twin in English."""
    return printed if language() == "zh" else f"{printed}_en"


def with_unit(figure: str, unit: str) -> str:
    """A figure with its unit: 320 万人, 93%, 320 (10k persons)."""
    return f"{figure}%" if unit == "%" else say("headline.amount", figure=figure, unit=unit)


def say_each(family: str, tokens: Iterable[object]) -> list[str]:
    """The words of a column of tokens: role + target → the word role.target; a blank stays blank."""
    return [say(f"{family}.{token}") if isinstance(token, str) and token else "" for token in tokens]
