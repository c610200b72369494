"""The step chart (台阶图): a new target beside what was achieved, one row an indicator.

Every row is divided by its own result, so totals share one line at 100; rates stand in a panel of their own in
points, ceilings with their sign turned, so that right always means "asks more".
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from components.charts.drawing import (
    Texts,
    key_row,
    leading_to,
    note,
    set_rows,
    set_rows_narrow,
    text_width,
)
from components.language.numerals import plain, signed
from components.language.words import say
from components.look.text_measure import as_many_as_fit
from components.look.theme import Palette
from components.model.plot import Plot

WIDTH = 1280
ROW, GAP = 32, 64
ROW_NARROW, GAP_NARROW = 60, 76
NUMBER_COLUMNS = (
    ("earlier_base_raw", 72),
    ("earlier_target_raw", 88),
    ("actual_raw", 76),
    ("base_printed_raw", 118),
    ("target_raw", 72),
    ("change_text", 104),
)


@dataclass(frozen=True)
class _Panel:
    """One of the two stacked panels: its rows, where the reference line stands and the range about it."""

    rows: pd.DataFrame
    axis: str
    zero: float
    low: float
    high: float
    top: float
    bottom: float


def _index(row, column: str) -> float:
    """Where a figure of a row stands on the panel's axis: against its base, a target against the base on its basis."""
    if row.measure == "rate":
        return (getattr(row, column) - row.base_used) * row.sense
    return 100 * getattr(row, column) / (row.base_on_basis if column == "target_on_basis" else row.base_used)


def _extent(rows: pd.DataFrame) -> tuple[float, float]:
    columns = ["earlier_base", "earlier_target", "base_printed", "target_on_basis", "base_used"]
    places = [
        _index(row, column) for row in rows.itertuples() for column in columns if not math.isnan(getattr(row, column))
    ]
    return min(places), max(places)


def _panels(rows: pd.DataFrame, pixels: float, row_height: float, gap: float) -> list[_Panel]:
    totals, rates = rows[rows["measure"] != "rate"], rows[rows["measure"] == "rate"]
    low, high = 90.0, 110.0
    if len(totals):
        first, last = _extent(totals)
        reach = max(last - first, 10)
        low, high = 5 * math.floor((first - 0.08 * reach) / 5), 5 * math.ceil((last + 0.08 * reach) / 5)
    share = (100 - low) / (high - low)
    panels, top = [], 1.0
    if len(totals):
        bottom = top - len(totals) * row_height / pixels
        panels.append(_Panel(totals, "", 100, low, high, top, bottom))
        top = bottom - gap / pixels
    if len(rates):
        first, last = _extent(rates)
        # the same share of the width lies left of the line, so that 0 stands under 100
        scale = 1.12 * max(-first / share, last / (1 - share), 1)
        panels.append(_Panel(rates, "2" if panels else "", 0, -share * scale, (1 - share) * scale, top, 0.0))
    return panels


# column that a mark stands at → the column of the fact that its figure is
FACTS = {
    "earlier_base": "earlier_base_fact_id",
    "earlier_target": "earlier_target_fact_id",
    "base_printed": "base_printed_fact_id",
    "base_used": "base_used_fact_id",
    "target_on_basis": "target_fact_id",
}


