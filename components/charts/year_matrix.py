"""The year matrix: one row an indicator, a cell a year against the yearly need, then the way to the whole target.

An indicator without any figure is given one low row with its yearly need, never an empty chart.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from components.charts.drawing import leading_to, lines_more, texts_on
from components.charts.surface import Surface, drawn_width
from components.language.numerals import percent
from components.language.words import say
from components.look.canvas import Canvas
from components.look.screen_size import SMALLEST
from components.look.text_measure import SCREEN, SCREEN_BOLD
from components.model.judgement import Figure, Verdict
from components.model.matrix_chart import Cell, MatrixChart, MatrixRow
from components.model.plot import Plot

WIDTH, WIDTH_NARROW = 1280, 358
HEAD, ROW, ROW_EMPTY, FOOT = 34, 46, 34, 18
HEAD_NARROW, ROW_NARROW, ROW_NARROW_EMPTY = 22, 64, 40
BAR, COMPLETION_BAR = 11, 18
# pixels of the widest name with its unit in one line; on a sheet narrower than WIDTH the years need some of them
NAME_ROOM, NAME_ROOM_SCARCE = 250.0, 190.0
# where in a cell the yearly need stands, so that a year may exceed it by a third
NEED_PLACE = 0.72
# the scale of completion goes at least so far beyond 100
REACH = 112.0
DOTTED = "1.5px,3px"
EVERY = slice(None)


@dataclass(frozen=True)
class _Columns:
    """Where the columns of the wide form stand, in pixels; name: the room that a name has."""

    name: float
    target: float
    years: float
    pitch: float
    cell: float
    bars: float
    bars_end: float
    completion: float
    done: float
    verdict: float


def _columns(chart: MatrixChart, width: float) -> _Columns:
    def widest(texts, size: float) -> float:
        return max((drawn_width(text, size) for text in texts if isinstance(text, str)), default=0)

    rows = chart.rows
    room = NAME_ROOM if width >= WIDTH else NAME_ROOM_SCARCE
    name = min(room, max(map(_name_width, rows)))
    target = max(name + 14 + widest([row.target for row in rows], 14), drawn_width(say("matrix.indicator"), 13) + 10)
    said = [_status_lines(row.judgement.verdict, width) for row in rows]
    words = max(widest([word for word, _ in said], 14), widest([rest for _, rest in said], 12))
    verdict = width - 26 - max(words + 4, 70)
    done = verdict - 26
    completion = done - max(widest(_texts(rows, "done"), 14), drawn_width(say("matrix.done"), 13)) - 20
    bars_end = completion - max(widest(_texts(rows, "completion"), 14), drawn_width(say("matrix.completion"), 13)) - 10
    start = target + 22
    # five years take what the bar of completion leaves; the bar is never narrower than its header
    bars = max(min(186.0, 0.26 * (bars_end - start)), drawn_width(say("matrix.toward"), 13) + 60)
    pitch = min(130.0, (bars_end - bars - 26 - start) / len(chart.years))
    used = start + pitch * len(chart.years) + 26
    return _Columns(room, target, start, pitch, pitch - 16, used, bars_end, completion, done, verdict)


def _runs(years: Sequence[int]) -> str:
    """Years as runs: 2021—2023、2025."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return say("punctuation.list").join(
        str(run[0]) if len(run) == 1 else say("matrix.years", first=run[0], last=run[-1]) for run in runs
    )


def _text(figure: Figure | None) -> str:
    return figure.text if figure else ""


class _Bars:
    """Bars collected by their form, one trace each: solid for known wholes, hatched for part-years and bounds."""

    def __init__(self):
        self.forms: dict[bool, list[tuple]] = {False: [], True: []}

    def add(
        self, start: float, length: float, y: float, thickness: float, is_hatched: bool, hover: str, fact_id: str = ""
    ) -> None:
        self.forms[is_hatched].append((start, length, y, thickness, hover, fact_id))

    def draw(self, surface: Surface, colour: str) -> None:
        for is_hatched, bars in self.forms.items():
            if not bars:
                continue
            starts, lengths, y, thicknesses, hovers, facts = zip(*bars, strict=True)
            hatch = {"shape": "/", "size": 7, "solidity": 0.28, "fgopacity": 0.55}
            hatch |= {"fgcolor": colour, "bgcolor": surface.palette.ground}
            surface.figure.add_bar(
                orientation="h",
                x=lengths,
                base=starts,
                y=y,
                width=thicknesses,
                name=say("matrix.part" if is_hatched else "matrix.full"),
                hovertext=hovers,
                hoverinfo="text",
                **leading_to(facts),
                marker={
                    "color": colour,
                    "line": {"width": 1.4, "color": colour},
                    **({"pattern": hatch} if is_hatched else {}),
                },
            )


