"""A deck as a Word annex (附表) of an evaluation report: each view's table with its notes, workings and sources."""

import io
import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby, repeat
from typing import NamedTuple

from docx.document import Document

from components.exports.docx.table import Cell, Row, add_table, fitting_widths, with_end_together
from components.exports.docx.text import add_text, end_columns, new_document, set_last_columns
from components.language.cells import cell_text
from components.language.dates import month_words
from components.language.numerals import fixed, is_known, whole
from components.language.titles import column_title, column_titles
from components.language.words import say
from components.look.text_measure import SCREEN
from components.model.view import Deck, View

BLANK = "—"
# columns in which notes, workings and sources stand under a table, so that few lines of them fill no page
LISTS = 2
# so many lines of them at least stand on a page together
FEW = 5
# the months of a figure stand in brackets after it
_BRACKET = re.compile(r"(?<=.) ?(?=[（(])")
# a longer table is for the workbook: Word takes minutes to lay it out
MOST = 2000
# the widest text of a column of short ones, in Chinese letters
SHORT = 9
# heights of the two header rows of a 指标完成情况表: a cell that spans both does not make them higher by itself
HEADS = (5, 11.5)
# millimetres of its years together, and of each at most; and of the offices where no row has one
YEARS, YEAR = 88, 17.6
NO_OFFICE = 7


class Part(NamedTuple):
    """A column of an annex of its own form: its title, its width in millimetres, what stands in a row, and the title
    over it and those beside it, where they have one together."""

    title: str
    width: float
    cell: Callable[..., Cell]
    over: str = ""


def docx_bytes(deck: Deck, advance: Callable[[int, int], None] = lambda done, of: None) -> bytes:
    """The deck as a .docx file, an annex a view, each on a page of its own.

    advance: told after each view how many of them are done, and of how many.
    """
    document = new_document(deck.name)
    is_listed = False
    for number, view in enumerate(deck.views, 1):
        if is_listed:
            end_columns(document, LISTS)
        is_listed = _add_annex(document, view, number)
        advance(number, len(deck.views))
    if is_listed:
        set_last_columns(document, LISTS)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_annex(document: Document, view: View, number: int) -> bool:
    """Add a view; returns whether lists stand under its table, which are set in columns."""
    title = say("annex.numbered", number=number, title=_title(view))
    add_text(document, "Heading 1", title, is_new_page=number > 1)
    for line in _lines_under_title(view):
        add_text(document, "Annex Subtitle", line)
    if view.is_empty:
        add_text(document, "Annex Summary", view.advice)
        return False
    if view.verdict:
        add_text(document, "Annex Verdict", say("annex.verdict", verdict=view.verdict.words))
    if view.takeaway:
        add_text(document, "Annex Summary", view.takeaway)
    widths, rows = _TABLES.get(view.name, _plain_table)(view)
    add_table(document, title, widths, with_end_together(rows))
    rows_there = len(view.frame)
    is_cut = rows_there > MOST
    left_out = [say("annex.rows_left", shown=whole(MOST), count=whole(rows_there))] if is_cut else []
    workings = [say("annex.working", label=label, working=working) for label, working in view.arithmetic]
    lists = {"notes": [*left_out, *view.notes], "workings": workings, "sources": view.sources}
    lists = {name: items for name, items in lists.items() if items}
    if lists:
        end_columns(document, 1)
    lines = []
    for name, items in lists.items():
        lines.append(("Annex Label", say(f"annex.{name}")))
        lines += [("Annex Note", say("annex.item", number=count, text=text)) for count, text in enumerate(items, 1)]
    for place, (style, text) in enumerate(lines, 1):
        # neither the first nor the last few are parted from the others
        add_text(document, style, text, stays=place < FEW or 0 < len(lines) - place < FEW)
    return bool(lists)


def _title(view: View) -> str:
    """The formal title of the two tables of a plan; of other views their finding."""
    if view.name not in _TABLES or view.is_empty:
        return view.headline
    return say(f"annex.{view.name}", plan=view.frame["title"].iloc[0])


