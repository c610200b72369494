"""What the heading of a document says: its title, number, date, and the years that it plans for."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from data.reading.spans import NAMED, YEAR, Calendar, named, period_years, year_of

KINDS = r"规划|纲要|方案|要点|报告|计划|意见|安排|措施|任务|建议|公报"
TITLE = re.compile(rf"^(?:关于)?[^。；]{{4,70}}?(?:{KINDS})(?:的通知)?(?:\([^)]*\))?(?:正文)?$")
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}(?:字|函|发|办|规|规划)?[\[(](?:19|20)\d\d[\])]\d+号")
DATE = re.compile(
    rf"({YEAR})年(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月(?:(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日)?"
)
NAMED_PERIOD = re.compile(NAMED)
YEARS = re.compile(rf"({YEAR})年?(?:—{{1,2}}|-|~|至|到)({YEAR})年?")
ANNUAL = re.compile(rf"({YEAR})年(?!前)(?:度)?")


@dataclass(frozen=True)
class Heading:
    """Title, number and date as printed (cleaned), and the span that the document plans for, where it says one.

    Of a table, the span that its own caption names; `tells_results` where the caption speaks of what was reached.
    """

    title: str = ""
    number: str = ""
    date: str = ""
    period: tuple[int, int] | None = None
    is_annual: bool = False
    tells_results: bool = False

    @property
    def now(self) -> int | None:
        """The first year that the document plans for."""
        return self.period[0] if self.period else None

    @property
    def calendar(self) -> Calendar:
        """What 今年 and 五年来 mean in this document."""
        return Calendar(self.now, self.period)


def _named(text: str) -> tuple[int, int] | None:
    found = NAMED_PERIOD.search(text)
    return period_years(named(found)) if found else None


def _period(title: str, date: str, text: str) -> tuple[tuple[int, int] | None, bool]:
    """The span of a document and whether it is one year: by title, else date, else what it names first."""
    ranged = YEARS.search(title)
    if ranged and "报告" not in title:
        return (year_of(ranged[1]), year_of(ranged[2])), False
    annual = ANNUAL.search(title)
    if annual and re.search(r"公报|总结|完成情况|评估", title):
        year = year_of(annual[1]) + 1
        return (year, year), True
    if annual and not re.search(rf"(?:{NAMED}).*(?:规划|纲要)", title) and not title.startswith("到"):
        year = year_of(annual[1])
        return (year, year), True
    in_title = _named(title)
    if in_title:
        return in_title, False
    # the head of a table says no year of the document
    top = "\n".join(line for line in re.split(r"(?:^|\s)(?:序号|指标)", text[:300])[0].split("\n") if len(line) > 12)
    early = [year_of(found[1]) for found in ANNUAL.finditer(top)]
    if re.search(r"工作报告", title + text[:200]) and (date or early):
        year = year_of(date[:4]) if date else early[0]
        return (year, year), True
    periods = [period_years(named(found)) for found in NAMED_PERIOD.finditer(text)]
    planned = [
        period_years(named(f))
        for f in re.finditer(rf"(?:{NAMED})(?:规划)?(?:时期|期间)?(?:主要|发展|规划)?(?:目标|指标)", text)
        if named(f)
    ]
    if planned:
        return max(planned), False
    dated = year_of(date[:4]) if date else None
    if dated and not any(first <= dated <= last and periods.count((first, last)) > 4 for first, last in set(periods)):
        return (dated, dated), True
    if periods:
        return max(set(periods), key=periods.count), False
    years = re.findall(r"(20\d\d)年?(?:目标|规划|计划)", text)
    based = re.findall(r"(20\d\d)年?(?:基数|基期|现状|实际|完成|末)", text)
    if years and based and max(years) > max(based):
        return (int(max(based)) + 1, int(max(years))), False
    return ((early[0], early[0]), True) if early else (None, False)


def heading_of(lines: list[str]) -> Heading:
    """The heading of a document by its cleaned lines."""
    top = lines[:60]
    numbers = (NUMBER.search(line) for line in top)
    dates = [found for line in top[:45] if len(line) < 120 and (found := DATE.search(line))]
    titles = [
        line
        for line in top
        if TITLE.match(line)
        and not re.search(r"现将|印发给|目录|http|^[一二三四五六七八九十]{1,3}、|^\([一二三四五六七八九十]", line)
    ]
    # a title may be broken over two lines: …发展 / “十五五”规划
    joined = [
        first + second
        for first, second in pairwise(top)
        if len(first) < 40 and len(second) < 40 and TITLE.match(first + second) and not re.search(r"[。，：]", first)
    ]
    best = sorted(titles[:6] + joined[:4], key=lambda line: (not _says_years(line), "通知" in line))
    title = best[0] if best else (lines[0][:60] if lines else "")
    number = next((found[0] for found in numbers if found), "")
    date = dates[-1][0] if dates else ""
    period, is_annual = _period(title, date, "\n".join(lines))
    return Heading(title, number, date, period, is_annual)


RESULTS = re.compile(r"(?:完成|实现|进展|执行|落实)(?:情况|结果)|完成率|主要成就|取得的成[就效]")


def heading_of_table(heading: Heading, captions: list[str]) -> Heading:
    """What the captions of a table say of its years, else what the document says.

    A table of results without a period of its own tells of the one before the plan.
    """
    text = "\n".join(captions)
    periods = {period_years(named(found)) for found in NAMED_PERIOD.finditer(text)}
    tells_results = bool(RESULTS.search(text)) and not re.search(r"目标(?!.*(?:完成|实现|进展))", text)
    if len(periods) == 1:
        (period,) = periods
        # a plan of three years is not one of five, whatever the caption calls the time
        is_other = heading.period is None or heading.is_annual or period[1] < heading.period[0]
        own = replace(heading, period=period, is_annual=False) if is_other else heading
        return replace(own, tells_results=tells_results)
    if tells_results and not periods and heading.period and not heading.is_annual:
        first, last = heading.period
        return replace(heading, period=(2 * first - last - 1, first - 1), tells_results=True)
    return replace(heading, tells_results=tells_results and not periods)


def _says_years(title: str) -> bool:
    return bool(NAMED_PERIOD.search(title) or ANNUAL.search(title) or YEARS.search(title))
