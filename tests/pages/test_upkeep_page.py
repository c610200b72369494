"""台账维护 without a browser: what is asked for, doubted, changed, what came in and goes out."""

import re
from pathlib import Path

import pytest

from components.language.words import say
from components.ui.entered import ENTERED
from components.ui.rights import MARK, here
from components.views import maintenance, reporting
from components.views.maintenance import Entry
from data import log
from data.imports import commit
from tests.people import KEEPER

CHOSEN = {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "theme": "all", "year": "2025", "through": "12"}
NEXT = Path(__file__).parents[1] / "next" / "imports"
STARTUPS, JOBS = "qingdao:policy_supported_entrepreneurs:2025-12", "qingdao:new_urban_jobs:2025-12"


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    """A store of the test's own: figures are taken into it."""
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    return tmp_path


def said(app) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


def button(app, key: str):
    return next((one for one in app.button if one.key == key), None)


def entering(visit, **typed: str):
    app = visit("ledger", region="qingdao", year="2025")
    keys = {"startups": STARTUPS, "jobs": JOBS}
    app.session_state[ENTERED] = {keys[name]: Entry(keys[name], text) for name, text in typed.items()}
    return app.run()


def test_the_rows_of_a_plan_are_asked_for_in_its_order_and_no_other():
    shown = maintenance.sheet(CHOSEN)
    assert [row.indicator_id for row in shown.rows[:3]] == [
        "new_urban_jobs",
        "registered_unemployment_rate",
        "policy_supported_entrepreneurs",
    ]
    assert len(shown.rows) == 22
    assert {row.document_id for row in shown.rows} == {"qingdao-hrss-14fyp"}


@pytest.mark.parametrize(
    ("year", "first", "count"),
    [("2025", "12", 12), ("2026", "10", 10)],
    ids=["a year that is over", "a year that runs: its last month that is over"],
)
def test_figures_run_to_a_month_that_is_over(year, first, count, monkeypatch):
    class Today(reporting.date):
        @classmethod
        def today(cls):
            return cls(2026, 11, 5)

    monkeypatch.setattr(reporting, "date", Today)
    months = reporting.through_months(year)
    assert (next(iter(months)), len(months)) == (first, count)


def test_nothing_entered_is_no_button_and_a_word_how(visit):
    app = entering(visit)
    assert button(app, "results-preview") is None
    assert say("maintenance.summary", region="青岛市", year=2025, months="全年", rows=22, known=1, missing=21) in said(
        app
    )


def test_a_doubt_bars_the_way_until_a_word_confirms_it(visit):
    app = entering(visit, jobs="375")
    assert button(app, "results-preview").disabled
    button(app, f"confirm-{JOBS}").click().run()
    assert app.session_state[ENTERED][JOBS].note == say("maintenance.confirmed")
    assert not button(app, "results-preview").disabled


def test_names_and_figures_that_are_pasted_find_their_rows(visit):
    app = visit("ledger", region="qingdao", year="2025")
    (pasting,) = (area for area in app.text_area if area.key.startswith("results-pasted-"))
    pasting.set_value("政策扶持创业人数\t0.25\n城镇新增就业人数\t38.2").run()
    entered = app.session_state[ENTERED]
    assert {key: entry.printed for key, entry in entered.items()} == {STARTUPS: "0.25", JOBS: "38.2"}


def test_a_fault_cannot_be_confirmed(visit):
    app = entering(visit, jobs="三十八")
    assert button(app, f"confirm-{JOBS}") is None
    assert button(app, "results-preview").disabled


def test_what_changes_is_shown_before_and_after_and_goes_back_with_the_import(visit, own_store):
    app = entering(visit, startups="0.25")
    button(app, f"confirm-{STARTUPS}").click().run()
    button(app, "results-preview").click().run()
    assert "暂不评价" in said(app)
    assert "超额完成" in said(app)
    assert not (own_store / "imports").exists()
    button(app, "results-take-in").click().run()
    assert [path.name for path in (own_store / "imports").iterdir()] == ["qingdao-results-2025-12"]
    assert "超额完成" in said(app)
    assert app.session_state[ENTERED] == {}
    app = visit("ledger", work="entered")
    assert "青岛2025年指标结果" in said(app)
    button(app, "undo-now-qingdao-results-2025-12").click().run()
    assert [path.name for path in (own_store / "imports").iterdir()] == []
    assert [line["what"] for line in log.read(own_store)] == ["import", "import.undo"]


