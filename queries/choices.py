"""What is written in a call or an address, key=value by key=value, as the parameters of a question."""

import re
from collections.abc import Iterable
from typing import Any

from queries import MONTHS, UnknownQuestion, check_parameters, example

# letters of a value as a message tells it
MOST_TOLD = 40
TRUTHS = {"true": True, "false": False}
YEAR = re.compile(r"[0-9]{1,4}", re.ASCII)
MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", re.ASCII)


def read(name: str, written: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The parameters of a question from keys and values as text; those that mean lists take commas.

    Raises UnknownQuestion for a name, key or value that the question does not take, and for a key given twice.
    """
    pairs = list(written)
    check_parameters(name, (key for key, _ in pairs))
    choices: dict[str, Any] = {}
    for key, value in pairs:
        if key in choices:
            raise UnknownQuestion("given_twice", key=key)
        choices[key] = _value(key, value)
    return choices


def read_words(name: str, words: Iterable[str]) -> dict[str, Any]:
    """The parameters of a question from words key=value; raises UnknownQuestion."""
    pairs = [word.partition("=") for word in words]
    if unsaid := [key for key, sign, _ in pairs if not sign]:
        raise UnknownQuestion("no_pair", value=unsaid[0][:MOST_TOLD], example=example(name))
    return read(name, [(key, value) for key, _, value in pairs])


def _value(key: str, value: str) -> Any:
    if key.startswith("is_"):
        if value not in TRUTHS:
            raise UnknownQuestion("no_truth", key=key, value=value[:MOST_TOLD])
        return TRUTHS[value]
    if key == "through_month" or key.endswith("year"):
        if not YEAR.fullmatch(value):
            raise UnknownQuestion("no_number", key=key, value=value[:MOST_TOLD])
        return int(value)
    if key in MONTHS:
        if not MONTH.fullmatch(value):
            raise UnknownQuestion("no_month", key=key, value=value[:MOST_TOLD])
        return value
    return value.split(",") if key.endswith("s") and key != "words" else value
