"""Two independent transcriptions or readings of one document, set side by side.

Each is a file of facts, of candidates (`python -m data extract`), a half-done review of the store (drafts/….json), or a
document itself, which is read.
"""

import csv
from difflib import SequenceMatcher
from pathlib import Path

COMPARED = (
    "role",
    "value",
    "value_high",
    "comparator",
    "unit",
    "year_from",
    "year_to",
    "through_month",
    "basis",
    "attribute",
    "modality",
    "chapter",
    "table_no",
    "row_no",
)


Rows = list[dict[str, str]]


def _rows(path: Path) -> Rows:
    """The figures of a file as rows with the columns of facts; what the file has not is not there."""
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        if not rows or "locator" in rows[0]:
            return [row | ({"evidence": row["wording"]} if "wording" in row else {}) for row in rows]
    # the reader of documents is loaded for them alone
    from data.reviewing.readings import rows_of

    return rows_of(path)


def _wording(row: dict[str, str]) -> str:
    return "".join((row.get("evidence") or row["label_raw"]).split())


def _likeness(row: dict[str, str], other: dict[str, str]) -> float:
    """How surely two rows are the same figure; 0 where they cannot be."""
    if (row["place"] == "table") != (other["place"] == "table"):
        return 0
    if row["place"] == "table":
        cell = ("table_no", "row_no", "role")
        return float(all(row[column] == other[column] for column in cell))
    if row["value_raw"] == other["value_raw"] and row.get("start", "-") == other.get("start"):
        return 5
    wording = SequenceMatcher(None, _wording(row), _wording(other), autojunk=False).ratio()
    label = SequenceMatcher(None, row["label_raw"], other["label_raw"], autojunk=False).ratio()
    alike = [column for column in ("value", "value_high", "role", "chapter") if column in row and column in other]
    figure = sum(row[column] == other[column] for column in alike) / len(alike)
    return 2 * wording + label + 2 * figure if wording + label > 0.6 else 0


def differences(first: Path, second: Path) -> list[str]:
    """What two transcriptions of a document say differently, one sentence a difference.

    Rows of the indicator tables are matched by their cell, all others by their wording and figure; ids and
    notes are not compared. An empty list means that both passes agree.
    """
    ours, theirs = _rows(first), _rows(second)
    pairs = sorted(
        (
            (likeness, i, j)
            for i, row in enumerate(ours)
            for j, other in enumerate(theirs)
            if (likeness := _likeness(row, other)) > 0
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in partner and j not in partner.values():
            partner[i] = j
    found = []
    for i, row in enumerate(ours):
        where = f"{first.name} line {i + 2} ({row['locator']} {row['label_raw']})"
        if i not in partner:
            found.append(f"{where}: {row['role']} {row['value_raw']} only in the first")
            continue
        other = theirs[partner[i]]
        found += [
            f"{where}: {column} is {row[column]!r} in the first, {other[column]!r} in the second"
            for column in COMPARED
            if column in row and column in other and row[column] != other[column]
        ]
    found += [
        f"{second.name} line {j + 2} ({other['locator']} {other['label_raw']}): "
        f"{other['role']} {other['value_raw']} only in the second"
        for j, other in enumerate(theirs)
        if j not in partner.values()
    ]
    return found
