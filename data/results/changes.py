"""What a ledger says otherwise than another: verdicts, what is done, findings, what is still lacking."""

from dataclasses import dataclass, fields

import duckdb

from data.results.said import say
from data.store import only_row


@dataclass(frozen=True)
class Change:
    """One thing that the ledger says otherwise with the entries: kind is verdict, figure, finding or missing.

    before and after are its words, empty where it says nothing; subject_… says what it is said of.
    """

    kind: str
    region_id: str
    indicator_id: str
    target_fact_id: str
    subject_zh: str
    subject_en: str
    before_zh: str
    before_en: str
    after_zh: str
    after_en: str

    def said(self, language: str = "zh") -> str:
        """政策扶持创业：暂不评价 → 超额完成."""
        subject, before, after = (getattr(self, f"{name}_{language}") for name in ("subject", "before", "after"))
        token = "change.goes" if not after else "change.comes" if not before else "change"
        return say(token, language, subject=subject, before=before, after=after)


# what a ledger says of each thing at a month: a kind, an id, what it is said of, and the words
SAID = """
    select 'verdict' as kind, target_fact_id as id, region_id, indicator_id, target_fact_id,
        document_zh || ' ' || short_zh as subject_zh, document_en || ', ' || short_en as subject_en,
        status_zh as said_zh, status_en as said_en, region_place, row_order
    from worded where is_plan_row
    union all
    select 'figure', target_fact_id, region_id, indicator_id, target_fact_id,
        document_zh || ' ' || short_zh, document_en || ', ' || short_en,
        filled($figure_zh, map {'done': done_text, 'unit': unit, 'percent': percent_text(completion_pct)}),
        filled($figure_en, map {'done': done_text, 'unit': unit_en, 'percent': percent_text(completion_pct)}),
        region_place, row_order
    from worded where is_plan_row and done is not null and completion_pct is not null
    union all
    select 'figure', target_fact_id, region_id, indicator_id, target_fact_id,
        document_zh || ' ' || short_zh, document_en || ', ' || short_en, done_text || ' ' || unit,
        done_text || ' ' || unit_en, region_place, row_order
    from worded where is_plan_row and done is not null and completion_pct is null
    union all
    select 'missing', region_id, region_id, '', '', $missing_zh || ' ' || any_value(region_zh),
        any_value(region_en) || ': ' || $missing_en, count(*)::varchar, count(*)::varchar, 0, 0
    from missing_results($as_of, null) group by region_id
"""
# what is found once for all: a ledger of tests may be without
FOUND = """
    union all
    select 'finding', finding_id, f.region_id, indicator_id, '', i.short_zh, i.short_en, statement_zh, statement_en,
        0, 0
    from findings f join indicators i using (indicator_id)
"""


@dataclass(frozen=True)
class _Said:
    kind: str
    id: str
    region_id: str
    indicator_id: str
    target_fact_id: str
    subject_zh: str
    subject_en: str
    said_zh: str
    said_en: str


def latest_month(ledger: duckdb.DuckDBPyConnection) -> str:
    """The month of the latest result of a ledger, YYYY-MM; empty where it has none."""
    return only_row(ledger, "select coalesce(as_of, '') from latest_month")[0] or ""


def _said(ledger: duckdb.DuckDBPyConnection, as_of: str) -> dict[tuple[str, str], _Said]:
    """What a ledger says at a month, by kind and id."""
    has_findings = ledger.execute("from duckdb_tables() where table_name = 'findings'").fetchall()
    words = {
        f"{name}_{language}": say(f"change.{name}", language) for name in ("missing",) for language in ("zh", "en")
    }
    words |= {
        f"figure_{language}": say("change.figure", language, done="{done}", unit="{unit}", percent="{percent}")
        for language in ("zh", "en")
    }
    told = f"with worded as (select * from worded_judgements($as_of, null)) {SAID} {FOUND if has_findings else ''}"
    names = ", ".join(field.name for field in fields(_Said))
    rows = ledger.execute(
        f"select {names} from ({told}) order by kind, region_place, region_id, row_order, id", {"as_of": as_of, **words}
    ).fetchall()
    return {(row[0], row[1]): _Said(*row) for row in rows}


ORDER = ("verdict", "figure", "missing", "finding")


def changes(before: duckdb.DuckDBPyConnection, after: duckdb.DuckDBPyConnection) -> tuple[Change, ...]:
    """What one ledger says otherwise than the other, both at the month of the later one's latest result.

    What is done of a target is told where its verdict stays; a figure that has no verdict yet, by its verdict.
    """
    as_of = max(latest_month(before), latest_month(after))
    if not as_of:
        return ()
    old, new = _said(before, as_of), _said(after, as_of)
    found = []
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        told = now or was
        if told is None or (was and now and was.said_zh == now.said_zh):
            continue
        verdicts = [ledger.get(("verdict", told.target_fact_id)) for ledger in (old, new)]
        if told.kind == "figure" and (verdicts[0] and verdicts[0].said_zh) != (verdicts[1] and verdicts[1].said_zh):
            continue
        found.append(
            Change(
                told.kind, told.region_id, told.indicator_id, told.target_fact_id, told.subject_zh, told.subject_en,
                was.said_zh if was else "", was.said_en if was else "", now.said_zh if now else "",
                now.said_en if now else "",
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda change: ORDER.index(change.kind)))
