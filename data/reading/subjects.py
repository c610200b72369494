"""Of what a number in running text speaks: the noun before it, or after it, and the verb between."""

import re
from dataclasses import dataclass

from data.reading.vocabulary import any_of, words

HAN = r"\u4e00-\u9fff"
LEVEL_VERBS, FLOW_VERBS, ADVERBS = (
    any_of("reaches"),
    any_of("does"),
    any_of("adverb") + r"|连续(?:\d+|[一二两三四五六七八九十]+)(?:年|个月|个季度|季)",
)
# what is done and is its own name: 造林19万亩, 出口增长10%
DEEDS = any_of("deed")
# 净增, 新增 and 改造提升 are doings, not a change from before
GROWTH_VERBS = rf"(?<![净新])(?<!改造)(?<!改善)(?<!巩固)(?<!改造提)(?<!改善提)(?<!巩固提)(?:{any_of('moves')})"
MEASURE_ENDS = any_of("measure")
LEADING = re.compile(
    r"^(?:连续\d+[个年月季度]+|[三五两四]年(?=累计|共|新增|新建|城镇)|截至|期末|年末|年底|鼓励(?:各地)?|年均(?!浓度|气温|降水|值|水平|受教育|收入)|成功(?=创|入|举|获|承|争)|近(?:\d+|[两三四五])年来?|[\s，、；：:。()\[\]）（”\"'·—\-①-⑳]|其中:?|同时|并且|以及|并|且|和(?!美|谐|平|睦)|与|及|或|但|而|则|还|也|使|让|到时|届时|全年|年内|当年|每年|每天(?=有|约|超|近|$)|累计|共(?![享同建青有])|总计|力争|确保|争取|努力|"
    r"预计|实际(?!使用|利用|到位)|计划|要|将|已|再|又|均|就(?!业|近|地|医|学|读)|先后|首批|首次|新一批|一批|一大批|继续|进一步|持续|一共|突出|着力|加快|大力|深入|积极|稳步|有序|有效(?!期|发明|投资|灌溉)|切实|认真|高质量(?=办|完成|建成)|全力|有力|全面|统筹|加强|"
    r"以来|期间|时期(?!的)|我们|一是|二是|三是|四是|五是|六是|七是|八是|九是|十是|主要是|包括|具体为|建议|提出|目标是|主要预期目标是|预期目标为)+"
)
TAIL = re.compile(
    rf"^(?P<subject>.*?)(?P<verb>(?:(?:{ADVERBS})*(?:{LEVEL_VERBS}|{GROWTH_VERBS})(?:了|到|至|在|为|出|约|近)?)?(?:{ADVERBS})*)$"
)
MOVES = re.compile(rf"(?:{GROWTH_VERBS})(?:了)?(?:{ADVERBS})*$")
REACHES = re.compile(rf"(?:{LEVEL_VERBS})(?:了|到|至|在|为|约|近)?(?:{ADVERBS})*$")
ONLY_VERBS = re.compile(
    rf"^(?:{FLOW_VERBS}|{ADVERBS}|{LEVEL_VERBS}|重点|组织|新|了|好|并|和|、|全省|全市|全区|全县|全州|我省|我市|全国|各地|着力|面向|计划|可|对|高质量|高标准|高水平|高效)*$"
)
ONE_VERB = (
    rf"(?!(?:{any_of('also_noun')}|{DEEDS}))(?:{FLOW_VERBS})"
    r"(?![型性者类化力员站值额量率]|区(?![域县级]))(?:完成|实施|开展|建设|了|出(?!台|口|版|生|租|让)|好)?"
)
LEAD_VERB = re.compile(rf"^(?:组织开展|组织举办|重点|着力|全面)*{ONE_VERB}(?:(?:、|和|并|及)?{ONE_VERB})?")
# 高于全国平均水平18.3个百分点 sets what was named beside another; years are no longer there (高于“十三五”时期)
OTHERS = "全国|全省|全市|全区|国家|省|同期|目标|上年|预期|地区生产总值|规划|年度|计划|序时进度"
BESIDE = re.compile(
    rf"(?:超过|超出|超)(?:(?:{OTHERS})[^，]{{0,12}})$|(?:高于|低于|快于|慢于|高出|好于|优于|领先于?)(?![ⅠⅡⅢⅣⅤⅥI一二三四五]+类)[^，。；、\d]{{2,16}}(?<!达)(?<!为)(?<!达到)$"
    rf"|(?:比|较|比较)(?:{OTHERS})[^，]{{0,12}}(?:高|低|快|多|少|好)出?$|同比[多少][增减设建收]$|(?:高于|低于|快于|好于|优于)(?:时期|同期)?$"
)
# 连续迈上4个万亿元台阶 tells of steps, and is no part of what climbed them
STEPS = re.compile(
    r"(?:连续|首次|历史性|先后|实现)*(?:迈上|迈过|迈入|跨越|跨过|跨上|连跨|跃上|站上|登上|越过|突破|首?破)[^，；。、]*?(?:台阶|大关|门槛|关口)[、，]?|(?:在全国|首次|率先)*破[百千万]?[亿万][、，]"
)
# 达到5万亿元、稳居全国前十、增长4.8%: its rank is no name
RANKED = re.compile(r"^[，、]?(?:稳居|位居|位列|跃居|居)[^，；。、\d]{2,14}、")
# 增速高于经济增速、突破3万元: how it grew beside another is said before its level
GREW = re.compile(r"(?:增速|增长|涨幅)(?:高于|快于|低于|与)[^，；。、\d]*[、，]|实现(?:翻番|倍增|翻一番)[、，]")
OF_ALL = re.compile(
    rf"^(?:全[市省区县州国]|我[市省区县]|各地)(?:{ADVERBS})*(?=(?!接待|{any_of('also_noun')})(?:{FLOW_VERBS}))"
)
KEPT_VERBS = (
    *(word for word in words("does") if word.startswith("新")),
    "净增",
    "引进",
    "培训",
    "转移",
    "输转",
    "帮扶",
    "扶持",
    "引聚",
)
# what a counted thing was given or became: 8家企业获评…, 10家企业进入…
BECAME = (
    "荣?获|入选|入围|纳入|进入|跻身|上榜|落户|落地|晋升|成为|通过|列入|迈入|"
    "位居|位列|居(?=全|第|前|中|世|首|榜)|参会|参赛|实现(?!就业)|建成|投产|完成|开工|投运|投用"
)
NOUN_END = re.compile(
    rf"[，。；：:!！？、()\[\]“”]|(?:和|与|及|以及|并|且)(?=\d)|\d|(?:以上|左右|以内)?(?:，|。|$)|达到|分别|占|用于|给予|全部|提升|提高|增长(?!目标)|中有|(?<!发)达|{BECAME}"
)
# 20个机关、企事业单位附属空间: the list goes on with no number of its own and no verb
LISTED_ON = re.compile(
    rf"、(?!{FLOW_VERBS}|{GROWTH_VERBS}|{LEVEL_VERBS}|{ADVERBS}|{BECAME}|占|居|位|其中|较|比|增速|总|全国|全省)[^，。；、\d]{{2,16}}(?:、[^，。；、\d]{{2,16}})*[，。；]"
)
DOES = re.compile(rf"了|(?!(?:{any_of('also_noun')}))(?:{FLOW_VERBS})")
ADVERB_END = re.compile(r"(?:年内|全面|基本|全部|顺利|如期|均|已|累计|成功|陆续|相继|首次|正式)+$")
# what says which things are meant, before their noun: 22个750千伏电网工程, 100所海拔1500米以上农村中小学
SIZE = (
    r"(?:海拔|总投资|投资|年产|装机|单体)?\d[\d.]*"
    r"(?:千伏|千米|公里|米|万?吨|万?千瓦|兆瓦|万?亿?元|[kK]V|MW|GW|级)(?:以上|以下|及以上|级)?(?:的)?(?:和|、|至)?"
)
SIZED = re.compile(rf"^(?:{SIZE})+(?=[{HAN}“])")
# 40个吸引力强、带动面广的消费场景: what they are like, then what they are
LIKE = re.compile(r"^[^，。；\d]{2,12}、[^，。；\d]{2,20}?的(?=[^，。；、的\d]{2,16}(?:[，。；、]|$))")


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
    noun = re.sub(rf"(?:的|了|、|，|和|与|及|从|由|按|至|:|：|(?<=[{HAN}])(?:总体|平均水平))+$", "", noun)
    noun = re.sub(r"(?:较|比)?(?:同期|时期)$", "", noun)
    noun = re.sub(r"(?:由|从|提高到|提高至|达到|为|按)?每[人户名台套头亩](?:每[年月])?$", "", noun)
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
    left = re.sub(r"^(?:台阶|大关|门槛|关口)[、，]?", "", left)
    left = RANKED.sub("", GREW.sub("", STEPS.sub("", left))).rstrip(" :：")
    left = re.sub(r"(?<![签契节条集])[约近]+$|(?:从|由)?(?:年初|年末|年底)的?$", "", left)
    beside = BESIDE.search(left)
    if beside:
        return balanced(_trimmed(left[: beside.start()])), "moves"
    manner = manner_of(left)
    left = re.sub(r"每[人户名台套头亩](?:每[年月])?$", "", left.replace("已占", "占"))
    found = TAIL.match(left)
    subject = _trimmed(found["subject"] if found else left)
    # 较上个五年增长32亿元: what a figure is set beside is not its name
    subject = re.sub(r"^(?:较|比|与)(?![例重率])[^，；]{1,12}(?:相比)?$", "", subject)
    is_name = re.search(rf"^(?:投入|产出|服务)$|(?:{DEEDS})$", subject)
    if ONLY_VERBS.match(subject) and not is_name:
        return "", manner
    subject = re.sub(r"^(全[市省区县州国]|我[市省区])?累计(?=.{2})", r"\1", subject)
    subject = re.sub(r"^(全[市省区县州国]|我[市省区])?(?:现有|共有|现拥有)(?=.{2})", "", subject)
    subject = re.sub(rf"(?<=[{HAN}]{{2}})每年(?=[{HAN}]{{2}})", "", subject)
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
    right = re.sub(r"^(?:以上|以内|左右|及以上|的|多(?![式元样层功])|余)+", "", right)
    right = LIKE.sub("", right)
    sized = SIZED.match(right)
    if sized:
        rest = noun_after(right[sized.end() :])
        return sized[0] + rest if len(rest) > 1 else ""
    depth, end = 0, len(right)
    for i, character in enumerate(right):
        depth += (character in "(“") - (character in ")”")
        if depth < 0:
            end = i
            break
        if character == "、" and depth == 0 and i and LISTED_ON.match(right[i:]) and not DOES.search(right[:i]):
            continue
        if (depth == 0 and character not in "()“”" and i and NOUN_END.match(right[i:])) or (
            i == 0 and NOUN_END.match(right) and character not in "“("
        ):
            end = i
            break
    return balanced(ADVERB_END.sub("", _trimmed(right[:end])))


