"""The name of a file that leaves, and the words over its columns."""

import csv
import io

import pandas as pd
import pytest

from components.exports.csv import csv_bytes, file_name
from components.model.view import View
from queries import delimited


def view(name: str = "periods", as_of: str | None = None, **choices: str) -> View:
    return View(name=name, choices=choices, frame=pd.DataFrame(), shown=(), headline="", as_of=as_of)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (view(region="qingdao", theme="all", words=""), "planledger_periods_qingdao.csv"),
        (view(region="qingdao", as_of="2025-12"), "planledger_periods_qingdao_2025-12.csv"),
        (view(name="evidence", region="all"), "planledger_evidence.csv"),
        (view(name="commitments", words="培训"), "planledger_commitments_培训.csv"),
        (view(name="commitments", words="../a b/c:d*?<>|\"'\\"), "planledger_commitments_-a-b-c-d-.csv"),
        (view(name="commitments", words="%"), "planledger_commitments_-.csv"),
    ],
)
def test_a_file_is_named_by_view_choices_and_month(given, name):
    assert file_name(given) == name


def test_a_view_whose_choices_hold_the_month_names_it_once_and_last():
    given = View("board", {"as_of": "2025-12", "region": "qingdao"}, pd.DataFrame(), (), "", as_of="2025-12")
    assert file_name(given) == "planledger_board_qingdao_2025-12.csv"


def test_another_ending_changes_nothing_else():
    assert file_name(view(region="zhoushan"), "xlsx") == "planledger_periods_zhoushan.xlsx"


def test_the_name_of_a_long_search_is_one_that_every_system_takes():
    assert len(file_name(view(words="职业技能培训" * 40)).encode()) <= 255


def test_the_dialect_is_that_of_the_command_line():
    assert csv_bytes is delimited.csv_bytes


def test_what_a_view_shows_under_words_is_what_the_file_holds():
    frame = pd.DataFrame({"task": ["=1+1", "培训"], "value": [1.5, None]})
    lines = list(csv.reader(io.StringIO(csv_bytes(frame, ["任务", "数值"]).decode("utf-8-sig"))))
    assert lines == [["任务", "数值"], ["'=1+1", "1.5"], ["培训", ""]]
