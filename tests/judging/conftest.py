"""Invented ledgers in memory, judged by the project's own SQL, and the shipped ledger in a store of the tests' own."""

import re
from pathlib import Path

import duckdb
import pytest

import queries
from tests.laid import FOUND, Laid, laid

SIGNS = {">": "gt", "≥": "ge", "<": "lt", "≤": "le", "约": "approx"}
ENDINGS = {"以内": "le", "以上": "ge", "左右": "approx"}


def read(value_raw: str) -> dict:
    """value, value_high and comparator of a figure as printed: [175], <4.5, 4.5%以内, 5—10, 20左右."""
    numbers = re.findall(r"-?[0-9]+(?:[.][0-9]+)?", value_raw.replace("—", " "))
    signs = [token for mark, token in SIGNS.items() if value_raw.startswith(mark)]
    endings = [token for ending, token in ENDINGS.items() if value_raw.endswith(ending)]
    return {
        "value": numbers[0] if numbers else None,
        "value_high": numbers[1] if len(numbers) > 1 else None,
        "comparator": [*signs, *endings, "eq"][0],
    }


class Invented:
    """A ledger of one invented region: indicators, plans and results are added one by one, then it is asked."""

    def __init__(self):
        self.indicators: list[dict] = []
        self.documents: dict[str, dict] = {}
        self.facts: list[dict] = []
        self.series: list[dict] = []
        self.relations: list[dict] = []
        self._state = object()  # another one with each fact
        self._laid: Laid | None = None

    def indicator(self, measure: str = "period_total", direction: str = "up", unit: str = "万人", **changes) -> str:
        name = f"demo_{len(self.indicators)}"
        self.indicators.append(
            {
                "indicator_id": name, "name_zh": name, "name_en": f"{name} in English", "short_zh": name,
                "short_en": name, "theme_id": "employment", "measure": measure, "direction": direction, "unit": unit,
            }
            | changes
        )  # fmt: skip
        return name

    def document(self, document_id: str, **changes) -> str:
        self.documents.setdefault(
            document_id,
            {
                "document_id": document_id, "title_zh": document_id, "title_en": document_id, "short_zh": document_id,
                "short_en": document_id, "issuer": "示例镇政府", "issued_on": None, "kind": "press",
                "region_id": "demo-town", "period_id": None,
            }
            | changes,
        )  # fmt: skip
        return document_id

    def fact(self, indicator_id: str, role: str, value_raw: str, **changes) -> str:
        kind = next(i for i in self.indicators if i["indicator_id"] == indicator_id)
        document_id = self.document(changes.pop("document_id"), period_id=changes.pop("period_id", None))
        place = changes.get("place", "text")
        self.facts.append(
            {
                "fact_id": f"{document_id}.{place}{len(self.facts)}", "document_id": document_id,
                "region_id": "demo-town", "indicator_id": indicator_id, "role": role, "place": place, "table_no": None,
                "row_no": None, "locator": f"第{len(self.facts)}处", "label_raw": indicator_id, "value_raw": value_raw,
                "unit": kind["unit"], "through_month": 12, "basis_source": "printed", "series": None,
                "attribute": None, "intent": None, "test": None, "data_status": "final", "reliability": "A",
                "import_id": "shipped",
                "basis": "total" if kind["measure"] in ("period_total", "year_flow") else "at_end",
            }
            | read(value_raw)
            | changes
        )  # fmt: skip
        self._state, self._laid = object(), None
        return self.facts[-1]["fact_id"]

    def target(self, indicator_id: str, value_raw: str, years: tuple[int, int] = (2021, 2025), **changes) -> str:
        """A table target; every target stands in a plan of its own, unless document_id says which."""
        given = {"document_id": f"plan-{len(self.facts)}", "place": "table", "table_no": 1, "row_no": len(self.facts)}
        return self.fact(
            indicator_id, "target", value_raw, **given | {"year_from": years[0], "year_to": years[1]} | changes
        )

    def actual(self, indicator_id: str, value_raw: str, year: int, month: int = 12, **changes) -> str:
        """A result of a year up to a month, in a document of its own unless document_id says which."""
        given = {"document_id": f"news-{len(self.facts)}", "year_from": year, "year_to": year, "through_month": month}
        return self.fact(indicator_id, "actual", value_raw, **given | changes)

    def total(self, indicator_id: str, value_raw: str, years: tuple[int, int] = (2021, 2025), **changes) -> str:
        """A printed total of more than one year."""
        return self.actual(indicator_id, value_raw, years[1], **{"year_from": years[0]} | changes)

    def base(self, indicator_id: str, value_raw: str, year: int = 2020, **changes) -> str:
        given = {"document_id": f"bases-{len(self.facts)}", "year_from": year, "year_to": year}
        return self.fact(indicator_id, "baseline", value_raw, **given | changes)

    def _built(self, sql: str | None = None) -> duckdb.DuckDBPyConnection:
        """The connection whose tables hold this ledger, ready for a statement: that of all, or its own."""
        return (self._laid or laid()).hold(self._state, self._tables, sql)

    def _tables(self) -> dict[str, list[dict]]:
        """The rows of each table, in the order in which they refer to each other."""
        names = [f"{column}_{language}" for column in ("name", "short") for language in ("zh", "en")]
        town = {"region_id": "demo-town", "adcode": "999999", "level": "prefecture", "place": 0}
        return {
            "regions": [town | dict.fromkeys(names, "示例镇")],
            "documents": list(self.documents.values()),
            "indicators": self.indicators,
            "series": self.series,
            "relations": self.relations,
            "facts": self.facts,
        }

    def alone(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own, for what lays more than the rules of judging: no other ledger is asked on it."""
        self._laid = self._laid or Laid()
        return self._built()

    def ask(self, name: str, **choices) -> list[dict]:
        """The rows of a question of queries/; decimals come as Decimal."""
        sql = (Path(queries.FOLDER) / f"{name}.sql").read_text(encoding="utf-8")
        return self.rows(sql, {key: choices.get(key) for key in queries.parameters(name)})

    def rows(self, sql: str, values) -> list[dict]:
        """The rows of a statement on the built tables and views."""
        cursor = self._built(sql).execute(sql, values)
        columns = [column for column, *_ in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def find(self, topic: str) -> list[dict]:
        """The findings of a topic, in the order of finding_list."""
        self._laid = laid(FOUND)
        return [row for row in self.ask("finding_list") if row["topic"] == topic]

    def judge(self, as_of: str) -> dict[str, dict]:
        """target_fact_id → its row of judgement_list at a month."""
        return {row["target_fact_id"]: row for row in self.ask("judgement_list", as_of=as_of)}


@pytest.fixture
def invented() -> Invented:
    return Invented()


@pytest.fixture(scope="session")
def invent() -> type[Invented]:
    """For tests that need more than one ledger, or one for a whole table of cases."""
    return Invented


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, shipped_store: Path) -> None:
    """Questions of these tests go to the shipped ledger alone, whatever has been imported elsewhere."""
    monkeypatch.setenv("PLANLEDGER_STORE", str(shipped_store))
