"""Of what a number speaks: its name out of lists, shares, stages and clauses, as a careful person would write it."""

import pytest

from data.reading.extract import read
from data.reading.refusal import Unreadable

REPORT = "2026年北陵省政府工作报告\n2026年1月20日\n一、2025年工作回顾\n"


def named(sentence: str) -> list[str]:
    """Name, value, sign and unit of each number of a sentence of last year's results."""
    found = read((REPORT + sentence).encode(), "text.txt").candidates
    return [f"{c.label_raw} {c.value} {c.comparator} {c.unit}" for c in found]


def bases(sentence: str) -> list[str]:
    """Years, basis and form of each number."""
    found = read((REPORT + sentence).encode(), "text.txt").candidates
    return [f"{c.year_from}-{c.year_to} {c.basis} {c.target_form}".strip() for c in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "城乡居民人均可支配收入分别增长4%、6%。",
            ["城镇居民人均可支配收入增长 4 eq %", "农村居民人均可支配收入 6 eq %"],
        ),
        (
            "一二三产增加值分别增长3%、6%、5%。",
            ["一产增加值增长 3 eq %", "二产增加值 6 eq %", "三产增加值 5 eq %"],
        ),
        (
            "国内游客人次、总花费增长5.6%、7.5%。",
            ["国内游客人次增长 5.6 eq %", "总花费 7.5 eq %"],
        ),
        (
            "金融业、软件和信息服务业增加值分别增长9.7%、15.3%。",
            ["金融业增加值增长 9.7 eq %", "软件和信息服务业增加值 15.3 eq %"],
        ),
        (
            "基本养老、失业保险参保人数分别达到701万人、134万人。",
            ["基本养老保险参保人数 701 eq 万人", "失业保险参保人数 134 eq 万人"],
        ),
        (
            "高血压、糖尿病患者规范管理率分别达到65%和62%。",
            ["高血压患者规范管理率 65 eq %", "糖尿病患者规范管理率 62 eq %"],
        ),
        (
            "婴儿死亡率、5岁以下儿童死亡率分别控制在5.2‰、6.6‰以下。",
            ["婴儿死亡率 5.2 le ‰", "5岁以下儿童死亡率 6.6 le ‰"],
        ),
        (
            "存、贷款余额分别突破1.5万亿元、1.4万亿元。",
            ["存款余额 1.5 gt 万亿元", "贷款余额 1.4 gt 万亿元"],
        ),
    ],
)
def test_a_list_gives_each_number_its_own_name(sentence, expected):
    assert named(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("培育形成3个万亿级优势产业和5个国家级产业集群。", ["万亿级优势产业 3 eq 个", "国家级产业集群 5 eq 个"]),
        ("新开、加密44条国际货运航线。", ["国际货运航线 44 eq 条"]),
        ("出台促进就业18条政策举措。", ["促进就业政策举措 18 eq 条"]),
        ("打造40个吸引力强、带动面广的消费场景。", ["消费场景 40 eq 个"]),
        ("新建22个750千伏和330千伏电网工程。", ["750千伏和330千伏电网工程 22 eq 个"]),
        ("推动20个机关、企事业单位附属空间开放共享。", ["机关、企事业单位附属空间开放共享 20 eq 个"]),
        ("5家企业入选国家级名单。", ["企业入选国家级名单 5 eq 家"]),
        ("为2万名老年人提供居家养老服务。", ["为老年人提供居家养老服务 2 eq 万名"]),
        ("建成山海大桥等340个市级重点项目。", ["市级重点项目 340 eq 个"]),
        ("63.6%的民生事项实现“一证通办”。", ["民生事项实现“一证通办” 63.6 eq %"]),
        ("设立规模20亿元的产业引导基金。", ["产业引导基金 20 eq 亿元"]),
        ("推动“四个一批”[17]项目攻坚，开工项目43个。", ["项目 43 eq 个"]),
        ("培育593家国家专精特新“小巨人”企业。", ["国家专精特新“小巨人”企业 593 eq 家"]),
    ],
)
def test_the_noun_behind_a_number_is_read_whole(sentence, expected):
    assert named(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全省进出口总值创历史新高，达到5379亿元。", ["全省进出口总值 5379 eq 亿元"]),
        (
            "地区生产总值连续迈上4个万亿元台阶、达14.2万亿元、年均增长5.7%。",
            ["地区生产总值 14.2 eq 万亿元", "地区生产总值增长 5.7 eq %"],
        ),
        ("满意度连续5年保持在99%以上。", ["满意度 99 ge %"]),
        ("上市公司达162家。", ["上市公司 162 eq 家"]),
        ("实际使用外资33.8亿美元。", ["实际使用外资 33.8 eq 亿美元"]),
        ("煤化工总产能超过4000万吨。", ["煤化工总产能 4000 gt 万吨"]),
        ("项目签约3543亿元。", ["项目签约 3543 eq 亿元"]),
        ("研发投入强度提升至1.8%。", ["研发投入强度 1.8 eq %"]),
        ("完成增加值910亿元。", ["增加值 910 eq 亿元"]),
    ],
)
def test_the_noun_before_a_number_keeps_its_words_and_loses_its_verbs(sentence, expected):
    assert named(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "新能源装机1.69亿千瓦、占全省装机64%。",
            ["新能源装机 1.69 eq 亿千瓦", "新能源装机占全省装机比重 64 eq %"],
        ),
        (
            "社会保障卡持卡人数9100万人，覆盖常住人口的90%。",
            ["社会保障卡持卡人数 9100 eq 万人", "社会保障卡持卡人数覆盖常住人口 90 eq %"],
        ),
        ("新能源开工1600万千瓦、投产1000万千瓦。", ["新能源开工 1600 eq 万千瓦", "新能源投产 1000 eq 万千瓦"]),
        (
            "清洁能源装机规模7900万千瓦、装机占比93%。",
            ["清洁能源装机规模 7900 eq 万千瓦", "清洁能源装机占比 93 eq %"],
        ),
        (
            "制造业投资增长8.2%，高出固定资产投资增速5个百分点。",
            ["制造业投资增长 8.2 eq %", "制造业投资 5 eq 个百分点"],
        ),
        ("粮食播种面积稳定在520万亩、产量230万吨。", ["粮食播种面积 520 eq 万亩", "粮食产量 230 eq 万吨"]),
        ("14个重点产业产值占总产值的80%。", ["14个重点产业产值占总产值 80 eq %"]),
        ("改造老旧小区870个、惠及10万户。", ["老旧小区 870 eq 个", "老旧小区惠及 10 eq 万户"]),
    ],
)
def test_what_follows_takes_up_the_name_before_it(sentence, expected):
    assert named(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("服务企业超过628万次。", ["2025-2025 total"]),
        ("更新住宅电梯300部以上。", ["2025-2025 total"]),
        ("金融减费让利269亿元。", ["2025-2025 total"]),
        ("办理代表建议250件、委员提案320件。", ["2025-2025 total", "2025-2025 total"]),
        ("育儿补贴惠及60万人。", ["2025-2025 total"]),
        ("高校毕业生留省就业17万人。", ["2025-2025 total"]),
        ("新增案例9个、累计达到79个。", ["2025-2025 total", "2025-2025 at_end"]),
        ("粮食产量620亿斤。", ["2025-2025 at_end"]),
        ("公路总里程达到2万公里，其中高速公路850公里。", ["2025-2025 at_end", "2025-2025 at_end"]),
        ("PM2.5年均浓度下降17%。", ["2025-2025 at_end growth"]),
        (
            "五年来，研发投入年均增长10.5%，技术合同成交额增长7.1倍。",
            ["2021-2025 average growth", "2025-2025 at_end growth"],
        ),
        ("五年来，固定资产投资累计完成9000亿元。", ["2021-2025 total"]),
        ("地区生产总值增长6%、突破2.6万亿元。", ["2025-2025 at_end growth", "2025-2025 at_end"]),
    ],
)
def test_what_is_done_adds_up_and_what_stands_does_not(sentence, expected):
    assert bases(sentence) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年到2025年，工业投资占比从17%提升到35%。", ["baseline 2020-2020", "actual 2025-2025"]),
        ("养老金由2015年的2300元提高到2020年的2986元。", ["baseline 2015-2015", "actual 2020-2020"]),
        ("全市生产总值完成3440亿元，是2007年的2.1倍，社会消费品零售总额960亿元。", ["actual 2025-2025"] * 2),
        ("外贸增长7%，创2010年以来最好水平，投资增长5%。", ["actual 2025-2025"] * 2),
        ("五是数字经济当年翻番，外送能力突破2000万千瓦。", ["actual 2025-2025"]),
        (
            "“十四五”时期，地区生产总值年均增长4.5%，高于“十三五”时期1.2个百分点。",
            ["actual 2021-2025", "actual 2025-2025"],
        ),
        ("二、2026年工作安排\n去年新增就业5万人、今年目标6万人。", ["actual 2025-2025", "target 2026-2026"]),
        ("二、2026年工作安排\n过去五年投资增长6%，五年累计新增就业25万人。", ["actual 2025-2025", "actual 2021-2025"]),
        ("二、2026年工作安排\n去年新增企业186家。实施项目300个。", ["actual 2025-2025", "target 2026-2026"]),
        (
            "二、“十五五”时期主要目标\n综合考虑实现2035年远景目标，地区生产总值年均增长5%。",
            ["target 2026-2030"],
        ),
        (
            "二、2026年工作安排\n到2026年底，覆盖率达到48%；到2027年底，达到52%。",
            ["target 2026-2026", "target 2027-2027"],
        ),
    ],
)
def test_years_that_are_set_beside_or_said_in_passing_hold_for_nothing_else(text, expected):
    found = read((REPORT + text).encode(), "text.txt").candidates
    assert [f"{c.role} {c.year_from}-{c.year_to}" for c in found] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("完成投资38亿元，为年度计划的112%。", ["actual", "completion_rate"]),
        ("新建公路286公里，完成率143%。", ["actual", "completion_rate"]),
        ("城镇新增就业3.1万人，超额完成3万人的年度任务。", ["actual", "target"]),
        ("对认定的企业奖励100万元。", ["standard"]),
        ("按每个托位每年800元给予运营补助。", ["standard"]),
    ],
)
def test_shares_of_a_plan_and_grants_have_roles_of_their_own(sentence, expected):
    found = read((REPORT + sentence).encode(), "text.txt").candidates
    assert [c.role for c in found] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "云山、临泽、丰原3个省级区域医疗中心加快建设。",
        "在14个市州城区开展试点。",
        "跨越3个千亿级台阶。",
        "重点办好12件实事：一是提高待遇。",
        "实施生态环境问题“动态清零”行动。",
        "成为全国首批5个试点之一。",
        "落实15%所得税优惠。",
        "2026年1月20日10时41分。",
        "推进“五互一共”[3]人才培养。",
        "推进“五互一共”①项目建设。",
        "办好50人论坛。",
    ],
)
def test_what_counts_a_list_names_a_place_or_marks_a_note_is_no_candidate(sentence):
    with pytest.raises(Unreadable) as refused:
        read((REPORT + sentence).encode(), "text.txt")
    assert refused.value.token == "no_figures"


