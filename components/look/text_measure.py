"""How wide a text is, where its lines break, and how it is cut to a room: the one measure of text.

A face says how wide the letters of a type are, in parts of its size; a width is in whatever unit the size is given in:
pixels of a figure, points of a slide, millimetres of paper. No font is asked, for a reader's own stands in for it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

# points: the least that can be read from the back of a room, and printed
SMALLEST = 10
# the height of a line in sizes of its type
LEADING = 1.25
# how much wider bold type is at most
BOLD = 1.15
# what no line is broken within: a Latin word, a figure with its signs or a Chinese letter, with opening marks before it
PIECES = re.compile(r"[（“《]*(?:[!-~≥≤−–—]+ *|.)")
_CLOSING = "，。；、：）”,.;:)!? "
_FEWEST = 2  # letters that a cut text keeps


@dataclass(frozen=True, eq=False)
class Face:
    """Widths in parts of the size. A Chinese letter or mark is as wide as high.

    letters: those that differ much from the rest of their kind, with their width. small, capital, other: the width of
    the rest. gap: what some programs leave between a Chinese and a Latin letter.
    """

    letters: tuple[tuple[str, float], ...] = ()
    small: float = 0.56
    capital: float = 0.56
    other: float = 0.56
    gap: float = 0

    def width(self, text: str, size: float, is_bold: bool = False) -> float:
        """The width that a text takes in one line."""
        total, _ = self._measured(text, size, 0, None)
        return total * BOLD if is_bold else total

    def _measured(self, text: str, size: float, total: float, was_wide: bool | None) -> tuple[float, bool | None]:
        """What a line of this width that ends with a wide letter, or not, comes to with this text after it."""
        for char in text:
            part, is_wide = _advance(self, char)
            total += part * size
            if self.gap and was_wide is not None and is_wide != was_wide:
                total += self.gap * size
            was_wide = is_wide
        return total, was_wide

    def lines(self, text: str, width: float, size: float, is_bold: bool = False) -> list[str]:
        """The text in lines of this width: Latin words and figures stay whole, no line begins with a closing mark.

        A word that is wider than a line stands in one of its own; a closing mark may hang over the edge.
        """
        lines, line = [], ""
        # each letter is measured once: a line goes on from where its last piece ended
        reached: tuple[float, bool | None] = (0, None)
        for piece in PIECES.findall(text):
            bare = piece.rstrip()
            ahead = self._measured(bare, size, *reached)
            is_full = line and (ahead[0] * BOLD if is_bold else ahead[0]) > width
            if is_full and piece.strip(_CLOSING):
                lines.append(line.rstrip())
                line, ahead = "", self._measured(bare, size, 0, None)
            line += piece
            reached = self._measured(piece[len(bare) :], size, *ahead)
        return [*lines, line]

    def line_count(self, text: str, width: float, size: float, is_bold: bool = False) -> int:
        """How many lines a text takes where a word that is wider than a line is broken."""
        lines = self.lines(text, width, size, is_bold)
        firsts = [piece[0].rstrip() for line in lines if (piece := PIECES.match(line))]
        return len(lines) + sum(int(self.width(first, size, is_bold) / max(width, size)) for first in firsts)

    def fitting(
        self, text: str, width: float, sizes: Iterable[float], most: int = 1, is_bold: bool = False
    ) -> tuple[float, int]:
        """The first of these sizes at which the text takes `most` lines or fewer, else the last, with its lines."""
        for size in sizes:
            lines = self.line_count(text, width, size, is_bold)
            if lines <= most:
                break
        return size, lines

    def shortened(self, text: str, width: float, size: float) -> str:
        """The text, or as much of its beginning as has room before … (two letters at least)."""
        if self.width(text, size) <= width:
            return text
        end = len(text) - 1
        while end > _FEWEST and self.width(text[:end] + "…", size) > width:
            end -= 1
        return text[:end].rstrip() + "…"


@cache
def _advance(face: Face, char: str) -> tuple[float, bool]:
    """The part of the size that a letter takes, and whether it is a wide one."""
    is_wide = unicodedata.east_asian_width(char) in "WFA"
    for letters, part in face.letters:
        if char in letters:
            return part, is_wide
    if is_wide:
        return 1, True
    return face.capital if char.isupper() else face.small if char.islower() else face.other, False


# the type of figures, about: a Latin letter is half of a Chinese one
SCREEN = Face()
# the same where a word must fit its tile: bold, letter by letter
SCREEN_BOLD = Face(
    (("fijlt", 0.36), ("r", 0.42), ("mw", 0.92), (" .,:;'’|-", 0.3), ("0123456789", 0.58)), small=0.59, capital=0.64
)
# the widest type that may stand in for that of slides and presentations, whichever program shows them
OFFICE = Face(((" .,:;'|!()[]ijlt", 0.38), ("mwMW%@", 1)), small=0.64, capital=0.64, other=0.64, gap=0.18)
# the type of printed tables
PRINT = Face((("0123456789<>+−[]{}", 0.58),), small=0.5, capital=0.7, other=0.5, gap=0.25)


def sheet_digits(text: str) -> int:
    """The width of a text in the digits that Excel measures its columns in.

    A face cannot serve: a sheet's widths are whole digits of its own type, of which a Chinese letter takes two, as it
    takes two bytes in GBK.
    """
    return len(text.encode("gbk", "replace"))


def as_many_as_fit(
    texts: Sequence[str], said: Callable[[Sequence[str], int], str], has_room: Callable[[str], bool]
) -> str:
    """What is said of as many texts as have room, from the first; "" where not even one has.

    said: makes one text of those that are shown and the number of those that are left out.
    """
    for shown in range(len(texts), 0, -1):
        text = said(texts[:shown], len(texts) - shown)
        if has_room(text):
            return text
    return ""
