"""Word documents (.docx): paragraphs and tables in their order, merged and nested cells, text boxes, pictures."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data.reading.characters import raised_digits
from data.reading.document import Document, Writer
from data.reading.formats.numbering import Numbers, numbers_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEFT_OUT = {f"{W}{name}" for name in ("rt", "rPr", "pPr", "del", "moveFrom", "instrText", "delText")}
WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}
DEEPEST = 40
MOST_SPAN = 200


def _texts(element: Any, depth: int = 0) -> Iterator[str]:
    """The words of an element in order, without ruby, deletions, field codes and what boxes beside it hold."""
    for child in element:
        tag = child.tag
        if tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None:
            continue
        raised = child.find(f"{W}rPr/{W}vertAlign") if tag == f"{W}r" else None
        if raised is not None and raised.get(f"{W}val") == "superscript":
            yield raised_digits("".join(_texts(child, depth + 1)))
            continue
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


@dataclass
class Taker:
    """Takes the parts of a document into its writer, with the numbers that Word counts."""

    writer: Writer
    numbers: Numbers
    page: int = 1

    def text(self, paragraph: Any) -> str:
        """The words of a paragraph behind its number; the paragraph of a number alone is that number."""
        return self.numbers.before(paragraph) + "".join(_texts(paragraph))

    def cell(self, cell: Any) -> str:
        """The words of a cell, a line each paragraph."""
        found = []
        for child in cell:
            if child.tag == f"{W}p":
                found.append(self.text(child))
            elif child.tag == f"{W}sdt":
                found += [self.text(paragraph) for paragraph in child.iter(f"{W}p")]
        return "\n".join(text for text in found if text.strip())

    def table(self, table: Any, depth: int) -> None:
        """Add a table: cells merged over columns (gridSpan) and rows (vMerge); tables inside cells come after it.

        A table of one column is a frame around what stands in it.
        """
        rows = [
            row
            for row in table.iterdescendants(f"{W}tr")
            if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None
        ]
        cells = [[cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row] for row in rows]
        if max(map(len, cells), default=0) <= 1:
            for row in cells:
                for cell in row:
                    self.body(cell, depth + 1)
            return
        self._grid(rows, cells)
        for inner in table.iterdescendants(f"{W}tbl"):
            if next(inner.iterancestors(f"{W}tbl")) is table and depth < DEEPEST:
                self.table(inner, depth + 1)

    def _grid(self, rows: list[Any], cells: list[list[Any]]) -> None:
        """Write the cells of a table, each in its place."""
        written: list[list[str]] = []
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        opened: dict[int, tuple[int, int]] = {}
        for r, row in enumerate(rows):
            texts = [""] * _number(row.find(f"{W}trPr"), "gridBefore", 0)
            for cell in cells[r]:
                properties = cell.find(f"{W}tcPr")
                c, wide = len(texts), _number(properties, "gridSpan", 1)
                merge = properties.find(f"{W}vMerge") if properties is not None else None
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
                texts += ["" if goes_on else self.cell(cell), *[""] * (wide - 1)]
            written.append(texts)
        self.writer.table(written, spans, None)

    def body(self, element: Any, depth: int = 0) -> None:
        """Add what stands in a body, a cell or a box, in its order."""
        for child in element:
            if child.tag == f"{W}p":
                # where Word last broke its pages; a document that it never laid out has none
                self.page += sum(1 for _ in child.iter(f"{W}lastRenderedPageBreak"))
                for line in self.text(child).split("\n"):
                    self.writer.paragraph(line)
                self._beside(child, depth)
            elif child.tag == f"{W}tbl" and depth < DEEPEST:
                self.table(child, depth)
            elif child.tag in WRAPPERS and depth < DEEPEST:
                self.body(child, depth + 1)

    def _beside(self, paragraph: Any, depth: int) -> None:
        """Add the boxes that hang on a paragraph, each once; say that there is a picture."""
        seen: set[str] = set()
        boxes = list(paragraph.iter(f"{W}txbxContent"))
        for box in boxes:
            words = "".join(box.itertext())
            if words not in seen and depth < DEEPEST:
                self.body(box, depth + 1)
            seen.add(words)
        if not boxes and any(str(part.tag).endswith(("}blip", "}imagedata")) for part in paragraph.iter()):
            self.writer.picture(self.page if self.page > 1 else None)


def _number(properties: Any, name: str, default: int) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    value = found.get(f"{W}val") if found is not None else None
    return int(value) if value and value.isdigit() and int(value) < MOST_SPAN else default


def read(content: bytes) -> Document:
    """The document of a .docx file."""
    import docx

    opened = docx.Document(io.BytesIO(content))
    parts = {str(related.reltype).rpartition("/")[2]: related for related in opened.part.rels.values()}

    def root(name: str) -> Any:
        part = parts[name].target_part if name in parts and not parts[name].is_external else None
        return getattr(part, "element", None)

    taker = Taker(Writer(), numbers_of(root("numbering"), root("styles")))
    taker.body(opened.element.body)
    return taker.writer.document()
