"""Whether the ledger has a document already: the same, a later printing, or a copy with other years or names.

A document whose original the store keeps is known by its text. Of the others the project has no text: they are known
by title, number and the figures that they print under the same names.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from data import store
from data.reading.candidates import Candidate
from data.reading.characters import clean
from data.reading.extract import Reading
from data.reading.matching import bare
from data.results.taken_in import Difference
from data.reviewing.about import PLACE, About, offered, region_id_of
from data.reviewing.ledger import ledger
from data.reviewing.originals import document
from data.reviewing.said import say
from data.reviewing.versions import Older, in_units, is_same, item_of, pairs, standing_facts

# from which share of a document's figures, or of its text, another is said to be the same, a version, a copy
MOST_OF_FIGURES, MOST_OF_TEXT = 0.6, 0.85
# fewer figures say nothing of a document
FEWEST = 5
# doubts of a candidate of which nobody knows whether it is the figure that the ledger has
UNSURE_NAMES = {"name_inferred", "name_of_number_before", "two_matches"}
# which share of a document's names makes it worth to read its original
NEAR = 0.4
PIECE = 8
PERIOD = re.compile(
    r"(?:[二三]?十[一二三四五六七八九]|[六七八九]|第[一二三四五六七八九十]+个)五(?:年)?|(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2}"
)
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Known:
    """The document of the ledger that a reading resembles.

    kind: same (the same bytes, text or figures), version (a later printing of it), copy (its text with other years,
    figures or names of places). likeness: 0 to 1, of the text where the store has it, else of the figures. differences:
    of a version, figure by figure; fact_id_after is the candidate's number as text, empty for a figure that is gone.
    """

    document_id: str
    title_zh: str
    title_en: str
    kind: str
    likeness: float
    differences: tuple[Difference, ...] = ()

    def said(self, language: str = "zh") -> str:
        """What it is and what that means, in one sentence."""
        title: str = getattr(self, f"title_{language}")
        percent, count = round(self.likeness * 100), len(self.differences)
        return say(f"known.{self.kind}", language, title=title, percent=percent, count=count)


def known(content: bytes, reading: Reading, folder: Path | None = None, shipped: Path = store.SHIPPED) -> Known | None:
    """The document of the ledger that this is, or resembles; None where there is none. Raises LedgerFault."""
    folder = folder or store.store_folder()
    catalogue = ledger(folder, shipped)
    sha256 = hashlib.sha256(content).hexdigest()
    about = offered(reading, folder, shipped)
    names = [name for row in catalogue.regions for name in (row["name_zh"], row["short_zh"])]
    names += [about.region_zh, about.region_zh.removesuffix("市")]
    facts = standing_facts(folder, shipped)
    found = []
    for row in catalogue.documents:
        if row["sha256"] == sha256:
            return _known(row, "same", 1.0)
        older = facts.get(row["document_id"], [])
        # to read an original again takes time: only where names or title say that it may be the one
        is_near = bool(row["sha256"]) and (row["title_zh"] == about.title_zh or _share_of_names(reading, older) >= NEAR)
        text = document(row["sha256"], row["file_name"], folder) if is_near else None
        if text is not None:
            found.append(_by_text(row, about, reading, text.text, names, older))
        elif len(older) >= FEWEST:
            found.append(_by_figures(row, about, reading, older))
    order = ("same", "version", "copy")
    return min((one for one in found if one), key=lambda one: (order.index(one.kind), -one.likeness), default=None)


def _known(row: dict[str, str], kind: str, likeness: float, differences: Iterable[Difference] = ()) -> Known:
    return Known(row["document_id"], row["title_zh"], row["title_en"], kind, likeness, tuple(differences))


def _share_of_names(reading: Reading, older: list[Older]) -> float:
    """Which share of a document's names the reading has."""
    ours = {bare(one.label_raw) for one in reading.candidates}
    theirs = {bare(fact.label_raw) for fact in older}
    return len(ours & theirs) / len(theirs) if theirs else 0.0


