"""Names taken from what a sentence said before: of the number before, or of a clause without a number of its own."""

import re
from dataclasses import replace

from data.reading.subjects import (
    BECAME,
    FLOW_VERBS,
    KEPT_VERBS,
    STEPS,
    Subject,
    listed,
    manner_of,
    noun_before,
)

# how far what was named before has come
STAGE = re.compile(r"(?:竣工投产|竣工|投产|投用|投运|开工|交付|签约|验收|并网|在建|净增)$")
# what a clause says of how its subject stands, before the figure is told in the next
STATE = re.compile(
    r"(?:全部|全面|如期|圆满|顺利)+完成$|(?:再|连续|均|双双)?(?:创(?:下)?(?:历史|有记录以来)?(?:同期)?新高|(?:实现)?翻(?:一|两)?番|(?:实现)?倍增|(?:稳步|持续|快速|大幅|明显|显著)(?:增长|提升|提高|增加|扩大|改善|下降)"
    r"|从无到有|稳中有升|稳中有进|实现(?:新|历史性)?突破|(?:迈上|跨上|再上)新台阶)$|(?:连续|首次)*(?:迈上|迈过|连跨|跨上|跨越|跃上|跨过|站上|登上|越过|突破)[^，；。]*(?:台阶|大关|门槛)$"
)
BARE_MEASURE = re.compile(
    r"(?:五年)?增量|增速|增幅|比重|占比|单产|总产量|总产|涨幅|降幅|总量|总数|总里程|里程|保有量|规模|产量|产值|余额|覆盖率|增加值|总投资|投资"
)


def inherited(label: str, noun: str, left: str, leads: bool = False) -> str:
    """A name taken from the number before, with what the words here add to it: 占全国比重, 总量, 惠及."""
    share = re.search(r"占(?!比)([^，、；\d]{2,16}?)(?:的|总[数量额]的?|比重|比例)?$", noun or left)
    if share:
        return f"{label}占{share[1]}比重"
    if noun.startswith("覆盖"):
        return label + noun
    if re.search(r"(?:^|[，、；(])占$", left):
        return f"{label}占比"
    reach = re.search(r"(惠及|覆盖|带动|拉动|吸引|减少|输出|服务)[^，、；\d]{0,4}$", left)
    if reach and not noun:
        return label if label.endswith(reach[1]) else label + reach[1]
    added = re.search(r"新(?:登记|注册|设立?|增|入库)(?:了)?$", left)
    if added and re.search(r"总[量数]$", label):
        # 经营主体总量达1461万户，新登记147万户
        return added[0] + label[:-2]
    stage = STAGE.search(left) if not noun else None
    if stage:
        bare = re.sub(rf"^(?:{'|'.join(KEPT_VERBS)})", "", label)
        return stage[0] + bare if stage[0] == "净增" else _staged(bare if label.startswith("新") else label, stage[0])
    # 新增1500家、总数超1.2万家: the second is a level of what the first adds to
    if noun in ("总数", "总量", "保有量", "规模", "总里程") or "累计" in left:
        label = re.sub(rf"^(?:{'|'.join(KEPT_VERBS)})|(?:新增|净增)$", "", label)
    if manner_of(left) == "reaches" or leads:
        label = re.sub("(?:新增|净增)$", "", label)
    if re.fullmatch(r"总?(?:产量|产值|单产|产)", noun):
        label = re.sub(r"(?:播种|种植|养殖|总)?(?:面积|规模|数量|总数|单产|总产量?|产量)$", "", label)
    if len(noun) > 2 and label.endswith(noun[1:]):
        return label[: -len(noun) + 1] + noun
    if not BARE_MEASURE.fullmatch(noun):
        return label
    label = re.sub(r"(?:完工|开工|投产|完成)率$", "", label)
    return re.sub(rf"(?:全部|全面|如期)*(?:{BECAME}).*$", "", label) + noun


def _staged(label: str, stage: str) -> str:
    """新能源开工1600万千瓦、投产1000万千瓦: the second is the name with the other stage."""
    ended = re.search(rf"(?:新)?(?:{FLOW_VERBS})$", label)
    return (label[: ended.start()] if ended and ended.start() > 1 else label) + stage


def said_before(subject: Subject, left: str, between: str) -> Subject:
    """全省进出口总值创历史新高，达到5379亿元: the name stands in the clause before, which has no number of its own."""
    clause = re.split(r"[，；。：:]", between.rstrip("，；：:"))[-1]
    if not between.endswith("，") or not STATE.search(clause) or not manner_of(left):
        return subject
    noun, _ = noun_before(STATE.sub("", STEPS.sub("", clause)))
    return (
        replace(subject, label=noun, found="before") if 2 < len(noun) < 24 and not re.search(r"\d", noun) else subject
    )


def listed_before(left: str, between: str, count: int) -> list[str]:
    """The names of a list before 分别; where the clause has none, those that the clause before lists."""
    names = listed(left, count)
    if names or "，" not in between:
        return names
    clause = re.split(r"[，；。：:]", between.rstrip("，；：:"))[-1]
    return listed(STATE.sub("", clause), count) if "、" in clause or "和" in clause else []
