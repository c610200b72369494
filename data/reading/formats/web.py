"""Saved web pages (.html): paragraphs, tables with their spans; without menus, scripts and ruby."""

import re
from typing import Any

from data.reading.characters import decoded, raised_digits
from data.reading.document import Document, Writer

DROPPED = ("script", "style", "noscript", "template", "rt", "rp", "rtc", "nav", "head", "svg", "button", "select")
BLOCKS = re.compile(
    r"^(?:address|article|aside|blockquote|body|center|d[dtl]|details|div|fieldset|figcaption|figure|footer|form|h[1-6r]"
    r"|header|html|legend|li|main|[ou]l|p|pre|section|summary|table|t[drh]|tbody|tfoot|thead)$"
)
CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.I)
DEEPEST = 150


def _markup(content: bytes) -> str:
    named = CHARSET.search(content[:4000])
    if named and named[1].lower() not in (b"utf-8", b"utf8") and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        encoding = {"gb2312": "gb18030", "gbk": "gb18030"}.get(named[1].decode().lower(), named[1].decode().lower())
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _is_small(image: Any) -> bool:
    """An icon or a line of a page's frame: no table is so small."""
    sizes = [image.get(name) or "" for name in ("width", "height")]
    return any(size.rstrip("px").isdigit() and int(size.rstrip("px")) < 100 for size in sizes)


def _inner(element: Any) -> str:
    """The words of an element; the source's own line ends are blanks, a block or a break begins a line."""
    parts = [re.sub(r"\s+", " ", element.text or "")]
    for child in element:
        if isinstance(child.tag, str) and not _is_hidden(child) and (child.tag != "table" or _is_frame(child)):
            words = "\n" if child.tag == "br" else _inner(child)
            words = raised_digits(words) if child.tag == "sup" else words
            parts.append(f"\n{words}\n" if BLOCKS.match(child.tag) else words)
        parts.append(re.sub(r"\s+", " ", child.tail or ""))
    return "".join(parts)


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), 200) if value.isdigit() and int(value) else 1


def _table(table: Any, writer: Writer) -> None:
    """Add a table with rowspan and colspan; tables inside its cells come after it."""
    grid: dict[tuple[int, int], str] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    rows = _rows(table)
    for r, row in enumerate(rows):
        c = 0
        for cell in row.iterchildren("td", "th"):
            while (r, c) in grid:
                c += 1
            high, wide = min(_span(cell, "rowspan"), len(rows) - r), _span(cell, "colspan")
            for i in range(high):
                for j in range(wide):
                    grid.setdefault((r + i, c + j), "")
            grid[r, c] = _lines(_inner(cell))
            if (high, wide) != (1, 1):
                spans[r, c] = (high, wide)
            c += wide
    width = max((c for _, c in grid), default=-1) + 1
    writer.table([[grid.get((r, c), "") for c in range(width)] for r in range(len(rows))], spans, None)


def _rows(table: Any) -> list[Any]:
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _is_frame(table: Any) -> bool:
    """Whether a table has one cell alone."""
    return len(table.findall(".//tr")) == 1 and len(table.findall(".//td") + table.findall(".//th")) == 1


def _lays_out(table: Any) -> bool:
    """Whether a table only holds the page together: others stand in it, or whole paragraphs of its one column."""
    rows = _rows(table)
    if max((len(row.findall("td") + row.findall("th")) for row in rows), default=0) <= 1:
        return True
    if all(_is_frame(inner) for inner in table.iterdescendants("table")):
        return False
    return len(rows) < 4 or len(table.findall(".//p")) > 12


def _body(element: Any, writer: Writer, depth: int = 0) -> None:
    words = [re.sub(r"\s+", " ", element.text or "")]

    def close() -> None:
        for line in "".join(words).split("\n"):
            writer.paragraph(line.strip())
        words.clear()

    for child in element:
        if isinstance(child.tag, str) and not _is_hidden(child) and depth < DEEPEST:
            if child.tag == "table" and not _lays_out(child):
                close()
                _table(child, writer)
                for inner in child.iter("table"):
                    if inner is not child and not _is_frame(inner):
                        _table(inner, writer)
            elif BLOCKS.match(child.tag):
                close()
                _body(child, writer, depth + 1)
            elif child.tag == "br":
                close()
            elif child.tag == "img":
                if not _is_small(child):
                    writer.picture()
            elif any(BLOCKS.match(inner.tag) for inner in child.iterdescendants() if isinstance(inner.tag, str)):
                close()
                _body(child, writer, depth + 1)
            else:
                words.append(raised_digits(_inner(child)) if child.tag == "sup" else _inner(child))
                for _ in child.iter("img"):
                    close()
                    writer.picture()
        words.append(re.sub(r"\s+", " ", child.tail or ""))
    close()


def read(content: bytes) -> Document:
    """The document of a saved web page."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(_markup(content).encode("utf-8", "replace"), parser=parser)
    etree.strip_elements(root, *DROPPED, with_tail=False)
    writer = Writer()
    body = root.find("body")
    _body(body if body is not None else root, writer)
    return writer.document()
