"""The originals of documents: the pictures of their pages.

The door of what is drawn to data/reviewing/originals and data/reading/pictures.
"""

from components.views.kept import Kept
from data.reading import pictures
from data.reading.refusal import Unreadable
from data.reviewing import originals

# where the server gives them, and how wide they are in pixels
PLACE, WIDTH = "/page", 1300
BYTES = 60_000_000

_pages: Kept[bytes] = Kept(BYTES, len)


def page(sha256: str, number: int, *, is_editor: bool) -> bytes | None:
    """A page of an original as PNG; None where there is none, or where it lies in a review of somebody who may write
    and the reader may not.
    """
    content = originals.content(sha256, has_drafts=is_editor)
    if content is None:
        return None
    try:
        return _pages.get((sha256, number), lambda: pictures.page_picture(content, number, WIDTH))
    except Unreadable:
        return None
