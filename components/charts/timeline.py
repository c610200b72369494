"""How a chart of time draws its months, its lines, its marks and its headings."""

import math
from collections.abc import Callable, Sequence

from components.charts.drawing import leading_to, note, text_width
from components.charts.labels import Labels
from components.language.words import say
from components.look.theme import Palette
from components.model.plot import Plot
from components.model.time_chart import Entry, Mark, Moment, Timeline


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from low to high, at most about so many."""
    reach = (high - low) or 1
    power = 10 ** math.floor(math.log10(reach / most))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if reach / (s * power) <= most)
    return [round(i * step, 10) for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def draw(
    figure: Plot, axis: str, x: tuple[float, float], y: tuple[float, float], *, layer: str, kind="line", **style
) -> None:
    """A straight line or rectangle (kind: line, rect) in data coordinates from x[0], y[0] to x[1], y[1]."""
    figure.add_shape(
        type=kind, xref=f"x{axis}", yref=f"y{axis}", x0=x[0], x1=x[1], y0=y[0], y1=y[1], layer=layer, **style
    )


def grid(
    figure: Plot,
    palette: Palette,
    lines: Sequence[float],
    timeline: Timeline,
    y_range: tuple[float, float],
    axis: str = "",
) -> None:
    """Grid lines at the values and between the years."""
    line = {"width": 1, "color": palette.grid}
    for value in lines:
        draw(figure, axis, (0, timeline.months), (value, value), layer="below", line=line)
    for month in range(12, timeline.months, 12):
        draw(figure, axis, (month, month), y_range, layer="below", line=line)


def connect(figure: Plot, name: str, path: Sequence[tuple], line: dict, axis: str = "") -> None:
    """A line through points (x, y); (None, None) lifts the pen. It may leave the panel at its edges."""
    if path:
        figure.add_scatter(
            x=[x for x, _ in path],
            y=[y for _, y in path],
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            mode="lines",
            name=name,
            line=line,
            hoverinfo="skip",
            cliponaxis=False,
        )


def dots(
    figure: Plot,
    palette: Palette,
    name: str,
    marks: Sequence[Mark],
    form: Callable[[Palette, str], dict],
    size: float,
    axis: str = "",
) -> None:
    """Marks of one form, in the tone of the first."""
    if marks:
        figure.add_scatter(
            x=[mark.at for mark in marks],
            y=[mark.value for mark in marks],
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            mode="markers",
            name=name,
            marker={"size": size, **form(palette, palette.named(marks[0].tone))},
            hovertext=[hover(mark) for mark in marks],
            **leading_to([mark.fact_id for mark in marks]),
            hoverinfo="text",
            cliponaxis=False,
        )


def hover(mark: Mark) -> str:
    """What is said of a mark on hovering, that of a result under its year."""
    return f"<b>{mark.name}</b><br>{mark.hover}" if mark.is_result else mark.hover


def filled(palette: Palette, colour: str) -> dict:
    """An exact value."""
    return {"color": colour, "line": {"width": 1.5, "color": palette.ground}}


def hollow(palette: Palette, colour: str) -> dict:
    """A bound."""
    return {"color": palette.ground, "line": {"width": 2.6, "color": colour}}


def ring(palette: Palette, colour: str) -> dict:
    """A figure that is not used."""
    return {"color": palette.ground, "line": {"width": 1.6, "color": colour}}


def disc(palette: Palette, colour: str) -> dict:
    """A base."""
    return {"color": colour}


def diamond(palette: Palette, colour: str) -> dict:
    """A target."""
    return {"symbol": "diamond", "color": palette.ground, "line": {"width": 2, "color": colour}}


def solid_diamond(palette: Palette, colour: str) -> dict:
    """The draft of a target."""
    return {"symbol": "diamond", "color": colour, "line": {"width": 1.5, "color": palette.ground}}


def year_names(timeline: Timeline, *, is_small: bool) -> list[tuple[float, str]]:
    """Month and name of the years that have room to be named: where it is small every second or fourth of many."""
    count = len(timeline.years)
    step = 4 if is_small and count > 12 else 2 if is_small and count > 6 else 1
    years = timeline.years[::step]
    return [(timeline.month(year) - 6, str(year)) for year in years]


def name_months(palette: Palette, names: Sequence[tuple[float, str]]) -> dict:
    """What names months under an axis."""
    return {
        "tickvals": [month for month, _ in names],
        "ticktext": [name for _, name in names],
        "tickfont": {"size": 14, "color": palette.ink},
        "ticklabelstandoff": 5,
    }


def heading(
    figure: Plot,
    palette: Palette,
    words: str,
    unit: str,
    entries: Sequence[Entry],
    *,
    left: int,
    corner: tuple[float, float],
    up: float = 20,
    room: float = 900,
) -> float:
    """A panel's name with its unit and a key after it. Returns its width.

    corner: that of the panel at the upper left, as parts of the plot. room: pixels that all may take; of the key's
    entries, those are left out that have no room.
    """
    name = f"<b>{words}</b>" + (say("progress.unit", unit=unit) if unit else "")
    figure.add_annotation(
        **note(name, -left, up, x=corner[0], y=corner[1], font={"size": 13, "color": palette.mid}, yanchor="middle")
    )
    x = text_width(words, 13) + (text_width(say("progress.unit", unit=unit), 13) if unit else 0) + 24 - left
    place = {
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": corner[0],
        "yanchor": corner[1],
    }
    for entry in entries:
        if x + left + 19 + text_width(entry.words, 13) > room:
            break
        if entry.symbol == "line":
            shape = {"type": "line", "x0": x, "x1": x + 14, "y0": up, "y1": up}
            shape["line"] = {"width": 1.6, "color": palette.pace}
        elif entry.symbol == "diamond":
            shape = {
                "type": "path",
                "path": f"M {x + 1},{up} L {x + 7},{up + 6} L {x + 13},{up} L {x + 7},{up - 6} Z",
                "line": {"width": 1.6, "color": palette.ink},
                "fillcolor": palette.ground,
            }
        elif entry.symbol == "ring":
            shape = {"type": "circle", "x0": x + 3, "x1": x + 11, "y0": up - 4, "y1": up + 4}
            shape |= {"line": {"width": 1.6, "color": palette.soft}, "fillcolor": palette.ground}
        else:
            shape = {"type": "rect", "x0": x, "x1": x + 14, "y0": up - 6, "y1": up + 6}
            shape |= {"line": {"width": 1, "color": palette.rule}, "fillcolor": palette.band}
        figure.add_shape(**place, **shape)
        figure.add_annotation(
            **note(entry.words, x + 19, up, x=corner[0], y=corner[1], font={"size": 13, "color": palette.mid})
        )
        x += 19 + text_width(entry.words, 13) + 22
    return x + left - 22


def as_of_line(labels: Labels, moment: Moment, heading_width: float, left: int) -> None:
    """The upright line at the as-of month, named over the panel."""
    month, (low, high) = moment.month, labels.y_range
    line = {"width": 1.2, "color": labels.palette.mid}
    draw(labels.figure, labels.axis, (month, month), (low, high), layer="between", line=line)
    labels.keep_off_line([(month, low), (month, high)])
    half, (px, _) = text_width(moment.words, 13) / 2, labels.pixel(month, high)
    # the name would else run into the panel's heading or out of the panel
    place = max(min(px, labels.width + 14 - half), heading_width - left + 14 + half)
    labels.figure.add_annotation(
        text=moment.words,
        showarrow=False,
        xref=f"x{labels.axis}",
        x=month,
        xshift=place - px,
        yref=f"y{labels.axis}",
        y=high,
        yshift=20,
        yanchor="middle",
        font={"size": 13, "color": labels.palette.mid},
    )
