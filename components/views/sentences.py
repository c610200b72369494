"""Every sentence that the ledger says, in one table, so that it can be read from first to last and tested."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from components.language.words import LANGUAGES, language, say, speak, table
from components.model.column import FACTS
from components.model.rows import rows_of
from components.views import briefing, cities, continuity, overview, progress, several, targets, warned
from components.views.catalogue import (
    latest_month,
    months,
    one_ledger,
    periods,
    plan_periods,
    planning_regions,
    plans,
    region,
)
from components.views.registry import KINDS, address_of, recall

COLUMNS = ("place", "choices", "month", "language", "kind", "sentence", "facts")
PAGES = dict.fromkeys(kind.page for kind in KINDS.values())


@dataclass(frozen=True)
class Sentence:
    """A sentence where it stands: the page and its view, or a briefing and its slide; under which choices, at which
    month, in which language, of which kind, and the ids of the facts that it rests on."""

    place: str
    choices: str
    month: str
    language: str
    kind: str
    sentence: str
    facts: tuple[str, ...]


def sentences(is_brief: bool = False) -> list[Sentence]:
    """Every sentence at every place, in both languages; the language in use stays.

    is_brief: at the latest month alone, and of single indicators and pairs of regions those that the briefings show.
    """
    before = language()
    try:
        with one_ledger():
            return [*_in_both(_of_pages), *_of_views(is_brief), *_in_both(_of_lists)]
    finally:
        speak(before)


def _in_both(say_all: Callable[..., Iterable[Sentence]], *given) -> Iterator[Sentence]:
    for one in LANGUAGES:
        speak(one)
        yield from say_all(*given)


def read_once(found: Iterable[Sentence]) -> list[Sentence]:
    """Each sentence of a kind at the first of its places, as one reads them."""
    first: dict[tuple[str, str, str], Sentence] = {}
    for one in found:
        first.setdefault((one.language, one.kind, one.sentence), one)
    return list(first.values())


def frame(found: Iterable[Sentence]) -> pd.DataFrame:
    """The sentences as a table, the facts with semicolons between."""
    rows = [[getattr(one, column) for column in COLUMNS[:-1]] + [";".join(one.facts)] for one in found]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _of_pages() -> Iterator[Sentence]:
    """What stands on the pages whatever is chosen: questions, ways to go, what the ledger holds, what stands out."""
    for page in PAGES:
        for family in ("question", "go"):
            if (word := f"{family}.{page}") in table():
                yield Sentence(
                    page, "", "", language(), "question" if family == "question" else "direction", say(word), ()
                )
    yield Sentence("overview", "", "", language(), "summary", overview.summary(), ())
    for period_id in periods():
        for as_of in _some_months(period_id):
            for one in overview.highlights(period_id, as_of):
                choices = _choices({"period": period_id, **one.choices})
                for kind in ("sort", "pair", "sentence"):
                    kind_of = "highlight" if kind == "sentence" else f"highlight {kind}"
                    yield Sentence("overview/highlights", choices, as_of, language(), kind_of, getattr(one, kind), ())


def _of_lists() -> Iterator[Sentence]:
    """The three lists of 规划衔接: what a plan no longer has, what it keeps, what is new."""
    for region_id, plan, period_id in _tables():
        choices = _choices({"region": region_id, "plan": plan, "period": period_id})
        for entries in continuity.columns(region_id, plan, period_id=period_id).values():
            for entry in entries:
                for kind in ("figures", "reason"):
                    if getattr(entry, kind):
                        yield Sentence("periods/lists", choices, "", language(), kind, getattr(entry, kind), ())


def _of_views(is_brief: bool) -> Iterator[Sentence]:
    """What every view says, once, with all the places where it is shown; in one language right after the other, while
    the answers are at hand."""
    speak(LANGUAGES[0])
    places: dict[tuple[str, frozenset], list[str]] = {}
    for name, choices in _on_pages(is_brief):
        places.setdefault((name, frozenset(choices.items())), [f"{address_of(name, choices)[0]}/{name}"])
    for title, make in briefing.ready_made().items():
        for slide, item in enumerate(make(), start=1):
            places.setdefault((item.view, frozenset(item.choices.items())), []).append(f"{title}/{slide}")
    for (name, choices), where in places.items():
        yield from _in_both(_of_view, name, dict(sorted(choices)), "; ".join(where))


def _of_view(name: str, choices: dict[str, str], place: str) -> Iterator[Sentence]:
    view = recall(name, choices)
    at = (place, _choices(view.choices), view.as_of or "", language())
    said = [
        ("headline", view.headline),
        ("takeaway", view.takeaway),
        ("subtitle", view.subtitle),
        ("verdict", view.verdict.words if view.verdict else ""),
        *(("note", note) for note in view.notes),
        *(("arithmetic", say("book.worked", label=label, working=working)) for label, working in view.arithmetic),
        ("alternative", view.alternative if view.alternative != view.headline else ""),
        ("advice", view.advice),
    ]
    if view.brief is not None:
        said.append(("subtitle", view.brief.subtitle))
    for kind, sentence in said:
        if sentence:
            yield Sentence(*at, kind, sentence, view.facts)
    says = {column: view.column(column).says for column in view.frame.columns}
    for row in rows_of(view.frame):
        facts = tuple(row[column] for column in FACTS if column in row and isinstance(row[column], str))
        for column, kind in says.items():
            if kind and isinstance(row[column], str) and row[column]:
                yield Sentence(*at, kind, row[column], tuple(one for fact in facts for one in fact.split("; ")))


def _on_pages(is_brief: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """Name and choices of the views that are read: every plan and period; of the cities, for which they are judged, at
    three months where a month is chosen, of what they are only set beside at the latest."""
    for period_id in periods():
        latest, *earlier = _some_months(period_id)
        for as_of in (latest, *(() if is_brief else earlier)):
            yield "overview", {"region": "all", "period": period_id, "as_of": as_of}
            for place in ("all", *overview.board_places(period_id)):
                if as_of == latest or place == "all" or not region(place).is_reference:
                    yield "board", {"period": period_id, "as_of": as_of, "attribute": "all", "region": place}
            at = {"region": "all", "period": period_id, "as_of": as_of}
            yield "warnings", at
            yield "data_warnings", at
            yield "verdict_changes", {**at, "since": next(iter(warned.earlier_months(period_id, as_of)), as_of)}
        yield "moved_targets", {"period": period_id, "region": "all", "outcome": "all"}
    for region_id in planning_regions():
        for period_id in periods(region_id):
            yield "review", {"region": region_id, "period": period_id, "as_of": latest_month()}
    for region_id, plan, period_id in _tables():
        latest, *earlier = _some_months(period_id)
        at = {"region": region_id, "plan": plan, "period": period_id}
        for as_of in (latest, *(() if is_brief or region(region_id).is_reference else earlier)):
            yield "completion", {**at, "as_of": as_of}
            yield "problems", {**at, "as_of": as_of}
            yield "missing", {**at, "as_of": as_of}
            for name in () if is_brief else ("yearly", "yearly_years", "yearly_parts", "duties", "reminders"):
                yield name, {**at, "as_of": as_of}
        for indicator_id in () if is_brief else progress.indicators(region_id, plan, period_id):
            yield "progress", {**at, "indicator": indicator_id, "as_of": latest}
        yield "periods", {**at, "theme": "all", "attribute": "all", "order": "change"}
    if not is_brief:
        yield from _pairs()
    if not is_brief:
        yield from _records()
    yield from _reckoned(is_brief)
    yield from _several(is_brief)
    every = dict.fromkeys(("theme", "document", "nature", "year"), "all")
    for as_of in _some_months(next(iter(periods()))):
        yield "commitments", {**every, "words": "", "as_of": as_of}
    every = dict.fromkeys(("kind", "region", "indicator", "period"), "all")
    for agreements in ("", "yes"):
        yield "findings", {**every, "words": "", "agreements": agreements}


def _records() -> Iterator[tuple[str, dict[str, str]]]:
    """The indicators of every region's own tables, each with the targets of all regions once."""
    pairs = dict.fromkeys(
        (indicator_id, region_id)
        for region_id, plan, period_id in _tables()
        for indicator_id in progress.indicators(region_id, plan, period_id)
    )
    for indicator_id, region_id in pairs:
        yield "indicator", {"indicator": indicator_id, "region": region_id, "as_of": latest_month()}
    for indicator_id in dict.fromkeys(indicator_id for indicator_id, _ in pairs):
        yield "indicator_targets", {"indicator": indicator_id, "as_of": latest_month()}


