"""A document from the command line: read, accepted by rule, and taken into the ledger or tried."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from data import store
from data.imports import ImportRefused
from data.people import Person
from data.reading.apart import read_apart
from data.reading.candidates import Candidate
from data.reading.extract import NAMES, Reading
from data.reading.matching import Name
from data.reading.refusal import MOST_BYTES, Unreadable
from data.refused import Refused
from data.results.trying import Prepared
from data.results.wanted import opened
from data.reviewing.about import About, offered
from data.reviewing.beside import Beside, beside
from data.reviewing.decided import Decision, NewIndicator, Objection, is_sure, stands_against
from data.reviewing.indicators import id_of, made_for
from data.reviewing.known import known
from data.reviewing.ledger import Ledger, ledger
from data.reviewing.said import say
from data.reviewing.taking import Reviewed, ReviewRefused, commit, trial
from data.shape import LedgerFault

ACCEPT = ("sure", "all")
# what is done with a document that the ledger has already: refused, taken as a version of it, or as one of its own
KNOWN = ("refuse", "version", "apart")
# how often what the ledger refuses is left out and the rest tried again
TRIES = 4


@dataclass(frozen=True)
class Order:
    """What is asked of an import of a document. about: field of About → its text, where the heading does not say it."""

    accept: str
    name: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    known: str = "refuse"
    change_kind: str = "revision"
    is_dry: bool = False
    language: str = "zh"


@dataclass
class Chosen:
    """What is accepted by rule: decisions and new indicators, and of each number left out why."""

    decisions: dict[int, Decision]
    new: dict[str, NewIndicator]
    left: dict[int, str]

    def leave(self, objection: Objection, language: str) -> None:
        """Leave a candidate out for what stands against it."""
        if objection.number in self.decisions:
            del self.decisions[objection.number]
            self.left[objection.number] = objection.said(language)


def chosen(
    reading: Reading, accept: str, catalogue: Ledger, otherwise: Mapping[int, Beside], language: str = "zh"
) -> Chosen:
    """The candidates that are taken: sure, those that no check met, that the ledger does not say otherwise and whose
    indicator matches surely; all, every figure, with a new indicator by rule where none of its kind is near.
    """
    made = Chosen({}, {}, {})
    # what is said of a quantity in percent (完成率) does not say in which unit it is counted
    for number, one in sorted(enumerate(reading.candidates), key=lambda pair: pair[1].role == "completion_rate"):
        if accept == "sure" and not (is_sure(one) and number not in otherwise):
            made.left[number] = otherwise[number].said(language) if number in otherwise else _unsure(one, language)
            continue
        changes: dict[str, str] = {}
        if not _has_indicator(one, catalogue):
            changes = {"indicator_id": _made(one, made, catalogue).indicator_id}
        made.decisions[number] = Decision(number, "accepted", changes)
    return made


def _made(one: Candidate, made: Chosen, catalogue: Ledger) -> NewIndicator:
    """The new indicator of a figure: the one of its name, or another with its unit where that counts something else."""
    new = made_for(one, catalogue)
    same = made.new.get(new.indicator_id)
    kinds = [catalogue.dimension(unit) or unit for unit in (same.unit, new.unit)] if same else []
    if same and (len(set(kinds)) == 1 or one.role == "completion_rate"):
        return same
    if same:
        name = f"{new.name_zh}（{new.unit}）"
        new = replace(new, name_zh=name, indicator_id=id_of(name))
    return made.new.setdefault(new.indicator_id, new)


def _unsure(one: Candidate, language: str) -> str:
    from data.reading.refusal import say as said_of_reading

    reasons = [said_of_reading(token, language) for token in one.doubt] or [said_of_reading("unmatched", language)]
    return say("command.between", language).join(reasons)


def _has_indicator(one: Candidate, catalogue: Ledger) -> bool:
    """Whether the indicator that was matched is of the figure's own kind."""
    row = catalogue.indicator(one.indicator_id)
    if row is None:
        return False
    ours, theirs = (catalogue.dimension(unit) or unit for unit in (one.unit or row["unit"], row["unit"]))
    return ours == theirs or one.role == "completion_rate" or (one.target_form == "growth" and ours == "percent")


