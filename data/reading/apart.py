"""Reading in a process of its own: bounded, told page by page, ended at once when nobody waits for it any more."""

import atexit
import contextlib
import io
import os
import pickle
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any
from weakref import WeakSet

from data.reading.extract import Reading
from data.reading.matching import Name
from data.reading.refusal import MOST_BYTES, MOST_SECONDS, Unreadable

ROOT = Path(__file__).resolve().parents[2]
MOST_AT_ONCE = 2
# what a process may answer with; it has opened a foreign file and is not believed further
CLASSES = {
    ("data.reading.extract", "Reading"),
    ("data.reading.heading", "Heading"),
    ("data.reading.candidates", "Candidate"),
    ("decimal", "Decimal"),
    *(("data.reading.document", name) for name in ("Document", "Paragraph", "Table", "Cell", "Spot")),
}
_seats = threading.BoundedSemaphore(MOST_AT_ONCE)
_running: WeakSet["Job"] = WeakSet()


class _Answers(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


class Job:
    """One task in a process of its own: "reading", then "read", "refused" or "stopped". Safe to ask from any thread.

    `page` of `pages` is how far it has come; 0 of 0 where that is not known.
    """

    def __init__(self, task: str, content: bytes, arguments: tuple[Any, ...], seconds: int) -> None:
        self.state = "reading"
        self.page = self.pages = 0
        self.answer: Any = None
        self.refusal: Unreadable | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._ended = threading.Event()
        if len(content) > MOST_BYTES:
            size = len(content) // 1_000_000
            self._settle("refused", refusal=Unreadable("too_large", megabytes=size, most=MOST_BYTES // 1_000_000))
            self._ended.set()
            return
        _running.add(self)
        threading.Thread(target=self._run, args=(task, (content, *arguments), seconds), daemon=True).start()

    @property
    def reading(self) -> Reading | None:
        """What was read, once it is."""
        return self.answer if isinstance(self.answer, Reading) else None

    def cancel(self) -> None:
        """End the process at once; returns when it is gone. What has ended already stays as it ended."""
        self._settle("stopped")
        self._kill()
        self._ended.wait()

    def wait(self) -> Any:
        """The answer, when there is one; raises Unreadable where it was refused or stopped."""
        self._ended.wait()
        if self.refusal or self.state == "stopped":
            raise self.refusal or Unreadable("stopped")
        return self.answer

    def _settle(self, state: str, answer: Any = None, refusal: Unreadable | None = None) -> None:
        """Set how it ended, the first time that somebody says so."""
        with self._lock:
            if self.state == "reading":
                self.answer, self.refusal, self.state = answer, refusal, state

    def _kill(self) -> None:
        with self._lock:
            process = self._process
        if process is not None:
            process.kill()
            process.wait()

    def _run(self, task: str, arguments: tuple[Any, ...], seconds: int) -> None:
        try:
            with _seats:
                self._work(pickle.dumps((task, arguments, seconds)), seconds)
        finally:
            self._settle("refused", refusal=Unreadable("interrupted"))
            self._ended.set()
            _running.discard(self)

    def _work(self, asked: bytes, seconds: int) -> None:
        with self._lock:
            if self.state != "reading":
                return
            self._process = process = subprocess.Popen(
                [sys.executable, "-m", "data.reading.worker"],
                cwd=ROOT,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
                },
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        # a process that only waits uses no time of calculation: the clock on the wall ends it
        clock = threading.Timer(2 * seconds, self._out_of_time)
        clock.daemon = True
        clock.start()
        try:
            with process:
                with contextlib.suppress(BrokenPipeError):
                    self._hand(process, asked)
                self._hear(process)
                process.kill()
        finally:
            clock.cancel()
        if sys.platform != "win32" and process.returncode == -24:  # SIGXCPU
            self._out_of_time()

    def _out_of_time(self) -> None:
        self._settle("refused", refusal=Unreadable("too_slow"))
        self._kill()

    @staticmethod
    def _hand(process: subprocess.Popen[bytes], asked: bytes) -> None:
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write(asked)

    def _hear(self, process: subprocess.Popen[bytes]) -> None:
        """Take the messages of the process until it has answered or is gone."""
        assert process.stdout is not None
        while (message := _message(process.stdout)) is not None:
            kind, *said = message
            if kind == "page":
                self.page, self.pages = said
                continue
            if kind == "answer":
                self._settle("read", answer=said[0])
            else:
                self._settle("refused", refusal=Unreadable(said[0], **said[1]))
            return


def _message(pipe: IO[bytes]) -> tuple[Any, ...] | None:
    """The next message, or none where the pipe ends before one does."""
    head = pipe.read(8)
    content = pipe.read(struct.unpack(">Q", head)[0]) if len(head) == 8 else b""
    try:
        found = _Answers(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, EOFError):
        return None
    return found if isinstance(found, tuple) else None


@atexit.register
def _end_all() -> None:
    for job in list(_running):
        job._kill()


def start(content: bytes, name: str, known: list[Name] | None = None) -> Job:
    """Begin to read a file in a process of its own; returns at once."""
    return Job("read", content, (name, known), MOST_SECONDS)


def read_apart(content: bytes, name: str, known: list[Name] | None = None) -> Reading:
    """Read a file in a process of its own and wait for it; raises Unreadable where it gives nothing."""
    reading: Reading = start(content, name, known).wait()
    return reading
