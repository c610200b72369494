"""The renderer of rows: a RowChart on a canvas, wide with columns of figures, or narrow with words over each band."""

from dataclasses import replace
from itertools import count

from components.charts.drawing import clean, note, rule, set_rows, set_rows_narrow, text_width, texts_on
from components.charts.row_key import draw_key
from components.charts.row_labels import LABEL, SIZE
from components.charts.row_layout import (
    CELL,
    HEADING,
    NAME,
    SMALL,
    TAG,
    Columns,
    PlacedPanel,
    PlacedRow,
    Stretch,
    columns_of,
    panels_of,
)
from components.charts.row_marks import (
    Ground,
    draw_marks,
    draw_references,
    listed,
    write_around,
    write_beside,
)
from components.look.canvas import Canvas
from components.look.text_measure import SCREEN, as_many_as_fit
from components.look.theme import Palette
from components.model.chart import Axis, Mark, RowChart, Runs, said_of
from components.model.plot import Plot

# pixels from a panel up to its heading, and to that of a track over the words of its line
OVER, OVER_LINE = 20, 46


def draw_rows(chart: RowChart, canvas: Canvas) -> Plot:
    """A chart of rows as a figure; the stage has its title and sources about it."""
    palette, columns = canvas.palette, columns_of(chart, canvas)
    panels = panels_of(chart, canvas, columns)
    pixels = panels[-1].top + panels[-1].height
    figure, numbers = Plot(), count(1)
    for panel in panels:
        domain = (max(1 - (panel.top + panel.height) / pixels, 0), 1 - panel.top / pixels)
        for track, stretch in enumerate(columns.tracks):
            number = next(numbers)
            axis = "" if number == 1 else str(number)
            ground = Ground(figure, axis, panel.scales[track], stretch.pixels, palette)
            _axes(ground, panel, stretch, domain)
            _track(ground, chart, panel, track, canvas)
            if track == 0:
                (_words_narrow if canvas.is_narrow else _words_wide)(figure, chart, panel, columns, axis, canvas)
    has_line_under = canvas.is_narrow and any(axis.line and axis.line.words for axis in chart.panels[0].axes[:1])
    down = 58 if has_line_under else 44
    key_rows = draw_key(figure, canvas, chart.key, left=columns.left - 2, down=down)
    below = down + 22 * key_rows - (0 if key_rows else 10)
    texts = texts_on(canvas, chart.title, (chart.subtitle,), chart.sources)
    if canvas.is_narrow:
        set_rows_narrow(figure, palette, pixels, texts, below=below + 8)
        return figure
    above = 150 if any(track.heading for track in chart.tracks) else 126
    set_rows(figure, palette, pixels, texts, above=above, below=below + 12, left=columns.left, right=columns.right)
    return figure


def _axes(ground: Ground, panel: PlacedPanel, stretch: Stretch, domain: tuple[float, float]) -> None:
    """The scale across and the rows down, in pixels from the panel's top."""
    scale, axis = ground.scale, ground.axis
    ground.figure.update_layout(
        {
            f"xaxis{axis}": {
                "domain": list(stretch.domain),
                "anchor": f"y{axis}",
                "side": "bottom",
                "type": "log" if scale.is_log else "linear",
                "range": list(scale.range),
                "tickvals": scale.ticks[0],
                "ticktext": scale.ticks[1],
                "tickangle": 0,
            },
            f"yaxis{axis}": {
                "range": [panel.height, 0],
                "domain": list(domain),
                "anchor": f"x{axis}",
                "showticklabels": False,
            },
        }
    )


def _track(ground: Ground, chart: RowChart, panel: PlacedPanel, track: int, canvas: Canvas) -> None:
    """What one track of a panel shows: its ground, its line, its marks and their labels."""
    axis, is_narrow = panel.panel.axes[track], canvas.is_narrow
    drawn = [row for row in panel.rows if row.row.marks[track]]
    _ground(ground, axis, panel, drawn, is_narrow)
    placed = [(mark, _height(row, mark, chart.lanes)) for row in drawn for mark in row.row.marks[track]]
    for row in drawn:
        ends = row.band if is_narrow else (row.top + 2, row.bottom - 2)
        draw_references(ground, row.row.marks[track], row.centre, ends, is_narrow)
    draw_marks(ground, placed)
    write_beside(ground, placed, axis.line, is_narrow)
    for row in drawn:
        write_around(ground, row.labels[track] if row.labels else (), row.centre)
    if not is_narrow:
        _headings_of_track(ground, axis, chart.tracks[track].heading)
        for row in panel.rows:
            _instead(ground, axis, row, track, canvas.shrunk)


def _height(row: PlacedRow, mark: Mark, lanes: int) -> float:
    """The middle of a mark's lane."""
    lane = (row.band[1] - row.band[0]) / lanes
    return row.band[0] + lane * (mark.lane + 0.5)


