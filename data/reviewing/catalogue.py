"""The rows of the catalogue that a review brings: its document and, where the ledger lacks them, region, period,
indicators and units; and the labels learnt.
"""

import hashlib
import re
from collections.abc import Iterable

from data.people import Person
from data.results.units import SCALES, parted, unit_of
from data.reviewing.about import PLANS, About, region_id_of
from data.reviewing.decided import NewIndicator
from data.reviewing.ledger import Ledger, Rows
from data.reviewing.rows import Taken, tidy

# the ordinals of five-year plans, 一 to 二十九
ONES = "零一二三四五六七八九"
MOST_LABEL = 60
REFERENCES = ("nation", "province")


def document_row(about: About, document_id: str, period_id: str, content: bytes, name: str) -> dict[str, str]:
    """The row of documents.csv; name: of the file that was read."""
    own = ("title_zh", "title_en", "short_zh", "short_en", "issuer", "document_number", "issued_on", "kind", "url")
    return {
        "document_id": document_id,
        **{column: tidy(getattr(about, column)) for column in (*own, "licence", "note")},
        "region_id": region_id_of(about),
        "period_id": period_id,
        "sha256": hashlib.sha256(content).hexdigest(),
        "file_name": tidy(re.split(r"[/\\]", name)[-1])[-200:],
    }


def region_rows(about: About, known: Ledger) -> Rows:
    """The row of a region that the ledger has not; none where it has."""
    region_id = region_id_of(about)
    if not about.region_zh or known.region(region_id):
        return []
    # the place that a commit would give: so it finds the ledger that a trial has built of the same rows
    is_reference = about.region_level in REFERENCES
    taken = {int(row["place"]) for row in known.regions if (row["level"] in REFERENCES) == is_reference}
    return [
        {
            "region_id": region_id,
            "name_zh": tidy(about.region_zh),
            "short_zh": re.sub(r"(?<=.{2})[省市]$", "", tidy(about.region_zh)),
            "name_en": tidy(about.region_en),
            "adcode": about.region_adcode,
            "level": about.region_level,
            "parent_region_id": about.region_parent,
            "place": str(next(place for place in range(len(taken) + 1) if place not in taken)),
        }
    ]


def period_of(about: About, known: Ledger, by: Person) -> tuple[str, Rows]:
    """The id of the period that the document plans for, and its row where the ledger lacks it.

    Periods are of all regions: who may write for some alone brings none, and the facts are judged over their own spans.
    """
    if about.period_id:
        return about.period_id, []
    if about.kind not in PLANS or not about.year_from or about.year_from == about.year_to:
        return "", []
    first, last = int(about.year_from), int(about.year_to)
    for row in known.periods:
        if (int(row["year_from"]), int(row["year_to"])) == (first, last):
            return row["period_id"], []
    if by.regions is not None:
        return "", []
    number = (first - 1951) // 5
    if last - first == 4 and (first - 1951) % 5 == 0 and 0 < number < 30:
        row = {"period_id": f"{number}fyp", "name_zh": f"“{_ordinal(number)}五”", "name_en": f"{number}th plan"}
    else:
        row = {"period_id": f"{first}-{last}", "name_zh": f"{first}—{last}年", "name_en": f"{first}–{last}"}
    return row["period_id"], [{**row, "year_from": str(first), "year_to": str(last)}]


def _ordinal(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{ONES[tens]}十") + (ONES[ones] if ones else "")


def indicator_rows(new: Iterable[NewIndicator], used: set[str], known: Ledger) -> Rows:
    """The rows of the new indicators that a figure uses; one that an import brought meanwhile is as that has it."""
    made = []
    for one in new:
        if one.indicator_id not in used:
            continue
        row = known.indicator(one.indicator_id)
        own = {column: tidy(getattr(one, column)) for column in NewIndicator.__dataclass_fields__}
        if row:
            own |= {column: text for column, text in row.items() if column in own and column != "name_en"}
        made.append(own)
    return made


def unit_rows(units: Iterable[str], known: Ledger) -> Rows:
    """Rows for units that nobody knows: each measures what it counts, 万 and 亿 before it are so many times as much."""
    made = []
    for unit in dict.fromkeys(units):
        if unit and unit not in known.dimensions and unit_of(unit) is None:
            scale, counted = parted(unit)
            counted = counted or unit
            made.append({"unit": unit, "dimension": counted, "factor": str(SCALES.get(scale, 1)), "name_en": unit})
    return made


def label_rows(taken: Iterable[Taken], chosen: set[int]) -> Rows:
    """The names under which a person chose an indicator, to be offered the next time. chosen: numbers of candidates."""
    pairs = {
        (tidy(one.candidate.label_raw), one.candidate.indicator_id)
        for one in taken
        if one.number in chosen and 0 < len(one.candidate.label_raw) <= MOST_LABEL
    }
    return [{"label": label, "indicator_id": indicator_id} for label, indicator_id in sorted(pairs)]
