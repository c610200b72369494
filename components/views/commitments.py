"""量化任务清单: every figure that the plans set outside their indicator tables."""

import math

import pandas as pd

import queries
from components import stage
from components.charts.drawing import wrapped
from components.charts.squares import squares
from components.numerals import plain
from components.panels import Panel, Series
from components.theme import PALETTES
from components.views import View, latest_month, one_or_all, region_colours, source_and_month, source_lines
from components.views.facts_used import facts_used
from components.words import language, pick, say, say_each

NATURES = ("target", "annual_target", "standard", "achieved")
SHADES = ("ink", "mid", "pace", "rule")
COLUMNS = (
    "task",
    "figure",
    "unit_name",
    "years",
    "nature",
    "status",
    "theme",
    "document",
    "locator",
    "responsible",
    "evidence",
    "value_raw",
    "value",
    "value_high",
    "comparator",
    "basis",
    "modality",
    "note",
    "indicator",
    "fact_id",
)


def documents() -> dict[str, str]:
    """document_id → short name of the documents that hold commitments."""
    rows = queries.ask("commitment_list")
    return {row["document_id"]: pick(row, "document") for _, row in rows.drop_duplicates("document_id").iterrows()}


def natures() -> dict[str, str]:
    """nature → words, in the order of the key."""
    return {nature: say(f"nature.{nature}") for nature in NATURES}


def years() -> dict[str, str]:
    """The years that any commitment's span covers."""
    rows = queries.ask("commitment_list")
    return {str(year): str(year) for year in range(int(rows["year_from"].min()), int(rows["year_to"].max()) + 1)}


def figure_text(row) -> str:
    """The figure as one reads it: 3—5, 约 20, ≥95, 每年 10; the digits as printed."""
    if math.isnan(row["value"]):
        return row["value_raw"]
    digits = plain(row["value"])
    if not math.isnan(row["value_high"]):
        digits += "—" + plain(row["value_high"])
    return (
        say("figure.approx", figure=digits)
        if row["comparator"] == "approx"
        else say(f"sign.{row['comparator']}") + digits
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    spans = [f"{a}" if a == b else f"{a}—{b}" for a, b in zip(rows["year_from"], rows["year_to"], strict=True)]
    table = rows.assign(
        task=rows["label_raw"] if language() == "zh" else rows["indicator_en"],
        figure=[
            (say("figure.each_year") if row["basis"] == "each_year" else "") + figure_text(row)
            for _, row in rows.iterrows()
        ],
        unit_name=rows["unit" if language() == "zh" else "unit_en"],
        years=spans,
        nature=say_each("nature", rows["nature"]),
        status=rows[f"status_{language()}"],
        theme=rows[f"theme_{language()}"],
        document=rows[f"document_{language()}"],
        indicator=rows[f"indicator_{language()}"],
        basis=say_each("basis", rows["basis"]),
        modality=say_each("modality", rows["modality"]),
        comparator=say_each("comparator", rows["comparator"]),
    )
    return table[list(COLUMNS)].reset_index(drop=True)


def _headline(rows: pd.DataFrame, is_filtered: bool) -> str:
    counts = rows["theme_id"].value_counts()
    if is_filtered or len(counts) < 2 or counts.iloc[0] == counts.iloc[1]:
        return say("commitments.title_plain", count=len(rows))
    top = rows[rows["theme_id"] == counts.index[0]]
    dated = int((top["nature"] == "annual_target").sum())
    return say("commitments.title", theme=pick(top.iloc[0], "theme"), count=len(top), dated=dated, all=len(rows))


def _panels(counts: pd.DataFrame) -> tuple[Panel, ...]:
    """How many of each nature in each theme, as bars; nothing where there are none."""
    if counts.empty:
        return ()
    themes = dict.fromkeys(pick(row, "theme") for _, row in counts.iterrows())
    cells = {(pick(row, "theme"), row["nature"]): int(row["tasks"]) for _, row in counts.iterrows()}
    series = tuple(
        Series(
            say(f"nature.{nature}"),
            tuple(cells.get((theme, nature)) for theme in themes),
            colour=shade,
            texts=tuple(f"{cells.get((theme, nature), '')}" for theme in themes),
        )
        for nature, shade in zip(NATURES, SHADES, strict=True)
        if nature in set(counts["nature"])
    )
    return (Panel(say("table.caption.commitments"), say("panel.tasks"), tuple(themes), series, is_upright=False),)


def view(
    theme_id: str = "all",
    document_id: str = "all",
    nature: str = "all",
    year: str = "all",
    words: str = "",
    look: str = "light",
    is_narrow: bool = False,
) -> View:
    """The register under these choices, with one square a commitment; on a phone without the chart."""
    chosen = {
        "theme_ids": one_or_all(theme_id),
        "document_ids": one_or_all(document_id),
        "natures": one_or_all(nature),
        "year": None if year == "all" else int(year),
        "words": words or None,
    }
    rows = queries.ask("commitment_list", **chosen)
    choices = {"theme": theme_id, "document": document_id, "nature": nature, "year": year, "words": words}
    headline = _headline(rows, any(value not in ("all", "") for value in choices.values()))
    sources = tuple(source_lines(dict.fromkeys(rows["document_id"])).values())
    figure = screens = None
    if len(rows) and not is_narrow:
        table = _table(rows)
        drawn = rows.assign(
            theme=rows[f"theme_{language()}"],
            document=rows[f"document_{language()}"],
            colour=rows["region_id"].map(region_colours()),
            text=[
                f"{a} {b} {c}（{d}，{e}）" if language() == "zh" else f"{a}: {b} {c} ({d}, {e})"
                for a, b, c, d, e in zip(
                    table["task"], table["figure"], table["unit_name"], table["years"], table["locator"], strict=True
                )
            ],
        )
        figure = squares(
            drawn,
            PALETTES[look],
            1280,
            title=headline,
            subtitle=say("commitments.subtitle"),
            sources=wrapped(source_and_month(sources), 1250, 12),
        )
        screens = stage.one_screen(squares, drawn, PALETTES[look], side=15)
    return View(
        name="commitments",
        choices=choices,
        frame=_table(rows),
        shown=COLUMNS[:10],
        headline=headline,
        figure=figure,
        screens=screens,
        subtitle=say("subtitle_of.commitments"),
        notes=(say("note_of.commitments"),) if len(rows) else (),
        sources=sources,
        facts=facts_used(rows, "fact_id"),
        as_of=latest_month(),
        panels=_panels(queries.ask("commitment_summary", **chosen)),
        advice=say("commitments.advice", words=words) if words else say("commitments.advice_filters"),
        alternative=headline,
    )
