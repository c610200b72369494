"""Where the labels of marks in a row stand: around them in lines wherever room is left, or listed under them."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.drawing import text_width
from components.charts.scales import Scale
from components.model.chart import Mark

SIZE = 12.5
# pixels of a line of labels, and from the marks to the middle of the nearest one
LABEL, NEAR = 17, 20
# pixels from the middle of a mark to a label beside it
SIDE = 14
# where the labels of a row stand, one after the other as room is left: lines above and below the marks
LEVELS = (1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6)


@dataclass(frozen=True)
class Label:
    """Where the label of a mark stands: its middle as a part of its track, and its line over (under) the marks."""

    mark: Mark
    centre: float
    level: int

    @property
    def down(self) -> float:
        """Pixels from the line of marks to its middle, down is positive."""
        side = -1 if self.level > 0 else 1
        return side * (NEAR + (abs(self.level) - 1) * LABEL)


def labels_around(marks: Sequence[Mark], scale: Scale, pixels: float) -> list[Label]:
    """Each label as near to its mark as the others leave room, none over another."""
    taken: dict[int, list[tuple[float, float]]] = {}
    placed = []
    for mark in sorted((mark for mark in marks if mark.side == "around"), key=lambda mark: mark.at):
        half = text_width(mark.label, SIZE) / 2 + 5
        centre = min(max(scale.share(mark.at) * pixels, half), max(pixels - half, half))
        free = (
            level
            for level in LEVELS
            if all(centre + half <= start or centre - half >= end for start, end in taken.get(level, []))
        )
        level = next(free, LEVELS[-1])
        taken.setdefault(level, []).append((centre - half, centre + half))
        placed.append(Label(mark, centre / pixels, level))
    return placed


def labels_listed(marks: Sequence[Mark], pixels: float) -> list[tuple[Mark, ...]]:
    """The same labels in the order of their marks, in lines that fit."""
    lines: list[list[Mark]] = []
    used = 0.0
    for mark in sorted((mark for mark in marks if mark.side == "around"), key=lambda mark: mark.at):
        needed = text_width(mark.label, SIZE) + 16
        if not lines or used + needed > pixels:
            lines.append([])
            used = 0.0
        lines[-1].append(mark)
        used += needed
    return [tuple(line) for line in lines]
