"""Native tables of slides: the pages of a view's table, and what other tables are made of."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.exports.layout.table_pages import (
    FIGURE,
    MARK,
    PAD_ACROSS,
    PAD_DOWN,
    Fit,
    Sheet,
    mark_of,
    parted,
    room_of,
)
from components.exports.office_xml import element
from components.exports.pptx.drawing import fill
from components.exports.pptx.text import Box, Line, write
from components.exports.pptx.verdicts import add_verdict
from components.look.theme import Palette

# a table without a style of its own: its rules are drawn here
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def add_page(slide, sheet: Sheet, fit: Fit, page: int, palette: Palette, box: Box, name: str) -> None:
    """Add one page of a sheet: header row and its rows, with the shapes of verdicts before their words."""
    first, last = fit.pages[page]
    rows = sheet.rows[first:last]
    heights = (fit.header, *fit.heights[first:last])
    table = add_table(slide, box, fit.widths, heights, name)
    is_right = [
        column.kind == "result" or any(FIGURE.fullmatch(row[place]) for row in sheet.rows)
        for place, column in enumerate(sheet.columns)
    ]
    for down, cells in enumerate((sheet.headers, *rows)):
        for place, text in enumerate(cells):
            cell = table.cell(down, place)
            colour = palette.mid if down == 0 else palette.ink
            room = room_of(sheet, fit.widths, place)
            write(
                cell,
                [Line(part, fit.size, colour, down == 0) for part in parted(text, room, fit.size, down == 0)],
                align="right" if is_right[place] else "left",
                anchor="bottom" if down == 0 else "middle",
                inset=(PAD_ACROSS + (mark_of(sheet, place) if down else 0), PAD_DOWN, PAD_ACROSS, PAD_DOWN),
            )
            rule(cell, palette.rule if down == 0 else palette.grid, 1.25 if down == 0 else 0.75)
    if sheet.status_place is not None:
        left = box.left + sum(fit.widths[: sheet.status_place]) + PAD_ACROSS
        side = min(fit.size, MARK - 4)
        tops = accumulate(heights, initial=box.top)
        for verdict, (top, end) in zip(sheet.verdicts[first:last], list(pairwise(tops))[1:], strict=True):
            add_verdict(slide, palette, verdict, left, (top + end - side) / 2, side)


def add_table(slide, box: Box, widths: Sequence[float], heights: Sequence[float], name: str, has_header: bool = True):
    """Add an empty table with these widths and heights, without fills or rules."""
    place = Box(box.left, box.top, sum(widths), sum(heights))
    frame = slide.shapes.add_table(len(heights), len(widths), *place.emu)
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", name)
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    table.horz_banding, table.first_row = False, has_header
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(round(width, 2))
    for row, height in zip(table.rows, heights, strict=True):
        row.height = Pt(round(height, 2))
    return table


def rule(cell, colour: str, width: float, sides: Sequence[str] = ("B",)) -> None:
    """Draw lines at sides of a cell (L, R, T, B)."""
    properties = cell._tc.get_or_add_tcPr()
    for side in reversed(sorted(sides, key="LRTB".index)):
        properties.insert(0, element(f"a:ln{side}", fill(colour), w=Pt(width)))


def tint(cell, colour: str) -> None:
    """Fill a cell with a colour."""
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(colour[1:])
