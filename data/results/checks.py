"""What is wrong with entries, or may be: each with its row, its cell and the mend, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.results.entered import Entry
from data.results.said import say
from data.results.wanted import WantedResult

KINDS = ("fault", "doubt")


@dataclass(frozen=True)
class Doubt:
    """One thing to look at in one row. A fault must be mended; a doubt may stand once its row has a note.

    key: of the row, empty for what concerns the whole. kind: token of data/results/words.csv. where: cell or row as the
    person knows it. blanks: what fills the sentence; those ending in _zh and _en are for their language.
    """

    key: str
    kind: str
    is_fault: bool
    where: str = ""
    blanks: Mapping[str, object] = field(default_factory=dict)
    is_confirmed: bool = False

    def said(self, language: str = "zh") -> str:
        """Row or cell, what is doubted, and what to do, in one sentence."""
        given = dict(self.blanks)
        own = {name.removesuffix(f"_{language}"): text for name, text in given.items() if name.endswith(f"_{language}")}
        return say(self.kind, language, **{"where": self.where, **given, **own})


def doubts(entries: Iterable[Entry], rows: Iterable[WantedResult]) -> list[Doubt]:
    """All faults and doubts of the entries, in the order of the rows; an empty list where all may be taken in."""
    raise NotImplementedError


def standing(found: Iterable[Doubt]) -> list[Doubt]:
    """What keeps entries from being taken in: faults, and doubts that no note confirms."""
    return [doubt for doubt in found if doubt.is_fault or not doubt.is_confirmed]
