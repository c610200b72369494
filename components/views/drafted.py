"""Drafts of next targets as an address has them, indicator:number by indicator:number: read, said, written."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.language.numerals import plain
from components.language.words import say

# of one address; letters of what cannot be read, as it is told
MOST, MOST_TOLD = 80, 30
LARGEST = 1e12
NUMBER = re.compile(r"[<>≤≥=]?=?([0-9]{1,13}(?:\.[0-9]{1,6})?)%?")
# in which plans print what adds up over their years
BRACKETS = re.compile(r"[\[(〔【](.*)[\])〕】]")


@dataclass(frozen=True)
class Drafts:
    """What an address drafts: indicator_id → number, and what is wrong with the rest of it, in words."""

    numbers: Mapping[str, float]
    faults: tuple[str, ...] = ()

    @property
    def pairs(self) -> list[str]:
        """As a question takes them."""
        return [f"{indicator}:{number!r}" for indicator, number in sorted(self.numbers.items())]

    @property
    def written(self) -> str:
        """As the address has them."""
        return ",".join(f"{indicator}:{_bare(number)}" for indicator, number in sorted(self.numbers.items()))

    def with_one(self, indicator_id: str, number: float | None) -> "Drafts":
        """The same with another number for an indicator, or none."""
        kept = {name: value for name, value in self.numbers.items() if name != indicator_id}
        return Drafts(kept if number is None else {**kept, indicator_id: number})


def _bare(number: float) -> str:
    return plain(number).replace(",", "")


def number_of(text: str, unit: str = "") -> float | None:
    """A number as it was typed or printed: 320, 1,200, ≥ 93, 95%, [190], 320 in its unit; None for what is none, or too
    large to be meant.
    """
    shown = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").removesuffix(unit)
    if in_brackets := BRACKETS.fullmatch(shown):
        shown = in_brackets[1]
    found = NUMBER.fullmatch(shown)
    return float(found[1]) if found and float(found[1]) <= LARGEST else None


def typed_fault(text: str) -> str:
    """What is said of a text that is no number."""
    return say("drafts.no_number", text=text[:MOST_TOLD])


def pasted(text: str, known: Mapping[str, Sequence[str]], units: Mapping[str, str]) -> Drafts:
    """Drafts of a table that was pasted: a line each, an indicator's name or id and, last, its number.

    known: the indicators that there are → their names. units: in which each is drafted.
    """
    ids = {_bare_name(name): indicator for indicator, names in known.items() for name in (*names, indicator)}
    numbers: dict[str, float] = {}
    faults: list[str] = []
    lines = [line for line in text.splitlines() if line.strip()]
    for line in lines[:MOST]:
        name, _, typed = (
            piece.strip() for piece in re.sub(r"[\t，:：]+|\s{2,}|\s(?=\S+$)", "\t", line).rpartition("\t")
        )
        indicator = ids.get(_bare_name(name.replace("\t", "")))
        number = number_of(typed, units.get(indicator or "", ""))
        if number is None:
            faults.append(typed_fault(line))
        elif indicator is None:
            faults.append(say("drafts.no_indicator", text=name[:MOST_TOLD]))
        else:
            numbers[indicator] = number
    if len(lines) > MOST:
        faults.append(say("drafts.too_many", most=MOST))
    return Drafts(numbers, tuple(faults))


def _bare_name(name: str) -> str:
    """A name without blanks and what stands in brackets, in small letters."""
    shown = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"\s+|\(.*?\)", "", shown)


def read(text: str, known: Mapping[str, str]) -> Drafts:
    """What an address drafts. known: the indicators that there are."""
    numbers: dict[str, float] = {}
    faults: list[str] = []
    parts = [part for part in text.split(",") if part.strip()]
    for part in parts[:MOST]:
        name, sign, typed = (piece.strip() for piece in part.partition(":"))
        number = number_of(typed)
        if not sign or number is None:
            faults.append(typed_fault(part))
        elif name not in known:
            faults.append(say("drafts.no_indicator", text=name[:MOST_TOLD]))
        elif name in numbers:
            faults.append(say("drafts.twice", name=known[name]))
        else:
            numbers[name] = number
    if len(parts) > MOST:
        faults.append(say("drafts.too_many", most=MOST))
    return Drafts(numbers, tuple(faults))
