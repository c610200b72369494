"""The chart of two cities' rates on the real pairs of both 14th plans."""

import math

import pandas as pd
import pytest

from components.charts.rates import rates, rates_narrow
from components.theme import PALETTES
from components.words import speak

LIGHT, DARK = PALETTES["light"], PALETTES["dark"]
NAMES = ("青岛", "舟山")
WORDS = {"title": "标题", "subtitle": "说明", "sources": "来源"}
# name, direction, then result and target of each city as printed
PAIRS = (
    ("调解成功率", "up", "67.58", ">62", "78.5", "80"),
    ("仲裁结案率", "up", "96.38", "≥93", "95.8", "92"),
    ("监察案件结案率", "up", "100", "≥98", "100", "99"),
    ("养老保险参保率", "up", "—", "96", ">95", ">96"),
    ("电子社保卡", "up", "—", "67", "38.58", "70"),
    ("登记失业率", "down", "<4", "<4.5", "1.55", "≤3"),
    ("调查失业率", "down", "—", "<5.5", "—", "≤5.5"),
)
SIGNS = {"≥": "ge", ">": "gt", "≤": "le", "<": "lt"}


def frame(pairs=PAIRS, refusal: str = "") -> pd.DataFrame:
    """The pairs with what a query would say of them; a refusal goes to the first row."""
    rows = []
    for name, direction, *figures in pairs:
        row = {"name": name, "direction": direction, "has_caution": False, "refusal": ""}
        for column, raw in zip(("actual", "target", "other_actual", "other_target"), figures, strict=True):
            row[f"{column}_raw"] = raw
            row[column] = math.nan if raw == "—" else float(raw.lstrip("≥>≤<"))
            row[f"{column}_comparator"] = None if raw == "—" else SIGNS.get(raw[0], "eq")
        rows.append(row)
    rows[0]["refusal"] = refusal
    return pd.DataFrame(rows)
