"""What stands in the ledger of later life, written down by hand: the tests ask the product for this and no more."""

from dataclasses import dataclass

NAMES = {"12fyp": "十二五", "13fyp": "十三五", "14fyp": "十四五", "15fyp": "十五五"}
ENDS = {"12fyp": 2015, "13fyp": 2020, "14fyp": 2025, "15fyp": 2030}


@dataclass(frozen=True)
class Plan:
    """A plan's table for a period: its region, document, period and the years that it plans for."""

    region: str
    document: str
    period: str
    first: int
    last: int
    is_own: bool = True

    @property
    def years(self) -> list[int]:
        return list(range(self.first, self.last + 1))

    @property
    def strange_names(self) -> list[str]:
        """The names of periods that have nothing to say on its pages: neither its own nor the one before."""
        near = [self.period, *(period for period, year in ENDS.items() if year == self.first - 1)]
        return [name for period, name in NAMES.items() if period not in near]


# those of the invented ledger, and those of the shipped one with an indicator table
PLANS = [
    Plan("qingdao", "qingdao-hrss-14fyp", "14fyp", 2021, 2025),
    Plan("qingdao", "qingdao-hrss-14fyp", "13fyp", 2016, 2020, is_own=False),
    Plan("qingdao", "qingdao-employment-14fyp", "14fyp", 2021, 2025),
    Plan("qingdao", "qingdao-demo-health-14fyp", "14fyp", 2021, 2025),
    Plan("qingdao", "qingdao-demo-15fyp", "15fyp", 2026, 2030),
    Plan("qingdao", "qingdao-demo-three-years", "2024-2026", 2024, 2026),
    Plan("zhoushan", "zhoushan-hrss-14fyp", "14fyp", 2021, 2025),
    Plan("zhoushan", "zhoushan-hrss-14fyp", "13fyp", 2016, 2020, is_own=False),
    Plan("linhai-demo", "linhai-hrss-14fyp", "14fyp", 2021, 2025),
    Plan("linhai-demo", "linhai-hrss-14fyp", "13fyp", 2016, 2020, is_own=False),
    Plan("linhai-demo", "linhai-talent-2035", "15fyp", 2026, 2030),
    Plan("linhai-demo", "linhai-talent-2035", "2026-2035", 2026, 2035),
    Plan("moshan-demo", "moshan-hrss-14fyp", "14fyp", 2021, 2025),
    Plan("moshan-demo", "moshan-hrss-15fyp", "15fyp", 2026, 2030),
    Plan("moshan-demo", "moshan-health-15fyp", "15fyp", 2026, 2030),
    Plan("bay-demo", "bay-hrss-14fyp", "14fyp", 2021, 2025),
    Plan("china", "nation-demo-15fyp", "15fyp", 2026, 2030),
]
# an indicator of each document's tables that is not its first
INDICATORS = {
    "qingdao-hrss-14fyp": "high_skilled_total", "qingdao-employment-14fyp": "high_skilled_total",
    "qingdao-demo-health-14fyp": "pm25", "qingdao-demo-15fyp": "digital_social_card_rate",
    "qingdao-demo-three-years": "high_skilled_total", "zhoushan-hrss-14fyp": "high_skilled_total",
    "linhai-hrss-14fyp": "high_skilled_total", "linhai-talent-2035": "skill_certificates_new",
    "moshan-hrss-14fyp": "high_skilled_total", "moshan-hrss-15fyp": "high_skilled_total",
    "moshan-health-15fyp": "vaccination_rate", "bay-hrss-14fyp": "mediation_success_rate",
    "nation-demo-15fyp": "unemployment_insured",
}  # fmt: skip
PLANNING = list(dict.fromkeys(plan.region for plan in PLANS))
WITHOUT_PLANS = ["demo-province", "qingdao-xihaian"]
PERIODS = list(dict.fromkeys(plan.period for plan in PLANS))
# pairs of regions by the period for which both have tables
PAIRS = {
    "13fyp": [("qingdao", "zhoushan"), ("linhai-demo", "qingdao")],
    "14fyp": [
        ("qingdao", "linhai-demo"), ("qingdao", "moshan-demo"), ("zhoushan", "moshan-demo"),
        ("linhai-demo", "bay-demo"), ("moshan-demo", "bay-demo"),
    ],
    "15fyp": [("qingdao", "moshan-demo"), ("qingdao", "linhai-demo"), ("qingdao", "china"), ("moshan-demo", "china")],
}  # fmt: skip


def plans_of(region: str) -> list[Plan]:
    return [plan for plan in PLANS if plan.region == region]
