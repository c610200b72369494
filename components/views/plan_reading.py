"""台账维护, a plan that is read: the way from a document over its review into the ledger, in words.

The door of what is drawn to data/reading and data/reviewing.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from components.language.words import language, pick, say
from components.views import originals, review_data
from components.views.catalogue import regions
from components.views.imported import told_when
from components.views.maintenance import NotDone, Prepared, done
from data.people import Person
from data.reading import apart, pictures
from data.reading.apart import Job
from data.reading.extract import Reading, names
from data.reading.refusal import say as said_of_reading
from data.reviewing import about as abouts
from data.reviewing import beside as besides
from data.reviewing import decided as decisions_
from data.reviewing import drafts as drafts_
from data.reviewing import indicators, taking
from data.reviewing import known as knowns
from data.reviewing.about import About
from data.reviewing.beside import Beside
from data.reviewing.decided import Decision, Objection
from data.reviewing.drafts import Draft
from data.reviewing.known import Known

__all__ = ["About", "Draft", "Job", "Known", "Review", "Task"]

# fields of a new indicator that a review may write anew
OWN = ("name_zh", "name_en", "theme_id", "measure", "direction", "unit", "definition")
# what the draft remembers beside the decisions
AT, SUPERSEDES, CHANGE_KIND = "at", "supersedes", "change_kind"


@dataclass(frozen=True)
class Review:
    """A document that was read, and how far its review is.

    draft: as it was kept last, but for the decisions. lost: how many earlier decisions find their figure no more, for
    it is read otherwise now. pages: of a PDF, as review_data.payload wants them. known: the document of the ledger that
    it is or resembles. bundle: the last bundle of decisions that was taken.
    """

    draft: Draft
    reading: Reading
    decisions: tuple[Decision, ...] = ()
    lost: int = 0
    pages: tuple[Mapping[str, Any], ...] = ()
    known: Known | None = None
    bundle: int = 0

    @property
    def key(self) -> str:
        """What tells this review from another."""
        return self.draft.draft_id

    @property
    def stamp(self) -> tuple[object, ...]:
        """What would be taken in: another one, where anything of it was changed."""
        draft = self.draft
        decided = tuple((one.number, one.state, tuple(sorted(one.changes.items()))) for one in self.decisions)
        place = tuple(sorted((name, text) for name, text in draft.place.items() if name != AT))
        return draft.draft_id, draft.about, decided, draft.new, place


@dataclass(frozen=True)
class Task:
    """A document that is being read, aside; draft: where its review had stopped."""

    job: Job
    content: bytes
    name: str
    draft: Draft | None = None


def start(content: bytes, name: str) -> Task:
    """Begin to read a document."""
    return Task(apart.start(content, name, names()), content, name)


def resume(draft_id: str) -> Task:
    """Begin to read the document of a draft again, to go on where one stopped. Raises NotDone."""
    draft, content = done(lambda: drafts_.load(draft_id))
    return replace(start(content, draft.name), draft=draft)


def progress(task: Task) -> tuple[float, str]:
    """How much of a document is read, from 0 to 1, and that in words."""
    page, pages = task.job.page, task.job.pages
    if not pages:
        return 0.0, say("reading.reading", name=task.name)
    return min(page / pages, 1.0), say("reading.reading_page", name=task.name, page=page, pages=pages)


def review(task: Task, *, by: Person) -> Review:
    """The review of a document that was read, from where it had stopped. Raises NotDone where it could not be read."""
    reading = task.job.reading
    if reading is None:
        refusal = task.job.refusal
        raise NotDone([refusal.sentence(language()) if refusal else say("reading.stopped")])
    known = done(lambda: knowns.known(task.content, reading))
    draft = task.draft or done(lambda: _begun(task, reading, by))
    decisions, lost = draft.decisions_of(reading)
    return Review(draft, reading, decisions, len(lost), _pages(task.content, reading, draft.sha256), known)


def _begun(task: Task, reading: Reading, by: Person) -> Draft:
    """The draft of a document that comes in: the one that is there from before, or a new one."""
    sha256 = hashlib.sha256(task.content).hexdigest()
    name = drafts_.draft_id(sha256, by)
    held = next((draft for draft in drafts_.drafts() if draft.draft_id == name), None)
    return held or drafts_.save(Draft(name, task.name, sha256, abouts.offered(reading)), "", task.content, by=by)


def _pages(content: bytes, reading: Reading, sha256: str) -> tuple[Mapping[str, Any], ...]:
    """The pages of a PDF with the places of what was read; none of another format."""
    places = pictures.places(content, reading)
    pages = range(1, max((place[0] for place in places.values()), default=0) + 1)
    return tuple(
        {
            "number": page,
            "source": f"{originals.PLACE}/{sha256}/{page}.png",
            "alt": say("reading.page", page=page),
            "places": [[number, *place[1:]] for number, place in places.items() if place[0] == page],
        }
        for page in pages
    )


def payload(review: Review) -> dict[str, Any]:
    """All that the review is drawn from, as JSON has it."""
    draft = review.draft
    against = stands_against(review)
    otherwise = {number: one.said(language()) for number, one in _beside(review).items()}
    shown = review_data.payload(review.reading, review.decisions, draft.new, against, otherwise, review.pages)
    at = draft.place.get(AT, "")
    return shown | {"review": review.key, "seen": review.bundle, "at": int(at) if at.isdecimal() else None}


def _beside(review: Review) -> dict[int, Beside]:
    """What the ledger has otherwise, of the candidates as they were changed."""
    held = {one.number: one for one in review.decisions}
    every = [replace(held.get(number, Decision(number, "")), state=decisions_.ACCEPTED) for number in _numbers(review)]
    but = review.known.document_id if review.known else ""
    return besides.beside(decisions_.accepted(review.reading, every), review.draft.about.region_id, but)


def _numbers(review: Review) -> range:
    return range(len(review.reading.candidates))


def decided(review: Review, bundle: Mapping[str, Any]) -> Review:
    """The review with what a bundle says: decisions by candidate's number, candidates for which an indicator of their
    own is asked, corrections of such indicators, and where the reader stands.
    """
    held = {one.number: one for one in review.decisions}
    new = {one.indicator_id: one for one in review.draft.new}
    candidates = review.reading.candidates
    for key, said in bundle.get("decisions", {}).items():
        if (number := int(key)) < len(candidates):
            changes = {name: str(text) for name, text in said["changes"].items() if name in decisions_.CHANGEABLE}
            note = held[number].note if number in held else ""
            held[number] = Decision(number, said["state"], changes, note)
    for number in bundle.get("fresh", ()):
        asked = replace(held.get(number, Decision(number, "")), state=decisions_.ACCEPTED)
        (candidate,) = decisions_.accepted(review.reading, [asked])
        one = indicators.new_indicator(candidate)
        new[one.indicator_id] = one
        label = candidates[number].label_raw
        # the other figures of the row are the same indicator's
        for other, there in enumerate(candidates):
            if there.label_raw == label and there.table == candidates[number].table:
                before = held.get(other, Decision(other, ""))
                held[other] = replace(before, changes={**before.changes, "indicator_id": one.indicator_id})
    for key, changes in bundle.get("own", {}).items():
        if key in new:
            new[key] = replace(new[key], **{name: str(text) for name, text in changes.items() if name in OWN})
    used = {one.changes.get("indicator_id") for one in held.values()}
    at = bundle.get("at")
    draft = replace(
        review.draft,
        new=tuple(one for one in new.values() if one.indicator_id in used),
        place={**review.draft.place, AT: "" if at is None else str(at)},
    )
    decisions = tuple(one for _, one in sorted(held.items()) if one.state or one.changes)
    return replace(review, draft=draft, decisions=decisions, bundle=int(bundle["bundle"]))


def kept(review: Review, *, by: Person) -> Review:
    """The review, its draft kept in the store. Raises NotDone where somebody else has changed it meanwhile."""
    draft = replace(review.draft, kept=drafts_.kept_of(review.reading, review.decisions))
    return replace(review, draft=done(lambda: drafts_.save(draft, draft.version, by=by)))


def drafts(by: Person) -> list[Draft]:
    """One's own reviews that are not done, the latest first."""
    return [draft for draft in drafts_.drafts() if draft.who == by.name]


