"""Own paths and their bands against rows worked by hand, and the laws that they keep on invented figures."""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import queries
from benchmarks.paths import table

FOLDER = Path(__file__).parents[1] / "expected"
# one example is a whole ledger of many indicators
FEW = settings(
    max_examples=3, phases=[Phase.generate], deadline=None, database=None, derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
chance = st.integers(0, 2**32).map(Random)
NUMBERS = ("mean_step", "spread", "middle", "low", "high")
SQL = "from paths('2025-12', 2025, 2026, 2030, null, null)"


def lines() -> list[dict]:
    return list(csv.DictReader((FOLDER / "paths.csv").read_text(encoding="utf-8").splitlines()))


@cache
def shipped() -> dict[tuple[str, str], dict]:
    rows = queries.ask("path_list", as_of="2025-12", to_year=2030).to_dict("records")
    return {(row["region_id"], row["indicator_id"]): row for row in rows}


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line['region_id']} {line['indicator_id']}")
def test_an_own_path_is_what_was_worked_by_hand(line):
    row = shipped()[line["region_id"], line["indicator_id"]]
    assert " ".join(map(str, row["years"])) == line["years"]
    assert (row["why_none"] or "", row["why_no_band"] or "") == (line["why_none"], line["why_no_band"])
    for name in NUMBERS:
        # the spread of fewer than five years is worked by nobody
        if line[name]:
            assert row[name] == pytest.approx(float(line[name]), abs=2e-4, rel=2e-5), name
        else:
            assert row[name] != row[name], name


def test_every_figure_of_the_shipped_ledger_that_could_have_a_path_was_worked_by_hand():
    assert {(line["region_id"], line["indicator_id"]) for line in lines()} == set(shipped())


def path(ledger, indicator: str | None = None) -> dict:
    """The path of an invented indicator, or the paths of all."""
    rows = {row["indicator_id"]: row for row in ledger.rows(SQL, {})}
    return rows[indicator] if indicator else rows


# a flow: its years, what it is a year, mean and half a band for five years more; t(0.90, 4) = 1.5332
def test_a_flow_of_five_years_is_added_up_with_its_band(invent):
    ledger = invent()
    flow = ledger.indicator("period_total")
    for year, value in zip(range(2021, 2026), (10, 12, 11, 13, 14), strict=True):
        ledger.actual(flow, str(value), year)
    row = path(ledger, flow)
    # mean 12; squares 4 + 0 + 1 + 1 + 4 = 10, ÷ 4 = 2.5; √2.5 × 1.5332 × √(5 + 25 ÷ 5) = 7.666
    assert (row["mean_step"], row["middle"], row["has_band"]) == (12, 60, True)
    assert (row["low"], row["high"]) == pytest.approx((52.334, 67.666), abs=1e-3)


def test_a_level_goes_on_from_its_last_figure_by_the_mean_step(invent):
    ledger = invent()
    level = ledger.indicator("stock")
    for year, value in zip(range(2020, 2026), (100, 104, 106, 112, 114, 120), strict=True):
        ledger.actual(level, str(value), year)
    row = path(ledger, level)
    # steps 4 2 6 2 6, mean 4, squares 0 4 4 4 4 = 16, ÷ 4 = 4: 2 × 1.5332 × √(5 + 25 ÷ 5) = 9.697
    assert (row["mean_step"], row["middle"]) == (4, 140)
    assert row["half_band"] == pytest.approx(9.697, abs=1e-3)
    assert (row["fan_months"][0], row["fan_months"][-1]) == (12 * 2026, 12 * 2031)
    assert (row["fan_halves"][0], row["fan_halves"][-1]) == pytest.approx((0, row["half_band"]))


def test_years_apart_count_by_the_years_between_them(invent):
    ledger = invent()
    level = ledger.indicator("stock")
    for year, value in {2017: 90, 2019: 98, 2020: 102, 2022: 108, 2025: 122}.items():
        ledger.actual(level, str(value), year)
    row = path(ledger, level)
    # 32 ÷ 8 = 4; residuals 0, 0, −2 of two years, 2 of three: 4 ÷ 2 + 4 ÷ 3 = 10 ÷ 3, ÷ 3
    assert row["mean_step"] == 4
    assert row["spread"] == pytest.approx((10 / 9) ** 0.5)


# measure, figures by year (sign, part of a year), why there is no path, why no band
REFUSED = [
    ("no figure but one", "stock", {2025: "10"}, "one", None),
    ("most years are bounds", "stock", {2021: "≥10", 2022: "≥11", 2023: "≥12", 2024: "13", 2025: "14"}, "bounds", None),
    ("a flow that stops in November is a bound", "period_total",
     {2021: ("10", 11), 2022: ("11", 11), 2023: ("12", 11), 2024: "13", 2025: "14"}, "bounds", None),
    ("a flow with two of five years of the last period", "period_total", {2016: "9", 2017: "9", 2021: "10", 2022: "11"},
     "gaps", None),
    ("four years have a mean and no band", "stock", {2022: "1", 2023: "2", 2024: "3", 2025: "4"}, None, "few"),
    ("2030 is further ahead than the years go back", "stock",
     {2015: "1", 2016: "2", 2017: "3", 2018: "4", 2019: "5"}, None, "far"),
    ("a stock would fall below nothing", "stock",
     {2021: "100", 2022: "78", 2023: "60", 2024: "41", 2025: "19"}, None, "impossible"),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "figures", "why_none", "why_no_band"), [case[1:] for case in REFUSED],
                         ids=[case[0] for case in REFUSED])  # fmt: skip
