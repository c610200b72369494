"""The rules one by one: intervals, what is done, rivals, words, spans; one small ledger a table of cases."""

from decimal import Decimal

import pytest


@pytest.fixture(scope="module")
def ask_many(invent):
    """Judge a table of cases in one ledger: (ledger, case) → target, then the rows in the order of the cases."""

    def judged(cases: list, add, as_of: str) -> list[dict]:
        ledger = invent()
        targets = [add(ledger, case) for case in cases]
        rows = ledger.judge(as_of)
        return [rows[target] for target in targets]

    return judged


# direction, target, value at the end of 2025 → verdict
INTERVALS = [
    ("down", "<4", "<4", "within_limit"),
    ("down", "<4", "3.99", "within_limit"),
    ("down", "<4", "4", "over_limit"),
    ("down", "<4", "≤4", "not_assessed"),
    ("down", "≤4", "4", "within_limit"),
    ("down", "≤4", "<4", "within_limit"),
    ("down", "≤4", "<4.5", "not_assessed"),
    ("down", "4", "4", "within_limit"),  # without a sign it reads in the indicator's direction
    ("down", "4", "4.01", "over_limit"),
    ("down", "4", ">4", "over_limit"),
    ("up", ">98", ">99", "within_limit"),
    ("up", ">98", ">98", "within_limit"),
    ("up", ">98", "98", "over_limit"),
    ("up", ">98", "≥98", "not_assessed"),
    ("up", ">96", ">95", "not_assessed"),
    ("up", "≥96", ">95", "not_assessed"),
    ("up", "≥96", "96", "within_limit"),
    ("up", "≥96", ">96", "within_limit"),
    ("up", "≥96", "<96", "over_limit"),
    ("up", "96", "96", "met"),
    ("up", "96", ">95", "not_assessed"),
    ("up", "96", "95.99", "missed"),
    ("up", "96", "96.01", "exceeded"),
]


def test_a_target_is_met_for_certain_only_where_the_whole_interval_lies_within_it(ask_many):
    def add(ledger, case):
        direction, target, value, _ = case
        indicator = ledger.indicator("rate", direction, "%")
        ledger.actual(indicator, value, 2025)
        return ledger.target(indicator, target)

    rows = ask_many(INTERVALS, add, "2025-12")
    assert [row["status"] for row in rows] == [case[-1] for case in INTERVALS]


def test_4_5_against_below_4_5_is_within_where_the_plans_text_says_以内(invented):
    targets = {}
    for words in ("4.5%以内", None):
        indicator = invented.indicator("rate", "down", "%")
        targets[words] = invented.target(indicator, "<4.5", document_id="text" if words else "none")
        if words:
            invented.fact(indicator, "target", words, document_id="text", year_from=2021, year_to=2025)
        invented.actual(indicator, "4.5", 2025)
    rows = invented.judge("2025-12")
    assert rows.keys() == set(targets.values())  # a target that the text repeats is the table's
    closed, open_ = rows[targets["4.5%以内"]], rows[targets[None]]
    assert closed["status"] == "within_limit"
    assert "以内" in closed["rule_zh"]
    assert open_["status"] == "over_limit"
    assert "以内" not in open_["rule_zh"]


# target, value; at the end and half-way
RANGES = [
    ("30—40", "30", "met"),
    ("30—40", "35", "exceeded"),
    ("30—40", "29.9", "missed"),
    ("5—10", "5", "met"),
]


def test_a_range_is_met_from_its_lower_end(ask_many):
    def add(ledger, case):
        indicator = ledger.indicator("stock", "up", "家")
        ledger.actual(indicator, case[1], 2025)
        return ledger.target(indicator, case[0])

    assert [row["status"] for row in ask_many(RANGES, add, "2025-12")] == [case[-1] for case in RANGES]


@pytest.mark.parametrize("as_of", ["2023-12", "2025-12"])
def test_a_round_figure_is_never_failed_automatically(ask_many, as_of):
    # direction, measure, target, value: 左右 on either side, below (or above) it
    cases = [
        ("up", "stock", "20左右", "19.6"),
        ("up", "stock", "20", "约19.6"),
        ("up", "rate", "20左右", "12"),
        ("down", "rate", "5.5左右", "5.6"),
        ("down", "rate", "5.5", "约5.6"),
        ("up", "period_total", "20左右", "2"),
        ("up", "period_total", "20", "约2"),
    ]

    def add(ledger, case):
        direction, measure, target, value = case
        indicator = ledger.indicator(measure, direction, "%" if measure == "rate" else "万人")
        if measure == "period_total":
            for year in range(2021, int(as_of[:4])):
                ledger.actual(indicator, "1", year)
        else:
            ledger.base(indicator, "10" if direction == "up" else "9")
        ledger.actual(indicator, value, int(as_of[:4]))
        return ledger.target(indicator, target)

    for case, row in zip(cases, ask_many(cases, add, as_of), strict=True):
        assert row["status"] not in ("missed", "over_limit"), case
        assert row["reason_zh"], case
        assert row["reason_en"], case


