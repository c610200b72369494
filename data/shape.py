"""Whether a file of CSV can be read as the rows of a table at all, and how a fault is said."""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

FAULT_COLUMNS = ("file", "line", "fault", "found", "mend_zh", "mend_en")

# letters of a cell, ten times those of the longest that is shipped; of a found text as a message tells it
MOST_LETTERS, MOST_TOLD = 4000, 100
# what no printed text has, and what turns the direction of the text around it
CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\u202a-\\u202e\\u2066-\\u2069]")
# a fault of the CSV: its columns are FAULT_COLUMNS
Fault = dict[str, str | int]


class LedgerFault(Exception):
    """The CSV cannot be a ledger; `faults` holds dicts of file, line, fault, found, mend_zh and mend_en."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """A fault in three lines: file, line, name and what was found; the mend in Chinese; the mend in English."""
        return self.said("zh", "en")

    def said(self, *languages: str) -> list[str]:
        """A fault in a line of file, line, name and what was found, and one for its mend in each of these languages."""
        return [
            "\n    ".join(
                (
                    f"{fault['file']}:{fault['line']}: {fault['fault']} [{_told(fault['found'], MOST_TOLD)}]",
                    *(_told(fault[f"mend_{language}"], 5 * MOST_TOLD) for language in languages),
                )
            )
            for fault in self.faults
        ]


def _told(text: object, most: int) -> str:
    """A text as it fits into a message, with nothing in it that a screen would obey."""
    shown = CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(text))
    return shown if len(shown) <= most else f"{shown[:most]}…"


def fault(file: str, line: int, name: str, found: str, mend_zh: str, mend_en: str) -> Fault:
    """A fault as `faults.sql` gives it."""
    return dict(zip(FAULT_COLUMNS, (file, line, name, found, mend_zh, mend_en), strict=True))


TOO_LONG = (
    f"一格最多 {MOST_LETTERS} 字；双引号不成对也会把后面各行算作一格，请检查本行",
    f"a cell has at most {MOST_LETTERS} letters; a quotation mark that is not closed makes one of all that follows",
)


def _header_faults(name: str, given: list[str], columns: Mapping[str, bool]) -> list[Fault]:
    """What is wrong with a header; columns: those of the table, and whether each is required."""
    if found := [cell for cell in given if re.search("[;\t]", cell)]:
        mend_zh, mend_en = (
            "各列之间用英文逗号分隔，请另存为“CSV UTF-8”",
            "columns are separated by commas: save the file as CSV UTF-8",
        )
        return [fault(name, 1, "wrong_separator", found[0], mend_zh, mend_en)]
    wrong = {
        "unknown_column": (
            [column for column in dict.fromkeys(given) if column not in columns],
            "没有这个列名，请改正或删去这一列；可用的列：" + ",".join(columns),
            "no such column: correct its name or delete the column; there are " + ",".join(columns),
        ),
        "repeated_column": (
            [column for column in dict.fromkeys(given) if given.count(column) > 1],
            "这个列名出现了两次，请删去一列",
            "this column stands twice: delete one",
        ),
        "missing_column": (
            [column for column, is_required in columns.items() if is_required and column not in given],
            "缺少这一列，请在表头补上，并填好各行",
            "this column is required: add it to the header and fill it in",
        ),
    }
    return [
        fault(name, 1, wrong_name, column, mend_zh, mend_en)
        for wrong_name, (found, mend_zh, mend_en) in wrong.items()
        for column in found
    ]


def shape_faults(name: str, path: Path, columns: Mapping[str, bool]) -> list[Fault]:
    """What keeps a file from being read as rows at all: encoding, header, number of cells, line breaks."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return [fault(name, line, "not_utf8", "", "请在 Excel 中另存为“CSV UTF-8”", "save the file as CSV UTF-8")]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    faults, last_line, cells = [], 0, len(columns)
    try:
        for row in reader:
            line = last_line + 1
            if reader.line_num > line:
                faults.append(
                    fault(
                        name,
                        line,
                        "line_break_in_cell",
                        row[0] if row else "",
                        "单元格内有换行，请改成一行",
                        "a cell contains a line break: put it on one line",
                    )
                )
            elif long := next((cell for cell in row if len(cell) > MOST_LETTERS), ""):
                faults.append(fault(name, line, "cell_too_long", long[:MOST_TOLD], *TOO_LONG))
            elif marked := next((cell for cell in row if CONTROL.search(cell)), ""):
                faults.append(
                    fault(
                        name,
                        line,
                        "control_character",
                        marked,
                        "单元格内有看不见的控制字符，请删去后重新输入",
                        "a cell contains a control character that is not seen: type it anew",
                    )
                )
            elif line == 1:
                cells = len(row)
                faults += _header_faults(name, row, columns)
                if faults:
                    break
            elif len(row) != cells:
                faults.append(
                    fault(
                        name,
                        line,
                        "wrong_number_of_cells",
                        str(len(row)),
                        f"本行有{len(row)}格，应为{cells}格；含逗号的文字要加双引号",
                        f"{len(row)} cells where {cells} belong: quote text that contains a comma",
                    )
                )
            last_line = reader.line_num
    except csv.Error as error:
        is_long = "field limit" in str(error)
        faults.append(
            fault(name, last_line + 1, "cell_too_long", "", *TOO_LONG)
            if is_long
            else fault(
                name,
                last_line + 1,
                "broken_quote",
                str(error),
                "双引号不成对，请检查本行",
                "a quotation mark is not closed: check this line",
            )
        )
    if not faults and "\r\n" in text and (lone := re.search(r"(?<!\r)\n", text)):
        line = text[: lone.start()].count("\n") + 1
        faults.append(
            fault(
                name,
                line,
                "mixed_line_ends",
                "",
                "各行的换行符不一致，请用同一软件重新保存",
                "lines end in two ways: save the file anew with one program",
            )
        )
    if not text.strip():
        faults.append(
            fault(name, 1, "empty_file", "", "文件是空的，至少要有表头", "the file is empty: it needs a header")
        )
    return faults


def header(path: Path) -> list[str]:
    """The first row of a sound file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


# what schema.sql may still refuse after faults.sql, in words: the beginning of DuckDB's sentence, then the mend
REFUSALS = (
    (
        r'Duplicate key "([^"]*)"',
        "这一格的内容（或空着时代用的名称）与另一行相同，请改其中一行",
        "this cell, or the name that stands in for it while it is empty, repeats another row: change one",
    ),
    (r"NOT NULL constraint failed: \w+\.(\w+)", "这一列不能为空，请补填", "this column must be filled in"),
    (
        r'key "([^"]*)" does not exist',
        "引用的编号没有登记，请先登记或改正写法",
        "it names what no row has: add that row or correct the spelling",
    ),
    (
        r"CHECK constraint failed on table (\w+)",
        "本行有一格写法不对，请对照 data/README.md 各列的写法",
        "a cell is not written as data/README.md says: compare its columns",
    ),
    (
        r"Could not convert string '([^']*)'",
        "这一格不是该列要的数字或用词，请改正",
        "this cell is not the number or word that its column takes: correct it",
    ),
)


def refusal(said: str) -> tuple[str, str, str]:
    """(found, mend_zh, mend_en) of a row that a table refused, from what DuckDB said of it."""
    for pattern, mend_zh, mend_en in REFUSALS:
        if match := re.search(pattern, said):
            return match.group(1), mend_zh, mend_en
    mend_zh = "本行不合数据表的规定，请对照 data/README.md 各列的写法检查"
    return "", mend_zh, "the table refuses this row: compare its cells with the columns in data/README.md"
