"""How long each file of a briefing takes: `python -m benchmarks.exports`.

The ready-made briefing of the first city is written as each kind of file, from the shipped ledger and from one with a
hundred times its cities, documents and facts. Then one table of all facts leaves as XLSX and as a data package. Each
time stands as a ratio to writing the same rows as CSV in the same run.
"""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import queries
from benchmarks.store_build import add_copies
from components.exports import files
from components.exports.csv import csv_bytes
from components.views import briefing, evidence
from components.views.decks import deck_of


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of one run, and what it gave."""
    started = time.perf_counter()
    given = work()
    return time.perf_counter() - started, given


def measure(times: int) -> list[str]:
    """The lines of the table for a ledger of so many times the shipped facts."""
    with tempfile.TemporaryDirectory(prefix="planledger-benchmark-") as name:
        add_copies(Path(name), times)
        os.environ["PLANLEDGER_STORE"] = name
        facts = queries.ask("ledger_summary")["facts"].iloc[0]
        lines = []

        def line(what: str, taken: float, plain: float, content: bytes) -> None:
            measured = f"{taken:>8.2f} s {taken / plain:>7.1f} x csv {len(content) / 1024:>9,.0f} KB"
            lines.append(f"{times:>4}x {facts:>7,} facts  {what:<24} {measured}")

        taken, chosen = seconds(lambda: briefing.deck(next(iter(briefing.ready_made()))))
        plain, content = seconds(lambda: b"".join(csv_bytes(view.frame) for view in chosen.views))
        line(f"{len(chosen.views)} views drawn", taken, plain, b"")
        for ending in files.ENDINGS:
            taken, content = seconds(lambda ending=ending: files.made(chosen, ending))
            line(f"{len(chosen.views)} views {ending}", taken, plain, content)
        table = deck_of("facts", (evidence.view(),))
        plain, content = seconds(lambda: csv_bytes(table.views[0].frame))
        line("all facts csv", plain, plain, content)
        for ending in ("xlsx", "zip"):
            taken, content = seconds(lambda ending=ending: files.made(table, ending))
            line(f"all facts {ending}", taken, plain, content)
        return lines


if __name__ == "__main__":
    for times in (1, 100):
        print("\n".join(measure(times)), flush=True)
