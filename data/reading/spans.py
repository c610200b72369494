"""The years that a text speaks of: periods by their number, dates, this year and last year, five years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.reading.characters import HAN

# words after which years are only set beside others
REFERENCES = ("较", "比", "相比", "相较于", "高于", "低于", "快于", "多于", "优于", "好于", "由", "从")
DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
ORDINAL = r"(?:[二三]?十[一二三四五六七八九]?|[六七八九])"
# 十五五 without marks of quotation only where it cannot be another number: 目标, 时期 or an end follows
AS_PERIOD = r"(?=规划|时期|期|末|以来|目标|收官|开局|发展|实际|完成|累计|预期|主要)"
NAMED = (
    rf"[“\"'‘](?P<period>{ORDINAL})五[”\"'’]|(?<![一二三四五六七八九十(第])(?P<bare>十[一二三四五六七八九]|二十[一二三]?)五{AS_PERIOD}"
    rf"|第(?P<ordinal>{ORDINAL})个五年"
)
YEAR = r"(?:(?:19|20)\d\d|二[〇○零]\d?[〇○零一二三四五六七八九]{2})"
SPAN = re.compile(
    rf"(?P<reference>较|比|相比|相较于|高于|低于|快于|多于|优于|好于|在|由|从)?(?:到|至|截至|截止)?(?:“(?=(?:19|20)))?(?:"
    rf"(?P<first>{YEAR})年?(?:—{{1,2}}|-|~|至|到)(?P<last>{YEAR})年?"
    rf"|(?P<until>(?:到|至|截至|截止))?(?P<year>{YEAR})年(?P<close>年?底|年?末|前)?"
    rf"|(?:{NAMED})(?:规划)?(?P<part>期末|末期|末|以来|期间|时期|期|前[两三四]年|后[两三四]年|收官之年|开局之年|首年)?"
    rf"|(?P<this>今年|本年度?|(?<![一二两三四五六七八九十几数\d])年内|全年(?=[^，。]{{0,3}}(?:力争|确保|预计|计划|要|完成目标)))"
    rf"|(?P<coming>明年|来年|下一年度?)"
    rf"|(?P<before>(?:去年|上年|上一年)(?:同期|末|底)?|过去(?:的)?一年|过去这?一年|一年来|这一年|刚刚过去的一年)"
    rf"|(?P<five>(?:过去|近|这|前|上一?个?)?(?:的)?(?:五|5)年(?:来|间|里|中)|(?:过去|这|前|近)(?:的)?(?:五|5)年)"
    rf"|(?P<next>(?:未来|今后|接下来的?)(?:的)?(?:五|5)年|(?<![毕业后前近\d])(?:五|5)年之?内(?!的))"
    rf"|(?<!近)(?<!这)(?<!前)(?P<whole>[三五两四])年(?=累计|共|新增|新建)"
    rf"|(?P<some>(?:未来|今后)?(?:的)?(?<![业后\d])(?P<count>[三两四]|3|2|4)年(?:来|间|内))"
    rf")"
)


@dataclass(frozen=True)
class Span:
    """Years first to last; `is_end` says that the last of them is meant (到2030年, “十四五”末)."""

    first: int
    last: int
    start: int
    end: int
    is_end: bool = False
    is_reference: bool = False
    is_since: bool = False
    is_whole: bool = False


def ordinal(words: str) -> int:
    """十四 is 14, 二十 is 20."""
    tens, is_tens, ones = words.partition("十")
    if not is_tens:
        return DIGITS[words]
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def named(found: re.Match[str]) -> str:
    """The ordinal in a match of NAMED: 十五 of “十五五”."""
    return found["period"] or found["bare"] or found["ordinal"] or ""


def period_years(words: str) -> tuple[int, int]:
    """First and last year of a five-year plan by its number: the sixth ran from 1981, each later one follows."""
    first = 1951 + 5 * ordinal(words)
    return first, first + 4


def year_of(words: str) -> int:
    """2025 or 二〇二五 as a number."""
    return int("".join(str(DIGITS.get(c, c)) if c not in "○" else "0" for c in words))


@dataclass(frozen=True)
class Calendar:
    """What words such as 今年 mean in a document: `now` is the first year that it plans for, `period` its span.

    `this` is the year that 今年 means where that is another, as in a summary of the year that ends.
    """

    now: int | None
    period: tuple[int, int] | None = None
    this: int | None = None

    def _resolved(self, found: re.Match[str]) -> tuple[int, int, bool, bool] | None:
        """first, last, is_end, is_since of one mention; none where the document does not tell."""
        if found["first"]:
            first, last = year_of(found["first"]), year_of(found["last"])
            return (first, last, False, False) if first <= last <= first + 30 else None
        if found["year"]:
            year = year_of(found["year"])
            if self.now and year < self.now and found.string[found.end() :].startswith("以来"):
                return year, self.now - 1, False, True
            lead = found.string[max(0, found.start("year") - 1) : found.start("year")]
            return year, year, bool(found["close"]) or lead in ("到", "至"), False
        name = named(found)
        if name:
            return self._of_period(*period_years(name), found["part"] or "")
        if self.now is None:
            return None
        this = self.this or self.now
        if found["this"]:
            return this, this, False, False
        if found["coming"]:
            return this + 1, this + 1, False, False
        if found["whole"]:
            first, last = self.period or (0, 0)
            if first == last and DIGITS.get(found["whole"]) == 5:
                return self.now - 5, self.now - 1, False, False
            return (first, last, False, False) if last - first + 1 == DIGITS.get(found["whole"], 2) else None
        if found["before"]:
            return this - 1, this - 1, False, False
        if found["five"]:
            return self.now - 5, self.now - 1, False, False
        if found["next"]:
            return self.now, self.now + 4, False, False
        return None

    def _of_period(self, first: int, last: int, part: str) -> tuple[int, int, bool, bool]:
        if part in ("期末", "末期", "末", "收官之年"):
            return last, last, True, False
        if part in ("开局之年", "首年"):
            return first, first, False, False
        if part[:1] in "前后" and part:
            years = {"两": 2, "三": 3, "四": 4}[part[1]]
            return (
                (first, first + years - 1, False, False) if part[0] == "前" else (last - years + 1, last, False, False)
            )
        if part == "以来":
            done = last if self.now is None else min(last, max(first, self.now - 1))
            return first, done, False, True
        return first, last, False, False

    def spans(self, text: str) -> Iterator[Span]:
        """The spans that a cleaned sentence names, in order; those after 较 or 比 are only set beside."""
        for found in SPAN.finditer(text):
            years = self._resolved(found)
            if found[0].endswith(("规划", "纲要")) and not re.match(r"目标|期", text[found.end() :]):
                continue
            if years is None or re.match(rf"[{HAN}“]?(?:规划|纲要|行动|计划)(?![目期])", text[found.end() :][:4]):
                continue
            before, after = text[: found.start()], text[found.end() :]
            is_reference = (
                found["reference"] in REFERENCES
                or bool(
                    re.match("的?基础上?", after)
                    # 是2007年的2.1倍, 创2010年以来最好水平
                    or (re.search(r"(?:是|为|达|相当于)$", before) and re.match(r"的\d", after))
                    # 锚定2035年远景目标 names where it leads, not when
                    or (
                        re.search(r"(?:实现|锚定|对标|对照|面向|衔接|围绕|着眼)(?:到)?$", before)
                        and after[:2] == "远景"
                    )
                    or (re.search(r"创(?:下|造)?$", before) and after.startswith("以来"))
                )
            )
            # 2000年前建成的小区, and what lies long before the plan, dates things and no figure
            is_old = self.now is not None and years[1] < self.now - 12
            is_reference = (
                is_reference or is_old or bool(re.match(r"(?:底|末)?(?:以前|之前|前)?(?:建成|建造|竣工|投用)的", after))
            )
            is_whole = bool(found["whole"])
            yield Span(years[0], years[1], found.start(), found.end(), years[2], is_reference, years[3], is_whole)
