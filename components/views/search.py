"""What some words name, in either script: indicators, figures and documents, each with the way to it."""

import queries
from components.language.dates import span
from components.language.words import pick, say, unit_column
from components.model.found import Hit
from components.model.rows import rows_of
from components.views.kept import once_a_state

# of each kind so many are told
MOST = 8
KINDS = ("indicator", "fact", "document")


@once_a_state
def hits(words: str) -> dict[str, tuple[int, tuple[Hit, ...]]]:
    """kind → how many there are and the nearest of them; kinds without any are left out."""
    found: dict[str, tuple[int, tuple[Hit, ...]]] = {}
    for row in rows_of(queries.ask("found_list", words=words, most=MOST)):
        _, before = found.get(row["kind"], (0, ()))
        found[row["kind"]] = (int(row["of_kind"]), (*before, _hit(row)))
    return {kind: found[kind] for kind in KINDS if kind in found}


def _hit(row) -> Hit:
    if row["kind"] == "indicator":
        return Hit(pick(row, "indicator"), pick(row, "theme"), "indicator", {"indicator": row["id"]})
    if row["kind"] == "document":
        return Hit(pick(row, "document"), "", "evidence", {"document": row["id"]})
    unit = row[unit_column()]
    printed = row["value_raw"]
    # a print in words has its unit
    figure = printed if any(map(str.isalpha, printed)) else say("search.figure", figure=printed, unit=unit)
    title = say(
        "search.fact", region=pick(row, "region"), indicator=pick(row, "indicator"), years=span(row), figure=figure
    )
    note = say("search.fact_note", role=say(f"role.{row['role']}"), document=pick(row, "document_short"))
    return Hit(title, note, "evidence", {"fact": row["id"]})
