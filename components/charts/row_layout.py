"""Where the columns and rows of a chart of rows stand: pixels, before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from components.charts.drawing import text_width
from components.charts.row_labels import LABEL, SIDE, Label, labels_around, labels_listed
from components.charts.scales import Room, Scale, scale_of
from components.look.canvas import Canvas
from components.look.text_measure import SCREEN
from components.model.chart import Axis, Mark, Panel, Row, RowChart, TextColumn, Track, said_of

NAME, TAG, CELL, HEADING, SMALL = 14, 12, 14, 13, 12
# pixels of a heading that is not broken into lines
HEADING_LEAST = 150
# pixels between a track and the texts after it, between texts and the track after them, and before each text
BEFORE_TEXTS, BEFORE_TRACK, COLUMN = 12, 34, 18
# pixels that names and tags have at least and at most, and at most where all has less room
NAMES_LEAST, NAMES_MOST, NAMES_SCARCE = 190, 300, 264
# a name and its tag stand in one line up to so many pixels, and where a row has no room for two
ONE_LINE, TWO_LINES = 260, 40
GAPS = {(Track, TextColumn): BEFORE_TEXTS, (TextColumn, Track): BEFORE_TRACK}
# the width of which a track has its share where there is more; pixels beyond a track that ends a chart
WIDEST, EDGE_OF_TRACK = 1280, 2
# pixels from the middle of marks with labels around them to the edge of their row, without those labels
AROUND = 18
# pixels of a track before its first mark and after its last
EDGE = 24
# pixels between the middles of two lanes, of a lane and its band, and between two panels
LANE, BAND, GAP, GAP_NARROW = 21, 24, 68, 86
# of the narrow form: pixels of a row's line of words, and under its last line
WORDS, FOOT = 22, 14


@dataclass(frozen=True)
class Stretch:
    """Where a track lies: pixels from the plot's left edge, pixels across, and both as parts of the plot."""

    start: float
    pixels: float
    domain: tuple[float, float]


@dataclass(frozen=True)
class Columns:
    """Where columns stand. left, right: margins. tracks: in their order. edges: of each column of text its right edge,
    in pixels and from which side of the plot (0 left, as a part of the plot; 1 right, in the margin)."""

    left: int
    right: int
    plot: float
    is_stacked: bool
    tracks: tuple[Stretch, ...]
    edges: tuple[tuple[float, int], ...]
    headings: tuple[str, ...]


@dataclass(frozen=True)
class PlacedRow:
    """A row with its places in pixels from the top of its panel.

    line: the middle of its words. band: the ends of its lines of marks. labels: of each track what stands around marks.
    listed: what is listed under the band in their place. instead: the lines of words that stand under that.
    """

    row: Row
    top: float
    bottom: float
    line: float
    band: tuple[float, float]
    labels: tuple[tuple[Label, ...], ...]
    listed: tuple[tuple[Mark, ...], ...] = ()
    instead: tuple[str, ...] = ()

    @property
    def centre(self) -> float:
        """The middle of its lines of marks."""
        return (self.band[0] + self.band[1]) / 2


@dataclass(frozen=True)
class PlacedPanel:
    """A panel with its scales, one a track, its rows, and its place in pixels from the top of the first panel."""

    panel: Panel
    scales: tuple[Scale, ...]
    rows: tuple[PlacedRow, ...]
    top: float
    height: float


def columns_of(chart: RowChart, canvas: Canvas) -> Columns:
    """Where the columns of a chart stand on a canvas; the narrow form has one track and no column of text."""
    if canvas.is_narrow:
        stretch = Stretch(0, canvas.width, (0, 1))
        return Columns(2, 4, canvas.width, False, (stretch,), (), ())
    left, is_stacked = _names(chart, canvas)
    widths, headings = _texts(chart)
    # columns of text after the last track stand in the margin, where they keep their place in any window
    in_margin = len(list(takewhile(lambda column: isinstance(column, TextColumn), reversed(chart.columns))))
    inside = widths[: len(widths) - in_margin]
    right = round(BEFORE_TEXTS + sum(widths[len(inside) :])) if in_margin else EDGE_OF_TRACK
    plot = canvas.width - left - right
    shares = {track: track.share * min(canvas.width, WIDEST) for track in chart.tracks if track.share is not None}
    rest = plot - sum(inside) - (BEFORE_TEXTS + BEFORE_TRACK if inside else 0) - sum(shares.values())
    x, side, sizes, tracks, edges = 0.0, 0, iter(widths), [], []
    for place, (before, column) in enumerate(zip((None, *chart.columns), chart.columns, strict=False)):
        if place == len(chart.columns) - in_margin:
            x, side = 0.0, 1
        x += GAPS.get((type(before), type(column)), 0)
        if isinstance(column, TextColumn):
            x += next(sizes)
            edges.append((x, side))
        else:
            pixels = shares.get(column, rest)
            tracks.append(Stretch(x, pixels, (x / plot, min((x + pixels) / plot, 1))))
            x += pixels
    return Columns(left, right, plot, is_stacked, tuple(tracks), tuple(edges), headings)


