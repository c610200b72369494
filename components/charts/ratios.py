"""The ratio chart: the same target in two cities of different size, one row a pair.

City A is the line at 1. The ring says how many times as large the other city's total is, the diamond the same per
10,000 residents: the trail between them is what size alone explains. Beside it, each target as a share of the city's
own last result.
"""

import math
from collections.abc import Sequence

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
from components.charts.scales import ratio_ticks
from components.language.numerals import is_known, percent, times
from components.language.words import say
from components.look.text_measure import SCREEN
from components.look.theme import Palette
from components.model.plot import Plot

# the figure's width that its parts are proportioned for; on another width they keep their shares of it
WIDTH, WIDTH_NARROW = 1280, 358
ROW, ROW_NARROW = 40, 64
# pixels of the right panel, and those kept for a label beside a mark
SHARE_PANEL, LABEL = 262, 64
# pixels for names and tags where the figure is narrower than that
NAMES = 264
# the share of its width that the wide form may be shown in
SHRUNK = 0.96
# half the height of a row's own strip in the narrow form, in rows
STRIP = 0.17


def _is_refused(row) -> bool:
    return bool(clean(row.refusal))


def _said_instead(row, basis: str) -> str:
    """What a row says where its multiple would stand; nothing where that is drawn."""
    return row.refusal or (row.ratio_note if basis == "per_10k" and not is_known(row.diamond) else "")


def _percent(share: float) -> str:
    return percent(share, 0)


def _dagger(row) -> str:
    return " ‡" if row.has_caution else ""


def _ratio_columns(rows: pd.DataFrame, basis: str) -> pd.DataFrame:
    """The rows with `diamond` and `ring`, the two ratios that are drawn, and their place from the top."""
    nothing = pd.Series(math.nan, index=rows.index)
    refused = pd.Series([_is_refused(row) for row in rows.itertuples()], index=rows.index, dtype=bool)
    # an axis of powers has no place for a multiple of 0
    per_head = rows["ratio_per_10k"].astype(float).where(rows["ratio_per_10k"] > 0)
    raw = rows["ratio"].astype(float).where(rows["ratio"] > 0)
    shares = {column: rows[column].astype(float).mask(refused) for column in ("share_pct", "other_share_pct")}
    noted = rows["share_note"].map(lambda words: bool(clean(words)))
    return rows.assign(
        **{column: values.mask(noted) for column, values in shares.items()},
        place=range(len(rows)),
        diamond=(raw if basis == "raw" else per_head).mask(refused),
        ring=nothing if basis == "raw" else raw.mask(refused | per_head.isna()),
    )


def _marked(row) -> bool:
    return is_known(row.share_pct) or is_known(row.other_share_pct)


def _axes(figure: Plot, palette: Palette, axis: str, count: int, domain: Sequence[float], **scale) -> None:
    grid = {"showgrid": True, "gridcolor": palette.grid, "gridwidth": 1}
    figure.update_layout(
        {
            f"xaxis{axis}": {"domain": domain, "anchor": f"y{axis}", "side": "bottom", "tickangle": 0, **grid, **scale},
            f"yaxis{axis}": {"range": [count - 0.5, -0.5], "anchor": f"x{axis}", "showticklabels": False},
        }
    )


def _reference(
    figure: Plot, axis: str, at: float, shade: str, width: float, count: int, strips: Sequence[int] | None
) -> None:
    """The line that everything is read against: over the whole panel, or in the strips of these rows only."""
    spans = [(-0.5, count - 0.5)] if strips is None else [(place - STRIP, place + STRIP) for place in strips]
    for top, bottom in spans:
        figure.add_shape(
            type="line",
            xref=f"x{axis}",
            yref=f"y{axis}",
            x0=at,
            x1=at,
            y0=top,
            y1=bottom,
            line={"width": width, "color": shade},
            layer="between",
        )


def _diamonds(figure: Plot, axis: str, palette: Palette, shade: str, size: float, name: str, points) -> None:
    """points: x, y, words on hovering and the fact of the target."""
    points = list(points)
    if points:
        x, y, texts, facts = zip(*points, strict=True)
        figure.add_scatter(
            x=x,
            y=y,
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            mode="markers",
            marker={
                "symbol": "diamond",
                "size": size,
                "color": palette.ground,
                "line": {"width": 2.4, "color": shade},
            },
            name=name,
            hovertext=texts,
            hoverinfo="text",
            **leading_to(facts),
        )


