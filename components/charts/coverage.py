"""The coverage chart: which document holds figures for which year."""

import pandas as pd

from components.charts.drawing import Texts, key_row, note, set_rows, text_width
from components.language.words import say
from components.look.theme import Palette
from components.model.plot import Plot

ROW = 26
KINDS = ("target", "result")


def coverage(
    rows: pd.DataFrame, palette: Palette, is_narrow: bool = False, *, title: str, subtitle: str, sources: str
) -> Plot:
    """A grid of documents by years: a diamond where there are targets, a dot where there are results or bases.

    rows: one a document, year and kind (target, result), with document, colour (its name), year, kind,
    facts (how many). Documents keep the order in which they first come. is_narrow: every second year alone is named.
    """
    documents = list(dict.fromkeys(rows["document"]))
    years = list(range(int(rows["year"].min()), int(rows["year"].max()) + 1))
    left = round(max(text_width(document, 13) for document in documents)) + 20
    figure = Plot()
    for kind, symbol, shift in (("result", "circle", -0.17), ("target", "diamond", 0.17)):
        chosen = rows[rows["kind"] == kind]
        for name, group in chosen.groupby("colour"):
            colour = palette.named(name)
            is_open = kind == "target"
            figure.add_scatter(
                x=group["year"].astype(float) + shift,
                y=[documents.index(name) for name in group["document"]],
                mode="markers",
                marker={
                    "symbol": symbol,
                    "size": 8 if is_narrow else 11,
                    "color": palette.ground if is_open else colour,
                    "line": {"width": 2, "color": colour},
                },
                name=say(f"coverage.{kind}"),
                hoverinfo="text",
                hovertext=[
                    say("coverage.hover", document=name, year=year, count=count, kind=say(f"coverage.{kind}"))
                    for name, year, count in zip(group["document"], group["year"], group["facts"], strict=True)
                ],
            )
    for position, document in enumerate(documents):
        figure.add_annotation(**note(document, -left, yref="y", y=position, font={"size": 13}))
        figure.add_shape(
            type="line",
            xref="paper",
            x0=0,
            x1=1,
            yref="y",
            y0=position + 0.5,
            y1=position + 0.5,
            line={"width": 1, "color": palette.grid},
            layer="below",
        )
    pixels = ROW * len(documents)
    key = [
        ("circle", palette.mid, palette.mid, say("coverage.result")),
        ("diamond", palette.ground, palette.mid, say("coverage.target")),
    ]
    key_row(figure, palette, key, left=left, down=20, width=620 if is_narrow else 1200)
    set_rows(figure, palette, pixels, Texts(title, subtitle, sources), above=100, below=48, left=left, right=8)
    figure.update_layout(
        xaxis={
            "range": [years[0] - 0.5, years[-1] + 0.5],
            "tickvals": years[:: 2 if is_narrow else 1],
            "ticktext": [str(year) for year in years[:: 2 if is_narrow else 1]],
            "side": "top",
        },
        yaxis={"range": [len(documents) - 0.5, -0.5], "visible": False},
        hovermode="closest",
    )
    return figure
