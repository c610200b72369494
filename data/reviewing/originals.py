"""The originals that the store keeps: their bytes, their text, and a fact's figure where it stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from data import store
from data.parts import TEXT_NAME, TEXTS, part
from data.reading.apart import read_apart
from data.reading.candidates import Candidate
from data.reading.characters import clean
from data.reading.document import Cell, Document, Paragraph, Table
from data.reading.extract import Reading
from data.reading.heading import Heading
from data.reading.pictures import Place, places
from data.reading.refusal import Unreadable
from data.results.wanted import opened

# letters shown before and behind the phrase of a fact
AROUND = 80
# letters from a name to its figure, where no phrase was kept
FAR = 600
# documents that a process keeps read
KEPT = 8


@dataclass(frozen=True)
class Shown:
    """A fact's figure in its document: the phrase that carries it, with what stands before and behind it.

    figure: where in the phrase the figure begins and ends; (0, 0) where it is not found in it. page: of the document,
    from 1; None where the format has none. cells, head: of a table, the row and the first row, `at` the figure's cell;
    empty for running text. outline: of a PDF, page and left, top, right and bottom of the figure as shares of it.
    """

    before: str
    phrase: str
    after: str
    figure: tuple[int, int]
    page: int | None = None
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    at: int = -1
    outline: Place | None = None
    fact_id: str = ""
    sha256: str = ""
    file_name: str = ""


def content(sha256: str, folder: Path | None = None, *, has_drafts: bool = True) -> bytes | None:
    """The original of an import, or of a draft (unless has_drafts is false), by its sum; None where there is none."""
    if not TEXT_NAME.fullmatch(sha256):
        return None
    folder = folder or store.store_folder()
    drafts = [part(folder, "drafts") / "originals" / sha256] if has_drafts else []
    for path in (*drafts, *part(folder, "imports").glob(f"[!.]*/{TEXTS}/{sha256}")):
        try:
            return path.read_bytes()
        except OSError:  # it went meanwhile, or was never there
            continue
    return None


@lru_cache(KEPT)
def _read(sha256: str, file_name: str, folder: Path) -> Document | None:
    """The document of an original, read in a process of its own and kept; None where that cannot be."""
    found = content(sha256, folder)
    try:
        return read_apart(found, file_name, []).document if found else None
    except Unreadable:
        return None


def document(sha256: str, file_name: str, folder: Path | None = None) -> Document | None:
    """An original as a document; None where the store has none or it cannot be read any more."""
    made = _read(sha256, file_name, folder or store.store_folder())
    if made is None:
        _read.cache_clear()  # it may come
    return made


def having_originals(fact_ids: Sequence[str], folder: Path | None = None, shipped: Path = store.SHIPPED) -> list[str]:
    """Those of the facts, in their order, whose document's original the imports keep; nothing is read.

    Raises LedgerFault.
    """
    there = {path.name for path in part(folder or store.store_folder(), "imports").glob(f"[!.]*/{TEXTS}/*")}
    if not there or not fact_ids:
        return []
    with opened(folder, shipped) as connection:
        found = {
            fact_id
            for (fact_id,) in connection.execute(HOLDING, {"ids": list(fact_ids), "sums": list(there)}).fetchall()
        }
    return [fact_id for fact_id in fact_ids if fact_id in found]


HOLDING = """
    select fact_id from facts join documents using (document_id)
    where fact_id = any($ids) and sha256 = any($sums)
"""
FACT = """
    select sha256, file_name, place::varchar, label_raw, value_raw, coalesce(evidence, ''), locator, role::varchar
    from facts join documents using (document_id)
    where fact_id = $fact_id and sha256 is not null
"""


def shown(fact_id: str, folder: Path | None = None, shipped: Path = store.SHIPPED) -> Shown | None:
    """A fact's figure where it stands in the original; None where the store has none, or it is not found in it.

    Raises LedgerFault.
    """
    with opened(folder, shipped) as connection:
        row = connection.execute(FACT, {"fact_id": fact_id}).fetchone()
    if row is None:
        return None
    sha256, file_name, place, label, value, evidence, locator, role = row
    read = document(sha256, file_name or "", folder)
    if read is None:
        return None
    found = _in_tables(read, label, value, role == "target") if place == "table" else None
    found = found or _in_text(read, evidence or value, value, label, locator)
    return replace(found, fact_id=fact_id, sha256=sha256, file_name=file_name or "") if found else None


def _bare(text: str) -> str:
    return re.sub(r"\s", "", clean(text).text)


def _in_tables(read: Document, label: str, value: str, is_last: bool) -> Shown | None:
    """The row of a table that has the name in one cell and the figure in another; of two the last for a target."""
    name, figure = _bare(label.split("：")[0]), _bare(value)
    found: list[tuple[bool, bool, Table, list[Cell], int]] = []
    tables = [block for block in read.blocks if isinstance(block, Table)] if name else []
    for block in tables:
        for row in block.rows:
            cells = list(dict.fromkeys(row))
            texts = [_bare(cell.text) for cell in cells]
            named = next((i for i, text in enumerate(texts) if name in text), None)
            if named is None:
                continue
            held = [i for i, text in enumerate(texts) if i != named and figure in text]
            exact = [i for i in held if texts[i] == figure]
            if chosen := exact or held:
                at = chosen[-1 if is_last else 0]
                found.append((texts[named] != name, not exact, block, cells, at))
    if not found:
        return None
    _, _, table, cells, at = min(found, key=lambda one: one[:2])
    texts = [" ".join(cell.text.split()) for cell in cells]
    return Shown(
        before=" ".join(texts[:at]),
        phrase=texts[at],
        after=" ".join(texts[at + 1 :]),
        figure=(0, len(texts[at])),
        page=table.page,
        cells=tuple(texts),
        head=tuple(" ".join(cell.text.split()) for cell in dict.fromkeys(table.rows[0])),
        at=at,
        outline=_outline(read, "table", cells[at].start, cells[at].start + len(cells[at].text)),
    )


def _outline(read: Document, place: str, start: int, end: int) -> Place | None:
    one = Candidate(place=place, start=start, end=end)
    return places(b"", Reading(read, Heading(), (one,))).get(0)


def _in_text(read: Document, phrase: str, value: str, label: str, locator: str) -> Shown | None:
    """The phrase in the running text, blanks and signs left aside, behind its heading where that is found; for a figure
    without a phrase the nearest behind its name.
    """
    made = clean(read.text)
    head = made.text.find(clean(locator.split(" ")[-1]).text)
    wanted = clean(phrase).text
    at = made.text.find(wanted, max(head, 0))
    at = made.text.find(wanted) if at < 0 else at
    if at >= 0 and phrase == value:
        named = made.text.find(clean(label.split("：")[0]).text)
        at = made.text.find(wanted, max(named, 0))
        if at - named > FAR:
            return None
    if at < 0 or not wanted:
        return None
    begin, end = made.printed(at, at + len(wanted))
    inside = wanted.find(clean(value).text)
    figure = made.printed(at + inside, at + inside + len(clean(value).text)) if inside >= 0 else (begin, begin)
    return Shown(
        before=_tidy(read.text[max(0, begin - AROUND) : begin]),
        phrase=read.text[begin:end],
        after=_tidy(read.text[end : end + AROUND]),
        figure=(figure[0] - begin, figure[1] - begin),
        page=_page(read, begin),
        outline=_outline(read, "text", *figure),
    )


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
