"""A mark of a chart leads to the fact whose figure it is."""

import html
import re

import queries
from components.charts.drawing import leading_to
from components.charts.listed import marks_listed
from components.language.numerals import plain
from tests.components.shipped_views import shipped

LEADING = ("periods", "cities", "cities_rates", "progress", "completion")


def marks(view) -> list[tuple[str, str]]:
    """What a mark says when a hand is over it, and the fact that it leads to."""
    traces = [trace for trace in view.figure.to_dict()["data"] if trace.get("meta") == leading_to([])["meta"]]
    return [
        (html.unescape(re.sub("<[^>]*>", " ", text)), fact)
        for trace in traces
        for text, (fact,) in zip(trace["hovertext"], trace["customdata"], strict=True)
    ]


def test_every_mark_of_a_figure_leads_to_a_fact_of_the_ledger():
    facts = set(queries.ask("fact_list")["fact_id"])
    for view in shipped():
        if view.name in LEADING and view.figure is not None:
            led = [fact for _, fact in marks(view) if fact]
            assert led, view.name
            assert set(led) <= facts, view.name


def test_a_mark_says_the_figure_of_the_fact_that_it_leads_to():
    facts = queries.ask("fact_list").set_index("fact_id")
    seen = 0
    for view in shipped():
        # a mark of cities stands for a ratio of two figures, one of progress for a sum of several
        if view.name not in ("periods", "cities_rates", "completion") or view.figure is None:
            continue
        for text, fact in marks(view):
            if fact:
                said = (facts.loc[fact, "value_raw"], plain(facts.loc[fact, "value"]))
                assert any(figure.strip("[]{}()") in text for figure in said), (view.name, text, fact, said)
                seen += 1
    assert seen > 100


def test_a_mark_without_a_fact_leads_nowhere():
    assert leading_to(["a", None, float("nan")])["customdata"] == [["a"], [""], [""]]


def test_the_marks_of_a_figure_are_listed_row_by_row_and_year_by_year():
    for view in shipped():
        if view.name in LEADING and view.figure is not None:
            listed = marks_listed(view.figure)
            assert {dict(mark.choices)["fact"] for mark in listed} == {fact for _, fact in marks(view) if fact}
            assert not [mark for mark in listed if "<b>" in mark.text or "&lt;" in mark.text]
            assert len(listed) == len(set(listed))
    steps = next(view for view in shipped() if view.name == "periods" and view.choices["region"] == "qingdao")
    names = list(dict.fromkeys(mark.text.split()[0] for mark in marks_listed(steps.figure)))
    assert names[:3] == ["高技能人才", "工伤保险参保", "失业保险参保"]
    jobs = next(view for view in shipped() if view.name == "progress" and view.choices["region"] == "qingdao")
    years = [mark.text.split()[0] for mark in marks_listed(jobs.figure) if "累计" in mark.text]
    assert years == sorted(years)
