"""The words by which plans speak of figures, from vocabulary.csv: units, verbs, adverbs, what measures end with.

`does` are verbs of doing (新增, 培育): what they count adds up. `reaches` say a level (达到, 控制在), `moves` a change
(增长, 提高). `also_noun` are verbs of doing that stand in names too (服务接通率). `measure` ends a name (总量, 产值).
"""

import csv
import re
from functools import cache
from pathlib import Path


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, the longer before what they begin with."""
    with (Path(__file__).parent / "vocabulary.csv").open(encoding="utf-8", newline="") as file:
        found = [row["word"] for row in csv.DictReader(file) if row["kind"] == kind]
    return tuple(sorted(found, key=len, reverse=True))


def any_of(kind: str) -> str:
    """A pattern that fits any word of a kind."""
    return "|".join(map(re.escape, words(kind)))
