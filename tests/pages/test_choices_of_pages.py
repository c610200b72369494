"""Choices: the address sets the controls and the rows, the controls set the address; bad values fall back."""

import pytest

from components.views import continuity, evidence, regions
from components.words import say, table

# page, choices in the address, column of the table, what each of its cells holds
FILTERS = [
    ("overview", {"region": "zhoushan"}, "region", "舟山"),
    ("periods", {"theme": "employment"}, "theme", "就业创业"),
    ("periods", {"region": "zhoushan", "theme": "social_insurance"}, "theme", "社会保险"),
    ("periods", {"attribute": "binding"}, "attributes", "约束性"),
    ("commitments", {"theme": "talent"}, "theme", "人才队伍"),
    ("commitments", {"document": "qingdao-talent-2025"}, "years", "2025"),
    ("commitments", {"nature": "standard"}, "nature", "服务与补贴标准"),
    ("commitments", {"words": "技能"}, None, None),
    ("commitments", {"year": "2022"}, None, None),
    ("evidence", {"region": "zhoushan"}, "region", "舟山"),
    ("evidence", {"role": "actual"}, "role", "实际"),
    ("evidence", {"reliability": "B"}, "reliability", "◐ B 报刊转述"),
    ("evidence", {"document": "qingdao-bulletin-2022"}, "document", "青岛2022年公报"),
    ("evidence", {"indicator": "new_urban_jobs"}, "indicator", "城镇新增就业人数"),
    ("evidence", {"words": "失业保险"}, None, None),
]
# page, choice, value that the ledger does not have
STALE = [
    ("overview", "region", "atlantis"),
    ("overview", "lang", "xx"),
    ("overview", "look", "sepia"),
    ("periods", "region", "atlantis"),
    ("periods", "plan", "zhoushan-hrss-14fyp"),
    ("periods", "theme", "old"),
    ("periods", "order", "size"),
    ("periods", "attribute", "none"),
    ("commitments", "theme", "old"),
    ("commitments", "document", "gone"),
    ("commitments", "nature", "wish"),
    ("commitments", "year", "1949"),
    ("evidence", "fact", "nope"),
    ("evidence", "indicator", "gone"),
    ("evidence", "role", "hero"),
    ("evidence", "reliability", "Z"),
    ("evidence", "lang", "xx"),
]


def rows(app):
    (shown,) = app.dataframe
    return shown.value.reset_index(drop=True)


@pytest.fixture(scope="module")
def whole_tables() -> dict:
    return {}


@pytest.fixture
def whole(visit, whole_tables):
    """The table of a page as the default leaves it; a page's is asked for once."""

    def table_of(page: str):
        if page not in whole_tables:
            whole_tables[page] = rows(visit(page))
        return whole_tables[page]

    return table_of


@pytest.mark.parametrize(("page", "choices", "column", "value"), FILTERS)
def test_a_choice_in_the_address_leaves_its_rows(visit, whole, page, choices, column, value):
    filtered = rows(visit(page, **choices))
    assert 0 < len(filtered) < len(whole(page))
    if column:
        assert all(value in cell for cell in filtered[column])


def test_only_conflicts_shows_only_what_is_contradicted(visit, whole):
    contradicted = rows(visit("evidence", conflict="yes"))
    assert 0 < len(contradicted) < len(whole("evidence"))
    assert contradicted["is_conflict"].all()


def test_the_order_changes_the_chart_and_not_the_table(visit):
    by_change, by_plan = visit("periods"), visit("periods", order="plan")
    assert rows(by_change).equals(rows(by_plan))
    assert by_change.get("plotly_chart")[0].proto.spec != by_plan.get("plotly_chart")[0].proto.spec


@pytest.mark.parametrize(("page", "name", "value"), STALE)
def test_a_value_that_is_not_to_be_had_falls_back_with_a_notice(visit, whole, page, name, value):
    app = visit(page, **{name: value})
    assert not app.exception
    assert rows(app).equals(whole(page))
    notice = say("notice.stale_choice", name=say(f"choice.{name}"), value=value)
    assert [toast.value for toast in app.toast] == [notice]


def test_an_unknown_choice_in_the_address_is_passed_over(visit, whole):
    app = visit("periods", colour="green", utm_source="mail")
    assert not app.exception
    assert not app.toast
    assert rows(app).equals(whole("periods"))


def test_a_chosen_fact_that_the_filters_leave_out_gives_way_without_a_notice(visit):
    fact_id = next(fact_id for fact_id in evidence.fact_ids() if fact_id.startswith("qingdao"))
    app = visit("evidence", fact=fact_id, region="zhoushan")
    assert not app.exception
    assert not app.toast
    (shown,) = [block.proto.body for block in app.get("html") if "class='pl-fact'" in block.proto.body]
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
    assert not app.dataframe
    (advice,) = [block.proto.body for block in app.get("html") if "class='pl-advice'" in block.proto.body]
    assert words in advice
    assert "<script>" not in advice


@pytest.mark.parametrize("page", ["overview", "periods", "commitments", "evidence"])
def test_a_first_visit_leaves_the_address_clean(visit, page):
    assert dict(visit(page).query_params) == {}


def test_a_control_writes_its_choice_and_the_default_takes_it_away(visit):
    app = visit("periods")
    app.button_group(key="choose-region-城市").set_value("zhoushan").run()
    assert dict(app.query_params) == {"region": "zhoushan"}
    app.button_group(key="choose-region-城市").set_value("qingdao").run()
    assert dict(app.query_params) == {}


def test_another_city_drops_the_plan_of_the_first_without_a_notice(visit):
    plan = list(continuity.plans("qingdao"))[1]
    app = visit("periods", plan=plan, theme="employment")
    app.button_group(key="choose-region-城市").set_value("zhoushan").run()
    assert dict(app.query_params) == {"theme": "employment", "region": "zhoushan"}
    assert not app.toast
    assert not app.exception


def test_the_way_back_stands_only_where_a_choice_differs_and_takes_all_of_them_away(visit, whole):
    assert [button.label for button in visit("commitments").button] == []
    app = visit("commitments", theme="talent", year="2022", lang="en")
    app.button(key="choose-reset").click().run()
    assert dict(app.query_params) == {"lang": "en"}
    assert len(rows(app)) == len(whole("commitments"))


def test_a_search_word_is_kept_when_the_language_changes(visit):
    app = visit("evidence", words="失业保险")
    app.query_params["lang"] = "en"
    app.run()
    assert dict(app.query_params) == {"words": "失业保险", "lang": "en"}
    assert app.text_input[0].value == "失业保险"
    assert app.text_input[0].label == table()["choice.words"]["en"]
