"""What a person decided of candidates, and what keeps those that were accepted from being facts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from data import store
from data.reading.candidates import Candidate, plain
from data.reading.characters import clean
from data.reading.extract import Reading
from data.reading.figures import figures
from data.reading.matching import SURE
from data.reviewing.about import About, faults
from data.reviewing.indicators import NewIndicator, faults_of_new, new_indicator
from data.reviewing.ledger import Ledger, ledger
from data.reviewing.rows import Taken, reference_year
from data.reviewing.said import say

__all__ = [
    "CHANGEABLE",
    "Decision",
    "NewIndicator",
    "Objection",
    "accepted",
    "is_sure",
    "new_indicator",
    "stands_against",
    "taken",
]

# the columns of a candidate that a person may write anew, as texts
CHANGEABLE = (
    *("label_raw", "unit", "role", "year_from", "year_to", "value_raw", "value", "value_high", "comparator", "basis"),
    *("target_form", "attribute", "responsible", "indicator_id", "reference_year"),
)
YEARS = ("year_from", "year_to", "reference_year")
NUMBERS = ("value", "value_high")
WORDS = {
    "role": ("baseline", "target", "actual", "completion_rate", "standard"),
    "comparator": ("eq", "ge", "gt", "le", "lt", "approx"),
    "basis": ("total", "each_year", "at_end", "average", "pooled", "unknown"),
    "target_form": ("level", "change", "growth", "relative", "words"),
    "attribute": ("binding", "expected"),
}
# what a person chooses beside the print: no word of it is said in the note of a fact
BESIDE = ("indicator_id",)
ACCEPTED, REJECTED = "accepted", "rejected"
MOST_NUMBER = Decimal(10) ** 11


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
class Objection:
    """What keeps a review from being taken in. number: of the candidate, None for the document or a new indicator.

    token: of data/reviewing/words.csv. column: the field that is to be mended, where it is one. blanks: what fills the
    sentence; those ending in _zh and _en are for their language.
    """

    number: int | None
    token: str
    column: str = ""
    blanks: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: str = "zh") -> str:
        """What is wrong and what to do, in one sentence."""
        ending = f"_{language}"
        own = {name.removesuffix(ending): text for name, text in self.blanks.items() if name.endswith(ending)}
        column = say(f"column.{self.column}", language) if self.column else ""
        return say(self.token, language, **{"column": column, **self.blanks, **own})


def is_sure(candidate: Candidate) -> bool:
    """Whether a candidate needs no look: no doubt, and an indicator that matches surely."""
    return not candidate.doubt and bool(candidate.indicator_id) and (candidate.match_score or 0) >= SURE


def accepted(reading: Reading, decisions: Iterable[Decision]) -> list[Candidate]:
    """The candidates that were accepted, as they were changed, in the order of the document.

    A change that is no number where one belongs is left out; stands_against names it.
    """
    return [one.candidate for one in taken(reading, decisions)]


def taken(reading: Reading, decisions: Iterable[Decision]) -> list[Taken]:
    """The candidates that were accepted, with their numbers, and in the note what was corrected and said of them."""
    found = {}
    for decision in decisions:
        found[decision.number] = decision
    chosen = [
        one for _, one in sorted(found.items()) if one.state == ACCEPTED and 0 <= one.number < len(reading.candidates)
    ]
    return [_taken(reading.candidates[one.number], one) for one in chosen]


def _taken(printed: Candidate, decision: Decision) -> Taken:
    changed = _changed(printed, decision.changes)
    told = [
        f"{say(f'column.{column}', 'zh')}“{_shown(column, printed)}”改为“{_shown(column, changed)}”"
        for column in CHANGEABLE
        if column not in BESIDE and _shown(column, printed) != _shown(column, changed)
    ]
    corrected = say("note.corrected", "zh", what="；".join(told)) if told else ""
    note = "；".join(filter(None, (corrected, " ".join(decision.note.split()))))
    return Taken(changed, decision.number, note)


def _shown(column: str, one: Candidate) -> str:
    return plain(getattr(one, column))


def _changed(one: Candidate, changes: Mapping[str, str]) -> Candidate:
    """The candidate with what a person wrote. A new print is read anew, unless its figure was written too."""
    given = {column: text.strip() for column, text in changes.items() if column in CHANGEABLE}
    made: dict[str, Any] = {
        column: value for column, text in given.items() if (value := _typed(column, text)) is not BAD
    }
    if "value_raw" in made and made["value_raw"] != one.value_raw:
        made = {**_read_again(str(made["value_raw"]), one), **made}
    if "indicator_id" in made:
        made["match_score"] = 100 if made["indicator_id"] else None
    if "value" in made and made["value"] is None:
        made |= {"value_high": None, "comparator": ""}
    return replace(one, **made)


def _read_again(printed: str, one: Candidate) -> dict[str, object]:
    found = figures(clean(printed).text)
    if len(found) != 1:
        return {}
    figure = found[0]
    read: dict[str, object] = {"value": figure.value, "value_high": figure.high, "comparator": figure.comparator}
    return read | ({"basis": figure.basis} if figure.basis else {})


BAD = object()


def _typed(column: str, text: str) -> object:
    """A text as the value of its column; BAD where it is none."""
    if column not in (*YEARS, *NUMBERS):
        return text
    if not text:
        return None
    if column in YEARS:
        return int(text) if re.fullmatch(r"(19|20)\d\d", text) else BAD
    try:
        number = Decimal(text.replace("，", ",").replace(",", ""))
    except InvalidOperation:
        return BAD
    exponent = number.as_tuple().exponent
    is_sound = number.is_finite() and abs(number) < MOST_NUMBER and isinstance(exponent, int) and exponent >= -6
    return number if is_sound else BAD


def stands_against(
    reading: Reading,
    about: About,
    decisions: Iterable[Decision],
    new: Iterable[NewIndicator] = (),
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> list[Objection]:
    """What keeps the accepted candidates from being taken in; an empty list where nothing does. Raises LedgerFault."""
    known, given, brought = ledger(folder, shipped), list(decisions), list(new)
    found = [Objection(None, token, field) for field, token in faults(about, folder, shipped)]
    chosen = taken(reading, given)
    if not chosen:
        found.append(Objection(None, "nothing"))
    used = {one.candidate.indicator_id for one in chosen}
    names = [one for one in brought if one.indicator_id in used]
    found += [
        Objection(None, token, column, {"name": one.name_zh or one.indicator_id})
        for one in names
        for column, token in faults_of_new(one, names, known)
    ]
    indicators = {one.indicator_id: one.unit for one in names}
    changes = {decision.number: decision.changes for decision in given}
    for one in chosen:
        found += _of_changes(one, changes.get(one.number, {}))
        found += _of_candidate(one, known, indicators, about)
    return found


def _of_changes(one: Taken, changes: Mapping[str, str]) -> list[Objection]:
    told = {"label": one.candidate.label_raw}
    return [
        Objection(
            one.number, f"candidate.not_a_{'year' if column in YEARS else 'number'}", column, {**told, "text": text}
        )
        for column, text in changes.items()
        if _typed(column, text.strip()) is BAD
    ]


def _of_candidate(one: Taken, known: Ledger, new: Mapping[str, str], about: About) -> list[Objection]:
    """What a candidate lacks to be a fact, and what in it does not go together."""
    it = one.candidate
    told: dict[str, object] = {"label": it.label_raw or "—", "printed": it.value_raw}
    tokens = [
        (f"candidate.no_{column}", column) for column in ("label_raw", "value_raw", "role") if not getattr(it, column)
    ]
    if it.year_to is None:
        tokens.append(("candidate.no_years", "year_to"))
    elif (it.year_from or it.year_to) > it.year_to:
        tokens.append(("candidate.years_reversed", "year_to"))
    if not it.basis:
        tokens.append(("candidate.no_basis", "basis"))
    if len(one.note) > 1000:
        tokens.append(("candidate.note_long", ""))
    for column, words in WORDS.items():
        if getattr(it, column) not in ("", *words):
            tokens.append(("candidate.word", column))
    tokens += _of_value(it, about)
    tokens += _of_unit(it, known, new, told)
    return [Objection(one.number, token, column, told) for token, column in tokens]


def _of_value(it: Candidate, about: About) -> list[tuple[str, str]]:
    found = []
    if it.value_high is not None and (it.value is None or it.value_high <= it.value):
        found.append(("candidate.high_not_above", "value_high"))
    if it.value is not None and it.role == "target" and it.target_form in ("words", "relative"):
        found.append(("candidate.words_with_value", "target_form"))
    if it.role == "target" and it.target_form == "change":
        now = int(about.year_from) if about.year_from.isdecimal() else None
        year = reference_year(it, now)
        if year is None or (it.year_to is not None and year > it.year_to):
            found.append(("candidate.no_reference_year", "reference_year"))
    return found


def _of_unit(it: Candidate, known: Ledger, new: Mapping[str, str], told: dict[str, object]) -> list[tuple[str, str]]:
    row = known.indicator(it.indicator_id)
    if not it.indicator_id:
        rows = [row for indicator_id, _ in it.near if (row := known.indicator(indicator_id))]
        told |= {
            "near_zh": "、".join(row["name_zh"] for row in rows) or "—",
            "near_en": ", ".join(row["name_en"] or row["name_zh"] for row in rows) or "—",
        }
        return [("candidate.no_indicator", "indicator_id")]
    if row is None and it.indicator_id not in new:
        return [("candidate.unknown_indicator", "indicator_id")]
    if not it.unit:
        # words need none of their own
        return [("candidate.no_unit", "unit")] if it.value is not None else []
    wanted = row["unit"] if row else new[it.indicator_id]
    ours, theirs = (known.dimension(unit) or unit for unit in (it.unit, wanted))
    if ours != theirs and it.role != "completion_rate" and not (it.target_form == "growth" and ours == "percent"):
        told |= {"unit": it.unit, "wanted": wanted}
        return [("candidate.unit_of_another_kind", "unit")]
    return []
