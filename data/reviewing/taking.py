"""A reviewed document made one import: its document, its facts, what it will change, and its way into the ledger."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data import store
from data.parts import TEXTS
from data.people import Person, require
from data.reading.extract import Reading
from data.refused import Refused
from data.results.source import CHANGE_KINDS, csv_of
from data.results.trying import Prepared, Write, free_id, taken_in, tried
from data.reviewing.about import About, region_id_of, stem_of
from data.reviewing.catalogue import document_row, indicator_rows, label_rows, period_of, region_rows, unit_rows
from data.reviewing.decided import Decision, NewIndicator, Objection, stands_against, taken
from data.reviewing.ledger import Ledger, ledger
from data.reviewing.rows import Source, Taken, facts_of
from data.reviewing.said import say
from data.reviewing.versions import as_version
from data.shape import LedgerFault

__all__ = ["Prepared", "ReviewRefused", "Reviewed", "commit", "trial"]


class ReviewRefused(Refused):
    """A review against which something stands; `objections` holds it."""

    def __init__(self, objections: Iterable[Objection]) -> None:
        self.objections = tuple(objections)
        said = [
            say("standing", language, count=len(self.objections), first=self.objections[0].said(language))
            for language in ("zh", "en")
        ]
        super().__init__(*said)


@dataclass(frozen=True)
class Reviewed:
    """A document with all that was decided of it.

    content, name: of its file. import_id: empty for one by rule. supersedes: the document of which it is a version:
    figures that are other here are replaced, those that are the same are not taken again; change_kind: correction,
    revision or adjustment.
    """

    content: bytes
    name: str
    reading: Reading
    about: About
    decisions: Sequence[Decision]
    new: Sequence[NewIndicator] = ()
    import_id: str = ""
    supersedes: str = ""
    change_kind: str = "revision"


@dataclass(frozen=True)
class _Made:
    """The import that a review would be: what it is, what writes it, and of which candidate each of its facts is."""

    prepared: Prepared
    write: Write
    numbers: tuple[int, ...]


@contextlib.contextmanager
def trial(
    given: Reviewed, *, by: Person, folder: Path | None = None, shipped: Path = store.SHIPPED
) -> Iterator[tuple[Prepared, Path]]:
    """What the review would change, and a store of its own that has it, as long as it is held.

    Raises RightRefused, ReviewRefused, LedgerFault where the ledger has faults of its own.
    """
    folder = folder or store.store_folder()
    require(by, "editor")
    made = _made(given, by, folder, shipped)
    with contextlib.ExitStack() as held:
        try:
            found = held.enter_context(tried(made.prepared, made.write, folder, shipped))
        except LedgerFault as refused:
            raise _objecting(refused, made) from refused
        yield found


def commit(given: Reviewed, *, by: Person, folder: Path | None = None, shipped: Path = store.SHIPPED) -> Prepared:
    """Take the review into the ledger as one import and say what that changed.

    Raises RightRefused, ReviewRefused, ImportRefused, LedgerFault; then nothing has changed.
    """
    folder = folder or store.store_folder()
    require(by, "editor")
    last: list[_Made] = []

    def prepare() -> tuple[Prepared, Write]:
        last[:] = [_made(given, by, folder, shipped)]
        return last[0].prepared, last[0].write

    try:
        return taken_in(prepare, is_named=bool(given.import_id), by=by, folder=folder, shipped=shipped)
    except LedgerFault as refused:
        raise (_objecting(refused, last[0]) if last else refused) from refused


def _made(given: Reviewed, by: Person, folder: Path, shipped: Path) -> _Made:
    """The import that a review would be. Raises ReviewRefused."""
    known = ledger(folder, shipped)
    found = _of_document(given, known)
    found += stands_against(given.reading, given.about, given.decisions, given.new, folder, shipped)
    if found:
        raise ReviewRefused(found)
    document_id = given.about.document_id or free_id(stem_of(given.about), given.import_id, folder, shipped)
    period_id, periods = period_of(given.about, known, by)
    document = document_row(given.about, document_id, period_id, given.content, given.name)
    chosen = [_with_unit(one, given.new, known) for one in taken(given.reading, given.decisions)]
    if given.supersedes:
        chosen = as_version(chosen, given.supersedes, given.change_kind, folder, shipped)
    if not chosen:
        raise ReviewRefused([Objection(None, "nothing_new")])
    facts = facts_of(chosen, _source(given, document_id))
    used = {one.candidate.indicator_id for one in chosen}
    indicators = indicator_rows(given.new, used, known)
    changed = {one.number for one in given.decisions if one.changes.get("indicator_id")}
    tables = {
        "documents": [document],
        "regions": region_rows(given.about, known),
        "periods": periods,
        "indicators": indicators,
        "units": unit_rows([*(fact["unit"] for fact in facts), *(row["unit"] for row in indicators)], known),
        "labels": label_rows((one for one in chosen if known.indicator(one.candidate.indicator_id)), changed),
    }
    replaced = tuple(fact["supersedes"] for fact in facts if fact["supersedes"])
    prepared = Prepared(given.import_id or document_id, document_id, tuple(facts), replaced)

    def write(to: Path) -> None:
        for part in ("catalog", "facts", TEXTS):
            (to / part).mkdir(parents=True, exist_ok=True)
        for table, rows in tables.items():
            if rows:
                (to / "catalog" / f"{table}.csv").write_bytes(csv_of(rows))
        (to / "facts" / f"{document_id}.csv").write_bytes(csv_of(facts))
        (to / TEXTS / document["sha256"]).write_bytes(given.content)

    return _Made(prepared, write, tuple(one.number for one in chosen))


def _of_document(given: Reviewed, known: Ledger) -> list[Objection]:
    """What of the document itself keeps it: it is there already, or what it replaces is not."""
    sha256 = document_row(given.about, "", "", given.content, "")["sha256"]
    same = [row for row in known.documents if row["sha256"] == sha256 and row["document_id"] != given.supersedes]
    found = [Objection(None, "document.same", "", {"title": row["title_zh"]}) for row in same[:1]]
    if given.supersedes:
        older = next((row for row in known.documents if row["document_id"] == given.supersedes), None)
        if older is None:
            found.append(Objection(None, "document.no_older", "", {"name": given.supersedes}))
        elif older["region_id"] != region_id_of(given.about):
            found.append(Objection(None, "document.older_of_another_region", "region_id", {"title": older["title_zh"]}))
        if given.change_kind not in CHANGE_KINDS:
            found.append(Objection(None, "document.change_kind"))
    return found


def _source(given: Reviewed, document_id: str) -> Source:
    now = int(given.about.year_from) if given.about.year_from else given.reading.heading.now
    reliability = "B" if given.about.kind == "press" else "A"
    return Source(document_id, region_id_of(given.about), reliability, now)


def _with_unit(one: Taken, new: Iterable[NewIndicator], known: Ledger) -> Taken:
    """Words, and printed blanks, have the unit of their indicator where none is printed."""
    it = one.candidate
    if it.unit:
        return one
    row = known.indicator(it.indicator_id)
    unit = row["unit"] if row else next(other.unit for other in new if other.indicator_id == it.indicator_id)
    return replace(one, candidate=replace(it, unit=unit))


def _objecting(refused: LedgerFault, made: _Made) -> Exception:
    """What the ledger refuses, said of the candidates that it is of; the fault itself where it is of other rows."""
    file = f"{made.prepared.document_id}.csv"
    own = f"{made.prepared.import_id}/"
    found = []
    for fault in refused.faults:
        place, line = str(fault["file"]), int(fault["line"])
        if own not in f"/{place}" and not place.startswith(own):
            return refused
        text = {"text_zh": fault["mend_zh"], "text_en": fault["mend_en"]}
        if place.endswith(f"/{file}") and 2 <= line < len(made.numbers) + 2:
            row = made.prepared.facts[line - 2]
            told = {"label": row["label_raw"], "printed": row["value_raw"], **text}
            found.append(Objection(made.numbers[line - 2], "candidate.ledger", "", told))
        else:
            found.append(Objection(None, "ledger", "", {"where": f"{place} {fault['found']}", **text}))
    return ReviewRefused(found)
