"""The verdict beside a figure of progress: its shape and word, the arithmetic, the reason."""

from components.charts.drawing import lines_more, note, set_layout, text_width
from components.charts.marks import draw_verdict
from components.look.text_measure import SCREEN
from components.look.theme import Palette
from components.model.judgement import Judgement, Verdict
from components.model.plot import Plot

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
    judgement: Judgement,
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
    for label, text in judgement.arithmetic:
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
    if not judgement.reason:
        return down
    lines = _lines(judgement.reason, width - 4, 13)
    font = {"size": 13, "color": palette.mid}
    place = y_shift - down - 16
    figure.add_annotation(**note("<br>".join(lines), x_shift + 2, place, **where, yanchor="top", font=font))
    return down + 16 + 17 * len(lines)


def frame_wide(
    figure: Plot,
    palette: Palette,
    judgement: Judgement,
    left: int,
    pixels: int,
    *,
    title: str,
    subtitle: str,
    sources: str,
) -> None:
    """Frame a wide figure with the verdict at its right; pixels: the height of its panels."""
    at = {"x": 1, "x_shift": RIGHT - VERDICT}
    top = 50 + status_line(figure, palette, judgement.verdict, 24, VERDICT, y_shift=-15, **at)
    reach = top + arithmetic(figure, palette, judgement, width=VERDICT, y=1, y_shift=-top, **at)
    over = 124 + lines_more(title) + 18 * subtitle.count("<br>")
    # the source line runs under the verdict too
    bottom = 17 * (sources.count("<br>") + 1) + round(max(57, reach - pixels + 14))
    set_layout(
        figure,
        palette,
        title=title,
        subtitle=subtitle,
        sources=sources,
        height=over + pixels + bottom,
        left=left,
        right=RIGHT,
        top=over,
        bottom=bottom,
    )


def frame_presented(figure: Plot, palette: Palette, left: int, pixels: int) -> None:
    """Frame a figure that is presented: panels so many pixels high, no title, no verdict, no source line."""
    set_layout(
        figure,
        palette,
        title="",
        subtitle="",
        sources="",
        height=30 + pixels + 30,
        left=left,
        right=RIGHT_PRESENTED,
        top=30,
        bottom=30,
    )


def frame_narrow(
    figure: Plot,
    palette: Palette,
    judgement: Judgement,
    left: int,
    pixels: int,
    *,
    title: str,
    subtitle: str,
    sources: str,
) -> None:
    """Frame a figure for a phone with the verdict's word over its panels and the arithmetic under them."""
    width = NARROW - RIGHT_NARROW
    size, lines = status_words(judgement.verdict, 20, width)
    more = 1.3 * size * (len(lines) - 1)
    status_line(figure, palette, judgement.verdict, 20, width, 2 - left, 56 + more)
    below = arithmetic(figure, palette, judgement, width=width - 2, pitch=31, x=0, y=0, x_shift=2 - left, y_shift=-44)
    top = round(106 + 24 * (title.count("<br>") + 1) + 19 * (subtitle.count("<br>") + 1) + more)
    bottom = round(70 + below + 17 * (sources.count("<br>") + 1))
    set_layout(
        figure,
        palette,
        title=title,
        subtitle=subtitle,
        sources=sources,
        height=top + pixels + bottom,
        left=left,
        right=RIGHT_NARROW,
        top=top,
        bottom=bottom,
        title_size=18,
        title_down=24,
    )
