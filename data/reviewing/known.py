"""Whether the ledger has a document already: the same, a later printing, or a copy with other years or names."""

from dataclasses import dataclass
from pathlib import Path

from data import store
from data.reading.extract import Reading
from data.results.taken_in import Difference


@dataclass(frozen=True)
class Known:
    """The document of the ledger that a reading resembles.

    kind: same (the same bytes or text), version (a later printing of it), copy (its text with other years, figures or
    names of places). likeness: 0 to 1. differences: of a version, figure by figure; fact_id_after is the candidate's
    number as text.
    """

    document_id: str
    title_zh: str
    title_en: str
    kind: str
    likeness: float
    differences: tuple[Difference, ...] = ()

    def said(self, language: str = "zh") -> str:
        """What it is and what that means, in one sentence."""
        raise NotImplementedError


def known(content: bytes, reading: Reading, folder: Path | None = None, shipped: Path = store.SHIPPED) -> Known | None:
    """The document of the ledger that this is, or resembles; None where there is none. Raises LedgerFault."""
    raise NotImplementedError
