"""The chart of two cities' rates on their own scale: from what was achieved to what is asked, one row an indicator.

Floors (higher is better) and ceilings (lower is better) stand in panels of their own. Each city has a lane in the
row; the filled half of a target is the side on which it allows the rate to lie.
"""

import math
from dataclasses import dataclass

import pandas as pd

from components.charts.drawing import (
    Texts,
    clean,
    key_row,
    leading_to,
    note,
    reference_ticks,
    rule,
    set_rows,
    set_rows_narrow,
    text_width,
    wrapped,
)
from components.language.numerals import is_known, plain
from components.language.words import say
from components.look.text_measure import SCREEN
from components.look.theme import Palette
from components.model.plot import Plot

ROW, GAP = 54, 74
ROW_NARROW, GAP_NARROW = 86, 92
# how far a city's lane lies from the middle of its row, in rows; the narrow row has its words above both
# noun → the column, after a region's prefix, of the fact that its mark is
FACTS = {"actual": "base_used_fact_id", "target": "target_fact_id"}
LANES, LANES_NARROW = (-0.19, 0.19), (-0.02, 0.23)
# from where to where a row's own band reaches in the narrow form, in rows
STRIP_NARROW = (LANES_NARROW[0] - 0.14, LANES_NARROW[1] + 0.14)
# pixels from the middle to the corners of a half target, so that it lies inside the diamond's outline
HALF = 6.6
WIDTH, WIDTH_NARROW = 1280, 358
PREFIXES = ("", "other_")


@dataclass(frozen=True)
class _Panel:
    """One of the two stacked panels: its rows with their place in it, axis number, range and share of the height."""

    rows: pd.DataFrame
    direction: str
    axis: str
    low: float
    high: float
    top: float
    bottom: float


def _printed(row, column: str) -> str:
    """The printed form of a figure, a dash where there is none."""
    text = getattr(row, column)
    return text if isinstance(text, str) and text else "—"


def _is_refused(row) -> bool:
    return bool(clean(row.refusal))


def _value(row, prefix: str, noun: str) -> float:
    """A figure to be drawn, nan where it is unknown or its row is refused."""
    value = getattr(row, prefix + noun)
    return float(value) if is_known(value) and not _is_refused(row) else math.nan


def _step(reach: float, most: int) -> float:
    return next(s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000) if reach / s <= most)


def _extent(rows: pd.DataFrame) -> tuple[float, float]:
    """The range of a panel: every figure inside with room for its mark; small rates are counted from zero."""
    values = [
        _value(row, prefix, noun) for row in rows.itertuples() for prefix in PREFIXES for noun in ("actual", "target")
    ]
    values += [reference.at for row in rows.itertuples() if not _is_refused(row) for reference in row.references]
    values = [value for value in values if is_known(value)] or [0.0, 100.0]
    low, high = min(values), max(values)
    is_small = low >= 0 and high <= 20
    low = 0.0 if is_small else low
    reach = max(high - low, 1)
    return low - 0.05 * reach, high + (0.2 if is_small else 0.05) * reach


def _panels(rows: pd.DataFrame, row_height: float, gap: float) -> tuple[list[_Panel], float]:
    """The panels that have rows, and the pixels that they take together."""
    groups = [(direction, rows[rows["direction"] == direction]) for direction in ("up", "down")]
    groups = [(direction, group) for direction, group in groups if len(group)]
    pixels = row_height * len(rows) + gap * (len(groups) - 1)
    panels, top = [], 1.0
    for number, (direction, group) in enumerate(groups):
        bottom = max(top - len(group) * row_height / pixels, 0.0)
        placed = group.assign(place=range(len(group)))
        panels.append(_Panel(placed, direction, "2" if number else "", *_extent(group), top, bottom))
        top = bottom - gap / pixels
    return panels, pixels


def _axes(figure: Plot, panel: _Panel, palette: Palette, most: int, strips: tuple[float, float] | None) -> None:
    """Scale and grid; strips: from where to where a row's own band reaches in the narrow form, in rows."""
    step = _step(panel.high - panel.low, most)
    first = math.ceil(panel.low / step - 1e-9)
    ticks = [round(step * (first + i), 6) for i in range(int((panel.high - first * step) / step + 1e-9) + 1)]
    figure.update_layout(
        {
            f"xaxis{panel.axis}": {
                "range": [panel.low, panel.high],
                "tickvals": ticks,
                "ticktext": [plain(tick) for tick in ticks],
                "tickangle": 0,
                "anchor": f"y{panel.axis}",
                "side": "bottom",
                "ticklabelstandoff": 0 if strips is None else 6,
                "showgrid": strips is None,
                "gridcolor": palette.grid,
                "gridwidth": 1,
            },
            f"yaxis{panel.axis}": {
                "range": [len(panel.rows) - 0.5, -0.5],
                "domain": [panel.bottom, panel.top],
                "anchor": f"x{panel.axis}",
                "showticklabels": False,
            },
        }
    )
    for row in panel.rows.itertuples():
        if strips is not None and not _is_refused(row):
            figure.add_shape(
                type="rect",
                xref="paper",
                x0=0,
                x1=1,
                yref=f"y{panel.axis}",
                y0=row.place + strips[0],
                y1=row.place + strips[1],
                fillcolor=palette.band,
                line={"width": 0},
                layer="below",
            )


