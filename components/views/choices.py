"""What may be chosen, where: the controls of each page in their order, and how the chosen is said."""

from collections.abc import Callable, Mapping

from components.language.dates import month_words
from components.language.words import say
from components.model.choice import Choice
from components.views import (
    cities,
    commitments,
    continuity,
    evidence,
    findings,
    moved,
    overview,
    progress,
    record,
    reporting,
    several,
    targets,
    warned,
)
from components.views.catalogue import (
    by_province,
    documents,
    months,
    period_names,
    periods,
    plan_periods,
    planning_regions,
    plans,
    regions,
    themes,
    with_all,
)


def _names_of_periods() -> dict[str, str]:
    return period_names(periods())


def _yes() -> dict[str, str]:
    return {"yes": say("book.yes")}


# choice → its words by id, as files say them; any other choice is said as it stands
WORDS: dict[str, Callable[[], Mapping[str, str]]] = {
    "region": regions,
    "other": cities.others,
    "plan": documents,
    "document": documents,
    "theme": themes,
    "indicator": evidence.indicators,
    "period": _names_of_periods,
    "basis": cities.bases,
    "population": cities.populations,
    "order": continuity.orders,
    "attribute": continuity.attributes,
    "nature": commitments.natures,
    "where": evidence.places,
    "role": evidence.roles,
    "reliability": evidence.grades,
    "kind": lambda: {kind: say(f"finding.{kind}") for kind in findings.KINDS},
    "conflict": _yes,
    "agreements": _yes,
    "outcome": moved.outcomes,
    "others": regions,
    "indicators": evidence.indicators,
}
# choices of several, whose ids have commas between them
MANY = ("others", "indicators")


def words_of(name: str, value: str) -> str:
    """The chosen in words: its name, 全部, a month; what has no words, as it stands."""
    if name in ("as_of", "since"):
        return month_words(value)
    if name == "drafts":
        return say("punctuation.list").join(_draft_words(one) for one in value.split(","))
    if name in MANY:
        names = WORDS[name]()
        return say("punctuation.list").join(names.get(one, one) for one in several.split(value))
    return WORDS.get(name, dict)().get(value, say("choice.all") if value == "all" else value)


def _draft_words(text: str) -> str:
    """A draft by the name of its indicator; what the ledger does not have, as it stands."""
    indicator_id, _, number = text.partition(":")
    return f"{evidence.indicators().get(indicator_id, indicator_id)} {number}".strip()


# of more regions than these a list is searched, in which they stand by their provinces
FEW_REGIONS = 5


def _regions(names: Mapping[str, str]) -> Mapping[str, str]:
    """Regions as they are chosen: a few by their names, many by province."""
    return by_province(names) if len(names) > FEW_REGIONS else names


def _planning_region(*drops: str) -> Choice:
    """A region that has plans, with which what it alone has leaves the address."""
    return Choice(
        "region",
        lambda chosen: _regions(planning_regions()),
        drops=drops,
        few=FEW_REGIONS,
        is_first=True,
        is_kept=True,
    )


def _list(name: str, width: int | str, options: Callable[[], Mapping[str, str]] | None = None) -> Choice:
    """A list of all that there is, with 全部 before it."""
    there = options or WORDS[name]
    return Choice(name, lambda chosen: with_all(there()), form="list", width=width)


def _populations(chosen: Mapping[str, str]) -> Mapping[str, str]:
    """Only per head are there two to choose from."""
    if chosen["basis"] != "per_10k":
        return {}
    return cities.populations_of(chosen["region"], chosen["other"], chosen["period"], chosen["theme"])


_THEME = _list("theme", 140)
_ATTRIBUTE = Choice("attribute", lambda chosen: with_all(continuity.attributes()), form="buttons")
# what was searched for stays
_SEARCHED = Choice("words", form="text", hint="choice.search_evidence", is_first=True, is_kept=True)
_FILTERS = {
    "theme": _list("theme", 118, evidence.themes),
    "indicator": _list("indicator", 200),
    "region": _list("region", 150, lambda: dict(_regions(regions()))),
    "period": _list("period", 118),
    "year": _list("year", 118, evidence.years),
    "role": _list("role", 118),
    "document": _list("document", 180),
    "where": _list("where", 118),
    "reliability": _list("reliability", 140),
}
# a plan's rows at a month
_PLANNED = (
    _planning_region("plan", "period", "indicator"),
    Choice("plan", lambda chosen: plans(chosen["region"]), drops=("period", "indicator", "as_of")),
    Choice(
        "period",
        lambda chosen: period_names(plan_periods(chosen["region"], chosen["plan"])),
        drops=("indicator", "as_of"),
    ),
)


def _several(by: str) -> tuple[Choice, ...]:
    """Several indicators of one or several regions, those known for most years chosen at first."""
    return (
        Choice("region", lambda chosen: _regions(regions()), few=FEW_REGIONS, is_first=True, is_kept=True),
        Choice("others", lambda chosen: several.others(chosen["region"]), form="many", width=300),
        Choice("as_of", lambda chosen: months(), form="list", width=138),
        Choice(
            "indicators",
            lambda chosen: several.indicators(chosen["region"], chosen["others"], chosen["as_of"], by),
            form="many",
            preset=several.PRESET,
            width=970,
        ),
    )


