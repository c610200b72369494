"""The command line of the questions: `python -m queries` lists them, `python -m queries NAME key=value …` answers."""

import argparse
import os
import re
import sys
from typing import Any

import queries
from data.store import LedgerFault
from queries.delimited import csv_bytes

NUMBERS = {"year"}
TRUTHS = {"true": True, "false": False}


def _choices(name: str, words: list[str]) -> dict[str, Any]:
    """key=value words as parameters; those that mean lists take commas."""
    choices: dict[str, Any] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign:
            raise queries.UnknownQuestion(f"{word}: write key=value, for example {queries.example(name)}")
        if key.startswith("is_"):
            if value not in TRUTHS:
                raise queries.UnknownQuestion(f"{word}: {key} is true or false")
            choices[key] = TRUTHS[value]
        elif key in NUMBERS:
            if not re.fullmatch("[0-9]{4}", value):
                raise queries.UnknownQuestion(f"{word[:40]}: {key} is a number of four digits")
            choices[key] = int(value)
        else:
            choices[key] = value.split(",") if key.endswith("s") and key != "words" else value
    return choices


def main(arguments: list[str] | None = None) -> int:
    """Write the questions as text, or one answer as CSV, to standard output; 2 for a wrong call, 1 for a fault."""
    parser = argparse.ArgumentParser(prog="python -m queries", description="Ask the ledger; the answer is CSV.")
    parser.add_argument("name", nargs="?", help="a question; without it they are listed")
    parser.add_argument("choices", nargs="*", metavar="key=value")
    parser.add_argument("--store", help="folder of imports and built files")
    given = parser.parse_args(arguments)
    if given.store:
        os.environ["PLANLEDGER_STORE"] = given.store
    try:
        if not given.name:
            for name in queries.names():
                print(f"{name}\n    {queries.question(name)}")
                for key, meaning in queries.parameters(name).items():
                    print(f"    {key}: {meaning}")
                print(f"    python -m queries {queries.example(name)}")
            return 0
        if given.name not in queries.names():
            raise queries.UnknownQuestion(f"{given.name}: no such question; there are {', '.join(queries.names())}")
        frame = queries.ask(given.name, **_choices(given.name, given.choices))
    except (queries.UnknownQuestion, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except LedgerFault as fault:
        print(fault, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or '-'}: {error.strerror}", file=sys.stderr)
        return 1
    sys.stdout.buffer.write(csv_bytes(frame))
    return 0


if __name__ == "__main__":
    sys.exit(main())
