"""The running text of invented plans: sentences as plans and reports say them, and what is entered of their figures."""

import random
from collections.abc import Iterator

Row = dict[str, str]
Said = Iterator[tuple[str, str, list[Row]]]
Years = tuple[int, int]


def fact(label: str, role: str, years: Years, **more: str) -> Row:
    """A figure as it is entered: what is not given is empty."""
    row = {"label_raw": label, "role": role, "year_from": str(years[0]), "year_to": str(years[1])}
    row |= {name: "" for name in ("value", "value_high", "comparator", "unit", "basis", "target_form", "value_raw")}
    return row | {"wording": ""} | more


# chapter, sentence, and a line a figure: label|value|unit|role|years|basis|comparator|form; a, b, c are drawn anew.
# years: five (those before the plan), before (the last of these), span (those of the plan), end (its last)
ODD = (
    (
        "past",
        "城乡居民人均可支配收入年均分别增长{a}%、{b}%，新增普惠性托位{c}个、总数达到{c}5个。",
        """城镇居民人均可支配收入|{a}|%|actual|five|average|eq|growth
        农村居民人均可支配收入|{b}|%|actual|five|average|eq|growth
        新增普惠性托位|{c}|个|actual|five|total|eq|
        普惠性托位总数|{c}5|个|actual|before|at_end|eq|""",
    ),
    (
        "past",
        "累计发放创业担保贷款{c}亿元、惠及{a}万人，其中{b}家企业入选国家级名单；用电量连续5年保持在{c}亿千瓦时以上。",
        """创业担保贷款|{c}|亿元|actual|five|total|eq|
        创业担保贷款惠及|{a}|万人|actual|five|total|eq|
        企业入选国家级名单|{b}|家|actual|five|total|eq|
        用电量|{c}|亿千瓦时|actual|before|at_end|ge|""",
    ),
    (
        "past",
        "外贸进出口总额创历史新高，达到{c}亿元，较上个五年净增{b}亿元[1]；农产品加工转化率从5{a}%提高到7{a}%。",
        """外贸进出口总额|{c}|亿元|actual|before|at_end|eq|
        外贸进出口总额|{b}|亿元|actual|before|at_end|eq|change
        农产品加工转化率|5{a}|%|baseline|earlier|at_end|eq|
        农产品加工转化率|7{a}|%|actual|before|at_end|eq|""",
    ),
    (
        "goals",
        "高血压、糖尿病患者规范管理率分别达到6{a}%、7{a}%以上，婴儿死亡率控制在{b}‰以下，单位产值能耗、水耗分别下降{a}%、{b}%。",
        """高血压患者规范管理率|6{a}|%|target|end|at_end|ge|
        糖尿病患者规范管理率|7{a}|%|target|end|at_end|ge|
        婴儿死亡率|{b}|‰|target|end|at_end|le|
        单位产值能耗|{a}|%|target|end|at_end|eq|growth
        水耗|{b}|%|target|end|at_end|eq|growth""",
    ),
    (
        "goals",
        "公路总里程达到{c}公里，其中高速公路{b}公里；新能源装机{c}万千瓦、占全市装机{b}%；至少建成{a}个综合枢纽。",
        """公路总里程|{c}|公里|target|end|at_end|eq|
        高速公路|{b}|公里|target|end|at_end|eq|
        新能源装机|{c}|万千瓦|target|end|at_end|eq|
        新能源装机占全市装机比重|{b}|%|target|end|at_end|eq|
        综合枢纽|{a}|个|target|span|total|ge|""",
    ),
    (
        "tasks",
        "为{c}名困难老年人提供居家养老服务，新开、加密{b}条公交线路，打造{a}个吸引力强、带动面广的消费场景，更新住宅电梯{c}部。",
        """为困难老年人提供居家养老服务|{c}|名|target|span|total|eq|
        公交线路|{b}|条|target|span|total|eq|
        消费场景|{a}|个|target|span|total|eq|
        更新住宅电梯|{c}|部|target|span|total|eq|""",
    ),
    (
        "tasks",
        "建设云山、临泽2个区域中心，在{a}个县区开展试点；推动{b}个园区提质升级，培育{a}个产业和{b}个集群，新建医院2所、改造提升卫生院{b}所。",
        """园区提质升级|{b}|个|target|span|total|eq|
        产业|{a}|个|target|span|total|eq|
        集群|{b}|个|target|span|total|eq|
        新建医院|2|所|target|span|total|eq|
        卫生院|{b}|所|target|span|total|eq|""",
    ),
    (
        "tasks",
        "对新认定的企业给予一次性奖励{a}万元，设立规模{b}亿元的引导基金；出台促进创业{b}条政策措施，{a}0%的事项实现“一网通办”。",
        """奖励|{a}|万元|standard|span|at_end|eq|
        引导基金|{b}|亿元|target|end|at_end|eq|
        促进创业政策措施|{b}|条|target|span|total|eq|
        事项实现“一网通办”|{a}0|%|target|end|at_end|eq|""",
    ),
)


