"""The numbers of a sentence, each with its name: the noun before or behind it, or that of the number before."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from data.reading.inherited import BARE_MEASURE, STAGE, inherited, listed_before, said_before
from data.reading.natures import is_flow
from data.reading.quantities import Quantity, quantities, scales_alone
from data.reading.said import Said, leads_sign, with_shared_signs, with_shared_units
from data.reading.spans import Span
from data.reading.subjects import (
    DEEDS,
    FLOW_VERBS,
    GROWTH_VERBS,
    HAN,
    KEPT_VERBS,
    LEAD_VERB,
    LEADING,
    MEASURE_ENDS,
    OF_ALL,
    ONLY_VERBS,
    Subject,
    listed,
    manner_of,
    noun_after,
    noun_before,
    phrase_after,
    verb_before,
)
from data.reading.telling import is_told

CLAUSE_END = "，；：。:！？"
RISING = re.compile(rf"(?:以上|左右)?(?:{GROWTH_VERBS})")
EACH_ONE = r"(?:每[人户名])?(?:每[年月])?"
ONLY_REACHES = re.compile(r"(?:达到?|增至|升至|增加到|提高到|提升到|提升至)(?:了|约)?")
# 分别新增12项和44项 adds up
ADDING = re.compile(r"分别(?:新增|净增|建成|完成|引进|培育|培训)了?$")
# 培育3个产业和5个集群: what stands before the second belongs to the first
ITEM_BEFORE = re.compile(r"\d[\d.]*[万亿]?[个家条座项所名支款件类种处][^，。；、]{1,16}(?:和|、|与|及|以及)$")
FOR_WHOM = re.compile(r"(?:^|[，、；]|免费|累计|已|还|再|并)(为|向|面向|给|与|同)(?:全[省市区县州])?$")
COUNTED = tuple("个家条座项所名支款件类种处户批位场次人部套间艘辆台")
GOES_ON_NOT = re.compile(
    r"比|较|并|且|与|和|及|以|等|的|在|到|为|向|由|被|均|都|全|用于|占|居|达|其中|超|同比|后|前|时|以上|左右|以内|多|余|上下|次|支持|惠及|带动|增|减|降|提|按|因"
)
# how much of a plan is done: 完成率143%, 为年度计划的112%; and what was planned: 完成3万人的年度任务
OF_PLAN = re.compile(
    r"^的$|(?:年度|全年|年初)?(?:计划|目标|任务)(?:任务|数)?的$|^[，、；(]*(?:完成率|执行率)(?:为|达到?|均为)?$"
)
PLANNED_BEHIND = re.compile(r"的[^，。；\d]{0,8}(?:目标|任务|计划)")


def said_in(sentence: str, named: list[Span], before: Said | None = None) -> Iterator[Said]:
    """The numbers of a sentence that tell an amount, each with its name; `before`: the last one before it."""
    found = sorted([*quantities(sentence), *scales_alone(sentence)], key=lambda quantity: quantity.start)
    told = [quantity for quantity in with_shared_units(found, sentence) if is_told(sentence, quantity)]
    known: list[Said] = []
    names: list[str] = []
    together = 0
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
        elif known and quantity.unit == "%" and OF_PLAN.search(left):
            names, subject = [], known[-1].subject
        elif (
            known
            and PLANNED_BEHIND.match(right)
            and re.search(r"(?:完成|超过|高于|低于|实现)了?(?:全年|年度|年初)?$", left)
        ):
            names, subject = (
                [],
                replace(known[-1].subject, label=f"{known[-1].subject.label}目标任务", found="inherited"),
            )
        elif _is_list(left, _chain(told[i:], sentence), together, leads_sign(quantity)):
            count = together = _chain(told[i:], sentence)
            names = listed_before(left, sentence[known[-1].quantity.end if known else 0 : start], count)
            if len(names) == 1 and BARE_MEASURE.fullmatch(names[0]) and len(known) >= count > 1:
                # 新增高速公路1317公里、一级公路2667公里，总里程分别达…
                names = [inherited(one.subject.label, names[0], left) for one in known[-count:]]
            names = names or [one.subject.label for one in known[-count:]]
            adds = bool(ADDING.search(left))
            first = Subject(names.pop(0), "before", "" if adds else manner_of(left), adds) if names else None
            subject = first or _subject(left, quantity, right, known)
        elif names and re.fullmatch(rf"(?:\([^()]*\))?[、和与及，]?(?:以及|左右)?{EACH_ONE}", left):
            subject = replace(known[-1].subject, label=names.pop(0), found="before")
        else:
            names = []
            is_next = bool(known) and start == known[-1].quantity.end
            # 到2025年底，达到13万人: a sentence that only goes on
            goes_on = before and not known and ONLY_REACHES.fullmatch(LEADING.sub("", left))
            subject = _subject(left, quantity, right, [before] if before and goes_on else known[-1:], is_next)
            if subject.found == "inherited":
                subject = said_before(subject, left, sentence[known[-1].quantity.end if known else 0 : start])
            subject = _completed(subject, sentence[:start])
            if (
                subject.found != "after"
                and not subject.manner
                and quantity.start < quantity.number_start
                and not quantity.is_bracketed
            ):
                subject = replace(subject, manner="reaches")
            subject = _lent(subject, right, sentence, after)
        is_beside = any(span.is_reference and start <= span.start < quantity.start for span in named)
        is_beside = is_beside or bool(re.match(r"[，、；]*(?:较|比)", left))
        if is_beside and known and re.search(r"(?:净增|多增|少增)$", left):
            # 较“十三五”末净增1万亿元 is a change of what was named before
            subject = replace(known[-1].subject, found="inherited", manner="moves")
        if quantity.comparator == "eq" and re.match(r"大关|门槛|台阶", right):
            quantity = replace(quantity, comparator="gt")
        if quantity.comparator == "eq" and re.search(r"(?:至少|不少于|不低于)[^，、\d]{1,4}$", left):
            quantity = replace(quantity, comparator="ge")
        one = Said(
            quantity, subject, left, right, any(span.end <= quantity.start and not span.is_reference for span in named)
        )
        if subject.label:
            known.append(one)
    for one in with_shared_signs(known, sentence):
        yield from _with_twins(one)


def _chain(told: list[Quantity], sentence: str) -> int:
    """How many numbers follow one another, divided by no more than 、 or 和."""
    count = 1
    for one, after in pairwise(told):
        if not re.fullmatch(rf"(?:\([^()]*\))?[、和与及]?(?:以及)?{EACH_ONE}", sentence[one.end : after.start]):
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


def _subject(left: str, quantity: Quantity, right: str, known: list[Said], is_next: bool = False) -> Subject:
    """The name of a number: the noun before it, else the noun behind it, else the name of the number before.

    In a list (建设10个技师工作站、20个工作室) the words up to the comma belong to the number before; its verb holds on.
    """
    held = known[-1].subject if known else None
    if is_next and held and held.found == "after":
        left = re.split(r"[、和与及]", left)[-1] if re.search(r"[、和与及]", left) else _beyond(left, held.label)
    in_list = bool(is_next and held and re.match(r"^(?:\([^()]*\))?(?:以上|左右)?[、和与及]|^$", left or "、"))
    is_part = bool(left.startswith("其中") and held and (held.acts or is_flow(held.label)))
    has_verb = re.search(r"(?:完成|实现)了?$", left) or (verb_before(left) and not manner_of(left))
    acts = bool(has_verb or _acts(left)) or bool(in_list and held and held.acts) or is_part
    if re.search(r"规模$", left) and re.match(r"的[^，。；\d]{2,}", right):
        return Subject(noun_after(right), "after", "reaches", False)
    noun, manner = noun_before(left)
    # 筹集租赁住房3万套，配售型住房8000套: the same is done of what is alike
    is_alike = bool(noun and not manner and held and noun[-2:] == held.label[-2:] and not is_next)
    is_alike = is_alike and not leads_sign(quantity)
    acts = acts or (is_alike and bool(held and held.acts) and known[-1].quantity.unit.endswith(quantity.unit[-1:]))
    acts = acts and manner != "moves"
    behind = phrase_after(right)
    used = re.match(r"用于[^，。；、\d]{2,10}", right)
    if held and used and not noun and quantity.unit == "%":
        # 一般公共预算支出3.4万亿元，74%以上用于民生
        return Subject(held.label + used[0], "inherited", "reaches", False)
    is_share = quantity.unit == "%" and right[:1] == "的" and not noun
    if is_share or (left.endswith("等") and len(behind) > 1):
        whole = re.split(r"[，。；、]", right)[0].removeprefix("的")
        return Subject(whole if is_share and 2 < len(whole) < 25 else behind, "after", "", acts)
    given = re.match(r"(?:的)?(?:标准)?给予([^，。；\d]{0,12}(?:补助|补贴|奖励|奖补|资助))", right)
    if given:
        return Subject(given[1], "after", "", acts)
    if re.match(r"(?:的)?(?:补助|补贴|奖励|资助|奖补)", right):
        return Subject(behind, "after", "", acts)
    if FOR_WHOM.search(left) and re.match(rf"[{HAN}]", right) and len(behind) > 1:
        return Subject(_for_whom(left, right, behind), "for", "", True)
    if verb_before(left) and not manner and len(behind) > 1:
        return Subject(behind, "after", manner, acts)
    if len(behind) > 1 and not manner and ITEM_BEFORE.search(left):
        return Subject(behind, "after", manner, True)
    # 去年新增就业5.2万人、今年目标5万人
    if held and (STAGE.fullmatch(noun) or re.fullmatch(r"(?:预期|年度|工作)?(?:目标|任务|计划)(?:为|是)?", noun)):
        noun = ""
    if held and re.fullmatch(r"台阶|大关|门槛|关口", behind):
        behind = ""
    if re.fullmatch(r"\d+[类项大个批]{0,2}", noun) or (
        len(noun) == 2 and not manner and len(behind) > 2 and not right.startswith("(")
    ):
        noun, acts = "", True
    if noun and quantity.unit == "%" and left.endswith("占"):
        # 对外投资占50%以上
        return Subject(f"{noun}占比", "before", "reaches", acts)
    if noun and not manner and quantity.unit.lstrip("万亿") in COUNTED and _goes_on(right, behind):
        joined = behind if left.endswith("的") else noun + behind
        return Subject(joined if len(joined) <= 30 else behind, "after", manner, acts)
    if held and re.match(r"(?:增量|产量|总量|规模|出口|收入)占", noun):
        noun = held.label + noun
    if (
        held
        and in_list
        and re.fullmatch("招生|进?出口|进口|演出", noun)
        and left[:1] == "、"
        and not re.search(rf"(?:{DEEDS})$", held.label)
    ):
        # 高等学校达66所、累计招生117万人
        noun = re.sub(rf"(?:综合|总)?(?:{MEASURE_ENDS})$", "", held.label) + noun
    if noun.startswith(("占", "覆盖")) and held:
        return Subject(inherited(held.label, noun, left), "inherited", manner or "reaches", acts)
    if noun and len(noun) > 1 and not (noun == "其中" or (held and BARE_MEASURE.fullmatch(noun))):
        new = next((verb for verb in KEPT_VERBS if held and held.label.startswith(verb)), "")
        has_verb = noun.startswith(KEPT_VERBS) or _acts(left)
        if in_list and held and held.found == "before" and new and not has_verb and not manner:
            noun = new + noun
        if in_list and held and 3 < len(noun) < 6 and re.search(rf"(?:{MEASURE_ENDS}|占比)$", noun):
            # 清洁能源装机规模7900万千瓦、装机占比93%: what they have in common begins the second too
            noun = held.label[: max(0, held.label.find(noun[:2]))] + noun
        return Subject(noun, "before", manner, acts)
    behind = behind if manner != "moves" and not RISING.match(right) else ""
    if len(behind) > 1 and not behind.startswith(("比", "较")):
        return Subject(behind, "after", manner, acts)
    if held:
        if manner == "reaches" and held.manner == "moves" and quantity.unit == "%" and re.search("力争|争取", left):
            manner = "moves"
        if re.search(r"再增$", left) and held.acts and held.label.startswith("新"):
            # 去年新登记85万户，今年再增80万户
            return replace(held, found="inherited")
        if not manner and in_list and known[-1].quantity.unit == quantity.unit:
            manner = held.manner
        return Subject(inherited(held.label, noun, left, leads_sign(quantity)), "inherited", manner, acts)
    # a verb alone is the name of what it does, to be filled in by a person (力争新引进250名以上)
    return Subject(noun if len(noun) > 1 else verb_before(left), "inherited", manner, acts)


def _goes_on(right: str, behind: str) -> bool:
    """Whether the noun behind a number completes the one before it (出台促进就业18条政策举措)."""
    is_noun = bool(re.match(rf"[{HAN}]", right)) and not GOES_ON_NOT.match(right)
    return len(behind) > 1 and is_noun and not re.match(r"[^，。；\d]{1,8}(?:到|至|为)了?$", right)


def _beyond(left: str, label: str) -> str:
    """What stands between a noun behind the number before and this number."""
    known = next((size for size in range(len(left), 0, -1) if label.endswith(left[:size])), 0)
    return left[known:]


def _for_whom(left: str, right: str, behind: str) -> str:
    """为2万名老年人提供居家服务: the phrase as printed, without the number."""
    whole = re.split(r"[，。；：:、]", right)[0]
    word = FOR_WHOM.search(left)
    return f"{word[1]}{whole}" if word and 1 < len(whole) <= 24 and not re.search(r"\d", whole) else behind


def _is_list(left: str, count: int, together: int, is_signed: bool) -> bool:
    """Whether names are told apart: by 分别, as many names as numbers, or none for those of the list before.

    国内游客人次、总花费增长5.6%、7.5% has both names; 同比提高3.5%和5% goes on with those of `together` before.
    """
    if re.search(r"分别(?!，)", left):
        return True
    if count < 2 or not (manner_of(left) or is_signed):
        return False
    return len(listed(left, count)) == count or (count == together and not noun_before(left)[0])


def _completed(subject: Subject, before: str) -> Subject:
    """规模 in 设立产业基金，规模不低于20亿元 is that of what the clause before names."""
    is_verb = bool(ONLY_VERBS.match(subject.label)) and not re.search(rf"(?:{DEEDS})$", subject.label)
    named_before = (
        re.findall(rf"{subject.label.removeprefix('新')}([^，。；\d]{{2,16}})", before) if subject.acts else []
    )
    if is_verb and subject.acts:
        # 帮助企业引进紧缺人才，…力争新引进250名: the same verb named before what it does
        return replace(subject, label=subject.label + named_before[-1]) if named_before else subject
    is_grant = bool(re.search(r"(?:补助|补贴|奖励|奖补|资助)$", subject.label))
    if (not BARE_MEASURE.fullmatch(subject.label) and not is_verb) or is_grant:
        return subject
    clause = re.split(r"[，；。：:]", before.rstrip("，；：:"))[-1]
    noun, _ = noun_before(clause)
    if not 1 < len(noun) < 20 or re.search(r"\d|率|全国|全省", noun):
        return subject
    return replace(subject, label=noun if is_verb else noun + subject.label)


def _lent(subject: Subject, right: str, sentence: str, after: Quantity | None) -> Subject:
    """省级 in 2个省级、3—5个市级…产业园 lacks its noun: it is the one behind the next number."""
    if after is None or subject.found != "after" or not re.fullmatch(r".{1,4}级", subject.label):
        return subject
    noun = re.sub(r"^.{1,4}?级", "", noun_after(sentence[after.end :]))
    return replace(subject, label=subject.label + noun) if noun else subject


def _acts(left: str) -> bool:
    """Whether the words before a number begin with a verb of doing."""
    if re.match(r"[，、]?(?:积极)?(?:争取(?!实现|达到)|统筹|荣?获|斩获|摘得|入选)", left):
        return True
    if re.match(rf"[，、]?新(?:\([^()]*\))?(?:{FLOW_VERBS})", left):
        return True
    return bool(LEAD_VERB.match(OF_ALL.sub("", LEADING.sub("", left))))
