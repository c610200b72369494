"""问题与建议: the targets of a plan that are not met or late, or of which an office has said why and what it does."""

import pandas as pd

from components.language.dates import month_words
from components.language.words import language, say
from components.model.column import read_of
from components.model.rows import rows_of, with_columns
from components.model.view import View
from components.views.catalogue import period_words, plan_period, subject
from components.views.judgements import judged, ruling_words, unit_of, verdict_of
from components.views.sources import documents_cited, facts_used

COLUMNS = (
    "indicator",
    "unit_name",
    "target_raw",
    "done_text",
    "data_through",
    "status",
    "cause",
    "measures",
    "ruling",
    "responsible",
    "reason",
    "target_fact_id",
)


def view(region_id: str, document_id: str, as_of: str, period_id: str | None = None) -> View:
    """A row a target: its verdict, and the causes and measures that were entered; those behind first."""
    period = plan_period(region_id, document_id, period_id)
    rows = judged(region_id, document_id, as_of, period.period_id)
    is_behind = rows["status_group"] == "behind"
    is_told = rows["cause"].notna() | rows["measures"].notna()
    rows = pd.concat([rows[is_behind], rows[is_told & ~is_behind]])
    counts = {"behind": int(is_behind.sum()), "told": int((is_behind & is_told).sum())}
    facts = facts_used(rows, "target_fact_id", "used_fact_ids")
    whose = subject(region_id, document_id, period)
    word = "problems.title" if counts["behind"] else "problems.title_told" if len(rows) else "problems.title_none"
    return View(
        name="problems",
        choices={"region": region_id, "plan": document_id, "period": period.period_id, "as_of": as_of},
        frame=_table(rows),
        shown=read_of("problems", COLUMNS),
        headline=say(word, subject=whose, count=len(rows), **counts),
        subtitle=say("problems.subtitle", as_of=month_words(as_of)),
        sources=documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id"),
        facts=facts,
        as_of=as_of,
        words=period_words(period),
        verdicts=tuple(verdict_of(row) for row in rows_of(rows)),
        advice=say("problems.advice", subject=whose),
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    found = rows_of(rows)
    table = with_columns(
        rows,
        indicator=rows[f"indicator_{language()}"],
        unit_name=[unit_of(row) for row in found],
        status=[verdict_of(row).words for row in found],
        cause=rows["cause"].fillna(say("problems.not_entered")),
        measures=rows["measures"].fillna(say("problems.not_entered")),
        ruling=[ruling_words(row) for row in found],
        reason=rows[f"reason_{language()}"],
    )
    return table[list(COLUMNS)].reset_index(drop=True)
