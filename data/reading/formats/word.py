"""Word documents (.docx): paragraphs and tables in their order, merged and nested cells, text boxes, pictures."""

import io
from collections.abc import Iterator
from typing import Any

from data.reading.document import Document, Writer

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEFT_OUT = {f"{W}rt", f"{W}rPr", f"{W}pPr", f"{W}del", f"{W}instrText"}
DEEPEST = 40


def _texts(element: Any, depth: int = 0) -> Iterator[str]:
    """The words of an element in order, without ruby, deletions, field codes and what boxes beside it hold."""
    for child in element:
        tag = child.tag
        if tag in LEFT_OUT or tag in (f"{W}tbl", f"{W}txbxContent") or depth > DEEPEST:
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag == f"{W}tab":
            yield "\t"
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif isinstance(tag, str) and not tag.endswith("}Fallback"):
            yield from _texts(child, depth + 1)


def _cell_text(cell: Any) -> str:
    parts = []
    for child in cell:
        if child.tag == f"{W}p":
            parts.append("".join(_texts(child)))
        elif child.tag == f"{W}sdt":
            parts += ["".join(_texts(p)) for p in child.iter(f"{W}p")]
    return "\n".join(part for part in parts if part.strip())


def _number(cell: Any, name: str) -> int:
    found = cell.find(f"{W}tcPr/{W}{name}")
    value = found.get(f"{W}val") if found is not None else None
    return int(value) if value and value.isdigit() else 1


def _table(table: Any, writer: Writer, depth: int) -> None:
    """Add a table: cells merged over columns (gridSpan) and rows (vMerge); tables inside cells come after it."""
    rows: list[list[str]] = []
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    opened: dict[int, tuple[int, int]] = {}
    for r, row in enumerate(table.iterchildren(f"{W}tr", f"{W}sdt")):
        texts: list[str] = []
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tbl")) is not table:
                continue
            c, wide = len(texts), _number(cell, "gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue" and c in opened
            if goes_on:
                top = opened[c]
                spans[top] = (r - top[0] + 1, spans.get(top, (1, wide))[1])
            else:
                opened.pop(c, None)
                if wide > 1:
                    spans[r, c] = (1, wide)
                if merge is not None:
                    opened[c] = (r, c)
            texts += ["" if goes_on else _cell_text(cell), *[""] * (wide - 1)]
        rows.append(texts)
    writer.table(rows, spans, None)
    for inner in table.iter(f"{W}tbl"):
        if inner is not table and next(inner.iterancestors(f"{W}tbl")) is table and depth < DEEPEST:
            _table(inner, writer, depth + 1)


def _body(element: Any, writer: Writer, depth: int = 0) -> None:
    for child in element:
        if child.tag == f"{W}p":
            for line in "".join(_texts(child)).split("\n"):
                writer.paragraph(line)
            boxes = [box for box in child.iter(f"{W}txbxContent") if "Fallback" not in str(box.getparent().getparent())]
            seen: set[str] = set()
            for box in boxes:
                words = "".join(box.itertext())
                if words not in seen and depth < DEEPEST:
                    _body(box, writer, depth + 1)
                seen.add(words)
            if not boxes and any(str(part.tag).endswith("}blip") for part in child.iter()):
                writer.lacks.append("picture_inside")
        elif child.tag == f"{W}tbl":
            _table(child, writer, depth)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent") and depth < DEEPEST:
            _body(child, writer, depth + 1)


def read(content: bytes) -> Document:
    """The document of a .docx file."""
    import docx

    writer = Writer()
    _body(docx.Document(io.BytesIO(content)).element.body, writer)
    return writer.document()
