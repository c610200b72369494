"""责任分工: what is filled in counts from then on, the latest last; a bad date is named; what is due follows it."""

import pytest

from components.views import duties, explained, maintenance
from components.views.maintenance import NotDone
from tests.people import EDITOR, KEEPER

CHOSEN = {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "period": "14fyp", "as_of": "2025-12"}
JOBS = "new_urban_jobs"


def filled(**cells: str):
    """The table of offices as it is, and with cells of 城镇新增就业 filled in."""
    before = explained.offices(CHOSEN)
    after = before.copy()
    for name, text in cells.items():
        after.loc[JOBS, name] = text
    return before, after


def due():
    """The list of what is due, by the indicator's target."""
    frame = duties.reminders_view(CHOSEN["region"], CHOSEN["plan"], CHOSEN["as_of"]).frame
    return frame.set_index("target_fact_id").loc["qingdao-hrss-14fyp.table2-1.target"]


def test_what_is_filled_in_stands_in_the_list_of_what_is_due_and_the_latest_counts(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    assert (due()["responsible"], due()["due_since"]) == ("未定", "2023-01")
    explained.take_in_filled(*filled(office="就业处", source="就业信息系统", due_on="01-15"), "qingdao", by=KEEPER)
    row = due()
    assert (row["responsible"], row["data_source"], row["due_on"]) == ("就业处", "就业信息系统", "每年 01-15")
    # the figures of whole 2022 to 2024 lack: those of 2022 were due in January 2023
    assert (row["lacking"], row["due_since"]) == ("2022—2024", "2023-01-15")
    view = duties.reminders_view(CHOSEN["region"], CHOSEN["plan"], CHOSEN["as_of"])
    assert duties.overdue(view, "2023-01-15") is view
    late = duties.overdue(view, "2023-01-16")
    assert sorted(late.frame["due_on"].unique()) == ["", "每年 01-15（逾期）"]
    assert late.takeaway.startswith("到今天（2023-01-16）已过报送日期的 1 项，标“逾期”。")
    files = maintenance.office_workbooks(CHOSEN, duties.due(CHOSEN))
    # whole 2021 and 2025 are there
    assert [name[3:7] for name in files if "就业处" in name] == ["2022", "2023", "2024"]
    explained.take_in_filled(*filled(office="统计处", source=""), "qingdao", by=KEEPER)
    assert list(explained.offices(CHOSEN).loc[JOBS, list(explained.WRITTEN_OFFICES)]) == ["统计处", "", "01-15"]


@pytest.mark.parametrize("day", ["1月15日", "02-30", "2026-13-01", "2026/01/15", "15"])
def test_a_date_that_is_none_is_named_with_its_indicator(day):
    with pytest.raises(NotDone, match=r"城镇新增就业人数.*不是日期"):
        explained.take_in_filled(*filled(due_on=day), "qingdao", by=KEEPER)


@pytest.mark.parametrize("day", ["01-15", "2027-01-15", "02-29"])
def test_a_day_or_one_of_every_year_is_a_due_date(day):
    assert explained._is_day(day)


def test_an_editor_fills_in_no_office():
    with pytest.raises(NotDone):
        explained.take_in_filled(*filled(office="就业处"), "qingdao", by=EDITOR)


def test_offices_that_documents_name_are_told_apart_from_those_that_are_open():
    frame = duties.view(CHOSEN["region"], CHOSEN["plan"], CHOSEN["as_of"]).frame
    named = frame[frame["office_from"] == "文件写明"]
    # the seven indicators for which the talent plan of 2025 names an office
    assert len(named) == 7
    assert set(named["document"]) == {"2025人才实施方案"}
    assert set(frame[frame["office_from"] != "文件写明"]["responsible"]) == {"未定"}


def test_an_office_stands_in_simplified_script_in_the_lists_and_as_it_is_printed_where_it_is_filled_in():
    frame = duties.view(CHOSEN["region"], CHOSEN["plan"], CHOSEN["as_of"]).frame
    assert {"专技处", "职建处、研究促进中心"} <= set(frame["responsible"])
    assert {"專技處", "職建處、研究促進中心"} <= set(explained.offices(CHOSEN)["printed"])


def test_the_list_of_what_is_due_says_how_many_figures_no_workbook_has():
    view = duties.reminders_view("qingdao", "qingdao-hrss-14fyp", "2025-12")
    assert view.takeaway == "其中 7 个数属同期其他文件的任务，各处室填报表里没有，请按文件另录。"
