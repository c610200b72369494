"""What the ledger holds: regions, periods, plans, themes, documents, months."""

from collections.abc import Mapping

import pandas as pd

import queries
from components.language.dates import month_words
from components.language.words import pick, say
from components.model.period import Period
from components.model.region import Region
from components.model.rows import rows_of
from components.views.kept import once_a_state

# what keeps every page from its figures: faults of the CSV, each a dict with file, line, fault, found and both mends
LedgerFault = queries.LedgerFault
# one state of the ledger for all that is asked inside: a page, a deck
one_ledger = queries.held
away = queries.away


def named(rows: pd.DataFrame, id_column: str, noun: str) -> dict[str, str]:
    """id → name of the rows of an answer, in the language in use.

    noun: what the twin columns of names begin with (short, name).
    """
    return dict(zip(rows[id_column], pick(rows, noun), strict=True))


@once_a_state
def regions() -> dict[str, str]:
    """region_id → short name, in the order of the catalogue."""
    return named(queries.ask("region_list"), "region_id", "short")


def region(region_id: str) -> Region:
    """One region of the ledger, in the language in use. Raises KeyError for one that it does not have."""
    return _regions()[region_id]


@once_a_state
def _regions() -> dict[str, Region]:
    return {
        row["region_id"]: Region(
            row["region_id"],
            pick(row, "name"),
            pick(row, "short"),
            row["level"],
            row["parent_region_id"] or "",
            int(row["place"]),
            bool(row["is_reference"]),
        )
        for row in rows_of(queries.ask("region_list"))
    }


def province_of(region_id: str) -> Region | None:
    """The province that a region lies in, itself where it is one; None for the nation and where none is known."""
    return _province(_regions(), region_id)


def _province(there: Mapping[str, Region], region_id: str) -> Region | None:
    place = there.get(region_id)
    while place is not None and place.level != "province":
        place = there.get(place.parent_id)
    return place


def by_province(names: Mapping[str, str]) -> dict[str, str]:
    """region_id → name as a list of many regions has it: province by province, each after the name of its own.

    The first one stays the first, and so does its province; what is no region of the ledger comes after it.
    """
    return _by_province(tuple(names.items()))


@once_a_state
def _by_province(listed: tuple[tuple[str, str], ...]) -> dict[str, str]:
    there, names = _regions(), dict(listed)
    provinces = {region_id: _province(there, region_id) for region_id in names if region_id in there}
    groups: dict[str, list[str]] = {}
    for region_id, province in provinces.items():
        groups.setdefault(province.region_id if province else "", []).append(region_id)
    order = [region_id for group in groups.values() for region_id in group]
    order[1:1] = [other for other in names if other not in there]
    found = dict.fromkeys(order, "")
    for region_id in order:
        province, name = provinces.get(region_id), names[region_id]
        is_below = province is not None and province.region_id != region_id
        found[region_id] = say("choice.in_province", province=province.short, region=name) if is_below else name
    return found


@once_a_state
def planning_regions() -> dict[str, str]:
    """region_id → short name of those with an indicator table: cities by place, then provinces and the nation."""
    rows = queries.ask("region_list")
    every = zip(rows["region_id"], pick(rows, "short"), rows["has_plans"], strict=True)
    return {region_id: name for region_id, name, has_plans in every if has_plans}


@once_a_state
def region_colours() -> dict[str, str]:
    """region_id → the name of its colour."""
    return {region_id: region.colour for region_id, region in _regions().items()}


def others(region_id: str) -> dict[str, str]:
    """region_id → short name of the regions that one may be compared with."""
    return {other: name for other, name in regions().items() if other != region_id}


@once_a_state
def periods(region_id: str | None = None) -> dict[str, Period]:
    """period_id → period of those that tables of plans have targets for, all or one region's; the default first."""
    rows = queries.ask("period_list", region_ids=None if region_id is None else [region_id])
    return {row["period_id"]: _period(row) for row in rows_of(rows)}