def _lines_under_title(view: View) -> list[str]:
    if view.name in _TABLES and view.as_of:
        month = say("annex.as_of", as_of=month_words(view.as_of))
        return [f"{month}　{say('annex.units')}"]
    return [view.subtitle] if view.subtitle else []


def _plain_table(view: View) -> tuple[Sequence[float], list[Row]]:
    """The columns that the screen shows, but those that are blank in every row, of as many rows as Word bears."""
    frame = view.frame.head(MOST)
    cells = {name: [cell_text(view.column(name), value) for value in frame[name]] for name in view.shown}
    columns, texts = [name for name in cells if any(cells[name])], [said for said in cells.values() if any(said)]
    # sentences begin at the left, what is read down its column stands in the middle
    sides = ["left" if max(map(SCREEN.width, cells, repeat(1))) > SHORT else "center" for cells in texts]
    headers = column_titles(view, columns)
    lines = list(zip(*texts, strict=True))
    rows = [Row(tuple(map(Cell, headers)), "head")]
    rows += [Row(tuple(Cell(text or BLANK, side) for text, side in zip(line, sides, strict=True))) for line in lines]
    return fitting_widths(rows), rows


def _completion_table(view: View) -> tuple[Sequence[float], list[Row]]:
    """The 指标完成情况表 with its header of two rows, a row a target, under its theme where the plan is so ordered."""
    parts = _completion_parts(view)
    rows = list(_heads(parts))
    groups = [(theme, list(group)) for theme, group in groupby(view.frame.itertuples(), key=lambda row: row.theme)]
    themes = [theme for theme, _ in groups]
    # a plan that comes back to a theme has an order of its own
    is_grouped = 1 < len(themes) == len(set(themes))
    for place, (theme, group) in enumerate(groups):
        if is_grouped:
            numerals = say("annex.numerals").split(" ")
            words = say("annex.group", numeral=numerals[place % len(numerals)], theme=theme)
            rows.append(Row((Cell(words, columns=len(parts)),), "group", stays=True))
        rows += [Row(tuple(part.cell(row) for part in parts)) for row in group]
    return [part.width for part in parts], rows


def _completion_parts(view: View) -> list[Part]:
    """The columns of the 指标完成情况表: before its years, a year each, and after them."""
    names = [name for name in view.frame.columns if view.column(name).kind == "result"]
    year = min(YEAR, YEARS / len(names))
    # the margin to the target where the span is over, else the gap to schedule
    pace, pace_text = ("margin", "margin") if "margin" in view.shown else ("gap_to_time_pp", "gap_text")
    # what few years leave is the remarks', and so is the room that no office needs
    office = 11 if view.frame["responsible"].any() else NO_OFFICE
    base = say("annex.base", **view.words)
    return [
        Part(say("annex.row_no"), 6.5, lambda row: _middle(row.row_no)),
        Part(say("annex.indicator"), 25, _indicator),
        Part(say("column.unit_name"), 9.7, lambda row: Cell(row.unit_name, "center")),
        Part(say("column.attribute"), 9.7, lambda row: _middle(row.attribute)),
        Part(say("annex.base_printed"), 11.2, lambda row: _middle(row.base_printed_raw), over=base),
        Part(say("annex.base_used"), 11.2, lambda row: _middle(row.base_used), over=base),
        Part(say("annex.target", **view.words), 11, lambda row: _middle(row.target_raw)),
        *(Part(column_title(view, name), year, partial(_result, name=name), say("annex.years")) for name in names),
        Part(say("annex.done"), 18.2, _done),
        Part(say("column.completion_pct"), 12.5, partial(_completion, is_over=pace == "margin")),
        Part(say(f"column.{pace}"), 15, lambda row: _middle(getattr(row, pace_text))),
        Part(say("column.status"), 20, lambda row: Cell(row.status)),
        Part(say("annex.responsible"), office, lambda row: Cell(row.responsible or BLANK)),
        Part(say("annex.remark"), 39 - office + YEARS - year * len(names), _remark),
    ]


