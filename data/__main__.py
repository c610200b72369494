"""The ledger from the command line: `python -m data build`, `check`, and `compare A B`."""

import argparse
import sys
import time
from pathlib import Path

from data import store
from data.compare import differences


def build(folder: Path | None) -> int:
    """Build the store of a folder if its CSV have no built file yet; print the file and the seconds it took.

    Faults go to standard error and give 1.
    """
    started = time.perf_counter()
    try:
        path = store.built_file(folder)
    except store.LedgerFault as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"{path} ({time.perf_counter() - started:.2f} s)")
    return 0


def check(folder: Path | None) -> int:
    """Print the number of documents and facts and give 0, or print every fault to standard error and give 1."""
    try:
        with store.reading(folder) as ledger:
            documents, facts = ledger.execute(
                "select (select count(*) from documents), (select count(*) from facts)"
            ).fetchone()
    except store.LedgerFault as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"{documents} documents, {facts} facts, no fault")
    return 0


def compare(first: Path, second: Path) -> int:
    """Print what two transcriptions of a document say differently, and how many times; give 1 if they do.

    A file that is missing gives 2.
    """
    for file in (first, second):
        if not file.is_file():
            print(f"no such file: {file}", file=sys.stderr)
            return 2
    found = differences(first, second)
    print(*found, f"{len(found)} difference{'' if len(found) == 1 else 's'}", sep="\n")
    return 1 if found else 0


def main(arguments: list[str] | None = None) -> int:
    """Take the words of the command line, give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, meaning in (("build", "build the store's DuckDB file"), ("check", "look for faults in the CSV")):
        command = commands.add_parser(name, help=meaning, description=meaning)
        command.add_argument("--store", type=Path, metavar="FOLDER", help="instead of PLANLEDGER_STORE")
    command = commands.add_parser("compare", help="set two transcriptions of one document side by side")
    command.add_argument("first", type=Path, metavar="A")
    command.add_argument("second", type=Path, metavar="B")
    chosen = parser.parse_args(arguments)
    if chosen.command == "compare":
        return compare(chosen.first, chosen.second)
    return {"build": build, "check": check}[chosen.command](chosen.store)


if __name__ == "__main__":
    sys.exit(main())
