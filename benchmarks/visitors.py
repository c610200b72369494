"""How long visitors wait when all of them ask at once: `python -m benchmarks.visitors`.

The app is started with a store of its own, and beside it an empty page. So many visitors open each page and see two
choices of it, then all go back and forth between them at the same moments: nothing is asked that was not seen before.
Printed are the median and the 95th percentile of the wait for the whole page, the server's processor time a rerun,
errors, answers that say something else than the first visitor's, and the memory of the server. The goal is a 95th
percentile of 1.5 seconds for fifty visitors on two cores, without an error, a wrong answer or growth of memory.
"""

import argparse
import asyncio
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.reruns import EMPTY, PAGES, new_choice

ROOT = Path(__file__).parents[1]
GOAL, VISITORS = 1.5, 50
# what a page says; its controls have marks of their session
TELLING = ("html", "markdown", "plotly_chart", "arrow_data_frame", "heading", "text")


@dataclass(frozen=True)
class Seen:
    """What a visitor waited for: seconds until the page was whole, its parts that tell something, number of errors."""

    seconds: float
    parts: tuple[bytes, ...]
    errors: int


@dataclass
class Visitor:
    """One session: its connection, what it was sent once and is only reminded of, and the page that it looks at."""

    socket: ClientConnection
    page: str
    known: dict[str, ForwardMsg] = field(default_factory=dict)
    script: str = ""

    async def see(self, choices: dict[str, str]) -> Seen:
        """Ask for the page with these choices, and wait until it is whole."""
        started = time.perf_counter()
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(choices)
        asked.rerun_script.page_script_hash = self.script
        asked.rerun_script.page_name = "" if self.script else self.page
        await self.socket.send(asked.SerializeToString())
        parts, errors = [], 0
        while True:
            told = ForwardMsg.FromString(await self.socket.recv(decode=False))
            if told.WhichOneof("type") == "ref_hash":
                told = self.known[told.ref_hash]
            elif told.hash:
                self.known[told.hash] = told
            match told.WhichOneof("type"):
                case "navigation":
                    self.script = told.navigation.page_script_hash
                case "page_config_changed":
                    parts.append(told.page_config_changed.title.encode())
                case "delta":
                    kind = told.delta.new_element.WhichOneof("type")
                    errors += kind == "exception"
                    if kind in TELLING:
                        parts.append(told.delta.SerializeToString(deterministic=True))
                case "script_finished":
                    errors += told.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY
                    return Seen(time.perf_counter() - started, tuple(parts), errors)


@dataclass(frozen=True)
class Server:
    """A started server: its port and its process."""

    port: int
    process: subprocess.Popen[bytes]

    def megabytes(self) -> float:
        """The memory that its process holds."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def processor(self) -> float:
        """Seconds of the processor that its process has taken."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def started(script: Path, store: Path) -> Iterator[Server]:
    """A page or app on a free port, ready to answer; ended by its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PLANLEDGER_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            if process.poll() is not None:
                raise SystemExit(f"{script} did not start")
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
                break
            time.sleep(0.1)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait()


@contextlib.asynccontextmanager
async def opened(server: Server, page: str, visitors: int) -> AsyncIterator[list[Visitor]]:
    """So many sessions at a page; nothing is asked yet."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    headers = {"Cookie": "planledger-form=wide", "Origin": f"http://127.0.0.1:{server.port}"}
    async with contextlib.AsyncExitStack() as links:
        people = []
        for _ in range(visitors):
            link = connect(address, subprotocols=["streamlit"], additional_headers=headers, max_size=None)
            people.append(Visitor(await links.enter_async_context(link), page))
        yield people


async def visited(server: Server, page: str, choices: dict[str, str], visitors: int, reruns: int) -> str:
    """A line of the table: what so many visitors of one page saw."""
    ways: tuple[dict[str, str], ...] = ({}, choices)
    async with opened(server, page, visitors) as people:
        seen: list[Seen] = []
        for way in (*ways, *ways):
            # one by one and gone through twice: what the page keeps is there, and nothing is new on it
            seen += [await person.see(way) for person in people]
        first = [seen[-2 * visitors].parts, seen[-visitors].parts]
        before, processor = server.megabytes(), server.processor()
        differing = 0
        waits: list[float] = []
        for number in range(reruns):
            answers = await asyncio.gather(*(person.see(ways[number % 2]) for person in people))
            waits += [answer.seconds for answer in answers]
            differing += sum(answer.parts != first[number % 2] for answer in answers)
            seen += [Seen(answer.seconds, (), answer.errors) for answer in answers]
        grown = server.megabytes() - before
        each = 1000 * (server.processor() - processor) / (visitors * reruns)
    late = statistics.quantiles(waits, n=20)[-1]
    errors = sum(one.errors for one in seen)
    cells = (f"{statistics.median(waits):.2f}", f"{late:.2f}", f"{each:.0f}", errors, differing, f"{grown:.1f}")
    return _line(page or "empty", *cells, f"{server.megabytes():.0f}")


def _line(page: str, *cells: object) -> str:
    return f"{page:<14}" + "".join(f"{cell!s:>12}" for cell in cells)


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.visitors", description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=VISITORS)
    parser.add_argument("--reruns", type=int, default=10, help="how often everyone asks, all at the same moment")
    parser.add_argument("--pages", nargs="+", choices=[*PAGES], default=[*PAGES])
    chosen = parser.parse_args(arguments)
    print(
        f"{chosen.visitors} visitors at once, {chosen.reruns} reruns each; the goal for p95 is {GOAL} s at {VISITORS}"
    )
    print(_line("page", "p50, s", "p95, s", "CPU, ms", "errors", "differing", "grown, MB", "server, MB"))
    with tempfile.TemporaryDirectory(prefix="planledger-benchmark-") as name:
        empty = Path(name) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        with started(empty, Path(name)) as server:
            print(asyncio.run(visited(server, "", {}, chosen.visitors, chosen.reruns)), flush=True)
        with started(ROOT / "app.py", Path(name)) as server:
            for page in chosen.pages:
                print(asyncio.run(visited(server, page, new_choice(page), chosen.visitors, chosen.reruns)), flush=True)


if __name__ == "__main__":
    main()
