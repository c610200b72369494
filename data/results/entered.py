"""What a person wrote into a cell, read by rule: a figure, words that say there is none, or what is refused."""

from dataclasses import dataclass
from decimal import Decimal

from data.results.wanted import WantedResult


@dataclass(frozen=True)
class Entry:
    """What was entered for one row: the text as typed and a note; a note confirms the doubts of its row.

    where: the cell or row as the person knows it (C7, 第3行), empty in a form. change_kind: correction 更正,
    revision 修订 or adjustment 调整 of the figure that the ledger has by an earlier entry; empty means correction.
    """

    key: str
    printed: str
    note: str = ""
    where: str = ""
    change_kind: str = ""


@dataclass(frozen=True)
class Read:
    """An entry as a figure in a unit; `kind` is figure, blank (nothing entered), unpublished (未公布, —) or none (it is
    no figure: `fault` is the token that says why).
    """

    kind: str
    value: Decimal | None = None
    value_high: Decimal | None = None
    comparator: str = ""
    unit: str = ""
    in_unit: Decimal | None = None  # the value in the row's unit
    fault: str = ""


def read(entry: Entry, row: WantedResult) -> Read:
    """An entry read by rule: full-width digits, thousands, 万 and 亿, %, brackets and signs are understood."""
    raise NotImplementedError
