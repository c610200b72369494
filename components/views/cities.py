"""城市对标: the targets of two regions, or of one among many, made comparable where they may be."""

from components.language.words import say
from components.look.canvas import WIDE, Canvas
from components.model.period import Period
from components.model.rows import rows_of
from components.model.view import View
from components.views import cities_among, cities_pair
from components.views.catalogue import periods as periods_of
from components.views.catalogue import planning_regions, region
from components.views.compared import EVERY, against, comparison
from components.views.kept import once_a_state

BASES = ("per_10k", "share", "raw")
POPULATIONS = ("census", "latest")


def bases() -> dict[str, str]:
    """Ways to set totals side by side: id → words."""
    return {basis: say(f"choice.basis_{basis}") for basis in BASES}


def populations() -> dict[str, str]:
    """Populations to divide by: id → words."""
    return {population: say(f"choice.population_{population}") for population in POPULATIONS}


@once_a_state
def populations_of(region_id: str, other_id: str, period_id: str, theme_id: str) -> dict[str, str]:
    """The populations that these regions may be divided by, with their years; none where they are one and the same."""
    found = {}
    for population in POPULATIONS:
        rows = comparison(region_id, other_id, period_id, population, theme_id)
        counted = rows[rows["population_year"].notna()]
        years = sorted({(int(row["population_year"]), bool(row["is_census"])) for row in rows_of(counted)})
        if len(years) == 1:
            ((year, is_census),) = years
            word = "choice.population_of_census" if is_census else "choice.population_of_year"
            found[population] = say(word, year=year)
        elif years:
            found[population] = populations()[population]
    return found if len(set(found.values())) > 1 else {}


@once_a_state
def others(region_id: str = "") -> dict[str, str]:
    """region_id → short name of the regions that one may be set against, cities first; EVERY where they are many."""
    found = {other: name for other, name in planning_regions().items() if other != region_id}
    cities = [other for other in planning_regions() if not region(other).is_reference]
    return found | ({EVERY: say("cities.all")} if len(cities) > 2 else {})


@once_a_state
def periods(region_id: str, other_id: str) -> dict[str, str]:
    """Periods that both regions have tables for, or the first and any other: id → words; else the first's own."""
    own = periods_of(region_id)
    theirs = {period_id for other in against(region_id, other_id) for period_id in periods_of(other)}
    return {period_id: period.name for period_id, period in own.items() if period_id in theirs or not theirs & set(own)}


def _chosen(region_id: str, other_id: str, period_id: str | None) -> Period:
    """The period asked for, or the first that both have tables for."""
    known = periods_of()
    return known[period_id or next(iter(periods(region_id, other_id)))]


def view(
    region_id: str,
    other_id: str,
    period_id: str | None = None,
    basis: str = "per_10k",
    population: str = "census",
    theme_id: str = "all",
    canvas: Canvas = WIDE,
) -> View:
    """Totals and levels of two regions, or of one among many, with every pair, refusals too, in the table.

    period_id: None for the first that both have tables for. basis: per_10k, share or raw. population: census or latest.
    """
    period = _chosen(region_id, other_id, period_id)
    if other_id == EVERY:
        return cities_among.view(region_id, period, basis, population, theme_id, canvas)
    return cities_pair.view(region_id, other_id, period, basis, population, theme_id, canvas)


def rates_view(
    region_id: str,
    other_id: str,
    period_id: str | None = None,
    theme_id: str = "all",
    canvas: Canvas = WIDE,
) -> View:
    """Rates of two regions, or of one among many: each result and target on one scale, floors and ceilings apart."""
    period = _chosen(region_id, other_id, period_id)
    if other_id == EVERY:
        return cities_among.rates_view(region_id, period, theme_id, canvas)
    return cities_pair.rates_view(region_id, other_id, period, theme_id, canvas)
