"""What views give to files: native panels, workings, facts, verdicts and notes, every number of them a query's own."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

import pandas as pd
import pytest

import queries
from components.language import words
from components.language.numerals import exact, fixed, is_known, plain, times
from components.language.words import say, speak
from components.look.theme import PALETTES
from components.model.native_chart import NativeChart, Series
from components.model.view import View
from components.views import cities, commitments, completion, continuity, progress
from tests.plotted import plotted
from tests.whole import some

QINGDAO, EMPLOYMENT, ZHOUSHAN = (
    ("qingdao", "qingdao-hrss-14fyp"), ("qingdao", "qingdao-employment-14fyp"), ("zhoushan", "zhoushan-hrss-14fyp"),
)  # fmt: skip
PLANS = (QINGDAO, EMPLOYMENT, ZHOUSHAN)
PAIR = ("qingdao", "zhoushan")
MONTHS = ("2025-12", "2023-11")


@cache
def every_progress(language: str = "zh") -> list[View]:
    """Every indicator of the cities' general plans, of one of them at midterm too; in English of one alone."""
    assert language == words.language()
    chosen = [(QINGDAO, MONTHS[0]), (QINGDAO, MONTHS[1]), (ZHOUSHAN, MONTHS[0])]
    return [
        progress.view(*plan, indicator, month)
        for plan, month in (chosen if language == "zh" else chosen[1:2])
        for indicator in progress.indicators(*plan)
    ]


@cache
def every_pair(language: str = "zh") -> list[View]:
    assert language == words.language()
    views = [cities.view(*PAIR, basis=basis) for basis in cities.BASES]
    return [*views, cities.view(*PAIR, period_id="13fyp"), cities.rates_view(*PAIR), cities.view(*PAIR[::-1])]


@cache
def every_view(language: str) -> list[View]:
    return [
        *every_progress(language),
        *every_pair(language),
        *(continuity.view(*plan) for plan in PLANS),
        *(completion.matrix_view(*plan, month) for plan in PLANS for month in MONTHS),
        *(completion.missing_view(*plan, MONTHS[0]) for plan in PLANS),
        commitments.view(),
    ]


def numbers(*frames: pd.DataFrame) -> set[float]:
    """All numbers of some answers."""
    cells = (cell for frame in frames for column in frame.select_dtypes("number") for cell in frame[column].dropna())
    return {float(cell) for cell in cells}


def drawn(native: NativeChart) -> list[float]:
    return [value for series in native.series for value in series.values if value is not None]


def series_of(native: NativeChart, name: str) -> Series:
    return next(series for series in native.series if series.name == name)


def digits(text: str) -> list[str]:
    return re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)


# the form of every panel


@pytest.mark.parametrize("language", some(["zh", "en"], 0))
def test_panels_are_whole(language):
    speak(language)
    for view in every_view(language):
        for native in view.native_charts:
            assert native.title
            assert native.unit
            assert drawn(native), (view.choices, native.title)
            assert len(set(native.categories)) == len(native.categories)
            for series in native.series:
                assert series.name
                assert series.form in ("bar", "line", "dashed", "dotted", "dots")
                assert PALETTES["light"].named(series.colour)
                assert len(series.values) == len(native.categories)
                assert len(series.texts) in (0, len(series.values))
                assert len(series.bounds) in (0, len(series.values))
                assert {type(value) for value in series.values} <= {float, int, type(None)}
            if native.is_timed:
                assert list(native.categories) == sorted(native.categories)
            if native.is_log:
                assert min(drawn(native)) > 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_views_say_what_they_rest_on(language):
    speak(language)
    known = set(queries.ask("evidence_list")["fact_id"])
    cited = queries.ask("document_list").set_index("document_id")["title_zh"]
    for view in every_view(language):
        assert view.subtitle
        assert re.fullmatch(r"\d{4}-\d{2}", view.as_of)
        assert view.facts
        assert set(view.facts) <= known
        assert len(set(view.facts)) == len(view.facts)
        assert "<br>" not in "".join([view.subtitle, *view.notes])
        documents = {cited[fact_id.split(".")[0]] for fact_id in view.facts}
        assert [title for title in documents if title not in " ".join(view.sources)] == [], view.choices


def test_a_view_without_rows_is_still_a_view():
    for view in (
        cities.view(*PAIR, theme_id="population"),
        cities.rates_view(*PAIR, theme_id="population"),
        continuity.view(*ZHOUSHAN, attribute="binding"),
        commitments.view(words="没有这样的词"),
    ):
        assert view.is_empty
        assert (view.native_charts, view.arithmetic, view.facts) == ((), (), ())


