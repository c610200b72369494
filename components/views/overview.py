"""总览: what is in the ledger, for which years, and where to go with which question."""

import pandas as pd

import queries
from components.charts.board import draw_board
from components.charts.coverage import draw_coverage
from components.language.dates import month_words
from components.language.numerals import is_known, whole
from components.language.words import language, pick, say, say_each, unit_column, with_original
from components.look.canvas import WIDE, Canvas
from components.model.column import read_of
from components.model.found import Highlight
from components.model.rows import rows_of, with_columns
from components.model.tile_chart import Block, CoverageChart, Held, Tile, TileChart
from components.model.view import View
from components.views import completion, summaries
from components.views.alternatives import alternative
from components.views.catalogue import (
    latest_month,
    named,
    one_or_all,
    period_words,
    periods,
    province_of,
    region,
    region_colours,
    regions,
)
from components.views.headlines import target_text
from components.views.judgements import verdict_of
from components.views.kept import once_a_state
from components.views.margins import called_for, margin
from components.views.sources import facts_judged, source_and_month, source_lines, source_of_figure

COUNTED = ("plan_documents", "regions", "table_rows", "table_numbers", "facts", "results")
COLUMNS = (
    "document",
    "kind",
    "region",
    "issued_on",
    "facts",
    "table_rows",
    "table_numbers",
    "text_facts",
    "years",
    "title",
    "issuer",
    "document_number",
    "note",
    "document_id",
)


@once_a_state
def summary() -> str:
    """What the ledger holds, in one line: documents, cities, indicators, figures, years."""
    row = queries.ask("ledger_summary").iloc[0]
    counts = [f"{whole(row[name])} {say(f'summary.{name}')}" for name in COUNTED]
    years = say("summary.years", first=row["year_from"], last=row["year_to"], latest=row["latest_result"])
    return " · ".join([*counts, years])


def _documents(region_id: str) -> pd.DataFrame:
    rows = queries.ask("document_list", region_ids=one_or_all(region_id))
    years = [f"{a}—{b}" if a != b else f"{a}" for a, b in zip(rows["year_from"], rows["year_to"], strict=True)]
    return with_columns(
        rows,
        document=rows[f"short_{language()}"],
        kind=say_each("kind", rows["kind"]),
        region=rows[f"region_{language()}"],
        years=years,
        title=[with_original(row, "title") for row in rows_of(rows)],
    )


def _coverage_title(region_id: str, period_id: str | None, as_of: str) -> str:
    """Of how many indicators of its plan the best year of each city has results."""
    rows = queries.ask(
        "coverage_summary", region_ids=one_or_all(region_id), period_id=period_id, as_of=as_of
    ).drop_duplicates("region_id")
    if region_id == "all":
        rows = rows[~rows["region_id"].map(region).map(lambda place: place.is_reference)]
    if rows.empty:
        return say("coverage.title_plain")
    if len(rows) > NAMED:
        return say("coverage.title_many", count=len(rows), known=int((rows["most_known"] > 0).sum()))
    sentences = [
        say(
            "coverage.most" if row["most_known"] else "coverage.none",
            region=pick(row, "region"),
            count=row["indicators"],
            known=row["most_known"],
        )
        for row in rows_of(rows)
    ]
    return say("coverage.title", regions=say("punctuation.join").join(sentences))


def view(
    region_id: str = "all",
    period_id: str | None = None,
    as_of: str | None = None,
    canvas: Canvas = WIDE,
) -> View:
    """Every document with its counts, and a grid of plans and results by years, as far as they were out at a month.

    period_id: whose plans the title counts, None for the one that holds the latest result. as_of: None for its month.
    """
    as_of = as_of or latest_month()
    rows = queries.ask("coverage_list", region_ids=one_or_all(region_id), as_of=as_of)
    headline = _coverage_title(region_id, period_id, as_of)
    colours = region_colours()
    chart = CoverageChart(
        headline,
        (say("coverage.subtitle"),),
        (source_and_month([say("coverage.source")]),),
        tuple(
            Held(
                pick(row, "document") if row["document_id"] else say("coverage.other", region=pick(row, "region")),
                int(row["year"]),
                row["kind"],
                colours[row["region_id"]],
                int(row["facts"]),
            )
            for row in rows_of(rows)
        ),
    )
    is_drawn = canvas.form != "narrow" and len(chart.documents) <= MOST_DOCUMENTS
    table = _documents(region_id)[list(COLUMNS)].reset_index(drop=True)
    return View(
        name="overview",
        choices={"region": region_id, "period": period_id or next(iter(periods())), "as_of": as_of},
        frame=table,
        shown=read_of("overview", COLUMNS),
        headline=headline,
        subtitle=say("coverage.subtitle"),
        sources=(say("coverage.source"),),
        as_of=as_of,
        figure=draw_coverage(chart, canvas) if is_drawn else None,
        # what no figure says is said beside the table
        takeaway=headline if len(chart.documents) > MOST_DOCUMENTS else "",
        alternative=alternative(headline, ()),
        advice=say("overview.advice"),
    )


