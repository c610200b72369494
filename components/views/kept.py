"""What views find of one state of the ledger, kept for all visitors."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import queries
from components.language.words import language
from queries.kept import Kept

__all__ = ["Kept", "once_a_state"]

Value = TypeVar("Value")
Given = ParamSpec("Given")
# what a function found for so many choices is kept at most
MOST_CHOICES = 256


def once_a_state(find: Callable[Given, Value]) -> Callable[Given, Value]:
    """A function that asks the ledger, asking once for one state of it, a language and its choices; what it returns is
    everybody's, and nobody may change it.
    """
    kept: Kept[Value] = Kept(MOST_CHOICES, lambda _: 1)

    @wraps(find)
    def found(*args: Given.args, **named: Given.kwargs) -> Value:
        key = (queries.fingerprint(), language(), args, tuple(sorted(named.items())))
        return kept.get(key, lambda: find(*args, **named))

    return found
