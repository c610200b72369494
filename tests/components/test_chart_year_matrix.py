"""The year matrix, on Qingdao's five-year totals as of December 2025 and on plans still running."""

import math

import pandas as pd
import pytest
from components.charts.year_matrix import year_matrix, year_matrix_narrow
from components.theme import PALETTES
from components.words import speak

NAN = math.nan
YEARS = [2021, 2022, 2023, 2024, 2025]
LINES = {
    "title": "10 项五年累计指标：1 项已实现，2 项只有部分年份，7 项没有年度结果",
    "subtitle": "青岛市 · 截至 2025 年 12 月（时间进度 100%）· 每格横条＝当年数 ÷ 每年所需，竖线＝每年所需（五年目标的五分之一）",
    "sources": "来源：青岛市“十四五”人社规划专栏2；年度数逐条出处见“数据溯源”。斜纹＝当年只有部分月份，合计为下限（≥）。",
}
# name, unit, target, yearly need, completion, total, status; None for what is not known
INDICATORS = (
    ("城镇新增就业", "万人", "175", 35, 105.7, "≥184.93", "exceeded", "超额完成"),
    ("政策扶持创业", "万人", "15", 3, 98.7, "≥14.81", "not_assessed", "暂不评价"),
    ("创业带动就业", "万人 §", "30", 6, 43.8, "≥13.13", "not_assessed", "暂不评价"),
    ("补贴性职业技能培训", "万人次", "50", 10, None, None, "not_assessed", "暂不评价"),
    ("　其中 农民工", "万人次", "10", 2, None, None, "not_assessed", "暂不评价"),
    ("新增高级职称", "万人", "4", 0.8, None, None, "not_assessed", "暂不评价"),
    ("新增专技职业资格证书", "万人", "7.5", 1.5, None, None, "not_assessed", "暂不评价"),
    ("博士后招收", "人", "2,500", 500, None, None, "not_assessed", "暂不评价"),
    ("职业资格或等级证书", "万人", "15", 3, None, None, "not_assessed", "暂不评价"),
    ("　其中 高级工以上", "万人", "5", 1, None, None, "not_assessed", "暂不评价"),
)
# months covered where not the whole year
RESULTS = {
    "城镇新增就业": ((38.13, ""), (36.37, "1—11月"), (36.52, "1—11月"), (36.61, "1—11月"), (37.3, "")),
    "政策扶持创业": ((3.38, "1—6月"), (3.08, "1—11月"), (4.33, "1—11月"), (4.02, "1—11月"), None),
    "创业带动就业": (None, (6.96, "1—11月"), (6.17, "1—11月"), None, None),
}


def qingdao_rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": name,
            "tag": unit,
            "target_text": target,
            "need": float(need),
            "need_text": f"{need:g}",
            "completion_pct": NAN if completion is None else completion,
            "completion_text": None if completion is None else f"≥{completion}%",
            "done_text": done,
            "time_pct": NAN,
            "status": status,
            "status_text": words,
            "has_figures": completion is not None,
        }
        for name, unit, target, need, completion, done, status, words in INDICATORS
    )


def qingdao_cells() -> pd.DataFrame:
    rows = []
    for name, *_ in INDICATORS:
        for place, year in enumerate(YEARS):
            result = RESULTS.get(name, (None,) * 5)[place]
            value, part = result or (NAN, "")
            rows.append(
                {
                    "name": name,
                    "year": year,
                    "value": value,
                    "value_text": f"{value:g}" if result else "",
                    "state": "missing" if result is None else "part" if part else "full",
                    "part_text": part,
                }
            )
    return pd.DataFrame(rows)
