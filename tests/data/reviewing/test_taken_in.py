"""A reviewed document becomes one import, or a sentence says why not and nothing is changed."""

import csv
import hashlib
import io
from dataclasses import replace

import pytest

from data import imports
from data.imports import ImportRefused
from data.people import Person, RightRefused
from data.reading.candidates import Candidate
from data.reviewing.decided import Decision, stands_against
from data.reviewing.rows import figure_of
from data.reviewing.taking import ReviewRefused
from tests.data.reviewing.plans import DEMO, given
from tests.data.stores import everything, import_ids
from tests.people import KEEPER, READER

pytestmark = pytest.mark.usefixtures("rows_alone")


def rows(ledger, prepared, file: str) -> list[dict[str, str]]:
    text = (ledger.store / "imports" / prepared.import_id / file).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_document_becomes_one_import_with_its_facts_its_new_indicator_and_its_original(demo, small_ledger):
    made = demo.commit()
    assert made.import_id == made.document_id == "demo-east-plan-2026-2030"
    (document,) = rows(small_ledger, made, "catalog/documents.csv")
    sha256 = hashlib.sha256(demo.content).hexdigest()
    assert (document["title_zh"], document["issued_on"], document["kind"]) == (
        "示例东市“十五五”示例规划", "2026-05-06", "five_year_plan",
    )  # fmt: skip
    assert (document["period_id"], document["sha256"], document["file_name"]) == ("15fyp", sha256, "demo.txt")
    assert rows(small_ledger, made, "catalog/periods.csv") == [
        {"period_id": "15fyp", "name_zh": "“十五五”", "name_en": "15th plan", "year_from": "2026", "year_to": "2030"}
    ]
    (indicator,) = rows(small_ledger, made, "catalog/indicators.csv")
    assert [indicator[column] for column in ("name_zh", "name_en", "theme_id", "measure", "direction", "unit")] == [
        "示例驿站", "", "demo_theme", "stock", "up", "个",
    ]  # fmt: skip
    columns = ("fact_id", "indicator_id", "value_raw", "value", "comparator", "basis", "basis_source", "attribute")
    found = [tuple(fact[column] for column in columns) for fact in made.facts]
    assert found == [
        (f"{made.document_id}.table1-1.baseline", "demo_jobs", "[20]", "20", "eq", "total", "printed", "expected"),
        (f"{made.document_id}.table1-1.target", "demo_jobs", "[22]", "22", "eq", "total", "printed", "expected"),
        (f"{made.document_id}.table1-2.baseline", "demo_rate", "5.2", "5.2", "eq", "at_end", "inferred", "binding"),
        (f"{made.document_id}.table1-2.target", "demo_rate", "5.5以内", "5.5", "le", "at_end", "inferred", "binding"),
        (f"{made.document_id}.table1-3.baseline", indicator["indicator_id"], "3", "3", "eq", "at_end", "inferred",
            "expected"),
        (f"{made.document_id}.table1-3.target", indicator["indicator_id"], "12", "12", "eq", "at_end", "inferred",
            "expected"),
    ]  # fmt: skip
    original = small_ledger.store / "imports" / made.import_id / "texts" / sha256
    assert original.read_bytes() == demo.content
    imports.undo(made.import_id, **demo.folders, by=KEEPER)
    assert made.import_id not in import_ids(small_ledger)


def test_what_was_corrected_by_hand_keeps_the_print_and_is_said_in_the_note(demo):
    demo.decisions[1] = Decision(
        1, "accepted", {"unit": "人", "value": "220000", "label_raw": "示例新增就业"}, "看原件"
    )
    fact = demo.commit().facts[1]
    assert (fact["value_raw"], fact["value"], fact["unit"]) == ("[22]", "220000", "人")
    assert fact["note"] == "人工校改：单位“万人”改为“人”；数值“22”改为“220000”；看原件"


def test_a_print_that_was_misread_is_read_anew_when_it_is_put_right(demo):
    demo.decisions[3] = Decision(3, "accepted", {"value_raw": "4.5—5.5"})
    fact = demo.commit().facts[3]
    assert (fact["value_raw"], fact["value"], fact["value_high"], fact["comparator"]) == ("4.5—5.5", "4.5", "5.5", "eq")


