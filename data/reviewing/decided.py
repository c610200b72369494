"""What a person decided of candidates, and what keeps those that were accepted from being facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data import store
from data.reading.candidates import Candidate
from data.reading.extract import Reading
from data.reviewing.about import About

# the columns of a candidate that a person may write anew, as texts
CHANGEABLE = (
    *("label_raw", "unit", "role", "year_from", "year_to", "value_raw", "value", "value_high", "comparator", "basis"),
    *("target_form", "attribute", "responsible", "indicator_id", "reference_year"),
)
ACCEPTED, REJECTED = "accepted", "rejected"


@dataclass(frozen=True)
class Decision:
    """What was decided of one candidate.

    number: its index in reading.candidates. state: accepted or rejected. changes: column of CHANGEABLE → its text, an
    empty text empties it. note: of the person, kept with the fact.
    """

    number: int
    state: str
    changes: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class NewIndicator:
    """An indicator that the ledger has not, as a row of indicators.csv; name_en and definition may be empty."""

    indicator_id: str
    name_zh: str
    name_en: str = ""
    theme_id: str = ""
    measure: str = ""
    direction: str = ""
    unit: str = ""
    definition: str = ""


@dataclass(frozen=True)
class Objection:
    """What keeps a review from being taken in. number: of the candidate, None for the document or a new indicator.

    token: of data/reviewing/words.csv. column: the field that is to be mended, where it is one.
    """

    number: int | None
    token: str
    column: str = ""
    blanks: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: str = "zh") -> str:
        """What is wrong and what to do, in one sentence."""
        raise NotImplementedError


def new_indicator(candidate: Candidate, folder: Path | None = None, shipped: Path = store.SHIPPED) -> NewIndicator:
    """An indicator for a candidate that matches none, filled in by rule: name, theme, measure, direction and unit."""
    raise NotImplementedError


def is_sure(candidate: Candidate) -> bool:
    """Whether a candidate needs no look: no doubt, and an indicator that matches surely."""
    raise NotImplementedError


def accepted(reading: Reading, decisions: Iterable[Decision]) -> list[Candidate]:
    """The candidates that were accepted, as they were changed, in the order of the document."""
    raise NotImplementedError


def stands_against(
    reading: Reading,
    about: About,
    decisions: Iterable[Decision],
    new: Iterable[NewIndicator] = (),
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> list[Objection]:
    """What keeps the accepted candidates from being taken in; an empty list where nothing does. Raises LedgerFault."""
    raise NotImplementedError
