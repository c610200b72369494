"""What a figure says, apart from how it is drawn: its words in reading order, its marks with their values, its lines.

`python -m tests.components.charts.said` writes what every chart of the shipped ledger and of the ledger of later life
says to tests/expected/figures.jsonl.gz, one line a chart, in Chinese wide and in English narrow, and on the stage.
"""

import gzip
import html
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import plotly.graph_objects as go

import queries
from components.charts.drawing import SOURCES
from components.language import words
from components.look.canvas import Canvas
from components.model.plot import Plot
from components.model.view import View
from components.views import registry, sentences
from tests.plotted import plotted
from tests.shared import asked_once

LIST = Path(__file__).parents[2] / "expected" / "figures.jsonl.gz"
LATER = Path(__file__).parents[2] / "next" / "imports"
LEDGERS = ("shipped", "later")
# language and canvas of what is written down
FORMS = (("zh", "wide"), ("en", "narrow"), ("zh", "stage"))
# the width for which marks are put in reading order; only the order of the texts follows from it
PIXELS = {"wide": 1280, "narrow": 366, "stage": 1182}
# rows whose middles lie closer are one line to a reader
LINE = 9


def plain(text: str) -> str:
    """A text without tags and the breaks that a chart gives it."""
    bare = html.unescape(re.sub(r"<[^>]+>", " ", text or ""))
    return re.sub(r"\s+", " ", bare.replace("\u200b", "")).strip()


class _Places:
    """From a value on an axis, or a part of the plot, to pixels."""

    def __init__(self, figure: go.Figure, width: float):
        self.layout, margin = figure.layout, figure.layout.margin
        self.across = width - (margin.l or 0) - (margin.r or 0)
        self.down = (figure.layout.height or 500) - (margin.t or 0) - (margin.b or 0)

    def _part(self, reference: str, value, shift: float | None, pixels: float) -> float:
        if reference == "paper":
            return value * pixels + (shift or 0)
        name, _, of_domain = reference.partition(" ")
        axis = self.layout[f"{name[0]}axis{name[1:]}"]
        start, end = axis.domain or (0, 1)
        first, last = (0, 1) if of_domain else axis.range or (0, 1)
        return (start + (value - first) / (last - first) * (end - start)) * pixels + (shift or 0)

    def across_at(self, reference: str | None, value, shift: float | None = 0) -> float:
        return self._part(reference or "x", value, shift, self.across)

    def down_at(self, reference: str | None, value, shift: float | None = 0) -> float:
        return self.down - self._part(reference or "y", value, shift, self.down)


def _in_order(placed: list[tuple[float, float, object]]) -> list:
    """What stands at (x, y), line by line."""
    lines: list[list[tuple[float, float, object]]] = []
    for x, y, thing in sorted(placed, key=lambda one: (round(one[1], 1), round(one[0], 1), str(one[2]))):
        if lines and y - lines[-1][0][1] < LINE:
            lines[-1].append((x, y, thing))
        else:
            lines.append([(x, y, thing)])
    return [thing for line in lines for _, _, thing in sorted(line, key=lambda one: (round(one[0], 1), str(one[2])))]


def _listed(values, count: int) -> list:
    """A value for each of so many points: those given, or the one for all."""
    return list(values) if isinstance(values, list | tuple) else [values] * count


