"""Everything that the store and the server promise, tried for as long as there is time.

python -m tests.torture [--minutes 60] [--seed 1] [--only PART …] [--share 1.0] says at the end, in a table, what was
tried how often and what did not hold; its status is then 1. Parts: steps (a kill before each step of each command),
kills (1,000 of a living store), writers (8 × 100 commits beside readers), servers (two on one store), hostile (100,000
inputs). A part that is out of time ends where it is. The same seed gives the same commands, kills by steps and inputs;
what comes by the clock, as half of the kills and all that run at once, comes as the machine has it.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.torture.tried import Tried, Until

ROOT = Path(__file__).parents[2]
# part → its part of the time
TIMES = {"steps": 5, "kills": 30, "writers": 25, "servers": 10, "hostile": 30}


def _steps(folder: Path) -> list[Tried]:
    """tests/data/kills.py, which patches what it kills, in a process of its own."""
    tried, began = Tried("a kill before each step of eight commands", 0), time.monotonic()
    run = subprocess.run(
        [sys.executable, "-m", "tests.data.kills", str(folder)], cwd=ROOT, capture_output=True, text=True
    )
    for line in run.stdout.splitlines():
        name, *rest = line.split(", ")
        found = {what: int(count) for count, what in re.findall(r"(\d+) ([^,]+)", ", ".join(rest))}
        tried.goal += found.pop("steps")
        tried.done += found.get("before", 0) + found.get("after", 0) + found.get("neither", 0)
        for what, count in found.items():
            if what in ("before", "after"):
                tried.counts[f"left what was {what}"] += count
            else:
                tried.faults.append(f"{name}: {count} {what}")
    tried.faults += [run.stderr] if run.stderr else []
    tried.seconds = time.monotonic() - began
    return [tried]


def part(name: str, folder: Path, seconds: float, seed: int, share: float) -> list[Tried]:
    """Try one part below a folder for so many seconds at most, or a share of what it is to try."""
    # each is imported by the process that tries it: some read the environment as they are
    from tests.torture import hostile, killing, together

    parts: dict[str, Callable[[], list[Tried]]] = {
        "steps": lambda: _steps(folder),
        "kills": lambda: [killing.killed(folder, int(1000 * share), Until.seconds(seconds), seed)],
        "writers": lambda: [together.writers(folder, max(8, int(800 * share)), Until.seconds(seconds))],
        "servers": lambda: [together.servers(folder, max(2, int(40 * share)), Until.seconds(seconds))],
        "hostile": lambda: hostile.hostile(folder, int(100_000 * share), seconds, seed),
    }
    return parts[name]()


def main(arguments: list[str] | None = None) -> int:
    """Try what the words ask for, each part in a process of its own; print the table, give 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="of the kills, commits and inputs")
    parser.add_argument("--only", nargs="+", choices=list(TIMES), default=list(TIMES), metavar="PART")
    chosen = parser.parse_args(arguments)
    ends = time.monotonic() + 60 * chosen.minutes
    failed = False
    print(f"seed {chosen.seed}, {chosen.minutes:g} minutes at most", flush=True)
    print("| tried | how often | held | of these | time |\n|---|---|---|---|---|", flush=True)
    for number, name in enumerate(chosen.only):
        left = sum(TIMES[one] for one in chosen.only[number:])
        seconds = max(ends - time.monotonic(), 1) * TIMES[name] / left
        with tempfile.TemporaryDirectory(prefix="planledger-torture-") as folder:
            child = os.fork()
            if child == 0:
                status = 70
                try:
                    status = _told(part(name, Path(folder), seconds, chosen.seed, chosen.share))
                except BaseException:
                    traceback.print_exc()
                finally:
                    sys.stdout.flush()
                    os._exit(status)
            failed |= os.waitpid(child, 0)[1] != 0
    return int(failed)


def _told(found: list[Tried]) -> int:
    for tried in found:
        print(tried.row(), flush=True)
        for fault in tried.faults[:50]:
            print(f"    {tried.what}: {fault}", file=sys.stderr)
    return int(any(tried.faults for tried in found))


if __name__ == "__main__":
    sys.exit(main())
