"""What a part of the torture gives back, and the small ledger that it works on."""

import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from data import store

SMALL = Path(__file__).parents[1] / "data" / "small"


@dataclass
class Tried:
    """What was tried: its name, how many times it was to be, how often it was done, further counts, and what did not
    hold, a sentence each.
    """

    what: str
    goal: int
    done: int = 0
    counts: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def row(self) -> str:
        """A line of the table: what, done of the goal, what held, seconds of the clock."""
        held = "all held" if not self.faults else f"**{len(self.faults)} did not hold**"
        more = ", ".join(f"{count:,} {name}" for name, count in sorted(self.counts.items()))
        return f"| {self.what} | {self.done:,} of {self.goal:,} | {held} | {more} | {self.seconds:,.0f} s |"


@dataclass(frozen=True)
class Until:
    """A moment of the clock at which a part ends, however far it is."""

    at: float

    @classmethod
    def seconds(cls, seconds: float) -> "Until":
        """So many seconds from now."""
        return cls(time.monotonic() + seconds)

    def is_over(self) -> bool:
        """Whether it is that late."""
        return time.monotonic() >= self.at


def lay_no_rules() -> None:
    """From now on this process and those forked from it build ledgers of their tables alone: what is tried here is that
    rows are there whole, and most of a build is rules.
    """
    store.rule = lambda connection, names=(): None


def shipped_in(folder: Path) -> Path:
    """The small ledger, copied below a folder."""
    return Path(shutil.copytree(SMALL, folder / "shipped"))


def source(folder: Path, shipped: Path, name: str, facts: int = 1) -> Path:
    """A folder to import under a name: one document of its own with some facts."""
    place = folder / "given" / name
    for part in ("catalog", "facts"):
        (place / part).mkdir(parents=True)
    taken = {
        "catalog/documents.csv": ("catalog/documents.csv", 1),
        "facts/demo-plan.csv": (f"facts/{name}.csv", facts),
    }
    for of, (to, rows) in taken.items():
        header, *lines = (shipped / of).read_text(encoding="utf-8").splitlines()
        own = [line.replace("demo-plan", name) for line in lines[:rows]]
        (place / to).write_text("\n".join((header, *own, "")), encoding="utf-8")
    return place