def test_the_facts_of_a_view_are_those_of_its_rows():
    for view in (continuity.view(*QINGDAO), cities.view(*PAIR), completion.matrix_view(*ZHOUSHAN, "2025-12")):
        columns = [column for column in view.frame.columns if column.endswith("_fact_id")]
        assert {fact for column in columns for fact in view.frame[column].dropna()} <= set(view.facts)
    register = commitments.view()
    assert register.facts == tuple(register.frame["fact_id"])


# progress


def asked(view: View, name: str, **choices) -> pd.DataFrame:
    """The answer for a view's region, its rows of the view's indicator."""
    rows = queries.ask(name, region_ids=[view.choices["region"]], **choices)
    return rows[rows["indicator_id"] == view.choices["indicator"]]


def test_the_panels_of_progress_hold_the_numbers_of_the_queries_alone():
    for view in every_progress():
        judged = {"document_ids": [view.choices["plan"]], "as_of": view.as_of}
        known = numbers(
            asked(view, "judgement_list", **judged),
            asked(view, "year_result_list", **judged),
            asked(view, "target_list"),
            asked(view, "evidence_list", roles=["actual"]),
            queries.ask("reference_list", indicator_ids=[view.choices["indicator"]]),
        )
        for native in view.native_charts:
            # a running total begins with nothing
            assert set(drawn(native)) - known - {0.0} == set(), view.choices


def test_the_running_total_starts_at_nothing_and_stands_at_its_own_months():
    running, singles = progress.view(*QINGDAO, "new_urban_jobs", "2025-12").native_charts
    total = series_of(running, say("progress.running"))
    at = {day: (value, text, bound) for day, value, text, bound in zip(
        running.categories, total.values, total.texts, total.bounds, strict=True
    ) if value is not None}  # fmt: skip
    assert at == {
        date(2020, 12, 31): (0, "", False),
        date(2021, 12, 31): (38.13, "38.13", False),
        date(2022, 11, 30): (74.5, "74.5", False),
        date(2023, 11, 30): (111.02, "≥111.02", True),
        date(2024, 11, 30): (147.63, "≥147.63", True),
        date(2025, 12, 31): (184.93, "≥184.93", True),
    }
    target, pace = series_of(running, "“十四五”目标"), series_of(running, "序时进度线")
    assert (set(target.values), target.form, target.texts[-1]) == ({175}, "dashed", "“十四五”目标 175")
    assert [value for value in pace.values if value is not None] == [0, 175]
    assert "三年行动计划 105" in series_of(running, "阶段目标").texts
    assert singles.categories == ("2021", "2022", "2023", "2024", "2025")
    bars = singles.series[0]
    assert bars.texts[:3] == ("38.13（转引）", "36.37（1—11月）", "36.52（1—11月 · 转引）")
    assert bars.bounds == (False, True, True, True, False)
    assert series_of(singles, "年度目标").values == (35, 35, None, 35, 35)


def test_in_midterm_dotted_lines_lead_from_the_last_point():
    running = progress.view(*QINGDAO, "new_urban_jobs", "2023-11").native_charts[0]
    dotted = {series.name: [v for v in series.values if v is not None] for series in running.series
              if series.form == "dotted"}  # fmt: skip
    assert dotted == {"照此 ≥190.3": [111.02, 190.32], "还需每年 ≤30.7": [111.02, 175]}


def test_no_line_leads_past_a_year_without_a_figure():
    natives = progress.view(*ZHOUSHAN, "new_urban_jobs", "2025-12").native_charts
    assert [native.title for native in natives] == ["各年"]
    assert natives[0].series[0].values == (None, 4.5, None, None, None)
    gapped = progress.view(*QINGDAO, "policy_supported_entrepreneurs", "2025-12").native_charts[0]
    total = series_of(gapped, "累计")
    assert max(day for day, value in zip(gapped.categories, total.values, strict=True) if value) == date(2024, 11, 30)


def test_a_level_has_its_dots_its_target_and_the_line_from_its_base():
    (native,) = progress.view(*QINGDAO, "unemployment_insured", "2025-12").native_charts
    dots = series_of(native, say("levels.value"))
    assert [text for text in dots.texts if text] == ["278.54", "291.51"]
    assert [value for value in series_of(native, say("progress.pace")).values if value is not None] == [262.61, 278]
    (rate,) = progress.view(*QINGDAO, "mediation_success_rate", "2025-12").native_charts
    assert "89.40 各年合计口径" in series_of(rate, say("levels.value")).texts
    assert series_of(rate, "“十四五”目标").texts[-1] == "“十四五”目标 >62"


