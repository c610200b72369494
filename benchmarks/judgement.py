"""How long every target takes to judge: `python -m benchmarks.judgement`.

The shipped ledger and one with a hundred times its cities, documents and facts are judged. First what judging a month
takes: one that was judged when the ledger was built, and one that was not. Then each question that judges, asked of one
region at a month that nobody has asked for. All is processor time, and each stands as a ratio to reading all facts by
the plainest question (fact_list) in the same run.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import queries
from benchmarks.store_build import add_copies
from data import store

JUDGING = ("judgement_list", "judgement_summary", "missing_summary", "highlight_list", "commitment_list")


def seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time of one call."""
    started = time.process_time()
    work()
    return time.process_time() - started


def asked_anew(name: str, folder: Path, **choices: object) -> float:
    """Seconds of an answer that was not kept from before."""
    queries.forget()
    return seconds(lambda: queries.ask(name, folder, **choices))


def months(folder: Path) -> tuple[list[str], list[str]]:
    """Months of which the judgements are kept, the latest first, and some in between of which they are not."""
    with store.reading(folder) as cursor:
        kept = [month for (month,) in cursor.execute("from judged_months order by as_of desc").fetchall()]
    between = [f"{year}-{month:02}" for year in range(2022, 2025) for month in range(1, 13)]
    return kept, [month for month in between if month not in kept]


def measure(times: int, repeats: int = 5) -> list[str]:
    """The lines of the table for a ledger of so many times the shipped facts."""
    with tempfile.TemporaryDirectory(prefix="planledger-benchmark-") as name:
        folder = Path(name)
        add_copies(folder, times)
        queries.ask("fact_list", folder)
        plain = statistics.median(asked_anew("fact_list", folder) for _ in range(repeats))
        kept, others = months(folder)
        lines = []

        def line(what: str, measured: list[float]) -> None:
            taken = statistics.median(measured)
            lines.append(f"{times:>4}x  {what:<44} {1000 * taken:>8.0f} ms {taken / plain:>7.2f} x fact_list")

        with store.reading(folder) as cursor:
            for what, chosen in (("a month judged at build", kept), ("another month", others)):
                line(what, [seconds(lambda month=month: store.judge(cursor, month)) for month in chosen[:repeats]])
        for question in JUDGING:
            choices = {"region_ids": ["qingdao"]} if "region_ids" in queries.parameters(question) else {}
            measured = [asked_anew(question, folder, as_of=month, **choices) for month in kept[:repeats]]
            line(" ".join([question, *(f"{key}={','.join(value)}" for key, value in choices.items())]), measured)
        line("finding_list", [asked_anew("finding_list", folder) for _ in range(repeats)])
        return lines


if __name__ == "__main__":
    for times in (1, 100):
        print("\n".join(measure(times)), flush=True)
