"""Facts of which an import says only the name, the figure as printed, the role and the year: the rest is derived.

Value, sign and unit are read from the print by the rules for cells of tables (data/reading), indicator and basis from
the name. What cannot be told for certain is asked for, row by row; what a row says itself is never changed.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data import store
from data.reading.candidates import Candidate, plain
from data.reading.characters import clean
from data.reading.extract import NAMES
from data.reading.figures import Figure, figures
from data.reading.matching import SURE, Matcher, Name
from data.reading.natures import is_mean_of_years, is_yearly
from data.reading.tables import unit_of_label
from data.shape import Fault, LedgerFault, fault
from data.writing import put

# what a person gives of a fact; year stands for year_to
GIVEN = ("value_raw", "role")
# measures that add up over years
SUMMED = ("period_total", "year_flow")
Row = dict[str, str]


@dataclass(frozen=True)
class Document:
    """What a document row says of all its facts."""

    document_id: str
    region_id: str
    kind: str
    year_from: int | None
    year_to: int | None


@dataclass(frozen=True)
class Indicator:
    """What the catalogue says of an indicator."""

    indicator_id: str
    name: str
    measure: str
    unit: str


class Catalogue:
    """Documents, indicators and names: those of the ledger, and those that the import brings itself."""

    def __init__(self, folder: Path, shipped: Path, brought: Path) -> None:
        self.documents: dict[str, Document] = {}
        self.indicators: dict[str, Indicator] = {}
        names: list[Name] = []
        with duckdb.connect(str(store.built_file(folder, shipped)), read_only=True) as ledger:
            for row in ledger.execute(DOCUMENTS).fetchall():
                self.documents[row[0]] = Document(*row)
            for row in ledger.execute(
                "select indicator_id, name_zh, measure::varchar, unit from indicators"
            ).fetchall():
                self.indicators[row[0]] = Indicator(*row)
            names = [Name(*row) for row in ledger.execute(NAMES).fetchall()]
            periods = {
                row[0]: row[1:] for row in ledger.execute("select * exclude (name_zh, name_en) from periods").fetchall()
            }
        self._take(brought / "catalog", periods, names)
        self.matcher = Matcher(names)

    def _take(self, brought: Path, periods: dict[str, tuple[Any, ...]], names: list[Name]) -> None:
        """Add what an import brings itself."""
        for period in _rows(brought / "periods.csv"):
            if period.get("year_from", "").isdecimal() and period.get("year_to", "").isdecimal():
                periods[period["period_id"]] = (int(period["year_from"]), int(period["year_to"]))
        for one in _rows(brought / "documents.csv"):
            first, last = periods.get(one.get("period_id") or "", (None, None))
            made = Document(one.get("document_id", ""), one.get("region_id", ""), one.get("kind", ""), first, last)
            self.documents[made.document_id] = made
        for one in _rows(brought / "indicators.csv"):
            own = Indicator(*(one.get(column) or "" for column in ("indicator_id", "name_zh", "measure", "unit")))
            self.indicators[own.indicator_id] = own
            called = [name for name in (own.name, one.get("short_zh") or "") if name]
            names += [Name(own.indicator_id, name, own.unit, own.measure) for name in called]
        names += [Name(one.get("indicator_id", ""), one.get("label", "")) for one in _rows(brought / "labels.csv")]


DOCUMENTS = """
    select document_id, region_id, kind::varchar, p.year_from, p.year_to
    from documents left join periods p using (period_id)
"""


def _rows(file: Path) -> list[Row]:
    """The rows of a CSV by the names of their columns; none of a file that is not there or cannot be read as one."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        return []
    return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(io.StringIO(text))]


def complete(brought: Path, folder: Path, shipped: Path = store.SHIPPED) -> list[Row]:
    """Fill in what the facts of an import leave out, in its own files; return the facts that were completed.

    Raises LedgerFault for rows that do not say enough. A file with all its columns stays as it is.
    """
    required = {column for column, is_required in store.columns()["facts"].items() if is_required}
    lacking = []
    for file in sorted((brought / "facts").glob("*.csv")):
        rows = _rows(file)
        if rows and not required <= set(rows[0]) and set(GIVEN) <= set(rows[0]):
            lacking.append((file, rows))
    if not lacking:
        return []
    catalogue = Catalogue(folder, shipped, brought)
    done: list[Row] = []
    faults: list[Fault] = []
    for file, rows in lacking:
        made, wrong = completed(rows, file.stem, catalogue, f"{brought.name}/facts/{file.name}")
        faults += wrong
        if not wrong:
            put(file, _csv(made))
            done += made
    if faults:
        raise LedgerFault(faults)
    return done


