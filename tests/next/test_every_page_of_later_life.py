"""Every page × region × plan × period × language on the ledger of later life: nothing fails, nothing strange is said.

One test a page and region walks through the choices and lists all that is wrong, by choice.
"""

import json
import re
from collections.abc import Iterator

import pytest
import streamlit as st
from google.protobuf.descriptor import FieldDescriptor
from later_ledger import INDICATORS, PAIRS, PERIODS, PLANNING, PLANS, WITHOUT_PLANS, Plan, plans_of

from tests.shown_tables import shown_tables
from tests.whole import some

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
LANGUAGES = ({}, {"lang": "en"})
BLANK = re.compile(r"(?<![%$])\{[a-z_][a-z0-9_]*\}")  # %{x} is plotly's own
NOT_A_NUMBER = re.compile(r"(?<![A-Za-z])(?:NaN|nan|NaT|<NA>|undefined)(?![A-Za-z])")
NONE = re.compile(r"(?<![A-Za-z])None(?![A-Za-z])")
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", flags=re.DOTALL)
HEADING = re.compile(r"<(h[1-3])\b[^>]*>(.*?)</\1>", flags=re.DOTALL)


def elements(node) -> Iterator:
    for child in getattr(node, "children", {}).values():
        yield child
        yield from elements(child)


def words_of(message) -> Iterator[str]:
    """Every text in a protobuf message; a chart's spec is read by itself."""
    for field, value in message.ListFields():
        many = value if field.is_repeated else [value]
        if field.type == FieldDescriptor.TYPE_MESSAGE:
            if not field.message_type.GetOptions().map_entry:
                for one in many:
                    yield from words_of(one)
        elif field.type == FieldDescriptor.TYPE_STRING and field.name not in ("id", "url", "spec", "proto", "columns"):
            yield from many


