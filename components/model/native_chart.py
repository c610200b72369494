"""Native charts: the plain forms of chart that Excel and PowerPoint have of their own, as data for them to draw."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True)
class Series:
    """One row of values of a native chart.

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

    @property
    def is_told(self) -> bool:
        """Whether each value has its label."""
        return len(self.texts) == len(self.values) and all(
            text or value is None for text, value in zip(self.texts, self.values, strict=True)
        )

    @property
    def is_level(self) -> bool:
        """Whether it is a line at one height, which needs its label only once."""
        return self.form == "dashed" and len(set(self.values)) == 1

    @property
    def is_guide(self) -> bool:
        """Whether it is a thin line, to compare results with."""
        return self.colour == "pace" or self.form != "line"

    @property
    def is_target(self) -> bool:
        """Whether its points are targets, which are diamonds where results are round, as on the screen."""
        return self.form == "dots" and self.colour in ("ink", "mid")


class ValueAxis(NamedTuple):
    """An axis of values: its least and greatest value, and from one that is named to the next."""

    least: float
    most: float
    step: float


@dataclass(frozen=True)
class NativeChart:
    """One native chart: its categories (words, or last days of months for an axis of time) and its series.

    title and unit: words over it. is_upright: categories across, else down with the first on top. start: the value
    at which bars begin, or the axis of lines alone. is_log: a logarithmic axis of values, which must all be over 0.
    is_small: one of several that stand beside each other. shared_axis: the axis of values that it shares with others;
    None where it has one of its own.
    """

    title: str
    unit: str
    categories: tuple[str | date, ...]
    series: tuple[Series, ...]
    is_upright: bool = True
    start: float = 0
    is_log: bool = False
    is_small: bool = False
    shared_axis: ValueAxis | None = None

    @property
    def is_timed(self) -> bool:
        """Whether its categories are days on an axis of time."""
        return bool(self.categories) and isinstance(self.categories[0], date)

    def as_bars(self, series: Series) -> bool:
        """Whether a series is bars, as every one is where they run across: lines cannot run down a chart."""
        return series.form == "bar" or not self.is_upright

    @property
    def values(self) -> list[float]:
        """All values of all series, blanks left out."""
        return [value for series in self.series for value in series.values if value is not None]

    @property
    def is_from_nought(self) -> bool:
        """Whether bars begin at 0 and none goes below it."""
        return not self.is_log and not self.start and min(self.values, default=0) >= 0

    @property
    def has_floor(self) -> bool:
        """Whether its lines, all far over 0, stand on an axis that begins elsewhere."""
        return self.is_upright and bool(self.start) and not any(map(self.as_bars, self.series))

    @property
    def tells_values(self) -> bool:
        """Whether there are bars and each says its own value, so that an axis of values says nothing more."""
        bars = [series for series in self.series if self.as_bars(series)]
        return bool(bars) and all(series.is_told for series in bars)
