"""The one command answers as the modules do that stand behind it."""

import os
import re
import runpy
import sys
from importlib import import_module
from pathlib import Path

import pytest

import planledger
from data import store


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "planledger"
    store.built_file(folder)
    monkeypatch.setenv("PLANLEDGER_STORE", str(folder))


OUT = ["无", "--to", "zip", "--out", "none"]


@pytest.mark.parametrize(
    ("module", "words", "command"),
    [
        ("data", ["check"], ["check"]),
        ("data", ["check", "none"], ["check", "none"]),
        ("data", ["compare", "none", "none"], ["compare", "none", "none"]),
        ("data", ["undo", "none"], ["undo", "none"]),
        ("queries", ["region_list"], ["ask", "region_list"]),
        ("queries", ["nothing"], ["ask", "nothing"]),
        ("components.exports", ["list"], ["briefings"]),
        ("components.exports", ["--lang", "en", "list"], ["briefings", "--lang", "en"]),
        ("components.exports", ["briefing", *OUT], ["export", *OUT]),
    ],
)
def test_a_command_gives_what_its_module_gives(module, words, command, capsysbinary, monkeypatch):
    # what `python -m` does, in this process: a module that has run before is run anew
    monkeypatch.delitem(sys.modules, f"{module}.__main__", raising=False)
    monkeypatch.setattr(sys, "argv", ["", *words])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    by_module = capsysbinary.readouterr()
    status = planledger.main(command)
    assert (status, capsysbinary.readouterr()) == (ended.value.code, by_module)
    assert by_module.out or by_module.err


@pytest.mark.parametrize(("words", "status"), [(["--help"], 0), ([], 0), (["fly"], 2)])
def test_the_commands_are_listed_where_none_is_named_or_one_that_is_not_there(words, status, capsys):
    assert planledger.main(words) == status
    told = capsys.readouterr()
    assert [name for name in planledger.COMMANDS if name not in told.out + told.err] == []
    assert ("fly: no such command" in told.err) == (status == 2)


@pytest.mark.skipif(sys.platform == "win32", reason="a process becomes no other there")
def test_serve_becomes_the_server_in_the_folder_of_its_settings(monkeypatch, tmp_path):
    """Whoever ends it, as systemd or a shell does, ends the server, and no other process stays."""
    called = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execve", lambda *given: called.append((Path.cwd(), *given)))
    planledger.main(["serve", "--server.port", "8600"])
    ((folder, program, command, environment),) = called
    assert command == [program, "-m", "streamlit", "run", "app.py", "--server.port", "8600"]
    assert (folder / ".streamlit" / "config.toml").is_file()
    assert (folder / "app.py").is_file()
    # the server itself believes nobody who says that he forwards: whom to believe stands in roles.toml
    assert environment["FORWARDED_ALLOW_IPS"] == os.environ.get("FORWARDED_ALLOW_IPS", "")


@pytest.mark.parametrize("module", ["data", "components.exports"])
def test_every_command_of_a_module_has_one_here(module, capsys):
    with pytest.raises(SystemExit):
        import_module(f"{module}.__main__").main(["--help"])
    listed = re.search(r"^  \{([a-z,]+)\}$", capsys.readouterr().out, flags=re.MULTILINE)[1].split(",")
    assert sorted(listed) == sorted(before[0] for target, before, _ in planledger.COMMANDS.values() if target == module)
