"""Choices: the address sets the controls and the rows, the controls set the address; bad values fall back."""

import re

import pytest

from components.language.words import say, table
from components.views import evidence, registry
from components.views.catalogue import plans, regions
from tests.shown_tables import shown_tables

# page, place of the table on it, choices in the address, column of the table, what each of its cells holds
FILTERS = [
    ("overview", 0, {"attribute": "binding"}, "attribute", "约束性"),
    ("periods", 0, {"theme": "employment"}, "theme", "就业创业"),
    ("periods", 0, {"region": "zhoushan", "theme": "social_insurance"}, "theme", "社会保险"),
    ("periods", 0, {"attribute": "binding"}, "attributes", "约束性"),
    ("cities", 0, {"theme": "labour_relations"}, "theme", "劳动关系"),
    ("progress", 1, {"plan": "qingdao-employment-14fyp"}, None, None),
    ("commitments", 0, {"theme": "talent"}, "theme", "人才队伍"),
    ("commitments", 0, {"document": "qingdao-talent-2025"}, "years", "2025"),
    ("commitments", 0, {"nature": "standard"}, "nature", "服务与补贴标准"),
    ("commitments", 0, {"words": "技能"}, None, None),
    ("commitments", 0, {"year": "2022"}, None, None),
    ("evidence", 0, {"region": "zhoushan"}, "region", "舟山"),
    ("evidence", 0, {"role": "actual"}, "role", "实际"),
    ("evidence", 0, {"reliability": "B"}, "reliability", "◐ B 报刊转述"),
    ("evidence", 0, {"document": "qingdao-bulletin-2022"}, "document", "青岛2022年公报"),
    ("evidence", 0, {"indicator": "new_urban_jobs"}, "indicator", "城镇新增就业人数"),
    ("evidence", 0, {"words": "失业保险"}, None, None),
]
# page, choice, value that the ledger does not have, and other choices
STALE = [
    ("overview", "lang", "xx", {}),
    ("overview", "look", "sepia", {}),
    ("overview", "period", "9fyp", {}),
    ("overview", "as_of", "1949-10", {}),
    ("periods", "region", "atlantis", {}),
    ("periods", "plan", "zhoushan-hrss-14fyp", {}),
    ("periods", "theme", "old", {}),
    ("periods", "order", "size", {}),
    ("periods", "attribute", "none", {}),
    ("cities", "region", "atlantis", {}),
    ("cities", "basis", "height", {}),
    ("cities", "population", "1953", {}),
    ("progress", "region", "atlantis", {}),
    ("progress", "indicator", "gone", {}),
    ("progress", "as_of", "soon", {}),
    ("targets", "indicator", "gone", {}),
    ("commitments", "theme", "old", {}),
    ("commitments", "document", "gone", {}),
    ("commitments", "nature", "wish", {}),
    ("commitments", "year", "1949", {}),
    ("evidence", "fact", "nope", {}),
    ("evidence", "finding", "nope", {"list": "findings"}),
    ("evidence", "list", "gossip", {}),
    ("evidence", "kind", "rumour", {"list": "findings"}),
    ("evidence", "indicator", "gone", {}),
    ("evidence", "role", "hero", {}),
    ("evidence", "reliability", "Z", {}),
]


def tables(app) -> list:
    return [shown.frame for shown in shown_tables(app)]


def are_same(some: list, others: list) -> bool:
    return len(some) == len(others) > 0 and all(one.equals(other) for one, other in zip(some, others, strict=True))


def asides(app, css_class: str) -> list[str]:
    """The HTML of the blocks that begin with an element of this class."""
    return [block.proto.body for block in app.get("html") if re.match(rf"<\w+ class='{css_class}'", block.proto.body)]


@pytest.fixture(scope="module")
def whole_tables() -> dict:
    return {}


@pytest.fixture
def whole(visit, whole_tables):
    """The tables of a page as other choices, or none, leave them; each is asked for once."""

    def tables_of(page: str, **choices: str) -> list:
        key = (page, *choices.items())
        if key not in whole_tables:
            whole_tables[key] = tables(visit(page, **choices))
        return whole_tables[key]

    return tables_of


@pytest.mark.parametrize(("page", "place", "choices", "column", "value"), FILTERS)
def test_a_choice_in_the_address_leaves_its_rows(visit, whole, page, place, choices, column, value):
    filtered = tables(visit(page, **choices))[place]
    assert 0 < len(filtered) < len(whole(page)[place])
    if column:
        assert all(value in cell for cell in filtered[column])


def test_only_conflicts_shows_only_what_is_contradicted(visit, whole):
    (contradicted,) = tables(visit("evidence", conflict="yes"))
    assert 0 < len(contradicted) < len(whole("evidence")[0])
    assert contradicted["is_conflict"].all()