def told(draft: Draft) -> str:
    """What was put aside, how far its review is, and since when."""
    count = sum(one.decision.state != "" for one in draft.kept)
    said = say("reading.draft", when=told_when(draft.saved_at), count=count)
    return " · ".join(filter(None, (draft.about.title_zh, said)))


def remove(draft_id: str, *, by: Person) -> None:
    """Take a review that is not done away. Raises NotDone."""
    done(lambda: drafts_.remove(draft_id, by=by))


def summary(review: Review) -> str:
    """What was read of the document."""
    candidates = review.reading.candidates
    tables = {one.table for one in candidates if one.place == "table"}
    in_tables = sum(one.place == "table" for one in candidates)
    return say(
        "reading.summary",
        name=review.draft.name,
        tables=len(tables),
        in_tables=in_tables,
        in_text=len(candidates) - in_tables,
        doubtful=sum(not decisions_.is_sure(one) for one in candidates),
    )


def cautions(review: Review) -> list[str]:
    """What is to be known before the review: what could not be read, and which document of the ledger this is."""
    lines = [said_of_reading(token, language()) for token in review.reading.document.lacks]
    if review.lost:
        lines.append(say("reading.lost", count=review.lost))
    return ([review.known.said(language())] if review.known else []) + lines


def differences(review: Review) -> list[dict[str, str]]:
    """What a later printing has otherwise than the document of the ledger: name, year, before, after."""
    found = review.known.differences if review.known else ()
    return [
        {
            "name": pick(vars(one), "name"),
            "year": str(one.year_to),
            "before": f"{one.raw_before} {one.unit_before}".strip(),
            "after": f"{one.raw_after} {one.unit_after}".strip(),
        }
        for one in found
    ]


