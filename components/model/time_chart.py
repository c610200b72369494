"""A chart over the months of a span as a value: what is drawn and said, apart from where and in which colours.

A tone is a name that Palette.named knows: ink, mid, pace, … or a region's own. A month is a number: how many have
passed since the last one before the span. A canvas draws the value wide, narrow or for the stage; the charts of office
programs come from the same.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from components.model.judgement import Verdict


@dataclass(frozen=True)
class Timeline:
    """The whole years of a span."""

    first: int
    last: int

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def months(self) -> int:
        return 12 * len(self.years)

    def month(self, year: int, through_month: int = 12) -> int:
        """The number of a month of a year."""
        return 12 * (int(year) - self.first) + int(through_month)

    def day(self, month: float) -> date:
        """The last day of a month, by its number."""
        year, month_of_year = divmod(int(month) - 1, 12)
        year, month_of_year = year + self.first, month_of_year + 1
        return date(year, month_of_year, monthrange(year, month_of_year)[1])


@dataclass(frozen=True)
class Mark:
    """One figure at its month.

    kind: running (a total so far), printed (a total that a source prints beside the sum of years), level (of what is to
    be raised), held (of what is to be kept inside a limit), year (what one year adds), unused (a figure that another is
    preferred to), base, mean, target, phase or annual (a target of part of the span, of one year), draft (of a
    target). at: its month; that
    of a year is its middle. value: how high it stands. series: to which row of values it belongs, in words. text: the
    figure as it is printed. name: what bears the figure: the year of a result, the document of a target. extent: which
    part of the time it covers, in words. doubt: why it is weaker than others, in words. said: what is said of it on
    hovering, where that is more. is_bound: only a bound is known, of a year only a part. is_joined: a line leads to it
    from the mark before. fact_id: the fact that it is, blank for none.
    """

    kind: str
    at: float
    value: float
    tone: str
    series: str
    text: str
    name: str = ""
    extent: str = ""
    doubt: str = ""
    said: str = ""
    is_bound: bool = False
    is_joined: bool = False
    fact_id: str = ""

    @property
    def is_result(self) -> bool:
        """Whether it is a published result, which bears the name of its year."""
        return self.kind in ("running", "printed", "level", "held", "year", "unused")

    @property
    def remark(self) -> str:
        """What is said of its figure in small letters."""
        return " · ".join(part for part in (self.extent, self.doubt) if part)

    @property
    def hover(self) -> str:
        """What is said of it on hovering."""
        return self.said or f"{self.text} {self.remark}".strip()


@dataclass(frozen=True)
class Line:
    """What the marks are read against, or where they lead to: a straight line between two places (month, value).

    kind: target, pace (evenly from the base to the target), reference (what a government above asks for), need (of
    each year), projected or required (from the last mark to the end of the span), span or goal (what a year of several
    came to or was to come to on average), path (how it would go on), draft (of a target, a year), above (a target of a
    government above, at the edge), even (the height of the year that all are set to). name: what it is. words: what
    stands at it.
    """

    kind: str
    start: tuple[float, float]
    end: tuple[float, float]
    tone: str
    name: str
    words: str

    @property
    def value(self) -> float:
        """The height that it leads to."""
        return self.end[1]


@dataclass(frozen=True)
class Band:
    """A shaded part of the panel, between two months and two values; None for the panel's own edge."""

    months: tuple[float, float]
    values: tuple[float | None, float | None] = (None, None)


@dataclass(frozen=True)
class Fan:
    """How far about a line the figures to come may lie: low and high at months, in their order."""

    name: str
    tone: str
    points: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True)
class Entry:
    """What a mark means. symbol: line, diamond, ring or band."""

    symbol: str
    words: str


@dataclass(frozen=True)
class Panel:
    """Marks and lines on one scale, under a heading with its key. marks: in order of time within each kind.

    scale: nought (from nothing up, as totals and years are counted), room (down to nothing, so that all room under a
    limit is seen) or about (about the values). origin: the value with which the line through the results begins. reach:
    heights that its scale holds besides, where several panels share one.
    """

    heading: str
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...] = ()
    bands: tuple[Band, ...] = ()
    key: tuple[Entry, ...] = ()
    scale: str = "nought"
    origin: float | None = None
    fans: tuple[Fan, ...] = ()
    reach: tuple[float, ...] = ()

    def of(self, *kinds: str) -> tuple[Mark, ...]:
        """The marks of some kinds."""
        return tuple(mark for mark in self.marks if mark.kind in kinds)

    def line(self, kind: str) -> Line | None:
        """The line of a kind, where there is one."""
        return next((line for line in self.lines if line.kind == kind), None)

    @property
    def values(self) -> tuple[float, ...]:
        """Every height that a mark stands at or a line leads to or comes from, and what the scale holds besides."""
        return (
            *(mark.value for mark in self.marks),
            *(value for line in self.lines for _, value in (line.start, line.end)),
            *(value for fan in self.fans for _, low, high in fan.points for value in (low, high)),
            *self.reach,
        )


@dataclass(frozen=True)
class EmptyYear:
    """A year without a figure. words: why there is none. is_missing: whether it could have one."""

    year: int
    words: str
    is_missing: bool


@dataclass(frozen=True)
class Moment:
    """A month that is named."""

    month: int
    words: str


@dataclass(frozen=True)
class TimeChart:
    """One indicator through the months of a span, with the verdict on it.

    title: the finding. subtitle, sources: lines of words. unit: that of all figures. course: how the indicator stood,
    month by month. years: of a total, what each year adds. empty: the years that have no figure. as_of: the month that
    it runs to, while the span is not over. sentence: why there is no more to see, blank where nothing is lacking.
    breaks: the months at which another method begins. verdict (None where several are told), arithmetic, reason: as a
    judgement has them.
    """

    title: str
    subtitle: tuple[str, ...]
    sources: tuple[str, ...]
    unit: str
    timeline: Timeline
    course: Panel
    verdict: Verdict | None
    years: Panel | None = None
    empty: tuple[EmptyYear, ...] = ()
    as_of: Moment | None = None
    breaks: tuple[Moment, ...] = ()
    sentence: str = ""
    arithmetic: tuple[tuple[str, str], ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class PanelsChart:
    """Courses over the same months beside each other, each on a scale of its own or all on one.

    title: the finding. subtitle, sources: lines of words. panels: a chart of time each, of which the course, its unit
    and its breaks are drawn; the heading of the course says what it is of.
    """

    title: str
    subtitle: tuple[str, ...]
    sources: tuple[str, ...]
    panels: tuple[TimeChart, ...]
