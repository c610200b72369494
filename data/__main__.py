"""The ledger from the command line: `python -m data` build, check, compare, copy, extract, template, import, undo,
backup, restore.
"""

import argparse
import csv
import sys
import time
from pathlib import Path

from data import backups, copying, imports, store
from data.compare import differences
from data.people import RightRefused, of_this_machine
from data.refused import Refused
from data.shape import LedgerFault
from data.state import store_of


def build(folder: Path | None) -> int:
    """Build the store of a folder if its CSV have no built file yet; print the file and the seconds it took.

    Faults go to standard error and give 1.
    """
    started = time.perf_counter()
    try:
        path = store.built_file(folder)
    except LedgerFault as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"{path} ({time.perf_counter() - started:.2f} s)")
    return 0


def check(folder: Path | None) -> int:
    """Print the number of documents and facts and give 0, or print every fault to standard error and give 1."""
    try:
        with store.reading(folder) as ledger:
            documents, facts = store.only_row(
                ledger, "select (select count(*) from documents), (select count(*) from facts)"
            )
    except LedgerFault as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"{documents} documents, {facts} facts, no fault")
    return 0


def check_source(source: Path, name: str, folder: Path | None) -> int:
    """Print what a folder would bring as an import and give 0, or print to standard error why it cannot be one (1)."""
    try:
        found = imports.checked(source, name, folder)
    except (imports.ImportRefused, LedgerFault) as refused:
        print(refused, file=sys.stderr)
        return 1
    for fact in found.completed:
        years = "-".join(dict.fromkeys((fact["year_from"], fact["year_to"])))
        said = (
            fact["indicator_id"],
            f"{fact['comparator']} {fact['value']}".strip(),
            fact["unit"],
            years,
            fact["basis"],
        )
        print(f"{fact['label_raw']} {fact['value_raw']}: {', '.join(said)}")
    counts = found.counts.items()
    print(*(f"{rows} {'row' if rows == 1 else 'rows'} of {table}" for table, rows in counts), "no fault", sep=", ")
    return 0


def compare(first: Path, second: Path) -> int:
    """Print what two transcriptions or readings of a document say differently, and how many times; 1 if they do.

    A file that is missing gives 2.
    """
    for file in (first, second):
        if not file.is_file():
            print(f"no such file: {file}", file=sys.stderr)
            return 2
    try:
        found = differences(first, second)
    except (UnicodeError, csv.Error, KeyError, Refused) as error:
        print(f"no facts in {first}, {second}: {str(error)[:200]}", file=sys.stderr)
        return 2
    print(*found, f"{len(found)} difference{'' if len(found) == 1 else 's'}", sep="\n")
    return 1 if found else 0


