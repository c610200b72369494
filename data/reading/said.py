"""A number of a sentence with its name; and what the numbers of a list share: a unit or a sign printed once."""

import re
from dataclasses import dataclass, replace

from data.reading.quantities import Quantity
from data.reading.subjects import Subject


@dataclass(frozen=True)
class Said:
    """One number of a sentence with its name and the words around it."""

    quantity: Quantity
    subject: Subject
    left: str
    right: str
    names_years: bool = False


def with_shared_units(found: list[Quantity], sentence: str) -> list[Quantity]:
    """分别提高15、22个百分点: a number that prints no unit, or only 万, has that of the next in its list."""
    result = list(found)
    for i in reversed(range(len(result) - 1)):
        one, after = result[i], result[i + 1]
        clause = re.split(r"[，。；]", sentence[: one.start])[-1]
        if (
            sentence[one.end : after.start] in ("、", "和")
            and "分别" in clause
            and one.unit in ("", "万", "亿", "万亿")
        ):
            base = after.unit.lstrip("万亿") if one.unit else after.unit
            result[i] = replace(one, unit=one.unit + base)
    return result


def with_shared_signs(said: list[Said], sentence: str) -> list[Said]:
    """分别控制在5.2‰、6.6‰以下: a sign behind a list holds for all before it, one before it for all behind."""
    result = list(said)
    leads = [leads_sign(one.quantity) for one in said]
    for i in reversed(range(len(result) - 1)):
        if _told_together(result[i], result[i + 1], sentence) and not leads[i + 1]:
            result[i] = _with_sign_of(result[i], result[i + 1])
    for i in range(len(result) - 1):
        if leads[i] and _told_together(result[i], result[i + 1], sentence):
            leads[i + 1] = result[i + 1].quantity.comparator == "eq"
            result[i + 1] = _with_sign_of(result[i + 1], result[i])
    return result


def leads_sign(quantity: Quantity) -> bool:
    """Whether a number has its sign before it."""
    return quantity.comparator != "eq" and quantity.start < quantity.number_start and not quantity.is_bracketed


def _told_together(one: Said, other: Said, sentence: str) -> bool:
    between = sentence[one.quantity.end : other.quantity.start]
    clause = re.split(r"[，。；]", sentence[: one.quantity.start])[-1]
    return one.quantity.unit == other.quantity.unit and between in ("、", "和", "与") and "分别" in clause


def _with_sign_of(one: Said, signed: Said) -> Said:
    if one.quantity.comparator != "eq":
        return one
    return replace(one, quantity=replace(one.quantity, comparator=signed.quantity.comparator))
