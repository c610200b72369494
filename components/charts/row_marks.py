"""The marks of a chart of rows: lines, dots, targets and what lies over and about them on one axis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.charts.drawing import clean, leading_to, note, text_width
from components.charts.row_labels import SIDE, SIZE, Label
from components.charts.scales import Scale
from components.look.theme import Palette
from components.model.chart import Line, Mark
from components.model.plot import Plot

# kind → width and dash of a line, in the order in which kinds are drawn, the last on top
LINES = {"before": (2, "solid"), "pair": (2, "solid"), "after": (4, "solid"), "doubtful": (2, "dot")}
# kind → symbol, size and width of the outline; a tick is longer than a target is high, which must not hide it
POINTS = {
    "dot": ("circle", 6, 0),
    "tick": ("line-ns", 20, 2.2),
    "halo": ("circle-open", 13, 2),
    "ring": ("circle", 8, 1.8),
    "result": ("circle", 11, 0),
    "target": ("diamond", 13, 2.4),
}
OPEN = ("ring", "target")
NOTHING = "rgba(0,0,0,0)"
# pixels from the middle to the corners of a half target, so that it lies inside the outline
HALF = 7.2
# half the height of a reference's line where its name stands around it
REFERENCE = 13


@dataclass(frozen=True)
class Ground:
    """What marks are drawn on: the figure, the number of its axes, their scale, pixels across, and the palette."""

    figure: Plot
    axis: str
    scale: Scale
    pixels: float
    palette: Palette

    @property
    def refs(self) -> dict[str, str]:
        return {"xref": f"x{self.axis}", "yref": f"y{self.axis}"}

    def upright(self, x: float, ends: tuple[float, float], **line) -> None:
        """A line across rows or within one, over the ground and under the marks."""
        layer = line.pop("layer", "between")
        self.figure.add_shape(type="line", **self.refs, x0=x, x1=x, y0=ends[0], y1=ends[1], line=line, layer=layer)

    def box(self, sides: tuple[float, float], ends: tuple[float, float]) -> None:
        """A band in the colour of bands, under everything."""
        at = {"x0": sides[0], "x1": sides[1], "y0": ends[0], "y1": ends[1]}
        line = {"width": 0}
        self.figure.add_shape(type="rect", **self.refs, **at, fillcolor=self.palette.band, line=line, layer="below")

    def over(self, at: tuple[float, float], **shape) -> None:
        """A shape given in pixels about a point, over the marks."""
        place = {"xanchor": at[0], "yanchor": at[1], "xsizemode": "pixel", "ysizemode": "pixel"}
        self.figure.add_shape(**self.refs, **place, **shape)

    def write(self, text: str, x: float, y: float, x_shift: float = 0, y_shift: float = 0, **more) -> None:
        """A text at a value of the axis."""
        self.figure.add_annotation(**note(text, x_shift, y_shift, **self.refs, x=self.scale.place(x), y=y, **more))


def draw_marks(ground: Ground, marks: Iterable[tuple[Mark, float]]) -> None:
    """Draw marks, each with its height, back to front; those that look alike are one trace."""
    alike: dict[tuple[str, str, bool], list[tuple[Mark, float]]] = {}
    for mark, y in marks:
        alike.setdefault((mark.kind, mark.tone, mark.is_bound), []).append((mark, y))
    for kind in (*LINES, *POINTS):
        for (found, tone, is_bound), group in alike.items():
            if found == kind:
                (_lines if kind in LINES else _points)(ground, kind, tone, is_bound, group)
    results = {(mark.at, y): mark for mark, y in _of("result", alike)}
    for mark, y in _of("target", alike):
        colour = ground.palette.named(mark.tone)
        if mark.allows:
            side = HALF if mark.allows == "above" else -HALF
            path = f"M 0,{HALF} L {side},0 L 0,{-HALF} Z"
            ground.over((mark.at, y), type="path", path=path, fillcolor=colour, line={"width": 0})
        if (mark.at, y) in results:
            _repeated(ground, (mark.at, y), results[mark.at, y])


def _of(kind: str, alike: dict) -> list[tuple[Mark, float]]:
    return [pair for (found, _, _), group in alike.items() if found == kind for pair in group]


def _repeated(ground: Ground, at: tuple[float, float], result: Mark) -> None:
    """A result that its target repeats would lie hidden under it."""
    colour, inside = ground.palette.named(result.tone), ground.palette.ground
    fill, line = (inside, colour) if result.is_bound else (colour, inside)
    edge = {"width": 1.5, "color": line}
    ground.over(at, type="circle", x0=-4, x1=4, y0=-4, y1=4, fillcolor=fill, line=edge)


def _lines(ground: Ground, kind: str, tone: str, _: bool, marks: Sequence[tuple[Mark, float]]) -> None:
    width, dash = LINES[kind]
    x, y = [], []
    for mark, height in marks:
        x += [mark.at, mark.to, None]
        y += [height, height, None]
    ground.figure.add_scatter(
        x=x,
        y=y,
        xaxis=f"x{ground.axis}",
        yaxis=f"y{ground.axis}",
        mode="lines",
        line={"width": width, "color": ground.palette.named(tone), "dash": dash},
        hoverinfo="skip",
        name=kind,
    )


def _points(ground: Ground, kind: str, tone: str, is_bound: bool, marks: Sequence[tuple[Mark, float]]) -> None:
    symbol, size, outline = POINTS[kind]
    colour = ground.palette.named(tone)
    fill = ground.palette.ground if is_bound or kind in OPEN else colour
    ground.figure.add_scatter(
        x=[mark.at for mark, _ in marks],
        y=[height for _, height in marks],
        xaxis=f"x{ground.axis}",
        yaxis=f"y{ground.axis}",
        mode="markers",
        marker={
            "symbol": symbol,
            "size": size,
            "color": fill,
            "line": {"width": 2 if is_bound and not outline else outline, "color": colour},
        },
        name=marks[0][0].series or kind,
        hovertext=[_hover(mark) for mark, _ in marks],
        hoverinfo="text",
        **leading_to([mark.fact_id for mark, _ in marks]),
    )


def _hover(mark: Mark) -> str:
    """What is said of a mark, in bold what it is about."""
    about, *said = map(clean, mark.said.split("\n"))
    return "<br>".join([f"<b>{about}</b>", *said]) if said else about


def write_beside(ground: Ground, marks: Iterable[tuple[Mark, float]], line: Line | None, is_narrow: bool) -> None:
    """Write what stands left or right of marks; not across the line that all are read against."""
    sides = ("beside",) if is_narrow else ("beside", "left", "right")
    placed = list(marks)
    for mark, y in placed:
        if mark.side not in sides:
            continue
        size = 14 if mark.side != "beside" else 13 - is_narrow
        needed = text_width(mark.label, size)
        side, at = -1 if mark.side == "left" else 1, mark.at
        if mark.side == "beside":
            # left of all marks of the lane where there is room, else right of them
            ends = [other.at for other, height in placed if height == y and not other.is_line]
            has_room = ground.scale.share(min(ends)) * ground.pixels > needed + SIDE + 3
            side, at = (-1, min(ends)) if has_room else (1, max(ends))
        shift = float(SIDE)
        if line is not None:
            to_line = (ground.scale.share(line.at) - ground.scale.share(mark.at)) * ground.pixels * side
            if 0 < to_line < SIDE + needed + 4:
                shift = max(to_line + 10, shift)
        ground.write(
            _said(mark),
            at,
            y,
            shift * side,
            xanchor="right" if side < 0 else "left",
            font={"size": size, "color": ground.palette.written(mark.tone)},
        )


def _said(mark: Mark) -> str:
    """A label: of name and figure the figure in bold."""
    if mark.side == "around":
        return f"{clean(mark.name)} <b>{clean(mark.figure)}</b>"
    return f"<b>{clean(mark.label)}</b>"


def write_around(ground: Ground, labels: Sequence[Label], y: float) -> None:
    """Write labels in their lines, joined to the mark where they do not stand beside it."""
    for label in labels:
        side, middle = (1 if label.level > 0 else -1), y + label.down
        if abs(label.level) > 1:
            rule = {"width": 1, "color": ground.palette.rule, "layer": "below"}
            ground.upright(label.mark.at, (y - side * 8, middle + side * 7), **rule)
        place = {"xref": f"x{ground.axis} domain", "yref": f"y{ground.axis}", "x": label.centre, "y": middle}
        font = {"size": SIZE, "color": ground.palette.written(label.mark.tone)}
        words = note(_said(label.mark), **place, xanchor="center", bgcolor=ground.palette.ground, font=font)
        ground.figure.add_annotation(**words, hovertext=_hover(label.mark))


def listed(palette: Palette, marks: Sequence[Mark]) -> str:
    """Labels one after the other, each in its own tone."""
    return "　".join(f"<span style='color:{palette.written(mark.tone)}'>{_said(mark)}</span>" for mark in marks)


def draw_references(
    ground: Ground, marks: Sequence[Mark], y: float, ends: tuple[float, float], is_narrow: bool
) -> None:
    """The dashed lines of one row; a name that stands at an end is written where it does not run into the next line.

    y: the middle of the row's marks. ends: how far the lines reach whose names stand at their end.
    """
    placed = sorted((mark for mark in marks if mark.kind == "reference"), key=lambda mark: mark.at)
    for number, mark in enumerate(placed):
        colour = ground.palette.named(mark.tone)
        reach = ends if mark.side == "end" else (y - REFERENCE, y + REFERENCE)
        ground.upright(mark.at, reach, width=1.5, color=colour, dash="3px,3px")
        if mark.side != "end":
            continue
        following = ground.scale.share(placed[number + 1].at) if number + 1 < len(placed) else 1.0
        is_left = (following - ground.scale.share(mark.at)) * ground.pixels < text_width(mark.name, 12) + 8
        ground.write(
            clean(mark.name),
            mark.at,
            reach[1] if is_narrow else reach[0],
            -3 if is_left else 3,
            -7 if is_narrow else 0,
            xanchor="right" if is_left else "left",
            font={"size": 12, "color": ground.palette.written(mark.tone)},
            hovertext=_hover(mark),
        )
