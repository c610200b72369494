"""One broken fixture a fault: a sound ledger with one edit must be refused, by name, at the right line."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from data import shape, store
from tests.whole import some

tables_alone = pytest.mark.usefixtures("tables_alone")
PLAN = "facts/demo-plan.csv"
BULLETIN = "facts/demo-bulletin.csv"


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))


def write_rows(file: Path, rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)


def cells(line: int, **values: str) -> Callable[[Path], None]:
    """An edit that puts values into the named columns of a line (the header is line 1)."""

    def edit(file: Path) -> None:
        rows = rows_of(file)
        for column, value in values.items():
            rows[line - 1][rows[0].index(column)] = value
        write_rows(file, rows)

    return edit


def repeated(line: int, **values: str) -> Callable[[Path], None]:
    """An edit that appends a copy of a line with other values in the named columns."""

    def edit(file: Path) -> None:
        rows = rows_of(file)
        write_rows(file, [*rows, rows[line - 1]])
        cells(len(rows) + 1, **values)(file)

    return edit


def added(line: int, **values: str) -> Callable[[Path], None]:
    """An edit that adds columns, filled in a line alone."""

    def edit(file: Path) -> None:
        rows = rows_of(file)
        rows = [[*row, *(values.values() if at == line else [""] * len(values))] for at, row in enumerate(rows, 1)]
        write_rows(file, [[*rows[0][: -len(values)], *values], *rows[1:]])

    return edit


def together(*edits: Callable[[Path], None]) -> Callable[[Path], None]:
    """Several edits one after the other."""

    def edit(file: Path) -> None:
        for one in edits:
            one(file)

    return edit


def text(old: str, new: str) -> Callable[[Path], None]:
    """An edit of the bytes of a file, for what no CSV writer would write."""

    def edit(file: Path) -> None:
        before = file.read_bytes()
        assert old.encode() in before
        file.write_bytes(before.replace(old.encode(), new.encode(), 1))

    return edit


def without(*columns: str) -> Callable[[Path], None]:
    """An edit that takes out columns, header and cells."""

    def edit(file: Path) -> None:
        rows = rows_of(file)
        kept = [i for i, column in enumerate(rows[0]) if column not in columns]
        write_rows(file, [[row[i] for i in kept] for row in rows])

    return edit


def with_column(column: str, line: int, value: str) -> Callable[[Path], None]:
    """An edit that adds a column, empty but for one line."""

    def edit(file: Path) -> None:
        write_rows(file, [[*row, ""] for row in rows_of(file)])
        rows = rows_of(file)
        rows[0][-1], rows[line - 1][-1] = column, value
        write_rows(file, rows)

    return edit


def with_form(line: int, form: str, year: str = "", **values: str) -> Callable[[Path], None]:
    """An edit that gives a target its form and reference year, and other cells."""

    def edit(file: Path) -> None:
        with_column("target_form", line, form)(file)
        with_column("reference_year", line, year)(file)
        cells(line, **values)(file)

    return edit


def moved(name: str, **values: str) -> Callable[[Path], None]:
    """An edit that puts line 2 alone into another file of the same folder, with other values."""

    def edit(file: Path) -> None:
        write_rows(file.with_name(name), rows_of(file)[:2])
        cells(2, **values)(file.with_name(name))

    return edit


def gb18030(file: Path) -> None:
    file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))


def emptied(file: Path) -> None:
    file.write_bytes(b"")


@dataclass(frozen=True)
class Broken:
    """The edit of one file, and the only fault it makes: its name and line, in `seen_in` where that is another file."""

    fault: str
    line: int
    edit: Callable[[Path], None]
    file: str = PLAN
    seen_in: str = ""


BROKEN = {
    # what keeps a file from being read as rows
    "extra cell": Broken("wrong_number_of_cells", 3, text("[20],20,", "[20],20,,")),
    "missing cell": Broken("wrong_number_of_cells", 3, text("[20],20,", "[20],")),
    "comma in unquoted text": Broken("wrong_number_of_cells", 6, text("二、目标", "二,目标")),
    "a cell without end": Broken("cell_too_long", 6, text("二、目标", "长" * 4001)),
    "a cell that csv gives up": Broken("cell_too_long", 6, text("二、目标", "长" * 140_000)),
    "a byte that is no letter": Broken("control_character", 6, text("二、目标", "目\0标")),
    "a mark that turns the text around": Broken("control_character", 6, text("二、目标", "目\u202e标")),
    "blank line": Broken("wrong_number_of_cells", 2, text("reliability\n", "reliability\n\n")),
    "column that no table has": Broken("unknown_column", 1, text("responsible", "office")),
    "column of another name": Broken("unknown_column", 1, text("name_en", "name"), "catalog/units.csv"),
    "column that stands twice": Broken("repeated_column", 1, text("responsible", "chapter")),
    "header without a required column": Broken("missing_column", 1, without("reliability")),
    "catalogue without a required column": Broken("missing_column", 1, without("factor"), "catalog/units.csv"),
    "semicolons for commas": Broken("wrong_separator", 1, text("fact_id,document_id", "fact_id;document_id")),
    "cell with a line break": Broken("line_break_in_cell", 2, text("专栏1 第1行", '"专栏1\n第1行"')),
    "broken quote": Broken("broken_quote", 6, text(",职业培训,", ',"职业培训,')),
    "text after a quote": Broken("broken_quote", 6, text(",职业培训,", ',"职业"培训,')),
    "not utf-8": Broken("not_utf8", 2, gb18030),
    "empty file": Broken("empty_file", 1, emptied),
    "two kinds of line ends": Broken("mixed_line_ends", 2, text("reliability\n", "reliability\r\n")),
    # names that the catalogue does not have
    "unknown indicator": Broken("unknown_indicator_id", 6, cells(6, indicator_id="demo_trainings")),
    "unknown document": Broken(
        "unknown_document_id", 2,
        moved("nowhere.csv", fact_id="nowhere.table1-1.baseline", document_id="nowhere"), seen_in="facts/nowhere.csv",
    ),
    "region of an unknown parent": Broken(
        "unknown_parent_region_id", 3, with_column("parent_region_id", 3, "demo-province"), "catalog/regions.csv"
    ),
    "unknown region": Broken("unknown_region_id", 4, cells(4, region_id="demo-north")),
    "unknown unit": Broken("unknown_unit", 3, cells(3, unit="万")),
    "unknown series": Broken("unknown_series", 2, cells(2, series="demo_new_count"), BULLETIN),
    "unknown period": Broken("unknown_period_id", 2, cells(2, period_id="15fyp"), "catalog/documents.csv"),
    "unknown theme": Broken("unknown_theme_id", 5, cells(5, theme_id="demo_subject"), "catalog/indicators.csv"),
    "unknown whole": Broken("unknown_part_of", 4, cells(4, part_of="demo_trainings"), "catalog/indicators.csv"),
    "unknown head of a list": Broken(
        "unknown_listed_under", 4, cells(4, listed_under="demo_trainings"), "catalog/indicators.csv"
    ),
    "unknown partner": Broken(
        "unknown_other_indicator_id", 2, cells(2, other_indicator_id="demo_trainings"), "catalog/relations.csv"
    ),
    # rows that stand twice
    "duplicate fact_id": Broken("duplicate_id", 8, repeated(3, value_raw="[21]", value="21")),
    "duplicate indicator": Broken(
        "duplicate_id", 6, repeated(2, name_zh="其他", name_en="Other"), "catalog/indicators.csv"
    ),
    "duplicate fact": Broken("duplicate_fact", 8, repeated(3, fact_id="demo-plan.table1-1.target.again")),
    "duplicate fact, one month said and one not": Broken(
        "duplicate_fact", 8, repeated(3, fact_id="demo-plan.table1-1.target.again", through_month="")
    ),
    # cells that hold what they cannot hold
    "text in value": Broken("not_a_number", 3, cells(3, value="20万")),
    "thousands separator": Broken("not_a_number", 3, cells(3, value="2,000")),
    "seven decimals": Broken("not_a_number", 3, cells(3, value="0.1234567")),
    "more than any sum": Broken("not_a_number", 3, cells(3, value="999999999999", value_raw="999999999999")),
    "less than any sum": Broken("not_a_number", 3, cells(3, value="-999999999999", value_raw="-999999999999")),
    "half a year": Broken("not_a_number", 3, cells(3, year_to="2025.5")),
    "unknown word": Broken("unknown_word", 5, cells(5, role="goal")),
    "upper case of a known word": Broken("unknown_word", 5, cells(5, basis="Total")),
    "span that ends before it begins": Broken("impossible_span", 3, cells(3, year_from="2025", year_to="2021")),
    "year of a typing slip": Broken("impossible_span", 3, cells(3, year_to="20255")),
    "thirteenth month": Broken("impossible_span", 3, cells(3, through_month="13")),
    "value without sign": Broken("value_without_sign", 3, cells(3, comparator="")),
    "sign without value": Broken("value_without_sign", 2, cells(2, comparator="eq")),
    "range upside down": Broken("range_upside_down", 6, cells(6, value="10", value_high="5")),
    "range of one number": Broken("range_upside_down", 6, cells(6, value="5", value_high="5")),
    "range without a lower end": Broken("range_upside_down", 6, cells(6, value="", comparator="")),
    "long evidence": Broken("long_evidence", 6, cells(6, evidence="培训5—10万人次" + "长" * 32)),
    "id of another place": Broken("misplaced_id", 6, cells(6, fact_id="demo-plan.table2-1.target")),
    "fact in the file of another document": Broken(
        "misplaced_id", 2, moved("demo-other.csv", fact_id="demo-plan.table1-9.baseline", row_no="9", locator="第9行"),
        seen_in="facts/demo-other.csv",
    ),
    "table cell without table number": Broken("place_without_number", 3, cells(3, table_no="")),
    "box without row number": Broken("place_without_number", 7, cells(7, row_no="")),
    "text with a table number": Broken("place_without_number", 6, cells(6, table_no="1")),
    "persons for attendances": Broken("unit_of_another_kind", 6, cells(6, unit="人")),
    "month that does not exist": Broken("bad_date", 2, cells(2, issued_on="2021-13"), "catalog/documents.csv"),
    "date with strokes": Broken("bad_date", 2, cells(2, issued_on="2021/10/25"), "catalog/documents.csv"),
    # cells that must be filled in
    "missing fact_id": Broken("missing_fact_id", 2, cells(2, fact_id="")),
    "missing document_id": Broken("missing_document_id", 3, cells(3, document_id="")),
    "missing region_id": Broken("missing_region_id", 3, cells(3, region_id="")),
    "missing indicator_id": Broken("missing_indicator_id", 3, cells(3, indicator_id="")),
    "missing role": Broken("missing_role", 3, cells(3, role="")),
    "missing place": Broken("missing_place", 3, cells(3, place="")),
    "missing locator": Broken("missing_locator", 3, cells(3, locator="")),
    "missing label_raw": Broken("missing_label_raw", 3, cells(3, label_raw="")),
    "missing value_raw": Broken("missing_value_raw", 3, cells(3, value_raw="")),
    "missing unit": Broken("missing_unit", 3, cells(3, unit="")),
    "missing year_from": Broken("missing_year_from", 3, cells(3, year_from="")),
    "missing year_to": Broken("missing_year_to", 3, cells(3, year_to="")),
    "missing basis": Broken("missing_basis", 3, cells(3, basis="")),
    "missing basis_source": Broken("missing_basis_source", 3, cells(3, basis_source="")),
    "missing reliability": Broken("missing_reliability", 3, cells(3, reliability="")),
    # cells of the catalogue
    "document without title": Broken("missing_title_zh", 3, cells(3, title_zh=""), "catalog/documents.csv"),
    "unknown kind of document": Broken("unknown_word", 3, cells(3, kind="rumour"), "catalog/documents.csv"),
    "two indicators of one name": Broken(
        "duplicate_name_zh", 5, cells(5, name_zh="示例新增就业"), "catalog/indicators.csv"
    ),
    "two indicators of one English name": Broken(
        "duplicate_name_en", 5, cells(5, name_en="Demo new jobs"), "catalog/indicators.csv"
    ),
    "two regions of one code": Broken("duplicate_adcode", 3, cells(3, adcode="999901"), "catalog/regions.csv"),
    "notation that stands twice": Broken("duplicate_id", 3, repeated(2), "catalog/notations.csv"),
    "text in a factor": Broken("not_a_number", 3, cells(3, factor="万"), "catalog/units.csv"),
    "half a factor": Broken("not_a_number", 3, cells(3, factor="0.5"), "catalog/units.csv"),
    "factor of nothing": Broken("not_above_zero", 3, cells(3, factor="0"), "catalog/units.csv"),
    "period that ends before it begins": Broken("impossible_span", 3, cells(3, year_to="2020"), "catalog/periods.csv"),
    "period of words": Broken("not_a_number", 3, cells(3, year_to="二〇二五"), "catalog/periods.csv"),
    "indicator that is a part of itself": Broken(
        "circular_reference", 3, cells(3, part_of="demo_training"), "catalog/indicators.csv"
    ),
    "place below nothing": Broken("not_a_number", 2, cells(2, place="-1"), "catalog/themes.csv"),
    "id in capitals": Broken("bad_id", 4, repeated(2, period_id="15FYP"), "catalog/periods.csv"),
    "short code": Broken("bad_adcode", 3, cells(3, adcode="9999"), "catalog/regions.csv"),
    "address without http": Broken("bad_url", 3, cells(3, url="www.example.invalid"), "catalog/documents.csv"),
    "chapter in words": Broken("bad_chapter", 6, cells(6, chapter="二")),
    "table number beyond all tables": Broken("not_a_number", 7, cells(7, table_no="99999")),
    "table number of nothing": Broken("not_above_zero", 7, cells(7, table_no="0")),
    # forms of a target
    "unknown form of a target": Broken("unknown_word", 3, with_form(3, "more")),
    "reference year in words": Broken("not_a_number", 3, with_form(3, "change", "去年")),
    "change from no year": Broken("change_without_reference_year", 3, with_form(3, "change")),
    "change from a later year": Broken("impossible_reference_year", 3, with_form(3, "change", "2026")),
    "growth from before all figures": Broken("impossible_reference_year", 3, with_form(3, "growth", "20")),
    "words with a value": Broken("value_in_words", 3, with_form(3, "words")),
    "relative target with a value": Broken("value_in_words", 3, with_form(3, "relative")),
    "level without a value": Broken(
        "form_without_value", 3, with_form(3, "level", value="", comparator="", value_raw="保持稳定")
    ),
    # the number and what is printed of it
    "number that is not the printed one": Broken("value_not_printed", 5, cells(5, value="82.1")),
    "number ten times the printed one": Broken("value_not_printed", 3, cells(3, value="200")),
    # a figure in the place of another
    "replacement of nothing": Broken(
        "unknown_supersedes", 3, added(3, supersedes="demo-plan.table9-9.target", change_kind="correction")
    ),
    "replacement without its kind": Broken(
        "superseded_without_kind", 4,
        together(
            repeated(3, fact_id="demo-bulletin.text1-3.actual.2021", value_raw="3.0", value="3.0"),
            added(4, supersedes="demo-bulletin.text1-2.actual.2021", change_kind="")
        ), BULLETIN
    ),
    "figure replaced twice": Broken(
        "superseded_twice", 5,
        together(
            repeated(3, fact_id="demo-bulletin.text1-3.actual.2021", value_raw="3.0", value="3.0"),
            repeated(3, fact_id="demo-bulletin.text1-4.actual.2021", value_raw="3.1", value="3.1"),
            added(4, supersedes="demo-bulletin.text1-2.actual.2021", change_kind="correction"),
            cells(5, supersedes="demo-bulletin.text1-2.actual.2021", change_kind="revision"),
        ), BULLETIN
    ),
    "replacement of another thing": Broken(
        "superseded_by_another_thing", 3,
        added(3, supersedes="demo-bulletin.text1-1.actual.2021", change_kind="correction"), BULLETIN
    ),
    # what offices say
    "day that is none": Broken("bad_due_on", 2, cells(2, due_on="1月15日"), "catalog/offices.csv"),
    "ruling of no month": Broken("bad_as_of", 2, cells(2, as_of="2022"), "catalog/rulings.csv"),
    "ruling of no day": Broken("bad_ruled_on", 2, cells(2, ruled_on="2023"), "catalog/rulings.csv"),
    "remark of no day": Broken("bad_written_on", 2, cells(2, written_on="2023"), "catalog/remarks.csv"),
    "ruling on a target of another region": Broken(
        "target_of_another_region", 2, cells(2, region_id="demo-west"), "catalog/rulings.csv"
    ),
    "remark on a target of another region": Broken(
        "target_of_another_region", 2, cells(2, region_id="demo-west"), "catalog/remarks.csv"
    ),
    "ruling on no target": Broken(
        "unknown_target_fact_id", 2, cells(2, target_fact_id="demo-plan.table9-9.target"), "catalog/rulings.csv"
    ),
    # what only the tables themselves refuse: a name that stands in for an empty one
    "English name that is another's Chinese one": Broken(
        "refused_row", 5, cells(5, name_zh="Demo new jobs", name_en=""), "catalog/indicators.csv"
    ),
}  # fmt: skip


def built_files(ledger) -> list[str]:
    return [file.name for file in (ledger.store / "built").glob("*")]


def test_the_small_ledger_is_sound(small_ledger):
    assert store.check(small_ledger.store, small_ledger.shipped) == []
    assert store.built_file(small_ledger.store, small_ledger.shipped).is_file()


@pytest.mark.parametrize("broken", [pytest.param(broken, id=name) for name, broken in BROKEN.items()])
def test_one_broken_edit_is_named(broken, small_ledger):
    broken.edit(small_ledger.shipped / broken.file)
    found = store.check(small_ledger.store, small_ledger.shipped)
    named = [(fault["file"], fault["line"], fault["fault"]) for fault in found]
    assert named == [(broken.seen_in or broken.file, broken.line, broken.fault)]
    # the mend tells a Chinese and an English reader what to do
    assert re.search("[一-龥]", found[0]["mend_zh"])
    assert re.search("[a-z]{2}", found[0]["mend_en"])


def test_the_largest_numbers_that_may_be_are_judged_and_found(small_ledger):
    for line in (3, 4, 5):
        cells(line, value="99999999999.999999", value_raw="99999999999.999999")(small_ledger.shipped / PLAN)
    for line in (2, 3):
        cells(line, value="-99999999999.999999", value_raw="-99999999999.999999")(small_ledger.shipped / BULLETIN)
    assert store.built_file(small_ledger.store, small_ledger.shipped).is_file()


# where a building ends: at the form of a file, at a rule that a row breaks, at what the tables refuse
ENDS = ("extra cell", "unknown indicator", "English name that is another's Chinese one")


@pytest.mark.parametrize("name", some(list(BROKEN), *map(list(BROKEN).index, ENDS)))
def test_nothing_is_built_of_a_broken_edit_and_its_faults_are_those_of_the_check(name, small_ledger):
    broken = BROKEN[name]
    broken.edit(small_ledger.shipped / broken.file)
    found = store.check(small_ledger.store, small_ledger.shipped)
    with pytest.raises(store.LedgerFault) as refused:
        store.built_file(small_ledger.store, small_ledger.shipped)
    assert refused.value.faults == found
    assert built_files(small_ledger) == []


def constrained(kind: str) -> set[str]:
    """The columns of all tables that schema.sql constrains in one way."""
    with duckdb.connect() as connection:
        connection.execute(Path(store.__file__).with_name("schema.sql").read_text(encoding="utf-8"))
        rows = connection.execute(
            "select distinct unnest(constraint_column_names) from duckdb_constraints() where constraint_type = ?",
            [kind],
        ).fetchall()
    return {column for (column,) in rows}


def test_every_fault_that_the_sources_name_has_a_fixture():
    # read from the sources, so that a new fault without a fixture fails here
    python, sql = (
        "".join(Path(store.__file__).with_name(name).read_text(encoding="utf-8") for name in names)
        for names in (("store.py", "shape.py"), ("faults.sql",))
    )
    names = set(re.findall(r'fault\(\s*\w+,\s*[^,]+,\s*"(\w+)"', python))
    names |= set(re.findall(r'^        "(\w+)": \($', python, flags=re.MULTILINE))
    names |= set(re.findall(r"(?:line|seq\)), '(\w+[^_])'", sql))
    names |= set(re.findall(r"'(bad_\w+)'", sql)) - {"bad_"}
    prefixes = re.findall(r"'(\w+_)' \|\| (?:\w\.)?col", sql)
    assert prefixes == ["unknown_", "missing_", "duplicate_", "bad_"]
    facts = set(FACT_CELLS) - {"name_zh"}
    names |= {"unknown_" + column for column in constrained("FOREIGN KEY")}
    references = ("part_of", "listed_under", "parent_region_id", "supersedes", "target_fact_id")
    names |= {f"unknown_{column}" for column in references}
    names |= {f"missing_{column}" for column in (*facts, "title_zh")}
    names |= {"duplicate_" + column for column in constrained("UNIQUE")}
    names |= {"bad_adcode", "bad_url", "bad_chapter", "bad_due_on", "bad_as_of", "bad_ruled_on", "bad_written_on"}
    assert len(names) > 60  # the reading of the sources itself has not come to nothing
    assert names == {broken.fault for broken in BROKEN.values()}


# what must be filled in; a short, an English or a familiar name stands in for the rest
FACT_CELLS = (
    "fact_id", "document_id", "region_id", "indicator_id", "role", "place", "locator", "label_raw", "value_raw", "unit",
    "year_from", "year_to", "basis", "basis_source", "reliability",
)  # fmt: skip
REQUIRED = {
    "regions": {"region_id", "name_zh"},
    "periods": {"period_id", "name_zh", "year_from", "year_to"},
    "themes": {"theme_id", "name_zh"},
    "units": {"unit", "dimension", "factor"},
    "documents": {"document_id", "title_zh", "issuer", "kind", "region_id"},
    "indicators": {"indicator_id", "name_zh", "theme_id", "measure", "direction", "unit"},
    "series": {"series_id", "indicator_id", "region_id", "certainty", "name_zh", "reason_zh"},
    "relations": {"relation_id", "kind", "indicator_id", "other_indicator_id", "reason_zh"},
    "notations": {"document_id", "table_no", "mark", "meaning"},
}


def test_every_cell_that_must_be_filled_in_is_named_in_every_table(small_ledger):
    expected = set()
    for table, columns in REQUIRED.items():
        file = small_ledger.shipped / f"catalog/{table}.csv"
        rows = rows_of(file)
        write_rows(file, [*rows, [""] * len(rows[0])])
        expected |= {(f"catalog/{table}.csv", len(rows) + 1, f"missing_{column}") for column in columns}
    found = store.check(small_ledger.store, small_ledger.shipped)
    assert {(fault["file"], fault["line"], fault["fault"]) for fault in found} == expected
    assert len(found) == len(expected)


@tables_alone
def test_columns_go_by_their_names_in_any_order(small_ledger):
    def ledger() -> list:
        path = store.built_file(small_ledger.store, small_ledger.shipped)
        with duckdb.connect(str(path), read_only=True) as connection:
            return [connection.execute(f"from {table}").fetchall() for table in store.TABLES]

    before = ledger()
    assert all(before)
    for file in small_ledger.shipped.rglob("*.csv"):
        write_rows(file, [row[::-1] for row in rows_of(file)])
    assert ledger() == before


@tables_alone
def test_what_may_be_left_out_is_taken_from_what_stands_there(small_ledger):
    for file, columns in {
        "catalog/regions.csv": ("name_en", "short_zh", "short_en", "adcode", "province_zh", "province_en"),
        "catalog/documents.csv": ("title_en", "short_en", "document_number", "issued_on", "url", "note"),
        "catalog/indicators.csv": ("name_en", "short_en", "definition"),
        "catalog/units.csv": ("name_en",),
        "catalog/series.csv": ("name_en", "reason_en"),
        "catalog/themes.csv": ("name_en", "place"),
        PLAN: ("through_month", "data_status", "value_high", "series", "intent", "test", "responsible", "note"),
    }.items():
        without(*columns)(small_ledger.shipped / file)
    cells(2, short_zh="")(small_ledger.shipped / "catalog/documents.csv")
    path = store.built_file(small_ledger.store, small_ledger.shipped)
    with duckdb.connect(str(path), read_only=True) as connection:

        def row(sql: str) -> tuple:
            return connection.execute(sql).fetchone()

        assert row("select name_en, short_zh, short_en, level::varchar, place, adcode from regions") == (
            *["示例东市（测试数据）"] * 3, "prefecture", 0, None,
        )  # fmt: skip
        assert row("select title_en, short_zh, short_en from documents") == ("示例规划（测试数据）",) * 3
        assert row("select name_en, short_en from indicators") == ("示例新增就业", "新增就业")
        assert row("select name_en from units where unit = '万人'") == ("万人",)
        assert row("select name_en, reason_en from series") == ("旧口径", "示例")
        assert row("select name_en, place from themes") == ("示例主题", 1)
        figure = row("select through_month, data_status::varchar, series from facts where document_id = 'demo-plan'")
        assert figure == (12, "final", None)


def test_one_name_that_is_nowhere_is_one_fault_with_the_number_of_rows(small_ledger):
    for line in (3, 6, 7):
        cells(line, unit="亿头牛")(small_ledger.shipped / PLAN)
    (found,) = store.check(small_ledger.store, small_ledger.shipped)
    assert (found["file"], found["line"], found["fault"], found["found"]) == (PLAN, 3, "unknown_unit", "亿头牛")
    assert found["mend_zh"].endswith("（等 3 行）")
    assert found["mend_en"].endswith("(and 2 more rows)")


def test_units_that_are_nowhere_are_one_fault_however_many(small_ledger):
    for line, unit in ((3, "亿头牛"), (6, "万元宝"), (7, "石")):
        cells(line, unit=unit)(small_ledger.shipped / PLAN)
    (found,) = store.check(small_ledger.store, small_ledger.shipped)
    assert (found["line"], found["fault"], found["found"]) == (3, "unknown_unit", "万元宝, 亿头牛, 石")


@tables_alone
def test_a_unit_with_wan_or_yi_before_a_known_one_is_known(small_ledger):
    cells(3, unit="亿人")(small_ledger.shipped / PLAN)
    assert store.check(small_ledger.store, small_ledger.shipped) == []
    built = str(store.built_file(small_ledger.store, small_ledger.shipped))
    with duckdb.connect(built, read_only=True) as connection:
        found = connection.execute(
            "select dimension, factor::bigint, name_en from units where unit = '亿人'"
        ).fetchall()
    assert found == [("person", 100_000_000, "100m persons")]


def test_faults_of_cells_and_of_names_come_in_one_round(small_ledger):
    cells(3, unit="万")(small_ledger.shipped / PLAN)
    cells(6, chapter="二")(small_ledger.shipped / PLAN)
    cells(3, factor="万")(small_ledger.shipped / "catalog/units.csv")
    cells(3, title_zh="")(small_ledger.shipped / "catalog/documents.csv")
    found = store.check(small_ledger.store, small_ledger.shipped)
    assert [fault["fault"] for fault in found] == ["missing_title_zh", "not_a_number", "unknown_unit", "bad_chapter"]


def test_a_printed_blank_needs_no_value_whatever_its_form(small_ledger):
    with_form(2, "level")(small_ledger.shipped / PLAN)
    assert store.check(small_ledger.store, small_ledger.shipped) == []


def test_a_change_from_a_year_and_a_target_in_words_are_sound(small_ledger):
    with_form(3, "change", "2020")(small_ledger.shipped / PLAN)
    rows = rows_of(small_ledger.shipped / PLAN)
    rows[4][rows[0].index("target_form")] = "words"
    write_rows(small_ledger.shipped / PLAN, rows)
    cells(5, value="", comparator="", value_raw="与经济增长同步")(small_ledger.shipped / PLAN)
    assert store.check(small_ledger.store, small_ledger.shipped) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('Constraint Error: Duplicate key "name_en: New jobs" violates unique constraint.', "name_en: New jobs"),
        ("Constraint Error: NOT NULL constraint failed: regions.name_zh", "name_zh"),
        ('Constraint Error: Violates foreign key constraint because key "unit: 万" does not exist', "unit: 万"),
        ("Constraint Error: CHECK constraint failed on table facts with expression CHECK((1))", "facts"),
        ("Conversion Error: Could not convert string 'x' to INT16", "x"),
        ("Constraint Error: something new", ""),
    ],
)
def test_what_a_table_refuses_is_said_in_words(said, found):
    words = shape.refusal(said)
    assert words[0] == found
    assert re.search("[一-龥]", words[1])
    assert not re.search("constraint|Error|SQL|[一-龥]", words[2])


def test_a_broken_file_says_nothing_about_the_rows_of_others(small_ledger):
    # with the catalogue unread, every fact would name an unknown unit: that would hide the one cause
    text("name_en", "name")(small_ledger.shipped / "catalog/units.csv")
    cells(3, value="20万")(small_ledger.shipped / PLAN)
    assert [fault["fault"] for fault in store.check(small_ledger.store, small_ledger.shipped)] == ["unknown_column"]


def test_all_faults_of_the_rows_are_named_in_the_order_of_the_lines(small_ledger):
    for edit in (cells(6, unit="人"), cells(3, value="20万"), cells(4, role="")):
        edit(small_ledger.shipped / PLAN)
    found = store.check(small_ledger.store, small_ledger.shipped)
    assert [(fault["line"], fault["fault"]) for fault in found] == [
        (3, "not_a_number"),
        (4, "missing_role"),
        (6, "unit_of_another_kind"),
    ]


def test_every_row_that_a_table_refuses_is_named(small_ledger):
    indicators = small_ledger.shipped / "catalog/indicators.csv"
    cells(3, name_zh="Demo new jobs", name_en="", short_en="")(indicators)
    cells(5, name_zh="Demo farmer training attendances", name_en="")(indicators)
    found = store.check(small_ledger.store, small_ledger.shipped)
    assert [(fault["line"], fault["fault"]) for fault in found] == [(3, "refused_row"), (5, "refused_row")]
    assert found[0]["found"] == "name_en: Demo new jobs"


def test_a_completion_rate_may_be_in_percent_of_any_indicator(small_ledger):
    cells(6, role="completion_rate", unit="%")(small_ledger.shipped / PLAN)
    assert store.check(small_ledger.store, small_ledger.shipped) == []


def test_a_yearly_growth_may_be_in_percent_of_any_indicator(small_ledger):
    plan = small_ledger.shipped / PLAN
    header, *rows = rows_of(plan)
    write_rows(plan, [[*header, "target_form"], *([*row, ""] for row in rows)])
    cells(6, unit="%", target_form="growth")(plan)
    assert store.check(small_ledger.store, small_ledger.shipped) == []


def test_rows_that_lead_back_to_each_other_are_all_named(small_ledger):
    cells(3, part_of="demo_farm_training", listed_under="demo_rate")(small_ledger.shipped / "catalog/indicators.csv")
    found = store.check(small_ledger.store, small_ledger.shipped)
    assert [(fault["fault"], fault["line"], fault["found"]) for fault in found] == [
        ("circular_reference", 3, "demo_training"),
        ("circular_reference", 4, "demo_farm_training"),
    ]


def test_what_was_found_is_cut_in_the_message_and_turns_nothing_around(small_ledger):
    cells(2, unit="x" * 3000)(small_ledger.shipped / PLAN)
    cells(3, unit="\u202ey\x1b[2J")(small_ledger.shipped / PLAN)
    said = store.LedgerFault(store.check(small_ledger.store, small_ledger.shipped)).lines()
    assert max(map(len, "\n".join(said).splitlines())) < 700
    assert not {"\u202e", "\x1b"} & set("".join(said))


def test_a_fault_is_said_with_file_line_and_both_mends(small_ledger):
    cells(6, unit="人")(small_ledger.shipped / PLAN)
    fault = store.LedgerFault(store.check(small_ledger.store, small_ledger.shipped))
    first, mend_zh, mend_en = str(fault).splitlines()
    assert first == "facts/demo-plan.csv:6: unit_of_another_kind [人]"
    assert mend_zh.startswith("    单位 人 与指标单位 万人次 不是同类")
    assert mend_en.startswith("    unit 人 is of another kind")


def imported(ledger, import_id: str) -> Path:
    """A folder of an import that holds the plan's facts once more."""
    folder = ledger.store / "imports" / import_id / "facts"
    folder.mkdir(parents=True)
    file = folder / "demo-plan.csv"
    file.write_bytes((ledger.shipped / PLAN).read_bytes())
    return file


