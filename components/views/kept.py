"""What was made once for one state of the ledger, kept for all visitors up to so many bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

import queries
from components.language.words import language

Value = TypeVar("Value")
Given = ParamSpec("Given")
# what a function found for so many choices is kept at most
MOST_CHOICES = 256


class Kept(Generic[Value]):
    """Values by their keys, the longest unasked dropped first. What is kept is everybody's: nobody may change it.

    most: bytes that all of them together may take. size: what one takes.
    """

    def __init__(self, most: int, size: Callable[[Value], int]):
        self.most, self.size = most, size
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made where it is not kept; what `make` raises is raised and not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
        # two who ask at once may both make it: the same is made, and nobody waits for another
        value = make()
        size = self.size(value)
        with self._lock:
            if key not in self._values:
                self._values[key] = (value, size)
                self._bytes += size
            while self._bytes > self.most and len(self._values) > 1:
                _, (_, dropped) = self._values.popitem(last=False)
                self._bytes -= dropped
        return value

    def forget(self) -> None:
        """Keep nothing of what was made."""
        with self._lock:
            self._values.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._values)


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
