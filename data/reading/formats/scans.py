"""Pictures of text read by rapidocr, which only some servers have (requirements-scans.txt), its models in its wheel.

What is read so is never sure: each figure is to be checked beside the original.
"""

import io
import re
import time
from functools import cached_property
from importlib.util import find_spec
from typing import Any

from data.reading.document import Document, Writer
from data.reading.formats.layout import Contents, Open, Sheet, add_page
from data.reading.formats.unruled import Word
from data.reading.refusal import MOST_SCAN_PIXELS, MOST_SECONDS, Unreadable

# a page as it is shown to the recognition: text of a plan is some thirty pixels high
WIDTH = 1700
LEAST_SURE = 0.5


class Scanner:
    """Reads pictures as long as there is time for it; the recognition is loaded for the first of them."""

    @cached_property
    def _engine(self) -> Any:
        from rapidocr import RapidOCR

        return RapidOCR(params={"Global.log_level": "error"})

    @property
    def is_ready(self) -> bool:
        """Whether this server can read pictures, and has time left for one more."""
        has_all = find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None
        return has_all and time.process_time() < 0.8 * MOST_SECONDS

    def add(self, content: bytes, number: int, opened: Open) -> bool:
        """Add a page of a PDF by its picture; whether something was read."""
        if not self.is_ready:
            return False
        import pypdfium2

        page = pypdfium2.PdfDocument(content)[number - 1]
        wide, high = page.get_size()
        scale = min(WIDTH / wide, (MOST_SCAN_PIXELS / (wide * high)) ** 0.5)
        return self.add_picture(page.render(scale=scale).to_pil(), number, opened)

    def add_picture(self, picture: Any, number: int, opened: Open) -> bool:
        """Add what stands in a picture; whether something was read."""
        words = self._words(picture)
        add_page(Contents(words), Sheet(number, (0.0, 0.0, float(picture.width), float(picture.height))), opened)
        opened.writer.scanned.add(number)
        return bool(words)

    def _words(self, picture: Any) -> list[Word]:
        import numpy

        found = self._engine(numpy.asarray(picture.convert("RGB")))
        words = []
        for box, text, sure in zip(*(getattr(found, name) for name in ("boxes", "txts", "scores")), strict=True):
            across, down = [float(x) for x, _ in box], [float(y) for _, y in box]
            # the boxes stand out above and below the characters
            margin = (max(down) - min(down)) * 0.12
            if sure >= LEAST_SURE and text.strip():
                place = {"x0": min(across), "x1": max(across), "top": min(down) + margin, "bottom": max(down) - margin}
                words.append({"text": alike(text), **place})
        return words


def alike(text: str) -> str:
    """A text as it was meant: a stroke is taken for 一, and a sign of per cent for one with digits beside it."""
    if text.strip() in ("一", "ー", "_", "－", "―"):
        return "—"
    return "%" if re.fullmatch(r"[0-9oO]?%[0-9oO]", text.strip()) else text


def read(content: bytes) -> Document:
    """The document of a picture; raises Unreadable where it cannot be read here, or is too large."""
    from PIL import Image

    scanner = Scanner()
    if not scanner.is_ready:
        raise Unreadable("picture")
    # its size is known before it is unpacked
    Image.MAX_IMAGE_PIXELS = None
    picture: Image.Image = Image.open(io.BytesIO(content))
    pixels = picture.width * picture.height
    if pixels > MOST_SCAN_PIXELS * 4:
        raise Unreadable("picture_too_large", pixels=pixels // 1_000_000, most=MOST_SCAN_PIXELS * 4 // 1_000_000)
    if pixels > MOST_SCAN_PIXELS:
        factor = (MOST_SCAN_PIXELS / pixels) ** 0.5
        picture = picture.resize((int(picture.width * factor), int(picture.height * factor)))
    opened = Open(Writer())
    scanner.add_picture(picture, 1, opened)
    opened.close()
    return opened.writer.document()
