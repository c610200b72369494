"""The briefings that come with the ledger: reviews of plans, plans beside those before, regions in pairs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import queries
from components.language.words import say
from components.model.briefing import Item
from components.model.period import Period
from components.model.region import Region
from components.model.rows import rows_of
from components.views import problems
from components.views.catalogue import months, period_words, periods, region, regions
from components.views.judgements import judged


def ready_made() -> dict[str, Callable[[], list[Item]]]:
    """name → maker of the items of those that come with the ledger, each where it has something to say.

    Of each region's general plan and period the yearly monitoring while it runs, the mid-term review in its middle
    year, the end of the period once it is over; the plan beside the one before; and the first region set against the
    others. Of the last plan of each city what the next may aim at, and how its years and figures stand.
    Links carry these names: what the oldest plan was called stays so when later ones come.
    """
    plans = _general_plans()
    reviews = {
        say(f"briefing.{_review(plan)}", region=plan.region.short, period=plan.period.name): partial(_of, plan)
        for plan in _general_plans(is_own=False)
    }
    following = [plan for plan in plans if _has_before(plan)]
    continuity = {
        say(
            "briefing.continuity" if plan == _oldest(following, plan.region) else "briefing.continuity_of",
            region=plan.region.short,
            **period_words(plan.period),
        ): partial(_continuity, plan)
        for plan in following
    }
    pairs = [(plan, other) for plan in plans for other in plans if _is_pair(plan, other, plans[0].region)]
    compared = {
        say(
            "briefing.pair" if other == _oldest([other for _, other in pairs], other.region) else "briefing.pair_of",
            a=plan.region.short,
            b=other.region.short,
            period=plan.period.name,
        ): partial(_pair, plan, other)
        for plan, other in pairs
    }
    last = {plan.region: max(one.period.last for one in plans if one.region == plan.region) for plan in plans}
    latest = [plan for plan in plans if not plan.region.is_reference and plan.period.last == last[plan.region]]
    ahead = {
        say(
            "briefing.reckoned", region=plan.region.short, first=plan.period.last + 1, last=plan.period.last + 5
        ): partial(_reckoned, plan)
        for plan in latest
    }
    years = {
        say("briefing.yearly_plans", region=plan.region.short, period=plan.period.name): partial(_years, plan)
        for plan in latest
    }
    return reviews | compared | continuity | ahead | years


def former_names() -> dict[str, str]:
    """Names that ready-made briefings had in earlier versions, which links still carry → those that they have now."""
    words = ("briefing.continuity_formerly", "briefing.continuity")
    return dict(tuple(say(word, region=name) for word in words) for name in regions().values())


# indicators whose next targets are put before an audience
MOST = 4


@dataclass(frozen=True)
class _Plan:
    """A region's general plan of a period, and the last month at which it may be judged."""

    region: Region
    document_id: str
    period: Period
    as_of: str


def _general_plans(*, is_own: bool = True) -> list[_Plan]:
    """One a region and period, the default period's first.

    is_own: without what a plan prints of the period before.
    """
    rows = queries.ask("plan_list")
    rows = rows[rows["is_general"].astype(bool) & (rows["is_own"].astype(bool) | (not is_own))]
    rows, there = rows.drop_duplicates(["region_id", "period_id"]), periods()
    return [
        _Plan(region(row["region_id"]), row["document_id"], there[row["period_id"]], row["latest_month"])
        for row in rows_of(rows)
    ]


def _review(plan: _Plan) -> str:
    """Which review the latest results make of a plan: final, middle or yearly, as the last part of its words' id."""
    if plan.as_of >= f"{plan.period.last}-12":
        return "final"
    middle = (plan.period.first + plan.period.last) // 2
    return "middle" if plan.as_of.startswith(f"{middle}") else "yearly"


def _of(plan: _Plan) -> list[Item]:
    """A review of a plan: the board, each indicator with results, the tables."""
    at = {
        "region": plan.region.region_id,
        "plan": plan.document_id,
        "period": plan.period.period_id,
        "as_of": plan.as_of,
    }
    board = {
        "period": plan.period.period_id,
        "as_of": plan.as_of,
        "attribute": "all",
        "region": plan.region.region_id,
    }
    return [
        Item("board", board),
        *(Item("progress", {**at, "indicator": indicator_id}) for indicator_id in _known(plan)),
        Item("completion", at),
        *([Item("problems", at)] if _has_problems(plan) else []),
        *([Item("missing", at)] if _lacks(plan) else []),
    ]


