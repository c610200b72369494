"""Reviews that are not done: where one stopped, kept in the store's drafts/ with the original."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.people import Person
from data.refused import Refused
from data.reviewing.about import About
from data.reviewing.decided import Decision, NewIndicator


class DraftRefused(Refused):
    """A draft that cannot be read or written; nothing is lost."""


class DraftChanged(DraftRefused):
    """A save of a draft that somebody has saved since it was read; what is there stays."""


@dataclass(frozen=True)
class Draft:
    """A review as it was left.

    draft_id: of the document and the person. sha256: of the original. place: which candidate and what else the page
    wants to find again, as texts. who, saved_at (UTC): of the last save. version: what tells this state of the file
    from another; empty for one that was never saved.
    """

    draft_id: str
    name: str
    sha256: str
    about: About
    decisions: tuple[Decision, ...] = ()
    new: tuple[NewIndicator, ...] = ()
    place: Mapping[str, str] = field(default_factory=dict)
    who: str = ""
    saved_at: str = ""
    version: str = ""


def draft_id(content: bytes, by: Person) -> str:
    """The id of the draft of a document and a person."""
    raise NotImplementedError


def save(
    draft: Draft, seen_version: str, content: bytes | None = None, folder: Path | None = None, *, by: Person
) -> Draft:
    """Keep a draft, with the original where it is given; return it with its new version.

    seen_version: of the draft that was read, empty for a new one. Raises RightRefused, DraftChanged where another state
    is there by now, DraftRefused.
    """
    raise NotImplementedError


def load(draft_id: str, folder: Path | None = None) -> tuple[Draft, bytes]:
    """A draft and the original. Raises DraftRefused where either is none or gone."""
    raise NotImplementedError


def drafts(folder: Path | None = None) -> list[Draft]:
    """All drafts that can be read, the latest first."""
    raise NotImplementedError


def remove(draft_id: str, folder: Path | None = None, *, by: Person) -> None:
    """Take a draft and its original away; nothing where it is gone. Raises RightRefused, DraftRefused."""
    raise NotImplementedError
