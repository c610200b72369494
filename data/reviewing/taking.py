"""A reviewed document made one import: its document, its facts, what it will change, and its way into the ledger."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
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

__all__ = ["Prepared", "ReviewRefused", "commit", "trial"]


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
class _Review:
    """All that was given, in one."""

    content: bytes
    name: str
    reading: Reading
    about: About
    decisions: list[Decision]
    new: list[NewIndicator]
    by: Person
    import_id: str
    supersedes: str
    change_kind: str
    # the numbers of the candidates in the order of the facts, as they were last prepared
    order: list[int] = field(default_factory=list)


@contextlib.contextmanager
def trial(
    content: bytes,
    name: str,
    reading: Reading,
    about: About,
    decisions: Iterable[Decision],
    new: Iterable[NewIndicator] = (),
    *,
    import_id: str = "",
    supersedes: str = "",
    change_kind: str = "revision",
    by: Person,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> Iterator[tuple[Prepared, Path]]:
    """What the review would change, and a store of its own that has it, as long as it is held.

    supersedes: the document of which this is a version: its figures that are other here are replaced, those that are
    the same are not taken again; change_kind: correction, revision or adjustment. Raises RightRefused, ReviewRefused,
    LedgerFault where the ledger has faults of its own.
    """
    folder = folder or store.store_folder()
    given = _Review(content, name, reading, about, list(decisions), list(new), by, import_id, supersedes, change_kind)
    require(by, "editor")
    prepared, write = _prepared(given, folder, shipped)
    with contextlib.ExitStack() as held:
        with _in_words(given, prepared):
            found = held.enter_context(tried(prepared, write, folder, shipped))
        yield found


def commit(
    content: bytes,
    name: str,
    reading: Reading,
    about: About,
    decisions: Iterable[Decision],
    new: Iterable[NewIndicator] = (),
    *,
    import_id: str = "",
    supersedes: str = "",
    change_kind: str = "revision",
    by: Person,
    folder: Path | None = None,
    shipped: Path = store.SHIPPED,
) -> Prepared:
    """Take the review into the ledger as one import and say what that changed; arguments as `trial`.

    Raises RightRefused, ReviewRefused, ImportRefused, LedgerFault; then nothing has changed.
    """
    folder = folder or store.store_folder()
    given = _Review(content, name, reading, about, list(decisions), list(new), by, import_id, supersedes, change_kind)
    require(by, "editor")
    last: list[Prepared] = []

    def prepare() -> tuple[Prepared, Write]:
        prepared, write = _prepared(given, folder, shipped)
        last[:] = [prepared]
        return prepared, write

    try:
        return taken_in(prepare, is_named=bool(import_id), by=by, folder=folder, shipped=shipped)
    except LedgerFault as refused:
        raise (_objecting(refused, given, last[0]) if last else refused) from refused


def _prepared(given: _Review, folder: Path, shipped: Path) -> tuple[Prepared, Write]:
    """The import that a review would be, and what writes it. Raises ReviewRefused."""
    known = ledger(folder, shipped)
    found = _of_document(given, known)
    found += stands_against(given.reading, given.about, given.decisions, given.new, folder, shipped)
    if found:
        raise ReviewRefused(found)
    document_id = given.about.document_id or free_id(stem_of(given.about), given.import_id, folder, shipped)
    period_id, periods = period_of(given.about, known, given.by)
    document = document_row(given.about, document_id, period_id, given.content, given.name)
    chosen = [_with_unit(one, given.new, known) for one in taken(given.reading, given.decisions)]
    if given.supersedes:
        chosen = as_version(chosen, given.supersedes, given.change_kind, folder, shipped)
    if not chosen:
        raise ReviewRefused([Objection(None, "nothing_new")])
    given.order[:] = [one.number for one in chosen]
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

    return prepared, write


def _of_document(given: _Review, known: Ledger) -> list[Objection]:
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


def _source(given: _Review, document_id: str) -> Source:
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


@contextlib.contextmanager
def _in_words(given: _Review, prepared: Prepared) -> Iterator[None]:
    try:
        yield
    except LedgerFault as refused:
        raise _objecting(refused, given, prepared) from refused


def _objecting(refused: LedgerFault, given: _Review, prepared: Prepared) -> Exception:
    """What the ledger refuses, said of the candidates that it is of; the fault itself where it is of other rows."""
    file = f"{prepared.document_id}.csv"
    own = f"{prepared.import_id}/"
    found = []
    for fault in refused.faults:
        place, line = str(fault["file"]), int(fault["line"])
        if own not in f"/{place}" and not place.startswith(own):
            return refused
        text = {"text_zh": fault["mend_zh"], "text_en": fault["mend_en"]}
        if place.endswith(f"/{file}") and 2 <= line < len(given.order) + 2:
            row = prepared.facts[line - 2]
            told = {"label": row["label_raw"], "printed": row["value_raw"], **text}
            found.append(Objection(given.order[line - 2], "candidate.ledger", "", told))
        else:
            found.append(Objection(None, "ledger", "", {"where": f"{place} {fault['found']}", **text}))
    return ReviewRefused(found)
