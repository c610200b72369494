"""Pages of a PDF drawn by hand, without an office program: text in a font that every reader has, and rules."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
WIDE, HIGH = 842, 595
MARGIN, SIZE, PAD = 40, 10, 3
Row = Sequence[str]


def _width(text: str, size: float) -> float:
    return sum(size * (0.5 if ord(character) < 128 else 1.0) for character in text)


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """A text in lines of a width."""
    lines = [""]
    for character in text:
        if lines[-1] and _width(lines[-1] + character, size) > width:
            lines.append("")
        lines[-1] += character
    return lines


@dataclass
class Pages:
    """Pages that are drawn from top to bottom; `rules` is all, three (above and below head and table) or none."""

    rules: str = "all"
    is_turned: bool = False
    done: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    top: float = HIGH - MARGIN

    def _text(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        for at, character in enumerate(text):
            # the font has no raised digits: they are drawn as others, small and high
            if character in RAISED:
                before, after = text[:at], text[at + 1 :]
                self._text(x, y, before, size)
                self._text(x + _width(before, size), y + 0.35 * size, str(RAISED.index(character)), 0.6 * size)
                return self._text(x + _width(before, size) + 0.3 * size, y, after, size)
        code = text.encode("utf-16-be").hex()
        self.drawn.append(f"BT /F1 {size} Tf {x:.1f} {y:.1f} Td <{code}> Tj ET")

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.drawn.append(f"{x0:.1f} {y0:.1f} m {x1:.1f} {y1:.1f} l S")

    def turn_over(self) -> None:
        """Begin a new page, the number of the old one at its foot."""
        self._text(WIDE / 2, 15, f"— {len(self.done) + 1} —", 9)
        self.done.append("\n".join(self.drawn))
        self.drawn, self.top = [], HIGH - MARGIN

    def paragraph(self, text: str) -> None:
        """Write a paragraph over the whole width."""
        for line in wrapped(text, WIDE - 2 * MARGIN):
            self.top -= 1.6 * SIZE
            self._text(MARGIN, self.top, line)

    def table(self, rows: Sequence[Row]) -> None:
        """Draw a table, its cells in the middle of their rows; a row that finds no room begins the next page."""
        columns = range(len(rows[0]))
        need = [max(2.2, min(14.0, max(0.65 * len(row[c]) for row in rows))) for c in columns]
        widths = [(WIDE - 2 * MARGIN) * one / sum(need) for one in need]
        edges = [MARGIN + sum(widths[:c]) for c in range(len(widths) + 1)]
        self.top -= SIZE
        for r, row in enumerate(rows):
            cells = [wrapped(text, width - 2 * PAD) for text, width in zip(row, widths, strict=True)]
            high = max(map(len, cells)) * 1.3 * SIZE + 2 * PAD
            if self.top - high < MARGIN:
                self.turn_over()
            for lines, left in zip(cells, edges, strict=False):
                y = self.top - (high - len(lines) * 1.3 * SIZE) / 2 - SIZE
                for i, line in enumerate(lines):
                    self._text(left + PAD, y - i * 1.3 * SIZE, line)
            self._rule(edges, high, r, len(rows))
            self.top -= high
        self.top -= SIZE / 2

    def _rule(self, edges: list[float], high: float, r: int, count: int) -> None:
        if self.rules == "all":
            for x in edges:
                self._line(x, self.top, x, self.top - high)
        if self.rules == "all" or (self.rules == "three" and r < 2):
            self._line(edges[0], self.top, edges[-1], self.top)
        if self.rules == "all" or (self.rules == "three" and r == count - 1):
            self._line(edges[0], self.top - high, edges[-1], self.top - high)

    def content(self) -> bytes:
        """The file."""
        self.turn_over()
        # a page that lies on its side: as high as others are wide, all turned by a quarter
        box, turn = (f"{HIGH} {WIDE}", f"0 1 -1 0 {HIGH} 0 cm\n") if self.is_turned else (f"{WIDE} {HIGH}", "")
        kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(self.done)))
        objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {len(self.done)}/Kids[{kids}]>>",
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]/FontDescriptor 5 0 R"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
            "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
            "/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        ]
        streams: list[bytes | str] = list(objects)
        for i, page in enumerate(self.done):
            drawn = zlib.compress((turn + page).encode("ascii"))
            fonts = "/Resources<</Font<</F1 3 0 R>>>>"
            streams.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {box}]{fonts}/Contents {7 + 2 * i} 0 R>>")
            streams.append(f"<</Length {len(drawn)}/Filter/FlateDecode>>stream\n".encode() + drawn + b"\nendstream")
        return _file(streams)


def _file(objects: Sequence[bytes | str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        content = one.encode() if isinstance(one, str) else one
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    head = f"xref\n0 {count}\n0000000000 65535 f \n"
    return out + f"{head}{table}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()