def test_a_bulletin_tells_last_years_results():
    text = "云泽市2025年国民经济和社会发展统计公报\n2026年3月18日\n一、综合\n"
    text += "年末常住人口583.6万人，比上年末增加2.1万人。全年城镇新增就业8.6万人。"
    found = read(text.encode(), "text.txt").candidates
    assert [(c.label_raw, c.role, c.year_to, c.basis) for c in found] == [
        ("常住人口", "actual", 2025, "at_end"),
        ("常住人口", "actual", 2025, "at_end"),
        ("城镇新增就业", "actual", 2025, "total"),
    ]


WHOLE = (
    pytest.param(
        "安平区2025年就业工作总结和2026年工作打算\n一、2025年工作完成情况\n今年以来，城镇新增就业8000人，完成年度目标的95%。\n"
        "二、2026年工作打算\n明年，城镇新增就业9000人，培训4000人次。",
        [
            "城镇新增就业 actual 2025-2025",
            "城镇新增就业 completion_rate 2025-2025",
            "城镇新增就业 target 2026-2026",
            "培训 target 2026-2026",
        ],
        id="in a summary this year is the one that ends",
    ),
    pytest.param(
        "北陵省“十四五”就业规划实施中期评估报告\n2023年10月8日\n一、主要指标进展\n2021—2022年，城镇新增就业120万人。"
        "到2025年，参保率达到97%。",
        ["城镇新增就业 actual 2021-2022", "参保率 target 2025-2025"],
        id="an evaluation tells what was done until it was written",
    ),
    pytest.param(
        "海安市“十五五”就业促进规划\n一、规划背景\n2024年末，高技能人才12万人。预计到2025年底，达到13万人。\n"
        "二、目标\n到2027年，高技能人才达到15万人；到2030年，达到18万人。",
        [
            "高技能人才 actual 2024-2024",
            "高技能人才 actual 2025-2025",
            "高技能人才 target 2027-2027",
            "高技能人才 target 2030-2030",
        ],
        id="a sentence that only goes on has the name of the one before",
    ),
    pytest.param(
        "政府工作报告\n2026年1月12日\n各位代表：\n过去的一年，我们新建学校12所。\n2026年，我们将新建学校15所。",
        ["新建学校 actual 2025-2025", "新建学校 target 2026-2026"],
        id="a report without chapters says its years in each paragraph",
    ),
)


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_a_document_of_any_kind_says_what_was_done_and_what_is_meant(text, expected):
    found = read(text.encode(), "text.txt").candidates
    assert [f"{c.label_raw} {c.role} {c.year_from}-{c.year_to}" for c in found] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("国家级、省级创新平台分别达到22家、182家。", ["国家级创新平台 22 eq 家", "省级创新平台 182 eq 家"]),
        (
            "一般公共预算支出3.4万亿元，74%以上用于民生。",
            ["一般公共预算支出 3.4 eq 万亿元", "一般公共预算支出用于民生 74 ge %"],
        ),
        ("生产总值达到5万亿元、稳居全国前十、增长4.8%。", ["生产总值 5 eq 万亿元", "生产总值增长 4.8 eq %"]),
        ("开发区由162个整合为123个。", ["开发区 162 eq 个", "开发区 123 eq 个"]),
        (
            "电子信息、有色金属产业规模分别达1.3万亿、8200亿元。",
            ["电子信息产业规模 1.3 eq 万亿元", "有色金属产业规模 8200 eq 亿元"],
        ),
        ("蔬菜、水果产量占比分别提高15、22个百分点。", ["蔬菜产量占比 15 eq 个百分点", "水果产量占比 22 eq 个百分点"]),
        ("排放二氧化碳0.13千克。", ["排放二氧化碳 0.13 eq 千克"]),
        ("年末共有医疗机构2150个，其中医院86个。", ["医疗机构 2150 eq 个", "医院 86 eq 个"]),
        ("引进产业项目150个，其中10亿元以上20个。", ["引进产业项目 150 eq 个", "10亿元以上 20 eq 个"]),
        ("社区助餐服务覆盖80%以上的街道。", ["社区助餐服务 80 ge %"]),
        ("粮食播种面积560万亩、总产量420万吨。", ["粮食播种面积 560 eq 万亩", "粮食总产量 420 eq 万吨"]),
        (
            "新增高速公路131公里、一级公路266公里，总里程分别达424公里和316公里。",
            [
                "新增高速公路 131 eq 公里",
                "新增一级公路 266 eq 公里",
                "高速公路总里程 424 eq 公里",
                "一级公路总里程 316 eq 公里",
            ],
        ),
        ("75家龙头企业年销售收入18亿元。", ["75家龙头企业年销售收入 18 eq 亿元"]),
        ("建成过江通道4座、在建8座。", ["过江通道 4 eq 座", "过江通道在建 8 eq 座"]),
        ("对外投资占50%以上。", ["对外投资占比 50 ge %"]),
        ("新增多式联运线路5条，开行12条多式联运线路。", ["新增多式联运线路 5 eq 条", "多式联运线路 12 eq 条"]),
        (
            "供水普及率、污水处理率分别超过98%、95%。",
            ["供水普及率 98 gt %", "污水处理率 95 gt %"],
        ),
        (
            "规上工业企业净增500家、总数突破1.5万家。",
            ["规上工业企业净增 500 eq 家", "规上工业企业总数 1.5 gt 万家"],
        ),
        (
            "新设外资企业412家，同比多设37家。",
            ["新设外资企业 412 eq 家", "新设外资企业 37 eq 家"],
        ),
        (
            "地区生产总值迈上5万亿台阶、五年增量超1.36万亿元。",
            ["地区生产总值 5 gt 万亿元", "地区生产总值五年增量 1.36 gt 万亿元"],
        ),
        ("经营主体总量达1461万户，新登记147万户。", ["经营主体总量 1461 eq 万户", "新登记经营主体 147 eq 万户"]),
        ("去年新登记经营主体85万户，今年再增80万户。", ["新登记经营主体 85 eq 万户", "新登记经营主体 80 eq 万户"]),
        (
            "城镇新增就业92万人，超额完成全年80万人的目标任务。",
            ["城镇新增就业 92 eq 万人", "城镇新增就业目标任务 80 eq 万人"],
        ),
        ("价格指数微降0.1%。", ["价格指数 0.1 eq %"]),
        ("1324人凭转化贡献晋升职称。", ["凭转化贡献晋升职称 1324 eq 人"]),
        ("进出口额首破千亿大关、达1120亿元。", ["进出口额 1120 eq 亿元"]),
        ("老旧电梯更新2万台，补贴标准每台15万元。", ["老旧电梯更新 2 eq 万台", "补贴标准 15 eq 万元"]),
        ("高速公路覆盖99%的20万人口以上城市。", ["高速公路 99 eq %"]),
        ("硬化通村道路18公里，完成交易金额1.5亿元。", ["通村道路 18 eq 公里", "交易金额 1.5 eq 亿元"]),
        ("每天有23万老人享用助餐服务。", ["老人享用助餐服务 23 eq 万人"]),
    ],
)
def test_levels_ranks_units_and_stages_stand_beside_a_name(sentence, expected):
    assert named(sentence) == expected


