"""How long every target takes to judge: `python -m benchmarks.judgement`.

The shipped ledger and one with a hundred times its cities, documents and facts are judged at the latest month. Each
time stands as a ratio to reading all facts by the plainest question (fact_list) in the same run.
"""

import statistics
import tempfile
import time
from pathlib import Path

import queries
from benchmarks.store_build import add_copies


def seconds(name: str, folder: Path, repeats: int, **choices: object) -> tuple[float, int]:
    """Median seconds of so many answers that were not kept from before, and their number of rows."""
    measured = []
    for _ in range(repeats):
        queries.forget()
        started = time.perf_counter()
        rows = len(queries.ask(name, store_folder=folder, **choices))
        measured.append(time.perf_counter() - started)
    return statistics.median(measured), rows


def measure(times: int, repeats: int = 5) -> list[str]:
    """The lines of the table for a ledger of so many times the shipped facts."""
    with tempfile.TemporaryDirectory(prefix="planledger-benchmark-") as name:
        folder = Path(name)
        add_copies(folder, times)
        plain, facts = seconds("fact_list", folder, repeats)
        lines = []
        for question, choices in (
            ("judgement_list", {}),
            ("judgement_list", {"region_ids": ["qingdao"]}),
            ("finding_list", {}),
        ):
            taken, rows = seconds(question, folder, repeats, **choices)
            asked = " ".join([question, *(f"{key}={','.join(value)}" for key, value in choices.items())])
            measured = f"{rows:>7,} rows {taken:>7.3f} s {taken / plain:>6.1f} x fact_list"
            lines.append(f"{times:>4}x {facts:>7,} facts  {asked:<36} {measured}")
        return lines


if __name__ == "__main__":
    for times in (1, 100):
        print("\n".join(measure(times)))
