"""量化任务清单: what the plans set outside their indicator tables, and how it stands at a month."""

import math

import pandas as pd

import queries
from components.charts.squares import draw_squares
from components.language.dates import month_words
from components.language.numerals import plain, sign_text
from components.language.words import language, pick, say, say_each, unit_column, with_unit
from components.look.canvas import WIDE, Canvas
from components.model.column import read_of
from components.model.native_chart import NativeChart, Series
from components.model.rows import rows_of, tuples_of, with_columns
from components.model.tile_chart import Square, UnitChart
from components.model.view import View
from components.views.alternatives import alternative
from components.views.catalogue import latest_month, one_or_all, region_colours
from components.views.kept import once_a_state
from components.views.sources import facts_used, source_and_month, source_lines

# what counts as a commitment with a number; the others stand beside it
COUNTED = ("target", "annual_target")
NATURES = (*COUNTED, "in_words", "standard", "achieved", "repeat")
SHADES = ("ink", "mid", "soft", "pace", "rule", "grid")
COLUMNS = (
    "task",
    "figure",
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
    "unit_name",
    "comparator",
    "basis",
    "modality",
    "note",
    "indicator",
    "fact_id",
)


@once_a_state
def documents() -> dict[str, str]:
    """document_id → short name of the documents that hold commitments."""
    rows = queries.ask("commitment_list")
    return {row["document_id"]: pick(row, "document") for row in rows_of(rows.drop_duplicates("document_id"))}


def natures() -> dict[str, str]:
    """nature → words, in the order of the key."""
    return {nature: say(f"nature.{nature}") for nature in NATURES}


@once_a_state
def years() -> dict[str, str]:
    """The years that any commitment's span covers."""
    rows = queries.ask("commitment_list")
    return {str(year): str(year) for year in range(int(rows["year_from"].min()), int(rows["year_to"].max()) + 1)}


def figure_text(row) -> str:
    """The figure as one reads it, with its unit: 3—5 家, 约 20 名, ≥95%, 每年 1,000 人次; words as printed."""
    unit = row[unit_column()]
    if math.isnan(row["value"]):
        digits = row["value_raw"]
        return with_unit(digits, unit) if digits[-1].isdigit() else digits
    digits = plain(row["value"])
    if not math.isnan(row["value_high"]):
        digits += "—" + plain(row["value_high"])
    digits = with_unit(digits, unit)
    each_year = say("figure.each_year") if row["basis"] == "each_year" else ""
    return each_year + (
        say("figure.approx", figure=digits) if row["comparator"] == "approx" else sign_text(row["comparator"]) + digits
    )


