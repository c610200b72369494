"""What the heading of a document says: its title, number, date, region, issuer, and the years that it plans for."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from data.reading.spans import NAMED, YEAR, Calendar, named, period_years, year_of

KINDS = r"规划|纲要|方案|要点|报告|计划|意见|安排|措施|任务|建议|公报"
TITLE = re.compile(rf"^(?:关于)?[^。；]{{4,70}}?(?:{KINDS})(?:的通知)?(?:\([^)]*\))?(?:正文|摘要)?$")
# lines that only look like a title: what is handed on, a chapter, a date or a subtitle, an address
NO_TITLE = re.compile(
    r"现将|印发给|目录|http|^[一二三四五六七八九十]{1,3}、|^\([一二三四五六七八九十]|^—|^(?:19|20)\d\d年\d"
)
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}(?:字|函|发|办|规|规划)?[\[(](?:19|20)\d\d[\])]\d+号")
DATE = re.compile(
    rf"({YEAR})年(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月(?:(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日)?"
)
DASHED_DATE = re.compile(r"(?<!\d)(20\d\d)[—\-/.](\d{1,2})[—\-/.](\d{1,2})(?!\d)")
NAMED_PERIOD = re.compile(NAMED)
YEARS = re.compile(rf"({YEAR})年?(?:—{{1,2}}|-|~|至|到)({YEAR})年?")
ANNUAL = re.compile(rf"({YEAR})年(?!前)(?:度)?")
# the first chapter of a work report tells of the year before the one that it plans for
REVIEWED = re.compile(
    rf"^(?:一、|第一部分)?[^。；，]{{0,16}}?({YEAR})年[^。；，]{{0,16}}(?:回顾|总结|成就|成效|成绩|情况)"
)
HAN = r"\u4e00-\u9fff"
LEVELS = "特别行政区|自治区|自治州|自治县|自治旗|省|市|地区|盟|州|县|新区|(?<![园城社景辖])区|旗"
PLACE = re.compile(rf"(?:(?!全|我|本|各|关于|中共|印发)[{HAN}]{{2,9}}?(?:{LEVELS}))+")
NATION = re.compile(r"^(?:中华人民共和国|全国|国务院|国家)")
SEATED = re.compile(rf"在(?P<place>[{HAN}]{{2,20}}?)第[{HAN}\d]{{1,4}}届")
OFFICES = r"人民政府办公[厅室]|人民政府|委员会办公室|委员会|领导小组办公室|领导小组|办公[厅室]|调查总?队|[厅局委部院]"
ISSUER = re.compile(rf"^(?:国务院(?:办公厅)?(?=$|关于)|(?:中共)?[{HAN}、]{{2,40}}?(?:{OFFICES})(?=$|关于|印发))")


@dataclass(frozen=True)
class Heading:
    """Title, number and date as printed (cleaned), and the span that the document plans for, where it says one.

    region and issuer are as printed too, empty where the heading names none; of several issuers all, divided by 、.
    Of a table, the span that its own caption names; `tells_results` where the caption speaks of what was reached.
    """

    title: str = ""
    number: str = ""
    date: str = ""
    period: tuple[int, int] | None = None
    is_annual: bool = False
    region: str = ""
    issuer: str = ""
    tells_results: bool = False

    @property
    def now(self) -> int | None:
        """The first year that the document plans for."""
        return self.period[0] if self.period else None

    @property
    def tells_done(self) -> bool:
        """Whether the whole document tells what was done: a bulletin of results, a summary, an evaluation."""
        return bool(re.search(r"统计公报|工作总结|完成情况|评估报告|执行情况", self.title))

    @property
    def calendar(self) -> Calendar:
        """What 今年 and 五年来 mean in this document."""
        # a summary of a year is written in it, or as if it were
        return Calendar(
            self.now, self.period, self.now - 1 if self.tells_done and self.is_annual and self.now else None
        )


def _named(text: str) -> tuple[int, int] | None:
    found = NAMED_PERIOD.search(text)
    return period_years(named(found)) if found else None


def _period(title: str, date: str, lines: list[str]) -> tuple[tuple[int, int] | None, bool]:
    """The span of a document and whether it is one year: by title, else date, else what it names first."""
    text = "\n".join(lines)
    is_report = "工作报告" in title + text[:200]
    reviewed = next((year_of(found[1]) for line in lines[:60] if len(line) < 50 and (found := REVIEWED.match(line))), 0)
    if is_report and reviewed:
        return (reviewed + 1, reviewed + 1), True
    ranged = YEARS.search(title)
    if ranged and "报告" not in title:
        return (year_of(ranged[1]), year_of(ranged[2])), False
    annual = ANNUAL.search(title)
    if annual and re.search(r"公报|总结|完成情况|评估|执行情况", title):
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
    if is_report and (date or early):
        year = year_of(date[:4]) if date else early[0]
        return (year, year), True
    return _period_of_text(text, date, early)


def _period_of_text(text: str, date: str, early: list[int]) -> tuple[tuple[int, int] | None, bool]:
    """The span of a document whose title says none: the period whose goals it names, else its date."""
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
    number = next((found[0] for line in top if (found := NUMBER.search(line))), "")
    title = _title(lines)
    date = _date(lines)
    period, is_annual = _period(title, date, lines)
    issuer = _issuer(lines)
    region = _region(title, issuer, top)
    if not issuer and "政府工作报告" in title + "".join(top[:6]) and region:
        issuer = f"{region}人民政府"
    return Heading(title, number, date, period, is_annual, region, issuer)


def _title(lines: list[str]) -> str:
    """The title: the line of the top that names a kind of document, best one that says its years and is no notice."""
    top = lines[:60]
    titles = [line for line in top if TITLE.match(line) and not NO_TITLE.search(line)]
    # a title may be broken over two lines: …发展 / “十五五”规划
    joined = [
        first + second
        for first, second in pairwise(top)
        if len(first) < 40
        and len(second) < 40
        and TITLE.match(first + second)
        and not re.search(r"[。，：]", first)
        and not NO_TITLE.search(first)
        and not NO_TITLE.search(second)
    ]
    best = sorted(titles[:6] + joined[:4], key=lambda line: (not _says_years(line), "通知" in line))
    return best[0] if best else (lines[0][:60] if lines else "")


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


def _date(lines: list[str]) -> str:
    """The date: of the session, else a line of its own at the top or below the text, else the last that the top has."""
    top, end = lines[:45], lines[-12:]
    seated = [line for line in top if SEATED.search(line)]
    alone = [line for line in (*top, *end) if re.fullmatch(rf"\(?{DATE.pattern}\)?", line)]
    short = [line for line in top if len(line) < 120]
    for chosen in (seated[:1], alone[-1:] if alone else [], short):
        dates = [found[0] for line in chosen if (found := DATE.search(line))]
        if dates:
            return dates[-1]
    dashed = next((found for line in top[:20] if len(line) < 60 and (found := DASHED_DATE.search(line))), None)
    return f"{dashed[1]}年{int(dashed[2])}月{int(dashed[3])}日" if dashed else ""


def _issuer(lines: list[str]) -> str:
    """Who signs: offices that stand alone at the top or before 关于印发, else those above the date at the end."""
    for part in (lines[:15], lines[-6:]):
        found = []
        for line in part:
            if re.search(r"[:，。]", line):
                continue
            # the blank between two offices that sign together is gone: X市教育局X市财政局
            alone = re.split(rf"文件|(?<=[局会厅委部室府])(?={re.escape(line[:3])}|国家)", line)
            names = [name[0] for piece in alone if (name := ISSUER.match(piece))]
            found += [name for name in names if "关于" not in name and len(name) > 2]
        if found:
            return "、".join(dict.fromkeys(found[:3]))
    return ""


def _region(title: str, issuer: str, top: list[str]) -> str:
    """The place that the title begins with, else that of the session, of the issuer or of the first lines."""
    bare = re.sub(rf"^(?:关于|印发|《|中共|{YEAR}年)+", "", title)
    for text in (bare, issuer):
        if NATION.match(text):
            return "全国"
        found = PLACE.match(text)
        if found:
            return found[0]
    for line in top[:30]:
        seated = SEATED.search(line)
        if seated:
            found = PLACE.match(seated["place"])
            return found[0] if found else seated["place"]
    return next((found[0] for line in top[:8] if len(line) < 40 and (found := PLACE.match(line))), "")
