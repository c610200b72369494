"""Goals in words that an evaluation asks for by name: something zero, whole or within reach (data/README.md)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.reading.subjects import FLOW_VERBS, LEADING

WHOLE = (
    r"(?<!健)全覆盖|应保尽保|应收尽收|应享尽享|应发尽发|应助尽助|应帮尽帮|应救尽救|应纳尽纳|应养尽养|应联尽联|人手一卡"
)
ZERO = r"动态清零|动态归零|动态消除|动态消零"
REACH = r"\d+分钟[^，。；]{0,10}圈"
HOURS = r"\d+×\d+小时"
GOAL = re.compile(rf"(?P<whole>{WHOLE})|(?P<zero>{ZERO})|(?P<reach>{REACH})|(?P<hours>{HOURS})")
# a manner of work or a principle is no goal; nor what was so before (由制度全覆盖到法定人群全覆盖)
NOT_AFTER = re.compile(
    r"^”?(?:原则|要求|的(?:原则|要求|社会|制度|体系|服务)|行动|专项|工程|等(?:重点)?工程|机制|管理|工作|攻坚|整治)"
)
WORK = re.compile(
    rf"^(?:{FLOW_VERBS}|加强|强化|完善|健全|夯实|巩固|推进|深化|全面|着力|突出|进一步|持续|加快|大力|构建)"
)
VERBS = re.compile(
    r"^.*?(?:实现|开展|推进|推动|促进|确保|做到|达到|保持|基本形成|打造|构建|形成|力争|逐步|努力|全面|继续|稳步)+(?=[^，。；]*$)"
)


@dataclass(frozen=True)
class Goal:
    """A goal in words between two positions; `is_inferred` where its name stands in another clause or the heading."""

    start: int
    end: int
    name: str
    is_inferred: bool = False


def goals_in_words(sentence: str, head: str = "") -> Iterator[Goal]:
    """The goals in words of a cleaned sentence under a heading."""
    for found in GOAL.finditer(sentence):
        before, after = sentence[: found.start()], sentence[found.end() :]
        if (
            NOT_AFTER.match(after)
            or (re.search(r"(?:由|从)[^，。；]{0,8}$", before) and not found["hours"])
            or _is_title(before)
        ):
            continue
        clause = re.split(r"[，；。：:]", before)[-1]
        name = _named(clause)
        if not name and found["zero"]:
            name = re.split(r"[，；。、]", after)[0]
        if not name:
            name = _before_verb(clause)
        is_inferred = not name
        if is_inferred:
            name = _named(re.split(r"[，；。：:]", before)[-2] if "，" in before else "")
            # 强化基金征缴，做到应保尽保: what is done there is no name; the heading says of what
            if found[0][0] == "应" and WORK.match(name):
                name = _of_heading(head) or name
        if found["hours"]:
            name = re.split(r"由|从", clause)[0]
        if found["reach"]:
            name, is_inferred = found[0], False
        yield Goal(found.start(), found.end(), name.strip("“”") or found[0], is_inferred)


def _of_heading(head: str) -> str:
    """（一）推进社会保险提质扩面: what the chapter is about, without its number and verbs."""
    bare = re.sub(r"^(?:[一二三四五六七八九十\d]+[、.]|\([^()]*\)|第.{1,4}[章节])\s*", "", head)
    return re.sub(rf"^(?:{WORK.pattern.lstrip('^')})+", "", bare)


def _before_verb(clause: str) -> str:
    """对残疾儿童康复救助实现“应救尽救”: what stands before the verb, where nothing stands behind it."""
    name = re.sub(r"(?:基本|全面|逐步|总体)*(?:实现|做到|达到|保持)+“?$", "", clause)
    name = re.sub(r"^(?:对|使|让|推动|推进|确保|促进)+", "", LEADING.sub("", name))
    return name if name != clause and 2 < len(name) < 20 else ""


def _is_title(before: str) -> bool:
    return before.count("《") > before.count("》")


def _named(clause: str) -> str:
    name = re.sub(r"由[^，]{0,8}到", "", clause)
    name = VERBS.sub("", name) if VERBS.match(name) and VERBS.sub("", name) else name
    name = LEADING.sub("", name)
    name = GOAL.sub("", name)
    return re.sub(r"(?:实现|基本|保持|达到|做到|的|全面|总体|推进|和|、|“)+$", "", name)
