"""The head of an indicator table: which column holds what, for which years."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from data.reading.figures import unit_in
from data.reading.heading import Heading
from data.reading.spans import NAMED, YEAR, period_years, year_of
from data.reading.spans import named as ordinal_of

IS_LABEL = (
    r"^(?:主要|具体|核心|发展|规划|二级|三级|监测|评价|序号|重点|工作)?(?:指标|任务|指标名称|项目名称|项目|名称|指标内容|内容|目标名称|指标项)"
    r"(?:名称)?(?:[/(](?:计量)?单位\)?)?$"
)
# what a column holds, by the words of its head, the first that fits
KINDS = (
    ("deadline", r"时限|完成时间|时间节点|期限"),
    ("number", r"^(?:序号|编号|序|No\.?|号)$"),
    ("office", r"责任|牵头|部门$|主管|实施主体|负责"),
    ("attribute", r"属性|性质|指标类型|^类型$|约束性|预期性"),
    ("unit", r"^(?:计量|计算)?单位$"),
    ("note", r"备注|说明|依据|出处|来源|计算方法|解释|口径"),
    ("completion_rate", r"完成(?:率|比例|程度|进度)|进度"),
    ("section", r"^(?:类别|分类|类型|领域|维度|方面|板块|一级指标|指标类别|指标分类|大类|目标类别|门类)$"),
    ("label", IS_LABEL),
)
ROLES = (
    ("target", r"目标|规划值|规划数|计划|预期(?!寿命|性)|远景|力争"),
    ("actual", r"实际|完成|实绩|实现|达到|结果|执行|进展"),
    ("baseline", r"基数|基期|基准|现状|现值|基础值|现有|初值"),
)
MOVED = re.compile(r"(?:较|比|与).{0,10}(?:变化|增减|增长|增幅|提高|提升|下降|降低|相比)|^(?:变化|增减|增幅|变动)")
YEARS = re.compile(rf"({YEAR})\s*年?")


@dataclass(frozen=True)
class Column:
    """One column: its kind (number, section, label, unit, attribute, office, deadline, note, other, value), and of its
    figures role, years, unit, how they move (average, total, either, change), and what is to be checked of them.
    """

    kind: str
    role: str = ""
    year: int | None = None
    first: int | None = None
    unit: str = ""
    moves: str = ""
    doubts: tuple[str, ...] = ()


def _kind(head: str) -> str:
    bare = re.sub(r"[()\[\]].*$", "", head)
    return next((kind for kind, words in KINDS if re.search(words, bare) or re.search(words, head)), "")


def _value(head: str, heading: Heading) -> Column | None:
    """A column of figures by its head: role and years from its words, the document's own span where it has none."""
    named = re.search(NAMED, head)
    period = period_years(ordinal_of(named)) if named else None
    years = [year_of(year) for year in YEARS.findall(head)]
    role = next((role for role, words in ROLES if re.search(words, head)), "")
    inside = re.search(r"\(([^()]+)\)", head)
    unit = unit_in(inside[1]) if inside else ""
    moves = (
        "average" if re.search(r"年均|增速|增长", head) else "total" if re.search(r"累计|^(?:合计|总计)$", head) else ""
    )
    if re.search(r"年均.*累计|累计.*年均", head):
        moves = "either"
    if MOVED.search(head):
        # 较2025年变化: the year is what it is set against
        moves, years = "change", []
    if not (role or years or period or moves):
        return None
    first: int | None = None
    year = years[-1] if years else None
    if len(years) > 1 and years[0] < years[-1]:
        first = years[0]
    if year is None and period:
        first, year = period
        if re.search(r"期初|初", head):
            year, first = first - 1, None
    if year is None and heading.period:
        is_end = role in ("target", "") or (role == "actual" and heading.tells_results)
        year = heading.period[1] if is_end else heading.period[0] - 1
        first = heading.period[0] if role == "target" else None
    return Column("value", role, year, first, unit, moves)


