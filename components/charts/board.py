"""The verdict board (评价板): every target a tile at a fixed place, achieved ones dark among dotted ones.

Dark is only what a figure for the span's end or before it settles; what is kept, was reached once, or is judged by an
earlier figure is tinted. What is not known must look empty, not grey and bad: a dotted outline.
"""

import pandas as pd

from components.charts.drawing import lines_more
from components.charts.marks import GROUPS, group, status_colour, status_tint
from components.charts.surface import Surface, drawn_width
from components.language.words import say
from components.look.text_measure import SCREEN, SCREEN_BOLD
from components.look.theme import Palette
from components.model.plot import Plot

WIDTH, WIDTH_NARROW = 1280, 358
TILE, TILE_GAP, THEME_GAP, BLOCK_GAP = 51, 6, 14, 26
DOTTED = "1.5px,3px"
BESIDE = 2
COUNT_GAP = 36
TILES_A_LINE = 4
# letters of the smallest type that a tile has room for where that is given
LETTERS_A_TILE = 11.4
GIVEN_BACK = ["region_id", "indicator_id", "document_id", "target_fact_id"]


def _grouped(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the group in which each is counted."""
    return rows.assign(
        group=[group(counted, known) for counted, known in zip(rows["status_group"], rows["has_figures"], strict=True)]
    )


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many verdicts are in each group that occurs."""
    counts = rows["group"].value_counts()
    return {name: int(counts[name]) for name in GROUPS if name in counts}


def _is_solid(row) -> bool:
    return row.group == "achieved" and not row.is_stale


def _style(palette: Palette, name: str, status: str, is_stale: bool) -> dict:
    """Fill and outline of a tile, and the colours of its texts."""
    plain = {"name": palette.ink, "value": palette.ink, "tag": palette.mid}
    if name == "unknown":
        return {
            "fill": palette.ground,
            "line": palette.pace,
            "dash": DOTTED,
            "width": 1,
            "name": palette.mid,
            "value": palette.soft,
            "tag": palette.soft,
        }
    if name == "partly_known":
        return plain | {"fill": palette.unknown_tint if is_stale else palette.band, "line": palette.unknown, "width": 1}
    if name == "behind":
        return plain | {
            "fill": palette.ground,
            "line": palette.behind,
            "width": 1.2 if status == "slightly_behind" else 2.5,
        }
    if name == "achieved" and not is_stale:
        light = {"name": palette.ground, "value": palette.ground, "tag": palette.ground}
        return light | {"fill": palette.reached, "line": palette.reached, "width": 1}
    colour, tint = status_colour(palette, status), status_tint(palette, status, True)
    return plain | {"fill": tint, "line": colour, "width": 1.2}


def _tile(surface: Surface, row, x: float, y: float, width: float, height: float = TILE) -> None:
    """One target: shape and name, under it result and target, the tag at the right."""
    palette = surface.palette
    style = _style(palette, row.group, row.status, bool(row.is_stale))
    surface.box(
        (x, x + width), (y, y + height), style["fill"], style["line"], style["width"], dash=style.get("dash", "solid")
    )
    is_solid = _is_solid(row)
    surface.verdict(row.status, x + 18, y + 17, 16, has_figures=bool(row.has_figures), on_dark=is_solid)
    room, small = width - 38, surface.at_least(11)
    size = surface.fitting(row.name, room, (13, 12))
    lines = [row.name] if size else SCREEN.lines(row.name, room, small)
    if len(lines) > 2:
        lines = [SCREEN_BOLD.shortened(lines[0], room, small), SCREEN_BOLD.shortened(" ".join(lines[1:]), room, small)]
    weight = "{}" if row.group == "unknown" else "<b>{}</b>"
    first, step, below = (17, 0, 37) if len(lines) == 1 else (11, 13, 40)
    for position, line in enumerate(lines):
        surface.write(weight.format(line), x + 32, y + first + step * position, size or small, style["name"])
    tag = row.tag_text if isinstance(row.tag_text, str) else ""
    taken = drawn_width(tag, small) + 4 if tag else 0
    value_size = surface.fitting(row.value_text, width - 20 - taken, (12, 11))
    if value_size is None:
        # result and target outrank the tag, which the hover text has as well
        tag, value_size = "", surface.fitting(row.value_text, width - 20, (12, 11)) or small
    surface.write(
        SCREEN_BOLD.shortened(row.value_text, width - 18, value_size), x + 12, y + below, value_size, style["value"]
    )
    if tag:
        colour = palette.caution if row.is_caution and not is_solid else style["tag"]
        surface.write(tag, x + width - 8, y + below, small, colour, align="right")


def _bar(surface: Surface, counts: dict[str, int], y: float, height: float) -> None:
    """The counts as parts of one bar."""
    palette, total, x = surface.palette, sum(counts.values()), 0.0
    for name, count in counts.items():
        end = x + surface.width * count / total
        if name == "unknown":
            style = {"line": palette.pace, "dash": DOTTED}
        elif name == "partly_known":
            style = {"fill": palette.rule, "line": palette.unknown}
        elif name == "behind":
            style = {"fill": palette.ground, "line": palette.behind, "width": 2.5}
        elif name in ("achieved", "on_schedule"):
            style = {"fill": status_colour(palette, GROUPS[name])}
        else:
            style = {"fill": palette.reached_tint, "line": palette.reached, "width": 1.2}
        surface.box((x, end - (1.5 if end < surface.width - 1 else 0)), (y, y + height), **style)
        x = end


def _count(
    surface: Surface, name: str, count: int, x: float, y: float, sizes: tuple[float, float, float], words: str
) -> None:
    """Shape, number and word of one group."""
    palette, (mark, number, word) = surface.palette, sizes
    surface.verdict(GROUPS[name], x + mark / 2, y, mark, has_figures=name != "unknown")
    surface.write(f"<b>{count}</b>", x + mark + 8, y, number, palette.ink)
    across = mark + 8 + drawn_width(str(count), surface.at_least(number)) + 8
    surface.write(words, x + across, y + 0.08 * number, word, palette.mid)


def _count_row(surface: Surface, counts: dict[str, int], sizes: tuple[float, float, float]) -> float:
    """The groups that occur beside each other, on a further line what has no room; returns the middle of the last."""
    mark, number, word = sizes
    x, y = 0.0, 18.0
    for name, count in counts.items():
        words = say(f"group.{name}")
        needed = (
            mark + 16 + drawn_width(str(count), surface.at_least(number)) + drawn_width(words, surface.at_least(word))
        )
        if x and x + needed > surface.width:
            x, y = 0.0, y + 1.3 * surface.at_least(number)
        _count(surface, name, count, x, y, sizes, words)
        x += needed + COUNT_GAP
    return y


def _tiles_clickable(surface: Surface, places: list[tuple], height: float) -> None:
    """Unseen bars over the tiles: exact rectangles, so that a click beside a tile is not taken for one on it."""
    if not places:
        return
    rows, lefts, tops, widths = zip(*places, strict=True)
    surface.figure.add_bar(
        x=[left + width / 2 for left, width in zip(lefts, widths, strict=True)],
        y=[height] * len(rows),
        base=tops,
        width=widths,
        customdata=[[getattr(row, column) for column in GIVEN_BACK] for row in rows],
        hovertext=[row.hover for row in rows],
        hoverinfo="text",
        name="tiles",
        marker={"opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
    )


def _key(surface: Surface, rows: pd.DataFrame, y: float) -> float:
    """What the fills say, only those that occur, and what the binding tag says; returns the lower edge."""
    palette, entries = surface.palette, []
    stale = rows["is_stale"].astype(bool)
    for name, is_stale, word in (
        ("achieved", False, "board.key_achieved"),
        ("achieved", True, "board.key_dated"),
        ("kept", None, "board.key_kept"),
        ("partly_known", False, "board.key_partly"),
        ("partly_known", True, "board.key_stale"),
        ("unknown", None, "board.key_unknown"),
    ):
        if ((rows["group"] == name) & ((stale == is_stale) | (is_stale is None))).any():
            entries.append((_style(palette, name, GROUPS[name], bool(is_stale)), say(word)))
    binding = say("attribute.binding_short")
    if any(isinstance(tag, str) and binding in tag for tag in rows["tag_text"]):
        entries.append((None, say("board.key_binding", binding=binding)))
    if (rows["tag_text"] == say("board.pending")).any():
        entries.append((None, say("board.key_pending")))
    if rows["is_caution"].any():
        entries.append((None, say("board.key_base_beyond")))
    x = 0.0
    for style, words in entries:
        needed = (28 if style else 0) + drawn_width(words, 13)
        if x and x + needed > surface.width:
            x, y = 0.0, y + 22
        if style:
            surface.box(
                (x, x + 20), (y - 6.5, y + 6.5), style["fill"], style["line"], 1, dash=style.get("dash", "solid")
            )
        surface.write(words, x + (28 if style else 0), y, 13, palette.mid)
        x += needed + 26
    return y + 11


def _depth(rows: pd.DataFrame, a_line: int) -> int:
    """How many lines of tiles a theme takes in the widest of its blocks."""
    return max(-(-count // a_line) for count in rows.groupby("region_id").size())


def board(
    rows: pd.DataFrame,
    palette: Palette,
    *,
    title: str,
    subtitle: str,
    sources: str,
    width: int = WIDTH,
    smallest: float = 0,
) -> Plot:
    """The wide form: counts, a bar, then a block a region, two side by side, themes under each other.

    rows: one a target in plan order, with region, colour (its name), region_note, theme, theme_place, name, status,
    status_group, has_figures, is_stale, value_text, tag_text (blank for none), is_caution (of the tag), hover and the
    ids that a click gives back: region_id, indicator_id, document_id, target_fact_id. Left as it came. width: pixels to
    lay out for.
    smallest: the size under which nothing is written.
    """
    rows = _grouped(rows)
    surface = Surface(palette, width, smallest)
    counts = _counts(rows)
    under = _count_row(surface, counts, (24, 30, 14)) + 28
    _bar(surface, counts, under, 12)

    themes = list(dict.fromkeys(rows.sort_values("theme_place", kind="stable")["theme"]))
    label = round(max(drawn_width(theme, 14) for theme in themes)) + 14
    regions = list(dict.fromkeys(rows["region_id"]))
    beside = min(BESIDE, len(regions))
    block = (width - label - (beside - 1) * BLOCK_GAP) / beside
    a_line = TILES_A_LINE * BESIDE // beside
    if smallest:
        needed = max(LETTERS_A_TILE * smallest, *(drawn_width(text, smallest) + 20 for text in rows["value_text"]))
        a_line = min(a_line, int((block + TILE_GAP) // (needed + TILE_GAP)))
    tile = (block - (a_line - 1) * TILE_GAP) / a_line
    places, y = [], under + 16
    for start in range(0, len(regions), beside):
        band = rows[rows["region_id"].isin(regions[start : start + beside])]
        y += 26
        lefts = {}
        for position, region_id in enumerate(regions[start : start + beside]):
            left = lefts[region_id] = label + position * (block + BLOCK_GAP)
            first = rows[rows["region_id"] == region_id].iloc[0]
            colour = palette.named(first["colour"])
            surface.write(f"<b>{first['region']}</b>", left + 2, y, 16, colour)
            beyond = left + 2 + drawn_width(first["region"], 16) + 14
            surface.write(first["region_note"], beyond, y, 15, palette.mid)
            surface.box((left, left + block), (y + 13, y + 16), colour)
        y += 27
        for theme in [theme for theme in themes if (band["theme"] == theme).any()]:
            of_theme = band[band["theme"] == theme]
            surface.write(theme, 0, y + 17, 14, palette.mid)
            for region_id, tiles in of_theme.groupby("region_id", sort=False):
                for position, row in enumerate(tiles.itertuples()):
                    left = lefts[region_id] + position % a_line * (tile + TILE_GAP)
                    top = y + position // a_line * (TILE + TILE_GAP)
                    _tile(surface, row, left, top, tile)
                    places.append((row, left, top, tile))
            y += _depth(of_theme, a_line) * (TILE + TILE_GAP) - TILE_GAP + THEME_GAP
    _tiles_clickable(surface, places, TILE)
    height = _key(surface, rows, y + 10)
    top = 92 + lines_more(title) + 18 * subtitle.count("<br>")
    return surface.finish(height, title=title, subtitle=subtitle, sources=sources, top=top)


def board_narrow(rows: pd.DataFrame, palette: Palette, *, title: str, subtitle: str, sources: str) -> Plot:
    """The form for a phone: counts two a row, tiles in one column with the achieved first, unknown ones one line a
    region. Input as board; title, subtitle and sources come wrapped.
    """
    rows = _grouped(rows)
    surface = Surface(palette, WIDTH_NARROW)
    counts, sizes = _counts(rows), (20, 24, 13)
    for position, (name, count) in enumerate(counts.items()):
        column, line = position % 2, position // 2
        _count(surface, name, count, column * WIDTH_NARROW * 0.47, 16 + 36 * line, sizes, say(f"board.short_{name}"))
    under = 8 + 36 * -(-len(counts) // 2)
    _bar(surface, counts, under, 12)
    places, y = [], under + 18.0
    for region_id in dict.fromkeys(rows["region_id"]):
        of_region = rows[rows["region_id"] == region_id]
        first = of_region.iloc[0]
        colour = palette.named(first["colour"])
        y += 24
        surface.write(f"<b>{first['region']}</b>", 0, y, 16, colour)
        surface.write(first["region_note"], drawn_width(first["region"], 16) + 12, y, 14, palette.mid)
        surface.box((0, WIDTH_NARROW), (y + 13, y + 16), colour)
        y += 24
        order = of_region["group"].map(list(GROUPS).index)
        known = of_region.assign(order=order)[of_region["group"] != "unknown"].sort_values("order", kind="stable")
        for row in known.itertuples():
            _tile(surface, row, 0, y, WIDTH_NARROW)
            places.append((row, 0, y, WIDTH_NARROW))
            y += TILE + TILE_GAP
        folded = int((of_region["group"] == "unknown").sum())
        if folded:
            surface.box((0, WIDTH_NARROW), (y, y + 34), line=palette.pace, dash=DOTTED)
            surface.verdict("not_assessed", 18, y + 17, 16)
            surface.write(say("board.folded", count=folded), 32, y + 17, 13, palette.mid)
            y += 34 + TILE_GAP
    _tiles_clickable(surface, places, TILE)
    height = _key(surface, rows, y + 14)
    top = 46 + 26 * (title.count("<br>") + 1) + 18 * (subtitle.count("<br>") + 1)
    return surface.finish(
        height, title=title, subtitle=subtitle, sources=sources, top=top, title_size=18, title_down=24
    )