PLAN = "海安市“十五五”发展规划\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、发展基础\n“十四五”期间，建成博物馆32家；五年累计接待游客2亿人次。",
            ["博物馆 actual 2021-2025 total", "游客 actual 2021-2025 total"],
            id="five years are those that the text speaks of already",
        ),
        pytest.param(
            "二、主要任务\n完成2000年底前建成的小区改造任务，惠及居民15万户，燃气普及率达到99%。",
            ["惠及居民 target 2026-2030 total", "燃气普及率 target 2030-2030 at_end"],
            id="when something was built long ago dates no figure",
        ),
        pytest.param(
            "一、发展基础\n五年来，地区生产总值连跨两个万亿元台阶，2025年预计达到6.4万亿元，年均增长5.6%。",
            ["地区生产总值 actual 2025-2025 at_end", "地区生产总值增长 actual 2021-2025 average"],
            id="a mean runs over the years that were named before the last",
        ),
        pytest.param(
            "二、主要任务\n五年内新建学校12所，智慧服务实现率超过90%。",
            ["新建学校 target 2026-2030 total", "智慧服务实现率 target 2030-2030 at_end"],
            id="within five years is not within this year",
        ),
        pytest.param(
            "一、发展基础\n“十四五”时期，新建公园6个，2023年创建国家卫生城市，城镇化率提高到60%。",
            ["新建公园 actual 2021-2025 total", "城镇化率 actual 2025-2025 at_end"],
            id="the year of an event between two commas holds for it alone",
        ),
        pytest.param(
            "二、主要任务\n规划期内，筹集保障性租赁住房3万套，配售型保障性住房8000套。",
            ["保障性租赁住房 target 2026-2030 total", "配售型保障性住房 target 2026-2030 total"],
            id="the same is done of what is alike",
        ),
        pytest.param(
            "一、发展基础\n“十四五”期间交通固定资产投资达到1.5万亿元，公路总里程达到54万公里。",
            ["交通固定资产投资 actual 2021-2025 total", "公路总里程 actual 2025-2025 at_end"],
            id="money of five years is summed, a length stands at their end",
        ),
    ],
)
def test_years_and_deeds_hold_as_far_as_a_sentence_means_them(text, expected):
    found = read((PLAN + text).encode(), "text.txt").candidates
    assert [f"{c.label_raw} {c.role} {c.year_from}-{c.year_to} {c.basis}" for c in found] == expected


def test_figures_that_go_on_with_those_of_a_list_keep_its_names():
    assert named("城市、农村低保标准分别达到每人每月860元、每人每年7200元，同比提高3.5%和5%。") == [
        "城市低保标准 860 eq 元",
        "农村低保标准 7200 eq 元",
        "城市低保标准 3.5 eq %",
        "农村低保标准 5 eq %",
    ]
