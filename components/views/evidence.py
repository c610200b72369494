"""数据溯源: every fact with its source, and what else is said of the same thing."""

from collections.abc import Iterable, Sequence

import pandas as pd

import queries
from components.language.dates import span
from components.language.numerals import is_known
from components.language.words import language, pick, say, say_each, unit_column, with_original, with_unit
from components.model.found import Fact, Rival, Seen, Usage
from components.model.rows import rows_of, with_columns
from components.model.view import View
from components.views.catalogue import latest_month, named, one_or_all, regions
from components.views.kept import once_a_state
from components.views.originals import having_originals, original
from components.views.sources import source_lines

COLUMNS = (
    "indicator",
    "region",
    "years",
    "value_raw",
    "value",
    "unit_name",
    "role",
    "document",
    "locator",
    "reliability",
    "is_conflict",
    "label_raw",
    "comparator",
    "value_high",
    "basis",
    "basis_source",
    "series",
    "attribute",
    "modality",
    "theme",
    "issuer",
    "document_number",
    "issued_on",
    "url",
    "evidence",
    "note",
    "responsible",
    "change_kind",
    "superseded_by",
    "fact_id",
)
# the order in which they are read; a file keeps the older one
SHOWN = (
    "indicator",
    "value_raw",
    "unit_name",
    "region",
    "years",
    "role",
    "reliability",
    "document",
    "locator",
    "is_conflict",
)
# figures that are shown in their originals at once
MOST_SEEN = 6
PLACES = ("table", "box", "text")
ROLES = ("baseline", "target", "actual", "completion_rate", "standard")
GRADES = ("A", "B", "C")


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    table = with_columns(
        rows,
        indicator=rows[f"indicator_{language()}"],
        region=rows[f"region_{language()}"],
        theme=rows[f"theme_{language()}"],
        years=[span(row) for row in rows_of(rows)],
        unit_name=rows[unit_column()],
        role=say_each("role", rows["role"]),
        document=rows[f"document_short_{language()}"],
        reliability=say_each("reliability", rows["reliability"]),
        comparator=say_each("comparator", rows["comparator"]),
        basis=say_each("basis", rows["basis"]),
        basis_source=say_each("basis_source", rows["basis_source"]),
        series=rows[f"series_{language()}"],
        attribute=say_each("attribute", rows["attribute"]),
        modality=say_each("modality", rows["modality"]),
        change_kind=say_each("change_kind", rows["change_kind"]),
    )
    return table[list(COLUMNS)].reset_index(drop=True)


# choice → the parameter of the question that takes one of them
FILTERS = {
    "document": "document_ids",
    "region": "region_ids",
    "role": "roles",
    "reliability": "reliabilities",
    "indicator": "indicator_ids",
    "theme": "theme_ids",
    "period": "period_ids",
    "where": "places",
}
# what may be chosen, and what it is where nothing is
CHOICES = {
    "words": "",
    **dict.fromkeys(("document", "region", "role", "reliability", "indicator"), "all"),
    "conflict": "",
    **dict.fromkeys(("theme", "period", "year", "where"), "all"),
}


def view(**chosen: str) -> View:
    """The facts under these choices (those of CHOICES), one a row; of each indicator city by city, the latest year
    first.

    conflict: yes for those alone that another figure contradicts. year: the one that a fact runs to. where: table, box
    or text of its document. Raises KeyError for another choice.
    """
    choices = {name: chosen.pop(name, value) for name, value in CHOICES.items()}
    if chosen:
        raise KeyError(", ".join(chosen))
    rows = queries.ask(
        "evidence_list",
        words=choices["words"] or None,
        is_conflict=True if choices["conflict"] == "yes" else None,
        year=None if choices["year"] == "all" else int(choices["year"]),
        **{parameter: one_or_all(choices[name]) for name, parameter in FILTERS.items()},
    )
    rows = with_columns(
        rows, order=pd.factorize(rows["indicator_id"])[0], region_order=rows["region_id"].map(list(regions()).index)
    ).sort_values(["order", "region_order", "year_to"], ascending=[True, True, False], kind="stable")
    return View(
        name="evidence",
        choices=choices,
        frame=_table(rows),
        shown=SHOWN,
        headline=say("evidence.title", count=len(rows)),
        sources=tuple(source_lines(dict.fromkeys(rows["document_id"])).values()),
        facts=tuple(rows["fact_id"]),
        as_of=latest_month(),
        advice=say("evidence.advice"),
    )