def test_a_round_target_that_is_passed_is_reached(invented):
    indicator = invented.indicator("stock")
    target = invented.target(indicator, "20左右")
    invented.actual(indicator, "21", 2025)
    assert invented.judge("2025-12")[target]["status"] == "exceeded"


# results of 2021, 2022 … up to the month they are known to → how the sum at 2025-12 or 2023-06 is known
DONE = [
    ("2025-12", "2021-12 2022-12 2023-12 2024-12 2025-12", "exact", 50, "2025-12"),
    ("2025-12", "2021-12 2022-11 2023-12 2024-12 2025-12", "at_least", 50, "2025-12"),
    ("2025-12", "2021-12 2022-12 2023-12 2024-12 2025-11", "at_least", 50, "2025-11"),
    ("2025-12", "2021-12 2023-12 2024-12 2025-12", "partial", 40, "2025-12"),
    ("2025-12", "2021-12 2022-12 2023-12 2024-12", "partial", 40, "2024-12"),
    ("2023-06", "2021-12 2022-12 2023-06", "exact", 30, "2023-06"),
    ("2023-06", "2021-12 2022-12 2023-05", "at_least", 30, "2023-05"),
    ("2023-06", "2021-12 2022-12 2023-07", "exact", 20, "2022-12"),  # a later one is not yet out
    ("2023-06", "2021-12 2022-11 2023-06", "at_least", 30, "2023-06"),
    ("2023-06", "2022-12 2023-06", "partial", 20, "2023-06"),
    ("2023-06", "", "none", None, None),
]


@pytest.mark.parametrize("as_of", ["2025-12", "2023-06"])
def test_a_sum_is_exact_a_lower_bound_or_partial(ask_many, as_of):
    cases = [case[1:] for case in DONE if case[0] == as_of]

    def add(ledger, case):
        indicator = ledger.indicator()
        for month in case[0].split():
            ledger.actual(indicator, "10", int(month[:4]), int(month[5:]))
        return ledger.target(indicator, "100")

    rows = ask_many(cases, add, as_of)
    assert [(row["done_grade"], row["done"], row["data_through"]) for row in rows] == [case[1:] for case in cases]


def test_a_known_whole_year_is_whole_although_the_next_has_no_figure_yet(invented):
    """Data end in December 2022, judged in June 2023: time is counted to the data, and the sum there is exact."""
    indicator = invented.indicator()
    target = invented.target(indicator, "100")
    for year in (2021, 2022):
        invented.actual(indicator, "15", year)
    row = invented.judge("2023-06")[target]
    assert (row["time_pct"], row["completion_pct"], row["gap_to_time_pp"]) == (40, 30, -10)
    assert (row["done_grade"], row["status"]) == ("exact", "behind")


def test_a_lower_bound_proves_the_target_or_the_pace_but_no_delay(ask_many):
    # target 100, half of the time over; what is known of the sum
    cases = [
        ("100", "reached_early"),
        ("60", "ahead"),
        ("51", "on_time"),
        ("48", "not_assessed"),
        ("3", "not_assessed"),
    ]

    def add(ledger, case):
        indicator = ledger.indicator()
        ledger.actual(indicator, "1", 2021)
        ledger.actual(indicator, "1", 2022, 11)
        ledger.actual(indicator, str(int(case[0]) - 2), 2023, 6)
        return ledger.target(indicator, "100")

    rows = ask_many(cases, add, "2023-06")
    assert [row["status"] for row in rows] == [case[-1] for case in cases]
    assert {row["done_grade"] for row in rows} == {"at_least"}


def test_a_printed_total_outranks_the_sum_even_where_it_is_smaller_and_less_reliable(invented):
    indicator = invented.indicator()
    target = invented.target(indicator, "50", (2016, 2020))
    years = [invented.actual(indicator, "12", year) for year in range(2016, 2021)]
    printed = invented.total(indicator, "49", (2016, 2020), reliability="C")
    row = invented.judge("2020-12")[target]
    assert (row["done"], row["status"], row["weakest_reliability"]) == (49, "missed", "C")
    assert row["used_fact_ids"] == [printed]
    assert set(row["unused_fact_ids"]) == set(years)
    assert "印出的" in row["reason_zh"]


