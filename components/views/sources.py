"""How documents are cited, and the facts that rows rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

import queries
from components.language.dates import month_words
from components.language.words import say, with_original
from components.model.rows import rows_of
from components.views.catalogue import latest_month
from components.views.kept import once_a_state


def source_lines(document_ids) -> dict[str, str]:
    """How documents are cited, by id: number or issuer, and title."""
    lines = _every_line()
    return {document_id: lines[document_id] for document_id in document_ids}


@once_a_state
def _every_line() -> dict[str, str]:
    """document_id → how it is cited."""
    return {
        row["document_id"]: f"{row['document_number'] or row['issuer']} {with_original(row, 'title')}"
        for row in rows_of(queries.ask("document_list"))
    }


def source_line(document_id: str, tables: str = "") -> str:
    """How one document is cited under a chart, with the tables used."""
    return f"{source_lines([document_id])[document_id]} {tables}".strip()


# documents that are named under a figure or a table; of more, the others are counted
MOST_NAMED = 24


def cited(sources: Iterable[str]) -> str:
    """Documents in one line: each, or of very many the first ones and how many more there are."""
    every = tuple(sources)
    named = say("punctuation.join").join(every[:MOST_NAMED])
    more = len(every) - MOST_NAMED
    return say("chart.more_sources", named=named, count=more) if more > 0 else named


def source_of_figure(sources: Sequence[str]) -> str:
    """The source line of a figure, for a picture leaves the page alone."""
    return say("chart.source", source=cited(sources))


def source_and_month(sources: Iterable[str]) -> str:
    """The source line of a figure whose words do not say the month: what it cites and the month of the ledger."""
    return say(
        "chart.source_and_month",
        source=cited(sources),
        as_of=month_words(latest_month()),
    )


@dataclass(frozen=True)
class Home:
    """Where a fact stands: its document, and the number of its table, None outside the plan's tables."""

    document_id: str
    table_no: int | None


# facts whose homes are kept at most: what is shown of one month stands mostly where that of another does
MOST_HOMES = 50_000


@lru_cache(maxsize=1)
def _homes_of(fingerprint: str) -> dict[str, Home]:
    """The homes that have been asked for in one state of the ledger."""
    return {}


def homes(fact_ids: Iterable[str]) -> dict[str, Home]:
    """fact_id → where it stands, in the order given, each once; a fact that the ledger does not hold is left out."""
    wanted = list(dict.fromkeys(fact_ids))
    known = _homes_of(queries.fingerprint())
    found = {fact_id: known[fact_id] for fact_id in wanted if fact_id in known}
    if unknown := [fact_id for fact_id in wanted if fact_id not in found]:
        asked = _homes_asked(unknown)
        found |= asked
        if len(known) < MOST_HOMES:
            known.update(asked)
    return {fact_id: found[fact_id] for fact_id in wanted if fact_id in found}


def _homes_asked(fact_ids: list[str]) -> dict[str, Home]:
    rows = queries.ask("fact_list", fact_ids=fact_ids)
    is_table = rows["place"] == "table"
    tables = [int(number) if is_in else None for number, is_in in zip(rows["table_no"], is_table, strict=True)]
    return {
        fact_id: Home(document_id, table)
        for fact_id, document_id, table in zip(rows["fact_id"], rows["document_id"], tables, strict=True)
    }


def documents_cited(rows: pd.DataFrame, *columns: str) -> tuple[str, ...]:
    """How the documents of the facts in these columns are cited, each once, in the order of the rows."""
    facts = pd.concat([rows[column] for column in columns]).dropna()
    return tuple(source_lines(dict.fromkeys(home.document_id for home in homes(facts).values())).values())


def facts_judged(rows: pd.DataFrame) -> tuple[str, ...]:
    """The facts that rows of judgement_list rest on: each target, its base and the results used, each once."""
    lists = [[row["target_fact_id"], *row["used_fact_ids"]] for row in rows_of(rows)]
    return tuple(dict.fromkeys(fact_id for facts in lists for fact_id in facts))


def facts_used(rows: pd.DataFrame, *columns: str) -> tuple[str, ...]:
    """The fact ids in these columns, row by row, each once; a column may hold lists, blanks are left out."""
    ids = []
    for cells in rows[list(columns)].itertuples(index=False):
        for cell in cells:
            ids += cell if isinstance(cell, list) else [cell]
    return tuple(dict.fromkeys(fact_id for fact_id in ids if isinstance(fact_id, str)))