def extract(file: Path, folder: Path | None, language: str) -> int:
    """Write what a document prints as candidates, CSV on standard output, and give 0.

    What cannot be read is said in one sentence on standard error, and gives 1.
    """
    # the readers of documents are loaded for this command alone
    from data.reading.extract import names, read, write
    from data.reading.refusal import MOST_BYTES, Unreadable, say

    try:
        if not file.is_file():
            raise Unreadable("no_file", name=file)
        if file.stat().st_size > MOST_BYTES:
            size = file.stat().st_size // 1_000_000
            raise Unreadable("too_large", megabytes=size, most=MOST_BYTES // 1_000_000)
        found = read(file.read_bytes(), file.name, names(folder))
    except Unreadable as refused:
        print(refused.sentence(language), file=sys.stderr)
        return 1
    except LedgerFault as fault:
        print(fault, file=sys.stderr)
        return 1
    for lack in dict.fromkeys(found.document.lacks):
        print(say(lack, language), file=sys.stderr)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        write(found, sys.stdout, language)
    except BrokenPipeError:
        # whoever reads has enough; what is left in the pipe must not be said as a fault at the end
        sys.stdout = None
    return 0


def make_template(chosen: argparse.Namespace) -> int:
    """Write a form for results that are wanted; the status of data.results.commands."""
    # the writers and readers of workbooks are loaded for these commands alone
    from data.results.commands import write_template

    return write_template(chosen.words, chosen.out, chosen.store, chosen.language)


def make_facts(chosen: argparse.Namespace) -> int:
    """Write a table as printed as a folder to import; the status of data.results.commands."""
    from data.results.commands import write_printed

    return write_printed(chosen.file, chosen.words, chosen.out, chosen.store, chosen.language)


def take_in_file(chosen: argparse.Namespace) -> int:
    """Take a filled form into the ledger, or try it; the status of data.results.commands."""
    from data.results.commands import Order, import_file

    order = Order(chosen.name or "", chosen.issuer, chosen.issuing, chosen.issued_on, chosen.dry_run, chosen.language)
    return import_file(chosen.source, order, chosen.store, by=of_this_machine())


def take_in_document(chosen: argparse.Namespace) -> int:
    """Read a document and take in what is accepted by rule, or try it; the status of data.reviewing.commands."""
    from data.reviewing.commands import Order, import_document

    about = dict(word.partition("=")[::2] for word in chosen.about)
    order = Order(
        chosen.accept, chosen.name or "", about, chosen.known, chosen.change_kind, chosen.dry_run, chosen.language
    )
    return import_document(chosen.source, order, chosen.store, by=of_this_machine())


def _name(chosen: argparse.Namespace) -> str:
    name: str = chosen.name or chosen.source.resolve().name
    return name


def change(chosen: argparse.Namespace) -> int:
    """Import, undo, back up or restore; print what was done, or to standard error why not (1)."""
    by = of_this_machine()
    try:
        if chosen.command == "import":
            done = f"{imports.commit(chosen.source, _name(chosen), chosen.store, by=by)}: imported"
        elif chosen.command == "undo":
            done = f"{chosen.name}: taken out, kept in {imports.undo(chosen.name, chosen.store, by=by)}"
        elif chosen.command == "backup":
            done = f"{chosen.file}: {backups.backup(chosen.file, chosen.store, by=by)} files"
        else:
            done = f"{chosen.file}: {backups.restore(chosen.file, chosen.store, by=by)} files restored"
    except (imports.ImportRefused, RightRefused, LedgerFault) as refused:
        print(refused, file=sys.stderr)
        return 1
    print(done)
    return 0


def copy(source: str, target: str) -> int:
    """Put a whole store into an empty one, print what each holds and give 0; 1 where that differs, or why not."""
    try:
        found = copying.copy(store_of(source), store_of(target), by=of_this_machine())
    except (Refused, LedgerFault) as refused:
        print(refused, file=sys.stderr)
        return 1
    for kind, (before, after) in found.items():
        print(f"{kind}: {before.count} from, {after.count} to, {'the same' if before == after else 'NOT the same'}")
    return 0 if all(before == after for before, after in found.values()) else 1


def main(arguments: list[str] | None = None) -> int:
    """Take the words of the command line, give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    meanings = {
        "build": "build the store's DuckDB file",
        "check": "look for faults in the CSV of the ledger, or of a folder before it is imported",
        "extract": "read a document (txt, docx, pdf, html, xlsx, csv) and write the figures it prints as CSV",
        "table": "write a table as a plan prints it (xlsx, csv, txt) as a folder to import",
        "template": "write a workbook in which results of a year are filled in",
        "import": "take a folder with catalog/*.csv and facts/*.csv, a filled workbook or, with --accept, a document"
        " into the ledger",
        "undo": "take an import out again",
        "backup": "write imports, briefings, log and roles into a zip file",
        "restore": "put a backup in the place of the present imports and briefings",
    }
    made = {}
    for name, meaning in meanings.items():
        made[name] = commands.add_parser(name, help=meaning, description=meaning)
        made[name].add_argument("--store", metavar="FOLDER|ADDRESS", help="instead of PLANLEDGER_STORE")
    made["import"].add_argument("source", type=Path, metavar="FOLDER|FILE")
    made["import"].add_argument("--dry-run", action="store_true", help="check it and tell what it would change")
    made["import"].add_argument("--issuer", default="", help="of a workbook: the bureau whose results they are")
    made["import"].add_argument("--issuing", action="store_true", help="it issues these figures itself: grade A")
    made["import"].add_argument("--issued-on", default="", metavar="YYYY-MM-DD", help="when, else today")
    made["import"].add_argument(
        "--accept", choices=("sure", "all"), help="of a document: the figures that no check met, or every one"
    )
    made["import"].add_argument(
        "--about", action="append", default=[], metavar="field=value", help="of a document: what its heading lacks"
    )
    made["import"].add_argument(
        "--known", choices=("refuse", "version", "apart"), default="refuse", help="of a document that is known already"
    )
    made["import"].add_argument(
        "--change-kind", choices=("correction", "revision", "adjustment"), default="revision", help="of a version"
    )
    made["template"].add_argument("words", nargs="+", metavar="key=value", help="region_id, year, through_month …")
    made["template"].add_argument("--out", type=Path, required=True, metavar="FILE|FOLDER")
    made["table"].add_argument("file", type=Path, metavar="FILE")
    made["table"].add_argument("words", nargs="+", metavar="key=value", help="document_id, region_id, title_zh …")
    made["table"].add_argument("--out", type=Path, required=True, metavar="FOLDER")
    for command in ("import", "table", "template"):
        made[command].add_argument("--language", choices=("zh", "en"), default="zh", help="of what is said")
    made["check"].add_argument(
        "source", type=Path, metavar="FOLDER", nargs="?", help="a folder to import, else the ledger"
    )
    for command in ("import", "check"):
        made[command].add_argument("--as", dest="name", metavar="NAME", help="name of the import, else the folder's")
    made["extract"].add_argument("file", type=Path, metavar="FILE")
    made["extract"].add_argument("--language", choices=("zh", "en"), default="zh", help="of the doubts")
    made["undo"].add_argument("name", metavar="NAME")
    made["backup"].add_argument("file", type=Path, metavar="FILE")
    made["restore"].add_argument("file", type=Path, metavar="FILE")
    moving = commands.add_parser("copy", help="put a whole store into an empty one, folder or postgresql://…")
    moving.add_argument("source", metavar="FROM")
    moving.add_argument("target", metavar="TO")
    comparing = commands.add_parser(
        "compare", help="set two transcriptions or readings of one document side by side (csv, a document, a draft)"
    )
    comparing.add_argument("first", type=Path, metavar="A")
    comparing.add_argument("second", type=Path, metavar="B")
    chosen = parser.parse_args(arguments)
    try:
        if getattr(chosen, "store", None) is not None:
            chosen.store = store_of(chosen.store)
        return _done(chosen)
    except OSError as error:
        # a full disk, a store of somebody else, a folder where a file belongs
        print(f"{error.filename or error.filename2 or '-'}: {error.strerror}", file=sys.stderr)
        return 1


def _done(chosen: argparse.Namespace) -> int:
    if chosen.command == "compare":
        return compare(chosen.first, chosen.second)
    if chosen.command == "copy":
        return copy(chosen.source, chosen.target)
    if chosen.command == "table":
        return make_facts(chosen)
    if chosen.command == "template":
        return make_template(chosen)
    if chosen.command == "import" and chosen.source.is_file():
        return take_in_document(chosen) if chosen.accept else take_in_file(chosen)
    if chosen.command == "import" and chosen.dry_run:
        return check_source(chosen.source, _name(chosen), chosen.store)
    if chosen.command == "extract":
        return extract(chosen.file, chosen.store, chosen.language)
    if chosen.command == "build":
        return build(chosen.store)
    if chosen.command == "check":
        return check_source(chosen.source, _name(chosen), chosen.store) if chosen.source else check(chosen.store)
    return change(chosen)


if __name__ == "__main__":
    sys.exit(main())
