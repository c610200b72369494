"""A plan of the next period, imported beside the shipped ones: its pages bear its own years and stand on their feet."""

import csv
from pathlib import Path

import pytest

from components.exports.files import made
from components.language import words
from components.language.titles import column_title
from components.views import completion, continuity, overview, progress
from components.views.briefing import ready_made
from components.views.catalogue import period_words, plan_period
from components.views.decks import deck_of
from components.views.registry import recall
from tests.plotted import plotted

PLAN = "demo-15fyp"
DOCUMENT = {
    "document_id": PLAN, "title_zh": "示例“十五五”规划", "title_en": "Demo 15th plan", "short_zh": "青岛示例规划",
    "short_en": "Demo plan", "issuer": "示例部门", "issued_on": "2026", "kind": "five_year_plan",
    "region_id": "qingdao", "period_id": "15fyp",
}  # fmt: skip
# indicator, printed target, its columns
TARGETS = (
    ("new_urban_jobs", "[165]", {"value": 165, "unit": "万人", "year_from": 2026, "basis": "total"}),
    ("unemployment_insured", "330", {"value": 330, "unit": "万人"}),
    ("surveyed_unemployment_rate", "≤5.5", {"value": 5.5, "comparator": "le", "unit": "%"}),
    ("senior_title_total", "保持相当规模", {"comparator": "", "unit": "万人", "target_form": "words"}),
)


def _fact(no: int, indicator_id: str, value_raw: str, changes: dict) -> dict:
    return {
        "fact_id": f"{PLAN}.table1-{no}.target", "document_id": PLAN, "region_id": "qingdao",
        "indicator_id": indicator_id, "role": "target", "place": "table", "table_no": 1, "row_no": no,
        "locator": f"专栏1 第{no}行", "label_raw": indicator_id, "value_raw": value_raw, "comparator": "eq",
        "year_from": 2030, "year_to": 2030, "through_month": 12, "basis": "at_end", "basis_source": "printed",
        "data_status": "final", "reliability": "A",
    } | changes  # fmt: skip


def _write(path: Path, rows: list[dict]) -> None:
    columns = dict.fromkeys(column for row in rows for column in row)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="session")
def later_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("later")
    root = folder / "imports" / "demo"
    _write(root / "catalog/documents.csv", [DOCUMENT])
    _write(root / f"facts/{PLAN}.csv", [_fact(no, *target) for no, target in enumerate(TARGETS, 1)])
    return folder


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, later_store: Path) -> None:
    monkeypatch.setenv("PLANLEDGER_STORE", str(later_store))
    words.speak("zh")


def test_every_indicator_of_the_later_plan_opens_on_the_page(visit):
    for indicator_id, *_ in TARGETS:
        app = visit("progress", region="qingdao", plan=PLAN, indicator=indicator_id)
        assert not app.exception, indicator_id


@pytest.mark.parametrize("page", ["periods", "progress", "overview", "briefing", "commitments", "evidence"])
def test_pages_open_in_both_languages(visit, page):
    for lang in ("zh", "en"):
        assert not visit(page, lang=lang, region="qingdao", plan=PLAN, period="15fyp").exception


def test_the_completion_table_is_headed_by_the_plans_own_years_in_every_file():
    view = completion.matrix_view("qingdao", PLAN, "2025-12")
    titles = [column_title(view, column) for column in view.frame.columns if column.startswith("year_")]
    assert titles == ["2026", "2027", "2028", "2029", "2030"]
    assert column_title(view, "target_raw") == "2030目标"
    for ending in ("xlsx", "docx", "pptx", "html", "zip"):
        assert made(deck_of("示例", (view,)), ending, lambda done, of: None)


def test_a_plan_that_prints_one_table_still_lists_what_is_no_longer_there():
    lists = continuity.columns("qingdao", PLAN)
    assert "城镇登记失业率" in [change.name for change in lists["gone"]]


def test_the_document_of_a_row_is_named():
    assert set(continuity.view("qingdao", PLAN).frame["document"]) == {"青岛示例规划"}


def test_a_target_in_words_says_why_it_is_not_judged():
    view = progress.view("qingdao", PLAN, "senior_title_total", "2025-12")
    assert "保持相当规模" in view.takeaway
    assert view.frame["target_raw"].eq("保持相当规模").all()


def test_words_of_a_period_speak_of_its_own_years():
    said = period_words(plan_period("qingdao", PLAN))
    assert said == {
        "period": "“十五五”",
        "before": "“十四五”",
        "base_year": "2025",
        "target_year": "2030",
        "earlier_base_year": "2020",
    }


def test_names_of_ready_made_briefings_stay_when_a_later_plan_comes():
    names = list(ready_made())
    assert {"青岛“十四五”终期评估", "青岛与舟山对标", "青岛规划衔接"} <= set(names)
    assert "青岛“十五五”规划衔接" in names


def test_what_was_kept_without_a_period_is_of_the_plans_own():
    choices = {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "as_of": "2025-12"}
    assert recall("completion", choices).choices["period"] == "14fyp"
    assert recall("missing", choices).choices["period"] == "14fyp"


def test_the_table_of_the_period_before_has_its_own_completion():
    view = completion.matrix_view("zhoushan", "zhoushan-hrss-14fyp", "2020-12", "13fyp")
    assert column_title(view, "year_1") == "2016"
    assert len(view.frame) == 11


def test_every_year_says_what_it_is_measured_by():
    view = progress.view("qingdao", "qingdao-hrss-14fyp", "new_urban_jobs", "2025-12")
    assert view.frame["target"].eq(175).all()
    assert view.frame["need"].eq(35).all()
    assert view.frame["status"].ne("").all()


def test_years_inside_a_printed_total_are_not_missing():
    view = progress.view("qingdao", "qingdao-hrss-14fyp", "new_urban_jobs", "2020-12", "13fyp")
    assert "未收录" not in set(view.frame["state"])


def test_the_english_board_draws_the_caution_in_its_colour():
    board = {}
    for lang in words.LANGUAGES:
        words.speak(lang)
        figure = plotted(overview.board_view("14fyp", "2025-12").figure)
        colours = [trace.textfont.color for trace in figure.data if trace.type == "scatter" and trace.textfont.color]
        board[lang] = sum(colour == "#7A5200" for colour in colours)
    words.speak("zh")
    assert board["en"] == board["zh"] > 0


def test_the_rule_of_a_row_is_in_the_language_of_the_file():
    words.speak("en")
    rules = completion.matrix_view("qingdao", "qingdao-hrss-14fyp", "2025-12").frame["rule"]
    words.speak("zh")
    assert not rules.str.contains(r"[\u4e00-\u9fff]").any()
