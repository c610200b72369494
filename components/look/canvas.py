"""What a chart is drawn on: how much room there is, light or dark."""

from dataclasses import dataclass

from components.look import screen_size
from components.look.theme import LOOKS, PALETTES, Palette

# form → pixels of a line of a chart's title and of its other words
LINES = {"wide": (1060, 1250), "middle": (620, 620), "narrow": (335, 345), "stage": (0, 0)}
# form → pixels that a chart is laid out for
WIDTHS = {"wide": 1280, "middle": 358, "narrow": 358, "stage": screen_size.ALONE}

# the wide form may stand in a window of 1270 pixels
SHRUNK = {"wide": 0.96}


@dataclass(frozen=True)
class Canvas:
    """The room of a chart on a page or on the stage.

    form: wide (the page at its full width), middle (a window that has no room for the wide form), narrow (a phone) or
    stage, where title and sources stand about the chart; middle and narrow are drawn alike, with lines as long as there
    is room. look: light or dark.
    """

    form: str = "wide"
    look: str = LOOKS[0]

    @property
    def is_narrow(self) -> bool:
        """Whether a row stands in two lines, its words over its marks."""
        return self.form in ("middle", "narrow")

    @property
    def palette(self) -> Palette:
        return PALETTES[self.look]

    @property
    def title_line(self) -> int:
        """The pixels of a line of the title."""
        return LINES[self.form][0]

    @property
    def width(self) -> int:
        """The pixels that a chart is laid out for."""
        return WIDTHS[self.form]

    @property
    def shrunk(self) -> float:
        """The share of that width which a window may show it in, that labels have room there too."""
        return SHRUNK.get(self.form, 1.0)

    @property
    def on_stage(self) -> "Canvas":
        """The stage in the same look."""
        return Canvas("stage", self.look)

    @property
    def line(self) -> int:
        """The pixels of a line of other words."""
        return LINES[self.form][1]


WIDE, NARROW = Canvas(), Canvas("narrow")
