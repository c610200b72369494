"""数据核对提示: what the documents say differently or weaker, each with its arithmetic."""

from collections.abc import Iterable, Mapping

import queries
from components.language.dates import span
from components.language.numerals import plain
from components.language.words import language, pick, say, unit_column
from components.model.column import read_of
from components.model.found import FactCited, Finding
from components.model.view import View
from components.views.catalogue import latest_month, one_or_all, regions
from components.views.kept import once_a_state
from components.views.sources import documents_cited

KINDS = ("inconsistent", "method", "floor", "tally", "print")
COLUMNS = (
    "kind",
    "region",
    "indicator",
    "period",
    "document",
    "statement",
    "arithmetic",
    "is_agreement",
    "fact_ids",
    "finding_id",
)


@once_a_state
def finding_ids() -> list[str]:
    """The ids of all findings."""
    return list(queries.ask("finding_list")["finding_id"])


@once_a_state
def kinds(agreements: str = "") -> dict[str, str]:
    """kind → words with its count, in the order of the list."""
    counts = queries.ask("finding_list", is_agreement=None if agreements else False)["kind"].value_counts()
    return {kind: say("finding.counted", kind=say(f"finding.{kind}"), count=counts.get(kind, 0)) for kind in KINDS}


def view(
    kind: str = "all",
    region_id: str = "all",
    indicator_id: str = "all",
    period_id: str = "all",
    words: str = "",
    agreements: str = "",
) -> View:
    """数据核对提示: what the documents say differently or weaker, each with its arithmetic; what agrees is counted, and
    listed after the others where agreements is yes.
    """
    found = queries.ask(
        "finding_list",
        kinds=one_or_all(kind),
        region_ids=one_or_all(region_id),
        indicator_ids=one_or_all(indicator_id),
        period_ids=one_or_all(period_id),
        words=words or None,
    )
    agreeing = int(found["is_agreement"].sum())
    rows = found if agreements else found[~found["is_agreement"].astype(bool)]
    # a column that holds one word all the way down says nothing
    chosen = {"words": words, "kind": kind, "region": region_id, "indicator": indicator_id, "period": period_id}
    table = rows.assign(
        kind=[say(f"finding.{token}") for token in rows["kind"]],
        region=[regions()[region] for region in rows["region_id"]],
        indicator=rows[f"short_{language()}"],
        period=rows[f"period_{language()}"],
        document=rows[f"plan_{language()}"],
        statement=rows[f"statement_{language()}"],
        arithmetic=rows["workings"].map(_worked),
        is_agreement=[say("book.yes") if agrees else "" for agrees in rows["is_agreement"]],
        fact_ids=["; ".join(ids) for ids in rows["fact_ids"]],
    )
    is_folded = agreeing > 0 and not agreements
    return View(
        name="findings",
        choices={**chosen, "agreements": agreements},
        frame=table[list(COLUMNS)].reset_index(drop=True),
        shown=tuple(column for column in read_of("findings", COLUMNS) if chosen.get(column, "all") == "all"),
        headline=_headline(kind, region_id, len(rows), agreeing, is_folded),
        facts=tuple(dict.fromkeys(fact_id for ids in rows["fact_ids"] for fact_id in ids)),
        sources=documents_cited(rows.explode("fact_ids"), "fact_ids"),
        as_of=latest_month(),
        advice=say("evidence.advice_agreements", count=agreeing) if is_folded else say("evidence.advice"),
    )


def _headline(kind: str, region_id: str, count: int, agreements: int, is_folded: bool) -> str:
    """How many findings, of which place and kind where they are chosen, and how many more agree or of them do."""
    words = {"kind": say("evidence.findings") if kind == "all" else say(f"finding.{kind}"), "count": count}
    title = (
        say("evidence.findings_title", **words)
        if region_id == "all"
        else say("evidence.findings_title_place", place=regions()[region_id], **words)
    )
    if agreements == 0:
        return title
    return title + say("evidence.findings_folded" if is_folded else "evidence.findings_of_them", count=agreements)


def _worked(workings: Iterable[Mapping]) -> str:
    """Workings of the ledger with the signs that are printed: 16.8 − 7.5 = 9.3; 3,000 × 5 = 15,000."""
    return "; ".join(map(_working, workings))


def _working(working: Mapping) -> str:
    numbers = [plain(number) for number in (*working["left"], working["right"])]
    sign = {"-": "−", "*": "×", "/": "÷", "percent": "÷"}.get(working["operator"], working["operator"])
    share = "100 × " if working["operator"] == "percent" else ""
    return f"{share}{f' {sign} '.join(numbers)} = {plain(working['result'])}"


def finding(finding_id: str) -> Finding | None:
    """One finding for reading: statement, arithmetic and its facts; None if unknown."""
    rows = queries.ask("finding_list")
    rows = rows[rows["finding_id"] == finding_id]
    if rows.empty:
        return None
    row = rows.iloc[0]
    facts = queries.ask("evidence_list", fact_ids=row["fact_ids"]).set_index("fact_id")
    unit = unit_column()
    return Finding(
        kind=say(f"finding.{row['kind']}"),
        statement=pick(row, "statement"),
        arithmetic=_worked(row["workings"]),
        facts=tuple(
            FactCited(
                fact_id=fact_id,
                figure=f"{facts.loc[fact_id, 'value_raw']} {facts.loc[fact_id, unit]}",
                role=f"{say('role.' + facts.loc[fact_id, 'role'])} {span(facts.loc[fact_id])}",
                source=f"{facts.loc[fact_id, f'document_short_{language()}']} · {facts.loc[fact_id, 'locator']}",
            )
            for fact_id in row["fact_ids"]
        ),
    )
