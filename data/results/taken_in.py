"""What has been taken in: each import with who and when, what it brought and what needs it; a document's versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import log, store
from data.imports import undo
from data.people import Person
from data.results.wanted import opened


@dataclass(frozen=True)
class Import:
    """One import that stands in the ledger. who and when (UTC) as the log says, else empty; needs and needed_by name
    other imports: one that is needed goes only with those.
    """

    import_id: str
    who: str
    when: str
    document_ids: tuple[str, ...]
    region_ids: tuple[str, ...]
    facts: int
    results: int
    targets: int
    replacing: int
    replaced: int
    other_rows: int
    needs: tuple[str, ...]
    needed_by: tuple[str, ...]


COUNTS = ("facts", "results", "targets", "replacing", "replaced", "other_rows")
IMPORTS = f"""
    select import_id, coalesce(document_ids, []), coalesce(region_ids, []),
        {", ".join(f"coalesce({count}, 0)" for count in COUNTS)}, needs, needed_by
    from taken_imports
    where not is_shipped
    order by import_id
"""


def imports_taken(folder: Path | None = None, shipped: Path = store.SHIPPED) -> list[Import]:
    """The imports of the ledger, the latest first; those of which the log says nothing last. Raises LedgerFault."""
    folder = folder or store.store_folder()
    said = {line["of"]: line for line in log.read(folder) if line["what"] == "import"}
    with opened(folder, shipped) as ledger:
        rows = ledger.execute(IMPORTS).fetchall()
    found = []
    for import_id, documents, regions, *numbers, needs, needed_by in rows:
        line = said.get(import_id, {})
        who, when = str(line.get("who", "")), str(line.get("when", ""))
        counts = dict(zip(COUNTS, numbers, strict=True))
        found.append(
            Import(
                import_id,
                who,
                when,
                tuple(documents),
                tuple(regions),
                **counts,
                needs=tuple(needs),
                needed_by=tuple(needed_by),
            )
        )
    return sorted(found, key=lambda one: one.when, reverse=True)


def going_together(import_id: str, taken: Iterable[Import]) -> list[str]:
    """The imports that must go before an import can, in the order in which they can be undone, itself the last."""
    needed_by = {one.import_id: one.needed_by for one in taken}
    order: list[str] = []

    def follow(name: str) -> None:
        for other in needed_by.get(name, ()):
            if other not in order:
                follow(other)
        order.append(name)

    follow(import_id)
    return list(dict.fromkeys(order))


def undo_together(
    import_id: str, folder: Path | None = None, shipped: Path = store.SHIPPED, *, by: Person
) -> list[str]:
    """Take an import out with those that need it, one after the other, itself last; return their names.

    Raises as data.imports.undo does; those taken out before it stay out, which leaves a sound ledger.
    """
    names = going_together(import_id, imports_taken(folder, shipped))
    for name in names:
        undo(name, folder, shipped, by=by)
    return names


@dataclass(frozen=True)
class Difference:
    """One figure of a document that a later version has otherwise; change_kind: correction, revision, adjustment."""

    indicator_id: str
    name_zh: str
    name_en: str
    year_to: int
    through_month: int
    unit_before: str
    raw_before: str
    unit_after: str
    raw_after: str
    change_kind: str
    note: str
    fact_id_before: str
    fact_id_after: str


@dataclass(frozen=True)
class Version:
    """A document that takes the place of figures of an earlier one."""

    document_id: str
    title_zh: str
    title_en: str
    issued_on: str
    entered_by: str
    import_id: str
    differences: tuple[Difference, ...]


VERSIONS = """
    with recursive versions as (
        select document_id from documents where document_id = $document_id
        union
        select n.document_id
        from versions v
        join facts o on o.document_id = v.document_id
        join facts n on n.supersedes = o.fact_id
    )
    select
        n.document_id, d.title_zh, d.title_en, coalesce(d.issued_on, ''), coalesce(d.entered_by, ''), n.import_id,
        n.indicator_id, i.name_zh, i.name_en, n.year_to, n.through_month, o.unit, o.value_raw, n.unit, n.value_raw,
        n.change_kind::varchar, coalesce(n.note, ''), o.fact_id, n.fact_id
    from facts n
    join facts o on o.fact_id = n.supersedes
    join documents d on d.document_id = n.document_id
    join indicators i on i.indicator_id = n.indicator_id
    where n.document_id in (from versions) and o.document_id in (from versions)
    order by d.issued_on nulls last, n.document_id, i.rowid, n.fact_id
"""


def versions(document_id: str, folder: Path | None = None, shipped: Path = store.SHIPPED) -> list[Version]:
    """The later versions of a document, each with the figures that it has otherwise, in their order of issue."""
    with opened(folder, shipped) as ledger:
        rows = ledger.execute(VERSIONS, {"document_id": document_id}).fetchall()
    found: dict[Any, list[Difference]] = {}
    for row in rows:
        found.setdefault(row[:6], []).append(Difference(*row[6:]))
    made = []
    for (document, title_zh, title_en, issued_on, entered_by, import_id), differences in found.items():
        made.append(Version(document, title_zh, title_en, issued_on, entered_by, import_id, tuple(differences)))
    return made


def changes_logged(folder: Path | None = None) -> list[dict[str, object]]:
    """The lines of the log, the latest first: when, who, role, what, of, before, after."""
    return log.read(folder or store.store_folder())[::-1]