@pytest.mark.parametrize(
    ("total", "years", "done"),
    [
        # METHOD 3: a running total counts up to its month, years after it may be added from January on
        ((2021, 2024, 12), {2025: "9"}, (69, "exact", "2025-12", "exceeded")),
        ((2021, 2024, 12), {2023: "9"}, (60, "partial", "2024-12", "exceeded")),
        ((2021, 2025, 8), {2025: "9"}, (60, "at_least", "2025-08", "exceeded")),
        ((2021, 2025, 8), {}, (60, "at_least", "2025-08", "exceeded")),
        ((2021, 2025, 12), {2025: "9"}, (60, "exact", "2025-12", "exceeded")),
        # it begins after the span, so it is no running total of it
        ((2022, 2025, 12), {}, (None, "none", None, "not_assessed")),
        # years that reach further and leave none out outrank it; years with gaps do not
        ((2021, 2022, 12), dict.fromkeys(range(2021, 2026), "9"), (87, "exact", "2025-12", "exceeded")),
        ((2021, 2025, 8), dict.fromkeys(range(2021, 2026), "9"), (45, "exact", "2025-12", "missed")),
    ],
)
def test_a_printed_running_total_counts_up_to_its_month(total, years, done, invented):
    indicator = invented.indicator()
    target = invented.target(indicator, "50")
    first, last, month = total
    invented.total(indicator, "60", (first, last), through_month=month)
    for year, value in years.items():
        invented.actual(indicator, value, year)
    row = invented.judge("2025-12")[target]
    assert (row["done"], row["done_grade"], row["data_through"], row["status"]) == done


def test_of_running_totals_the_one_that_reaches_furthest_inside_the_month_stands(invented):
    indicator = invented.indicator()
    target = invented.target(indicator, "5500")
    for value, month in (("5921", 8), ("6032", 9), ("6242", 12)):
        invented.total(indicator, value, through_month=month)
    found = {as_of: invented.judge(as_of)[target] for as_of in ("2025-08", "2025-10", "2026-01")}
    assert [(row["done"], row["done_grade"], row["data_through"]) for row in found.values()] == [
        (5921, "exact", "2025-08"), (6032, "at_least", "2025-09"), (6242, "exact", "2025-12"),
    ]  # fmt: skip


def test_years_of_another_counting_method_are_neither_summed_nor_a_total(invented):
    indicator = invented.indicator()
    invented.series.append(
        {"series_id": "old", "indicator_id": indicator, "region_id": "demo-town", "certainty": "recorded"}
        | {column: "旧口径" for column in ("name_zh", "name_en", "reason_zh", "reason_en")}
    )
    target = invented.target(indicator, "50")
    old = [invented.actual(indicator, "30", year, series="old") for year in (2021, 2022)]
    only_old = invented.judge("2025-12")[target]
    assert (only_old["done"], only_old["refusal"]) == (None, "method_changed")
    assert only_old["unused_fact_ids"] == old
    for year in range(2021, 2026):
        invented.actual(indicator, "9", year)
    both = invented.judge("2025-12")[target]
    assert (both["done"], both["status"]) == (45, "missed")
    assert both["unused_fact_ids"] == old


# figures for 2025 as (value, month, reliability, date); the first is the one to be used. The other years add 40.
PRECEDENCE = [
    [("10", 12, "C", None), ("9", 11, "A", "2026")],  # coverage before reliability
    [("10", 12, "A", None), ("9", 12, "B", "2026")],  # then reliability
    [("10", 12, "B", "2026-02"), ("9", 12, "B", "2026-01-20")],  # then the later known date
    [("10", 12, "B", "2025"), ("9", 12, "B", None)],  # an unknown date is no later one
    [("10.04", 12, "A", None), ("10", 12, "A", "2026")],  # what agrees by rounding: the one that prints more digits
]


