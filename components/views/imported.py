"""台账维护, what came in: the imports with who and when, what needs them, the log, backup and restore.

The door of what is drawn to data/imports, data/backups and data/log.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import queries
from components.language.words import pick, say
from components.views.catalogue import named, regions
from components.views.maintenance import done
from data import backups
from data.people import Person
from data.results import taken_in

# lines of the log that a page shows
MOST_LINES, MOST_NAMES = 200, 3
Made = TypeVar("Made")


@dataclass(frozen=True)
class Import:
    """One import in words: its id, its documents, what it holds, who brought it and when (empty where the log does not
    say), the titles of the imports that need it, the order in which it goes with them, their titles but for its own,
    and what it has otherwise than an earlier one.
    """

    import_id: str
    title: str
    content: str
    came: str
    needed_by: tuple[str, ...]
    together: tuple[str, ...]
    goes_with: tuple[str, ...]
    differences: tuple[str, ...]


def imports() -> list[Import]:
    """All imports of the store, the last that came in first."""
    there = taken_in.imports_taken()
    titles = named(queries.ask("document_list"), "document_id", "title")
    replacing = {
        version.document_id: version.differences
        for one in there
        for document_id in one.document_ids
        for version in taken_in.versions(document_id)
    }
    return [_import(one, there, titles, replacing) for one in there]


def _import(
    one: taken_in.Import,
    there: list[taken_in.Import],
    titles: dict[str, str],
    replacing: dict[str, tuple[taken_in.Difference, ...]],
) -> Import:
    called = {other.import_id: _title(other, titles) for other in there}
    together = taken_in.going_together(one.import_id, there)
    regions_ = [regions().get(region_id, region_id) for region_id in one.region_ids]
    facts = say("maintenance.facts", count=one.facts) if one.facts else say("maintenance.rows", count=one.other_rows)
    return Import(
        one.import_id,
        called[one.import_id],
        " · ".join(filter(None, (facts, say("punctuation.list").join(regions_)))),
        " ".join(filter(None, (told_when(one.when) if one.when else "", one.who))),
        tuple(called.get(other, other) for other in one.needed_by),
        tuple(together),
        tuple(called.get(other, other) for other in together[:-1]),
        tuple(_difference(change) for document_id in one.document_ids for change in replacing.get(document_id, ())),
    )


def _title(one: taken_in.Import, titles: dict[str, str]) -> str:
    """The documents of an import, or its id where it has none."""
    names = [titles.get(document_id, document_id) for document_id in one.document_ids]
    return say("punctuation.join").join(names[:MOST_NAMES]) or one.import_id


def _difference(change: taken_in.Difference) -> str:
    """A figure as it was and as it is, and by what it became so."""
    month = "" if change.through_month == 12 else f"-{change.through_month:02}"
    return say(
        "maintenance.difference",
        name=pick(vars(change), "name"),
        when=f"{change.year_to}{month}",
        before=f"{change.raw_before} {change.unit_before}",
        after=f"{change.raw_after} {change.unit_after}",
        kind=say(f"change_kind.{change.change_kind}"),
    )


def told_when(moment: str) -> str:
    """A moment of the log (UTC) as this machine's clock shows it, to the minute."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def log_rows() -> list[dict[str, str]]:
    """The last changes of the store, the latest first: when, who, what, of."""
    lines = taken_in.changes_logged()[:MOST_LINES]
    return [
        {
            "when": told_when(line["when"]),
            "who": line["who"],
            "what": _what(line["what"]),
            "of": _of(line),
        }
        for line in lines
    ]


def _what(token: str) -> str:
    done_, failed, _ = token.partition(".failed")
    words = say(f"log.{done_}")
    return say("log.failed", what=words) if failed else words


def _of(line: dict) -> str:
    """What was changed, by the name that it had for people."""
    for state in (line["after"], line["before"]):
        if isinstance(state, dict) and state.get("name"):
            return str(state["name"])
    return str(line["of"])


def undo(chosen: Import, *, by: Person) -> None:
    """Take an import out, after those that need it. Raises NotDone; what was taken out before stays out."""
    done(lambda: taken_in.undo_together(chosen.import_id, by=by))


def backup(by: Person) -> bytes:
    """All that is written in the store, as one zip file. Raises NotDone."""

    def made(path: Path) -> bytes:
        done(lambda: backups.backup(path, by=by))
        return path.read_bytes()

    return _with_file(made)


def restore(content: bytes, *, by: Person) -> int:
    """Put a backup in the place of what is in the store; return its files. Raises NotDone, then nothing has changed."""

    def put(path: Path) -> int:
        path.write_bytes(content)
        return done(lambda: backups.restore(path, by=by))

    return _with_file(put)


def _with_file(make: Callable[[Path], Made]) -> Made:
    with tempfile.TemporaryDirectory(prefix="planledger-") as folder:
        return make(Path(folder) / backup_name())


def backup_name() -> str:
    """What a backup taken now is called."""
    return f"planledger-{datetime.now().strftime('%Y-%m-%d-%H%M')}.zip"
