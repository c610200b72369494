"""An indicator that the ledger has not, filled in by rule from the figure that asks for it."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data import store
from data.reading.candidates import Candidate
from data.reading.characters import clean
from data.reading.natures import is_flow
from data.reviewing.ledger import Ledger, ledger
from data.reviewing.rows import tidy

MEASURES = ("period_total", "stock", "rate", "year_flow", "growth_rate", "amount")
DIRECTIONS = ("up", "down", "none")
RATES = ("%", "‰", "个百分点")
GROWTH = re.compile(r"增速|增长率?$|增幅|年均增长")
LESS = re.compile(
    r"失业率|死亡率|发生率|发病率|患病率|致死|能耗|排放|事故|浓度|污染|纠纷|逾期|投诉|辍学|贫困|抚养比|占用|耗水|损失|降低|下降|减少|PM"
)
MONEY = re.compile(r"元(?:/.*)?$")
LEADING = re.compile(r"^(?:其中[:：]?|[（(]?\d{1,3}[)）]?[.、．]|[—\-\s#]+)")
UNIT_INSIDE = re.compile(r"[（(\[][^（）()\[\]]{0,12}[)）\]]$")
# a share of the two-letter pieces of a theme's name from which a text is said to speak of it
LIKE_A_THEME = 0.3


@dataclass(frozen=True)
class NewIndicator:
    """An indicator that the ledger has not, as a row of indicators.csv; name_en and definition may be empty."""

    indicator_id: str
    name_zh: str
    name_en: str = ""
    theme_id: str = ""
    measure: str = ""
    direction: str = ""
    unit: str = ""
    definition: str = ""


def new_indicator(candidate: Candidate, folder: Path | None = None, shipped: Path = store.SHIPPED) -> NewIndicator:
    """An indicator for a candidate that matches none, filled in by rule: name, theme, measure, direction and unit.

    The same name gives the same id, in any import. Raises LedgerFault.
    """
    return made_for(candidate, ledger(folder, shipped))


def made_for(candidate: Candidate, known: Ledger) -> NewIndicator:
    """As new_indicator, of a ledger that was asked already."""
    measure = measure_of(candidate)
    name = _free_name(name_of(candidate), candidate, measure, known)
    unit = candidate.unit or (_unit_in_words(candidate.value_raw) if candidate.value is None else "")
    is_less = bool(LESS.search(name)) or (candidate.comparator in ("le", "lt") and candidate.role == "target")
    return NewIndicator(
        indicator_id=id_of(name),
        name_zh=name,
        theme_id=_theme(candidate, known),
        measure=measure,
        direction="down" if is_less else "up",
        unit="%" if unit == "个百分点" else unit,
    )


def id_of(name: str) -> str:
    """The id that a name always gives."""
    return f"named_{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def name_of(candidate: Candidate) -> str:
    """The printed name without 其中, row numbers, blanks and the unit in brackets at its end."""
    name = "".join(candidate.label_raw.split())
    name = re.sub("^(?:全[市省区县州]|我[市省区县州])(?=.{3})", "", LEADING.sub("", name))
    inside = UNIT_INSIDE.search(name)
    if inside and candidate.unit and clean(candidate.unit).text in clean(inside[0]).text:
        name = name[: inside.start()]
    return name[:60]


def measure_of(candidate: Candidate) -> str:
    """What kind of quantity it is, by its form, unit, basis and name."""
    if candidate.target_form == "growth" or GROWTH.search(candidate.label_raw):
        return "growth_rate"
    if candidate.unit in RATES or (candidate.value is None and not candidate.unit):
        return "rate"
    if candidate.role == "standard" or (
        MONEY.search(candidate.unit) and candidate.basis == "at_end" and not is_flow(candidate.label_raw)
    ):
        return "amount"
    if candidate.basis == "each_year":
        return "year_flow"
    return "period_total" if candidate.basis == "total" or is_flow(candidate.label_raw, candidate.unit) else "stock"


def _unit_in_words(printed: str) -> str:
    """The unit of a goal in words: 分钟 of 15分钟便捷服务圈; a share where it names none (全覆盖)."""
    found = re.search(r"\d\s*(分钟|小时|天|个?工作日|年|次|公里)", printed)
    return found[1] if found else "%"


def _free_name(name: str, candidate: Candidate, measure: str, known: Ledger) -> str:
    """The name, with its kind behind it where the ledger has that name for something else."""
    names = {row[column] for row in known.indicators for column in ("name_zh", "short_zh")}
    if name not in names:
        return name
    tail = "增速" if measure == "growth_rate" else f"（{candidate.unit or '文字'}）"
    made = name + tail
    return made if made not in names else f"{made}（另一口径）"


def _theme(candidate: Candidate, known: Ledger) -> str:
    """The theme whose name stands most in headings and name, else that of the nearest indicator, else the first."""
    text = f"{candidate.section} {candidate.label_raw}"
    likeness = {row["theme_id"]: _share(row["name_zh"], text) for row in known.themes}
    best = max(likeness, key=lambda theme: likeness[theme], default="")
    if best and likeness[best] >= LIKE_A_THEME:
        return best
    rows = {row["indicator_id"]: row["theme_id"] for row in known.indicators}
    near = (rows[indicator_id] for indicator_id, _ in candidate.near if indicator_id in rows)
    return next(near, known.themes[0]["theme_id"] if known.themes else "")


def _share(name: str, text: str) -> float:
    """How many of the two-letter pieces of a name stand in a text, as a share."""
    pieces = {name[i : i + 2] for i in range(len(name) - 1)}
    return sum(piece in text for piece in pieces) / len(pieces) if pieces else float(name in text)


def faults_of_new(one: NewIndicator, all_new: Iterable[NewIndicator], known: Ledger) -> list[tuple[str, str]]:
    """(column, token) of what keeps a new indicator from the catalogue."""
    found = [
        (column, "new.missing")
        for column in ("name_zh", "theme_id", "measure", "direction", "unit")
        if not tidy(getattr(one, column))
    ]
    if not re.fullmatch("[a-z][a-z0-9_]{0,99}", one.indicator_id):
        found.append(("indicator_id", "new.id"))
    if one.theme_id and one.theme_id not in {row["theme_id"] for row in known.themes}:
        found.append(("theme_id", "new.unknown_theme"))
    for column, words in (("measure", MEASURES), ("direction", DIRECTIONS)):
        if getattr(one, column) not in ("", *words):
            found.append((column, "new.word"))
    own = {row["indicator_id"]: row for row in known.indicators}
    others = [row for indicator_id, row in own.items() if indicator_id != one.indicator_id]
    if one.indicator_id in own and own[one.indicator_id]["name_zh"] != one.name_zh:
        found.append(("indicator_id", "new.id_taken"))
    beside = [other for other in all_new if other is not one]
    for column in ("name_zh", "name_en"):
        text = getattr(one, column)
        if text and (
            any(row[column] == text for row in others) or any(getattr(other, column) == text for other in beside)
        ):
            found.append((column, "new.name_taken"))
    return found
