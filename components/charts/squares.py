"""The unit chart: one square a commitment, rows are documents, however many, columns are themes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from components.charts.drawing import choosing, key_row, note, set_rows, text_width, texts_on, wrapped
from components.language.words import say
from components.look.canvas import Canvas
from components.look.theme import Palette
from components.model.plot import Plot
from components.model.tile_chart import Square, UnitChart

APART, ROW_GAP = 3, 10
# form of the canvas → pixels of a square
SIDES = {"wide": 9, "middle": 9, "stage": 11}
# form of the canvas → pixels that the chart is laid out for, where that is not the canvas' own
WIDTHS = {"middle": 640}
# nature → its symbol, whether it is filled, and how large it is: what has no number is open, what was said is small
FORMS = {
    "target": ("square", True, 1),
    "annual_target": ("diamond", True, 1),
    "in_words": ("diamond", False, 1),
    "standard": ("square", False, 1),
    "achieved": ("circle", False, 1),
    "repeat": ("circle", True, 0.45),
}

# a square, and where its middle stands
Placed = tuple[Square, float, float]


def draw_squares(chart: UnitChart, canvas: Canvas) -> Plot:
    """A unit chart as a figure: squares packed in the cell of their document and theme, each cell with its count.

    The stage has its title and sources about it.
    """
    figure, palette, side = Plot(), canvas.palette, SIDES[canvas.form]
    width, pitch = WIDTHS.get(canvas.form, canvas.width), side + APART
    left = round(max(text_width(f"{document} 00", 13) for document in chart.documents)) + 28
    cell = (width - left) / len(chart.themes)
    a_line = max(int((cell - 44) // pitch), 4)
    cells: dict[tuple[str, str], list[Square]] = defaultdict(list)
    for square in chart.squares:
        cells[square.document, square.theme].append(square)
    placed: list[Placed] = []
    y = 0.0
    for document in chart.documents:
        counts = [len(cells[document, theme]) for theme in chart.themes]
        height = max(-(-count // a_line) for count in counts) * pitch + ROW_GAP
        _name(figure, palette, f"{document} <b>{sum(counts)}</b>", left, (y, y + height))
        for position, (theme, count) in enumerate(zip(chart.themes, counts, strict=True)):
            x = position * cell
            for number, square in enumerate(cells[document, theme]):
                across, down = number % a_line, number // a_line
                placed.append((square, x + (across + 0.5) * pitch, y + down * pitch + (pitch + ROW_GAP) / 2))
            lines = max(-(-count // a_line), 1)
            _count(figure, palette, count, x + min(count, a_line) * pitch, y + (lines * pitch + ROW_GAP) / 2)
        y += height
    heads = _cells_said(cells)
    for nature, name in chart.natures:
        _squares(figure, palette, name, [one for one in placed if one[0].nature == nature], side, heads)
    lines_of_heads = _heads(figure, palette, chart, cell)
    key_row(figure, palette, [_entry(palette, *nature) for nature in chart.natures], left=left, down=18, width=width)
    texts = texts_on(canvas, chart.title, chart.subtitle, chart.sources, narrow_size=22)
    above = 100 + 18 * texts.subtitle.count("<br>") + 17 * (lines_of_heads - 1)
    set_rows(figure, palette, y, texts, above=above, below=44, left=left, right=0)
    figure.update_layout(
        xaxis={"range": [0, width - left], "visible": False},
        yaxis={"range": [y, 0], "visible": False},
        hovermode="closest",
    )
    return figure


def _name(figure: Plot, palette: Palette, words: str, left: int, edges: tuple[float, float]) -> None:
    """The name of a document before its row, and a line over it."""
    top, bottom = edges
    figure.add_annotation(**note(words, -left, yref="y", y=(top + bottom) / 2, font={"size": 13}))
    if top:
        line = {"width": 1, "color": palette.grid}
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, yref="y", y0=top, y1=top, line=line, layer="below")


def _count(figure: Plot, palette: Palette, count: int, x: float, y: float) -> None:
    """How many squares a cell has, after them."""
    font = {"size": 13, "color": palette.mid if count else palette.soft}
    figure.add_annotation(**note(str(count), 8 if count else 0, xref="x", x=x, yref="y", y=y, font=font))


def _cells_said(cells: Mapping[tuple[str, str], Sequence[Square]]) -> dict[Square, str]:
    """The first square of each cell → what the list of the marks says of the cell, which all of its squares choose."""
    return {
        squares[0]: say("chart.cell", document=document, theme=theme, count=len(squares))
        for (document, theme), squares in cells.items()
        if squares
    }


def _squares(
    figure: Plot, palette: Palette, name: str, placed: list[Placed], side: float, heads: Mapping[Square, str]
) -> None:
    """The squares of one nature, a trace for those of one tone. heads: as _cells_said has them."""
    for tone in dict.fromkeys(square.tone for square, *_ in placed):
        squares, across, down = zip(*(one for one in placed if one[0].tone == tone), strict=True)
        symbol, is_filled, size = FORMS[squares[0].nature]
        colour = palette.named(tone)
        line = {"width": 0} if is_filled else {"width": 1.6, "color": colour}
        fill = colour if is_filled else palette.ground
        figure.add_scatter(
            x=across,
            y=down,
            mode="markers",
            marker={"size": size * side, "symbol": symbol, "color": fill, "line": line},
            name=name,
            hovertext=[wrapped(square.said, 360, 13) for square in squares],
            hoverinfo="text",
            **choosing(
                "commitments",
                ["theme", "document"],
                [square.ids for square in squares],
                said=[heads.get(square, "") for square in squares],
            ),
        )


def _heads(figure: Plot, palette: Palette, chart: UnitChart, cell: float) -> int:
    """The names of the themes with their counts over their columns; returns how many lines they take."""
    counts = {theme: sum(square.theme == theme for square in chart.squares) for theme in chart.themes}
    # a long theme takes two lines where the cells are narrow
    apart = "<br>" if any(text_width(f"{theme} 00", 13) > cell - 10 for theme in chart.themes) else " "
    heads = [f"{theme} <b>{counts[theme]}</b>".replace(" ", apart, 1) for theme in chart.themes]
    for position, head in enumerate(heads):
        font, up = {"size": 13, "color": palette.mid}, 14 + 8.5 * head.count("<br>")
        figure.add_annotation(**note(head, 0, xref="x", x=position * cell, y=1, y_shift=up, font=font))
    return 1 + ("<br>" in heads[0])


def _entry(palette: Palette, nature: str, words: str) -> tuple[str, str, str, str]:
    """What the key says of a nature."""
    symbol, is_filled, _ = FORMS[nature]
    return symbol, palette.mid if is_filled else palette.ground, palette.mid, words
