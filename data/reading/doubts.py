"""What is worth checking in what was read: by checks that can be said, not by a guess of confidence (issue 16)."""

import re
from collections import defaultdict
from dataclasses import replace

from data.reading.candidates import Candidate
from data.reading.matching import LIKELY, SURE, Matcher
from data.reading.natures import is_flow

NOTED = re.compile(r"(?:[\[({][\s\d]*[\])}]|括号|方括号|带括号)[^。\n]{0,12}(?:累计|合计|积累|总数|五年)|累计(?:数|值)")


def doubted(candidates: list[Candidate], matcher: Matcher, text: str) -> list[Candidate]:
    """The candidates with all their doubts, in the order they had. `text` is the cleaned text of the document."""
    found: dict[int, list[str]] = {i: list(one.doubt) for i, one in enumerate(candidates)}
    has_note = bool(NOTED.search(text))
    for i, one in enumerate(candidates):
        found[i] += _own(one, matcher, has_note)
    for check in (_gaps, _parts, _contradictions):
        for i, token in check(candidates):
            found[i].append(token)
    return [replace(one, doubt=tuple(dict.fromkeys(found[i]))) for i, one in enumerate(candidates)]


def _own(one: Candidate, matcher: Matcher, has_note: bool) -> list[str]:
    """What a candidate raises by itself."""
    tokens = []
    if one.value is not None and not one.unit:
        tokens.append("unit_unknown")
    if one.value is not None and one.indicator_id and not _same_kind(one, matcher.unit_of(one.indicator_id)):
        tokens.append("unit_of_another_kind")
    if one.value is not None and not _same_basis(one, matcher.measure_of(one.indicator_id)):
        tokens.append("basis_of_another_kind")
    if len(one.near) > 1 and one.near[0][1] - one.near[1][1] <= 3 and one.near[0][1] >= LIKELY:
        tokens.append("two_matches")
    if one.year_to is None:
        tokens.append("no_years")
    if one.target_form in ("words", "change"):
        tokens.append(one.target_form)
    if one.unit == "%" and one.value is not None and one.value > 100 and one.role != "completion_rate":
        tokens.append("ratio_over_hundred")
    if one.place == "table":
        if one.basis == "unknown":
            tokens.append("base_unknown")
        is_bracketed = bool(re.match(r"^[\[({〔［【（｛]", one.value_raw))
        if is_bracketed and not has_note:
            tokens.append("bracket_without_note")
        if one.basis == "total" and one.value is not None and not is_bracketed and is_flow(one.label_raw, one.unit):
            tokens.append("basis_inferred")
    elif one.match_score is None or one.match_score < SURE:
        tokens.append("unmatched")
    return tokens


def _same_kind(one: Candidate, unit: str) -> bool:
    rates = ("%", "‰", "个百分点")
    return not unit or (one.unit in rates) == (unit in rates)


def _same_basis(one: Candidate, measure: str) -> bool:
    """Whether a figure is counted as its indicator is: what adds up is no level at an end (新设 and 总数)."""
    against = {"total": ("stock",), "at_end": ("period_total", "year_flow")}
    return one.target_form != "" or one.unit == "%" or measure not in against.get(one.basis, ())


def _tables(candidates: list[Candidate]) -> dict[int, list[int]]:
    tables: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(candidates):
        if one.place == "table":
            tables[one.table].append(i)
    return tables


def _gaps(candidates: list[Candidate]) -> list[tuple[int, str]]:
    """Row numbers that do not run on: fewer rows were read than are printed."""
    found = []
    for rows in _tables(candidates).values():
        last = 0
        for i in rows:
            number = candidates[i].row_no
            if number.isdigit():
                if int(number) not in (last, last + 1, 1):
                    found.append((i, "row_gap"))
                last = int(number)
    return found


def _parts(candidates: list[Candidate]) -> list[tuple[int, str]]:
    """Rows 其中 of one unit that add up to more than the row above them."""
    found = []
    for rows in _tables(candidates).values():
        wholes: dict[tuple[str, int | None], Candidate] = {}
        sums: dict[tuple[str, int | None], float] = {}
        for i in rows:
            one = candidates[i]
            key = (one.role, one.year_to)
            if not re.match(r"^[\s—\-]*其中", one.label_raw):
                wholes[key], sums[key] = one, 0.0
            elif key in wholes and one.value is not None and one.unit == wholes[key].unit and one.unit != "%":
                sums[key] += float(one.value)
                whole = wholes[key].value
                if whole is not None and one.basis == wholes[key].basis and sums[key] > float(whole):
                    found.append((i, "parts_exceed_whole"))
    return found


def _contradictions(candidates: list[Candidate]) -> list[tuple[int, str]]:
    """Two figures of one document for the same indicator, role, years and basis that differ."""
    same: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, one in enumerate(candidates):
        if one.indicator_id and one.value is not None and (one.match_score or 0) >= SURE:
            key = (one.indicator_id, one.role, one.year_from, one.year_to, one.basis, one.target_form)
            same[key].append(i)
    return [
        (i, "contradicts")
        for group in same.values()
        if len({(candidates[i].value, candidates[i].unit) for i in group}) > 1
        for i in group
    ]
