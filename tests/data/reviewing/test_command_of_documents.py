"""A document is taken in by one command: what is sure, or all of it, and what was left with its reason."""

from pathlib import Path

import pytest

from data.__main__ import main
from data.reviewing import taking
from data.reviewing.commands import Order, import_document
from tests.data.reviewing.plans import DEMO
from tests.data.stores import everything
from tests.people import EDITOR, READER

ABOUT = {"region_id": "demo-east", "region_zh": ""}


@pytest.fixture
def told(folders, tmp_path, capsys):
    """A function that imports a text as a file and gives the status, what was said, and what was refused."""

    def run(text: str, accept: str, by=EDITOR, **asked) -> tuple[int, list[str], str]:
        file = tmp_path / "plan.txt"
        file.write_text(text, encoding="utf-8")
        order = Order(accept, about=asked.pop("about", ABOUT), **asked)
        status = import_document(file, order, folders["folder"], by=by, shipped=folders["shipped"])
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err

    return run


def test_all_is_every_figure_with_new_indicators_and_changes_nothing_while_it_is_tried(told, small_ledger):
    status, said, _ = told(DEMO, "all", is_dry=True)
    assert status == 0
    assert said[0] == "+ 专栏1 第1行 示例新增就业 [20] → demo_jobs"
    assert [line for line in said if "第3行" in line and line.endswith("（新指标）")]
    assert [line for line in said if line.startswith("  ") and "新增就业：新出现 暂不评价（规划期未开始）" in line]
    assert said[-1].endswith("：可以录入 6 个数，留下 0 个；什么也没有改。")
    assert not (small_ledger.store / "imports").exists()


@pytest.mark.usefixtures("rows_alone")
def test_sure_leaves_what_a_check_met_and_a_document_that_is_known_is_refused_but_for_a_version(told, small_ledger):
    status, said, _ = told(DEMO, "sure", name="fifteenth")
    assert status == 0
    assert "- 专栏1 第3行 示例驿站 12: 没有配上指标" in said
    assert said[-1] == "fifteenth：录入 4 个数，留下 2 个。"
    before = everything(small_ledger)
    status, said, refused = told(DEMO, "all")
    assert (status, said) == (1, [])
    assert refused.startswith("与台账中的《示例东市“十五五”示例规划》是同一份")
    assert everything(small_ledger) == before
    about = {**ABOUT, "short_zh": "示例规划（修订）"}
    status, said, _ = told(DEMO.replace("[22]", "[23]"), "sure", about=about, known="version", change_kind="correction")
    assert status == 0
    assert [line for line in said if line.startswith("+")] == ["+ 专栏1 第1行 示例新增就业 [23] → demo_jobs"]


@pytest.mark.usefixtures("rows_alone")
def test_what_a_heading_lacks_is_asked_for_and_taken_from_the_words(told):
    text = "到2030年，示例失业率控制在5.5%以内。\n"
    status, _, refused = told(text, "all", language="en", about={})
    assert status == 1
    assert "Fill in the region." in refused
    about = {"title_zh": "示例方案", "issuer": "示例局", "kind": "implementation_plan", "region_id": "demo-west"}
    assert told(text, "all", about=about, is_dry=True, by=READER)[0] == 1
    assert told(text, "all", about=about)[0] == 0
    assert told(text, "all", about={"colour": "red"})[0] == 2
    assert told("", "all")[0] == 1


def test_the_command_line_hands_a_document_on(monkeypatch, tmp_path):
    handed = []
    monkeypatch.setattr("data.reviewing.commands.import_document", lambda *given, by: handed.append(given) or 0)
    file = tmp_path / "plan.docx"
    file.touch()
    store = tmp_path / "store"
    words = ["--about", "issuer=示例局", "--about", "url=https://example.invalid/?a=b"]
    assert main(["import", str(file), "--accept", "sure", "--as", "x", "--dry-run", "--store", str(store), *words]) == 0
    about = {"issuer": "示例局", "url": "https://example.invalid/?a=b"}
    assert handed == [(Path(file), Order("sure", "x", about, is_dry=True), store)]


def test_a_trial_has_the_document_and_the_store_has_not(demo, small_ledger):
    before = everything(small_ledger)
    with taking.trial(demo.reviewed(), by=EDITOR, **demo.folders) as (prepared, there):
        assert (there / "imports" / prepared.import_id / "facts").is_dir()
        assert [change.after_zh for change in prepared.changes if change.indicator_id == "demo_jobs"]
    assert everything(small_ledger) == before
