"""Which numbers of a text tell an amount, and which only count, order, date or name things (issue 16, Running text)."""

import re

from data.reading.quantities import BEFORE_ANY, Quantity
from data.reading.subjects import ADVERBS, FLOW_VERBS, GROWTH_VERBS, LEVEL_VERBS, noun_before, verb_before

DATES = re.compile(r"^(?:年|月|日|天|小时|分钟|秒|个月|岁|周岁)$")
DURATION = re.compile(r"寿命|年限|时间|时长|周期|工期|天数|时限|学时|时效|出行|圈")
MEASURES = re.compile(
    r"^(?:[万亿]*)(?:%|‰|元|美元|吨|千瓦|千瓦时|公里|千米|米|亩|公顷|平方米|平方公里|立方米|度|斤|公斤|克|MW|GW|P|瓦|吨标准煤|倍|℃|亿元|平方千米|海里|方)"
)
ACTS = re.compile(rf"(?:{FLOW_VERBS}|{LEVEL_VERBS}|{GROWTH_VERBS})(?:了|到|至|完成|不少于|不低于|达|在|约|近|超)?$")
# names and orders: 第3, 前10, T800, 5A, 10+1, 7×24, G331
BEFORE_NAME = re.compile(
    r"(?:第|前|TOP|No\.?|排名|位居|位列|[A-Za-z0-9+×*/.#&_—\-]|“|《|连续|每隔|时隔|\d[时点]|历时|近\d年|双|编号|电话|热线|专栏|附件|表|图|例如|周年|约?每|满|年满|未满|不满|上限|下限)$"
)
AFTER_NAME = re.compile(
    r"^(?:[A-Za-z+×*&]|级|强(?:企|县|区|榜|、|，|。|)|型|后(?:大学生|群体|青年)|”|》|届|周年|、\d+(?:号|条)|号|次会议|中全会|位(?:，|。|；|、|以|$)|人?论坛|人?口(?:及以上|以上|以下)?的?(?:大|中|小)?(?:县|市|区|镇|城市)|/\d+|多年|余年|以上学历|周岁)"
)
IN_QUOTES = re.compile(r"“[^“”]{0,14}$")
CLOSES = re.compile(r"^[^“”]{0,14}”")
# what is gone over, not what is made: 聚焦10个重点领域, 由5个部门起草
OVER = re.compile(
    r"(?:聚焦|围绕|紧扣|突出|分为|共分|坚持|涉及|涵盖|由|瞄准|针对|对标|按照|分)(?:着|了|全市|全省|以下|下列)?$"
)
# 由162个整合为123个 tells two amounts
MERGED = re.compile(r"[^，。；\d]{0,8}(?:到|至|为)了?\d")
# so many meetings, aspects, chapters: they count what the text itself lists
LISTED = re.compile(
    r"^(?:方面|重点任务|重大任务|主要任务|重点工作|大类|环节|层面|层次|维度|部分|章节|角度|关键词|着力|坚持|聚焦|率先|更加|必须|统筹|专项(?!债|资金)|"
    r"领域|板块|问题|特点|阶段|目标(?!值)|(?:预期性|约束性|主要|量化)?指标|举措|字|意见|条例|要点|原则|步骤|月|季度|年头|周期|世纪|批次|省份?(?:，|。|、)|国家(?:，|。|、)|小时|春秋|台阶|[万千百十]亿?元?级?(?:台阶|大关)|[万千百]亿?元?(?:，|。|、)|一)"
)

# what counts the things listed right before it (云山、临泽2个城市), or says where (在14个市州)
COUNTS = r"[万亿]*[个家条座项所名支款类种处户位件批]"
REACHED = (
    rf"(?:{ADVERBS})*(?:达到?|为|是|超过?|突破|提高到|提升至|(?:{GROWTH_VERBS})|"
    rf"占[^，、；。\d]{{2,16}}?(?:的|比重|比例)?)(?:了|到|至|为|达)?(?:{BEFORE_ANY})?"
)
QUALIFIES_NEXT = re.compile(rf"^[^，、；。：()\d]{{2,24}}?{REACHED}\d")
# 75家龙头企业年销售收入18.4亿元: the number says whose it is
EARNS = re.compile(
    r"[^，、；。：()\d]{2,24}?(?:收入|产值|营收|利润|投资额|资金|销售额)(?:约|超过?|达到?)?\d[\d.]*[万亿]*元"
)
# 63.6%的民生事项实现“一证通办”: a share of things that came to something
SHARED = re.compile(r"的[^，。；、\d]{2,16}?(?:实现|达到|完成|建成|通过|纳入|开展|用于|能够|可以|得到|建立|配备)")


