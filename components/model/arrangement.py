"""How a reader arranges a table: which rows and columns of a view, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Arrangement:
    """What is seen of a view's table; by default all that its screen shows, in the view's own order.

    sort: the column by which the rows stand, or "". is_descending: from the largest. find: what a row must hold in one
    of its seen cells, or "". only: column → the texts of which its cell must be one. between: column → the least and
    the largest number that its cell may be, None for no bound. columns: those that are seen, or () for the view's own.
    is_whole: whether every row stands on the screen where they are many.
    """

    sort: str = ""
    is_descending: bool = False
    find: str = ""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    between: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    is_whole: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.find or self.only or self.between)
