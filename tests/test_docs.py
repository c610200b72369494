"""The documents say what is there: questions, pages, counts, commands, paths, columns, packages, one number's way."""

import ast
import csv
import os
import re
import shlex
import subprocess
import sys
import tomllib
from decimal import Decimal
from importlib.metadata import distributions
from pathlib import Path

import duckdb
import pytest

import queries
from benchmarks import store_build
from components.exports.csv import csv_bytes
from components.language import words
from components.language.titles import column_titles
from components.language.words import say
from components.views import continuity, evidence, progress
from components.views.judgements import judgement_of
from data import store
from data.__main__ import main as data_main
from data.csv_files import CATALOG
from queries.choices import read_words
from tests.plotted import plotted

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), ROOT / "data/README.md", *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
REQUIREMENTS = ("requirements.txt", "requirements-server.txt", "requirements-dev.txt")
# what no test needs: 250 MB that only some servers want
NOT_INSTALLED = ("requirements-scans.txt",)
# by make, by the first run, by hand, by imports
MADE_LATER = (
    *(".venv", "store", "roles.toml", ".streamlit/secrets.toml", "secrets.toml"),
    *("labels.csv", "offices.csv", "rulings.csv", "remarks.csv"),
)


def code_of(text: str) -> list[str]:
    """What stands in code spans and in the lines of code blocks."""
    blocks = re.findall(r"^```(?:sh|bat)\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()] + spans


def every_code() -> list[tuple[str, str]]:
    return [(file.name, code) for file in DOCUMENTS for code in code_of(file.read_text(encoding="utf-8"))]


def block_after(mark: str) -> str:
    """The code block of the README that follows a mark."""
    return re.search(rf"<!-- {re.escape(mark)} -->\n```\w+\n(.*?)```", README, flags=re.DOTALL).group(1)


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store without imports, used by everything in this process and its children."""
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    return tmp_path


@pytest.fixture
def chinese():
    words.speak("zh")


def listed_questions() -> list[tuple[str, str]]:
    """(name, first line) of each question as `python -m queries` prints them."""
    done = subprocess.run(
        [sys.executable, "-m", "queries"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    lines = done.stdout.decode("utf-8").splitlines()
    return [(line, lines[i + 1].strip()) for i, line in enumerate(lines) if not line.startswith(" ")]


def readme_with_questions() -> str:
    """The README with the list between its marks as it should be."""
    lines = "".join(f"- `{name}`: {question}\n" for name, question in listed_questions())
    before, rest = README.split("<!-- questions -->\n")
    return f"{before}<!-- questions -->\n{lines}<!-- /questions -->{rest.split('<!-- /questions -->')[1]}"


def test_the_readme_lists_every_question_as_the_command_line_does():
    # python -m tests.test_docs writes the list
    assert readme_with_questions() == README


def test_the_readme_names_the_pages_that_exist_and_no_other():
    frame = ast.parse((ROOT / "components/ui/address.py").read_text(encoding="utf-8"))
    pages = next(
        ast.literal_eval(node.value)
        for node in frame.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PAGES"
    )
    table = re.search(r"\| 页面 \| 问题 \|\n\|[-|]+\n((?:\|.*\n)+)", README).group(1)
    named = [row.split("|")[1].strip() for row in table.splitlines()]
    assert named == [words.table()[f"page.{page}"]["zh"] for page in pages]


def test_the_readme_counts_what_the_ledger_holds(own_store):
    summary = queries.ask("ledger_summary").iloc[0]
    expected = {
        "份文件": summary["documents"],
        "条数据": summary["facts"],
        "行指标": summary["table_rows"],
        "条量化任务": len(queries.ask("commitment_list", natures=["target", "annual_target"], is_repeat=False)),
        "个结果": summary["results"],
    }
    head = README.split("\n## ")[0]
    assert {noun: int(re.search(rf"(\d+) {noun}", head).group(1)) for noun in expected} == expected


def test_results_of_other_sources_do_not_count_what_the_plans_say_of_themselves(own_store):
    facts = queries.ask("fact_list", roles=["actual"])
    others = queries.ask("document_list", kinds=["statistical_release", "press"])["document_id"]
    expected = facts["document_id"].isin(others).sum()
    assert 0 < expected < len(facts)
    assert queries.ask("ledger_summary").iloc[0]["results"] == expected


def test_the_readme_is_short():
    assert len(README.splitlines()) < 200


def write_example(folder: Path, unit: str = "万人") -> None:
    """The README's example as an import, with this unit."""
    for file in re.findall(r"<!-- example: (\S+\.csv) -->", README):
        path = folder / "imports/2026" / file
        path.parent.mkdir(parents=True)
        path.write_text(block_after(f"example: {file}").replace(",万人,", f",{unit},"), encoding="utf-8")


def test_the_readmes_example_of_a_years_result_is_taken_as_it_stands(own_store):
    before = queries.ask("ledger_summary").iloc[0]
    write_example(own_store)
    after = queries.ask("ledger_summary").iloc[0]
    assert (after["documents"] - before["documents"], after["facts"] - before["facts"]) == (1, 1)
    row = queries.ask("fact_list", document_ids=["qingdao-bulletin-2026"]).iloc[0]
    assert (row["indicator_id"], row["value"], row["import_id"]) == ("new_urban_jobs", 30, "2026")


def test_the_readme_shows_a_fault_as_the_check_says_it(own_store):
    write_example(own_store, unit="万")
    done = subprocess.run(
        [sys.executable, "-m", "data", "check"], cwd=ROOT, capture_output=True, env=os.environ | {"PYTHONUTF8": "1"}
    )
    assert done.returncode == 1
    assert done.stderr.decode("utf-8").splitlines() == block_after("example: fault").splitlines()


def test_the_facts_header_of_the_readme_is_that_of_the_shipped_files():
    shipped = (ROOT / "data/facts/qingdao-hrss-14fyp.csv").read_text(encoding="utf-8").splitlines()[0]
    assert block_after("example: facts/qingdao-bulletin-2026.csv").splitlines()[0] == shipped


def test_every_make_target_and_variable_that_a_document_names_is_in_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE).group(1).split())
    variables = set(re.findall(r"^(\w+) \?=", makefile, flags=re.MULTILINE))
    called = [code.split()[1:] for _, code in every_code() if code.startswith("make ")]
    assert {"run", "test"} <= {target for target, *_ in called} <= targets
    assert {word.split("=")[0] for _, *given in called for word in given} <= variables