def test_of_several_figures_for_a_year_one_is_used_and_the_others_are_named(ask_many):
    def add(ledger, case):
        indicator = ledger.indicator()
        for year in range(2021, 2025):
            ledger.actual(indicator, "10", year)
        for value, month, reliability, date in case:
            name = ledger.document(f"dated-{len(ledger.facts)}", issued_on=date)
            ledger.actual(indicator, value, 2025, month, reliability=reliability, document_id=name)
        return ledger.target(indicator, "30")

    for case, row in zip(PRECEDENCE, ask_many(PRECEDENCE, add, "2025-12"), strict=True):
        assert row["done"] == 40 + Decimal(case[0][0]), case
        assert len(row["used_fact_ids"]) == 5
        assert len(row["unused_fact_ids"]) == 1


# target, two figures of equal standing for the only year → verdict, range
RIVALS = [
    ("10", "11", "12", "exceeded", (11, 12)),
    ("10", "9", "8", "missed", (8, 9)),
    ("10", "9", "11", "not_assessed", (9, 11)),
    ("10", "10", "11", "not_assessed", (10, 11)),  # 完成 or 超额完成
    ("2.5", "2.53", "2.5", "exceeded", (Decimal("2.53"), Decimal("2.53"))),  # agree by rounding
    ("2.53", "2.53", "2.5", "met", (Decimal("2.53"), Decimal("2.53"))),
    ("1", "1.25", "1.2", "exceeded", (Decimal("1.25"), Decimal("1.25"))),
    ("2.5", "2.56", "2.5", "not_assessed", (Decimal("2.5"), Decimal("2.56"))),
]


def test_rivals_give_the_verdict_with_its_range_or_a_conflict(ask_many):
    def add(ledger, case):
        indicator = ledger.indicator()
        for value in case[1:3]:
            ledger.actual(indicator, value, 2022)
        return ledger.target(indicator, case[0], (2022, 2022))

    for case, row in zip(RIVALS, ask_many(RIVALS, add, "2022-12"), strict=True):
        assert (row["status"], (row["done_low"], row["done_high"])) == case[3:], case
        assert row["refusal"] == ("conflict" if case[3] == "not_assessed" else None), case
        if row["refusal"]:
            assert all(value in row["reason_zh"] for value in case[1:3]), case
            assert row["gap_to_time_pp"] is None


def test_rivals_for_a_level_conflict_likewise(ask_many):
    def add(ledger, case):
        indicator = ledger.indicator("stock")
        for value in case[:2]:
            ledger.actual(indicator, value, 2025)
        return ledger.target(indicator, "100")

    cases = [("99", "101", "not_assessed"), ("101", "102", "exceeded"), ("98", "99", "missed")]
    assert [row["status"] for row in ask_many(cases, add, "2025-12")] == [case[-1] for case in cases]


# measure, value against a target of 60, last month known, month judged → verdict, reason against one
AGES = [
    ("stock", "70", (2024, 12), "2025-12", ("exceeded", None)),
    ("stock", "55", (2024, 11), "2025-12", ("not_assessed", "stale")),  # thirteen months
    # METHOD 3: what was for certain reached inside the span, with no later value outside, is reached within it
    ("stock", "70", (2024, 11), "2025-12", ("reached_within", None)),
    ("stock", "55", (2024, 11), "2027-12", ("not_assessed", "stale")),
    ("stock", "70", (2024, 12), "2027-12", ("exceeded", None)),  # age is counted to the end of the span
    ("rate", "55", (2024, 11), "2025-12", ("not_assessed", "stale")),
    ("stock", "70", (2021, 3), "2025-11", ("reached_early", None)),  # before the end its date is printed with it
]


@pytest.mark.parametrize("as_of", ["2025-11", "2025-12", "2027-12"])
def test_a_level_grows_out_of_date_only_at_the_end(ask_many, as_of):
    cases = [case for case in AGES if case[3] == as_of]

    def add(ledger, case):
        indicator = ledger.indicator(case[0], "up", "%" if case[0] == "rate" else "万人")
        ledger.base(indicator, "50")
        ledger.actual(indicator, case[1], *case[2])
        return ledger.target(indicator, "60")

    for case, row in zip(cases, ask_many(cases, add, as_of), strict=True):
        assert (row["status"], row["refusal"]) == case[-1], case
        assert row["data_through"] == f"{case[2][0]}-{case[2][1]:02}"
        assert case[1] in row["reason_zh"]


