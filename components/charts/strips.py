"""The dot strips: one place among many, a row an indicator, a mark for each place, each with its name beside it.

Multiples stand on an axis of powers about the first place's own line at 1, shares about 100, rates on their own scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.drawing import (
    Texts,
    clean,
    leading_to,
    note,
    rule,
    set_rows,
    set_rows_narrow,
    text_width,
    wrapped,
)
from components.charts.scales import Scale
from components.look.text_measure import SCREEN
from components.look.theme import Palette
from components.model.plot import Plot

WIDTH, WIDTH_NARROW = 1280, 358
# the share of its width that the wide form may be shown in
SHRUNK = 0.72
# pixels of a row's own line of marks, of a line of labels, and between two panels
LINE, LABEL, GAP = 26, 17, 92
SIZE = 12.5
# half the height of the lowest row: its name stands in two lines
LEAST = 21
# where the labels of a row stand, one after the other as room is left: lines above and below the marks
LEVELS = (1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6)
# pixels from the marks to the middle of the nearest label
NEAR = 20


@dataclass(frozen=True)
class Dot:
    """A place on a strip. at: on the axis. figure: as it is said beside the name. is_reference: a dashed tick.

    fact_id: the fact of its target.
    """

    at: float
    name: str
    figure: str
    colour: str
    hover: str
    is_reference: bool = False
    fact_id: str = ""

    @property
    def label(self) -> str:
        return f"{self.name} {self.figure}"


@dataclass(frozen=True)
class Strip:
    """A row: name, tag (basis and unit), the first place's printed figures, marks, and what is said instead of some."""

    name: str
    tag: str
    numbers: tuple[str, ...]
    dots: tuple[Dot, ...]
    words: str = ""


@dataclass(frozen=True)
class StripPanel:
    """Rows on one axis. headings: of the columns of numbers. line: where everything is read against, its words and
    colour; None for none."""

    heading: str
    headings: tuple[str, ...]
    strips: tuple[Strip, ...]
    scale: Scale
    line: tuple[float, str, str] | None = None


@dataclass(frozen=True)
class _Label:
    """Where the label of a dot stands: pixels from the panel's left edge to its middle, and its line."""

    dot: Dot
    x: float
    centre: float
    level: int


def _labels(strip: Strip, scale: Scale, pixels: float) -> list[_Label]:
    """Each dot's label as near to its mark as the others leave room, none over another."""
    taken: dict[int, list[tuple[float, float]]] = {}
    placed = []
    for dot in sorted(strip.dots, key=lambda dot: dot.at):
        x = scale.share(dot.at) * pixels
        half = text_width(dot.label, SIZE) / 2 + 5
        centre = min(max(x, half), max(pixels - half, half))
        level = next(
            (
                level
                for level in LEVELS
                if all(centre + half <= start or centre - half >= end for start, end in taken.get(level, []))
            ),
            LEVELS[-1],
        )
        taken.setdefault(level, []).append((centre - half, centre + half))
        placed.append(_Label(dot, x, centre, level))
    return placed


def _reach(labels: list[_Label], has_words: bool) -> tuple[float, float]:
    """How many pixels a row takes above and below its line of marks."""
    levels = [label.level for label in labels]
    above = max([level for level in levels if level > 0], default=0)
    below = max([-level for level in levels if level < 0], default=0)
    words = LABEL if has_words and labels else 0
    return max(LINE / 2 + 5 + above * LABEL, LEAST), max(LINE / 2 + 5 + below * LABEL + words, LEAST)