def strings(value) -> Iterator[str]:
    """Every text in what JSON gives."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


class Shown:
    """A page as it stands: its texts, its charts, the labels of its columns."""

    def __init__(self, app):
        self.app = app
        self.charts = []
        self.faults = [f"exception: {error.proto.type} {error.value}" for error in app.exception]
        self.faults += [f"refused: {toast.value}" for toast in app.toast]
        for chart in app.get("plotly_chart"):
            self.charts.append(json.loads(chart.proto.spec, parse_constant=self._constant))

    def _constant(self, name: str) -> None:
        self.faults.append(f"{name} as a number in a chart")

    def texts(self) -> Iterator[str]:
        for element in elements(self.app._tree):
            if (proto := getattr(element, "proto", None)) is not None and hasattr(proto, "ListFields"):
                yield from (TAG.sub(" ", text) for text in words_of(proto))
        for chart in self.charts:
            yield from (TAG.sub(" ", text) for text in strings(chart))
        for table in shown_tables(self.app):
            yield from (cell for column in table.frame for cell in table.frame[column] if isinstance(cell, str))
        yield from self.labels()

    def labels(self) -> list[str]:
        """The heads of all columns."""
        return [head for table in shown_tables(self.app) for head in table.heads]

    def titles(self) -> list[str]:
        """The titles of the charts and the headings of the page."""
        titles = [chart["layout"].get("title", {}).get("text") or "" for chart in self.charts]
        for block in self.app.get("html"):
            titles += [text for _, text in HEADING.findall(block.proto.body)]
        return [TAG.sub(" ", title) for title in titles]


def faults_of(app, choices: dict[str, str]) -> list[str]:
    """What is wrong with a page whatever it shows."""
    shown = Shown(app)
    wrong = list(shown.faults)
    for text in () if app.exception else shown.texts():
        marks = (NOT_A_NUMBER, BLANK) if "lang" in choices else (NOT_A_NUMBER, BLANK, NONE)
        for found in filter(None, (mark.search(text) for mark in marks)):
            wrong.append(f"{found.group()} in “{text[max(found.start() - 40, 0) : found.end() + 40].strip()}”")
    return wrong


def strange_years(app, plan: Plan, spans_back: int = 1) -> list[str]:
    """Titles, headings and heads of columns that name a year or a period of which the plan does not speak.

    spans_back: how many spans as long as the plan lie before it that may be named.
    """
    shown, first = Shown(app), plan.first - spans_back * len(plan.years)
    wrong = []
    for text in [*shown.titles(), *shown.labels()]:
        years = [year for year in map(int, YEAR.findall(text)) if not first <= year <= plan.last]
        wrong += [f"year {year} in “{text.strip()[:60]}”" for year in years]
        wrong += [f"{name} in “{text.strip()[:60]}”" for name in plan.strange_names if name in text]
    return wrong


def accept(wrong: dict[str, list[str]]) -> None:
    """Fail with all that is wrong, a choice a block, each thing once."""
    blocks = [
        f"{choice}\n" + "\n".join(f"    {thing}" for thing in dict.fromkeys(things))
        for choice, things in wrong.items()
        if things
    ]
    if blocks:
        pytest.fail("\n".join(blocks), pytrace=False)


def choice_name(choices: dict[str, str]) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in choices.items())


def but_refusals(things: list[str]) -> list[str]:
    """What is wrong beside a notice that a choice is not to be had."""
    return [thing for thing in things if not thing.startswith("refused")]


@pytest.fixture
def walked(visit):
    """Open a page at each of several choices; returns what is wrong, by choice."""

    def walk(page: str, all_choices, *checks) -> dict[str, list[str]]:
        wrong = {}
        for choices in all_choices:
            app = visit(page, **choices)
            things = faults_of(app, choices)
            # a page that refuses the choice shows another plan's years
            if not things or not things[0].startswith(("exception", "refused")):
                things += [thing for check in checks for thing in check(app)]
            wrong[choice_name(choices)] = things
        return wrong

    return walk


def at(plan: Plan) -> dict[str, str]:
    return {"region": plan.region, "plan": plan.document, "period": plan.period}


@pytest.mark.parametrize("region", PLANNING)
def test_the_periods_page_holds_for_every_plan(walked, region):
    wrong = {}
    # the table of the period before that a plan prints stands beside its own
    for number, plan in enumerate(plan for plan in plans_of(region) if plan.is_own):
        forms = [*LANGUAGES, {"order": "plan", "attribute": "binding"}]
        wrong |= walked(
            "periods",
            # one plan in English, the next under another choice
            [at(plan) | one for one in some(forms, 1 + number % 2)],
            # the earlier plan and its base stand beside the later one
            lambda app, plan=plan: strange_years(app, plan, spans_back=2),
        )
    accept(wrong)


@pytest.mark.parametrize("region", PLANNING)
def test_the_progress_page_holds_for_every_plan_and_heads_its_years(walked, region):
    def heads(app, plan: Plan) -> list[str]:
        """The years that head columns, and those of the rows of results."""
        years = [int(label[:4]) for label in Shown(app).labels() if re.fullmatch(r"(?:19|20)[0-9]{2}年?", label)]
        wrong = [] if years == plan.years else [f"heads {years} where the plan has {plan.years}"]
        for table in shown_tables(app):
            rows = set(map(int, table.frame["year"].dropna())) if "year" in table.frame else set()
            wrong += [f"a row of {year}" for year in sorted(rows - set(plan.years))]
        return wrong

    wrong = {}
    for number, plan in enumerate(plans_of(region)):
        earlier = {"as_of": f"{plan.last - 1}-12"} if plan.last <= 2025 else {}
        forms = [*LANGUAGES, {"indicator": INDICATORS[plan.document]} | earlier]
        wrong |= walked(
            "progress",
            [at(plan) | one for one in some(forms, 1 + number % 2)],
            lambda app, plan=plan: strange_years(app, plan) + heads(app, plan),
        )
    accept(wrong)


@pytest.mark.parametrize("page", ["periods", "progress", "cities"])
@pytest.mark.parametrize("region", [*PLANNING, *WITHOUT_PLANS])
def test_a_region_alone_in_the_address_is_answered(walked, page, region):
    (things,) = walked(page, [{"region": region}]).values()
    # a region that has no plan may be refused with a notice, but the page stands
    accept({page: things if region in PLANNING else but_refusals(things)})


@pytest.mark.parametrize(
    ("number", "period", "region", "other"),
    [
        (number, *pair)
        for number, pair in enumerate((period, *pair) for period, pairs in PAIRS.items() for pair in pairs)
    ],
)
def test_the_cities_page_holds_for_every_pair(walked, number, period, region, other):
    pair = {"region": region, "other": other, "period": period}
    forms = [*LANGUAGES, {"basis": "share"}, {"basis": "raw"}]
    # one pair in English, the next by share
    accept(walked("cities", [pair | one for one in some(forms, 1 + number % 2)]))
    # two regions may have no year-end population in common: then the choice is not offered
    wrong = walked("cities", [pair | {"population": "latest"}])
    accept({choice: but_refusals(things) for choice, things in wrong.items()})


@pytest.mark.parametrize(("region", "other"), [("bay-demo", "china"), ("qingdao", "shandong"), ("zhoushan", "china")])
def test_a_pair_without_a_common_period_is_answered(walked, region, other):
    wrong = walked("cities", [{"region": region, "other": other}])
    accept({choice: but_refusals(things) for choice, things in wrong.items()})


@pytest.mark.parametrize("period", PERIODS)
def test_the_overview_holds_for_every_period(walked, period):
    months = [{"as_of": month} for month in ("2021-12", "2025-08") if period == "14fyp"]
    forms = [*some([*LANGUAGES, {"attribute": "binding"}], 1, 2), *months]
    accept(walked("overview", [{"period": period} | one for one in forms]))


def test_the_commitments_page_holds(walked):
    documents = [{"document": one} for one in ("linhai-hrss-14fyp", "qingdao-demo-15fyp")]
    accept(walked("commitments", [*LANGUAGES, *documents, {"year": "2030"}, {"theme": "social_insurance"}]))


@pytest.mark.parametrize("region", some(PLANNING, 0, -1))
def test_the_next_targets_hold_for_every_region(walked, region):
    accept(walked("targets", [{"region": region}, {"region": region, "drafts": "new_urban_jobs:1", "lang": "en"}]))


@pytest.mark.parametrize("region", [*PLANNING, *WITHOUT_PLANS])
def test_the_evidence_page_holds_for_every_region(walked, region):
    accept(walked("evidence", [{"region": region}, {"region": region, "list": "findings", "lang": "en"}]))


@pytest.mark.parametrize("page", ["periods", "progress"])
def test_a_phone_is_answered_too(walked, page, monkeypatch):
    monkeypatch.setattr(type(st.context), "headers", property(lambda context: {"User-Agent": PHONE}))
    chosen = [plan for plan in PLANS if plan.period in ("2024-2026", "2026-2035") or plan.region == "china"]
    accept(walked(page, [at(plan) for plan in chosen]))