def _heads(parts: Sequence[Part]) -> tuple[Row, Row]:
    """The two header rows: a title alone spans both."""
    upper = []
    for over, group in groupby(parts, key=lambda part: part.over):
        under = list(group)
        upper += [Cell(over, columns=len(under))] if over else [Cell(part.title, rows="restart") for part in under]
    lower = [Cell(part.title) if part.over else Cell("", rows="continue") for part in parts]
    return Row(tuple(upper), "head", height=HEADS[0]), Row(tuple(lower), "head", height=HEADS[1])


def _middle(text: str) -> Cell:
    return Cell(text or BLANK, "center")


def _indicator(row) -> Cell:
    return Cell(say("annex.inner", indicator=row.indicator) if row.is_inner else row.indicator)


def _result(row, name: str) -> Cell:
    return _middle(_BRACKET.sub("\n", getattr(row, name), count=1))


def _done(row) -> Cell:
    return _middle(f"{row.done_text}\n{say('annex.through', month=row.data_through)}" if row.done_text else "")


def _completion(row, is_over: bool) -> Cell:
    if is_over or not is_known(row.increment_pct):
        return _middle(row.completion_text)
    # the gap of a stock is that of its rise
    rise = say("annex.increment", percent=fixed(row.increment_pct, 1))
    return _middle(f"{row.completion_text}\n{rise}" if row.completion_text else rise)


def _remark(row) -> Cell:
    said = (
        say("explained.line", what=say(f"column.{name}"), text=getattr(row, name))
        for name in ("ruling", "cause", "measures")
        if getattr(row, name)
    )
    return Cell(say("punctuation.join").join(part for part in (row.remark, row.reliability, *said) if part))


def _missing_table(view: View) -> tuple[Sequence[float], list[Row]]:
    """The 数据补充清单: a row a year, the years of an indicator together, two columns left free to be filled in."""
    parts = _missing_parts()
    rows = [Row(tuple(Cell(part.title) for part in parts), "head")]
    for number, (_, group) in enumerate(groupby(view.frame.itertuples(), key=lambda row: row.target_fact_id), 1):
        years = list(group)
        for place, row in enumerate(years):
            span = "" if len(years) == 1 else "continue" if place else "restart"
            rows.append(Row(tuple(part.cell(row, number, span) for part in parts), stays=place < len(years) - 1))
    return [part.width for part in parts], rows


def _missing_parts() -> list[Part]:
    def of_indicator(name: str, side: str = "left") -> Callable[..., Cell]:
        """What all years of an indicator have in common."""
        return lambda row, number, span: _spanning(getattr(row, name), span, side)

    return [
        Part(say("annex.row_no"), 9, lambda row, number, span: _spanning(f"{number}", span, "center")),
        Part(say("annex.indicator"), 52, of_indicator("indicator")),
        Part(say("column.unit_name"), 16, of_indicator("unit_name", "center")),
        Part(say("column.attribute"), 16, of_indicator("attribute", "center")),
        Part(say("column.year"), 13, lambda row, number, span: Cell(f"{row.year}", "center")),
        Part(say("column.lack"), 34, lambda row, number, span: Cell(row.lack)),
        Part(say("column.last_known"), 38, lambda row, number, span: Cell(row.last_known or BLANK)),
        Part(say("annex.responsible"), 46, of_indicator("responsible")),
        Part(say("annex.supplied"), 24, lambda row, number, span: Cell("")),
        Part(say("annex.supplied_source"), 30, lambda row, number, span: Cell("")),
    ]


def _spanning(text: str, span: str, side: str) -> Cell:
    return Cell("" if span == "continue" else text or BLANK, side, rows=span)


_TABLES = {"completion": _completion_table, "missing": _missing_table}
