"""城市对标 on invented regions: three cities, one without a population, a nation in another unit, the next period."""

import csv
from pathlib import Path

import pytest

from components.exports.csv import csv_bytes
from components.language.titles import column_titles
from components.look.canvas import NARROW, WIDE
from components.views import cities
from components.views.decks import choice_words
from components.views.registry import address_of, recall
from data import store
from tests.plotted import plotted

REGIONS = ("north", "south", "west")
PEOPLE = {"north": "100", "south": "50"}
# region: 失业保险 base and target, 新增就业 base and target, 调查失业率 target; 万人, but for the nation in 亿人
PLANS = {
    "north": ("200", "220", "〔50〕", "〔60〕", "≤5.5"),
    "south": ("90", "99", "〔20〕", "〔15〕", "≤5"),
    "west": ("40", "50", "〔8〕", "〔10〕", "≤6"),
    "china": ("2.2", "2.42", "", "", "≤5.5"),
}


def _rows(table: str, rows: list[dict], folder: Path, name: str = "") -> None:
    with (store.SHIPPED / table).open(encoding="utf-8", newline="") as shipped:
        header = next(csv.reader(shipped))
    path = folder / (name or table)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _document(document_id: str, region_id: str, kind: str, period_id: str = "") -> dict:
    named = dict.fromkeys(("title_zh", "title_en", "short_zh", "short_en", "issuer"), document_id)
    return named | {
        "document_id": document_id, "issued_on": "2026", "kind": kind, "region_id": region_id, "period_id": period_id,
    }  # fmt: skip


def _fact(document_id: str, region_id: str, indicator_id: str, role: str, raw: str, **more) -> dict:
    digits = raw.strip("〔〕").lstrip("≤")
    return {
        "fact_id": f"{document_id}.{more.get('place', 'text')}.{indicator_id}.{role}",
        "document_id": document_id, "region_id": region_id,
        "indicator_id": indicator_id, "role": role, "place": "text", "locator": indicator_id,
        "label_raw": indicator_id, "value_raw": raw, "value": digits, "comparator": "le" if "≤" in raw else "eq",
        "unit": "万人", "through_month": 12, "basis": "at_end", "basis_source": "printed", "data_status": "final",
        "reliability": "A",
    } | more  # fmt: skip


