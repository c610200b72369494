"""The verdict board, on the 42 targets of both cities as of December 2025 and on boards of other shapes."""

import pandas as pd
import pytest
from components.charts.board import GIVEN_BACK, board, board_narrow
from components.theme import PALETTES
from components.words import speak

THEMES = ("就业创业", "社会保险", "人才队伍", "劳动关系", "公共服务")
# name, result and target, tag, status, figures known, stale; a line a theme
QINGDAO = (
    (
        ("城镇新增就业", "≥184.93 / 175", "", "exceeded", True, False),
        ("登记失业率", "2.74% / <4.5%", "2021", "not_assessed", True, True),
        ("政策扶持创业", "≥14.81 / 15", "缺 2025", "not_assessed", True, False),
        ("毕业去向落实率", "目标 92%", "", "not_assessed", False, False),
        ("补贴性培训", "目标 50 万人次", "", "not_assessed", False, False),
        ("其中 农民工培训", "目标 10 万人次", "", "not_assessed", False, False),
    ),
    (
        ("养老参保率", "目标 96%", "", "not_assessed", False, False),
        ("失业保险参保", "291.51 / 278", "约束", "exceeded", True, False),
        ("工伤保险参保", "343.31 / 323", "约束", "exceeded", True, False),
        ("委托投资比例", "目标 80%", "", "not_assessed", False, False),
    ),
    (
        ("新增高级职称", "目标 4 万", "", "not_assessed", False, False),
        ("专技资格证书", "目标 7.5 万", "", "not_assessed", False, False),
        ("博士后招收", "目标 2500 人", "", "not_assessed", False, False),
        ("高技能人才", "目标 32 万", "", "not_assessed", False, False),
        ("职业资格等级证", "目标 15 万", "", "not_assessed", False, False),
        ("其中 高级工以上", "目标 5 万", "", "not_assessed", False, False),
        ("技工院校在校生", "目标 3 万", "", "not_assessed", False, False),
    ),
    (
        ("调解成功率", "89.40% / >62%", "", "within_limit", True, False),
        ("仲裁结案率", "99.36% / ≥93%", "", "within_limit", True, False),
        ("监察结案率", "100% / ≥98%", "2022", "not_assessed", True, True),
    ),
    (
        ("社保卡持卡", "目标 955 万", "", "not_assessed", False, False),
        ("电子社保卡", "目标 67%", "", "not_assessed", False, False),
    ),
)
ZHOUSHAN = (
    (
        ("城镇新增就业", "≥4.5 / 22", "仅 2022", "not_assessed", True, False),
        ("登记失业率", "目标 ≤3%", "基期已达", "not_assessed", False, False),
        ("调查失业率", "目标 ≤5.5%", "", "not_assessed", False, False),
        ("职业技能培训", "目标 18 万人次", "", "not_assessed", False, False),
    ),
    (
        ("养老参保率", "目标 >96%", "", "not_assessed", False, False),
        ("失业保险参保", "目标 27 万", "", "not_assessed", False, False),
        ("工伤保险参保", "目标 40 万", "基期已达", "not_assessed", False, False),
    ),
    (
        ("新引进高校生", "目标 10 万", "", "not_assessed", False, False),
        ("专技人才总量", "目标 12 万", "", "not_assessed", False, False),
        ("其中 高级职称", "目标 0.95 万", "", "not_assessed", False, False),
        ("专技资格证书", "目标 1.2 万", "", "not_assessed", False, False),
        ("技能人才总量", "目标 26 万", "", "not_assessed", False, False),
        ("高技能人才", "目标 10 万", "", "not_assessed", False, False),
        ("职业资格等级证", "目标 5 万", "", "not_assessed", False, False),
        ("其中 高级工以上", "目标 3 万", "", "not_assessed", False, False),
    ),
    (
        ("调解成功率", "目标 80%", "", "not_assessed", False, False),
        ("仲裁结案率", "目标 92%", "基期已达", "not_assessed", False, False),
        ("仲裁终结率", "目标 85%", "基期已达", "not_assessed", False, False),
        ("监察结案率", "100% / 99%", "2023", "not_assessed", True, True),
    ),
    (("电子社保卡", "目标 70%", "", "not_assessed", False, False),),
)
LINES = {
    "title": "42 项目标中 5 项已实现，没有一项确认滞后，37 项暂不评价",
    "subtitle": "两市人社“十四五”规划专栏2 全部指标 · 截至 2025 年 12 月 · 数字为“结果 / 目标”",
    "sources": "来源：两市“十四五”人社规划专栏2；年度结果逐条出处见“数据溯源”。",
}


def targets(region_id: str, region: str, colour: int, note: str, themes: tuple) -> list[dict]:
    return [
        {
            "region_id": region_id,
            "region": region,
            "colour": colour,
            "region_note": note,
            "theme": THEMES[place],
            "theme_place": place + 1,
            "name": name,
            "value_text": value,
            "tag_text": tag,
            "status": status,
            "has_figures": known,
            "is_stale": stale,
            "hover": f"<b>{name}</b><br>{value}",
            "indicator_id": f"{place}-{number}",
            "document_id": f"{region_id}-plan",
            "target_fact_id": f"{region_id}-{place}-{number}",
        }
        for place, theme in enumerate(themes)
        for number, (name, value, tag, status, known, stale) in enumerate(theme)
    ]


def both_cities() -> pd.DataFrame:
    return pd.DataFrame(
        targets("qingdao", "青岛市", 0, "22 项中 5 项已实现", QINGDAO)
        + targets("zhoushan", "舟山市", 1, "20 项中 0 项已实现", ZHOUSHAN)
    )
