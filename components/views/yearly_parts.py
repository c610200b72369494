"""What is asked of the counties, districts and other parts of a region beside its own figure."""

import queries
from components.language.dates import month_words
from components.language.numerals import plain
from components.language.words import language, say, unit_column
from components.model.column import read_of
from components.model.rows import rows_of
from components.model.view import View
from components.views.catalogue import plan_period, region, regions
from components.views.sources import documents_cited, facts_used
from components.views.yearly_texts import result_text

PARTS = (
    "indicator",
    "year",
    "region",
    "plan_raw",
    "unit_name",
    "document",
    "figure",
    "note",
    "plan_fact_id",
    "fact_id",
)


def has_parts(region_id: str) -> bool:
    """Whether the ledger has counties, districts or other parts of a region."""
    return any(region(other).parent_id == region_id for other in regions())


def parts_view(region_id: str, document_id: str, as_of: str, period_id: str | None = None) -> View:
    """What is asked of counties and districts beside the region's own figure, and whether they add up."""
    period = plan_period(region_id, document_id, period_id)
    rows = queries.ask(
        "yearly_part_list", region_id=region_id, as_of=as_of, year_from=period.first, year_to=period.last
    )
    each = list(rows_of(rows))
    short = region(region_id).short
    table = rows.assign(
        indicator=rows[f"indicator_{language()}"],
        region=rows[f"region_{language()}"],
        unit_name=rows[unit_column()].fillna(""),
        plan_raw=rows["plan_raw"].fillna(""),
        document=rows[f"document_{language()}"].fillna(""),
        figure=[result_text(row | {"kind": "total"}) for row in each],
        note=[_parts_note(row) for row in each],
    )[list(PARTS)].reset_index(drop=True)
    parts_there = rows[~rows["is_whole"].astype(bool)]
    facts = facts_used(rows, "plan_fact_id", "fact_id")
    return View(
        name="yearly_parts",
        choices={"region": region_id, "plan": document_id, "period": period.period_id, "as_of": as_of},
        frame=table,
        shown=read_of("yearly_parts", PARTS),
        headline=say(
            "yearly.title_parts" if len(rows) else "yearly.title_no_parts",
            region=short,
            parts=parts_there["region_id"].nunique(),
            indicators=rows["indicator_id"].nunique(),
        ),
        subtitle=say("yearly.subtitle_parts", as_of=month_words(as_of)),
        notes=(say("yearly.note_parts"),),
        sources=documents_cited(rows, "plan_fact_id", "fact_id") if len(rows) else (),
        facts=facts,
        as_of=as_of,
        advice=say("yearly.advice_parts", region=short),
        words={"figure": say("yearly.result")},
    )


def _parts_note(row) -> str:
    """On the region's own row whether its parts add up to it; why that is not said."""
    if not row["is_whole"]:
        return ""
    if not row["is_broken_down"]:
        return say("yearly.parts_not_all", count=int(row["parts_with_plan"]))
    gap = float(row["parts_gap"])
    word = "equal" if gap == 0 else "more" if gap > 0 else "less"
    return say(f"yearly.parts_{word}", count=int(row["parts_with_plan"]), gap=plain(abs(gap)))
