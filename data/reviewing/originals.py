"""The originals that the store keeps: their bytes, their text, and a fact's figure where it stands in it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data import store
from data.parts import TEXT_NAME, TEXTS, part
from data.reading.characters import clean
from data.reading.document import Document, Paragraph, Table
from data.reading.formats import document_of
from data.reading.refusal import Unreadable
from data.results.wanted import opened

# letters shown before and behind the phrase of a fact
AROUND = 160
# documents that a process keeps read
KEPT = 8


@dataclass(frozen=True)
class Shown:
    """A fact's figure in its document: the phrase that carries it, with what stands before and behind it.

    figure: where in the phrase the figure begins and ends; (0, 0) where it is not found in it. page: of the document,
    from 1; None where the format has none. cells: of a table, the row and under which head; empty for running text.
    """

    fact_id: str
    sha256: str
    file_name: str
    before: str
    phrase: str
    after: str
    figure: tuple[int, int]
    page: int | None
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()


def content(sha256: str, folder: Path | None = None) -> bytes | None:
    """The original of a draft or of an import, by its sum; None where the store has none."""
    if not TEXT_NAME.fullmatch(sha256):
        return None
    folder = folder or store.store_folder()
    found = [part(folder, "drafts") / "originals" / sha256, *part(folder, "imports").glob(f"[!.]*/{TEXTS}/{sha256}")]
    for path in found:
        try:
            return path.read_bytes()
        except OSError:  # it went meanwhile, or was never there
            continue
    return None


@lru_cache(KEPT)
def _read(sha256: str, file_name: str, folder: Path) -> Document | None:
    """The document of an original, kept read; None where the store has none or it cannot be read any more."""
    found = content(sha256, folder)
    try:
        return document_of(found, file_name) if found else None
    except Unreadable:
        return None


def document(sha256: str, file_name: str, folder: Path | None = None) -> Document | None:
    """An original as a document; None where the store has none or it cannot be read any more."""
    made = _read(sha256, file_name, folder or store.store_folder())
    if made is None:
        _read.cache_clear()  # it may come
    return made


FACT = """
    select fact_id, sha256, file_name, place::varchar, label_raw, value_raw, coalesce(evidence, ''), role::varchar
    from facts join documents using (document_id)
    where fact_id = $fact_id
"""


def shown(fact_id: str, folder: Path | None = None, shipped: Path = store.SHIPPED) -> Shown | None:
    """A fact's figure where it stands in the original; None where the store has none, or it is not found in it.

    Raises LedgerFault.
    """
    with opened(folder, shipped) as connection:
        row = connection.execute(FACT, {"fact_id": fact_id}).fetchone()
    if not row or not row[1]:
        return None
    _, sha256, file_name, place, label, value, evidence, _ = row
    read = document(sha256, file_name or "", folder)
    if read is None:
        return None
    found = _in_tables(read, label, value) if place == "table" else None
    found = found or _in_text(read, evidence or value, value, label)
    return Shown(fact_id, sha256, file_name or "", **found) if found else None


def _bare(text: str) -> str:
    return re.sub(r"\s", "", clean(text).text)


def _in_tables(read: Document, label: str, value: str) -> dict[str, object] | None:
    """The row of a table that has the name in one cell and the figure in another, with the head above it."""
    name, figure = _bare(label.split("：")[0]), _bare(value)
    for block in read.blocks:
        if not isinstance(block, Table):
            continue
        for row in block.rows:
            cells = list(dict.fromkeys(row))
            texts = [cell.text for cell in cells]
            named = next((i for i, text in enumerate(texts) if name and name in _bare(text)), None)
            if named is None:
                continue
            held = [i for i, text in enumerate(texts) if i != named and figure in _bare(text)]
            exact = [i for i in held if _bare(texts[i]) == figure]
            if chosen := exact or held:
                head = tuple(" ".join(cell.text.split()) for cell in dict.fromkeys(block.rows[0]))
                return _row_shown(texts, chosen[0], head, block.page)
    return None


def _row_shown(texts: list[str], at: int, head: tuple[str, ...], page: int | None) -> dict[str, object]:
    cells = tuple(" ".join(text.split()) for text in texts)
    return {
        "before": " ".join(cells[:at]),
        "phrase": cells[at],
        "after": " ".join(cells[at + 1 :]),
        "figure": (0, len(cells[at])),
        "page": page,
        "cells": cells,
        "head": head,
    }


def _in_text(read: Document, phrase: str, value: str, label: str) -> dict[str, object] | None:
    """The phrase in the running text, blanks and signs left aside; for a figure without a phrase the nearest behind its
    name.
    """
    made = clean(read.text)
    at = made.text.find(wanted := clean(phrase).text)
    if at < 0:
        return None
    if phrase == value:
        named = made.text.find(clean(label.split("：")[0]).text)
        at = made.text.find(wanted, named) if named >= 0 else at
        if at < 0 or at - named > AROUND * 4:
            return None
    begin, end = made.printed(at, at + len(wanted))
    inside = wanted.find(clean(value).text)
    figure = made.printed(at + inside, at + inside + len(clean(value).text)) if inside >= 0 else (begin, begin)
    return {
        "before": _tidy(read.text[max(0, begin - AROUND) : begin]),
        "phrase": read.text[begin:end],
        "after": _tidy(read.text[end : end + AROUND]),
        "figure": (figure[0] - begin, figure[1] - begin),
        "page": _page(read, begin),
    }


def _tidy(text: str) -> str:
    """A stretch of text with its lines, without empty ones."""
    return "\n".join(line for line in text.splitlines() if line.strip())


def _page(read: Document, at: int) -> int | None:
    """The page on which a place of the text stands."""
    page = None
    for block in read.blocks:
        starts = (
            [block.starts[0][1]] if isinstance(block, Paragraph) else [cell.start for row in block.rows for cell in row]
        )
        first = min((start for start in starts if start >= 0), default=None)
        if first is not None and first > at:
            break
        page = block.page
    return page
