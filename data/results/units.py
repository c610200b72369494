"""Units as people write them: 万 and 亿 before any unit of the shipped catalogue."""

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from data.state import SHIPPED


def _table(name: str) -> list[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SCALES = {row["scale"]: int(row["times"]) for row in _table("unit_scales.csv")}
SCALED = re.compile(r"(万亿|亿|万)?(.*)")


@dataclass(frozen=True)
class Unit:
    """What a unit measures and how many of its dimension's own unit it is."""

    dimension: str
    factor: Decimal


@cache
def _shipped() -> dict[str, Unit]:
    rows = [*_table("known_units.csv"), *_table("catalog/units.csv")]
    return {row["unit"]: Unit(row["dimension"], Decimal(row["factor"])) for row in rows}


def parted(unit: str) -> tuple[str, str]:
    """A unit as its scale and what is counted: 万人 is 万 and 人."""
    found = SCALED.fullmatch(unit)
    return (found[1] or "", found[2]) if found else ("", unit)


def unit_of(unit: str) -> Unit | None:
    """The unit that a text names, with 万, 亿 or 万亿 before it or not; None where nobody knows it."""
    known = _shipped().get(unit)
    if known is None:
        scale, counted = parted(unit)
        base = _shipped().get(counted) if scale else None
        known = Unit(base.dimension, base.factor * SCALES[scale]) if base else None
    return known
