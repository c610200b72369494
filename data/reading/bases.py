"""Role, years and basis of a number in running text (issue 16, What counts as right)."""

import re

from data.reading.heading import Heading
from data.reading.naming import Said
from data.reading.natures import LEVEL, is_flow, is_mean_of_years
from data.reading.spans import Span

Years = tuple[int | None, int | None]
EACH_YEAR = re.compile(r"每年|年均(?!浓度|气温|降水|值|水平|受教育|收入)|年平均(?!浓度|气温)|逐年")
MEAN = re.compile(r"平均|均值|均为")
REACHED = re.compile(r"(?:达到?|增至|增加到|提高到|突破|超过|超)(?:了|约)?$")


def role_of(span: Span | None, is_done: bool, heading: Heading) -> tuple[str, Years]:
    """Role and years: done where the years lie before those planned for; without years by the chapter."""
    now, period = heading.now, heading.period
    if span:
        if now is None:
            return ("actual" if is_done else "target"), (span.first, span.last)
        if span.last < now or span.is_since:
            return "actual", (span.first, span.last)
        return "target", (span.first, span.last)
    if now is None or period is None:
        return ("actual" if is_done else "target"), (None, None)
    if is_done:
        return "actual", (now - 1, now - 1) if heading.is_annual else (now - 5, now - 1)
    return "target", period


def basis_of(
    said: Said,
    sentence: str,
    unit: str,
    form: str,
    years: Years,
    span: Span | None,
    heading: Heading,
) -> tuple[str, Years]:
    """basis and the years it runs over, by the name, the verb and the words before (issue 16, What counts as right)."""
    label, left, at = said.subject.label, said.left, said.quantity.start
    first, last = years
    run = run_of(span, years, heading)
    if form == "growth":
        is_mean = bool(re.search(r"年均|年平均", sentence[max(0, at - 30) : at]))
        return ("average", run) if is_mean else ("at_end", (first if first == last else last, last))
    if form == "change":
        return ("each_year", years) if re.search(r"年均|每年", left) else ("at_end", (last, last))
    yearly = EACH_YEAR.search(left + label)
    if yearly and not re.search(r"年均(?:受教育|收入|气温)", left):
        return ("average" if unit in ("%", "‰") and "年均" in yearly[0] else "each_year"), run
    if is_mean_of_years(label):
        return ("average" if run[0] != run[1] or MEAN.search(left) else "at_end"), run
    if unit in ("%", "‰") and re.search(r"平均|均值", left):
        return "average", years
    flows = is_summed(said, unit)
    if flows and "每年" in _before_in_sentence(sentence, at) and not _names_years(sentence, at, heading):
        return "each_year", run
    if not flows:
        return "at_end", (last, last)
    return "total", run


def run_of(span: Span | None, years: Years, heading: Heading) -> Years:
    """The years in which something is done until an end (到2025年累计…): from the first that the document plans for."""
    first, last = years
    if span and span.is_end and last is not None and first == last and heading.period and heading.period[0] <= last:
        return heading.period[0], last
    return years


def _before_in_sentence(sentence: str, at: int) -> str:
    """The words of a clause group before a position, without brackets that were closed; 累计 ends what 每年 began."""
    sentence = sentence[:at]
    sentence = sentence[max(sentence.rfind("；"), sentence.rfind("累计")) + 1 :]
    words = re.sub(r"\([^()]*\)", "", sentence)
    return words if words.count("(") <= words.count(")") else words[words.rfind("(") :]


def _names_years(sentence: str, at: int, heading: Heading) -> bool:
    words = sentence[:at]
    return any(span.start > words.rfind("每年") for span in heading.calendar.spans(words))


def is_summed(said: Said, unit: str) -> bool:
    """Whether a number adds up over its span: its name or the verb before it says that something is done."""
    label = said.subject.label
    if unit in ("%", "‰", "个百分点", "年", "岁", "倍"):
        return False
    if "五年" in said.left and "累计" in said.left:
        return True
    if (
        said.subject.manner == "reaches"
        and re.search(r"累计|总量|总数", label + said.left)
        and not re.search(r"新", label)
    ):
        return False
    if is_flow(label, unit) or ("累计" in said.left and not REACHED.search(said.left)):
        return True
    if said.subject.manner == "reaches" and not re.search(r"(?:完成|实现|安排)(?:了)?[^，]{0,3}$", said.left):
        return False
    if LEVEL.search(label):
        return False
    return said.subject.acts or said.subject.found == "after"