def test_every_module_that_a_document_runs_can_be_run():
    modules = {match for _, code in every_code() for match in re.findall(r"-m ([\w.]+)", code)} - {"venv", "pytest"}
    pytest_marks = {match for _, code in every_code() for match in re.findall(r'pytest -m "not (\w+)"', code)}
    runnable = {".".join(file.relative_to(ROOT).parent.parts) for file in ROOT.glob("[a-z]*/**/__main__.py")}
    runnable |= {f"benchmarks.{file.stem}" for file in (ROOT / "benchmarks").glob("[!_]*.py")}
    runnable |= {
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in (ROOT / "tests").rglob("*.py")
        if 'if __name__ == "__main__":' in file.read_text(encoding="utf-8")
    }
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert {"data", "queries", "benchmarks.store_build", "tests.browser.widths"} <= modules <= runnable
    assert pytest_marks <= {mark.split(":")[0] for mark in settings["markers"]}


def test_every_command_of_data_and_queries_that_a_document_shows_is_understood(own_store):
    shown = {match for _, code in every_code() for match in re.findall(r"-m ((?:data|queries) [^>]+)", code)}
    assert any(command.startswith("queries") for command in shown)
    for program, name, *given in map(shlex.split, shown):
        if program == "queries":
            assert name in queries.names()
            assert len(queries.ask(name, **read_words(name, given))) > 0, (name, given)
        else:
            with pytest.raises(SystemExit) as ended:
                data_main([name, "--help"])
            assert ended.value.code == 0