def _need_place(row: MatrixRow) -> float:
    """Where in its cells the yearly need of a row stands: nearer to the left if a year would leave its cell."""
    need = row.judgement.need
    if not need or need.value <= 0:
        return 0.0
    return min(NEED_PLACE, need.value / row.most) if row.most else NEED_PLACE


def _cell(
    surface: Surface, bars: _Bars, row: MatrixRow, cell: Cell | None, left: float, width: float, y: float, share: float
) -> None:
    """One year of an indicator: its number over its bar, or a dotted box, or the word for a year to come."""
    palette = surface.palette
    if cell is None or not cell.is_known:
        state = cell.state if cell else "missing"
        if state == "missing":
            surface.box((left, left + width), (y - 15, y + 15), line=palette.pace, dash=DOTTED)
        word = say(f"matrix.{state}")
        word = say("matrix.beside_plan", figure=word, plan=cell.plan_text) if cell and cell.plan_text else word
        size = surface.fitting(word, width, (13, 12, 11)) or 11
        surface.write(word, left + width / 2, y, size, palette.soft, align="center")
        return
    part, text, beside, size = cell.part, f"<b>{cell.text}</b>", cell.text, 13.5
    room, both = width + 12, cell.text
    if cell.plan_text:
        both = say("matrix.beside_plan", figure=cell.text, plan=cell.plan_text)
        fitting = surface.fitting(both, room, (13.5, 12.5, 11.5, 11))
        # where both find no room the plan is left to its mark, its hover and the table
        if fitting:
            text, beside, size = say("matrix.beside_plan", figure=text, plan=cell.plan_text), both, fitting
    if part:
        small = surface.fitting(part, room - drawn_width(beside, size) - 4, (11.5, 11))
        if small:
            text += f" <span style='font-size:{small}px;color:{palette.mid}'>{part}</span>"
    surface.write(text, left + 1, y - 9, size)
    if cell.value is None:
        return
    hover = f"<b>{row.name}</b><br>{cell.year}: {both} {row.judgement.unit}" + (f"<br>{part}" if part else "")
    if share:
        length = width * share * cell.value / row.judgement.need.value
        bars.add(left, length, y + 9, BAR, cell.state == "part", hover, cell.fact_id)
        at = left + width * share
        surface.line((at, at), (y + 1.5, y + 16.5), palette.ink, 1.6, layer="above")
        if cell.plan is not None:
            surface.diamond(left + width * share * cell.plan / row.judgement.need.value, y + 9)


def _empty_cells(surface: Surface, row: MatrixRow, years: Sequence[int], columns: _Columns, y: float) -> None:
    """The cells of a row without any figure: one dotted box over the years that lack, then the years to come."""
    palette = surface.palette
    told = {cell.year: cell.state for cell in row.cells if cell.state in ("future", "within") and cell.year in years}
    missing = [year for year in years if year not in told]

    def left(year: int) -> float:
        return columns.years + columns.pitch * years.index(year)

    for year, state in told.items():
        surface.write(say(f"matrix.{state}"), left(year) + columns.cell / 2, y, 13, palette.soft, align="center")
    start, end = (left(missing[0]), left(missing[-1]) + columns.cell) if missing else (left(years[0]), 0)
    words = [say("matrix.missing_years", years=_runs(missing))] if missing else []
    if row.judgement.need:
        words.append(say("matrix.need", need=row.judgement.need.text))
    text = "　".join(words)
    if missing:
        surface.box((start, end), (y - 11, y + 11), line=palette.pace, dash=DOTTED)
        size = surface.fitting(text, end - start - 8, (13, 12, 11))
        if size is None:
            text, size = words[0], surface.fitting(words[0], end - start - 8, (13, 12)) or 11
        surface.write(text, (start + end) / 2, y, size, palette.mid, align="center")


def _texts(rows: Sequence[MatrixRow], figure: str) -> list[str]:
    """The texts of a figure of each row's judgement, where it is known."""
    return [_text(getattr(row.judgement, figure)) for row in rows]


def _most(rows: Sequence[MatrixRow]) -> float:
    """The percentage that the scale of completion ends with."""
    completions = (row.judgement.completion for row in rows)
    return max([REACH, *(completion.value * 1.01 for completion in completions if completion)])


def _hundred(columns: _Columns, rows: Sequence[MatrixRow]) -> float:
    """Pixels of one percent of completion."""
    return (columns.bars_end - columns.bars) / _most(rows)


def _verdict(surface: Surface, verdict: Verdict, x: float, y: float) -> None:
    """The shape and word of a row's verdict; what cautions it stands under the word."""
    palette = surface.palette
    shade = palette.ink if verdict.is_assessed else palette.mid
    word, under = _status_lines(verdict, surface.width)
    text = f"<b>{word}</b>" if verdict.is_assessed else word
    surface.write(text, x + 26, y - (8 if under else 0), 14, shade)
    if under:
        surface.write(under, x + 26, y + 8, 12, shade)
    surface.verdict(verdict.status, x + 9, y, 17, has_figures=verdict.has_figures)


