"""How questions grow with the ledger: `python -m benchmarks.size`.

The shipped ledger is asked every question, then one of three hundred invented cities more, each with a plan and with
results month by month. Processor times stand beside each other: of one region, the same with the same rows in both,
which should take at most 1.3 times as long, and of all, at most twice as long where the question groups. What has no
region is asked as its example has it.
"""

import argparse
import csv
import itertools
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import queries
from benchmarks.store_build import _write, build_anew
from data import store
from queries.choices import read_words

PLAN, HOME = "zhoushan-hrss-14fyp", "zhoushan"
ONE, GROUPED = 1.3, 2.0
# what may hold one region, and what is a list of them
REGION, REGIONS = "region_id", "region_ids"
# bases of what adds up over a year and of what stands at its end
BASES = {"period_total": "total", "stock": "at_end"}
YEARS = range(2011, 2026)


def _shipped(table: str) -> tuple[list[str], list[dict[str, str]]]:
    with (store.SHIPPED / table).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        return list(reader.fieldnames or ()), rows


def _results(header: list[str], city: str, count: int) -> Iterator[dict[str, str]]:
    """So many invented results of a city at most, one an indicator and month, that grow from month to month."""
    document = f"{city}-results"
    kinds = [row for row in _shipped("catalog/indicators.csv")[1] if row["measure"] in BASES]
    asked = itertools.product(kinds, YEARS, range(1, 13))
    for number, (indicator, year, month) in enumerate(itertools.islice(asked, count)):
        is_flow = indicator["measure"] == "period_total"
        value = f"{month if is_flow else 10 + year - YEARS[0] + month / 100:g}"
        yield dict.fromkeys(header, "") | {
            "fact_id": f"{document}.text{number}-1.actual.{year}", "document_id": document, "region_id": city,
            "indicator_id": indicator["indicator_id"], "role": "actual", "place": "text", "locator": f"第{number}段",
            "label_raw": indicator["name_zh"], "value_raw": value, "value": value, "comparator": "eq",
            "unit": indicator["unit"], "year_from": str(year), "year_to": str(year), "through_month": str(month),
            "basis": BASES[indicator["measure"]], "basis_source": "printed", "data_status": "final",
            "evidence": value, "reliability": "A",
        }  # fmt: skip


def grow(folder: Path, cities: int, facts: int) -> int:
    """Fill `folder` (a store) with an import of so many cities that hold about so many facts together; return how many
    facts it has.
    """
    regions, documents = _shipped("catalog/regions.csv"), _shipped("catalog/documents.csv")
    header, plan = _shipped(f"facts/{PLAN}.csv")
    home = next(row for row in regions[1] if row["region_id"] == HOME)
    about = next(row for row in documents[1] if row["document_id"] == PLAN)
    place = folder / "imports" / "grown"
    towns, papers, written = [], [], 0
    for number in range(1, cities + 1):
        city = f"city{number}"
        names = {key: f"{home[key]}{number}" for key in home if key.startswith(("name", "short")) and home[key]}
        towns.append(home | names | {"region_id": city, "adcode": f"{400000 + number}"})
        plan_id = f"{city}-plan"
        papers.append(about | {"document_id": plan_id, "region_id": city, "url": ""})
        results = {"kind": "statistical_release", "period_id": "", "document_id": f"{city}-results"}
        papers.append(papers[-1] | results)
        rows = [
            row
            | {
                "document_id": plan_id,
                "region_id": city,
                "series": "",
                "fact_id": plan_id + row["fact_id"][len(PLAN) :],
            }
            for row in plan
        ]
        _write(place / "facts" / f"{plan_id}.csv", header, rows)
        found = list(_results(header, city, max(facts // cities - len(rows), 0)))
        _write(place / "facts" / f"{city}-results.csv", header, found)
        written += len(rows) + len(found)
    _write(place / "catalog" / "regions.csv", regions[0], towns)
    _write(place / "catalog" / "documents.csv", documents[0], papers)
    return written


def _choices(name: str, region: str | None) -> dict[str, Any] | None:
    """What a question is asked of one region, or of all; none where it has no region."""
    known = queries.parameters(name)
    if REGION not in known and REGIONS not in known:
        return None
    if region is None:
        return {} if REGIONS in known else None
    other = {"other_region_id": "qingdao"} if "other_region_id" in known else {}
    return ({REGION: region} if REGION in known else {REGIONS: [region]}) | other


def _milliseconds(name: str, folder: Path, choices: dict[str, Any], repeats: int) -> float:
    """The median processor time of an answer that was not kept from before."""
    queries.ask(name, folder, **choices)
    measured = []
    for _ in range(repeats):
        queries.forget()
        started = time.process_time()
        queries.ask(name, folder, **choices)
        measured.append(1000 * (time.process_time() - started))
    return statistics.median(measured)


def _asked(folder: Path, repeats: int) -> dict[str, tuple[float | None, float | None]]:
    """Each question's time of one region (or as its example has it), and of all."""
    times = {}
    for name in queries.names():
        one = _choices(name, HOME)
        if one is None:
            one = read_words(name, queries.example(name).split()[1:])
        every = _choices(name, None)
        times[name] = tuple(
            None if choices is None else _milliseconds(name, folder, choices, repeats) for choices in (one, every)
        )
    return times


def main(arguments: list[str] | None = None) -> None:
    """Print the table: milliseconds of processor time at both sizes, their ratio and the goal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.size", description=__doc__.splitlines()[0])
    parser.add_argument("--cities", type=int, default=300)
    parser.add_argument("--facts", type=int, default=1_000_000, help="of the invented cities together")
    parser.add_argument("--repeats", type=int, default=3)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="planledger-size-") as name:
        small, large = Path(name) / "small", Path(name) / "large"
        facts = grow(large, chosen.cities, chosen.facts)
        started = time.process_time()
        build_anew(large)
        built = time.process_time() - started
        print(f"{facts:,} facts of {chosen.cities} cities, built in {built:.1f} s of processor time")
        # as a server does: no question looks the files through
        with store.watched():
            before, after = _asked(small, chosen.repeats), _asked(large, chosen.repeats)
    print(f"{'question':<22}{'one region, ms':>18}{'ratio':>7} goal {'all, ms':>18}{'ratio':>7} goal")
    for name, (one, every) in after.items():
        goals = (ONE, GROUPED if name.endswith("_summary") else None)
        line = f"{name:<22}"
        for was, now, goal in zip(before[name], (one, every), goals, strict=True):
            cell = "" if was is None or now is None else f"{was:>8.0f} → {now:>7.0f}{now / was:>7.1f}"
            line += f"{cell:>25} {goal or '':>4} "
        print(line)


if __name__ == "__main__":
    main()
