"""回顾: three periods of a region side by side: what each target asked beside the result before, and what came."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

import queries
from components.language.dates import month_words
from components.language.numerals import fixed, is_known
from components.language.words import language, say, unit_column
from components.model.column import read_of
from components.model.period import Period
from components.model.rows import rows_of
from components.model.view import View
from components.views.catalogue import latest_month, periods, region
from components.views.continuity import change_text
from components.views.headlines import sign_of_share
from components.views.sources import documents_cited, facts_used

# what is said of each period, first what it asked; the numbers stand after the words
SAID = ("target", "stretch", "result")
# each in a column of its own that ends in its unit; column of the answer → that of the table
NUMBERS = {
    "completion_pct": "completion_{}_pct",
    "change_pct": "change_{}_pct",
    "change_pp": "change_{}_pp",
    "passed_year": "passed_{}_year",
    "target_fact_id": "target_{}_fact_id",
}
GROUPS = ("achieved", "reached_within", "kept", "on_schedule", "behind")
GONE = ("dropped", "moved_to_text")


def three_periods(region_id: str, period_id: str) -> list[Period]:
    """A period with the one before it and the one after, those that the ledger knows of the region."""
    there = periods(region_id)
    middle = there[period_id]
    after = [one for one in there.values() if one.before and one.before.period_id == period_id]
    before = [there[middle.before.period_id]] if middle.before and middle.before.period_id in there else []
    return [*before, middle, *after[:1]]


def columns_of(count: int) -> tuple[str, ...]:
    """The ids of the columns of so many periods."""
    said = [f"{name}_{number}" for number in range(1, count + 1) for name in SAID]
    numbers = [name.format(number) for number in range(1, count + 1) for name in NUMBERS.values()]
    return ("indicator", *said, "unit_name", *numbers)


def view(region_id: str, period_id: str, as_of: str | None = None) -> View:
    """An indicator a row, for each of three periods its target, how that lay to the result before, and what came."""
    as_of = as_of or latest_month()
    three = three_periods(region_id, period_id)
    rows = queries.ask(
        "period_review_list", region_ids=[region_id], period_ids=[one.period_id for one in three], as_of=as_of
    )
    words = {"region": region(region_id).short, "as_of": month_words(as_of)}
    columns = columns_of(len(three))
    frame = _side_by_side(rows, three)
    return View(
        name="review",
        choices={"region": region_id, "period": period_id, "as_of": as_of},
        frame=frame[list(columns)],
        shown=read_of("review", columns),
        headline=say(
            "review.title",
            periods=say("punctuation.list").join(one.name for one in three),
            count=len(frame),
            **words,
        ),
        takeaway=say("punctuation.join").join(_fared(rows, one) for one in three) + say("review.end"),
        subtitle=say("subtitle_of.review", **words),
        notes=(say("note_of.review"), *_cautions(rows)),
        sources=documents_cited(rows.explode("used_fact_ids"), "target_fact_id", "used_fact_ids"),
        facts=facts_used(rows, "target_fact_id", "base_used_fact_ids", "used_fact_ids"),
        as_of=as_of,
        advice=say("review.advice", **words),
        words={f"period_{number}": one.name for number, one in enumerate(three, 1)},
    )


def _side_by_side(rows: pd.DataFrame, three: list[Period]) -> pd.DataFrame:
    """A row an indicator, in the order of the middle period's plan, then of the others."""
    found = {(row["indicator_id"], row["period_id"]): row for row in rows_of(rows)}
    order = dict.fromkeys(name for one in (three[len(three) // 2], *three) for name, at in found if at == one.period_id)
    lines = []
    for indicator_id in order:
        cells = [found.get((indicator_id, one.period_id)) for one in three]
        known = [row for row in cells if row is not None]
        line = {
            "indicator": known[0][f"indicator_{language()}"],
            "unit_name": say("punctuation.list").join(dict.fromkeys(row[unit_column()] for row in known)),
        }
        for number, (before, row) in enumerate(zip([None, *cells], cells, strict=False), 1):
            said = _said(row) if row is not None else {"target": _gone(before), "stretch": "", "result": ""}
            line |= {f"{name}_{number}": value for name, value in said.items()}
            line |= {name.format(number): row[of] if row is not None else None for of, name in NUMBERS.items()}
        lines.append(line)
    return pd.DataFrame(lines, columns=list(columns_of(len(three))))


def _said(row: Mapping) -> dict[str, str]:
    return {"target": row["target_raw"], "stretch": _stretch(row), "result": _result(row)}


def _stretch(row: Mapping) -> str:
    """By how much more or less than the result before is asked; ‡ where that may be a change of method."""
    return change_text(row) + (say("review.caution") if isinstance(row["caution_zh"], str) else "")


def _result(row: Mapping) -> str:
    """What came, its share of the target, and since when it was known to be reached; else why nothing can be said."""
    if not row["done_text"]:
        return say("state.missing") if row["has_begun"] else ""
    parts = [row["done_text"]]
    if is_known(row["completion_pct"]):
        parts.append(say("review.share", share=sign_of_share(row) + fixed(row["completion_pct"], 1)))
    if row["data_through"] != f"{row['year_to']}-12":
        parts.append(say("review.through", through=row["data_through"]))
    if is_known(row["passed_year"]):
        parts.append(say("review.passed", year=int(row["passed_year"]), years=int(row["years_early"])))
    return "".join(parts)


def _gone(before: Mapping | None) -> str:
    """What became of a target that the next plan has not: dropped or moved, and that it was not reached by then."""
    if before is None or before["became"] not in GONE:
        return ""
    words = say(f"continuity.{before['became']}")
    return say("review.unmet", what=words) if before["is_unmet"] else words


def _fared(rows: pd.DataFrame, period: Period) -> str:
    """How the targets of a period fared, by the groups of verdicts, and how they lay to the result before."""
    rows = rows[rows["period_id"] == period.period_id]
    groups = Counter(rows["status_group"])
    counts = [say(f"review.{group}", count=groups[group]) for group in GROUPS if groups[group]]
    is_early = rows["passed_year"].notna()
    weaker = rows["is_weaker"] & rows["caution_zh"].isna()
    gone = rows["became"].isin(GONE)
    counts += [
        say(f"review.{word}", count=int(count))
        for word, count in (
            ("open", groups["not_assessed"]),
            ("weaker", weaker.sum()),
            ("early", is_early.sum()),
            ("gone", gone.sum()),
            ("gone_unmet", (gone & rows["is_unmet"].fillna(False).astype(bool)).sum()),
            ("gone_unknown", (gone & (rows["status"] == "not_assessed")).sum()),
        )
        if count
    ]
    said = say("punctuation.list").join(counts)
    return say("review.fared", period=period.name, count=len(rows), parts=said)


def _cautions(rows: pd.DataFrame) -> tuple[str, ...]:
    """Why a comparison with the result before carries ‡, each once."""
    marked = rows[rows["caution_zh"].notna()].drop_duplicates(["indicator_id", "caution_zh"])
    return tuple(
        say("cities.caution", name=row[f"short_{language()}"], text=row[f"caution_{language()}"])
        for row in rows_of(marked)
    )
