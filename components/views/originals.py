"""The originals of documents: the pictures of their pages, and a figure where it stands in one.

The door of what is drawn to data/reviewing/originals and data/reading/pictures.
"""

from collections.abc import Sequence

from components.language.words import say
from components.model.found import Original
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


def having_originals(fact_ids: Sequence[str]) -> list[str]:
    """Those of the facts, in their order, whose document's original the store keeps."""
    return originals.having_originals(fact_ids)


def original(fact_id: str) -> Original | None:
    """A fact's figure where it stands in its document; None where the store has no original of it."""
    found = originals.shown(fact_id)
    if found is None:
        return None
    begin, end = found.figure
    where = say("evidence.page", page=found.page, file=found.file_name) if found.page else found.file_name
    picture, outline = "", (0.0, 0.0, 0.0, 0.0)
    if found.outline:
        number, left, top, right, bottom = found.outline
        picture = f"{PLACE}/{found.sha256}/{number}.png"
        left, top, wide, high = (round(100 * share, 2) for share in (left, top, right - left, bottom - top))
        outline = (left, top, wide, high)
    return Original(
        where=where,
        before=found.before + ("" if found.cells else found.phrase[:begin]),
        figure=found.phrase[begin:end],
        after=("" if found.cells else found.phrase[end:]) + found.after,
        cells=found.cells,
        head=found.head if len(found.head) == len(found.cells) else (),
        at=found.at,
        picture=picture,
        outline=outline,
    )
