"""One broken fixture a fault: a sound ledger with one edit must be refused, by name, at the right line."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from data import store

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


def text(old: str, new: str) -> Callable[[Path], None]:
    """An edit of the bytes of a file, for what no CSV writer would write."""

    def edit(file: Path) -> None:
        before = file.read_bytes()
        assert old.encode() in before
        file.write_bytes(before.replace(old.encode(), new.encode(), 1))

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
    "blank line": Broken("wrong_number_of_cells", 2, text("reliability\n", "reliability\n\n")),
    "swapped headers": Broken("wrong_header", 1, text("role,place", "place,role")),
    "header without the last column": Broken("wrong_header", 1, text(",note,reliability\n", ",note\n")),
    "semicolons for commas": Broken("wrong_header", 1, text("fact_id,document_id", "fact_id;document_id")),
    "wrong header in the catalogue": Broken("wrong_header", 1, text("name_en", "name"), "catalog/units.csv"),
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
    "missing fact_id": Broken("missing_fact_id", 3, cells(3, fact_id="")),
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
    # what only the tables themselves refuse
    "document without title": Broken("refused_row", 3, cells(3, title_zh=""), "catalog/documents.csv"),
    "unknown kind of document": Broken("refused_row", 3, cells(3, kind="rumour"), "catalog/documents.csv"),
    "two indicators of one name": Broken("refused_row", 5, cells(5, name_zh="示例新增就业"), "catalog/indicators.csv"),
    "text in a factor": Broken("refused_row", 3, cells(3, factor="万"), "catalog/units.csv"),
    "period of six years": Broken("refused_row", 3, cells(3, year_to="2026"), "catalog/periods.csv"),
    "chapter in words": Broken("refused_row", 6, cells(6, chapter="二")),
    "table number beyond all tables": Broken("refused_row", 7, cells(7, table_no="99999")),
}  # fmt: skip


def built_files(ledger) -> list[str]:
    return [file.name for file in (ledger.store / "built").glob("*")]


def test_the_small_ledger_is_sound(small_ledger):
    assert store.check(small_ledger.store, small_ledger.shipped) == []
    assert store.built_file(small_ledger.store, small_ledger.shipped).is_file()


@pytest.mark.parametrize("broken", [pytest.param(broken, id=name) for name, broken in BROKEN.items()])
def test_one_broken_edit_is_named_and_nothing_is_built(broken, small_ledger):
    broken.edit(small_ledger.shipped / broken.file)
    found = store.check(small_ledger.store, small_ledger.shipped)
    named = [(fault["file"], fault["line"], fault["fault"]) for fault in found]
    assert named == [(broken.seen_in or broken.file, broken.line, broken.fault)]
    # the mend tells a Chinese and an English reader what to do
    assert re.search("[一-龥]", found[0]["mend_zh"])
    assert re.search("[a-z]{2}", found[0]["mend_en"])
    with pytest.raises(store.LedgerFault) as refused:
        store.built_file(small_ledger.store, small_ledger.shipped)
    assert refused.value.faults == found
    assert built_files(small_ledger) == []


def test_every_fault_that_the_sources_name_has_a_fixture():
    # read from the sources, so that a new fault without a fixture fails here
    python = Path(store.__file__).read_text(encoding="utf-8")
    sql = Path(store.__file__).with_name("faults.sql").read_text(encoding="utf-8")
    tables, branches = sql[: sql.rindex("\n)\n")], sql[sql.rindex("\n)\n") :]
    referring = tables[tables.index("references_to as") : tables.index("needed as")]
    needed = tables[tables.index("needed as") : tables.index("numbers as")]
    names = set(re.findall(r'_fault\(\s*\w+,\s*[^,]+,\s*"(\w+)"', python))
    for name, column in re.findall(r"file, (?:\w\.)?line, '(\w+)'( \|\| (?:\w\.)?col)?", branches):
        names |= (
            {name}
            if not column
            else {name + col for col in re.findall(r"line, '(\w+)'", referring)}
            if name == "unknown_"
            else {name + col for col in re.findall(r"col: '(\w+)'", needed)}
        )
    assert len(names) > 40  # the reading of the sources itself has not come to nothing
    assert names == {broken.fault for broken in BROKEN.values()}


def test_a_broken_file_says_nothing_about_the_rows_of_others(small_ledger):
    # with the catalogue unread, every fact would name an unknown unit: that would hide the one cause
    text("name_en", "name")(small_ledger.shipped / "catalog/units.csv")
    cells(3, value="20万")(small_ledger.shipped / PLAN)
    assert [fault["fault"] for fault in store.check(small_ledger.store, small_ledger.shipped)] == ["wrong_header"]


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
    for line in (2, 4):
        cells(line, chapter="第一章")(small_ledger.shipped / PLAN)
    found = store.check(small_ledger.store, small_ledger.shipped)
    assert [(fault["line"], fault["fault"]) for fault in found] == [(2, "refused_row"), (4, "refused_row")]
    assert "chapter" in found[0]["found"]


def test_a_completion_rate_may_be_in_percent_of_any_indicator(small_ledger):
    cells(6, role="completion_rate", unit="%")(small_ledger.shipped / PLAN)
    assert store.check(small_ledger.store, small_ledger.shipped) == []


def test_a_yearly_growth_may_be_in_percent_of_any_indicator(small_ledger):
    plan = small_ledger.shipped / PLAN
    header, *rows = rows_of(plan)
    write_rows(plan, [[*header, "target_form"], *([*row, ""] for row in rows)])
    cells(6, unit="%", target_form="growth")(plan)
    assert store.check(small_ledger.store, small_ledger.shipped) == []


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
def test_sound_ways_to_write_a_csv_read_the_same(edit, label, small_ledger):
    edit(small_ledger.shipped / PLAN)
    path = store.built_file(small_ledger.store, small_ledger.shipped)
    with store.duckdb.connect(str(path), read_only=True) as connection:
        row = connection.execute(
            "select label_raw, value_high, reliability::varchar from facts where fact_id = 'demo-plan.text2-1.target'"
        ).fetchone()
    assert row == (label, 10, "A")
