"""From a view's name and choices back to the view, and to the page that shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import queries
from components.language.words import language
from components.model.view import View
from components.views import cities, commitments, completion, continuity, evidence, findings, overview, progress


class Forgotten(Exception):
    """A view that cannot be had any more: its name, or something that was chosen, is not in the ledger."""


@dataclass(frozen=True)
class Kind:
    """A kind of view: the page that shows it, and how it is made of its choices (drawn ones take look)."""

    page: str
    make: Callable[..., View]
    is_drawn: bool = True


KINDS = {
    "board": Kind(
        "overview",
        lambda c, **drawing: overview.board_view(c["period"], c["as_of"], c["attribute"], c["region"], **drawing),
    ),
    "overview": Kind(
        "overview",
        lambda c, **drawing: overview.view(c["region"], c.get("period"), c.get("as_of"), **drawing),
    ),
    "periods": Kind(
        "periods",
        lambda c, **drawing: continuity.view(
            c["region"], c["plan"], c["theme"], c["attribute"], c["order"], c.get("period"), **drawing
        ),
    ),
    "cities": Kind(
        "cities",
        lambda c, **drawing: cities.view(
            c["region"], c["other"], c["period"], c["basis"], c["population"], c["theme"], **drawing
        ),
    ),
    "cities_rates": Kind(
        "cities", lambda c, **drawing: cities.rates_view(c["region"], c["other"], c["period"], c["theme"], **drawing)
    ),
    # what was kept before plans had several tables names no period: its plan's own
    "progress": Kind(
        "progress",
        lambda c, **drawing: progress.view(
            c["region"], c["plan"], c["indicator"], c["as_of"], c.get("period"), **drawing
        ),
    ),
    "completion": Kind(
        "progress",
        lambda c, **drawing: completion.matrix_view(c["region"], c["plan"], c["as_of"], c.get("period"), **drawing),
    ),
    "missing": Kind(
        "progress",
        lambda c: completion.missing_view(c["region"], c["plan"], c["as_of"], c.get("period")),
        is_drawn=False,
    ),
    "commitments": Kind(
        "commitments",
        # what was kept before they were judged at a month has none: the latest
        lambda c, **drawing: commitments.view(
            c["theme"], c["document"], c["nature"], c["year"], c["words"], c.get("as_of"), **drawing
        ),
    ),
    "evidence": Kind(
        "evidence",
        lambda c: evidence.view(
            c["words"],
            c["document"],
            c["region"],
            c["role"],
            c["reliability"],
            c["indicator"],
            c["conflict"] == "yes",
            *(c.get(name, "all") for name in ("theme", "period", "year", "where")),
        ),
        is_drawn=False,
    ),
    "findings": Kind(
        "evidence",
        # what was kept before they could be searched lists what does not agree
        lambda c: findings.view(
            c["kind"],
            c["region"],
            c["indicator"],
            c.get("period", "all"),
            c.get("words", ""),
            c.get("agreements") == "yes",
        ),
        is_drawn=False,
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


def recall(name: str, choices: Mapping[str, str], look: str = "light") -> View:
    """The view of this name under these choices, as the ledger has it now; nobody may change it. Raises Forgotten."""
    try:
        return _recalled(queries.fingerprint(), language(), name, tuple(choices.items()), look)
    except (KeyError, IndexError) as error:
        raise Forgotten(f"{name}: {dict(choices)}") from error


@lru_cache(maxsize=128)
def _recalled(fingerprint: str, speech: str, name: str, choices: tuple[tuple[str, str], ...], look: str) -> View:
    """The view for one state of the ledger and one language, so that a page with ten views draws each but once."""
    kind = KINDS[name]
    return kind.make(dict(choices), **({"look": look} if kind.is_drawn else {}))


def address_of(name: str, choices: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The page that shows a view, and the query parameters that choose it there."""
    # a filter that was not chosen is all; only of other regions is it a choice of its own
    parameters = {key: value for key, value in choices.items() if value and (value != "all" or key == "other")}
    if name == "board" and "region" in parameters:
        parameters["place"] = parameters.pop("region")
    if name == "findings":
        parameters["list"] = "findings"
    return KINDS[name].page, parameters
