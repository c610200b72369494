"""A deck as a Word annex (附表) of an evaluation report: each view's table with its notes, workings and sources."""

import io
import re
from collections.abc import Callable, Sequence
from itertools import groupby, repeat

from docx.document import Document

from components.exports.docx.table import Cell, Row, add_table, fitting_widths
from components.exports.docx.text import add_text, new_document
from components.exports.layout.table_pages import cell_text
from components.language.dates import month_words
from components.language.numerals import fixed, is_known, whole
from components.language.titles import column_title, column_titles
from components.language.words import say
from components.look.text_measure import SCREEN
from components.model.view import Deck, View

BLANK = "—"
# the months of a figure stand in brackets after it
_BRACKET = re.compile(r"(?<=.) ?(?=[（(])")
# a longer table is for the workbook: Word takes minutes to lay it out
MOST = 2000
# the widest text of a column of short ones, in Chinese letters
SHORT = 9
# millimetres of the columns of the 指标完成情况表 before and after its years, of these together and of each at most
BEFORE, AFTER = (6.5, 25, 9.7, 9.7, 11.2, 11.2, 11), (18.2, 12.5, 15, 20, 11, 28)
YEARS, YEAR = 88, 17.6
# and of those of the 数据补充清单
# of its two header rows: a cell that spans both does not make them higher by itself
HEADS = (5, 11.5)
NO_OFFICE = 7
MISSING = (9, 52, 16, 16, 13, 34, 38, 46, 24, 30)


def docx_bytes(deck: Deck, advance: Callable[[int, int], None] = lambda done, of: None) -> bytes:
    """The deck as a .docx file, an annex a view, each on a page of its own.

    advance: told after each view how many of them are done, and of how many.
    """
    document = new_document(deck.name)
    for number, view in enumerate(deck.views, 1):
        _add_annex(document, view, number)
        advance(number, len(deck.views))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_annex(document: Document, view: View, number: int) -> None:
    title = say("annex.numbered", number=number, title=_title(view))
    add_text(document, "Heading 1", title, is_new_page=number > 1)
    for line in _lines_under_title(view):
        add_text(document, "Annex Subtitle", line)
    if view.is_empty:
        add_text(document, "Annex Summary", view.advice)
        return
    if view.verdict:
        add_text(document, "Annex Verdict", say("annex.verdict", verdict=view.verdict.words))
    if view.takeaway:
        add_text(document, "Annex Summary", view.takeaway)
    widths, rows = _TABLES.get(view.name, _plain_table)(view)
    add_table(document, title, widths, rows)
    count = len(view.frame)
    left_out = [say("annex.rows_left", shown=whole(MOST), count=whole(count))] if count > MOST else []
    _add_list(document, say("annex.notes"), [*left_out, *view.notes])
    workings = [say("annex.working", label=label, working=working) for label, working in view.arithmetic]
    _add_list(document, say("annex.workings"), workings)
    _add_list(document, say("annex.sources"), view.sources)


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


def _add_list(document: Document, label: str, items: Sequence[str]) -> None:
    """A numbered list under its label, or nothing."""
    if items:
        add_text(document, "Annex Label", label)
    for number, text in enumerate(items, 1):
        add_text(document, "Annex Note", say("annex.item", number=number, text=text))


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
    years = [name for name in view.frame.columns if view.column(name).kind == "result"]
    rows = list(_completion_head(view, years))
    groups = [(theme, list(group)) for theme, group in groupby(view.frame.itertuples(), key=lambda row: row.theme)]
    themes = [theme for theme, _ in groups]
    # a plan that comes back to a theme has an order of its own
    is_grouped = 1 < len(themes) == len(set(themes))
    for place, (theme, group) in enumerate(groups):
        if is_grouped:
            numerals = say("annex.numerals").split(" ")
            words = say("annex.group", numeral=numerals[place % len(numerals)], theme=theme)
            rows.append(Row((Cell(words, columns=len(BEFORE) + len(years) + len(AFTER)),), "group", stays=True))
        rows += [_completion_row(row, years, _pace(view)) for row in group]
    year = min(YEAR, YEARS / len(years))
    # what few years leave is the remarks'
    widths = [*BEFORE, *(year for _ in years), *AFTER[:-1], AFTER[-1] + YEARS - year * len(years)]
    if not view.frame["responsible"].any():
        # the remarks take the room that no office needs
        widths[-2:] = [NO_OFFICE, widths[-1] + widths[-2] - NO_OFFICE]
    return widths, rows


