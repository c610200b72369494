"""What was made once for one state of the ledger, kept for all who ask up to so many bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by their keys, the longest unasked dropped first. What is kept is everybody's: nobody may change it.

    most: bytes that all of them together may take; what takes more by itself is not kept. size: what one takes.
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
            if key not in self._values and size <= self.most:
                self._values[key] = (value, size)
                self._bytes += size
            while self._bytes > self.most:
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
