"""What of a view is put before an audience, alike on screens and slides: its figures, or its table in pages."""

from typing import NamedTuple

from components.charts.drawing import bare
from components.exports.layout.table_pages import ROWS, Fit, Sheet, fit_of, sheet_of
from components.look import screen_size
from components.look.text_measure import OFFICE
from components.model.plot import Plot
from components.model.view import View

# a longer table is for the workbook: nobody turns more pages in a meeting
PAGES = 5
# pixels of the stage in a point of a slide, which is 960 of them wide
POINT = screen_size.WIDTH / 960
# pixels of the stage for a table under a title of one line and a subtitle; what one line more of each takes of it
_TABLE_ROOM, TITLE_LINE, _TAKEN_LINE, NOTE_LINE = 500, 24, 30, 17
# lines that the notes of a screen may take
NOTE_LINES = 3


class Table(NamedTuple):
    """A view's table in pages, and how many of its rows stand on none of them. room: points of a slide's height."""

    sheet: Sheet
    fit: Fit
    rows_left: int
    room: float


def figures_of(view: View) -> tuple[Plot, ...]:
    """The figures of a view without their own titles and sources, one a screen; none where its table is shown."""
    figures = view.screens() if view.screens else () if view.figure is None else (view.figure,)
    return tuple(map(bare, figures))


def table_of(view: View) -> Table:
    """The table of a view in pages that fit under its sentences and over its notes."""
    room = _TABLE_ROOM - TITLE_LINE * (OFFICE.line_count(view.headline, screen_size.ALONE, 29) - 1)
    if view.takeaway:
        room -= _TAKEN_LINE * OFFICE.line_count(view.takeaway, screen_size.ALONE, 16.5)
    if view.notes:
        lines = OFFICE.line_count("；".join(view.notes), screen_size.ALONE, screen_size.SMALLEST)
        room -= NOTE_LINE * (min(lines, NOTE_LINES) + 0.5)
    sheet = sheet_of(view, PAGES * ROWS, screen_size.ALONE / POINT)
    fit = fit_of(sheet, screen_size.ALONE / POINT, room / POINT)
    fit = fit._replace(pages=fit.pages[:PAGES])
    return Table(sheet, fit, len(view.frame) - fit.pages[-1][1], room / POINT)
