"""CSV as it leaves: what Excel needs to open it rightly, and nothing that it would run."""

import csv
import io

import pandas as pd
import pytest

import queries
from queries.delimited import csv_bytes, plain_csv_bytes

MARK = b"\xef\xbb\xbf"


def cells(frame: pd.DataFrame) -> list[list[str]]:
    """The lines after the header, as a CSV reader sees them."""
    return list(csv.reader(io.StringIO(csv_bytes(frame).decode("utf-8-sig"), newline="")))[1:]


def cell(value) -> str:
    return cells(pd.DataFrame({"text": [value]}, dtype=object))[0][0]


def test_the_bytes_begin_with_the_mark_of_utf8_and_lines_end_as_in_excel():
    assert csv_bytes(pd.DataFrame({"名": ["青岛"]})) == b"\xef\xbb\xbf" + "名\r\n青岛\r\n".encode()


def test_headers_may_be_words():
    frame = pd.DataFrame({"value": [1.5], "unit": ["万人"]})
    assert csv_bytes(frame, ["数值", "单位, 元"]).decode("utf-8-sig") == '数值,"单位, 元"\r\n1.5,万人\r\n'


def test_an_empty_frame_leaves_its_header():
    assert csv_bytes(pd.DataFrame({"a": [], "b": []})) == b"\xef\xbb\xbfa,b\r\n"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1-1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "\n=1+1", "+A1", "-万人",
     "=5", "--1", "+-1", "-1.2.3", "-5%%", "-2—3",
     "＝1+1", "＋1", "－1", "＠SUM(A1)", "\t万人", "\r万人", "\u3000=1+1"],
)  # fmt: skip
def test_a_text_that_would_run_as_a_formula_is_made_inert(text):
    assert cell(text) == "'" + text
    # in what programs read too, in a list, and in a head
    assert plain_csv_bytes(pd.DataFrame({"a": [text]})) == csv_bytes(pd.DataFrame({"a": [text]})).removeprefix(MARK)
    assert cell([text]) == "'" + text
    (head, *_) = csv.reader(io.StringIO(csv_bytes(pd.DataFrame({text: [1]})).decode("utf-8-sig"), newline=""))
    assert head == ["'" + text]


@pytest.mark.parametrize(
    "text",
    ["—", "-", "——", "=", "+", "@", "＝", "－", "−5.6", "-5.6", "+17.6%", "-11.4%", "+0.5", "-1,234.5", "<4.5", ">96",
     "[197.47]",
     "{12.34}", "(22)", "3—5", "5~10", "7×24", "约 20", "1月", "a@b", "x=1", "≥93", "", "'quoted", "2021-10-25"],
)  # fmt: skip
def test_numbers_printed_blanks_and_plain_text_stay_as_they_are(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""), (float("nan"), ""), (pd.NA, ""), (True, "true"), (False, "false"), (0.0, "0"), (200.0, "200"),
        (197.47, "197.47"), (-5.58, "-5.58"), (1.6783, "1.6783"), (0.1 + 0.2, "0.3"), (10071722.0, "10071722"),
        (7, "7"), (-7, "-7"),
    ],
)  # fmt: skip
def test_values_are_written_with_the_digits_they_have(value, written):
    assert cell(value) == written


def test_a_list_is_one_cell_with_its_members_apart():
    rows = queries.ask("missing_summary", as_of="2025-12", document_ids=["zhoushan-hrss-14fyp"]).head(1)
    assert cells(rows[["years"]]) == [["2021;2023;2024;2025"]]
    assert cell([]) == ""


def test_quotes_commas_and_line_breaks_survive():
    frame = pd.DataFrame({"text": ['a "b", c', "two\nlines", "，、"]})
    assert cells(frame) == [[text] for text in frame["text"]]


def test_the_frame_is_left_as_it_came():
    frame = queries.ask("fact_list", region_ids=["zhoushan"])
    before = frame.copy(deep=True)
    csv_bytes(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_what_is_read_back_equals_what_was_asked():
    asked = queries.ask("fact_list")
    texts = [name for name, kind in asked.dtypes.items() if kind.kind == "O"]
    types = {name: str if name in texts else kind for name, kind in asked.dtypes.items()}
    blanks = {name: [""] for name in asked.columns}
    back = pd.read_csv(io.BytesIO(csv_bytes(asked)), dtype=types, keep_default_na=False, na_values=blanks)
    for name in texts:
        back[name] = back[name].astype(object).where(back[name].notna(), None)
    pd.testing.assert_frame_equal(back, asked)
