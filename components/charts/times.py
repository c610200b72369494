"""The renderer of time: a TimeChart on a canvas, marks at their months against the lines that they are read by.

Precision is form: solid and filled while every month is known, dotted and open for a bound, hatched for part of a year,
a dotted box for a year without a figure. No line leads over a year without one: that would invent it.
"""

from components.charts.course import Place, draw_course, scale_of, values_width
from components.charts.verdict_column import frame, room_across
from components.charts.year_bars import year_bars
from components.look.canvas import Canvas
from components.model.plot import Plot
from components.model.time_chart import TimeChart

# pixels of the course over years, of the gap between, and of the years; on a narrow canvas
WITH_YEARS, WITH_YEARS_NARROW = (256, 68, 118), (224, 74, 118)
# pixels of the course where it stands alone
ALONE = {"wide": 372, "middle": 270, "narrow": 270, "stage": 430}

# pixels by which a heading may run into the margin of a narrow canvas
SPARE_NARROW = 42


def draw_times(chart: TimeChart, canvas: Canvas) -> Plot:
    """A chart of time as a figure; the stage has its title, its sources and its verdict about it."""
    upper, gap, lower = WITH_YEARS_NARROW if canvas.is_narrow else WITH_YEARS
    if not chart.years:
        upper, gap, lower = ALONE[canvas.form], 0, 0
    scale, pixels, figure = scale_of(chart, upper), upper + gap + lower, Plot()
    left = values_width(scale, is_small=canvas.is_narrow)
    place = Place(
        "",
        room_across(canvas) - left,
        upper,
        down=(1 - upper / pixels, 1),
        left=left,
        spare=SPARE_NARROW if canvas.is_narrow else 0,
        is_small=canvas.is_narrow,
        is_named=not chart.years,
    )
    draw_course(figure, chart, canvas, scale, place)
    if chart.years:
        year_bars(figure, chart, canvas, left, lower, pixels)
    frame(figure, chart, canvas, left, pixels)
    return figure