def _pace(view: View) -> str:
    """The column after the completion: the margin to the target where the span is over, else the gap to schedule."""
    return "margin" if "margin" in view.shown else "gap_to_time_pp"


def _completion_head(view: View, years: Sequence[str]) -> tuple[Row, Row]:
    before = ("annex.row_no", "annex.indicator", "column.unit_name", "column.attribute")
    after = ("annex.done", "column.completion_pct", f"column.{_pace(view)}", "column.status")
    after += ("annex.responsible", "annex.remark")
    upper = (
        *(Cell(say(word), rows="restart") for word in before),
        Cell(say("annex.base", **view.words), columns=2),
        Cell(say("annex.target", **view.words), rows="restart"),
        Cell(say("annex.years"), columns=len(years)),
        *(Cell(say(word), rows="restart") for word in after),
    )
    lower = (
        *(Cell("", rows="continue") for _ in before),
        Cell(say("annex.base_printed")),
        Cell(say("annex.base_used")),
        Cell("", rows="continue"),
        *(Cell(column_title(view, year)) for year in years),
        *(Cell("", rows="continue") for _ in after),
    )
    return Row(upper, "head", height=HEADS[0]), Row(lower, "head", height=HEADS[1])


def _completion_row(row, years: Sequence[str], pace: str) -> Row:
    completion = row.completion_text
    if pace != "margin" and is_known(row.increment_pct):
        # the gap of a stock is that of its rise
        rise = say("annex.increment", percent=fixed(row.increment_pct, 1))
        completion = f"{completion}\n{rise}" if completion else rise
    done = f"{row.done_text}\n{say('annex.through', month=row.data_through)}" if row.done_text else BLANK
    remark = say("punctuation.join").join(part for part in (row.remark, row.reliability) if part)
    figures = (
        row.base_printed_raw,
        row.base_used,
        row.target_raw,
        *(_BRACKET.sub("\n", getattr(row, year), count=1) for year in years),
        done,
    )
    indicator = say("annex.inner", indicator=row.indicator) if row.is_inner else row.indicator
    return Row(
        (
            Cell(row.row_no or BLANK, "center"),
            Cell(indicator),
            Cell(row.unit_name, "center"),
            Cell(row.attribute or BLANK, "center"),
            *(Cell(figure or BLANK, "center") for figure in figures),
            Cell(completion or BLANK, "center"),
            Cell((row.margin if pace == "margin" else row.gap_text) or BLANK, "center"),
            Cell(row.status),
            Cell(row.responsible or BLANK),
            Cell(remark),
        )
    )


def _missing_table(view: View) -> tuple[Sequence[float], list[Row]]:
    """The 数据补充清单: a row a year, the years of an indicator together, two columns left free to be filled in."""
    head = ("annex.row_no", "annex.indicator", "column.unit_name", "column.attribute", "column.year", "column.lack")
    head += ("column.last_known", "annex.responsible", "annex.supplied", "annex.supplied_source")
    rows = [Row(tuple(Cell(say(word)) for word in head), "head")]
    for number, (_, group) in enumerate(groupby(view.frame.itertuples(), key=lambda row: row.target_fact_id), 1):
        years = list(group)
        for place, row in enumerate(years):
            span = "" if len(years) == 1 else "continue" if place else "restart"
            rows.append(_missing_row(row, number, span, stays=place < len(years) - 1))
    return MISSING, rows


def _missing_row(row, number: int, span: str, *, stays: bool) -> Row:
    def of_indicator(text: str, side: str = "left") -> Cell:
        return Cell("" if span == "continue" else text or BLANK, side, rows=span)

    return Row(
        (
            of_indicator(f"{number}", "center"),
            of_indicator(row.indicator),
            of_indicator(row.unit_name, "center"),
            of_indicator(row.attribute, "center"),
            Cell(f"{row.year}", "center"),
            Cell(row.lack),
            Cell(row.last_known or BLANK),
            of_indicator(row.responsible),
            Cell(""),
            Cell(""),
        ),
        stays=stays,
    )


_TABLES = {"completion": _completion_table, "missing": _missing_table}