def test_a_total_that_is_only_printed_stands_at_its_month_and_no_year_is_made_of_it():
    (native,) = progress.view(*ZHOUSHAN, "new_urban_jobs", "2020-12", period_id="13fyp").native_charts
    printed = series_of(native, say("progress.printed_total"))
    assert (printed.form, [value for value in printed.values if value is not None]) == ("dots", [12.34])
    assert series_of(native, "“十三五”目标").texts[-1] == "“十三五”目标 5"


def test_an_indicator_without_any_figure_has_no_panel():
    view = progress.view(*QINGDAO, "subsidised_training", "2025-12")
    assert view.native_charts == ()
    assert (view.verdict.status, view.verdict.has_figures) == ("not_assessed", False)


def test_the_verdict_is_the_querys_and_the_arithmetic_that_beside_the_chart():
    for view in every_progress():
        judged = {"document_ids": [view.choices["plan"]], "places": ["table"], "period_ids": ["14fyp"]}
        row = asked(view, "judgement_list", as_of=view.as_of, **judged).iloc[0]
        assert view.verdict.status == row["status"]
        assert view.verdict.words.startswith(row["status_zh"])
        texts = [note.text for note in plotted(view.figure).layout.annotations]
        assert {f"<b>{working}</b>" for _, working in view.arithmetic if len(working) < 16} <= set(texts)


# completion


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("plan", PLANS)
def test_verdicts_stand_one_a_row_in_the_words_of_the_table(plan, month):
    for view in (completion.matrix_view(*plan, month), completion.missing_view(*plan, month)):
        assert [verdict.words for verdict in view.verdicts] == list(view.frame["status"])
        rows = queries.ask("judgement_list", document_ids=[plan[1]], places=["table"], as_of=month)
        rows = rows.set_index("target_fact_id").loc[view.frame["target_fact_id"]]
        assert [verdict.status for verdict in view.verdicts] == list(rows["status"])
        assert [verdict.has_figures for verdict in view.verdicts] == [is_known(done) for done in rows["done"]]


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("plan", PLANS)
def test_the_workings_of_completion_hold_the_numbers_of_their_rows(plan, month):
    rows = queries.ask("judgement_list", document_ids=[plan[1]], places=["table"], period_ids=["14fyp"], as_of=month)
    rows = rows[rows["status"] != "not_assessed"].set_index("short_zh")
    workings = dict(completion.matrix_view(*plan, month).arithmetic)
    assert list(workings) == list(rows.index)
    for name, working in workings.items():
        row = rows.loc[name]
        columns = ["completion_pct", "increment_pct", "time_pct", "gap_to_time_pp"]
        told = {fixed(abs(row[column]), 1) for column in columns if is_known(row[column])}
        told |= {plain(row[column]) for column in ("done", "target", "base_used") if is_known(row[column])}
        told |= {fixed(abs(row["gap_to_target"]), 2), *digits(row["target_raw"])}
        above = row["done"] - row["target"]
        told |= {plain(abs(round(above, 6))), fixed(100 * above / row["target"], 1), *digits(row["data_through"])}
        assert set(digits(working)) <= told, working
        assert row["done_text"] in working


def test_the_working_of_the_jobs_reads_as_it_is_done_by_hand():
    workings = dict(completion.matrix_view(*QINGDAO, "2025-12").arithmetic)
    assert workings["城镇新增就业"] == "≥184.93 ÷ 175 = ≥105.7%，≥184.93 − 175 = ≥9.93，为目标的 5.7%"
    # after the end no share of the rise
    assert workings["失业保险参保"] == "291.51 ÷ 278 = 104.9%，291.51 − 278 = 13.51，为目标的 4.9%"
    assert workings["调解成功率"] == "对目标 >62：89.4 − 62 = +27.4 个百分点"


def test_while_a_span_runs_its_pace_says_to_which_month_it_is_counted():
    workings = dict(completion.matrix_view(*QINGDAO, "2023-06").arithmetic)
    assert workings["城镇新增就业"] == "≥92.72 ÷ 175 = ≥53.0%，序时进度 50.0%（到 2023-06），相差 ≥+3.0 个百分点"


