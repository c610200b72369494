"""Warnings of the ledger of later life, against answers worked by hand; the working stands beside each."""

import csv
import re
from pathlib import Path

import pytest

from components.views import moved, reviewed, warned

LINES = list(csv.DictReader((Path(__file__).parent / "warnings.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['as_of']} {line['target_fact_id']} {line['is_data']}")
def test_a_target_is_warned_of_as_worked_by_hand(ask, line):
    rows = ask("warning_list", as_of=line["as_of"], is_data=line["is_data"] == "yes")
    found = rows[rows["target_fact_id"] == line["target_fact_id"]][["warning", "since"]].to_dict("records")
    assert found == ([{"warning": line["warning"], "since": line["since"]}] if line["warning"] else [])


def test_a_verdict_of_the_running_period_has_changed_with_a_new_figure(ask):
    rows = ask("verdict_change_list", as_of="2025-09", since="2025-08", region_ids=["moshan-demo"])
    row = rows.set_index("target_fact_id").loc["moshan-hrss-14fyp.table1-1.target"]
    assert (row["earlier_status"], row["status"], row["turn"]) == ("behind", "slightly_behind", "better")
    assert list(row["reasons"]) == ["new_figure"]
    rows = ask("verdict_change_list", as_of="2025-12", since="2025-09", region_ids=["moshan-demo"])
    row = rows.set_index("target_fact_id").loc["moshan-hrss-14fyp.table1-1.target"]
    # the same figure, which proves nothing at the end
    assert (row["status"], row["turn"], list(row["reasons"])) == ("not_assessed", "unjudged", ["ended"])


def test_every_list_reads_of_regions_and_periods_of_later_life():
    blank = re.compile(r"\b(?:None|nan|NaN|NaT)\b|<NA>|\{[a-z_]+\}")
    for region, period, as_of in (
        ("all", "14fyp", "2025-08"),
        ("moshan-demo", "15fyp", "2026-09"),
        ("all", "2024-2026", "2026-09"),
    ):
        lists = [
            warned.view(region, period, as_of),
            warned.data_view(region, period, as_of),
            moved.view(period, region),
        ]
        lists.append(warned.changes_view(region, period, as_of))
        lists += [reviewed.view(region, period, as_of)] if region != "all" else []
        for view in lists:
            said = (view.headline, view.takeaway, view.advice, *view.notes, view.frame[list(view.shown)].to_csv())
            assert not blank.search(" ".join(said)), view.name
