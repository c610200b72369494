"""A ledger of many regions, to look at and to measure: `python -m benchmarks.many_regions FOLDER`.

An import of invented cities under invented provinces is laid into a store, each with a plan of one table, its residents
and for every third some yearly results. The rows are those of one shipped plan in other sizes. `planledger serve` with
PLANLEDGER_STORE=FOLDER shows it. Nothing in it is true.
"""

import argparse
import csv
import random
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.store_build import _write
from data import store

PLAN, CITY = "zhoushan-hrss-14fyp", "zhoushan"
REGIONS, CITIES_A_PROVINCE = 300, 10
YEARS = (2021, 2022, 2023, 2024)
FIRST, SECOND = "云临海丰石东清北安平永长新金南宁西高龙和锦康瑞", "山泽宁原桥屿源陵和湖川阳城江林"
SIZED = ("万人", "万人次", "人")
Row = dict[str, str]


def _plan() -> list[Row]:
    """The rows of the shipped plan's table."""
    with (store.SHIPPED / "facts" / f"{PLAN}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["place"] == "table" and row["table_no"] == "2"]


def _resized(row: Row, factor: float) -> Row:
    """A row with another number, in its print too; rates and blanks stay."""
    if not row["value"] or row["unit"] not in SIZED:
        return row
    number = f"{float(row['value']) * factor:.4g}"
    return {**row, "value": number, "value_raw": re.sub(r"[\d.]+", number, row["value_raw"], count=1)}


def _names(count: int) -> Iterator[str]:
    """So many names of places, each once."""
    every = (first + second for second in SECOND for first in FIRST if first != second)
    yield from (name for name, _ in zip(every, range(count), strict=False))


def _result(region: str, number: int, indicator: str, unit: str, year: int, value: float) -> Row:
    document = f"{region}-results"
    basis = "total" if indicator == "new_urban_jobs" else "at_end"
    return {
        "fact_id": f"{document}.text1-{number}.actual.{year}", "document_id": document, "region_id": region,
        "indicator_id": indicator, "role": "actual", "place": "text", "locator": f"第{number}段",
        "label_raw": indicator, "value_raw": f"{value:.4g}", "value": f"{value:.4g}", "comparator": "eq",
        "unit": unit, "year_from": str(year), "year_to": str(year), "through_month": "12", "basis": basis,
        "basis_source": "printed", "data_status": "final", "reliability": "A",
    }  # fmt: skip


def _document(region: str, name: str, kind: str, what: str, period: str) -> Row:
    return {
        "document_id": f"{region}-{'plan' if period else 'results'}", "title_zh": f"{name}市{what}",
        "short_zh": f"{name}{what}", "issuer": f"{name}市人民政府", "kind": kind, "region_id": region,
        "period_id": period, "issued_on": "2021-10" if period else "2025-02",
    }  # fmt: skip


def lay(folder: Path, count: int = REGIONS) -> int:
    """Lay so many cities, under a province for every ten, into the store at `folder`. Returns the number of facts."""
    draw = random.Random(5)
    plan = _plan()
    regions: list[Row] = []
    documents: list[Row] = []
    facts: dict[str, list[Row]] = {}
    provinces = -(-count // CITIES_A_PROVINCE)
    names = list(_names(count + provinces))
    for place in range(provinces):
        name = names[count + place]
        regions.append(
            {"region_id": f"invented-p{place:02d}", "name_zh": f"{name}省", "name_en": f"Province {place + 1}",
             "short_zh": name, "short_en": f"Province {place + 1}", "level": "province",
             "parent_region_id": "china"}
        )  # fmt: skip
    for place, name in enumerate(names[:count]):
        region, factor = f"invented-{place:03d}", draw.uniform(0.2, 8)
        regions.append(
            {"region_id": region, "name_zh": f"{name}市", "name_en": f"City {place + 1}", "short_zh": name,
             "short_en": f"City {place + 1}", "level": "prefecture",
             "parent_region_id": f"invented-p{place // CITIES_A_PROVINCE:02d}"}
        )  # fmt: skip
        documents.append(_document(region, name, "five_year_plan", "“十四五”人社规划", "14fyp"))
        documents.append(_document(region, name, "statistical_release", "年度公报", ""))
        own = {"document_id": f"{region}-plan", "region_id": region, "note": ""}
        facts[f"{region}-plan"] = [
            {
                **_resized(row, factor * draw.uniform(0.7, 1.4)),
                "fact_id": f"{region}-plan{row['fact_id'].removeprefix(PLAN)}",
                **own,
            }
            for row in plan
        ]
        results = [_result(region, 1, "resident_population", "万人", 2020, 115.7 * factor)]
        if place % 3 == 0:
            pace = draw.uniform(0.8, 1.3)
            results += [_result(region, 2, "new_urban_jobs", "万人", year, 4.4 * factor * pace) for year in YEARS]
            results.append(_result(region, 3, "unemployment_insured", "万人", 2024, 27 * factor * pace))
        facts[f"{region}-results"] = results
    where = folder / "imports" / "invented-regions"
    for path, rows in (("catalog/regions", regions), ("catalog/documents", documents)):
        _write(where / f"{path}.csv", list(rows[0]), rows)
    for name, rows in facts.items():
        _write(where / "facts" / f"{name}.csv", list(rows[0]), rows)
    return sum(map(len, facts.values()))


def main(arguments: list[str] | None = None) -> None:
    """Lay the ledger and build it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many_regions", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the store, which is begun where there is none")
    parser.add_argument("--regions", type=int, default=REGIONS)
    chosen = parser.parse_args(arguments)
    count = lay(chosen.folder, chosen.regions)
    store.built_file(chosen.folder)
    print(f"{chosen.regions} invented cities, {count:,} facts: {chosen.folder}")


if __name__ == "__main__":
    main()