# test, direction, target, values of 2021 … → verdict in December of the last year named
YEARS = [
    ("mean_of_years", "down", "≤5.5", "5.1 5.6 5.2 5.1 5.2", "within_limit"),
    ("mean_of_years", "down", "≤5.5", "5.4 5.6 5.5 5.4 5.6", "within_limit"),  # 5.5: equality is within
    ("mean_of_years", "down", "<5.5", "5.4 5.6 5.5 5.4 5.6", "over_limit"),
    ("mean_of_years", "down", "≤5.5", "5.6 5.6 5.6 5.4 5.6", "over_limit"),
    ("mean_of_years", "down", "≤5.5", "5.1 5.6 - 5.1 5.2", "not_assessed"),
    ("mean_of_years", "down", "<5.5", "<5.5 <5.5 <5.5 <5.5 <5.5", "within_limit"),
    ("mean_of_years", "down", "≤5.5", "<5.6 5.4 5.4 5.4 5.4", "within_limit"),
    ("mean_of_years", "down", "≤5.4", "<5.6 5.4 5.4 5.4 5.4", "not_assessed"),
    ("every_year", "up", "80", "80 81 82 83 84", "within_limit"),
    ("every_year", "up", "80", "80 81 79 83 84", "over_limit"),
    ("every_year", "up", "80", "80 81 - 83 84", "not_assessed"),
    ("every_year", "up", "80", "80 79 - 83 84", "over_limit"),  # one year outside decides
    ("every_year", "up", ">80", ">80 81 82 83 84", "within_limit"),
    ("every_year", "up", "80", ">79 81 82 83 84", "not_assessed"),
    ("every_year", "up", "80", ">75 79 82 83 84", "over_limit"),
    ("every_year", "down", "≤4", "3 4 3.5 <4 3", "within_limit"),
    ("every_year", "down", "≤4", "3 4.1 3.5 <5 3", "over_limit"),
]


def test_years_count_by_their_mean_or_every_one_of_them(ask_many):
    def add(ledger, case):
        test, direction, target, values, _ = case
        indicator = ledger.indicator("rate", direction, "%")
        for year, value in enumerate(values.split(), 2021):
            if value != "-":
                ledger.actual(indicator, value, year, basis="average")
        return ledger.target(indicator, target, test=test)

    rows = ask_many(YEARS, add, "2025-12")
    assert [row["status"] for row in rows] == [case[-1] for case in YEARS]


def test_a_yearly_goal_is_judged_year_by_year_and_a_part_of_a_year_is_a_lower_bound(ask_many):
    cases = [
        ([("35", 12)] * 5, "within_limit"),
        ([("35", 12)] * 4 + [("36", 11)], "within_limit"),  # eleven months are enough
        ([("35", 12)] * 4 + [("34", 11)], "not_assessed"),
        ([("34", 12)] + [("35", 12)] * 4, "over_limit"),
        ([("34", 12)] + [("35", 12)] * 3 + [("33", 11)], "over_limit"),  # 34 is a whole year
    ]

    def add(ledger, case):
        indicator = ledger.indicator()
        for year, (value, month) in enumerate(case[0], 2021):
            ledger.actual(indicator, value, year, month)
        return ledger.target(indicator, "35", basis="each_year")

    rows = ask_many(cases, add, "2025-12")
    assert [row["status"] for row in rows] == [case[-1] for case in cases]
    assert {row["test"] for row in rows} == {"every_year"}


# done, target → percentage, half up
PERCENTAGES = [
    ("28.67", "20", "143.4"),  # 143.35
    ("2.53", "2.5", "101.2"),
    ("0.1225", "1", "12.3"),  # 12.25
    ("1.0005", "1", "100.1"),  # 100.05
    ("57.35", "100", "57.4"),
    ("10.745", "100", "10.7"),
    ("1", "3", "33.3"),
    ("2", "3", "66.7"),
]


def test_percentages_are_rounded_half_up_to_one_decimal(ask_many):
    def add(ledger, case):
        indicator = ledger.indicator()
        ledger.actual(indicator, case[0], 2022)
        return ledger.target(indicator, case[1], (2022, 2022))

    rows = ask_many(PERCENTAGES, add, "2022-12")
    assert [str(row["completion_pct"]) for row in rows] == [case[-1] for case in PERCENTAGES]


def test_the_gap_is_rounded_after_subtracting(invented):
    """82.2/105 − 28/36 = 78.2857 − 77.7778 = 0.508: 0.5, as 78.3 − 77.8 also gives; 92.72/105 − 30/36 = 4.97: 5.0."""
    indicator = invented.indicator()
    target = invented.target(indicator, "105", (2021, 2023))
    invented.actual(indicator, "40", 2021)
    invented.actual(indicator, "30", 2022)
    invented.actual(indicator, "22.72", 2023, 6)
    row = invented.judge("2023-06")[target]
    assert [str(row[column]) for column in ("completion_pct", "time_pct", "gap_to_time_pp")] == ["88.3", "83.3", "5.0"]