def _axis(figure: Plot, panel: StripPanel, palette: Palette, axis: str, across: float, down, height: float) -> None:
    ticks, texts = panel.scale.ticks
    figure.update_layout(
        {
            f"xaxis{axis}": {
                "domain": [0, across],
                "anchor": f"y{axis}",
                "side": "bottom",
                "type": "log" if panel.scale.is_log else "linear",
                "range": list(panel.scale.range),
                "tickvals": ticks,
                "ticktext": texts,
                "tickangle": 0,
                "showgrid": True,
                "gridcolor": palette.grid,
                "gridwidth": 1,
            },
            f"yaxis{axis}": {
                "range": [height, 0],
                "domain": list(down),
                "anchor": f"x{axis}",
                "showticklabels": False,
            },
        }
    )


def _line(figure: Plot, panel: StripPanel, axis: str, height: float) -> None:
    """The line that everything in a panel is read against, its words over it."""
    if panel.line is None:
        return
    at, words, colour = panel.line
    place = {"xref": f"x{axis}", "yref": f"y{axis}"}
    figure.add_shape(
        type="line", **place, x0=at, x1=at, y0=0, y1=height, line={"width": 2.5, "color": colour}, layer="between"
    )
    words = note(
        f"<b>{clean(words)}</b>",
        0,
        13,
        **place,
        x=panel.scale.place(at),
        y=0,
        xanchor="center",
        font={"size": 13, "color": colour},
    )
    figure.add_annotation(**words)


def _marks(figure: Plot, strip: Strip, palette: Palette, axis: str, y: float) -> None:
    dots = [dot for dot in strip.dots if not dot.is_reference]
    if dots:
        figure.add_scatter(
            x=[dot.at for dot in dots],
            y=[y] * len(dots),
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            mode="markers",
            marker={
                "symbol": "diamond",
                "size": 13,
                "color": palette.ground,
                "line": {"width": 2.4, "color": [dot.colour for dot in dots]},
            },
            hovertext=[dot.hover for dot in dots],
            hoverinfo="text",
            name=strip.name,
            **leading_to([dot.fact_id for dot in dots]),
        )
    for dot in strip.dots:
        if dot.is_reference:
            line = {"width": 1.5, "color": dot.colour, "dash": "3px,3px"}
            at = {"xref": f"x{axis}", "yref": f"y{axis}", "x0": dot.at, "x1": dot.at}
            figure.add_shape(type="line", **at, y0=y - LINE / 2, y1=y + LINE / 2, line=line, layer="between")


def _names(figure: Plot, labels: list[_Label], axis: str, y: float, palette: Palette, pixels: float) -> None:
    """The label of each dot in its line, joined to the mark where it does not stand beside it."""
    place = {"xref": f"x{axis} domain", "yref": f"y{axis}"}
    for label in labels:
        side = 1 if label.level > 0 else -1
        middle = y - side * (NEAR + (abs(label.level) - 1) * LABEL)
        if abs(label.level) > 1:
            figure.add_shape(
                type="line",
                xref=f"x{axis}",
                yref=f"y{axis}",
                x0=label.dot.at,
                x1=label.dot.at,
                y0=y - side * 8,
                y1=middle + side * 7,
                line={"width": 1, "color": palette.rule},
                layer="below",
            )
        text = f"{clean(label.dot.name)} <b>{clean(label.dot.figure)}</b>"
        words = note(
            text,
            **place,
            x=label.centre / pixels,
            y=middle,
            xanchor="center",
            bgcolor=palette.ground,
            font={"size": SIZE, "color": label.dot.colour},
        )
        figure.add_annotation(**words, hovertext=label.dot.hover)