def is_told(sentence: str, quantity: Quantity) -> bool:
    """Whether a number of a cleaned sentence tells an amount of something: it is read as a candidate."""
    before, after = sentence[: quantity.start], sentence[quantity.end :]
    near = sentence[max(0, quantity.number_start - 12) : quantity.number_start]
    if not quantity.unit or _names(sentence, quantity, near, after):
        return False
    clause = re.split(r"[，；。：:！？]", before)[-1]
    if DATES.match(quantity.unit):
        return bool(DURATION.search(clause)) and quantity.value < 1900
    if quantity.unit in ("个", "项", "大", "条", "次", "件", "种", "章", "部", "期") and LISTED.match(after):
        return False
    if re.fullmatch(COUNTS, quantity.unit) and (
        _counts_listed(clause, quantity, after)
        or (EARNS.match(after) and _opens_clause(clause))
        or (QUALIFIES_NEXT.match(after) and _opens_clause(clause) and not re.search(r"[由从]$", clause))
    ):
        return False
    if re.fullmatch(COUNTS, quantity.unit) and re.match(r"[^，。；、\d]{1,8}:", after):
        return False
    if re.match(r"[^，。；\d]{0,20}之一(?:，|。|；|、)", after):
        return False
    if quantity.unit == "%" and re.match(
        r"(?:的)?(?:企业|个人)?(?:所得税|增值税|关税|税率|利率|折扣|贴息|股权|首付)", after
    ):
        return False
    if quantity.unit == "次" and re.match(r"[\u4e00-\u9fff]", after) and _opens_clause(clause.split("、")[-1]):
        return False
    if "台阶" in after[:8] and "个台阶" in re.split(r"[，。；]", after)[0]:
        return False
    is_of_plan = re.search(r"(?:计划|目标|任务)(?:任务|数)?的$", clause)
    # 其中10亿元以上20个: from which size on they are counted
    if "元" in quantity.unit and quantity.comparator in ("ge", "le", "gt") and re.match(r"的?\d", after):
        return False
    if quantity.unit in ("倍", "%") and re.search(r"(?:是|为|相当于)[^，。；]*的$", clause) and not is_of_plan:
        return False
    if quantity.unit in ("个", "项", "大", "条", "种", "家") and OVER.search(clause) and not MERGED.match(after):
        return False
    is_share = quantity.unit == "%" and after[:1] == "的" and _opens_clause(clause) and not re.search(r"\d", clause)
    if is_share and SHARED.match(after):
        return True
    if (re.search(r"等(?:全部|主要)?$", before) and quantity.value < 20) or (
        re.search(r"每[^，。；\d]{0,6}$", clause) and quantity.value == 1
    ):
        return False
    if "元" in quantity.unit and re.match(r"^(?:的)?[^，。；\d]{0,5}(?:标准|补助|补贴|奖励|资助)", after):
        return True
    return not _qualifies(clause, quantity, after)


def _counts_listed(clause: str, quantity: Quantity, after: str) -> bool:
    """Whether a number only counts the names before it (云山、临泽、丰原3个中心), or says where something is done."""
    if re.search(r"(?:^|[，、])在(?:全[省市区国]|我[省市区])?$", clause):
        return True
    items = re.split(r"[、和与及]", re.sub(r"[(“][^()“”]*[)”]", "", clause))
    return (
        len(items) == quantity.value > 1
        and quantity.comparator == "eq"
        and bool(re.match(r"[\u4e00-\u9fff“]", after))
        and not re.search(r"\d", clause)
        and all(2 <= len(item) <= 24 or item is items[0] for item in items)
    )


def _opens_clause(clause: str) -> bool:
    """Whether nothing is done before a number: it says which things the clause is about."""
    return not noun_before(clause)[0] and not verb_before(clause) and not re.search(r"[为向对]$", clause)


def _names(sentence: str, quantity: Quantity, near: str, after: str) -> bool:
    """A number that is part of a name, an order, a date or a slogan."""
    number_before = sentence[: quantity.number_start]
    if BEFORE_NAME.search(near) and not re.search(rf"(?:{LEVEL_VERBS})$", near[-3:]):
        return True
    if AFTER_NAME.match(after) or (re.match(r"^(?:年|月|日)(?!限)", after) and not quantity.unit):
        return True
    if number_before.count("《") > number_before.count("》"):
        return True
    quoted = IN_QUOTES.search(number_before)
    return bool(quoted and CLOSES.match(after) and not re.search(r"[，。；]", quoted[0]))


def _qualifies(clause: str, quantity: Quantity, after: str) -> bool:
    """A measure that says which things are meant (50万元以上拖欠账款, 玉门超40吨金矿, 总投资410亿元的项目)."""
    if re.search(r"规模(?:不低于|不少于|超过|超|约)?$", clause) and "元" in quantity.unit:
        return False
    if quantity.unit == "%" and re.search(r"覆盖(?:面达到?|率达到?)?$", clause):
        return False
    if re.match(r"^的(?!目标|\d|任务)", after) and not re.search(r"(?:%|目标|任务)", after[:6]):
        return True
    if re.match(r"^(?:及以上|以上|以下|及以下|以内)?(?:级|型|档|人口)", after):
        return True
    if not MEASURES.match(quantity.unit) or quantity.unit.startswith("%") or quantity.unit.startswith("个百分点"):
        return False
    if re.match(rf"^(?:以上|左右)?(?:{GROWTH_VERBS}|{LEVEL_VERBS})", after):
        return False
    # 开工10亿元以上重大项目47个: from which size on they are counted
    if "元" in quantity.unit and quantity.comparator == "ge" and re.match(r"[\u4e00-\u9fff]{2,16}\d", after):
        return True
    words = re.sub(r"(?:不少于|不低于|约|近|超过|超|逾|达)$", "", clause)
    return (
        bool(re.match(r"^[\u4e00-\u9fff]", after))
        and not re.match(r"^(?:左右|以上|用于|支持|和|与|及|并|其中|比|较|占|惠及|同比)", after)
        and not ACTS.search(words)
    )