# yearly figures whose binary sum is not the decimal one
SUMS = [
    ("0.3", "0.1 0.2"),
    ("0.8", "0.1 0.7"),
    ("2.4", "0.8 0.8 0.8"),
    ("0.6", "0.1 0.2 0.3"),
    ("175", "38.13 36.37 36.52 36.61 27.37"),
]


def test_sums_are_decimal_so_that_equality_is_equality(ask_many):
    def add(ledger, case):
        indicator = ledger.indicator()
        values = case[1].split()
        for year, value in enumerate(values, 2021):
            ledger.actual(indicator, value, year)
        return ledger.target(indicator, case[0], (2021, 2020 + len(values)))

    for case, row in zip(SUMS, ask_many(SUMS, add, "2025-12"), strict=True):
        assert (row["status"], row["gap_to_target"], str(row["completion_pct"])) == ("met", 0, "100.0"), case


# done, gap (half of five years is over, the target is 1000) → word; +5 and 0 are of the better word, −5 of the worse
WORDS = [
    ("600", "10.0", "ahead"),
    ("550", "5.0", "ahead"),
    ("549", "4.9", "on_time"),
    ("500", "0.0", "on_time"),
    ("499", "-0.1", "slightly_behind"),
    ("451", "-4.9", "slightly_behind"),
    ("450", "-5.0", "behind"),
    ("100", "-40.0", "behind"),
    ("1000", "50.0", "reached_early"),
    ("1001", "50.1", "reached_early"),
]


@pytest.mark.parametrize("kind", ["sum", "line"])
def test_the_words_while_the_span_runs_keep_to_five_points(ask_many, kind):
    def add(ledger, case):
        if kind == "sum":
            indicator = ledger.indicator()
            for value, year, month in (("1", 2021, 12), ("1", 2022, 12), (str(int(case[0]) - 2), 2023, 6)):
                ledger.actual(indicator, value, year, month)
            return ledger.target(indicator, "1000")
        indicator = ledger.indicator("stock")
        ledger.actual(indicator, "2000", 2020)
        ledger.actual(indicator, str(2000 + int(case[0])), 2023, 6)
        return ledger.target(indicator, "3000")

    rows = ask_many(WORDS, add, "2023-06")
    assert [(str(row["gap_to_time_pp"]), row["status"]) for row in rows] == [case[1:] for case in WORDS]


def test_after_the_span_the_gap_stays_capped_at_the_whole_time(invented):
    indicator = invented.indicator()
    target = invented.target(indicator, "50")
    for year in range(2021, 2026):
        invented.actual(indicator, "12", year)
    rows = [invented.judge(as_of)[target] for as_of in ("2025-12", "2026-06", "2030-01")]
    assert [(row["time_pct"], row["gap_to_time_pp"], row["status"]) for row in rows] == [(100, 20, "exceeded")] * 3


def test_a_target_reached_in_an_earlier_year_says_which(invented):
    total, level, late = invented.indicator(), invented.indicator("stock"), invented.indicator()
    targets = [invented.target(total, "50"), invented.target(level, "10"), invented.target(late, "60")]
    for year in range(2021, 2026):
        invented.actual(total, "20", year)
        invented.actual(level, str(year - 2014), year)
        invented.actual(late, "12", year)
    rows = invented.judge("2025-12")
    assert [rows[target]["first_year_certain"] for target in targets] == [2023, 2024, None]


def test_the_year_in_which_a_target_was_reached_rests_on_the_most_reliable_figures_that_say_so(invented):
    indicator = invented.indicator()
    target = invented.target(indicator, "50")
    for year in range(2021, 2026):
        invented.actual(indicator, "20", year, reliability="C")
    invented.total(indicator, "60", (2021, 2023))
    row = invented.judge("2025-12")[target]
    assert (row["first_year_certain"], row["first_year_reliability"]) == (2023, "A")


def test_an_annual_target_runs_over_twelve_months(invented):
    indicator = invented.indicator()
    target = invented.target(indicator, "35", (2022, 2022))
    invented.actual(indicator, "18", 2022, 6)
    invented.actual(indicator, "36", 2021)  # another year
    row = invented.judge("2022-06")[target]
    assert (row["total_months"], row["elapsed_months"], row["time_pct"]) == (12, 6, 50)
    assert (row["done"], str(row["completion_pct"]), row["status"]) == (18, "51.4", "on_time")


