"""The coverage chart: what a document holds for which year, a diamond for targets, a dot for results and bases."""

from components.charts.drawing import key_row, note, set_rows, text_width, texts_on
from components.language.words import say
from components.look.canvas import Canvas
from components.model.plot import Plot
from components.model.tile_chart import CoverageChart

ROW = 26
# kind → symbol, and parts of a year by which it stands beside the middle
FORMS = {"result": ("circle", -0.17), "target": ("diamond", 0.17)}


def draw_coverage(chart: CoverageChart, canvas: Canvas) -> Plot:
    """A grid of documents by years; on a narrow canvas every second year alone is named."""
    palette, is_narrow, years = canvas.palette, canvas.is_narrow, list(chart.years)
    places = {document: place for place, document in enumerate(chart.documents)}
    left = round(max(text_width(document, 13) for document in places)) + 20
    figure = Plot()
    for kind, (symbol, shift) in FORMS.items():
        for tone in sorted({held.tone for held in chart.held if held.kind == kind}):
            chosen = [held for held in chart.held if (held.kind, held.tone) == (kind, tone)]
            colour = palette.named(tone)
            figure.add_scatter(
                x=[held.year + shift for held in chosen],
                y=[places[held.document] for held in chosen],
                mode="markers",
                marker={
                    "symbol": symbol,
                    "size": 8 if is_narrow else 11,
                    "color": palette.ground if kind == "target" else colour,
                    "line": {"width": 2, "color": colour},
                },
                name=say(f"coverage.{kind}"),
                hoverinfo="text",
                hovertext=[
                    say(
                        "coverage.hover",
                        document=held.document,
                        year=held.year,
                        count=held.count,
                        kind=say(f"coverage.{kind}"),
                    )
                    for held in chosen
                ],
            )
    for document, place in places.items():
        figure.add_annotation(**note(document, -left, yref="y", y=place, font={"size": 13}))
        figure.add_shape(
            type="line",
            xref="paper",
            x0=0,
            x1=1,
            yref="y",
            y0=place + 0.5,
            y1=place + 0.5,
            line={"width": 1, "color": palette.grid},
            layer="below",
        )
    key = [
        ("circle", palette.mid, palette.mid, say("coverage.result")),
        ("diamond", palette.ground, palette.mid, say("coverage.target")),
    ]
    key_row(figure, palette, key, left=left, down=20, width=620 if is_narrow else 1200)
    texts = texts_on(canvas, chart.title, chart.subtitle, chart.sources, narrow_size=22)
    set_rows(figure, palette, ROW * len(places), texts, above=100, below=48, left=left, right=8)
    named = years[:: 2 if is_narrow else 1]
    figure.update_layout(
        xaxis={
            "range": [years[0] - 0.5, years[-1] + 0.5],
            "tickvals": named,
            "ticktext": [str(year) for year in named],
            "side": "top",
        },
        yaxis={"range": [len(places) - 0.5, -0.5], "visible": False},
        hovermode="closest",
    )
    return figure
