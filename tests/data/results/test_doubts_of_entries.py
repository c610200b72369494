"""Faults must be mended, doubts may be confirmed by a note; each names its row and the mend."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from wanted_rows import SHARE, STOCK, before, row

from data.results.checks import doubts, standing
from data.results.entered import Entry

TODAY = date(2026, 3, 1)
FLOW = before("4")
LEVEL = STOCK | before("290", earlier_value="280")
RATE = SHARE | before("69.3")
PART = {"through_month": 9, "key": "demo-east:demo_jobs:2025-09"}
ENTERED = {"current_raw": "4.2", "current_value": "4.2", "current_unit": "万人", "is_current_entered": True}
# what is typed, the row, the doubts in their order
DOUBTED = {
    "a flow like that of the year before": ("4.3", FLOW, []),
    "three times": ("12", FLOW, []),
    "more than three times": ("14", FLOW, ["flow_far"]),
    "less than a third": ("1.2", FLOW, ["flow_far"]),
    "ten times: a point": ("41", FLOW, ["tenfold"]),
    "万 and 人 taken for each other": ("42000", FLOW, ["tenfold"]),
    "the same in its own unit": ("42000人", FLOW, []),
    "a stock like before": ("300", LEVEL, []),
    "a stock thirty percent up": ("380", LEVEL, ["stock_off"]),
    "a stock thirty percent down": ("200", LEVEL, ["stock_off"]),
    "a stock ten times": ("2950", LEVEL, ["tenfold"]),
    "a stock that falls after it rose": ("285", LEVEL, ["falls"]),
    "a stock that falls as before": ("270", LEVEL | {"earlier_value": "310"}, []),
    "percent over a hundred": ("102", RATE, ["over_hundred"]),
    "a share of one": ("0.7", RATE, ["share_of_one"]),
    "a rate a tenth": ("6.9", RATE, ["tenfold"]),
    "a rate as before": ("70.1", RATE, []),
    "a part of a year above the year before": ("4.5", FLOW | PART, ["part_above_year"]),
    "a part like the same months": ("3.1", FLOW | PART | {"same_months_raw": "3", "same_months_value": "3"}, []),
    "a part of a year by its share": ("3", FLOW | PART, []),
    "a total that falls": (
        "3", before("3") | {"part_raw": "3.2", "part_value": "3.2", "part_month": 9}, ["total_falls"]
    ),
    "nothing before, near what the target asks": ("4.4", {"target_from": 2025}, []),
    "nothing before, far from what the target asks": ("44000", {"target_from": 2025}, ["target_far"]),
    "a total without the year before": ("4.4", {}, ["no_year_before"]),
    "another figure in the ledger": (
        "4.3", FLOW | {"rival_raw": "4.5", "rival_value": "4.5", "rival_unit": "万人", "rival_reliability": "B"},
        ["another_figure"],
    ),
    "the same by rounding in the ledger": (
        "4.5", FLOW | {"rival_raw": "4.52", "rival_value": "4.52", "rival_unit": "万人"}, []
    ),
    "another one was entered before": (
        "4.3", FLOW | ENTERED, ["replaces"],
    ),
    "the same was entered before": (
        "4.2", FLOW | ENTERED, ["said_before"],
    ),
    "in brackets": ("[4.3]", FLOW, ["bracketed"]),
    "not published": ("未公布", FLOW, ["not_published"]),
    "a month that is not over": ("4", FLOW | {"year": 2026, "through_month": 3}, ["not_over"]),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "said", "kinds"), DOUBTED.values(), ids=DOUBTED)
def test_an_entry_raises_the_doubts_that_it_should(typed, said, kinds):
    asked = row(**said)
    found = doubts([Entry(asked.key, typed)], [asked], TODAY)
    assert [doubt.kind for doubt in found] == kinds
    for doubt in found:
        assert "示例新增就业" in doubt.said("zh")
        assert "Demo new jobs" in doubt.said("en")
        assert not re.search(r"[{}]", doubt.said("zh") + doubt.said("en"))


def test_a_note_confirms_doubts_and_no_fault():
    asked = row(**FLOW)
    noted = doubts([Entry(asked.key, "14", "扩面", "H6")], [asked], TODAY)
    assert [(doubt.kind, doubt.is_confirmed) for doubt in noted] == [("flow_far", True)]
    assert standing(noted) == []
    faulty = doubts([Entry(asked.key, "十四", "扩面", "H6")], [asked], TODAY)
    assert [doubt.kind for doubt in standing(faulty)] == ["words"]
    assert faulty[0].said().startswith("H6 格 示例新增就业")
    assert faulty[0].said("en").startswith("Cell H6, Demo new jobs")


def test_rows_of_another_city_month_or_of_none_and_rows_filled_twice_are_faults():
    asked = row()
    entries = [
        Entry("demo-west:demo_jobs:2025-12", "4"), Entry("demo-east:demo_jobs:2024-12", "4"),
        Entry("demo-east:demo_rate:2025-12", "4"), Entry("nothing", "4"), Entry(asked.key, "4", where="H6"),
        Entry(asked.key, "5", where="H9"),
    ]  # fmt: skip
    found = [doubt for doubt in doubts(entries, [asked], TODAY) if doubt.is_fault]
    assert [doubt.kind for doubt in found] == ["another_region", "another_year", "unknown_row", "unknown_row", "twice"]
    assert "H6" in found[-1].said()


def test_every_sentence_has_the_same_blanks_in_both_languages_and_no_word_twice():
    file = Path(__file__).parents[3] / "data/results/words.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    tokens = [line["token"] for line in rows]
    assert sorted(tokens) == sorted(set(tokens))

    def blanks(text: str) -> set[str]:
        return {name.removesuffix("_en") for name in re.findall(r"{(\w+)}", text)}

    assert [line["token"] for line in rows if blanks(line["zh"]) != blanks(line["en"])] == []