def strips(
    panels: Sequence[StripPanel],
    palette: Palette,
    *,
    title: str,
    subtitle: str,
    sources: str,
    width: int = WIDTH,
) -> Plot:
    """The wide form: names at the left, strips, and the first place's figures at the right. width: to lay out for."""
    rows = [strip for panel in panels for strip in panel.strips]
    left = round(min(max(190, *(max(text_width(row.name, 14), text_width(row.tag, 12)) + 24 for row in rows)), 300))
    # all panels have the columns of the first
    columns = [
        max(text_width(heading, 13), *(text_width(row.numbers[position], 14) for row in rows)) + 22
        for position, heading in enumerate(panels[0].headings)
    ]
    right = round(sum(columns) + 12)
    across = width - left - right
    # a window may give a figure less than the width that it is laid out for: the labels have room there too
    room = across * (SHRUNK if width == WIDTH else 1)
    placed = [[_labels(strip, panel.scale, room) for strip in panel.strips] for panel in panels]
    reaches = [
        [_reach(labels, bool(strip.words)) for strip, labels in zip(panel.strips, rows, strict=True)]
        for panel, rows in zip(panels, placed, strict=True)
    ]
    heights = [sum(map(sum, rows)) for rows in reaches]
    plot = sum(heights) + GAP * (len(panels) - 1)
    figure, start = Plot(), 0.0
    for number, panel in enumerate(panels):
        axis = str(number + 1) if number else ""
        height = heights[number]
        down = (max(1 - (start + height) / plot, 0), 1 - start / plot)
        _axis(figure, panel, palette, axis, 1, down, height)
        _line(figure, panel, axis, height)
        top = {"yref": f"y{axis}", "y": 0}
        figure.add_annotation(**note(f"<b>{clean(panel.heading)}</b>", -left, 16, **top, font={"size": 14}))
        edge = 0.0
        for heading, column in zip(panel.headings, columns, strict=True):
            edge += column
            at = {"x": 1, "xanchor": "right", "align": "right"}
            figure.add_annotation(**note(heading, edge + 12, 16, **at, **top, font={"size": 13, "color": palette.mid}))
        y = 0.0
        for strip, labels, (above, below) in zip(panel.strips, placed[number], reaches[number], strict=True):
            y += above
            at = {"yref": f"y{axis}", "y": y}
            _marks(figure, strip, palette, axis, y)
            _names(figure, labels, axis, y, palette, room)
            tone = palette.ink if labels else palette.soft
            tag = f"<br><span style='font-size:12px;color:{palette.soft}'>{clean(strip.tag)}</span>"
            name = wrapped(strip.name, left - 14, 14) if text_width(strip.name, 14) > left - 14 else strip.name
            name = "<br>".join(clean(line) for line in name.split("<br>"))
            figure.add_annotation(
                **note(name + (tag if strip.tag else ""), -left, **at, font={"size": 14, "color": tone})
            )
            edge = 0.0
            for text, column in zip(strip.numbers, columns, strict=True):
                edge += column
                figure.add_annotation(
                    **note(clean(text), edge + 12, **at, x=1, xanchor="right", font={"size": 14, "color": palette.mid})
                )
            if strip.words:
                below_marks = -(below - LABEL / 2 - 2) if labels else 0
                words = SCREEN.shortened(strip.words, across - 16, 12)
                figure.add_annotation(
                    **note(
                        clean(words),
                        6,
                        below_marks,
                        **at,
                        bgcolor=palette.ground,
                        font={"size": 12, "color": palette.soft},
                    )
                )
            y += below
            rule(figure, palette, axis, y, left)
        start += height + GAP
    set_rows(figure, palette, plot, Texts(title, subtitle, sources), above=126, below=42, left=left, right=right)
    return figure


def _listed(strip: Strip, room: float) -> list[list[Dot]]:
    """The places of a row in the order of their marks, in lines that fit."""
    lines: list[list[Dot]] = []
    used = 0.0
    for dot in sorted(strip.dots, key=lambda dot: dot.at):
        needed = text_width(dot.label, SIZE) + 16
        if not lines or used + needed > room:
            lines.append([])
            used = 0.0
        lines[-1].append(dot)
        used += needed
    return lines