@pytest.mark.parametrize("import_id", ["2026-01-a", "zz"])
def test_an_import_that_repeats_a_shipped_fact_is_blamed_and_not_the_shipped_file(import_id, small_ledger):
    # the user can mend the import only; its name may sort before or after the shipped file's
    imported(small_ledger, import_id)
    found = store.check(small_ledger.store, small_ledger.shipped)
    assert {fault["fault"] for fault in found} == {"duplicate_id"}
    assert {fault["file"] for fault in found} == {f"{import_id}/facts/demo-plan.csv"}


@pytest.mark.parametrize("import_id", ["2026-01-a", "zz"])
def test_an_import_that_repeats_a_shipped_figure_under_another_id_is_blamed(import_id, small_ledger):
    file = imported(small_ledger, import_id)
    write_rows(file, rows_of(file)[:2])
    cells(2, fact_id="demo-plan.table1-1.baseline.again")(file)
    found = store.check(small_ledger.store, small_ledger.shipped)
    assert [(fault["file"], fault["fault"]) for fault in found] == [
        (f"{import_id}/facts/demo-plan.csv", "duplicate_fact")
    ]


def as_excel_saves(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))


def without_last_line_end(file: Path) -> None:
    file.write_bytes(file.read_bytes().rstrip(b"\n"))


@pytest.mark.parametrize(
    ("edit", "label"),
    [
        pytest.param(as_excel_saves, "职业培训", id="CSV UTF-8 as Excel saves it"),
        pytest.param(without_last_line_end, "职业培训", id="no line end after the last row"),
        pytest.param(text(",职业培训,", ',"职业,""新""培训",'), '职业,"新"培训', id="quoted comma and quote"),
        pytest.param(text(",职业培训,", ',职业"新"培训,'), '职业"新"培训', id="quote inside unquoted text"),
    ],
)
@tables_alone
def test_sound_ways_to_write_a_csv_read_the_same(edit, label, small_ledger):
    edit(small_ledger.shipped / PLAN)
    path = store.built_file(small_ledger.store, small_ledger.shipped)
    with duckdb.connect(str(path), read_only=True) as connection:
        row = connection.execute(
            "select label_raw, value_high, reliability::varchar from facts where fact_id = 'demo-plan.text2-1.target'"
        ).fetchone()
    assert row == (label, 10, "A")