def test_a_choice_of_indicator_is_learnt_under_its_name_and_a_rejected_figure_is_left(demo, small_ledger):
    demo.decisions[4:] = [
        Decision(4, "rejected"),
        Decision(5, "accepted", {"indicator_id": "demo_jobs", "unit": "万人"}),
    ]
    made = demo.commit()
    assert rows(small_ledger, made, "catalog/labels.csv") == [{"label": "示例驿站", "indicator_id": "demo_jobs"}]
    assert len(made.facts) == 5
    assert not (small_ledger.store / "imports" / made.import_id / "catalog/indicators.csv").exists()


def test_a_city_that_the_ledger_never_saw_comes_with_its_first_document(demo, small_ledger):
    demo.about = replace(demo.about, region_id="", region_zh="示例南市", region_level="prefecture")
    made = demo.commit()
    (region,) = rows(small_ledger, made, "catalog/regions.csv")
    assert (region["name_zh"], region["short_zh"], region["level"], region["adcode"], region["place"]) == (
        "示例南市", "示例南", "prefecture", "", "2",
    )  # fmt: skip
    assert {fact["region_id"] for fact in made.facts} == {region["region_id"]}


def test_a_unit_that_nobody_knows_comes_with_its_figure(demo, small_ledger):
    demo.decisions[4:] = [replace(one, changes={**one.changes, "unit": "万个镇"}) for one in demo.decisions[4:]]
    demo.new = [replace(demo.new[0], unit="万个镇")]
    (unit,) = rows(small_ledger, demo.commit(), "catalog/units.csv")
    assert (unit["unit"], unit["dimension"], unit["factor"]) == ("万个镇", "个镇", "10000")


def test_a_version_replaces_the_figures_that_are_other_and_takes_no_other_twice(demo, folders):
    first = demo.commit()
    later = given(DEMO.replace("[22]", "[23]"), folders)
    later.about = replace(later.about, short_zh="示例规划（修订）")
    made = later.commit(by=KEEPER, supersedes=first.document_id, change_kind="revision")
    assert [(fact["value_raw"], fact["supersedes"], fact["change_kind"]) for fact in made.facts] == [
        ("[23]", f"{first.document_id}.table1-1.target", "revision")
    ]
    assert made.replaced_fact_ids == (f"{first.document_id}.table1-1.target",)


# what is done to a sound review → the token that says what keeps it
SPOILT = {
    "nothing is accepted": (lambda it: it.decisions.clear(), "nothing"),
    "no title": (lambda it: set_about(it, title_zh=""), "about.missing"),
    "no issuer": (lambda it: set_about(it, issuer=" "), "about.missing"),
    "no region": (lambda it: set_about(it, region_id=""), "about.missing"),
    "a region that is not there": (lambda it: set_about(it, region_id="nowhere"), "about.unknown_region"),
    "no level": (lambda it: set_about(it, region_id="", region_zh="示例南市"), "about.missing"),
    "a date that is none": (lambda it: set_about(it, issued_on="去年"), "about.issued_on"),
    "a kind that is none": (lambda it: set_about(it, kind="novel"), "about.word"),
    "years upside down": (lambda it: set_about(it, year_from="2030", year_to="2026"), "about.years_reversed"),
    "an address that is none": (lambda it: set_about(it, url="javascript:1"), "about.url"),
    "the id of another": (lambda it: set_about(it, document_id="demo-plan"), "about.document_taken"),
    "a way out of the store": (lambda it: set_about(it, document_id="../x"), "about.document_id"),
    "the short name of another": (lambda it: set_about(it, short_zh="示例规划"), "about.short_taken"),
    "a year in words": (lambda it: change(it, year_to="明年"), "candidate.not_a_year"),
    "a number in words": (lambda it: change(it, value="许多"), "candidate.not_a_number"),
    "a number without end": (lambda it: change(it, value="1e30"), "candidate.not_a_number"),
    "no years": (lambda it: change(it, year_to=""), "candidate.no_years"),
    "no basis": (lambda it: change(it, basis=""), "candidate.no_basis"),
    "no unit": (lambda it: change(it, unit=""), "candidate.no_unit"),
    "a unit of another kind": (lambda it: change(it, unit="元"), "candidate.unit_of_another_kind"),
    "a role that is none": (lambda it: change(it, role="hope"), "candidate.word"),
    "no indicator": (lambda it: change(it, indicator_id=""), "candidate.no_indicator"),
    "an indicator that is not there": (lambda it: change(it, indicator_id="no_such"), "candidate.unknown_indicator"),
    "an upper end below": (lambda it: change(it, value_high="1"), "candidate.high_not_above"),
    "words with a number": (lambda it: change(it, target_form="words"), "candidate.words_with_value"),
    "a change from later": (
        lambda it: change(it, target_form="change", reference_year="2040"), "candidate.no_reference_year",
    ),
    "a number that is not printed": (lambda it: change(it, value="23"), "candidate.ledger"),
    "a new name that is there": (lambda it: set_new(it, name_zh="示例失业率"), "new.name_taken"),
    "a new id that is none": (lambda it: set_new(it, theme_id="no_such"), "new.unknown_theme"),
    "a new measure that is none": (lambda it: set_new(it, measure="length"), "new.word"),
}  # fmt: skip


