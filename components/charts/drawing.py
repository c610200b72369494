"""What the chart forms have in common: title, subtitle, source inside the figure, and the width of a text."""

import html
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.look.text_measure import SCREEN
from components.look.theme import Palette

# the name of the source line among the annotations
SOURCES = "sources"
# pixels by which a mark on the edge of a plot may reach beyond it
MARK = 11


@dataclass(frozen=True)
class Reference:
    """What a level of government above asks for, drawn as a thin dashed line and never a party to a comparison.

    at: on the axis of its row. name: of the province or the nation. figure: as it is said. colour: its own in the
    palette. hover: in words.
    """

    at: float
    name: str
    figure: str
    colour: str
    hover: str


def clean(text) -> str:
    """Words as they may stand in a figure, where < begins a tag; an empty string for a blank."""
    return html.escape(text, quote=False) if isinstance(text, str) else ""


# the pixels that a text takes in a figure
text_width = SCREEN.width


def wrapped(text: str, width: float, size: float) -> str:
    """The text with <br> where a line would be wider than so many pixels; Latin words stay whole."""
    return "<br>".join(SCREEN.lines(text, width, size))


def title_lines(title: str, is_narrow: bool = False, narrow_size: float = 17) -> str:
    """The title of a chart on a page in lines that leave room for the chart's menu beside them, or across a phone."""
    return wrapped(title, 345, narrow_size) if is_narrow else wrapped(title, 1150, 22)


def note(text: str, x_shift: float = 0, y_shift: float = 0, **more) -> dict:
    """An annotation without arrow, its place given in pixels from a corner of the plot (x and y are 0 or 1)."""
    return {
        "text": text,
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "xshift": x_shift,
        "yshift": y_shift,
        **more,
    }


class Gathering(go.Figure):
    """A figure being drawn: its annotations and shapes are given to it at once, by drawn().

    Added one by one, plotly checks all earlier ones again each time: a second for a chart with ninety.
    """

    def __init__(self) -> None:
        super().__init__()
        self._annotations: list[dict] = []
        self._shapes: list[dict] = []

    def add_annotation(self, **annotation) -> None:
        self._annotations.append(annotation)

    def add_shape(self, **shape) -> None:
        self._shapes.append(shape)

    def drawn(self) -> go.Figure:
        """The figure with everything on it."""
        figure = go.Figure(self)
        figure.update_layout(annotations=self._annotations, shapes=self._shapes)
        return figure


def reference_ticks(
    figure: Gathering,
    axis: str,
    ends: tuple[float, float],
    references: Sequence[Reference],
    reach: float,
    pixels: float,
    is_below: bool = False,
) -> None:
    """The dashed lines of one row with their names at an end, on the side where they do not run into another.

    axis: its number. ends: upper and lower end of the lines on the axis of y. reach: what the axis of x spans over so
    many pixels. is_below: whether the names stand under the lines, where the row has its words above.
    """
    placed = sorted(references, key=lambda reference: reference.at)
    for number, reference in enumerate(placed):
        line = {"width": 1.5, "color": reference.colour, "dash": "3px,3px"}
        at = {"xref": f"x{axis}", "yref": f"y{axis}"}
        figure.add_shape(
            type="line", **at, x0=reference.at, x1=reference.at, y0=ends[0], y1=ends[1], line=line, layer="between"
        )
        room = math.inf
        if number + 1 < len(placed):
            room = (placed[number + 1].at - reference.at) / reach * pixels
        is_left = room < text_width(reference.name, 12) + 8
        figure.add_annotation(
            **note(
                clean(reference.name),
                -3 if is_left else 3,
                -7 if is_below else 0,
                **at,
                x=reference.at,
                y=ends[1 if is_below else 0],
                xanchor="right" if is_left else "left",
                font={"size": 12, "color": reference.colour},
            ),
            hovertext=reference.hover,
        )


