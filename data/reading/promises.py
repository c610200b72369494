"""Quantified statements in running text: what was done, what is promised, for which years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.reading.bases import CHAIN, Years, basis_of, is_summed, role_of, run_of
from data.reading.candidates import Candidate
from data.reading.characters import Clean
from data.reading.heading import Heading
from data.reading.inherited import BARE_MEASURE
from data.reading.naming import CLAUSE_END, PLANNED_BEHIND, said_in
from data.reading.natures import MONEY, PEOPLE
from data.reading.outline import PLANNED, Passage, Place
from data.reading.quantities import Quantity
from data.reading.said import Said
from data.reading.spans import Span
from data.reading.subjects import noun_after
from data.reading.wordings import goals_in_words

# no sentence is longer than that; what is, is no prose, and would only take time
SENTENCE = re.compile(r"[^。！？!?]{1,1500}[。！？!?]?")
STRIVE = re.compile(r"力争|争创|争取|努力")
FROM = re.compile(r"(?:从|由)(?:[^，。；从由]{0,12}?)$")
RISES = re.compile(
    r"^[^，。；\d]{0,4}?(?:提高|提升|增加|增长|上升|扩大|下降|降低|降|增|减少|缩小|压缩|压减|缩短|延长|拓展|整合|调整|精简|升|跃升|发展|扩展|上调|提标)[^，。；\d]{0,3}?(?:到|至|为)?$"
)
COMPLETED = re.compile(r"完成[^，。；]{0,6}(?:目标|计划|任务)(?:任务|数)?$")
COMPLETION = re.compile(
    r"(?:完成|占|为|相当于)[^，。；]{0,10}(?:目标|任务|计划)[^，。；]{0,14}的$|(?:完成率|完成比例)(?:均)?(?:达到?|为|超过)?$"
)
STANDARD = re.compile(r"补助|补贴|奖励|资助|津贴|奖补|标准")
STANDARD_MANNER = re.compile(r"^对|每[人名户月个家][^，。；]{0,10}$|标准|一次性|给予|按|人均")
NOTE = re.compile(r"\[(?:注?\d{1,3}|注)\]|[①-⑳]")
WORDS_LENGTH = 40


@dataclass
class Topic:
    """The years that a text speaks of until it names others: those of the chapter and those of the paragraph."""

    head: tuple[str, ...] = ()
    item: tuple[str, str] = ("", "")
    chapter: Span | None = None
    paragraph: Span | None = None


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


def _without_notes(passage: Passage) -> Passage:
    """A passage without the marks of its footnotes: [17] in “四个一批”[17]项目 counts nothing."""
    text = passage.line.text
    noted = {i for found in NOTE.finditer(text) for i in range(*found.span())}
    if not noted:
        return passage
    kept = [i for i in range(len(text)) if i not in noted]
    origin = passage.line.clean.origin
    clean = Clean("".join(text[i] for i in kept), tuple(origin[i] for i in kept))
    start = sum(1 for i in kept if i < passage.start)
    return replace(passage, line=replace(passage.line, clean=clean), start=start)


def _paragraph(passage: Passage, topic: Topic, heading: Heading) -> Iterator[Candidate]:
    passage = _without_notes(passage)
    text = passage.line.text
    topic.paragraph = None
    is_first = True
    last: Said | None = None
    for found in SENTENCE.finditer(text, passage.start):
        sentence, offset = found[0], found.start()
        named = [span for span in heading.calendar.spans(sentence) if not _in_title(sentence, span)]
        spans = [span for span in named if not span.is_reference and not _is_passing(span, sentence)]
        chapter = topic.chapter
        if passage.place.is_done or topic.paragraph or (chapter and chapter.last - chapter.first == 4):
            # 五年累计 are the years that the text speaks of already
            spans = [span for span in spans if not span.is_whole]
        opening = spans[0] if spans and _opens(sentence, spans[0]) else None
        is_row = opening and opening.is_end and len({span.last for span in spans}) > 1
        # 去年新增186家 in a chapter of tasks is said in passing
        is_aside = opening and opening.last < (heading.now or 0) and _is_planned(passage.place, heading)
        if opening and not is_row and not is_aside and (is_first or not _is_date(sentence, opening)):
            topic.paragraph = opening
            if is_first or re.search(r"主要(?:做了|预期|目标)|目标(?:是|为)", sentence):
                topic.chapter = opening
        said = list(said_in(sentence, named, last))
        last = said[-1] if said else None
        is_first = is_first and not said
        for one in said:
            yield _candidate(
                one, sentence, offset, passage, _span_at(one.quantity.start, spans, sentence, topic), heading
            )
        yield from _goals(sentence, offset, passage, spans, topic, heading)


def _is_planned(place: Place, heading: Heading) -> bool:
    """Whether the headings say that what follows is promised."""
    is_later = place.span is not None and heading.now is not None and place.span.last >= heading.now
    return not place.is_done and (is_later or any(PLANNED.search(head) for head in place.heads))


def _is_passing(span: Span, sentence: str) -> bool:
    """2023年创建国家卫生城市 between two commas dates one event, and no figure after it."""
    if span.first != span.last or span.is_end or span.start <= 2:
        return False
    rest = re.split(r"[，；。]", sentence[span.end :])[0]
    return len(rest) > 2 and not re.search(r"\d", rest) and sentence[span.start - 1] in "，；、"


def _is_date(sentence: str, span: Span) -> bool:
    """A year alone in the middle of a paragraph (2024年，…) holds for its sentence; 五年来 and 今年 hold on."""
    printed = sentence[span.start : span.end]
    return span.start < 2 and bool(
        re.fullmatch(r"(?:到|至|截至)?20\d\d年(?:底|末)?|20\d\d年?(?:到|至|—)20\d\d年", printed)
    )


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
    known = [span for span in (topic.chapter, topic.paragraph, *before) if span]
    clause = re.split(r"[，；：:]", sentence[:at])[-1]
    if before and "年均" in clause and before[-1].first == before[-1].last and not before[-1].is_end:
        # 五年来…，2025年达到6.4万亿元，年均增长5.6%: a mean needs years to run over
        return next((span for span in reversed(known) if span.first != span.last), before[-1])
    return known[-1] if known else None


def _same_bracket(sentence: str, first: int, last: int) -> bool:
    depth = 0
    for character in sentence[first:last]:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return True


def _unit(said: Said) -> str:
    """The printed unit; 万 alone counts people where the name speaks of people, and money where it speaks of money."""
    unit = said.quantity.unit
    if unit in ("万", "亿") and PEOPLE.search(said.subject.label + noun_after(said.right)):
        return unit + ("人次" if "人次" in said.subject.label else "人")
    if unit in ("万亿", "亿") and MONEY.search(said.subject.label):
        # 地区生产总值迈上5万亿台阶
        return unit + "元"
    return unit


def _candidate(
    said: Said, sentence: str, offset: int, passage: Passage, span: Span | None, heading: Heading
) -> Candidate:
    quantity, subject, place = said.quantity, said.subject, passage.place
    clause = _clause(sentence, quantity)
    role, years = role_of(span, place.is_done, heading)
    unit, form = _unit(said), ""
    if subject.manner == "moves":
        form = "change" if "百分点" in unit or unit not in ("%", "‰", "倍") else "growth"
    if "百分点" in unit and not form:
        form = "change"
    if re.search(r"(?:增速|涨幅|增幅|降幅|增长率)$", subject.label) and unit == "%":
        form = "growth"
    basis, years = basis_of(said, sentence, unit, form, years, span, heading)
    if quantity.unit == "%" and COMPLETION.search(CHAIN.sub("", sentence[: quantity.start])):
        role, form = "completion_rate", ""
        basis, years = (
            ("total", run_of(span, role_of(span, place.is_done, heading)[1], heading))
            if is_summed(said, "")
            else (basis, years)
        )
    elif (COMPLETED.search(said.left) and re.match(r"^的\d", sentence[quantity.end :])) or (
        PLANNED_BEHIND.match(said.right) and said.subject.label.endswith("目标任务")
    ):
        role = "target"
    elif "元" in unit and (
        (STANDARD.search(clause) and STANDARD_MANNER.search(clause))
        or (re.search(r"最高|上限|封顶", clause) and STANDARD.search(subject.label))
    ):
        role, basis = "standard", "at_end"
        years = (span.first, span.last) if span else years if role != "standard" else _whole(heading, years)
    elif (beside := _beside(sentence, quantity.start, heading)) is not None:
        role, basis, form, years = "baseline", "at_end", "", (beside, beside)
    elif _is_from(said):
        role, basis, form = "baseline", "at_end", ""
        first = run_of(span, role_of(span, place.is_done, heading)[1], heading)[0] or 0
        # 2020年到2025年 names the year before a five-year span itself
        before = first if span and span.last - span.first == 5 else first - 1
        named = [one for one in heading.calendar.spans(sentence[: quantity.start]) if one.is_reference]
        if named and sentence[named[-1].start] in "由从":
            before = named[-1].last
        years = (before, before) if first else years
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


def _whole(heading: Heading, years: Years) -> Years:
    return heading.period or years


def _doubts(said: Said, span: Span | None, heading: Heading) -> tuple[str, ...]:
    """What the sentence itself leaves open."""
    doubts = []
    if not said.quantity.unit or _unit(said) != said.quantity.unit:
        doubts.append("unit_inferred")
    if len(said.subject.label) > 24 or len(said.subject.label) < 3 or BARE_MEASURE.fullmatch(said.subject.label):
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
        if span.is_reference and sentence[span.end : at] in ("", "的") and sentence[span.start] in "较比相由从":
            return span.last
    return None


def _is_from(said: Said) -> bool:
    """The first of two numbers in 从91%提高到95%: what was before."""
    return bool(FROM.search(said.left)) and bool(RISES.match(said.right))


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
    for goal in goals_in_words(sentence, place.heads[-1] if place.heads else ""):
        start, end = goal.start, goal.end
        span = _span_at(start, spans, sentence, topic)
        role, years = role_of(span, place.is_done, heading)
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
            label_raw=goal.name,
            role=role,
            year_from=years[0] if "动态" in sentence[start:end] else years[1],
            year_to=years[1],
            value_raw=passage.line.printed(offset + start, offset + end),
            basis="at_end",
            target_form="words" if role == "target" else "",
            wording=_wording(passage, sentence, offset, start, end),
            locator=place.locator,
            page=passage.line.paragraph.page,
            start=begin,
            end=stop,
            doubt=("name_inferred",) if goal.is_inferred else (),
        )
