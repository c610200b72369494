"""How long a million rows take to leave as CSV: `python -m benchmarks.written`.

The facts of a built ledger are laid in it again and again under new ids, and all are asked for by `fact_list`. Each
time of writing the answer into a file stands as a ratio to DuckDB's own COPY of the same question in the same run; the
goal is a ratio of 1.5.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

import queries
from data import store

QUESTION, GOAL = "fact_list", 1.5


def fill(folder: Path, rows: int) -> int:
    """Have a ledger of about so many facts built in a store; returns their number."""
    with duckdb.connect(str(store.built_file(folder))) as ledger:
        (facts,) = store.only_row(ledger, "select count(*) from facts")
        ledger.execute(
            """insert into facts
            select facts.* replace (fact_id || '-' || n as fact_id, locator || '-' || n as locator)
            from facts, range(1, ?) as copies (n)""",
            [rows // facts],
        )
        (facts,) = store.only_row(ledger, "select count(*) from facts")
    return int(facts)


def copied(folder: Path, file: Path) -> None:
    """The answer into a file by COPY."""
    values = dict.fromkeys(queries.parameters(QUESTION))
    with store.reading(folder) as cursor:
        sql = (queries.FOLDER / f"{QUESTION}.sql").read_text(encoding="utf-8")
        cursor.execute(f"copy ({sql}\n) to '{file}' (format csv, header)", values)


def written(folder: Path, file: Path, form: str) -> None:
    """The answer into a file as the command line and the server write it."""
    with file.open("wb") as out:
        for chunk in queries.written(QUESTION, form, folder):
            out.write(chunk)


def seconds(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.written", description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3, help="runs of each, of which the median counts")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="planledger-benchmark-") as name:
        folder = Path(name)
        facts = fill(folder, chosen.rows)
        file = folder / "answer"
        ways: dict[str, Callable[[], None]] = {
            "COPY": lambda: copied(folder, file),
            "csv": lambda: written(folder, file, "csv"),
            "json": lambda: written(folder, file, "json"),
        }
        # in turn, so that what else the machine does falls on all of them
        runs = [{way: seconds(work) for way, work in ways.items()} for _ in range(chosen.repeats)]
        print(f"{facts:,} facts; the goal for csv is {GOAL} x COPY by the clock")
        for way in ways:
            clock = statistics.median(run[way][0] for run in runs)
            processor = statistics.median(run[way][1] for run in runs)
            ratio = statistics.median(run[way][0] / run["COPY"][0] for run in runs)
            by_processor = statistics.median(run[way][1] / run["COPY"][1] for run in runs)
            print(f"{way:<5} {clock:>7.2f} s {ratio:>5.2f} x   processor {processor:>7.2f} s {by_processor:>5.2f} x")
        print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