_AS_OF = Choice("as_of", lambda chosen: months(chosen["period"]), form="list", width=138)
# page, or list of a page → its controls in the order in which they stand, each knowing those before it
CONTROLS: dict[str, tuple[Choice, ...]] = {
    "overview": (
        Choice("period", lambda chosen: _names_of_periods(), drops=("as_of",), is_first=True),
        Choice("as_of", lambda chosen: months(chosen["period"]), form="list", width=180),
        Choice("place", lambda chosen: with_all(dict(_regions(overview.board_places(chosen["period"]))))),
        _ATTRIBUTE,
    ),
    "periods": (
        _planning_region("plan", "period"),
        Choice("plan", lambda chosen: plans(chosen["region"]), drops=("period",)),
        # most plans have one period, and a link from another page may name another
        Choice(
            "period",
            lambda chosen: period_names(plan_periods(chosen["region"], chosen["plan"], is_own=True)),
            is_silent=True,
        ),
        _THEME,
        Choice("order", lambda chosen: continuity.orders(), form="buttons"),
        _ATTRIBUTE,
    ),
    "review": (
        _planning_region("plan", "period", "as_of"),
        Choice("period", lambda chosen: period_names(periods(chosen["region"])), drops=("as_of",)),
        Choice("as_of", lambda chosen: months(), form="list", width=138),
    ),
    "moved": (
        Choice("period", lambda chosen: _names_of_periods(), is_first=True),
        Choice("region", lambda chosen: with_all(dict(_regions(planning_regions()))), form="list", width=150),
        _list("outcome", 170, moved.outcomes),
    ),
    "cities": (
        # more regions than three are chosen from a list, so that the controls have room in one row
        Choice("region", lambda chosen: _regions(planning_regions()), few=3, width=130, is_first=True, is_kept=True),
        Choice("other", lambda chosen: _regions(cities.others(chosen["region"])), few=3, width=130, is_first=True),
        Choice("period", lambda chosen: cities.periods(chosen["region"], chosen["other"]), form="buttons"),
        Choice("basis", lambda chosen: cities.bases(), form="buttons"),
        _THEME,
        Choice("population", _populations, default="census", form="buttons"),
    ),
    "progress": (
        *_PLANNED,
        # before the indicators, which say how many years are known at the month
        _AS_OF,
        Choice(
            "indicator",
            lambda chosen: progress.indicators(*(chosen[name] for name in ("region", "plan", "period", "as_of"))),
            form="list",
            width=400,
        ),
    ),
    "indicator": (
        Choice("indicator", lambda chosen: record.indicators(), form="list", width=400, is_first=True, is_kept=True),
        Choice("region", lambda chosen: _regions(regions()), few=FEW_REGIONS, is_first=True, is_kept=True),
        Choice("as_of", lambda chosen: months(), form="list", width=138),
    ),
    "several": _several("years"),
    "indexed": (
        *_several("comparable"),
        Choice(
            "base",
            lambda chosen: several.base_years(*(chosen[name] for name in ("region", "others", "indicators", "as_of"))),
            form="list",
            width=190,
        ),
    ),
    "targets": (
        _planning_region("plan", "indicator", "drafts"),
        Choice(
            "plan", lambda chosen: plans(chosen["region"]), drops=("indicator",), form="list", width=220, is_first=True
        ),
        Choice(
            "indicator",
            lambda chosen: targets.indicators(chosen["region"], chosen["plan"]),
            form="list",
            width=320,
            is_first=True,
            is_kept=True,
        ),
        Choice("as_of", lambda chosen: months(), form="list", width=138),
    ),
    "yearly": (*_PLANNED, _AS_OF),
    "warnings": (
        Choice(
            "region", lambda chosen: with_all(dict(_regions(planning_regions()))), form="list", width=150, is_first=True
        ),
        Choice("period", lambda chosen: _names_of_periods(), drops=("as_of", "since"), is_first=True),
        Choice("as_of", lambda chosen: months(chosen["period"]), drops=("since",), form="list", width=138),
        Choice(
            "since",
            lambda chosen: warned.earlier_months(chosen["period"], chosen["as_of"]),
            form="list",
            width=138,
        ),
    ),
    "results": (
        Choice(
            "region",
            lambda chosen: _regions(planning_regions()),
            drops=("plan", "year", "through"),
            few=FEW_REGIONS,
            is_first=True,
        ),
        Choice(
            "plan",
            lambda chosen: plans(chosen["region"]),
            drops=("year", "through"),
            form="list",
            width=300,
            is_first=True,
        ),
        Choice(
            "year",
            lambda chosen: reporting.years(chosen["region"], chosen["plan"]),
            drops=("through",),
            form="list",
            width=110,
            is_first=True,
        ),
        Choice(
            "through",
            lambda chosen: reporting.through_months(chosen["year"]),
            form="list",
            width=120,
            is_first=True,
        ),
        _list("theme", 160),
    ),
    "imports": (*_PLANNED, _AS_OF),
    "commitments": (
        Choice("words", form="text", hint="choice.search_commitments", is_first=True),
        _list("theme", "stretch"),
        _list("document", "stretch", commitments.documents),
        _list("nature", "stretch"),
        _list("year", "stretch", commitments.years),
        Choice("as_of", lambda chosen: months(), form="list", width=180),
    ),
    "facts": (_SEARCHED, *_FILTERS.values(), Choice("conflict", form="switch")),
    "findings": (
        _SEARCHED,
        *(_FILTERS[name] for name in ("indicator", "region", "period")),
        Choice("agreements", form="switch"),
        Choice("kind", lambda chosen: with_all(findings.kinds(chosen["agreements"])), form="list", width=200),
    ),
}


def narrowing(page: str, chosen: Mapping[str, str]) -> dict[str, str]:
    """What narrows a page, choice → words as its list has them: what was chosen from a list that begins with 全部."""
    lists = [choice for choice in CONTROLS[page] if choice.form == "list" and chosen[choice.name] != "all"]
    return {choice.name: choice.options(chosen)[chosen[choice.name]] for choice in lists if choice.options}
