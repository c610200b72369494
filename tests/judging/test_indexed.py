"""Figures set to a base year against rows worked by hand."""

import csv
from functools import cache
from pathlib import Path

import pytest

import queries

FOLDER = Path(__file__).parents[1] / "expected"


def lines() -> list[dict]:
    return list(csv.DictReader((FOLDER / "indexed.csv").read_text(encoding="utf-8").splitlines()))


@cache
def shipped(base_year: int) -> dict[tuple, dict]:
    rows = queries.ask("index_list", base_year=base_year, as_of="2025-12").to_dict("records")
    return {(row["region_id"], row["indicator_id"], row["year"], row["through_month"]): row for row in rows}


@pytest.mark.parametrize(
    "line",
    lines(),
    ids=lambda line: " ".join(line[name] for name in ("region_id", "base_year", "indicator_id", "year")),
)
def test_a_figure_stands_to_its_base_year_as_was_worked_by_hand(line):
    place = (line["region_id"], line["indicator_id"], int(line["year"]), int(line["through_month"]))
    row = shipped(int(line["base_year"]))[place]
    assert (row["lack"] or "") == line["lack"]
    for name in ("base", "value", "index", "change_pp"):
        if line[name]:
            assert row[name] == pytest.approx(float(line[name]), abs=1e-9), name
        else:
            assert row[name] != row[name], name