def period_names(there: Mapping[str, Period]) -> dict[str, str]:
    """period_id → name, as a control offers them."""
    return {period_id: period.name for period_id, period in there.items()}


def _period(row) -> Period:
    before = None
    if row["before_id"] is not None:
        before = Period(row["before_id"], pick(row, "before"), int(row["before_year_from"]), int(row["before_year_to"]))
    return Period(row["period_id"], pick(row, "name"), int(row["year_from"]), int(row["year_to"]), before)


def period_words(period: Period) -> dict[str, str]:
    """What fills the blanks of words that speak of a period: its name, its last year, the year that it starts from, and
    the same of the period before."""
    before = period.before
    return {
        "period": period.name,
        "target_year": str(period.last),
        "base_year": str(period.base_year),
        "before": before.name if before else say("period.before"),
        "earlier_base_year": str(before.base_year if before else period.base_year - len(period.years)),
    }


@once_a_state
def themes() -> dict[str, str]:
    """theme_id → name of the themes that plans set targets in, in the order of the plans."""
    rows = queries.ask("theme_list")
    return named(rows[rows["targets"] > 0], "theme_id", "name")


def documents(kinds: list[str] | None = None) -> dict[str, str]:
    """document_id → short name."""
    return named(queries.ask("document_list", kinds=kinds), "document_id", "short")


@once_a_state
def plans(region_id: str) -> dict[str, str]:
    """document_id → short name of the plans of a region that have an indicator table, those of the default first."""
    rows = queries.ask("plan_list", region_ids=[region_id])
    return named(rows.drop_duplicates("document_id"), "document_id", "short")


@once_a_state
def plan_periods(region_id: str, document_id: str, *, is_own: bool = False) -> dict[str, Period]:
    """period_id → period of a plan's tables: its own first, the one before where it prints that too.

    is_own: its own alone, those that it plans for.

    Raises KeyError for a plan without a table.
    """
    rows = queries.ask("plan_list", region_ids=[region_id])
    rows = rows[rows["document_id"] == document_id].sort_values("is_own", ascending=False, kind="stable")
    if rows.empty:
        raise KeyError(document_id)
    if is_own:
        rows = rows[rows["is_own"].astype(bool)]
    there = periods(region_id)
    return {period_id: there[period_id] for period_id in rows["period_id"]}


def plan_period(region_id: str, document_id: str, period_id: str | None = None) -> Period:
    """The period of a plan's table, its own where none is named. Raises KeyError for one that it has no table of."""
    there = plan_periods(region_id, document_id)
    return there[period_id] if period_id else next(iter(there.values()))


@once_a_state
def subject(region_id: str, document_id: str, period: Period) -> str:
    """Whose indicators a headline counts: region and period of a general plan, another plan by its own name."""
    rows = queries.ask("plan_list", region_ids=[region_id], period_ids=[period.period_id])
    plan = rows[rows["document_id"] == document_id].iloc[0]
    name = region(region_id).short if plan["is_general"] else pick(plan, "short")
    # a plan whose name has the period needs no other
    is_named = any(part in name for part in (period.name.strip("“”"), period.name.split(" ")[0]))
    return name if is_named else say("subject.of_period", name=name, period=period.name)


@once_a_state
def months(period_id: str | None = None) -> dict[str, str]:
    """as_of → words, the latest first: the months of a period, the default one, at which may be judged."""
    rows = queries.ask("month_list", period_id=period_id)
    return {month: month_words(month) for month in rows["as_of"]}


@once_a_state
def latest_month() -> str:
    """The month that the latest result of the ledger runs to: YYYY-MM."""
    return queries.ask("ledger_summary")["latest_result"].iloc[0]


def with_all(options: dict[str, str]) -> dict[str, str]:
    """The options with 全部 before them, whose id is all."""
    return {"all": say("choice.all"), **options}


def one_or_all(chosen: str) -> list[str] | None:
    """What a query takes for a chosen id: a list of one, or None for all."""
    return None if chosen == "all" else [chosen]