def test_the_last_known_figure_is_that_of_the_lacking_year_where_there_is_one():
    frame = completion.missing_view(*QINGDAO, "2025-12").frame.set_index(["indicator", "year"])["last_known"]
    assert frame["城镇新增就业人数", 2022] == "36.37 万人（1—11月）"
    assert frame["政策扶持创业人数", 2025] == "4.02 万人（2024-11）"


# continuity


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("order", ["change", "plan"])
def test_the_steps_have_the_rows_of_the_chart_with_their_printed_forms(plan, order):
    view = continuity.view(*plan, order=order)
    rows = queries.ask("continuity_list", region_ids=[plan[0]], document_ids=[plan[1]]).set_index("short_zh")
    for native, is_rate in zip(view.native_charts, (False, True), strict=False):
        (series,) = native.series
        for category, value, text in zip(native.categories, series.values, series.texts, strict=True):
            row = rows.loc[category.split("（")[0]]
            assert (row["measure"] == "rate") is is_rate
            turned = -1 if is_rate and row["direction"] == "down" else 1
            assert value == turned * row["change_pp" if is_rate else "change_pct"]
            assert text.startswith(f"{row['base_used_raw']} → {row['target_raw']}　")
            assert text.endswith("‡") is isinstance(row["caution_zh"], str)
    target = say("mark.target", target_year="2025")
    in_chart = [
        re.search(r"<b>(.*?)</b>", text).group(1)
        for trace in plotted(view.figure).data if trace.name == target for text in trace.hovertext
    ]  # fmt: skip
    assert [category.split("（")[0] for native in view.native_charts for category in native.categories] == in_chart


@pytest.mark.parametrize("plan", PLANS)
def test_the_workings_of_changes_hold_the_numbers_of_their_rows(plan):
    rows = queries.ask("continuity_list", region_ids=[plan[0]], document_ids=[plan[1]]).set_index("short_zh")
    view = continuity.view(*plan)
    assert len(view.arithmetic) == sum(len(native.categories) for native in view.native_charts)
    for name, working in view.arithmetic:
        row = rows.loc[name]
        told = {plain(row["base_used"]), plain(row["target"]), *digits(row["base_used_raw"] + row["target_raw"])}
        told |= {fixed(abs(row["change_pct"]), 1)} if is_known(row["change_pct"]) else {exact(row["change_pp"])[1:]}
        assert set(digits(working)) <= told, working


def test_the_workings_of_changes_read_as_they_are_done_by_hand():
    workings = dict(continuity.view(*QINGDAO).arithmetic)
    assert workings["高技能人才"] == "27.2 → 32：(32 − 27.2) ÷ 27.2 = +17.6%"
    assert workings["登记失业率"] == "<4 → <4.5：4.5 − 4 = +0.5 个百分点（放宽 0.5）"


def test_a_five_year_target_over_one_year_counts_a_fifth_in_its_working():
    rows = queries.ask("continuity_list", document_ids=["qingdao-hrss-14fyp"])
    row = rows[rows["comparison_basis"] == "per_year"].assign(name="训", change_text="+11.1%").iloc[:1]
    ((_, working),) = continuity.changes(row)
    assert working == "9 → [50]：(50 ÷ 5 − 9) ÷ 9 = +11.1%"


def test_the_notes_of_continuity_are_those_under_its_chart():
    view = continuity.view(*ZHOUSHAN)
    under = next(note.text for note in plotted(view.figure).layout.annotations if note.text.startswith("来源："))
    lines = under.split("<br>")
    assert lines[len(view.sources) :] == [note for note in view.notes if note != say("note_of.open")]


# two cities


def rows_of(view: View) -> pd.DataFrame:
    choices = view.choices
    rows = queries.ask(
        "comparison_list",
        region_id=choices["region"],
        other_region_id=choices["other"],
        period_id=choices["period"],
        population=choices.get("population"),
    )
    return rows.set_index("short_zh")


def test_the_panels_of_two_cities_hold_the_numbers_of_the_comparison_alone():
    for view in every_pair():
        rows = rows_of(view)
        assert view.native_charts
        for native in view.native_charts:
            assert set(drawn(native)) <= numbers(rows), native.title
            assert rows.loc[list(native.categories), "is_comparable"].all()


