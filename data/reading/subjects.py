"""Of what a number in running text speaks: the noun before it, or after it, and the verb between."""

import re
from dataclasses import dataclass

from data.reading.vocabulary import any_of

HAN = r"\u4e00-\u9fff"
LEVEL_VERBS, FLOW_VERBS, ADVERBS = any_of("reaches"), any_of("does"), any_of("adverb")
# 净增, 新增 and 改造提升 are doings, not a change from before
GROWTH_VERBS = rf"(?<![净新])(?<!改造)(?<!改善)(?<!巩固)(?<!改造提)(?<!改善提)(?<!巩固提)(?:{any_of('moves')})"
MEASURE_ENDS = any_of("measure")
LEADING = re.compile(
    r"^(?:连续\d+[个年月季度]+|[\s，、；：:。()\[\]）（”\"'·—\-]|其中:?|同时|并且|以及|并|且|和(?!美|谐|平|睦)|与|及|或|但|而|则|还|也|使|让|到时|届时|全年|年内|当年|每年|累计|共|总计|力争|确保|争取|努力|"
    r"预计|实际|计划|要|将|已|再|又|均|就(?!业|近|地|医|学|读)|先后|首批|首次|新一批|一批|一大批|继续|进一步|持续|一共|突出|着力|加快|大力|深入|积极|稳步|有序|有效|切实|全面|统筹|加强|"
    r"以来|期间|时期|我们|一是|二是|三是|四是|五是|六是|七是|八是|九是|十是|主要是|包括|具体为|建议|目标是|主要预期目标是|预期目标为)+"
)
TAIL = re.compile(
    rf"^(?P<subject>.*?)(?P<verb>(?:(?:{ADVERBS})*(?:{LEVEL_VERBS}|{GROWTH_VERBS})(?:了|到|至|在|为|出|约|近)?)?(?:{ADVERBS})*)$"
)
MOVES = re.compile(rf"(?:{GROWTH_VERBS})(?:了)?(?:{ADVERBS})*$")
REACHES = re.compile(rf"(?:{LEVEL_VERBS})(?:了|到|至|在|为|约|近)?(?:{ADVERBS})*$")
ONLY_VERBS = re.compile(
    rf"^(?:{FLOW_VERBS}|{ADVERBS}|{LEVEL_VERBS}|重点|组织|新|了|好|并|和|、|全省|全市|全区|全县|全州|我省|我市|全国|各地|着力|面向|计划|可|对)*$"
)
LEAD_VERB = re.compile(
    rf"^(?:组织开展|组织举办|重点|着力|全面)*(?!(?:{any_of('also_noun')}))(?:{FLOW_VERBS})(?:完成|实施|开展|建设|了|出|好)?"
)
# 高于全国平均水平18.3个百分点 sets what was named beside another
BESIDE = re.compile(
    r"(?:高于|低于|快于|高出|好于|优于|领先|领先于)(?:全国|全省|全市|全区|国家|省|同期|目标|上年|预期|地区生产总值|规划|年度)[^，]{0,12}$"
)
OF_ALL = re.compile(
    rf"^(?:全[市省区县州国]|我[市省区县]|各地)(?:{ADVERBS})*(?=(?:实现|完成|建成|开展|组织|发放|培育|建设))"
)
KEPT_VERBS = (
    "新增",
    "新引进",
    "净增",
    "新建",
    "新培养",
    "新设",
    "新培育",
    "引进",
    "培训",
    "转移",
    "输转",
    "帮扶",
    "扶持",
    "引聚",
    "新认定",
)
NOUN_END = re.compile(
    r"[，。；：:!！？、()\[\]“”]|(?:和|与|及|以及|并|且)(?=\d)|\d|(?:以上|左右|以内)?(?:，|。|$)|达到|分别|占|实现(?!就业)|建成|投产|完成|用于|给予|全部|提升|提高|增长|开工|获|入选|纳入|达|成为"
)


@dataclass(frozen=True)
class Subject:
    """The name of what a number counts, where it was found (before, after, inherited), and how the verb puts it.

    `acts` says that a verb of doing stands before it: what is counted adds up.
    """

    label: str
    found: str
    manner: str
    acts: bool = False


