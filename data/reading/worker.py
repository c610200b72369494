"""The process in which a foreign file is opened: a task from standard input, progress and answer to standard output.

It is started by data/reading/apart.py as a program of its own. What a file does to it, the server does not feel.
"""

import logging
import os
import pickle
import struct
import sys
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from data.reading.refusal import MOST_MEMORY, Unreadable

# in megabytes, for a small server
MEMORY = int(os.environ.get("PLANLEDGER_READING_MEMORY") or MOST_MEMORY // 1_000_000)

Advance = Callable[[int, int], None]


def _read(content: bytes, name: str, known: Any, advance: Advance) -> Any:
    from data.reading.extract import read

    return read(content, name, known, advance)


def _drawn(content: bytes, page: int, width: int, _: Advance) -> bytes:
    from data.reading.pictures import drawn

    return drawn(content, page, width)


TASKS: dict[str, Callable[..., Any]] = {"read": _read, "draw": _drawn}


def limit(memory: int, seconds: int) -> None:
    """Bound memory (bytes) and time of calculation (seconds) of this process, where the system can."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def send(out: BinaryIO, message: tuple[Any, ...]) -> None:
    """Write one message with its length before it."""
    content = pickle.dumps(message)
    out.write(struct.pack(">Q", len(content)) + content)
    out.flush()


def main() -> int:
    """Do the one task that was asked for; what libraries print goes nowhere."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    # readers of PDF complain of every odd font
    logging.disable(logging.ERROR)
    try:
        task, arguments, seconds = pickle.load(sys.stdin.buffer)
        limit(MEMORY * 1_000_000, seconds)
        answer = TASKS[task](*arguments, lambda page, pages: send(out, ("page", page, pages)))
        message: tuple[Any, ...] = ("answer", answer)
    except BrokenPipeError:
        return 1
    except Unreadable as refused:
        message = ("refused", refused.token, refused.blanks)
    except (MemoryError, RecursionError):
        message = ("refused", "too_heavy", {"megabytes": MEMORY})
    except Exception:
        traceback.print_exc()
        message = ("refused", "failed", {})
    send(out, message)
    return 0


if __name__ == "__main__":
    sys.exit(main())
