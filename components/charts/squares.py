"""The unit chart: one square a commitment, rows are documents, however many, columns are themes."""

import pandas as pd

from components.charts.drawing import Texts, key_row, note, set_rows, text_width, wrapped
from components.language.words import say
from components.look.theme import Palette
from components.model.plot import Plot

SIDE, APART, ROW_GAP = 9, 3, 10
NATURES = ("target", "annual_target", "in_words", "standard", "achieved", "repeat")


def squares(
    rows: pd.DataFrame,
    palette: Palette,
    *,
    width: int,
    title: str,
    subtitle: str,
    sources: str,
    side: int = SIDE,
) -> Plot:
    """Marks packed in the cell of their theme and document: filled for targets with a number, open for what has none,
    for standards and results, small for what the document has said before.

    rows: one a commitment in reading order, with theme, document, document_place (its order), nature, colour (its
    name), text (shown on hover), theme_id and document_id (given back on a click). width: pixels to lay out for.
    side: pixels of a square.
    """
    pitch = side + APART
    themes = list(dict.fromkeys(rows["theme"]))
    documents = list(dict.fromkeys(rows.sort_values("document_place", kind="stable")["document"]))
    left = round(max(text_width(f"{document} 00", 13) for document in documents)) + 28
    cell = (width - left) / max(len(themes), 1)
    a_line = max(int((cell - 44) // pitch), 4)
    counts = rows.groupby(["document", "theme"], sort=False).size()
    depth = {document: max(-(-count // a_line) for count in counts[document]) for document in documents}
    tops, y = {}, 0.0
    for document in documents:
        tops[document] = y
        y += depth[document] * pitch + ROW_GAP
    order = rows.groupby(["document", "theme"], sort=False).cumcount()
    x_place = [
        themes.index(t) * cell + (i % a_line) * pitch + pitch / 2 for t, i in zip(rows["theme"], order, strict=True)
    ]
    y_place = [
        tops[d] + (i // a_line) * pitch + (pitch + ROW_GAP) / 2 for d, i in zip(rows["document"], order, strict=True)
    ]
    placed = rows.assign(x=x_place, y=y_place)
    figure = Plot()
    for nature in [nature for nature in NATURES if (rows["nature"] == nature).any()]:
        for name, chosen in placed[placed["nature"] == nature].groupby("colour", sort=False):
            colour = palette.named(name)
            marker = {
                "target": {"symbol": "square", "color": colour, "line": {"width": 0}},
                "annual_target": {"symbol": "diamond", "color": colour, "line": {"width": 0}},
                "in_words": {"symbol": "diamond", "color": palette.ground, "line": {"width": 1.6, "color": colour}},
                "standard": {"symbol": "square", "color": palette.ground, "line": {"width": 1.6, "color": colour}},
                "achieved": {"symbol": "circle", "color": palette.ground, "line": {"width": 1.6, "color": colour}},
                "repeat": {"symbol": "circle", "color": colour, "size": side * 0.45, "line": {"width": 0}},
            }[nature]
            figure.add_scatter(
                x=chosen["x"],
                y=chosen["y"],
                mode="markers",
                marker={"size": side} | marker,
                name=say(f"nature.{nature}"),
                hovertext=[wrapped(text, 360, 13) for text in chosen["text"]],
                hoverinfo="text",
                unselected={"marker": {"opacity": 1}},
                customdata=chosen[["theme_id", "document_id", "fact_id"]].to_numpy(),
            )
    for document in documents:
        middle = tops[document] + (depth[document] * pitch + ROW_GAP) / 2
        total = int((rows["document"] == document).sum())
        figure.add_annotation(**note(f"{document} <b>{total}</b>", -left, yref="y", y=middle, font={"size": 13}))
        for position, theme in enumerate(themes):
            count = counts.get((document, theme), 0)
            used, lines = min(count, a_line) * pitch, max(-(-count // a_line), 1)
            figure.add_annotation(
                **note(
                    str(count),
                    8 if count else 0,
                    xref="x",
                    x=position * cell + used,
                    yref="y",
                    y=tops[document] + (lines * pitch + ROW_GAP) / 2,
                    font={"size": 13, "color": palette.mid if count else palette.pace},
                )
            )
        if tops[document]:
            figure.add_shape(
                type="line",
                xref="paper",
                x0=0,
                x1=1,
                yref="y",
                y0=tops[document],
                y1=tops[document],
                line={"width": 1, "color": palette.grid},
                layer="below",
            )
    # a long theme takes two lines where the cells are narrow
    heads = [f"{theme} <b>{int((rows['theme'] == theme).sum())}</b>" for theme in themes]
    if any(text_width(f"{theme} 00", 13) > cell - 10 for theme in themes):
        heads = [head.replace(" ", "<br>", 1) for head in heads]
    for position, head in enumerate(heads):
        figure.add_annotation(
            **note(
                head,
                0,
                xref="x",
                x=position * cell,
                y=1,
                y_shift=14 + 8.5 * head.count("<br>"),
                font={"size": 13, "color": palette.mid},
            )
        )
    forms = {
        "target": ("square", palette.mid, palette.mid),
        "annual_target": ("diamond", palette.mid, palette.mid),
        "in_words": ("diamond", palette.ground, palette.mid),
        "standard": ("square", palette.ground, palette.mid),
        "achieved": ("circle", palette.ground, palette.mid),
        "repeat": ("circle", palette.mid, palette.mid),
    }
    key = [(*forms[nature], say(f"nature.{nature}")) for nature in NATURES if (rows["nature"] == nature).any()]
    key_row(figure, palette, key, left=left, down=18, width=width)
    above = 100 + 18 * subtitle.count("<br>") + 17 * ("<br>" in heads[0])
    set_rows(figure, palette, y, Texts(title, subtitle, sources), above=above, below=44, left=left, right=0)
    figure.update_layout(
        xaxis={"range": [0, width - left], "visible": False},
        yaxis={"range": [y, 0], "visible": False},
        clickmode="event+select",
        hovermode="closest",
    )
    return figure
