"""A command that is killed before any of its steps leaves what was there or what it does, and nothing between."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, dict[str, int]]:
    """command → what → how many of its kills left it."""
    folder = str(tmp_path_factory.mktemp("kills"))
    run = subprocess.run(
        [sys.executable, "-m", "tests.data.kills", folder], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert run.stderr == ""
    lines = (line.split(", ") for line in run.stdout.splitlines())
    return {name: {what: int(n) for n, what in re.findall(r"(\d+) ([^,]+)", ", ".join(rest))} for name, *rest in lines}


def test_every_step_of_every_command_was_one_at_which_it_was_killed(told):
    assert len(told) == 11
    for found in told.values():
        assert found["steps"] == found.get("before", 0) + found.get("after", 0) >= 4


@pytest.mark.parametrize(
    "what", ["neither", "moved by the next", "left behind", "not done again", "broken log", "not logged"]
)
def test_no_kill_left(what, told):
    assert [name for name, found in told.items() if what in found] == []