def with_about(review: Review, about: About, supersedes: str, change_kind: str) -> Review:
    """The review of a document that is described anew; supersedes: the document of which it is a later version."""
    place = {**review.draft.place, SUPERSEDES: supersedes, CHANGE_KIND: change_kind}
    return replace(review, draft=replace(review.draft, about=about, place=place))


def about_words(about: About) -> str:
    """What a document is, in a line: title, region, years, number, date."""
    region = about.region_zh or regions().get(about.region_id, "")
    years = f"{about.year_from}—{about.year_to}".strip("—")
    named = [about.title_zh, region, years, about.document_number, about.issued_on]
    return say("punctuation.join").join(filter(None, named)) or say("about.nothing")


def faults_of(about: About) -> list[str]:
    """What is missing or wrong in what describes a document, in words."""
    return [Objection(None, token, field).said(language()) for field, token in abouts.faults(about)]


def kinds() -> dict[str, str]:
    """The kinds of documents: id → words."""
    return {kind: say(f"kind.{kind}") for kind in abouts.KINDS}


def levels() -> dict[str, str]:
    """The levels of a region: id → words."""
    return {level: say(f"level.{level}") for level in abouts.LEVELS}


def regions_of_plans() -> dict[str, str]:
    """The regions of the ledger: id → name."""
    return regions()


def kinds_of_change() -> dict[str, str]:
    """As what a later printing replaces figures: id → words."""
    return {kind: say(f"about.version_{kind}") for kind in ("revision", "correction", "adjustment")}


def change_kind(review: Review) -> str:
    """As what the review replaces figures of an earlier printing; empty where it does not."""
    return review.draft.place.get(CHANGE_KIND, "") if review.draft.place.get(SUPERSEDES) else ""


def ways(review: Review, taken: Prepared) -> list[tuple[str, str, dict[str, str]]]:
    """Where what was taken in is seen: words, the page's path, choices."""
    facts = taken.facts
    region = next((fact["region_id"] for fact in facts), "")
    chosen = {"region": region}
    # 总览 has no address of its own
    pages = [("overview", "", {"place": region, "period": review.draft.about.period_id})]
    pages += [(page, page, chosen) for page in ("periods", "cities", "progress")]
    pages += [("commitments", "commitments", {"document": taken.document_id})]
    pages += [("evidence", "evidence", {"region": region, "document": taken.document_id})]
    return [(say(f"page.{page}"), way, choices) for page, way, choices in pages]


def stands_against(review: Review) -> list[Objection]:
    """What keeps the review from being taken in. Raises LedgerFault."""
    return decisions_.stands_against(review.reading, review.draft.about, review.decisions, review.draft.new)


def objections_of_document(against: Iterable[Objection]) -> list[str]:
    """Those that concern the document or a new indicator, in words; a candidate's stand beside it."""
    return [one.said(language()) for one in against if one.number is None]


def counts(review: Review) -> tuple[int, int]:
    """How many candidates are accepted, and how many are not decided."""
    states = [one.state for one in review.decisions]
    decided_ = sum(state != "" for state in states)
    return states.count(decisions_.ACCEPTED), len(review.reading.candidates) - decided_


def _given(review: Review) -> taking.Reviewed:
    draft = review.draft
    _, content = done(lambda: drafts_.load(draft.draft_id))
    return taking.Reviewed(
        content,
        draft.name,
        review.reading,
        draft.about,
        review.decisions,
        draft.new,
        supersedes=draft.place.get(SUPERSEDES, ""),
        change_kind=draft.place.get(CHANGE_KIND, "") or "revision",
    )


def _told(make: Callable[[], Prepared]) -> Prepared:
    """What was made. Raises NotDone, with everything that stands against it."""
    try:
        return done(make)
    except NotDone as refusal:
        cause = refusal.__cause__
        if isinstance(cause, taking.ReviewRefused):
            raise NotDone([one.said(language()) for one in cause.objections]) from cause
        raise


def prepared(review: Review, *, by: Person) -> Prepared:
    """What the review would change; nothing is written. Raises NotDone."""

    def tried() -> Prepared:
        with taking.trial(_given(review), by=by) as (made, _):
            return made

    return _told(tried)


def taken_in(review: Review, *, by: Person) -> Prepared:
    """Take the review into the ledger, take its draft away, and say what that changed. Raises NotDone."""
    made = _told(lambda: taking.commit(_given(review), by=by))
    remove(review.draft.draft_id, by=by)
    return made
