"""Invented plans set in the formats that offices send: text in four manners, HTML, DOCX, PDF, XLSX, CSV."""

import csv
import html
import io
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from shutil import which

from opencc import OpenCC

from benchmarks.invented import IndicatorTable, Line, Plan

Grid = list[list[str]]
FULL_WIDTH = str.maketrans("0123456789%.", "０１２３４５６７８９％．")
SPOKEN = {
    "城": "chéng",
    "镇": "zhèn",
    "新": "xīn",
    "人": "rén",
    "率": "lǜ",
    "年": "nián",
    "业": "yè",
    "育": "yù",
    "公": "gōng",
}


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")


def odd(text: str, plan: Plan) -> str:
    """A text in the plan's manner of print."""
    if "full_width" in plan.oddities:
        text = text.translate(FULL_WIDTH)
    if "traditional" in plan.oddities:
        text = _to_traditional().convert(text)
    if "spaced" in plan.oddities:
        text = text.replace("达到", " 达到 ").replace("人数", "人 数")
    return text


def _head(table: IndicatorTable) -> list[str]:
    return ["序号", "指标", *(["单位"] if table.unit_in == "column" else []), *table.heads, "属性"]


def _row(line: Line, table: IndicatorTable) -> list[str]:
    unit = [line.unit] if table.unit_in == "column" else []
    return [line.number, line.label, *unit, *(cell.text for cell in line.cells), line.attribute]


def grid_of(table: IndicatorTable) -> tuple[Grid, list[int]]:
    """Head and rows as texts, and the places of the rows that name a section."""
    head = _head(table)
    rows, sections = [head], []
    for line in table.lines:
        if line.section:
            sections.append(len(rows))
            rows.append([line.section, *[""] * (len(head) - 1)])
        else:
            rows.append(_row(line, table))
    return rows, sections


def _text(plan: Plan, table: Callable[[IndicatorTable], str]) -> str:
    return odd("\n".join(part if isinstance(part, str) else table(part) for part in plan.parts), plan)


def tabbed(plan: Plan) -> bytes:
    """Cells divided by tabs, in GB18030."""

    def lines(table: IndicatorTable) -> str:
        rows, sections = grid_of(table)
        return "\n".join(row[0] if i in sections else "\t".join(row) for i, row in enumerate(rows))

    return _text(plan, lines).encode("gb18030")


def cell_a_line(plan: Plan) -> bytes:
    """One cell a line, in UTF-16."""

    def lines(table: IndicatorTable) -> str:
        return "\n".join(cell for row in grid_of(table)[0] for cell in row if cell)

    return _text(plan, lines).encode("utf-16")


def in_blanks(plan: Plan) -> bytes:
    """A row a line, its cells divided by blanks."""
    return _text(plan, lambda table: "\n".join(" ".join(filter(None, row)) for row in grid_of(table)[0])).encode()


def flat(plan: Plan) -> bytes:
    """A whole table in one line, as a page's text is copied."""
    return _text(plan, lambda table: " ".join(cell for row in grid_of(table)[0] for cell in row if cell)).encode()


def _ruby(text: str, plan: Plan) -> str:
    text = html.escape(odd(text, plan))
    if "pinyin" in plan.oddities:
        for character, sound in SPOKEN.items():
            text = text.replace(character, f"<ruby>{character}<rt>{sound}</rt></ruby>")
    return text


def web(plan: Plan) -> bytes:
    """A saved page with a menu, its table inside a table that lays out the page, a head over two lines."""

    def table(part: IndicatorTable) -> str:
        rows, sections = grid_of(part)
        count = len(part.heads)
        head = rows[0]
        at = head.index(part.heads[0])
        said = lambda text: _ruby(text, plan)  # noqa: E731
        first = [f'<td rowspan="2">{said(cell)}</td>' for cell in head[:at]]
        first += [f'<td colspan="{count}">指标值</td>', f'<td rowspan="2">{said(head[-1])}</td>']
        lines = ["<tr>" + "".join(first) + "</tr>"]
        lines.append("<tr>" + "".join(f"<td><p>{said(cell)}</p></td>" for cell in part.heads) + "</tr>")
        for i, row in enumerate(rows[1:], 1):
            if i in sections:
                lines.append(f'<tr><td colspan="{len(row)}">{said(row[0])}</td></tr>')
            else:
                lines.append("<tr>" + "".join(f"<td><p>{said(cell)}</p></td>" for cell in row) + "</tr>")
        return "<table border=1><tbody>" + "".join(lines) + "</tbody></table>"

    body = "".join(f"<p>{_ruby(part, plan)}</p>" if isinstance(part, str) else table(part) for part in plan.parts)
    page = (
        "<html><head><meta charset='utf-8'><title>规划</title><script>var a=100;</script></head><body>"
        "<nav><ul><li><a href='/'>首页</a></li><li>政务公开</li></ul></nav>"
        "<div class='menu'><a>机构职能</a><a>政策文件</a></div>"
        f"<table><tr><td><div>{body}</div></td></tr></table>"
        "<div class='foot'>主办单位：某某市 电话：010-12345678</div></body></html>"
    )
    return page.encode()


