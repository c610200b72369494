"""What holds of any figures: a ledger of many invented targets is judged, changed in one way, and judged again."""

import gc
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

# one example is a whole ledger of targets, so a few of them try many, and there is nothing to shrink
FEW = settings(
    max_examples=2, phases=[Phase.generate], deadline=None, database=None, derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
chance = st.integers(0, 2**32).map(Random)
AS_OF = "2024-06"
PERCENTAGES = ("completion_pct", "increment_pct", "time_pct", "gap_to_time_pp")
DELAYS = {"slightly_behind", "behind", "missed"}


@pytest.fixture(scope="module", autouse=True)
def quiet_exit():
    """hypothesis leaves a callback in gc; with it duckdb's binding prints pages about leaks when Python ends."""
    before = list(gc.callbacks)
    yield
    gc.callbacks[:] = before


def figure(draw: Random, most: int = 200) -> Decimal:
    return Decimal(draw.randint(1, 10 * most)) / 10


def goals(draw: Random, number: int = 70, **given) -> Iterator[dict]:
    """Goals with a base or none and with results of some years: whole or in part, exact or as a lower bound."""
    for _ in range(number):
        years = [year for year in range(2021, 2026) if draw.random() < 0.8]
        yield {
            "measure": draw.choice(("period_total", "period_total", "stock", "rate")),
            "target": figure(draw, 600),
            "base": draw.choice((None, figure(draw, 100))),
            "results": {
                year: (figure(draw), draw.choice((5, 6, 11, 12, 12, 12)), draw.choice(("", "", "", "", "", ">", "≥")))
                for year in years
            },
        } | given


def add(ledger, goal: dict, factor: Decimal = Decimal(1), unit: str = "万人", unit_factor: int = 1) -> str:
    """Add a goal, all its figures times `factor`, the results printed in another unit; its target's fact_id."""
    is_rate = goal["measure"] == "rate"
    indicator = ledger.indicator(goal["measure"], "up", "%" if is_rate else "万人")
    if goal["base"] is not None and goal["measure"] != "period_total":
        ledger.actual(indicator, f"{goal['base'] * factor:f}", 2020)
    for year, (value, month, sign) in goal["results"].items():
        printed = value * factor * (1 if is_rate else unit_factor)
        ledger.actual(indicator, f"{sign}{printed:f}", year, month, unit="%" if is_rate else unit)
    return ledger.target(indicator, f"{goal['target'] * factor:f}")


def differences(ledger, pairs: list[tuple[str, str]], columns: tuple, as_of: str = AS_OF) -> list[tuple]:
    """Where two targets that should be judged alike are not."""
    rows = ledger.judge(as_of)
    return [
        (column, rows[one][column], rows[other][column], rows[one]["target"])
        for one, other in pairs
        for column in columns
        if rows[one][column] != rows[other][column]
    ]


@FEW
@given(draw=chance, factor=st.sampled_from([Decimal("0.01"), Decimal("0.5"), Decimal(3), Decimal(1000)]))
def test_figures_and_target_times_one_factor_keep_every_percentage_and_word(invent, draw, factor):
    ledger = invent()
    pairs = [(add(ledger, goal), add(ledger, goal, factor)) for goal in goals(draw)]
    assert differences(ledger, pairs, (*PERCENTAGES, "status", "refusal", "done_grade", "outlook")) == []


@FEW
@given(draw=chance)
def test_persons_printed_for_ten_thousands_change_nothing(invent, draw):
    ledger = invent()
    pairs = [(add(ledger, goal), add(ledger, goal, unit="人", unit_factor=10000)) for goal in goals(draw)]
    alike = (*PERCENTAGES, "done", "done_text", "done_grade", "status", "refusal", "required_per_remaining_year")
    assert differences(ledger, pairs, alike) == []


@FEW
@given(draw=chance)
def test_more_in_any_year_or_in_a_missing_one_never_lowers_what_is_done(invent, draw):
    ledger, pairs = invent(), []
    for goal in goals(draw, measure="period_total"):
        year = draw.randint(2021, 2025)
        value, month, sign = goal["results"].get(year, (Decimal(0), 12, ""))
        more = goal["results"] | {year: (value + figure(draw), month, sign)}
        pairs.append((add(ledger, goal), add(ledger, goal | {"results": more})))
    rows = ledger.judge("2025-12")
    for one, other in pairs:
        assert rows[other]["done"] > (rows[one]["done"] or 0)
        assert rows[other]["completion_pct"] >= (rows[one]["completion_pct"] or 0)


@FEW
@given(draw=chance)
def test_time_without_a_new_figure_never_raises_a_percentage_or_the_gap(invent, draw):
    ledger = invent()
    for goal in goals(draw):
        add(ledger, goal | {"results": {year: result for year, result in goal["results"].items() if year < 2024}})
    months = [ledger.judge(as_of) for as_of in ("2023-12", "2024-01", "2025-12", "2027-03")]
    for target in months[0]:
        assert len({month[target]["done"] for month in months}) == 1
        for column in ("completion_pct", "increment_pct", "gap_to_time_pp"):
            values = [month[target][column] for month in months if month[target][column] is not None]
            assert values == sorted(values, reverse=True), (target, column)


@pytest.mark.parametrize("as_of", ["2024-06", "2025-12"])
@FEW
@given(draw=chance)
def test_a_lower_bound_never_shows_a_delay(invent, draw, as_of):
    ledger = invent()
    for goal in goals(draw, 120):
        add(ledger, goal)
    rows = ledger.judge(as_of).values()
    graded = [row for row in rows if row["done_grade"] in ("at_least", "partial")]
    bounds = [*graded, *(row for row in rows if (row["done_text"] or "")[:1] in (">", "≥"))]
    assert len(bounds) > 20
    assert len({row["status"] for row in bounds}) > 1
    assert not {row["status"] for row in bounds} & DELAYS
    assert {row["status"] for row in rows} & DELAYS


@FEW
@given(draw=chance)
def test_a_less_reliable_figure_of_the_same_coverage_changes_no_verdict(invent, draw):
    ledger, pairs = invent(), []
    for goal in goals(draw):
        pairs.append((add(ledger, goal), add(ledger, goal)))
        for year, (_, month, _) in goal["results"].items():
            indicator = ledger.indicators[-1]["indicator_id"]
            ledger.actual(indicator, f"{figure(draw):f}", year, month, reliability=draw.choice("BC"))
    alike = (*PERCENTAGES, "done", "done_low", "done_high", "done_grade", "weakest_reliability", "status")
    assert differences(ledger, pairs, alike) == []


@pytest.mark.parametrize("as_of", ["2021-01", "2025-12"])
@FEW
@given(draw=chance)
def test_a_base_is_never_a_result_even_beyond_the_target(invent, draw, as_of):
    ledger = invent()
    for goal in goals(draw):
        beyond = goal["target"] + figure(draw)
        target = add(ledger, goal | {"base": beyond, "results": {}})
        indicator = ledger.indicators[-1]["indicator_id"]
        document_id = next(fact["document_id"] for fact in ledger.facts if fact["fact_id"] == target)
        ledger.base(indicator, f"{beyond:f}", document_id=document_id)
        ledger.total(indicator, f"{beyond:f}", (2016, 2020))
    for row in ledger.judge(as_of).values():
        assert (row["status"], row["refusal"], row["done"]) == ("not_assessed", "no_result", None)
        assert row["done_grade"] == "none"


@pytest.fixture(scope="session")
def decided(invent):
    """is_surely_met and is_surely_missed of a list of (value, sign, target, target's sign, direction)."""
    connection = invent().alone()

    def answers(cases: list[tuple]) -> list[tuple[bool, bool]]:
        connection.execute(
            """create or replace temp table tried
            (n int, v decimal(9, 1), s varchar, t decimal(9, 1), c varchar, d varchar)"""
        )
        numbered = [(number, *case) for number, case in enumerate(cases)]
        connection.executemany("insert into tried values (?, ?, ?, ?, ?, ?)", numbered)
        return connection.execute(
            """select is_surely_met(v, s, t, target_side(c, d), c in ('eq', 'ge', 'le')),
                is_surely_missed(v, s, t, target_side(c, d), c in ('eq', 'ge', 'le')) from tried order by n"""
        ).fetchall()

    return answers


WITHIN = {
    "eq": lambda x, y: x == y,
    "ge": lambda x, y: x >= y,
    "gt": lambda x, y: x > y,
    "le": lambda x, y: x <= y,
    "lt": lambda x, y: x < y,
}


@FEW
@given(
    cases=st.lists(
        st.tuples(
            st.integers(0, 6), st.sampled_from(list(WITHIN)), st.integers(0, 6), st.sampled_from(list(WITHIN)),
            st.sampled_from(("up", "down")),
        ),
        min_size=60, max_size=90,
    )
)  # fmt: skip
def test_met_and_missed_are_what_holds_of_all_that_a_figure_may_be(decided, cases):
    line = [Decimal(n) / 2 for n in range(-10, 30)]  # between and beyond all figures of the cases
    for (value, sign, target, wanted, direction), (met, missed) in zip(cases, decided(cases), strict=True):
        side = {"eq": {"up": "ge", "down": "le"}[direction]}.get(wanted, wanted)
        kept = [WITHIN[side](x, target) for x in line if WITHIN[sign](x, value)]
        case = (sign, value, side, target)
        assert met == all(kept), case
        assert missed == (not any(kept)), case