def _marks(
    figure: Plot, panel: _Panel, palette: Palette, colour: str, words: Mapping[str, str], shown: set[str]
) -> None:
    """Lines and marks of one panel, back to front. `shown` collects what the key row already names."""
    axes = {"xaxis": f"x{panel.axis}", "yaxis": f"y{panel.axis}"}

    def add(name: str, x: list, y: list, texts: list[str], facts: list, **style) -> None:
        if x:
            told = {"name": say(f"mark.{name}", **words), "hovertext": texts, "hoverinfo": "text"}
            figure.add_scatter(x=x, y=y, **axes, **style, **told, **leading_to(facts))
            shown.add(name)

    def line(name: str, chosen: list, start: str, end: str, width: float, shade: str, dash: str = "solid") -> None:
        x, y = [], []
        for row in chosen:
            x += [_index(row, start), _index(row, end), None]
            y += [row.place, row.place, None]
        if x:
            figure.add_scatter(
                x=x,
                y=y,
                **axes,
                mode="lines",
                line={"width": width, "color": shade, "dash": dash},
                hoverinfo="skip",
                name=name,
            )

    rows = list(panel.rows.itertuples())
    has_base = [row for row in rows if not math.isnan(row.earlier_base)]
    unbroken = [row for row in rows if row.break_certainty != "recorded"]
    line("before", [r for r in has_base if r in unbroken], "earlier_base", "base_used", 2, palette.rule)
    certain = [r for r in unbroken if r.break_certainty != "suspected"]
    line("after", certain, "base_used", "target_on_basis", 4, colour)
    line(
        "after_suspected",
        [r for r in rows if r.break_certainty == "suspected"],
        "base_used",
        "target_on_basis",
        2,
        colour,
        "dot",
    )

    def hover(row, word: str, raw: str) -> str:
        return f"<b>{row.name}</b><br>{say(f'mark.{word}', **words)} {raw} {row.unit_name}"

    def mark(name: str, chosen: list, column: str, raw: str, **marker) -> None:
        add(
            name,
            [_index(r, column) for r in chosen],
            [r.place for r in chosen],
            [hover(r, name, getattr(r, raw)) for r in chosen],
            [getattr(r, FACTS[column]) for r in chosen],
            mode="markers",
            marker=marker,
        )

    mark("earlier_base", has_base, "earlier_base", "earlier_base_raw", symbol="circle", size=6, color=palette.rule)
    mark(
        "earlier_target",
        [r for r in rows if not math.isnan(r.earlier_target)],
        "earlier_target",
        "earlier_target_raw",
        symbol="line-ns",
        # longer than the diamond is high: a target that repeats the old one must not hide it
        size=20,
        line={"width": 2.2, "color": palette.ink},
    )
    mark(
        "base_differing",
        [r for r in rows if r.is_base_differing],
        "base_printed",
        "base_printed_raw",
        symbol="circle-open",
        size=13,
        line={"width": 2},
        color=palette.caution,
    )
    exact = [r for r in rows if r.base_used_comparator == "eq"]
    mark("actual", exact, "base_used", "base_used_raw", symbol="circle", size=11, color=colour)
    mark(
        "actual_bound",
        [r for r in rows if r not in exact],
        "base_used",
        "base_used_raw",
        symbol="circle",
        size=11,
        color=palette.ground,
        line={"width": 2, "color": colour},
    )
    mark(
        "target",
        rows,
        "target_on_basis",
        "target_raw",
        symbol="diamond",
        size=13,
        color=palette.ground,
        line={"width": 2.4, "color": colour},
    )


def _axes(figure: Plot, panel: _Panel, palette: Palette, strip: float | None = None) -> None:
    """Scale, grid, the half-plane below the result and the reference line of one panel.

    strip: half the height of each row's own band, in rows; None for one band and line over the whole panel.
    """
    reach = panel.high - panel.low
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500) if reach / s <= 8)
    first = math.ceil(panel.low / step) * step
    ticks = [first + step * i for i in range(int((panel.high - first) / step) + 1)]
    texts = [plain(t) if panel.zero else signed(t, None) for t in ticks]
    count = len(panel.rows)
    figure.update_layout(
        {
            f"xaxis{panel.axis}": {
                "range": [panel.low, panel.high],
                "tickvals": ticks,
                "ticktext": texts,
                "anchor": f"y{panel.axis}",
                "side": "bottom",
            },
            f"yaxis{panel.axis}": {
                "range": [count - 0.5, -0.5],
                "domain": [panel.bottom, panel.top],
                "anchor": f"x{panel.axis}",
                "showticklabels": False,
            },
        }
    )
    # in data coordinates: between grid and marks, plotly does not draw what is given in parts of the panel
    bands = [(-0.5, count - 0.5)] if strip is None else [(place - strip, place + strip) for place in range(count)]
    for top, bottom in bands:
        refs = {"xref": f"x{panel.axis}", "yref": f"y{panel.axis}", "y0": top, "y1": bottom}
        figure.add_shape(
            type="rect", **refs, x0=panel.low, x1=panel.zero, fillcolor=palette.band, line={"width": 0}, layer="below"
        )
        for tick in ticks if strip is None else []:
            figure.add_shape(
                type="line", **refs, x0=tick, x1=tick, line={"width": 1, "color": palette.grid}, layer="below"
            )
        figure.add_shape(
            type="line", **refs, x0=panel.zero, x1=panel.zero, line={"width": 2, "color": palette.ink}, layer="between"
        )


