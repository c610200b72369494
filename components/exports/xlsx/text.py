"""How much room a text takes in a sheet, measured in the digits that Excel measures its columns in."""

LINE = 18  # pixels


def width_of(text: str) -> int:
    """How wide a text is: a Chinese letter or mark takes two digits, as it takes two bytes in GBK."""
    return len(text.encode("gbk", "replace"))


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width; a word of Latin letters may leave part of one empty."""
    return sum(max(1, -(-width_of(line) // int(width - 3))) for line in text.split("\n"))


def height_of(lines: int) -> int:
    """The height in pixels of a row with so many lines."""
    return LINE * lines + 4