def odd_sentences(rng: random.Random, period: Years, has_past: bool) -> Said:
    """Sentences with lists, shares, notes and numbers that only count, drawn after all the others."""
    first, last = period
    years = {"five": (first - 5, first - 1), "before": (first - 1, first - 1), "earlier": (first - 6, first - 6)}
    years |= {"span": period, "end": (last, last)}
    for chapter, sentence, figures in ODD:
        drawn = {"a": rng.randint(3, 9), "b": rng.randint(11, 40), "c": rng.randint(200, 900)}
        if chapter == "past" and not has_past:
            continue
        rows = []
        for line in figures.split("\n"):
            label, value, unit, role, span, basis, comparator, form = line.strip().format(**drawn).split("|")
            number = f"{float(value):g}"
            more = {"value": number, "unit": unit, "basis": basis, "comparator": comparator, "target_form": form}
            rows.append(fact(label, role, years[span], value_raw=value, **more))
        yield chapter, sentence.format(**drawn), rows


def sentences(rng: random.Random, period: Years) -> Said:
    """Chapter, sentence and its figures, as plans say them."""
    first, last = period
    end, before = (last, last), (first - 1, first - 1)
    last_five = (first - 5, first - 1)
    named = {2026: ("“十四五”", "“十五五”"), 2021: ("“十三五”", "“十四五”")}.get(first)
    n = rng.randint

    def one(
        label: str,
        value: object,
        unit: str,
        role: str = "target",
        years: tuple[int, int] = end,
        basis: str = "at_end",
        comparator: str = "eq",
        **more: str,
    ) -> Row:
        return fact(
            label,
            role,
            years,
            value=f"{float(str(value)):g}" if value != "" else "",
            unit=unit,
            basis=basis,
            comparator=comparator if value != "" else "",
            value_raw=str(value),
            **more,
        )

    if named:
        a, b, c = n(11, 40), n(60, 90), n(200, 900)
        yield (
            "past",
            f"{named[0]}时期，全市累计完成固定资产投资{c}亿元，城镇新增就业{a}万人，基本医疗保险参保率稳定在{b}%以上。",
            [
                one("固定资产投资", c, "亿元", "actual", last_five, "total"),
                one("城镇新增就业", a, "万人", "actual", last_five, "total"),
                one("基本医疗保险参保率", b, "%", "actual", before, comparator="ge"),
            ],
        )
        d, e = n(20, 45), n(46, 70)
        yield (
            "past",
            f"{first - 1}年，全市居民人均可支配收入达到{d}350元，常住人口城镇化率达{e}.5%，"
            f"比{first - 6}年提高4.2个百分点。",
            [
                one("全市居民人均可支配收入", f"{d}350", "元", "actual", before),
                one("常住人口城镇化率", f"{e}.5", "%", "actual", before),
                one("常住人口城镇化率", "4.2", "个百分点", "actual", before, target_form="change"),
            ],
        )
        f = n(5, 9)
        yield (
            "past",
            f"建成省级示范学校{f}所，新增公办幼儿园学位{f}600个，博物馆总数增加到{f + 20}家。",
            [
                one("省级示范学校", f, "所", "actual", last_five, "total"),
                one("新增公办幼儿园学位", f"{f}600", "个", "actual", last_five, "total"),
                one("博物馆总数", f + 20, "家", "actual", before),
            ],
        )
    a, b = n(12, 30), n(81, 98)
    yield (
        "goals",
        f"到{last}年，全市技能人才总量达到{a}万人以上，零售额年均增长{b % 7 + 3}%，服务群众满意度达到{b}%。",
        [
            one("全市技能人才总量", a, "万人", comparator="ge"),
            one("零售额", b % 7 + 3, "%", years=period, basis="average", target_form="growth"),
            one("服务群众满意度", b, "%"),
        ],
    )
    c = n(31, 49)
    yield (
        "goals",
        f"养老机构护理型床位占比不低于{c}%，城市社区日间照料覆盖率超过{c + 40}%，"
        f"人均体育场地面积达到2.{c % 10}平方米。",
        [
            one("养老机构护理型床位占比", c, "%", comparator="ge"),
            one("城市社区日间照料覆盖率", c + 40, "%", comparator="gt"),
            one("人均体育场地面积", f"2.{c % 10}", "平方米"),
        ],
    )
    d = n(3, 9)
    yield (
        "tasks",
        f"每年培训乡村医生{d}00人次，每年组织专场招聘会{d}0场以上。",
        [
            one("培训乡村医生", d * 100, "人次", years=period, basis="each_year"),
            one("专场招聘会", d * 10, "场", years=period, basis="each_year", comparator="ge"),
        ],
    )
    e = n(2, 8)
    yield (
        "tasks",
        f"支持企业建设技术中心，力争新认定省级企业技术中心{e}家、市级企业技术中心{e * 5}家，"
        f"培育“专精特新”企业{e}0—{e + 2}0家。",
        [
            one("新认定省级企业技术中心", e, "家", years=period, basis="total"),
            one("市级企业技术中心", e * 5, "家", years=period, basis="total"),
            one("“专精特新”企业", e * 10, "家", years=period, basis="total", value_high=str((e + 2) * 10)),
        ],
    )
    f = n(40, 60)
    yield (
        "tasks",
        f"深入实施“三年行动”，聚焦10个重点领域，打造{f}个特色乡村旅游点，改造提升农村公厕{f}00座，新建城市绿道{f}公里。",
        [
            one("特色乡村旅游点", f, "个", years=period, basis="total"),
            one("农村公厕", f * 100, "座", years=period, basis="total"),
            one("新建城市绿道", f, "公里", years=period, basis="total"),
        ],
    )
    g = n(61, 79)
    yield (
        "tasks",
        f"工业固体废物综合利用率由{g - 9}%提高到{g}%，规模以上工业企业研发活动覆盖面明显扩大。",
        [one("工业固体废物综合利用率", g - 9, "%", "baseline", before), one("工业固体废物综合利用率", g, "%")],
    )
    h = n(101, 180)
    yield (
        "tasks",
        f"数字经济核心产业增加值突破{h}亿元，年接待游客控制在{h + 300}万人次左右。",
        [
            one("数字经济核心产业增加值", h, "亿元", comparator="gt"),
            one("年接待游客", h + 300, "万人次", comparator="approx"),
        ],
    )
    i = n(15, 35)
    yield (
        "tasks",
        f"城镇、农村居民人均可支配收入分别达到{i + 30}000元和{i}000元，单位工业增加值用水量累计下降{i}%以上。",
        [
            one("城镇居民人均可支配收入", (i + 30) * 1000, "元"),
            one("农村居民人均可支配收入", i * 1000, "元"),
            one("单位工业增加值用水量", i, "%", years=end, basis="at_end", target_form="growth", comparator="ge"),
        ],
    )
    yield (
        "tasks",
        "实现建制村物流服务全覆盖，确保零就业家庭动态清零。",
        [
            fact("建制村物流服务", "target", end, value_raw="全覆盖", basis="at_end", target_form="words"),
            fact("零就业家庭", "target", period, value_raw="动态清零", basis="at_end", target_form="words"),
        ],
    )
    j = n(2, 6)
    yield (
        "tasks",
        f"建设{j}个省级创新平台，引进{j}0名以上高层次人才，孵化面积扩大到{j}.5万平方米，对符合条件的给予每人{j}万元补助。",
        [
            one("省级创新平台", j, "个", years=period, basis="total"),
            one("高层次人才", j * 10, "名", years=period, basis="total", comparator="ge"),
            one("孵化面积", f"{j}.5", "万平方米"),
            one("补助", j, "万元", "standard", period),
        ],
    )
