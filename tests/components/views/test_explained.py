"""What an office says of its targets: written in a table, shown beside the verdict, counted nowhere."""

import pytest

from components.language.numerals import is_known
from components.language.words import say
from components.views import completion, explained, progress
from components.views.judgements import judged
from components.views.maintenance import NotDone
from data import months
from tests.people import EDITOR, KEEPER
from tests.shared import keep_months

CHOSEN = {"region": "zhoushan", "plan": "zhoushan-hrss-14fyp", "period": "14fyp", "as_of": "2025-12"}
OFFICE = "市人社局"


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))


def written(**cells: str):
    """The table as it is, and with cells of its first row written."""
    before = explained.table(CHOSEN)
    after = before.copy()
    for name, text in cells.items():
        after.iloc[0, after.columns.get_loc(name)] = text
    return before, after


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        ({}, 0),
        ({"cause": "外部需求减弱"}, 1),
        ({"cause": " "}, 0),
        ({"cause": "外部需求减弱", "ruling": "超额完成", "reason": "终期评估"}, 2),
        ({"reason": "没有认定的理由"}, 0),
    ],
    ids=["nothing", "a cause", "a blank", "a cause and a ruling", "a reason for no ruling"],
)
def test_what_was_written_is_counted(cells, count):
    assert explained.changed(*written(**cells)) == count


def test_what_an_office_says_stands_beside_the_verdict_and_changes_none(monkeypatch):
    verdicts = list(explained.table(CHOSEN)["status"])
    summary = completion.summary(CHOSEN["region"], CHOSEN["plan"], "2025-12", "14fyp")
    cells = {
        "cause": "外部需求减弱",
        "measures": "稳岗扩岗",
        "ruling": explained.statuses()["met"],
        "reason": "专项评估",
    }
    explained.take_in(*written(**cells), "2025-12", OFFICE, by=KEEPER)
    now = explained.table(CHOSEN)
    assert list(now.iloc[0, 2:]) == list(cells.values())
    assert list(now["status"]) == verdicts
    assert completion.summary(CHOSEN["region"], CHOSEN["plan"], "2025-12", "14fyp") == summary
    row = completion.matrix_view(CHOSEN["region"], CHOSEN["plan"], "2025-12", "14fyp").frame.iloc[0]
    assert (row["cause"], row["measures"]) == ("外部需求减弱", "稳岗扩岗")
    assert row["ruling"].startswith(f"{now.iloc[0]['ruling']}（{OFFICE}，")
    notes = progress.view(CHOSEN["region"], CHOSEN["plan"], "new_urban_jobs", "2025-12").notes
    assert say("explained.line", what=say("column.cause"), text="外部需求减弱") in notes
    # it counts from its month on, and so it does where a server has worked all months out
    keep_months(monkeypatch, ("2025-11", "2025-12"))
    months.work_ahead()
    there = {as_of: judged(CHOSEN["region"], CHOSEN["plan"], as_of).iloc[0] for as_of in ("2025-11", "2025-12")}
    assert [is_known(row["ruling"]) for row in there.values()] == [False, True]
    assert [is_known(row["cause"]) for row in there.values()] == [False, True]
    # empty cells take it back
    explained.take_in(*written(cause="", measures=""), "2025-12", OFFICE, by=EDITOR)
    assert list(explained.table(CHOSEN).iloc[0, 2:4]) == ["", ""]


@pytest.mark.parametrize(
    ("cells", "office", "by"),
    [
        ({"cause": "需求减弱"}, " ", KEEPER),
        ({"ruling": "完成", "reason": ""}, OFFICE, KEEPER),
        ({"ruling": "完成", "reason": "专项评估"}, OFFICE, EDITOR),
    ],
    ids=["no office", "a ruling without a reason", "an editor's ruling"],
)
def test_what_says_too_little_or_asks_for_more_rights_is_refused_and_nothing_is_written(cells, office, by, tmp_path):
    before, after = written(**cells)
    after["ruling"] = after["ruling"].replace("完成", explained.statuses()["met"])
    with pytest.raises(NotDone):
        explained.take_in(before, after, "2025-12", office, by=by)
    assert not list((tmp_path / "imports").glob("*"))