def _status_lines(verdict: Verdict, width: float) -> tuple[str, str]:
    """The word of a verdict, and under it its caution; on the sheet of a stage the remark of the word too."""
    if verdict.caution or not WIDTH_NARROW < width < WIDTH:
        return verdict.in_short.words, verdict.caution
    return verdict.word, verdict.remark


def _name_width(row: MatrixRow) -> float:
    return drawn_width(row.name, 14) + drawn_width(row.judgement.unit, 12) + 8


def _name(surface: Surface, row: MatrixRow, y: float, room: float, colour: str) -> None:
    """Name and unit in one line; the unit under the name where the room is too narrow."""
    palette = surface.palette
    if _name_width(row) <= room:
        text = f"{row.name} <span style='font-size:12px;color:{palette.mid}'>{row.judgement.unit}</span>"
        surface.write(text, 0, y, 14, colour)
        return
    size = surface.fitting(row.name, room, (13, 12)) or 12
    surface.write(SCREEN_BOLD.shortened(row.name, room, size), 0, y - 7, size, colour)
    surface.write(row.judgement.unit, 0, y + 8, 11, palette.mid)


def _name_narrow(surface: Surface, row: MatrixRow, y: float, room: float, colour: str) -> None:
    """Name and unit in one line; where the room is too narrow the unit goes first, then the name takes two lines."""
    size = surface.fitting(row.name, room, (14, 13))
    if _name_width(row) <= room:
        _name(surface, row, y, room, colour)
    elif size:
        surface.write(row.name, 0, y, size, colour)
    else:
        first, *rest = SCREEN.lines(row.name, room, 12)
        surface.write(SCREEN_BOLD.shortened(first, room, 12), 0, y - 7, 12, colour)
        surface.write(SCREEN_BOLD.shortened(" ".join(rest), room, 12), 0, y + 7, 12, colour)


def row_heights(chart: MatrixChart) -> list[int]:
    """The pixels down that each row takes in the wide form: less where it has no figure."""
    return [ROW if row.has_any else ROW_EMPTY for row in chart.rows]


def parts(chart: MatrixChart, most: int) -> list[slice]:
    """The rows in as few parts as take at most so many pixels down, each about as high as the others."""
    heights = row_heights(chart)
    count = math.ceil(sum(heights) / (most - HEAD - FOOT))
    ends = [round(sum(heights) * part / count) for part in range(1, count + 1)]
    middles = [end - height / 2 for height, end in zip(heights, accumulate(heights), strict=True)]
    stops = [0, *(sum(middle < end for middle in middles) for end in ends)]
    return [slice(*pair) for pair in pairwise(stops)]


def draw_matrix(chart: MatrixChart, canvas: Canvas, part: slice = EVERY) -> Plot:
    """A year matrix as a figure; on a narrow canvas the years are left to the table.

    part: the rows to draw, laid out and scaled as all of them.
    """
    return _narrow(chart, canvas) if canvas.is_narrow else _wide(chart, canvas, part)


