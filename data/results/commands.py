"""Results from the command line: a form written, a filled form taken in. The same checks and words as on the page."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data.imports import ImportRefused
from data.people import Person
from data.reading.refusal import MOST_BYTES
from data.refused import Refused
from data.results import commit, template
from data.results.checks import Doubt, doubts
from data.results.printed_table import printed_table, with_indicators, write_table
from data.results.said import say
from data.results.wanted import every_row, rows_wanted
from data.shape import LedgerFault
from data.store import columns

ASKED = ("region_id", "document_id", "theme_id", "year", "through_month", "due_on", "office")
# of a document
NEEDED = ("document_id", "region_id", "title_zh", "issuer", "kind")
ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv")


@dataclass(frozen=True)
class Order:
    """What is asked of an import of a file: its name, what its document says, whether it is only tried."""

    name: str = ""
    issuer: str = ""
    is_issuing: bool = False
    issued_on: str = ""
    is_dry: bool = False
    language: str = "zh"


def write_template(words: Iterable[str], out: Path, folder: Path | None, language: str = "zh") -> int:
    """Write a form (words: key=value of ASKED) and give 0, or say why not and give 1; a wrong word gives 2.

    out: a file, or a folder that gets one file a responsible office and the list of them all.
    """
    asked: dict[str, str] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign or key not in ASKED or (key in ("year", "through_month") and not value.isdecimal()):
            print(say("command.word", language, word=word[:80], known=", ".join(ASKED)), file=sys.stderr)
            return 2
        asked[key] = value
    month = int(asked.get("through_month", "12"))
    if not asked.get("region_id") or not asked.get("year") or not 1 <= month <= 12:
        print(say("command.word", language, word="region_id=… year=…", known=", ".join(ASKED)), file=sys.stderr)
        return 2
    plan, theme = asked.get("document_id"), asked.get("theme_id")
    try:
        rows = rows_wanted(
            asked["region_id"], int(asked["year"]), month, document_id=plan, theme_id=theme, folder=folder
        )
    except LedgerFault as fault:
        print(fault, file=sys.stderr)
        return 1
    if "office" in asked:
        rows = [row for row in rows if (row.responsible or "") == asked["office"]]
    if not rows:
        print(say("command.no_rows", language), file=sys.stderr)
        return 1
    due_on = asked.get("due_on", "")
    if out.is_dir():
        made = template.templates(rows, due_on=due_on, language=language)
        for name, content in made.items():
            (out / name).write_bytes(content)
        print(*(out / name for name in made), sep="\n")
    else:
        out.write_bytes(template.template(rows, due_on=due_on, office=asked.get("office", ""), language=language))
        print(say("command.written", language, file=out, rows=len(rows)))
    return 0


def write_printed(file: Path, words: Iterable[str], out: Path, folder: Path | None, language: str = "zh") -> int:
    """Write a table as printed (XLSX, CSV, text) as a folder to import; say what is doubted. 0 where all figures are
    facts, 1 where some are not, 2 for a wrong word.

    words: key=value, the document's row (document_id, region_id, title_zh, issuer, kind needed), and label=indicator_id
    for names that are not known; those are learnt.
    """
    given = dict(word.partition("=")[::2] for word in words)
    document = {name: value for name, value in given.items() if name in columns()["documents"]}
    if lacking := [name for name in NEEDED if not document.get(name)]:
        print(say("command.document", language, lacking=", ".join(lacking)), file=sys.stderr)
        return 2
    try:
        table = printed_table(file.read_bytes(), file.name, folder=folder)
    except (LedgerFault, OSError) as refused:
        print(refused, file=sys.stderr)
        return 1
    chosen = {place: given[one.label_raw] for place, one in enumerate(table.candidates) if one.label_raw in given}
    found = list(with_indicators(table, chosen).doubts)
    _tell(found, language)
    count = write_table(out, document, table, chosen)
    print(say("command.table", language, file=out, count=count, of=len(table.candidates)))
    return int(not count or any(doubt.is_fault for doubt in found))


def import_file(file: Path, order: Order, folder: Path | None, *, by: Person) -> int:
    """Take a filled form into the ledger and give 0; say what stands against it, and give 1."""
    language = order.language
    # one that is too large is refused by its size, without being read whole
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    made_for = template.rows_of_template(content, file.name)
    try:
        rows = every_row(*made_for, folder=folder) if made_for else []
        filled = template.read_back(content, file.name, rows)
        found = [*filled.doubts, *doubts(filled.entries, rows)]
        _tell(found, language)
        if filled.is_refused:
            return 1
        source = commit.Source(order.issuer, order.is_issuing, issued_on=order.issued_on)
        if order.is_dry:
            prepared = commit.preview(filled.entries, rows, source, order.name, by=by, folder=folder)
        else:
            prepared = commit.commit(filled.entries, rows, source, order.name, by=by, folder=folder)
    except Refused as refused:
        print(refused.told(language), file=sys.stderr)
        return 1
    except (ImportRefused, LedgerFault) as refused:
        print(refused, file=sys.stderr)
        return 1
    token = "command.tried" if order.is_dry else "command.taken"
    print(say(token, language, name=prepared.import_id, count=len(prepared.facts)))
    for change in prepared.changes:
        print(f"  {change.said(language)}")
    return 0


def _tell(found: list[Doubt], language: str) -> None:
    for doubt in found:
        token = "command.fault" if doubt.is_fault else "command.noted" if doubt.is_confirmed else "command.doubt"
        print(f"{say(token, language)}{doubt.said(language)}", file=sys.stderr)
