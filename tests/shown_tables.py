"""The tables that a page shows, read as a reader does: heads and cells of the HTML, or of Streamlit's grid."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import pandas as pd


@dataclass(frozen=True)
class ShownTable:
    """A table of the screen. view: the view's name. heads: the titles. frame: its cells by the columns' ids, as text
    for a table of the page and as the view has them for a grid.
    """

    view: str
    heads: list[str]
    frame: pd.DataFrame


def shown_tables(app) -> list[ShownTable]:
    """The tables of views on a page, in their order."""
    return [*_of_the_page(app), *_grids(app)]


def _of_the_page(app) -> Iterator[ShownTable]:
    for block in app.get("html"):
        if "data-view=" not in block.proto.body:
            continue
        for table in ElementTree.fromstring(f"<div>{block.proto.body}</div>").iter("table"):
            heads = list(table.iter("th"))
            rows = [["".join(cell.itertext()) for cell in row.iter("td")] for row in table.iter("tr")][1:]
            frame = pd.DataFrame(rows, columns=[head.get("data-column") for head in heads])
            yield ShownTable(table.get("data-view"), ["".join(head.itertext()) for head in heads], frame)


def _grids(app) -> Iterator[ShownTable]:
    for grid in app.dataframe:
        columns = json.loads(grid.proto.columns or "{}").values()
        heads = [one["label"] for one in columns if one and not one.get("hidden") and one.get("label")]
        yield ShownTable(grid.proto.id, heads, grid.value.reset_index(drop=True))
