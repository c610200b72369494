"""One command for all that is done outside the pages: build, check, import, ask, export, serve …

`planledger COMMAND …` does what `python -m data`, `python -m queries` and `python -m components.exports` do, under
one name and from any folder; `planledger COMMAND --help` says what a command takes.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

HOME = Path(__file__).resolve().parent
# command → the module that does it, its words before the reader's own, and what it is for
COMMANDS = {
    "build": ("data", ("build",), "build the store's DuckDB file"),
    "check": ("data", ("check",), "look for faults in the ledger, or in a folder before it is imported"),
    "extract": ("data", ("extract",), "read a plan or report into candidates, as CSV"),
    "table": ("data", ("table",), "write a table as a plan prints it as a folder to import"),
    "template": ("data", ("template",), "write the results that a year asks for as a workbook to be filled in"),
    "import": ("data", ("import",), "take a folder of CSV, or a filled workbook, into the ledger"),
    "undo": ("data", ("undo",), "take an import out again"),
    "backup": ("data", ("backup",), "write imports, briefings, log and roles into a zip file"),
    "restore": ("data", ("restore",), "put a backup in the place of imports and briefings"),
    "copy": ("data", ("copy",), "put a whole store into an empty one: a folder, or postgresql://…"),
    "compare": ("data", ("compare",), "set two transcriptions of one document side by side"),
    "ask": ("queries", (), "answer a question as CSV; without one, list them"),
    "briefings": ("components.exports", ("list",), "list the briefings"),
    "export": ("components.exports", ("briefing",), "write a briefing as pptx, xlsx, docx, html or zip"),
    "sentences": ("components.exports", ("sentences",), "write every sentence that the ledger says, as CSV"),
    "serve": ("streamlit", (), "open the app; what follows is Streamlit's own, such as --server.port 8600"),
}


def usage() -> str:
    """The commands, a line each."""
    lines = (f"  {name:<10} {meaning}" for name, (_, _, meaning) in COMMANDS.items())
    return "\n".join(("usage: planledger COMMAND …", "", *lines))


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command's own module does with the words after it; 2 for a command that is not there."""
    name, *words = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if name in ("-h", "--help"):
        print(usage())
        return 0
    if name not in COMMANDS:
        print(f"{name}: no such command\n\n{usage()}", file=sys.stderr)
        return 2
    module, before, _ = COMMANDS[name]
    if module == "streamlit":
        # Streamlit reads its settings from the folder that it is started in
        # and uvicorn would put what X-Forwarded-For says in the place of the proxy that roles.toml names
        believed = {**os.environ, "FORWARDED_ALLOW_IPS": os.environ.get("FORWARDED_ALLOW_IPS", "")}
        return _become([sys.executable, "-m", "streamlit", "run", "app.py", *words], believed)
    status: int = import_module(f"{module}.__main__").main([*before, *words])
    return status


def _become(command: list[str], environment: Mapping[str, str]) -> int:
    """Run a command from the project's folder as this process, so that whoever ends it ends the command too."""
    if sys.platform == "win32":  # there it would go on beside a shell that takes it for done
        return subprocess.call(command, cwd=HOME, env=environment)
    os.chdir(HOME)
    os.execve(command[0], command, environment)


if __name__ == "__main__":
    sys.exit(main())