# of more regions than these a line gives the number
NAMED = 4
# a board of more tiles counts them region by region; more documents than these are in the table alone
MOST_TILES, MOST_DOCUMENTS = 240, 60
BOARD = (
    "region",
    "theme",
    "indicator",
    "attribute",
    "target_raw",
    "unit_name",
    "done_text",
    "data_through",
    "completion_pct",
    "increment_pct",
    "time_pct",
    "gap_to_time_pp",
    "margin",
    "status",
    "reason",
    "as_of",
    "indicator_id",
    "target_fact_id",
)


def _plans(period_id: str) -> list[str]:
    """The plans that stand for their region in a period."""
    rows = queries.ask("plan_list", period_ids=[period_id])
    return list(rows.loc[rows["is_general"], "document_id"].unique())


def _value_text(row) -> str:
    """The tile's second line: result / target, or the target alone."""
    percent = "%" if row["unit"] == "%" else ""
    target = target_text(row)
    if row["done_text"]:
        return f"{row['done_text']} / {target}{percent}"
    if not is_known(row["target"]) or row["kind"] == "growth":
        return say("board.target_words", target=target)
    if percent:
        return say("board.target_words", target=target + percent)
    # a tile has no room for 10k persons; the table has the unit in full
    unit = row["unit"] if language() == "zh" else row["unit_en"].split()[0]
    return say("board.target", target=target, unit=unit)


def _tag(row) -> tuple[str, str]:
    """The kind and the words of a tile's tag: an earlier figure's date, that one is second-hand, the missing year, 约束
    or a base that already lies beyond; blank for none."""
    missing, known = row["missing_years"], row["known_years"]
    if row["is_last_figure_old"] and row["data_through"]:
        year, month = row["data_through"].split("-")
        return "dated", say("board.year_end", year=year) if month == "12" else month_words(row["data_through"])
    if row["is_pending_source"]:
        return "pending", say("board.pending")
    if row["done_text"] and row["status"] == "not_assessed" and missing:
        is_only = len(known) == 1
        return "lacking", say("board.only", year=known[0]) if is_only else say("board.without", year=missing[0])
    if row["attribute"] == "binding":
        return "binding", say("attribute.binding_short")
    is_beyond = (row["intent"] or "").startswith("hold") and is_known(row["base_used"])
    # of a target without results alone
    if is_beyond and not row["done_text"] and row["refusal"] != "stale":
        return "base_beyond", say("board.base_beyond")
    return "", ""


def _tile(row, theme: str) -> Tile:
    """A target with its verdict as a tile."""
    tag_kind, tag = _tag(row)
    return Tile(
        theme=theme,
        name=say("annex.inner", indicator=pick(row, "short")) if row["is_inner"] else pick(row, "short"),
        figures=_value_text(row),
        verdict=verdict_of(row),
        tag=tag,
        tag_kind=tag_kind,
        is_dated=bool(row["is_last_figure_old"] or row["is_pending_source"]),
        said=(pick(row, "indicator"), pick(row, "verdict"), pick(row, "reason")),
        ids=tuple(row[name] for name in ("region_id", "indicator_id", "document_id", "target_fact_id")),
    )


def _tiles(period_id: str, attribute: str, region_id: str = "all", as_of: str | None = None) -> pd.DataFrame:
    """The verdicts of the targets that a board has, one a row; all: of all cities, or where a period has none, of the
    provinces and the nation, which are no party beside cities."""
    rows = queries.ask(
        "judgement_list",
        document_ids=_plans(period_id),
        period_ids=[period_id],
        is_plan_row=True,
        as_of=as_of,
        attributes=one_or_all(attribute),
        region_ids=one_or_all(region_id),
    )
    is_city = ~rows["is_reference"].astype(bool)
    return rows[is_city].reset_index(drop=True) if region_id == "all" and is_city.any() else rows


@once_a_state
def board_places(period_id: str) -> dict[str, str]:
    """region_id → short name of the regions of which a period has a board."""
    rows = queries.ask("plan_list", period_ids=[period_id])
    return named(rows, "region_id", "region")


@once_a_state
def board_regions(period_id: str, attribute: str = "all") -> list[str]:
    """The ids of the regions that the board of all has tiles of, in its order; none where it only counts them.

    The month makes no difference.
    """
    rows = _tiles(period_id, attribute)
    return list(rows["region_id"].unique()) if len(rows) <= MOST_TILES else []


