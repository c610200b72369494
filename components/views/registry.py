"""The views by their names: from name and choices to the view, and to the page that shows it."""

import marshal
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

import queries
from components.language.words import language
from components.look.canvas import Canvas
from components.model.choice import ViewKind
from components.model.view import View
from components.views import (
    cities,
    commitments,
    completion,
    continuity,
    duties,
    evidence,
    findings,
    moved,
    overview,
    problems,
    progress,
    record,
    reviewed,
    several,
    target_tables,
    targets,
    warned,
    yearly,
    yearly_parts,
)
from components.views.kept import Kept

# of all views that are kept
BYTES = 64_000_000


# what choices that no page would offer can end in
UNMADE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, StopIteration)


class Forgotten(Exception):
    """A view that cannot be had any more: its name, or something that was chosen, is not in the ledger."""


PLANNED = ("region", "plan", "period")


def _warned(make: Callable[..., View], *more: str) -> ViewKind:
    """A list of the task 预警, of one region or all."""
    choices = ("region", "period", "as_of", *more)
    return ViewKind("targets", choices, make, is_drawn=False, beside={"work": "warn"})


# name of a view → what its views have in common
KINDS = {
    "board": ViewKind(
        "overview", ("period", "as_of", "attribute", "region"), overview.board_view, addressed={"region": "place"}
    ),
    "overview": ViewKind("overview", ("region", "period", "as_of"), overview.view),
    "periods": ViewKind("periods", (*PLANNED, "theme", "attribute", "order"), continuity.view),
    "review": ViewKind(
        "periods", ("region", "period", "as_of"), reviewed.view, is_drawn=False, beside={"list": "review"}
    ),
    "moved_targets": ViewKind(
        "periods", ("period", "region", "outcome"), moved.view, is_drawn=False, beside={"list": "moved"}
    ),
    "cities": ViewKind("cities", ("region", "other", "period", "basis", "population", "theme"), cities.view),
    "cities_rates": ViewKind("cities", ("region", "other", "period", "theme"), cities.rates_view),
    "progress": ViewKind("progress", (*PLANNED, "indicator", "as_of"), progress.view),
    "completion": ViewKind("progress", (*PLANNED, "as_of"), completion.matrix_view),
    "problems": ViewKind("progress", (*PLANNED, "as_of"), problems.view, is_drawn=False),
    "missing": ViewKind("progress", (*PLANNED, "as_of"), completion.missing_view, is_drawn=False),
    "yearly": ViewKind("targets", (*PLANNED, "as_of"), yearly.view, beside={"work": "yearly"}),
    "yearly_years": ViewKind(
        "targets", (*PLANNED, "as_of"), yearly.years_view, is_drawn=False, beside={"work": "yearly"}
    ),
    "yearly_parts": ViewKind(
        "targets", (*PLANNED, "as_of"), yearly_parts.parts_view, is_drawn=False, beside={"work": "yearly"}
    ),
    "duties": ViewKind("ledger", (*PLANNED, "as_of"), duties.view, is_drawn=False, beside={"work": "duty"}),
    "reminders": ViewKind(
        "ledger", (*PLANNED, "as_of"), duties.reminders_view, is_drawn=False, beside={"work": "duty"}
    ),
    "indicator": ViewKind("indicator", ("indicator", "region", "as_of"), record.view),
    "several": ViewKind(
        "indicator", ("region", "others", "indicators", "as_of"), several.view, beside={"list": "several"}
    ),
    "indexed": ViewKind(
        "indicator", ("region", "others", "indicators", "base", "as_of"), several.index_view, beside={"list": "indexed"}
    ),
    "indicator_targets": ViewKind("indicator", ("indicator", "as_of"), record.targets_view, is_drawn=False),
    "indicator_commitments": ViewKind("indicator", ("indicator", "as_of"), record.commitments_view, is_drawn=False),
    "targets": ViewKind("targets", ("region", "indicator", "as_of", "drafts"), targets.view),
    "targets_plan": ViewKind("targets", ("region", "plan", "as_of", "drafts"), target_tables.plan_view, is_drawn=False),
    "targets_peers": ViewKind("targets", ("region", "indicator", "as_of"), target_tables.peers_view, is_drawn=False),
    "targets_record": ViewKind("targets", ("region", "indicator", "as_of"), target_tables.record_view, is_drawn=False),
    "warnings": _warned(warned.view),
    "data_warnings": _warned(warned.data_view),
    "verdict_changes": _warned(warned.changes_view, "since"),
    "commitments": ViewKind("commitments", ("theme", "document", "nature", "year", "words", "as_of"), commitments.view),
    "evidence": ViewKind("evidence", tuple(evidence.CHOICES), evidence.view, is_drawn=False, arguments={}),
    "findings": ViewKind(
        "evidence",
        ("kind", "region", "indicator", "period", "words", "agreements"),
        findings.view,
        is_drawn=False,
        beside={"list": "findings"},
    ),
}

# names that views and choices had in earlier versions, which kept briefings and copied links still bear → those of now
FORMER_VIEWS: dict[str, str] = {}
FORMER_CHOICES: dict[str, str] = {}


def renewed(name: str, choices: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A view and its choices under the names that they have now; a choice under both says what the present one does."""
    former = {FORMER_CHOICES[choice]: value for choice, value in choices.items() if choice in FORMER_CHOICES}
    present = {choice: value for choice, value in choices.items() if choice not in FORMER_CHOICES}
    return FORMER_VIEWS.get(name, name), former | present


def _size(view: View) -> int:
    """About how many bytes a view takes."""
    drawn = marshal.dumps(view.figure.to_dict()) if view.figure else b""
    return int(view.frame.memory_usage(deep=True).sum()) + 2 * len(drawn)


# views by the ledger's state, the language, their name and what they are made of
_views: Kept[View] = Kept(BYTES, _size)


def view_of(name: str, choices: Mapping[str, str], **drawing: Any) -> View:
    """The view of this name under these choices, as the ledger has it now; drawing: the canvas.

    It is made once for all who ask, and nobody may change it. Raises KeyError for what is not there.
    """
    kind = KINDS[name]
    given = kind.given(choices, **drawing)
    key = (queries.fingerprint(), language(), name, tuple(sorted(given.items(), key=itemgetter(0))))
    return _views.get(key, lambda: kind.make(**given))


def recall(name: str, choices: Mapping[str, str], look: str = "light") -> View:
    """The view of this name under kept choices, for a briefing. Raises Forgotten."""
    try:
        return view_of(name, choices, canvas=Canvas(look=look))
    except UNMADE as error:
        raise Forgotten(f"{name}: {dict(choices)}") from error


def forget() -> None:
    """Drop the views that are kept, as a benchmark wants it."""
    _views.forget()


def address_of(name: str, choices: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The page that shows a view, and the query parameters that choose it there."""
    return KINDS[name].page, KINDS[name].address(choices)