def phrase_after(right: str) -> str:
    """A thing counted with what it became, where its noun alone says too little: 企业进入“隐形独角兽500强”."""
    noun = noun_after(right)
    rest = right[right.find(noun) + len(noun) :] if noun else ""
    bare = re.sub(r"\([^()]*\)", "", noun)
    # 1324人凭转化贡献晋升职称: by what they became it is no name
    is_means = noun[:1] in ("凭", "靠", "因")
    if (
        not noun
        or (len(bare) > 4 and not is_means)
        or not re.match(rf"(?:{ADVERB_END.pattern.removesuffix('$')})?(?:{BECAME})", rest)
    ):
        return noun
    whole = noun + re.split(r"[，。；：:、]|(?:和|与|以及)(?=\d)", rest)[0]
    return balanced(whole) if len(whole) <= 24 and whole.count("“") == whole.count("”") else noun


BETWEEN = re.compile(r"(?:以及|和|与|(?<![普涉惠])及)(?!其|相关)")
# whose rate, number or amount it is: of both in 高血压、糖尿病患者规范管理率
HEADS = "临时救助|低保|最低生活|养老金|领域|患者|人群|家庭|学校|机构|项目|人员|儿童|学生|教师|设施|用地|园区"
# several in one word: what 分别 then tells apart
APART = (
    (re.compile(r"城乡(?=(?:常住)?居民(?!低保|最低))"), ("城镇", "农村")),
    (re.compile(r"城乡(?=(?:居民)?(?:低保|最低生活|特困|社区))"), ("城市", "农村")),
    (re.compile(r"(?:一二三|三次)(?=产业?)"), ("一", "二", "三")),
    (re.compile(r"存贷款"), ("存款", "贷款")),
)


