"""目标测算 as tables: a whole plan, other regions, and what the same arithmetic said before and what came."""

import pandas as pd

import queries
from components.language.dates import month_words
from components.language.numerals import bounded, is_known, plain, signed
from components.language.words import language, pick, say, unit_column
from components.model.column import read_of
from components.model.rows import rows_of
from components.model.view import View
from components.views import draft_warnings, reckoned, targets
from components.views.catalogue import latest_month, others, planning_regions, region
from components.views.chart_of_record import plan_of
from components.views.sources import documents_cited, facts_used

PLAN = (
    "indicator",
    "unit_name",
    "attribute",
    "target_was",
    "years",
    "target_a_year_text",
    "result_text",
    "result_when",
    "pace_text",
    "pace_years",
    "above_text",
    "draft",
    "draft_a_year_text",
    "draft_of_result_pct",
    "draft_of_pace_pct",
    "warning",
    "path_text",
    "working",
    "target",
    "result",
    "middle",
    "low",
    "high",
    "fact_ids",
)
PEERS = (
    "region",
    "years",
    "target_raw",
    "unit_name",
    "base_used_raw",
    "share_pct",
    "per_10k",
    "comparable",
    "working",
    "target",
    "fact_ids",
)
RECORD = (
    "years",
    "line",
    "a_year_text",
    "said_then",
    "came",
    "came_when",
    "difference_text",
    "in_band",
    "target_was",
    "unit_name",
    "reason",
    "fact_ids",
)


def plan_view(region_id: str, document_id: str, as_of: str | None = None, drafts: str = "") -> View:
    """测算表: every row of a plan with its last target and result, its pace, its own path, and its draft."""
    as_of = as_of or latest_month()
    rows = queries.ask(
        "reckoning_list",
        region_ids=[region_id],
        document_ids=[document_id],
        as_of=as_of,
        drafts=targets.drafts_of(region_id, drafts).pairs,
    )
    needed: dict[str, list] = {}
    for one in targets.needed_rows(region_id, None, as_of, drafts):
        needed.setdefault(one["indicator_id"], []).append(one)
    told = [_plan_row(row, needed.get(row["indicator_id"], [])) for row in rows_of(rows)]
    frame = pd.DataFrame(told, columns=list(PLAN))
    for name in ("draft", "draft_of_result_pct", "draft_of_pace_pct", "target", "result", "middle", "low", "high"):
        frame[name] = frame[name].astype("float64")
    drafted, warned = int(rows["draft"].notna().sum()), sum(bool(text) for text in frame["warning"])
    bands, steps = int(rows["has_band"].sum()), int(rows["mean_step"].notna().sum())
    years = {"first": rows["first_year"].min(), "last": rows["last_year"].max()} if len(rows) else {}
    form = "empty" if rows.empty else "title_drafted" if drafted else "title"
    headline = say(
        f"target_plan.{form}",
        region=region(region_id).short,
        rows=len(rows),
        results=int(rows["result"].notna().sum()),
        steps=steps,
        bands=bands,
        drafted=drafted,
        warned=warned,
        **years,
    )
    facts = tuple(dict.fromkeys(fact for ids in frame["fact_ids"] for fact in ids.split("; ") if fact))
    return View(
        name="targets_plan",
        choices={"region": region_id, "plan": document_id, "as_of": as_of, "drafts": drafts},
        frame=frame,
        shown=read_of("targets_plan", PLAN),
        headline=headline,
        takeaway=say("targets.reference"),
        subtitle=say("target_plan.subtitle", as_of=month_words(as_of)),
        notes=(say("targets.band_note"),) if bands else (),
        sources=documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id") if facts else (),
        facts=facts,
        as_of=as_of,
        advice=say("target_plan.empty"),
        words={"target": say("record.target"), "years": say("target_plan.years")},
    )


def _plan_row(row, needed: list) -> tuple:
    lines = [*reckoned.path_lines(row), *([reckoned.draft_line(row)] if is_known(row["draft"]) else [])]
    warned = draft_warnings.warnings(row, needed)
    target_facts = reckoned.facts_of(row["target_fact_id"], row["result_fact_ids"])
    above = reckoned.facts_of([one["target_fact_id"] for one in needed if one["whose"] == "above"])
    facts = dict.fromkeys((*target_facts, *(fact for line in lines for fact in line.facts), *above))
    return (
        pick(row, "indicator"),
        row[unit_column()],
        say(f"attribute.{row['attribute']}") if row["attribute"] else "",
        row["target_raw"],
        reckoned.years_span(row["year_from"], row["year_to"]),
        reckoned.bare_step(reckoned.a_year(row["target_a_year"], row)),
        bounded(round(row["result"], 6), row["result_comparator"]) if is_known(row["result"]) else "",
        reckoned.result_when(row),
        reckoned.bare_step(reckoned.pace_text(row)),
        reckoned.pace_years(row),
        draft_warnings.above_text(needed),
        row["draft"],
        reckoned.bare_step(reckoned.draft_line(row).a_year) if is_known(row["draft"]) else "",
        row["draft_of_result_pct"],
        row["need_of_pace_pct"],
        reckoned.in_turn(warned),
        reckoned.band_text(row) if row["has_band"] else reckoned.why_short(row),
        say("punctuation.join").join(f"{line.name} {line.working}" for line in lines if line.working),
        row["target"],
        row["result"],
        row["middle"],
        row["low"],
        row["high"],
        "; ".join(facts),
    )