def _trails(figure: Plot, axis: str, palette: Palette, pairs) -> None:
    x, y = [], []
    for start, end, place in pairs:
        x += [start, end, None]
        y += [place, place, None]
    if x:
        figure.add_scatter(
            x=x,
            y=y,
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            mode="lines",
            line={"width": 2, "color": palette.rule},
            hoverinfo="skip",
            name="trail",
        )


def _is_left(row) -> bool:
    """Whether a row's ratio is written left of its diamond: the trail leaves on the other side."""
    return is_known(row.ring) and row.ring > row.diamond


def _ratio_scale(rows: pd.DataFrame, pixels: float, label: float) -> tuple[float, float]:
    """The range in powers of ten: every mark inside, room for the labels, never less than a half to twice."""
    values = [math.log10(v) for v in (*rows["diamond"], *rows["ring"], 0.5, 2) if is_known(v) and v > 0]
    drawn = [row for row in rows.itertuples() if is_known(row.diamond)]
    before = label if any(_is_left(row) for row in drawn) else 16
    unit = (max(values) - min(values)) / max(pixels - before - label, 60)
    return min(values) - before * unit, max(values) + label * unit


def _ratio_panel(
    figure: Plot,
    rows: pd.DataFrame,
    palette: Palette,
    colours: tuple[str, str],
    names: tuple[str, str],
    basis: str,
    *,
    domain: Sequence[float],
    pixels: float,
    is_narrow: bool = False,
) -> tuple[float, float]:
    """Rings, trails and diamonds about the line at 1; returns the range in powers of ten."""
    low, high = _ratio_scale(rows, pixels, 16 if is_narrow else LABEL)
    ticks, texts = ratio_ticks(low, high, pixels)
    scale = {"type": "log", "range": [low, high], "tickvals": ticks, "ticktext": texts, "showgrid": not is_narrow}
    _axes(figure, palette, "", len(rows), domain, **scale)
    drawn = [row for row in rows.itertuples() if is_known(row.diamond)]
    strips = [row.place for row in drawn] if is_narrow else None
    _reference(figure, "", 1, colours[0], 3, len(rows), strips)
    ringed = [row for row in drawn if is_known(row.ring)]
    _trails(figure, "", palette, [(row.ring, row.diamond, row.place) for row in ringed])

    def words(row, word: str, ratio: float) -> str:
        return f"<b>{clean(row.name)}</b><br>{say(word, this=names[0], other=names[1], times=times(ratio))}"

    if ringed:
        figure.add_scatter(
            x=[row.ring for row in ringed],
            y=[row.place for row in ringed],
            mode="markers",
            marker={
                "symbol": "circle",
                "size": 8,
                "color": palette.ground,
                "line": {"width": 1.8, "color": palette.soft},
            },
            name=say("ratios.ring"),
            hovertext=[words(row, "ratios.hover_raw", row.ring) for row in ringed],
            hoverinfo="text",
        )
    word = "ratios.hover_raw" if basis == "raw" else "ratios.hover_per_10k"
    points = ((row.diamond, row.place, words(row, word, row.diamond), row.other_target_fact_id) for row in drawn)
    _diamonds(figure, "", palette, colours[1], 15, say(f"ratios.{basis}"), points)
    return low, high


def _ratio_labels(figure: Plot, rows: pd.DataFrame, colour: str, pixels: float, low: float, high: float) -> None:
    """The ratio beside its diamond, or beyond the line at 1 where it would be written across it."""
    for row in rows.itertuples():
        if not is_known(row.diamond):
            continue
        side = -1 if _is_left(row) else 1
        text = times(row.diamond) + _dagger(row)
        to_line = -math.log10(row.diamond) / (high - low) * pixels * side
        shift = 14
        if 0 < to_line < 14 + text_width(text, 14) + 4:
            shift = max(to_line + 10, 14)
        figure.add_annotation(
            **note(
                f"<b>{text}</b>",
                shift * side,
                xref="x",
                x=math.log10(row.diamond),
                yref="y",
                y=row.place,
                xanchor="right" if side < 0 else "left",
                font={"size": 14, "color": colour},
            )
        )