def _plan(region_id: str) -> list[dict]:
    base, target, jobs_base, jobs, rate = PLANS[region_id]
    unit = "亿人" if region_id == "china" else "万人"
    plan = f"{region_id}-plan"
    cells = [
        (1, "unemployment_insured", "baseline", base, {"year_from": 2025, "year_to": 2025, "unit": unit}),
        (1, "unemployment_insured", "target", target, {"year_from": 2030, "year_to": 2030, "unit": unit}),
        (3, "surveyed_unemployment_rate", "target", rate, {"year_from": 2030, "year_to": 2030, "unit": "%"}),
    ]
    if jobs:
        cells += [
            (2, "new_urban_jobs", "baseline", jobs_base, {"year_from": 2021, "year_to": 2025, "basis": "total"}),
            (2, "new_urban_jobs", "target", jobs, {"year_from": 2026, "year_to": 2030, "basis": "total"}),
        ]
    return [
        _fact(plan, region_id, indicator_id, role, raw, place="table", table_no=1, row_no=row_no, **more)
        for row_no, indicator_id, role, raw, more in cells
    ]


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped ledger with three invented cities that lie in the nation, and a plan of the nation."""
    root = tmp_path_factory.mktemp("anywhere")
    folder = root / "imports" / "invented"
    named = {"name_zh": "{0}市", "name_en": "{0} City", "short_zh": "{0}", "short_en": "{0} City"}
    regions = [
        {key: word.format(region_id) for key, word in named.items()}
        | {"region_id": region_id, "level": "prefecture", "parent_region_id": "china"}
        for region_id in REGIONS
    ]
    _rows("catalog/regions.csv", regions, folder)
    unit = {"unit": "亿人", "dimension": "person", "factor": 100_000_000, "name_en": "100m persons"}
    _rows("catalog/units.csv", [unit], folder)
    documents = [_document(f"{region_id}-plan", region_id, "five_year_plan", "15fyp") for region_id in PLANS]
    documents += [_document(f"{region_id}-census", region_id, "census") for region_id in PEOPLE]
    _rows("catalog/documents.csv", documents, folder)
    for region_id in PLANS:
        _rows("facts/qingdao-hrss-14fyp.csv", _plan(region_id), folder, f"facts/{region_id}-plan.csv")
    for region_id, people in PEOPLE.items():
        year = {"year_from": 2020, "year_to": 2020}
        fact = _fact(f"{region_id}-census", region_id, "resident_population", "actual", people, **year)
        _rows("facts/qingdao-hrss-14fyp.csv", [fact], folder, f"facts/{region_id}-census.csv")
    return root


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, anywhere: Path) -> None:
    monkeypatch.setenv("PLANLEDGER_STORE", str(anywhere))


def said(view) -> str:
    """All that a view says: sentences, notes, workings, titles, and every word in its chart."""
    figure = view.figure
    drawn = [] if figure is None else [note["text"] for note in figure.annotations]
    titles = column_titles(view)
    workings = [text for pair in view.arithmetic for text in pair]
    return "\n".join([view.headline, view.subtitle, view.takeaway, *view.notes, *workings, *titles, *drawn])


def test_a_pair_of_the_next_period_speaks_of_its_own_years_alone():
    view = cities.view("north", "south")
    assert view.choices["period"] == "15fyp"
    assert view.headline == "口径一致的 2 项总量目标按每万人：south 2 项较低"
    words = said(view) + said(cities.rates_view("north", "south"))
    for own in ("2030 年目标", "上期实际"):
        assert own in words
    for stranger in ("两市", "十四五", "副省级", "青岛", "舟山", "nan", "None"):
        assert stranger not in words, stranger


def test_without_a_population_nothing_is_set_per_head_and_each_row_says_why():
    view = cities.view("north", "west")
    assert view.headline == "north与west的总量目标"
    assert view.frame[["per_10k", "other_per_10k", "ratio_per_10k", "other_population"]].isna().all().all()
    reason = "台账没有west的常住人口，不折算每万人"
    rows = view.frame[view.frame["unit_name"] != "%"]
    assert rows["remark"].str.contains(reason).all()
    assert said(view).count(reason) == 2
    assert "常住人口：" not in said(view)
    content = csv_bytes(view.frame, column_titles(view)).decode("utf-8")
    assert "nan" not in (said(view) + content).lower()
    assert cities.populations_of("north", "west", "15fyp", "all") == {}


def test_shares_are_compared_where_heads_cannot_be():
    view = cities.view("north", "west", basis="share")
    assert view.headline.startswith("口径一致的 2 项总量目标，高于本地上期实际的：north 2 项，west 2 项")


def test_units_of_one_kind_are_converted_and_the_working_shows_both():
    view = cities.view("north", "china", basis="raw")
    assert dict(view.arithmetic)["失业保险参保"] == "2.42 亿人（= 24,200 万人） ÷ 220 万人 = 110 倍"
    assert view.frame.set_index("indicator").loc["失业保险参保", "unit_name"] == "万人 / 亿人"


def test_the_nation_is_a_dashed_line_beside_a_pair_and_counted_in_nothing():
    view = cities.view("north", "south", basis="share")
    assert view.headline == "口径一致的 2 项总量目标，高于本地上期实际的：north 2 项，south 1 项"
    dashed = [shape.x0 for shape in plotted(view.figure).layout.shapes if shape.line.dash]
    assert dashed == [pytest.approx(110)]
    assert any("虚线：全国" in note for note in view.notes)
    assert "china-plan.table.unemployment_insured.target" in view.facts
    rates = cities.rates_view("north", "south")
    assert [shape.x0 for shape in plotted(rates.figure).layout.shapes if shape.line.dash] == [5.5]


def test_a_reference_that_is_itself_set_against_the_region_is_no_line():
    view = cities.rates_view("north", "china")
    assert not [shape for shape in plotted(view.figure).layout.shapes if shape.line.dash]


def test_one_among_many_has_a_named_mark_for_each_and_says_who_has_none():
    assert "all" in cities.others("north")
    view = cities.view("north", "all")
    assert view.headline == "north与其他 2 地按每万人：口径一致的 2 对总量目标，对方 2 项较低"
    texts = [note.text for note in plotted(view.figure).layout.annotations]
    assert any(text.startswith("south <b>0.90") for text in texts)
    assert any("不折算每万人：" in text and "west" in text for text in texts)
    assert set(view.frame["other_region"]) == {"south", "west"}


def test_one_among_many_draws_shares_and_rates_with_the_region_itself_and_the_nation():
    view = cities.view("north", "all", basis="share")
    texts = [note.text for note in plotted(view.figure).layout.annotations]
    for place, share in (("north", "110%"), ("south", "110%"), ("west", "125%"), ("全国", "110%")):
        assert f"{place} <b>{share}</b>" in texts, place
    rates = [note.text for note in plotted(cities.rates_view("north", "all").figure).layout.annotations]
    for place, rate in (("north", "≤5.5"), ("south", "≤5"), ("west", "≤6"), ("全国", "≤5.5")):
        assert f"{place} <b>{rate}</b>" in rates, place


def test_bars_of_one_among_many_stand_in_groups_one_series_a_region():
    (native,) = cities.view("north", "all", basis="share").native_charts
    assert [series.name for series in native.series] == ["north", "south", "west"]
    assert set(native.categories) == {"失业保险参保", "城镇新增就业"}


def test_one_among_many_is_found_again_from_a_briefing_and_said_in_words():
    view = cities.view("north", "all")
    page, parameters = address_of(view.name, view.choices)
    assert (page, parameters["other"]) == ("cities", "all")
    assert "theme" not in parameters
    words = choice_words(view)
    assert words["other"][1] == "多地"
    assert words["theme"][1] == "全部"
    assert recall(view.name, view.choices).headline == view.headline


@pytest.mark.parametrize("basis", cities.BASES)
@pytest.mark.parametrize("other", ["south", "west", "china", "all"])
def test_every_form_of_every_pair_is_drawn(basis, other):
    for is_narrow in (False, True):
        view = cities.view("north", other, basis=basis, canvas=NARROW if is_narrow else WIDE)
        assert view.figure is not None
        assert view.screens()
        assert cities.rates_view("north", other, canvas=NARROW if is_narrow else WIDE).figure is not None
