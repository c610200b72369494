"""评估汇报: views put in order for a meeting, ready-made or kept in the store."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace

import pandas as pd

import queries
from components.language.words import language, say
from components.model.briefing import Briefing, Item
from components.model.view import Deck, View
from components.views import overview
from components.views.catalogue import latest_month, one_ledger
from components.views.decks import deck_of
from components.views.evidence import printed
from components.views.ready_made import former_names, ready_made
from components.views.registry import KINDS, Forgotten, recall, renewed
from data import briefings as kept
from data.briefings import BriefingChanged, BriefingRefused
from data.people import Person
from data.refused import Refused

__all__ = ["Briefing", "BriefingRefused", "Item", "Refused", "UnknownBriefing", "Unwritten", "ready_made"]


# letters of a choice that the ledger does not have, as it is told
LONGEST = 60


class UnknownBriefing(KeyError):
    """A name that no briefing has."""


class Unwritten(BriefingRefused):
    """A change of a briefing that others changed since it was shown; `briefing` is what would have been written."""

    def __init__(self, refusal: BriefingRefused, briefing: Briefing) -> None:
        super().__init__(refusal.told("zh"), refusal.told("en"))
        self.briefing = briefing


def own() -> dict[str, Briefing]:
    """name → briefing of those in the store, by name."""
    return {row["name"]: _read(row) for row in kept.read_all()[0]}


def _read(row: Mapping) -> Briefing:
    """A briefing of the store, its views and choices under the names that they have now."""
    items = tuple(one for item in row["items"] for one in _one_a_region(_read_item(item)))
    more = {key: value for key, value in row.items() if key not in ("form", "id", "as_read", "name", "items")}
    return Briefing(row["name"], items, row["id"], more, row["as_read"])


def _read_item(row: Mapping) -> Item:
    known = {key: value for key, value in row.items() if key in kept.ITEM}
    known["view"], known["choices"] = renewed(row["view"], row["choices"])
    return Item(**known, more={key: value for key, value in row.items() if key not in known})


def _written(briefing: Briefing) -> dict:
    """A briefing as the store keeps it."""
    items = []
    for item in briefing.items:
        row = asdict(item)
        items.append(row.pop("more") | row)
    known = {"id": briefing.briefing_id, "as_read": briefing.as_read, "name": briefing.name, "items": items}
    return briefing.more | known


def _one_a_region(item: Item) -> list[Item]:
    """The item itself; for the board of all regions one item a region, each with the figures of its own.

    So every item is one view, and what is written about it was written before that view: the sentences of a board
    that an earlier version kept whole were written before its first region, and stay there.
    """
    period_id, attribute, region_id = (item.choices.get(name, "") for name in ("period", "attribute", "region"))
    if item.view != "board" or region_id != "all":
        return [item]
    region_ids = overview.board_regions(period_id, attribute) or [region_id]
    facts = queries.ask("evidence_list", fact_ids=list(item.figures))
    home = dict(zip(facts["fact_id"], facts["region_id"], strict=True))
    items = []
    for place, one in enumerate(region_ids):
        # what the ledger no longer has, or has of another region, is told with the first
        figures = {
            fact_id: figure
            for fact_id, figure in item.figures.items()
            if home.get(fact_id) == one or (place == 0 and home.get(fact_id) not in region_ids)
        }
        sentences = {} if place == 0 else {"headline": None, "takeaway": None}
        items.append(replace(item, choices={**item.choices, "region": one}, figures=figures, **sentences))
    return items


def faults() -> list[str]:
    """A message for each file in the store that should be a briefing and is none."""
    return [fault.told(language()) for fault in kept.read_all()[1]]


def names() -> dict[str, bool]:
    """name → whether it is ready-made, of all briefings: one's own first."""
    return dict.fromkeys(own(), False) | dict.fromkeys(ready_made(), True)