def _share_scale(rows: pd.DataFrame, pixels: float, label: float) -> tuple[float, float]:
    """The range in percent: every share and 100 inside, room for a label on either side."""
    values = [100.0, *(v for column in ("share_pct", "other_share_pct") for v in rows[column] if is_known(v))]
    values += [reference.at for references in rows["references"] for reference in references]
    low, high = min(values), max(values)
    high = max(high, low + 20)
    unit = (high - low) / max(pixels - 2 * label, 60)
    return low - label * unit, high + label * unit


def _share_panel(
    figure: Plot,
    rows: pd.DataFrame,
    palette: Palette,
    colours: tuple[str, str],
    names: tuple[str, str],
    base_year: int,
    *,
    axis: str,
    domain: Sequence[float],
    pixels: float,
    is_narrow: bool = False,
) -> tuple[float, float]:
    """Both targets as shares of their city's own result about the line at 100; returns the range."""
    low, high = _share_scale(rows, pixels, 16 if is_narrow else LABEL + 24)
    step = next(s for s in (5, 10, 20, 50, 100, 200, 500, 1000, 5000) if (high - low) / s * 52 <= pixels or s == 5000)
    ticks = [tick for tick in range(0, int(high) + 1, step) if tick >= low]
    ticks = ticks if 100 in ticks else sorted([100, *(tick for tick in ticks if abs(tick - 100) >= step)])
    texts = [percent(tick, 0) for tick in ticks]
    scale = {"range": [low, high], "tickvals": ticks, "ticktext": texts, "showgrid": not is_narrow}
    _axes(figure, palette, axis, len(rows), domain, **scale)
    strips = [row.place for row in rows.itertuples() if _marked(row)] if is_narrow else None
    _reference(figure, axis, 100, palette.ink, 2, len(rows), strips)
    # what may be a change of method is set side by side but not joined
    both = [
        row
        for row in rows.itertuples()
        if is_known(row.share_pct) and is_known(row.other_share_pct) and not row.has_caution
    ]
    _trails(figure, axis, palette, [(row.share_pct, row.other_share_pct, row.place) for row in both])
    for column, shade, city in zip(("share_pct", "other_share_pct"), colours, names, strict=True):
        points = [
            (
                getattr(row, column),
                row.place,
                f"<b>{clean(row.name)}</b><br>"
                + say("ratios.hover_share", city=city, year=base_year, percent=_percent(getattr(row, column))),
                row.target_fact_id if column == "share_pct" else row.other_target_fact_id,
            )
            for row in rows.itertuples()
            if is_known(getattr(row, column))
        ]
        _diamonds(figure, axis, palette, shade, 15, city, points)
    for row in rows.itertuples():
        half = STRIP if is_narrow else 0.45
        ends = (row.place - half, row.place + half)
        reference_ticks(figure, axis, ends, row.references, (low, high), pixels, is_below=is_narrow)
    return low, high


def _share_labels(
    figure: Plot, rows: pd.DataFrame, palette: Palette, colours: tuple[str, str], axis: str, room: float
) -> None:
    """The shares outside their pair, or the words that stand instead. room: pixels from the line to the right."""
    for row in rows.itertuples():
        at = {"xref": f"x{axis}", "yref": f"y{axis}", "y": row.place, "bgcolor": palette.ground}
        values = [
            (share, colour)
            for share, colour in zip((row.share_pct, row.other_share_pct), colours, strict=True)
            if is_known(share)
        ]
        values.sort(key=lambda pair: pair[0])
        for number, (share, colour) in enumerate(values):
            is_first = number == 0 and len(values) == 2
            figure.add_annotation(
                **note(
                    f"<b>{_percent(share)}</b>{_dagger(row)}",
                    -12 if is_first else 12,
                    **at,
                    x=share,
                    xanchor="right" if is_first else "left",
                    font={"size": 14, "color": colour},
                )
            )
        words = row.refusal if axis == "" and _is_refused(row) else row.share_note
        if clean(words):
            text = clean(words) if text_width(words, 12) <= room else wrapped(clean(words), room, 12)
            figure.add_annotation(**note(text, 10, **at, x=100, font={"size": 12, "color": palette.soft}))


def _key(
    rows: pd.DataFrame,
    palette: Palette,
    colours: tuple[str, str],
    names: tuple[str, str],
    basis: str,
    base_year: int,
    has_share: bool,
) -> list[tuple[str, str, str, str]]:
    """The key's entries for the marks that occur."""
    entries = []
    if basis != "share" and rows["ring"].notna().any():
        entries.append(("dot", palette.ground, palette.soft, say("ratios.ring")))
    share = say("ratios.share", year=base_year)
    for place, column in ((1, "other_share_pct"), (0, "share_pct")):
        said = []
        if place == 1 and basis != "share" and rows["diamond"].notna().any():
            said.append(say(f"ratios.{basis}"))
        if has_share and rows[column].notna().any():
            said.append(share)
        if said:
            words = say("ratios.key", city=names[place], what=say("punctuation.join").join(said))
            entries.append(("diamond", palette.ground, colours[place], words))
    return entries


