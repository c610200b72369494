"""The renderer of several courses: small panels in rows, all over the same years."""

import math
from typing import NamedTuple

from components.charts.course import Place, draw_course, scale_of, values_width
from components.charts.drawing import set_layout, set_rows, texts_on
from components.look import screen_size
from components.look.canvas import Canvas
from components.model.plot import Plot
from components.model.time_chart import PanelsChart


class _Form(NamedTuple):
    """How panels stand on a canvas: how many in a row at most, the pixels of all of them across, and of one down."""

    most: int
    width: int
    height: int


FORMS = {
    "wide": _Form(3, 1280, 176),
    "middle": _Form(2, 640, 176),
    "narrow": _Form(1, 348, 170),
    "stage": _Form(3, screen_size.ALONE, 176),
}
# pixels between two rows, in which years and a heading stand; beside the last column; on the stage over and under all
BETWEEN, RIGHT, STAGE = 74, 18, 34
# under the lowest mark of a panel, in which a number or the word for a break stands
FOOT = 36
# how many panels a screen of the stage has
A_SCREEN = 6
EVERY = slice(None)


def draw_panels(chart: PanelsChart, canvas: Canvas, part: slice = EVERY) -> Plot:
    """Panels as a figure. part: those to draw."""
    panels, form, figure = chart.panels[part], FORMS[canvas.form], Plot()
    # four stand better in two rows of two
    columns = 2 if len(panels) == 4 and form.most > 2 else min(form.most, len(panels))
    rows = math.ceil(len(panels) / columns)
    height = form.height
    if canvas.form == "stage":
        height = min((screen_size.ROOM - 2 * STAGE - BETWEEN * (rows - 1)) // rows, 2 * form.height)
    scales = [scale_of(panel, height, FOOT) for panel in panels]
    left = max(values_width(scale, is_small=True) for scale in scales)
    width, pixels = form.width - left - RIGHT, rows * height + (rows - 1) * BETWEEN
    own = (width - (columns - 1) * (left + RIGHT)) / columns
    for position, (panel, scale) in enumerate(zip(panels, scales, strict=True)):
        row, column = divmod(position, columns)
        start, top = column * (own + left + RIGHT) / width, 1 - row * (height + BETWEEN) / pixels
        place = Place(
            str(position + 1) if position else "",
            own,
            height,
            across=(start, start + own / width),
            down=(max(top - height / pixels, 0), top),
            left=left,
            is_small=True,
        )
        draw_course(figure, panel, canvas, scale, place)
    _frame(figure, chart, canvas, left, pixels)
    return figure


def screens_of(chart: PanelsChart, canvas: Canvas) -> tuple[Plot, ...]:
    """The screens on which panels are presented, a few each."""
    starts = range(0, len(chart.panels), A_SCREEN)
    return tuple(draw_panels(chart, canvas.on_stage, slice(start, start + A_SCREEN)) for start in starts)


def _frame(figure: Plot, chart: PanelsChart, canvas: Canvas, left: int, pixels: int) -> None:
    """Title, subtitle and sources about panels that are so many pixels high together."""
    texts = texts_on(canvas, chart.title, chart.subtitle, chart.sources)
    if canvas.form == "stage":
        sides = {"left": left, "right": RIGHT, "top": STAGE, "bottom": STAGE}
        set_layout(figure, canvas.palette, **texts._asdict(), height=2 * STAGE + pixels, **sides)
    elif canvas.is_narrow:
        top = 64 + 24 * (texts.title.count("<br>") + 1) + 19 * (texts.subtitle.count("<br>") + 1)
        bottom = 48 + 17 * (texts.sources.count("<br>") + 1)
        sides = {"left": left, "right": RIGHT, "top": top, "bottom": bottom}
        height = top + pixels + bottom
        set_layout(figure, canvas.palette, **texts._asdict(), height=height, **sides, title_size=18, title_down=24)
    else:
        set_rows(figure, canvas.palette, pixels, texts, above=116, below=48, left=left, right=RIGHT)
