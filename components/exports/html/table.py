"""The tables of a presented deck: pages of at most nine rows, laid out as those of the slides."""

import html
import re
from urllib.parse import quote

from components.charts.marks import verdict_svg
from components.exports.layout.screens import POINT, Table
from components.exports.layout.table_pages import Fit, Sheet
from components.look.theme import Palette
from components.model.judgement import Verdict

_NUMBER = re.compile(r"[\[({]?[<>≥≤+−]?[\d,.]+%?[\])}]?")
# kinds of columns whose numbers name something and measure nothing
NAMES = ("label", "year")


def table_pages(table: Table, palette: Palette) -> list[str]:
    """A view's table as HTML, one text a page."""
    return [_page(table.sheet, table.fit, range(*page), palette) for page in table.fit.pages]


def _page(sheet: Sheet, fit: Fit, places: range, palette: Palette) -> str:
    is_number = [
        column.kind not in NAMES and _are_numbers([row[place] for row in sheet.rows])
        for place, column in enumerate(sheet.columns)
    ]
    widths = "".join(f'<col style="width:{100 * width / sum(fit.widths):.2f}%">' for width in fit.widths)
    heads = "".join(
        f'<th scope="col"{_side(number)}>{_header(header)}</th>'
        for header, number in zip(sheet.headers, is_number, strict=True)
    )
    body = "".join(
        f'<tr style="height:calc({fit.heights[place] * POINT:.1f}px * var(--stretch, 1))">'
        f"{_cells(sheet, place, is_number, palette)}</tr>"
        for place in places
    )
    size = f"font-size:{fit.size * POINT:.2f}px"
    head = f"<colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead>"
    return f'<table style="{size}">{head}<tbody>{body}</tbody></table>'


def _header(text: str) -> str:
    """A column's header, its first short word unbroken: 完成率（%） breaks before the bracket."""
    word, bracket, rest = text.partition("（")
    if not bracket or len(word) > 4:
        return html.escape(text)
    return f'<span class="whole">{html.escape(word)}</span><wbr>{html.escape(bracket + rest)}'


def _cells(sheet: Sheet, place: int, is_number: list[bool], palette: Palette) -> str:
    cells = []
    for column, text in enumerate(sheet.rows[place]):
        words = html.escape(text)
        if column == sheet.status_place:
            verdict = sheet.verdicts[place]
            words = verdict_svg(palette, verdict.status, 14, verdict.has_figures) + f"<span>{words}</span>"
            cells.append(f'<td class="verdict">{words}</td>')
        else:
            cells.append(f"<td{_side(is_number[column])}>{words}</td>")
    return "".join(cells)


def verdict_picture(palette: Palette, verdict: Verdict) -> str:
    """The shape of a verdict as an image, for places that take no SVG; its word must stand beside it."""
    drawn = verdict_svg(palette, verdict.status, 14, verdict.has_figures)
    drawn = drawn.replace("<svg ", "<svg xmlns='http://www.w3.org/2000/svg' ", 1)
    return f"<img class='mark' alt='' src='data:image/svg+xml,{quote(drawn)}'/>"


def _are_numbers(texts: list[str]) -> bool:
    """Whether a column holds numbers for the most part, and so is read from its right edge."""
    filled = [text for text in texts if text]
    return sum(bool(_NUMBER.fullmatch(text)) for text in filled) * 2 > len(filled)


def _side(is_number: bool) -> str:
    return ' class="number"' if is_number else ""