def _numbers(basis: str, colours: tuple[str, str], names: tuple[str, str], mid: str) -> list[tuple]:
    """The columns of printed numbers: column, heading, colour, whether bold."""
    columns = [
        ("target_raw", say("ratios.target", city=names[0]), mid, False),
        ("other_target_raw", say("ratios.target", city=names[1]), mid, False),
    ]
    if basis == "per_10k":
        columns += [
            ("per_10k_text", say("ratios.column_per_10k", city=names[0]), colours[0], True),
            ("other_per_10k_text", say("ratios.column_per_10k", city=names[1]), colours[1], True),
        ]
    if basis == "share":
        columns = [(*columns[0][:2], colours[0], True), (*columns[1][:2], colours[1], True)]
    return columns


def ratios(
    rows: pd.DataFrame,
    palette: Palette,
    colours: tuple[str, str],
    names: tuple[str, str],
    *,
    title: str,
    subtitle: str,
    sources: str,
    basis: str = "per_10k",
    base_year: int,
    width: int = WIDTH,
) -> Plot:
    """The wide form: multiples at the left, printed numbers in the middle, shares of the own result at the right.

    rows: one a pair in the order to draw, with name, tag, target_raw, other_target_raw, per_10k_text,
    other_per_10k_text, ratio, ratio_per_10k, ratio_note (why it has none), share_pct, other_share_pct, share_note,
    references (drawing.Reference), has_caution and refusal; a row with a refusal keeps its numbers and has no mark.
    Left as it came.
    basis: per_10k (trail from the raw ratio to the one per head), raw (the raw ratio alone), share (no multiples,
    the shares over the whole width). width: pixels to lay out for.
    """
    rows = _ratio_columns(rows, basis)
    names_html = tuple(clean(name) for name in names)
    lines = [(text_width(row.name, 14), text_width(row.tag, 12)) for row in rows.itertuples()]
    left = round(max(190, *(name + tag + 24 for name, tag in lines)))
    # long tags stand under their names, so that the panel keeps its room
    is_stacked = left > 260
    if is_stacked:
        left = round(max(190, *(max(line) + 24 for line in lines)))
    # where all has less room, the longest names take two lines
    left = left if width >= WIDTH else min(left, NAMES)
    plot, count = width - left - 2, len(rows)
    numbers = _numbers(basis, colours, names_html, palette.mid)
    widths = [
        max(
            *(text_width(line, 13) for line in heading.split("<br>")),
            *(text_width(text if isinstance(text, str) else "", 14) for text in rows[column]),
        )
        + 22
        for column, heading, _, _ in numbers
    ]
    figure = Plot()
    middle = sum(widths) + 12
    if basis == "share":
        panel = plot - middle - 8
        low, high = _share_panel(
            figure,
            rows,
            palette,
            colours,
            names_html,
            base_year,
            axis="",
            domain=[0, panel / plot],
            pixels=panel,
        )
        share_axis, share_start, share_pixels = "", 0.0, panel
    else:
        share_pixels = SHARE_PANEL * min(width / WIDTH, 1)
        panel = plot - middle - 34 - share_pixels
        share_start, share_axis = 1 - share_pixels / plot, "2"
        ratio_low, ratio_high = _ratio_panel(
            figure, rows, palette, colours, names_html, basis, domain=[0, panel / plot], pixels=panel
        )
        _ratio_labels(figure, rows, colours[1], panel, ratio_low, ratio_high)
        low, high = _share_panel(
            figure,
            rows,
            palette,
            colours,
            names_html,
            base_year,
            axis="2",
            domain=[share_start, 1],
            pixels=share_pixels,
        )
        heading = say("ratios.multiple", this=names_html[0], other=names_html[1])
        figure.add_annotation(**note(f"<b>{heading}</b>", 0, 46, font={"size": 14}))
        figure.add_annotation(
            **note(
                f"<b>{say('ratios.one', this=names_html[0])}</b>",
                0,
                18,
                xref="x",
                x=0,
                xanchor="center",
                font={"size": 14, "color": colours[0]},
            )
        )
    _share_labels(figure, rows, palette, colours, share_axis, (high - 100) / (high - low) * share_pixels - 14)
    heading = say("ratios.share_heading", year=base_year)
    figure.add_annotation(**note(f"<b>{heading}</b>", 0, 46, x=share_start, font={"size": 14}))
    figure.add_annotation(
        **note(
            say("ratios.hundred", year=base_year),
            0,
            18,
            xref=f"x{share_axis}",
            x=100,
            xanchor="center",
            font={"size": 13, "color": palette.mid},
        )
    )
    edge = panel + 12
    for (column, heading, shade, is_bold), column_width in zip(numbers, widths, strict=True):
        edge += column_width
        at = {"x": edge / plot, "xanchor": "right", "align": "right"}
        figure.add_annotation(**note(heading, 0, 20, **at, font={"size": 13, "color": palette.mid}))
        for row in rows.itertuples():
            text = clean(getattr(row, column))
            tone = palette.soft if _is_refused(row) else shade
            text = f"<b>{text}</b>" if is_bold and not _is_refused(row) and text else text
            figure.add_annotation(**note(text, 0, **at, yref="y", y=row.place, font={"size": 14, "color": tone}))
    for row in rows.itertuples():
        tone = palette.soft if _is_refused(row) else palette.ink
        name = _wide_name(row, palette, left - 14, is_stacked)
        figure.add_annotation(**note(name, -left, yref="y", y=row.place, font={"size": 14, "color": tone}))
        rule(figure, palette, "", row.place + 0.5, left)
        words = _said_instead(row, basis) if basis != "share" else ""
        if isinstance(words, str) and words:
            # a window may give a figure less than the width that it is laid out for
            room = (panel - 24) * (SHRUNK if width == WIDTH else 1)
            lines = SCREEN.lines(words, room, 12) if text_width(words, 13) > room else [words]
            if width < WIDTH and len(lines) > 2:
                # the row has no room for more, and the table says it whole
                lines = [lines[0], SCREEN.shortened(words.removeprefix(lines[0]).lstrip(), room, 12)]
            figure.add_annotation(
                **note(
                    "<br>".join(map(clean, lines)),
                    12,
                    yref="y",
                    y=row.place,
                    bgcolor=palette.ground,
                    font={"size": 13 if len(lines) == 1 else 12, "color": palette.soft},
                )
            )
    key = _key(rows, palette, colours, names_html, basis, base_year, has_share=True)
    key_rows = key_row(figure, palette, key, left=left - 2, down=40, width=width - 10)
    texts = Texts(title, subtitle, sources)
    set_rows(figure, palette, ROW * count, texts, above=150, below=42 + 22 * key_rows, left=left, right=2)
    return figure