def _names(chart: RowChart, canvas: Canvas) -> tuple[int, bool]:
    """The pixels that names and tags take, and whether tags stand under names."""
    sizes = [(text_width(row.title, NAME), text_width(f" {row.tag}", TAG) if row.tag else 0) for row in chart.rows]
    beside = max(name + tag for name, tag in sizes) + 24
    has_two = chart.row >= TWO_LINES
    is_stacked = has_two and beside > ONE_LINE
    left = max(NAMES_LEAST, max(max(size) for size in sizes) + 24 if is_stacked else beside)
    most = NAMES_MOST if canvas.form == "wide" else NAMES_SCARCE
    return round(min(left, most) if has_two else left), is_stacked


def _texts(chart: RowChart) -> tuple[list[float], tuple[str, ...]]:
    """Of each column of text its pixels and its heading in lines."""
    widths, headings = [], []
    for place, column in enumerate(chart.texts):
        widest = max(text_width(said_of(row.cells[place]), CELL) for row in chart.rows)
        lines = [
            line
            for part in column.heading.split("<br>")
            for line in SCREEN.lines(part, max(widest, HEADING_LEAST), HEADING)
        ]
        widths.append(max(widest, *(text_width(line, HEADING) for line in lines)) + COLUMN)
        headings.append("<br>".join(lines))
    return widths, tuple(headings)


def panels_of(chart: RowChart, canvas: Canvas, columns: Columns) -> list[PlacedPanel]:
    """The panels of a chart with scales, labels and rows in their places."""
    placed: list[PlacedPanel] = []
    zero, top = None, 0.0
    for panel in chart.panels:
        scales = tuple(
            _scale(panel, axis, place, stretch.pixels, zero, canvas)
            for place, (axis, stretch) in enumerate(zip(panel.axes, columns.tracks, strict=False))
        )
        if zero is None and panel.axes[0].line is not None:
            zero = scales[0].share(panel.axes[0].line.at)
        if canvas.is_narrow:
            rows, gap = _rows_narrow(chart, panel, canvas.width), GAP_NARROW
        else:
            rows, gap = (
                _rows_wide(chart, panel, scales, [track.pixels * canvas.shrunk for track in columns.tracks]),
                GAP,
            )
        height = rows[-1].bottom
        placed.append(PlacedPanel(panel, scales, rows, top, height))
        top += height + gap
    return placed


def marks_of(rows: Sequence[Row], track: int) -> list[Mark]:
    """All marks of a track."""
    return [mark for row in rows for mark in row.marks[track]]


def _scale(panel: Panel, axis: Axis, track: int, pixels: float, zero: float | None, canvas: Canvas) -> Scale:
    marks = marks_of(panel.rows, track)
    values = [end for mark in marks for end in mark.ends] + ([axis.line.at] if axis.line else [])
    beside = () if canvas.is_narrow else ("left", "right")
    room = {
        side: max([EDGE, *(text_width(mark.label, NAME) + SIDE + 8 for mark in marks if mark.side == side)])
        for side in beside
    }
    # the last of the lines above has its name on its right
    ends = [EDGE, *(text_width(mark.name, SMALL) + 10 for mark in marks if mark.side == "end")]
    room = {"left": room.get("left", EDGE), "right": max(room.get("right", EDGE), *ends)}
    return scale_of(axis.scale, values, Room(pixels, room["left"], room["right"]), zero)


def _rows_wide(
    chart: RowChart, panel: Panel, scales: Sequence[Scale], pixels: Sequence[float]
) -> tuple[PlacedRow, ...]:
    """pixels: that the labels of each track have across."""
    placed, top = [], 0.0
    for row in panel.rows:
        labels = tuple(
            tuple(labels_around(marks, scale, across))
            for marks, scale, across in zip(row.marks, scales, pixels, strict=True)
        )
        above = below = chart.row / 2
        levels = [label.level for found in labels for label in found]
        if levels:
            above = max(above, AROUND + LABEL * max(0, *levels))
            below = max(below, AROUND + LABEL * (max(0, -min(levels)) + any(row.instead)))
        half = (chart.lanes * LANE + 3) / 2
        centre = top + above
        placed.append(PlacedRow(row, top, top + above + below, centre, (centre - half, centre + half), labels))
        top += above + below
    return tuple(placed)


def _rows_narrow(chart: RowChart, panel: Panel, width: float) -> tuple[PlacedRow, ...]:
    placed, top = [], 0.0
    for row in panel.rows:
        band = (top + WORDS, top + WORDS + BAND + LANE * (chart.lanes - 1))
        end = band[1]
        listed = tuple(labels_listed(row.marks[0], width)) if row.marks[0] else ()
        instead = tuple(SCREEN.lines(row.instead[0], width - 8, SMALL)) if row.instead[0] else ()
        if not row.marks[0]:
            band, end = (band[0], band[0]), band[0]
        end += LABEL * (len(listed) + len(instead))
        if any(mark.side == "end" for mark in row.marks[0]):
            end += LABEL - 4
        end += FOOT
        placed.append(PlacedRow(row, top, end, top + WORDS / 2, band, (), listed, instead))
        top = end
    return tuple(placed)
