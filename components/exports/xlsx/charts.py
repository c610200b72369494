"""The native charts of a workbook: each over the cells that it is drawn from, so that it follows an edit."""

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from components.exports.layout.value_axis import ends_by_share
from components.exports.xlsx.text import height_of, lines_of
from components.language.dates import month_words
from components.language.words import say
from components.look.theme import PALETTES
from components.model.native_chart import NativeChart, Series
from components.model.view import View

PALETTE = PALETTES["light"]
WIDTH, UPRIGHT, SMALL, TALLEST, ROW = 1020, 440, 250, 880, 22  # pixels
SMALL_ONES = 2  # of a page, each with its cells
FIRST, OTHERS, SPAN = 34, 18, 7  # widths of the columns, and how many lie under a chart
PAGE = 155  # the width that a page takes at a scale of 70
DIGIT = 7  # pixels of a digit, in which columns are measured
LONGEST = 1.6  # how much higher than wide what one page holds may be
DASHES = {"line": "solid", "dashed": "dash", "dotted": "round_dot"}


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
    """Draw a view's native charts on a sheet of their own, one under the other: the chart, its source, its cells.

    formats: those of the workbook; needed are text, line, soft_line, label, header, number and date.
    """
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, FIRST)
    sheet.set_column(1, 60, OTHERS)
    # a scale of its own: where a page is made to fit, breaks between the charts are not kept
    widest = max(_columns(native)[-1] + 1 for native in view.native_charts)
    sheet.set_print_scale(min(70, 70 * PAGE // (FIRST + OTHERS * widest)))
    sheet.center_horizontally()
    ends = [0]
    for native in view.native_charts:
        ends.append(_add_chart(workbook, sheet, view, native, ends[-1], formats))
    across = DIGIT * (FIRST + OTHERS * max(widest, SPAN - 1))
    if ROW * ends[-1] <= LONGEST * across:
        # few charts stand on one page under each other
        sheet.set_portrait()
        sheet.fit_to_pages(1, 1)
    else:
        a_page = SMALL_ONES if view.native_charts[0].is_small else 1
        sheet.set_h_pagebreaks(ends[a_page:-1:a_page])


def _add_chart(
    workbook: Workbook, sheet: Worksheet, view: View, native: NativeChart, row: int, formats: dict[str, Format]
) -> int:
    """One chart with what belongs under it; returns the row for the next."""
    height = _height(native)
    under = row + -(-height // ROW)
    for covered in range(row, under):
        sheet.set_row_pixels(covered, ROW)
    for text in _told_under(view, native):
        _write_across(sheet, under, 0, text, formats["soft_line"])
        under += 1
    parts = [native.title, native.unit, *([say("book.as_of", month=month_words(view.as_of))] if view.as_of else [])]
    title = "\n".join([view.headline, " · ".join(part for part in parts if part)])
    sheet.write_string(under, 0, say("book.chart_title"), formats["label"])
    _write_across(sheet, under, 1, title, formats["line"])
    cells = _write_cells(sheet, native, under + 1, formats)
    chart = _chart(workbook, native, cells)
    chart.set_title(
        {"name": cells.at(under, 1), "name_font": {"size": 12, "bold": True, "color": PALETTE.ink}, "overlay": False}
    )
    chart.set_size({"width": WIDTH, "height": height})
    # filtering rows or widening columns leaves the chart as large as it is
    sheet.insert_chart(row, 0, chart, {"object_position": 2, "description": f"{view.headline} · {native.title}"})
    return cells.last + 2


def _told_under(view: View, native: NativeChart) -> tuple[str, ...]:
    """The source and what is to be known of a chart; of small ones once, under the last."""
    if native.is_small and native is not view.native_charts[-1]:
        return ()
    sources = say("punctuation.join").join(view.sources)
    reading = [view.reading] if view.reading else []
    return (*reading, *([say("chart.source", source=sources)] if sources else []), *view.notes)


def _height(native: NativeChart) -> int:
    """Upright charts fill a screen, small ones a part of it, the others are as tall as their bars need."""
    if native.is_small:
        return SMALL
    each = 14 * len(native.series) + 16
    return UPRIGHT if native.is_upright else min(150 + each * len(native.categories), TALLEST)


def _write_across(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """A text over the columns that lie under the chart, in as many lines as it takes."""
    width = OTHERS * (SPAN - 1) + (FIRST if column == 0 else 0)
    sheet.merge_range(row, column, row, SPAN - 1, "", style)
    # anew, so that a text like a formula stays a text
    sheet.write_string(row, column, text, style)
    sheet.set_row_pixels(row, height_of(lines_of(text, width)))


def _write_cells(sheet: Worksheet, native: NativeChart, header: int, formats: dict[str, Format]) -> Cells:
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
    sheet.set_row_pixels(header, height_of(max(lines_of(head, OTHERS + 2) for head in heads)))
    return Cells(sheet.name, header, header + len(native.categories))


def _columns(native: NativeChart) -> list[int]:
    """The column of each series' values; its labels stand in the next."""
    columns, free = [], 1
    for series in native.series:
        columns.append(free)
        free += 2 if series.texts else 1
    return columns


def _chart(workbook: Workbook, native: NativeChart, cells: Cells) -> Chart:
    """The native chart: bars, lines, or lines over bars. Lines cannot run over lying bars, there all are bars."""
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
        "num_format": "General",
        "line": {"none": True},
        "visible": is_seen,
        "major_gridlines": {"visible": is_seen, "line": {"color": PALETTE.grid, "width": 0.75}},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "min": least,
        "max": most,
        **({"major_unit": native.scale.step} if native.scale else {}),
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
