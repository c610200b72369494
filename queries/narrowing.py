"""Answers that are part of a wider one: rows chosen by columns of their own, as the question's SQL chooses them.

To plan a question takes ten times as long as to choose among the rows that it has already found.
"""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

# a condition that a parameter makes of a column, one a line
_CONDITION = re.compile(
    r"^(?:where|    and) \(?\$(?P<key>\w+) is null"
    r" or (?:\w+\.)?(?P<column>\w+)(?:::varchar)? = (?:any\(\$(?P=key)\)|\$(?P=key))\)?$",
    re.MULTILINE,
)
# a macro of data/ that is read for some regions: it leaves the rows of others out and does nothing else
_READ = re.compile(r"\bfrom \w+\([^()]*\$region_ids[^()]*\)")
# what makes a row, or whether it is there, depend on others that are asked for with it
_TOGETHER = re.compile(r"\b(?:over|group by|qualify|limit|distinct|union)\b")


def choosing(sql: str) -> dict[str, str]:
    """Parameter → the column of the answer by which it chooses rows and does nothing else; none where rows depend on
    each other.
    """
    parts = re.split("^select", re.sub(r"--.*", "", sql), flags=re.MULTILINE)
    before, last = "".join(parts[:-1]), parts[-1]
    if len(parts) > 2 or _TOGETHER.search(last):
        return {}
    before = _READ.sub("", before)
    answered = _CONDITION.sub("", last.rpartition("order by")[0])
    left_out = re.findall(r"\w+", " ".join(re.findall(r"exclude \(([^)]*)\)", answered)))
    named = set(re.findall(r"\w+", re.sub(r"exclude \([^)]*\)", "", answered)))
    return {
        found["key"]: column
        for found in _CONDITION.finditer(last)
        if f"${found['key']}" not in before
        and (column := found["column"]) not in left_out
        and (column in named or "*" in answered)
    }


def is_plain(value: Any) -> bool:
    """Whether a value chooses among cells as they stand: texts, a whole number or a truth, which SQL need not read."""
    return all(type(one) is str for one in value) if isinstance(value, tuple) else type(value) in (bool, int)


def narrowed(rows: pd.DataFrame, wanted: Mapping[str, Any]) -> pd.DataFrame:
    """The rows of which each column has what is wanted of it: a value, or one of several (a tuple)."""
    places = list(range(len(rows)))
    for column, value in wanted.items():
        values = frozenset(value if isinstance(value, tuple) else (value,))
        # cell by cell: of so few pandas takes longer to begin
        cells = rows[column].tolist()
        places = [place for place in places if cells[place] in values]
    found = rows.take(places)
    found.index = pd.RangeIndex(len(found))
    # truths of which the wider answer has blanks, and this one none, are plain
    for name in [name for name, kind in rows.dtypes.items() if isinstance(kind, pd.BooleanDtype)]:
        if found[name].notna().all():
            found[name] = found[name].astype(bool)
    return found