def test_the_order_changes_the_chart_and_not_the_table(visit):
    by_change, by_plan = visit("periods"), visit("periods", order="plan")
    assert are_same(tables(by_change), tables(by_plan))
    assert by_change.get("plotly_chart")[0].proto.spec != by_plan.get("plotly_chart")[0].proto.spec


@pytest.mark.parametrize(("page", "name", "value", "others"), STALE)
def test_a_value_that_is_not_to_be_had_falls_back_with_a_notice(visit, whole, page, name, value, others):
    app = visit(page, **others, **{name: value})
    assert not app.exception
    assert are_same(tables(app), whole(page, **others))
    notice = say("notice.stale_choice", name=say(f"choice.{name}"), value=value)
    assert [toast.value for toast in app.toast] == [notice]


def test_an_unknown_choice_in_the_address_is_passed_over(visit, whole):
    app = visit("periods", colour="green", utm_source="mail")
    assert not app.exception
    assert not app.toast
    assert are_same(tables(app), whole("periods"))


def test_a_chosen_fact_that_the_filters_leave_out_gives_way_without_a_notice(visit):
    fact_id = next(fact_id for fact_id in evidence.fact_ids() if fact_id.startswith("qingdao"))
    app = visit("evidence", fact=fact_id, region="zhoushan")
    assert not app.exception
    assert not app.toast
    (shown,) = asides(app, "pl-fact")
    assert fact_id not in shown
    assert regions()["zhoushan"] in shown


@pytest.mark.parametrize(
    ("page", "choices", "words"),
    [
        ("periods", {"region": "zhoushan", "theme": "public_service", "attribute": "binding"}, "恢复默认可看全部"),
        ("commitments", {"words": "火星"}, "没有含“火星”的任务"),
        ("commitments", {"theme": "social_insurance", "year": "2016"}, "这些筛选下没有任务"),
        ("evidence", {"words": "火星"}, "没有符合的数据"),
        ("evidence", {"words": "' or 1=1 --"}, "没有符合的数据"),
        ("commitments", {"words": "<script>alert(1)</script>"}, "&lt;script&gt;"),
    ],
)
def test_choices_that_leave_nothing_give_advice(visit, page, choices, words):
    app = visit(page, **choices)
    assert not app.exception
    assert not tables(app)
    (advice,) = asides(app, "pl-advice")
    assert words in advice
    assert "<script>" not in advice


def test_a_first_visit_leaves_the_address_clean(visit, page):
    assert dict(visit(page).query_params) == {}


def test_a_control_writes_its_choice_and_the_default_takes_it_away(visit):
    app = visit("periods")
    app.button_group(key="choose-region-地区").set_value("zhoushan").run()
    assert dict(app.query_params) == {"region": "zhoushan"}
    app.button_group(key="choose-region-地区").set_value("qingdao").run()
    assert dict(app.query_params) == {}


@pytest.mark.parametrize("page", ["periods", "progress"])
def test_another_city_drops_the_plan_of_the_first_without_a_notice(visit, page):
    plan = list(plans("qingdao"))[1]
    app = visit(page, plan=plan, as_of="2024-12")
    app.button_group(key="choose-region-地区").set_value("zhoushan").run()
    assert dict(app.query_params) == {"as_of": "2024-12", "region": "zhoushan"}
    assert not app.toast
    assert not app.exception


def test_an_indicator_that_the_other_city_does_not_have_gives_way_without_a_notice(visit):
    app = visit("progress", indicator="policy_supported_entrepreneurs")
    assert not app.toast
    app.button_group(key="choose-region-地区").set_value("zhoushan").run()
    assert not app.toast
    assert not app.exception


def test_the_way_back_stands_only_where_a_choice_differs_and_takes_all_of_them_away(visit, whole):
    assert "choose-reset" not in [button.key for button in visit("commitments").button]
    app = visit("commitments", theme="talent", year="2022", lang="en")
    app.button(key="choose-reset").click().run()
    assert dict(app.query_params) == {"lang": "en"}
    assert are_same(tables(app), tables(visit("commitments", lang="en")))


def test_a_search_word_is_kept_when_the_language_changes(visit):
    app = visit("evidence", words="失业保险")
    app.query_params["lang"] = "en"
    app.run()
    assert dict(app.query_params) == {"words": "失业保险", "lang": "en"}
    (field,) = [field for field in app.text_input if field.label == table()["choice.words"]["en"]]
    assert field.value == "失业保险"


def test_a_copied_link_with_the_former_name_of_a_choice_chooses_the_same_and_gets_the_present_name(visit, monkeypatch):
    monkeypatch.setattr(registry, "FORMER_CHOICES", {"field": "theme", "city": "region"})
    app = visit("periods", field="employment", city="qingdao", region="zhoushan")
    assert set(tables(app)[0]["theme"]) == {"就业创业"}
    now = {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}
    assert now == {"theme": "employment", "region": "zhoushan"}
