"""The lower panel of a running total: the single years."""

from dataclasses import dataclass

import pandas as pd

from components.charts.drawing import leading_to, wrapped
from components.charts.timeline import Timeline, connect, diamond, dots, draw, heading
from components.language.numerals import is_known
from components.language.words import say
from components.look.theme import Palette
from components.model.judgement import Judgement
from components.model.plot import Plot

BAR = 7.2


@dataclass(frozen=True)
class Layout:
    """What both forms need to know of the drawing: margins, pixels of the panels, type sizes."""

    left: int
    width: float
    upper: int
    gap: int
    lower: int
    is_narrow: bool

    @property
    def pixels(self) -> int:
        return self.upper + self.gap + self.lower


def year_bars(
    figure: Plot,
    years: pd.DataFrame,
    targets: pd.DataFrame,
    judgement: Judgement,
    palette: Palette,
    colour: str,
    layout: Layout,
    timeline: Timeline,
) -> None:
    """Draw the single years as bars against what each year needs. The frames are those of running_total."""
    need, annuals = (
        judgement.need.value if judgement.need else None,
        {row.year_to: row for row in _annuals(targets, timeline)},
    )
    values = [*years["value"], need, *(row.value for row in annuals.values())]
    highest = float(max((value for value in values if is_known(value)), default=1) or 1)
    top = highest * layout.lower / (layout.lower - (42 if layout.is_narrow else 26))
    named = timeline.named(layout.is_narrow)
    figure.update_layout(
        xaxis2={
            "range": [0, timeline.months],
            "anchor": "y2",
            "tickvals": [timeline.month(year) - 6 for year in named],
            "ticktext": [str(year) for year in named],
            "tickfont": {"size": 14, "color": palette.ink},
            "ticklabelstandoff": 5,
        },
        yaxis2={
            "range": [-top / layout.lower, top],
            "domain": [0, layout.lower / layout.pixels],
            "anchor": "x2",
            "showticklabels": False,
        },
        bargap=0,
    )
    draw(figure, "2", (0, timeline.months), (0, 0), layer="below", line={"width": 1, "color": palette.rule})
    _bars(figure, years, timeline, palette, colour)
    entries = []
    if is_known(need):
        connect(figure, "need", [(0, need), (timeline.months, need)], {"width": 1.4, "color": palette.pace}, axis="2")
        entries.append(("line", say("progress.need", value=judgement.need.text)))
    if annuals:
        word = say("progress.annual_target")
        rows = [
            (timeline.month(y) - 6, row.value, f"{y} {word} {row.value_text}", row.target_fact_id)
            for y, row in annuals.items()
        ]
        dots(figure, "annual", rows, diamond(palette, palette.ink, 10), axis="2")
        entries.append(("diamond", word))
    unit, lower = "" if layout.is_narrow else judgement.unit, layout.lower / layout.pixels
    room = 390 if layout.is_narrow else 900
    heading(figure, palette, say("progress.each_year"), unit, entries, left=layout.left, paper_y=lower, room=room)
    for row in years.itertuples():
        x = timeline.month(row.year) - 6
        if row.state in ("full", "part") and is_known(row.value):
            annual = annuals[row.year].value if row.year in annuals else None
            _bar_words(figure, row, x, (need, annual), layout.lower / top, palette, layout.is_narrow)
        else:
            _empty_year(figure, row.state, x, need if is_known(need) else 0.8 * highest, palette, layout.is_narrow)


def _annuals(targets: pd.DataFrame, timeline: Timeline) -> list:
    rows = targets[(targets["kind"] == "annual") & targets["value"].notna()].itertuples()
    return [row for row in rows if row.year_from == row.year_to and row.year_to in timeline.years]


def _bars(figure: Plot, years: pd.DataFrame, timeline: Timeline, palette: Palette, colour: str) -> None:
    hatch = {"shape": "/", "size": 7, "solidity": 0.28, "fgopacity": 0.55, "fgcolor": colour, "bgcolor": palette.ground}
    for state, fill in (("full", {"color": colour}), ("part", {"color": palette.ground, "pattern": hatch})):
        chosen = years[(years["state"] == state) & years["value"].notna()]
        if len(chosen):
            figure.add_bar(
                x=[timeline.month(year) - 6 for year in chosen["year"]],
                y=chosen["value"],
                width=BAR,
                xaxis="x2",
                yaxis="y2",
                name=state,
                marker={**fill, "line": {"width": 2, "color": colour}},
                hovertext=[f"<b>{row.year}</b><br>{row.value_text} {_extent(row)}" for row in chosen.itertuples()],
                hoverinfo="text",
                **leading_to(list(chosen["fact_id"])),
            )


def _extent(row) -> str:
    """What part of its year a value covers, and whether it is second-hand."""
    part = say("progress.full_year") if row.state == "full" else row.part_text
    return f"{part} · {say('progress.second_hand')}" if row.reliability == "C" else part


def _bar_words(figure, row, x: float, marks: tuple, pixel: float, palette: Palette, is_narrow: bool) -> None:
    """The number over a year's bar; marks: the yearly need and the year's target; pixel: pixels a unit."""
    base, room, is_inside = row.value, 40 if is_narrow else 24, False
    # a line or diamond just over the bar would run through the number: over it, or else in the bar
    for mark, half in zip(marks, (2, 8), strict=True):
        if is_known(mark) and -half < (mark - row.value) * pixel < room + half:
            base = max(base, mark + half / pixel)
            is_inside |= (mark - row.value) * pixel > 8 and row.value * pixel > room + 8
    shade = palette.mid
    if is_inside:
        base, shade = row.value, palette.ground if row.state == "full" else palette.mid
    small = f"<span style='font-size:{11 if is_narrow else 12}px;color:{shade}'>"
    if is_narrow:
        part = say("progress.full_year") if row.state == "full" else row.part_text
        text = f"<b>{row.value_text}</b><br>{small}{part}{'*' if row.reliability == 'C' else ''}</span>"
    else:
        text = f"<b>{row.value_text}</b> {small}{_extent(row)}</span>"
    colour = palette.ground if is_inside and row.state == "full" else palette.ink
    ground = palette.ground if is_inside and row.state == "part" else None
    size, anchor, up = 13 if is_narrow else 15, "top" if is_inside else "bottom", -5 if is_inside else 3
    _words(figure, text, x, base, anchor, size, colour, up, ground)


def _empty_year(figure, state: str, x: float, high: float, palette: Palette, is_narrow: bool) -> None:
    """A dotted box for a year without a figure; a word alone for one to come or inside a printed total."""
    if state == "missing":
        dotted = {"width": 1.4, "color": palette.pace, "dash": "2px,3px"}
        draw(figure, "2", (x - BAR / 2, x + BAR / 2), (0, high), kind="rect", layer="between", line=dotted)
    words = say(f"progress.{state}")
    words = wrapped(words, 40, 11) if is_narrow else words
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