def by_sections(table: IndicatorTable) -> tuple[Grid, list[tuple[int, int]]]:
    """The table with its sections in a first column, each over its rows: (first row, how many)."""
    rows = [["类别", *_head(table)]]
    spans: list[tuple[int, int]] = []
    section = ""
    for line in table.lines:
        if line.section:
            section = line.section.split("、")[-1]
            spans.append((len(rows), 0))
        else:
            rows.append([section, *_row(line, table)])
            spans[-1] = (spans[-1][0], spans[-1][1] + 1)
    return rows, spans


def word(plan: Plan) -> bytes:
    """A .docx: sections as merged rows, or, in every second plan, as a merged first column."""
    import docx

    document = docx.Document()
    for part in plan.parts:
        if isinstance(part, str):
            document.add_paragraph(odd(part, plan))
            continue
        has_column = "sections" in plan.oddities and int(plan.name[:2]) % 2 == 0
        if has_column:
            rows, spans = by_sections(part)
            sections: list[int] = []
        else:
            (rows, sections), spans = grid_of(part), []
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                table.cell(r, c).text = odd(cell, plan)
        for r in sections:
            table.cell(r, 0).merge(table.cell(r, len(rows[0]) - 1)).text = odd(rows[r][0], plan)
        for first, count in spans:
            if count > 1:
                table.cell(first, 0).merge(table.cell(first + count - 1, 0)).text = odd(rows[first][0], plan)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook(plan: Plan) -> bytes:
    """An .xlsx: one sheet a table, numbers as numbers, the caption merged over the head; no running text."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write(0, 0, odd(plan.title, plan))
        page.set_column(0, 9, 16)
        r = 2
        for part in plan.parts:
            if isinstance(part, str):
                continue
            rows, sections = grid_of(part)
            page.merge_range(r, 0, r, len(rows[0]) - 1, odd(part.caption, plan))
            for i, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if i in sections and c:
                        continue
                    try:
                        page.write_number(r + 1 + i, c, float(cell))
                    except ValueError:
                        page.write_string(r + 1 + i, c, odd(cell, plan))
            r += len(rows) + 1
            if part.note in plan.parts:
                page.write_string(r, 0, odd(part.note, plan))
            r += 3
    return out.getvalue()


def comma(plan: Plan) -> bytes:
    """A .csv of the tables, with a mark of UTF-8."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([odd(plan.title, plan)])
    rows.writerow([])
    for part in plan.parts:
        if not isinstance(part, str):
            rows.writerow([odd(part.caption, plan)])
            rows.writerows([[odd(cell, plan) for cell in row] for row in grid_of(part)[0]])
            rows.writerow([odd(part.note, plan)] if part.note in plan.parts else [])
            rows.writerow([])
    return out.getvalue().encode("utf-8-sig")


def portable(documents: dict[str, bytes]) -> dict[str, bytes]:
    """The same .docx files as PDF, by an office program; none where this machine has none."""
    office = which("soffice")
    if office is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in documents.items():
            (Path(folder) / f"{name}.docx").write_bytes(content)
        files = [str(path) for path in sorted(Path(folder).glob("*.docx"))]
        command = [
            office,
            f"-env:UserInstallation=file://{folder}/home",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
        ]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=600)
        return {path.stem: path.read_bytes() for path in Path(folder).glob("*.pdf")}


FORMATS: dict[str, tuple[str, Callable[[Plan], bytes], bool]] = {
    "tabs": ("txt", tabbed, True),
    "cell a line": ("txt", cell_a_line, True),
    "blanks": ("txt", in_blanks, True),
    "flat": ("txt", flat, True),
    "html": ("html", web, True),
    "docx": ("docx", word, True),
    "xlsx": ("xlsx", workbook, False),
    "csv": ("csv", comma, False),
}


def rendered(plans: list[Plan]) -> Iterator[tuple[str, str, Plan, bytes, bool]]:
    """Format, file name, plan, bytes, and whether the running text is in it, of every plan in every format."""
    for name, (ending, make, has_text) in FORMATS.items():
        for plan in plans:
            yield name, f"{plan.name}.{ending}", plan, make(plan), has_text
    made = portable({plan.name: word(plan) for plan in plans})
    for plan in plans:
        if plan.name in made:
            yield "pdf", f"{plan.name}.pdf", plan, made[plan.name], True
