"""The verdict beside a figure of time: its shape and word, the arithmetic, the reason; and the words about both."""

from components.charts.drawing import Texts, lines_more, note, set_layout, text_width, texts_on
from components.charts.marks import draw_verdict
from components.look import screen_size
from components.look.canvas import Canvas
from components.look.text_measure import SCREEN
from components.look.theme import Palette
from components.model.judgement import Verdict
from components.model.plot import Plot
from components.model.time_chart import TimeChart

VERDICT = 286
WIDE, RIGHT = 1280, VERDICT + 44
NARROW, RIGHT_NARROW = 364, 16
RIGHT_PRESENTED = 16
# the narrowest that a label may be beside its text
LEAST = 72


def _lines(text: str, width: float, size: float) -> list[str]:
    return [line for part in text.split("<br>") for line in SCREEN.lines(part, width, size)]


def status_words(verdict: Verdict, size: float, width: float) -> tuple[float, list[str]]:
    """The size and lines of the verdict's word beside its shape, in so many pixels."""
    room = width - 1.08 * size - 12
    if text_width(verdict.words, size) > room:
        size = max(0.75 * size, 16)
    # what belongs to the word stands under it; a mark at the end of a line may hang over by its width
    parts = [verdict.words]
    if verdict.addition and text_width(verdict.words, size) > room:
        parts = [verdict.word, verdict.addition.strip()]
    return size, [line for part in parts for line in _lines(part, room - size, size)]


def status_line(
    figure: Plot,
    palette: Palette,
    verdict: Verdict,
    size: float,
    width: float,
    x_shift: float,
    y_shift: float,
    x=0,
) -> float:
    """The verdict's shape and word, y_shift pixels over the plot's upper edge. Returns the pixels of further lines."""
    icon = 1.08 * size
    draw_verdict(
        figure,
        palette,
        verdict.status,
        x,
        1,
        icon,
        xref="paper",
        yref="paper",
        x_shift=x_shift + icon / 2,
        y_shift=y_shift,
        has_figures=verdict.has_figures,
    )
    size, lines = status_words(verdict, size, width)
    more = 1.3 * size * (len(lines) - 1)
    words = f"<b>{'<br>'.join(lines)}</b>"
    where = {"x": x, "font": {"size": size, "color": palette.ink}}
    figure.add_annotation(**note(words, x_shift + icon + 12, y_shift - more / 2, **where))
    return more


def arithmetic(
    figure: Plot,
    palette: Palette,
    chart: TimeChart,
    *,
    width: float,
    x: float,
    y: float,
    x_shift: float,
    y_shift: float,
    pitch: float = 33,
) -> float:
    """The arithmetic rows with hairlines, then the reason, from a point of the paper down. Returns their pixels."""
    where, down = {"x": x, "y": y}, 0.0
    for label, text in chart.arithmetic:
        room = width - 1.06 * text_width(text, 15) - 14
        # a long text stands under its label
        is_under = text_width(label, 14) > 2 * room or room < LEAST
        lines = [label] if is_under else _lines(label, room, 14)
        height = pitch + 18 * (len(lines) - 1 + is_under)
        middle = y_shift - down - height / 2
        left, right = {"size": 14, "color": palette.mid}, {"size": 15, "color": palette.ink}
        apart = 10 if is_under else 0
        figure.add_annotation(**note("<br>".join(lines), x_shift + 2, middle + apart, **where, font=left))
        figure.add_annotation(
            **note(f"<b>{text}</b>", x_shift + width - 2, middle - apart, **where, xanchor="right", font=right)
        )
        figure.add_shape(
            type="line",
            xref="paper",
            yref="paper",
            xsizemode="pixel",
            ysizemode="pixel",
            xanchor=x,
            yanchor=y,
            x0=x_shift,
            x1=x_shift + width,
            y0=middle - height / 2,
            y1=middle - height / 2,
            line={"width": 1, "color": palette.grid},
        )
        down += height
    if not chart.reason:
        return down
    lines = _lines(chart.reason, width - 4, 13)
    font = {"size": 13, "color": palette.mid}
    place = y_shift - down - 16
    figure.add_annotation(**note("<br>".join(lines), x_shift + 2, place, **where, yanchor="top", font=font))
    return down + 16 + 17 * len(lines)


def room_across(canvas: Canvas) -> int:
    """The pixels that a figure's margin at the left and its panels have across."""
    return {"wide": WIDE - RIGHT, "stage": screen_size.BESIDE - RIGHT_PRESENTED}.get(canvas.form, NARROW - RIGHT_NARROW)


def frame(figure: Plot, chart: TimeChart, canvas: Canvas, left: int, pixels: int) -> None:
    """Frame a figure whose panels are so many pixels high: its words, and the verdict with its arithmetic.

    On a wide canvas these stand at the right, on a narrow one over and under the panels; the stage has all about it.
    """
    texts = texts_on(canvas, chart.title, chart.subtitle, chart.sources)
    if canvas.form == "stage":
        sides = {"left": left, "right": RIGHT_PRESENTED, "top": 30, "bottom": 30}
        set_layout(figure, canvas.palette, **texts._asdict(), height=30 + pixels + 30, **sides)
    elif canvas.is_narrow:
        _frame_narrow(figure, chart, canvas.palette, texts, left, pixels)
    else:
        _frame_wide(figure, chart, canvas.palette, texts, left, pixels)


def _frame_wide(figure: Plot, chart: TimeChart, palette: Palette, texts: Texts, left: int, pixels: int) -> None:
    at = {"x": 1, "x_shift": RIGHT - VERDICT}
    top = 50 + status_line(figure, palette, chart.verdict, 24, VERDICT, y_shift=-15, **at) if chart.verdict else 0
    reach = top + arithmetic(figure, palette, chart, width=VERDICT, y=1, y_shift=-top, **at)
    over = 124 + lines_more(texts.title) + 18 * texts.subtitle.count("<br>")
    # the source line runs under the verdict too
    bottom = 17 * (texts.sources.count("<br>") + 1) + round(max(57, reach - pixels + 14))
    sides = {"left": left, "right": RIGHT, "top": over, "bottom": bottom}
    set_layout(figure, palette, **texts._asdict(), height=over + pixels + bottom, **sides)


def _frame_narrow(figure: Plot, chart: TimeChart, palette: Palette, texts: Texts, left: int, pixels: int) -> None:
    width = NARROW - RIGHT_NARROW
    size, lines = status_words(chart.verdict, 20, width) if chart.verdict else (0, [])
    more = 1.3 * size * (len(lines) - 1)
    if chart.verdict:
        status_line(figure, palette, chart.verdict, 20, width, 2 - left, 56 + more)
    below = arithmetic(figure, palette, chart, width=width - 2, pitch=31, x=0, y=0, x_shift=2 - left, y_shift=-44)
    # without a verdict its line needs no room
    over = 106 if chart.verdict else 64
    top = round(over + 24 * (texts.title.count("<br>") + 1) + 19 * (texts.subtitle.count("<br>") + 1) + more)
    bottom = round(70 + below + 17 * (texts.sources.count("<br>") + 1))
    sides = {"left": left, "right": RIGHT_NARROW, "top": top, "bottom": bottom}
    height = top + pixels + bottom
    set_layout(figure, palette, **texts._asdict(), height=height, **sides, title_size=18, title_down=24)
