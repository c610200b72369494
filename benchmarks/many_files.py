"""How much longer the same rows take to build in many files: `python -m benchmarks.many_files`.

Results of invented cities are laid into a store as one import, once in 50 files and once in 5,000. The time of building
the many stands as a ratio to that of building the few in the same run; the goal is a ratio of 2.
"""

import argparse
import csv
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.store_build import build_anew
from data import store

FEW, MANY, GOAL = 50, 5_000, 2.0
YEARS = range(2016, 2026)
INDICATORS = {"new_urban_jobs": "万人", "policy_supported_entrepreneurs": "万人", "subsidised_training": "万人次"}


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def lay(folder: Path, files: int, most: int) -> int:
    """Lay the rows into a store in so many files, a document each; most: files of the other way. Returns the rows."""
    cities = [f"town{number:04d}" for number in range(most // len(YEARS))]
    places = [(city, year) for city in cities for year in YEARS]
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for number, (city, year) in enumerate(places):
        document = f"invented-{number * files // len(places):04d}"
        for indicator, unit in INDICATORS.items():
            rows[document].append(
                {
                    "fact_id": f"{document}.text{len(rows[document])}", "document_id": document, "region_id": city,
                    "indicator_id": indicator, "role": "actual", "place": "text", "locator": f"{city} {year}",
                    "label_raw": indicator, "value_raw": "10", "value": 10, "comparator": "eq", "unit": unit,
                    "year_from": year, "year_to": year, "basis": "total", "basis_source": "printed", "reliability": "A",
                }
            )  # fmt: skip
    place = folder / "imports" / "invented"
    _write(place / "catalog/regions.csv", [{"region_id": city, "name_zh": city} for city in cities])
    documents = [
        {"document_id": name, "title_zh": name, "issuer": name, "kind": "press", "region_id": held[0]["region_id"]}
        for name, held in rows.items()
    ]
    _write(place / "catalog/documents.csv", documents)
    for name, held in rows.items():
        _write(place / "facts" / f"{name}.csv", held)
    return sum(map(len, rows.values()))


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many_files", description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=MANY)
    parser.add_argument("--repeats", type=int, default=3, help="runs of each, of which the median counts")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="planledger-benchmark-") as name:
        folders = {files: Path(name) / str(files) for files in (FEW, chosen.files)}
        rows = {lay(folder, files, chosen.files) for files, folder in folders.items()}
        print(f"{max(rows):,} rows; the goal is {GOAL} x the time of {FEW} files")
        runs = []
        for _ in range(chosen.repeats):
            run = {}
            for files, folder in folders.items():
                clock, processor = time.perf_counter(), time.process_time()
                build_anew(folder)
                run[files] = (time.perf_counter() - clock, time.process_time() - processor)
            runs.append(run)
        for files, folder in folders.items():
            clock, processor = (statistics.median(run[files][part] for run in runs) for part in (0, 1))
            ratios = [statistics.median(run[files][part] / run[FEW][part] for run in runs) for part in (0, 1)]
            started = time.process_time()
            store.fingerprint(folder)
            looked = time.process_time() - started
            times = f"{clock:>7.2f} s {ratios[0]:>5.2f} x   processor {processor:>7.2f} s {ratios[1]:>5.2f} x"
            print(f"{files:>6,} files {times}   looked at in {1000 * looked:>5.1f} ms")


if __name__ == "__main__":
    main()