def strips_narrow(panels: Sequence[StripPanel], palette: Palette, *, title: str, subtitle: str, sources: str) -> Plot:
    """The form for a phone: the name over each line of marks, and under it the places as a list."""
    pixels = WIDTH_NARROW
    lists = [[_listed(strip, pixels) for strip in panel.strips] for panel in panels]
    words = [[_lines_of(strip, pixels) for strip in panel.strips] for panel in panels]
    name, line = 24, 22
    heights = [
        sum(
            name + (line if lines else 0) + LABEL * (len(lines) + len(said)) + 8
            for lines, said in zip(*pair, strict=True)
        )
        for pair in zip(lists, words, strict=True)
    ]
    gap = GAP
    plot = sum(heights) + gap * (len(panels) - 1)
    figure, start = Plot(), 0.0
    for number, panel in enumerate(panels):
        axis = str(number + 1) if number else ""
        height = heights[number]
        _axis(figure, panel, palette, axis, 1, (max(1 - (start + height) / plot, 0), 1 - start / plot), height)
        figure.update_layout({f"xaxis{axis}": {"showgrid": False}})
        top = {"yref": f"y{axis}", "y": 0}
        figure.add_annotation(
            **note(f"<b>{clean(panel.heading)}</b>", 0, 18, **top, font={"size": 13, "color": palette.mid})
        )
        y = 0.0
        for strip, lines, said in zip(panel.strips, lists[number], words[number], strict=True):
            at = {"yref": f"y{axis}", "y": y + name / 2}
            # the printed target alone: the table has the rest
            figures = f"{panel.headings[0].replace('<br>', '')} {strip.numbers[0]}"
            room = pixels - text_width(figures, 12) - 12
            title_of = SCREEN.shortened(strip.name, room, 14)
            figure.add_annotation(**note(f"<b>{clean(title_of)}</b>", 2, **at, font={"size": 14}))
            figure.add_annotation(
                **note(clean(figures), -2, **at, x=1, xanchor="right", font={"size": 12, "color": palette.mid})
            )
            y += name
            if lines:
                figure.add_shape(
                    type="rect",
                    xref="paper",
                    x0=0,
                    x1=1,
                    yref=f"y{axis}",
                    y0=y + 1,
                    y1=y + line - 1,
                    fillcolor=palette.band,
                    line={"width": 0},
                    layer="below",
                )
                if panel.line is not None:
                    figure.add_shape(
                        type="line",
                        xref=f"x{axis}",
                        yref=f"y{axis}",
                        x0=panel.line[0],
                        x1=panel.line[0],
                        y0=y + 1,
                        y1=y + line - 1,
                        line={"width": 2.5, "color": panel.line[2]},
                        layer="between",
                    )
                _marks(figure, strip, palette, axis, y + line / 2)
                y += line
            for dots in lines:
                text = "　".join(
                    f"<span style='color:{dot.colour}'>{clean(dot.name)} <b>{clean(dot.figure)}</b></span>"
                    for dot in dots
                )
                figure.add_annotation(**note(text, 2, yref=f"y{axis}", y=y + LABEL / 2, font={"size": SIZE}))
                y += LABEL
            for text in said:
                figure.add_annotation(
                    **note(clean(text), 2, yref=f"y{axis}", y=y + LABEL / 2, font={"size": 12, "color": palette.soft})
                )
                y += LABEL
            y += 8
            rule(figure, palette, axis, y - 2, 2)
        if panel.line is not None:
            share = panel.scale.share(panel.line[0])
            half = text_width(panel.line[1], 12) / 2 + 4
            centre = min(max(share * pixels, half), pixels - half)
            figure.add_annotation(
                **note(
                    clean(panel.line[1]),
                    0,
                    -32,
                    x=centre / pixels,
                    yref=f"y{axis}",
                    y=height,
                    xanchor="center",
                    font={"size": 12, "color": panel.line[2]},
                )
            )
        start += height + gap
    set_rows_narrow(figure, palette, plot, Texts(title, subtitle, sources), below=60)
    return figure


def _lines_of(strip: Strip, pixels: float) -> list[str]:
    return SCREEN.lines(strip.words, pixels - 6, 12) if strip.words else []
