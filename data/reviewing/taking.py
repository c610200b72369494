"""A reviewed document made one import: its document, its facts, what it will change, and its way into the ledger."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from data import store
from data.people import Person
from data.reading.extract import Reading
from data.refused import Refused
from data.results.commit import Prepared
from data.reviewing.about import About
from data.reviewing.decided import Decision, NewIndicator, Objection


class ReviewRefused(Refused):
    """A review against which something stands; `objections` holds it."""

    def __init__(self, zh: str, en: str, objections: tuple[Objection, ...] = ()) -> None:
        super().__init__(zh, en)
        self.objections = objections


@contextlib.contextmanager
def trial(
    content: bytes,
    name: str,
    reading: Reading,
    about: About,
    decisions: Iterable[Decision],
    new: Iterable[NewIndicator] = (),
    *,
    import_id: str = "",
    supersedes: str = "",
    change_kind: str = "revision",
    by: Person,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> Iterator[tuple[Prepared, Path]]:
    """What the review would change, and a store of its own that has it, as long as it is held.

    supersedes: the document of which this is a version: its figures that are other here are replaced; change_kind:
    correction, revision or adjustment. Raises RightRefused, ReviewRefused, LedgerFault.
    """
    raise NotImplementedError
    yield


def commit(
    content: bytes,
    name: str,
    reading: Reading,
    about: About,
    decisions: Iterable[Decision],
    new: Iterable[NewIndicator] = (),
    *,
    import_id: str = "",
    supersedes: str = "",
    change_kind: str = "revision",
    by: Person,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> Prepared:
    """Take the review into the ledger as one import and say what that changed; arguments as `trial`.

    Raises RightRefused, ReviewRefused, ImportRefused, LedgerFault; then nothing has changed.
    """
    raise NotImplementedError