def key_row(
    figure: go.Figure,
    palette: Palette,
    entries: list[tuple[str, str, str, str]],
    *,
    left: int,
    down: float,
    width: float,
) -> int:
    """Draw the key: (symbol, fill, line colour, words) each, in rows under the plot; return how many rows it took.

    symbol: dot, circle, square, diamond or tick. left: the figure's left margin. down: pixels from the plot's lower
    edge to the first row. width: pixels after which a new row begins.
    """
    x, row = 0.0, 0
    for symbol, fill, line, words in entries:
        needed = 24 + text_width(words, 13) + 26
        if x and x + needed > width:
            x, row = 0.0, row + 1
        place = {
            "xref": "paper",
            "yref": "paper",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": 0,
            "yanchor": 0,
        }
        cx, cy = x + 7 - left, -down - 22 * row
        half = 3 if symbol == "dot" else 5.5
        stroke = {"color": line, "width": 2}
        if symbol == "tick":
            figure.add_shape(type="line", **place, x0=cx, x1=cx, y0=cy - 8, y1=cy + 8, line=stroke)
        elif symbol == "diamond":
            path = f"M {cx - 7},{cy} L {cx},{cy + 7} L {cx + 7},{cy} L {cx},{cy - 7} Z"
            figure.add_shape(type="path", **place, path=path, fillcolor=fill, line=stroke)
        else:
            figure.add_shape(
                type="rect" if symbol == "square" else "circle",
                **place,
                x0=cx - half,
                x1=cx + half,
                y0=cy - half,
                y1=cy + half,
                fillcolor=fill,
                line=stroke,
            )
        figure.add_annotation(**note(words, x + 22 - left, cy, y=0, font={"size": 13, "color": palette.mid}))
        x += needed
    return row + 1


def set_layout(
    figure: go.Figure,
    palette: Palette,
    *,
    title: str,
    subtitle: str,
    sources: str,
    height: int,
    left: int,
    right: int,
    top: int,
    bottom: int,
    title_size: int = 22,
    title_down: int = 12,
) -> None:
    """Give a figure its template, size, margins, and the title, subtitle and source line inside it."""
    figure.update_layout(
        template=palette.template(),
        height=height,
        autosize=True,
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        title={
            "text": f"<b>{title}</b>",
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": title_down + (12 if "<br>" in title and title_down < 24 else 0), "l": 0},
            "font": {"size": title_size, "color": palette.ink},
            "subtitle": {"text": subtitle, "font": {"size": 14, "color": palette.mid}},
        },
    )
    figure.add_annotation(
        **note(sources, -left, -bottom + 4, y=0, yanchor="bottom", font={"size": 12, "color": palette.soft}),
        name=SOURCES,
    )


def bare(figure: go.Figure) -> go.Figure:
    """A copy without title, subtitle and source line, its margins as narrow as what stands in them allows.

    What stands in the margins keeps its distance to the plot, and the plot its size.
    """
    layout = figure.layout
    rest = [annotation for annotation in layout.annotations if annotation.name != SOURCES]
    pixels = layout.height - layout.margin.t - layout.margin.b
    above, below = _reach(figure, rest, pixels)
    copy = go.Figure(figure)
    copy.layout.title = None
    copy.layout.annotations = rest
    copy.update_layout(margin={"t": above, "b": below}, height=above + round(pixels) + below)
    return copy


def _reach(figure: go.Figure, annotations: list, pixels: float) -> tuple[int, int]:
    """How many pixels over and under the plot its texts, marks and tick labels need."""
    layout = figure.layout

    def level(reference: str | None, y: float) -> float:
        """Pixels from the plot's lower edge to a height given on an axis or in parts of the plot."""
        if reference == "paper":
            return y * pixels
        axis = layout[(reference or "y").replace("y", "yaxis")]
        (first, last), (start, end) = axis.range, axis.domain or (0, 1)
        return (start + (y - first) / (last - first) * (end - start)) * pixels

    # a mark on the plot's edge lies half outside of it
    ends = [-MARK, pixels + MARK]
    for text in annotations:
        middle = level(text.yref, text.y) + (text.yshift or 0)
        high = 1.3 * (text.font.size or 14) * (text.text.count("<br>") + 1)
        share = {"top": 1, "bottom": 0}.get(text.yanchor, 0.5)
        ends += [middle - share * high, middle + (1 - share) * high]
    for shape in layout.shapes:
        if shape.ysizemode == "pixel":
            base = level(shape.yref, shape.yanchor)
            places = re.findall(r",(-?[\d.]+)", shape.path) if shape.path else (shape.y0, shape.y1)
            ends += [base + float(y) for y in places]
    for axis in figure.select_xaxes():
        if axis.visible is False or axis.showticklabels is False:
            continue
        lines = max((str(text).count("<br>") + 1 for text in axis.ticktext or ()), default=1)
        high = 1.3 * (axis.tickfont.size or 13) * lines + (axis.ticklabelstandoff or 0) + 5
        start, end = layout[(axis.anchor or "y").replace("y", "yaxis")].domain or (0, 1)
        ends.append(end * pixels + high if axis.side == "top" else start * pixels - high)
    return math.ceil(max(ends) - pixels), math.ceil(-min(ends))
