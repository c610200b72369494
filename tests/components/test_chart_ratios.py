"""The ratio chart on the real pairs of both cities' 14th plans."""

import math

import pandas as pd
import pytest

from components.charts.ratios import ratios, ratios_narrow, times
from components.theme import PALETTES
from components.words import speak

LIGHT, DARK = PALETTES["light"], PALETTES["dark"]
NAMES = ("青岛", "舟山")
WORDS = {"title": "标题", "subtitle": "说明", "sources": "来源"}
CENSUS = (1007.17, 115.78)
NO_BASE = "缺基期，不比"
# name, tag, both targets, both 2020 results, share_note, has_caution, refusal
PAIRS = (
    ("高级工以上证书", "新增 万人", 5, 3, None, None, NO_BASE, False, ""),
    ("技能等级证书", "新增 万人", 15, 5, None, None, NO_BASE, False, ""),
    ("高技能人才", "期末 万人", 32, 10, 27.2, 7.2, "", False, ""),
    ("专技资格证书", "新增 万人", 7.5, 1.2, None, None, NO_BASE, False, ""),
    ("城镇新增就业", "五年 万人", 175, 22, 197.47, 12.34, "", True, ""),
    ("工伤保险参保", "期末 万人 · 约束", 323, 40, 302.33, 40, "", False, ""),
    ("失业保险参保", "期末 万人 · 约束", 278, 27, 262.61, 25.81, "", False, ""),
    ("职业技能培训", "五年 万人次", 50, 18, None, None, "", False, "青岛只计补贴性培训，不比"),
)


def frame(pairs=PAIRS) -> pd.DataFrame:
    """The pairs with what a query would say of them."""
    rows = []
    for name, tag, this, other, this_base, other_base, share_note, has_caution, refusal in pairs:
        heads = [10000 * this / CENSUS[0], 10000 * other / CENSUS[1]]
        texts = [f"{head:,.1f}" if head < 100 else f"{head:,.0f}" for head in heads]
        rows.append(
            {
                "name": name,
                "tag": tag,
                "target_raw": f"{this:g}",
                "other_target_raw": f"{other:g}",
                "per_10k_text": None if refusal else texts[0],
                "other_per_10k_text": None if refusal else texts[1],
                "ratio": math.nan if refusal else other / this,
                "ratio_per_10k": math.nan if refusal else heads[1] / heads[0],
                "share_pct": 100 * this / this_base if this_base else math.nan,
                "other_share_pct": 100 * other / other_base if other_base else math.nan,
                "share_note": share_note,
                "has_caution": has_caution,
                "refusal": refusal,
            }
        )
    return pd.DataFrame(rows)
