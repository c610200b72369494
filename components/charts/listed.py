"""The marks of a figure as a list, for those who do not point at them."""

import html
import re
from typing import Any, NamedTuple

from components.model.plot import Plot


class Listed(NamedTuple):
    """One mark. text: what is said of it. page, choices: where it leads, and the names and ids chosen there."""

    text: str
    page: str
    choices: tuple[tuple[str, str], ...]


def marks_listed(plot: Plot) -> list[Listed]:
    """The marks of a figure that lead somewhere, in reading order: panel by panel, rows from the top and times from
    the left, tiles as they come; what is said and led to twice stands once.
    """
    placed = []
    for trace in plot.data:
        meta = trace.get("meta", {})
        if not meta.get("leads_to"):
            continue
        axis = plot.layout.get(trace.get("yaxis", "y").replace("y", "yaxis"), {})
        beside = plot.layout.get(trace.get("xaxis", "x").replace("x", "xaxis"), {})
        panel = (-max(axis.get("domain", [0, 1])), min(beside.get("domain", [0, 1])))
        first, last = axis.get("range", [0, 1])
        said_of = meta.get("said") or trace.get("hovertext") or trace.get("text") or []
        # a bar begins at its base
        across = trace["base"] if trace.get("orientation") == "h" else trace["x"]
        marks = zip(across, trace["y"], said_of, trace["customdata"], strict=True)
        for number, (x, y, said, ids) in enumerate(marks):
            if x is None or y is None or not any(ids[:1]) or not said:
                continue
            place = (panel, number) if meta.get("is_ordered") else (panel, y, x) if first > last else (panel, x, y)
            choices = tuple(zip(meta["chooses"], ids, strict=False))
            placed.append((place, Listed(_plain(said), meta["leads_to"], choices)))
    return list(dict.fromkeys(listed for _, listed in sorted(placed, key=_place)))


def _place(placed: tuple[tuple[Any, ...], Listed]) -> tuple[Any, ...]:
    return placed[0]


def _plain(text: str) -> str:
    """A text without tags, its lines one after the other."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()