def _by_figures(row: dict[str, str], about: About, reading: Reading, older: list[Older]) -> Known | None:
    """By the figures of a document that the reading prints under the same names, whatever the year."""
    measured = [fact for fact in older if fact.value is not None]
    printed: dict[tuple[str, Decimal | None], set[int | None]] = {}
    for one in reading.candidates:
        printed.setdefault((bare(one.label_raw), in_units(one.value, one.unit)), set()).add(one.year_to)
    years = [printed.get((bare(fact.label_raw), in_units(fact.value, fact.unit))) for fact in measured]
    agreeing = [(fact, found) for fact, found in zip(measured, years, strict=True) if found]
    likeness = len(agreeing) / len(measured) if measured else 0.0
    if likeness < MOST_OF_FIGURES or len(agreeing) < FEWEST:
        return None
    of_year = sum(fact.year_to in found for fact, found in agreeing)
    if not _is_of_region(row, about) or of_year < len(agreeing) / 2:
        return _known(row, "copy", likeness)
    return _version(row, reading, older, likeness)


def _is_of_region(row: dict[str, str], about: About) -> bool:
    """Whether a heading names the region of a document; one that names none contradicts nothing."""
    return region_id_of(about) in ("", row["region_id"])


def _version(row: dict[str, str], reading: Reading, older: list[Older], likeness: float) -> Known:
    """A later printing with what it has otherwise; the same document where that is nothing."""
    found = differences(reading, older)
    return _known(row, "version" if found else "same", likeness, found)


def differences(reading: Reading, older: list[Older]) -> list[Difference]:
    """The figures that a reading has otherwise than the facts of a document, and the rows of its tables that are gone.

    Where the reading doubts the name of a figure nothing is said of it.
    """
    found = pairs(reading.candidates, older)
    other = [
        (number, fact, one)
        for number, fact in sorted(found.items())
        if not is_same(one := reading.candidates[number], fact) and not UNSURE_NAMES & set(one.doubt)
    ]
    # an item of a box that stands elsewhere may be another one of that name
    made = [
        _difference(fact, one, number) for number, fact, one in other if one.place != "box" or item_of(one) == fact.item
    ]
    matched = {fact.fact_id for fact in found.values()}
    has_tables = any(one.place == "table" for one in reading.candidates)
    gone = [fact for fact in older if has_tables and fact.place == "table" and fact.fact_id not in matched]
    return made + [_difference(fact, None, None) for fact in gone]


def _difference(fact: Older, one: Candidate | None, number: int | None) -> Difference:
    return Difference(
        fact.indicator_id, fact.name_zh, fact.name_en, fact.year_to, 12, fact.unit, fact.value_raw,
        one.unit if one else "", one.value_raw if one else "", "", "", fact.fact_id,
        "" if number is None else str(number),
    )  # fmt: skip


def _by_text(
    row: dict[str, str], about: About, reading: Reading, text: str, names: list[str], older: list[Older]
) -> Known | None:
    """By the text that the store keeps: the same, with other figures, or with other years and names as well."""
    ours, theirs = plain_text(reading.document.text), plain_text(text)
    if ours == theirs:
        return _known(row, "same", 1.0)
    likeness = share_of_pieces(masked(ours, names), masked(theirs, names))
    if likeness < MOST_OF_TEXT:
        return None
    is_of_period = not row["period_id"] or row["period_id"] == about.period_id
    if not _is_of_region(row, about) or not is_of_period:
        return _known(row, "copy", likeness)
    return _version(row, reading, older, likeness)


def plain_text(text: str) -> str:
    """The letters and digits of a text, in simplified script, without blanks and signs."""
    return re.sub(r"[^\w.%]", "", clean(text).text)


def masked(text: str, names: Iterable[str] = ()) -> str:
    """A plain text in which years, periods, numbers and names of places stand alike."""
    text = PERIOD.sub("#", text)
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "@")
    return NUMBER.sub("#", re.sub("@[省市区县州盟旗]?", "@", PLACE.sub("@", text)))


def share_of_pieces(one: str, other: str) -> float:
    """How much of two texts is in both: of all stretches of eight letters, the share that each has."""
    first, second = ({text[i : i + PIECE] for i in range(max(len(text) - PIECE + 1, 1))} for text in (one, other))
    return len(first & second) / len(first | second)