def said(figure: go.Figure, canvas: str, ground: str) -> dict[str, list]:
    """What a figure says. ground: the colour of the page, by which a hollow mark is told.

    Returns heading (title, subtitle, source), words in reading order, marks in reading order as [what is said of it,
    value across, value down, symbol, whether it is hollow], lines as [values across, dash], and the ticks' words.
    """
    places, layout = _Places(figure, PIXELS[canvas]), figure.layout
    heading = [layout.title.text, layout.title.subtitle.text]
    heading += [one.text for one in layout.annotations if one.name == SOURCES]
    texts = [
        (places.across_at(one.xref, one.x, one.xshift), places.down_at(one.yref, one.y, one.yshift), plain(one.text))
        for one in layout.annotations
        if one.name != SOURCES and plain(one.text)
    ]
    marks, lines = [], []
    for trace in figure.data:
        xs, ys = list(trace.x if trace.x is not None else ()), list(trace.y if trace.y is not None else ())
        written = _listed(trace.text, len(xs))
        hover = _listed(trace.hovertext, len(xs))
        is_bar = trace.type == "bar"
        for x, y, text, told in zip(xs, ys, written, hover, strict=True):
            if x is None or y is None:
                continue
            at = (places.across_at(trace.xaxis, x), places.down_at(trace.yaxis, y))
            if text and plain(str(text)):
                texts.append((*at, plain(str(text))))
            if is_bar or "markers" in (trace.mode or ""):
                symbol = "bar" if is_bar else str(_listed(trace.marker.symbol, 1)[0] or "circle")
                is_hollow = symbol.endswith("-open") or trace.marker.color == ground
                marks.append((*at, [plain(told) if told else "", _short(x), _short(y), symbol, is_hollow]))
        if not is_bar and "lines" in (trace.mode or ""):
            lines.append([[None if x is None else _short(x) for x in xs], trace.line.dash or "solid"])
    ticks = [
        [plain(str(text)) for text in axis.ticktext]
        for axis in (*figure.select_xaxes(), *figure.select_yaxes())
        if axis.ticktext and axis.visible is not False and axis.showticklabels is not False
    ]
    return {
        "heading": [plain(text) for text in heading if text],
        "words": _in_order(texts),
        "marks": _in_order(marks),
        "lines": sorted(lines, key=str),
        "ticks": ticks,
    }


def _short(value) -> object:
    return round(float(value), 3) if isinstance(value, int | float) else str(value)


def squeezed(part: list) -> str:
    """A part of what a figure says without blanks, for where its lines break is not what it says."""
    return re.sub(r"\s", "", json.dumps(part, ensure_ascii=False))


def every_view() -> list[tuple[str, dict[str, str]]]:
    """Name and choices of every view with a chart in the ledger in use."""
    return [(name, choices) for name, choices in sentences._on_pages(False) if name not in ("missing", "findings")]


def figures(name: str, choices: Mapping[str, str], canvas: str, look: str = "light") -> list[Plot]:
    """The figures of a view on a canvas; none where it has no rows, or is not presented apart from its page."""
    view: View = registry.view_of(name, choices, canvas=Canvas("narrow" if canvas == "narrow" else "wide", look))
    if view.figure is None:
        return []
    if canvas == "stage":
        return list(view.screens()) if view.screens else []
    return [view.figure]


def written() -> list[dict]:
    """What is written down, a line a chart."""
    return [json.loads(line) for line in gzip.decompress(LIST.read_bytes()).decode().splitlines()]


def every_saying(ledger: str, ground: str = "#FFFFFF") -> Iterator[dict]:
    """What every chart of the ledger in use says, in the forms that are written down."""
    for number, (name, choices) in enumerate(every_view()):
        for language, canvas in FORMS:
            # on the stage the words and marks are those of the wide form in another size
            if canvas == "stage" and number % 6:
                continue
            words.speak(language)
            for place, figure in enumerate(figures(name, choices, canvas)):
                about = {"ledger": ledger, "view": name, "choices": choices, "language": language, "canvas": canvas}
                yield {**about, "place": place, **said(plotted(figure), canvas, ground)}
    words.speak("zh")


def main() -> None:
    lines = []
    with tempfile.TemporaryDirectory() as folder, asked_once():
        for ledger in LEDGERS:
            store = Path(folder) / ledger
            store.mkdir()
            if ledger == "later":
                shutil.copytree(LATER, store / "imports")
            os.environ["PLANLEDGER_STORE"] = str(store)
            words.speak("zh")
            with queries.held():
                for saying in every_saying(ledger):
                    lines.append(json.dumps(saying, ensure_ascii=False, separators=(",", ":")))
    LIST.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    sys.stdout.write(f"{LIST}: {len(lines)} charts\n")


if __name__ == "__main__":
    main()