def test_a_three_year_span_runs_over_thirty_six_months(invented):
    indicator = invented.indicator("stock")
    target = invented.target(indicator, "130", (2021, 2023))
    invented.actual(indicator, "100", 2020)
    invented.actual(indicator, "110", 2021)
    row = invented.judge("2021-12")[target]
    assert (row["total_months"], str(row["time_pct"])) == (36, "33.3")
    assert (row["base_used"], str(row["increment_pct"]), row["status"]) == (100, "33.3", "on_time")


def test_a_yearly_total_within_a_five_year_plan_is_judged_over_its_own_year(invented):
    indicator = invented.indicator()
    whole = invented.target(indicator, "175", document_id="plan", period_id="14fyp")
    last = invented.fact(indicator, "target", "35", document_id="plan", year_from=2025, year_to=2025)
    for year in range(2021, 2026):
        invented.actual(indicator, "34", year)
    rows = invented.judge("2025-12")
    assert (rows[whole]["done"], rows[whole]["average_need_per_year"]) == (170, 35)
    assert (rows[last]["done"], rows[last]["year_from"], rows[last]["status"]) == (34, 2025, "missed")


# direction, sign, base → what is meant by the target 96
INTENTS = [
    ("up", "96", "90", "raise"),
    ("up", "96", "96", "hold_floor"),
    ("up", "96", "98", "hold_floor"),
    ("up", "≥96", "98", "hold_floor"),
    ("up", "≥96", None, "hold_floor"),
    ("up", "96", None, "raise"),
    ("down", "≤96", "50", "hold_ceiling"),  # even when the base is far inside
    ("down", "<96", None, "hold_ceiling"),
    ("down", "96", "99", "raise"),  # METHOD 1: better than the base used
    ("down", "≤96", "99", "raise"),
    ("down", "96", "96", "hold_ceiling"),
]


def test_the_intent_follows_from_base_sign_and_direction_unless_given(ask_many):
    def add(ledger, case):
        indicator = ledger.indicator("rate", case[0], "%")
        if case[2]:
            ledger.actual(indicator, case[2], 2020)
        return ledger.target(indicator, case[1], intent=case[4] if len(case) > 4 else None)

    given = [*INTENTS, ("up", "96", "90", "hold_floor", "hold_floor")]
    rows = ask_many(given, add, "2025-12")
    assert [row["intent"] for row in rows] == [case[3] for case in given]
    assert {row["status"] for row in rows} == {"not_assessed"}  # a base is no result


def test_the_citys_own_result_stands_before_the_printed_base(invented):
    indicator = invented.indicator("stock")
    target = invented.target(indicator, "278", document_id="plan", period_id="14fyp", row_no=1)
    invented.base(indicator, "200", document_id="plan", place="table", table_no=1, row_no=1)
    invented.actual(indicator, "250", 2020, reliability="B")
    own = invented.actual(indicator, "262.61", 2020, reliability="A")
    row = invented.judge("2025-12")[target]
    assert (row["base_printed_raw"], row["base_used_fact_id"]) == ("200", own)
    assert float(row["base_used"]) == 262.61


def test_a_pace_needs_three_years_and_a_projection_needs_a_pace(ask_many):
    # a year's figure, years known → projected of 100, outlook
    cases = [
        ("20", 2, None, "unclear"),
        ("24", 3, 120, "early"),
        ("20", 3, 100, "able"),
        ("19.5", 3, Decimal("97.5"), "push"),
        ("15", 3, 75, "hard"),
    ]

    def add(ledger, case):
        indicator = ledger.indicator()
        for year in range(2024 - case[1], 2024):
            ledger.actual(indicator, case[0], year)
        return ledger.target(indicator, "100", (2024 - case[1], 2028 - case[1]))

    rows = ask_many(cases, add, "2023-12")
    assert [(row["projected"], row["outlook"]) for row in rows] == [case[2:] for case in cases]
    assert [row["pace_per_year"] is None for row in rows] == [True, False, False, False, False]
    assert {row["average_need_per_year"] for row in rows} == {20}
    assert rows[-1]["required_per_remaining_year"] == Decimal("27.5")


def test_nothing_is_required_any_more_at_the_end(invented):
    indicator = invented.indicator()
    target = invented.target(indicator, "100")
    invented.actual(indicator, "10", 2025)
    row = invented.judge("2025-12")[target]
    assert row["required_per_remaining_year"] is row["projected"] is row["outlook"] is None


