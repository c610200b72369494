"""Drafts of targets as an address has them: what is read, and what a reader is told of one."""

import pytest

from components.language.words import speak
from components.views import drafted, targets
from components.views.registry import view_of

KNOWN = {"jobs": "就业", "cover": "参保"}

# what was typed → the number that it is
TYPED = [
    ("320", 320), ("1,200", 1200), ("１２.５", 12.5),
    ("≥93", 93), (">= 93", 93), ("95%", 95), (" 3 000 ", 3000), ("0", 0),
    ("", None), ("abc", None), ("-5", None), ("1e9", None), ("320万人", None), ("1.2.3", None), ("9" * 14, None),
    ("nan", None), ("<script>", None), ("٣", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), TYPED)
def test_a_number_is_read_as_it_is_typed_and_nothing_else_is(text, number):
    assert drafted.number_of(text) == number


# address → what is drafted, how many faults are said
ADDRESSES = [
    ("", {}, 0),
    ("jobs:190,cover:95.5", {"jobs": 190, "cover": 95.5}, 0),
    ("jobs:190,jobs:200", {"jobs": 190}, 1),
    ("jobs:many,cover:95", {"cover": 95}, 1),
    ("none:1,jobs", {}, 2),
    ("<b>:<i>", {}, 1),
    (",".join(["jobs:1"] * 200), {"jobs": 1}, 80),
    ("jobs:" + "9" * 500, {}, 1),
]


@pytest.mark.parametrize(("address", "numbers", "faults"), ADDRESSES)
def test_what_an_address_drafts_is_read_and_the_rest_is_said(address, numbers, faults):
    read = drafted.read(address, KNOWN)
    assert (read.numbers, len(read.faults)) == (numbers, faults)
    assert drafted.read(read.written, KNOWN).numbers == numbers
    assert all(len(fault) < 120 for fault in read.faults)


# a line that is pasted → what it drafts
PASTED = [
    ("就业\t190", {"jobs": 190}), ("就业 190", {"jobs": 190}), ("就业（万人）：1,900", {"jobs": 1900}),
    ("新增就业 [190]", {"jobs": 190}), ("就业\t〔190〕", {"jobs": 190}), ("就业 190万人", {"jobs": 190}),
    ("就业 190人", {}),
    ("参保\t万人\t95.5", {}), ("cover  95.5", {"cover": 95.5}), ("什么 1", {}), ("就业", {}), ("=cmd|'/c'!A1 1", {}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "numbers"), PASTED)
def test_a_pasted_line_is_a_name_and_a_number(line, numbers):
    names = {"jobs": ("就业", "新增就业"), "cover": ("参保",)}
    read = drafted.pasted(f"\n{line}\n", names, {"jobs": "万人", "cover": "%"})
    assert (read.numbers, len(read.faults)) == (numbers, 0 if numbers else 1)


def test_a_draft_takes_the_place_of_the_one_before_and_none_takes_it_away():
    read = drafted.read("jobs:190,cover:95", KNOWN)
    assert read.with_one("jobs", 200).written == "cover:95,jobs:200"
    assert read.with_one("jobs", None).written == "cover:95"


def told(drafts: str, indicator: str = "unemployment_insured", region: str = "qingdao"):
    return view_of("targets", {"region": region, "indicator": indicator, "as_of": "2025-12", "drafts": drafts})


@pytest.fixture(autouse=True)
def in_chinese():
    speak("zh")


# draft → what is said first of it
WARNED = [
    ("unemployment_insured:278", "草案 278 万人低于已达到的 291.51 万人（2024）。"),
    ("unemployment_insured:320", "草案每年只需 +4.748 万人，慢于 2020—2024 年的年均 +7.225 万人（65.7%）；"
     "照已有步伐，从最近结果起约 3.9 年就到。"),
    ("new_urban_jobs:170", "草案 170 万人低于已达到的 ≥184.93 万人（2021—2025）。"),
    ("registered_unemployment_rate:3.5", "草案 3.5%宽于已达到的 2.74%（2021）。"),
    ("mediation_success_rate:120", "草案 120%超过 100%。"),
    ("unemployment_insured:3200", "草案 3,200 万人是最近结果 291.51 万人（2024）的 1,097.7%，请核对数和单位。"),
]  # fmt: skip