def set_about(it, **fields) -> None:
    it.about = replace(it.about, **fields)


def set_new(it, **fields) -> None:
    it.new = [replace(it.new[0], **fields)]


def change(it, **changes) -> None:
    it.decisions[1] = Decision(1, "accepted", changes)


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_review_is_refused_with_a_sentence_and_nothing_is_written(demo, small_ledger, spoilt):
    spoil, token = SPOILT[spoilt]
    spoil(demo)
    before = everything(small_ledger)
    with pytest.raises(ReviewRefused) as refused:
        demo.commit()
    found = refused.value.objections
    assert token in [objection.token for objection in found]
    for language in ("zh", "en"):
        assert all(objection.said(language) for objection in found)
        assert refused.value.told(language)
    assert everything(small_ledger) == before


def test_an_objection_names_its_candidate_its_column_and_the_mend(demo):
    change(demo, basis="")
    (found,) = stands_against(demo.reading, demo.about, demo.decisions, demo.new, **demo.folders)
    assert (found.number, found.column) == (1, "basis")
    assert found.said("zh") == "“示例新增就业”[22]：不知道是合计、每年还是期末数；请选定。"


def test_what_lies_outside_the_reading_is_no_decision_and_the_last_of_two_counts(demo):
    demo.decisions += [Decision(99, "accepted"), Decision(-1, "accepted"), Decision(0, "rejected")]
    assert len(demo.commit().facts) == 5


def test_the_same_document_is_not_taken_in_twice_and_an_older_one_must_be_there(demo):
    demo.commit()
    demo.about = replace(demo.about, short_zh="另一个简称")
    for asked, token in (({}, "document.same"), ({"supersedes": "no-such"}, "document.no_older")):
        with pytest.raises(ReviewRefused) as refused:
            demo.commit(**asked)
        assert token in [objection.token for objection in refused.value.objections]


def test_a_name_that_is_taken_is_refused_and_one_that_was_not_asked_for_is_another(demo, folders):
    made = demo.commit(import_id="fifteenth")
    assert (made.import_id, made.document_id) == ("fifteenth", "fifteenth")
    other = given(DEMO.replace("[22]", "[23]"), folders)
    other.about = replace(other.about, short_zh="另一个简称")
    with pytest.raises(ImportRefused):
        other.commit(import_id="fifteenth")


def test_an_editor_takes_in_what_is_of_their_region_and_nobody_else_does(demo, small_ledger):
    before = everything(small_ledger)
    for person in (READER, Person("周", "editor", frozenset({"demo-west"}))):
        with pytest.raises(RightRefused):
            demo.commit(by=person)
    assert everything(small_ledger) == before
    # a period is of all regions: the plan of one comes without it
    made = demo.commit(by=Person("吴", "editor", frozenset({"demo-east"})))
    assert not (small_ledger.store / "imports" / made.import_id / "catalog/periods.csv").exists()


@pytest.mark.parametrize(
    ("printed", "unit", "figure"),
    [
        ("197万人", "万人", "197"),
        ("[820]平方公里", "平方公里", "[820]"),
        ("65%以上", "%", "65%以上"),
        ("3—5个", "个", "3—5"),
        ("约20名", "名", "约20"),
        ("[175]", "万人", "[175]"),
        ("保持稳定", "%", "保持稳定"),
        ("—", "万人", "—"),
        ("12", "", "12"),
    ],
)
def test_a_unit_printed_behind_its_figure_stands_in_its_own_column_alone(printed, unit, figure):
    assert figure_of(Candidate(value_raw=printed, unit=unit)) == figure
