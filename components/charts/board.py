"""The verdict board (评价板): every target a tile at a fixed place, achieved ones dark among dotted ones.

Dark is only what a figure for the span's end or before it settles; what is kept, was reached once, or is judged by an
earlier figure is tinted. What is not known must look empty, not grey and bad: a dotted outline.
"""

from collections import Counter
from collections.abc import Sequence

from components.charts.drawing import choosing, lines_more, texts_on, wrapped
from components.charts.marks import GROUPS, group, status_colour, status_tint
from components.charts.surface import Surface, drawn_width
from components.language.words import say
from components.look import screen_size
from components.look.canvas import Canvas
from components.look.text_measure import SCREEN, SCREEN_BOLD
from components.look.theme import Palette
from components.model.plot import Plot
from components.model.tile_chart import Block, Tile, TileChart

TILE, TILE_GAP, THEME_GAP, BLOCK_GAP = 51, 6, 14, 26
DOTTED = "1.5px,3px"
BESIDE = 2
COUNT_GAP = 36
# pixels of the province's name, and of a line, where regions are only counted
GROUP, LINE = 110, 26
TILES_A_LINE = 4
# letters of the smallest type that a tile has room for where that is given
LETTERS_A_TILE = 11.4
# the tag that nobody may overlook
CAUTION = "base_beyond"
# what stands on a board: a tile, and where: left, top, width
Placed = tuple[Tile, float, float, float]


def _group(tile: Tile) -> str:
    """The group in which a tile is counted."""
    return group(tile.verdict.group, tile.verdict.has_figures)


def _counts(tiles: Sequence[Tile]) -> dict[str, int]:
    """How many verdicts are in each group that occurs."""
    counts = Counter(map(_group, tiles))
    return {name: counts[name] for name in GROUPS if name in counts}


def _style(palette: Palette, name: str, status: str, is_dated: bool) -> dict:
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
        return plain | {"fill": palette.unknown_tint if is_dated else palette.band, "line": palette.unknown, "width": 1}
    if name == "behind":
        return plain | {
            "fill": palette.ground,
            "line": palette.behind,
            "width": 1.2 if status == "slightly_behind" else 2.5,
        }
    if name == "achieved" and not is_dated:
        light = {"name": palette.ground, "value": palette.ground, "tag": palette.ground}
        return light | {"fill": palette.reached, "line": palette.reached, "width": 1}
    colour, tint = status_colour(palette, status), status_tint(palette, status, True)
    return plain | {"fill": tint, "line": colour, "width": 1.2}


def _tile(surface: Surface, tile: Tile, x: float, y: float, width: float) -> None:
    """One target: shape and name, under it result and target, the tag at the right."""
    palette, verdict, counted = surface.palette, tile.verdict, _group(tile)
    style = _style(palette, counted, verdict.status, tile.is_dated)
    edges = (x, x + width), (y, y + TILE)
    surface.box(*edges, style["fill"], style["line"], style["width"], dash=style.get("dash", "solid"))
    is_solid = counted == "achieved" and not tile.is_dated
    surface.verdict(verdict.status, x + 18, y + 17, 16, has_figures=verdict.has_figures, on_dark=is_solid)
    room, small = width - 38, surface.at_least(11)
    size = surface.fitting(tile.name, room, (13, 12))
    lines = [tile.name] if size else SCREEN.lines(tile.name, room, small)
    if len(lines) > 2:
        lines = [SCREEN_BOLD.shortened(lines[0], room, small), SCREEN_BOLD.shortened(" ".join(lines[1:]), room, small)]
    weight = "{}" if counted == "unknown" else "<b>{}</b>"
    first, step, below = (17, 0, 37) if len(lines) == 1 else (11, 13, 40)
    for position, line in enumerate(lines):
        surface.write(weight.format(line), x + 32, y + first + step * position, size or small, style["name"])
    tag = tile.tag
    taken = drawn_width(tag, small) + 4 if tag else 0
    value_size = surface.fitting(tile.figures, width - 20 - taken, (12, 11))
    if value_size is None:
        # result and target outrank the tag, which the hover text has as well
        tag, value_size = "", surface.fitting(tile.figures, width - 20, (12, 11)) or small
    figures = SCREEN_BOLD.shortened(tile.figures, width - 18, value_size)
    surface.write(figures, x + 12, y + below, value_size, style["value"])
    if tag:
        colour = palette.caution if tile.tag_kind == CAUTION and not is_solid else style["tag"]
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


