"""The signs and words of tables that a newcomer does not know, each explained where it stands."""

import re
from collections.abc import Iterable, Sequence

from components.language.words import say
from components.model.column import Column

# sign → the kinds of columns in whose cells it is looked for (None: any), and how it looks there
SIGNS: dict[str, tuple[tuple[str, ...] | None, re.Pattern[str]]] = {
    "brackets": (("printed",), re.compile(r"^[\[({〔（【]\s*[\d.,—~-]+\s*[\])}〕）】]$", re.MULTILINE)),
    "points": (("change",), re.compile(r"(?:^|[ +−])[\d.]+(?: ‡)?$", re.MULTILINE)),
    "plan": (("result",), re.compile(" → ")),
    "bounds": (("written", "result"), re.compile(r"^[≥≤]", re.MULTILINE)),
    "doubt": (None, re.compile("‡")),
    "pending": (None, re.compile("待核实|to be verified")),
    "schedule": (None, re.compile("序时进度|schedule")),
    "inner": (("name",), re.compile("^(其中|of which)", re.MULTILINE)),
    "grades": (None, re.compile(r"^[●◐○] [ABC]\b", re.MULTILINE)),
}


def signs_explained(cells: Iterable[tuple[Column, Sequence[str]]]) -> list[str]:
    """What the signs mean that stand in these cells (a column, its texts), each once, in the order of SIGNS."""
    told = [(column.kind, "\n".join(texts)) for column, texts in cells]
    return [
        say(f"sign.{sign}")
        for sign, (kinds, look) in SIGNS.items()
        if any((kinds is None or kind in kinds) and look.search(text) for kind, text in told)
    ]