KNOWN = {2020: "60", 2025: "66"}
CHANGE = {"value_raw": "5", "target_form": "change", "reference_year": 2020}
NO_NUMBER = {"value": None, "comparator": None}
FORMS = {
    # METHOD 1: a change is judged as the level of its reference year and the change
    "a change from a known year is a level": (
        CHANGE, KNOWN, (65, 66, "exceeded", None),
    ),
    "a change without its reference year is no level": (
        CHANGE, {2025: "66"}, (None, 66, "not_assessed", "no_result"),
    ),
    "a target in words is not quantified": (
        NO_NUMBER | {"value_raw": "保持相当规模", "target_form": "words"}, KNOWN,
        (None, 66, "not_assessed", "unquantified"),
    ),
    "a target beside another quantity is not quantified": (
        NO_NUMBER | {"value_raw": "高于GDP增长", "target_form": "relative"}, KNOWN,
        (None, 66, "not_assessed", "unquantified"),
    ),
    # 100 → 133.8226 in five years is 6.0 % a year
    "growth is the compound yearly rate from the base": (
        {"value_raw": "6", "target_form": "growth"}, {2020: "100", 2025: "133.8226"}, (6, 6, "met", None),
    ),
    "growth that stays under its rate is missed at the end": (
        {"value_raw": "6", "target_form": "growth"}, {2020: "100", 2025: "120"}, (6, 3.7, "missed", None),
    ),
    "growth without a base has no rate": (
        {"value_raw": "6", "target_form": "growth"}, {2025: "120"}, (6, None, "not_assessed", "no_result"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FORMS)
def test_a_target_that_is_no_level_is_judged_or_refused_by_its_form(case, invented):
    changes, results, expected = FORMS[case]
    indicator = invented.indicator("stock")
    # the total beside it says that the plan runs from 2021
    invented.target(invented.indicator(), "50", document_id="plan")
    target = invented.target(indicator, years=(2025, 2025), document_id="plan", **changes)
    for year, value in results.items():
        invented.actual(indicator, value, year)
    row = invented.judge("2025-12")[target]
    found = (row["target"], row["done"], row["status"], row["refusal"])
    assert [x if isinstance(x, str) or x is None else float(x) for x in found] == list(expected)
    assert row["reason_zh"]
    assert row["reason_en"]


def test_growth_is_reached_or_not_so_far_and_never_set_against_the_time(invented):
    indicator = invented.indicator("stock")
    target = invented.target(indicator, "6", (2025, 2025), target_form="growth", document_id="plan")
    other = invented.indicator()
    invented.target(other, "50", document_id="plan")
    invented.actual(indicator, "100", 2020)
    invented.actual(indicator, "112.36", 2022)
    row = invented.judge("2023-06")[target]
    assert (row["status"], float(row["done"]), row["gap_to_time_pp"]) == ("within_limit", 6.0, None)


BEFORE = range(2016, 2021)
BASES = {
    # METHOD 2: own printed total, else the sum of own whole years, else the printed base
    "the years of one definition are summed where no total is printed": (
        [("38", year, year) for year in BEFORE], None, (190, "sum", "period_total"),
    ),
    "one year short there is no sum": (
        [("38", year, year) for year in BEFORE if year != 2018], None, (None, None, "none"),
    ),
    "a printed total outranks the sum": (
        [("38", year, year) for year in BEFORE] + [("200", 2016, 2020)], None, (200, "result", "period_total"),
    ),
    "a total of three years is set a year each": ([("90", 2018, 2020)], None, (90, "result", "per_year")),
    "a printed base of one year stands where that year is all": ([], ("9", 2020, 2020), (9, "printed", "per_year")),
    "the region's own figure of the printed base's year is used instead": (
        [("11", 2020, 2020)], ("9", 2020, 2020), (11, "result", "per_year"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BASES)
def test_the_base_of_a_total_is_of_the_years_before_it(case, invented):
    results, printed, (base, origin, basis) = BASES[case]
    indicator = invented.indicator()
    target = invented.target(indicator, "50", document_id="plan", row_no=1)
    for value, first, last in results:
        invented.total(indicator, value, (first, last))
    if printed:
        value, first, last = printed
        cell = {"document_id": "plan", "place": "table", "table_no": 1, "row_no": 1, "basis": "total"}
        invented.base(indicator, value, last, year_from=first, **cell)
    row = invented.rows("select * from target_bases where target_fact_id = ?", [target])[0]
    found = (row["base_used"] and float(row["base_used"]), row["base_origin"], row["comparison_basis"])
    assert found == (base, origin, basis)