def _references(figure: Plot, panel: _Panel, pixels: float, ends: tuple[float, float], is_below: bool = False) -> None:
    """What the levels of government above ask for. ends: from where to where their lines reach in a row."""
    for row in panel.rows.itertuples():
        if not _is_refused(row):
            reach = (row.place + ends[0], row.place + ends[1])
            reference_ticks(figure, panel.axis, reach, row.references, (panel.low, panel.high), pixels, is_below)


def _over(figure: Plot, axis: str, at: tuple[float, float], **shape) -> None:
    """A shape given in pixels about a point, over the marks."""
    place = {"xref": f"x{axis}", "yref": f"y{axis}", "xanchor": at[0], "yanchor": at[1]}
    figure.add_shape(xsizemode="pixel", ysizemode="pixel", **place, **shape)


def _half(figure: Plot, axis: str, at: tuple[float, float], comparator: str, colour: str) -> None:
    """Fill the half of a target on which it allows the rate to lie."""
    if comparator in ("ge", "gt", "le", "lt"):
        side = HALF if comparator in ("ge", "gt") else -HALF
        path = f"M 0,{HALF} L {side},0 L 0,{-HALF} Z"
        _over(figure, axis, at, type="path", path=path, fillcolor=colour, line={"width": 0})


def _marks(
    figure: Plot,
    panel: _Panel,
    palette: Palette,
    colours: tuple[str, str],
    names: tuple[str, str],
    years: tuple[int, int],
    lanes: tuple[float, float],
    shown: set[str],
) -> None:
    """Lines and marks of one panel, a city at a time. `shown` collects what the key has to name."""
    axes = {"xaxis": f"x{panel.axis}", "yaxis": f"y{panel.axis}"}
    for prefix, colour, city, lane in zip(PREFIXES, colours, names, lanes, strict=True):
        x, y = [], []
        for row in panel.rows.itertuples():
            ends = _value(row, prefix, "actual"), _value(row, prefix, "target")
            if all(is_known(end) for end in ends):
                x += [*ends, None]
                y += [row.place + lane] * 2 + [None]
        if x:
            figure.add_scatter(
                x=x, y=y, **axes, mode="lines", line={"width": 3, "color": colour}, hoverinfo="skip", name="line"
            )

        def words(row, noun: str, prefix: str = prefix, city: str = city) -> str:
            year = years[noun == "target"]
            said = say(f"rates.hover_{noun}", city=city, year=year, figure=clean(_printed(row, f"{prefix}{noun}_raw")))
            return f"<b>{clean(row.name)}</b><br>{said}"

        for noun, symbol, size in (("actual", "circle", 10), ("target", "diamond", 12)):
            drawn = [row for row in panel.rows.itertuples() if is_known(_value(row, prefix, noun))]
            if not drawn:
                continue
            filled = [noun != "target" and getattr(row, f"{prefix}actual_comparator") == "eq" for row in drawn]
            figure.add_scatter(
                x=[_value(row, prefix, noun) for row in drawn],
                y=[row.place + lane for row in drawn],
                **axes,
                mode="markers",
                marker={
                    "symbol": symbol,
                    "size": size,
                    "color": [colour if is_filled else palette.ground for is_filled in filled],
                    "line": {"width": 2.4 if noun == "target" else 2, "color": colour},
                },
                name=f"{city} {noun}",
                hovertext=[words(row, noun) for row in drawn],
                hoverinfo="text",
                **leading_to([getattr(row, prefix + FACTS[noun]) for row in drawn]),
            )
            if noun == "target":
                for row in drawn:
                    at = (_value(row, prefix, "target"), row.place + lane)
                    comparator = getattr(row, f"{prefix}target_comparator")
                    _half(figure, panel.axis, at, comparator, colour)
                    shown.add({"g": "floor", "l": "ceiling"}.get(str(comparator)[:1], "target"))
                    if _value(row, prefix, "actual") == at[0]:
                        # a result that the target repeats would lie hidden under it
                        is_exact = getattr(row, f"{prefix}actual_comparator") == "eq"
                        dot = {"fillcolor": colour if is_exact else palette.ground}
                        edge = {"width": 1.5, "color": palette.ground if is_exact else colour}
                        _over(figure, panel.axis, at, type="circle", x0=-4, x1=4, y0=-4, y1=4, line=edge, **dot)
            else:
                shown.update("actual" if is_filled else "bound" for is_filled in filled)


