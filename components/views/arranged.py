"""A view's table as its reader arranged it: what is chosen of its rows and columns, in which order.

The view that comes out has these rows and no others, so that every file made of it holds what is seen.
"""

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import replace

import pandas as pd

from components.language.cells import cell_text
from components.language.numerals import is_known
from components.model.arrangement import Arrangement
from components.model.column import Column
from components.model.view import View

# kinds of columns whose cells are numbers to be compared; other cells are compared as texts
MEASURED = ("number", "percent", "points", "whole", "year")
# kinds of columns of which a reader chooses texts
CHOSEN = ("text", "name", "label", "month", "truth")
# a column of so many different texts is offered as a list to choose from
FEW = 12
_NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")
# what stands before a printed figure and is none of it
_BEFORE = "[({<>≥≤+ 　"


def own_columns(view: View) -> tuple[str, ...]:
    """The columns that the view's screen shows, without those that are blank in every row."""
    shown = tuple(name for name in view.shown if _is_filled(view, name))
    return shown or view.shown


def _is_filled(view: View, name: str) -> bool:
    """Whether any cell of a column says something."""
    column = view.column(name)
    return any(cell_text(column, value) for value in view.frame[name])


def texts_of(view: View, name: str) -> list[str]:
    """A column's cells as they are read."""
    column = view.column(name)
    return [cell_text(column, value) for value in view.frame[name]]


def is_measured(column: Column) -> bool:
    """Whether a column's cells are numbers, between which a reader may name bounds."""
    return column.kind in MEASURED


def offers_of(view: View, name: str) -> dict[str, int]:
    """The texts of a column with the number of their rows, in the order of the rows; none where they are many, or one,
    or each of one row, or figures.
    """
    if view.column(name).kind not in CHOSEN:
        return {}
    counts = Counter(text for text in texts_of(view, name) if text)
    return dict(counts) if 1 < len(counts) <= FEW and max(counts.values()) > 1 else {}


def arranged(view: View, arrangement: Arrangement) -> View:
    """The view with the rows and columns that are seen, in the order in which they are; columns that the arrangement
    names and the view does not have count as not named.

    Where the reader chose columns, the frame has these alone; else it has, behind those of the screen, all that a file
    has.
    """
    chosen = tuple(name for name in arrangement.columns if name in view.frame)
    shown = chosen or own_columns(view)
    places = _sorted(view, _kept(view, arrangement, shown), arrangement)
    frame = view.frame if not chosen else view.frame[list(chosen)]
    if places != list(range(len(view.frame))):
        frame = frame.iloc[places].reset_index(drop=True)
    verdicts = tuple(view.verdicts[place] for place in places) if view.verdicts else ()
    return replace(view, frame=frame, shown=shown, verdicts=verdicts)


def _kept(view: View, arrangement: Arrangement, shown: tuple[str, ...]) -> list[int]:
    """The places of the rows that nothing leaves out."""
    kept = pd.Series(True, index=range(len(view.frame)))
    for name, texts in arrangement.only.items():
        if name in view.frame:
            kept &= pd.Series(texts_of(view, name)).isin(texts)
    for name, (least, most) in arrangement.between.items():
        if name in view.frame and is_measured(view.column(name)):
            numbers = pd.to_numeric(view.frame[name].reset_index(drop=True), errors="coerce").astype(float)
            kept &= numbers.ge(float("-inf") if least is None else least)
            kept &= numbers.le(float("inf") if most is None else most)
    if arrangement.find:
        word = arrangement.find.casefold()
        found = zip(*(texts_of(view, name) for name in shown), strict=True)
        kept &= pd.Series([any(word in text.casefold() for text in row) for row in found], dtype=bool)
    return [place for place, is_kept in enumerate(kept) if is_kept]


def _sorted(view: View, places: list[int], arrangement: Arrangement) -> list[int]:
    """The places in the order of a column, equal ones as they stood and blanks last whichever way."""
    name = arrangement.sort
    if name not in view.frame:
        return places
    values = view.frame[name].tolist()
    if is_measured(view.column(name)):
        keys: list[Hashable | None] = [float(value) if is_known(value) else None for value in values]
    else:
        keys = [_key(text) if text else None for text in texts_of(view, name)]
    known = [place for place in places if keys[place] is not None]
    known.sort(key=keys.__getitem__, reverse=arrangement.is_descending)
    return known + [place for place in places if keys[place] is None]


def _key(text: str) -> tuple:
    """What a text is ordered by: figures by their size before words, the numbers in words by theirs too.

    Words stand in the order of GB 18030, in which the common characters are sorted by their sound, as in Excel.
    """
    bare = text.lstrip(_BEFORE)
    parts, last = [], 0
    for number in _NUMBER.finditer(bare):
        before = bare[last : number.start()]
        # a dash between numbers is no minus
        digits = number.group() if not before and not last else number.group().lstrip("−-")
        if before:
            parts.append((1, before.casefold().encode("gb18030")))
        parts.append((0, float(digits.replace(",", "").replace("−", "-"))))
        last = number.end()
    if last < len(bare):
        parts.append((1, bare[last:].casefold().encode("gb18030")))
    return tuple(parts)
