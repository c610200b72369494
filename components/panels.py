"""Panels: a chart in the plain forms that Excel and PowerPoint have of their own, as data to be drawn by them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Series:
    """One row of values of a panel.

    name: its name in the key. values: one a category, None where nothing is drawn. form: bar, line, dashed, dotted
    or dots. colour: a name in Palette (ink, pace, …), or region_0, region_1 … texts: the label of each value as
    printed, empty for none; () for no labels at all. bounds: which values are only a bound (hatched or open); () for
    none.
    """

    name: str
    values: tuple[float | None, ...]
    form: str = "bar"
    colour: str = "ink"
    texts: tuple[str, ...] = ()
    bounds: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Panel:
    """One native chart: its categories (words, or last days of months for an axis of time) and its series.

    title and unit: words over it. is_upright: categories across, else down with the first on top. start: the value
    at which bars begin. is_log: a logarithmic axis of values, which must all be over 0.
    """

    title: str
    unit: str
    categories: tuple[str | date, ...]
    series: tuple[Series, ...]
    is_upright: bool = True
    start: float = 0
    is_log: bool = False

    @property
    def is_timed(self) -> bool:
        return bool(self.categories) and isinstance(self.categories[0], date)
