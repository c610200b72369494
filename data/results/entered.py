"""What a person wrote into a cell, read by rule: a figure, words that say there is none, or what is refused.

The figure itself is read by the rules for cells of printed tables (data/reading/figures.py).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from data.reading.characters import clean
from data.reading.figures import Figure, figures
from data.results.units import SCALES, parted, unit_of
from data.results.wanted import WantedResult

UNPUBLISHED = re.compile(
    r"\(?(?:尚?未(?:公布|发布|统计|出数|取得|反馈|开展)|暂无(?:数据)?|无数据|无|缺|不公布"
    r"|n/?a|none|not (?:yet )?published|none yet|[—\-/.…~]+)\)?",
    re.IGNORECASE,
)
# what an office program writes where a formula fails
ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NULL!|NUM!)|Err:\d+", re.IGNORECASE)
# thousands set apart by commas or blanks: all groups after the first have three digits
THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:([,， \u00a0\u2009\u202f'’])\d{3})(?:\1\d{3})*(?![\d])")
NOTED = re.compile(r"\((?:初步|快报|预计|预期|估计|初报|preliminary|estimate)[^()]*\)|预计|初步|快报|预期")
# digits before and after the point that the ledger holds
MOST_BEFORE, MOST_AFTER = 12, 6


@dataclass(frozen=True)
class Entry:
    """What was entered for one row: the text as typed and a note; a note confirms the doubts of its row.

    where: the cell or row as the person knows it (C7, 第3行), empty in a form. change_kind: correction 更正,
    revision 修订 or adjustment 调整 of the figure that the ledger has by an earlier entry; empty means correction.
    """

    key: str
    printed: str
    note: str = ""
    where: str = ""
    change_kind: str = ""


@dataclass(frozen=True)
class Read:
    """An entry as a figure in a unit; `kind` is figure, blank (nothing entered), unpublished (未公布, —) or none (it is
    no figure: `fault` is the token that says why).

    printed: the figure as the ledger keeps it: digits of one width, without thousands. value: in `unit`, which is the
    row's own unless the entry says another of its kind; in_unit: the same in the row's unit. status: preliminary or
    estimate where the entry says so.
    """

    kind: str
    value: Decimal | None = None
    comparator: str = ""
    unit: str = ""
    in_unit: Decimal | None = None
    printed: str = ""
    status: str = ""
    is_bracketed: bool = False
    fault: str = ""


def _refused(fault: str) -> Read:
    return Read("none", fault=fault)


def read(entry: Entry, row: WantedResult) -> Read:
    """An entry read by rule: full-width digits, thousands, 万 and 亿, %, brackets and signs are understood."""
    printed = entry.printed.strip()
    if not printed:
        return Read("blank")
    if len(printed) > 60:
        return _refused("words")
    if ERROR.fullmatch(printed):
        return _refused("formula_failed")
    if printed.startswith("=") or printed.startswith("＝"):
        return _refused("formula_as_text")
    grouped = THOUSANDS.sub(lambda found: found[0].replace(found[1], ""), _one_width(printed))
    text = clean(grouped).text
    if UNPUBLISHED.fullmatch(text):
        return Read("unpublished")
    return _figure(text, row)


def _one_width(text: str) -> str:
    """Digits and points of full width as plain ones, so that thousands are seen."""
    return text.translate({ord("０") + digit: str(digit) for digit in range(10)} | {ord("．"): "."})


def _figure(text: str, row: WantedResult) -> Read:
    is_below_zero = bool(re.match(r"[—\-−]\d", text))
    found = figures(text.lstrip("—-−"))
    if len(found) != 1:
        return _refused("separators" if re.search(r"\d[，, ]\d", text) else "several")
    figure = found[0]
    if figure.value is None:
        return _refused("words")
    if figure.high is not None:
        return _refused("range")
    if figure.form and row.measure != "growth_rate":
        return _refused("is_change")
    rest = text.lstrip("—-−")
    rest = NOTED.sub("", rest[: figure.start]) + NOTED.sub("", rest[figure.end :])
    if rest:
        return _refused("words_beside")
    value = -figure.value if is_below_zero else figure.value
    if value < 0 and row.measure != "growth_rate":
        return _refused("below_zero")
    whole, _, after = format(figure.value, "f").partition(".")
    if len(whole) > MOST_BEFORE or len(after) > MOST_AFTER:
        return _refused("digits")
    return _in_unit(figure, value, row, text)


def _in_unit(figure: Figure, value: Decimal, row: WantedResult, text: str) -> Read:
    unit = figure.unit
    if unit in SCALES and unit:
        unit += parted(row.unit)[1]
    known = unit_of(unit) if unit and unit != row.unit else None
    if unit and unit != row.unit and (known is None or known.dimension != row.dimension):
        return _refused("unit_unknown" if known is None else "unit_of_another_kind")
    factor = known.factor if known else row.factor
    marks = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}
    noted = NOTED.search(text)
    status = "" if not noted else "estimate" if re.search("预|估|estim", noted[0]) else "preliminary"
    return Read(
        "figure",
        value,
        figure.comparator,
        unit or row.unit,
        value * factor / row.factor,
        marks.get(figure.comparator, "") + format(value, "f"),
        status,
        figure.basis == "total",
    )
