"""Whether a figure is like those before it: the doubts that its size and its course raise."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from data.results.entered import Read
from data.results.wanted import WantedResult

# a flow is doubted from three times, or a third, of the one before; a stock from 30 % off; a figure without any before
# from five times, or a fifth, of what its target asks of a year
FLOW_TIMES, STOCK_OFF, TARGET_TIMES = Decimal(3), Decimal("0.3"), Decimal(5)
# how near to a power of ten a ratio is taken for a unit or a point that is wrong
NEAR_TEN = 0.12


@dataclass(frozen=True)
class Beside:
    """What a figure is set against: as printed, what it is (token of words.csv, with its year and month), and what else
    the sentence needs.
    """

    raw: str = ""
    token: str = ""
    year: int = 0
    month: int = 0
    blanks: Mapping[str, object] = field(default_factory=dict)


def doubts_of_figure(said: Read, row: WantedResult) -> Iterator[tuple[str, Beside]]:
    """Each doubt that a figure raises beside those that its row knows: its token and what it was set against."""
    value = said.in_unit
    assert value is not None
    if said.is_bracketed:
        yield "bracketed", Beside()
    if row.unit == "%":
        yield from _of_share(value, row)
    elif row.basis == "total":
        yield from _of_flow(value, row)
    else:
        yield from _of_level(value, row)


def _reference(row: WantedResult) -> tuple[Decimal, Beside] | None:
    """The figure before it that says most of how large it is: of a flow the same months, else a share of the year."""
    if row.basis == "total" and row.through_month < 12:
        if row.same_months_value:
            raw = row.same_months_raw or ""
            return row.same_months_value, Beside(raw, "beside.same_months", row.year - 1, row.through_month)
        if row.before_value:
            share = row.before_value * row.through_month / 12
            return share, Beside(_digits(share), "beside.share", row.year - 1, row.through_month)
    elif row.before_value:
        return row.before_value, Beside(row.before_raw or "", "beside.before", row.year - 1, 12)
    if row.prior_value and row.prior_year and row.prior_month:
        beside = Beside(row.prior_raw or "", "beside.last", row.prior_year, row.prior_month)
        # of a flow as much as its months are of a year
        share = Decimal(row.through_month) / row.prior_month if row.basis == "total" else Decimal(1)
        return row.prior_value * share, beside
    return None


def _digits(value: Decimal) -> str:
    return format(value.quantize(Decimal("0.01")).normalize(), "f")


def _times(ratio: Decimal) -> str:
    """How many times, in two digits that say something: 10, 3.4, 0.28, 0.0001."""
    return format(Decimal(f"{ratio:.2g}").normalize(), "f")


def _by_ten(ratio: Decimal) -> bool:
    """Whether a ratio is near a power of ten other than one."""
    power = math.log10(ratio) if ratio > 0 else 0.0
    return abs(power) > 0.5 and abs(power - round(power)) <= NEAR_TEN


def _scaled(ratio: Decimal, beside: Beside) -> Beside:
    percent = format(abs(100 * (ratio - 1)).quantize(Decimal(1)), "f")
    return Beside(beside.raw, beside.token, beside.year, beside.month, {"times": _times(ratio), "percent": percent})


def _of_flow(value: Decimal, row: WantedResult) -> Iterator[tuple[str, Beside]]:
    if row.part_value is not None and value < row.part_value:
        yield "total_falls", Beside(row.part_raw or "", "beside.part", row.year, row.part_month or 0)
    reference = _reference(row)
    if reference and value > 0:
        ratio = value / reference[0]
        if _by_ten(ratio):
            yield "tenfold", _scaled(ratio, reference[1])
            return
        if ratio > FLOW_TIMES or ratio < 1 / FLOW_TIMES:
            yield "flow_far", _scaled(ratio, reference[1])
    else:
        yield from _of_target(value, row)
    if row.through_month < 12 and row.before_value is not None and value > row.before_value:
        yield "part_above_year", Beside(row.before_raw or "")


def _of_level(value: Decimal, row: WantedResult) -> Iterator[tuple[str, Beside]]:
    reference = _reference(row)
    if not reference or value <= 0:
        yield from _of_target(value, row)
        return
    ratio = value / reference[0]
    if _by_ten(ratio):
        yield "tenfold", _scaled(ratio, reference[1])
    elif abs(ratio - 1) > STOCK_OFF:
        yield "stock_off", _scaled(ratio, reference[1])
    elif row.before_value and row.earlier_value and value < row.before_value and row.before_value > row.earlier_value:
        yield "falls", Beside(row.before_raw or "")


def _of_share(value: Decimal, row: WantedResult) -> Iterator[tuple[str, Beside]]:
    """A rate in percent: above a hundred, written as a share of one, or with its point in another place."""
    if value > 100 and row.measure != "growth_rate":
        yield "over_hundred", Beside()
        return
    before = row.prior_value or row.needed_value
    raw = row.prior_raw or row.target_raw
    if before is None or before <= 0 or value <= 0:
        return
    if value <= 1 and before > 5:
        yield "share_of_one", Beside(raw, blanks={"mended": _digits(value * 100)})
    elif _by_ten(value / before):
        token = "beside.last" if row.prior_value else ""
        beside = Beside(raw, token, row.prior_year or 0, row.prior_month or 0)
        yield "tenfold" if token else "target_far", _scaled(value / before, beside)


def _of_target(value: Decimal, row: WantedResult) -> Iterator[tuple[str, Beside]]:
    """Where there is no figure before: what the target asks of a year, or of its part."""
    if not row.needed_value or value <= 0:
        return
    needed = row.needed_value * (row.through_month if row.basis == "total" else 12) / 12
    ratio = value / needed
    if ratio > TARGET_TIMES or ratio < 1 / TARGET_TIMES:
        yield "target_far", _scaled(ratio, Beside(_digits(needed)))
