"""The command line of the ledger: what it prints, where, and with which exit status."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from components.exports.__main__ import main as exports_main
from data import store
from data.__main__ import main
from queries.__main__ import main as queries_main

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


def test_what_the_system_refuses_is_one_line_and_a_status(tmp_path, capsys, monkeypatch):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    (tmp_path / "store/.lock").mkdir(parents=True)
    given = str(Path(__file__).parent / "import-0.3.0")
    for command in (
        ["build", "--store", str(tmp_path / "file")],
        ["import", given, "--as", "x", "--store", str(tmp_path / "file")],
        ["import", given, "--as", "x", "--store", str(tmp_path / "store")],
        ["backup", str(tmp_path / "no/such/folder.zip"), "--store", str(tmp_path / "other")],
        ["backup", str(tmp_path), "--store", str(tmp_path / "other")],
    ):
        assert main(command) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        (line,) = printed.err.splitlines()
        assert str(tmp_path) in line or str(tmp_path.parent) in line


def test_a_full_disk_changes_nothing_and_is_said_in_a_line(tmp_path, capsys, monkeypatch):
    given = str(Path(__file__).parent / "import-0.3.0")

    def full(*_):
        raise OSError(28, "No space left on device", "the disk")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", full)
        assert main(["import", given, "--as", "x", "--store", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "the disk: No space left on device\n"
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


ALL_OF_THEM = """
import os, resource, sys
from pathlib import Path
import data.__main__, queries.__main__, components.exports.__main__
store, given, backup = sys.argv[1:4]
os.environ["PLANLEDGER_STORE"] = store
commands = [(data.__main__, ["build"]), (data.__main__, ["check"]), (data.__main__, ["import", given, "--as", "x"]),
            (data.__main__, ["restore", backup]), (data.__main__, ["backup", store + "/made.zip"]),
            (queries.__main__, ["region_list"]), (components.exports.__main__, ["list"])]
# the second comes to its limit when most of the ledger is written
for most, some in ((100_000, commands), (1_000_000, commands[:1])):
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    for module, words in some:
        print("status", words[0], module.main(words), flush=True)
        print("--", file=sys.stderr, flush=True)
print(sorted(path.name for path in Path(store).rglob("*") if path.name != ".lock"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of that kind there")
def test_a_disk_on_which_no_ledger_fits_is_said_in_a_line_by_every_command_and_nothing_is_left(tmp_path):
    """A file may have so many bytes and no more: DuckDB, too, then finds the disk full, in its own words."""
    other = tmp_path / "other"
    shutil.copytree(Path(__file__).parent / "import-0.3.0", other / "imports" / "demo-bay")
    assert main(["backup", str(tmp_path / "other.zip"), "--store", str(other)]) == 0
    (tmp_path / "store").mkdir()
    given = [tmp_path / "store", Path(__file__).parent / "import-0.3.0", tmp_path / "other.zip"]
    told = subprocess.run(
        [sys.executable, "-c", ALL_OF_THEM, *map(str, given)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    statuses = re.findall(r"^status (\w+) (\d)$", told.stdout, re.MULTILINE)
    assert len(statuses) == 8, told.stderr
    for (command, status), text in zip(statuses, told.stderr.split("--\n"), strict=False):
        # what is small is written
        assert status == ("0" if command == "backup" else "1")
        assert command == "backup" or re.fullmatch("[^\n]*File too large[^\n]*\n", text), text
    left = told.stdout.splitlines()[-1]
    assert left == "['.briefings.lock', '.log.lock', 'built', 'log.jsonl', 'made.zip']"


@pytest.fixture
def may_not_write():
    """A folder with a built store that belongs to somebody else, as a checkout that may only be read is too; inside,
    whoever is root is nobody.
    """
    folder = Path(tempfile.mkdtemp(prefix="planledger-test-"))
    store.built_file(folder / "store")
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o555 if place.is_dir() else 0o444)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        if is_root:
            try:
                (ROOT / "data/schema.sql").read_bytes()
            except PermissionError:
                pytest.skip("the project lies where nobody else may read")
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        for place in (folder, *(place for place in folder.rglob("*") if place.is_dir())):
            place.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="files belong to people otherwise there")
def test_a_store_of_another_user_is_read_and_every_change_is_refused_in_a_line(may_not_write, capsys, monkeypatch):
    folder, given = may_not_write, str(Path(__file__).parent / "import-0.3.0")
    monkeypatch.setenv("PLANLEDGER_STORE", str(folder / "store"))
    for module, words in ((main, ["check"]), (queries_main, ["region_list"]), (exports_main, ["list"])):
        assert module(words) == 0, capsys.readouterr()
    capsys.readouterr()
    for command in (
        ["import", given, "--as", "x"],
        ["undo", "x"],
        ["restore", str(PLAN)],
        ["backup", str(folder / "made.zip")],
        ["build", "--store", str(folder / "new")],
        ["check", given, "--as", "x"],
    ):
        assert main(command) == 1, command
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith(str(folder)), line
        assert line.endswith(": Permission denied"), line


def test_two_files_that_are_no_facts_are_said_to_be_none(capsys):
    assert main(["compare", sys.executable, sys.executable]) == 2
    assert capsys.readouterr().err.startswith(f"no facts in {sys.executable}")


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are Unicode there")
def test_a_chinese_folder_where_python_reads_no_chinese_is_said_in_a_line(tmp_path):
    others = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for module in (["data", "build"], ["queries", "region_list"], ["components.exports", "list"]):
        command = [sys.executable, "-m", *module]
        told = subprocess.run(
            command, cwd=ROOT, capture_output=True, timeout=60,
            env=os.environ | others | {"PLANLEDGER_STORE": str(tmp_path / "台账")},
        )  # fmt: skip
        assert told.returncode == 1, module
        assert b"Traceback" not in told.stderr
        assert b"PYTHONUTF8=1" in told.stderr
