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
from components.model.rows import rows_of
from components.views.maintenance import done
from data import backups, log
from data import imports as kept
from data.people import Person
from data.state import store_folder

# lines of the log that a page shows
MOST_LINES = 200
Made = TypeVar("Made")


@dataclass(frozen=True)
class Import:
    """One import in words: its id, its documents, what it holds, who brought it and when, and the ids of those that
    need it, in the order in which they are taken out before it.
    """

    import_id: str
    title: str
    content: str
    who: str
    when: str
    needed_by: tuple[str, ...]


def imports() -> list[Import]:
    """All imports of the store, the last that came in first."""
    came = {line["of"]: line for line in log.read(store_folder()) if line["what"] == "import"}
    found = [_import(row, came.get(row["import_id"])) for row in rows_of(queries.ask("import_list"))]
    return sorted(found, key=lambda one: (one.when, one.import_id), reverse=True)


def _import(row, line: dict | None) -> Import:
    titles = list(pick(row, "documents") if row["documents_zh"] is not None else ())
    regions = list(pick(row, "regions") if row["regions_zh"] is not None else ())
    content = [say("maintenance.facts", count=row["facts"])]
    if regions:
        content.append(say("punctuation.list").join(regions))
        years = dict.fromkeys((int(row["year_from"]), int(row["year_to"])))
        content.append("—".join(map(str, years)))
    return Import(
        row["import_id"],
        say("punctuation.join").join(titles[:3]) or row["import_id"],
        say("punctuation.join").join(content),
        line["who"] if line else "",
        told_when(line["when"]) if line else "",
        tuple(row["needed_by"]),
    )


def told_when(moment: str) -> str:
    """A moment of the log (UTC) as this machine's clock shows it, to the minute."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def log_rows() -> list[dict[str, str]]:
    """The last changes of the store, the latest first: when, who, what, of."""
    lines = log.read(store_folder())[-MOST_LINES:]
    return [
        {
            "when": told_when(line["when"]),
            "who": line["who"],
            "what": _what(line["what"]),
            "of": _of(line),
        }
        for line in reversed(lines)
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
    for import_id in (*chosen.needed_by, chosen.import_id):
        done(lambda import_id=import_id: kept.undo(import_id, by=by))


def backup() -> bytes:
    """All that is written in the store, as one zip file. Raises NotDone."""
    return _with_file(lambda path: (done(lambda: backups.backup(path)), path.read_bytes())[1])


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