def board_view(
    period_id: str,
    as_of: str,
    attribute: str = "all",
    region_id: str = "all",
    canvas: Canvas = WIDE,
) -> View:
    """The verdicts of the general plans of one region or all, one tile a target; cities before provinces and nation."""
    period = periods()[period_id]
    rows = _tiles(period_id, attribute, region_id, as_of)
    counts_of = queries.ask(
        "judgement_summary",
        document_ids=_plans(period_id),
        period_ids=[period_id],
        region_ids=list(rows["region_id"].unique()),
        attributes=one_or_all(attribute),
        as_of=as_of,
    )
    month = month_words(as_of)
    place = {} if region_id == "all" else {"region": regions()[region_id]}
    lead = say("board.place", **place) if place else ""
    headline = say("board.title", place=lead, counted=summaries.counted(counts_of))
    subtitle = say(
        "board.subtitle",
        place=say("board.place_of_plans", **place) if place else _places(rows),
        **period_words(period),
        as_of=month,
    )
    sources = tuple(source_lines(dict.fromkeys(rows["document_id"])).values())
    notes, colours, is_counted = summaries.by_region(counts_of), region_colours(), len(rows) > MOST_TILES
    found, tiles = rows_of(rows), {}
    for row in found:
        tiles.setdefault(row["region_id"], []).append(row)
    blocks = tuple(
        Block(
            name=pick(of_region[0], "region"),
            note=notes[one],
            tone=colours[one],
            tiles=tuple(_tile(row, pick(row, "theme")) for row in of_region),
            group=province.short if (province := province_of(one)) else "",
            ids=(one,),
        )
        for one, of_region in tiles.items()
    )
    chart = TileChart(
        title=headline,
        subtitle=(f"{subtitle} · {say(_invitation(is_counted, canvas))}",),
        sources=(source_of_figure(sources),),
        themes=tuple(rows[f"theme_{language()}"].unique()),
        blocks=blocks,
        tags=(
            ("binding", say("board.key_binding", binding=say("attribute.binding_short"))),
            ("pending", say("board.key_pending")),
            ("base_beyond", say("board.key_base_beyond")),
        ),
        is_counted=is_counted,
    )
    is_scheduled = rows["is_scheduled"].astype(bool)
    table = with_columns(
        rows,
        time_pct=rows["time_pct"].where(is_scheduled),
        gap_to_time_pp=rows["gap_to_time_pp"].where(is_scheduled),
        region=rows[f"region_{language()}"],
        theme=rows[f"theme_{language()}"],
        indicator=rows[f"indicator_{language()}"],
        attribute=[say(f"attribute.{token}") if token else "" for token in rows["attribute"]],
        unit_name=rows[unit_column()],
        margin=[margin(row) for row in found],
        status=rows[f"verdict_{language()}"],
        reason=rows[f"reason_{language()}"],
    )
    return View(
        name="board",
        choices={"period": period_id, "as_of": as_of, "attribute": attribute, "region": region_id},
        frame=table[list(BOARD)].reset_index(drop=True),
        shown=called_for(table, read_of("board", BOARD)),
        headline=headline,
        takeaway=_takeaway(rows, region_id, as_of, period_id),
        subtitle=subtitle,
        facts=facts_judged(rows),
        words=period_words(period),
        verdicts=tuple(verdict_of(row) for row in found),
        figure=draw_board(chart, canvas) if blocks else None,
        alternative=alternative(headline, ()),
        screens=lambda: tuple(
            draw_board(one, canvas.on_stage) for one in ([chart] if is_counted else map(chart.only, blocks))
        ),
        sources=sources,
        as_of=as_of,
        advice=say("board.advice"),
    )


def _invitation(is_counted: bool, canvas: Canvas) -> str:
    """The word that says how to go on from a board: a click on what is drawn, or a choice."""
    if not is_counted:
        return "board.click"
    return "board.click_region" if canvas.form == "wide" else "board.choose_region"


def _places(rows: pd.DataFrame) -> str:
    """The regions of a board: by name where they are few, else how many."""
    names = list(rows[f"region_{language()}"].unique())
    if len(names) <= NAMED:
        return say("board.place_of_plans", region=say("punctuation.list").join(names))
    return say("board.every_place", count=len(names))


def _takeaway(rows: pd.DataFrame, region_id: str, as_of: str, period_id: str) -> str:
    """The counts of one city's plan, 约束性 first; nothing for the board of all cities, whose chart has them."""
    if region_id == "all" or rows.empty:
        return ""
    return completion.summary(region_id, rows["document_id"].iloc[0], as_of, period_id)


# sort of a highlight → what else its page is opened with: two figures without the many that nobody contradicts, a
# doubt among the findings
NARROWED = {"rival": {"conflict": "yes"}, "double": {"list": "findings"}}


@once_a_state
def highlights(period_id: str, as_of: str) -> list[Highlight]:
    """What stands out, in the stated order: sort, pair of numbers, sentence, and the page and choices that show it."""
    return [
        Highlight(
            sort=say(f"highlight.{row['sort']}"),
            pair=pick(row, "pair"),
            sentence=pick(row, "statement"),
            page=row["page"],
            choices={"region": row["region_id"], "indicator": row["indicator_id"], **NARROWED.get(row["sort"], {})},
        )
        for row in rows_of(queries.ask("highlight_list", as_of=as_of, period_id=period_id))
    ]