def _tiles_clickable(surface: Surface, chart: TileChart, placed: Sequence[Placed]) -> None:
    """Unseen bars over the tiles: exact rectangles, so that a click beside a tile is not taken for one on it."""
    regions = {tile.ids: block.name for block in chart.blocks for tile in block.tiles}
    listed = [" ".join((regions[tile.ids], *tile.said)) for tile, *_ in placed]
    _clickable(surface, [(tile.said, tile.ids, *place) for tile, *place in placed], TILE, said=listed)


def _clickable(
    surface: Surface,
    places: Sequence[tuple[Sequence[str], Sequence[str], float, float, float]],
    height: float,
    **more: object,
) -> None:
    """Unseen bars at places: what is said on hovering, what a click chooses, left, top, width. more: of choosing."""
    if not places:
        return
    said, ids, lefts, tops, widths = zip(*places, strict=True)
    surface.figure.add_bar(
        x=[left + width / 2 for left, width in zip(lefts, widths, strict=True)],
        y=[height] * len(places),
        base=tops,
        width=widths,
        hovertext=["<br>".join(wrapped(line, 420, 13) for line in lines) for lines in said],
        hoverinfo="text",
        name="tiles",
        marker={"opacity": 0},
        **choosing("progress", ["region", "indicator"], ids, is_ordered=True, **more),
    )


def _key(surface: Surface, chart: TileChart, y: float) -> float:
    """What the fills and tags say, only those that occur; returns the lower edge."""
    palette, entries = surface.palette, []
    fills = {(_group(tile), tile.is_dated) for tile in chart.tiles}
    for name, is_dated, word in (
        ("achieved", (False,), "board.key_achieved"),
        ("achieved", (True,), "board.key_dated"),
        ("kept", (False, True), "board.key_kept"),
        ("partly_known", (False,), "board.key_partly"),
        ("partly_known", (True,), "board.key_stale"),
        ("unknown", (False, True), "board.key_unknown"),
    ):
        if any((name, dated) in fills for dated in is_dated):
            entries.append((_style(palette, name, GROUPS[name], all(is_dated)), say(word)))
    kinds = {tile.tag_kind for tile in chart.tiles}
    entries += [(None, words) for kind, words in chart.tags if kind in kinds]
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


def draw_board(chart: TileChart, canvas: Canvas) -> Plot:
    """A board as a figure; the stage has its title and sources about it."""
    surface = Surface(canvas.palette, canvas.width, screen_size.SMALLEST if canvas.form == "stage" else 0)
    texts = texts_on(canvas, chart.title, chart.subtitle, chart.sources, narrow_size=18.5)
    if chart.is_counted:
        height = _counted(surface, chart, canvas)
    else:
        placed, y = (_narrow if canvas.is_narrow else _wide)(surface, chart)
        for tile, left, top, width in placed:
            _tile(surface, tile, left, top, width)
        _tiles_clickable(surface, chart, placed)
        height = _key(surface, chart, y)
    if canvas.is_narrow:
        top = 46 + 26 * (texts.title.count("<br>") + 1) + 18 * (texts.subtitle.count("<br>") + 1)
        return surface.finish(height, **texts._asdict(), top=top, title_size=18, title_down=24)
    top = 92 + lines_more(texts.title) + 18 * texts.subtitle.count("<br>")
    return surface.finish(height, **texts._asdict(), top=top)


