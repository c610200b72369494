"""How wide a text is and how many lines it takes, in whichever font stands in for the one that is asked for.

Measures are points, or any unit that the size of the type is given in.
"""

import re
import unicodedata
from collections.abc import Iterable

# points: the least that can be read from the back of a room, and printed
SMALLEST = 10
# the height of a line in sizes of its type
LEADING = 1.25
# how much wider bold type is at most
BOLD = 1.15
# what no line is broken within
PIECES = re.compile(r"[（“《]?[!-~≥≤−–—]+ *|.")
_NEVER_FIRST = "，。；、：）”"
_NARROW, _WIDE = " .,:;'|!()[]ijlt·", "mwMW%@—→≥≤"


def width_of(text: str, size: float, is_bold: bool = False) -> float:
    """The width that a text takes in the widest font that may stand in.

    A Chinese character is as wide as high; some programs put a gap between it and a Latin one.
    """
    total, was_wide = 0.0, None
    for char in text:
        is_wide = unicodedata.east_asian_width(char) in "WFA"
        total += 1 if is_wide or char in _WIDE else 0.38 if char in _NARROW else 0.64
        total += 0.18 if was_wide is not None and is_wide != was_wide else 0
        was_wide = is_wide
    return total * size * (BOLD if is_bold else 1)


def lines_of(text: str, width: float, size: float, is_bold: bool = False) -> int:
    """How many lines a text takes in this width; Latin words and figures stay whole, unless a line is too short."""
    lines, line = 1, ""
    for piece in PIECES.findall(text):
        if line and piece not in _NEVER_FIRST and width_of(line + piece.rstrip(), size, is_bold) > width:
            lines, line = lines + 1, ""
        if not line:
            lines += int(width_of(piece.rstrip(), size, is_bold) / max(width, size))
        line += piece
    return lines


def fitting(text: str, width: float, sizes: Iterable[float], most: int = 1, is_bold: bool = False) -> tuple[float, int]:
    """The first of these sizes at which the text takes `most` lines or fewer, else the last, with its lines."""
    for size in sizes:
        lines = lines_of(text, width, size, is_bold)
        if lines <= most:
            break
    return size, lines
