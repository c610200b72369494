"""What kind of quantity a name speaks of: a flow that adds up, a level, a rate, a growth."""

import re

# what is done year by year and adds up over a span: the verbs that plans use for it
FLOW = re.compile(
    r"^(?:其中:?|五年|年度|全市|全省|全区|全县|全州|城镇|城乡|企业|农村|开展|实现|每年)*"
    r"(?:新增|新建|新引进|新设|新开工|新认定|新培育|新培养|净增|增加|引进|招收|培训|培养|培育|转移|输转|改造|治理|完成|建成|建设|"
    r"扶持|帮扶|引领|引聚|引育|集聚|聚集|引才|招募|选树|发放|开展|举办|组织|补贴性|援助|创建|化解|清理|创造|开发|募集|资助|救助|修复|解决)"
    r"|新增|净增|招收|招生|引才|带动就业|实现(?:就近)?(?:稳定)?就业|培训(?:人次|人数)|就业人数\(?净|人次(?:数)?(?:\(|（|$)|转移就业|再就业|扶持创业|造林|新建|完成投资|(?:演出|放映)$"
)
LEVEL = re.compile(
    r"率|占比|比例|比重|总量|总数|保有量|规模|拥有|参保|在校生|覆盖|持卡|收入|寿命|年限|密度|人均|每[千万百]|水平|强度|浓度|面积(?!.*新增)|总值|余额|指数"
)
PEOPLE = re.compile(
    r"人数$|人才|人员|职工|毕业生|学生|工人|劳动者|参保|总量|农民工|群众|居民|人口|在校生|就业|创业|技师|婴幼儿|儿童|老人|老年人|师|生$|户籍|人次$|旅客|游客"
)
MONEY = re.compile(r"(?:生产总值|GDP|增加值|产值|收入|支出|投资|总额|销售额|营收|经济总量|余额|资产)$")


def is_yearly(label: str) -> bool:
    """Whether a name says itself that the figure is one of every year (每年新增结余用于委托投资比例)."""
    return "每年" in label or ("年度" in label and "率" not in label)


def is_mean_of_years(label: str) -> bool:
    """调查失业率 is judged as the mean of the years (METHOD.md section 1, national practice)."""
    return "调查失业率" in label


def is_flow(label: str, unit: str = "") -> bool:
    """Whether a name speaks of what is added or done in a span, and not of a rate or of what stands at its end."""
    bare = re.sub(r"[(（][^()（）]*[)）]", "", re.sub(r"^其中[:：]?", "", label))
    # 年接待, 年发电: so much a year, as of its last
    if re.match(r"年(?!末|底|度|均|龄|轻)", bare):
        return False
    if unit in ("%", "‰", "年", "岁", "个百分点") or re.search(r"率$|率达|占比|比例|比重", bare):
        return False
    return bool(FLOW.search(bare)) and not re.search(r"^(?!.*新增).*(?:总量|总数|在校生|持卡)", bare)