def _ground(ground: Ground, axis: Axis, panel: PlacedPanel, drawn: list[PlacedRow], is_narrow: bool) -> None:
    """Grid, shaded side and the line that all is read against: over the panel, or in the bands of rows alone."""
    low, high = (10**end if ground.scale.is_log else end for end in ground.scale.range)
    spans = [row.band for row in drawn] if is_narrow else [(0.0, panel.height)]
    for span in spans:
        if axis.is_parted and axis.line:
            ground.box((low, axis.line.at), span)
        elif is_narrow:
            ground.box((low, high), span)
        if axis.line:
            line = {"width": 2.5, "color": ground.palette.named(axis.line.tone)}
            ground.upright(axis.line.at, span, **line)
    if not is_narrow:
        for tick in ground.scale.ticks[0]:
            ground.upright(tick, spans[0], width=1, color=ground.palette.grid, layer="below")
    if axis.line and axis.line.words and is_narrow:
        _line_under(ground, axis, panel)


def _line_under(ground: Ground, axis: Axis, panel: PlacedPanel) -> None:
    """What the line is, under the ticks of the narrow form."""
    line, pixels = axis.line, ground.pixels
    half = text_width(line.words, SMALL) / 2 + 4
    centre = min(max(ground.scale.share(line.at) * pixels, half), pixels - half)
    place = {"x": centre / pixels, "yref": f"y{ground.axis}", "y": panel.height, "xanchor": "center"}
    font = {"size": SMALL, "color": ground.palette.written(line.tone)}
    ground.figure.add_annotation(**note(clean(line.words), 0, -32, **place, font=font))


def _headings_of_track(ground: Ground, axis: Axis, heading: str) -> None:
    """Over a track of the wide form: what it shows, what its line is, and what lies on either side of that."""
    palette = ground.palette
    if heading:
        at = {"xref": f"x{ground.axis} domain", "yref": f"y{ground.axis}", "x": 0, "y": 0}
        ground.figure.add_annotation(**note(f"<b>{clean(heading)}</b>", 0, OVER_LINE, **at, font={"size": NAME}))
    if axis.line is None:
        return
    if axis.line.words:
        font = {"size": HEADING, "color": palette.written(axis.line.tone)}
        ground.write(f"<b>{clean(axis.line.words)}</b>", axis.line.at, 0, 0, 16, xanchor="center", font=font)
    share = ground.scale.share(axis.line.at)
    for side, anchor, shift, part in zip(axis.sides, ("right", "left"), (-10, 10), (share, 1 - share), strict=True):
        # where it would run into the headings of figures the other side says it as well
        if side and text_width(side, SMALL) + 10 <= part * ground.pixels:
            font = {"size": SMALL, "color": palette.mid}
            ground.write(clean(side), axis.line.at, 0, shift, OVER, xanchor=anchor, font=font)


def _instead(ground: Ground, axis: Axis, row: PlacedRow, track: int, shrunk: float) -> None:
    """Why marks are missing, where they would stand, or under those that are there."""
    words, y, start = row.row.instead[track], row.line, 12.0
    if not words:
        return
    room = shrunk * ground.pixels - 24
    if row.row.marks[track]:
        lines, y = [SCREEN.shortened(words, room, SMALL)], row.bottom - LABEL / 2 - 2
    else:
        lines = SCREEN.lines(words, room, SMALL) if text_width(words, HEADING) > room else [words]
        if len(lines) > 2:
            # the row has no room for more, and the table says it whole
            lines = [lines[0], SCREEN.shortened(words.removeprefix(lines[0]).lstrip(), room, SMALL)]
        line = ground.scale.share(axis.line.at) * ground.pixels if axis.line else 0.0
        if line + text_width(words, HEADING) + 10 < shrunk * ground.pixels:
            # beside the line that all are read against, which stays whole
            start = max(line + 10, start)
    size = HEADING if len(lines) == 1 and not row.row.marks[track] else SMALL
    at = {"xref": f"x{ground.axis} domain", "yref": f"y{ground.axis}", "x": start / ground.pixels, "y": y}
    font = {"size": size, "color": ground.palette.soft}
    words = "<br>".join(map(clean, lines))
    ground.figure.add_annotation(**note(words, **at, bgcolor=ground.palette.ground, font=font))


def _words_wide(figure: Plot, chart: RowChart, panel: PlacedPanel, columns: Columns, axis: str, canvas: Canvas) -> None:
    """The heading of a panel, and names and figures of its rows."""
    palette = canvas.palette
    if panel.panel.heading:
        at = {"yref": f"y{axis}", "y": 0, "font": {"size": HEADING, "color": palette.mid}}
        figure.add_annotation(**note(f"<b>{clean(panel.panel.heading)}</b>", -columns.left, OVER, **at))
    if panel.top == 0:
        for heading, edge in zip(columns.headings, columns.edges, strict=True):
            at = {"yref": f"y{axis}", "y": 0, "font": {"size": HEADING, "color": palette.mid}}
            _at_edge(figure, clean_lines(heading), columns, edge, OVER, at)
    for row in panel.rows:
        at = {"yref": f"y{axis}", "y": row.line}
        tone = palette.soft if row.row.is_refused else palette.ink
        name = _name(row, palette, columns)
        figure.add_annotation(**note(name, -columns.left, **at, font={"size": NAME, "color": tone}))
        for cell, edge in zip(row.row.cells, columns.edges, strict=True):
            if said_of(cell):
                # of one run the tone is that of the whole
                whole = cell[0].tone if len(cell) == 1 and cell[0].tone else "mid"
                tone = palette.soft if row.row.is_refused else palette.written(whole)
                runs = tuple(replace(run, tone="") for run in cell) if len(cell) == 1 else cell
                font = {"size": CELL, "color": tone}
                _at_edge(figure, _runs(runs, palette, row.row.is_refused), columns, edge, 0, {**at, "font": font})
        rule(figure, palette, axis, row.bottom, columns.left)


