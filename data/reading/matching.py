"""Which indicator of the catalogue a printed name means: the nearest three, each with a score of 0 to 100."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from data.reading.candidates import Candidate
from data.reading.characters import clean

SURE = 90
LIKELY = 82
RATES = ("%", "‰", "个百分点")
# which measures a basis speaks of: of two names that are equally near that one is meant
MEASURES = {
    "total": ("period_total", "year_flow"),
    "each_year": ("year_flow", "period_total"),
    "at_end": ("stock", "rate", "amount"),
    "average": ("rate", "growth_rate"),
}
NOT_OF_NAME = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|[“”\"'·、，。:：\s]|^其中|^(?:全市|全省|全区|全县|全州|我市|我省|我区|城乡)+|年末|期末"
)
ENDING = re.compile(r"(?:人数|人次数|数量|总数|总人数|数|情况|水平)$")


@dataclass(frozen=True)
class Name:
    """A name by which the catalogue or a fact knows an indicator, and its unit and measure."""

    indicator_id: str
    name: str
    unit: str = ""
    measure: str = ""


def bare(label: str) -> str:
    """A label without its unit, brackets, region and the ending that says it is a number."""
    # 完成新增就业目标任务150万人 speaks of the jobs
    name = NOT_OF_NAME.sub("", clean(label).text.removesuffix("目标任务"))
    name = NOT_OF_NAME.sub("", name)
    return ENDING.sub("", name) or name


class Matcher:
    """Names of indicators, asked for the nearest to a label."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = list({(name.indicator_id, bare(name.name)): name for name in names}.values())

    @cached_property
    def _bare(self) -> list[str]:
        return [bare(name.name) for name in self.names]

    def near(self, candidate: Candidate) -> tuple[tuple[str, int], ...]:
        """The three nearest indicators with their scores, the nearest first; a unit of another kind lowers a score."""
        from rapidfuzz import fuzz, process

        label = bare(candidate.label_raw.split("：")[-1] if "其中" in candidate.label_raw else candidate.label_raw)
        if not label or not self.names:
            return ()
        best: dict[str, int] = {}
        fitting_measure: set[str] = set()
        for _, score, i in process.extract(label, self._bare, scorer=fuzz.ratio, limit=12):
            name = self.names[i]
            fitting = score - (0 if self._fits(candidate, name) else 35)
            best[name.indicator_id] = max(best.get(name.indicator_id, 0), round(fitting))
            if name.measure in MEASURES.get(candidate.basis, ()):
                fitting_measure.add(name.indicator_id)
        return tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0] not in fitting_measure, pair[0]))[:3])

    @staticmethod
    def _fits(candidate: Candidate, name: Name) -> bool:
        if candidate.target_form == "growth" and name.measure != "growth_rate":
            return False
        if not candidate.unit or not name.unit or candidate.target_form == "change":
            return True
        return (candidate.unit in RATES) == (name.unit in RATES)

    def matched(self, candidate: Candidate) -> Candidate:
        """The candidate with its nearest indicators; with an indicator where one is near enough."""
        near = self.near(candidate)
        if not near:
            return candidate
        found, score = near[0]
        return replace(candidate, near=near, match_score=score, indicator_id=found if score >= LIKELY else "")

    def measure_of(self, indicator_id: str) -> str:
        """The measure of an indicator, or an empty text."""
        return next((name.measure for name in self.names if name.indicator_id == indicator_id and name.measure), "")

    def unit_of(self, indicator_id: str) -> str:
        """The unit of an indicator, or an empty text."""
        return next((name.unit for name in self.names if name.indicator_id == indicator_id and name.unit), "")