def fact_lines(fact_ids: Iterable[str]) -> dict[str, str]:
    """fact_id → its line, in the order given: printed figure, what it is of whom and when, where it stands, its id.

    A fact that the ledger does not hold is left out.
    """
    wanted, lines = list(dict.fromkeys(fact_ids)), {}
    rows = queries.ask("evidence_list", fact_ids=wanted).set_index("fact_id", drop=False)
    for row in rows_of(rows.reindex([fact_id for fact_id in wanted if fact_id in rows.index])):
        what = [pick(row, "region"), pick(row, "indicator"), span(row), say(f"role.{row['role']}")]
        where = " ".join(text for text in (pick(row, "document_short"), row["locator"]) if text)
        figure = _figure(row, unit_column())
        lines[row["fact_id"]] = f"{figure} · {' '.join(what)} · {where} · {row['fact_id']}"
    return lines


def printed(fact_ids: Iterable[str]) -> dict[str, str]:
    """fact_id → figure as printed with its unit, of the facts that the ledger holds."""
    wanted = list(dict.fromkeys(fact_ids))
    rows = queries.ask("evidence_list", fact_ids=wanted).set_index("fact_id")
    known = rows.loc[[fact_id for fact_id in wanted if fact_id in rows.index]]
    return {fact_id: _figure(row, "unit") for fact_id, row in known.iterrows()}


def _figure(row, unit: str) -> str:
    """The figure as printed with its unit, unless the print has it already (93%, 1200萬人以上) or is no number."""
    printed = row["value_raw"]
    is_said = row["unit"] in printed.replace("萬", "万") or not is_known(row["value"])
    return printed if is_said else with_unit(printed, row[unit])


def elsewhere(view: View) -> tuple[str, dict[str, None]] | None:
    """What to say where a word is found under wider choices only, and the choices to drop; None where it never is.

    The region goes first, for it may come from another page; then every choice but the word.
    """
    words, region_id = view.choices["words"], view.choices["region"]
    narrow = {name: None for name, value in view.choices.items() if name != "words" and value not in ("all", "")}
    if not words or not narrow:
        return None
    everywhere = queries.ask("evidence_list", words=words)
    found = everywhere[everywhere["region_id"] != region_id]
    if set(narrow) == {"region"} and len(found):
        return say("evidence.elsewhere_region", region=regions()[region_id], count=len(found)), narrow
    return (say("evidence.elsewhere", count=len(everywhere)), narrow) if len(everywhere) else None


def _change(row) -> str | None:
    """Which figure took the place of this one, or which one this takes the place of."""
    other = row["superseded_by"] or row["supersedes"]
    if not other:
        return None
    figure = printed([other]).get(other, other)
    said = "evidence.superseded" if row["superseded_by"] else "evidence.supersedes"
    return say(said, kind=say(f"change_kind.{row['change_kind']}"), figure=figure, fact_id=other)


@once_a_state
def themes() -> dict[str, str]:
    """theme_id → name of all themes."""
    return {row["theme_id"]: pick(row, "name") for row in rows_of(queries.ask("theme_list"))}


@once_a_state
def years() -> dict[str, str]:
    """The years that facts run to, the latest first."""
    return {str(year): str(year) for year in sorted(queries.ask("evidence_list")["year_to"].unique(), reverse=True)}


def places() -> dict[str, str]:
    """Where in a document a fact stands → words."""
    return {place: say(f"place.{place}") for place in PLACES}


def roles() -> dict[str, str]:
    """role → words."""
    return {role: say(f"role.{role}") for role in ROLES}


