"""How long the ledger takes to build: `python -m benchmarks.store_build`.

The shipped ledger and one with a hundred times its documents and facts are built into empty stores. Each time stands
as a ratio to reading the same CSV with Python's csv module in the same run, which takes out the speed of the machine;
all are processor times. What judging all months takes stands as its share of the build.
"""

import argparse
import csv
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from data import store


def _renamed(row: dict[str, str], number: int) -> dict[str, str]:
    """A row of regions, documents or facts as the copy with this number has it: other cities with other documents."""
    changes = {"region_id": f"{row['region_id']}-copy{number}"}
    if row.get("adcode"):
        changes["adcode"] = f"{int(row['adcode']) + number:06d}"
    if "document_id" in row:
        changes["document_id"] = f"{row['document_id']}-copy{number}"
    if "fact_id" in row:
        changes["fact_id"] = changes["document_id"] + row["fact_id"].removeprefix(row["document_id"])
        changes["series"] = ""
    return {**row, **changes}


def _write(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def add_copies(folder: Path, times: int) -> None:
    """Fill `folder` (a store) with imports until shipped and imported facts together are `times` the shipped ones.

    Each import copies every shipped region, document and fact under new ids.
    """
    catalog = [store.SHIPPED / "catalog" / name for name in ("regions.csv", "documents.csv")]
    for shipped in [*catalog, *sorted((store.SHIPPED / "facts").glob("*.csv"))]:
        with shipped.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            header, rows = list(reader.fieldnames or ()), list(reader)
        for number in range(1, times):
            place = folder / "imports" / f"copy{number}" / shipped.parent.name
            name = shipped.name if shipped.parent.name == "catalog" else f"{shipped.stem}-copy{number}.csv"
            _write(place / name, header, [_renamed(row, number) for row in rows])


def _csv_files(folder: Path) -> list[Path]:
    return [file for root in (store.SHIPPED, folder / "imports") for file in sorted(root.rglob("*.csv"))]


def read_with_csv_module(folder: Path) -> int:
    """Read every CSV of the ledger as rows of text; return the number of rows of facts."""
    facts = 0
    for path in _csv_files(folder):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = len(list(csv.reader(file))) - 1
        facts += rows if path.parent.name == "facts" else 0
    return facts


def build_anew(folder: Path) -> None:
    """Build the ledger where there is no built file."""
    shutil.rmtree(folder / "built", ignore_errors=True)
    store.built_file(folder)


def judge_anew(folder: Path) -> None:
    """Judge all months that a built ledger keeps once more, in memory."""
    with store.reading(folder) as cursor:
        cursor.execute(
            "create or replace temp table judged_anew as select * from ledger.judged_months m,"
            " lateral (from ledger.main.judgements(m.as_of))"
        )


def seconds(work: Callable[[Path], object], folder: Path, repeats: int) -> float:
    """The median processor time of so many runs."""
    measured = []
    for _ in range(repeats):
        started = time.process_time()
        work(folder)
        measured.append(time.process_time() - started)
    return statistics.median(measured)


def measure(times: int, repeats: int) -> str:
    """One line of the table: a ledger of so many times the shipped facts."""
    with tempfile.TemporaryDirectory(prefix="planledger-benchmark-") as name:
        folder = Path(name)
        add_copies(folder, times)
        facts = read_with_csv_module(folder)
        reading = seconds(read_with_csv_module, folder, repeats)
        building = seconds(build_anew, folder, repeats)
        judging = seconds(judge_anew, folder, repeats)
        # what every question pays before it is asked: the fingerprint of all CSV
        finding = seconds(store.built_file, folder, repeats)
        return (
            f"{facts:>8,} {len(_csv_files(folder)):>6,} {reading:>9.3f} "
            f"{building:>9.3f} {building / reading:>6.1f} {judging:>9.3f} {judging / building:>6.2f} "
            f"{finding:>9.4f} {finding / reading:>6.2f}"
        )


def main(arguments: list[str] | None = None) -> None:
    """Print the table: seconds, and as ratios to reading the same CSV with the csv module."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store_build", description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, nargs="+", default=[1, 100], help="times the shipped facts")
    parser.add_argument("--repeats", type=int, default=5, help="runs of each, of which the median counts")
    chosen = parser.parse_args(arguments)
    heads = ("csv s", 9), ("build s", 9), ("ratio", 6), ("judged s", 9), ("share", 6), ("find s", 9), ("ratio", 6)
    print(" ".join([f"{'facts':>8} {'files':>6}", *(f"{head:>{width}}" for head, width in heads)]))
    for times in chosen.times:
        print(measure(times, chosen.repeats), flush=True)


if __name__ == "__main__":
    main()
