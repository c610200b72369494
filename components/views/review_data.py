"""台账维护, a plan that is read: what its review is drawn from, in words.

The door of what is drawn to data/reading and data/reviewing.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from components.language.words import language, say
from components.views import evidence
from components.views.catalogue import themes
from data.reading.candidates import Candidate, plain
from data.reading.document import Document, Paragraph, Table
from data.reading.extract import Reading
from data.reading.refusal import say as said_of_reading
from data.reviewing.decided import ACCEPTED, Decision, Objection, accepted, is_sure
from data.reviewing.indicators import NewIndicator

# of a candidate what a review shows and lets be corrected
SHOWN = (
    *("place", "table", "row_no", "label_raw", "unit", "role", "year_from", "year_to", "value_raw", "value"),
    *("value_high", "comparator", "basis", "target_form", "attribute", "indicator_id", "wording", "locator"),
)
ROLES = ("baseline", "target", "actual", "completion_rate", "standard")
COMPARATORS = ("eq", "ge", "gt", "le", "lt", "approx")
BASES = ("total", "at_end", "each_year", "average", "pooled", "unknown")
FORMS = ("", "change", "growth", "relative", "words")
ATTRIBUTES = ("", "binding", "expected")
MEASURES = ("period_total", "stock", "rate", "year_flow", "growth_rate", "amount")
DIRECTIONS = ("up", "down", "none")
WORDS = (
    *("first", "otherwise", "original", "read", "card", "rest", "label", "count", "progress", "sure", "sure_what"),
    *("rest_doubtful", "no_role", "against"),
    *("indicator", "search", "fresh", "all_fresh", "alike", "accept", "reject", "edit", "doubtful", "back"),
    *("state_open", "state_accepted", "state_rejected", "own_name_zh", "own_theme_id", "own_measure"),
    *("own_direction", "own_unit", "label_raw", "value_raw", "value", "value_high", "comparator", "unit"),
    *("role", "year_from", "year_to", "basis", "target_form", "attribute"),
)

# below it, a name that is near is not worth offering
LEAST_NEAR = 50
# what the review fills in by itself
BLANKS = {name: f"{{{name}}}" for name in ("name", "count", "all", "doubtful")}


def payload(
    reading: Reading,
    decisions: Iterable[Decision],
    new: Iterable[NewIndicator],
    against: Iterable[Objection],
    otherwise: Mapping[int, str],
    pages: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """All that the review of a reading is drawn from, as JSON has it.

    otherwise: candidate's number → what the ledger says of the same. pages: of a PDF each page with its number, source,
    words and places, a candidate's number with its sides as shares of the page; empty for what is shown as text.
    """
    decided = list(decisions)
    objections: dict[int, list[str]] = defaultdict(list)
    for one in against:
        if one.number is not None:
            objections[one.number].append(one.said(language()))
    fresh = {one.indicator_id: one for one in new}
    anew = {one.number: {"anew": _anew(reading, one)} for one in decided if "value_raw" in one.changes}
    names = {**evidence.indicators(), **{key: one.name_zh for key, one in fresh.items()}}
    return {
        "language": language(),
        "words": {name: say(f"review.{name}", **BLANKS) for name in WORDS}
        | {"nameless": said_of_reading("unmatched", language())},
        "options": _options(),
        "candidates": [
            _candidate(number, one, objections.get(number, ()), otherwise.get(number)) | anew.get(number, {})
            for number, one in enumerate(reading.candidates)
        ],
        "groups": groups(reading.candidates),
        "indicators": [[key, name] for key, name in names.items()],
        "decisions": {one.number: {"state": one.state, "changes": dict(one.changes)} for one in decided},
        "fresh": {key: vars(one) for key, one in fresh.items()},
        "blocks": [] if pages else blocks(reading.document, reading.candidates),
        "pages": list(pages),
    }


def _options() -> dict[str, list[tuple[str, str]]]:
    """What may be chosen of each field: its tokens with their words."""
    families = {
        "role": ("role", ROLES),
        "comparator": ("comparator", COMPARATORS),
        "basis": ("basis", BASES),
        "target_form": ("form", FORMS),
        "attribute": ("attribute", ATTRIBUTES),
        "measure": ("measure", MEASURES),
        "direction": ("direction", DIRECTIONS),
    }
    found = {
        name: [(token, say(f"{family}.{token or 'none'}")) for token in tokens]
        for name, (family, tokens) in families.items()
    }
    return found | {"theme_id": list(themes().items())}


def _candidate(number: int, one: Candidate, against: Sequence[str], otherwise: str | None) -> dict[str, Any]:
    shown = {name: plain(getattr(one, name)) for name in SHOWN}
    return shown | {
        "n": number,
        "table": one.table,
        "column": column_words(one),
        "near": [[key, score] for key, score in one.near if score >= LEAST_NEAR],
        "doubts": [said_of_reading(token, language()) for token in one.doubt],
        "otherwise": otherwise,
        "against": list(against),
        "sure": is_sure(one) and otherwise is None,
    }


def _anew(reading: Reading, decision: Decision) -> dict[str, str]:
    """What is read of a candidate whose print was corrected."""
    (one,) = accepted(reading, [replace(decision, state=ACCEPTED)])
    return {name: plain(getattr(one, name)) for name in SHOWN if name != "table"}


def column_words(one: Candidate) -> str:
    """What a printed column holds: 目标 2025."""
    role = say(f"role.{one.role}") if one.role else say("review.no_role")
    return f"{role} {one.year_to}" if one.year_to else role


def groups(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    """The candidates as they are printed: each table with its columns and rows, then what stands in text.

    A table: name, numbers, columns (words), rows of row_no, section (where it begins), label, unit and a list of
    numbers a column. Text: name and numbers alone.
    """
    by_table: dict[int, list[int]] = defaultdict(list)
    texts: list[int] = []
    for number, one in enumerate(candidates):
        (by_table[one.table] if one.place == "table" else texts).append(number)
    found = [_table(numbers, candidates) for numbers in by_table.values()]
    if texts:
        found.append({"name": say("review.text", count=len(texts)), "numbers": texts, "columns": None, "rows": []})
    return found


def _table(numbers: Sequence[int], candidates: Sequence[Candidate]) -> dict[str, Any]:
    columns = list(dict.fromkeys(column_words(candidates[number]) for number in numbers))
    rows: list[dict[str, Any]] = []
    held: tuple[str, str] | None = None
    section = ""
    for number in numbers:
        one = candidates[number]
        if (key := (one.section, one.row_no)) != held:
            held = key
            rows.append({
                "row_no": one.row_no,
                "section": one.section if one.section != section else "",
                "label": one.label_raw,
                "unit": one.unit,
                "cells": [[] for _ in columns],
            })  # fmt: skip
            section = one.section
        rows[-1]["cells"][columns.index(column_words(one))].append(number)
    first = candidates[numbers[0]]
    name = first.locator.rsplit(" ", 1)[0]
    return {
        "name": say("review.table", name=name, count=len(numbers)),
        "numbers": list(numbers),
        "columns": columns,
        "rows": rows,
    }


def blocks(document: Document, candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    """The text of a document in its paragraphs and tables; each text with its marks (from, to, candidate's number)."""
    marked = sorted((one.start, one.end, number) for number, one in enumerate(candidates) if one.start >= 0)
    found: list[dict[str, Any]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(_text(block.text, block.place(0), marked))
        else:
            found.append({"rows": _rows(block, marked)})
    return found


def _text(text: str, start: int, marked: Sequence[tuple[int, int, int]]) -> dict[str, Any]:
    """A text with its marks; marked: of the whole document, in order."""
    inside = []
    if start >= 0:
        for first, last, number in marked[bisect_left(marked, (start,)) :]:
            if first >= start + len(text):
                break
            if last <= start + len(text):
                inside.append((first - start, last - start, number))
    return {"text": text, "marks": inside}


def _rows(table: Table, marked: Sequence[tuple[int, int, int]]) -> list[list[dict[str, Any]]]:
    """The cells of a table, each once, at its first place, with how many rows and columns it covers."""
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            places[id(cell)].append((r, c))
    found = []
    for r, row in enumerate(table.rows):
        line = []
        for c, cell in enumerate(row):
            there = places[id(cell)]
            if there[0] == (r, c):
                high, wide = len({r for r, _ in there}), len({c for _, c in there})
                line.append(_text(cell.text, cell.start, marked) | {"high": high, "wide": wide})
        found.append(line)
    return found