def _several(is_brief: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """What a region's page offers at first of several indicators: as published, and set to its first base years."""
    for region_id in planning_regions():
        at = {"region": region_id, "others": "", "as_of": latest_month()}
        there = list(several.indicators(region_id, ""))[: several.PRESET]
        yield "several", {**at, "indicators": ",".join(there)}
        there = list(several.indicators(region_id, "", by="comparable"))[: several.PRESET]
        bases = list(several.base_years(region_id, "", ",".join(there))) or [""]
        for base in bases[: 1 if is_brief else 2]:
            yield "indexed", {**at, "indicators": ",".join(there), "base": base}


# drafts of which each says another thing: below what was reached, soon reached, looser, under a band, above all that
DRAFTED = {
    "qingdao": "new_urban_jobs:170,unemployment_insured:278,work_injury_insured:360,registered_unemployment_rate:3.5,"
    "high_skilled_total:31,mediation_success_rate:120",
    "china": "new_urban_jobs:6000,surveyed_unemployment_rate:5.6,schooling_years:11.6",
}


def _reckoned(is_brief: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """The next targets of every region's indicators, without a draft and with those of DRAFTED; its plans as tables."""
    at = {"as_of": latest_month()}
    for region_id in planning_regions():
        drafts = DRAFTED.get(region_id, "")
        for plan in plans(region_id):
            yield "targets_plan", {"region": region_id, "plan": plan, **at, "drafts": drafts}
        drafted = targets.drafts_of(region_id, drafts).numbers
        for indicator_id in drafted if is_brief else targets.indicators(region_id):
            chosen = {"region": region_id, "indicator": indicator_id, **at}
            for text in (drafts,) if is_brief else dict.fromkeys(("", drafts if indicator_id in drafted else "")):
                yield "targets", {**chosen, "drafts": text}
            if not is_brief:
                yield "targets_peers", chosen
                yield "targets_record", chosen


def _pairs() -> Iterator[tuple[str, dict[str, str]]]:
    """Every two regions that both have a table of a period; cities in all three ways to set totals side by side."""
    for region_id, other_id in combinations(planning_regions(), 2):
        is_cities = not (region(region_id).is_reference or region(other_id).is_reference)
        others = periods(other_id)
        for period_id in (period_id for period_id in periods(region_id) if period_id in others):
            pair = {"region": region_id, "other": other_id, "period": period_id, "theme": "all"}
            for basis in cities.BASES if is_cities else cities.BASES[:1]:
                yield "cities", {**pair, "basis": basis, "population": cities.POPULATIONS[0]}
            yield "cities_rates", pair


def _tables() -> list[tuple[str, str, str]]:
    """Region, plan and period of every table of every plan."""
    return [
        (region_id, plan, period_id)
        for region_id in planning_regions()
        for plan in plans(region_id)
        for period_id in plan_periods(region_id, plan)
    ]


def _some_months(period_id: str) -> list[str]:
    """The latest, the middle one and the first of the months at which may be judged."""
    there = list(months(period_id))
    return list(dict.fromkeys(there[place] for place in (0, len(there) // 2, -1)))


def _choices(choices: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in choices.items() if value and name != "as_of")