def test_there_is_no_path_or_no_band_where(invent, measure, figures, why_none, why_no_band):
    ledger = invent()
    indicator = ledger.indicator(measure)
    for year, figure in figures.items():
        value, month = figure if isinstance(figure, tuple) else (figure, 12)
        ledger.actual(indicator, value, year, month)
    row = path(ledger, indicator)
    assert (row["why_none"], row["why_no_band"], row["has_band"]) == (why_none, why_no_band, False)
    assert row["middle"] is None
    assert (row["mean_step"] is None) == (why_none is not None)


def test_a_share_ends_at_a_hundred_and_the_band_says_so(invent):
    ledger = invent()
    rate = ledger.indicator("rate", unit="%")
    for year, value in zip(range(2021, 2026), (95, 97, 96, 98, 97), strict=True):
        ledger.actual(rate, str(value), year)
    row = path(ledger, rate)
    assert (row["middle"], row["high"], row["is_band_cut"]) == (99.5, 100, True)


def test_an_exact_figure_goes_before_a_bound_that_it_does_not_contradict(invent):
    ledger = invent()
    rate = ledger.indicator("rate", "down", "%")
    for year, value, month in (
        (2020, "3.0", 12),
        (2021, "<4", 12),
        (2021, "3.1", 11),
        (2022, "<3", 12),
        (2022, "3.2", 11),
    ):
        ledger.actual(rate, value, year, month)
    assert path(ledger, rate)["years"] == [2020, 2021]


def noise(draw: Random, ledger, indicator: str, series: str, is_flow: bool) -> None:
    """Figures that may not count: of another method, bounds of other years, of another kind."""
    for year in range(2012, 2026):
        if draw.random() < 0.5:
            ledger.actual(indicator, str(draw.randint(500, 900)), year, 6, series=series)
        if year < 2020 and draw.random() < 0.3:
            ledger.actual(indicator, f"≥{draw.randint(1, 900)}", year)
        if not is_flow and draw.random() < 0.3:
            ledger.actual(indicator, str(draw.randint(1, 900)), year, 5, basis="pooled")


@FEW
@given(draw=chance)
def test_nothing_across_a_break_and_no_bound_moves_a_path(invent, draw):
    ledger, pairs = invent(), []
    for _ in range(25):
        measure = draw.choice(("period_total", "stock"))
        alone, beside = ledger.indicator(measure), ledger.indicator(measure)
        ledger.series.append(
            {"series_id": f"{beside}_old", "indicator_id": beside, "region_id": "demo-town", "certainty": "recorded"}
            | {f"{noun}_{language}": "x" for noun in ("name", "reason") for language in ("zh", "en")}
        )
        for year in range(2020, 2026):
            value = str(draw.randint(10, 99))
            ledger.actual(alone, value, year)
            ledger.actual(beside, value, year)
        noise(draw, ledger, beside, f"{beside}_old", measure == "period_total")
        pairs.append((alone, beside))
    rows = path(ledger)
    differing = [
        (name, rows[one][name], rows[other][name])
        for one, other in pairs
        for name in ("years", "why_none", *NUMBERS)
        if rows[one][name] != rows[other][name]
    ]
    assert differing == []


@FEW
@given(draw=chance)
def test_a_path_goes_with_its_figures_times_a_number_and_set_higher(invent, draw):
    ledger, trios = invent(), []
    for _ in range(20):
        trio = [ledger.indicator("stock") for _ in range(3)]
        for year in range(2019, 2026):
            value = 500 + draw.randint(0, 400)
            for indicator, number in zip(trio, (value, 3 * value, value + 1000), strict=True):
                ledger.actual(indicator, str(number), year)
        trios.append(trio)
    rows = path(ledger)
    for one, thrice, higher in trios:
        row = rows[one]
        if row["why_no_band"] or row["is_band_cut"]:
            continue
        assert rows[thrice]["middle"] == pytest.approx(3 * row["middle"])
        assert rows[thrice]["half_band"] == pytest.approx(3 * row["half_band"])
        assert rows[higher]["middle"] == pytest.approx(row["middle"] + 1000)
        assert rows[higher]["half_band"] == pytest.approx(row["half_band"])


def test_the_next_period_is_asked_for_as_long_as_most_of_it_is_to_come(invent):
    connection = invent().alone()
    asked = {as_of: connection.execute("select next_last_year(?)", [as_of]).fetchone()[0] for as_of in
             ("2025-12", "2026-11", "2027-12", "2028-12", "2019-12", str(date(2015, 1, 1))[:7])}  # fmt: skip
    assert asked == {
        "2025-12": 2030, "2026-11": 2030, "2027-12": 2030, "2028-12": 2033, "2019-12": 2025, "2015-01": 2020,
    }  # fmt: skip


def test_the_band_holds_eight_of_ten_walks_and_flows_and_more_of_a_line_with_noise():
    # of two thousand the share wavers by two points; python -m benchmarks.paths draws twenty thousand of each length
    held = {(kind, years): share for kind, years, share in table(2000, lengths=(5, 10))}
    assert all(77 <= share <= 85 for (kind, _), share in held.items() if kind != "line"), held
    assert all(94 <= share <= 99.5 for (kind, _), share in held.items() if kind == "line"), held
