"""What a cell of an indicator table says: none, one or several figures."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from data.reading.quantities import AFTER_ANY, BASE, BEFORE_ANY, NUMBER, PER, RANGE, SCALE, Quantity, quantities

# "A printed blank (—, ——, -, /) is a candidate without value, an empty cell none"
BLANK = re.compile(r"^[—\-/\\~…·]+(?:\([^()\d]*\))?$|^[\[({]?[—\-/]+[\])}]?$")
UNIT_ONLY = re.compile(rf"^[(\[]?(?P<unit>(?:{SCALE})?(?:(?:{BASE}){PER}?|人)|{SCALE})[)\]]?$")
# 人/10万人, 1/10万, 元/人·年: so much of one for so much of another
UNIT_RATIO = re.compile(
    r"^(?:[\u4e00-\u9fffA-Za-zμ²³]{1,8}|1)/(?:\d+万|[十百千]?万|[十百千])?[\u4e00-\u9fffA-Za-z²³·]{0,6}(?<!/)$"
)
RATIO = re.compile(rf"{NUMBER}(?::{NUMBER})+|\d+×\d+")
OTHER_YEAR = re.compile(
    r"(?:较|比|相对|在)(?:19|20)\d\d年?(?:底|末|基础上|的)?|(?:19|20)\d\d年(?:底|末|基础上|的)?|比上年|较上年|比(?:上期|基期)|[“”十一二三四五六]{2,5}(?:末|期末|期间)"
)
GROWTH = re.compile(
    r"(?P<yearly>年均|年平均|平均每年|每年)?(?:名义|实际|同口径)?(?:递增|增长|增速|增幅|提高|提升|上升|下降|降低|减少|递减|增加|年均|累计)"
)
PART = re.compile(r"^[,，、；]?\(?[,，、；]?(?P<label>(?:其中|含)[^\d\[\]({]*)")
FIGURE = re.compile(
    r"^(?P<lead>预计|预期|力争|争取|累计|年均|达到|达|为|共|总计|控制在|保持在|保持|稳定在|五年|每年|[:：])*"
    r"(?P<figure>.*?)(?P<note>\((?:预计|预期|初步|快报|估计|五年|累计|约束性|预期性|20\d\d年?)[^)]*\))?$"
)


@dataclass(frozen=True)
class Figure:
    """One figure of a cell. Without `value` the cell prints a blank (`form` empty) or words (`form` is words)."""

    start: int
    end: int
    value: Decimal | None = None
    high: Decimal | None = None
    comparator: str = ""
    unit: str = ""
    basis: str = ""
    form: str = ""
    part: str = ""
    note: str = ""
    has_more: bool = False


@lru_cache(4096)
def is_figure(text: str) -> bool:
    """Whether a cleaned cell prints a number or a blank, and little else: what stands in a column of figures."""
    if BLANK.match(text):
        return True
    text = OTHER_YEAR.sub(lambda found: "年" * len(found[0]), text)
    found = [quantity for quantity in quantities(text)]
    words = len(text) - sum(quantity.end - quantity.start for quantity in found)
    return bool(found) and words <= 8


def _basis(words: str, quantity: Quantity, after: str) -> str:
    # [≥400]: the sign stands inside
    is_inside = quantity.start == 1 and bool(re.match(r"^[\[{(].*[\]})]$", words + after))
    if (
        quantity.is_bracketed
        or is_inside
        or re.search(r"累计|五年|新增|净增", words)
        or re.match(r"[(\[]?(?:五年)?累计", after)
    ):
        return "total"
    if re.search(r"年均|年平均", words):
        return "average"
    return "each_year" if re.search(r"每年|/年$", words) else ""


def _form(words: str, quantity: Quantity) -> str:
    """growth for a change in %, change for one in points or units, else level (issue 16, What counts as right)."""
    moved = GROWTH.search(words)
    if not moved or re.search(r"[到至]$|达到|提高到|提升到|降至|增至|降到", words):
        return ""
    if re.fullmatch(r"(?:累计|年均)", moved[0]):
        return "growth" if moved[0] == "年均" and quantity.unit == "%" else ""
    if "百分点" in quantity.unit:
        return "change"
    return "growth" if quantity.unit in ("%", "") else "change"


def _figure(text: str, quantity: Quantity, words: str) -> Figure:
    return Figure(
        start=quantity.start,
        end=quantity.end,
        value=quantity.value,
        high=quantity.high,
        comparator=quantity.comparator,
        unit=quantity.unit,
        basis=_basis(words, quantity, text[quantity.end :]),
        form=_form(words, quantity),
        note="expected" if re.search(r"预计|预期(?!性)|初步|快报", text) else "",
    )


def figures(text: str) -> list[Figure]:
    """The figures of one cleaned cell; a list of one without value for a blank or for words, none for nothing."""
    if not text:
        return []
    if BLANK.match(text):
        return [Figure(0, len(text))]
    below = re.match(r"([\[({]?)[—\-](\d.*)$", text)
    if below:
        # [-7], -3.5%: a number below zero
        found = figures(below[1] + below[2])
        if len(found) == 1 and found[0].value is not None and found[0].high is None:
            return [replace(found[0], value=-found[0].value, end=found[0].end + 1)]
    masked = OTHER_YEAR.sub(lambda found: "年" * len(found[0]), text)
    as_words = [Figure(0, len(text), form="words")]
    if RATIO.search(masked):
        return as_words
    read = list(quantities(masked))
    if not read or any(_counts_only(masked, quantity) for quantity in read):
        return as_words
    result: list[Figure] = []
    end = 0
    for quantity in read:
        words = masked[end : quantity.start]
        figure = _figure(text, quantity, words + masked[quantity.start : quantity.number_start])
        part = PART.match(words) if result else None
        if part:
            figure = replace(figure, part=part["label"].strip("(:，"))
        elif result and not re.fullmatch(r"[\])}]?[/;；、，,\s()\[\]]*(?:%)?", words):
            return as_words
        result.append(figure)
        end = quantity.end
    rest = re.sub(rf"{BEFORE_ANY}|{AFTER_ANY}|{RANGE}|[()\[\]{{}}]", "", masked[end:])
    if len(rest) > 12 and not re.match(r"[，、；(]", masked[end:]):
        return as_words
    return [
        replace(figure, has_more=len(re.sub(r"[\W_]|预计|初步|年|约束性|预期性", "", rest)) > 4) for figure in result
    ]


def _counts_only(text: str, quantity: Quantity) -> bool:
    """第3, 前10名, 100强: an order or a name, not an amount."""
    before, after = text[: quantity.start], text[quantity.end :]
    return bool(re.search(r"(?:第|前|TOP|No\.?)$", before, re.I) or re.match(r"强|级|位次|名次", after))


@lru_cache(4096)
def unit_in(text: str) -> str:
    """The unit that a cleaned cell or bracket holds and nothing else, or an empty text."""
    found = UNIT_ONLY.match(text)
    return found["unit"] if found else text if UNIT_RATIO.match(text) else ""
