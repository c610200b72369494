"""What the chart forms have in common: title, subtitle, source inside the figure, and the width of a text."""

import html
import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from components.look.canvas import WIDE, Canvas
from components.look.text_measure import SCREEN
from components.look.theme import Palette
from components.model.plot import Plot

# the name of the source line among the annotations
SOURCES = "sources"
# pixels by which a mark on the edge of a plot may reach beyond it
MARK = 11
# pixels that no figure is wide
BEYOND = 3840


class Texts(NamedTuple):
    """The words about a figure, each in lines that are parted by <br>."""

    title: str
    subtitle: str
    sources: str


def clean(text) -> str:
    """Words as they may stand in a figure, where < begins a tag; an empty string for a blank."""
    return html.escape(text, quote=False) if isinstance(text, str) else ""


# the pixels that a text takes in a figure
text_width = SCREEN.width


def wrapped(text: str, width: float, size: float) -> str:
    """The text with <br> where a line would be wider than so many pixels; Latin words stay whole."""
    return "<br>".join(SCREEN.lines(text, width, size))


def leading_to(facts: Sequence[object]) -> dict:
    """What makes each mark of a trace lead to where its figure comes from.

    facts: the fact of each mark by its id, or a blank for a mark that is none's.
    """
    return choosing("evidence", ["fact"], [[fact if isinstance(fact, str) else ""] for fact in facts])


def choosing(page: str, names: Sequence[str], ids: Sequence[Sequence[str]], **more: object) -> dict:
    """What makes each mark of a trace lead to a page with choices made: its click goes where its link in the list of
    the marks does.

    names: of the choices. ids: of each mark, what it chooses, in the order of the names; a mark without any leads
    nowhere. more: said, what the list says of each mark where it is not what is said on hovering; is_ordered, whether
    the marks come in the order in which they are read.
    """
    return {"customdata": [list(one) for one in ids], "meta": {"leads_to": page, "chooses": list(names), **more}}


def title_lines(title: str, canvas: Canvas = WIDE, narrow_size: float = 17) -> str:
    """The title of a chart on a page in lines that leave room for the chart's menu beside them, or across a phone."""
    return wrapped(title, canvas.title_line, narrow_size if canvas.is_narrow else 22)


def texts_on(
    canvas: Canvas, title: str, subtitle: Sequence[str], sources: Sequence[str], narrow_size: float = 17
) -> Texts:
    """The words about a figure in lines that the canvas has room for; the stage has its own about it."""
    if canvas.form == "stage":
        return Texts("", "", "")
    return Texts(
        title_lines(title, canvas, narrow_size),
        "<br>".join(wrapped(line, canvas.line, 14) for line in subtitle),
        "<br>".join(wrapped(line, canvas.line, 12) for line in sources),
    )


def lines_more(title: str) -> int:
    """The pixels that a title on a page takes beyond its first line."""
    return 30 * title.count("<br>")


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


def rule(figure: Plot, palette: Palette, axis: str, y: float, left: float) -> None:
    """The hairline under a row, from the figure's left edge to beyond its right one."""
    figure.add_shape(
        type="line",
        xref="paper",
        xsizemode="pixel",
        xanchor=0,
        x0=-left,
        x1=BEYOND,
        yref=f"y{axis}",
        y0=y,
        y1=y,
        line={"width": 1, "color": palette.grid},
        layer="below",
    )


def key_row(
    figure: Plot,
    palette: Palette,
    entries: Sequence[tuple[str, ...]],
    *,
    left: int,
    down: float,
    width: float,
) -> int:
    """Draw the key: (symbol, fill, line colour, words) each, in rows under the plot; return how many rows it took.

    symbol: dot, circle, square, diamond or tick. A fifth part, above or below, fills that half of a diamond. left:
    the figure's left margin. down: pixels from the plot's lower
    edge to the first row. width: pixels after which a new row begins.
    """
    x, row = 0.0, 0
    for symbol, fill, line, words, *half_of in entries:
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
            if any(half_of):
                side = cx + (6 if half_of == ["above"] else -6)
                path = f"M {cx},{cy + 6} L {side},{cy} L {cx},{cy - 6} Z"
                figure.add_shape(type="path", **place, path=path, fillcolor=line, line={"width": 0})
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
    figure: Plot,
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
            # plotly sets the first of several lines higher than an only one
            "pad": {"t": title_down + (16 if "<br>" in title and title_down < 24 else 0), "l": 1},
            "font": {"size": title_size, "color": palette.ink},
            "subtitle": {"text": subtitle, "font": {"size": 14, "color": palette.mid}},
        },
    )
    figure.add_annotation(
        **note(sources, -left, -bottom + 4, y=0, yanchor="bottom", font={"size": 12, "color": palette.soft}),
        name=SOURCES,
    )