def _panel_title(panel: _Panel, words: Mapping[str, str]) -> str:
    return say("steps.totals", **words) if panel.zero else say("steps.rates")


def _key(
    palette: Palette, colour: str, words: Mapping[str, str], shown: set[str], is_narrow: bool = False
) -> list[tuple[str, str, str, str]]:
    """The key's entries for the marks that occur."""
    said = {name: f"mark.{name}" for name in shown}
    if is_narrow and "base_differing" in shown:
        said["base_differing"] = "mark.base_differing_short"
    forms = {
        "earlier_base": ("dot", palette.rule, palette.rule),
        "earlier_target": ("tick", palette.ink, palette.ink),
        "actual": ("circle", colour, colour),
        "actual_bound": ("circle", palette.ground, colour),
        "target": ("diamond", palette.ground, colour),
        "base_differing": ("circle", "rgba(0,0,0,0)", palette.caution),
    }
    return [(*form, say(said[name], **words)) for name, form in forms.items() if name in shown]


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their place in their own panel, counted from its top."""
    return rows.assign(place=rows.groupby(rows["measure"] == "rate").cumcount())


def steps(
    rows: pd.DataFrame,
    palette: Palette,
    colour: str,
    *,
    title: str,
    subtitle: str,
    sources: str,
    words: Mapping[str, str],
    width: int = WIDTH,
) -> Plot:
    """The wide form, with six columns of printed numbers at its right.

    rows: one an indicator in the order to draw, with name, tag, unit_name, measure, sense, earlier_base,
    earlier_target, base_printed, base_used, base_used_comparator, base_on_basis, target_on_basis, is_base_differing,
    break_certainty, has_caution, change_text and the printed forms of NUMBER_COLUMNS. Left as it came.
    words: what fills the blanks of words that speak of the two periods. width: pixels to lay out for.
    """
    rows = _placed(rows)
    left = round(max(200, *(text_width(row.name, 14) + text_width(row.tag, 12) + 22 for row in rows.itertuples())))
    # a heading never runs into the one before it
    columns = [
        (column, round(max(least, text_width(say(f"column.{column}", **words), 12) + 14)))
        for column, least in NUMBER_COLUMNS
    ]
    right = 24 + sum(width for _, width in columns)
    pixels = ROW * len(rows) + (GAP if rows["measure"].eq("rate").nunique() == 2 else 0)
    figure, shown = Plot(), set()
    for panel in _panels(rows, pixels, ROW, GAP):
        _marks(figure, panel, palette, colour, words, shown)
        _axes(figure, panel, palette)
        above = {"y": panel.top, "y_shift": 22}
        figure.add_annotation(
            **note(f"<b>{_panel_title(panel, words)}</b>", -left, **above, font={"size": 13, "color": palette.mid})
        )
        # of a ceiling a higher target is a looser one, so rates speak of looser and stricter
        sides = (say("steps.below", **words), say("steps.above", **words))
        if not panel.zero:
            sides = (say("steps.below_rate", **words), say("steps.above_rate", **words))
        share = (panel.zero - panel.low) / (panel.high - panel.low)
        rooms = [part * (width - left - right) for part in (share, 1 - share)]
        for side, anchor, shift, room in zip(sides, ("right", "left"), (-10, 10), rooms, strict=True):
            if text_width(side, 12) + 10 > room:
                continue  # it would run into the headings of the numbers; the other side says it as well
            figure.add_annotation(
                **note(
                    side,
                    shift,
                    **above,
                    xref=f"x{panel.axis}",
                    x=panel.zero,
                    xanchor=anchor,
                    font={"size": 12, "color": palette.mid},
                )
            )
        for row in panel.rows.itertuples():
            _wide_row(figure, row, panel.axis, palette, left, right, columns)
    edge = 24
    for column, column_width in columns:
        edge += column_width
        figure.add_annotation(
            **note(
                say(f"column.{column}", **words),
                edge - 2,
                y=1,
                y_shift=22,
                x=1,
                xanchor="right",
                font={"size": 12, "color": palette.mid},
            )
        )
    key_rows = key_row(figure, palette, _key(palette, colour, words, shown), left=left, down=48, width=width - 10)
    texts = Texts(title, subtitle, sources)
    set_rows(figure, palette, pixels, texts, above=126, below=62 + 22 * key_rows, left=left, right=right)
    return figure


def _wide_row(
    figure: Plot, row, axis: str, palette: Palette, left: int, right: int, columns: list[tuple[str, int]]
) -> None:
    """Name, six numbers and the hairline under one row of the wide form."""
    at = {"yref": f"y{axis}", "y": row.place}
    name = f"{row.name} <span style='font-size:11.5px;color:{palette.mid}'>{row.tag}</span>"
    figure.add_annotation(**note(name, -left, **at, font={"size": 14}))
    edge = 24
    for column, column_width in columns:
        edge += column_width
        text, shade = getattr(row, column), palette.ink if column in ("actual_raw", "target_raw") else palette.mid
        if column == "base_printed_raw" and row.is_base_differing:
            text, shade = f"<b>{text} ≠</b>", palette.caution
        if column == "change_text":
            text, shade = f"<b>{text}{' ‡' if row.has_caution else ''}</b>", palette.ink
        figure.add_annotation(
            **note(text, edge - 2, **at, x=1, xanchor="right", align="right", font={"size": 13.5, "color": shade})
        )
    below = {
        "type": "line",
        "yref": f"y{axis}",
        "y0": row.place + 0.5,
        "y1": row.place + 0.5,
        "xref": "paper",
        "line": {"width": 1, "color": palette.grid},
        "layer": "below",
    }
    for part in (
        {"x0": 0, "x1": 1},
        {"xsizemode": "pixel", "xanchor": 0, "x0": -left, "x1": 0},
        {"xsizemode": "pixel", "xanchor": 1, "x0": 0, "x1": right},
    ):
        figure.add_shape(**below, **part)


def _fitting(tag: str, room: float) -> str:
    """As many parts of a row's tag as there is room for beside its figures; the table has the rest."""
    return as_many_as_fit(
        tag.split(" · "), lambda parts, _: " · ".join(parts), lambda text: text_width(text, 11) <= room
    )


