"""Tables as plans of many domains print them, and what a careful person would enter of each: printed_tables.txt.

Heads, units, cells, notes and rows of every manner; all places and figures are made up. Each is set in each format.

The file has, for each table, a line `#` that says what is odd, lines `>` above the table, its rows with | between the
cells, a line `<` below, and a line `=` for each row: label, unit, figures (b, t, a, c for baseline, target, actual,
completion rate, with years; value or value~upper end, — or - for a blank, w: for words; what is not eq, at_end, level).
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.invented import Row, fact
from benchmarks.pages import Pages

FILE = Path(__file__).parent / "printed_tables.txt"
ROLES = {"b": "baseline", "t": "target", "a": "actual", "c": "completion_rate"}
SIGNS = ("ge", "gt", "le", "lt", "approx")
BASES = ("total", "average", "each_year", "unknown")


@dataclass
class Printed:
    """One table with what stands around it, and the figures that are entered of it."""

    name: str
    above: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    below: str = ""
    facts: list[Row] = field(default_factory=list)


def _fact(label: str, unit: str, said: str) -> Row:
    head, value, *more = said.split(" ")
    first, _, last = head[1:].partition("-")
    years = (2000 + int(first), 2000 + int(last or first))
    low, _, high = value.partition("~")
    is_words = value.startswith("w:")
    row = fact(label, ROLES[head[0]], years, unit=unit, basis="at_end", value_raw=value.removeprefix("w:"))
    if is_words or value in ("—", "-"):
        row["target_form"] = "words" if is_words else ""
    else:
        row |= {"value": f"{float(low):g}", "value_high": f"{float(high):g}" if high else "", "comparator": "eq"}
    for word in more:
        column = "comparator" if word in SIGNS else "basis" if word in BASES else "target_form"
        row |= {"unit": word[2:]} if word.startswith("u=") else {column: word}
    return row


def printed() -> Iterator[Printed]:
    """The tables of the file, in its order."""
    for block in FILE.read_text(encoding="utf-8").split("\n\n"):
        table = Printed("")
        for line in block.split("\n"):
            mark, rest = line[:1], line[2:]
            if mark == "#":
                table.name = rest
            elif mark == ">":
                table.above.append(rest)
            elif mark == "<":
                table.below = rest
            elif mark == "=":
                label, unit, *figures = rest.split("|")
                table.facts += [_fact(label, unit, said) for said in figures]
            elif line:
                table.rows.append(line.split("|"))
        width = max(map(len, table.rows), default=0)
        table.rows = [row + [""] * (width - len(row)) for row in table.rows]
        if table.rows:
            yield table


def _text(table: Printed, rows: str) -> str:
    return "\n".join([*table.above, rows, table.below])


def _cells(table: Printed) -> list[list[str]]:
    return [[cell for cell in row if cell] for row in table.rows]


def tabs(table: Printed) -> bytes:
    """Text with tabs, in GB18030."""
    return _text(table, "\n".join("\t".join(row) for row in table.rows)).encode("gb18030")


def cell_a_line(table: Printed) -> bytes:
    """One cell a line; an empty one leaves no trace."""
    return _text(table, "\n".join(cell for row in _cells(table) for cell in row)).encode("utf-16")


def flat(table: Printed) -> bytes:
    """All cells in one line."""
    return _text(table, " ".join(cell for row in _cells(table) for cell in row)).encode()


def blanks(table: Printed) -> bytes:
    """A row a line, blanks between its cells."""
    return _text(table, "\n".join("  ".join(row) for row in _cells(table))).encode()


def strokes(table: Printed) -> bytes:
    """Strokes between the cells."""
    return _text(table, "\n".join(f"| {' | '.join(row)} |" for row in table.rows)).encode()


def web(table: Printed) -> bytes:
    """A web page."""
    escaped = [[cell.replace("<", "&lt;") for cell in row] for row in table.rows]
    rows = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in escaped)
    paragraphs = "".join(f"<p>{line}</p>" for line in table.above)
    return f"<html><body>{paragraphs}<table>{rows}</table><p>{table.below}</p></body></html>".encode()


def word(table: Printed) -> bytes:
    """A .docx; cells of the first column that are empty are one with the cell above."""
    import docx

    document = docx.Document()
    for line in table.above:
        document.add_paragraph(line)
    grid = document.add_table(len(table.rows), len(table.rows[0]))
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            grid.cell(r, c).text = cell
    document.add_paragraph(table.below)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook(table: Printed) -> bytes:
    """An .xlsx, numbers as numbers."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        lines = [[line] for line in table.above]
        for r, row in enumerate([*lines, *table.rows, [table.below]]):
            for c, cell in enumerate(row):
                page.write(r, c, float(cell) if cell.isascii() and cell.replace(".", "", 1).isdigit() else cell)
    return out.getvalue()


def comma(table: Printed) -> bytes:
    """A .csv in GB18030."""
    out = io.StringIO()
    csv.writer(out).writerows([*([line] for line in table.above), *table.rows, [table.below]])
    return out.getvalue().encode("gb18030")


def page(rules: str, is_turned: bool = False) -> Callable[[Printed], bytes]:
    """A .pdf, its table with all lines, with three or with none; or turned by a quarter."""

    def made(table: Printed) -> bytes:
        pages = Pages(rules, is_turned)
        for line in table.above:
            pages.paragraph(line)
        pages.table(table.rows)
        pages.paragraph(table.below)
        return pages.content()

    return made


FORMATS: dict[str, tuple[str, Callable[[Printed], bytes]]] = {
    "tabs": ("txt", tabs),
    "cell a line": ("txt", cell_a_line),
    "flat": ("txt", flat),
    "blanks": ("txt", blanks),
    "strokes": ("txt", strokes),
    "html": ("html", web),
    "docx": ("docx", word),
    "xlsx": ("xlsx", workbook),
    "csv": ("csv", comma),
    "pdf, ruled": ("pdf", page("all")),
    "pdf, three lines": ("pdf", page("three")),
    "pdf, no lines": ("pdf", page("none")),
    "pdf, on its side": ("pdf", page("all", is_turned=True)),
}
