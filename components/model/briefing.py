"""A briefing: views put in order for a meeting, by name and choices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Item:
    """A view in a briefing: its name and choices, the sentences where they were edited (None: the system's own), the
    fingerprint of the ledger when it was taken in, and the figures that it rested on then (fact_id → as printed).

    more: what else its file holds of it, which another version wrote.
    """

    view: str
    choices: Mapping[str, str]
    headline: str | None = None
    takeaway: str | None = None
    ledger: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Briefing:
    """Items in their order under a name. A ready-made one has no id and is always made from the present ledger.

    more: what else its file holds, which another version wrote. as_read: what tells this state of it from others.
    keep: where its changes go instead of the store, if they do; then nobody needs a right to make them.
    """

    name: str
    items: tuple[Item, ...]
    briefing_id: str | None = None
    more: Mapping[str, object] = field(default_factory=dict, repr=False)
    as_read: str = ""
    keep: Callable[["Briefing"], None] | None = field(default=None, compare=False, repr=False)

    @property
    def is_ready_made(self) -> bool:
        return self.briefing_id is None and not self.is_collected

    @property
    def is_collected(self) -> bool:
        """Whether it stands in an address, and nowhere else."""
        return self.keep is not None
