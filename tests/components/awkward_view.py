"""A view whose cells are of a kind that programs like to misread, for tests of what leaves."""

import pandas as pd

from components.model.view import View

FRAME = pd.DataFrame(
    {
        "task": ["=1+1", "+5", "-3", "@here", "a|b, c\n“d”"],
        "value_raw": ["[197.47]", "<4.5", "—", "2500", "007"],
        "value": [197.47, 4.5, None, 2500.0, 0.1 + 0.2],
        "completion_pct": [105.7, 0.1, 88.65, None, -11.4],
        "gap_to_time_pp": [5.7, -5.58, 0.0, None, 0.5],
        "year": pd.array([2021, 2022, None, 2024, 2025], dtype="Int64"),
        "is_conflict": [True, False, True, False, True],
        "issued_on": ["2021-10-25", "2018-10", "2018", None, "2021-02-30"],
        "url": ["https://example.org/a?b=1", "见原件", None, "", "http://example.org"],
        "reason": ["很长的说明" * 30, "", None, "第一行\n第二行", "短"],
        "data_through": ["2025-12", None, "2024-11", None, "2025-01"],
        "unit_name": ["万人", "%", "", None, "家"],
        "fact_id": ["a.1", "a.2", "a.3", "a.4", "a.5"],
    }
)


def view(frame: pd.DataFrame = FRAME, name: str = "progress", **fields) -> View:
    """The frame, or another, as a view of these fields."""
    given = {"choices": {"region": "qingdao", "as_of": "2025-12"}, "headline": "题目", "as_of": "2025-12", **fields}
    return View(name=name, frame=frame, shown=tuple(frame.columns[:4]), **given)
