"""What a chart is drawn on: how much room there is, light or dark."""

from dataclasses import dataclass

from components.look.theme import LOOKS, PALETTES, Palette

# form → pixels of a line of a chart's title and of its other words
LINES = {"wide": (1060, 1250), "middle": (620, 620), "narrow": (335, 345)}


@dataclass(frozen=True)
class Canvas:
    """The room of a chart on a page.

    form: wide (the page at its full width), middle (a window that has no room for the wide form) or narrow (a phone);
    the last two are drawn alike, with lines as long as there is room. look: light or dark.
    """

    form: str = "wide"
    look: str = LOOKS[0]

    @property
    def is_narrow(self) -> bool:
        """Whether a row stands in two lines, its words over its marks."""
        return self.form != "wide"

    @property
    def palette(self) -> Palette:
        return PALETTES[self.look]

    @property
    def title_line(self) -> int:
        """The pixels of a line of the title."""
        return LINES[self.form][0]

    @property
    def line(self) -> int:
        """The pixels of a line of other words."""
        return LINES[self.form][1]


WIDE, NARROW = Canvas(), Canvas("narrow")