def _cities(
    figure: Plot,
    panel: _Panel,
    colours: tuple[str, str],
    names: tuple[str, str],
    lanes: tuple[float, float],
    pixels: float,
    size: int,
) -> None:
    """Each city's name beside its marks, in the first row that shows both."""
    ends = {
        (row.place, prefix): [v for v in (_value(row, prefix, "actual"), _value(row, prefix, "target")) if is_known(v)]
        for row in panel.rows.itertuples()
        for prefix in PREFIXES
    }
    places = range(len(panel.rows))
    both = [place for place in places if all(ends[place, prefix] for prefix in PREFIXES)]
    for prefix, colour, name, lane in zip(PREFIXES, colours, names, lanes, strict=True):
        own = both or [place for place in places if ends[place, prefix]]
        if not own:
            continue
        values = ends[own[0], prefix]
        has_room = (min(values) - panel.low) / (panel.high - panel.low) * pixels > text_width(name, size) + 16
        figure.add_annotation(
            **note(
                f"<b>{name}</b>",
                -13 if has_room else 13,
                xref=f"x{panel.axis}",
                x=min(values) if has_room else max(values),
                yref=f"y{panel.axis}",
                y=own[0] + lane,
                xanchor="right" if has_room else "left",
                font={"size": size, "color": colour},
            )
        )


def _key(
    figure: Plot, palette: Palette, years: tuple[int, int], shown: set[str], left: int, down: float, width: float
) -> int:
    """The marks that occur with their words, in rows under the plot; returns how many rows."""
    forms = {
        "actual": ("circle", palette.mid, say("rates.actual", year=years[0])),
        "bound": ("circle", palette.ground, say("rates.bound", year=years[0])),
        "target": ("diamond", palette.ground, say("rates.target", year=years[1])),
        "floor": ("diamond", palette.ground, say("rates.floor")),
        "ceiling": ("diamond", palette.ground, say("rates.ceiling")),
    }
    x, row = 0.0, 0
    for name, (symbol, fill, words) in forms.items():
        if name not in shown:
            continue
        needed = 24 + text_width(words, 13) + 26
        if x and x + needed - 26 > width:
            x, row = 0.0, row + 1
        key_row(
            figure, palette, [(symbol, fill, palette.mid, words)], left=left - round(x), down=down + 22 * row, width=900
        )
        if name in ("floor", "ceiling"):
            side = 6 if name == "floor" else -6
            centre, level = round(x) + 7 - left, -down - 22 * row
            figure.add_shape(
                type="path",
                path=f"M {centre},{level + 6} L {centre + side},{level} L {centre},{level - 6} Z",
                xref="paper",
                yref="paper",
                xsizemode="pixel",
                ysizemode="pixel",
                xanchor=0,
                yanchor=0,
                fillcolor=palette.mid,
                line={"width": 0},
            )
        x += needed
    return row + 1


def _move(row, prefix: str, arrow: str = " → ") -> str:
    """67.58 → >62, as printed, the target bold."""
    target = clean(_printed(row, f"{prefix}target_raw"))
    return f"{clean(_printed(row, f'{prefix}actual_raw'))}{arrow}<b>{target}</b>"


def _move_width(row, prefix: str, size: float) -> float:
    return text_width(f"{_printed(row, f'{prefix}actual_raw')} → {_printed(row, f'{prefix}target_raw')}", size)


