"""The command line of the questions: `python -m queries` lists them, `python -m queries NAME key=value …` answers."""

import argparse
import os
import sys

import queries
from queries.choices import read_words


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
        for chunk in queries.written(given.name, "csv", **read_words(given.name, given.choices)):
            sys.stdout.buffer.write(chunk)
    except queries.UnknownQuestion as error:
        print(error, file=sys.stderr)
        return 2
    except queries.LedgerFault as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
