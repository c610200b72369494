"""Role, years and basis of a number in running text (issue 16, What counts as right)."""

import re

from data.reading.heading import Heading
from data.reading.natures import is_flow, is_mean_of_years
from data.reading.said import Said
from data.reading.spans import Span, year_of
from data.reading.subjects import DEEDS, FLOW_VERBS, manner_of
from data.reading.vocabulary import any_of

Years = tuple[int | None, int | None]
NOT_MEAN = r"(?!浓度|气温|降水|值|水平|受教育|收入)"
EACH_YEAR = re.compile(rf"每年|年均{NOT_MEAN}|年平均{NOT_MEAN}|逐年")
# the numbers that a mean is told of together: 年均分别增长4.4%、10%
CHAIN = re.compile(r"(?:\d[\d.]*%(?:左右|以上|以内)?(?:、|和|与|，)?(?:和|与)?)+$")
MEAN = re.compile(r"平均|均值|均为")
# what stands at an end however it came there, and what adds up although it sounds like that
STOCK = re.compile(
    r"率$|率\(|占比|比例|比重|总量|总数|保有量|拥有|参保|在校生|覆盖面|持卡|寿命|年限|密度$|人均|每[千万百十]|水平$|强度$|浓度|总值|产值|增加值|收入$|总收入|产量|余额|指数|存量$|装机|里程|总额|吞吐量|客流量|货运量|客运量|用电量|发电量|总投资|规模$|^(?!推广).*(?:播种|种植|养殖|耕地|绿地|建成区|场地|保有)面积|容量|能力|^年(?!度|营业|销售|产值|收入|投资)"
)
ADDS = re.compile(
    rf"^(?:荣?获|斩获|摘得|入选|新(?:升|入|晋|集|退|注|发放|签|纳|落户|获|引|增|建|设|开|认|培|评|上市|投|改|造|打|创|组|布|命|推|申|挂|竣|招))|(?:^|[^已未])(?:(?!{any_of('also_noun')})(?:{FLOW_VERBS}))"
    rf"|惠及|^向.*报告|带动(?:销售|消费|就业|投资|增收)|净入库|^(?:带动|拉动|吸引|撬动|争取|支持|更新|推广|运输|改善|通过.{{2,6}}去化|对接|整合|优化|升级|联系|接待)|^降低.*成本|(?:人员|毕业生|农民工|劳动力|退役军人|残疾人)(?:实现|转移)?再?就业$|(?:留.{{1,2}}|外出|吸纳|带动|促进|实现).{{0,4}}(?:就业|务工)$|就近就业$|(?:{DEEDS}|减量|扩边|让利|减费|降费|去化|消纳|投入资金|安排资金)$"
)
# a rate that is kept under a limit (控制在3%以内) is promised for the whole span
HELD = re.compile(r"控制在$")
REACHED = re.compile(r"(?:达到?|增至|增加到|提高到|突破|超过|超)(?:了|约)?$")


def role_of(span: Span | None, is_done: bool, heading: Heading) -> tuple[str, Years]:
    """Role and years: done where the years lie before those planned for; without years by the chapter."""
    now, period = heading.now, heading.period
    if span:
        if now is None:
            return ("actual" if is_done else "target"), (span.first, span.last)
        if span.last < now or span.is_since or (is_done and heading.tells_done and span.last <= _written(heading)):
            return "actual", (span.first, span.last)
        return "target", (span.first, span.last)
    if now is None or period is None:
        return ("actual" if is_done else "target"), (None, None)
    if is_done:
        return "actual", (now - 1, now - 1) if heading.is_annual else (now - 5, now - 1)
    return "target", period


def _written(heading: Heading) -> int:
    """The year in which a document was written: an evaluation tells what was done until then."""
    return year_of(heading.date[:4]) if heading.date else (heading.period or (0, 0))[1]


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
        is_mean = bool(re.search(rf"年均{NOT_MEAN}|年平均{NOT_MEAN}", _own_words(sentence[:at])))
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
    flows = is_summed(said, unit) or _is_spent(said, unit, span)
    if flows and "每年" in _before_in_sentence(sentence, at) and not _names_years(sentence, at, heading):
        return "each_year", run
    if (
        not flows
        and span
        and said.names_years
        and not span.is_end
        and HELD.search(left)
        and said.quantity.comparator == "le"
    ):
        return "at_end", years
    if not flows:
        return "at_end", (last, last)
    return "total", run


def _own_words(before: str) -> str:
    """The words of a clause that belong to a number: back over those told together with it, up to the one before."""
    before = CHAIN.sub("", before)
    return re.split(r"[，。；：:]|\d(?=[^\d.])", before)[-1]


def run_of(span: Span | None, years: Years, heading: Heading) -> Years:
    """The years in which something is done until an end (到2025年累计…): from the first that the document plans for."""
    first, last = years
    if span and span.is_end and last is not None and first == last and heading.period and heading.period[0] <= last:
        return heading.period[0], last
    return years


def _is_spent(said: Said, unit: str, span: Span | None) -> bool:
    """Money of several years together: “十三五”期间固定资产投资达到1.5万亿元."""
    is_span = span is not None and span.first != span.last and not span.is_end
    is_kept = re.search(r"(?:保持|稳定|维持)在?$", said.left)
    return (
        is_span and not is_kept and "元" in unit and bool(re.search(r"(?:(?<!总)投资|投入|支出)$", said.subject.label))
    )


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
    reaches = said.subject.manner == "reaches" and bool(manner_of(said.left))
    is_done = re.search(r"(?:完成|实现|安排|惠及|覆盖)(?:了)?[^，]{0,3}$", said.left)
    if reaches and not is_done and re.search(r"累计|总量|总数", label + said.left) and not re.search(r"新", label):
        return False
    if re.search(r"规模$", said.left) and not label.startswith("新"):
        return False
    if re.search(r"(?:保持|稳定|维持)在?$", said.left) and not re.search(r"新增|净增", label):
        return False
    if is_flow(label, unit) or ("累计" in said.left and not REACHED.search(said.left)):
        return True
    if reaches and not is_done:
        return False
    if STOCK.search(label):
        return False
    if (
        is_done
        or said.subject.acts
        or said.subject.found in ("after", "for")
        or (ADDS.search(label) and not re.search("(?<!完成交易金)(?<!完成投资)(?<!完成交易)(?<!完成融资)额$", label))
    ):
        return True
    return ("元" in unit and label.endswith("投资")) or unit.endswith(("人次", "场次", "次"))