def rates(
    rows: pd.DataFrame,
    palette: Palette,
    colours: tuple[str, str],
    names: tuple[str, str],
    *,
    title: str,
    subtitle: str,
    sources: str,
    years: tuple[int, int],
    width: int = WIDTH,
) -> Plot:
    """The wide form, with what each city prints at its right.

    rows: one a pair in the order to draw, with name, direction (up: floors, down: ceilings), has_caution, refusal,
    references (drawing.Reference), and actual, actual_raw, actual_comparator, target, target_raw, target_comparator,
    the same with other_ for the second region. A refused row keeps its numbers and has no mark. Left as it came.
    years: of the result, of the target. width: pixels to lay out for.
    """
    panels, pixels = _panels(rows, ROW, GAP)
    names = (clean(names[0]), clean(names[1]))
    left = round(max(190, *(text_width(row.name, 14) + 36 for row in rows.itertuples())))
    headings = [say("rates.column", city=name, first=years[0], last=years[1]) for name in names]
    widths = [
        round(max(text_width(heading, 13), *(_move_width(row, prefix, 14.5) for row in rows.itertuples())) + 34)
        for prefix, heading in zip(PREFIXES, headings, strict=True)
    ]
    right = sum(widths) + 2
    figure, shown = Plot(), set()
    for panel in panels:
        _axes(figure, panel, palette, 9, None)
        _references(figure, panel, width - left - right, (-0.44, 0.44))
        _marks(figure, panel, palette, colours, names, years, LANES, shown)
        heading = f"<b>{say(f'rates.{panel.direction}')}</b>"
        figure.add_annotation(**note(heading, -left, 20, y=panel.top, font={"size": 13, "color": palette.mid}))
        for row in panel.rows.itertuples():
            at = {"yref": f"y{panel.axis}", "y": row.place}
            tone = palette.soft if _is_refused(row) else palette.ink
            dagger = " ‡" if row.has_caution else ""
            figure.add_annotation(**note(clean(row.name) + dagger, -left, **at, font={"size": 14, "color": tone}))
            edge = 0
            for prefix, colour, column_width in zip(PREFIXES, colours, widths, strict=True):
                edge += column_width
                tone = palette.soft if _is_refused(row) else colour
                figure.add_annotation(
                    **note(
                        _move(row, prefix),
                        edge,
                        **at,
                        x=1,
                        xanchor="right",
                        align="right",
                        font={"size": 14.5, "color": tone},
                    )
                )
            if _is_refused(row):
                room = width - left - right - 30
                words = row.refusal if text_width(row.refusal, 13) <= room else wrapped(row.refusal, room, 13)
                words = "<br>".join(clean(line) for line in words.split("<br>"))
                figure.add_annotation(
                    **note(words, 12, **at, bgcolor=palette.ground, font={"size": 13, "color": palette.soft})
                )
            rule(figure, palette, panel.axis, row.place + 0.5, left)
    _cities(figure, panels[0], colours, names, LANES, width - left - right, 13)
    edge = 0
    for heading, column_width in zip(headings, widths, strict=True):
        edge += column_width
        figure.add_annotation(**note(heading, edge, 20, x=1, xanchor="right", font={"size": 13, "color": palette.mid}))
    key_rows = _key(figure, palette, years, shown, left - 2, 46, width - 10)
    texts = Texts(title, subtitle, sources)
    set_rows(figure, palette, pixels, texts, above=124, below=48 + 22 * key_rows, left=left, right=right)
    return figure


def rates_narrow(
    rows: pd.DataFrame,
    palette: Palette,
    colours: tuple[str, str],
    names: tuple[str, str],
    *,
    title: str,
    subtitle: str,
    sources: str,
    years: tuple[int, int],
) -> Plot:
    """The form for a phone: name and both cities' figures over each strip. Input as rates."""
    panels, pixels = _panels(rows, ROW_NARROW, GAP_NARROW)
    names = (clean(names[0]), clean(names[1]))
    figure, shown = Plot(), set()
    for panel in panels:
        _axes(figure, panel, palette, 6, STRIP_NARROW)
        _references(figure, panel, WIDTH_NARROW, STRIP_NARROW, is_below=True)
        _marks(figure, panel, palette, colours, names, years, LANES_NARROW, shown)
        heading = f"<b>{say(f'rates.{panel.direction}')}</b>"
        figure.add_annotation(**note(heading, 0, 18, y=panel.top, font={"size": 13, "color": palette.mid}))
        for row in panel.rows.itertuples():
            at = {"yref": f"y{panel.axis}", "y": row.place - 0.33}
            is_refused = _is_refused(row)
            tones = (palette.soft, palette.soft) if is_refused else colours
            moves = "   ".join(
                f"<span style='color:{tone}'>{_move(row, prefix, '→')}</span>"
                for prefix, tone in zip(PREFIXES, tones, strict=True)
            )
            room = WIDTH_NARROW - sum(_move_width(row, prefix, 12.5) for prefix in PREFIXES) - 6
            name, dagger = row.name, " ‡" if row.has_caution else ""
            name = SCREEN.shortened(name, room - text_width(dagger, 14), 14)
            tone = palette.soft if is_refused else palette.ink
            figure.add_annotation(**note(clean(name) + dagger, 2, **at, font={"size": 14, "color": tone}))
            figure.add_annotation(**note(moves, -2, **at, x=1, xanchor="right", font={"size": 12.5}))
            if is_refused:
                words = wrapped(row.refusal, 330, 12) if text_width(row.refusal, 12) > 330 else row.refusal
                words = "<br>".join(clean(line) for line in words.split("<br>"))
                lane = {"yref": f"y{panel.axis}", "y": row.place + 0.12}
                figure.add_annotation(**note(words, 2, **lane, font={"size": 12, "color": palette.soft}))
            rule(figure, palette, panel.axis, row.place + 0.5, 2)
    _cities(figure, panels[0], colours, names, LANES_NARROW, WIDTH_NARROW, 12)
    key_rows = _key(figure, palette, years, shown, 0, 46, 350)
    set_rows_narrow(figure, palette, pixels, Texts(title, subtitle, sources), below=54 + 22 * key_rows)
    return figure