def set_rows(
    figure: Plot,
    palette: Palette,
    pixels: float,
    texts: Texts,
    *,
    above: float,
    below: float,
    left: int,
    right: int,
) -> None:
    """Give a figure of rows, which are so many pixels high together, its layout.

    above, below: pixels that stand over the rows under a title of one line, and under them over the source line.
    """
    top = above + lines_more(texts.title) + 18 * texts.subtitle.count("<br>")
    bottom = below + 17 * (texts.sources.count("<br>") + 1)
    height = round(top + pixels + bottom)
    set_layout(
        figure, palette, **texts._asdict(), height=height, left=left, right=right, top=round(top), bottom=round(bottom)
    )


def set_rows_narrow(figure: Plot, palette: Palette, pixels: float, texts: Texts, below: float) -> None:
    """The same for the form of a phone, whose title and subtitle take the lines that they have."""
    top = 72 + 26 * (texts.title.count("<br>") + 1) + 18 * (texts.subtitle.count("<br>") + 1)
    bottom = round(below + 17 * (texts.sources.count("<br>") + 1))
    height = round(top + pixels + bottom)
    sides = {"left": 2, "right": 4, "top": top, "bottom": bottom}
    set_layout(figure, palette, **texts._asdict(), height=height, **sides, title_size=18, title_down=24)


def bare(figure: Plot) -> Plot:
    """A copy without title, subtitle and source line, its margins as narrow as what stands in them allows.

    What stands in the margins keeps its distance to the plot, and the plot its size.
    """
    margin = figure.layout["margin"]
    pixels = figure.height - margin["t"] - margin["b"]
    copy = Plot()
    copy.data, copy.shapes = figure.data, figure.shapes
    copy.annotations = [annotation for annotation in figure.annotations if annotation.get("name") != SOURCES]
    copy.layout = {name: value for name, value in figure.layout.items() if name != "title"}
    above, below = _reach(copy, pixels)
    copy.layout["margin"] = {**margin, "t": above, "b": below}
    copy.layout["height"] = above + round(pixels) + below
    return copy


def _reach(figure: Plot, pixels: float) -> tuple[int, int]:
    """How many pixels over and under the plot its texts, marks and tick labels need."""

    def domain(name: str) -> list[float]:
        return figure.layout[name].get("domain", [0, 1])

    def level(reference: str, y: float) -> float:
        """Pixels from the plot's lower edge to a height given on an axis or in parts of the plot."""
        if reference == "paper":
            return y * pixels
        name = reference.replace("y", "yaxis")
        (first, last), (start, end) = figure.layout[name]["range"], domain(name)
        return (start + (y - first) / (last - first) * (end - start)) * pixels

    # a mark on the plot's edge lies half outside of it
    ends = [-MARK, pixels + MARK]
    for text in figure.annotations:
        middle = level(text.get("yref", "y"), text["y"]) + text.get("yshift", 0)
        high = 1.3 * text.get("font", {}).get("size", 14) * (text["text"].count("<br>") + 1)
        share = {"top": 1, "bottom": 0}.get(text.get("yanchor", ""), 0.5)
        ends += [middle - share * high, middle + (1 - share) * high]
    for shape in figure.shapes:
        if shape.get("ysizemode") == "pixel":
            base = level(shape.get("yref", "y"), shape["yanchor"])
            places = re.findall(r",(-?[\d.]+)", shape["path"]) if "path" in shape else (shape["y0"], shape["y1"])
            ends += [base + float(y) for y in places]
    for axis in figure.axes("x").values():
        if axis.get("visible") is False or axis.get("showticklabels") is False:
            continue
        lines = max((str(text).count("<br>") + 1 for text in axis.get("ticktext", ())), default=1)
        high = 1.3 * axis.get("tickfont", {}).get("size", 13) * lines + axis.get("ticklabelstandoff", 0) + 5
        start, end = domain(axis.get("anchor", "y").replace("y", "yaxis"))
        ends.append(end * pixels + high if axis.get("side") == "top" else start * pixels - high)
    return math.ceil(max(ends) - pixels), math.ceil(-min(ends))
