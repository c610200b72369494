"""Quantified statements in running text: what was done, what is promised, for which years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from data.reading.candidates import Candidate
from data.reading.heading import Heading
from data.reading.natures import LEVEL, PEOPLE, is_flow, is_mean_of_years
from data.reading.outline import Passage, Place
from data.reading.quantities import Quantity, quantities, scales_alone
from data.reading.spans import Span
from data.reading.subjects import (
    KEPT_VERBS,
    LEAD_VERB,
    LEADING,
    ONLY_VERBS,
    Subject,
    listed,
    manner_of,
    noun_after,
    noun_before,
    verb_before,
)
from data.reading.telling import is_told
from data.reading.wordings import goals_in_words

# no sentence is longer than that; what is, is no prose, and would only take time
SENTENCE = re.compile(r"[^。！？!?]{1,1500}[。！？!?]?")
CLAUSE_END = "，；：。:！？"
BARE_MEASURE = re.compile(
    r"增速|增幅|比重|占比|涨幅|降幅|总量|总数|保有量|规模|产量|产值|余额|覆盖率|增加值|总投资|投资"
)
STRIVE = re.compile(r"力争|争创|争取|努力")
EACH_YEAR = re.compile(r"每年|年均(?!浓度|气温|降水|值|水平|受教育|收入)|年平均(?!浓度|气温)|逐年")
MEAN = re.compile(r"平均|均值|均为")
FROM = re.compile(r"(?:从|由)(?:[^，。；从由]{0,12}?)$")
RISES = re.compile(
    r"^[^，。；\d]{0,4}?(?:提高|提升|增加|增长|上升|扩大|下降|降低|降|增|减少|缩小|压缩|压减|缩短|延长|拓展|升|跃升|发展|扩展|上调|提标)[^，。；\d]{0,3}?(?:到|至|为)?$"
)
COMPLETED = re.compile(r"完成[^，。；]{0,6}(?:目标|计划|任务)(?:任务|数)?$")
COMPLETION = re.compile(
    r"完成[^，。；]{0,10}(?:目标|任务|计划)[^，。；]{0,14}的$|(?:完成率|完成比例)(?:均)?(?:达到?|为|超过)?$"
)
REACHED = re.compile(r"(?:达到?|增至|增加到|提高到|突破|超过|超)(?:了|约)?$")
STANDARD = re.compile(r"补助|补贴|奖励|资助|津贴|奖补|标准")
STANDARD_MANNER = re.compile(r"每[人名户月个家][^，。；]{0,10}$|标准|一次性|给予|按|人均")
WORDS_LENGTH = 40


@dataclass
class Topic:
    """The years that a text speaks of until it names others: those of the chapter and those of the paragraph."""

    head: tuple[str, ...] = ()
    item: tuple[str, str] = ("", "")
    chapter: Span | None = None
    paragraph: Span | None = None


@dataclass(frozen=True)
class Said:
    """One number of a sentence with its name and the words around it."""

    quantity: Quantity
    subject: Subject
    left: str
    right: str
    names_years: bool = False


def read_passages(found: list[Passage], heading: Heading) -> list[Candidate]:
    """The candidates of the running text, in order."""
    topic = Topic()
    result: list[Candidate] = []
    for passage in found:
        if (passage.place.heads, (passage.place.box, passage.place.item)) != (topic.head, topic.item):
            topic = _under(passage.place, topic, heading)
        result += _paragraph(passage, topic, heading)
    return result


def _under(place: Place, topic: Topic, heading: Heading) -> Topic:
    """The topic under a new heading: its own years; where it names none and opens no chapter, those before."""
    item = (place.box, place.item)
    is_new = place.heads[:1] != topic.head[:1] or item != topic.item
    names_years = bool(place.heads) and any(True for _ in heading.calendar.spans(place.heads[-1]))
    return Topic(place.heads, item, place.span if is_new or names_years else topic.chapter)


def _paragraph(passage: Passage, topic: Topic, heading: Heading) -> Iterator[Candidate]:
    text = passage.line.text
    topic.paragraph = None
    is_first = True
    for found in SENTENCE.finditer(text, passage.start):
        sentence, offset = found[0], found.start()
        named = [span for span in heading.calendar.spans(sentence) if not _in_title(sentence, span)]
        spans = [span for span in named if not span.is_reference]
        opening = spans[0] if spans and _opens(sentence, spans[0]) else None
        if opening and (is_first or not _is_date(sentence, opening)):
            topic.paragraph = opening
            if is_first or re.search(r"主要(?:做了|预期|目标)|目标(?:是|为)", sentence):
                topic.chapter = opening
        said = list(_said(sentence, named))
        is_first = is_first and not said
        for one in said:
            yield _candidate(
                one, sentence, offset, passage, _span_at(one.quantity.start, spans, sentence, topic), heading
            )
        yield from _goals(sentence, offset, passage, spans, topic, heading)


def _is_date(sentence: str, span: Span) -> bool:
    """A year alone in the middle of a paragraph (2024年，…) holds for its sentence; 五年来 and 今年 hold on."""
    return bool(re.fullmatch(r"(?:到|至|截至)?20\d\d年(?:底|末)?", sentence[span.start : span.end])) and span.start < 2


def _in_title(sentence: str, span: Span) -> bool:
    return sentence[: span.start].count("《") > sentence[: span.start].count("》")


def _opens(sentence: str, span: Span) -> bool:
    """Whether a sentence begins with the years it speaks of: “十四五”期间，… or 今年是….

    A year that only belongs to a name (2025年目标任务顺利完成) opens nothing.
    """
    before = re.sub(
        r"^(?:——|一是|二是|三是|四是|五是|六是|各位代表|刚刚过去的|刚过去的|总的看|回顾|展望|综合[^，]{0,8}，建议|到|至|经过|这是|建议|回望|围绕|进入|综合|面向|立足|[（(\s“，])*",
        "",
        sentence[: span.start],
    )
    after = sentence[span.end :]
    return len(before) <= 2 and not re.match(r"(?:(?:主要|发展|各项)*目标任务|任务|规划|纲要)", after.lstrip("”"))


def _span_at(at: int, spans: list[Span], sentence: str, topic: Topic) -> Span | None:
    """The years of a number: the last that its sentence names before it, else those of paragraph and chapter.

    Years inside a bracket hold for the bracket alone.
    """
    before = [span for span in spans if span.end <= at and _same_bracket(sentence, span.end, at)]
    return before[-1] if before else topic.paragraph or topic.chapter


def _same_bracket(sentence: str, first: int, last: int) -> bool:
    depth = 0
    for character in sentence[first:last]:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return True


def _said(sentence: str, named: list[Span]) -> Iterator[Said]:
    """The numbers of a sentence that tell an amount, each with its name."""
    found = sorted([*quantities(sentence), *scales_alone(sentence)], key=lambda quantity: quantity.start)
    told = [quantity for quantity in found if is_told(sentence, quantity)]
    known: list[Said] = []
    names: list[str] = []
    for i, quantity in enumerate(told):
        after = told[i + 1] if i + 1 < len(told) else None
        start = _clause_start(sentence, quantity.start, known[-1].quantity.end if known else 0)
        left = _without(sentence, start, quantity.start, named)
        right = sentence[quantity.end : after.start if after else len(sentence)]
        if known and re.search(r"(?:目标|计划|任务)(?:任务|数)?(?:的)?$", left) and "完成" in left:
            names, held = [], known[-1].subject
            subject = (
                replace(held, found="inherited")
                if quantity.unit == "%"
                else replace(held, label=f"{held.label}目标任务")
            )
        elif known and quantity.unit == "%" and re.fullmatch(r"的", left):
            names, subject = [], known[-1].subject
        elif re.search(r"分别(?!，)", left):
            names = listed(left) or [one.subject.label for one in known[-_chain(told[i:], sentence) :]]
            subject = Subject(names.pop(0), "before", manner_of(left)) if names else _subject(left, right, known)
        elif names and re.fullmatch(r"(?:\([^()]*\))?[、和与及，]?(?:以及|左右)?", left):
            subject = Subject(names.pop(0), "before", known[-1].subject.manner)
        else:
            names = []
            is_next = bool(known) and start == known[-1].quantity.end
            subject = _subject(left, right, known[-1:], is_next)
            subject = _completed(subject, sentence[:start])
            if (
                subject.found != "after"
                and not subject.manner
                and quantity.start < quantity.number_start
                and not quantity.is_bracketed
            ):
                subject = replace(subject, manner="reaches")
            subject = _lent(subject, right, sentence, after)
        one = Said(
            quantity, subject, left, right, any(span.end <= quantity.start and not span.is_reference for span in named)
        )
        if subject.label:
            known.append(one)
            yield from _with_twins(one)


def _chain(told: list[Quantity], sentence: str) -> int:
    """How many numbers follow one another, divided by no more than 、 or 和."""
    count = 1
    for one, after in pairwise(told):
        if not re.fullmatch(r"(?:\([^()]*\))?[、和与及]?(?:以及)?", sentence[one.end : after.start]):
            break
        count += 1
    return count


def _without(sentence: str, start: int, end: int, spans: list[Span]) -> str:
    """The words between two positions without the years that they name: those are no part of a name."""
    kept = [i for i in range(start, end) if not any(span.start <= i < span.end for span in spans)]
    return "".join(sentence[i] for i in kept)


def _with_twins(said: Said) -> Iterator[Said]:
    """全程网办率和通办率达到100% speaks of two rates: both get the figure."""
    label = said.subject.label
    found = re.fullmatch(r"(.{2,24}?率)(?:和|与|、|及|以及)(.{2,12}率)", label)
    if not found or said.subject.found != "before":
        yield said
        return
    for name in found.groups():
        yield replace(said, subject=replace(said.subject, label=name))


def _clause_start(sentence: str, at: int, known_end: int) -> int:
    """Where the words begin that belong to a number: after the last comma, colon or number before it."""
    start = max((sentence.rfind(mark, 0, at) + 1 for mark in CLAUSE_END), default=0)
    opened = sentence.rfind("(", start, at)
    if opened >= 0 and ")" not in sentence[opened:at]:
        start = max(start, opened + 1)
    return max(start, known_end if known_end <= at else 0)


def _subject(left: str, right: str, known: list[Said], is_next: bool = False) -> Subject:
    """The name of a number: the noun before it, else the noun behind it, else the name of the number before.

    In a list (建设10个技师工作站、20个工作室) the words up to the comma belong to the number before; its verb holds on.
    """
    held = known[-1].subject if known else None
    if is_next and held and held.found == "after":
        left = re.split(r"[、和与及]", left)[-1] if re.search(r"[、和与及]", left) else left[len(held.label) :]
    in_list = bool(is_next and held and re.match(r"^(?:\([^()]*\))?(?:以上|左右)?[、和与及]|^$", left or "、"))
    is_part = bool(left.startswith("其中") and held and (held.acts or is_flow(held.label)))
    acts = bool(verb_before(left) or _acts(left)) or bool(in_list and held and held.acts) or is_part
    noun, manner = noun_before(left)
    if re.match(r"(?:的)?(?:补助|补贴|奖励|资助|奖补)", right):
        return Subject(noun_after(right), "after", "", acts)
    if verb_before(left) and not manner and len(noun_after(right)) > 1:
        return Subject(noun_after(right), "after", manner, acts)
    if re.fullmatch(r"\d+[类项大个批]{0,2}", noun) or (len(noun) == 2 and not manner and len(noun_after(right)) > 2):
        noun, acts = "", True
    if noun and len(noun) > 1 and not (noun == "其中" or (held and BARE_MEASURE.fullmatch(noun))):
        new = next((verb for verb in KEPT_VERBS if held and held.label.startswith(verb)), "")
        if in_list and held and held.found == "before" and new and not noun.startswith(KEPT_VERBS) and not manner:
            noun = new + noun
        return Subject(noun, "before", manner, acts)
    behind = noun_after(right) if manner != "moves" else ""
    if len(behind) > 1 and not behind.startswith(("比", "较")):
        return Subject(behind, "after", manner, acts)
    if held:
        # 新增1500家、总数超1.2万家: the second is a level of what the first adds to
        is_level = noun in ("总数", "总量", "保有量", "规模") or "累计" in left
        name = re.sub(rf"^(?:{'|'.join(KEPT_VERBS)})", "", held.label) if is_level else held.label
        whole = name + noun if BARE_MEASURE.fullmatch(noun) else name
        return Subject(whole, "inherited", manner or (held.manner if in_list else ""), acts)
    # a verb alone is the name of what it does, to be filled in by a person (力争新引进250名以上)
    return Subject(noun if len(noun) > 1 else verb_before(left), "inherited", manner, acts)


def _completed(subject: Subject, before: str) -> Subject:
    """规模 in 设立产业基金，规模不低于20亿元 is that of what the clause before names."""
    is_verb = bool(ONLY_VERBS.match(subject.label))
    named_before = (
        re.findall(rf"{subject.label.removeprefix('新')}([^，。；\d]{{2,16}})", before) if subject.acts else []
    )
    if is_verb and subject.acts:
        # 帮助企业引进紧缺人才，…力争新引进250名: the same verb named before what it does
        return replace(subject, label=subject.label + named_before[-1]) if named_before else subject
    if not BARE_MEASURE.fullmatch(subject.label) and not is_verb:
        return subject
    clause = re.split(r"[，；。：:]", before.rstrip("，；：:"))[-1]
    noun, _ = noun_before(clause)
    if not 1 < len(noun) < 20 or re.search(r"\d", noun):
        return subject
    return replace(subject, label=noun if is_verb else noun + subject.label)


def _lent(subject: Subject, right: str, sentence: str, after: Quantity | None) -> Subject:
    """省级 in 2个省级、3—5个市级…产业园 lacks its noun: it is the one behind the next number."""
    if after is None or subject.found != "after" or not re.fullmatch(r".{1,4}级", subject.label):
        return subject
    noun = re.sub(r"^.{1,4}?级", "", noun_after(sentence[after.end :]))
    return replace(subject, label=subject.label + noun) if noun else subject


def _unit(said: Said) -> str:
    """The printed unit; 万 alone counts people where the name speaks of people."""
    unit = said.quantity.unit
    if unit in ("万", "亿") and PEOPLE.search(said.subject.label + noun_after(said.right)):
        return unit + ("人次" if "人次" in said.subject.label else "人")
    return unit


def _candidate(
    said: Said, sentence: str, offset: int, passage: Passage, span: Span | None, heading: Heading
) -> Candidate:
    quantity, subject, place = said.quantity, said.subject, passage.place
    clause = _clause(sentence, quantity)
    role, years = _role(span, place.is_done, heading)
    unit, form = _unit(said), ""
    if subject.manner == "moves":
        form = "change" if "百分点" in unit or unit not in ("%", "‰", "倍") else "growth"
    if "百分点" in unit and not form:
        form = "change"
    if re.search(r"(?:增速|涨幅|增幅|降幅|增长率)$", subject.label) and unit == "%":
        form = "growth"
    basis, years = _basis(said, sentence, unit, form, years, span, heading)
    if quantity.unit == "%" and COMPLETION.search(sentence[: quantity.start]):
        role, form = "completion_rate", ""
        basis, years = (
            ("total", _run(span, _role(span, place.is_done, heading)[1], heading))
            if _flows(said, "")
            else (basis, years)
        )
    elif COMPLETED.search(said.left) and re.match(r"^的\d", sentence[quantity.end :]):
        role = "target"
    elif "元" in unit and STANDARD.search(clause) and STANDARD_MANNER.search(clause):
        role, basis = "standard", "at_end"
        years = (span.first, span.last) if span else years if role != "standard" else _whole(heading, years)
    elif (beside := _beside(sentence, quantity.start, heading)) is not None:
        role, basis, form, years = "baseline", "at_end", "", (beside, beside)
    elif _is_from(said):
        role, basis, form = "baseline", "at_end", ""
        first = _run(span, _role(span, place.is_done, heading)[1], heading)[0] or 0
        years = (first - 1, first - 1) if first else years
    label = (
        f"{subject.label}增长"
        if form == "growth" and re.search(r"增长(?:了)?(?:\W*)$", said.left) and not subject.label.endswith("增长")
        else subject.label
    )
    begin, end = passage.line.place(offset + quantity.start, offset + quantity.end)
    return Candidate(
        place="box" if place.box else "text",
        table_no=place.box,
        section=place.printed,
        row_no=place.item if place.box else "",
        label_raw=label.replace("(", "（").replace(")", "）"),
        unit=unit,
        role=role,
        year_from=years[0],
        year_to=years[1],
        value_raw=" ".join(passage.line.printed(offset + quantity.start, offset + quantity.end).split()),
        value=quantity.value,
        value_high=quantity.high,
        comparator=quantity.comparator,
        basis=basis,
        target_form=form,
        wording=_wording(passage, sentence, offset, quantity.start, quantity.end),
        locator=place.locator,
        page=passage.line.paragraph.page,
        start=begin,
        end=end,
        doubt=_doubts(said, span, heading),
        modality="strive" if role == "target" and STRIVE.search(sentence[: quantity.start][-30:]) else "",
    )


def _whole(heading: Heading, years: tuple[int | None, int | None]) -> tuple[int | None, int | None]:
    return heading.period or years


def _doubts(said: Said, span: Span | None, heading: Heading) -> tuple[str, ...]:
    """What the sentence itself leaves open."""
    doubts = []
    if not said.quantity.unit or _unit(said) != said.quantity.unit:
        doubts.append("unit_inferred")
    if len(said.subject.label) > 24 or len(said.subject.label) < 3:
        doubts.append("name_inferred")
    if span is None or not said.names_years:
        doubts.append("years_by_chapter")
    if said.subject.found == "inherited":
        doubts.append("name_of_number_before")
    if span is None and heading.period is None:
        doubts.append("no_years")
    return tuple(doubts)


def _beside(sentence: str, at: int, heading: Heading) -> int | None:
    """The year of a figure that another is set beside: 9323亿元 in 较“十三五”末的9323亿元增加4374亿元."""
    for span in heading.calendar.spans(sentence[:at]):
        if span.is_reference and sentence[span.end : at] in ("", "的"):
            return span.last
    return None


def _is_from(said: Said) -> bool:
    """The first of two numbers in 从91%提高到95%: what was before."""
    return bool(FROM.search(said.left)) and bool(RISES.match(said.right))


def _role(span: Span | None, is_done: bool, heading: Heading) -> tuple[str, tuple[int | None, int | None]]:
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


def _basis(
    said: Said,
    sentence: str,
    unit: str,
    form: str,
    years: tuple[int | None, int | None],
    span: Span | None,
    heading: Heading,
) -> tuple[str, tuple[int | None, int | None]]:
    """basis and the years it runs over, by the name, the verb and the words before (issue 16, What counts as right)."""
    label, left, at = said.subject.label, said.left, said.quantity.start
    first, last = years
    run = _run(span, years, heading)
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
    flows = _flows(said, unit)
    if flows and "每年" in _before_in_sentence(sentence, at) and not _names_years(sentence, at, heading):
        return "each_year", run
    if not flows:
        return "at_end", (last, last)
    return "total", run


def _run(span: Span | None, years: tuple[int | None, int | None], heading: Heading) -> tuple[int | None, int | None]:
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


def _flows(said: Said, unit: str) -> bool:
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


def _acts(left: str) -> bool:
    return bool(LEAD_VERB.match(LEADING.sub("", left)))


def _clause(sentence: str, quantity: Quantity) -> str:
    """The words around a number, between commas and stops."""
    begin = max(sentence.rfind(mark, 0, quantity.start) + 1 for mark in CLAUSE_END)
    stops = [stop for mark in CLAUSE_END if (stop := sentence.find(mark, quantity.end)) >= 0]
    return sentence[begin : min(stops, default=len(sentence))]


def _wording(passage: Passage, sentence: str, offset: int, start: int, end: int) -> str:
    """The phrase that carries the figure, as printed, at most forty characters."""
    begin = max((sentence.rfind(mark, 0, start) + 1 for mark in "，；。:："), default=0)
    stops = [stop for mark in "，；。" if (stop := sentence.find(mark, end)) >= 0]
    stop = min(stops, default=len(sentence))
    begin = max(begin, min(start, end - WORDS_LENGTH))
    stop = min(stop, begin + WORDS_LENGTH)
    printed = passage.line.printed(offset + begin, offset + max(stop, end))
    return " ".join(printed.split())[:WORDS_LENGTH]


def _goals(
    sentence: str, offset: int, passage: Passage, spans: list[Span], topic: Topic, heading: Heading
) -> Iterator[Candidate]:
    """Goals in words of a sentence: 全覆盖, 动态清零, 应保尽保; only where something is promised."""
    place = passage.place
    if re.search(r"原则|指导思想|总体要求$", " ".join(place.heads[-1:])):
        return
    for start, end, label in goals_in_words(sentence):
        span = _span_at(start, spans, sentence, topic)
        role, years = _role(span, place.is_done, heading)
        was = bool(re.search(r"(?:由|从)$", sentence[:start]))
        if role != "target":
            continue
        if was and years[0]:
            role, years = "baseline", (years[0] - 1, years[0] - 1)
        begin, stop = passage.line.place(offset + start, offset + end)
        yield Candidate(
            place="box" if place.box else "text",
            table_no=place.box,
            section=place.printed,
            row_no=place.item if place.box else "",
            label_raw=label,
            role=role,
            year_from=years[0] if "动态" in sentence[start:end] else years[1],
            year_to=years[1],
            value_raw=passage.line.printed(offset + start, offset + end),
            basis="at_end",
            target_form="words",
            wording=_wording(passage, sentence, offset, start, end),
            locator=place.locator,
            page=passage.line.paragraph.page,
            start=begin,
            end=stop,
        )