@pytest.mark.parametrize(("drafts", "sentence"), WARNED)
def test_a_draft_below_what_was_reached_is_said_first(drafts, sentence):
    assert told(drafts, drafts.split(":")[0]).notes[0] == sentence


@pytest.mark.parametrize(
    ("drafts", "words"),
    [
        ("unemployment_insured:278", "草案 278 万人低于已达到的 291.51 万人（2024）"),
        ("registered_unemployment_rate:3.5", "草案 3.5%宽于已达到的 2.74%（2021）"),
        ("unemployment_insured:320", "草案 320 万人，每年需 +4.748 万人"),
    ],
)
def test_the_headline_says_that_a_draft_is_below_what_was_reached(drafts, words):
    assert words in told(drafts, drafts.split(":")[0]).headline


def test_a_draft_that_nothing_speaks_against_is_said_to_be_so():
    view = told("unemployment_insured:340")
    assert view.takeaway == "草案不低于已达到的结果和上期目标，也不慢于已有步伐（能比的都比了）。"


def test_every_band_stands_beside_when_it_fails_and_that_it_is_wide():
    view = told("new_urban_jobs:6000", "new_urban_jobs", "china")
    assert any("政策或口径一变就不成立" in note and "95—98%" in note for note in view.notes)
    assert "80% 区间" in list(view.frame["line"])
    assert view.frame.set_index("line").loc["80% 区间", "line_text"] == "6,330.0 (6,044.1—6,615.9) 万人"


def test_an_indicator_without_a_path_says_why():
    assert (
        told("", "new_urban_jobs").takeaway
        == "没有自身路径：已知年份多数只有下限或部分月份（2022—2024 年），不据以推算。"
    )


def test_every_worked_line_names_the_facts_that_it_rests_on():
    for view in (told("unemployment_insured:320"), told("new_urban_jobs:6000", "new_urban_jobs", "china")):
        worked = view.frame[view.frame["working"] != ""]
        assert len(worked) > 5
        assert (worked["fact_ids"] != "").all()


def test_the_sum_that_a_line_prints_comes_out_as_printed():
    rows = told("unemployment_insured:320").frame.set_index("line")["working"]
    assert rows["草案"] == "(320 − 291.51) ÷ 6 ≈ 4.748；为已有步伐的 65.7%"
    assert rows["按已有年份年均"] == "(291.51 − 262.61) ÷ 4 = 7.225"


def test_the_plan_as_a_table_counts_what_it_drafts_and_what_is_to_be_looked_at_again():
    drafts = "unemployment_insured:278,new_urban_jobs:190"
    chosen = {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "as_of": "2025-12", "drafts": drafts}
    view = view_of("targets_plan", chosen)
    rows = view.frame.set_index("indicator")
    assert "2 行有草案，1 行要再看" in view.headline
    assert rows.loc["失业保险参保人数", "warning"].startswith("草案 278 万人低于已达到的 291.51 万人")
    assert rows.loc["城镇新增就业人数", "draft_a_year_text"] == "38 万人"


def test_no_other_levels_of_government_are_peers():
    view = view_of("targets_peers", {"region": "qingdao", "indicator": "new_urban_jobs", "as_of": "2025-12"})
    assert list(view.frame["region"]) == ["青岛", "舟山"]
    assert "口径" in view.frame["comparable"].iloc[1] or "方法" in view.frame["comparable"].iloc[1]


def test_an_indicator_that_the_region_does_not_have_is_no_view():
    with pytest.raises(LookupError):
        targets.view("qingdao", "gone", "2025-12")
