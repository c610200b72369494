"""The shipped ledger in a store of the tests' own, and small ledgers of a few invented facts beside it."""

import csv
from pathlib import Path

import pandas as pd
import pytest

import queries
from data import store
from queries.frames import frame_of
from tests.laid import laid

REGION = {
    "region_id": "demo-town", "name_zh": "示例镇", "name_en": "Demo Town", "short_zh": "示例镇",
    "short_en": "Demo Town", "adcode": "999999",
}  # fmt: skip
# what the store gives a region that does not say it
PLACED = {"level": "prefecture", "place": 0}
# indicator_id: measure, direction, unit; demo_jobs_2 is another one like demo_jobs
INDICATORS = {
    "demo_jobs": ("period_total", "up", "万人"),
    "demo_stock": ("stock", "up", "万人"),
    "demo_rate": ("rate", "up", "%"),
    "demo_ceiling": ("rate", "down", "%"),
}
SPANS = {"period_total": ((2016, 2020), (2021, 2025)), "stock": ((2020, 2020), (2025, 2025))}
SPANS["rate"] = SPANS["stock"]
SIGNS = {">": "gt", "≥": "ge", "<": "lt", "≤": "le", "约": "approx"}


def read(value_raw: str) -> tuple[str, str]:
    """(value, comparator) of a printed figure; both empty for a printed blank."""
    digits = value_raw.strip("[]()").lstrip("".join(SIGNS))
    return (digits, SIGNS.get(value_raw[0], "eq")) if digits[:1].isdigit() else ("", "")


def form(indicator_id: str) -> tuple[str, str, str]:
    return INDICATORS[indicator_id.rstrip("_0123456789")]


class Demo:
    """A ledger of one invented region, filled fact by fact and then asked."""

    def __init__(self):
        self.documents: dict[str, dict] = {}
        self.facts: list[dict] = []
        self.relations: list[dict] = []
        self.series: list[dict] = []

    def document(self, document_id: str = "demo-plan", **changes) -> str:
        self.documents.setdefault(
            document_id,
            {
                "document_id": document_id, "title_zh": document_id, "title_en": document_id, "short_zh": document_id,
                "short_en": document_id, "issuer": "示例镇政府", "issued_on": "2021", "kind": "five_year_plan",
                "region_id": "demo-town", "period_id": "14fyp",
            }
            | changes,
        )  # fmt: skip
        return document_id

    def fact(self, indicator_id: str, role: str, value_raw: str, **changes) -> str:
        """Add a fact; changes are columns of the CSV, `document_id` among them. Returns its fact_id."""
        document_id = self.document(changes.pop("document_id", "demo-plan"))
        measure, _, unit = form(indicator_id)
        before, during = SPANS[measure]
        year_from, year_to = during if role == "target" else before
        value, comparator = read(value_raw)
        place = changes.get("place", "text")
        fact = {
            "fact_id": f"{document_id}.{place}{len(self.facts)}", "document_id": document_id, "region_id": "demo-town",
            "indicator_id": indicator_id, "role": role, "place": place, "locator": f"第{len(self.facts)}处",
            "label_raw": indicator_id, "value_raw": value_raw, "value": value, "comparator": comparator, "unit": unit,
            "year_from": year_from, "year_to": year_to, "through_month": 12,
            "basis": "total" if measure == "period_total" else "at_end", "basis_source": "printed",
            "data_status": "final", "reliability": "A",
        } | changes  # fmt: skip
        self.facts.append(fact)
        return fact["fact_id"]

    def row(self, table_no: int, row_no: int, indicator_id: str, **cells) -> None:
        """A row of an indicator table: role → printed form, or (printed form, changes of the columns)."""
        earlier = {"year_from": 2016, "year_to": 2020} if form(indicator_id)[0] == "period_total" else {}
        for role, cell in cells.items():
            value_raw, changes = cell if isinstance(cell, tuple) else (cell, {})
            if table_no == 1:  # the table of the period before
                base = {"year_from": 2011, "year_to": 2015} if earlier else {"year_from": 2015, "year_to": 2015}
                spans = {"baseline": base, "target": earlier or {"year_from": 2020, "year_to": 2020}}
                changes = spans.get(role, {}) | changes
            self.fact(indicator_id, role, value_raw, place="table", table_no=table_no, row_no=row_no, **changes)

    def indicators(self) -> list[dict]:
        """Those of the facts, as rows of the catalogue."""
        return [
            {
                "indicator_id": name, "name_zh": name, "name_en": f"{name}, in English", "short_zh": name,
                "short_en": f"{name}, in English", "theme_id": "employment", "measure": measure,
                "direction": direction, "unit": unit,
            }
            for name in sorted({fact["indicator_id"] for fact in self.facts})
            for measure, direction, unit in [form(name)]
        ]  # fmt: skip

    def _tables(self) -> dict[str, list[dict]]:
        """The rows of each table as they are stored; a blank is null."""
        given = {
            "regions": [REGION | PLACED, REGION | PLACED | {"region_id": "qingdao", "adcode": "370200"}],
            "documents": list(self.documents.values()),
            "indicators": self.indicators(),
            "series": self.series,
            "relations": self.relations,
            "facts": [{"import_id": "demo"} | fact for fact in self.facts],
        }
        return {
            table: [{key: x or None if isinstance(x, str) else x for key, x in row.items()} for row in rows]
            for table, rows in given.items()
        }

    def ask(self, name: str, **choices) -> pd.DataFrame:
        """The rows of a question that asks of no month, as `queries.ask` gives them."""
        tables = self._tables()
        sql = (queries.FOLDER / f"{name}.sql").read_text(encoding="utf-8")
        cursor = laid().hold(repr(tables), lambda: tables, sql)
        return frame_of(cursor.execute(sql, {key: choices.get(key) for key in queries.parameters(name)}))


def _write(path: Path, table: str, rows: list[dict]) -> None:
    with (store.SHIPPED / table).open(encoding="utf-8", newline="") as shipped:
        header = next(csv.reader(shipped))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


class Imported(Demo):
    """The invented region as an import beside all that is shipped, asked through the same door as all."""

    def __init__(self, folder: Path):
        super().__init__()
        self.folder = folder

    def ask(self, name: str, **choices) -> pd.DataFrame:
        root = self.folder / "imports" / "demo"
        catalog = {"regions": [REGION], "documents": list(self.documents.values()), "indicators": self.indicators()}
        for table, rows in (catalog | {"relations": self.relations, "series": self.series}).items():
            _write(root / f"catalog/{table}.csv", f"catalog/{table}.csv", rows)
        for document_id in self.documents:
            facts = [fact for fact in self.facts if fact["document_id"] == document_id]
            _write(root / f"facts/{document_id}.csv", "facts/qingdao-hrss-14fyp.csv", facts)
        return queries.ask(name, self.folder, **choices)


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, shipped_store: Path) -> None:
    """Questions of these tests go to the shipped ledger alone, whatever has been imported elsewhere."""
    monkeypatch.setenv("PLANLEDGER_STORE", str(shipped_store))


@pytest.fixture
def demo() -> Demo:
    """An invented region to be filled with facts and asked, alone in its ledger and without what is found once for
    all.
    """
    return Demo()


@pytest.fixture
def demo_beside_shipped(tmp_path: Path) -> Imported:
    """An invented region as an import beside all shipped facts."""
    return Imported(tmp_path)