def grades() -> dict[str, str]:
    """Grade of reliability → words."""
    return {grade: say(f"reliability.{grade}") for grade in GRADES}


@once_a_state
def indicators() -> dict[str, str]:
    """indicator_id → name of the indicators that have facts, by theme."""
    rows = queries.ask("evidence_list").drop_duplicates("indicator_id")
    return named(rows, "indicator_id", "indicator")


@once_a_state
def fact_ids() -> list[str]:
    """The ids of all facts."""
    return list(queries.ask("evidence_list")["fact_id"])


def lists() -> dict[str, str]:
    """The two lists of the page: id → words."""
    return {"facts": say("evidence.list_facts"), "findings": say("evidence.list_findings")}


def seen(fact_ids: Sequence[str]) -> tuple[tuple[Seen, ...], int]:
    """The first few of the facts whose original the store keeps, each where it stands in it; and of how many."""
    there = having_originals(fact_ids)
    shown = there[:MOST_SEEN]
    rows = {row["fact_id"]: row for row in rows_of(queries.ask("evidence_list", fact_ids=shown))} if shown else {}
    found = []
    for fact_id in shown:
        at, row = original(fact_id), rows[fact_id]
        if at:
            about = " · ".join((pick(row, "region"), span(row), say(f"role.{row['role']}")))
            found.append(Seen(fact_id, about, _figure(row, unit_column()), at))
    return tuple(found), len(there)


def fact(fact_id: str) -> Fact | None:
    """One fact for reading, None if unknown: heading, printed form, evidence phrase, details (label → text), rivals."""
    rows = queries.ask("evidence_list", fact_ids=[fact_id])
    if rows.empty:
        return None
    row = rows.iloc[0].where(rows.iloc[0].notna(), None)
    unit = unit_column()
    title = with_original(row, "document")
    source = [title, *(row[key] for key in ("document_number", "issuer", "issued_on") if row[key])]
    details = {
        say("column.document"): " · ".join(source),
        say("column.locator"): row["locator"],
        say("column.label_raw"): row["label_raw"],
        say(
            "column.years"
        ): f"{span(row)} · {say('basis.' + row['basis'])}（{say('basis_source.' + row['basis_source'])}）",
        say("column.role"): " · ".join(
            [
                say(f"role.{row['role']}"),
                *(say(f"{family}.{row[family]}") for family in ("attribute", "modality") if row[family]),
            ]
        ),
        say("column.reliability"): say(f"reliability.{row['reliability']}"),
        say("column.series"): pick(row, "series"),
        say("column.responsible"): row["responsible"],
        say("column.change_kind"): _change(row),
        say("column.note"): say("punctuation.join").join(text for text in (row["note"], row["document_note"]) if text),
        say("column.url"): row["url"],
        say("column.fact_id"): row["fact_id"],
    }
    usages = tuple(
        Usage(
            usage=say(f"usage.{use['usage']}"),
            target=f"{pick(use, 'document')} {use['year_from']}—{use['year_to']} "
            + with_unit(use["target_raw"], use[unit]),
            outcome=pick(use, "reason") or pick(use, "status"),
        )
        for use in rows_of(queries.ask("usage_list", fact_id=fact_id))
    )
    rivals = tuple(
        Rival(
            figure=with_unit(r["value_raw"], r[unit]),
            role=say(f"role.{r['role']}"),
            source=f"{pick(r, 'document_short')} · {r['locator']}",
            reliability=say(f"reliability.{r['reliability']}"),
            verdict=say("evidence.agrees" if r["is_agreeing"] else "evidence.differs"),
        )
        for r in rows_of(queries.ask("rival_list", fact_id=fact_id))
    )
    return Fact(
        heading=f"{pick(row, 'region')} · {pick(row, 'indicator')}",
        printed=_figure(row, unit),
        evidence=row["evidence"],
        details={label: text for label, text in details.items() if text},
        rivals=rivals,
        usages=usages,
        original=original(fact_id),
    )
