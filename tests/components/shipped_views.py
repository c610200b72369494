"""Every view of the shipped ledger, as the pages ask for them, for tests of what leaves."""

from functools import cache

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

PLANS = (
    ("qingdao", "qingdao-hrss-14fyp"),
    ("qingdao", "qingdao-employment-14fyp"),
    ("zhoushan", "zhoushan-hrss-14fyp"),
)


@cache
def shipped() -> tuple[View, ...]:
    """The views in Chinese; made once, in the store of the tests."""
    month = "2025-12"
    return (
        overview.view(),
        overview.board_view("14fyp", month),
        *(continuity.view(*plan) for plan in PLANS),
        cities.view("qingdao", "zhoushan"),
        cities.rates_view("qingdao", "zhoushan"),
        progress.view(*PLANS[0], "new_urban_jobs", month),
        progress.view(*PLANS[0], "unemployment_insured", month),
        progress.view(*PLANS[2], "new_urban_jobs", month),
        *(completion.matrix_view(*plan, month) for plan in PLANS),
        *(completion.missing_view(*plan, month) for plan in PLANS),
        problems.view("zhejiang", "zhejiang-hrss-14fyp", month, "13fyp"),
        *(make(*PLANS[0], month) for make in (yearly.view, yearly.years_view, yearly_parts.parts_view)),
        *(make(*PLANS[0], month) for make in (duties.view, duties.reminders_view)),
        record.view("new_urban_jobs", "qingdao", month),
        record.targets_view("new_urban_jobs", month),
        record.commitments_view("new_urban_jobs", month),
        several.view("qingdao", "new_urban_jobs,unemployment_insured,registered_unemployment_rate", "china", month),
        several.index_view("china", "new_urban_jobs,surveyed_unemployment_rate", "", "2021", month),
        targets.view("qingdao", "unemployment_insured", month, "unemployment_insured:278"),
        targets.view("china", "new_urban_jobs", month, "new_urban_jobs:6000"),
        target_tables.plan_view(*PLANS[0], month, "unemployment_insured:320,new_urban_jobs:190"),
        target_tables.peers_view("qingdao", "new_urban_jobs", month),
        target_tables.record_view("qingdao", "unemployment_insured", month),
        reviewed.view("china", "14fyp", month),
        moved.view("14fyp"),
        warned.view("all", "13fyp", month),
        warned.data_view("all", "14fyp", month),
        warned.changes_view("all", "14fyp", month, "2024-12"),
        commitments.view(),
        evidence.view(),
        findings.view(),
    )
