"""The key of a chart of rows: each mark that occurs with its words, in rows under the plot."""

from collections.abc import Sequence

from components.charts.drawing import key_row
from components.charts.row_marks import NOTHING, OPEN
from components.look.canvas import Canvas
from components.model.chart import Entry
from components.model.plot import Plot

# kind of mark → its form in the key
FORMS = {"dot": "dot", "ring": "dot", "tick": "tick", "halo": "circle", "result": "circle", "target": "diamond"}


def draw_key(figure: Plot, canvas: Canvas, key: Sequence[Entry], *, left: int, down: float) -> int:
    """Draw the key so many pixels under the plot; the narrow form has that of its one track. Returns how many rows."""
    palette = canvas.palette
    entries = []
    for entry in key:
        if canvas.is_narrow and entry.track:
            continue
        mark, colour = entry.mark, palette.named(entry.mark.tone)
        fill = palette.ground if mark.is_bound or mark.kind in OPEN else colour
        fill = NOTHING if mark.kind == "halo" else fill
        words = entry.brief if canvas.is_narrow and entry.brief else entry.words
        entries.append((FORMS[mark.kind], fill, colour, words, mark.allows))
    width = 350 if canvas.is_narrow else canvas.width - 10
    return key_row(figure, palette, entries, left=left, down=down, width=width) if entries else 0