def test_an_entry_changed_after_the_preview_is_previewed_anew(visit):
    app = entering(visit, startups="0.25")
    button(app, f"confirm-{STARTUPS}").click().run()
    button(app, "results-preview").click().run()
    app.session_state[ENTERED][STARTUPS] = Entry(STARTUPS, "0.26", "已核对")
    app.run()
    assert button(app, "results-take-in") is None
    assert button(app, "results-preview") is not None


def test_the_same_cell_once_more_corrects_it_and_both_stay_to_be_seen(visit):
    shown = maintenance.sheet(CHOSEN)
    for text in ("0.25", "0.26"):
        # as the page enters it: the ledger of the first stands as another test has built it
        entries = {STARTUPS: Entry(STARTUPS, text, say("maintenance.confirmed"))}
        maintenance.taken_in(shown, entries, maintenance.Source(), by=here())
    app = visit("evidence", region="qingdao", indicator="policy_supported_entrepreneurs", year="2025")
    assert "<del>" in said(app)
    assert re.search(r"<del>[^/]*0\.25", said(app))
    app = visit("ledger", work="entered")
    assert "0.25 万人 → 0.26 万人（更正）" in said(app)


def test_of_two_who_enter_the_same_cell_the_second_is_shown_what_the_first_took_in(visit, own_store):
    first, second = (entering(visit, startups="0.25") for _ in range(2))
    for app in (first, second):
        button(app, f"confirm-{STARTUPS}").click().run()
        button(app, "results-preview").click().run()
    button(first, "results-take-in").click().run()
    second.session_state[ENTERED][STARTUPS] = Entry(STARTUPS, "0.27", "")
    second.run()
    assert "0.25" in said(second)
    assert button(second, "results-preview").disabled
    assert [path.name for path in (own_store / "imports").iterdir()] == ["qingdao-results-2025-12"]


def test_a_phone_enters_one_figure_after_the_other(visit, phone):
    app = visit("ledger", region="qingdao", year="2025")
    app.selectbox(key="one-qingdao-qingdao-hrss-14fyp-all-2025-12").set_value(STARTUPS).run()
    app.text_input(key=f"one-now-{STARTUPS}").set_value("4.3").run()
    assert app.session_state[ENTERED][STARTUPS].printed == "4.3"
    assert button(app, "results-preview") is not None


def test_who_may_not_write_sees_why_and_no_way_in(visit, headers):
    del headers[MARK]
    app = visit("ledger")
    assert button(app, "results-preview") is None
    assert not app.get("arrow_data_frame")
    assert say("rights.no_login") in said(app)
    app = visit("ledger", work="entered")
    assert not [one for one in app.button if (one.key or "").startswith(("undo-", "restore"))]


def test_what_is_needed_by_others_goes_out_after_them(visit, own_store):
    for name in ("linhai", "linhai-results"):
        commit(NEXT / name, name, own_store, by=KEEPER)
    app = visit("ledger", work="entered")
    bulletins = say("punctuation.join").join(f"临海示例市{year}年统计公报" for year in (2021, 2022, 2023))
    assert say("maintenance.needed_by", names=bulletins) in said(app)
    button(app, "undo-now-linhai").click().run()
    assert [path.name for path in (own_store / "imports").iterdir()] == []


def test_a_plan_is_dropped_or_pasted_where_one_may_write(visit):
    app = visit("ledger", work="read")
    assert button(app, "plan-read-pasted") is not None
    assert say("reading.what") in said(app)


def test_a_reader_who_may_not_write_is_told_why_no_plan_is_read(visit, headers):
    del headers[MARK]
    app = visit("ledger", work="read")
    assert button(app, "plan-read-pasted") is None
    assert say("reading.what") not in said(app)
