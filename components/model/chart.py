"""A chart of rows as a value: what is drawn and said, apart from where and in which colours.

A tone is a name that Palette.named knows: ink, mid, rule, … or a region's own. A canvas draws the value wide, narrow or
for the stage; the charts of office programs and the words for those who do not see it come from the same.
"""

from dataclasses import dataclass, field

# the tone of what takes the tone about it
INHERITED = ""


@dataclass(frozen=True)
class Run:
    """Words in one tone; several stand one after the other."""

    text: str
    tone: str = INHERITED
    is_bold: bool = False


Runs = tuple[Run, ...]


def said_of(runs: Runs) -> str:
    """What runs say, without their tones."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True)
class Mark:
    """One figure in a row.

    kind: before (a thin line), pair (a thin line between two that are compared), after (a thick line), doubtful (a
    dotted line), dot, ring, halo, tick, result, target or reference. at: on the axis of its track; to: where a line
    ends. lane: which line of marks of the row, from 0. name: whose it is. figure: as it is printed. side: what stands
    beside it, and where: the figure left or right, in the wide form alone; the name beside, wherever room is; both
    around, or listed; the name at the end of a reference's line; blank for nothing. is_bound: only a bound is known.
    allows: above or below, the side on which a target allows the result to lie. fact_id: the fact that it is, blank for
    none. said: what is said of it on hovering, in
    lines, the first what it is about. series: to which row of values of a chart of
    office programs it belongs, blank for none; value: its number there, None where that is its place.
    """

    kind: str
    at: float
    to: float | None = None
    lane: int = 0
    tone: str = "ink"
    name: str = ""
    figure: str = ""
    side: str = ""
    is_bound: bool = False
    allows: str = ""
    fact_id: str = ""
    said: str = ""
    series: str = ""
    value: float | None = None

    @property
    def is_line(self) -> bool:
        """Whether it is a line between two places of the axis."""
        return self.to is not None

    @property
    def label(self) -> str:
        """What stands beside it."""
        return {"left": self.figure, "right": self.figure, "around": f"{self.name} {self.figure}"}.get(
            self.side, self.name
        )

    @property
    def ends(self) -> tuple[float, ...]:
        """The places of the axis that it reaches."""
        return (self.at,) if self.to is None else (self.at, self.to)


@dataclass(frozen=True)
class Line:
    """The line that everything on an axis is read against. words: what it is; blank where its panel says it."""

    at: float
    words: str = ""
    tone: str = "ink"


@dataclass(frozen=True)
class Axis:
    """What a track of a panel measures.

    scale: index (100 is the result), points (0 is the result), multiples (powers), shares (per cent) or rates (their
    own). title, unit: what it measures, in words of its own. line: what it is read against. sides: what lies left and
    right of the line, in words. is_parted: whether the side left of the line is shaded. series: the rows of values that
    a chart of office programs has of it, in their order; blank for all that its marks name, in theirs.
    """

    scale: str
    title: str
    unit: str
    line: Line | None = None
    sides: tuple[str, str] = ("", "")
    is_parted: bool = False
    series: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextColumn:
    """Printed figures, one a row. heading: in lines parted by <br>."""

    heading: str


@dataclass(frozen=True)
class Track:
    """A stretch of marks.

    heading: over it, blank for none; brief: the same on a phone. share: of the wide form's width, None for the rest.
    """

    heading: str = ""
    brief: str = ""
    share: float | None = None


@dataclass(frozen=True)
class Row:
    """One row of a chart.

    name, tag: what it is, and in which unit and sense. sign: that a caution belongs to it, after its name. unit: unit
    and sense where the rows of a chart differ in them, blank where the axis says it. told: the figures that stand
    beside the name where there is room for no columns. spoken: what the row says to those who do not see it, after its
    name, blank where nothing is drawn. cells: one a column of text. marks: those of each track.
    instead: of each track the words that say why marks are missing, blank for none. is_refused: whether it is listed
    only, its figures not compared.
    """

    name: str
    tag: str
    told: Runs
    cells: tuple[Runs, ...]
    marks: tuple[tuple[Mark, ...], ...]
    instead: tuple[str, ...] = ("",)
    spoken: str = ""
    unit: str = ""
    sign: str = ""
    is_refused: bool = False

    @property
    def title(self) -> str:
        """Its name with its sign."""
        return f"{self.name} {self.sign}".rstrip()


@dataclass(frozen=True)
class Panel:
    """Rows under one heading, on the same axes, one a track. told: what the figures beside the names are, where they
    stand without columns."""

    heading: str
    axes: tuple[Axis, ...]
    rows: tuple[Row, ...]
    told: Runs = ()


@dataclass(frozen=True)
class Entry:
    """One mark of the key. brief: shorter words for a phone, blank where they are the same. track: which it is of."""

    mark: Mark
    words: str
    brief: str = ""
    track: int = 0


@dataclass(frozen=True)
class RowChart:
    """Rows in panels, one under the other, with columns in the order in which they are drawn.

    title: the finding. subtitle: what is shown, how it is meant. sources: the lines that stand under it.
    row: the pixels that a row of the wide form takes where its labels need no more. lanes: lines of marks in a row.
    """

    title: str
    subtitle: str
    sources: tuple[str, ...]
    columns: tuple[TextColumn | Track, ...]
    panels: tuple[Panel, ...]
    key: tuple[Entry, ...] = field(default=())
    row: int = 32
    lanes: int = 1

    @property
    def tracks(self) -> tuple[Track, ...]:
        return tuple(column for column in self.columns if isinstance(column, Track))

    @property
    def texts(self) -> tuple[TextColumn, ...]:
        return tuple(column for column in self.columns if isinstance(column, TextColumn))

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for panel in self.panels for row in panel.rows)