def steps_narrow(
    rows: pd.DataFrame,
    palette: Palette,
    colour: str,
    *,
    title: str,
    subtitle: str,
    sources: str,
    words: Mapping[str, str],
) -> Plot:
    """The form for a phone: name and change over each strip, other numbers are left to the table. Input as steps."""
    rows = _placed(rows)
    pixels = ROW_NARROW * len(rows) + (GAP_NARROW if rows["measure"].eq("rate").nunique() == 2 else 0)
    figure, shown = Plot(), set()
    for panel in _panels(rows, pixels, ROW_NARROW, GAP_NARROW):
        _marks(figure, panel, palette, colour, words, shown)
        _axes(figure, panel, palette, strip=0.2)
        above = {"y": panel.top, "y_shift": 18}
        figure.add_annotation(
            **note(f"<b>{_panel_title(panel, words)}</b>", 0, **above, font={"size": 13, "color": palette.mid})
        )
        for row in panel.rows.itertuples():
            at = {"yref": f"y{panel.axis}", "y": row.place, "y_shift": 22}
            pair, change = (
                f"{row.base_used_raw} → {row.target_raw}  ",
                row.change_text + (" ‡" if row.has_caution else ""),
            )
            room = 336 - text_width(row.name, 14) - text_width(pair + change, 13)
            tag = f" <span style='font-size:11px;color:{palette.mid}'>{_fitting(row.tag, room)}</span>"
            figure.add_annotation(**note(row.name + tag, 2, **at, font={"size": 14}))
            figure.add_annotation(**note(f"{pair}<b>{change}</b>", -2, **at, x=1, xanchor="right", font={"size": 13}))
            figure.add_shape(
                type="line",
                xref="paper",
                x0=0,
                x1=1,
                yref=f"y{panel.axis}",
                y0=row.place + 0.5,
                y1=row.place + 0.5,
                line={"width": 1, "color": palette.grid},
                layer="below",
            )
    key_rows = key_row(figure, palette, _key(palette, colour, words, shown, is_narrow=True), left=2, down=46, width=350)
    set_rows_narrow(figure, palette, pixels, Texts(title, subtitle, sources), below=60 + 22 * key_rows)
    return figure