def _wide(chart: MatrixChart, canvas: Canvas, part: slice) -> Plot:
    """Name, target, a cell a year, the bar toward 100 %, completion, total and verdict."""
    palette, width = canvas.palette, canvas.width
    surface, bars = Surface(palette, width, SMALLEST if canvas.form == "stage" else 0), _Bars()
    columns = _columns(chart, width)
    one_percent = _hundred(columns, chart.rows)
    hundred = columns.bars + 100 * one_percent
    head = {"y": 14, "size": 13, "colour": palette.mid}
    surface.write(say("matrix.indicator"), 0, **head)
    for position, year in enumerate(chart.years):
        surface.write(str(year), columns.years + columns.pitch * position + 2, **head)
    toward = say("matrix.toward")
    surface.write(toward, columns.bars, **head)
    surface.write(say("matrix.completion"), columns.completion, **head, align="right")
    surface.write(say("matrix.done"), columns.done, **head, align="right")
    surface.write(say("matrix.verdict"), columns.verdict + 26, **head)
    surface.line((0, width), (HEAD, HEAD), palette.rule, 1)
    y, pace = float(HEAD), []
    for row, height in zip(chart.rows[part], row_heights(chart)[part], strict=True):
        has_any = row.has_any
        middle = y + height / 2
        shade = palette.ink if has_any else palette.mid
        _name(surface, row, middle, columns.name, shade)
        surface.write(f"<b>{row.target}</b>", columns.target, middle, 14, shade, align="right")
        if any(cell.is_known or cell.plan_text for cell in row.cells):
            share = _need_place(row)
            for position, year in enumerate(chart.years):
                left = columns.years + columns.pitch * position
                _cell(surface, bars, row, row.cell(year), left, columns.cell, middle, share)
        else:
            _empty_cells(surface, row, chart.years, columns, middle)
        judgement = row.judgement
        done, completion = _text(judgement.done), judgement.completion
        if completion:
            bars.add(
                columns.bars,
                completion.value * one_percent,
                middle,
                COMPLETION_BAR,
                completion.is_lower_bound,
                f"<b>{row.name}</b><br>{completion.text}　{done} / {row.target} {judgement.unit}",
            )
        else:
            surface.box((columns.bars, hundred), (middle - 8, middle + 8), line=palette.rule, dash=DOTTED)
        for text, x in ((_text(completion), columns.completion), (done, columns.done)):
            surface.write(
                f"<b>{text}</b>" if text and has_any else text or "—",
                x,
                middle,
                14,
                shade if text else palette.soft,
                align="right",
            )
        _verdict(surface, judgement.verdict, columns.verdict, middle)
        if judgement.time:
            at = columns.bars + judgement.time.value * one_percent
            pace.append((judgement.time.value, at))
            surface.line((at, at), (y + 4, y + height - 4), palette.pace, 1.6, layer="above")
        y += height
        surface.line((0, width), (y, y), palette.grid, 1)
    surface.line((hundred, hundred), (HEAD, y), palette.ink, 1.4, dash="5px,4px", layer="above")
    foot = y
    clear = columns.bars + drawn_width(toward, 13) + 24
    if hundred > clear:
        surface.write("100%", hundred, 14, 12, align="center")
    else:
        foot = y + FOOT
        surface.write("100%", hundred, y + 10, 12)
    if len({share for share, _ in pace}) == 1:
        # one pace for all rows: it is named under its line, right-aligned so that 100 % keeps its place
        foot = y + FOOT
        share, at = pace[0]
        surface.write(say("matrix.time", percent=percent(share)), at + 2, y + 10, 12, palette.mid, align="right")
    bars.draw(surface, palette.named(chart.tone))
    texts = texts_on(canvas, chart.title, chart.subtitle, chart.sources)
    top = 84 + lines_more(texts.title) + 18 * texts.subtitle.count("<br>")
    return surface.finish(foot, **texts._asdict(), top=top)


def _narrow(chart: MatrixChart, canvas: Canvas) -> Plot:
    """Name and verdict over the bar toward 100 %."""
    palette, rows = canvas.palette, chart.rows
    surface, bars = Surface(palette, WIDTH_NARROW), _Bars()
    numbers = [drawn_width(text, 13) for text in _texts(rows, "completion")]
    one_percent = (WIDTH_NARROW - max([*numbers, 50]) - 10) / _most(rows)
    said = [_status_lines(row.judgement.verdict, WIDTH_NARROW) for row in rows]
    verdict = WIDTH_NARROW - 28 - max(max(drawn_width(word, 14), drawn_width(under, 12)) for word, under in said)
    surface.write("100%", 100 * one_percent, 10, 12, align="center")
    surface.line((0, WIDTH_NARROW), (HEAD_NARROW, HEAD_NARROW), palette.rule, 1)
    y = float(HEAD_NARROW)
    for row in rows:
        done, completion, time = row.judgement.done, row.judgement.completion, row.judgement.time
        height = ROW_NARROW if done else ROW_NARROW_EMPTY
        shade = palette.ink if done else palette.mid
        first = y + (20 if done else height / 2)
        _name_narrow(surface, row, first, verdict - 10, shade)
        _verdict(surface, row.judgement.verdict, verdict, first)
        if completion:
            hover = f"<b>{row.name}</b><br>{completion.text}　{_text(done)} / {row.target} {row.judgement.unit}"
            bars.add(0, completion.value * one_percent, y + 44, 14, completion.is_lower_bound, hover)
            surface.write(f"<b>{completion.text}</b>", WIDTH_NARROW, y + 44, 13, align="right")
            at = 100 * one_percent
            # under the words of the verdict
            surface.line((at, at), (y + 37, y + 57), palette.ink, 1.4, dash="4px,3px", layer="above")
            if time:
                at = time.value * one_percent
                surface.line((at, at), (y + 37, y + 57), palette.pace, 1.6, layer="above")
        elif done:
            surface.write(done.text, 0, y + 44, 13, palette.mid)
        y += height
        surface.line((0, WIDTH_NARROW), (y, y), palette.grid, 1)
    bars.draw(surface, palette.named(chart.tone))
    texts = texts_on(canvas, chart.title, chart.subtitle, chart.sources)
    top = 46 + 26 * (texts.title.count("<br>") + 1) + 18 * (texts.subtitle.count("<br>") + 1)
    return surface.finish(y, **texts._asdict(), top=top, title_size=18, title_down=24)
