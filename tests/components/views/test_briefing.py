"""A briefing keeps what was put into it, in order, and says which figures changed since."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

import queries
from components.exports import files
from components.language import words
from components.views import briefing, continuity, evidence, overview, progress, registry
from components.views.briefing import BriefingRefused, Item, UnknownBriefing
from components.views.registry import KINDS, Forgotten, address_of, recall
from tests.people import KEEPER
from tests.whole import some


@pytest.fixture(autouse=True)
def no_briefings(own_store, views_store):
    shutil.rmtree(views_store / "briefings", ignore_errors=True)


def headlines(name: str) -> list[str]:
    return [view.headline for view in briefing.deck(name).views]


def some_views() -> list:
    return [
        continuity.view("qingdao", "qingdao-hrss-14fyp"),
        progress.view("qingdao", "qingdao-hrss-14fyp", "new_urban_jobs", "2023-11"),
        overview.board_view("14fyp", "2025-12", region_id="zhoushan"),
    ]


def collected(name: str = "季度会") -> str:
    for view in some_views():
        briefing.collect(name, view, by=KEEPER)
    return name


def test_the_ready_made_are_the_reviews_of_each_plan_the_pairs_and_the_continuity_of_each_region():
    assert list(briefing.ready_made()) == [
        "青岛“十四五”终期评估",
        "青岛“十三五”终期评估",
        "舟山“十四五”终期评估",
        "舟山“十三五”终期评估",
        "山东“十四五”终期评估",
        "浙江“十三五”终期评估",
        "全国“十四五”终期评估",
        "全国“十五五”年度监测",
        "全国“十三五”终期评估",
        "青岛与舟山对标",
        "青岛与山东对标",
        "青岛与全国对标",
        "青岛规划衔接",
        "舟山规划衔接",
        "全国规划衔接",
        "全国“十五五”规划衔接",
        "青岛 2026—2030 目标测算",
        "舟山 2026—2030 目标测算",
        "青岛“十四五”年度分解与预警",
        "舟山“十四五”年度分解与预警",
    ]


def test_a_name_that_a_ready_made_briefing_had_in_an_earlier_version_still_opens_it():
    words.speak("en")
    assert briefing.briefing("Qingdao: 13th and 14th plans").name == "Qingdao: plan to plan"
    words.speak("zh")


# what they say in either language is read sentence by sentence elsewhere
@pytest.mark.parametrize("language", some(words.LANGUAGES, 0))
def test_each_ready_made_view_has_rows_a_headline_sources_facts_and_an_as_of(language):
    words.speak(language)
    for name in briefing.ready_made():
        for view in briefing.deck(name).views:
            assert not view.is_empty
            assert view.headline
            assert view.sources
            assert view.facts
            assert len(view.as_of) == 7
    words.speak("zh")


def test_collected_views_come_back_in_their_order_with_their_own_month():
    name = collected()
    views = briefing.deck(name).views
    assert [view.name for view in views] == ["periods", "progress", "board"]
    assert views[1].as_of == "2023-11"
    for then, now in zip(some_views(), views, strict=True):
        assert now.frame.equals(then.frame)
        assert now.headline == then.headline


def test_views_are_moved_up_and_down_and_stay_at_the_ends():
    name = collected()
    assert briefing.move(briefing.briefing(name), 0, -1, by=KEEPER) == 0
    assert briefing.move(briefing.briefing(name), 0, 1, by=KEEPER) == 1
    assert [item.view for item in briefing.briefing(name).items] == ["progress", "periods", "board"]
    assert briefing.move(briefing.briefing(name), 2, 1, by=KEEPER) == 2


def test_an_edited_sentence_stands_until_the_systems_own_is_restored():
    name = collected()
    system = headlines(name)
    briefing.edit(briefing.briefing(name), 1, "我们的说法", "", by=KEEPER)
    assert headlines(name) == [system[0], "我们的说法", system[2]]
    assert briefing.deck(name).views[1].takeaway == ""
    briefing.edit(briefing.briefing(name), 1, None, None, by=KEEPER)
    assert headlines(name) == system


def test_writing_the_systems_own_sentence_is_no_edit():
    name = collected()
    briefing.edit(briefing.briefing(name), 0, headlines(name)[0], None, by=KEEPER)
    assert briefing.briefing(name).items[0].headline is None


def test_copy_rename_drop_delete_and_undo():
    name = collected()
    briefing.copy(briefing.briefing(name), "副本", by=KEEPER)
    briefing.rename(briefing.briefing("副本"), "给局长", by=KEEPER)
    briefing.drop(briefing.briefing("给局长"), 0, by=KEEPER)
    briefing.delete(briefing.briefing(name), by=KEEPER)
    assert list(briefing.own()) == ["给局长"]
    assert [item.view for item in briefing.briefing("给局长").items] == ["progress", "board"]
    briefing.undo(by=KEEPER)
    assert sorted(briefing.own()) == sorted(["给局长", name])
    briefing.undo(by=KEEPER)
    assert len(briefing.briefing("给局长").items) == 3


def test_a_ready_made_briefing_is_copied_to_be_edited_and_is_not_edited_itself():
    ready = next(iter(briefing.ready_made()))
    briefing.copy(briefing.briefing(ready), "我的评估", by=KEEPER)
    assert headlines("我的评估") == headlines(ready)
    for change in (
        lambda: briefing.rename(briefing.briefing(ready), "别的", by=KEEPER),
        lambda: briefing.move(briefing.briefing(ready), 0, 1, by=KEEPER),
        lambda: briefing.drop(briefing.briefing(ready), 0, by=KEEPER),
        lambda: briefing.accept(briefing.briefing(ready), by=KEEPER),
        lambda: briefing.edit(briefing.briefing(ready), 0, "别的", None, by=KEEPER),
        lambda: briefing.delete(briefing.briefing(ready), by=KEEPER),
    ):
        with pytest.raises(UnknownBriefing):
            change()


def test_a_name_that_is_taken_is_refused_also_that_of_a_ready_made_one():
    name = collected()
    for taken in (name, next(iter(briefing.ready_made())), " "):
        with pytest.raises(BriefingRefused):
            briefing.copy(briefing.briefing(name), taken, by=KEEPER)
    assert list(briefing.own()) == [name]


def test_no_figure_changed_while_the_ledger_is_the_same():
    assert briefing.changes(briefing.briefing(collected())) == []


def test_figures_that_changed_since_are_told_with_what_they_were(monkeypatch):
    name = collected()
    target = "qingdao-hrss-14fyp.table2-1.target"
    monkeypatch.setattr(queries, "fingerprint", lambda: "another")
    now = evidence.printed([target])[target]
    kept = briefing.briefing(name)
    items = tuple(
        Item(item.view, item.choices, None, None, item.ledger, {**item.figures, target: "170 万人", "gone": "1 人"})
        for item in kept.items[:2]
    )
    changed = briefing.changes(briefing.Briefing(name, items, kept.briefing_id))
    assert changed == [
        {"place": place, "figure": figure, "then": then, "now": after}
        for place in (1, 2)
        for figure, then, after in ((target, "170 万人", now), ("gone", "1 人", ""))
    ]
    briefing.accept(briefing.briefing(name), by=KEEPER)
    assert {item.ledger for item in briefing.briefing(name).items} == {"another"}


def test_a_change_of_what_others_changed_since_it_was_shown_is_kept_aside_and_not_written():
    shown = briefing.briefing(collected())
    briefing.edit(shown, 0, "别人的题目", None, by=KEEPER)
    with pytest.raises(briefing.Unwritten) as refused:
        briefing.edit(shown, 0, "我的题目", None, by=KEEPER)
    assert headlines(shown.name)[0] == "别人的题目"
    briefing.copy(refused.value.briefing, "我的", by=KEEPER)
    assert headlines("我的")[0] == "我的题目"
    for change in (
        lambda: briefing.rename(shown, "新的", by=KEEPER),
        lambda: briefing.move(shown, 0, 1, by=KEEPER),
        lambda: briefing.drop(shown, 0, by=KEEPER),
        lambda: briefing.accept(shown, by=KEEPER),
        lambda: briefing.delete(shown, by=KEEPER),
    ):
        with pytest.raises(BriefingRefused, match="打开之后"):
            change()
    assert len(briefing.briefing(shown.name).items) == 3


def test_what_many_collect_at_once_is_all_kept():
    view = progress.view("qingdao", "qingdao-hrss-14fyp", "new_urban_jobs", "2025-12")
    with ThreadPoolExecutor(4) as many:
        places = list(many.map(lambda _: briefing.collect("一起", view, by=KEEPER), range(16)))
    assert sorted(places) == [(place, place) for place in range(1, 17)]
    assert len(briefing.briefing("一起").items) == 16


EVERY = {name: "<b>" for kind in KINDS.values() for name in kind.choices}


# a blank is as little a region as the word that stays; beside an as_of alone all is left out, as where nothing is said
@pytest.mark.parametrize(
    "choices", some([{}, {"region": ""}, {"region": "\1" + "x" * 5000}, {"as_of": "9" * 5000}, EVERY], 2, 3, 4)
)
def test_views_of_choices_that_cannot_be_say_so_or_show_defaults_on_the_page_and_in_every_file(choices):
    items = tuple(Item(kind, choices) for kind in KINDS)
    briefing._keep(briefing.Briefing("怪的", items), "create", KEEPER)
    deck = briefing.deck("怪的")
    assert all(view.headline and len(view.headline) < 500 for view in deck.views)
    for ending in files.ENDINGS:
        assert files.made(deck, ending)


OWN = "青岛就业提前一年完成"
TARGETS = {"qingdao": "qingdao-hrss-14fyp.table2-1.target", "zhoushan": "zhoushan-hrss-14fyp.table1-1.target"}


def regions_of(name: str) -> list[str]:
    return [item.choices["region"] for item in briefing.briefing(name).items]


def test_the_board_of_all_regions_is_taken_in_as_one_item_a_region_each_with_its_own_figures():
    briefing.collect("全部", continuity.view("qingdao", "qingdao-hrss-14fyp"), by=KEEPER)
    assert briefing.collect("全部", overview.board_view("14fyp", "2025-12"), by=KEEPER) == (2, 3)
    assert regions_of("全部") == ["qingdao", "qingdao", "zhoushan"]
    for item in briefing.briefing("全部").items[1:]:
        view = overview.board_view("14fyp", "2025-12", region_id=item.choices["region"])
        assert item.figures == evidence.printed(view.facts)
        assert briefing.view_of(item).headline == view.headline


def test_a_headline_written_for_one_region_stands_over_that_region_alone():
    briefing.collect("全部", overview.board_view("14fyp", "2025-12"), by=KEEPER)
    system = headlines("全部")
    briefing.edit(briefing.briefing("全部"), 0, OWN, None, by=KEEPER)
    assert headlines("全部") == [OWN, system[1]]
    assert briefing.deck("全部").views[1].takeaway


@pytest.fixture
def earlier(views_store) -> str:
    """The name of a briefing as version 0.3 wrote it: its board is of all regions and bears one sentence."""
    item = {
        "view": "board",
        "choices": {"period": "14fyp", "as_of": "2025-12", "attribute": "all", "region": "all"},
        "headline": OWN,
        "takeaway": "一句话",
        "ledger": "another",
        "figures": {TARGETS["qingdao"]: "[170] 万人", TARGETS["zhoushan"]: "[4] 万人", "gone.table1-1.target": "1 人"},
    }
    place = views_store / "briefings" / "0123456789ab.json"
    place.parent.mkdir(exist_ok=True)
    place.write_text(
        json.dumps({"form": 1, "name": "旧的", "items": [item]}, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return "旧的"


def test_a_briefing_of_an_earlier_version_opens_with_one_item_a_region_and_its_sentences_stay_with_the_first(earlier):
    assert briefing.faults() == []
    assert regions_of(earlier) == ["qingdao", "zhoushan"]
    first, second = briefing.deck(earlier).views
    assert (first.headline, first.takeaway) == (OWN, "一句话")
    own = overview.board_view("14fyp", "2025-12", region_id="zhoushan")
    assert (second.headline, second.takeaway) == (own.headline, own.takeaway)


def test_figures_of_an_earlier_version_are_told_at_the_item_of_their_region(earlier):
    changed = briefing.changes(briefing.briefing(earlier))
    assert [(change["place"], change["figure"], change["then"]) for change in changed if change["then"]] == [
        (1, TARGETS["qingdao"], "[170] 万人"),
        (1, "gone.table1-1.target", "1 人"),
        (2, TARGETS["zhoushan"], "[4] 万人"),
    ]


@pytest.mark.parametrize(
    ("change", "held"),
    [
        (
            lambda old: briefing.edit(old, 1, "舟山的题目", None, by=KEEPER),
            [("qingdao", OWN), ("zhoushan", "舟山的题目")],
        ),
        (lambda old: briefing.move(old, 0, 1, by=KEEPER), [("zhoushan", None), ("qingdao", OWN)]),
        (lambda old: briefing.drop(old, 0, by=KEEPER), [("zhoushan", None)]),
    ],
)
def test_a_change_to_a_briefing_of_an_earlier_version_keeps_it_with_one_item_a_region(
    earlier, views_store, change, held
):
    change(briefing.briefing(earlier))
    kept = json.loads((views_store / "briefings" / "0123456789ab.json").read_text(encoding="utf-8"))
    assert [(item["choices"]["region"], item["headline"]) for item in kept["items"]] == held


def test_a_board_that_the_ledger_has_no_targets_for_stays_one_item_that_says_so():
    gone = {"period": "gone", "as_of": "2025-12", "attribute": "all", "region": "all"}
    briefing._keep(briefing.Briefing("旧的", (Item("board", gone, "题"),)), "create", KEEPER)
    (item,) = briefing.briefing("旧的").items
    assert briefing.view_of(item).is_empty


def kept_item(views_store, **item) -> dict:
    """A briefing of one item, 旧的, put into the store as another version wrote it, and that file read again after a
    change."""
    whole = {"headline": None, "takeaway": None, "ledger": "", "figures": {}, **item}
    place = views_store / "briefings" / "0123456789ab.json"
    place.parent.mkdir(exist_ok=True)
    content = {"form": 1, "name": "旧的", "noted_by": "later", "items": [whole]}
    place.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    briefing.rename(briefing.briefing("旧的"), "新的", by=KEEPER)
    return json.loads(place.read_text(encoding="utf-8"))


COMPLETION = {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "as_of": "2025-12"}


def test_a_view_and_a_choice_that_were_renamed_since_are_found_in_a_kept_briefing(views_store, monkeypatch):
    monkeypatch.setattr(registry, "FORMER_VIEWS", {"year_table": "completion"})
    monkeypatch.setattr(registry, "FORMER_CHOICES", {"document_of_plan": "plan"})
    former = {"document_of_plan" if name == "plan" else name: value for name, value in COMPLETION.items()}
    written = kept_item(views_store, view="year_table", choices=former)
    (item,) = written["items"]
    assert (item["view"], item["choices"]) == ("completion", COMPLETION)
    (view,) = briefing.deck("新的").views
    assert view.frame.equals(recall("completion", COMPLETION).frame)


def test_what_another_version_wrote_beside_is_kept_by_a_change(views_store):
    written = kept_item(views_store, view="completion", choices=COMPLETION, shown_for_s=90)
    assert written["noted_by"] == "later"
    assert written["items"][0]["shown_for_s"] == 90
    briefing.copy(briefing.briefing("新的"), "副本", by=KEEPER)
    assert briefing.own()["副本"].more == {"noted_by": "later"}


def test_a_view_that_no_version_here_knows_stays_in_its_briefing_and_says_so(views_store):
    written = kept_item(views_store, view="a_later_one", choices={"region": "qingdao"})
    assert written["items"][0]["view"] == "a_later_one"
    (view,) = briefing.deck("新的").views
    assert view.is_empty
    for ending in files.ENDINGS:
        assert files.made(briefing.deck("新的"), ending)


def test_every_view_can_be_had_again_from_its_name_and_choices():
    seen = set()
    for name in briefing.ready_made():
        for view in briefing.deck(name).views:
            again = recall(view.name, view.choices)
            assert again.frame.equals(view.frame)
            seen.add(view.name)
    others = [
        ("overview", {"region": "all"}),
        ("indicator", {"indicator": "new_urban_jobs", "region": "qingdao"}),
        ("several", {"region": "qingdao", "indicators": "new_urban_jobs,unemployment_insured"}),
        ("indexed", {"region": "qingdao", "indicators": "resident_population,unemployment_insured", "base": "2015"}),
        ("indicator_targets", {"indicator": "new_urban_jobs"}),
        ("indicator_commitments", {"indicator": "new_urban_jobs"}),
        ("targets", {"region": "qingdao", "indicator": "new_urban_jobs", "drafts": "new_urban_jobs:170"}),
        ("targets_plan", {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "drafts": ""}),
        ("targets_peers", {"region": "qingdao", "indicator": "new_urban_jobs"}),
        ("targets_record", {"region": "qingdao", "indicator": "new_urban_jobs"}),
        *(
            (name, {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "as_of": "2025-12"})
            for name in ("yearly", "yearly_years", "yearly_parts", "duties", "reminders")
        ),
        ("review", {"region": "qingdao", "period": "14fyp"}),
        ("moved_targets", {"region": "all", "period": "14fyp", "outcome": "lowered"}),
        ("warnings", {"region": "zhejiang", "period": "13fyp", "as_of": "2020-12"}),
        ("data_warnings", {"region": "all", "period": "14fyp", "as_of": "2025-12"}),
        ("verdict_changes", {"region": "qingdao", "period": "14fyp", "as_of": "2025-12", "since": "2024-12"}),
        (
            "commitments",
            {"theme": "all", "document": "all", "nature": "standard", "year": "2025", "words": ""},
        ),
        (
            "evidence",
            dict.fromkeys(("document", "role", "reliability", "indicator"), "all")
            | {"words": "", "region": "qingdao", "conflict": "yes"},
        ),
    ]
    for name, choices in others:
        view = recall(name, choices)
        # what an older link leaves out has its default; what it says is kept
        assert choices.items() <= view.choices.items()
        assert recall(name, view.choices).choices == view.choices
        assert len(view.frame)
        seen.add(name)
    assert seen == set(KINDS)


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("nothing", {}),
        ("progress", {"region": "qingdao"}),
        ("progress", {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "indicator": "gone", "as_of": "2025-12"}),
        ("periods", {"region": "gone", "plan": "gone", "theme": "all", "attribute": "all", "order": "change"}),
    ],
)
def test_a_view_that_the_ledger_no_longer_has_is_forgotten_and_says_so_in_the_briefing(name, choices):
    with pytest.raises(Forgotten):
        recall(name, choices)
    view = briefing.view_of(Item(name, choices, headline="题"))
    assert view.is_empty
    assert view.advice


def test_the_address_of_a_view_leaves_out_what_is_not_chosen():
    assert address_of("findings", {"kind": "floor", "region": "zhoushan", "indicator": "all"}) == (
        "evidence",
        {"kind": "floor", "region": "zhoushan", "list": "findings"},
    )
