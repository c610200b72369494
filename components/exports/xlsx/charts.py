"""The native charts of a workbook: each over the cells that it is drawn from, so that it follows an edit."""

from dataclasses import dataclass
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from components.exports.layout.value_axis import ends_by_share, number_format
from components.exports.xlsx.text import height_of, lines_of
from components.language.dates import month_words
from components.language.words import say
from components.look.theme import PALETTES
from components.model.native_chart import NativeChart, Series
from components.model.view import View

PALETTE = PALETTES["light"]
WIDTH, UPRIGHT, TALLEST, ROW = 1020, 440, 880, 22  # pixels
CELL = 20  # pixels of a row of cells
SMALL, BESIDE, ROWS = (WIDTH // 2, 264), 2, 3  # pixels of a small one, how many stand beside each other, rows a page
FIRST = 34  # width of the first column, in digits
PAGE, DEEP = 155, 960  # the width in digits, and the height in pixels, that a page takes at a scale of 70
DIGIT = 7  # pixels of a digit, in which columns are measured
LONGEST = 1.6  # how much higher than wide what one page holds may be
DASHES = {"line": "solid", "dashed": "dash", "dotted": "round_dot"}


class Columns(NamedTuple):
    """The columns after the first: their width in digits, and how many lie under a chart with that."""

    width: int
    span: int

    @property
    def across(self) -> int:
        """The width in digits of what lies under a chart."""
        return FIRST + self.width * (self.span - 1)


OWN, SHARED = Columns(18, 7), Columns(12, 10)


@dataclass(frozen=True)
class Cells:
    """Where a native chart's cells stand: the sheet, the row of the header and that of the last category."""

    sheet: str
    header: int
    last: int

    def at(self, row: int, column: int) -> str:
        return f"={quote_sheetname(self.sheet)}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def down(self, column: int) -> str:
        return f"={quote_sheetname(self.sheet)}!{xl_range_abs(self.header + 1, column, self.last, column)}"


def add_native_charts(workbook: Workbook, sheet: Worksheet, view: View, formats: dict[str, Format]) -> None:
    """Draw a view's native charts on a sheet of their own: each over its source and its cells, but small ones beside
    each other, and under them the cells of each.

    formats: those of the workbook; needed are text, line, soft_line, label, header, number and date.
    """
    is_small = view.native_charts[0].is_small
    columns = SHARED if is_small else OWN
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, FIRST)
    sheet.set_column(1, 60, columns.width)
    # a scale of its own: where a page is made to fit, breaks between the charts are not kept
    widest = max(_columns(native)[-1] + 1 for native in view.native_charts)
    sheet.set_print_scale(min(70, 70 * PAGE // (FIRST + columns.width * widest)))
    sheet.center_horizontally()
    if is_small:
        _add_small_charts(workbook, sheet, view, formats)
    else:
        _add_charts(workbook, sheet, view, widest, formats)


def _add_charts(workbook: Workbook, sheet: Worksheet, view: View, widest: int, formats: dict[str, Format]) -> None:
    """Charts under each other, each with what belongs to it. widest: how many columns their cells take."""
    ends = [0]
    for native in view.native_charts:
        row, height = ends[-1], _height(native)
        under = row + -(-height // ROW)
        for covered in range(row, under):
            sheet.set_row_pixels(covered, ROW)
        under = _write_told(sheet, _told(view), under, OWN, formats)
        _write_title(sheet, under, f"{view.headline}\n{_parts(view, native)}", OWN, formats)
        cells = _write_cells(sheet, native, under + 1, OWN, formats)
        _insert(sheet, (row, 0), _chart(workbook, native, cells, cells.at(under, 1)), view, native, (WIDTH, height))
        ends.append(cells.last + 2)
    across = DIGIT * (FIRST + OWN.width * max(widest, OWN.span - 1))
    if ROW * ends[-1] <= LONGEST * across:
        # few charts stand on one page under each other
        sheet.set_portrait()
        sheet.fit_to_pages(1, 1)
    else:
        sheet.set_h_pagebreaks(ends[1:-1])


def _add_small_charts(workbook: Workbook, sheet: Worksheet, view: View, formats: dict[str, Format]) -> None:
    """Small charts in rows, a page of them at a time, with what is to be known of all; then the cells of each, whole
    on a page."""
    _write_title(sheet, 0, view.headline, SHARED, formats)
    (width, height), natives = SMALL, view.native_charts
    places = [(1 + number // BESIDE * (height // ROW), number % BESIDE) for number in range(len(natives))]
    row = places[-1][0] + height // ROW
    for covered in range(1, row):
        sheet.set_row_pixels(covered, ROW)
    breaks = [first for first, _ in places[ROWS * BESIDE :: ROWS * BESIDE]]
    told = _told(view)
    above = ROW * (row - (breaks[-1] if breaks else 0))
    under = sum(height_of(lines_of(text, SHARED.across)) for text in told)
    room = DEEP - above - under
    if room < 0:
        breaks.append(row)
        room = DEEP - under
    row = _write_told(sheet, told, row, SHARED, formats)
    for native, (top, beside) in zip(natives, places, strict=True):
        # title, header of two lines, and a row left free
        needed = CELL * (len(native.categories) + 4)
        if room < needed:
            breaks.append(row)
            room = DEEP
        room -= needed
        _write_title(sheet, row, _parts(view, native), SHARED, formats)
        cells = _write_cells(sheet, native, row + 1, SHARED, formats)
        _insert(
            sheet,
            (top, beside * width),
            _chart(workbook, native, cells, cells.at(row, 1)),
            view,
            native,
            (width, height),
        )
        row = cells.last + 2
    sheet.set_h_pagebreaks(breaks)


def _insert(
    sheet: Worksheet, place: tuple[int, int], chart: Chart, view: View, native: NativeChart, size: tuple[int, int]
) -> None:
    """Set a chart of so many pixels on a row, so many from the left."""
    chart.set_size({"width": size[0], "height": size[1]})
    # filtering rows or widening columns leaves the chart as large as it is
    about = {"object_position": 2, "description": f"{view.headline} · {native.title}"}
    sheet.insert_chart(place[0], 0, chart, {**about, "x_offset": place[1]})


def _parts(view: View, native: NativeChart) -> str:
    """What a chart is of, in which unit, and at which month."""
    as_of = say("book.as_of", month=month_words(view.as_of)) if view.as_of else ""
    return " · ".join(part for part in (native.title, native.unit, as_of) if part)


def _write_title(sheet: Worksheet, row: int, title: str, columns: Columns, formats: dict[str, Format]) -> None:
    sheet.write_string(row, 0, say("book.chart_title"), formats["label"])
    _write_across(sheet, row, 1, title, columns, formats["line"])


def _told(view: View) -> list[str]:
    """How the marks of a chart are read, its source, and what else is to be known of it."""
    sources = say("punctuation.join").join(view.sources)
    lines = (view.reading, say("chart.source", source=sources) if sources else "", *view.notes)
    return [text for text in lines if text]


def _write_told(sheet: Worksheet, told: list[str], row: int, columns: Columns, formats: dict[str, Format]) -> int:
    """Write lines under a chart; returns the row after them."""
    for text in told:
        _write_across(sheet, row, 0, text, columns, formats["soft_line"])
        row += 1
    return row


def _height(native: NativeChart) -> int:
    """Upright charts fill a screen, the others are as tall as their bars need."""
    each = 14 * len(native.series) + 16
    return UPRIGHT if native.is_upright else min(150 + each * len(native.categories), TALLEST)


def _write_across(sheet: Worksheet, row: int, column: int, text: str, columns: Columns, style: Format) -> None:
    """A text over the columns that lie under the chart, in as many lines as it takes."""
    width = columns.across - (0 if column == 0 else FIRST)
    sheet.merge_range(row, column, row, columns.span - 1, "", style)
    # anew, so that a text like a formula stays a text
    sheet.write_string(row, column, text, style)
    sheet.set_row_pixels(row, height_of(lines_of(text, width)))


def _write_cells(
    sheet: Worksheet, native: NativeChart, header: int, columns: Columns, formats: dict[str, Format]
) -> Cells:
    """The chart as a table: its categories, and of each series the values and, where it has any, the labels."""
    sheet.write_string(header, 0, say("book.month" if native.is_timed else "book.category"), formats["header"])
    for row, category in enumerate(native.categories, start=header + 1):
        if native.is_timed:
            sheet.write_datetime(row, 0, category, formats["date"])
        else:
            sheet.write_string(row, 0, category, formats["text"])
    heads = []
    for series, column in zip(native.series, _columns(native), strict=True):
        heads.append(series.name)
        for row, value in enumerate(series.values, start=header + 1):
            if value is None:
                sheet.write_blank(row, column, None, formats["number"])
            else:
                sheet.write_number(row, column, value, formats["number"])
        if series.texts:
            heads.append(say("book.label", name=series.name))
            for row, text in enumerate(series.texts, start=header + 1):
                if text:
                    sheet.write_string(row, column + 1, text, formats["text"])
                else:
                    sheet.write_blank(row, column + 1, None, formats["text"])
    for column, head in enumerate(heads, start=1):
        sheet.write_string(header, column, head, formats["header"])
    sheet.set_row_pixels(header, height_of(max(lines_of(head, columns.width + 2) for head in heads)))
    return Cells(sheet.name, header, header + len(native.categories))


def _columns(native: NativeChart) -> list[int]:
    """The column of each series' values; its labels stand in the next."""
    columns, free = [], 1
    for series in native.series:
        columns.append(free)
        free += 2 if series.texts else 1
    return columns


def _chart(workbook: Workbook, native: NativeChart, cells: Cells, title: str) -> Chart:
    """The native chart: bars, lines, or lines over bars. Lines cannot run over lying bars, there all are bars.

    title: where its title stands.
    """
    placed = list(zip(native.series, _columns(native), strict=True))
    bars = [pair for pair in placed if native.as_bars(pair[0])]
    lines = [pair for pair in placed if pair not in bars]
    charts = []
    if bars:
        charts.append(workbook.add_chart({"type": "column" if native.is_upright else "bar"}))
        for series, column in bars:
            charts[0].add_series(_bar(series, cells, column, gap=60 if len(bars) == 1 else 45))
    if lines:
        charts.append(workbook.add_chart({"type": "line"}))
        for series, column in lines:
            charts[-1].add_series(_line(series, cells, column, is_over_bars=bool(bars)))
    if bars and lines:
        charts[0].combine(charts[1])
    chart = charts[0]
    font = {"size": 10 if native.is_small else 12, "bold": True, "color": PALETTE.ink}
    chart.set_title({"name": title, "name_font": font, "overlay": False})
    _set_axes(chart, native, is_lines=not bars)
    chart.show_blanks_as("span" if native.is_timed else "gap")
    chart.set_chartarea({"border": {"none": True}})
    # how the marks of small ones are meant is said once under them
    is_told = len(placed) > 1 and not native.is_small
    chart.set_legend({"position": "bottom", "font": {"size": 10, "color": PALETTE.mid}} if is_told else {"none": True})
    return chart


def _reference(cells: Cells, column: int) -> dict:
    """The cells that the series of a column is drawn from."""
    return {"name": cells.at(cells.header, column), "categories": cells.down(0), "values": cells.down(column)}


def _bar(series: Series, cells: Cells, column: int, gap: int) -> dict:
    """A row of bars; those that are only a bound are hatched."""
    colour = PALETTE.named(series.colour)
    hatched = {
        "pattern": {"pattern": "wide_upward_diagonal", "fg_color": colour, "bg_color": PALETTE.ground},
        "border": {"color": colour},
    }
    return {
        **_reference(cells, column),
        "fill": {"color": colour},
        "border": {"color": colour},
        "gap": gap,
        "overlap": 0,
        "points": [hatched if bound else None for bound in series.bounds] or None,
        "data_labels": _labels(series, "outside_end"),
    }


def _line(series: Series, cells: Cells, column: int, is_over_bars: bool) -> dict:
    """A line, or points alone; what is only a bound is open."""
    colour = PALETTE.named(series.colour)
    is_marked = series.form == "dots" or (series.form == "line" and bool(series.texts or series.bounds))
    outline = {"color": colour, "width": 1.75}
    marker = {
        "type": "diamond" if series.is_target else "circle",
        "size": 10 if series.is_target else 8,
        "fill": {"color": colour},
        "border": outline,
    }
    position = "below" if is_over_bars else "right" if series.is_target else "above"
    return {
        **_reference(cells, column),
        "line": {"none": True}
        if series.form == "dots"
        else {"color": colour, "width": 1.5 if series.is_guide else 2.5, "dash_type": DASHES[series.form]},
        "marker": marker if is_marked else {"type": "none"},
        "points": [{"fill": {"color": PALETTE.ground}, "border": outline} if bound else None for bound in series.bounds]
        if is_marked and series.bounds
        else None,
        "data_labels": _labels(series, position, has_ground=is_over_bars or series.is_target),
    }


def _labels(series: Series, position: str, has_ground: bool = False) -> dict | None:
    """The labels as printed; a value without one is not labelled.

    They are written out: not every program reads a label that refers to a cell, and would print the number without
    its ≥ in its stead. Of labels above their points the first stands at the right, clear of the axis.
    """
    if not any(series.texts):
        return None
    texts = [text if value is not None else "" for text, value in zip(series.texts, series.values, strict=True)]
    if series.is_level and len(texts) > 1:
        # a level line says its value near its left end, where it is alone
        texts = ["", next(filter(None, texts), ""), *[""] * (len(texts) - 2)]
    look = {"font": {"size": 10, "color": PALETTE.ink}, **({"fill": {"color": PALETTE.ground}} if has_ground else {})}
    above = {"position": "above"} if position == "above" else {}
    return {
        "value": True,
        "position": "right" if above else position,
        "custom": [
            {"value": text, **look, **(above if place else {})} if text else {"delete": True}
            for place, text in enumerate(texts)
        ],
        **look,
    }


def _set_axes(chart: Chart, native: NativeChart, is_lines: bool) -> None:
    """The axis of categories and that of values, whichever way the chart lies."""
    least, most, base = ends_by_share(native)
    is_seen = native.is_upright or not native.tells_values
    small = {"size": 10, "color": PALETTE.mid}
    across = {
        "num_font": {**small, "color": PALETTE.mid if native.is_timed else PALETTE.ink},
        "line": {"color": PALETTE.ink if native.start else PALETTE.rule},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "label_position": "low",
    }
    if native.is_timed:
        across |= {"date_axis": True, "num_format": "yyyy", "major_unit": 1, "major_unit_type": "years"}
        across |= {"position_axis": "on_tick"} if is_lines else {}
    up = {
        "num_font": small,
        "num_format": number_format(native),
        "line": {"none": True},
        "visible": is_seen,
        "major_gridlines": {"visible": is_seen, "line": {"color": PALETTE.grid, "width": 0.75}},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "min": least,
        "max": most,
        **({"major_unit": native.shared_axis.step} if native.shared_axis else {}),
        "log_base": base,
        **({"crossing": native.start} if native.start else {}),
    }
    if native.is_upright:
        chart.set_x_axis(across)
        chart.set_y_axis(up)
    else:
        # the first category on top, the values under the last
        chart.set_y_axis({**across, "reverse": True, "crossing": "max", "major_gridlines": {"visible": False}})
        chart.set_x_axis(up)