def _csv(rows: list[Row]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def completed(
    rows: Iterable[Row], document_id: str, catalogue: Catalogue, file: str = ""
) -> tuple[list[Row], list[Fault]]:
    """Facts with all that can be derived of them, and what is asked for where that is not enough."""
    document = catalogue.documents.get(document_id)
    made: list[Row] = []
    faults: list[Fault] = []
    numbers: dict[str, str] = {}
    for line, given in enumerate(rows, 2):
        row = {column: text.strip() for column, text in given.items()}
        row["year_to"] = row.get("year_to") or row.pop("year", "")
        row.pop("year", None)
        wrong = _lack(row, document) or _matched(row, catalogue)
        if wrong:
            faults.append(fault(file, line, *wrong))
            continue
        assert document is not None
        indicator = catalogue.indicators.get(row["indicator_id"], Indicator(row["indicator_id"], "", "", ""))
        numbers.setdefault(row["label_raw"], str(len(numbers) + 1))
        made.append(_derived(row, document, indicator, numbers[row["label_raw"]]))
    ids: dict[str, int] = {}
    for row in made:
        ids[row["fact_id"]] = ids.get(row["fact_id"], 0) + 1
        if ids[row["fact_id"]] > 1:
            row["fact_id"] += f"-{ids[row['fact_id']]}"
    return made, faults


def _lack(row: Row, document: Document | None) -> tuple[str, str, str, str] | None:
    """What a row must say itself and does not: name of the fault, what was found, the mend in two languages."""
    label = row.get("label_raw") or row.get("indicator_id") or ""
    if document is None:
        return (
            "unknown_document_id", "", "文件名应是 documents.csv 中的 document_id，请先登记这份文件",
            "the file is named as its document_id in documents.csv: add the document there",
        )  # fmt: skip
    missing = [column for column in ("value_raw", "role", "year_to") if not row.get(column)]
    if not label:
        missing.insert(0, "label_raw")
    if missing:
        names = ", ".join(missing)
        return (
            "too_little", label, f"每行至少要有 label_raw 或 indicator_id、value_raw、role 和 year；这里缺 {names}",
            f"a row says label_raw or indicator_id, value_raw, role and year at least: {names} is empty",
        )  # fmt: skip
    if not row["year_to"].isdecimal():
        return "not_a_number", f"year={row['year_to']}", "year 填四位年份", "year is a year in four digits"
    return None


def _matched(row: Row, catalogue: Catalogue) -> tuple[str, str, str, str] | None:
    """Give a row its indicator by its label, or say which ones are near."""
    if row.get("indicator_id"):
        named = catalogue.indicators.get(row["indicator_id"])
        row["label_raw"] = row.get("label_raw") or (named.name if named else row["indicator_id"])
        return None
    unit = row.get("unit") or unit_of_label(clean(row["label_raw"]).text)
    near = catalogue.matcher.near(Candidate(label_raw=row["label_raw"], unit=unit))
    if near and near[0][1] >= SURE and (len(near) == 1 or near[0][1] - near[1][1] > 3):
        row["indicator_id"] = near[0][0]
        return None
    ids = ", ".join(indicator_id for indicator_id, _ in near)
    return (
        "unknown_label", row["label_raw"], f"认不准是哪个指标，请在 indicator_id 填写；相近的有：{ids or '无'}",
        f"which indicator it is cannot be told: fill in indicator_id; near are {ids or 'none'}",
    )  # fmt: skip


def _derived(row: Row, document: Document, indicator: Indicator, number: str) -> Row:
    text = clean(row["value_raw"]).text
    found = figures(text)
    figure = found[0] if len(found) == 1 else Figure(0, len(text), form="words")
    place = row.get("place") or ("table" if row.get("row_no") or row.get("table_no") else "text")
    own = {
        "document_id": document.document_id,
        "region_id": document.region_id,
        "place": place,
        "table_no": "1" if place != "text" else "",
        "row_no": number,
        "value": plain(figure.value),
        "value_high": plain(figure.high),
        "comparator": figure.comparator,
        "unit": _unit(figure, row, indicator),
        "reliability": "B" if document.kind == "press" else "A",
        "target_form": figure.form if row["role"] == "target" else "",
        **_span(figure, text, row, document, indicator),
    }
    made = own | {column: text for column, text in row.items() if text}
    section = made["table_no"] or row.get("chapter") or "1"
    year = f".{made['year_to']}" if made["role"] in ("actual", "completion_rate") else ""
    named = f"{made['document_id']}.{place}{section}-{made['row_no']}.{made['role']}{year}"
    where = f"表{section} 第{made['row_no']}行" if place != "text" else "正文"
    return {"fact_id": named, "locator": where} | made


def _unit(figure: Figure, row: Row, indicator: Indicator) -> str:
    said = row.get("unit") or unit_of_label(clean(row["label_raw"]).text) or indicator.unit
    if figure.unit in ("万", "亿", "万亿"):
        return figure.unit + said.lstrip("万亿")
    return figure.unit or said


def _span(figure: Figure, text: str, row: Row, document: Document, indicator: Indicator) -> Mapping[str, str]:
    """The basis of a figure, by which it is known, and the first year of its span."""
    year, label = int(row["year_to"]), row["label_raw"]
    basis, source = figure.basis, "printed" if figure.basis else "inferred"
    if not basis and is_yearly(label):
        basis, source = "each_year", "printed"
    if not basis and is_mean_of_years(label) and (row["role"] != "baseline" or figure.value is not None):
        basis = "average"
    if not basis:
        basis = "total" if indicator.measure in SUMMED else "at_end"
    if row.get("basis"):
        basis = row["basis"]
    years = document.year_to - document.year_from + 1 if document.year_from and document.year_to else 5
    first = year
    if row["role"] == "target" and basis in ("total", "each_year", "average") and document.year_to == year:
        first = document.year_from or year
    elif figure.basis == "total":
        first = year - years + 1
    if figure.value is None and row["role"] == "baseline" and basis == "total":
        first = year - years + 1
    return {"basis": basis, "basis_source": source, "year_from": str(first)}
