"""The lower panel of a total: the single years."""

from components.charts.drawing import leading_to, wrapped
from components.charts.timeline import connect, diamond, dots, draw, heading, hover, name_months, year_names
from components.look.canvas import Canvas
from components.look.theme import Palette
from components.model.plot import Plot
from components.model.time_chart import EmptyYear, Mark, TimeChart

# months that a bar is wide
BAR = 7.2


def year_bars(figure: Plot, chart: TimeChart, canvas: Canvas, left: int, pixels: int, of: int) -> None:
    """Draw the single years of a total as bars against what each year needs.

    left: the figure's left margin. pixels: the height of the panel, of so many that the plot has.
    """
    panel, palette, months, is_narrow = chart.years, canvas.palette, chart.timeline.months, canvas.is_narrow
    highest = max(panel.values, default=1.0) or 1.0
    top = highest * pixels / (pixels - (42 if is_narrow else 26))
    figure.update_layout(
        xaxis2={
            "range": [0, months],
            "anchor": "y2",
            **name_months(palette, year_names(chart.timeline, is_small=is_narrow)),
        },
        yaxis2={
            "range": [-top / pixels, top],
            "domain": [0, pixels / of],
            "anchor": "x2",
            "showticklabels": False,
        },
        bargap=0,
    )
    draw(figure, "2", (0, months), (0, 0), layer="below", line={"width": 1, "color": palette.rule})
    bars, targets, need = panel.of("year"), panel.of("annual"), panel.line("need")
    for name, is_part in (("full", False), ("part", True)):
        _bars(figure, palette, name, [mark for mark in bars if mark.is_bound is is_part])
    if need:
        connect(figure, "need", [need.start, need.end], {"width": 1.4, "color": palette.named(need.tone)}, axis="2")
    dots(figure, palette, "annual", targets, diamond, 10, axis="2")
    unit, room = ("", 390) if is_narrow else (chart.unit, 900)
    heading(figure, palette, panel.heading, unit, panel.key, left=left, corner=(0, pixels / of), room=room)
    for mark in bars:
        over = [(need.value, 2)] if need else []
        over += [(target.value, 8) for target in targets if target.at == mark.at]
        _bar_words(figure, mark, over, pixels / top, palette, is_narrow)
    for empty in chart.empty:
        middle, high = chart.timeline.month(empty.year) - 6, need.value if need else 0.8 * highest
        _empty_year(figure, empty, middle, high, palette, is_narrow)


def _bars(figure: Plot, palette: Palette, name: str, marks: list[Mark]) -> None:
    """Bars of years, those of a part of theirs hatched."""
    if not marks:
        return
    colour = palette.named(marks[0].tone)
    hatch = {"shape": "/", "size": 7, "solidity": 0.28, "fgopacity": 0.55, "fgcolor": colour, "bgcolor": palette.ground}
    fill = {"color": palette.ground, "pattern": hatch} if marks[0].is_bound else {"color": colour}
    figure.add_bar(
        x=[mark.at for mark in marks],
        y=[mark.value for mark in marks],
        width=BAR,
        xaxis="x2",
        yaxis="y2",
        name=name,
        marker={**fill, "line": {"width": 2, "color": colour}},
        hovertext=[hover(mark) for mark in marks],
        hoverinfo="text",
        **leading_to([mark.fact_id for mark in marks]),
    )


def _bar_words(
    figure: Plot, mark: Mark, over: list[tuple[float, int]], pixel: float, palette: Palette, is_narrow: bool
) -> None:
    """The number over a year's bar. over: the heights of what may run through it, each with half its pixels.

    pixel: pixels a unit.
    """
    base, room, is_inside = mark.value, 40 if is_narrow else 24, False
    # a line or diamond just over the bar would run through the number: over it, or else in the bar
    for height, half in over:
        if -half < (height - mark.value) * pixel < room + half:
            base = max(base, height + half / pixel)
            is_inside |= (height - mark.value) * pixel > 8 and mark.value * pixel > room + 8
    ground, size, anchor, up = None, 13 if is_narrow else 15, "bottom", 3
    if is_inside:
        # on a plate: not every city's colour is one on which words can be read
        base, anchor, up, ground = mark.value, "top", -5, palette.ground
    remark = f"{mark.extent}{'*' if mark.doubt else ''}" if is_narrow else mark.remark
    small = f"<span style='font-size:{11 if is_narrow else 12}px;color:{palette.mid}'>{remark}</span>"
    text = f"<b>{mark.text}</b>{'<br>' if is_narrow else ' '}{small}"
    _words(figure, text, mark.at, base, anchor, size, palette.ink, up, ground)


def _empty_year(figure: Plot, empty: EmptyYear, x: float, high: float, palette: Palette, is_narrow: bool) -> None:
    """A dotted box for a year without a figure; a word alone for one to come or inside a printed total."""
    if empty.is_missing:
        dotted = {"width": 1.4, "color": palette.pace, "dash": "2px,3px"}
        draw(figure, "2", (x - BAR / 2, x + BAR / 2), (0, high), kind="rect", layer="between", line=dotted)
    words = wrapped(empty.words, 40, 11) if is_narrow else empty.words
    _words(figure, words, x, high / 2, "middle", 11 if is_narrow else 14, palette.mid)


def _words(
    figure, text: str, x: float, y: float, anchor: str, size: float, colour: str, up: float = 0, ground=None
) -> None:
    figure.add_annotation(
        text=text,
        showarrow=False,
        xref="x2",
        yref="y2",
        x=x,
        y=y,
        yanchor=anchor,
        yshift=up,
        align="center",
        font={"size": size, "color": colour},
        bgcolor=ground,
    )
