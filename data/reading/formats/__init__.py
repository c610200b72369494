"""Readers of formats: the bytes of a file in, a document out."""

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePath

from data.reading.document import Document
from data.reading.refusal import MOST_BYTES, MOST_BYTES_INSIDE, MOST_FILES_INSIDE, Unreadable

Advance = Callable[[int, int], None]

# what a file of an office program holds, by which it is known whatever its name says
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsx", "OFD.xml": "ofd"}
TO_SAVE_AS = {"doc": "docx", "wps": "docx", "ofd": "docx", "rtf": "docx", "odt": "docx", "et": "xlsx", "ppt": "pdf"}
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")


def tell_nobody(page: int, pages: int) -> None:
    """Of the progress, where nobody waits for it."""


def _of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    # what a list of parts says may be wrong in other ways: names in no writing, a version nobody knows
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as broken:
        raise Unreadable("broken", ending="zip") from broken
    if len(parts) > MOST_FILES_INSIDE or sum(part.file_size for part in parts) > MOST_BYTES_INSIDE:
        raise Unreadable("swells", megabytes=MOST_BYTES_INSIDE // 1_000_000)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("locked")
    names = {part.filename for part in parts}
    found = next((kind for part, kind in PARTS.items() if part in names), None)
    if found is None:
        raise Unreadable("archive")
    return found


def kind_of(content: bytes, name: str) -> str:
    """The format of a file, told by its bytes first and by its name where bytes leave it open.

    Raises Unreadable for what no reader takes.
    """
    ending = PurePath(name).suffix.lower().lstrip(".")
    if not content.strip():
        raise Unreadable("empty")
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large", megabytes=len(content) // 1_000_000, most=MOST_BYTES // 1_000_000)
    if content[:5] == b"%PDF-" or b"%PDF-" in content[:1024]:
        return "pdf"
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        kind = _of_zip(content)
        if kind in TO_SAVE_AS:
            raise Unreadable("save_as", ending=kind, to=TO_SAVE_AS[kind])
        return kind
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable("locked")
        if ending in ("xls", "et"):
            return "xlsx"
        raise Unreadable("save_as", ending=ending or "doc", to=TO_SAVE_AS.get(ending, "docx"))
    if content.startswith(PICTURES):
        return "picture"
    if content[:5] == b"{\\rtf" or ending in TO_SAVE_AS:
        raise Unreadable("save_as", ending=ending or "rtf", to=TO_SAVE_AS.get(ending, "docx"))
    if ending in ("csv", "tsv"):
        return "csv"
    head = content[:4000].lower().replace(b"\0", b"")
    if ending in ("html", "htm", "xhtml", "mht") or b"<html" in head or b"<!doctype html" in head:
        return "html"
    if ending in ("docx", "xlsx", "xls", "pdf"):
        raise Unreadable("broken", ending=ending)
    return "txt"


def _read(kind: str, content: bytes, advance: Advance) -> Document:
    # each library is loaded for the format that needs it, not for the others
    if kind == "pdf":
        from data.reading.formats import pdf

        return pdf.read(content, advance)
    if kind == "docx":
        from data.reading.formats.word import read
    elif kind == "picture":
        from data.reading.formats.scans import read
    elif kind == "html":
        from data.reading.formats.web import read
    elif kind in ("xlsx", "csv"):
        from data.reading.formats import sheets

        read = sheets.read_workbook if kind == "xlsx" else sheets.read_csv
    else:
        from data.reading.formats.plain import read
    return read(content)


def document_of(content: bytes, name: str, advance: Advance = tell_nobody) -> Document:
    """The document that a file holds, `advance` told of its pages.

    Raises Unreadable, with a sentence, where it holds none.
    """
    kind = kind_of(content, name)
    try:
        found = _read(kind, content, advance)
    except Unreadable:
        raise
    except (MemoryError, RecursionError) as swollen:
        raise Unreadable("swells", megabytes=MOST_BYTES_INSIDE // 1_000_000) from swollen
    # what readers of other people's files raise is without end; each of them means the same to the reader
    except Exception as broken:
        raise Unreadable("broken", ending=kind) from broken
    if not found.text.strip():
        raise Unreadable("scan" if kind == "pdf" else "no_text", ending=kind)
    return found