def _counted(surface: Surface, chart: TileChart, canvas: Canvas) -> float:
    """Counts and a bar; where there is room, every region by province with what is counted of it, which a click opens.
    Returns the lower edge."""
    if canvas.is_narrow:
        under = _counts_in_pairs(surface, _counts(chart.tiles))
    else:
        under = _count_row(surface, _counts(chart.tiles), (24, 30, 14)) + 28
    _bar(surface, _counts(chart.tiles), under, 12)
    y = under + 30
    if canvas.form != "wide":
        return y
    groups: dict[str, list[Block]] = {}
    for block in chart.blocks:
        groups.setdefault(block.group, []).append(block)
    room = surface.width - GROUP
    names = max(drawn_width(block.name, 14) for block in chart.blocks) + 10
    across = max(1, int(room // (names + max(drawn_width(block.note, 12) for block in chart.blocks) + 24)))
    placed = []
    for name, blocks in groups.items():
        surface.write(name, 0, y + LINE / 2, 14, surface.palette.mid)
        for position, block in enumerate(blocks):
            left, top = GROUP + position % across * room / across, y + position // across * LINE
            surface.write(f"<b>{block.name}</b>", left, top + LINE / 2, 14)
            surface.write(block.note, left + names, top + LINE / 2, 12, surface.palette.mid)
            placed.append((block, left, top, room / across - 12))
        y += -(-len(blocks) // across) * LINE + 8
    _clickable(surface, [((block.name, block.note), block.ids, *place) for block, *place in placed], LINE)
    return y


def _wide(surface: Surface, chart: TileChart) -> tuple[list[Placed], float]:
    """Counts, a bar, then the blocks, two side by side, themes under each other; returns tiles and the lower edge."""
    counts = _counts(chart.tiles)
    under = _count_row(surface, counts, (24, 30, 14)) + 28
    _bar(surface, counts, under, 12)
    label = round(max(drawn_width(theme, 14) for theme in chart.themes)) + 14
    beside = min(BESIDE, len(chart.blocks))
    block_width = (surface.width - label - (beside - 1) * BLOCK_GAP) / beside
    a_line = _tiles_a_line(surface, chart, block_width, beside)
    width = (block_width - (a_line - 1) * TILE_GAP) / a_line
    placed: list[Placed] = []
    y = under + 16
    for start in range(0, len(chart.blocks), beside):
        blocks, y = chart.blocks[start : start + beside], y + 26
        lefts = [label + position * (block_width + BLOCK_GAP) for position in range(len(blocks))]
        for block, left in zip(blocks, lefts, strict=True):
            _heading(surface, block, (left, left + block_width), y, inset=2, apart=14, size=15)
        y += 27
        for theme in chart.themes:
            columns = [[tile for tile in block.tiles if tile.theme == theme] for block in blocks]
            if not any(columns):
                continue
            surface.write(theme, 0, y + 17, 14, surface.palette.mid)
            for left, tiles in zip(lefts, columns, strict=True):
                for position, tile in enumerate(tiles):
                    across, down = position % a_line, position // a_line
                    placed.append((tile, left + across * (width + TILE_GAP), y + down * (TILE + TILE_GAP), width))
            depth = max(-(-len(tiles) // a_line) for tiles in columns)
            y += depth * (TILE + TILE_GAP) - TILE_GAP + THEME_GAP
    return placed, y + 10


def _tiles_a_line(surface: Surface, chart: TileChart, block: float, beside: int) -> int:
    """How many tiles stand side by side in a block so many pixels wide."""
    a_line = TILES_A_LINE * BESIDE // beside
    smallest = surface.smallest
    if smallest:
        figures = (drawn_width(tile.figures, smallest) + 20 for tile in chart.tiles)
        a_line = min(a_line, int((block + TILE_GAP) // (max(LETTERS_A_TILE * smallest, *figures) + TILE_GAP)))
    return a_line


def _heading(
    surface: Surface, block: Block, x: tuple[float, float], y: float, *, inset: float, apart: float, size: float
) -> None:
    """A region's name and what is counted of it, over a line in its colour."""
    left = x[0] + inset
    surface.write(f"<b>{block.name}</b>", left, y, 16, surface.palette.written(block.tone))
    surface.write(block.note, left + drawn_width(block.name, 16) + apart, y, size, surface.palette.mid)
    surface.box(x, (y + 13, y + 16), surface.palette.named(block.tone))


def _counts_in_pairs(surface: Surface, counts: dict[str, int]) -> float:
    """The groups that occur, two a row; returns the upper edge of the bar under them."""
    for position, (name, count) in enumerate(counts.items()):
        x, y = position % 2 * surface.width * 0.47, 16 + 36 * (position // 2)
        _count(surface, name, count, x, y, (20, 24, 13), say(f"board.short_{name}"))
    return 8 + 36 * -(-len(counts) // 2)


def _narrow(surface: Surface, chart: TileChart) -> tuple[list[Placed], float]:
    """Counts two a row, tiles in one column with the achieved first, unknown ones one line a region."""
    palette, width, counts = surface.palette, surface.width, _counts(chart.tiles)
    under = _counts_in_pairs(surface, counts)
    _bar(surface, counts, under, 12)
    placed: list[Placed] = []
    y, order = under + 18.0, list(GROUPS)
    for block in chart.blocks:
        y += 24
        _heading(surface, block, (0, width), y, inset=0, apart=12, size=14)
        y += 24
        known = [tile for tile in block.tiles if _group(tile) != "unknown"]
        for tile in sorted(known, key=lambda tile: order.index(_group(tile))):
            placed.append((tile, 0, y, width))
            y += TILE + TILE_GAP
        folded = len(block.tiles) - len(known)
        if folded:
            surface.box((0, width), (y, y + 34), line=palette.pace, dash=DOTTED)
            surface.verdict("not_assessed", 18, y + 17, 16)
            surface.write(say("board.folded", count=folded), 32, y + 17, 13, palette.mid)
            y += 34 + TILE_GAP
    return placed, y + 14
