"""What a figure of a table means under its column and beside its label: form, unit, basis and years (issue 16)."""

import re
from dataclasses import dataclass

from data.reading.columns import Column
from data.reading.figures import Figure
from data.reading.heading import Heading
from data.reading.natures import is_flow, is_mean_of_years, is_yearly

GROWTH = re.compile(r"增速|增长率|增幅|年均增长|(?:增长|增加值增长)(?:\(|$)")
DECLINE = re.compile(r"(?:下降|降低|降幅|减少|递减|下降率|降低率)(?:率|幅度|比例)?(?:\(|\[|$)")
SHARE = re.compile(r"率(?:\(|$)|比重|比例|占比|\[")
RATES = ("%", "‰")


@dataclass(frozen=True)
class Row:
    """What the figures of a row have in common: its label (cleaned), the unit that it prints, and whether a column of
    its own holds how it moves (年均, 累计), so that the others hold levels.
    """

    label: str
    unit: str = ""
    has_move: bool = False

    @property
    def is_flow(self) -> bool:
        """Whether its label speaks of what adds up."""
        return is_flow(self.label, self.unit)

    @property
    def is_decline(self) -> bool:
        """Whether its label speaks of a fall in per cent."""
        return self.unit in RATES and bool(DECLINE.search(self.label))


def form_of(figure: Figure, column: Column, row: Row) -> str:
    """growth for a change in per cent, change for one in points or units, words for none; a level is empty."""
    if figure.form or figure.value is None:
        return figure.form
    if "百分点" in figure.unit:
        return "change"
    if column.role == "completion_rate":
        return ""
    if row.is_decline or (figure.unit in RATES and DECLINE.search(row.label)):
        return "growth"
    if column.moves == "change":
        # 12% more of what is counted; a share moves by points
        return "growth" if figure.unit == "%" and row.unit not in RATES else "change"
    is_total = figure.basis == "total"
    if column.moves in ("average", "either") and is_total and not row.is_flow:
        return "change"
    if column.moves in ("average", "either") and not is_total:
        # a column 年均增长 or 年均/累计 holds growth, where the figure is a rate and its label no share
        label = row.label.replace("增长率", "").replace("增速", "")
        if row.unit not in (*RATES, "") or (row.unit in ("%", "") and not SHARE.search(label)):
            return "growth"
    return "growth" if GROWTH.search(row.label) else ""


def unit_of(figure: Figure, column: Column, row: Row) -> str:
    """The unit that the cell prints, else that of its column, else that of its row; 万 in the cell joins the row's."""
    if figure.form == "change" and figure.unit:
        return figure.unit
    if figure.unit in ("万", "亿"):
        return figure.unit + row.unit.lstrip("万亿")
    if figure.unit and figure.value is not None:
        return figure.unit
    if column.moves in ("average", "either") and figure.value is not None:
        # 年均增长/〔累计〕: what is yearly is a rate, what is a total is in the row's own unit
        return row.unit if figure.basis == "total" else "%"
    said = column.unit or row.unit
    # 每百万人口死亡率 is no per cent
    is_share = re.search(r"率$", re.sub(r"\(.*$", "", row.label)) and not re.search(r"每[十百千万]+", row.label)
    return said or ("%" if is_share else "")


def basis_of(figure: Figure, column: Column, row: Row, heading: Heading) -> tuple[str, tuple[int | None, int | None]]:
    """basis and years: a total runs over the span that its column names; what stands at an end has that year alone."""
    year = column.year
    basis = _basis(figure, column, row)
    if year is None:
        return ("total" if basis == "flow" else basis or "at_end"), (None, None)
    if basis not in ("total", "flow", "average", "each_year"):
        return "at_end", (year, year)
    if basis == "flow" and column.role == "baseline" and figure.value is not None:
        return "flow", (year, year)
    if basis == "each_year" and column.role == "baseline":
        return basis, (year, year)
    return ("total" if basis == "flow" else basis), (_first(year, column, heading, figure.basis == "total"), year)


def _basis(figure: Figure, column: Column, row: Row) -> str:
    """The basis by the cell, else by its column, else by its label; flow for what adds up and is not said to."""
    if figure.basis:
        return figure.basis
    if column.moves == "change":
        return ""
    if column.moves == "total" and column.role == "actual" and not (row.is_flow or row.is_decline):
        # what there is at the end stands in a column of sums too
        return ""
    if column.moves and figure.value is not None:
        return "total" if column.moves == "total" else "average"
    if "累计" in row.label and figure.value is not None and not row.has_move:
        return "total"
    if is_yearly(row.label):
        return "each_year"
    if is_mean_of_years(row.label) and column.role == "target":
        return "average"
    if row.is_flow and not (row.has_move and figure.value is not None):
        return "flow"
    return ""


def _first(year: int, column: Column, heading: Heading, is_said: bool) -> int:
    """The first year of a span that ends in a year: what its column says, else that of the plan's own length.

    `is_said` says that the cell itself speaks of a total.
    """
    if column.first:
        return column.first
    if heading.period:
        first, last = heading.period
        if not is_said and ((heading.is_annual and year <= last) or (column.role == "actual" and first <= year < last)):
            return year
        if column.role in ("target", "actual") and first <= year <= last:
            return first
        length = last - first + 1 if last > first else 5
        if column.role != "target" and year == first - 1:
            return year - max(length, 1) + 1 if length > 1 else year
    return year - 4
