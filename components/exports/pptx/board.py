"""The verdict board of slides: a native table of tiles, themes down, each tile with the shape of its verdict."""

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from components.charts.marks import GROUPS, group, status_tint
from components.exports.layout.table_pages import ROWS
from components.exports.pptx.tables import add_table, rule, tint
from components.exports.pptx.text import Box, Line, add_text, height_of, write
from components.exports.pptx.verdicts import add_verdict
from components.language.cells import cell_text
from components.language.words import say
from components.look.text_measure import OFFICE, SMALLEST
from components.look.theme import Palette
from components.model.column import column_of
from components.model.judgement import Verdict
from components.model.view import View

ACROSS = 5
SIZES = (12, 11.5, 11, 10.5, SMALLEST)
_STRIP, _MARK = 32, 15
_PAD_LEFT, _PAD_RIGHT, _PAD_DOWN = 27, 3, 3


class Tile(NamedTuple):
    """One target: its name, result and target, and its verdict."""

    theme: str
    name: str
    figures: str
    verdict: Verdict


class Board(NamedTuple):
    """What stands on one slide: a region, all of its verdicts, rows of tiles with their heights, and the size."""

    region: str
    verdicts: tuple[Verdict, ...]
    rows: tuple[tuple[Tile, ...], ...]
    heights: tuple[float, ...]
    size: float


def boards(view: View, box: Box, palette: Palette) -> Iterator[Board]:
    """One board a region, in as large a type as has room on one slide; more where it has none at the smallest."""
    pairs = list(zip(view.frame.to_dict("records"), view.verdicts, strict=True))
    for region in dict.fromkeys(row["region"] for row, _ in pairs):
        tiles = [_tile(row, verdict) for row, verdict in pairs if row["region"] == region]
        rows = list(_rows(tiles))
        width, room = _tile_width(tiles, box), box.height - _STRIP
        for size in SIZES:
            heights = [
                max(height_of(_lines(tile, size, palette), width - _PAD_LEFT - _PAD_RIGHT) for tile in row)
                + 2 * _PAD_DOWN
                for row in rows
            ]
            if sum(heights) <= room and len(rows) <= ROWS:
                break
        first = 0
        for last in range(1, len(rows) + 1):
            is_full = last - first == ROWS or sum(heights[first : last + 1]) > room
            if last == len(rows) or is_full:
                verdicts = tuple(tile.verdict for tile in tiles)
                yield Board(region, verdicts, tuple(rows[first:last]), tuple(heights[first:last]), size)
                first = last


def _tile(row: dict, verdict: Verdict) -> Tile:
    done, target, unit = (
        cell_text(column_of("board", name), row[name]) for name in ("done_text", "target_raw", "unit_name")
    )
    figures = f"{done} / {target} {unit}" if done else say("board.target", target=target, unit=unit)
    return Tile(row["theme"], row["indicator"], figures, verdict)


def _rows(tiles: list[Tile]) -> Iterator[tuple[Tile, ...]]:
    """Five tiles a row at most, each theme from a row of its own."""
    for theme in dict.fromkeys(tile.theme for tile in tiles):
        own = [tile for tile in tiles if tile.theme == theme]
        yield from (tuple(own[first : first + ACROSS]) for first in range(0, len(own), ACROSS))


def _theme_width(tiles: list[Tile]) -> float:
    return min(max(OFFICE.width(tile.theme, SIZES[0]) for tile in tiles) + 10, 110)


def _tile_width(tiles: list[Tile], box: Box) -> float:
    return (box.width - _theme_width(tiles)) / ACROSS


def _lines(tile: Tile, size: float, palette: Palette) -> list[Line]:
    is_unknown = _group(tile.verdict) == "unknown"
    return [
        Line(tile.name, size, palette.mid if is_unknown else palette.ink, not is_unknown),
        Line(tile.figures, size, palette.mid if is_unknown else palette.ink),
        Line(tile.verdict.words, max(size - 1, SMALLEST), palette.soft if is_unknown else palette.mid),
    ]


def _group(verdict: Verdict) -> str:
    return group(verdict.group, verdict.has_figures)


def add_board(slide, board: Board, palette: Palette, box: Box) -> None:
    """Add one board: the counts of its region as a key, then the tiles."""
    _add_counts(slide, board, palette, Box(box.left, box.top, box.width, _STRIP))
    tiles = [tile for row in board.rows for tile in row]
    theme_width, width = _theme_width(tiles), _tile_width(tiles, box)
    body = box.cut(top=_STRIP)
    name = say("slides.board", region=board.region)
    table = add_table(slide, body, (theme_width, *(width,) * ACROSS), board.heights, name, has_header=False)
    table.first_col = True
    tops = list(accumulate(board.heights, initial=body.top))
    for down, row in enumerate(board.rows):
        is_new = down == 0 or row[0].theme != board.rows[down - 1][0].theme
        alike = sum(other[0].theme == row[0].theme for other in board.rows)
        if is_new:
            label = table.cell(down, 0)
            if alike > 1:
                label.merge(table.cell(down + alike - 1, 0))
            write(label, [Line(row[0].theme, SIZES[0], palette.mid)], inset=(0, _PAD_DOWN, 4, _PAD_DOWN))
        for across in range(ACROSS):
            cell = table.cell(down, across + 1)
            if across >= len(row):
                write(cell, [Line("", SMALLEST, palette.mid)])
                continue
            tile = row[across]
            write(
                cell,
                _lines(tile, board.size, palette),
                anchor="middle",
                inset=(_PAD_LEFT, _PAD_DOWN, _PAD_RIGHT, _PAD_DOWN),
            )
            tint(cell, status_tint(palette, tile.verdict.status, tile.verdict.has_figures))
            rule(cell, palette.rule, 0.75, "LRTB")
            left = body.left + theme_width + across * width
            add_verdict(slide, palette, tile.verdict, left + 7, tops[down] + board.heights[down] / 2 - _MARK / 2, _MARK)


def _add_counts(slide, board: Board, palette: Palette, box: Box) -> None:
    """The region's name and how many of its verdicts are in each group that occurs: shape, number and word."""
    counts = Counter(_group(verdict) for verdict in board.verdicts)
    heading = say("slides.region", region=board.region, count=len(board.verdicts))
    left = box.left + OFFICE.width(heading, 16) + 24
    add_text(slide, box, [Line(heading, 16, palette.ink, True)], name=board.region)
    for name in GROUPS:
        if not counts[name]:
            continue
        words = say("slides.count", count=counts[name], group=say(f"group.{name}"))
        sample = Verdict(GROUPS[name], say(f"group.{name}"), name != "unknown")
        add_verdict(slide, palette, sample, left, box.top + 2.5, _MARK)
        width = OFFICE.width(words, 13) + 8
        add_text(
            slide,
            Box(left + _MARK + 6, box.top, width, 20),
            [Line(words, 13, palette.mid)],
            name=say(f"group.{name}"),
            anchor="middle",
        )
        left += _MARK + 6 + width + 16
