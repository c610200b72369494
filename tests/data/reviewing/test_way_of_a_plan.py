"""The whole way of a plan that the ledger never saw: read, decided, taken in, asked for, shown in its page, undone."""

import io
from pathlib import Path

import docx
import pytest

import queries
from components.views import evidence
from data import imports
from data.reading.extract import names, read
from data.reviewing import originals, taking
from data.reviewing.about import offered, region_id_of
from tests.data.reviewing.plans import WEIFANG, all_accepted
from tests.people import EDITOR, KEEPER


def as_docx(text: str) -> bytes:
    """The plan as a document of Word, its lines with tabs a real table."""
    made = docx.Document()
    lines = text.splitlines()
    rows = [line.split("\t") for line in lines if "\t" in line]
    for line in lines:
        if "\t" not in line:
            made.add_paragraph(line)
        elif line.startswith("序号"):
            table = made.add_table(len(rows), len(rows[0]))
            for row, words in zip(table.rows, rows, strict=True):
                for cell, text_of in zip(row.cells, words, strict=True):
                    cell.text = text_of
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def taken(tmp_path_factory) -> tuple[taking.Prepared, Path, str]:
    """The plan of a new city, read out of Word and taken in whole, with its store and the id of the city."""
    folder = tmp_path_factory.mktemp("store")
    content = as_docx(WEIFANG)
    reading = read(content, "weifang.docx", names(folder))
    about = offered(reading, folder)
    decisions, new = all_accepted(reading, folder=folder)
    reviewed = taking.Reviewed(content, "weifang.docx", reading, about, decisions, new)
    made = taking.commit(reviewed, by=EDITOR, folder=folder)
    return made, folder, region_id_of(about)


def test_its_targets_are_judged_continued_and_compared(taken):
    _, folder, city = taken
    judged = queries.ask("judgement_list", folder, region_ids=[city], places=["table"])
    assert list(judged["indicator_zh"]) == ["城镇新增就业人数", "城镇调查失业率", "高技能人才总量", "风筝工匠培养人数"]
    assert set(judged["period_id"]) == {"15fyp"}
    continued = queries.ask("continuity_list", folder, region_ids=[city]).set_index("indicator_id")
    assert continued.loc["new_urban_jobs", "target_raw"] == "[55]"
    compared = queries.ask("comparison_list", folder, region_id=city, other_region_id="china", period_id="15fyp")
    assert "new_urban_jobs" in set(compared["indicator_id"])


def test_each_of_its_figures_is_shown_in_its_page(taken):
    made, folder, _ = taken
    for fact in made.facts:
        shown = originals.shown(fact["fact_id"], folder)
        assert shown is not None, fact["fact_id"]
        begin, end = shown.figure
        assert shown.phrase[begin:end] == fact["value_raw"]
    jobs = originals.shown(f"{made.document_id}.table1-1.target", folder)
    assert jobs.cells == ("1", "城镇新增就业人数", "万人", "[60.5]", "[55]", "预期性")
    assert jobs.head[:4] == ("序号", "指标", "单位", "2025年基数")
    assert (jobs.before, jobs.after) == ("1 城镇新增就业人数 万人 [60.5]", "预期性")
    school = originals.shown(f"{made.document_id}.text2-1.target", folder)
    assert school.before.endswith("到2030年，")
    assert school.after.startswith("，海外引才")


def test_the_card_of_a_fact_has_it_marked_in_its_original(taken, monkeypatch):
    made, folder, _ = taken
    monkeypatch.setenv("PLANLEDGER_STORE", str(folder))
    shown = evidence.fact(f"{made.document_id}.table1-1.target").original
    assert (shown.where, shown.figure, shown.cells[shown.at], shown.picture) == ("weifang.docx", "[55]", "[55]", "")
    shown = evidence.fact(f"{made.document_id}.text2-1.target").original
    assert shown.before.endswith("技工院校在校生规模达到")
    assert shown.figure == "8万人以上"
    assert evidence.fact("qingdao-hrss-14fyp.table1-1.actual").original is None


def test_of_many_facts_those_with_an_original_are_shown_in_it_in_their_order(taken, monkeypatch):
    made, folder, _ = taken
    monkeypatch.setenv("PLANLEDGER_STORE", str(folder))
    own = [f"{made.document_id}.text2-1.target", f"{made.document_id}.table1-1.target"]
    asked = [own[0], "qingdao-hrss-14fyp.table1-1.actual", own[1], "no-such-fact"]
    assert originals.having_originals(asked, folder) == own
    shown, count = evidence.seen(asked)
    assert [one.fact_id for one in shown] == own
    assert count == 2
    assert shown[1].figure == "[55] 万人"
    assert evidence.seen(["qingdao-hrss-14fyp.table1-1.actual"]) == ((), 0)


def test_a_fact_without_an_original_and_one_that_is_not_there_show_nothing(taken):
    _, folder, _ = taken
    assert originals.shown("qingdao-hrss-14fyp.table1-1.actual", folder) is None
    assert originals.shown("no-such-fact", folder) is None
    assert originals.content("../../etc/passwd", folder) is None


def test_undone_it_leaves_nothing(taken):
    made, folder, city = taken
    imports.undo(made.import_id, folder, by=KEEPER)
    assert queries.ask("judgement_list", folder, region_ids=[city]).empty
    assert originals.content(originals.document.__name__, folder) is None