def _wide_name(row, palette: Palette, room: float, is_stacked: bool) -> str:
    """The name with its tag beside or under it; a name too long for its room takes the tag's line as well."""
    if text_width(row.name, 14) > room:
        return "<br>".join(clean(line) for line in SCREEN.lines(row.name, room, 14))
    tag = f"<span style='font-size:12px;color:{palette.soft}'>{clean(row.tag)}</span>"
    return clean(row.name) + ("<br>" if is_stacked else " ") + tag


def _narrow_name(row, palette: Palette, room: float) -> str:
    """The name with its tag where both have room, else without the tag, else cut."""
    if text_width(f"{row.name} ", 14) + text_width(row.tag, 11) <= room:
        return f"{clean(row.name)} <span style='font-size:11px;color:{palette.soft}'>{clean(row.tag)}</span>"
    return clean(SCREEN.shortened(row.name, room, 14))


def _narrow_numbers(row, basis: str) -> tuple[str, str, str]:
    """What stands at the right of a narrow row: city A's number, the other's, and the result of the comparison."""
    if basis == "share" and not _is_refused(row) and _marked(row):
        shares = [_percent(share) if is_known(share) else "—" for share in (row.share_pct, row.other_share_pct)]
        return shares[0], shares[1], _dagger(row).strip()
    pair = (row.per_10k_text, row.other_per_10k_text) if basis == "per_10k" else (row.target_raw, row.other_target_raw)
    if _is_refused(row) or not all(isinstance(text, str) and text for text in pair):
        pair = (row.target_raw, row.other_target_raw)
    is_shown = basis != "share" and is_known(row.diamond)
    return str(pair[0]), str(pair[1]), times(row.diamond) + _dagger(row) if is_shown else ""