def peers_view(region_id: str, indicator_id: str, as_of: str | None = None) -> View:
    """What other regions asked for the same indicator in the last period, where that may be compared."""
    as_of = as_of or latest_month()
    row = targets.reckoned_row(region_id, indicator_id, as_of, "")
    level = region(region_id).level
    wanted = [other for other in others(region_id) if other in planning_regions() and region(other).level == level]
    found = pd.DataFrame()
    if wanted and row["period_id"]:
        found = queries.ask("comparison_list", region_id=region_id, other_region_ids=wanted, period_id=row["period_id"])
        found = found[found["indicator_id"] == indicator_id]
    told = [_peer(one, row) for one in rows_of(found)]
    if told:
        told.insert(0, _peer(next(iter(rows_of(found))), row, own=True))
    frame = pd.DataFrame(told, columns=list(PEERS))
    for name in ("share_pct", "per_10k", "target"):
        frame[name] = frame[name].astype("float64")
    facts = tuple(dict.fromkeys(fact for ids in frame["fact_ids"] for fact in ids.split("; ") if fact))
    return View(
        name="targets_peers",
        choices={"region": region_id, "indicator": indicator_id, "as_of": as_of},
        frame=frame,
        shown=read_of("targets_peers", PEERS),
        headline=say("target_peers.title", name=pick(row, "short"), period=plan_of(row), count=max(len(told) - 1, 0)),
        takeaway=say("target_peers.how"),
        sources=documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id") if facts else (),
        facts=facts,
        as_of=as_of,
        advice=say("target_peers.empty"),
        words={
            "target_raw": say("role.target"),
            "base_used_raw": say("target_peers.base"),
            "share_pct": say("target_peers.share"),
            "per_10k": say("target_peers.per_10k"),
            "target": say("record.target"),
        },
    )


def _peer(one, row, own: bool = False) -> tuple:
    side = "" if own else "other_"
    share = one[f"{side}share_pct"] if one["is_comparable"] else None
    caution = one[f"caution_{language()}"] if one["is_comparable"] else one[f"reason_{language()}"]
    working = ""
    if is_known(share) and is_known(one[f"{side}target_on_basis"]) and is_known(one[f"{side}base_on_basis"]):
        working = f"{plain(one[f'{side}target_on_basis'])} ÷ {plain(one[f'{side}base_on_basis'])} × 100"
    facts = reckoned.facts_of(
        one[f"{side}target_fact_id"], one[f"{side}base_used_fact_ids"], one[f"{side}population_fact_id"]
    )
    comparator = one["base_used_comparator"] if own else one["other_base_used_comparator"]
    base = one[f"{side}base_used"]
    return (
        pick(one, "region" if own else "other_region"),
        reckoned.years_span(row["year_from"], row["year_to"]),
        one[f"{side}target_raw"],
        one[unit_column(f"{side}unit")],
        bounded(base, comparator) if is_known(base) else "",
        share,
        one[f"{side}per_10k"],
        "" if own else caution or say("target_peers.may"),
        working,
        one[f"{side}target"],
        "; ".join(facts),
    )


def record_view(region_id: str, indicator_id: str, as_of: str | None = None) -> View:
    """What the same arithmetic said before each period that is over, and what came."""
    as_of = as_of or latest_month()
    rows = queries.ask("record_list", region_ids=[region_id], indicator_ids=[indicator_id], as_of=as_of)
    frame = pd.DataFrame([_record(row) for row in rows_of(rows)], columns=list(RECORD))
    facts = facts_used(rows, "fact_ids", "used_fact_ids", "target_fact_id")
    return View(
        name="targets_record",
        choices={"region": region_id, "indicator": indicator_id, "as_of": as_of},
        frame=frame,
        shown=read_of("targets_record", RECORD),
        headline=say(
            "target_record.title", region=region(region_id).short, name=targets.indicators(region_id)[indicator_id]
        ),
        takeaway=say("target_record.how"),
        sources=documents_cited(pd.DataFrame({"fact_id": facts}), "fact_id") if facts else (),
        facts=facts,
        as_of=as_of,
        advice=say("target_record.empty"),
        words={"reason": say("target_record.working")},
    )


def _record(row) -> tuple:
    first, last = int(row["first_year"]), int(row["last_year"])
    done = row["done"]
    is_later = is_known(row["middle_then"]) and abs(row["middle_then"] - row["middle"]) > 1e-9
    then = (
        say("target_record.then", figure=reckoned.in_unit(reckoned.near(row["middle_then"], 2), row))
        if is_later
        else ""
    )
    caution = row[f"break_{language()}"] or ""
    sign = "≤" if row["done_comparator"] in ("le", "lt") else "≥" if row["done_comparator"] in ("ge", "gt") else ""
    return (
        reckoned.years_span(row["year_from"], row["year_to"]),
        say(f"target_record.{row['how']}", years=reckoned.years_span(first, last)),
        reckoned.bare_step(reckoned.a_year(row["mean_step"], row)),
        reckoned.near(row["middle"], 2)
        + (f" ({reckoned.near(row['low'], 2)}—{reckoned.near(row['high'], 2)})" if is_known(row["low"]) else ""),
        bounded(round(done, 6), row["done_comparator"]) if is_known(done) else say("target_record.nothing"),
        reckoned.date_of(row, "data_through"),
        sign + reckoned.bare_step(signed(row["difference"], None)) if is_known(row["difference"]) else "",
        say("target_record.inside" if row["is_in_band"] else "target_record.outside")
        if is_known(row["is_in_band"])
        else "",
        row["target_raw"],
        row[unit_column()],
        say("punctuation.join").join(part for part in (then, caution) if part),
        "; ".join(reckoned.facts_of(row["fact_ids"], row["used_fact_ids"], row["target_fact_id"])),
    )
