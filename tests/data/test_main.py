"""The command line of the ledger: what it prints, where, and with which exit status."""

import shutil
import subprocess
import sys
from pathlib import Path

from data import store
from data.__main__ import main

ROOT = Path(store.__file__).parents[1]
PLAN = Path(__file__).parent / "small/facts/demo-plan.csv"


def broken_store(folder: Path) -> Path:
    """A store whose import names regions and indicators that the shipped catalogue does not have."""
    facts = folder / "imports/broken/facts"
    facts.mkdir(parents=True)
    shutil.copy(PLAN, facts)
    return folder


def test_build_prints_the_file_and_the_seconds(tmp_path, capsys):
    assert main(["build", "--store", str(tmp_path)]) == 0
    file, seconds = capsys.readouterr().out.rstrip().rsplit(" (", 1)
    assert Path(file) == store.built_file(tmp_path)
    assert seconds.endswith(" s)")


def test_check_prints_the_counts(tmp_path, capsys):
    assert main(["check", "--store", str(tmp_path)]) == 0
    with store.reading(tmp_path) as ledger:
        documents, facts = ledger.execute(
            "select (select count(*) from documents), (select count(*) from facts)"
        ).fetchone()
    assert capsys.readouterr().out == f"{documents} documents, {facts} facts, no fault\n"


def test_check_and_build_print_faults_to_standard_error(tmp_path, capsys):
    broken_store(tmp_path)
    for command in ("check", "build"):
        assert main([command, "--store", str(tmp_path)]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "broken/facts/demo-plan.csv:2: unknown_indicator_id [demo_jobs]" in printed.err


def test_compare_counts_the_differences(tmp_path, capsys):
    other = tmp_path / "other.csv"
    other.write_text(PLAN.read_text(encoding="utf-8").replace(",3.1,3.1,,eq", ",3.1,3.7,,eq"), encoding="utf-8")
    assert main(["compare", str(PLAN), str(PLAN)]) == 0
    assert capsys.readouterr().out == "0 differences\n"
    assert main(["compare", str(PLAN), str(other)]) == 1
    difference, total = capsys.readouterr().out.splitlines()
    assert "value is '3.1' in the first, '3.7' in the second" in difference
    assert total == "1 difference"


def test_compare_says_which_file_is_missing(tmp_path, capsys):
    assert main(["compare", str(PLAN), str(tmp_path / "nothing.csv")]) == 2
    assert capsys.readouterr().err == f"no such file: {tmp_path / 'nothing.csv'}\n"


def test_the_module_passes_its_status_to_the_shell(tmp_path):
    command = [sys.executable, "-m", "data", "check", "--store", str(broken_store(tmp_path))]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60).returncode == 1
