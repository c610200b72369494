"""A surface: a figure laid out like a table, its places given in pixels from the upper left corner of the plot.

Texts are traces, one a colour: a browser draws them far faster than as many annotations. Across, the surface stretches
with its container; down, a pixel stays a pixel.
"""

from components.charts.drawing import set_layout
from components.charts.marks import NOTHING, verdict_shapes
from components.look.text_measure import SCREEN_BOLD
from components.look.theme import Palette
from components.model.plot import Plot

# plotly sets the middle of a line of text a little above its point
SINK = 0.1
# the pixels that a bold text takes, letter by letter: closer than text_width where a word must fit its tile
drawn_width = SCREEN_BOLD.width
_SIDE = {"left": "middle right", "center": "middle center", "right": "middle left"}


class Surface:
    """Collects texts, boxes, lines and verdicts, then gives them to a figure at once.

    smallest: the size under which no text is written.
    """

    def __init__(self, palette: Palette, width: float, smallest: float = 0):
        self.palette = palette
        self.width = width
        self.smallest = smallest
        self.figure = Plot()
        self._texts: dict[str, list[tuple]] = {}
        self._shapes: list[dict] = []

    def write(self, text: str, x: float, y: float, size: float, colour: str | None = None, align: str = "left") -> None:
        """A text with its left end, centre or right end at x and its middle at y."""
        size = self.at_least(size)
        self._texts.setdefault(colour or self.palette.ink, []).append((x, y + SINK * size, text, size, _SIDE[align]))

    def at_least(self, size: float) -> float:
        """The size at which a text of this size is written."""
        return max(size, self.smallest)

    def fitting(self, text: str, width: float, sizes: tuple[float, ...]) -> float | None:
        """The first of the sizes at which the text fits into so many pixels, or None."""
        written = map(self.at_least, sizes)
        return next((size for size in written if drawn_width(text, size) <= width), None)

    def box(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        fill: str = NOTHING,
        line: str | None = None,
        width: float = 1,
        dash: str = "solid",
        layer: str = "below",
    ) -> None:
        """A rectangle; with a line it is drawn inside of its edges, so that neighbours keep their distance."""
        inset = width / 2 if line else 0
        self._shapes.append(
            {
                "type": "rect",
                "xref": "x",
                "yref": "y",
                "x0": x[0] + inset,
                "x1": x[1] - inset,
                "y0": y[0] + inset,
                "y1": y[1] - inset,
                "fillcolor": fill,
                "line": {"color": line or fill, "width": width if line else 0, "dash": dash},
                "layer": layer,
            }
        )

    def line(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        colour: str,
        width: float = 1,
        dash: str = "solid",
        layer: str = "below",
    ) -> None:
        self._shapes.append(
            {
                "type": "line",
                "xref": "x",
                "yref": "y",
                "x0": x[0],
                "x1": x[1],
                "y0": y[0],
                "y1": y[1],
                "line": {"color": colour, "width": width, "dash": dash},
                "layer": layer,
            }
        )

    def verdict(self, status: str, x: float, y: float, size: float, **more) -> None:
        """The shape of a status about x, y."""
        self._shapes += verdict_shapes(self.palette, status, x, y, size, **more)

    def diamond(self, x: float, y: float, size: float = 6.5) -> None:
        """A diamond about x, y in ink, with an edge of ground so that it is seen on a bar."""
        corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
        path = "M" + " L".join(f" {across},{down}" for across, down in corners) + " Z"
        line = {"color": self.palette.ground, "width": 1.4}
        self._shapes.append(
            {"type": "path", "xref": "x", "yref": "y", "path": path, "fillcolor": self.palette.ink, "line": line}
            | {"layer": "above"}
        )

    def finish(self, height: float, *, title: str, subtitle: str, sources: str, top: int, **more) -> Plot:
        """The figure with everything on it; height: pixels of the plot, top: pixels above it."""
        for colour, texts in self._texts.items():
            x, y, words, sizes, sides = zip(*texts, strict=True)
            self.figure.add_scatter(
                x=x,
                y=y,
                text=words,
                mode="text",
                textfont={"size": sizes, "color": colour},
                textposition=sides,
                # a click on a tile would otherwise fade every text
                selected={"textfont": {"color": colour}},
                unselected={"textfont": {"color": colour}},
                cliponaxis=False,
                hoverinfo="skip",
            )
        bottom = 30 + 17 * (sources.count("<br>") + 1)
        for shape in self._shapes:
            self.figure.add_shape(**shape)
        set_layout(
            self.figure,
            self.palette,
            title=title,
            subtitle=subtitle,
            sources=sources,
            height=round(top + height + bottom),
            left=0,
            right=0,
            top=top,
            bottom=bottom,
            **more,
        )
        self.figure.update_layout(
            # half a stroke at either edge would be cut off
            xaxis={"range": [-1, self.width + 1], "visible": False},
            yaxis={"range": [height, 0], "visible": False},
            hovermode="closest",
            barmode="overlay",
        )
        return self.figure
