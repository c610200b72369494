"""What a page tells of one thing: a fact, a finding, what stands out, an indicator that came, stayed or went."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rival:
    """What another document says of the same: figure, role, source, reliability, and whether it agrees, in words."""

    figure: str
    role: str
    source: str
    reliability: str
    verdict: str


@dataclass(frozen=True)
class Usage:
    """How a fact is used: as what, for which target, with which outcome."""

    usage: str
    target: str
    outcome: str


@dataclass(frozen=True)
class Original:
    """A figure where it stands in its document.

    where: page and file, in words. before, figure, after: the text around it. cells, head: of a table its row and the
    first row, `at` the figure's cell; empty for running text. picture: the address of the page's picture; outline:
    left, top, width and height of the figure in percent of it. Both are empty for what has no pages.
    """

    where: str
    before: str
    figure: str
    after: str
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    at: int = -1
    picture: str = ""
    outline: tuple[float, float, float, float] = (0, 0, 0, 0)


@dataclass(frozen=True)
class Seen:
    """A fact as its original has it. about: what figure it is; figure: as it is printed, in words with its unit."""

    fact_id: str
    about: str
    figure: str
    original: Original


@dataclass(frozen=True)
class Fact:
    """One fact for reading: heading, figure as printed, its phrase, details (label → text), rivals and usages, and its
    place in the original, where the store has that.
    """

    heading: str
    printed: str
    evidence: str | None
    details: Mapping[str, str]
    rivals: tuple[Rival, ...]
    usages: tuple[Usage, ...]
    original: Original | None = None


@dataclass(frozen=True)
class FactCited:
    """A fact that a finding rests on."""

    fact_id: str
    figure: str
    role: str
    source: str


@dataclass(frozen=True)
class Finding:
    """One finding for reading: kind and statement, its arithmetic (empty for none), the facts that it rests on."""

    kind: str
    statement: str
    arithmetic: str
    facts: tuple[FactCited, ...]


@dataclass(frozen=True)
class Highlight:
    """What stands out: sort, pair of numbers, sentence, and the page and choices that show it."""

    sort: str
    pair: str
    sentence: str
    page: str
    choices: Mapping[str, str]


@dataclass(frozen=True)
class Ground:
    """What a verdict rests on, or what would settle it: the sentence, and the text and id of each fact it is of."""

    sentence: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Hit:
    """What some words name: its title and a remark, and the page and choices that show it."""

    title: str
    note: str
    page: str
    choices: Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """An indicator in the lists of 规划衔接: what is known of it, as printed; kind and reason may be empty.

    is_weaker: whether it asks less than its base.
    """

    name: str
    figures: str
    kind: str
    reason: str
    is_weaker: bool = False
