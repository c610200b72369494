"""What a view has of its chart, all from one value: figure, screens, charts of office programs, words in its place."""

from collections.abc import Iterator, Mapping, Sequence

from components.charts.listed import Listed, marks_listed
from components.charts.rows import draw_rows
from components.language.words import say
from components.look.canvas import Canvas
from components.model.chart import Axis, Mark, Panel, Row, RowChart
from components.model.native_chart import NativeChart, Series
from components.model.view import View
from components.views.alternatives import alternative

# scales on which the result is the line: a bar is what is asked beyond it
BEYOND = ("index", "points")
FORMS = {"multiples": {"start": 1.0, "is_log": True}, "shares": {"start": 100.0}}


def charted(chart: RowChart | None, headline: str, canvas: Canvas) -> dict:
    """The parts of a View that its chart gives; without one the headline alone stands for it."""
    if chart is None:
        return {"alternative": headline}
    return {
        "figure": draw_rows(chart, canvas),
        "screens": lambda: (draw_rows(chart, canvas.on_stage),),
        "native_charts": native_charts(chart),
        "alternative": alternative(headline, figures(chart)),
    }


def marks_of(view: View) -> list[Listed]:
    """The marks of a view's figure that lead to a fact, in reading order."""
    return marks_listed(view.figure) if view.figure else []


def log_note(parts: Mapping) -> tuple[str, ...]:
    """That a chart of office programs has an axis of powers, where one has. parts: as charted gives them."""
    return (say("note_of.log"),) if any(native.is_log for native in parts.get("native_charts", ())) else ()


def bounds_note(parts: Mapping) -> tuple[str, ...]:
    """That open bars are bounds, where a chart of office programs has some. parts: as charted gives them."""
    series = (series for native in parts.get("native_charts", ()) for series in native.series)
    return (say("note_of.open"),) if any(one.bounds for one in series) else ()


def figures(chart: RowChart) -> list[str]:
    """What each row with marks says: its name and its figures."""
    return [f"{row.name} {row.spoken}" for row in chart.rows if row.spoken]


def native_charts(chart: RowChart) -> tuple[NativeChart, ...]:
    """Charts of bars, one a panel and track, with a series for each that the marks name; refused rows are left out."""
    return tuple(
        native
        for panel in chart.panels
        for track, axis in enumerate(panel.axes)
        for native in _native(panel, track, axis)
    )


def _native(panel: Panel, track: int, axis: Axis) -> Iterator[NativeChart]:
    named = dict.fromkeys(mark.series for row in panel.rows for mark in row.marks[track] if mark.series)
    names = [name for name in axis.series or named if name in named]
    rows = [row for row in panel.rows if any(mark.series in names for mark in row.marks[track])]
    if rows:
        series = tuple(_series(name, rows, track, axis) for name in names)
        categories = tuple(row.name + (say("progress.unit", unit=row.unit) if row.unit else "") for row in rows)
        form = FORMS.get(axis.scale, {})
        yield NativeChart(axis.title, axis.unit, categories, series, is_upright=False, **form)


def _series(name: str, rows: Sequence[Row], track: int, axis: Axis) -> Series:
    marks = [next((mark for mark in row.marks[track] if mark.series == name), None) for row in rows]
    if axis.scale in BEYOND:
        # what is asked beyond a bound is a bound itself
        bounds = [any(mark.is_bound for mark in row.marks[track]) for row in rows]
        texts = tuple("　".join(run.text.strip() for run in row.told) for row in rows)
    else:
        bounds = [mark is not None and mark.is_bound for mark in marks]
        texts = tuple(mark.figure if mark else "" for mark in marks)
    first = next(mark for mark in marks if mark)
    return Series(
        name,
        tuple((mark.at if mark.value is None else mark.value) if mark else None for mark in marks),
        colour=_tone(first),
        texts=texts,
        bounds=tuple(bounds) if any(bounds) else (),
    )


def _tone(mark: Mark) -> str:
    """The tone of a series: what a target is read against is grey."""
    if mark.kind == "ring":
        return "pace"
    return ("mid", "pace")[mark.lane] if mark.kind == "result" else mark.tone