def listed(left: str, count: int = 0) -> list[str]:
    """The names of a list before 分别: 城镇、农村居民人均可支配收入 are two, each with what they share at its end.

    What they share is the measure at the end of the last name; a name that ends with a measure of its own keeps it.
    `count` says how many figures follow: then 和 inside a name (软件和信息服务业) is told from one between two.
    """
    noun, _ = noun_before(re.sub(r"(?:年均)?(?:年均)?分别.*$", "", left))
    flat, held = "", 0
    for character in noun:
        held += (character in "(“") - (character in ")”")
        flat += "\0" if character == "、" and not held else character
    if not flat:
        return []
    for together, apart in APART:
        if together.search(noun) and "\0" not in flat and count in (0, len(apart)):
            return [together.sub(one, noun, count=1) for one in apart]
    names = _divided(flat, count)
    if len(names) < 2:
        return names
    shared = re.search(
        rf"(?:等\d*个?)?((?:{MEASURE_ENDS})占.{{2,12}}?(?:比重|比例)|(?:{HEADS})[{HAN}]{{0,8}}(?:{MEASURE_ENDS})|(?:常住)?(?:居民|产业|行业|工业|企业|保险)?(?:人均)?(?:可支配|参保)?(?:{MEASURE_ENDS}){{1,2}})$",
        names[-1],
    )
    names = [re.sub(r"^(?:实现|完成|累计)+(?=.{2})", "", name) for name in names]
    if not shared:
        return _alike_ended(names)
    if re.search(r"总(?:消费|收入|花费|支出)$", names[-1]):
        # 入境游客、旅游总消费 share nothing
        return names
    tail = shared[1]
    names[-1] = re.sub(r"等\d*个?(?=.{2,})", "", names[-1])
    # 化学需氧量 is a substance, no measure of its own
    ended = [name.endswith(tail[-3:]) or bool(re.search(rf"(?<!需氧)(?:{MEASURE_ENDS})$", name)) for name in names]
    return [name if is_whole else _with_tail(name, tail) for name, is_whole in zip(names, ended, strict=True)]