def manner_of(left: str) -> str:
    """moves (增长, 提高), reaches (达到, 为) or nothing, by the verb right before a number."""
    if REACHES.search(left):
        return "reaches"
    return "moves" if MOVES.search(left) else ""


def _trimmed(noun: str) -> str:
    noun = LEADING.sub("", noun)
    noun = re.sub(rf"(?:的|了|、|，|和|与|及|从|由|:|：|(?<=[{HAN}])(?:总体|平均水平))+$", "", noun)
    noun = re.sub(r"(?:由|从|提高到|提高至|达到|为|按)?每[人户名](?:每[年月])?$", "", noun)
    return noun.strip("，、：:；。[]· —-")


def balanced(noun: str) -> str:
    """A name without brackets and marks of quotation that it does not open and close itself."""
    for opening, closing in ("()", "“”"):
        while noun.count(opening) != noun.count(closing):
            if noun.count(opening) > noun.count(closing):
                noun = (
                    noun.rstrip(opening)
                    if noun.endswith(opening)
                    else noun + closing
                    if noun[0] == opening
                    else noun[: noun.rfind(opening)]
                )
            else:
                noun = noun[noun.find(closing) + 1 :] if noun.find(closing) < 2 else opening + noun
    return noun.removeprefix("()").strip()


def noun_before(left: str) -> tuple[str, str]:
    """The noun and the manner of the words before a number; the noun is empty where these are verbs alone."""
    left = left.rstrip("约近 :：")
    beside = BESIDE.search(left)
    if beside:
        return balanced(_trimmed(left[: beside.start()])), "moves"
    manner = manner_of(left)
    found = TAIL.match(left)
    subject = _trimmed(found["subject"] if found else left)
    if ONLY_VERBS.match(subject) and not re.search(r"^(?:投入|产出|服务)$", subject):
        return "", manner
    # 全市累计实现城镇新增就业: whose it is and how often it was added are no part of the name, where a verb follows
    subject = OF_ALL.sub("", subject)
    lead = LEAD_VERB.match(subject)
    if lead and lead.end() < len(subject) and not subject.startswith(KEPT_VERBS):
        rest = _trimmed(subject[lead.end() :])
        subject = rest if len(rest) > 1 else subject
    return balanced(subject), manner


def verb_before(left: str) -> str:
    """The action before a number, by which its noun behind it is read: 培育 in 培育60家."""
    found = re.search(rf"(?:{FLOW_VERBS})(?:了)?$", LEADING.sub("", left))
    return found[0].removesuffix("了") if found else ""


def noun_after(right: str) -> str:
    """The noun right behind a number, up to where its phrase ends."""
    right = re.sub(r"^(?:以上|以内|左右|及以上|的|多|余)+", "", right)
    depth, end = 0, len(right)
    for i, character in enumerate(right):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            end = i
            break
        if (depth == 0 and character not in "()" and i and NOUN_END.match(right[i:])) or (
            i == 0 and NOUN_END.match(right) and character not in "“("
        ):
            end = i
            break
    return balanced(_trimmed(right[:end]))


def listed(left: str) -> list[str]:
    """The names of a list before 分别: 城镇、农村居民人均可支配收入 are two, each with what they share at its end.

    What they share is the measure at the end of the last name; a name that ends with a measure of its own keeps it.
    """
    noun, _ = noun_before(re.sub(r"(?:年均)?(?:年均)?分别.*$", "", left))
    flat, held = "", 0
    for character in noun:
        held += (character in "(“") - (character in ")”")
        flat += "\0" if character == "、" and not held else character
    if not flat:
        return []
    names = [
        name
        for part in flat.split("\0")
        for name in re.split(r"(?:以及|和|与|(?<![普涉惠])及)(?!其|相关)", part)
        if name
    ]
    if len(names) < 2:
        return names
    shared = re.search(
        rf"(?:等\d*个?)?((?:居民|产业|行业|工业|企业)?(?:人均)?(?:可支配)?(?:{MEASURE_ENDS}))$", names[-1]
    )
    if not shared:
        return names
    tail = shared[1]
    names[-1] = re.sub(r"等\d*个?(?=.{2,})", "", names[-1])
    return [name if name == names[-1] or re.search(rf"(?:{MEASURE_ENDS})$", name) else name + tail for name in names]