def ratios_narrow(
    rows: pd.DataFrame,
    palette: Palette,
    colours: tuple[str, str],
    names: tuple[str, str],
    *,
    title: str,
    subtitle: str,
    sources: str,
    basis: str = "per_10k",
    base_year: int,
) -> Plot:
    """The form for a phone: name and numbers over each strip, one panel by the basis. Input as ratios."""
    rows = _ratio_columns(rows, basis)
    names_html = tuple(clean(name) for name in names)
    figure, domain = Plot(), [0, 1]
    texts = [f"<b>{names_html[place]}</b>" for place in (0, 1)]
    if basis == "share":
        low, high = _share_panel(
            figure,
            rows,
            palette,
            colours,
            names_html,
            base_year,
            axis="",
            domain=domain,
            pixels=WIDTH_NARROW,
            is_narrow=True,
        )
        line, line_at, line_colour = say("ratios.hundred", year=base_year), 100, palette.mid
    else:
        low, high = _ratio_panel(
            figure,
            rows,
            palette,
            colours,
            names_html,
            basis,
            domain=domain,
            pixels=WIDTH_NARROW,
            is_narrow=True,
        )
        line, line_at, line_colour = say("ratios.one", this=names_html[0]), 0, colours[0]
    spans = " · ".join(
        f"<span style='color:{colour}'>{text}</span>" for colour, text in zip(colours, texts, strict=True)
    )
    what = {
        "per_10k": say("ratios.narrow_per_10k"),
        "raw": say("ratios.narrow_raw"),
        "share": say("ratios.share_heading", year=base_year),
    }[basis]
    figure.add_annotation(**note(f"<b>{what}</b>", 0, 20, font={"size": 13, "color": palette.mid}))
    figure.add_annotation(**note(spans, -2, 20, x=1, xanchor="right", font={"size": 13}))
    half = text_width(line, 12) / 2 + 4
    centre = min(max((line_at - low) / (high - low) * WIDTH_NARROW, half), WIDTH_NARROW - half)
    figure.add_annotation(
        **note(line, 0, -32, x=centre / WIDTH_NARROW, y=0, xanchor="center", font={"size": 12, "color": line_colour})
    )
    for row in rows.itertuples():
        at = {"yref": "y", "y": row.place, "y_shift": 23}
        is_refused = _is_refused(row)
        first, second, result = _narrow_numbers(row, basis)
        is_beside_words = is_refused or (basis == "share" and not _marked(row))
        tones = (palette.soft, palette.soft) if is_beside_words else colours
        pair = " · ".join(
            f"<span style='color:{tone}'>{clean(text)}</span>"
            for tone, text in zip(tones, (first, second), strict=True)
        )
        numbers = f"{pair}  <b>{result}</b>" if result else pair
        room = WIDTH_NARROW - text_width(f"{first} · {second}  {result}", 13) - 12
        tone = palette.soft if is_refused else palette.ink
        figure.add_annotation(**note(_narrow_name(row, palette, room), 2, **at, font={"size": 14, "color": tone}))
        figure.add_annotation(**note(numbers, -2, **at, x=1, xanchor="right", font={"size": 13}))
        words = row.share_note if basis == "share" and not is_refused else _said_instead(row, basis)
        if clean(words):
            text = clean(words) if text_width(words, 12) <= 330 else wrapped(clean(words), 330, 12)
            figure.add_annotation(
                **note(
                    text,
                    2,
                    -6,
                    yref="y",
                    y=row.place,
                    bgcolor=palette.ground,
                    font={"size": 12, "color": palette.soft},
                )
            )
        else:
            figure.add_shape(
                type="rect",
                xref="paper",
                x0=0,
                x1=1,
                yref="y",
                y0=row.place - STRIP,
                y1=row.place + STRIP,
                fillcolor=palette.band,
                line={"width": 0},
                layer="below",
            )
        rule(figure, palette, "", row.place + 0.5, 2)
    key = _key(rows, palette, colours, names_html, basis, base_year, has_share=basis == "share")
    key_rows = key_row(figure, palette, key, left=0, down=58, width=350)
    set_rows_narrow(figure, palette, ROW_NARROW * len(rows), Texts(title, subtitle, sources), below=66 + 22 * key_rows)
    return figure
