"""The briefings from the command line.

python -m components.exports list
python -m components.exports briefing NAME --to pptx|xlsx|docx|html|zip --out FILE
python -m components.exports sentences [--store FOLDER] [--out FILE]
"""

import argparse
import os
import sys
from pathlib import Path

from components.exports import files
from components.exports.csv import csv_bytes
from components.language import words
from components.language.words import say
from components.views import briefing, sentences
from components.views.catalogue import LedgerFault, one_ledger


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments say; return 0, 2 where a name is unknown or a file cannot be written, 1 where the ledger
    cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m components.exports", description=__doc__.splitlines()[0])
    spoken = {"choices": words.LANGUAGES, "help": "language of names and files"}
    parser.add_argument("--lang", default=words.LANGUAGES[0], **spoken)
    # it may stand after the command too, where it leaves what stood before where it is not given
    after = argparse.ArgumentParser(add_help=False)
    after.add_argument("--lang", default=argparse.SUPPRESS, **spoken)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", parents=[after], help="one briefing a line: its name, and whether it is ready-made")
    one = commands.add_parser("briefing", parents=[after], help="write a briefing as a file")
    one.add_argument("name", metavar="NAME")
    one.add_argument("--to", choices=list(files.ENDINGS), required=True)
    one.add_argument("--out", metavar="FILE", type=Path, required=True)
    every = commands.add_parser(
        "sentences", parents=[after], help="every sentence of pages and briefings in both languages, as CSV"
    )
    every.add_argument("--store", metavar="FOLDER", help="the store of another ledger")
    every.add_argument("--out", metavar="FILE", type=Path, help="instead of to the screen")
    chosen = parser.parse_args(arguments)
    words.speak(chosen.lang)
    try:
        return _done(chosen)
    except LedgerFault as fault:
        print(fault, file=sys.stderr)
        return 1
    except OSError as error:
        print(say("desk.not_read", file=error.filename or "-", reason=error.strerror), file=sys.stderr)
        return 1


def _done(chosen: argparse.Namespace) -> int:
    if chosen.command == "sentences":
        if chosen.store is not None:
            os.environ["PLANLEDGER_STORE"] = chosen.store
        return _say_all(chosen.out)
    for fault in briefing.faults():
        print(fault, file=sys.stderr)
    if chosen.command == "list":
        for name, is_ready_made in briefing.names().items():
            print(name, say("desk.list_ready_made" if is_ready_made else "desk.list_own"), sep="\t")
        return 0
    return _write(chosen.name, chosen.to, chosen.out)


def _write(name: str, ending: str, out: Path) -> int:
    """Write a briefing as a file, made whole first."""
    try:
        deck = briefing.deck(name, advance=_tell)
    except briefing.UnknownBriefing:
        there = say("punctuation.list").join(briefing.names())
        print(say("desk.unknown", name=name, names=there), file=sys.stderr)
        return 2
    try:
        with one_ledger():
            content = files.made(deck, ending, _tell)
    except files.WorkbookRefused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return _keep(content, out)


def _say_all(out: Path | None) -> int:
    """Write the table of sentences, each at the first of its places."""
    content = csv_bytes(sentences.frame(sentences.read_once(sentences.sentences())))
    if out is not None:
        return _keep(content, out)
    sys.stdout.buffer.write(content)
    return 0


def _keep(content: bytes, out: Path) -> int:
    """Write a file aside, then rename it into place."""
    aside = out.with_name(f".{out.name}.part")
    try:
        aside.write_bytes(content)
        aside.replace(out)
    except OSError as error:
        aside.unlink(missing_ok=True)
        print(say("desk.not_written", file=out, reason=error.strerror), file=sys.stderr)
        return 2
    return 0


def _tell(done: int, of: int) -> None:
    """Show how far it is, where somebody looks."""
    if sys.stderr.isatty():
        print(f"\r{done} / {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
