"""The Data Package, judged by frictionless and read back by it and by csv: every cell as the view has it."""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from awkward_view import FRAME, view
from shipped_views import shipped

from components.exports.package import zip_bytes
from components.language.method import method_text
from components.language.words import say, speak
from components.model.view import View
from components.views.decks import deck_of


def unzipped(folder: Path, *views: View, name: str = "终期评估") -> frictionless.Package:
    """The package on disk, found valid."""
    with zipfile.ZipFile(io.BytesIO(zip_bytes(deck_of(name, views)))) as file:
        file.extractall(folder)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "fieldName", "message"])
    return frictionless.Package(str(folder / "datapackage.json"))


def lines_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def is_same(cell, text: str, value) -> bool:
    """Whether the typed cell and the text of the file say what the frame does."""
    if pd.isna(value) or value == "":
        return cell is None and text == ""
    if isinstance(value, bool):
        return cell is value
    if isinstance(value, int | float):
        return float(cell) == float(text) == value
    # a difference with its unit would run as a formula
    return text == (f"'{value}" if re.fullmatch(r"\+[\d.]+ .+", value) else value)


def test_the_package_of_all_shipped_views_is_valid_and_every_cell_is_as_it_stands(tmp_path):
    package = unzipped(tmp_path, *shipped())
    numbers = 0
    assert len(package.resources) == len(shipped())
    for resource, one in zip(package.resources, shipped(), strict=True):
        lines, rows = lines_of(tmp_path / resource.path), resource.read_rows()
        assert lines[0] == list(one.frame.columns)
        assert len(lines) - 1 == len(rows) == len(one.frame)
        for column, kept in one.frame.items():
            place = lines[0].index(column)
            for line, row, value in zip(lines[1:], rows, kept.tolist(), strict=True):
                assert is_same(row[column], line[place], value), (resource.path, column, row[column], value)
                numbers += isinstance(value, int | float) and not pd.isna(value)
    assert numbers > 1000


def test_one_view_is_data_csv_and_several_are_numbered(tmp_path):
    assert [one.path for one in unzipped(tmp_path / "one", view()).resources] == ["data.csv"]
    package = unzipped(tmp_path / "two", view(name="cities_rates"), view())
    assert [one.path for one in package.resources] == ["01-cities-rates.csv", "02-progress.csv"]


def test_texts_are_as_printed_without_bom_and_none_runs_as_a_formula(tmp_path):
    unzipped(tmp_path, view())
    content = (tmp_path / "data.csv").read_bytes()
    assert content.startswith(b"task,value_raw,")
    tasks = ["'=1+1", "+5", "-3", "'@here", "a|b, c\n“d”"]
    assert [line[0] for line in lines_of(tmp_path / "data.csv")][1:] == tasks
    assert "单引号" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_fields_have_types_titles_and_units(tmp_path):
    schema = unzipped(tmp_path, view()).get_resource("data").to_descriptor()["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert {name: field["type"] for name, field in fields.items()} == {
        "task": "string", "value_raw": "string", "value": "number", "completion_pct": "number",
        "gap_to_time_pp": "number", "year": "year", "is_conflict": "boolean", "issued_on": "string",
        "url": "string", "reason": "string", "data_through": "yearmonth", "unit_name": "string", "fact_id": "string",
    }  # fmt: skip
    assert (fields["completion_pct"]["unit"], fields["gap_to_time_pp"]["unit"]) == ("%", "百分点")
    assert fields["value"]["description"] == "单位见同一行的 unit_name"
    assert fields["value"]["title"] == "数值"
    assert schema["primaryKey"] == ["fact_id"]


def test_it_says_sources_filters_facts_and_that_no_licence_is_given(tmp_path):
    given = view(sources=("青政字〔2021〕22号 规划",), facts=("b.1", "b.2"), takeaway="要点", notes=("一条注",))
    unzipped(tmp_path, given, given)
    said = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert said["title"] == "终期评估"
    assert said["sources"] == [{"title": "青政字〔2021〕22号 规划"}]
    assert "licenses" not in said
    assert "引用时请注明原文件" in said["licence_note"]
    first = said["resources"][0]
    assert first["choices"] == {"region": "qingdao", "as_of": "2025-12"}
    assert first["choices_in_words"] == ["地区：青岛"]
    assert (first["as_of"], first["fact_ids"], first["notes"]) == ("2025-12", ["b.1", "b.2"], ["一条注"])


def test_the_readme_says_what_a_reader_needs(tmp_path):
    given = view(sources=("甲 规划", "乙 公报"), arithmetic=(("完成率", "184.93 ÷ 175 = 105.7%"),), headline="一|二")
    unzipped(tmp_path, given)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    for part in (
        "# 终期评估", "| `data.csv` | 一\\|二 | 5 | 2025 年 12 月 |", "- 甲 规划\n- 乙 公报", "## 许可",
        "- **筛选**：地区：青岛", "- **来源**：\n  - 甲 规划\n  - 乙 公报",
        "- **算式**：完成率：184.93 ÷ 175 = 105.7%", "| `completion_pct` | 完成率（%） | number | % |",
    ):  # fmt: skip
        assert part in text
    method = (tmp_path / "method.md").read_text(encoding="utf-8")
    assert method.startswith("# 怎么评、怎么比\n")
    assert method_text().splitlines()[-1] in method


def test_the_same_deck_gives_the_same_bytes_and_the_time_is_said_where_given():
    deck = deck_of("终期评估", (view(),))
    assert zip_bytes(deck) == zip_bytes(deck)
    with zipfile.ZipFile(io.BytesIO(zip_bytes(deck, created=datetime(2026, 1, 2, 3, 4, tzinfo=UTC)))) as file:
        assert json.loads(file.read("datapackage.json"))["created"] == "2026-01-02T03:04:00+00:00"


def test_progress_is_told_after_each_view():
    told = []
    zip_bytes(deck_of("终期评估", (view(), view())), lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize("frame", [FRAME.head(0), FRAME.assign(value=None, fact_id="same")])
def test_no_rows_and_empty_columns_are_valid_too(tmp_path, frame):
    assert len(unzipped(tmp_path, view(frame)).get_resource("data").read_rows()) == len(frame)


def test_it_speaks_english(tmp_path):
    speak("en")
    package = unzipped(tmp_path, view())
    assert package.get_resource("data").schema.get_field("gap_to_time_pp").to_descriptor()["unit"] == say(
        "package.points"
    )
    assert "- **Filters**: Region: Qingdao" in (tmp_path / "README.md").read_text(encoding="utf-8")