def briefing(name: str) -> Briefing:
    """The briefing of this name. Raises UnknownBriefing."""
    if (found := own().get(name)) is not None:
        return found
    name = former_names().get(name, name)
    if (make := ready_made().get(name)) is not None:
        return Briefing(name, tuple(make()))
    raise UnknownBriefing(name)


def view_of(item: Item, look: str = "light") -> View:
    """The view that an item presents, with its edited sentences; one that the ledger no longer has has no rows and
    says so."""
    try:
        found = recall(item.view, item.choices, look)
    except Forgotten:
        found = _forgotten(item)
    edited = {key: text for key in ("headline", "takeaway") if (text := getattr(item, key)) is not None}
    return replace(found, **edited)


def _forgotten(item: Item) -> View:
    choices = {name: value[:LONGEST] for name, value in item.choices.items()}
    text = say("briefing.forgotten", choices=say("punctuation.list").join(choices.values()))
    nothing = pd.DataFrame({"indicator": []}, dtype=object)
    name = item.view if item.view in KINDS else "forgotten"
    return View(name, choices, nothing, (), headline=text, advice=text, as_of=latest_month())


def deck(name: str, look: str = "light", advance: Callable[[int, int], None] = lambda done, of: None) -> Deck:
    """The views of the briefing of a name in their order, as deck_of_briefing has them. Raises UnknownBriefing."""
    with one_ledger():
        return deck_of_briefing(briefing(name), look, advance)


def deck_of_briefing(
    shown: Briefing, look: str = "light", advance: Callable[[int, int], None] = lambda done, of: None
) -> Deck:
    """The views of a briefing in their order; advance is told how many are done."""
    with one_ledger():
        views = []
        for place, item in enumerate(shown.items, start=1):
            views.append(view_of(item, look))
            advance(place, len(shown.items))
        return deck_of(shown.name, views)


def system_view(item: Item) -> View:
    """The item's view with the system's own sentences."""
    return view_of(replace(item, headline=None, takeaway=None))


def changes(shown: Briefing) -> list[dict[str, str]]:
    """The figures that are not as they were when their view was taken in: place, figure (fact_id), then and now.

    now is empty for a figure that is gone or no longer used, then for one that is used anew.
    """
    ledger, found = queries.fingerprint(), []
    for place, item in enumerate(shown.items, start=1):
        if item.ledger in ("", ledger):
            continue
        now = printed(view_of(item).facts)
        for fact_id in dict.fromkeys((*item.figures, *now)):
            then = item.figures.get(fact_id, "")
            if then != now.get(fact_id, ""):
                found.append({"place": place, "figure": fact_id, "then": then, "now": now.get(fact_id, "")})
    return found


def _taken(item: Item) -> Item:
    """The item with the figures that it rests on now."""
    return replace(item, ledger=queries.fingerprint(), figures=printed(view_of(item).facts))


def _keep(changed: Briefing, action: str, by: Person) -> None:
    if changed.keep is not None:
        changed.keep(changed)
        return
    if changed.name in ready_made():
        words = say("briefing.name_ready_made", name=changed.name)
        raise BriefingRefused(words, words)
    try:
        kept.save(_written(changed), action, by=by)
    except BriefingChanged as refusal:
        raise Unwritten(refusal, changed) from refusal


def _own(shown: Briefing) -> Briefing:
    """A briefing that can be changed. Raises UnknownBriefing for a ready-made one."""
    if shown.is_ready_made:
        raise UnknownBriefing(shown.name)
    return shown


def items_of(view: View) -> list[Item]:
    """What a view becomes in a briefing, with the figures that it rests on: the board of all regions one item a
    region, any other view one.
    """
    return _one_a_region(Item(view.name, view.choices, ledger=queries.fingerprint(), figures=printed(view.facts)))