def columns_of(heads: list[str], heading: Heading) -> list[Column] | None:
    """The columns of a table by their heads, or none where it is no table of indicators."""
    columns: list[Column] = []
    for head in heads:
        kind = _kind(head)
        if kind == "completion_rate":
            years = [year_of(year) for year in YEARS.findall(head)]
            columns.append(Column("value", "completion_rate", years[-1] if years else None, None, "%"))
            continue
        value = None if kind and not re.search(r"目标值|基数|基期|实际", head) else _value(head, heading)
        columns.append(value or Column(kind or ("other" if head else "")))
    labels = [i for i, column in enumerate(columns) if column.kind == "label"]
    # 指标 over two columns: the first holds the kinds of indicators, the second their names
    for i in labels[:-1]:
        columns[i] = Column("section")
    if not any(column.kind == "value" for column in columns):
        return None
    if not labels:
        free = [i for i, column in enumerate(columns) if column.kind in ("", "other", "section")]
        if not free:
            return None
        columns[free[0]] = Column("label")
    return _settled(columns, heading, heads)


def _with_roles(columns: list[Column], heading: Heading) -> list[Column]:
    """Roles that heads leave open, by the years of the plan: before it a base, in it a target.

    In a year on the way something may be aimed at or may have been reached: it is the one that no other head names.
    """
    said = {column.role for column in columns if column.kind == "value"}
    found = []
    for column in columns:
        if column.kind == "value" and not column.role and column.year and heading.period:
            first, last = heading.period
            role = "target" if column.year >= first else "baseline"
            if first <= column.year <= last and heading.tells_results:
                role = "actual"
            elif first <= column.year < last and not column.moves:
                role = "baseline" if "target" in said and not said & {"baseline", "actual"} else role
                column = replace(column, doubts=("role_inferred",))
            column = replace(column, role=role)
        found.append(column)
    return found


def _settled(columns: list[Column], heading: Heading, heads: list[str]) -> list[Column]:
    """What heads leave open, by the columns beside them: the last year a target, others before it bases.

    A figure of the year that a target names, where the head says 完成 or 实际, is the result of that period.
    """
    columns = _with_roles(columns, heading)
    values = [column for column in columns if column.kind == "value"]
    done = [column.year for column in values if column.role == "actual" and column.year]
    years = sorted({column.year for column in values if column.year})
    settled = []
    for column in columns:
        role = column.role
        if column.kind == "value" and not role:
            role = "target" if column.moves or not years or column.year == years[-1] else "baseline"
        if column.kind == "value" and role == "actual" and _is_base(column, values, heading):
            role = "baseline"
        if role == "completion_rate" and column.year is None and (done or years):
            # how far the last result has come
            column = replace(column, year=max(done or years))
        is_result = role == "actual" and column.moves == "total"
        if column.moves and role in ("", "actual", "baseline") and not is_result:
            role = "target"
        if column.moves and column.year is None and years:
            column = replace(column, year=years[-1], first=years[0] + 1 if len(years) > 1 else None)
        settled.append(replace(column, role=role))
    return _of_others(_year_by_year(settled), heads)


def _year_by_year(columns: list[Column]) -> list[Column]:
    """Targets, or results, for each year of three or more in a row are each for that year alone."""
    for role in ("target", "actual"):
        yearly = [c for c in columns if c.role == role and c.year and not c.moves and not c.first]
        years = [c.year for c in yearly if c.year]
        if len(years) > 2 and all(after - before == 1 for before, after in pairwise(years)):
            columns = [replace(c, first=c.year) if any(c is one for one in yearly) else c for c in columns]
    return columns


def _of_others(columns: list[Column], heads: list[str]) -> list[Column]:
    """全国2025年 beside 本省2025年: the figures of one column are not the plan's own."""
    wider = [bool(re.search(r"全国|国家|世界|全球|平均水平", head)) for head in heads]
    values = [i for i, column in enumerate(columns) if column.kind == "value"]
    if all(wider[i] for i in values) or not any(wider[i] for i in values):
        return columns
    return [
        replace(c, doubts=(*c.doubts, "of_others")) if c.kind == "value" and wider[i] else c
        for i, c in enumerate(columns)
    ]


def _is_base(column: Column, values: list[Column], heading: Heading) -> bool:
    """2025年实际 beside 2030年目标 alone is what the plan starts from: its base."""
    targets = [other for other in values if other.role == "target" and other.year]
    bases = [other for other in values if other.role == "baseline"]
    return bool(targets and not bases and column.year and all((t.first or t.year or 0) > column.year for t in targets))