def test_every_path_that_a_document_names_exists():
    missing = []
    for file in DOCUMENTS:
        text = file.read_text(encoding="utf-8")
        linked = [target.split("#")[0] for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
        missing += [(file.name, target) for target in linked if not (file.parent / target).exists()]
        for code in code_of(text):
            for path in re.findall(r"(?<![\w/.<])[\w.-]+(?:/[\w.*-]+)*/?(?![\w/<])", code):
                is_path = "/" in path or re.search(r"\.(py|sql|csv|md|txt|toml)$", path)
                if not is_path or "<" in code or path.startswith(MADE_LATER) or path == "periods.csv":
                    continue
                places = [ROOT, file.parent, ROOT / "data", ROOT / "data/catalog"]
                if not any(list(place.glob(path.rstrip("/"))) for place in places):
                    missing.append((file.name, path))
    assert missing == []


def test_no_file_bears_the_marks_of_a_merge():
    texts = [*DOCUMENTS, *ROOT.glob("data/**/*.csv"), *ROOT.glob("docs/*.csv"), *ROOT.glob("components/**/*.c*s*")]
    lines = [(file.name, line) for file in texts for line in file.read_text(encoding="utf-8").splitlines()]
    assert [found for found in lines if re.match(r"(<{7}|={7}|>{7})( |$)", found[1])] == []


def test_the_windows_lines_use_the_same_files_as_the_makefile():
    block = re.search(r"```bat\n(.*?)```", README, flags=re.DOTALL).group(1)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in ("requirements.txt", "app.py"):
        assert name in block
        assert name in makefile
    assert "-3.11" in block
    python = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert python == ">=3.11"


@pytest.mark.parametrize("table", ["facts", *CATALOG])
def test_the_readme_of_the_data_names_every_column_and_every_word_of_a_table(table):
    text = (ROOT / "data/README.md").read_text(encoding="utf-8")
    start = "## Columns of a fact" if table == "facts" else f"**{table}** — "
    section = text[text.index(start) + 3 :]
    section = re.split(r"\n## |\n\*\*\w+\*\* — ", section)[0]
    said = set(re.findall(r"\w+", section))
    with duckdb.connect() as connection:
        connection.execute((ROOT / "data/schema.sql").read_text(encoding="utf-8"))
        rows = connection.execute(
            "select column_name, data_type from information_schema.columns where table_name = ?", [table]
        ).fetchall()
    tokens = {column for column, _ in rows} | {word for _, kind in rows for word in re.findall(r"'(\w+)'", kind)}
    assert rows
    assert tokens - said == set()


def test_every_package_and_no_other_has_its_line():
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    for name in (*REQUIREMENTS, *NOT_INSTALLED):
        lines = (ROOT / name).read_text(encoding="utf-8").split()
        packages = [line.split("==")[0] for line in lines if "==" in line]
        section = text.split(f"## {name}")[1].split("\n## ")[0]
        assert re.findall(r"^\| ([\w-]+) \|", section, flags=re.MULTILINE)[1:] == packages


def _named(line: str) -> str:
    """A package and its version, the name as the index writes it."""
    name, _, version = line.partition("==")
    return f"{re.sub('[-_.]+', '-', name).lower()}=={version}"


def test_the_lock_is_what_is_installed_and_holds_every_chosen_package():
    lock = {_named(line) for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").split() if "==" in line}
    # Python's own environment brings the first two; the last is the project itself
    aside = ("pip", "setuptools", "planledger")
    installed = {_named(f"{one.name}=={one.version}") for one in distributions() if one.name not in aside}
    assert installed == lock
    chosen = {
        _named(line)
        for name in REQUIREMENTS
        for line in (ROOT / name).read_text(encoding="utf-8").split()
        if "==" in line
    }
    assert chosen - lock == set()


def test_the_latest_release_of_the_changelog_is_the_version_and_parts_facts_from_app():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    latest = text.split("\n## ")[1]
    assert latest.startswith(project["version"])
    assert re.findall(r"^### (.+)$", latest, flags=re.MULTILINE) == ["Facts", "App"]


def test_the_benchmark_multiplies_a_ledger_without_fault_and_prints_a_line_a_size(own_store, capsys):
    store_build.add_copies(own_store, 2)
    assert store.check(own_store) == []
    assert queries.ask("ledger_summary").iloc[0]["facts"] == 2 * store_build.read_with_csv_module(own_store / "none")
    store_build.main(["--times", "1", "2", "--repeats", "1"])
    head, *lines = capsys.readouterr().out.splitlines()
    facts = [int(line.split()[0].replace(",", "")) for line in lines]
    assert head.split()[0] == "facts"
    assert facts == [facts[0], 2 * facts[0]]


FACT = "qingdao-hrss-14fyp.table1-1.actual"
TARGET = "qingdao-hrss-14fyp.table2-1.target"


def only(rows: list):
    """The one member of a list that has no other."""
    assert len(rows) == 1, rows
    return rows[0]


def row_of_target(frame) -> dict:
    """The row of a frame that speaks of TARGET."""
    return only(frame[frame["target_fact_id"] == TARGET].to_dict("records"))


def told(sql: str) -> tuple:
    """The one row that the built ledger answers."""
    with store.reading() as ledger:
        return only(ledger.execute(sql).fetchall())


def test_one_number_from_its_line_to_the_store(own_store):
    # steps 1 to 3
    with (ROOT / "data/facts/qingdao-hrss-14fyp.csv").open(encoding="utf-8-sig", newline="") as file:
        line = only([row for row in csv.DictReader(file) if row["fact_id"] == FACT])
    assert (line["locator"], line["value_raw"], line["value"], line["unit"]) == (
        "专栏1 第1行",
        "[197.47]",
        "197.47",
        "万人",
    )
    assert (line["year_from"], line["year_to"], line["basis"], line["basis_source"]) == (
        "2016",
        "2020",
        "total",
        "printed",
    )
    assert store.check() == []
    value, kind = told(f"select value, typeof(value) from facts where fact_id = '{FACT}'")
    assert (value, kind) == (Decimal("197.47"), "DECIMAL(18,6)")


def test_one_number_among_its_rivals_and_as_result_and_base(own_store):
    # steps 4 to 6
    rivals = queries.ask("rival_list", fact_id=FACT)
    assert sorted(rivals["value_raw"]) == ["197", "197.47"]
    assert rivals["is_agreeing"].all()
    yearly = queries.ask("fact_list", region_ids=["qingdao"], indicator_ids=["new_urban_jobs"], roles=["actual"])
    earlier = yearly[yearly["year_to"] < 2019]
    assert sorted(earlier["value"]) == [37.2, 64.1, 68, 73]  # 37.2 is the first half of the year of 64.1
    assert earlier["series"].notna().all()
    chosen = "region_id = 'qingdao' and indicator_id = 'new_urban_jobs' and year_from = 2016 and year_to = 2020"
    assert told(f"select fact_id from span_results where {chosen}") == (FACT,)
    printed = told(f"select target_raw, base_raw, base from plan_rows where target_fact_id = '{TARGET}'")
    assert printed == ("[175]", "—", None)
    used = told(
        f"select base_used_fact_id, base_used, comparison_basis from target_bases where target_fact_id = '{TARGET}'"
    )
    assert used == (FACT, Decimal("197.47"), "period_total")


def test_one_number_in_the_question_the_view_the_figure_and_the_file(own_store, chinese):
    # steps 7 to 10
    row = row_of_target(queries.ask("continuity_list", region_ids=["qingdao"]))
    assert (row["actual_fact_id"], row["base_used_fact_id"]) == (FACT, FACT)
    assert (row["completion_pct"], row["change_pct"], row["is_weaker"]) == (131.6, -11.4, True)
    assert "2020年" in row["caution_zh"]
    rates = queries.ask(
        "fact_list", region_ids=["qingdao"], indicator_ids=["new_urban_jobs"], roles=["completion_rate"]
    )
    assert list(rates["value_raw"]) == ["131.6%"]

    view = continuity.view("qingdao", "qingdao-hrss-14fyp")
    shown = row_of_target(view.frame)
    assert (shown["actual_raw"], shown["completion_pct"], shown["change_text"]) == ("[197.47]", 131.6, "−11.4%")

    marks = {
        trace.name: x
        for trace in plotted(view.figure).data
        for x, text in zip(trace.x, trace.hovertext or (), strict=False)
        if text.startswith("<b>城镇新增就业</b>")
    }
    assert marks[say("mark.actual", **view.words)] == pytest.approx(100)
    assert marks[say("mark.target", **view.words)] == pytest.approx(88.6, abs=0.05)
    assert "[197.47]" in [annotation.text for annotation in plotted(view.figure).layout.annotations]

    file = csv_bytes(view.frame, column_titles(view))
    lines = list(csv.DictReader(file.decode("utf-8-sig").splitlines()))
    line = only([line for line in lines if line["目标的数据编号"] == TARGET])
    assert (line["2020实际"], line["2020实际（数）"], line["基数的数据编号"]) == ("[197.47]", "197.47", FACT)
    assert evidence.fact(FACT).printed == "[197.47] 万人"


def test_the_way_of_one_number_names_what_its_steps_use():
    text = (ROOT / "docs/one-number.md").read_text(encoding="utf-8")
    steps = ("rival_facts", "span_results", "target_bases", "continuity_list.sql")
    for name in ("197.47", FACT, *steps, "131.6", "−11.4"):
        assert name in text, name
    number, verdict = text.split("\n# ")
    assert len(re.findall(r"^\d+\. \*\*", number, flags=re.MULTILINE)) == 10
    assert len(re.findall(r"^\d+\. \*\*", verdict, flags=re.MULTILINE)) == 7


def test_one_verdict_from_its_status_to_the_page_and_the_file(own_store, chinese):
    target, words = "qingdao-employment-14fyp.table1-1.target", "超额完成（据转引数，待核实）"
    # steps 1 to 4
    found = told(
        "select status, done_grade, is_pending_source, len(decisive_fact_ids) from month_judgements"
        f" where target_fact_id = '{target}' and judged_at = '2025-12'"
    )
    assert found == ("exceeded", "at_least", True, 2)
    asked = {"region_ids": ["qingdao"], "document_ids": ["qingdao-employment-14fyp"], "as_of": "2025-12"}
    rows = queries.ask("judgement_list", **asked).to_dict("records")
    row = only([row for row in rows if row["target_fact_id"] == target])
    assert (row["word_zh"], row["caution_zh"], row["verdict_zh"]) == ("超额完成", "据转引数，待核实", words)
    # steps 5 to 7
    judgement = judgement_of(row)
    verdict = judgement.verdict
    assert (verdict.status, verdict.word, verdict.words) == ("exceeded", "超额完成", words)
    assert (judgement.done.value, judgement.done.is_lower_bound) == (184.93, True)
    view = progress.view("qingdao", "qingdao-employment-14fyp", "new_urban_jobs", "2025-12")
    assert view.verdict == verdict
    drawn = [re.sub("<[^>]*>", "", annotation.text) for annotation in plotted(view.figure).layout.annotations]
    assert words in drawn
    lines = csv.DictReader(csv_bytes(view.frame, column_titles(view)).decode("utf-8-sig").splitlines())
    assert {line["评价结论"] for line in lines} == {words}


if __name__ == "__main__":
    (ROOT / "README.md").write_text(readme_with_questions(), encoding="utf-8")
