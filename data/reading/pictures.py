"""Pages of a PDF as pictures, and where on them each figure stands that was read."""

import io
from bisect import bisect_right
from operator import attrgetter

from data.reading.document import Spot
from data.reading.extract import Reading
from data.reading.refusal import Unreadable

MOST_PIXELS = 8_000_000
PICTURE_SECONDS = 30
Place = tuple[int, float, float, float, float]


def page_picture(content: bytes, page: int, width: int) -> bytes:
    """A page of a PDF, from 1, as PNG of a width in pixels (less, where it would have too many), drawn in a process of
    its own.

    Raises Unreadable where there is no such page or it cannot be drawn.
    """
    from data.reading.apart import Job

    picture: bytes = Job("draw", content, (page, width), PICTURE_SECONDS).wait()
    return picture


def drawn(content: bytes, page: int, width: int) -> bytes:
    """The same in this process: only for one that may end."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as broken:
        raise Unreadable("broken", ending="pdf") from broken
    if not 1 <= page <= len(pdf):
        raise Unreadable("no_page", page=page)
    shown = pdf[page - 1]
    wide, high = shown.get_size()
    scale = min(max(width, 1) / wide, (MOST_PIXELS / (wide * high)) ** 0.5)
    out = io.BytesIO()
    shown.render(scale=scale).to_pil().save(out, "PNG")
    return out.getvalue()


def places(content: bytes, reading: Reading) -> dict[int, Place]:
    """Candidate's index → page, and left, top, right, bottom as shares of it; of a PDF, and nothing for other formats.

    A figure of a table has its cell, one of running text the stretch of its line.
    """
    spots = sorted(reading.document.spots, key=attrgetter("start"))
    starts = [spot.start for spot in spots]
    found = {}
    for index, one in enumerate(reading.candidates):
        spot = spots[bisect_right(starts, one.start) - 1] if spots and one.start >= starts[0] else None
        if spot is not None and spot.start <= one.start <= spot.end:
            box = spot.box if one.place == "table" else _stretch(reading.document.text, spot, one.start, one.end)
            found[index] = (spot.page, *box)
    return found


def _stretch(text: str, spot: Spot, start: int, end: int) -> tuple[float, float, float, float]:
    """Part of a line, by how wide its characters are: a Latin letter or digit is half a Chinese character."""
    left, top, right, bottom = spot.box

    def width(first: int, last: int) -> float:
        return sum(0.5 if character.isascii() else 1.0 for character in text[first:last])

    whole = width(spot.start, spot.end) or 1.0
    begin = left + (right - left) * width(spot.start, start) / whole
    close = left + (right - left) * width(spot.start, min(end, spot.end)) / whole
    return round(begin, 4), top, round(max(close, begin), 4), bottom
