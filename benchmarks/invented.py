"""Invented plans: what they print, and what a careful person would enter of it. Nothing here knows the reader.

A plan has tables of indicators, running text, and oddities of print; `benchmarks/rendering.py` sets it in a format.
All places, offices and figures are made up.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.invented_text import Row, fact, odd_sentences, sentences

# (label, unit, kind, base, target, attribute): kind is total, level, rate, growth or words
DOMAINS: dict[str, tuple[tuple[str, str, str, str, str, str], ...]] = {
    "人力资源和社会保障": (
        ("城镇新增就业人数", "万人", "total", "21.46", "23.5", "预期性"),
        ("城镇登记失业率", "%", "rate", "2.81", "≤4.5", "预期性"),
        ("基本养老保险参保率", "%", "rate", "95.2", "97", "约束性"),
        ("失业保险参保人数", "万人", "level", "63.7", "70", "约束性"),
        ("高技能人才总量", "万人", "level", "14.3", "18", "预期性"),
        ("开展补贴性职业技能培训人次", "万人次", "total", "12", "15", "预期性"),
        ("劳动人事争议调解成功率", "%", "rate", "72.6", ">75", "预期性"),
        ("新增取得专业技术人员职业资格证书人数", "人", "total", "—", "26000", "预期性"),
        ("技工院校在校生规模", "人", "level", "8600", "10000左右", "预期性"),
        ("企业劳动合同签订率", "%", "rate", "97.1", "98以上", "预期性"),
    ),
    "教育发展": (
        ("学前教育毛入园率", "%", "rate", "93.5", "96以上", "预期性"),
        ("九年义务教育巩固率", "%", "rate", "98.7", "99", "约束性"),
        ("高中阶段教育毛入学率", "%", "rate", "95.1", "97以上", "预期性"),
        ("普惠性幼儿园在园幼儿占比", "%", "rate", "88", "≥90", "约束性"),
        ("新建公办中小学学位", "万个", "total", "3.2", "5", "约束性"),
        ("劳动年龄人口平均受教育年限", "年", "level", "11.1", "11.7", "约束性"),
        ("职业院校在校生人数", "万人", "level", "4.36", "5左右", "预期性"),
        ("每十万人口高等教育在校生数", "人", "level", "3021", "3400", "预期性"),
        ("财政教育支出占比", "%", "words", "18.2", "保持稳定", "预期性"),
    ),
    "卫生健康": (
        ("人均预期寿命", "岁", "level", "79.3", "80.5", "预期性"),
        ("孕产妇死亡率", "1/10万", "level", "9.8", "<9", "约束性"),
        ("每千人口执业（助理）医师数", "人", "level", "3.12", "3.6", "预期性"),
        ("每千人口医疗卫生机构床位数", "张", "level", "6.4", "7—7.5", "预期性"),
        ("居民健康素养水平", "%", "rate", "27.6", "32", "预期性"),
        ("家庭医生签约服务覆盖率", "%", "rate", "43", "≥50", "预期性"),
        ("个人卫生支出占卫生总费用的比重", "%", "rate", "26.9", "26以内", "约束性"),
        ("新增普惠托位数", "个", "total", "4200", "9000", "约束性"),
    ),
    "生态环境保护": (
        ("细颗粒物（PM2.5）浓度", "微克/立方米", "level", "31", "28", "约束性"),
        ("城市空气质量优良天数比率", "%", "rate", "84.7", "87.5", "约束性"),
        ("森林覆盖率", "%", "rate", "41.22", "42", "约束性"),
        ("新增造林面积", "万亩", "total", "36.5", "40", "预期性"),
        ("单位地区生产总值能耗降低", "%", "words", "—", "完成省下达目标", "约束性"),
        ("非化石能源占能源消费比重", "%", "rate", "18.3", "25", "约束性"),
        ("农村生活污水治理率", "%", "rate", "45.8", "65以上", "预期性"),
        ("治理水土流失面积", "平方公里", "total", "820", "900", "预期性"),
    ),
    "综合交通运输": (
        ("公路总里程", "公里", "level", "18650", "19500", "预期性"),
        ("高速公路通车里程", "公里", "level", "612", "760", "预期性"),
        ("新改建农村公路", "公里", "total", "2300", "2600", "约束性"),
        ("铁路货运量占比", "%", "rate", "9.4", "12", "预期性"),
        ("港口货物吞吐量", "亿吨", "level", "1.26", "1.5", "预期性"),
        ("建制村通客车率", "%", "rate", "100", "100", "约束性"),
        ("中心城区公共交通机动化出行分担率", "%", "rate", "46", "50—55", "预期性"),
        ("新增公共充电桩", "个", "total", "5100", "8000", "预期性"),
    ),
    "国民经济和社会发展": (
        ("地区生产总值增长", "%", "growth", "5.6", "5.5左右", "预期性"),
        ("全员劳动生产率增长", "%", "growth", "6.1", ">5.5", "预期性"),
        ("常住人口城镇化率", "%", "rate", "64.9", "68", "预期性"),
        ("全社会研发经费投入增长", "%", "growth", "9.2", ">8", "预期性"),
        ("每万人口高价值发明专利拥有量", "件", "level", "7.9", "12", "预期性"),
        ("数字经济核心产业增加值占地区生产总值比重", "%", "rate", "8.3", "11", "预期性"),
        ("居民人均可支配收入增长", "%", "words", "6.0", "与经济增长同步", "预期性"),
        ("粮食综合生产能力", "万吨", "level", "187", "190以上", "约束性"),
    ),
}
SECTIONS = ("一、总体规模", "二、质量水平", "三、服务保障")
CITIES = ("云山市", "临泽市", "海宁湾区", "丰原县", "石桥市", "东屿市", "清源自治州", "北陵省", "安和市", "平湖新区")
BRACKETS = (("[", "]"), ("〔", "〕"), ("（", "）"), ("【", "】"), ("{", "}"), ("［", "］"))
SIGNS = {"≤": "le", "≥": "ge", "<": "lt", ">": "gt"}
WORDS_AFTER = {"以上": "ge", "以内": "le", "左右": "approx"}


@dataclass
class Cell:
    """One printed cell and what is entered of it; nothing for an empty one."""

    text: str
    facts: list[Row] = field(default_factory=list)


@dataclass
class Line:
    """One row: number, label, unit and attribute as printed, and its cells; only `section` for a row of a section."""

    number: str = ""
    label: str = ""
    unit: str = ""
    attribute: str = ""
    cells: list[Cell] = field(default_factory=list)
    section: str = ""


@dataclass
class IndicatorTable:
    """A table: caption, heads of its columns of figures, rows, note, where the unit stands."""

    caption: str
    heads: list[str]
    lines: list[Line]
    note: str
    unit_in: str


@dataclass
class Plan:
    """A whole plan: its lines and tables in order, and the figures of its text."""

    name: str
    title: str
    parts: list[str | IndicatorTable]
    facts: list[Row]
    oddities: frozenset[str]

    @property
    def table_facts(self) -> list[Row]:
        """What is entered of its tables."""
        return [
            fact
            for part in self.parts
            if isinstance(part, IndicatorTable)
            for line in part.lines
            for cell in line.cells
            for fact in cell.facts
        ]


def _amount(printed: str) -> tuple[str, str, str]:
    """value, upper end and comparator of 98以上, 7—7.5, <9."""
    comparator = "eq"
    if printed[0] in SIGNS:
        comparator, printed = SIGNS[printed[0]], printed[1:]
    for word, token in WORDS_AFTER.items():
        if printed.endswith(word):
            comparator, printed = token, printed.removesuffix(word)
    low, _, high = printed.partition("—")
    return f"{float(low):g}", f"{float(high):g}" if high else "", comparator


def _cell(
    label: str, unit: str, kind: str, printed: str, role: str, span: tuple[int, int], brackets: tuple[str, str]
) -> Cell:
    """A cell with the fact that it prints: a total in brackets over its span, else the last year alone."""
    end = (span[1], span[1])
    if printed == "—":
        years = span if kind == "total" else end
        return Cell(
            "—", [fact(label, role, years, value_raw="—", basis="total" if kind == "total" else "at_end", unit=unit)]
        )
    if kind == "words" and role == "target":
        return Cell(
            printed, [fact(label, role, end, value_raw=printed, basis="at_end", target_form="words", unit=unit)]
        )
    value, high, comparator = _amount(printed)
    figure = {"value": value, "value_high": high, "comparator": comparator, "unit": unit}
    if kind == "total":
        text = f"{brackets[0]}{printed}{brackets[1]}"
        return Cell(text, [fact(label, role, span, value_raw=text, basis="total", **figure)])
    form = "growth" if kind == "growth" or "收入增长" in label else ""
    if kind == "growth" and role == "target":
        return Cell(printed, [fact(label, role, end, value_raw=printed, basis="at_end", target_form=form, **figure)])
    return Cell(printed, [fact(label, role, end, value_raw=printed, basis="at_end", target_form=form, **figure)])


def _table(
    rng: random.Random, number: int, domain: str, period: tuple[int, int], oddities: frozenset[str]
) -> IndicatorTable:
    first, last = period
    named = "十五五" if first == 2026 else "十四五" if first == 2021 else "行动计划"
    brackets = rng.choice(BRACKETS)
    is_result = "results" in oddities and number == 1
    base_span = (first - (last - first + 1), first - 1)
    heads = [
        rng.choice([f"{first - 1}年基数", f"{first - 1}年", f"{first - 1}年基期值", f"{first - 1}年实际"]),
        rng.choice([f"{last}年目标", f"{last}年", f"“{named}”目标" if named != "行动计划" else f"{last}年目标值"]),
    ]
    if is_result:
        heads = [f"{first - 1}年基数", f"“{named}”规划目标", f"{last}年实际"]
    unit_in = rng.choice(["column", "label", "column", "label"]) if "unit_in_cell" not in oddities else "cell"
    rows = list(DOMAINS[domain])
    rng.shuffle(rows)
    lines: list[Line] = []
    for place, (label, unit, kind, base, target, attribute) in enumerate(rows):
        if "sections" in oddities and place in (0, 3, 6):
            lines.append(Line(section=SECTIONS[place // 3]))
        printed_unit = "（1/10万）" if unit == "1/10万" else unit
        if unit == "1/10万" or (unit_in == "cell" and kind in ("growth", "words")):
            continue
        shown = f"{label}（{unit}）" if unit_in == "label" else label
        cells = [
            _cell(shown, unit, kind, base, "baseline", base_span, brackets),
            _cell(shown, unit, kind, target, "target", period, brackets),
        ]
        if is_result:
            result = target.strip("≤≥<>").replace("以上", "").replace("以内", "").replace("左右", "").split("—")[0]
            shown_kind = "words" if kind == "words" else kind
            cells.append(
                _cell(
                    shown,
                    unit,
                    "level" if shown_kind == "words" else kind,
                    base if kind == "words" and base != "—" else result if kind != "words" else "—",
                    "actual",
                    period,
                    brackets,
                )
            )
        if unit_in == "cell":
            for cell in cells:
                if cell.text != "—" and kind != "words":
                    cell.text = _with_unit(cell.text, unit)
                    for one in cell.facts:
                        one["value_raw"] = cell.text
                elif cell.text == "—":
                    cell.facts[0]["unit"] = ""
        lines.append(Line(str(len([line for line in lines if line.label]) + 1), shown, printed_unit, attribute, cells))
    if "parts" in oddities and not is_result:
        _add_part(lines, unit_in, period, base_span, brackets)
    if "empty" in oddities:
        line = next(line for line in lines if line.cells)
        line.cells[0] = Cell("")
    note = f"注：{brackets[0]}{brackets[1]}内为{'五年' if last - first == 4 else '三年'}累计数。"
    return IndicatorTable(f"专栏{number} “{named}”时期主要指标", heads, lines, note, unit_in)


def _with_unit(text: str, unit: str) -> str:
    for word in WORDS_AFTER:
        if text.endswith(word):
            return f"{text.removesuffix(word)}{unit}{word}"
    return f"{text}{unit}"


def _add_part(
    lines: list[Line], unit_in: str, period: tuple[int, int], base_span: tuple[int, int], brackets: tuple[str, str]
) -> None:
    """A row 其中 under the first total."""
    for place, line in enumerate(lines):
        if line.cells and line.cells[1].text.startswith(brackets[0]) and line.cells[1].facts[0]["unit"]:
            unit = line.cells[1].facts[0]["unit"]
            label = "其中：农村地区" + (f"（{unit}）" if unit_in == "label" else "")
            value = f"{float(line.cells[1].facts[0]['value']) / 4:g}"
            cells = [
                Cell("—", [fact(label, "baseline", base_span, value_raw="—", basis="total", unit=unit)]),
                _cell(label, unit, "total", value, "target", period, brackets),
            ]
            if unit_in == "cell":
                cells[0].facts[0]["unit"] = ""
                cells[1].text += unit
                cells[1].facts[0]["value_raw"] = cells[1].text
            lines.insert(place + 1, Line("", label, unit, line.attribute, cells))
            return


NOISE = (
    "坚持以人民为中心，落实“三个确保”，抓好8项重点任务，推进“10+3”改革。",
    "根据《关于印发发展规划的通知》（云政发〔2024〕15号）和党的二十届四中全会精神，制定本规划。",
    "面向35岁以下青年和60周岁以上老年人，开通12345热线，完善“1+6+N”体系。",
    "本规划共分6章20节，由5个部门起草，经第12次常务会议审议通过。",
    "优化5G网络布局，支持4A级景区提档升级，办好第三届博览会。",
)


def plans(seed: int = 7) -> Iterator[Plan]:
    """The invented plans, each with other oddities; the same for the same seed."""
    rng = random.Random(seed)
    spans = {"15": (2026, 2030), "14": (2021, 2025), "3": (2026, 2028)}
    kinds = (
        "sections",
        "parts",
        "empty",
        "results",
        "unit_in_cell",
        "full_width",
        "traditional",
        "spaced",
        "pinyin",
        "no_note",
    )
    for number, domain in enumerate([*DOMAINS, *DOMAINS]):
        oddities = frozenset(rng.sample(kinds, 3))
        if "unit_in_cell" in oddities:
            oddities -= {"results"}
        which = ("15", "14", "15", "3")[number % 4]
        period, city = spans[which], CITIES[number % len(CITIES)]
        if which == "3":
            oddities -= {"results"}
        name = {"15": "“十五五”", "14": "“十四五”"}.get(which, "")
        title = f"{city}{name}{domain}规划" if name else f"{city}{domain}三年行动计划（2026—2028年）"
        parts: list[str | IndicatorTable] = [f"{city}人民政府", f"云政发〔{period[0]}〕{number + 3}号", title, NOISE[1]]
        facts: list[Row] = []
        said = [*sentences(rng, period), *odd_sentences(random.Random(seed + number), period, bool(name))]
        tables = 0
        for chapter, head in (("past", "一、发展基础"), ("goals", "二、发展目标"), ("tasks", "三、重点任务")):
            parts.append(head)
            parts.append(rng.choice(NOISE))
            chosen = [one for one in said if one[0] == chapter]
            for place in range(0, len(chosen), 2):
                group = chosen[place : place + 2]
                parts.append("".join(sentence for _, sentence, _ in group))
                facts += [row for _, _, rows in group for row in rows]
            if chapter == "past" and "results" in oddities:
                tables += 1
                earlier = (period[0] - 5, period[0] - 1)
                parts += _placed(_table(rng, tables, domain, earlier, oddities), oddities)
            if chapter == "goals":
                tables += 1
                parts += _placed(_table(rng, tables, domain, period, oddities - {"results"}), oddities)
        yield Plan(f"{number + 1:02d}-{domain}", title, parts, facts, oddities)


def _placed(table: IndicatorTable, oddities: frozenset[str]) -> list[str | IndicatorTable]:
    return [table.caption, table] if "no_note" in oddities else [table.caption, table, table.note]
