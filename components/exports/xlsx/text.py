"""How much room a text takes in a sheet, measured in the digits that Excel measures its columns in."""

from components.look.text_measure import sheet_digits

LINE = 18  # pixels
SPARE = 0.92  # the part of a line that is counted on


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width, in whichever font stands in for its own; a word of Latin
    letters may leave part of one empty."""
    return sum(max(1, -(-sheet_digits(line) // int(SPARE * (width - 3)))) for line in text.split("\n"))


def height_of(lines: int) -> int:
    """The height in pixels of a row with so many lines."""
    return LINE * lines + 4
