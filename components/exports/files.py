"""The files that a briefing leaves as, by their endings."""

import re
from collections.abc import Callable

from components.exports.docx.annex import docx_bytes
from components.exports.html.deck import html_bytes
from components.exports.package import zip_bytes
from components.exports.pptx.deck import pptx_bytes
from components.exports.xlsx.workbook import WorkbookRefused, xlsx_bytes
from components.model.view import Deck

__all__ = ["WorkbookRefused"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
# ending → what it is to a browser, in the order in which they are offered
ENDINGS = {
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "html": "text/html",
    "zip": "application/zip",
}
_MAKERS = {
    "pptx": pptx_bytes,
    "xlsx": xlsx_bytes,
    "docx": docx_bytes,
    "html": html_bytes,
    "zip": zip_bytes,
}


def made(deck: Deck, ending: str, advance: Callable[[int, int], None] = lambda done, of: None) -> bytes:
    """A deck as a file of this ending; advance is told after each view how many are done.

    Raises WorkbookRefused for what a workbook cannot hold.
    """
    return _MAKERS[ending](deck, advance=advance)


def file_name(name: str, ending: str) -> str:
    """A name that every system takes, close to the deck's own."""
    return re.sub(r'[\\/:*?"<>|\s]+', "-", name).strip("-.")[:80] + f".{ending}"