def _has_problems(plan: _Plan) -> bool:
    """Whether a target of a plan is missed or behind, or something was entered of one."""
    return not problems.view(plan.region.region_id, plan.document_id, plan.as_of, plan.period.period_id).is_empty


def _lacks(plan: _Plan) -> bool:
    """Whether any figure of a plan is still to be got."""
    return not queries.ask(
        "missing_list",
        region_ids=[plan.region.region_id],
        document_ids=[plan.document_id],
        period_ids=[plan.period.period_id],
        as_of=plan.as_of,
    ).empty


def _known(plan: _Plan) -> list[str]:
    """The indicators of a plan that have results."""
    rows = judged(plan.region.region_id, plan.document_id, plan.as_of, plan.period.period_id)
    return list(rows[rows["done"].notna()]["indicator_id"])


def _oldest(plans: list[_Plan], of: Region) -> _Plan:
    return min((plan for plan in plans if plan.region == of), key=lambda plan: plan.period.last)


def _is_pair(plan: _Plan, other: _Plan, first: Region) -> bool:
    """Whether these are set against each other: the first region's and another's; a level above where rows compare."""
    if plan.region != first or other.region == first or plan.period != other.period:
        return False
    return not other.region.is_reference or _has_comparable(plan, other)


def _has_comparable(plan: _Plan, other: _Plan) -> bool:
    rows = queries.ask(
        "comparison_list",
        region_id=plan.region.region_id,
        other_region_id=other.region.region_id,
        period_id=plan.period.period_id,
    )
    return bool(rows["is_comparable"].any())


def _pair(plan: _Plan, other: _Plan) -> list[Item]:
    """Two regions: totals, rates, and the progress of the indicators that both have results for."""
    pair = {
        "region": plan.region.region_id,
        "other": other.region.region_id,
        "period": plan.period.period_id,
        "theme": "all",
    }
    there = _known(other)
    return [
        Item("cities", {**pair, "basis": "per_10k", "population": "census"}),
        Item("cities_rates", pair),
        *(
            Item(
                "progress",
                {
                    "region": one.region.region_id,
                    "plan": one.document_id,
                    "period": one.period.period_id,
                    "indicator": indicator_id,
                    "as_of": one.as_of,
                },
            )
            for indicator_id in _known(plan)
            if indicator_id in there
            for one in (plan, other)
        ),
    ]


def _reckoned(plan: _Plan) -> list[Item]:
    """What is reckoned for the next plan: its table, the indicators with results, and the periods before in review."""
    region_id = plan.region.region_id
    at = {"region": region_id, "as_of": plan.as_of}
    return [
        Item("targets_plan", {**at, "plan": plan.document_id, "drafts": ""}),
        *(Item("targets", {**at, "indicator": indicator_id, "drafts": ""}) for indicator_id in _known(plan)[:MOST]),
        Item("review", {**at, "period": plan.period.period_id}),
    ]


def _years(plan: _Plan) -> list[Item]:
    """A plan by its years, and what its figures or the lack of them give cause to look at."""
    at = {"region": plan.region.region_id, "period": plan.period.period_id, "as_of": plan.as_of}
    warned = queries.ask("warning_list", region_ids=[at["region"]], period_ids=[at["period"]], as_of=at["as_of"])[
        "is_data"
    ].astype(bool)
    return [
        Item("yearly", {**at, "plan": plan.document_id}),
        *([Item("warnings", at)] if not warned.all() else []),
        *([Item("data_warnings", at)] if warned.any() else []),
    ]


def _has_before(plan: _Plan) -> bool:
    """Whether any table has targets for the region and the period before."""
    return plan.period.before is not None and plan.period.before.period_id in periods(plan.region.region_id)


def _continuity(plan: _Plan) -> list[Item]:
    """A plan against the one before: the step chart, what the earlier reached, what to mind."""
    region_id, before = plan.region.region_id, plan.period.before
    of_plan = {"region": region_id, "plan": plan.document_id, "period": plan.period.period_id}
    board = {
        "period": before.period_id,
        "as_of": next(iter(months(before.period_id))),
        "attribute": "all",
        "region": region_id,
    }
    return [
        Item("periods", {**of_plan, "theme": "all", "attribute": "all", "order": "change"}),
        Item("board", board),
        *(
            Item("findings", {"kind": kind, "region": region_id, "indicator": "all", "period": plan.period.period_id})
            for kind in ("floor", "inconsistent")
            if len(
                queries.ask("finding_list", kinds=[kind], region_ids=[region_id], period_ids=[plan.period.period_id])
            )
        ),
    ]
