"""Bases of a table, settled by the targets of their rows."""

import re
from dataclasses import replace
from decimal import Decimal

from data.reading.candidates import Candidate


def with_bases(candidates: list[Candidate]) -> list[Candidate]:
    """Bases settled by the targets of their rows.

    A blank base takes the basis of its target. A base without a bracket beside a total is one year's flow where it
    fits a year's share of the target (half to double); else it is not known whether it is a total (13.6 beside [18]).
    """
    rows: dict[tuple[int, str, str], list[Candidate]] = {}
    for one in candidates:
        rows.setdefault((one.table, one.row_no, one.label_raw), []).append(one)
    settled = []
    for one in candidates:
        row = rows[one.table, one.row_no, one.label_raw]
        totals = [c for c in row if c.role == "target" and c.basis == "total" and c.year_from and c.year_to]
        # 8 beside 新增5: what there is, and what comes to it
        is_added = any(re.search(r"新增|净增", c.value_raw) for c in totals)
        has_level = any(c.role == "target" and c.basis == "at_end" and c.value is not None for c in row)
        yearly = [c for c in row if c.role == "target" and c.basis == "each_year"]
        if one.role == "baseline" and one.value is None and not one.target_form and yearly:
            settled.append(replace(one, basis="each_year", year_from=one.year_to))
            continue
        if (
            one.role != "baseline"
            or not totals
            or has_level
            or is_added
            or one.basis not in ("flow", "at_end", "total")
        ):
            settled.append(replace(one, basis="total") if one.basis == "flow" else one)
            continue
        target = totals[-1]
        years = (target.year_to or 0) - (target.year_from or 0) + 1
        if one.value is None and not one.target_form:
            first = one.year_to - years + 1 if one.year_to else None
            settled.append(replace(one, basis="total", year_from=first))
        elif one.basis in ("flow", "at_end") and target.value:
            share = (one.value or Decimal(0)) * years / target.value
            fits = Decimal("0.5") <= share <= 2
            settled.append(replace(one, basis="total" if fits else "unknown", year_from=one.year_to))
        else:
            settled.append(one)
    return settled