def _alike_ended(names: list[str]) -> list[str]:
    """国家级、省级创新平台; 刑事、治安案件: what the last has behind a word as long as the others is theirs too."""
    *first, last = names
    levels = re.match(r".{1,4}?级", last)
    head = levels.end() if levels and all(re.fullmatch(r".{1,4}级", name) for name in first) else 0
    if not head and all(len(name) == 2 for name in first) and len(last) == 4:
        head = 2
    return [*(name + last[head:] for name in first), last] if head else names


def _divided(flat: str, count: int) -> list[str]:
    """A list of names, divided by 、 and by 和; where that gives too many, by 、 and the last 和 alone, or by 、."""
    parts = [part for part in flat.split("\0") if part]
    names = [name for part in parts for name in BETWEEN.split(part) if name]
    if count in (0, len(names)) or len(names) < count:
        return names
    *first, last = parts
    inside = BETWEEN.split(last)
    for end in ([last], [inside[0], last[len(inside[0]) + 1 :]], inside):
        if len(first) + len(end) == count:
            return [*first, *end]
    return names


def _with_tail(name: str, tail: str) -> str:
    """A name with what it shares with the last of its list; what it ends with itself is not said twice."""
    if len(name) == 1:
        return name + tail[1:]
    head = re.match(rf"(?:{HEADS})(?=.)", tail)
    if head and re.search(rf"(?:{HEADS})$", name):
        tail = tail[head.end() :]
    twice = next((size for size in range(len(tail), 0, -1) if name.endswith(tail[:size])), 0)
    return name + tail[twice:]
