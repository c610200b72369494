"""What holds of any figures: a ledger of many invented targets is judged, changed in one way, and judged again."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# one example is a whole ledger of targets, so a few of them try many
FEW = settings(max_examples=2, deadline=None, database=None, suppress_health_check=list(HealthCheck))
AS_OF = "2024-06"
PERCENTAGES = ("completion_pct", "increment_pct", "time_pct", "gap_to_time_pp")
DELAYS = {"slightly_behind", "behind", "missed"}

tenths = st.integers(1, 3000).map(lambda n: Decimal(n) / 10)
results = st.dictionaries(
    st.integers(2021, 2025),
    st.tuples(tenths, st.sampled_from((5, 6, 11, 12, 12, 12)), st.sampled_from(("", "", "", "", ">", "≥"))),
    max_size=5,
)
goals = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(("period_total", "period_total", "stock", "rate")),
        "target": tenths,
        "base": st.none() | tenths,
        "results": results,
    }
)
many = st.lists(goals, min_size=60, max_size=80)


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


@pytest.fixture(scope="session")
def judged(invent):
    """Judge goals in a ledger of their own; the rows in their order."""

    def rows(goals: list, as_of: str = AS_OF, **changes) -> list[dict]:
        ledger = invent()
        targets = [add(ledger, goal, **changes) for goal in goals]
        found = ledger.judge(as_of)
        return [found[target] for target in targets]

    return rows


@FEW
@given(goals=many, factor=st.sampled_from([Decimal("0.01"), Decimal("0.5"), Decimal(3), Decimal(1000)]))
def test_figures_and_target_times_one_factor_keep_every_percentage_and_word(judged, goals, factor):
    for one, other in zip(judged(goals), judged(goals, factor=factor), strict=True):
        for column in (*PERCENTAGES, "status", "refusal", "done_grade"):
            assert one[column] == other[column], (column, one["target"])


@FEW
@given(goals=many)
def test_persons_printed_for_ten_thousands_change_nothing(judged, goals):
    for one, other in zip(judged(goals), judged(goals, unit="人", unit_factor=10000), strict=True):
        for column in (*PERCENTAGES, "done", "done_grade", "status", "refusal", "required_per_remaining_year"):
            assert one[column] == other[column], column


@FEW
@given(goals=many, more=tenths, data=st.data())
def test_more_in_any_year_or_in_a_missing_one_never_lowers_what_is_done(judged, goals, more, data):
    goals = [goal | {"measure": "period_total"} for goal in goals]
    raised = []
    for goal in goals:
        year = data.draw(st.integers(2021, 2025))
        value, month, sign = goal["results"].get(year, (Decimal(0), 12, ""))
        raised.append(goal | {"results": goal["results"] | {year: (value + more, month, sign)}})
    for one, other in zip(judged(goals, "2025-12"), judged(raised, "2025-12"), strict=True):
        assert other["done"] > (one["done"] or 0)
        assert other["completion_pct"] >= (one["completion_pct"] or 0)


@FEW
@given(goals=many)
def test_time_without_a_new_figure_never_raises_a_percentage_or_the_gap(invent, goals):
    ledger = invent()
    for goal in goals:
        known = {year: result for year, result in goal["results"].items() if year < 2024}
        add(ledger, goal | {"results": known})
    months = [ledger.judge(as_of) for as_of in ("2023-12", "2024-01", "2025-11", "2025-12", "2027-03")]
    for target in months[0]:
        for column in ("completion_pct", "increment_pct", "gap_to_time_pp"):
            values = [month[target][column] for month in months if month[target][column] is not None]
            assert values == sorted(values, reverse=True), (target, column)
        assert len({month[target]["done"] for month in months}) == 1


@pytest.mark.parametrize("as_of", ["2024-06", "2025-12"])
@FEW
@given(goals=many)
def test_a_lower_bound_never_shows_a_delay(judged, goals, as_of):
    rows = judged(goals, as_of)
    bounds = [row for row in rows if row["done_grade"] in ("at_least", "partial") or row["done_text"][:1] in (">", "≥")]
    assert len(bounds) > 5
    assert not {row["status"] for row in bounds} & DELAYS


@FEW
@given(goals=many, other=tenths, data=st.data())
def test_a_less_reliable_figure_of_the_same_coverage_changes_no_verdict(invent, goals, other, data):
    plain, doubled = invent(), invent()
    pairs = []
    for goal in goals:
        pairs.append((add(plain, goal), add(doubled, goal)))
        indicator = doubled.indicators[-1]
        for year, (_, month, _) in goal["results"].items():
            reliability = data.draw(st.sampled_from("BC"))
            value = f"{other + year - 2021:f}"
            doubled.actual(indicator["indicator_id"], value, year, month, reliability=reliability)
    ones, others = plain.judge(AS_OF), doubled.judge(AS_OF)
    for one, two in pairs:
        for column in (*PERCENTAGES, "done", "done_low", "done_high", "done_grade", "weakest_reliability", "status"):
            assert ones[one][column] == others[two][column], column
        assert len(ones[one]["used_fact_ids"] or []) == len(others[two]["used_fact_ids"] or [])


@pytest.mark.parametrize("as_of", ["2021-01", "2025-12"])
@FEW
@given(goals=many, beyond=tenths)
def test_a_base_is_never_a_result_even_beyond_the_target(invent, goals, beyond, as_of):
    ledger = invent()
    for goal in goals:
        target = add(ledger, goal | {"base": goal["target"] + beyond, "results": {}})
        indicator = ledger.indicators[-1]["indicator_id"]
        printed = f"{goal['target'] + beyond:f}"
        document_id = next(fact["document_id"] for fact in ledger.facts if fact["fact_id"] == target)
        ledger.base(indicator, printed, document_id=document_id)
        ledger.total(indicator, printed, (2016, 2020))
    for row in ledger.judge(as_of).values():
        assert (row["status"], row["refusal"], row["done"]) == ("not_assessed", "no_result", None)
        assert row["done_grade"] == "none"


@pytest.fixture(scope="session")
def decided(invent):
    """is_surely_met and is_surely_missed of a list of (value, sign, target, target's sign, direction)."""
    connection = invent()._built()

    def answers(cases: list[tuple]) -> list[tuple[bool, bool]]:
        connection.execute("create or replace temp table tried (n int, v decimal(9,1), s varchar, t decimal(9,1), c varchar, d varchar)")
        connection.executemany("insert into tried values (?, ?, ?, ?, ?, ?)", [(n, *case) for n, case in enumerate(cases)])
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
