"""A text file, or pasted text: each line a paragraph, lines with tabs rows of a table."""

import re

from data.reading.characters import RADICALS, decoded
from data.reading.document import Cell, Document, Paragraph, Table
from data.reading.refusal import Unreadable

TAB = re.compile("\t")
# tables drawn with strokes: | of Markdown, │ of a terminal
DRAWN = re.compile("[|｜│┃]")
FRAME = re.compile(r"(?=.*(?:[|｜│┃─━]|-{4}))[\s|｜│┃┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛:+=-]*")


def _cells(line: str, start: int, divider: re.Pattern[str]) -> tuple[Cell, ...]:
    row, at = [], 0
    for end in [*(found.start() for found in divider.finditer(line)), len(line)]:
        row.append(Cell(line[at:end], start + at))
        at = end + 1
    return tuple(row)


def read(content: bytes) -> Document:
    """The document of a text file. Positions are those of the decoded text."""
    text = decoded(content).translate(RADICALS)
    strange = sum(character == "\ufffd" or (character < " " and not character.isspace()) for character in text[:20_000])
    if strange > len(text[:20_000]) // 20:
        raise Unreadable("no_text", ending="txt")
    return of_text(text)


def of_text(text: str) -> Document:
    """The document of a text in which a tab divides cells and a line end rows or paragraphs; a form feed, pages."""
    blocks: list[Paragraph | Table] = []
    rows: list[tuple[Cell, ...]] = []
    start, page = 0, 1
    has_pages = "\f" in text

    def close() -> None:
        if rows:
            blocks.append(Table(tuple(rows), page if has_pages else None))
            rows.clear()

    for line in text.splitlines(keepends=True):
        printed = line.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029")
        if "\t" in printed.strip(" "):
            rows.append(_cells(printed, start, TAB))
        elif len(DRAWN.findall(printed)) > 1 and not FRAME.fullmatch(printed):
            rows.append(_cells(printed, start, DRAWN)[1:-1])
        elif FRAME.fullmatch(printed) and printed.strip():
            pass
        elif printed.strip():
            close()
            blocks.append(Paragraph(printed, ((0, start),), page if has_pages else None))
        start += len(line)
        if "\f" in line:
            close()
            page += 1
    close()
    return Document(text, tuple(blocks))