def asked(**chosen) -> pd.DataFrame:
    """What the register holds under these choices; a repeat is shown as that, whatever it repeats."""
    rows = queries.ask("commitment_list", **chosen)
    return with_columns(rows, nature=rows["nature"].mask(rows["is_repeat"], "repeat"))


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `asked` in words."""
    spans = [f"{a}" if a == b else f"{a}—{b}" for a, b in zip(rows["year_from"], rows["year_to"], strict=True)]
    told = with_columns(
        rows,
        task=rows["label_raw"] if language() == "zh" else rows["indicator_en"],
        figure=[figure_text(row) for row in rows_of(rows)],
        unit_name=rows[unit_column()],
        years=spans,
        nature=say_each("nature", rows["nature"]),
        status=rows[f"status_{language()}"].fillna(say("commitments.not_judged")),
        theme=rows[f"theme_{language()}"],
        document=rows[f"document_{language()}"],
        responsible=rows["responsible"].fillna(say("commitments.no_office")),
        indicator=rows[f"indicator_{language()}"],
        basis=say_each("basis", rows["basis"]),
        modality=say_each("modality", rows["modality"]),
        comparator=say_each("comparator", rows["comparator"]),
    )
    return told[list(COLUMNS)].reset_index(drop=True)


def _headline(rows: pd.DataFrame, as_of: str) -> str:
    """How many commitments have a number, how many of them can be judged by now, and what stands besides."""
    counted = rows[rows["nature"].isin(COUNTED)]
    counts = rows["nature"].value_counts()
    beside = [say(f"commitments.beside_{n}", count=counts[n]) for n in NATURES if n not in COUNTED and n in counts]
    judged = int((counted["status"] != "not_assessed").sum())
    return say(
        "commitments.title",
        count=len(counted),
        beside=say("commitments.beside", parts=say("punctuation.list").join(beside)) if beside else "",
        judged=say("commitments.judged", as_of=month_words(as_of), count=judged) if len(counted) else "",
    )


def _panels(counts: pd.DataFrame) -> tuple[NativeChart, ...]:
    """How many of each nature in each theme, as bars; nothing where there are none."""
    if counts.empty:
        return ()
    themes = dict.fromkeys(pick(row, "theme") for row in rows_of(counts))
    counts = with_columns(counts, nature=counts["nature"].mask(counts["is_repeat"], "repeat"))
    cells = counts.groupby([f"theme_{language()}", "nature"])["tasks"].sum().astype(int).to_dict()
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
    return (NativeChart(say("table.caption.commitments"), say("panel.tasks"), tuple(themes), series, is_upright=False),)


def _chart(rows: pd.DataFrame, headline: str, sources: tuple[str, ...]) -> UnitChart:
    """The commitments as squares in reading order, by document and theme."""
    themes, documents = rows[f"theme_{language()}"], rows[f"document_{language()}"]
    colours, occurring = region_colours(), set(rows["nature"])
    squares = []
    for row, task in zip(rows_of(rows), tuples_of(table(rows)), strict=True):
        said = say(
            "commitments.hover",
            task=task.task,
            figure=task.figure,
            years=task.years,
            place=task.locator,
            status=task.status,
        )
        ids = (row["theme_id"], row["document_id"], row["fact_id"])
        squares.append(
            Square(pick(row, "theme"), pick(row, "document"), row["nature"], colours[row["region_id"]], said, ids)
        )
    return UnitChart(
        title=headline,
        subtitle=(say("commitments.subtitle"),),
        sources=(source_and_month(sources), say("note_of.commitments")),
        documents=tuple(dict.fromkeys(documents[rows["document_place"].sort_values(kind="stable").index])),
        themes=tuple(dict.fromkeys(themes)),
        natures=tuple((nature, words) for nature, words in natures().items() if nature in occurring),
        squares=tuple(squares),
    )


def view(
    theme_id: str = "all",
    document_id: str = "all",
    nature: str = "all",
    year: str = "all",
    words: str = "",
    as_of: str | None = None,
    canvas: Canvas = WIDE,
) -> View:
    """The register under these choices as it stands at a month, with one mark a row; on a phone without the chart."""
    as_of = as_of or latest_month()
    chosen = {
        "theme_ids": one_or_all(theme_id),
        "document_ids": one_or_all(document_id),
        "natures": None if nature == "repeat" else one_or_all(nature),
        "is_repeat": None if nature == "all" else nature == "repeat",
        "year": None if year == "all" else int(year),
        "words": words or None,
    }
    rows = asked(**chosen, as_of=as_of)
    choices = {
        "theme": theme_id,
        "document": document_id,
        "nature": nature,
        "year": year,
        "words": words,
        "as_of": as_of,
    }
    headline = _headline(rows, as_of)
    sources = tuple(source_lines(dict.fromkeys(rows["document_id"])).values())
    chart = _chart(rows, headline, sources) if len(rows) and canvas.form != "narrow" else None
    return View(
        name="commitments",
        choices=choices,
        frame=table(rows),
        shown=read_of("commitments", COLUMNS),
        headline=headline,
        figure=draw_squares(chart, canvas) if chart else None,
        alternative=alternative(headline, ()),
        screens=(lambda: (draw_squares(chart, canvas.on_stage),)) if chart else None,
        subtitle=say("subtitle_of.commitments"),
        notes=(say("note_of.commitments"),) if len(rows) else (),
        sources=sources,
        facts=facts_used(rows, "fact_id"),
        as_of=as_of,
        native_charts=_panels(queries.ask("commitment_summary", **chosen)),
        advice=say("commitments.advice", words=words) if words else say("commitments.advice_filters"),
    )