def import_document(file: Path, order: Order, folder: Path | None, *, by: Person, shipped: Path = store.SHIPPED) -> int:
    """Take a document into the ledger and give 0, with what was taken and what was left, and why; say what stands
    against it, and give 1; 2 for a wrong word.
    """
    language = order.language
    if unknown := sorted(order.about.keys() - {one.name for one in fields(About)}):
        print(say("command.unknown", language, words=", ".join(unknown)), file=sys.stderr)
        return 2
    try:
        content = _content(file)
        return _import(content, file.name, order, folder or store.store_folder(), by, shipped)
    except Unreadable as refused:
        print(refused.sentence(language), file=sys.stderr)
    except ReviewRefused as refused:
        print(*(objection.said(language) for objection in refused.objections), sep="\n", file=sys.stderr)
    except Refused as refused:
        print(refused.told(language), file=sys.stderr)
    except (ImportRefused, LedgerFault) as refused:
        print(refused, file=sys.stderr)
    return 1


def _content(file: Path) -> bytes:
    """The bytes of a file; one that is too large is refused by its size, without being read whole."""
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large", megabytes=file.stat().st_size // 1_000_000, most=MOST_BYTES // 1_000_000)
    return content


def _import(content: bytes, name: str, order: Order, folder: Path, by: Person, shipped: Path) -> int:
    language = order.language
    with opened(folder, shipped) as connection:
        listed = [Name(*row) for row in connection.execute(NAMES).fetchall()]
    reading = read_apart(content, name, listed)
    found = known(content, reading, folder, shipped)
    if found:
        print(found.said(language), file=sys.stderr)
        if order.known == "refuse" or (order.known == "version" and found.kind != "version"):
            print(say("command.known", language), file=sys.stderr)
            return 1
    about = replace(offered(reading, folder, shipped), **order.about)
    but = found.document_id if found else ""
    otherwise = beside(reading.candidates, about.region_id, but, folder, shipped)
    made = chosen(reading, order.accept, ledger(folder, shipped), otherwise, language)
    supersedes = found.document_id if found and order.known == "version" else ""
    given = Reviewed(content, name, reading, about, (), (), order.name, supersedes, order.change_kind)
    prepared = _taken(given, made, order, folder, by, shipped)
    _tell(reading, made, prepared, order)
    return 0


def _taken(given: Reviewed, made: Chosen, order: Order, folder: Path, by: Person, shipped: Path) -> Prepared:
    """The import, without the candidates that cannot be facts. Raises ReviewRefused for what stands otherwise."""
    held = made.decisions.values(), made.new.values()
    for objection in stands_against(given.reading, given.about, *held, folder, shipped):
        made.leave(objection, order.language)
    for last in (*[False] * (TRIES - 1), True):
        chosen_now = replace(given, decisions=[*made.decisions.values()], new=[*made.new.values()])
        try:
            if not order.is_dry:
                return commit(chosen_now, by=by, folder=folder, shipped=shipped)
            with trial(chosen_now, by=by, folder=folder, shipped=shipped) as (prepared, _):
                return prepared
        except ReviewRefused as refused:
            if last or any(objection.number is None for objection in refused.objections):
                raise
            for objection in refused.objections:
                made.leave(objection, order.language)
    raise AssertionError


def _tell(reading: Reading, made: Chosen, prepared: Prepared, order: Order) -> None:
    """Each fact, then each candidate that was left with the reason, then what the ledger says otherwise."""
    language = order.language
    for fact in prepared.facts:
        new = say("command.new", language) if fact["indicator_id"] in made.new else ""
        print(f"+ {fact['locator']} {fact['label_raw']} {fact['value_raw']} → {fact['indicator_id']}{new}")
    for number, why in sorted(made.left.items()):
        one = reading.candidates[number]
        print(f"- {one.locator} {one.label_raw} {one.value_raw}: {why}")
    for change in prepared.changes:
        print(f"  {change.said(language)}")
    token = "command.tried" if order.is_dry else "command.taken"
    print(say(token, language, name=prepared.import_id, count=len(prepared.facts), left=len(made.left)))
