"""`make torture` in a few seconds: every kind of hostile input, two dozens each.

What it kills, and what many do at once, is tried in short by tests/data/test_kills.py and tests/data/test_imports.py.
"""

import os

import pytest

from tests.shared import apart
from tests.torture import hostile
from tests.torture.tried import Until
from tests.whole import IS_WHOLE


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", hostile.PARTS)
def test_hostile_inputs_are_answered_or_refused_by_name_and_change_nothing(kind, tmp_path, monkeypatch):
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    goal = 400 if IS_WHOLE else 24
    tried = apart(lambda: hostile.PARTS[kind](tmp_path, goal, Until.seconds(300), 1))
    assert tried.faults == []
    assert tried.done >= goal