def collect(name: str, view: View, *, by: Person) -> tuple[int, int]:
    """Add a view at the end of one's own briefing, which is begun where there is none, and return its first and last
    place from 1: the board of all regions becomes one item a region.

    What others add at the same time stays. Raises BriefingRefused for a name that cannot be.
    """
    items = items_of(view)
    while True:
        found = own().get(name, Briefing(name, ()))
        try:
            _keep(replace(found, items=(*found.items, *items)), "add", by)
        except Unwritten:
            continue
        except BriefingRefused:
            # begun by somebody else since it was looked for
            if found.is_ready_made and name in own():
                continue
            raise
        return len(found.items) + 1, len(found.items) + len(items)


def create(name: str, *, by: Person) -> None:
    """Begin an empty briefing. Raises BriefingRefused for a name that cannot be."""
    _keep(Briefing(name, ()), "create", by)


def copy(shown: Briefing, new_name: str, *, by: Person) -> None:
    """Keep a briefing, ready-made, collected or one's own, in the store under another name. Raises BriefingRefused."""
    items = shown.items if shown.briefing_id else tuple(_taken(item) for item in shown.items)
    _keep(replace(shown, name=new_name, items=items, briefing_id=None, keep=None), "copy", by)


def keep_copy(unwritten: Briefing, *, by: Person) -> str:
    """Keep what could not be written under the first name of a copy that is free, and return it."""
    name = unwritten.name
    while name in names():
        name = say("desk.copy_name", name=name)
    copy(unwritten, name, by=by)
    return name


# Whatever writes takes who does, and raises RightRefused where that is no editor.
# What follows changes one's own briefing as it was shown, and raises UnknownBriefing for a ready-made one, Unwritten
# where somebody else has changed it since.


def rename(shown: Briefing, new_name: str, *, by: Person) -> None:
    """Give a briefing another name. Raises BriefingRefused too, for one that cannot be."""
    _keep(replace(_own(shown), name=new_name), "rename", by)


def move(shown: Briefing, place: int, steps: int, *, by: Person) -> int:
    """Move the item at a place (from 0) up (−1) or down (+1); return its place now. At the ends nothing moves."""
    to = min(max(place + steps, 0), len(_own(shown).items) - 1)
    if to != place:
        items = list(shown.items)
        items.insert(to, items.pop(place))
        _keep(replace(shown, items=tuple(items)), "order", by)
    return to


def drop(shown: Briefing, place: int, *, by: Person) -> None:
    """Take the item at a place (from 0) out of a briefing."""
    _keep(replace(_own(shown), items=shown.items[:place] + shown.items[place + 1 :]), "drop", by)


def edit(shown: Briefing, place: int, headline: str | None, takeaway: str | None, *, by: Person) -> None:
    """Set the sentences of the item at a place (from 0); None, or the system's own words, brings those back."""
    system = system_view(_own(shown).items[place])
    item = replace(
        shown.items[place],
        headline=None if headline in (None, "", system.headline) else headline,
        takeaway=None if takeaway in (None, system.takeaway) else takeaway,
    )
    if item != shown.items[place]:
        items = (*shown.items[:place], item, *shown.items[place + 1 :])
        _keep(replace(shown, items=items), "edit", by)


def accept(shown: Briefing, *, by: Person) -> None:
    """Take the figures as they are now for those of the briefing."""
    items = tuple(_taken(item) for item in _own(shown).items)
    _keep(replace(shown, items=items), "accept", by)


def delete(shown: Briefing, *, by: Person) -> None:
    """Take a briefing away; undo brings it back. Raises BriefingRefused where it is gone."""
    kept.delete(_own(shown).briefing_id, shown.as_read, by=by)


def read_anew(shown: Briefing) -> Briefing | None:
    """One's own briefing as its file has it now; None where it is gone."""
    return next((found for found in own().values() if found.briefing_id == shown.briefing_id), None)


def last_step() -> str:
    """The change that undo would take back, in words; empty where there is none."""
    step = kept.last_step()
    return say("briefing.step", action=say(f"briefing.did_{step['action']}"), name=step["name"]) if step else ""


def undo(*, by: Person) -> str | None:
    """Take the last change of any briefing back; return the name that it has again, None where there is none left."""
    step = kept.undo(by=by)
    return step["name_before"] if step else None