def _at_edge(figure: Plot, text: str, columns: Columns, edge: tuple[float, int], up: float, at: dict) -> None:
    """A text whose right edge is that of its column."""
    pixels, side = edge
    place = {"x": 1} if side else {"x": pixels / columns.plot}
    figure.add_annotation(**note(text, pixels if side else 0, up, **place, **at, xanchor="right", align="right"))


def clean_lines(text: str) -> str:
    """Lines parted by <br>, as they may stand in a figure."""
    return "<br>".join(map(clean, text.split("<br>")))


def _name(row: PlacedRow, palette: Palette, columns: Columns) -> str:
    """The name with its tag beside or under it; a name too long for its room takes the tag's line as well."""
    room = columns.left - 14
    if text_width(row.row.title, NAME) > room:
        return "<br>".join(map(clean, SCREEN.lines(row.row.title, room, NAME)))
    if not row.row.tag:
        return clean(row.row.title)
    tag = f"<span style='font-size:{TAG}px;color:{palette.soft}'>{clean(row.row.tag)}</span>"
    return clean(row.row.title) + ("<br>" if columns.is_stacked else " ") + tag


def _runs(runs: Runs, palette: Palette, is_refused: bool = False) -> str:
    """Runs as they stand in a figure; those of a refused row have its tone."""
    said = []
    for run in runs:
        text = f"<b>{clean(run.text)}</b>" if run.is_bold and run.text and not is_refused else clean(run.text)
        is_toned = run.tone and not is_refused
        said.append(f"<span style='color:{palette.written(run.tone)}'>{text}</span>" if is_toned else text)
    return "".join(said)


def _words_narrow(
    figure: Plot, chart: RowChart, panel: PlacedPanel, columns: Columns, axis: str, canvas: Canvas
) -> None:
    """The heading of a panel; over each row's band its name and figures, under it what is listed and said."""
    palette, heading = canvas.palette, panel.panel.heading or chart.tracks[0].brief
    at = {"yref": f"y{axis}", "y": 0, "font": {"size": HEADING, "color": palette.mid}}
    figure.add_annotation(**note(f"<b>{clean(heading)}</b>", 0, OVER, **at))
    if panel.panel.told:
        figure.add_annotation(**note(_runs(panel.panel.told, palette), -2, OVER, **at, x=1, xanchor="right"))
    for row in panel.rows:
        at = {"yref": f"y{axis}", "y": row.line}
        told = said_of(row.row.told)
        room = canvas.width - text_width(told, HEADING)
        tone = palette.soft if row.row.is_refused else palette.ink
        # a name that has no room is set smaller before it is cut
        size = NAME if text_width(row.row.title, NAME) <= room else HEADING
        name = _name_narrow(row, palette, room, size)
        figure.add_annotation(**note(name, 2, **at, font={"size": size, "color": tone}))
        if told:
            font = {"size": HEADING, "color": palette.soft if row.row.is_refused else palette.ink}
            text = _runs(row.row.told, palette, row.row.is_refused)
            figure.add_annotation(**note(text, -2, **at, x=1, xanchor="right", font=font))
        y = row.bottom - 12 - LABEL * (len(row.listed) + len(row.instead)) + LABEL / 2
        for marks in row.listed:
            figure.add_annotation(**note(listed(palette, marks), 2, yref=f"y{axis}", y=y, font={"size": SIZE}))
            y += LABEL
        for line in row.instead:
            font = {"size": SMALL, "color": palette.soft}
            figure.add_annotation(**note(clean(line), 2, yref=f"y{axis}", y=y, font=font))
            y += LABEL
        rule(figure, palette, axis, row.bottom, columns.left)


def _name_narrow(row: PlacedRow, palette: Palette, room: float, size: float) -> str:
    """The name with as many parts of its tag as there is room for beside its figures, else the name cut."""
    name = row.row.title
    left = room - text_width(f"{name} ", size)
    tag = as_many_as_fit(
        row.row.tag.split(" · "), lambda parts, _: " · ".join(parts), lambda text: text_width(text, TAG) <= left
    )
    if tag:
        return f"{clean(name)} <span style='font-size:{TAG}px;color:{palette.soft}'>{clean(tag)}</span>"
    return clean(SCREEN.shortened(name, room, size))
