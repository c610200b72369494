"""What a number in print says: its value, its upper end, its sign, its unit. Shared by cells and running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from data.reading.vocabulary import any_of

NUMBER = r"\d+(?:\.\d+)?"
# 万 and 亿 belong to the printed unit; 千 and 百 before them, or alone before a unit, belong to the number
SCALE = "万亿|亿|万"
HAN_NUMBER = {"十": 10, "百": 100, "千": 1000, "": 1}
# base units of plans; anything may stand behind a stroke (微克/立方米)
BASE = any_of("unit") + "|方(?![面式向案位针米法略便程志家才])"
OF_ALL = "立方米|平方米|平方公里|年|人|亩|天|日|月|万人|千人|十万|万元|小时|户|公顷|吨|升"
PER = (
    rf"(?:/(?:{OF_ALL})|每(?:立方米|平方米|平方公里|公顷|亩)"
    r"|/(?:百|千|万|十万|每)?[\u4e00-\u9fffA-Za-z]{1,6}?(?![\u4e00-\u9fffA-Za-z]))"
)

BEFORE = {
    "ge": "不低于|不少于|不小于|不得低于|不得少于|至少|大于等于|大于或等于|≥|>=",
    "le": "不超过|不高于|不大于|不多于|小于等于|小于或等于|≤|<=",
    "gt": "突破|超过|超出|高于|大于|多于|高出|逾|超|>",
    "lt": "低于|小于|少于|不足|<",
    "approx": "大约|约为|(?<![签契节条集])约|接近|将近|近|~|±",
}
AFTER = {
    "ge": "(?:及|或|含)?以上",
    "le": "(?:及|或)?以内|(?:及|或)?以下|之内|内",
    "approx": "左右|上下|前后",
    "gt": "多(?![式元样层级功维边种项领渠彩网民点])|余(?!热)",
}
BEFORE_ANY = "|".join(BEFORE.values())
AFTER_ANY = "|".join(AFTER.values())
RANGE = r"(?:—{1,2}|-|~|至|到)"

QUANTITY = re.compile(
    rf"(?P<before>(?:{BEFORE_ANY})(?:了|到|在|达到|达)?)?"
    rf"(?P<open>[\[{{(])?"
    rf"(?P<low>{NUMBER})(?(open)(?P<close_low>[\]}})])?)"
    rf"(?:(?P<low_unit>(?:{SCALE})?(?:%|{BASE})?){RANGE}(?P<high>{NUMBER}))?"
    rf"(?P<some>[多余](?=[万亿个名家人项件户所座处条台套元]))?"
    rf"(?P<thousands>(?!千克|千瓦|千米|千伏|百分)[十百千](?=万|亿|{BASE}))?"
    rf"(?P<scale>{SCALE})?"
    rf"(?P<more>[多余](?=个|名|家|人|项|件|户|所|座|处|条|台|套|元|亩|吨|公里|场|次))?"
    rf"(?P<unit>(?!台阶)(?:{BASE}){PER}?)?"
    rf"(?(open)(?(close_low)|(?P<close>[\]}})])?))"
    rf"(?P<after>{AFTER_ANY})?"
)
# 突破千亿元, 超万亿元: a number that is written as its scale alone
SCALE_ALONE = re.compile(
    rf"(?P<before>{BEFORE['gt']}|达到|达|近)(?P<thousands>[十百千]?)(?P<scale>{SCALE})(?P<unit>{BASE})(?![级])"
)


@dataclass(frozen=True)
class Quantity:
    """A number with its sign and unit, between two positions of a cleaned text."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    comparator: str
    unit: str
    is_bracketed: bool
    number_start: int
    number_end: int


def comparator_of(before: str, after: str) -> str:
    """ge, gt, le, lt, approx or eq, by the words before and after a number (the issue's contract of signs)."""
    for signs, words in ((BEFORE, before), (AFTER, after)):
        for token, pattern in signs.items():
            if words and re.match(pattern, words):
                return token
    return "eq"


def _quantity(found: re.Match[str]) -> Quantity:
    times = HAN_NUMBER[found["thousands"] or ""]
    unit = (found["scale"] or "") + (found["unit"] or "")
    low, high = Decimal(found["low"]) * times, Decimal(found["high"]) * times if found["high"] else None
    if high is not None and not unit.startswith(found["low_unit"] or ""):
        high = None
    after = found["after"] or found["more"] or found["some"] or ""
    opened, closed = found["open"], found["close"] or found["close_low"]
    is_bracketed = bool(opened and closed)
    start = found.start() if found["before"] or is_bracketed else found.start("low")
    return Quantity(
        start=start,
        end=found.end(),
        value=low,
        high=high,
        comparator=comparator_of(found["before"] or "", after),
        unit=plain_unit(unit),
        is_bracketed=is_bracketed,
        number_start=found.start("low"),
        number_end=found.end("close") if is_bracketed and found["close"] else found.end(),
    )


def plain_unit(printed: str) -> str:
    """A unit as the catalogue writes it: 人(次) is 人次, 百分点 is 个百分点."""
    unit = printed.replace("人(次)", "人次")
    return re.sub(r"^百分点", "个百分点", unit).removeprefix("每")


def quantities(text: str) -> Iterator[Quantity]:
    """Every number of a cleaned text with what belongs to it, in order. No choice is made among them."""
    at = 0
    while found := QUANTITY.search(text, at):
        yield _quantity(found)
        at = found.end()


def scales_alone(text: str) -> Iterator[Quantity]:
    """千亿元 in 突破千亿元: the number is 1000, the unit 亿元."""
    for found in SCALE_ALONE.finditer(text):
        yield Quantity(
            start=found.start(),
            end=found.end(),
            value=Decimal(HAN_NUMBER[found["thousands"]]),
            high=None,
            comparator=comparator_of(found["before"], ""),
            unit=found["scale"] + found["unit"],
            is_bracketed=False,
            number_start=found.end("before"),
            number_end=found.end(),
        )