def test_each_way_to_measure_has_its_panels():
    titles = {
        basis: [native.title for native in cities.view(*PAIR, basis=basis).native_charts] for basis in cities.BASES
    }
    multiple, share = "舟山相当于青岛的多少倍", "目标相当于本地上期实际"
    assert titles == {"per_10k": [multiple, share], "raw": [multiple, share], "share": [share]}
    first = cities.view(*PAIR).native_charts[0]
    assert (first.is_log, first.start, first.is_upright) == (True, 1, False)
    jobs = first.categories.index("城镇新增就业")
    assert [series.texts[jobs] for series in first.series] == ["1.09 ‡", "0.13 ‡"]
    assert [native.title for native in cities.view(*PAIR, period_id="13fyp").native_charts][-1] == share


def test_rates_carry_their_printed_signs_and_the_results_their_bounds():
    floors, ceilings = cities.rates_view(*PAIR).native_charts
    assert [series.name for series in floors.series] == [
        "青岛 2020 实际", "青岛 2025 目标", "舟山 2020 实际", "舟山 2025 目标",
    ]  # fmt: skip
    assert ">62" in floors.series[1].texts
    assert ceilings.series[0].texts == ("<4", "")
    assert ceilings.series[0].bounds == (True, False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workings_of_two_cities_hold_the_numbers_of_their_rows(language):
    speak(language)
    for view in every_pair(language):
        rows = rows_of(view).reset_index().set_index(f"short_{language}")
        if view.name == "cities":
            assert view.arithmetic
        for label, working in view.arithmetic:
            row = rows.loc[re.split("，|, share", label)[0]]
            prefixes = ("", "other_")
            told = {plain(row[f"{p}{noun}"]) for p in prefixes for noun in ("target", "base_used")}
            told |= {plain(row[f"{p}population"]) for p in prefixes if is_known(row[f"{p}population"])}
            told |= {fixed(row[f"{p}{noun}"], 1) for p in prefixes for noun in ("per_10k", "share_pct")
                     if is_known(row[f"{p}{noun}"])}  # fmt: skip
            told |= {times(row[noun]) for noun in ("ratio", "ratio_per_10k") if is_known(row[noun])}
            told |= {fixed(abs(row["difference_pp"]), 1)} if is_known(row["difference_pp"]) else set()
            told |= {*digits(row["target_raw"] + row["other_target_raw"]), "10", "10,000", "5"}
            assert set(digits(working)) <= told, working


def test_the_workings_of_two_cities_read_as_they_are_done_by_hand():
    workings = dict(cities.view(*PAIR).arithmetic)
    assert workings["城镇新增就业"].split("；") == [
        "青岛 175 万人 ÷ 1,007.1722 万人 = 每万人 1,737.5",
        "舟山 22 万人 ÷ 115.7817 万人 = 每万人 1,900.1",
        "1,900.1 ÷ 1,737.5 = 1.09 倍",
    ]
    assert workings["高级工以上证书"].endswith("259.1 ÷ 49.6 = 5.2 倍")
    assert workings["城镇新增就业，占本地上期实际"] == "青岛 175 ÷ 197.47 = 88.6%；舟山 22 ÷ 12.34 = 178.3%"
    assert dict(cities.rates_view(*PAIR).arithmetic)["调解成功率"] == (
        "舟山 80，青岛 >62：80 − 62 = +18.0 个百分点（按界限计）"
    )


def test_the_populations_are_cited_and_the_refused_pairs_named():
    view = cities.view(*PAIR)
    assert {"qingdao-census-2020.text1-1.actual.2020", "zhoushan-census-2020.text1-1.actual.2020"} <= set(view.facts)
    assert any("补贴性培训 / 职业技能培训" in note for note in view.notes)


# commitments


@pytest.mark.parametrize(
    "chosen",
    [{}, {"theme_id": "talent"}, {"nature": "annual_target"}, {"year": "2025"}, {"words": "培训"},
     {"document_id": "zhoushan-hrss-14fyp"}, {"words": "青岛市", "year": "2022"}],
)  # fmt: skip
def test_the_counts_of_commitments_are_those_of_the_register(chosen: dict[str, str]):
    view = commitments.view(**chosen)
    counted: dict[tuple[str, str], int] = view.frame.groupby(["theme", "nature"]).size().to_dict()
    (native,) = view.native_charts
    shown = {
        (theme, series.name): value
        for series in native.series
        for theme, value in zip(native.categories, series.values, strict=True)
        if value is not None
    }
    assert shown == counted
    assert sum(_texts(native)) == len(view.frame)


def _texts(native: NativeChart) -> Iterable[int]:
    return [int(text) for series in native.series for text in series.texts if text]
